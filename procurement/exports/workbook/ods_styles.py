"""What an .ods file looks like: number formats, colours, pages and panes that stay in sight. LibreOffice prints the numbers in Dutch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from procurement.exports.workbook.model import Kind, Look, Workbook

_SPACES = ("office", "style", "text", "table", "fo", "number", "meta", "dc", "config", "of", "manifest")
_ADDRESSES = {
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "number": "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "of": "urn:oasis:names:tc:opendocument:xmlns:of:1.2",
}
_CENTIMETRES_PER_CHARACTER = 0.19
_DUTCH = 'number:language="nl" number:country="NL"'
_DECIMALS = {
    Kind.EURO: 'number:decimal-places="2" number:min-decimal-places="2" number:grouping="true"',
    Kind.NUMBER: 'number:decimal-places="10" number:min-decimal-places="0" number:grouping="true"',
    Kind.PERCENT: 'number:decimal-places="2" number:min-decimal-places="2"',
    Kind.FACTOR: 'number:decimal-places="6" number:min-decimal-places="6"',
    Kind.YEAR: 'number:decimal-places="0"',
}
_CELLS = {
    Look.PLAIN: "",
    Look.TITLE: "",
    Look.HEADING: 'fo:background-color="#dce6f2" fo:border-bottom="0.5pt solid #000000" ',
    Look.INPUT: 'fo:background-color="#fff4c2" fo:border="0.5pt solid #000000" style:cell-protect="none" ',
    Look.TOTAL: 'fo:background-color="#f0f0f0" ',
    Look.TAIL: 'fo:background-color="#f0f0f0" ',
}
_LETTERS = {
    Look.TITLE: 'fo:font-weight="bold" fo:font-size="16pt"',
    Look.HEADING: 'fo:font-weight="bold"',
    Look.TOTAL: 'fo:font-weight="bold"',
    Look.TAIL: 'fo:font-style="italic"',
}


def namespaces(*names: str) -> str:
    """The declarations of these prefixes, all of them by default."""
    addresses = ((name, _ADDRESSES.get(name, f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0")) for name in names or _SPACES)
    return " ".join(f'xmlns:{name}="{address}"' for name, address in addresses)


def cell_style(kind: Kind, look: Look) -> str:
    return f"c-{kind}-{look}"


def column_style(width: int) -> str:
    return f"w-{width}"


def content_styles(workbook: Workbook) -> Iterator[str]:
    """The styles of columns, rows, tables and cells that the workbook uses."""
    for width in sorted({width for sheet in workbook.sheets for width in sheet.widths}):
        properties = f'<style:table-column-properties style:column-width="{width * _CENTIMETRES_PER_CHARACTER + 0.2:.2f}cm"/>'
        yield f'<style:style style:name="{column_style(width)}" style:family="table-column">{properties}</style:style>'
    properties = '<style:table-row-properties style:use-optimal-row-height="true"/>'
    yield f'<style:style style:name="r" style:family="table-row">{properties}</style:style>'
    properties = '<style:table-properties table:display="true"/>'
    yield f'<style:style style:name="t" style:family="table" style:master-page-name="Liggend">{properties}</style:style>'
    yield from (_number(kind, decimals) for kind, decimals in _DECIMALS.items())
    used = {(cell.kind, cell.look) for sheet in workbook.sheets for row in sheet.rows for cell in row}
    yield from (_cell(kind, look) for kind, look in sorted(used))


def _number(kind: Kind, decimals: str) -> str:
    """How a number is printed, in Dutch whatever the language of the program."""
    element, behind = ("percentage-style", "<number:text>%</number:text>") if kind is Kind.PERCENT else ("number-style", "")
    number = f'<number:number {decimals} number:min-integer-digits="1"/>'
    return f'<number:{element} style:name="N{kind.name}" {_DUTCH}>{number}{behind}</number:{element}>'


def _cell(kind: Kind, look: Look) -> str:
    data = f' style:data-style-name="N{kind.name}"' if kind in _DECIMALS else ""
    wraps = (kind is Kind.WRAPPED and look is not Look.TITLE) or look is Look.HEADING
    wrap = 'fo:wrap-option="wrap" ' if wraps else ""
    align = '<style:paragraph-properties fo:text-align="end"/>' if kind in _DECIMALS else ""
    letters = f"<style:text-properties {_LETTERS[look]}/>" if look in _LETTERS else ""
    return (
        f'<style:style style:name="{cell_style(kind, look)}" style:family="table-cell" style:parent-style-name="Default"{data}>'
        f'<style:table-cell-properties {_CELLS[look]}{wrap}fo:padding="0.07cm" style:vertical-align="top"/>{align}{letters}</style:style>'
    )


def page_styles() -> str:
    """The whole styles.xml: Dutch texts in a plain letter, on a lying page as wide as the sheet."""
    return (
        f'<office:document-styles {namespaces()} office:version="1.3"><office:styles>'
        '<style:default-style style:family="table-cell"><style:text-properties fo:font-family="Liberation Sans" fo:font-size="10pt" '
        'fo:language="nl" fo:country="NL"/></style:default-style>'
        '<style:style style:name="Default" style:family="table-cell"/></office:styles>'
        '<office:automatic-styles><style:page-layout style:name="Blad"><style:page-layout-properties fo:page-width="29.7cm" '
        'fo:page-height="21cm" style:print-orientation="landscape" fo:margin="1.5cm" style:scale-to-X="1" style:scale-to-Y="0"/>'
        '<style:footer-style><style:header-footer-properties fo:min-height="0.6cm" fo:margin-top="0.2cm"/></style:footer-style>'
        "</style:page-layout></office:automatic-styles>"
        '<office:master-styles><style:master-page style:name="Liggend" style:page-layout-name="Blad"><style:footer><text:p>'
        "<text:sheet-name>blad</text:sheet-name>, pagina <text:page-number>1</text:page-number> van <text:page-count>1</text:page-count>"
        "</text:p></style:footer></style:master-page></office:master-styles></office:document-styles>"
    )


def view_settings(workbook: Workbook) -> str:
    """The whole settings.xml: which rows and columns of each sheet stay in sight."""
    entry = "config:config-item-map-entry"
    sheets = "".join(
        f'<{entry} config:name="{sheet.name}">{"".join(_panes(sheet.heading, sheet.fixed_columns))}</{entry}>' for sheet in workbook.sheets
    )
    return (
        f'<office:document-settings {namespaces("office", "config")} office:version="1.3"><office:settings>'
        '<config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        f'<config:config-item-map-named config:name="Tables">{sheets}</config:config-item-map-named>'
        f"{_item('ActiveTable', 'string', workbook.sheets[0].name)}"
        "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings></office:document-settings>"
    )


def _panes(heading: int | None, columns: int) -> Iterable[str]:
    if heading is None:
        return
    for name, number in (("Horizontal", columns), ("Vertical", heading + 1)):
        yield _item(f"{name}SplitMode", "short", 2 if number else 0)
        yield _item(f"{name}SplitPosition", "int", number)
    yield _item("ActiveSplitRange", "short", 3 if columns else 2)
    yield _item("PositionRight", "int", columns)
    yield _item("PositionBottom", "int", heading + 1)


def _item(name: str, kind: str, value: object) -> str:
    return f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'
