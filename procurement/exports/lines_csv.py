"""Every line of the calculation as CSV for a Dutch spreadsheet: semicolons, decimal commas, and no cell that starts a formula."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

from procurement.sheet import Column, Sheet
from voorzieningen.money import number_nl

HEADINGS = (
    *("aanbod", "tarief", "lezing", "contractjaar", "kalenderjaar", "deel", "onderdeel", "omschrijving", "betaler", "berekening"),
    *("laag", "hoog", "reden", "bron", "plaats"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def lines_csv(sheet: Sheet) -> bytes:
    """One row per line of each year, the tail included; a year without a price is a row with its reason. UTF-8 with a byte order mark."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for column in sheet.columns:
        writer.writerows(_rows(column))
    return text.getvalue().encode("utf-8-sig")


def _rows(column: Column) -> list[tuple[str, ...]]:
    tariff = column.result.tariff
    start = (_text(column.priced.offering.name), tariff.slug, tariff.reading or "")
    found = []
    for line in column.lines:
        part = "uitloop" if line.in_tail else "contract"
        words = (line.code, _text(line.label), line.payer, _text(line.calculation))
        low, high = (None, None) if line.amount is None else (line.amount.low, line.amount.high)
        found.append(
            (
                *(*start, str(line.contract_year), str(line.calendar_year), part, *words),
                *(_number(low), _number(high), _text(line.reason), line.source.code, _text(line.place)),
            )
        )
    priced = {line.contract_year for line in column.lines}
    for year in column.result.years:
        if year.cost is None and year.contract_year not in priced:
            blank = ("", "", "", "", "onbekend", "onbekend")
            found.append((*start, str(year.contract_year), str(year.calendar_year), "contract", *blank, _text(year.reason), "", ""))
    return found


def _number(amount: Decimal | None) -> str:
    """An amount a spreadsheet can add up; unknown is the word, so that no sum takes it for nothing."""
    return "onbekend" if amount is None else number_nl(amount, 2).replace(".", "")


def _text(text: str) -> str:
    """A spreadsheet would run a cell that starts like a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
