"""What was asked, in three forms: as JSON, as a link that keeps its meaning, and in words for the reader."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from procurement import costs, pricing
from procurement.question import ASSUMPTION, FACT, HOURLY_COST_DERIVATION, OWN, PAYER_WORDS, Input, matches_nl
from voorzieningen.money import amount_nl, euro_nl, number_nl, percent_nl
from voorzieningen.tariff_detail import ambiguity_title

if TYPE_CHECKING:
    from procurement.forms.scenario import ScenarioForm


def _plain(number: Decimal | None) -> str | None:
    """A decimal as text without trailing zeros and without an exponent: 2.5; None stays None."""
    if number is None:
        return None
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def used_parameters(form: ScenarioForm, scenario: costs.Scenario, choice: pricing.Choice) -> dict[str, Any]:
    """Every parameter as used, defaults included; amounts and percentages are strings with a point."""
    cleaned = form.cleaned_data
    columns = pricing.priced_tariffs(form.catalogue, choice)
    return {
        "aanbod": [f"{offering}:{tariff}" for offering, tariff in choice.tariffs],
        "gemeente": cleaned["gemeente"].code if cleaned["gemeente"] else None,
        "inwoners": scenario.inhabitants,
        "startjaar": scenario.start_year,
        "jaren": scenario.years,
        "koppelingen": list(scenario.new_matches),
        "lopend": {str(year): count for year, count in scenario.carry_over},
        "uurkosten": f"{scenario.hourly_cost:.2f}",
        "weken": scenario.weeks,
        "index": _plain(cleaned["index"] or Decimal(0)),
        "prijspeil": scenario.default_price_level or scenario.start_year,
        "betaler": [word for payer, word in PAYER_WORDS.items() if payer in scenario.payers],
        "btw": _plain(cleaned["btw"]),
        "disconto": _plain(cleaned["disconto"]),
        "afronding": {code: _plain(fraction * 100) for code, fraction in scenario.completion},
        "lezing": {priced.offering.slug: priced.readings[0].code for priced in columns if priced.readings},
        "lezingen": {priced.offering.slug: [reading.code for reading in priced.readings] for priced in columns if priced.readings},
        "duur": {priced.offering.slug: priced.calculated.duration for priced in columns},
        "gedeelde_uren": _plain(scenario.shared_hours),
        "budget": None if cleaned["budget"] is None else f"{cleaned['budget']:.2f}",
        "budgetvorm": "totaal" if cleaned["budgetvorm"] == "totaal" else "jaar",
        "trajectprijs": None if cleaned["trajectprijs"] is None else f"{cleaned['trajectprijs']:.2f}",
        "opgave": dict(_task_parameters(form)),
    }


def _task_parameters(form: ScenarioForm) -> list[tuple[str, list[str]]]:
    found = [(name, [value for value in form.data.getlist(name) if value.strip()]) for name in form.filter.form.fields]
    return [(name, values) for name, values in found if values]


def given_parameters(form: ScenarioForm, scenario: costs.Scenario) -> tuple[tuple[str, str], ...]:
    """The parameters of a link that gives the same answer next year: what was typed, the municipality as code, the first year in full."""
    pairs: list[tuple[str, str]] = []
    for name in form.fields:
        values = [value.strip() for value in form.data.getlist(name) if value.strip()]
        if name == "gemeente" and form.cleaned_data["gemeente"]:
            values = [form.cleaned_data["gemeente"].code]
        if name == "startjaar":
            values = [str(scenario.start_year)]
        if name == "budgetvorm" and form.cleaned_data["budget"] is None:
            values = []
        pairs += [(name, value) for value in dict.fromkeys(values)]
    for name, values in _task_parameters(form):
        pairs += [(name, value) for value in values]
    return tuple(pairs)


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
    own_hours = given["uurkosten"] is not None
    level = scenario.default_price_level or scenario.start_year
    found = [
        Input(
            "uurkosten",
            "Uurkosten van een coördinator",
            euro_nl(scenario.hourly_cost),
            _kind(given["uurkosten"]),
            "" if own_hours else HOURLY_COST_DERIVATION,
        ),
        Input("weken", "Weken per jaar", str(scenario.weeks), _kind(given["weken"]), "Contracturen, dus met vakantie en verlof."),
        Input("index", "Indexatie per jaar", percent_nl(scenario.indexation), _kind(given["index"])),
        Input(
            "prijspeil",
            "Prijspeil van bedragen zonder jaar",
            str(level),
            _kind(given["prijspeil"]),
            "De lijstprijzen noemen geen jaar: bedragen kunnen verouderd zijn.",
        ),
    ]
    if scenario.vat_what_if is not None:
        found.append(Input("btw", "Btw als proef", percent_nl(scenario.vat_what_if), OWN, "Over onderdelen waarvan de btw onbekend is."))
    if scenario.discount_rate is not None:
        found.append(Input("disconto", "Rente voor de contante waarde", percent_nl(scenario.discount_rate), OWN))
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
    return found


def _readings(form: ScenarioForm, choice: pricing.Choice) -> list[Input]:
    """The chosen readings of the compared tariffs, and the tariffs that stand for another one of their offering."""
    found = []
    for priced in pricing.priced_tariffs(form.catalogue, choice):
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
