"""Tipping points of a comparison: where the order of two columns turns, in matches or in hourly cost, and what fits a budget. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from procurement import costs
from procurement.mix.shared import Part, SharedYear
from procurement.pricing import Priced
from procurement.question import Question
from procurement.tipping.budget import Budget, ColumnFit, find_budgets
from procurement.tipping.hourly import HourlyTurn, find_hourly_turns, has_hours
from procurement.tipping.pairs import LAST, Pair, Run, find_pairs
from procurement.tipping.shared import SharedBesideParts, find_shared
from procurement.tipping.trajectories import Trajectories, find_trajectories
from procurement.tipping.wording import shared_hours_note

# Pairs grow with the square of the columns: beyond this the tipping points of everything against everything help nobody.
MOST_COLUMNS = 12
MOST_NEAREST = 3

__all__ = [
    "LAST",
    "MOST_COLUMNS",
    "Budget",
    "ColumnFit",
    "HourlyTurn",
    "Pair",
    "Part",
    "Run",
    "SharedBesideParts",
    "SharedYear",
    "Tipping",
    "Trajectories",
    "UnknownColumn",
    "find_tipping",
]


@dataclass(frozen=True, slots=True)
class UnknownColumn:
    """A column that has no tipping points, because its total is unknown."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Tipping:
    """Everything about tipping points that a page prints.

    `matches` is the number of new matches a year that was asked, the average rounded up when the years differ (`same_each_year` is then false).
    `notes` are about hours that stay the same however many matches there are. With more than MOST_COLUMNS columns `too_many` says so, and there
    are no pairs and no hourly turns.
    """

    matches: int
    hourly_cost: Decimal
    same_each_year: bool
    columns: int
    pairs: tuple[Pair, ...]
    unknown: tuple[UnknownColumn, ...]
    hourly: tuple[HourlyTurn, ...]
    has_hours: bool
    shared: tuple[SharedBesideParts, ...]
    budgets: tuple[Budget, ...]
    trajectories: tuple[Trajectories, ...]
    notes: tuple[str, ...] = ()
    too_many: str = ""

    @property
    def turning(self) -> tuple[Pair, ...]:
        """The pairs whose order changes somewhere."""
        return tuple(pair for pair in self.pairs if pair.turns)

    @property
    def never_turning(self) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.pairs if not pair.turns)

    @property
    def nearest(self) -> tuple[Pair, ...]:
        """The pairs that turn closest to the number asked, the closest first."""
        return tuple(sorted(self.turning, key=lambda pair: pair.distance(self.matches))[:MOST_NEAREST])

    @property
    def nearest_hourly(self) -> tuple[HourlyTurn, ...]:
        """The turns closest to the hourly cost that was calculated with, the closest first."""
        turns = [turn for turn in self.hourly if turn.sentence]
        return tuple(sorted(turns, key=lambda turn: turn.distance(self.hourly_cost))[:MOST_NEAREST])

    @property
    def reading_aid(self) -> Trajectories | None:
        """The first column with a known number of trajectories, to explain the others by; None when there is none."""
        return next((row for row in self.trajectories if row.sentence), None)


def find_tipping(question: Question, columns: Sequence[Priced], results: Sequence[costs.OfferingCost]) -> Tipping | None:
    """`results` are those of `columns`, in the same order. None when there are no columns."""
    if not columns:
        return None
    scenario = question.scenario
    few = len(columns) <= MOST_COLUMNS
    unknown = [(column, result) for column, result in zip(columns, results, strict=True) if result.total is None]
    return Tipping(
        matches=-(-sum(scenario.new_matches) // scenario.years),
        hourly_cost=scenario.hourly_cost,
        same_each_year=len(set(scenario.new_matches)) == 1,
        columns=len(columns),
        pairs=find_pairs(columns, scenario) if few else (),
        unknown=tuple(UnknownColumn(column.name, result.reason) for column, result in unknown),
        hourly=find_hourly_turns(columns, scenario) if few else (),
        has_hours=any(has_hours(column) for column in columns),
        shared=find_shared(columns, results, scenario),
        budgets=find_budgets(columns, question),
        trajectories=find_trajectories(columns, results, question.trajectory_price),
        notes=tuple(note for column in columns if (note := shared_hours_note(column, scenario))),
        too_many="" if few else f"Kies hoogstens {MOST_COLUMNS} soorten aanbod om omslagpunten te zien; nu zijn het er {len(columns)}.",
    )
