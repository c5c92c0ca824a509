"""The advice report as one value for its templates: the same for the screen and the PDF, with the files that travel inside the PDF."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.text import slugify

from procurement.advice import Advice, write_advice
from procurement.advice.ask_first import AskedFirst, write_letters
from procurement.advice.model import ProviderQuestions
from procurement.exports.comparison_json import comparison_data
from procurement.exports.coverage_json import coverage_answer
from procurement.exports.figures import Figures, build_figures
from procurement.exports.lines_csv import lines_csv
from procurement.exports.pdf import Attached
from procurement.sheet import Sheet
from voorzieningen.catalogue import Catalogue, Contradiction, Source
from voorzieningen.money import euro_nl

MOST_OFFERINGS = 12
SIDE_BY_SIDE = 7  # columns that fit next to each other on a landscape page

# Millimetres of the page in print.css: room beside the column of names, and of a character and the padding of a cell.
_ROOM_PORTRAIT, _ROOM_LANDSCAPE = Decimal(136), Decimal(226)
_CHARACTER, _PADDING = Decimal("1.5"), Decimal(3)
_SHORT_AMOUNT = len("€ 9.999.999,00")


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the report prints. `parts` holds the sheet in pieces that are narrow enough for one page."""

    sheet: Sheet
    advice: Advice
    asked: tuple[tuple[ProviderQuestions, tuple[AskedFirst, ...]], ...]  # per provider, what changes most on top
    figures: Figures
    contradictions: tuple[Contradiction, ...]
    sources: tuple[Source, ...]
    dated: date
    reference_day: date

    @property
    def subject(self) -> str:
        return "Informele steun aan gezinnen: aanbod en kosten vergeleken"

    @property
    def title(self) -> str:
        return f"Adviesrapport {self.subject}, {self.sheet.question.title}"

    @property
    def parts(self) -> tuple[Sheet, ...]:
        """The sheet in pieces of equal width."""
        columns = self.sheet.columns
        return tuple(replace(self.sheet, columns=columns[start:end]) for start, end in pieces(len(columns), SIDE_BY_SIDE))

    @property
    def has_wide_costs(self) -> bool:
        """Whether the cost tables need a landscape page: many years, more columns, or long amounts."""
        question = self.sheet.question
        more = question.scenario.discount_rate is not None or question.budget is not None or question.trajectory_price is not None
        return more or self._longest_amount > _SHORT_AMOUNT or len(self.sheet.years) > self._years_beside_names(_ROOM_PORTRAIT)

    @property
    def cost_parts(self) -> tuple[Sheet, ...]:
        """The sheet in pieces of so many years as fit on the page; each has the total."""
        most = self._years_beside_names(_ROOM_LANDSCAPE if self.has_wide_costs else _ROOM_PORTRAIT)
        return tuple(_with_years(self.sheet, start, end) for start, end in pieces(len(self.sheet.years), most))

    @property
    def _longest_amount(self) -> int:
        amounts = [column.result.total or column.result.known_years for column in self.sheet.columns]
        return max((len(euro_nl(amount.high)) for amount in amounts if amount is not None), default=0)

    def _years_beside_names(self, room: Decimal) -> int:
        """How many columns of years fit beside the names and the total."""
        return max(1, int(room / (max(self._longest_amount, 10) * _CHARACTER + _PADDING)) - 1)

    @property
    def file_name(self) -> str:
        municipality = self.sheet.question.municipality
        place = slugify(municipality.name) if municipality else ""
        return f"advies-{place}-{self.dated}.pdf" if place else f"advies-{self.dated}.pdf"

    @property
    def attachments(self) -> tuple[Attached, ...]:
        """The answers of /vergelijken.json and /dekking.json to the same question, byte for byte, and every line of the calculation."""
        comparison, coverage = (_as_file(find(self.sheet, self.reference_day)) for find in (comparison_data, coverage_answer))
        return (
            Attached("vergelijking.json", comparison, "De vergelijking als gegevens, zoals /vergelijken.json"),
            Attached("dekking.json", coverage, "Dekking en mix als gegevens, zoals /dekking.json"),
            Attached("berekening.csv", lines_csv(self.sheet), "Alle regels van de berekening"),
        )


def _as_file(answer: dict[str, Any]) -> bytes:
    return json.dumps(answer, ensure_ascii=False, indent=1).encode()


def pieces(number: int, most: int) -> list[tuple[int, int]]:
    """(start, end) of the fewest pieces of at most `most`, as equal as can be."""
    count = -(-number // most)
    size = -(-number // count) if count else 1
    return [(start, min(start + size, number)) for start in range(0, number, size)]


def _with_years(sheet: Sheet, start: int, end: int) -> Sheet:
    columns = tuple(replace(column, result=replace(column.result, years=column.result.years[start:end])) for column in sheet.columns)
    return replace(sheet, columns=columns, years=sheet.years[start:end])


def build_report(*, sheet: Sheet, catalogue: Catalogue, dated: date, reference_day: date | None = None) -> Report:
    """The report on an answered question. `dated` is the day of the report, `reference_day` the one that the facts are of (the same by default)."""
    sheet = sheet if sheet.catalogue is not None else replace(sheet, catalogue=catalogue)
    offerings = tuple(dict.fromkeys(column.priced.offering.slug for column in sheet.columns))
    chosen = [offering for slug in offerings if (offering := catalogue.offering(slug)) is not None]
    found = {item.code: item for offering in chosen for item in offering.contradictions}
    found |= {item.code: item for item in catalogue.contradictions if not item.offerings}
    contradictions = tuple(found[code] for code in sorted(found))
    advice = write_advice(sheet)
    letters = {letter.offering: letter.questions for letter in write_letters(sheet)}
    return Report(
        sheet=sheet,
        advice=advice,
        asked=tuple((provider, letters.get(provider.offering, ())) for provider in advice.questions),
        figures=build_figures(sheet),
        contradictions=contradictions,
        sources=_sources(sheet, contradictions),
        dated=dated,
        reference_day=reference_day or dated,
    )


def _sources(sheet: Sheet, contradictions: tuple[Contradiction, ...]) -> tuple[Source, ...]:
    """Every source that the report cites, each once, by code."""
    found = set(sheet.cited_sources)
    found |= {reading.citation.source for item in contradictions for reading in item.readings}
    found |= {row.citation.source for column in sheet.columns for row in (*column.priced.offering.coverage, *column.priced.offering.age_ranges)}
    found |= {claim.citation.source for column in sheet.columns for claim in column.priced.offering.claims}
    if sheet.question.municipality is not None:
        found.add(sheet.question.municipality.citation.source)
    return tuple(sorted(found, key=lambda source: source.code))
