"""Marks at amounts."""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol

from django import template
from django.utils.safestring import SafeString

from voorzieningen.money import EuroRange

register = template.Library()

_MARK = SafeString('<span class="price-mark">*<span class="visually-hidden"> prijspeil onbekend</span></span>')


class Marked(Protocol):
    """Whatever has amounts, and knows whether the year that they hold for is known."""

    @property
    def has_unknown_price_level(self) -> bool: ...


@register.simple_tag
def price_mark(priced: Marked, amount: EuroRange | Decimal | None) -> SafeString | str:
    """An asterisk behind an amount of which no source says for what year it holds. The words stand below the table, and here for who listens."""
    if amount is None or not priced.has_unknown_price_level:
        return ""
    return _MARK
