"""The estimate of each compared offering over the whole term, beside the threshold for social services. Only known amounts are compared."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from procurement.advice.contract.threshold import SOCIAL_SERVICES, Threshold
from procurement.mix import Mix
from procurement.sheet import Column, Sheet
from voorzieningen.money import EXACT


class Side(Enum):
    """Where an estimate stands; the value is how the table says it. At the threshold itself counts as from it."""

    BELOW = "onder de drempel"
    TAIL_UNKNOWN = "onder de drempel zonder uitloop; de uitloop is onbekend"
    ABOVE_WITH_TAIL = "onder de drempel zonder uitloop, erboven met uitloop"
    ABOVE = "op of boven de drempel"
    KNOWN_ABOVE = "wat bekend is, is al op of boven de drempel"
    UNKNOWN = "onbekend"


@dataclass(frozen=True, slots=True)
class Estimate:
    """The high amounts in euro: of all contract years, of the tail, and both. None is unknown; `reason` says why the total is.

    `known_years` is the high amount of what has a price, when the total is unknown.
    """

    name: str
    has_unknown_price_level: bool
    total: Decimal | None
    tail: Decimal | None
    known_years: Decimal | None
    reason: str
    threshold: Threshold = SOCIAL_SERVICES

    @property
    def with_tail(self) -> Decimal | None:
        return None if self.total is None or self.tail is None else EXACT.add(self.total, self.tail)

    @property
    def side(self) -> Side:
        if self.total is None:
            known = self.known_years is not None and self.known_years >= self.threshold.amount
            return Side.KNOWN_ABOVE if known else Side.UNKNOWN
        if self.total >= self.threshold.amount:
            return Side.ABOVE
        if self.with_tail is None:
            return Side.TAIL_UNKNOWN
        return Side.ABOVE_WITH_TAIL if self.with_tail >= self.threshold.amount else Side.BELOW


def estimates(sheet: Sheet) -> tuple[Estimate, ...]:
    """One for every compared offering in their order, and one for the mix when there is one."""
    found = [_of_column(column) for column in sheet.columns]
    return tuple(found if sheet.mix is None else [*found, _of_mix(sheet.mix)])


def _of_column(column: Column) -> Estimate:
    result = column.result
    return Estimate(
        name=column.name,
        has_unknown_price_level=column.has_unknown_price_level,
        total=result.total.high if result.total else None,
        tail=result.tail.cost.high if result.tail else None,
        known_years=result.known_years.high if result.total is None and result.known_years else None,
        reason=result.reason,
    )


def _of_mix(mix: Mix) -> Estimate:
    return Estimate(
        name="De gekozen mix samen",
        has_unknown_price_level=mix.has_unknown_price_level,
        total=mix.total.high if mix.total else None,
        tail=mix.tail.high if mix.tail else None,
        known_years=mix.totals.known.high if mix.totals.known else None,
        reason=mix.totals.reason,
    )
