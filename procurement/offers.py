"""Offers beside list prices, and what is paid when: what an offer differs from the list price, and the costs by moment of invoice. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from procurement import costs
from procurement.pricing import Priced
from procurement.question import Question


@dataclass(frozen=True, slots=True)
class OfferBesideList:
    """One offer beside the list price of the same offering, for the same question."""


@dataclass(frozen=True, slots=True)
class CashView:
    """The costs of every column in the calendar years in which they are invoiced."""


def find_offers(question: Question, columns: Sequence[Priced]) -> tuple[OfferBesideList, ...]:
    """Every offer of the compared offerings beside its list price, whether or not the offer itself is a column."""
    return ()


def cash_view(question: Question, columns: Sequence[Priced], results: Sequence[costs.OfferingCost]) -> CashView | None:
    """`results` are those of `columns`, in the same order. None when nothing is known of any moment of invoice."""
    return None
