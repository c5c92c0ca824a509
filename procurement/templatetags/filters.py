"""The boxes to tick of a filter and the counts beside them, in Python: a page has dozens of them."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from procurement.filters.offerings import Checklist, Count, Select
from voorzieningen.quick_html import format_html, format_html_join

register = template.Library()


@register.simple_tag
def boxes(checklist: Checklist) -> SafeString:
    """Each box is described by what is left with it. Not named by it: the name of a choice stays the same when a number changes."""
    rows = (
        (
            *(checklist.field.html_name, box.term.slug, box.count.id, box.id),
            SafeString(" checked") if box.is_ticked else "",
            *(box.id, box.term.label),
            format_html('<span class="quiet">{}</span>', box.term.explanation) if box.term.explanation else "",
            _count(box.count, is_renewed=False),
        )
        for box in checklist.boxes
    )
    return format_html_join(
        "\n",
        '<div class="check"><input type="checkbox" name="{}" value="{}" aria-describedby="{}" id="{}"{}>'
        '<div><label for="{}">{}{}</label>{}</div></div>',
        rows,
    )


@register.simple_tag
def renewed_counts(selects: Iterable[Select], checklists: Iterable[Checklist]) -> SafeString:
    """In a part of the page: the counts that take the place of those that stand there."""
    counts = [select.count for select in selects] + [box.count for checklist in checklists for box in checklist.boxes]
    return format_html_join("\n", "{}", ((_count(count, is_renewed=True),) for count in counts))


def _count(count: Count, *, is_renewed: bool) -> SafeString:
    swap = SafeString(' hx-swap-oob="true"') if is_renewed else ""
    return format_html('<span id="{}" class="quiet overview-left"{}>{}</span>', count.id, swap, count.words)
