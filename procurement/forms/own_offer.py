"""An own offer as a form: every field bounded, with a Dutch message at the field. What it takes is stored as it was typed and read again by it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from procurement.forms.fields import NumberField, WholeNumberField, decimal_number, named_value, whole_number
from procurement.offers import VAT_LABELS, OwnOffer, OwnYear
from voorzieningen.catalogue import Catalogue, Instalment, Municipality
from voorzieningen.money import EuroRange, percent_nl
from voorzieningen.snapshot import find_municipality

MOST_YEARS, MOST_INSTALMENTS = 10, 12
_TEXTBOX = {"class": "utrecht-textbox", "autocomplete": "off"}
_SELECT = {"class": "utrecht-select"}
_TOO_LONG = {"max_length": "Gebruik hoogstens %(limit_value)d tekens; dit zijn er %(show_value)d."}
_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2060, 12, 31)
_DUTCH_DAY = re.compile(r"[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}", re.ASCII)
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
# Of one contract year: the prices, and all fields in the order of the page.
PRICES = ("vast", "vast_hoog", "nieuw", "lopend")
YEAR_FIELDS = (*PRICES, "capaciteit_van", "capaciteit_tot", "uren")


class TextField(forms.CharField):
    """Text of a bounded length that every file can hold; of one line unless its widget has more."""

    def to_python(self, value: Any) -> str:
        text = bounded_text(str(value or ""), one_line=not isinstance(self.widget, forms.Textarea))
        if any(not is_readable(character) for character in text):
            raise ValidationError("Hierin staat een teken dat niet te lezen is. Typ de tekst opnieuw.")
        return text


def bounded_text(text: str, *, one_line: bool) -> str:
    """What was typed without needless white space, so that a short text cannot be long."""
    return " ".join(text.split()) if one_line else text.replace("\r\n", "\n").replace("\r", "\n").strip()


def is_readable(character: str) -> bool:
    """No control character and no code point that is no character: a spreadsheet cannot hold them. U+FFFD is what unreadable bytes become."""
    return character == "\n" or (character != "\ufffd" and unicodedata.category(character) not in {"Cc", "Cs", "Cn"})


class DayField(forms.Field):
    """A day between 2000 and 2060, as a browser sends it (2027-01-01) or as it is written (1-1-2027)."""

    widget = forms.DateInput(attrs={**_TEXTBOX, "type": "date"}, format="%Y-%m-%d")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def to_python(self, value: Any) -> date | None:
        text = (value or "").strip()
        if not text:
            return None
        if _DUTCH_DAY.fullmatch(text):
            text = "{2}-{1:0>2}-{0:0>2}".format(*text.split("-"))
        try:
            day = date.fromisoformat(text) if _ISO_DAY.fullmatch(text) else None
        except ValueError:
            day = None
        if day is None or not _FIRST_DAY <= day <= _LAST_DAY:
            raise ValidationError("Vul een dag in van 2000 tot en met 2060, bijvoorbeeld 1-1-2027.")
        return day


class InstalmentsField(forms.Field):
    """Moments of invoice as months:percentage pairs, adding up to 100: "0:50, 6:50". Empty: unknown."""

    widget = forms.TextInput(attrs=_TEXTBOX)

    def to_python(self, value: Any) -> tuple[Instalment, ...]:
        text = bounded_text(str(value or ""), one_line=True)
        if not text:
            return ()
        parts = [named_value(part.strip()) for part in text.split(",", MOST_INSTALMENTS)]
        found = [(whole_number(part[0]), decimal_number(part[1])) for part in parts if part is not None]
        moments = [(months, share) for months, share in found if months is not None and share is not None and months <= 35 and 0 < share <= 100]
        if len(moments) != len(parts) or len({months for months, _ in moments}) != len(moments):
            raise ValidationError(
                "Schrijf per factuur hoeveel maanden na de start (0 tot en met 35), een dubbele punt en het percentage: 0:50, 6:50. "
                f"Hoogstens {MOST_INSTALMENTS} facturen per jaar, elke maand één keer."
            )
        total = sum((share for _, share in moments), Decimal(0))
        if total != 100:
            raise ValidationError(f"De percentages zijn samen {percent_nl(total / 100)}. Dat moet 100% zijn.")
        return tuple(Instalment(months, share / 100) for months, share in sorted(moments))


def _amount(label: str, maximum: int, help_text: str = "") -> NumberField:
    return NumberField(label=label, minimum=Decimal(0), maximum=Decimal(maximum), noun="bedrag", help_text=help_text)


def _year_fields() -> Iterator[tuple[str, forms.Field]]:
    """The fields of one contract year, in the order of YEAR_FIELDS."""
    yield "vast", _amount("Vast bedrag (€)", 10**8, "Wat u betaalt, hoeveel koppelingen er ook komen. Bijvoorbeeld 49.122.")
    yield "vast_hoog", _amount("Vast bedrag, hoogste (€)", 10**8, "Alleen als de offerte een bedrag van ... tot ... noemt.")
    yield "nieuw", _amount("Per nieuwe koppeling (€)", 10**6, "Voor elke koppeling die in dit jaar begint. Bijvoorbeeld 3.150.")
    yield "lopend", _amount("Per lopende koppeling (€)", 10**6, "Voor elke koppeling in haar tweede jaar of later. Bijvoorbeeld 1.150.")
    count = {"minimum": 0, "maximum": 10_000}
    yield (
        "capaciteit_van",
        WholeNumberField(label="Nieuwe koppelingen, van", **count, help_text="Voor hoeveel het bedrag is. Bijvoorbeeld 10."),
    )
    yield (
        "capaciteit_tot",
        WholeNumberField(label="Nieuwe koppelingen, tot en met", **count, help_text="Alleen bij een reeks zoals 10 tot 12."),
    )
    yield (
        "uren",
        NumberField(
            label="Uren coördinator per week",
            minimum=Decimal("0.25"),
            maximum=Decimal(1000),
            help_text="Als de offerte uren noemt. Ze zitten in het bedrag en tellen niet extra. Bijvoorbeeld 12.",
        ),
    )


class OwnOfferForm(forms.Form):
    """One own offer. The contract years have fields of their own: `vast_1`, `uren_1`, `vast_2` and so on."""

    aanbod = forms.ChoiceField(
        label="Van welk aanbod is de offerte?",
        choices=(),
        widget=forms.Select(attrs=_SELECT),
        error_messages={"required": "Kies het aanbod.", "invalid_choice": "Dit aanbod staat niet in de lijst. Kies er een."},
    )
    naam = TextField(
        label="Naam van de offerte",
        max_length=80,
        help_text="Zoals u haar wilt zien in de vergelijking. Bijvoorbeeld: offerte van maart 2027.",
        widget=forms.TextInput(attrs=_TEXTBOX),
        error_messages={"required": "Geef de offerte een naam.", **_TOO_LONG},
    )
    gemeente = TextField(
        label="Voor welke gemeente",
        required=False,
        max_length=60,
        help_text="Typ de naam en kies uit de lijst. Mag leeg blijven.",
        widget=forms.TextInput(attrs={**_TEXTBOX, "list": "gemeenten"}),
        error_messages=_TOO_LONG,
    )
    contract_van = DayField(label="Contract vanaf", help_text="De eerste dag. Bijvoorbeeld 1-1-2027.")
    contract_tot = DayField(label="Contract tot en met", help_text="De laatste dag. Bijvoorbeeld 31-12-2028.")
    indexeerbaar = forms.ChoiceField(
        label="Stijgen de bedragen elk jaar mee (indexatie)?",
        required=False,
        choices=[("nee", "nee, de bedragen staan vast"), ("ja", "ja, met de indexatie van de vergelijking")],
        help_text="Indexatie is dat een prijs elk jaar meestijgt. Zegt de offerte niets, kies dan nee.",
        widget=forms.Select(attrs=_SELECT),
        error_messages={"invalid_choice": "Kies ja of nee."},
    )
    prijspeil = WholeNumberField(
        label="Prijspeil (jaar)",
        minimum=1990,
        maximum=2060,
        help_text="Het jaar waarvan de prijzen zijn, bijvoorbeeld 2026. Staat het er niet bij, laat dit dan leeg.",
    )
    btw = forms.ChoiceField(
        label="Btw",
        choices=[(code, label) for code, label in VAT_LABELS.items() if code != "NA"],
        initial="UNKNOWN",
        help_text="Zegt de offerte niets over btw, kies dan onbekend.",
        widget=forms.Select(attrs=_SELECT),
        error_messages={"required": "Kies wat de offerte over btw zegt.", "invalid_choice": "Kies wat de offerte over btw zegt."},
    )
    factuur = InstalmentsField(
        label="Wanneer u betaalt",
        required=False,
        help_text=(
            "Per factuur: hoeveel maanden na de start van het contractjaar, een dubbele punt en het percentage. Twee helften: 0:50, 6:50. "
            "Alles vooraf: 0:100. Elk kwartaal: 0:25, 3:25, 6:25, 9:25. Leeg: onbekend."
        ),
    )
    voorwaarden = TextField(
        label="Voorwaarden",
        required=False,
        max_length=2000,
        help_text="Wat u wilt onthouden, bijvoorbeeld: het aantal koppelingen is niet gegarandeerd.",
        widget=forms.Textarea(attrs={"class": "utrecht-textarea", "rows": 4}),
        error_messages=_TOO_LONG,
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, catalogue: Catalogue, municipalities: tuple[Municipality, ...], years: int = MOST_YEARS
    ) -> None:
        super().__init__(data, use_required_attribute=False)
        self.catalogue, self.municipalities, self.years = catalogue, municipalities, years
        offerings = [(offering.slug, offering.name) for offering in catalogue.offerings if offering.default_tariff is not None]
        self.fields["aanbod"].choices = [("", "kies een aanbod"), *offerings]
        for number in range(1, years + 1):
            for name, field in _year_fields():
                self.fields[f"{name}_{number}"] = field

    # --- for the page ---------------------------------------------------------------------------------------------------------------------------

    @property
    def year_groups(self) -> list[tuple[int, list[BoundField], bool]]:
        """Per contract year its fields, and whether it stands open: the first one, what has something in it and what is wrong."""
        groups = []
        for number in range(1, self.years + 1):
            fields = [self[f"{name}_{number}"] for name in YEAR_FIELDS]
            groups.append((number, fields, number == 1 or any(field.value() or field.errors for field in fields)))
        return groups

    @property
    def problem_list(self) -> list[tuple[str, str, str]]:
        """(field, label, message) in the order of the form; fields of a contract year say which year."""
        found = []
        for name in self.fields:
            _, _, number = name.rpartition("_")
            label = f"Jaar {number}: {self.fields[name].label}" if number.isdigit() else str(self.fields[name].label)
            found += [(name, label, message) for message in self.errors.get(name, ())]
        return found

    @property
    def typed(self) -> dict[str, str]:
        """What is stored: every field that has something in it, as it was typed."""
        texts = {name: bounded_text(str(self.data.get(name) or ""), one_line=name != "voorwaarden") for name in self.fields}
        return {name: text for name, text in texts.items() if text}

    # --- checks ---------------------------------------------------------------------------------------------------------------------------------

    def clean_gemeente(self) -> Municipality | None:
        text = self.cleaned_data["gemeente"]
        if not text:
            return None
        found = find_municipality(text, self.municipalities)
        if found is None:
            raise ValidationError("Deze gemeente staat niet in de lijst van het CBS. Kies er een uit de lijst, of laat het leeg.")
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("contract_van"), cleaned.get("contract_tot")
        if end and not start and "contract_van" not in self.errors:
            self.add_error("contract_van", "Vul ook de eerste dag van het contract in.")
        if start and end and end < start:
            self.add_error("contract_tot", "De laatste dag ligt voor de eerste dag.")
        for number in range(1, self.years + 1):
            self._check_year(cleaned, number)
        if not any(name.rpartition("_")[2].isdigit() for name in self.errors):
            self._check_order(cleaned)
        return cleaned

    def _check_year(self, cleaned: dict[str, Any], number: int) -> None:
        """What belongs together within one contract year."""
        low, high = cleaned.get(f"vast_{number}"), cleaned.get(f"vast_hoog_{number}")
        if high is not None and low is None and f"vast_{number}" not in self.errors:
            self.add_error(f"vast_{number}", "Vul hier het laagste bedrag in.")
        if low is not None and high is not None and high < low:
            self.add_error(f"vast_hoog_{number}", "Dit is lager dan het vaste bedrag. Laat het leeg als er één bedrag is.")
        start, end = cleaned.get(f"capaciteit_van_{number}"), cleaned.get(f"capaciteit_tot_{number}")
        if end is not None and start is None and f"capaciteit_van_{number}" not in self.errors:
            self.add_error(f"capaciteit_van_{number}", "Vul hier het laagste aantal in.")
        if start is not None and end is not None and end < start:
            self.add_error(f"capaciteit_tot_{number}", "Dit is minder dan het eerste aantal.")

    def _check_order(self, cleaned: dict[str, Any]) -> None:
        """Contract year 1 has a price, and no year is skipped."""
        priced = [number for number in range(1, self.years + 1) if self._has(cleaned, number, PRICES)]
        filled = [number for number in range(1, self.years + 1) if self._has(cleaned, number, YEAR_FIELDS)]
        if not priced:
            self.add_error("vast_1", "Vul voor het eerste jaar minstens één bedrag in.")
            return
        for number in range(1, filled[-1] + 1):
            if number not in priced:
                self.add_error(f"vast_{number}", f"Vul voor jaar {number} een bedrag in, of maak dit jaar en de jaren erna leeg.")
                return

    @staticmethod
    def _has(cleaned: dict[str, Any], number: int, names: tuple[str, ...]) -> bool:
        return any(cleaned.get(f"{name}_{number}") is not None for name in names)

    # --- result ---------------------------------------------------------------------------------------------------------------------------------

    def offer(self, key: int, *, is_counted: bool) -> OwnOffer:
        """The checked offer. Only after is_valid()."""
        cleaned = self.cleaned_data
        municipality, end = cleaned["gemeente"], cleaned["contract_tot"]
        return OwnOffer(
            key=key,
            offering=cleaned["aanbod"],
            name=cleaned["naam"],
            years=tuple(year for number in range(1, self.years + 1) if (year := self._year(number)).is_priced),
            municipality_code=municipality.code if municipality else "",
            municipality_name=municipality.name if municipality else "",
            contract_from=cleaned["contract_van"],
            contract_until=end + timedelta(days=1) if end else None,
            indexable=cleaned["indexeerbaar"] == "ja",
            price_level_year=cleaned["prijspeil"],
            vat=cleaned["btw"],
            instalments=cleaned["factuur"],
            conditions=cleaned["voorwaarden"],
            is_counted=is_counted,
        )

    def _year(self, number: int) -> OwnYear:
        of = {name: self.cleaned_data[f"{name}_{number}"] for name in YEAR_FIELDS}
        low, high = of["vast"], of["vast_hoog"]
        start, end = of["capaciteit_van"], of["capaciteit_tot"]
        return OwnYear(
            contract_year=number,
            fixed=None if low is None else EuroRange(low, low if high is None else high),
            per_new=of["nieuw"],
            per_running=of["lopend"],
            capacity=None if start is None else (start, start if end is None else end),
            hours=of["uren"],
        )
