"""Where two offerings cost the same, what fits a budget, and how many avoided trajectories would equal the cost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise

from procurement.costs.engine import OfferingCost
from procurement.costs.folded import Cents, Folded, fold
from procurement.costs.scenario import Scenario
from procurement.costs.tariff import Tariff
from voorzieningen.money import EXACT, EuroRange, ceiling, round_half_up

SCAN = 200


@dataclass(frozen=True, slots=True)
class Crossings:
    """Numbers of new matches a year at which the order of two tariffs changes, for the low and for the high amounts.

    The orders are those at 1 and from each of these numbers on: -1 when `a` costs less, 1 when `b` does, 0 when they cost the same.
    """

    a: str
    b: str
    low: tuple[int, ...]
    high: tuple[int, ...]
    low_orders: tuple[int, ...]
    high_orders: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Avoided:
    """How many avoided trajectories at the user's own price would equal the total: never a claim that they are avoided."""

    exact: Decimal
    whole: int
    share: Decimal | None  # percent of the matches started; None when none start


def crossings(tariffs: Sequence[Tariff], scenario: Scenario) -> tuple[Crossings, ...]:
    """For every pair with known totals: each n from 2 to 200 new matches a year where sign(T_a - T_b) differs from that at n - 1.

    Low amounts are compared with low ones and high with high ones; equal amounts are a sign of their own.
    """
    totals = {tariff.key: fold(tariff, scenario).sweep(range(1, SCAN + 1)) for tariff in tariffs}
    known = {key: series for key, series in totals.items() if series is not None}
    return tuple(_crossings(a, b, known[a], known[b]) for a, b in combinations(known, 2))


def _crossings(a: str, b: str, of_a: Sequence[Cents], of_b: Sequence[Cents]) -> Crossings:
    low, high = ([(left[bound] > right[bound]) - (left[bound] < right[bound]) for left, right in zip(of_a, of_b, strict=True)] for bound in (0, 1))
    low_turns, high_turns = _turns(low), _turns(high)
    return Crossings(a, b, low_turns, high_turns, _from(low, low_turns), _from(high, high_turns))


def _turns(orders: Sequence[int]) -> tuple[int, ...]:
    return tuple(n for n, (before, order) in enumerate(pairwise(orders), 2) if order != before)


def _from(orders: Sequence[int], turns: Sequence[int]) -> tuple[int, ...]:
    return (orders[0], *(orders[turn - 1] for turn in turns))


def fitting_matches(tariff: Tariff, scenario: Scenario, budget: Decimal, per_year: bool, most: int = 10_000) -> tuple[int | None, int | None]:
    """The largest n for which every m up to n fits the budget, (safe on the high amounts, optimistic on the low ones).

    `per_year`: the dearest year must fit; otherwise the total. None when 0 does not fit or the price is unknown;
    `most` is the largest number that is tried.
    """
    folded = fold(tariff, scenario)
    if not folded.is_known:
        return None, None
    # Costs never fall when matches are added, so the last n that fits can be found by halving.
    return _largest(folded, budget, per_year, lambda amount: amount.high, most), _largest(folded, budget, per_year, lambda amount: amount.low, most)


def _largest(folded: Folded, budget: Decimal, per_year: bool, bound: Callable[[EuroRange], Decimal], most: int) -> int | None:
    def fits(matches: int) -> bool:
        new_matches = (matches,) * folded.frame.years
        amounts = folded.years(new_matches) if per_year else (folded.total(new_matches),)
        return all(bound(amount) <= budget for amount in amounts if amount is not None)

    if not fits(0):
        return None
    fitting, failing = 0, most + 1
    while failing - fitting > 1:
        middle = (fitting + failing) // 2
        fitting, failing = (middle, failing) if fits(middle) else (fitting, middle)
    return fitting


def avoided_trajectories(result: OfferingCost, price: Decimal) -> tuple[Avoided, Avoided] | None:
    """(low, high) number of trajectories at `price` euro (above 0) that equal the total; None when the total is unknown."""
    if result.total is None:
        return None
    low, high = (_avoided(bound, price, result.matches_started) for bound in (result.total.low, result.total.high))
    return low, high


def _avoided(total: Decimal, price: Decimal, matches: int) -> Avoided:
    number = EXACT.divide(total, price)
    share = round_half_up(EXACT.divide(EXACT.multiply(number, Decimal(100)), Decimal(matches)), 1) if matches else None
    return Avoided(round_half_up(number, 4), ceiling(number), share)
