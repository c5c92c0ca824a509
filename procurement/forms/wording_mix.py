"""The demand, the mix and the search in words for the reader: each an input with its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from procurement.coverage import DemandRow
from procurement.mix import Certainty, Goal, MixPart, Search
from procurement.mix.conditions import terms_of
from procurement.mix.wording import matches_nl
from procurement.pricing import column_name
from procurement.question import ASSUMPTION, OWN, Input
from voorzieningen.money import number_nl

if TYPE_CHECKING:
    from procurement.forms.scenario import ScenarioForm

_CERTAINTY = {Certainty.CERTAIN: "alleen zekere dekking", Certainty.POSSIBLE: "ook onder voorwaarde of onzeker"}
_GOAL = {Goal.WITH_TAIL: "contractjaren en uitloop samen", Goal.CONTRACT_YEARS: "alleen de contractjaren"}


def mix_inputs(form: ScenarioForm, search: Search) -> list[Input]:
    """What was asked of the families, of the mix and of the search; nothing for what was not asked."""
    return [*_demand(form), *_mix(form), *(_search(form, search) if search.is_asked else ())]


def _demand(form: ScenarioForm) -> list[Input]:
    demand = form.cleaned_data["gezinnen"]
    if demand.is_empty:
        return []
    rows = "1 regel" if len(demand.rows) == 1 else f"{len(demand.rows)} regels"
    families = "1 gezin" if demand.families == 1 else f"{number_nl(demand.families)} gezinnen"
    total = f"{families} per jaar in {rows}" if demand.families else f"{rows} zonder aantal"
    return [Input("gezinnen", "Opgave", f"{total}: {'; '.join(_row(row) for row in demand.rows)}", OWN, "Elk gezin telt één keer.")]


def _row(row: DemandRow) -> str:
    return row.label if row.families is None else f"{row.label}: {number_nl(row.families)}"


def _mix(form: ScenarioForm) -> list[Input]:
    if form.mix.is_empty:
        return []
    parts = "; ".join(f"{_name(form, part)}: {matches_nl(part.new_matches)}" for part in form.mix.parts)
    return [Input("aantal", "Mix: nieuwe koppelingen per jaar", parts, OWN, "Elk aanbod is apart gerekend met zijn eigen aantallen.")]


def _name(form: ScenarioForm, part: MixPart) -> str:
    offering = form.catalogue.offering(part.offering)
    tariff = offering.tariff(part.tariff) if offering else None
    return column_name(offering, tariff) if offering and tariff else part.offering


def _search(form: ScenarioForm, search: Search) -> list[Input]:
    given = form.cleaned_data
    conditions = terms_of(form.filter.task, search, None).filters
    found = [
        Input("zoekmix", "Zoek de goedkoopste mix", "ja", OWN, "Alleen tussen het vergeleken aanbod met een bekende prijs."),
        Input("zekerheid", "Zoeken: welke dekking telt", _CERTAINTY[search.certainty], OWN if given["zekerheid"] else ASSUMPTION),
        Input("zoekdoel", "Zoeken: welke kosten zo laag mogelijk", _GOAL[search.goal], OWN if given["zoekdoel"] else ASSUMPTION),
        *(Input(condition.key, "Zoeken: harde eis", condition.label, OWN) for condition in conditions),
    ]
    if not conditions:
        found.append(Input("eisen", "Zoeken: harde eisen", "geen", ASSUMPTION))
    return found if given["budget"] is not None else [*found, Input("budget", "Zoeken: budget", "geen grens", ASSUMPTION)]
