"""What the outcome hangs on: every uncertain input varied over its range, one at a time and all together. Pure; no score, no winner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from procurement import costs
from procurement.pricing import Priced
from procurement.question import Question
from procurement.sensitivity.combinations import MOST, SEED, Standing, Together, combine
from procurement.sensitivity.inputs import Input, Kind, NotVaried, find_inputs
from procurement.sensitivity.one_at_a_time import End, Row, vary_one_at_a_time
from procurement.sensitivity.outcomes import Bound, Outcomes, Setting
from voorzieningen.money import euro_nl

__all__ = [
    "MOST",
    "SEED",
    "Bound",
    "End",
    "Input",
    "Kind",
    "NotVaried",
    "Row",
    "Sensitivity",
    "Setting",
    "Standing",
    "Together",
    "find_sensitivity",
]

MOST_PRINTED = 12  # rows in the report; the page has all


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What moves the totals and the order, and how often which offering is cheapest per match-year.

    `rows` have the largest shift first; `together` is None when no cost per match-year is known.
    """

    rows: tuple[Row, ...]
    not_varied: tuple[NotVaried, ...]
    together: Together | None

    @property
    def largest(self) -> tuple[Row, ...]:
        """The rows that move a total most, as many as a report prints."""
        return self.rows[:MOST_PRINTED]

    @property
    def has_order(self) -> bool:
        """Whether there are columns to put in order by cost per match-year."""
        return self.together is not None and self.together.has_order

    @property
    def summary(self) -> str:
        """What moves the outcome most, in one or two sentences of Dutch."""
        moving = [row for row in self.rows if row.moves]
        if not moving:
            return "Van wat hier onzeker is, verandert niets een totaal dat bekend is."
        first, rest = moving[0], moving[1:]
        turned = ", en de volgorde per koppelingsjaar verandert" if first.order else ""
        said = f"Het meest hangt af van {first.subject}: {first.effect}{turned}."
        if rest:
            said += f" Daarna telt {rest[0].subject} (tot {euro_nl(rest[0].shift)})."
        return said


def find_sensitivity(question: Question, columns: Sequence[Priced], results: Sequence[costs.OfferingCost]) -> Sensitivity | None:
    """`results` are those of `columns`, in the same order. None when nothing is compared."""
    if not columns:
        return None
    outcomes = Outcomes(question, columns)
    inputs = find_inputs(question, columns, results)
    return Sensitivity(vary_one_at_a_time(columns, inputs, outcomes), inputs.not_varied, combine(columns, inputs, outcomes))
