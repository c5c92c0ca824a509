"""Django's `format_html` and `format_html_join`, three times as fast: a page of amounts and sources puts together thousands of pieces.

Django's own also take promises of texts in other languages, which this portal has none of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from django.utils.safestring import SafeString


def format_html(pattern: str, *values: object) -> SafeString:
    """The pattern with every value escaped in its place, unless it is HTML already. A pattern stands in the code; it never comes from outside."""
    return SafeString(pattern.format(*[_escaped(value) for value in values]))


def format_html_join(between: str, pattern: str, rows: Iterable[Sequence[object]]) -> SafeString:
    """The pattern for every row of values, with `between` (HTML of our own) in between."""
    return SafeString(between.join([pattern.format(*[_escaped(value) for value in row]) for row in rows]))


def _escaped(value: object) -> str:
    # The exact types first: that is nearly all of them, and asking for an attribute costs more.
    if type(value) is SafeString:
        return value
    if type(value) is not str:
        if hasattr(value, "__html__"):
            return value.__html__()
        value = str(value)
    return escape(value)
