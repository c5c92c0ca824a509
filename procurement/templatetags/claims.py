"""Template tag for the claims about the offerings of a comparison; what a claim is stands in `voorzieningen.claims`."""

from __future__ import annotations

from django import template

from procurement.sheet import Sheet
from voorzieningen.claims import Claims, claims_by_subject

register = template.Library()


@register.simple_tag
def claims_of(sheet: Sheet) -> tuple[Claims, ...]:
    """What is claimed about the compared offerings, in the order of the comparison."""
    return claims_by_subject(column.priced.offering for column in sheet.columns)
