"""The cost core: what each offering costs this municipality over the years. Pure Python; docs/costing.md has the rules in prose."""

from procurement.costs.breakeven import (
    Avoided,
    Crossings,
    avoided_trajectories,
    crossings,
    fitting_matches,
)
from procurement.costs.breakeven_hours import (
    HourlyBreakEven,
    OverHourlyCost,
    SharedHoursBreakEven,
    break_even_of,
    hourly_break_even,
    over_hourly_cost,
    shared_hours_break_even,
)
from procurement.costs.brief import Brief, cost_in_brief
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
from procurement.costs.explain import Figure
from procurement.costs.folded import Folded, fold, match_years, totals_by_matches
from procurement.costs.scenario import ALL_PAYERS, Payer, Scenario
from procurement.costs.tariff import CapacityYear, Tariff
from procurement.costs.warnings import OTHER_READING

__all__ = [
    "ALL_PAYERS",
    "OTHER_READING",
    "AllInPerMatchYear",
    "Avoided",
    "Brief",
    "CapacityYear",
    "Comparison",
    "Component",
    "Contribution",
    "CoordinatorHours",
    "Crossings",
    "Figure",
    "FixedFee",
    "Folded",
    "HourlyBreakEven",
    "HourlyRate",
    "InhabitantTier",
    "Line",
    "OfferingCost",
    "OverHourlyCost",
    "Payer",
    "PerMatch",
    "PerModule",
    "Scenario",
    "SharedHoursBreakEven",
    "Status",
    "Surcharge",
    "Tail",
    "Tariff",
    "Tier",
    "UnknownCost",
    "YearCost",
    "avoided_trajectories",
    "break_even_of",
    "compare",
    "cost",
    "cost_in_brief",
    "crossings",
    "fitting_matches",
    "fold",
    "hourly_break_even",
    "match_years",
    "over_hourly_cost",
    "shared_hours_break_even",
    "totals_by_matches",
]
