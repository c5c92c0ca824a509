"""Rows of a table as a CSV or XLSX file that the import reads back without a change, and of which no cell is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from voorzieningen.imports.columns import CatalogueResource
from voorzieningen.imports.table import guarded

TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def table_file(resource: CatalogueResource, rows: Iterable[Any], kind: str) -> bytes:
    """The rows with their headings; `kind` is csv or xlsx."""
    columns = list(resource.columns.values())
    headings = [column.column_name for column in columns]
    cells = ([column.export(row) for column in columns] for row in rows)
    return _csv(headings, cells) if kind == "csv" else _xlsx(headings, cells)


def _csv(headings: list[str], rows: Iterable[list[Any]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    # Also before a negative number: a cell that starts with a minus sign is worked out by some spreadsheets.
    writer.writerows([guarded(_typed(cell)) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _typed(cell: Any) -> str:
    """A cell as it would be typed: 1250,50."""
    return f"{cell:f}".replace(".", ",") if isinstance(cell, Decimal) else str(cell)


def _xlsx(headings: list[str], rows: Iterable[list[Any]]) -> bytes:
    from xlsxwriter import Workbook  # late: most processes never make one

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    sheet = book.add_worksheet("gegevens")
    sheet.freeze_panes(1, 0)
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for place, heading in enumerate(headings):
        sheet.write_string(0, place, heading, bold)
    for number, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            if isinstance(cell, (int, Decimal)):
                sheet.write_number(number, place, cell)
            elif cell:
                sheet.write_string(number, place, guarded(cell), wrapped)
    book.close()
    return out.getvalue()
