"""The parameters of the question as form fields: label, help and bounds of each."""

from __future__ import annotations

from decimal import Decimal

from django import forms

from procurement.forms.fields import CodeField, CountsField, NameField, NumberField, PairsField, ValuesField, WholeNumberField
from procurement.forms.hourly_cost import CONTRACT, CONTRACT_HOURS, MOST, PRODUCTIVE, WAGE_HINT
from procurement.forms.price_levels import PriceLevelField
from procurement.question import LONGEST_NAME, PAYER_WORDS
from voorzieningen.reference_date import ReferenceDateField

PAYERS = {word: payer for payer, word in PAYER_WORDS.items()}
PAYER_LABELS = {
    "gemeente": "gemeente",
    "uitvoerder": "uitvoerder (lokale organisatie)",
    "fonds": "fonds",
    "gemengd": "gemengd (overheid, fondsen en betrokkenen)",
    "onbekend": "onbekend (niet vermeld in de bron)",
}


class ScenarioParameters(forms.Form):
    """All parameters of the address that a scenario is made of. Empty means: the default."""

    gemeente = forms.CharField(
        label="Gemeente",
        required=False,
        max_length=60,
        help_text="Typ de naam en kies uit de lijst.",
        widget=forms.TextInput(attrs={"class": "utrecht-textbox", "list": "gemeenten", "autocomplete": "off"}),
    )
    naam = NameField(label="Naam van dit scenario", longest=LONGEST_NAME, help_text="Mag leeg blijven. Handig als u er meer vergelijkt.")
    inwoners = WholeNumberField(label="Inwoners", minimum=0, maximum=20_000_000, help_text="Leeg: het aantal van het CBS.")
    aanbod = ValuesField(label="Aanbod om te vergelijken", required=False, help_text="Niets gekozen is alles.")
    startjaar = WholeNumberField(label="Eerste contractjaar", minimum=2020, maximum=2050)
    jaren = WholeNumberField(label="Aantal contractjaren", minimum=1, maximum=10, help_text="Leeg: 4 jaar.")
    koppelingen = CountsField(
        label="Nieuwe koppelingen per jaar",
        required=False,
        help_text="Een koppeling is één gezin met één steungever. Eén getal, of een getal per jaar: 10,12,8. Het laatste herhaalt. Leeg: 10.",
    )
    lopend = PairsField(
        label="Koppelingen die bij de start al lopen",
        example="2:10,3:4 (in hun tweede jaar 10, in hun derde jaar 4)",
        help_text="Koppelingsjaar:aantal, bijvoorbeeld 2:10,3:4.",
    )
    uurkosten = NumberField(
        label="Uurkosten van een coördinator (€)",
        minimum=Decimal(0),
        maximum=MOST,
        noun="bedrag",
        help_text="Alle kosten per contractuur: loon, opslagen en overhead. Leeg: € 75,00 als aanname.",
    )
    uurloon = NumberField(label="Bruto uurloon (€)", minimum=Decimal("0.01"), maximum=Decimal(500), noun="bedrag", help_text=WAGE_HINT)
    opslagen = NumberField(
        label="Opslagen op het loon (%)",
        minimum=Decimal(0),
        maximum=Decimal(200),
        noun="percentage",
        help_text="Vakantiegeld, pensioen en sociale lasten. Geen bron noemt dit.",
    )
    overhead = NumberField(
        label="Overhead (%)",
        minimum=Decimal(0),
        maximum=Decimal(200),
        noun="percentage",
        help_text="Huisvesting, ICT, leiding. Over loon met opslagen. Geen bron noemt dit.",
    )
    uurbasis = CodeField(
        label="De uren van het tarief zijn",
        choices=[(CONTRACT, "contracturen"), (PRODUCTIVE, "gewerkte uren")],
    )
    productief = WholeNumberField(
        label="Productieve uren per jaar", minimum=100, maximum=CONTRACT_HOURS, help_text="Alleen bij gewerkte uren. Leeg: 1.363 van 1.872 uur."
    )
    uurmarge = NumberField(
        label="Marge op de uurkosten (%)",
        minimum=Decimal(0),
        maximum=Decimal(90),
        noun="percentage",
        help_text="Hoeveel de uurkosten hoger of lager kunnen zijn. Leeg: 20.",
    )
    weken = WholeNumberField(label="Weken per jaar", minimum=1, maximum=53, help_text="Voor uren per week. Leeg: 52.")
    reeks = forms.CharField(
        label="Prijsstijging tot nu toe",
        required=False,
        max_length=60,
        help_text="Een reeks met bekende jaren. Leeg: geen.",
        widget=forms.Select(attrs={"class": "utrecht-select"}),
    )
    index = NumberField(
        label="Verwachte indexatie per jaar (%)",
        minimum=Decimal(-20),
        maximum=Decimal(50),
        noun="percentage",
        help_text="Voor elk jaar dat niet in een gekozen reeks staat. Leeg: 0.",
    )
    prijspeil = PriceLevelField(
        label="Prijspeil van bedragen zonder jaar",
        required=False,
        help_text="Geen van de lijstprijzen noemt een jaar. Leeg: het eerste contractjaar.",
    )
    betaler = ValuesField(label="Wie betaalt", required=False, help_text="Niets gekozen is alle betalers: de integrale kosten.")
    btw = NumberField(
        label="Btw als proef (%)",
        minimum=Decimal(0),
        maximum=Decimal(100),
        noun="percentage",
        help_text="Rekent btw over onderdelen waarvan de btw onbekend is. Leeg: geen.",
    )
    disconto = NumberField(
        label="Rente voor de contante waarde (%)", minimum=Decimal(0), maximum=Decimal(50), noun="percentage", help_text="Leeg: geen contante waarde."
    )
    afronding = PairsField(
        label="Kans dat een module wordt afgerond (%)",
        example="MG-M1:100,MG-M2:90,MG-M3:80",
        help_text="Alleen voor MeeleefGezin: MG-M1:100,MG-M2:90,MG-M3:80. Leeg: 100.",
    )
    lezing = ValuesField(label="Lezing van een tarief", required=False)
    duur = ValuesField(label="Duur van een koppeling", required=False)
    gedeelde_uren = NumberField(
        label="Uren per week van de gedeelde coördinator (SOS)",
        minimum=Decimal("0.01"),
        maximum=Decimal(1000),
        help_text="Geen bron noemt deze uren. Leeg: de kosten van SOS zijn onbekend.",
    )
    budget = NumberField(
        label="Budget (€)", minimum=Decimal(0), maximum=Decimal(10**10), noun="bedrag", help_text="Hoeveel nieuwe koppelingen passen erin?"
    )
    budgetvorm = CodeField(
        label="Budget geldt",
        choices=[("jaar", "per jaar"), ("totaal", "voor alle jaren samen")],
    )
    trajectprijs = NumberField(
        label="Eigen prijs van één vermeden traject (€)",
        minimum=Decimal("0.01"),
        maximum=Decimal(10**7),
        noun="bedrag",
        help_text="Rekent uit hoeveel trajecten even duur zijn. Het zegt niet dat ze worden vermeden.",
    )
    gezinnen = ValuesField(label="Opgave: gezinnen per jaar", required=False)
    aantal = ValuesField(label="Koppelingen per aanbod in een mix", required=False)
    zoekmix = CodeField(label="Zoek de goedkoopste mix", choices=[("nee", "nee"), ("ja", "ja")])
    zekerheid = CodeField(
        label="Welke dekking telt",
        choices=[("zeker", "alleen zekere dekking"), ("mogelijk", "ook onder voorwaarde of onzeker")],
    )
    zoekdoel = CodeField(
        label="Welke kosten zo laag mogelijk",
        choices=[("met-uitloop", "contractjaren en uitloop samen"), ("contractjaren", "alleen de contractjaren")],
    )
    naast = ValuesField(label="Scenario's naast dit scenario", required=False)
    peildatum = ReferenceDateField()
