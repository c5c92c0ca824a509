"""The cells of the coverage tables. Made in Python: a page has hundreds of them, and a template takes ten times as long."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from procurement.coverage import Cell, Coverage, DemandAnswer, DemandCell, DemandTable, Matrix, Row, Together, Word
from procurement.coverage.words import COVER_SYMBOLS
from procurement.exports.age_chart import AgeChart, age_chart
from procurement.exports.report import SIDE_BY_SIDE, pieces
from voorzieningen.evidence_html import badge, evidence_html
from voorzieningen.money import number_nl
from voorzieningen.quick_html import format_html, format_html_join
from voorzieningen.templatetags.portal import sources_before

register = template.Library()
_EMPTY = SafeString("")
_COVER_MEANINGS = (
    "de doelgroep is met zoveel woorden genoemd, voor alle leeftijden van de regel",
    "onder een voorwaarde, af te leiden of volgens een andere lezing",
    "alleen voor een deel van de leeftijden",
    "niet genoemd of onbekend, of bronnen spreken elkaar tegen",
    "volgens de bron hoort dit er niet bij",
)


@register.simple_tag
def coverage_pieces(table: Matrix | DemandTable, linked: bool = False) -> list[Matrix | DemandTable]:
    """The table as a whole where it can scroll sideways, otherwise in pieces that fit on paper."""
    return [table] if linked else [table.columns(start, end) for start, end in pieces(len(table.offerings), SIDE_BY_SIDE)]


@register.simple_tag
def coverage_legend() -> tuple[Word, ...]:
    """The words of the cells, from best to worst."""
    return tuple(Word)


@register.simple_tag
def together_legend() -> tuple[Together, ...]:
    """The words of the column at the end."""
    return tuple(Together)


@register.simple_tag
def demand_legend() -> tuple[tuple[str, str, str], ...]:
    """The words of the demand table: symbol, word and meaning."""
    return tuple((symbol, cover.value, meaning) for (cover, symbol), meaning in zip(COVER_SYMBOLS.items(), _COVER_MEANINGS, strict=True))


@register.simple_tag
def ages_drawn(coverage: Coverage) -> AgeChart | None:
    """The bars of the ages as a picture."""
    return age_chart(coverage.bars)


@register.simple_tag(takes_context=True)
def coverage_rows(context: template.Context, matrix: Matrix, linked: bool = False) -> SafeString:
    """A table row for every target group or age; `linked` lets each cell open to its statements."""
    sources = sources_before(context)
    return format_html_join(
        "\n",
        '<tr class="coverage__row coverage__row--{}{}"><th scope="row">{}{}</th>{}<td class="coverage__together">{}</td></tr>',
        (
            (
                row.together.value,
                " coverage__row--limited" if row.limit else _EMPTY,
                row.label,
                " (gevraagd)" if row.is_asked else _EMPTY,
                format_html_join("", "<td>{}</td>", ((_cell(cell, sources, linked),) for cell in row.cells)),
                _together(row.together, row),
            )
            for row in matrix.rows
        ),
    )


def _cell(cell: Cell, sources: str, linked: bool) -> SafeString:
    """Symbol, word and part; on a page the condition and what opens, on paper the codes of the sources."""
    parts = [_word(cell.word.value, cell.word.symbol, cell.word.label)]
    parts += [badge("bronnen verschillen")] if cell.differs and not linked else []
    parts += [format_html('<span class="reason">{}</span>', words) for words in (cell.via, cell.note if linked or cell.is_age else "") if words]
    parts.append(evidence_html(cell.evidence, f"{cell.label}, {cell.offering.name}", sources) if linked else _codes(cell.codes))
    return format_html_join(" ", "{}", ((part,) for part in parts if part))


def _word(code: str, symbol: str, label: str) -> SafeString:
    return format_html('<span class="cover cover--{}"><span class="cover__symbol" aria-hidden="true">{}</span> {}</span>', code, symbol, label)


def _codes(codes: tuple[str, ...]) -> SafeString:
    return format_html('<span class="quiet">{}</span>', ", ".join(codes)) if codes else _EMPTY


def _together(level: Together, row: Row | None = None) -> SafeString:
    word = _word(level.value, level.symbol, level.label)
    if row is None or not row.limit:
        return word
    return format_html('{} <span class="reason"><span class="cover__symbol" aria-hidden="true">½</span> {}</span>', word, row.limit)


@register.simple_tag(takes_context=True)
def demand_answer_rows(context: template.Context, table: DemandTable, linked: bool = False) -> SafeString:
    """A table row for every row of the demand."""
    sources = sources_before(context)
    return format_html_join(
        "\n",
        '<tr class="coverage__row coverage__row--{}"><th scope="row">{}</th><td class="numeric">{}</td>{}<td class="coverage__together">{}</td></tr>',
        (
            (
                answer.together.value,
                answer.row.label,
                _families(answer),
                format_html_join("", "<td>{}</td>", ((_demand_cell(cell, sources, linked),) for cell in answer.cells)),
                _together(answer.together),
            )
            for answer in table.rows
        ),
    )


def _families(answer: DemandAnswer) -> str:
    return "geen aantal" if answer.row.families is None else number_nl(answer.row.families)


def _demand_cell(cell: DemandCell, sources: str, linked: bool) -> SafeString:
    about = f"{cell.row.label}, {cell.offering.name}"
    parts = [_word(cell.answer.cover.value, cell.symbol, cell.answer.cover.value)]
    if linked:
        parts.append(format_html('<span class="reason">{}</span>', cell.answer.reason))
        parts += [evidence_html(cell.evidence, about, sources)] if cell.evidence.topics else []
    else:
        parts.append(_codes(cell.codes))
    return format_html_join(" ", "{}", ((part,) for part in parts if part))
