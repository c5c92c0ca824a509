"""Sums of a mix that open to how they are added up; made in Python as the other amounts that open are."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from procurement.mix.sums import MixSum
from procurement.templatetags.prices import Marked, price_mark
from voorzieningen.quick_html import format_html
from voorzieningen.templatetags.portal import euro

register = template.Library()


@register.simple_tag
def open_sum(marked: Marked, found: MixSum, linked: bool = False) -> SafeString:
    """A sum that opens to its terms; without `linked` the amount alone. An unknown one has its reason, and apart from it the part that is known."""
    shown = format_html("<strong>{}{}</strong>", euro(found.amount), price_mark(marked, found.amount))
    if found.amount is None:
        return format_html('{}<span class="quiet reason">{}</span>{}', shown, found.reason, _known(marked, found))
    if not linked:
        return shown
    return format_html(
        '<details class="evidence"><summary>{}<span class="visually-hidden">, de mix samen, {}: open de som</span></summary>'
        '<div class="evidence__body"><p>{}: {} = {}</p></div></details>',
        shown,
        found.label,
        found.label,
        found.calculation,
        shown,
    )


def _known(marked: Marked, found: MixSum) -> SafeString | str:
    if found.known is None:
        return ""
    return format_html(
        '<span class="quiet reason">wel bekend, zonder {}: {}{}</span>', found.missing_words, euro(found.known), price_mark(marked, found.known)
    )
