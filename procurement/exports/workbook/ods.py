"""The workbook as .ods (OpenDocument), with the value of every formula beside it and nothing in it that a text could start.

odfdo writes the format. It opens a template of its own, of which nothing stays; the archive is then packed anew, so that the same workbook
always gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from procurement.exports.workbook.model import Cell, Formula, Kind, Limits, Name, Piece, Ref, Sheet, Workbook, clean, column_letters
from procurement.exports.workbook.ods_styles import cell_style, column_style, content_styles, element, page_styles, view_settings
from voorzieningen.money import number_nl, percent_nl, round_half_up

if TYPE_CHECKING:
    from odfdo import Cell as CellElement
    from odfdo import Document, Element, NamedRange, Row, Table

_MIMETYPE = "mimetype"
_PARTS = {"content.xml", "styles.xml", "meta.xml", "settings.xml"}
# The oldest time that the archive can hold: the day of making stands in meta.xml and nowhere else.
_TIME = (1980, 1, 1, 0, 0, 0)

_Checks = Mapping[Limits, str]  # what an input takes, by the name of the check


def write_ods(workbook: Workbook) -> bytes:
    """The bytes of the file: the same for the same workbook."""
    from odfdo import Document

    document = Document("spreadsheet")
    _empty(document)
    checks = {limits: f"grens-{number}" for number, limits in enumerate(_limits(workbook), start=1)}
    document.content.get_element("office:automatic-styles").extend(content_styles(workbook))
    document.body.append(element("table:content-validations", {}, *_validations(checks)))
    document.body.extend(_table(sheet, checks) for sheet in workbook.sheets)
    document.body.append(element("table:named-expressions", {}, *_names(workbook)))
    for style, default in page_styles():
        document.insert_style(style, default=default)
    document.settings.body.append(view_settings(workbook))
    _describe(document, workbook)
    target = io.BytesIO()
    document.save(target)
    return _packed(target)


def _empty(document: Document) -> None:
    """Takes out what the template brings along: a sheet, French styles, settings and a picture."""
    manifest = document.manifest
    for path in set(manifest.get_paths()) - _PARTS - {"/"}:
        manifest.del_full_path(path)
    for path in set(document.parts) - _PARTS - {_MIMETYPE, "META-INF/manifest.xml"}:
        document.del_part(path)
    styles = (part for root in (document.content.root, document.styles.root) for part in root.children if part.tag != "office:body")
    for part in (document.body, document.settings.body, document.meta.body, *styles):
        part.clear()


def _describe(document: Document, workbook: Workbook) -> None:
    meta = document.meta
    meta.generator = meta.initial_creator = meta.creator = workbook.author
    meta.title = clean(workbook.title)  # may hold a name that the user gave
    meta.creation_date = meta.date = workbook.made_on
    document.language = "nl-NL"


def _packed(source: io.BytesIO) -> bytes:
    """The same parts, in a fixed order and without the time of making."""
    target = io.BytesIO()
    with zipfile.ZipFile(source) as made, zipfile.ZipFile(target, "w") as archive:
        # First and not compressed, so that a program can tell the format from the first bytes.
        archive.writestr(zipfile.ZipInfo(_MIMETYPE, _TIME), made.read(_MIMETYPE))
        for name in sorted(set(made.namelist()) - {_MIMETYPE}):
            archive.writestr(zipfile.ZipInfo(name, _TIME), made.read(name), zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _limits(workbook: Workbook) -> dict[Limits, None]:
    return dict.fromkeys(cell.limits for sheet in workbook.sheets for row in sheet.rows for cell in row if cell.limits is not None)


def _validations(checks: _Checks) -> Iterator[Element]:
    for limits, name in checks.items():
        number = "cell-content-is-whole-number()" if limits.whole else "cell-content-is-decimal-number()"
        condition = f"of:{number} and cell-content-is-between({limits.low},{limits.high})"
        refusal = {"table:message-type": "stop", "table:title": "Waarde niet mogelijk", "table:display": "true"}
        message = element("table:error-message", refusal, element("text:p", text=limits.words))
        yield element("table:content-validation", {"table:name": name, "table:condition": condition, "table:allow-empty-cell": "true"}, message)


def _table(sheet: Sheet, checks: _Checks) -> Table:
    from odfdo import Column, Table

    table = Table(sheet.name, style="t")
    table.protected = True  # without a password
    table.extend(Column(style=column_style(width), repeated=len(list(columns))) for width, columns in groupby(sheet.widths))
    for number, cells in enumerate(sheet.rows):
        row = _row(cells, sheet.name, checks)
        table.extend([element("table:table-header-rows", {}, row) if number == sheet.heading else row])
    return table


def _row(cells: list[Cell], sheet: str, checks: _Checks) -> Row:
    from odfdo import Row

    row = Row(style="r", width=None if cells else 1)
    row.extend_cells(_cell(cell, sheet, checks) for cell in cells)
    return row


def _cell(cell: Cell, sheet: str, checks: _Checks) -> CellElement:
    from odfdo import Cell as CellElement

    formula = None if cell.formula is None else f"of:={formula_text(cell.formula, sheet)}"
    style = cell_style(cell.kind, cell.look)
    if cell.value is None or isinstance(cell.value, str):
        made = CellElement(formula=formula, style=style)
    else:
        number = float(cell.value) if isinstance(cell.value, Decimal) else cell.value
        made = CellElement(number, cell_type="percentage" if cell.kind is Kind.PERCENT else "float", formula=formula, style=style)
        made.text_content = _shown(cell.value, cell.kind)
    if isinstance(cell.value, str):
        # odfdo would make one line of the lines of a text.
        made.type = "string"
        made.extend(element("text:p", text=line) for line in cell.value.split("\n"))
        if formula is not None:  # without this attribute LibreOffice shows 0 until it calculates anew
            made.set_attribute("office:string-value", cell.value)
    if cell.limits is not None:
        made.set_attribute("table:content-validation-name", checks[cell.limits])
    return made


def _shown(value: Decimal | int, kind: Kind) -> str:
    """The number in print, for programs that do not print it themselves."""
    number = Decimal(value)
    if kind is Kind.YEAR:
        return str(value)
    if kind is Kind.PERCENT:
        return percent_nl(round_half_up(number, 4))
    if kind in (Kind.EURO, Kind.FACTOR):
        return number_nl(number, 2 if kind is Kind.EURO else 6)
    return number_nl(number.to_integral_value() if number == number.to_integral_value() else number)


def _names(workbook: Workbook) -> Iterator[NamedRange]:
    from odfdo import NamedRange

    for name, where in workbook.names.items():
        first, last = (where, where) if isinstance(where, Ref) else (where.first, where.last)
        yield NamedRange(name, (first.column, first.row, last.column, last.row), first.sheet)


def formula_text(formula: Formula, sheet: str) -> str:
    """A formula in OpenFormula, without the equals sign; cells of the own sheet go without its name."""
    return "".join(_piece(piece, sheet) for piece in formula)


def _piece(piece: Piece, sheet: str) -> str:
    if isinstance(piece, str):
        return piece
    if isinstance(piece, Name):
        return piece.text
    first, last = (piece, piece) if isinstance(piece, Ref) else (piece.first, piece.last)
    start = f"{'' if first.sheet == sheet else f'${first.sheet}'}.{_address(first)}"
    return f"[{start}]" if isinstance(piece, Ref) else f"[{start}:.{_address(last)}]"


def _address(ref: Ref) -> str:
    return f"{column_letters(ref.column)}{ref.row + 1}"
