"""What the outcome hangs on: every uncertain input varied over its range, one at a time and all together. Pure; no score, no winner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from procurement import costs
from procurement.pricing import Priced
from procurement.question import Question


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What moves the totals and the order, and how often which offering is cheapest per match-year."""


def find_sensitivity(question: Question, columns: Sequence[Priced], results: Sequence[costs.OfferingCost]) -> Sensitivity | None:
    """`results` are those of `columns`, in the same order. None when there is nothing to tell."""
    return None
