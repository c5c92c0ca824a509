"""Amounts that open, and the rows of the calculation. Made in Python: a page has hundreds of them, and a template takes ten times as long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django import template
from django.utils.safestring import SafeString

from procurement.opened import OpenedFigure, UsedInput
from procurement.sheet import CalculationLine, Column
from procurement.templatetags.prices import price_mark
from voorzieningen.catalogue import Citation
from voorzieningen.evidence_html import badge, citation_html
from voorzieningen.kept import kept_by_identity
from voorzieningen.money import EuroRange
from voorzieningen.quick_html import format_html, format_html_join
from voorzieningen.templatetags.portal import euro, number, sources_before

register = template.Library()

_EMPTY = SafeString("")


class _Page(NamedTuple):
    """What amounts have on the page that they stand on: sources to open (the address up to an anchor; empty when nothing opens), or else notes."""

    sources: str
    has_notes: bool

    @classmethod
    def of(cls, context: template.Context, linked: bool) -> _Page:
        return cls(sources_before(context) if linked else "", has_notes(context))


@register.simple_tag(takes_context=True)
def open_figure(context: template.Context, column: Column, figure: OpenedFigure, linked: bool = False) -> SafeString:
    """An amount that opens to how it came about; where nothing opens (`linked` is off) it carries the number of its note.

    An unknown amount stands with its reason.
    """
    return _opened(column, figure, _Page.of(context, linked))


@register.simple_tag(takes_context=True)
def cost_cells(context: template.Context, column: Column, linked: bool = False) -> SafeString:
    """The contract years of one column, each with the lines it is made of, and its total, as cells of a row."""
    page = _Page.of(context, linked)
    cells = [_opened(column, figure, page, lines=lines) for figure, lines in column.year_cells]
    cells.append(_opened(column, column.figure["totaal"], page, pattern="<strong>{}{}</strong>"))
    if column.is_partial:
        known = _opened(column, column.figure["bekende_jaren"], page)
        cells[-1] = format_html('{} <span class="quiet reason">bekende jaren samen:</span> {}', cells[-1], known)
    return format_html_join("\n", '<td class="numeric">{}</td>', ((cell,) for cell in cells))


def _opened(column: Column, figure: OpenedFigure, page: _Page, *, lines: Sequence[CalculationLine] = (), pattern: str = "{}{}") -> SafeString:
    """`lines` are what a contract year is made of; `pattern` is of the amount and its mark."""
    amount, mark = _figure(column, figure)
    shown = format_html(pattern, amount, mark)
    if figure.reason:
        return format_html('{}<span class="quiet reason">{}</span>', shown, figure.reason)
    if not page.sources:
        return format_html("{}{}", shown, note_mark(figure)) if page.has_notes else shown
    made_of = format_html_join("", "{}", ((_line(column, line, page.sources),) for line in lines))
    return format_html(
        '<details class="evidence"><summary>{}<span class="visually-hidden">, {}, {}: open de berekening</span></summary>'
        '<div class="evidence__body">{}<p>{}: {} = <strong>{}</strong></p></div></details>',
        shown,
        column.name,
        figure.label,
        format_html('<ul class="plain stack stack--small">{}</ul>', made_of) if made_of else _EMPTY,
        figure.label,
        figure.calculation,
        amount,
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
        _citation(line.citation, sources),
    )


# The rows of a tariff cite the same places in every year and on every visit. Those of an own offer are new objects each time.
@kept_by_identity(most=1024)
def _citation(citation: Citation, sources: str) -> SafeString:
    return citation_html(citation, sources)


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
    sources = sources_before(context) if linked else ""
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
                _source(line.citation, sources),
            )
            for line in column.lines
        ),
    )


@kept_by_identity(most=1024)
def _source(citation: Citation, sources: str) -> SafeString:
    """The code of the source, a link when `sources` is where it leads, with the place in it and the decisive words."""
    source = citation.source
    code = format_html('<a href="{}{}">{}</a>', sources, source.slug, source.code) if sources else source.code
    place = f", {citation.place}" if citation.place else ""
    return format_html("{}{}{}", code, place, format_html(': "{}"', citation.quote) if citation.quote else _EMPTY)


@register.simple_tag
def sum_rows(column: Column) -> SafeString:
    """A row for every amount that is made of lines or of other amounts, under the number of its note."""
    return format_html_join(
        "\n",
        '<tr><td><span id="{}">{}</span></td><th scope="row">{}</th><td>{}</td><td class="numeric">{}{}</td></tr>',
        (
            (
                figure.anchor,
                number(figure.note),
                figure.label,
                figure.calculation or figure.reason,
                *((number(column.result.match_years), _EMPTY) if figure.key == "koppelingsjaren" else _amount(column, figure.amount)),
            )
            for figure in column.figures
        ),
    )


@register.simple_tag
def input_items(column: Column) -> SafeString:
    """Everything that the lines of a column rest on, as items of a list."""
    return format_html_join("\n", "<li>{}: {} {}{}{}</li>", (_input(item) for item in column.inputs))


def _input(item: UsedInput) -> tuple[SafeString | str, ...]:
    place = f", {item.citation.place}" if item.citation and item.citation.place else ""
    return (
        item.value,
        item.what,
        badge(item.kind),
        format_html(' <span class="quiet">{}</span>', item.note) if item.note else _EMPTY,
        format_html(' <span class="quiet">({}{})</span>', item.citation.source.code, place) if item.citation else _EMPTY,
    )
