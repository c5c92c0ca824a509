"""What one tariff comes to, without the lines that make it: for whoever lays many beside each other and prints only their totals."""

from __future__ import annotations

from dataclasses import dataclass

from procurement.costs.engine import cost
from procurement.costs.folded import fold
from procurement.costs.scenario import Scenario
from procurement.costs.tariff import Tariff
from procurement.costs.warnings import Years, warnings_for
from voorzieningen.money import EuroRange


@dataclass(frozen=True, slots=True)
class Brief:
    """The fields of OfferingCost that have these names, to the cent and to the word."""

    total: EuroRange | None
    known_years: EuroRange | None
    reason: str
    warnings: tuple[str, ...]


def cost_in_brief(tariff: Tariff, scenario: Scenario) -> Brief:
    """As `cost`. Where something is unknown, or payers are left out, the lines decide what is said: then they are made after all."""
    folded = fold(tariff, scenario)
    if not scenario.is_integral or not folded.is_known:
        result = cost(tariff, scenario)
        return Brief(result.total, result.known_years, result.reason, result.warnings)
    total = folded.total(scenario.new_matches)
    years = Years(reason="", partial=False, costs_something=True, active=folded.active(scenario.new_matches))
    return Brief(total, total, "", warnings_for(tariff, scenario, years))
