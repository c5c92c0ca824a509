"""What another reading of a tariff would cost in the same scenario: the difference that an ambiguous source makes, in euro."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from procurement import costs, pricing
from procurement.sheet import Column, Sheet
from voorzieningen.catalogue import TariffReading
from voorzieningen.money import EuroRange


@dataclass(frozen=True, slots=True)
class OtherReading:
    """The total under a reading that was not used; None when it is unknown."""

    reading: TariffReading
    total: EuroRange | None


def other_readings(sheet: Sheet, column: Column) -> tuple[OtherReading, ...]:
    """All readings of this column's tariff but the one used, each with its total in the same scenario."""
    priced = column.priced
    duration = sheet.question.choice.durations.get(priced.offering.slug)
    found = []
    for reading in priced.tariff.readings:
        if priced.reading is None or reading.code != priced.reading.code:
            tariff = pricing.calculated_tariff(priced.offering, priced.tariff, reading, duration)
            found.append(OtherReading(reading, costs.cost(tariff, sheet.question.scenario).total))
    return tuple(found)


def difference(used: EuroRange | None, other: EuroRange | None) -> Decimal | None:
    """The largest difference between two totals in euro; None when one of them is unknown."""
    if used is None or other is None:
        return None
    return max(abs(used.low - other.low), abs(used.high - other.high))
