"""The rows of the table that says how far each uncertain input moves a total. Made in Python, as the other tables of amounts are."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.safestring import SafeString

from procurement.sensitivity import End, Input, Row
from procurement.templatetags.prices import price_mark
from voorzieningen.evidence_html import badge
from voorzieningen.quick_html import format_html, format_html_join
from voorzieningen.templatetags.portal import euro, sources_before

register = template.Library()

_EMPTY = SafeString("")


@register.simple_tag(takes_context=True)
def sensitivity_rows(context: template.Context, rows: Sequence[Row], has_order: bool) -> SafeString:
    """A row for every input of every column; `has_order`: the table says too how the order per match-year changes."""
    sources = sources_before(context)
    return format_html_join(
        "\n",
        '<tr><th scope="row">{}</th><td>{}</td><td class="numeric">{}</td><td class="numeric">{}</td><td class="numeric">{}</td>{}</tr>',
        (
            (
                row.name,
                _values(row.item, sources),
                *(_end(row, end) for end in row.ends),
                _shift(row),
                format_html("<td>{}</td>", _order(row)) if has_order else _EMPTY,
            )
            for row in rows
        ),
    )


def _values(item: Input, sources: str) -> SafeString:
    """What the input can be, what that rests on and where it stands."""
    codes = format_html_join(", ", '<a href="{}{}">{}</a>', ((sources, source.slug, source.code) for source in item.sources))
    return format_html(
        "{} {} {} {}",
        item.range_in_words,
        badge(item.basis),
        format_html('<span class="quiet reason">{}</span>', item.note) if item.note else _EMPTY,
        format_html('<span class="citation">({})</span>', codes) if codes else _EMPTY,
    )


def _end(row: Row, end: End) -> SafeString:
    at = _EMPTY if row.is_still else format_html(' <span class="quiet reason">bij ‘{}’</span>', end.label)
    return format_html("{}{}{}", euro(end.total), price_mark(row, end.total), at)


def _shift(row: Row) -> SafeString:
    unknown = format_html_join("", '<span class="quiet reason">totaal onbekend bij ‘{}’</span>', ((label,) for label in row.unknown))
    if row.moves:
        return format_html("<strong>{}{}</strong> {}", euro(row.shift), price_mark(row, row.shift), unknown)
    return format_html("{} {}", euro(None) if row.unknown else "geen verschil", unknown)


def _order(row: Row) -> SafeString | str:
    if not row.order:
        return "niet te bepalen" if row.unknown else "blijft gelijk"
    return format_html_join("", '<span class="reason">{}</span>', ((sentence,) for sentence in row.order))
