"""What was asked as data: every parameter as used, and the parameters of a link that keeps its meaning."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from procurement import costs, pricing
from procurement.forms.hourly_cost import CONTRACT, PRODUCTIVE
from procurement.mix import Certainty, Goal
from procurement.question import PAYER_WORDS, Question

if TYPE_CHECKING:
    from procurement.forms.scenario import ScenarioForm


def _plain(number: Decimal | None) -> str | None:
    """A decimal as text without trailing zeros and without an exponent: 2.5; None stays None."""
    if number is None:
        return None
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _euro(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"


def used_parameters(form: ScenarioForm, scenario: costs.Scenario, choice: pricing.Choice) -> dict[str, Any]:
    """Every parameter as used, defaults included; amounts and percentages are strings with a point."""
    cleaned = form.cleaned_data
    columns = form.columns
    compared = {priced.offering.slug for priced in columns}
    return {
        "naam": cleaned["naam"] or None,
        "aanbod": [f"{offering}:{tariff}" for offering, tariff in choice.tariffs],
        "gemeente": cleaned["gemeente"].code if cleaned["gemeente"] else None,
        "inwoners": scenario.inhabitants,
        "startjaar": scenario.start_year,
        "jaren": scenario.years,
        "koppelingen": list(scenario.new_matches),
        "lopend": {str(year): count for year, count in scenario.carry_over},
        "uurkosten": _euro(scenario.hourly_cost),
        **_build_up(form),
        "uurmarge": _plain(form.hourly_margin * 100),
        "weken": scenario.weeks,
        "reeks": cleaned["reeks"].slug if cleaned["reeks"] else None,
        "index": _plain(cleaned["index"] or Decimal(0)),
        "prijspeil": scenario.default_price_level or scenario.start_year,
        "prijspeil_per_aanbod": {slug: year for slug, year in choice.price_levels.items() if slug in compared},
        "betaler": [word for payer, word in PAYER_WORDS.items() if payer in scenario.payers],
        "btw": _plain(cleaned["btw"]),
        "disconto": _plain(cleaned["disconto"]),
        "afronding": {code: _plain(fraction * 100) for code, fraction in scenario.completion},
        "lezing": {priced.offering.slug: priced.readings[0].code for priced in columns if priced.readings},
        "lezingen": {priced.offering.slug: [reading.code for reading in priced.readings] for priced in columns if priced.readings},
        "duur": {priced.offering.slug: priced.calculated.duration for priced in columns},
        "gedeelde_uren": _plain(scenario.shared_hours),
        "budget": _euro(cleaned["budget"]),
        "budgetvorm": "totaal" if cleaned["budgetvorm"] == "totaal" else "jaar",
        "trajectprijs": _euro(cleaned["trajectprijs"]),
        "opgave": dict(_task_parameters(form)),
        "gezinnen": [row.value for row in cleaned["gezinnen"].rows],
        "aantal": {part.offering: list(part.new_matches) for part in form.mix.parts},
        "zoekmix": cleaned["zoekmix"] == "ja",
        "zekerheid": cleaned["zekerheid"] or Certainty.CERTAIN.value,
        "zoekdoel": cleaned["zoekdoel"] or Goal.WITH_TAIL.value,
        "naast": [question.query for question in cleaned["naast"]],
    }


def _build_up(form: ScenarioForm) -> dict[str, Any]:
    """The steps of an hourly cost that was built up; null where none was."""
    built = form.built_up
    if built is None:
        return {"uurloon": None, "opslagen": None, "overhead": None, "uurbasis": CONTRACT, "productief": None}
    return {
        "uurloon": _euro(built.wage),
        "opslagen": _plain(built.on_costs * 100),
        "overhead": _plain(built.overhead * 100),
        "uurbasis": CONTRACT if built.productive_hours is None else PRODUCTIVE,
        "productief": built.productive_hours,
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
        if name == "naast":
            beside: tuple[Question, ...] = form.cleaned_data["naast"]
            values = [question.query for question in beside]
        if name == "gezinnen":
            values = [row.value for row in form.cleaned_data["gezinnen"].rows]
        if (name == "budgetvorm" and form.cleaned_data["budget"] is None) or (name == "uurbasis" and form.built_up is None):
            # A choice that says nothing without the amount that it is about.
            values = []
        if name in ("zoekmix", "zekerheid", "zoekdoel") and form.cleaned_data["zoekmix"] != "ja":
            values = []
        pairs += [(name, value) for value in dict.fromkeys(values)]
    for name, values in _task_parameters(form):
        pairs += [(name, value) for value in values]
    return tuple(pairs)
