"""Every line of the calculation as CSV, with decimal commas."""

from __future__ import annotations

from decimal import Decimal

from procurement.exports.spreadsheet_csv import csv_file, text_cell
from procurement.sheet import Column, Sheet
from voorzieningen.money import number_nl

HEADINGS = (
    *("aanbod", "tarief", "lezing", "contractjaar", "kalenderjaar", "deel", "onderdeel", "omschrijving", "betaler", "berekening"),
    *("laag", "hoog", "reden", "bron", "plaats"),
)


def lines_csv(sheet: Sheet) -> bytes:
    """One row per line of each year, the tail included; a year without a price is a row with its reason.

    The lines of a mix stand below those of the comparison, with "mix" in the column `deel`: whoever adds up one deel gets one of the two.
    """
    rows = [row for column in sheet.columns for row in _rows(column)]
    return csv_file([HEADINGS, *rows, *(row for column in sheet.mix_columns for row in _rows(column, "mix", "mix uitloop"))])


def _rows(column: Column, contract: str = "contract", tail: str = "uitloop") -> list[tuple[str, ...]]:
    tariff = column.result.tariff
    readings = ", ".join(reading.code for reading in column.priced.readings)
    start = (text_cell(column.priced.offering.name), text_cell(tariff.slug), text_cell(readings))
    found = []
    for line in column.lines:
        part = tail if line.in_tail else contract
        words = (text_cell(line.code), text_cell(line.label), line.payer, text_cell(line.calculation))
        low, high = (None, None) if line.amount is None else (line.amount.low, line.amount.high)
        found.append(
            (
                *(*start, str(line.contract_year), str(line.calendar_year), part, *words),
                *(_number(low), _number(high), text_cell(line.reason), text_cell(line.source.code), text_cell(line.place)),
            )
        )
    priced = {line.contract_year for line in column.lines}
    for year in column.result.years:
        if year.cost is None and year.contract_year not in priced:
            blank = ("", "", "", "", "onbekend", "onbekend")
            found.append((*start, str(year.contract_year), str(year.calendar_year), contract, *blank, text_cell(year.reason), "", ""))
    return found


def _number(amount: Decimal | None) -> str:
    """An amount a spreadsheet can add up; unknown is the word, so that no sum takes it for nothing."""
    return "onbekend" if amount is None else number_nl(amount, 2).replace(".", "")
