"""What was asked in words for the reader: every input of the calculation with its kind."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from procurement import costs, pricing
from procurement.forms.hourly_cost import CONTRACT_HOURS, PRODUCTIVE_HOURS_SOURCE, BuiltUp
from procurement.forms.indexation import indexation_inputs
from procurement.forms.price_levels import takes_price_level
from procurement.mix.wording import matches_nl
from procurement.question import ASSUMPTION, FACT, HOURLY_COST_DERIVATION, OWN, PAYER_WORDS, Input
from voorzieningen.money import amount_nl, euro_nl, number_nl, percent_nl
from voorzieningen.tariff_detail import ambiguity_title

if TYPE_CHECKING:
    from procurement.forms.scenario import ScenarioForm


def inputs_in_words(form: ScenarioForm, scenario: costs.Scenario, choice: pricing.Choice) -> tuple[Input, ...]:
    """Every input of the calculation with its kind, in the order of the form."""
    return (*_place(form, scenario), *_volume(form, scenario), *_prices(form, scenario), *_choices(form, scenario, choice))


def _place(form: ScenarioForm, scenario: costs.Scenario) -> list[Input]:
    municipality = form.cleaned_data["gemeente"]
    if municipality is None:
        place = Input(
            "gemeente",
            "Gemeente",
            "niet gekozen",
            ASSUMPTION,
            "De kosten hangen alleen van de gemeente af als een tarief een staffel op inwoners heeft.",
        )
    else:
        ends = municipality.valid_until
        note = f"Bestaat tot {ends.day}-{ends.month}-{ends.year}." if ends else ""
        place = Input("gemeente", "Gemeente", municipality.name, OWN, note)
    if scenario.inhabitants is None:
        people = Input("inwoners", "Inwoners", "niet ingevuld", ASSUMPTION, "Een staffel op inwoners geeft dan geen bedrag.")
    elif form.cleaned_data["inwoners"] is not None:
        people = Input("inwoners", "Inwoners", number_nl(scenario.inhabitants), OWN)
    else:
        counted = municipality.counted_on
        note = f"{municipality.citation.source.title}, stand op {counted.day}-{counted.month}-{counted.year}."
        people = Input("inwoners", "Inwoners", number_nl(scenario.inhabitants), FACT, note)
    return [place, people]


def _volume(form: ScenarioForm, scenario: costs.Scenario) -> list[Input]:
    given = form.cleaned_data
    last = scenario.start_year + scenario.years - 1
    each = matches_nl(scenario.new_matches)
    found = [
        # Links write the default year out, so that it is kept: it is the year itself that tells whether anybody chose it.
        Input("startjaar", "Eerste contractjaar", str(scenario.start_year), ASSUMPTION if scenario.start_year == form.today.year + 1 else OWN),
        Input("jaren", "Contractjaren", f"{scenario.years} ({scenario.start_year} tot en met {last})", _kind(given["jaren"])),
        Input(
            "koppelingen",
            "Nieuwe koppelingen per jaar",
            each,
            _kind(given["koppelingen"]),
            "Elke koppeling start op 1 januari en loopt hele jaren. Niemand haakt af.",
        ),
    ]
    if scenario.carry_over:
        running = ", ".join(f"{number_nl(count)} in koppelingsjaar {year}" for year, count in scenario.carry_over)
        found.append(Input("lopend", "Al lopend bij de start", running, OWN))
    return found


def _prices(form: ScenarioForm, scenario: costs.Scenario) -> list[Input]:
    given = form.cleaned_data
    found = [
        *_hourly_cost(form, scenario),
        Input("weken", "Weken per jaar", str(scenario.weeks), _kind(given["weken"]), "Contracturen, dus met vakantie en verlof."),
        *indexation_inputs(given["reeks"], form.columns, scenario, own=given["index"] is not None),
        *_price_levels(form, scenario),
    ]
    if scenario.vat_what_if is not None:
        found.append(Input("btw", "Btw als proef", percent_nl(scenario.vat_what_if), OWN, "Over onderdelen waarvan de btw onbekend is."))
    if scenario.discount_rate is not None:
        found.append(Input("disconto", "Rente voor de contante waarde", percent_nl(scenario.discount_rate), OWN))
    return found


def _hourly_cost(form: ScenarioForm, scenario: costs.Scenario) -> list[Input]:
    """The hourly cost, with every step when it was built up, and how far it may be off."""
    built, given = form.built_up, form.cleaned_data
    kind, note = (OWN, built.words) if built else (_kind(given["uurkosten"]), HOURLY_COST_DERIVATION if given["uurkosten"] is None else "")
    margin = Input("uurmarge", "Marge op de uurkosten", percent_nl(form.hourly_margin), _kind(given["uurmarge"]), "Verandert de kosten zelf niet.")
    return [
        *(_steps(built, own_hours=given["productief"] is not None) if built else ()),
        Input("uurkosten", "Uurkosten van een coördinator", euro_nl(scenario.hourly_cost), kind, note),
        margin,
    ]


def _steps(built: BuiltUp, *, own_hours: bool) -> list[Input]:
    found = [
        Input("uurloon", "Bruto uurloon", euro_nl(built.wage), OWN),
        Input("opslagen", "Opslagen op het loon", percent_nl(built.on_costs), OWN, "Vakantiegeld, pensioen en sociale lasten."),
        Input("overhead", "Overhead", percent_nl(built.overhead), OWN, "Over het loon met opslagen."),
    ]
    if built.productive_hours is None:
        return [*found, Input("uurbasis", "De uren van het tarief zijn", "contracturen", ASSUMPTION, "Dus met vakantie, verlof en ziekte.")]
    hours, note = number_nl(built.productive_hours), f"Van {number_nl(CONTRACT_HOURS)} contracturen."
    return [
        *found,
        Input("uurbasis", "De uren van het tarief zijn", "gewerkte uren", OWN, "Elk gewerkt uur draagt ook vakantie, verlof en ziekte."),
        Input("productief", "Productieve uren per jaar", hours, OWN if own_hours else ASSUMPTION, note if own_hours else PRODUCTIVE_HOURS_SOURCE),
    ]


def _price_levels(form: ScenarioForm, scenario: costs.Scenario) -> list[Input]:
    """The year of amounts without one: for all tariffs, and for the compared offerings that got a year of their own."""
    levels = form.cleaned_data["prijspeil"]
    note = "De lijstprijzen noemen geen jaar: bedragen kunnen verouderd zijn."
    found = [
        Input("prijspeil", "Prijspeil van bedragen zonder jaar", str(levels.general or scenario.start_year), _kind(levels.general), note),
    ]
    for slug, year in levels.own.items():
        columns = [column for column in form.columns if column.offering.slug == slug]
        if columns:
            changes = any(takes_price_level(column) for column in columns)
            note = "Het tarief noemt zelf geen jaar." if changes else "Dit tarief heeft geen bedrag dat wordt geïndexeerd: het jaar verandert niets."
            found.append(Input("prijspeil", f"Prijspeil van {columns[0].offering.name}", str(year), OWN, note))
    return found


def _choices(form: ScenarioForm, scenario: costs.Scenario, choice: pricing.Choice) -> list[Input]:
    payers = (
        "alle betalers (integrale kosten)"
        if scenario.is_integral
        else ", ".join(word for payer, word in PAYER_WORDS.items() if payer in scenario.payers)
    )
    note = "" if scenario.is_integral else "De gemeente financiert de uitvoerder meestal via subsidie; zie integrale kosten."
    found = [Input("betaler", "Wie betaalt", payers, ASSUMPTION if scenario.is_integral else OWN, note)]
    for code, fraction in scenario.completion:
        found.append(Input("afronding", f"Afronding van module {code}", percent_nl(fraction), OWN))
    compared = {offering for offering, _ in choice.tariffs}
    found += _readings(form, choice)
    for slug, years in choice.durations.items():
        if slug in compared:
            found.append(Input("duur", f"Duur van een koppeling, {_name(form, slug)}", f"{years} jaar", OWN))
    if scenario.shared_hours is not None:
        found.append(
            Input("gedeelde_uren", "Gedeelde coördinator van SOS", f"{_hours(scenario.shared_hours)} uur per week", OWN, "Geen bron noemt deze uren.")
        )
    return [*found, *_own_amounts(form)]


def _own_amounts(form: ScenarioForm) -> list[Input]:
    """What the answer is held against; it changes no cost."""
    budget, price = form.cleaned_data["budget"], form.cleaned_data["trajectprijs"]
    period = "voor alle jaren samen" if form.cleaned_data["budgetvorm"] == "totaal" else "per jaar"
    found = [] if budget is None else [Input("budget", "Budget", f"{euro_nl(budget)} {period}", OWN)]
    return found if price is None else [*found, Input("trajectprijs", "Eigen prijs van één vermeden traject", euro_nl(price), OWN)]


def _readings(form: ScenarioForm, choice: pricing.Choice) -> list[Input]:
    """The chosen readings of the compared tariffs, and the tariffs that stand for another one of their offering."""
    found = []
    for priced in form.columns:
        offering, tariff = priced.offering, priced.tariff
        for reading in priced.readings:
            if reading.code in choice.readings.get(offering.slug, ()):
                title = ambiguity_title(offering, reading.contradiction)
                found.append(Input("lezing", f"Lezing van {offering.name}, {title}", reading.label, OWN, reading.text))
        if tariff.contradiction:
            title = ambiguity_title(offering, tariff.contradiction)
            found.append(Input("lezing", f"Tarief van {offering.name}, {title}", tariff.name, OWN, tariff.wording))
    return found


def _name(form: ScenarioForm, slug: str) -> str:
    offering = form.catalogue.offering(slug)
    return offering.name if offering else slug


def _hours(hours: Decimal) -> str:
    return number_nl(hours, 0) if hours == int(hours) else amount_nl(hours)


def _kind(given: object) -> str:
    return ASSUMPTION if given is None else OWN
