"""What has to be placed where, as numbers alone: families by row, what each number costs at each offering, and who excludes whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import inf

from procurement.mix.candidates import Candidate
from procurement.mix.choice import Goal
from procurement.mix.conditions import Terms
from procurement.mix.menu import Price, World


@dataclass(frozen=True, slots=True)
class Offer:
    """One offering in the puzzle. `number` is its place in the comparison, `rows` are those whose families it may take.

    `amounts` has for 1, 2, ... families what is made as low as can be, and then every amount that has a ceiling; whole cents.
    """

    number: int
    rows: frozenset[int]
    amounts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Puzzle:
    """`families` of each row a year, `apart` pairs of places in `offers` that are not chosen together, `ceilings` in whole cents (infinite: none)."""

    families: tuple[int, ...]
    offers: tuple[Offer, ...]
    apart: tuple[tuple[int, int], ...] = ()
    ceilings: tuple[float, ...] = ()

    @property
    def uncovered(self) -> tuple[int, ...]:
        """The rows that no offer may take."""
        covered = frozenset[int]().union(*(offer.rows for offer in self.offers))
        return tuple(row for row in range(len(self.families)) if row not in covered)

    def amount(self, numbers: Sequence[int], which: int = 0) -> int:
        """What these numbers of families of each offer cost: the amount to lower, or the `which`th with a ceiling, from 1."""
        return sum(offer.amounts[number - 1][which] for offer, number in zip(self.offers, numbers, strict=True) if number)


def make_puzzle(*, candidates: Sequence[Candidate], families: Sequence[int], terms: Terms, goal: Goal, world: World) -> Puzzle:
    """The puzzle under these terms, in one world."""
    offers = []
    chosen = [candidate for candidate in candidates if candidate.can_be_chosen(terms)]
    for candidate in chosen:
        rows = candidate.rows(terms)
        most = min(candidate.most, sum(families[row] for row in rows))
        amounts = tuple(_amounts(prices[world], goal, terms) for prices in candidate.prices[:most])
        offers.append(Offer(candidate.number, rows, amounts))
    return Puzzle(tuple(families), tuple(offers), _apart(chosen), _ceilings(chosen, terms))


def unlimited(puzzle: Puzzle) -> Puzzle:
    """The same amounts without a ceiling, to see which ceiling would be enough."""
    return Puzzle(puzzle.families, puzzle.offers, puzzle.apart, (inf,) * len(puzzle.ceilings))


def _amounts(price: Price, goal: Goal, terms: Terms) -> tuple[int, ...]:
    lowered = price.to_lower(goal)
    if terms.budget is None:
        return (lowered,)
    return (lowered, *price.years) if terms.budget.per_year else (lowered, price.total)


def _ceilings(chosen: Sequence[Candidate], terms: Terms) -> tuple[float, ...]:
    if terms.budget is None or not chosen:
        return ()
    years = len(next(iter(chosen[0].prices[0].values())).years) if terms.budget.per_year else 1
    return (int(terms.budget.amount.scaleb(2)),) * years


def _apart(chosen: Sequence[Candidate]) -> tuple[tuple[int, int], ...]:
    """Tariffs of one offering are alternatives; a combination takes the place of its parts."""
    pairs = combinations(enumerate(chosen), 2)
    return tuple((first, second) for (first, one), (second, other) in pairs if _excludes(one, other) or _excludes(other, one))


def _excludes(one: Candidate, other: Candidate) -> bool:
    return one.slug == other.slug or other.slug in one.priced.offering.parts
