"""The coverage as JSON: words as codes in small letters, months as numbers since birth (-9 is the start of the pregnancy), unknown as null."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from procurement.coverage import AgeBar, Cell, DemandAnswer, DemandCell, Gap, Row, Thin
from procurement.exports.mix_json import mix_data
from procurement.exports.search_json import search_data
from procurement.sheet import Sheet
from voorzieningen.ages import Months
from voorzieningen.catalogue import Citation


def coverage_answer(sheet: Sheet, reference_day: date) -> dict[str, Any]:
    """The whole of /dekking.json: the question, the coverage, the mix and what was found for it."""
    return {
        "scenario": sheet.question.parameters,
        "peildatum": reference_day.isoformat(),
        **coverage_data(sheet),
        "mix": mix_data(sheet),
        "zoektocht": search_data(sheet.search) if sheet.search else None,
    }


def coverage_data(sheet: Sheet) -> dict[str, Any]:
    """What /dekking.json says about coverage; empty lists when there is no catalogue to ask."""
    coverage = sheet.coverage
    if coverage is None:
        return {"aanbod": [], "doelgroepen": [], "leeftijdsgroepen": [], "leeftijden": [], "gaten": [], "rust_op_een_aanbod": [], "opgave": []}
    return {
        "aanbod": [offering.slug for offering in coverage.offerings],
        "doelgroepen": [_row(row) for row in coverage.groups.rows],
        "leeftijdsgroepen": [_row(row) for row in coverage.ages.rows],
        "leeftijden": [_bar(bar) for bar in coverage.bars],
        "gaten": [_gap(gap) for gap in coverage.gaps],
        "rust_op_een_aanbod": [_rests(item) for item in coverage.thin],
        "opgave": [_answer(answer) for answer in coverage.asked.rows],
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "code": row.code,
        "naam": row.label,
        "soort": row.family or None,
        "gevraagd": row.is_asked,
        "samen": row.together.value,
        "beperking": row.limit or None,
        "cellen": [_cell(cell) for cell in row.cells],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "slug": cell.offering.slug,
        "oordeel": cell.word.value,
        "via": cell.via or None,
        "toelichting": cell.note or None,
        "bronnen_verschillen": cell.differs or cell.word.value == "verschilt",
        "bronnen": _codes(cell.citations),
    }


def _bar(bar: AgeBar) -> dict[str, Any]:
    """Unknown ages are null: an empty list would say that there are none."""
    return {
        "slug": bar.offering.slug,
        "zeker": None if bar.is_unknown else _months(bar.certain),
        "mogelijk": None if bar.is_unknown else _months(bar.possible),
        "bronnen_verschillen_over": _months(bar.disputed),
        "bronnen": [source.code for source in bar.sources],
    }


def _gap(gap: Gap) -> dict[str, Any]:
    """`zeker_tot` is where the certain ages end when they begin at or before birth; null when there are none like that."""
    first = next((months for months in gap.certain if months.start <= 0 < months.end), None)
    return {
        "doelgroep": gap.group.slug if gap.group is not None else None,
        "naam": gap.label,
        "soort": gap.kind.value,
        "gevraagd": gap.is_asked,
        "tekst": gap.text,
        "zeker_tot": first.end if first is not None else None,
        "bekeken": _months([gap.window])[0],
        "zeker": _months(gap.certain),
        "onzeker": _months(gap.uncertain),
        "niet_gedekt": _months(gap.uncovered),
    }


def _rests(item: Thin) -> dict[str, Any]:
    return {"naam": item.name, "dekt_als_enige": list(item.labels), "bronnen": [source.code for source in item.sources]}


def _answer(answer: DemandAnswer) -> dict[str, Any]:
    row = answer.row
    return {
        "regel": row.value,
        "naam": row.label,
        "doelgroep": row.group.slug if row.group is not None else None,
        "leeftijd": _months([row.age])[0] if row.age is not None else None,
        "gezinnen": row.families,
        "samen": answer.together.value,
        "cellen": [_demand_cell(cell) for cell in answer.cells],
    }


def _demand_cell(cell: DemandCell) -> dict[str, Any]:
    return {
        "slug": cell.offering.slug,
        "oordeel": cell.answer.cover.value,
        "via": cell.answer.via or None,
        "toelichting": cell.answer.reason,
        "bronnen": _codes(cell.citations),
    }


def _months(ranges: Sequence[Months]) -> list[dict[str, int]]:
    return [{"vanaf_maand": months.start, "tot_maand": months.end} for months in ranges]


def _codes(citations: Iterable[Citation]) -> list[str]:
    return list(dict.fromkeys(citation.source.code for citation in citations))
