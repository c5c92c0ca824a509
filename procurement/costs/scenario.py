"""The question that is calculated: years, matches, hourly cost, indexation and payers of one municipality."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property


class Payer(StrEnum):
    """Who bears a cost. MIXED and UNKNOWN have shares that no source states."""

    MUNICIPALITY = "GEMEENTE"
    EXECUTOR = "UITVOERDER"
    FUND = "FONDS"
    MIXED = "GEMENGD"
    UNKNOWN = "ONBEKEND"


ALL_PAYERS = frozenset(Payer)


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """Everything the user chose or left at its default.

    Fractions are 0.03 for 3 %; amounts are euro; contract year j is calendar year `start_year` + j - 1.
    Raises ValueError when `new_matches` does not give every contract year a number.
    """

    start_year: int
    years: int
    new_matches: tuple[int, ...]
    hourly_cost: Decimal
    hourly_cost_is_assumption: bool = False
    hourly_cost_price_level: int | None = None
    carry_over: tuple[tuple[int, int], ...] = ()  # (match year from 2, matches running at the start)
    weeks: int = 52
    indexation: Decimal = Decimal(0)  # forecast: how much prices rise each year that `growth` does not know
    growth: tuple[tuple[int, Decimal], ...] = ()  # history: (calendar year, fraction that prices rose in it), in order of year
    default_price_level: int | None = None
    payers: frozenset[Payer] = ALL_PAYERS
    vat_what_if: Decimal | None = None
    discount_rate: Decimal | None = None
    completion: tuple[tuple[str, Decimal], ...] = ()  # (component code, unconditional fraction 0-1)
    inhabitants: int | None = None
    shared_hours: Decimal | None = None  # hours a week of a shared coordinator

    def __post_init__(self) -> None:
        if len(self.new_matches) != self.years:
            raise ValueError(f"{self.years} contract years need as many numbers of new matches, not {len(self.new_matches)}")

    @property
    def is_integral(self) -> bool:
        """Whether all payers count: the view to compare on."""
        return self.payers == ALL_PAYERS

    def calendar_year(self, contract_year: int) -> int:
        return self.start_year + contract_year - 1

    def growth_in(self, calendar_year: int) -> Decimal:
        """The fraction that prices rise from the year before to `calendar_year`: from history where that is known, otherwise the forecast."""
        return self.known_growth.get(calendar_year, self.indexation)

    @cached_property
    def known_growth(self) -> Mapping[int, Decimal]:
        """The history by calendar year."""
        return dict(self.growth)

    def matches(self, contract_year: int, match_year: int) -> int:
        """Matches that are in `match_year` during `contract_year`, before any duration is applied (both count from 1).

        - started within the horizon: the new matches of contract year j - k + 1
        - running at the start: carried over in match year k - j + 1, which is 2 or more
        - otherwise none; nothing starts after the horizon
        """
        started_in = contract_year - match_year + 1
        if started_in >= 1:
            return self.new_matches[started_in - 1] if started_in <= self.years else 0
        return sum(count for year, count in self.carry_over if year == match_year - contract_year + 1)
