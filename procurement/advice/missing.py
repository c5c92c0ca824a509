"""Which offerings still need a reason before a report can be adopted: nobody who fits is left out in silence."""

from __future__ import annotations

from collections.abc import Mapping

from procurement.left_out import Kind
from procurement.sheet import Sheet
from voorzieningen.catalogue import Offering


def missing_reasons(sheet: Sheet, exclusions: Mapping[str, str]) -> tuple[Offering, ...]:
    """The offerings that fit the task (past, mogelijk or onbekend), are not compared and have no reason; `exclusions` are reasons by slug.

    What falls out on the task needs none: the criterion says why.
    """
    return tuple(row.offering for row in sheet.left_out if row.kind is Kind.NOT_CHOSEN and not exclusions.get(row.offering.slug, "").strip())
