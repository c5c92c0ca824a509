"""Tags of the advice report: its parts in order with numbered tables and figures, its own texts, and the rows of its compact tables."""

from __future__ import annotations

import re
from html import unescape
from itertools import count
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from procurement.advice.contract import FAIR_PRICE, INSTRUMENTS, SOCIAL_SERVICES, Instrument, Rule, Threshold
from procurement.advice.glossary import terms_in
from procurement.advice.parts import TEXTS
from procurement.coverage import Matrix, Row
from procurement.exports.report import SIDE_BY_SIDE, OwnText, Report, pieces
from procurement.exports.report_attachments import ATTACHED
from procurement.exports.report_parts import Section
from procurement.sheet import CalculationLine, Column
from procurement.templatetags.prices import price_mark
from voorzieningen.quick_html import format_html_join
from voorzieningen.templatetags.portal import euro

register = template.Library()

_SECTION = "procurement/_report_section.html"
_CAPTION = re.compile(r"(<caption\b[^>]*>)|(<figcaption\b[^>]*>)")
_TAG = re.compile(r"<[^>]+>")


@register.simple_tag(takes_context=True)
def report_sections(context: Context) -> SafeString:
    """All parts of the report; tables and figures are numbered through. The glossary is printed last and put in its place."""
    report: Report = context["report"]
    printed: dict[str, str] = {}
    for section in sorted(report.sections, key=lambda section: section.is_glossary):
        terms = terms_in(unescape(_TAG.sub(" ", " ".join(printed.values())))) if section.is_glossary else ()
        printed[section.part.code] = _printed(context, section, {"terms": terms})
    # Each piece is the output of a template, which escaped what it had to.
    return mark_safe(numbered("\n".join(printed[section.part.code] for section in report.sections)))  # noqa: S308 - see above


def _printed(context: Context, section: Section, more: dict[str, Any]) -> str:
    assert context.template is not None
    with context.push(section=section, part=section.part, edition=context["report"].edition, **more):
        return context.template.engine.get_template(_SECTION).render(context)


def numbered(html: str) -> str:
    """The HTML with "Tabel 1. " and "Figuur 1. " before every caption, in the order in which they stand."""
    tables, figures = count(1), count(1)

    def number(match: re.Match[str]) -> str:
        return f"{match[0]}Tabel {next(tables)}. " if match[1] else f"{match[0]}Figuur {next(figures)}. "

    return _CAPTION.sub(number, html)


@register.inclusion_tag("procurement/_report_text.html", takes_context=True)
def own_text(context: Context, code: str, heading: bool = False) -> dict[str, Any]:
    """An own text with, when asked, its name as a heading; a draft says that it is one."""
    text: OwnText = context["report"].text(code)
    return {"text": SafeString(text.html), "is_draft": text.is_draft, "heading": TEXTS[code] if heading else ""}


@register.simple_tag
def threshold() -> Threshold:
    """From what value social services have to be tendered in Europe."""
    return SOCIAL_SERVICES


@register.simple_tag
def fair_price() -> Rule:
    """The rule about prices that cover the cost."""
    return FAIR_PRICE


@register.simple_tag
def instruments() -> tuple[Instrument, ...]:
    """The ways to arrange it, with their questions."""
    return INSTRUMENTS


@register.simple_tag
def attached() -> tuple[tuple[str, str], ...]:
    """(name, description) of the files inside the PDF."""
    return ATTACHED


@register.simple_tag
def short_matrix(matrix: Matrix) -> list[Matrix]:
    """The matrix in pieces that fit on an upright page."""
    return [matrix.columns(start, end) for start, end in pieces(len(matrix.offerings), SIDE_BY_SIDE)]


@register.simple_tag
def short_rows(matrix: Matrix) -> SafeString:
    """A row of words for every target group or age: what they mean stands below the table."""
    return format_html_join(
        "\n",
        '<tr><th scope="row">{}{}</th>{}<td>{}</td></tr>',
        (
            (
                row.label,
                " (gevraagd)" if row.is_asked else "",
                format_html_join("", "<td>{}</td>", ((cell.word.label,) for cell in row.cells)),
                _together(row),
            )
            for row in matrix.rows
        ),
    )


def _together(row: Row) -> str:
    return f"{row.together.value.replace('-', ' ')}{', niet alle leeftijden' if row.limit else ''}"


@register.simple_tag
def calculation_lines(column: Column) -> SafeString:
    """The lines of a calculation, by component: what is the same in each year stands once, in the table of components."""
    return format_html_join(
        "\n",
        '<tr><td>{}</td><td>{}</td><td>{}</td><td>{}{}</td><td class="numeric">{}{}</td></tr>',
        (
            (
                line.code,
                f"{line.contract_year} ({line.calendar_year}){' uitloop' if line.in_tail else ''}",
                line.payer,
                "circa " if line.circa else "",
                line.calculation or line.reason,
                euro(line.amount),
                price_mark(column, line.amount),
            )
            for line in column.lines
        ),
    )


@register.simple_tag
def components_of(column: Column) -> tuple[CalculationLine, ...]:
    """The first line of every component, for what is the same in each year: its label and where it stands."""
    found: dict[str, CalculationLine] = {}
    for line in column.lines:
        found.setdefault(line.code, line)
    return tuple(found.values())
