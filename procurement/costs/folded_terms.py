"""Whole cents as a function of the numbers of new matches: straight rows, the terms that bend, and pools that a contribution moves between.

Everything is an integer, a fraction is a numerator and a denominator, and nothing is rounded but what docs/costing.md rounds. `counts` always
starts with a 1, so that the first number of a row is its constant; the others are the weight of the new matches of each contract year.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import gcd
from operator import add, mul
from typing import NamedTuple

from procurement.costs.scenario import Payer

Row = tuple[int, ...]
Ratio = tuple[int, int]


def half_up(number: int, denominator: int) -> int:
    """`number` / `denominator` (above 0) as a whole number, half away from zero."""
    if denominator == 1:
        return number
    if number < 0:
        return -((denominator - 2 * number) // (2 * denominator))
    return (2 * number + denominator) // (2 * denominator)


def _half_up_all(numbers: list[int], numerator: int, denominator: int) -> list[int]:
    if numerator == denominator == 1:
        return numbers
    if min(numbers, default=0) < 0:
        return [half_up(number * numerator, denominator) for number in numbers]
    times, by = 2 * numerator, 2 * denominator
    return [(times * number + denominator) // by for number in numbers]


class Term(NamedTuple):
    """One printed amount. A NamedTuple, here and below, where elsewhere a frozen dataclass stands: thousands are made, in a third of the time.

    max(`least`, row x counts) x rate / `denominator`, rounded, then each fraction of `then` over it, rounded again.
    With a `step` the row counts matches, and every started block of that many adds `per_step`.
    """

    row: Row
    denominator: int = 1
    least: int | None = None
    step: int = 0
    per_step: int = 0
    then: tuple[Ratio, ...] = ()

    def cents(self, counts: Sequence[int], rate: int = 1) -> int:
        amount = half_up(self._number(counts) * rate, self.denominator)
        for numerator, denominator in self.then:
            amount = half_up(amount * numerator, denominator)
        return amount

    def column(self, matches: Sequence[int]) -> list[int]:
        """The cents for each of these numbers of new matches, when it holds for every year. The rate is 1."""
        number, each = self.row[0], sum(self.row[1:])
        found = [number + each * count for count in matches]
        if self.step:
            found = [-(-count // self.step) * self.per_step for count in found]
        if self.least is not None:
            least = self.least
            found = [least if amount < least else amount for amount in found]
        for numerator, denominator in ((1, self.denominator), *self.then):
            found = _half_up_all(found, numerator, denominator)
        return found

    def exact(self, counts: Sequence[int]) -> Fraction:
        """The same without any rounding, at a rate of 1."""
        amount = Fraction(self._number(counts), self.denominator)
        for ratio in self.then:
            amount *= Fraction(*ratio)
        return amount

    def _number(self, counts: Sequence[int]) -> int:
        number: int = sum(map(mul, self.row, counts))
        if self.step:
            number = -(-number // self.step) * self.per_step
        if self.least is not None and number < self.least:
            return self.least
        return number

    def straight(self) -> Row | None:
        """The row that gives the same cents for all counts at a rate of 1; None when rounding, a step or a least amount can bend it."""
        row = self.row
        if not any(row[1:]):
            return (self.cents((1,)), *row[1:])
        if self.step or self.least is not None:
            return None
        for numerator, denominator in ((1, self.denominator), *self.then):
            common = gcd(numerator, denominator)
            by = denominator // common
            row = tuple([number * (numerator // common) for number in row])
            if any(number % by for number in row):
                return None
            row = tuple([number // by for number in row])
        return row

    def at_rate(self, rate: int) -> Term:
        """The term in cents, for a term that is in hours and a rate in cents (0 or more)."""
        if self.step:
            return self._replace(least=None if self.least is None else self.least * rate, per_step=self.per_step * rate)
        row = tuple([number * rate for number in self.row])
        return Term(row, self.denominator, None if self.least is None else self.least * rate, then=self.then)

    def over(self, ratio: Ratio) -> Term:
        """A fraction over this term, rounded after it."""
        return Term(self.row, self.denominator, self.least, self.step, self.per_step, (*self.then, ratio))


class Curve(NamedTuple):
    """A sum of terms: the straight ones as one row, the bent ones one by one, and hours that wait for the rate of their contract year (from 1)."""

    row: Row
    bent: tuple[Term, ...] = ()
    hours: tuple[tuple[int, Term], ...] = ()

    def cents(self, counts: Sequence[int], rates: Sequence[int]) -> int:
        amount: int = sum(map(mul, self.row, counts))
        for term in self.bent:
            amount += term.cents(counts)
        for year, term in self.hours:
            amount += term.cents(counts, rates[year - 1])
        return amount

    def column(self, matches: Sequence[int]) -> list[int]:
        """The cents for each of these numbers of new matches, when it holds for every year. No hours may wait."""
        number, each = self.row[0], sum(self.row[1:])
        found = [number + each * count for count in matches]
        for term in self.bent:
            found = list(map(add, found, term.column(matches)))
        return found


class Pools(NamedTuple):
    """What each payer bears in one year before contributions, and the contributions in order: (relieved, payer, cents)."""

    low: Mapping[Payer, Curve]
    high: Mapping[Payer, Curve]
    grants: tuple[tuple[Payer, Payer, int], ...]
    all_of: frozenset[Payer]  # these payers count in full
    up_to: frozenset[Payer]  # and these only in the high amounts, because no source states their share

    def cents(self, counts: Sequence[int], rates: Sequence[int]) -> tuple[int, int]:
        low, high = self._after_grants(self.low, counts, rates), self._after_grants(self.high, counts, rates)
        return sum(low[payer] for payer in self.all_of), sum(high[payer] for payer in self.all_of | self.up_to)

    def _after_grants(self, curves: Mapping[Payer, Curve], counts: Sequence[int], rates: Sequence[int]) -> dict[Payer, int]:
        borne = {payer: curve.cents(counts, rates) for payer, curve in curves.items()}
        for relieved, payer, grant in self.grants:
            moved = min(grant, borne[relieved])
            borne[relieved] -= moved
            borne[payer] += moved
        return borne


class Amount(NamedTuple):
    """The cost of one year or of more together, in cents: what is the same low and high, what is not, and the years that need their pools."""

    same: Curve
    low: Curve | None = None  # None: nothing
    high: Curve | None = None
    pools: tuple[Pools, ...] = ()

    def cents(self, counts: Sequence[int], rates: Sequence[int]) -> tuple[int, int]:
        low = high = self.same.cents(counts, rates)
        if self.low is not None:
            low += self.low.cents(counts, rates)
        if self.high is not None:
            high += self.high.cents(counts, rates)
        for pools in self.pools:
            more_low, more_high = pools.cents(counts, rates)
            low, high = low + more_low, high + more_high
        return low, high

    def columns(self, matches: Sequence[int]) -> tuple[list[int], list[int]]:
        """The cents, low and high, for each of these numbers of new matches, when it holds for every year. Not for pools or waiting hours."""
        same = self.same.column(matches)
        low = same if self.low is None else list(map(add, same, self.low.column(matches)))
        return low, same if self.high is None else list(map(add, same, self.high.column(matches)))

    def hours(self, counts: Sequence[int]) -> tuple[Fraction, Fraction]:
        """All hours that wait, low and high, unrounded."""
        same, low, high = ([] if curve is None else [term.exact(counts) for _, term in curve.hours] for curve in self[:3])
        return sum(same + low, Fraction(0)), sum(same + high, Fraction(0))
