"""Which target groups and ages a choice of offerings covers, and how each covers what a municipality asks. Not mentioned is never no; no scores."""

from procurement.coverage.answer import Coverage, find_coverage
from procurement.coverage.bars import AgeBar
from procurement.coverage.demand import ANY, Demand, DemandRow
from procurement.coverage.demand_rows import DemandAnswer, DemandCell, DemandTable
from procurement.coverage.gaps import Gap, GapLine
from procurement.coverage.gaps import Kind as GapKind
from procurement.coverage.matrix import Cell, Matrix, Row
from procurement.coverage.rows import Cover, RowCover, certain_ages, cover_row, cover_rows, known_ages, parts_of
from procurement.coverage.thin import Thin
from procurement.coverage.words import Together, Word

__all__ = [
    "ANY",
    "AgeBar",
    "Cell",
    "Cover",
    "Coverage",
    "Demand",
    "DemandAnswer",
    "DemandCell",
    "DemandRow",
    "DemandTable",
    "Gap",
    "GapKind",
    "GapLine",
    "Matrix",
    "Row",
    "RowCover",
    "Thin",
    "Together",
    "Word",
    "certain_ages",
    "cover_row",
    "cover_rows",
    "find_coverage",
    "known_ages",
    "parts_of",
]
