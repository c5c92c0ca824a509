"""What an .ods file looks like: number formats, colours, pages and panes that stay in sight. LibreOffice prints the numbers in Dutch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from procurement.exports.workbook.model import Kind, Look, Sheet, Workbook

if TYPE_CHECKING:
    from odfdo import ConfigItem, ConfigItemSet, Element, Style, StyleBase

_CENTIMETRES_PER_CHARACTER = 0.19
_DUTCH = {"number:language": "nl", "number:country": "NL"}
_DECIMALS = {
    Kind.EURO: {"number:decimal-places": "2", "number:min-decimal-places": "2", "number:grouping": "true"},
    Kind.NUMBER: {"number:decimal-places": "10", "number:min-decimal-places": "0", "number:grouping": "true"},
    Kind.PERCENT: {"number:decimal-places": "2", "number:min-decimal-places": "2"},
    Kind.FACTOR: {"number:decimal-places": "6", "number:min-decimal-places": "6"},
    Kind.YEAR: {"number:decimal-places": "0"},
}
_CELLS = {
    Look.PLAIN: {},
    Look.TITLE: {},
    Look.HEADING: {"fo:background-color": "#dce6f2", "fo:border-bottom": "0.5pt solid #000000"},
    Look.INPUT: {"fo:background-color": "#fff4c2", "fo:border": "0.5pt solid #000000", "style:cell-protect": "none"},
    Look.TOTAL: {"fo:background-color": "#f0f0f0"},
    Look.TAIL: {"fo:background-color": "#f0f0f0"},
}
_LETTERS = {
    Look.TITLE: {"fo:font-weight": "bold", "fo:font-size": "16pt"},
    Look.HEADING: {"fo:font-weight": "bold"},
    Look.TOTAL: {"fo:font-weight": "bold"},
    Look.TAIL: {"fo:font-style": "italic"},
}
_PAGE = {
    "fo:page-width": "29.7cm",
    "fo:page-height": "21cm",
    "style:print-orientation": "landscape",
    "fo:margin": "1.5cm",
    "style:scale-to-X": "1",
    "style:scale-to-Y": "0",
}
_FOOTER = {"fo:min-height": "0.6cm", "fo:margin-top": "0.2cm"}


def element(tag: str, attributes: Mapping[str, str] | None = None, *children: Element, text: str | None = None) -> Element:
    """What odfdo has no class for, or not one that takes all of this."""
    from odfdo import Element

    made = Element.from_tag(tag)
    for name, value in (attributes or {}).items():
        made.set_attribute(name, value)
    if text is not None:
        made.text = text
    made.extend(children)
    return made


def cell_style(kind: Kind, look: Look) -> str:
    return f"c-{kind}-{look}"


def column_style(width: int) -> str:
    return f"w-{width}"


def content_styles(workbook: Workbook) -> Iterator[Element]:
    """The styles of columns, rows, tables and cells that the workbook uses."""
    from odfdo import Style

    for width in sorted({width for sheet in workbook.sheets for width in sheet.widths}):
        yield Style("table-column", name=column_style(width), width=f"{width * _CENTIMETRES_PER_CHARACTER + 0.2:.2f}cm")
    yield Style("table-row", name="r", use_optimal_height=True)
    table = Style("table", name="t")
    table.set_properties({"table:display": "true"})
    table.set_attribute("style:master-page-name", "Liggend")
    yield table
    yield from (_number(kind, decimals) for kind, decimals in _DECIMALS.items())
    used = {(cell.kind, cell.look) for sheet in workbook.sheets for row in sheet.rows for cell in row}
    yield from (_cell(kind, look) for kind, look in sorted(used))


def _number(kind: Kind, decimals: Mapping[str, str]) -> Element:
    """How a number is printed, in Dutch whatever the language of the program."""
    tag, behind = ("percentage-style", [element("number:text", text="%")]) if kind is Kind.PERCENT else ("number-style", [])
    number = element("number:number", decimals | {"number:min-integer-digits": "1"})
    return element(f"number:{tag}", {"style:name": f"N{kind.name}"} | _DUTCH, number, *behind)


def _cell(kind: Kind, look: Look) -> Style:
    from odfdo import Style

    style = Style("table-cell", name=cell_style(kind, look), parent_style="Default")
    wraps = (kind is Kind.WRAPPED and look is not Look.TITLE) or look is Look.HEADING
    wrap = {"fo:wrap-option": "wrap"} if wraps else {}
    style.set_properties(_CELLS[look] | wrap | {"fo:padding": "0.07cm", "style:vertical-align": "top"})
    if kind in _DECIMALS:
        style.set_attribute("style:data-style-name", f"N{kind.name}")
        style.set_properties({"fo:text-align": "end"}, area="paragraph")
    if look in _LETTERS:
        style.set_properties(_LETTERS[look], area="text")
    return style


def page_styles() -> Iterator[tuple[StyleBase, bool]]:
    """A plain letter, on a lying page as wide as the sheet; each with whether it holds where nothing else is said."""
    from odfdo import Style, StyleMasterPage, StylePageLayout

    letters = Style("table-cell")
    letters.set_properties({"fo:font-family": "Liberation Sans", "fo:font-size": "10pt"}, area="text")
    yield letters, True
    yield Style("table-cell", name="Default"), False
    layout = StylePageLayout("Blad")
    # odfdo takes no scale for the properties of a page.
    layout.append(element("style:page-layout-properties", _PAGE))
    layout.append(element("style:footer-style", {}, element("style:header-footer-properties", _FOOTER)))
    yield layout, False
    master = StyleMasterPage("Liggend", page_layout="Blad")
    master.set_page_footer(_page_number())
    yield master, False


def _page_number() -> Element:
    paragraph = element("text:p", {}, element("text:sheet-name", text="blad"))
    for words, tag in ((", pagina ", "text:page-number"), (" van ", "text:page-count")):
        paragraph.append(words)
        paragraph.append(element(tag, text="1"))
    return paragraph


def view_settings(workbook: Workbook) -> ConfigItemSet:
    """Which rows and columns of each sheet stay in sight."""
    from odfdo import ConfigItem, ConfigItemMapEntry, ConfigItemMapIndexed, ConfigItemMapNamed, ConfigItemSet

    tables = ConfigItemMapNamed("Tables")
    for sheet in workbook.sheets:
        entry = ConfigItemMapEntry(sheet.name)
        entry.extend(_panes(sheet))
        tables.append(entry)
    view, views, settings = ConfigItemMapEntry(), ConfigItemMapIndexed("Views"), ConfigItemSet("ooo:view-settings")
    view.extend([tables, ConfigItem("ActiveTable", "string", workbook.sheets[0].name)])
    views.append(view)
    settings.append(views)
    return settings


def _panes(sheet: Sheet) -> Iterator[ConfigItem]:
    from odfdo import ConfigItem

    if sheet.heading is None:
        return
    columns, rows = sheet.fixed_columns, sheet.heading + 1
    for name, number in (("Horizontal", columns), ("Vertical", rows)):
        yield ConfigItem(f"{name}SplitMode", "short", 2 if number else 0)
        yield ConfigItem(f"{name}SplitPosition", "int", number)
    yield ConfigItem("ActiveSplitRange", "short", 3 if columns else 2)
    yield ConfigItem("PositionRight", "int", columns)
    yield ConfigItem("PositionBottom", "int", rows)
