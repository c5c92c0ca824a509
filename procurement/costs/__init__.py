"""The cost core: what each offering costs this municipality over the years. Pure Python; docs/costing.md has the rules in prose."""

from procurement.costs.breakeven import Avoided, Crossings, avoided_trajectories, crossings, fitting_matches
from procurement.costs.components import (
    AllInPerMatchYear,
    Component,
    Contribution,
    CoordinatorHours,
    FixedFee,
    HourlyRate,
    InhabitantTier,
    Line,
    PerMatch,
    PerModule,
    Surcharge,
    Tier,
    UnknownCost,
)
from procurement.costs.engine import Comparison, OfferingCost, Status, Tail, YearCost, compare, cost
from procurement.costs.scenario import ALL_PAYERS, Payer, Scenario
from procurement.costs.tariff import CapacityYear, Tariff
from procurement.costs.warnings import OTHER_READING

__all__ = [
    "ALL_PAYERS",
    "OTHER_READING",
    "AllInPerMatchYear",
    "Avoided",
    "CapacityYear",
    "Comparison",
    "Component",
    "Contribution",
    "CoordinatorHours",
    "Crossings",
    "FixedFee",
    "HourlyRate",
    "InhabitantTier",
    "Line",
    "OfferingCost",
    "Payer",
    "PerMatch",
    "PerModule",
    "Scenario",
    "Status",
    "Surcharge",
    "Tail",
    "Tariff",
    "Tier",
    "UnknownCost",
    "YearCost",
    "avoided_trajectories",
    "compare",
    "cost",
    "crossings",
    "fitting_matches",
]
