"""The one door to the solver: a mixed-integer program in whole numbers, solved by HiGHS. It knows nothing of offerings or money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from time import perf_counter

Weights = Mapping[int, int]
Row = tuple[Weights, float, float]


class Outcome(StrEnum):
    """How a search ended. STOPPED: the time was up; there may be values, and there may be better ones."""

    OPTIMAL = "optimaal"
    INFEASIBLE = "onmogelijk"
    STOPPED = "gestopt"


@dataclass(frozen=True, slots=True)
class Solution:
    """What the solver found. `values` are rounded to whole numbers, empty when there are none; `bound` is what no solution goes below.

    `seconds` is how long it took: a limit on time is the one thing for which the clock is read, and only here.
    """

    outcome: Outcome
    values: tuple[int, ...] = ()
    bound: float | None = None
    seconds: float = field(default=0.0, compare=False)


@dataclass(slots=True)
class Program:
    """Whole variables with bounds and a cost each, and rows that hold a weighted sum of them between two bounds; the lowest cost is sought."""

    costs: list[float] = field(default_factory=list)
    uppers: list[float] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    fractions: set[int] = field(default_factory=set)

    def variable(self, upper: float, cost: float = 0, *, whole: bool = True) -> int:
        """A new variable from 0 up to and including `upper`; its number."""
        self.costs.append(cost)
        self.uppers.append(upper)
        if not whole:
            self.fractions.add(len(self.costs) - 1)
        return len(self.costs) - 1

    def row(self, weights: Weights, low: float, high: float) -> None:
        """`low` <= the sum of weight x variable <= `high`; infinite where there is no bound."""
        self.rows.append((weights, low, high))

    def asking(self, goal: Weights, rows: Sequence[Row] = ()) -> Program:
        """The same program with another goal and more rows."""
        costs: list[float] = [goal.get(variable, 0) for variable in range(len(self.costs))]
        return Program(costs, self.uppers, [*self.rows, *rows], self.fractions)

    def solve(self, seconds: float) -> Solution:
        """The cheapest values within so many seconds. What does not hold exactly once it is rounded is no solution: STOPPED, without values."""
        if not self.costs:
            return Solution(Outcome.OPTIMAL if self.holds(()) else Outcome.INFEASIBLE)
        # numpy and scipy take a second to import: only who searches waits for them, and that is not part of the time.
        import numpy
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        started = perf_counter()
        constraints = []
        if self.rows:
            places = [(number, column, weight) for number, (weights, _, _) in enumerate(self.rows) for column, weight in weights.items()]
            numbers, columns, values = zip(*places, strict=True) if places else ((), (), ())
            matrix = csr_array((values, (numbers, columns)), shape=(len(self.rows), len(self.costs)), dtype=float)
            constraints = [LinearConstraint(matrix, [low for _, low, _ in self.rows], [high for _, _, high in self.rows])]
        found = milp(
            self.costs,
            integrality=numpy.array([variable not in self.fractions for variable in range(len(self.costs))], dtype=int),
            bounds=Bounds(0, self.uppers),
            constraints=constraints,
            options={"mip_rel_gap": 0, "time_limit": seconds},
        )
        outcome = {0: Outcome.OPTIMAL, 1: Outcome.STOPPED, 2: Outcome.INFEASIBLE}.get(found.status)
        if outcome is None:
            raise RuntimeError(f"the solver failed: {found.message}")
        values = () if found.x is None else tuple(round(value) for value in found.x.tolist())
        if values and not self.holds(values):
            outcome, values = Outcome.STOPPED, ()
        return Solution(outcome, values, found.mip_dual_bound, perf_counter() - started)

    def holds(self, values: Sequence[int]) -> bool:
        """Whether whole numbers keep to every row of whole variables, without the tolerance that a solver works with."""
        whole = (row for row in self.rows if self.fractions.isdisjoint(row[0]))
        return all(low <= sum(weight * values[column] for column, weight in weights.items()) <= high for weights, low, high in whole)
