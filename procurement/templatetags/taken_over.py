"""Template tag for the link that takes over a mix that the search found."""

from __future__ import annotations

from django import template

from procurement.mix.found import FoundMix, Placed
from procurement.offers import has_own
from procurement.sheet import Sheet

register = template.Library()


@register.simple_tag
def taken_over(sheet: Sheet, mix: FoundMix) -> str:
    """The query of the question with this mix as its own; empty when an own offer is in it, for no link may tell of that, or when it is too long."""
    if has_own([item.priced for item in mix.placed]):
        return ""
    return sheet.question.with_mix([_number(item) for item in mix.placed])


def _number(item: Placed) -> str:
    """As it stands in an address: the tariff only when it is not the default one."""
    offering, tariff = item.priced.offering, item.priced.tariff
    between = "" if tariff.slug == (offering.default_tariff or tariff).slug else f"{tariff.slug}:"
    return f"{offering.slug}:{between}{item.families}"
