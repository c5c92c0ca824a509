"""From components to terms: what each component charges in each contract year, with the numbers of new matches left open.

The formulas are those of docs/costing.md, a second time beside components.py, which makes the printed lines: tests hold the two equal to the cent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from math import lcm
from operator import add
from typing import Any, NamedTuple

from procurement.costs.components import (
    AllInPerMatchYear,
    Component,
    CoordinatorHours,
    FixedFee,
    HourlyRate,
    InhabitantTier,
    PerMatch,
    PerModule,
    Tier,
    UnknownCost,
)
from procurement.costs.folded_terms import Row, Term
from procurement.costs.scenario import Payer, Scenario
from procurement.costs.tariff import Tariff
from voorzieningen.money import EXACT

_ONE = Decimal(1)
HUNDRED = Decimal(100)

Pair = tuple[Term, Term]  # low and high; one object when they are the same
Bounds = tuple[int, int]
Pairs = list[Pair | None]  # of each of the years that are asked; None: unknown


class Line(NamedTuple):
    """One line of one contract year: its terms for low and high, and what surcharges, VAT and payers ask of it."""

    year: int
    code: str
    payer: Payer
    takes_vat_what_if: bool
    by_hour: bool  # the terms are hours and wait for the hourly cost
    low: Term
    high: Term


class Frame:
    """What all tariffs share in one scenario: growth factors and rows that count matches. Remembers what was asked before."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.years = scenario.years
        self.width = scenario.years + 1
        self.nothing: Row = (0,) * self.width
        self.one: Row = (1, *self.nothing[1:])
        self.vat = None if scenario.vat_what_if is None else scenario.vat_what_if.as_integer_ratio()
        self._carry_over = [(match_year, count) for match_year, count in scenario.carry_over if match_year >= 2]
        self._factors: dict[int, tuple[Decimal, ...]] = {}
        self._rows: dict[tuple[int, int, int], Row] = {}
        self._active: dict[int, Row] = {}
        self.own_rates = self.rates(scenario.hourly_cost)

    def factors(self, price_level: int) -> tuple[Decimal, ...]:
        """Per contract year: cents for one euro of that price level. One object twice when there is no growth in between."""
        found = self._factors.get(price_level)
        if found is None:
            found = self._factors[price_level] = self._grown(price_level)
        return found

    def _grown(self, price_level: int) -> tuple[Decimal, ...]:
        first = self.scenario.calendar_year(1)
        factor, factors = HUNDRED, []
        for year in range(min(price_level + 1, first), first + self.years):
            growth = self.scenario.growth_in(year) if year > price_level else 0
            if growth:
                factor = EXACT.multiply(factor, 1 + growth)
            if year >= first:
                factors.append(factor)
        return tuple(factors)

    def rates(self, hourly_cost: Decimal) -> tuple[int, ...]:
        """The indexed hourly cost of each contract year in cents."""
        return tuple(prices(hourly_cost, self.hourly_factors()))

    def hourly_factors(self) -> tuple[Decimal, ...]:
        return self.factors(self.scenario.hourly_cost_price_level or self.scenario.start_year)

    def row(self, year: int, first: int, last: int) -> Row:
        """The matches that are in one of the match years `first` to `last` during contract year `year` (from 1), whatever the duration."""
        key = (year, first, last)
        found = self._rows.get(key)
        if found is None:
            running = sum(count for match_year, count in self._carry_over if first <= match_year + year - 1 <= last)
            starts = (1 if first <= year - start + 1 <= last else 0 for start in range(1, self.years + 1))
            found = self._rows[key] = (running, *starts)
        return found

    def active(self, duration: int) -> Row:
        """The active matches of all years together."""
        found = self._active.get(duration)
        if found is None:
            rows = [self.row(year, 1, duration) for year in range(1, self.years + 1)]
            found = self._active[duration] = tuple(map(sum, zip(self.nothing, *rows, strict=True)))
        return found


class Terms:
    """The terms of one tariff in one frame."""

    def __init__(self, tariff: Tariff, frame: Frame) -> None:
        self.frame, self.scenario = frame, frame.scenario
        self.duration = tariff.duration
        level = tariff.price_level_year or tariff.assumed_price_level_year or self.scenario.default_price_level or self.scenario.start_year
        self.factors = frame.factors(level) if tariff.indexable else (HUNDRED,) * frame.years

    def lines(self, component: Component) -> list[tuple[int, Line | None]]:
        """(contract year, line) for every year in the component's window; the line is None when its amount is unknown."""
        last = self.frame.years if component.to_year is None else min(component.to_year, self.frame.years)
        years = range(max(1, component.from_year), last + 1)
        code, payer, vat, by_hour = component.code, component.payer, component.vat_unknown, type(component) is CoordinatorHours
        pairs = RULES[type(component)](self, component, years)
        return [(year, pair and Line(year, code, payer, vat, by_hour, *pair)) for year, pair in zip(years, pairs, strict=True)]

    def unit_prices(self, low: Decimal, high: Decimal, years: range) -> list[Bounds]:
        """The unit price in cents, low and high, of each of these years."""
        factors = self.factors[years.start - 1 : years.stop - 1]
        lows = prices(low, factors)
        return list(zip(lows, lows if high == low else prices(high, factors), strict=True))

    def matches(self, year: int, first: int, last: int) -> Row | None:
        """The matches in these match years, as far as a match runs; None when an unknown duration decides."""
        if self.duration is not None:
            return self.frame.row(year, first, min(last, self.duration))
        return self.frame.row(year, first, last) if first == last == 1 else None


def prices(amount: Decimal, factors: Sequence[Decimal]) -> list[int]:
    """An amount in euro as whole cents of each year, rounded after indexation."""
    # Growth makes a new object each year: where the first is the last, there was none.
    if factors and factors[0] is factors[-1]:
        return [_cents(amount, factors[0])] * len(factors)
    return [_cents(amount, factor) for factor in factors]


def _cents(amount: Decimal, factor: Decimal) -> int:
    return int(EXACT.quantize(EXACT.multiply(amount, factor), _ONE))


def _times(row: Row, number: int) -> Row:
    return tuple([count * number for count in row])


def _priced(row: Row, price: Bounds, denominator: int = 1) -> Pair:
    """Row x price / denominator, low and high."""
    low = Term(_times(row, price[0]), denominator)
    return low, low if price[0] == price[1] else Term(_times(row, price[1]), denominator)


def _fixed(terms: Terms, component: FixedFee | Tier, years: range) -> Pairs:
    one = terms.frame.one
    return [_priced(one, price) for price in terms.unit_prices(component.low, component.high, years)]


def _tier(terms: Terms, component: InhabitantTier, years: range) -> Pairs:
    inhabitants = terms.scenario.inhabitants
    below = [] if inhabitants is None else [tier for tier in component.tiers if tier.start <= inhabitants]
    if not below:
        return [None] * len(years)
    return _fixed(terms, max(below, key=lambda tier: tier.start), years)


def _per_count(terms: Terms, component: PerMatch | PerModule | HourlyRate, rows: Sequence[Row | None], years: range, denominator: int = 1) -> Pairs:
    """Row x unit price / denominator in each year; None where the row is."""
    units = terms.unit_prices(component.low, component.high, years)
    return [None if row is None else _priced(row, price, denominator) for row, price in zip(rows, units, strict=True)]


def _per_match(terms: Terms, component: PerMatch, years: range) -> Pairs:
    last = component.to_match_year or terms.duration
    if last is None:
        return [None] * len(years)
    return _per_count(terms, component, [terms.matches(year, component.from_match_year, last) for year in years], years)


def _per_module(terms: Terms, component: PerModule, years: range) -> Pairs:
    completion = dict(terms.scenario.completion).get(component.code, component.completion)
    numerator, denominator = completion.as_integer_ratio()
    counts = [terms.matches(year, component.match_year, component.match_year) for year in years]
    rows = counts if numerator == 1 else [None if row is None else _times(row, numerator) for row in counts]
    return _per_count(terms, component, rows, years, denominator)


def _hourly_rate(terms: Terms, component: HourlyRate, years: range) -> Pairs:
    hours = [(match_year, *each.as_integer_ratio()) for match_year, each in component.hours_per_match_year]
    denominator = lcm(*(bottom for _, _, bottom in hours))
    weights = [(match_year, top * denominator // bottom) for match_year, top, bottom in hours]
    return _per_count(terms, component, [_weighted(terms, weights, year) for year in years], years, denominator)


def _weighted(terms: Terms, weights: Sequence[tuple[int, int]], year: int) -> Row | None:
    """The matches in each match year times its weight."""
    row = terms.frame.nothing
    for match_year, weight in weights:
        counts = terms.matches(year, match_year, match_year)
        if counts is None:
            return None
        row = tuple(map(add, row, _times(counts, weight)))
    return row


def _all_in(terms: Terms, component: AllInPerMatchYear, years: range) -> Pairs:
    if terms.duration is None:
        return [None] * len(years)
    fixed = terms.unit_prices(component.includes_fixed, component.includes_fixed, years)
    pairs: Pairs = []
    for year, price, (off, _) in zip(years, terms.unit_prices(component.low, component.high, years), fixed, strict=True):
        active = terms.frame.row(year, 1, terms.duration)
        low = _less(active, price[0], off)
        pairs.append((low, low if price[0] == price[1] else _less(active, price[1], off)))
    return pairs


def _less(matches: Row, price: int, fixed: int) -> Term:
    """Matches x price minus a fixed amount, at least 0."""
    row = _times(matches, price)
    return Term((row[0] - fixed, *row[1:]), least=0)


def _hours(terms: Terms, component: CoordinatorHours, years: range) -> Pairs:
    """Hours, not cents: the rate of the year is still to come."""
    hours = terms.scenario.shared_hours if component.hours is None else component.hours
    counts: list[Row | None] = [terms.frame.one] * len(years)
    if component.per_matches is not None:
        last = 1 if component.per_new_match else terms.duration
        counts = [None if last is None else terms.frame.row(year, 1, last) for year in years]
    if hours is None:
        return [None] * len(years)
    (top, bottom), (least_top, least_bottom) = hours.as_integer_ratio(), component.min_hours.as_integer_ratio()
    denominator = lcm(bottom, least_bottom)
    weeks = terms.scenario.weeks if component.per_week else 1
    number, least = top * weeks * denominator // bottom, least_top * weeks * denominator // least_bottom
    return [None if row is None else _of_blocks(component, row, number, least or None, denominator) for row in counts]


def _of_blocks(component: CoordinatorHours, counts: Row, number: int, least: int | None, denominator: int) -> Pair:
    """`number` / `denominator` for each block of counted matches, at least `least` / `denominator` in all."""
    size = component.per_matches or 1
    if component.in_steps:
        term = Term(counts, denominator, least, step=size, per_step=number)
    else:
        term = Term(_times(counts, number), denominator * size, None if least is None else least * size)
    return term, term


def _unknown(terms: Terms, component: UnknownCost, years: range) -> Pairs:
    return [None] * len(years)


# Of each type of component: the terms in each of the years. Surcharges and contributions are taken over these.
RULES: dict[type[Component], Callable[[Terms, Any, range], Pairs]] = {
    FixedFee: _fixed,
    PerMatch: _per_match,
    PerModule: _per_module,
    CoordinatorHours: _hours,
    AllInPerMatchYear: _all_in,
    InhabitantTier: _tier,
    HourlyRate: _hourly_rate,
    UnknownCost: _unknown,
}
