"""The integer program of one puzzle: its variables, its rows, and the goals that can be asked of it. What the answer means stands elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

from procurement.mix.puzzle import Offer, Puzzle
from procurement.mix.solver import Program, Row, Weights

# Numbers of more than one offering go into one goal as digits, as long as the largest weight stays below this: a solver calculates in floats.
LARGEST_WEIGHT = 10_000_000


class Segment(NamedTuple):
    """Numbers of families from `first` to `last` at which every amount grows by the same `steps` for each family more, in whole cents."""

    first: int
    last: int
    bases: tuple[int, ...]  # amount = base + step x number
    steps: tuple[int, ...]


def segments(amounts: Sequence[tuple[int, ...]]) -> list[Segment]:
    """The amounts of 1, 2, ... families as as few straight pieces as come from extending each as far as it goes. Exact, no tolerance."""
    found: list[Segment] = []
    first = 1
    while first <= len(amounts):
        here = amounts[first - 1]
        last = first
        steps = (0,) * len(here)
        if first < len(amounts):
            steps = _steps(here, amounts[first])
            last = first + 1
            while last < len(amounts) and _steps(amounts[last - 1], amounts[last]) == steps:
                last += 1
        found.append(Segment(first, last, tuple(amount - step * first for amount, step in zip(here, steps, strict=True)), steps))
        first = last + 1
    return found


def _steps(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    return tuple([after - before for before, after in zip(one, other, strict=True)])


@dataclass(frozen=True, slots=True)
class OfferVariables:
    """Sums of variables that stand for one offer: the families it gets, whether it is used (0 or 1), and each of its amounts."""

    families: Weights
    used: Weights
    amounts: tuple[Weights, ...]


class Model:
    """A puzzle as a program. With `all_placed` every family gets a place; without it, as many as there are at most."""

    def __init__(self, puzzle: Puzzle, *, all_placed: bool) -> None:
        self.puzzle = puzzle
        self.program = Program()
        self.offers = [self._offer(offer) for offer in puzzle.offers]
        self._place(all_placed)
        for one, other in puzzle.apart:
            self.program.row({**self.offers[one].used, **self.offers[other].used}, 0, 1)
        for number, ceiling in enumerate(puzzle.ceilings, 1):
            if ceiling < inf:
                self.program.row(self.amount(number), -inf, ceiling)

    def _offer(self, offer: Offer) -> OfferVariables:
        """Of all segments at most one is used; in it the number of families lies between its first and its last."""
        families: dict[int, int] = {}
        used: dict[int, int] = {}
        amounts: tuple[dict[int, int], ...] = tuple({} for _ in offer.amounts[0])
        for segment in segments(offer.amounts):
            is_used = self.program.variable(1)
            used[is_used] = 1
            if segment.first == segment.last:
                families[is_used] = segment.first
                for weights, amount in zip(amounts, offer.amounts[segment.first - 1], strict=True):
                    weights[is_used] = amount
                continue
            number = self.program.variable(segment.last)
            self.program.row({number: 1, is_used: -segment.last}, -inf, 0)
            self.program.row({number: 1, is_used: -segment.first}, 0, inf)
            families[number] = 1
            for weights, base, step in zip(amounts, segment.bases, segment.steps, strict=True):
                weights[is_used], weights[number] = base, step
        self.program.row(used, 0, 1)
        return OfferVariables(families, used, amounts)

    def _place(self, all_placed: bool) -> None:
        """Rows that the same offers may take are one: who sits where among them makes no difference to the cost."""
        kinds: dict[frozenset[int], int] = {}
        for row, families in enumerate(self.puzzle.families):
            takers = frozenset(place for place, offer in enumerate(self.puzzle.offers) if row in offer.rows)
            kinds[takers] = kinds.get(takers, 0) + families
        given: list[dict[int, int]] = [{} for _ in self.offers]
        for takers, families in kinds.items():
            variables = {place: self.program.variable(families) for place in sorted(takers)}
            self.program.row(dict.fromkeys(variables.values(), 1), families if all_placed else 0, families)
            for place, variable in variables.items():
                given[place][variable] = 1
        for offer, taken in zip(self.offers, given, strict=True):
            self.program.row({**taken, **{variable: -weight for variable, weight in offer.families.items()}}, 0, 0)

    # --- what can be asked ----------------------------------------------------------------------------------------------------------------

    def amount(self, which: int = 0) -> Weights:
        """What all offers together cost: the amount to lower, or the `which`th with a ceiling."""
        return {variable: weight for offer in self.offers for variable, weight in offer.amounts[which].items()}

    @property
    def unplaced(self) -> Weights:
        """The families that get a place, counted below zero: lower is more of them."""
        return {variable: -weight for offer in self.offers for variable, weight in offer.families.items()}

    @property
    def order(self) -> list[Weights]:
        """What decides between equal costs: fewest offerings, then most families at the first of the comparison, then at the second, and so on."""
        digits: list[tuple[Weights, int]] = []
        if len(self.offers) > 1:
            digits.append(({variable: 1 for offer in self.offers for variable in offer.used}, len(self.offers) + 1))
            for offer, variables in zip(self.puzzle.offers, self.offers, strict=True):
                digits.append(({variable: -weight for variable, weight in variables.families.items()}, len(offer.amounts) + 1))
        return _as_few_goals(digits)

    def uses(self, place: int) -> Row:
        """At least one family goes to this offer."""
        return self.offers[place].used, 1, 1

    def other_set(self, numbers: Sequence[int]) -> Row:
        """Not the same set of offers as those that have families here."""
        inside = {place for place, number in enumerate(numbers) if number}
        weights = {variable: 1 if place in inside else -1 for place, offer in enumerate(self.offers) for variable in offer.used}
        return weights, -inf, len(inside) - 1

    def with_highest(self) -> Weights:
        """Adds the highest of the amounts with a ceiling as a variable, and gives that to be lowered."""
        highest = self.program.variable(inf, whole=False)
        for number in range(1, len(self.puzzle.ceilings) + 1):
            self.program.row({**self.amount(number), highest: -1}, -inf, 0)
        return {highest: 1}

    def numbers(self, values: Sequence[int]) -> tuple[int, ...]:
        """The families of each offer in these values of the variables."""
        return tuple(sum(weight * values[variable] for variable, weight in offer.families.items()) for offer in self.offers)


def _as_few_goals(digits: Sequence[tuple[Weights, int]]) -> list[Weights]:
    """Sums to lower in order of importance, each with how many values it can have, put together where the weights stay small."""
    found: list[Weights] = []
    goal: dict[int, int] = {}
    size = 1
    for weights, values in reversed(digits):
        if goal and size * values > LARGEST_WEIGHT:
            found.append(goal)
            goal, size = {}, 1
        for variable, weight in weights.items():
            goal[variable] = goal.get(variable, 0) + weight * size
        size *= values
    return [goal, *reversed(found)] if goal else []
