"""A combination with a shared coordinator beside its parts apart: the difference between two calculations, never a claim about the world."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from procurement import costs
from procurement.mix.wording import matches_nl
from procurement.pricing import Priced
from voorzieningen.money import EuroRange, euro_nl, number_nl, range_nl, total_of

_COUNTS = {2: "twee", 3: "drie", 4: "vier"}


@dataclass(frozen=True, slots=True)
class SharedYear:
    """One contract year of both calculations, and the hours a week of the shared coordinator at which they cost the same.

    A bound of the hours that does not exist is None, with the reason in Dutch; so is an amount that is unknown.
    """

    calendar_year: int
    apart: EuroRange | None
    together: EuroRange | None
    hours_low: Decimal | None
    hours_high: Decimal | None
    reason: str

    @property
    def hours_differ(self) -> bool:
        return self.hours_low != self.hours_high


@dataclass(frozen=True, slots=True)
class Part:
    """One part apart, with its own new matches per contract year."""

    name: str
    new_matches: tuple[int, ...]
    total: EuroRange | None

    @property
    def matches(self) -> str:
        return matches_nl(self.new_matches)


@dataclass(frozen=True, slots=True)
class Shared:
    """A combination beside its parts, both calculated."""

    name: str
    hours: Decimal | None = None  # a week, as the user gave them; None: not given
    total: EuroRange | None = None
    parts: tuple[Part, ...] = ()
    years: tuple[SharedYear, ...] = ()
    has_unknown_price_level: bool = False  # of one of the tariffs no source says for what year its amounts are

    @classmethod
    def beside(
        cls,
        combined: Priced,
        result: costs.OfferingCost,
        parts: Sequence[Priced],
        scenario_of_parts: Sequence[costs.Scenario],
        scenario: costs.Scenario,
    ) -> Self:
        """`result` is that of `combined` in `scenario`; each part is calculated in the scenario at the same place of `scenario_of_parts`."""
        asked = list(zip(parts, scenario_of_parts, strict=True))
        apart = [costs.cost(part.calculated, own) for part, own in asked]
        turns = costs.shared_hours_break_even([part.calculated for part in parts], combined.calculated, scenario_of_parts, scenario)
        return cls(
            name=combined.name,
            hours=scenario.shared_hours,
            total=result.total,
            parts=tuple(Part(part.name, own.new_matches, cost.total) for (part, own), cost in zip(asked, apart, strict=True)),
            years=tuple(_year(year, apart, turn) for year, turn in zip(result.years, turns, strict=True)),
            has_unknown_price_level=any(priced.calculated.price_level_year is None for priced in (combined, *parts)),
        )

    @property
    def apart(self) -> EuroRange | None:
        """The parts together; None when one is unknown."""
        return sum_of([part.total for part in self.parts])

    @property
    def sentence(self) -> str:
        """How far the two calculations differ; empty when one of them is unknown."""
        if self.total is None or self.apart is None or self.hours is None:
            return ""
        parts = _COUNTS.get(len(self.parts), number_nl(len(self.parts)))
        hours = number_nl(self.hours.normalize())
        return f"{self.name} komt uit op {_difference(self.apart - self.total)} de {parts} delen apart, bij {hours} gedeelde uren per week."


def takes_shared_hours(column: Priced) -> bool:
    """Whether the hours of its coordinator are the user's to give."""
    return any(isinstance(component, costs.CoordinatorHours) and component.hours is None for component in column.calculated.components)


def sum_of(amounts: Sequence[EuroRange | None]) -> EuroRange | None:
    """The amounts together; None when there are none, or when one is unknown."""
    known = [amount for amount in amounts if amount is not None]
    return total_of(known) if known and len(known) == len(amounts) else None


def _year(year: costs.YearCost, apart: Sequence[costs.OfferingCost], turn: costs.SharedHoursBreakEven) -> SharedYear:
    return SharedYear(
        calendar_year=year.calendar_year,
        apart=sum_of([cost.years[year.contract_year - 1].cost for cost in apart]),
        together=year.cost,
        hours_low=turn.low,
        hours_high=turn.high,
        reason=turn.low_reason or turn.high_reason,
    )


def _difference(by: EuroRange) -> str:
    """How much less (or more) the combination comes to than its parts, ready to be followed by those parts."""
    if by.low == by.high == 0:
        return "evenveel als"
    if by.is_exact:
        return f"{_than(by.low)} dan"
    if min(by.low, by.high) > 0:
        return f"{range_nl(EuroRange(min(by.low, by.high), max(by.low, by.high)))} minder dan"
    if max(by.low, by.high) < 0:
        return f"{range_nl(EuroRange(-max(by.low, by.high), -min(by.low, by.high)))} meer dan"
    return f"{_than(by.low)} (lage bedragen) of {_than(by.high)} (hoge bedragen) dan"


def _than(by: Decimal) -> str:
    return f"{euro_nl(abs(by))} {'meer' if by < 0 else 'minder'}"
