"""The workbook as .ods (OpenDocument 1.3), with the value of every formula beside it and nothing in it that a text could start.

The format is a zip file with a handful of XML documents; written here whole, so that the same workbook always gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from procurement.exports.workbook.model import Cell, Formula, Kind, Limits, Name, Piece, Ref, Sheet, Workbook, column_letters
from procurement.exports.workbook.ods_styles import cell_style, column_style, content_styles, namespaces, page_styles, view_settings
from voorzieningen.money import number_nl, percent_nl, round_half_up

_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'
_PARTS = ("content.xml", "styles.xml", "meta.xml", "settings.xml")
# The oldest time that the archive can hold: the day of making stands in meta.xml and nowhere else.
_TIME = (1980, 1, 1, 0, 0, 0)

_Checks = Mapping[Limits, str]  # what an input takes, by the name of the check


def write_ods(workbook: Workbook) -> bytes:
    """The bytes of the file: the same for the same workbook."""
    documents = (_content(workbook), page_styles(), _meta(workbook), view_settings(workbook))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        # First and not compressed, so that a program can tell the format from the first bytes.
        archive.writestr(zipfile.ZipInfo("mimetype", _TIME), _MIME)
        for name, xml in (*zip(_PARTS, documents, strict=True), ("META-INF/manifest.xml", _manifest())):
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, f"{_HEADER}{xml}")
    return target.getvalue()


def _manifest() -> str:
    entries = "".join(f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>' for name in _PARTS)
    root = f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{_MIME}"/>'
    return f'<manifest:manifest {namespaces("manifest")} manifest:version="1.3">{root}{entries}</manifest:manifest>'


def _meta(workbook: Workbook) -> str:
    made = f"{workbook.made_on.isoformat()}T00:00:00"
    return (
        f'<office:document-meta {namespaces("office", "meta", "dc")} office:version="1.3"><office:meta>'
        f"<meta:generator>{escape(workbook.author)}</meta:generator><dc:title>{escape(workbook.title)}</dc:title>"
        f"<meta:initial-creator>{escape(workbook.author)}</meta:initial-creator><dc:creator>{escape(workbook.author)}</dc:creator>"
        f"<meta:creation-date>{made}</meta:creation-date><dc:date>{made}</dc:date><dc:language>nl-NL</dc:language>"
        "</office:meta></office:document-meta>"
    )


def _content(workbook: Workbook) -> str:
    checks = {limits: f"grens-{number}" for number, limits in enumerate(_limits(workbook), start=1)}
    return "".join(
        (
            f'<office:document-content {namespaces()} office:version="1.3"><office:automatic-styles>',
            *content_styles(workbook),
            "</office:automatic-styles><office:body><office:spreadsheet>",
            *_validations(checks),
            *(part for sheet in workbook.sheets for part in _table(sheet, checks)),
            *_names(workbook),
            "</office:spreadsheet></office:body></office:document-content>",
        )
    )


def _limits(workbook: Workbook) -> dict[Limits, None]:
    return dict.fromkeys(cell.limits for sheet in workbook.sheets for row in sheet.rows for cell in row if cell.limits is not None)


def _validations(checks: _Checks) -> Iterator[str]:
    yield "<table:content-validations>"
    for limits, name in checks.items():
        number = "cell-content-is-whole-number()" if limits.whole else "cell-content-is-decimal-number()"
        condition = f"of:{number} and cell-content-is-between({limits.low},{limits.high})"
        yield (
            f'<table:content-validation table:name="{name}" table:condition={quoteattr(condition)} table:allow-empty-cell="true">'
            f'<table:error-message table:message-type="stop" table:title="Waarde niet mogelijk" table:display="true"><text:p>{limits.words}</text:p>'
            "</table:error-message></table:content-validation>"
        )
    yield "</table:content-validations>"


def _table(sheet: Sheet, checks: _Checks) -> Iterator[str]:
    yield f'<table:table table:name="{sheet.name}" table:style-name="t" table:protected="true">'
    for width, columns in groupby(sheet.widths):
        yield f'<table:table-column table:style-name="{column_style(width)}" table:number-columns-repeated="{len(list(columns))}"/>'
    for number, row in enumerate(sheet.rows):
        cells = "".join(_cell(cell, sheet.name, checks) for cell in row) or "<table:table-cell/>"
        xml = f'<table:table-row table:style-name="r">{cells}</table:table-row>'
        yield f"<table:table-header-rows>{xml}</table:table-header-rows>" if number == sheet.heading else xml
    yield "</table:table>"


def _cell(cell: Cell, sheet: str, checks: _Checks) -> str:
    given = f' table:style-name="{cell_style(cell.kind, cell.look)}"'
    if cell.limits is not None:
        given += f' table:content-validation-name="{checks[cell.limits]}"'
    if cell.formula is not None:
        given += f" table:formula={quoteattr('of:=' + formula_text(cell.formula, sheet))}"
    if cell.value is None:
        return f"<table:table-cell{given}/>"
    if isinstance(cell.value, str):
        shown = "".join(f"<text:p>{escape(line)}</text:p>" for line in cell.value.split("\n"))
        # The outcome of a formula also as an attribute: without it LibreOffice shows 0 until it calculates anew.
        value = "" if cell.formula is None else f" office:string-value={quoteattr(cell.value)}"
        return f'<table:table-cell{given} office:value-type="string"{value}>{shown}</table:table-cell>'
    kind = "percentage" if cell.kind is Kind.PERCENT else "float"
    number = repr(float(cell.value)) if isinstance(cell.value, Decimal) else str(cell.value)
    shown = f"<text:p>{_shown(cell.value, cell.kind)}</text:p>"
    return f'<table:table-cell{given} office:value-type="{kind}" office:value="{number}">{shown}</table:table-cell>'


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


def _names(workbook: Workbook) -> Iterator[str]:
    yield "<table:named-expressions>"
    for name, where in workbook.names.items():
        first, last = (where, where) if isinstance(where, Ref) else (where.first, where.last)
        start = f"${first.sheet}.{_fixed(first)}"
        reach = start if first == last else f"{start}:.{_fixed(last)}"
        yield f'<table:named-range table:name="{name}" table:base-cell-address="{start}" table:cell-range-address="{reach}"/>'
    yield "</table:named-expressions>"


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


def _fixed(ref: Ref) -> str:
    return f"${column_letters(ref.column)}${ref.row + 1}"
