"""The coverage as CSV: a row per target group, age or row of the demand and offering, each with its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from procurement.coverage import Coverage, Matrix
from procurement.exports.spreadsheet_csv import csv_file, text_cell
from procurement.sheet import Sheet
from voorzieningen.catalogue import Citation

HEADINGS = ("tabel", "code", "naam", "gevraagd", "gezinnen per jaar", "aanbod", "oordeel", "toelichting", "bron", "plaats", "samen")


def coverage_csv(sheet: Sheet) -> bytes:
    """Every cell of the coverage tables; only the headings when there is no catalogue to ask."""
    rows = _rows(sheet.coverage) if sheet.coverage is not None else iter(())
    return csv_file([HEADINGS, *(tuple(text_cell(value) for value in row) for row in rows)])


def _rows(coverage: Coverage) -> Iterator[tuple[str, ...]]:
    yield from _matrix("doelgroep", coverage.groups)
    yield from _matrix("leeftijd", coverage.ages)
    for answer in coverage.asked.rows:
        families = "" if answer.row.families is None else str(answer.row.families)
        for cell in answer.cells:
            start = ("opgave", answer.row.value, answer.row.label, "ja", families, cell.offering.name)
            yield (*start, cell.answer.cover.value, cell.answer.reason, *_places(cell.citations), answer.together.label)


def _matrix(name: str, matrix: Matrix) -> Iterator[tuple[str, ...]]:
    for row in matrix.rows:
        together = f"{row.together.label}, {row.limit}" if row.limit else row.together.label
        for cell in row.cells:
            # With its parameter: a spreadsheet takes 6-11 for a day.
            start = (name, f"{name}={row.code}", row.label, "ja" if row.is_asked else "nee", "", cell.offering.name)
            yield (*start, cell.word.value, _note(cell.via, cell.note, cell.differs), *_places(cell.citations), together)


def _note(via: str, note: str, differs: bool) -> str:
    return "; ".join(words for words in (via, note, "bronnen verschillen" if differs else "") if words)


def _places(citations: Iterable[Citation]) -> Sequence[str]:
    """The codes of the sources, and the place in each."""
    cited = list(dict.fromkeys(citations))
    if not cited:
        return ("geen bron vermeldt dit", "")
    codes = dict.fromkeys(citation.source.code for citation in cited)
    places = dict.fromkeys(f"{citation.source.code}: {citation.place}" for citation in cited if citation.place)
    return ("; ".join(codes), "; ".join(places))
