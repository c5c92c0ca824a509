"""What the columns of a comparison cost when inputs are set to another value; each answer is calculated once and then looked up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from procurement import costs
from procurement.pricing import Priced, price_tariff
from procurement.question import Question
from voorzieningen.money import EuroRange


class Bound(StrEnum):
    """The two worlds of every amount that is a range: all uncertain figures low, or all of them high."""

    LOW = "low"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Setting:
    """One value that an uncertain input can have; only the field of its kind is filled. `used`: the value of the question, which changes nothing.

    A reading takes the place of the readings in `excludes` (codes). Completions are fractions per component code, the hourly cost is in euro and
    the price level a calendar year. A bound picks one end of the range that the total is.
    """

    label: str  # Dutch
    used: bool = False
    reading: str = ""
    excludes: frozenset[str] = frozenset()
    duration: int | None = None
    completion: tuple[tuple[str, Decimal], ...] = ()
    hourly_cost: Decimal | None = None
    price_level: int | None = None
    bound: Bound | None = None


_AS_USED = Setting("", used=True)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The total for the payers asked and the cost per match-year. None is unknown, or, per match-year, that no match runs."""

    total: EuroRange | None
    per_match_year: EuroRange | None

    def at(self, bound: Bound) -> Outcome:
        return Outcome(_end(self.total, bound), _end(self.per_match_year, bound))


@dataclass(frozen=True, slots=True)
class _Terms:
    """All that decides a column's tariff and scenario but the hourly cost. None and empty: as the column has it."""

    place: int
    readings: tuple[str, ...]
    duration: int | None = None
    price_level: int | None = None
    completion: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class _Ready:
    """A folded tariff with what the hourly cost does not change."""

    folded: costs.Folded
    match_years: int | None
    has_hours: bool


class Outcomes:
    """The columns of one question under any settings. A place is that of the column in the comparison."""

    def __init__(self, question: Question, columns: Sequence[Priced]) -> None:
        self._question, self._columns = question, columns
        self._ready: dict[_Terms, _Ready] = {}
        self._known: dict[tuple[_Terms, Decimal | None], Outcome] = {}
        self._used = [self.of(place, (_AS_USED,)) for place in range(len(columns))]

    def of(self, place: int, settings: Sequence[Setting] = ()) -> Outcome:
        """What the column costs with these settings, and with everything else as the question has it."""
        if not settings:
            return self._used[place]
        terms, hourly_cost, bound = self._read(place, settings)
        ready = self._ready.get(terms) or self._make_ready(terms)
        key = (terms, hourly_cost if ready.has_hours else None)
        outcome = self._known.get(key) or self._calculate(ready, key)
        return outcome if bound is None else outcome.at(bound)

    def _read(self, place: int, settings: Sequence[Setting]) -> tuple[_Terms, Decimal | None, Bound | None]:
        readings = [reading.code for reading in self._columns[place].readings]
        duration = price_level = hourly_cost = bound = None
        completion: tuple[tuple[str, Decimal], ...] = ()
        for setting in settings:
            if setting.used:
                continue
            if setting.reading:
                readings = [*(code for code in readings if code not in setting.excludes), setting.reading]
            duration = setting.duration or duration
            price_level = setting.price_level or price_level
            completion = setting.completion or completion
            hourly_cost = hourly_cost if setting.hourly_cost is None else setting.hourly_cost
            bound = setting.bound or bound
        return _Terms(place, tuple(sorted(readings)), duration, price_level, completion), hourly_cost, bound

    def _make_ready(self, terms: _Terms) -> _Ready:
        column, scenario = self._columns[terms.place], self._question.scenario
        duration = terms.duration or self._question.choice.durations.get(column.offering.slug)
        level = terms.price_level or column.calculated.assumed_price_level_year
        tariff = price_tariff(column.offering, column.tariff, terms.readings, duration, price_level=level).calculated
        if terms.completion:
            scenario = replace(scenario, completion=tuple({**dict(scenario.completion), **dict(terms.completion)}.items()))
        folded = costs.fold(tariff, scenario)
        ready = _Ready(folded, folded.match_years(scenario.new_matches), has_hours(tariff))
        self._ready[terms] = ready
        return ready

    def _calculate(self, ready: _Ready, key: tuple[_Terms, Decimal | None]) -> Outcome:
        total = ready.folded.total(self._question.scenario.new_matches, hourly_cost=key[1])
        outcome = Outcome(total, total.divided_by(ready.match_years) if total and ready.match_years else None)
        self._known[key] = outcome
        return outcome


def has_hours(tariff: costs.Tariff) -> bool:
    """Whether the hourly cost of a coordinator is part of the price."""
    return any(isinstance(component, costs.CoordinatorHours) for component in tariff.components)


def _end(amount: EuroRange | None, bound: Bound) -> EuroRange | None:
    return None if amount is None else EuroRange.exact(amount.low if bound is Bound.LOW else amount.high)
