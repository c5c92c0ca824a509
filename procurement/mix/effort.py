"""Solving within the time that there is: goals one after another, and what was given up. What the numbers mean stands elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, inf

from procurement.mix.model import Model
from procurement.mix.solver import Outcome, Program, Row, Solution, Weights

SECONDS_FOR_ONE = 3.0
SECONDS_IN_ALL = 8.0


@dataclass(frozen=True, slots=True)
class Found:
    """What one question to the solver gave. `numbers` are the families of each offer, empty when there is no solution.

    `least` is what no solution of the first goal goes below, in whole cents; None when the solver could not say.
    """

    outcome: Outcome
    numbers: tuple[int, ...] = ()
    least: int | None = None

    @property
    def is_certain(self) -> bool:
        """Whether the answer is the last word: there is nothing lower, or there is nothing at all."""
        return self.outcome is not Outcome.STOPPED


@dataclass(slots=True)
class Effort:
    """How much solving is left, in seconds. The solver itself says what it took, so that nothing else reads a clock."""

    seconds_left: float = SECONDS_IN_ALL
    solved: int = 0

    def solve(self, program: Program) -> Solution:
        """STOPPED without values when nothing is left."""
        if self.seconds_left <= 0:
            return Solution(Outcome.STOPPED)
        self.solved += 1
        solution = program.solve(min(SECONDS_FOR_ONE, self.seconds_left))
        self.seconds_left -= solution.seconds
        return solution

    def lowest(self, model: Model, goals: Sequence[Weights], rows: Sequence[Row] = ()) -> Found:
        """The first goal as low as can be, then the second among those, and so on. A later goal that is not reached in time changes nothing."""
        found = Found(Outcome.STOPPED)
        held = list(rows)
        for goal in goals:
            solution = self.solve(model.program.asking(goal, held))
            if found.numbers and solution.outcome is not Outcome.OPTIMAL:
                break
            numbers = model.numbers(solution.values) if solution.values or not model.offers else ()
            if not found.numbers:
                found = Found(solution.outcome, numbers, _whole(solution.bound))
                if solution.outcome is not Outcome.OPTIMAL:
                    break
            found = Found(found.outcome, numbers, found.least)
            held.append((goal, -inf, sum(weight * solution.values[variable] for variable, weight in goal.items())))
        return found


def _whole(bound: float | None) -> int | None:
    return None if bound is None or bound in (inf, -inf) else floor(bound)
