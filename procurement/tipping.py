"""Tipping points of a comparison: where the order of two offerings turns, in matches or in hourly cost, and what fits a budget. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from procurement import costs
from procurement.pricing import Priced
from procurement.question import Question


@dataclass(frozen=True, slots=True)
class Tipping:
    """Everything about turning points that the page prints."""


def find_tipping(question: Question, columns: Sequence[Priced], results: Sequence[costs.OfferingCost]) -> Tipping | None:
    """`results` are those of `columns`, in the same order. None when there is nothing to tell."""
    return None
