"""Amounts that open, and the rows of the calculation. Made in Python: a page has hundreds of them, and a template takes ten times as long."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from procurement.opened import OpenedFigure, UsedInput
from procurement.sheet import CalculationLine, Column
from procurement.templatetags.prices import price_mark
from voorzieningen.evidence_html import citation_html
from voorzieningen.money import EuroRange
from voorzieningen.templatetags.portal import euro, source_address, sources_before

register = template.Library()

_EMPTY = SafeString("")


@register.simple_tag(takes_context=True)
def open_figure(
    context: template.Context, column: Column, figure: OpenedFigure, lines: Sequence[CalculationLine] = (), linked: bool = False, strong: bool = False
) -> SafeString:
    """An amount that opens to how it came about; where nothing opens (`linked` is off) it carries the number of its note.

    `lines` are what a contract year is made of; `strong` prints the amount bold. An unknown amount stands with its reason.
    """
    shown = format_html("<strong>{}{}</strong>" if strong else "{}{}", *_figure(column, figure))
    if figure.reason:
        return format_html('{}<span class="quiet reason">{}</span>', shown, figure.reason)
    if not linked:
        return format_html("{}{}", shown, note_mark(figure)) if has_notes(context) else shown
    sources = sources_before(context)
    made_of = format_html_join("", "{}", ((_line(column, line, sources),) for line in lines))
    return format_html(
        '<details class="evidence"><summary>{}<span class="visually-hidden">, {}, {}: open de berekening</span></summary>'
        '<div class="evidence__body">{}<p>{}: {} = <strong>{}</strong></p></div></details>',
        shown,
        column.name,
        figure.label,
        format_html('<ul class="plain stack stack--small">{}</ul>', made_of) if made_of else _EMPTY,
        figure.label,
        figure.calculation,
        _figure(column, figure)[0],
    )


def has_notes(context: template.Context) -> bool:
    """Whether the notes stand in the same document: a report may leave the calculation out."""
    report = context.get("report")
    return report is None or report.has_calculation


def _figure(column: Column, figure: OpenedFigure) -> tuple[SafeString | str, SafeString | str]:
    """The amount with its mark; match-years are a number and carry none."""
    if figure.amount is None and figure.calculation:
        return str(column.result.match_years), _EMPTY
    return _amount(column, figure.amount)


def _amount(column: Column, amount: EuroRange | None) -> tuple[SafeString, SafeString | str]:
    return euro(amount), price_mark(column, amount)


def _line(column: Column, line: CalculationLine, sources: str) -> SafeString:
    """One line of a year: its sum, what that rests on, and its source."""
    return format_html(
        '<li>{}: {}{} <span class="quiet">(betaler: {})</span>{}{}</li>',
        line.label,
        _circa(line),
        format_html("{}, {}", euro(None), line.reason)
        if line.amount is None
        else format_html("{} = {}{}", line.calculation, *_amount(column, line.amount)),
        line.payer,
        _rests_on(line.inputs),
        citation_html(line.citation, sources),
    )


def _rests_on(inputs: Sequence[UsedInput]) -> SafeString:
    if not inputs:
        return _EMPTY
    words = "; ".join(f"{item.value} is {item.kind} ({item.what})" for item in inputs)
    return format_html(' <span class="used-inputs">Hierin: {}.</span> ', words)


def _circa(line: CalculationLine) -> str:
    return "circa " if line.circa else ""


@register.simple_tag
def note_mark(figure: OpenedFigure) -> SafeString:
    """The number of the note that tells how an amount came about; it leads to the note."""
    return format_html('<a class="note-mark" href="#{}"><span class="visually-hidden">noot </span>{}</a>', figure.anchor, figure.note)


@register.simple_tag(takes_context=True)
def calculation_rows(context: template.Context, column: Column, linked: bool = False) -> SafeString:
    """A row of the calculation table for every line; `linked` makes the codes of sources links."""
    return format_html_join(
        "\n",
        '<tr><td>{}</td><td>{} <span class="quiet reason">{}</span></td><td>{}</td><td>{}{}</td><td class="numeric">{}{}</td><td>{}</td></tr>',
        (
            (
                f"{line.contract_year} ({line.calendar_year}){' uitloop' if line.in_tail else ''}",
                line.label,
                line.code,
                line.payer,
                _circa(line),
                line.calculation or line.reason,
                *_amount(column, line.amount),
                _source(context, line, linked),
            )
            for line in column.lines
        ),
    )


def _source(context: template.Context, line: CalculationLine, linked: bool) -> SafeString:
    code = format_html('<a href="{}">{}</a>', source_address(context, line.source), line.source.code) if linked else line.source.code
    place = f", {line.place}" if line.place else ""
    return format_html("{}{}{}", code, place, format_html(': "{}"', line.quote) if line.quote else _EMPTY)
