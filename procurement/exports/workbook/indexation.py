"""The sheet with how prices rise per calendar year: history as figures with their source, the forecast as the percentage of the assumptions."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from procurement import costs
from procurement.exports.workbook.model import UNKNOWN, Cell, Formula, Kind, Look, Name, Ref, Sheet, Span, Workbook, text, wrapped
from procurement.exports.workbook.outline import Outlined
from voorzieningen.catalogue import IndexSeries
from voorzieningen.money import EXACT

SHEET = "Indexatie"
YEARS, LEVELS = "indexjaren", "prijsniveau"  # names of the two columns that factors are looked up in
FIRST_YEAR = 2015
_LAST_YEAR = 2070  # the latest first year is 2050; a contract takes ten years and its tail nine more
_HEADINGS = ("kalenderjaar", "bekende prijsstijging", "stijging waarmee is gerekend", "prijsniveau", "soort", "bron", "toelichting")
_WIDTHS = (14, 16, 18, 16, 14, 12, 60)


def first_year(columns: Iterable[Outlined], scenario: costs.Scenario) -> int:
    """The first calendar year of the table: no price level lies before it."""
    tariffs = [column.actual.tariff for column in columns]
    levels = [year for tariff in tariffs for year in (tariff.price_level_year, tariff.assumed_price_level_year) if year is not None]
    others = [year for year in (scenario.default_price_level, scenario.hourly_cost_price_level, scenario.start_year) if year is not None]
    return min([FIRST_YEAR, *levels, *others])


def add_indexation(workbook: Workbook, scenario: costs.Scenario, series: IndexSeries | None, first: int) -> None:
    sheet = Sheet(SHEET, _WIDTHS)
    workbook.sheets.append(sheet)
    sheet.add([wrapped("Indexatie", Look.TITLE)])
    name = f"Bekende jaren: {series.name}." if series else "Er is geen reeks met bekende jaren gekozen."
    sheet.add([text(f"{name} Elk ander jaar telt index_per_jaar van het blad Aannames. Prijsniveau {first} is 1.")])
    sheet.add([text("De factor van prijspeil naar jaar is het ene prijsniveau gedeeld door het andere; bij een later prijspeil is hij 1.")])
    sheet.add()
    sheet.add_headings(_HEADINGS, set(_HEADINGS[:4]))
    level, start = Decimal(1), sheet.next_row
    known = dict(scenario.growth)
    figures = {figure.year: figure for figure in series.figures} if series else {}
    for year in range(first, _LAST_YEAR + 1):
        row, growth = sheet.next_row, scenario.growth_in(year)
        level = level if year == first else EXACT.multiply(level, 1 + growth)
        figure = figures.get(year) if year in known else None
        sheet.add(
            [
                Cell(year, Kind.YEAR),
                Cell(known.get(year), Kind.PERCENT),
                Cell(growth, Kind.PERCENT, formula=_growth(sheet.at(row, 1))),
                Cell(level, Kind.FACTOR, formula=None if year == first else _level(sheet.at(row - 1, 3), sheet.at(row, 2))),
                text("feit" if year in known else "verwachting"),
                text(figure.citation.source.code if figure else ""),
                wrapped(_note(figure.note, provisional=figure.is_provisional) if figure else ""),
            ]
        )
    workbook.names[YEARS] = Span(sheet.at(start, 0), sheet.at(sheet.next_row - 1, 0))
    workbook.names[LEVELS] = Span(sheet.at(start, 3), sheet.at(sheet.next_row - 1, 3))


def _note(note: str, *, provisional: bool) -> str:
    return " ".join(filter(None, ("Voorlopig cijfer." if provisional else "", note)))


def _growth(known: Ref) -> Formula:
    return ("IF(ISNUMBER(", known, ");", known, ";IF(COUNT(", Name("index_per_jaar"), f')<1;"{UNKNOWN}";', Name("index_per_jaar"), "))")


def _level(before: Ref, growth: Ref) -> Formula:
    return ("IF(COUNT(", before, ";", growth, f')<2;"{UNKNOWN}";', before, "*(1+", growth, "))")


def factor(year: Ref, price_level: Name) -> Formula:
    """How much prices grew from the price level to a calendar year; 1 when the price level is not before it, unknown outside the table."""
    looked_up = (*_level_of(year), "/", *_level_of(price_level))
    found: Formula = ("IF(", year, "<=", price_level, ";1;IFERROR(", *looked_up, f';"{UNKNOWN}"))')
    return ("IF(COUNT(", year, ";", price_level, f')<2;"{UNKNOWN}";', *found, ")")


def _level_of(year: Ref | Name) -> Formula:
    return ("INDEX(", Name(LEVELS), ";MATCH(", year, ";", Name(YEARS), ";0))")
