"""Break-even hourly cost: below what hourly cost of the coordinator one of two columns costs less than the other, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from procurement import costs
from procurement.pricing import Priced
from voorzieningen.money import euro_nl


@dataclass(frozen=True, slots=True)
class HourlyTurn:
    """A column whose price hangs on the hourly cost, beside another column: at `low` and `high` (euro an hour) the two cost the same.

    A bound that does not exist is None, with the reason in Dutch.
    """

    name: str
    other: str
    low: Decimal | None
    high: Decimal | None
    low_reason: str
    high_reason: str
    cheaper_below: str  # the name of the column; empty when nothing can be said

    @property
    def reasons(self) -> str:
        """Why a bound is not to be determined, in Dutch; empty when both are."""
        if self.low_reason == self.high_reason:
            return self.low_reason
        bounds = (("lage bedragen", self.low_reason), ("hoge bedragen", self.high_reason))
        return "; ".join(f"{which}: {reason}" for which, reason in bounds if reason)

    @property
    def sentence(self) -> str:
        """From which hourly cost the order turns; empty when there is none."""
        bounds = sorted(bound for bound in (self.low, self.high) if bound is not None)
        if not bounds or not self.cheaper_below:
            return ""
        dearer = self.other if self.cheaper_below == self.name else self.name
        below = f"Bij uurkosten onder {euro_nl(bounds[0])} is {self.cheaper_below} goedkoper dan {dearer}"
        if bounds[0] == bounds[-1]:
            return f"{below}, daarboven andersom."
        return f"{below}, boven {euro_nl(bounds[-1])} andersom; daartussen hangt het af van lage of hoge bedragen."

    def distance(self, hourly_cost: Decimal) -> Decimal:
        """How far the nearest bound lies from this hourly cost. Only for columns of which one bound is known."""
        return min(abs(bound - hourly_cost) for bound in (self.low, self.high) if bound is not None)


def find_hourly_turns(columns: Sequence[Priced], scenario: costs.Scenario) -> tuple[HourlyTurn, ...]:
    """Every column with hours of a coordinator against every other one; two columns with hours are compared once."""
    by_hour = [place for place, column in enumerate(columns) if has_hours(column)]
    if not by_hour:
        return ()
    lines = [costs.over_hourly_cost(column.calculated, scenario) for column in columns]
    return tuple(
        _turn(columns[place], columns[other], costs.break_even_of(lines[place], lines[other]))
        for place in by_hour
        for other in range(len(columns))
        if other != place and (other not in by_hour or other > place)
    )


def has_hours(column: Priced) -> bool:
    return any(isinstance(component, costs.CoordinatorHours) for component in column.calculated.components)


def _turn(column: Priced, other: Priced, found: costs.HourlyBreakEven) -> HourlyTurn:
    names = {column.key: column.name, other.key: other.name}
    return HourlyTurn(
        name=column.name,
        other=other.name,
        low=found.low,
        high=found.high,
        low_reason=found.low_reason,
        high_reason=found.high_reason,
        cheaper_below=names.get(found.cheaper_below, ""),
    )
