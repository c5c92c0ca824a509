"""Everything that a page says of the coverage of a choice of offerings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from procurement.coverage.bars import AgeBar, age_bars
from procurement.coverage.demand import Demand, DemandRow
from procurement.coverage.demand_rows import DemandTable, demand_table
from procurement.coverage.gaps import Gap, GapLine, find_gaps, gap_lines
from procurement.coverage.matrix import Matrix, age_matrix, group_matrix
from procurement.coverage.providers import find_workers
from procurement.coverage.rows import RowCover, cover_rows
from procurement.coverage.thin import Thin, find_thin
from procurement.coverage.wanted import find_wanted
from procurement.fit import Task
from voorzieningen.catalogue import Catalogue, Offering


@dataclass(frozen=True, slots=True)
class Coverage:
    """The coverage of `offerings`, in their order. `demand` has each row with the answer of every offering; `asked` is the same as a table.

    `thin` is empty when only one offering does the work (`only` is its name): then everything rests on it.
    """

    offerings: tuple[Offering, ...]
    demand: tuple[tuple[DemandRow, tuple[RowCover, ...]], ...]
    asked: DemandTable
    groups: Matrix
    ages: Matrix
    bars: tuple[AgeBar, ...]
    gaps: tuple[Gap, ...]
    thin: tuple[Thin, ...]
    only: str = ""

    @property
    def gap_lines(self) -> tuple[GapLine, ...]:
        """The gaps in as few lines as can be."""
        return gap_lines(self.gaps)


def find_coverage(*, offerings: Sequence[Offering], catalogue: Catalogue, demand: Demand, task: Task) -> Coverage:
    """How these offerings cover the target groups, the ages and the demand. What the task or the demand asks is marked."""
    wanted, workers, groups = find_wanted(task, demand), find_workers(offerings, catalogue), catalogue.target_groups
    answered = tuple((row, cover_rows(offerings, row, catalogue)) for row in demand.rows)
    gaps = find_gaps(workers=workers, groups=groups, wanted=wanted)
    return Coverage(
        offerings=tuple(offerings),
        demand=answered,
        asked=demand_table(offerings, answered, catalogue),
        groups=group_matrix(offerings=offerings, catalogue=catalogue, wanted=wanted, gaps=gaps),
        ages=age_matrix(offerings=offerings, catalogue=catalogue, wanted=wanted),
        bars=age_bars(offerings),
        gaps=gaps,
        thin=find_thin(workers, groups),
        only=workers[0].name if len(workers) == 1 else "",
    )
