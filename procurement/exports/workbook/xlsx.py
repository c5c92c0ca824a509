"""The workbook as .xlsx, with the value of every formula beside it and nothing in it that a text could start."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from procurement.exports.workbook.model import Cell, Formula, Kind, Limits, Look, Name, Piece, Ref, Sheet, Span, Workbook, column_letters

if TYPE_CHECKING:
    from xlsxwriter import Workbook as File
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# Neutral: the program that opens the file prints them in the reader's own way, 1.234,50 in a Dutch one.
_NUMBERS = {Kind.EURO: "#,##0.00", Kind.NUMBER: "#,##0.##########", Kind.PERCENT: "0.00%", Kind.FACTOR: "0.000000", Kind.YEAR: "0"}
_LOOKS: dict[Look, dict[str, Any]] = {
    Look.PLAIN: {},
    Look.TITLE: {"bold": True, "font_size": 16},
    Look.HEADING: {"bold": True, "bg_color": "#DCE6F2", "bottom": 1, "valign": "vcenter"},
    Look.INPUT: {"bg_color": "#FFF4C2", "border": 1, "locked": False},
    Look.TOTAL: {"bold": True, "bg_color": "#F0F0F0"},
    Look.TAIL: {"italic": True, "bg_color": "#F0F0F0"},
}
_ALLOWED = {"select_unlocked_cells": True, "format_columns": True, "format_rows": True}
_A4 = 9
_LINE_HEIGHT, _TITLE_HEIGHT = 15, 24


def write_xlsx(workbook: Workbook) -> bytes:
    """The bytes of the file: the same for the same workbook."""
    from xlsxwriter import Workbook as File

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    made = datetime.combine(workbook.made_on, time(), tzinfo=UTC).replace(tzinfo=None)
    with File(target, options) as file:
        file.set_properties({"title": workbook.title, "author": workbook.author, "created": made})
        file.set_calc_mode("auto")
        formats: dict[tuple[Kind, Look], Format] = {}
        for sheet in workbook.sheets:
            _write_sheet(file, file.add_worksheet(sheet.name), sheet, formats)
        for name, where in workbook.names.items():
            file.define_name(name, f"={_absolute(where)}")
    return target.getvalue()


def _write_sheet(file: File, target: Worksheet, sheet: Sheet, formats: dict[tuple[Kind, Look], Format]) -> None:
    for column, width in enumerate(sheet.widths):
        target.set_column(column, column, width)
    target.set_landscape()
    target.set_paper(_A4)
    target.fit_to_pages(1, 0)
    target.set_footer("&L&A&RPagina &P van &N")
    target.protect("", _ALLOWED)
    if sheet.heading is not None:
        target.freeze_panes(sheet.heading + 1, sheet.fixed_columns)
        target.repeat_rows(sheet.heading)
    for row, cells in enumerate(sheet.rows):
        if any(cell.look is Look.TITLE for cell in cells):
            target.set_row(row, _TITLE_HEIGHT)
        elif (lines := sheet.lines(row)) > 1:
            target.set_row(row, _LINE_HEIGHT * lines)  # not every program works this out
        for column, cell in enumerate(cells):
            if (cell.kind, cell.look) not in formats:
                formats[cell.kind, cell.look] = _format(file, cell.kind, cell.look)
            _write_cell(target, sheet.name, row, column, cell, formats[cell.kind, cell.look])


def _format(file: File, kind: Kind, look: Look) -> Format:
    given: dict[str, Any] = {"valign": "top", **_LOOKS[look]}
    if kind in _NUMBERS:
        given["num_format"] = _NUMBERS[kind]
        given |= {"align": "right", "indent": 0 if look is Look.HEADING else 1}  # a word in the place of a number as well
    if (kind is Kind.WRAPPED and look is not Look.TITLE) or look is Look.HEADING:
        given["text_wrap"] = True
    return file.add_format(given)


def _write_cell(target: Worksheet, sheet: str, row: int, column: int, cell: Cell, style: Format) -> None:
    value = float(cell.value) if isinstance(cell.value, Decimal) else cell.value
    if cell.formula is not None:
        target.write_formula(row, column, f"={formula_text(cell.formula, sheet)}", style, value)
    elif value is None:
        target.write_blank(row, column, None, style)
    elif isinstance(value, str):
        target.write_string(row, column, value, style)
    else:
        target.write_number(row, column, value, style)
    if cell.limits is not None:
        target.data_validation(row, column, row, column, _validation(cell.limits))


def _validation(limits: Limits) -> dict[str, Any]:
    return {
        "validate": "integer" if limits.whole else "decimal",
        "criteria": "between",
        "minimum": float(limits.low),
        "maximum": float(limits.high),
        "error_title": "Waarde niet mogelijk",
        "error_message": limits.words,
    }


def formula_text(formula: Formula, sheet: str) -> str:
    """A formula as the file has it, without the equals sign; cells of the own sheet go without its name."""
    return "".join(_piece(piece, sheet) for piece in formula)


def _piece(piece: Piece, sheet: str) -> str:
    if isinstance(piece, str):
        return piece.replace(";", ",")
    if isinstance(piece, Name):
        return piece.text
    where = piece if isinstance(piece, Ref) else piece.first
    cells = _cell(piece) if isinstance(piece, Ref) else f"{_cell(piece.first)}:{_cell(piece.last)}"
    return cells if where.sheet == sheet else f"{where.sheet}!{cells}"


def _cell(ref: Ref) -> str:
    return f"{column_letters(ref.column)}{ref.row + 1}"


def _absolute(where: Ref | Span) -> str:
    first, last = (where, where) if isinstance(where, Ref) else (where.first, where.last)
    cells = [f"${column_letters(ref.column)}${ref.row + 1}" for ref in dict.fromkeys((first, last))]
    return f"{first.sheet}!{':'.join(cells)}"
