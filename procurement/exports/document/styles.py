"""What the document looks like: named styles that an editor can change in one place, pages, page heads and the styles that the content made."""

from __future__ import annotations

from itertools import product
from typing import Any

from lxml import etree

from procurement.exports.document.manuscript import LANDSCAPE, PORTRAIT, TITLE, Manuscript
from procurement.exports.document.odf import NAMESPACES, element
from procurement.exports.document.widths import SIZES

_FONT = "Arial"
_BLUE, _GREY, _RED = "#103c52", "#4a5459", "#7a2f0b"
_LEVELS = 6

# Paragraph styles: (name, parent, properties of the paragraph, properties of its letters). A name in the file has _20_ for a blank.
_PARAGRAPHS: tuple[tuple[str, str, dict[str, str], dict[str, str]], ...] = (
    ("Standard", "", {}, {}),
    ("Text body", "Standard", {"fo:margin-bottom": "2.5mm", "fo:orphans": "2", "fo:widows": "2"}, {}),
    ("Quiet body", "Text body", {}, {"fo:color": _GREY}),
    ("Heading", "Standard", {"fo:keep-with-next": "always", "fo:hyphenation-ladder-count": "no-limit"}, {"fo:color": _BLUE, "fo:hyphenate": "false"}),
    ("Subtitle", "Standard", {"fo:margin-bottom": "12mm"}, {"fo:font-size": "15pt"}),
    ("Status", "Standard", {"fo:margin-bottom": "4mm"}, {"fo:color": _RED, "fo:font-weight": "bold", "fo:font-size": "13pt"}),
    ("Caption", "Standard", {"fo:margin-top": "3mm", "fo:margin-bottom": "1.5mm", "fo:keep-with-next": "always"}, {"fo:color": _BLUE}),
    ("Table", "Caption", {}, {"fo:font-size": "9pt", "fo:font-weight": "bold"}),
    ("Figure", "Caption", {}, {"fo:font-size": "9pt", "fo:font-weight": "bold"}),
    ("Chart heading", "Standard", {"fo:keep-with-next": "always", "fo:margin-bottom": "1mm"}, {"fo:font-size": "9pt", "fo:font-weight": "bold"}),
    ("Chart key", "Standard", {"fo:keep-with-next": "always", "fo:margin-bottom": "2mm"}, {"fo:font-size": "8.5pt", "fo:color": _GREY}),
    ("After table", "Standard", {"fo:margin-bottom": "0mm"}, {"fo:font-size": "5pt"}),
    ("Page start", "Standard", {"fo:margin-bottom": "0mm"}, {"fo:font-size": "2pt"}),
    ("Term", "Standard", {"fo:margin-bottom": "0.5mm", "fo:keep-with-next": "always"}, {"fo:font-weight": "bold", "fo:color": _BLUE}),
    ("Description", "Standard", {"fo:margin-bottom": "1.5mm"}, {}),
    ("List Contents", "Text body", {"fo:margin-bottom": "1mm"}, {}),
    ("Quotations", "Text body", {"fo:margin-left": "8mm", "fo:margin-right": "8mm"}, {}),
    ("Preformatted Text", "Standard", {"fo:margin-bottom": "2.5mm"}, {"fo:font-family": "'Liberation Mono'", "fo:font-size": "8.5pt"}),
    ("Horizontal Line", "Standard", {"fo:margin-bottom": "3mm", "fo:border-bottom": f"0.5pt solid {_GREY}"}, {"fo:font-size": "4pt"}),
    ("Contents Heading", "Heading", {"fo:break-before": "page", "fo:margin-bottom": "4mm"}, {"fo:font-size": "17pt", "fo:font-weight": "bold"}),
    ("Header", "Standard", {}, {"fo:font-size": "8pt", "fo:color": _GREY}),
    ("Footer", "Standard", {}, {"fo:font-size": "8pt", "fo:color": _GREY}),
)
_HEADINGS = (("26pt", "0mm", "6mm"), ("16pt", "9mm", "3mm"), ("12pt", "5mm", "1.5mm"), ("10.5pt", "3mm", "1mm"), ("10pt", "3mm", "1mm"))
_TEXTS: dict[str, dict[str, str]] = {
    "Strong Emphasis": {"fo:font-weight": "bold"},
    "Emphasis": {"fo:font-style": "italic"},
    "Source Text": {"fo:font-family": "'Liberation Mono'"},
    "Subscript": {"style:text-position": "sub 65%"},
    "Superscript": {"style:text-position": "super 65%"},
    "Strikeout": {"style:text-line-through-style": "solid"},
    "Marked": {"fo:background-color": "#fff4c2"},
    "Quiet": {"fo:color": _GREY},
    "Badge": {"fo:color": _GREY},
    "Index Link": {},
    "Internet Link": {"fo:color": "#17506b", "style:text-underline-style": "solid"},
    "Visited Internet Link": {"fo:color": "#17506b", "style:text-underline-style": "solid"},
}
_LINE = "0.5pt solid #9aa5ab"
_CELLS = {
    "CelKop": {"fo:background-color": "#dce6f2", "fo:border-bottom": f"1pt solid {_BLUE}", "style:vertical-align": "bottom"},
    "Cel": {"fo:border-bottom": _LINE, "style:vertical-align": "top"},
    "CelLeeg": {"style:vertical-align": "top"},
}
_UPRIGHT = {"fo:page-width": "210mm", "fo:page-height": "297mm", "style:print-orientation": "portrait"}
_LYING = {"fo:page-width": "297mm", "fo:page-height": "210mm", "style:print-orientation": "landscape"}
# Name, size, margins at the sides, the page style behind it and the place of what stands to the right in its head.
_PAGES = (
    (PORTRAIT, _UPRIGHT, "20mm", "", "170mm"),
    (LANDSCAPE, _LYING, "18mm", "", "261mm"),
    (TITLE, _UPRIGHT, "25mm", PORTRAIT, ""),
)


def _coded(name: str) -> str:
    return name.replace(" ", "_20_")


def _style(family: str, name: str, parent: str = "", **properties: dict[str, str]) -> Any:
    """A style with its properties by kind: paragraph, text, table, column, row or cell."""
    attributes = {"style:name": _coded(name), "style:family": family}
    if " " in name:
        attributes["style:display-name"] = name
    if parent:
        attributes["style:parent-style-name"] = _coded(parent)
    return element("style:style", attributes, *(element(f"style:{kind.replace('_', '-')}-properties", found) for kind, found in properties.items()))


def styles_file(title: str, status: str) -> bytes:
    """styles.xml: the named styles and the pages. `status` stands in the head of every page."""
    root = element("office:document-styles", {"office:version": "1.3"})
    named = element("office:styles", {}, _defaults(), *_paragraph_styles(), *_table_words(), *_text_styles(), _outline(), *_list_styles())
    made = element("office:automatic-styles", {}, *_header_styles(), *(_page_layout(name, size, side) for name, size, side, _, _ in _PAGES))
    masters = element("office:master-styles", {}, *(_master(name, behind, edge, title, status) for name, _, _, behind, edge in _PAGES))
    root.extend((_fonts(), named, made, masters))
    return as_file(root)


def as_file(root: Any) -> bytes:
    etree.cleanup_namespaces(root, top_nsmap=NAMESPACES, keep_ns_prefixes=list(NAMESPACES))
    content: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return content


def _fonts() -> Any:
    faces = {_FONT: "swiss", "Liberation Mono": "modern"}
    return element(
        "office:font-face-decls",
        {},
        *(
            element("style:font-face", {"style:name": name, "svg:font-family": f"'{name}'", "style:font-family-generic": kind})
            for name, kind in faces.items()
        ),
    )


def _defaults() -> Any:
    letters = {"style:font-name": _FONT, "fo:font-size": "9.5pt", "fo:language": "nl", "fo:country": "NL", "fo:hyphenate": "false"}
    lines = {"fo:line-height": "122%", "fo:margin-top": "0mm", "fo:margin-bottom": "0mm", "style:tab-stop-distance": "12.5mm"}
    properties = (element("style:paragraph-properties", lines), element("style:text-properties", letters))
    return element("style:default-style", {"style:family": "paragraph"}, *properties)


def _paragraph_styles() -> list[Any]:
    found = [_style("paragraph", name, parent, paragraph=lines, text=letters) for name, parent, lines, letters in _PARAGRAPHS]
    for level, (size, before, after) in enumerate((*_HEADINGS, _HEADINGS[-1]), start=1):
        letters = {"fo:font-size": size, "fo:font-weight": "bold"}
        heading = _style("paragraph", f"Heading {level}", "Heading", paragraph={"fo:margin-top": before, "fo:margin-bottom": after}, text=letters)
        heading.set(f"{{{NAMESPACES['style']}}}default-outline-level", str(level))
        heading.set(f"{{{NAMESPACES['style']}}}next-style-name", "Text_20_body")
        found.append(heading)
    entry = _style("paragraph", "Contents 1", "Standard", paragraph={"fo:margin-bottom": "2mm"})
    entry[0].append(_tab("170mm", leader=True))
    return [*found, entry]


def _table_words() -> list[Any]:
    """Words in cells: three sizes, plain or bold, to the left or to the right, and the quiet words below a value."""
    found = []
    for (size, (points, _)), bold, number, quiet in product(enumerate(SIZES), ("", "Bold"), ("", "Number"), ("", "Quiet")):
        letters = {"fo:font-size": f"{points:g}pt"} | ({"fo:font-weight": "bold"} if bold else {})
        if quiet:
            letters |= {"fo:color": _GREY, "fo:font-weight": "normal"}
        lines = {"fo:line-height": "108%", "fo:text-align": "end" if number else "start"}
        found.append(_style("paragraph", f"Table{bold}{number}{size}{quiet}", "Standard", paragraph=lines, text=letters))
    return found


def _text_styles() -> list[Any]:
    return [_style("text", name, text=letters) for name, letters in _TEXTS.items()]


def _outline() -> Any:
    levels = (element("text:outline-level-style", {"text:level": str(level), "style:num-format": "", "text:style-name": ""}) for level in range(1, 7))
    outline = element("text:outline-style", {"style:name": "Outline"}, *levels)
    for level in outline:
        del level.attrib[f"{{{NAMESPACES['text']}}}style-name"]
    return outline


def _list_styles() -> list[Any]:
    bullets, numbers = (element("text:list-style", {"style:name": name}) for name in ("Bullets", "Numbering"))
    for level in range(1, _LEVELS + 1):
        bullets.append(element("text:list-level-style-bullet", {"text:level": str(level), "text:bullet-char": "•–"[level % 2 - 1]}, _indent(level)))
        number = {"text:level": str(level), "style:num-format": "1", "style:num-suffix": "."}
        numbers.append(element("text:list-level-style-number", number, _indent(level)))
    return [bullets, numbers]


def _indent(level: int) -> Any:
    place = {"text:list-level-position-and-space-mode": "label-alignment"}
    edge = {"text:label-followed-by": "listtab", "fo:text-indent": "-6mm", "fo:margin-left": f"{level * 6}mm"}
    tab = {"text:list-tab-stop-position": f"{level * 6}mm"}
    return element("style:list-level-properties", place, element("style:list-level-label-alignment", edge | tab))


def _tab(place: str, *, leader: bool = False) -> Any:
    dots = {"style:leader-style": "dotted", "style:leader-text": "."} if leader else {}
    return element("style:tab-stops", {}, element("style:tab-stop", {"style:position": place, "style:type": "right"} | dots))


# --- pages ---------------------------------------------------------------------------------------------------------------------------------


def _page_layout(name: str, size: dict[str, str], side: str) -> Any:
    margins = {"fo:margin-top": "12mm", "fo:margin-bottom": "12mm", "fo:margin-left": side, "fo:margin-right": side}
    if name == TITLE:
        margins |= {"fo:margin-top": "40mm", "fo:margin-bottom": "25mm"}
    layout = element("style:page-layout", {"style:name": f"Blad{name}"}, element("style:page-layout-properties", size | margins))
    for kind, gap in (("header", "fo:margin-bottom"), ("footer", "fo:margin-top")) if name != TITLE else ():
        layout.append(element(f"style:{kind}-style", {}, element("style:header-footer-properties", {"fo:min-height": "6mm", gap: "5mm"})))
    return layout


def _header_styles() -> list[Any]:
    """The head and foot of each kind of page, whose right edge differs; and the letters of the status."""
    found = [_style("text", "StatusInKop", text={"fo:font-weight": "bold", "fo:color": _RED})]
    for name, _, _, _, edge in _PAGES[:2]:
        for parent in ("Header", "Footer"):
            style = _style("paragraph", f"{parent}{name}", parent, paragraph={})
            style[0].append(_tab(edge))
            found.append(style)
    return found


def _master(name: str, behind: str, edge: str, title: str, status: str) -> Any:
    attributes = {"style:name": name, "style:page-layout-name": f"Blad{name}"} | ({"style:next-style-name": behind} if behind else {})
    master = element("style:master-page", attributes)
    if not edge:
        return master
    head = element("text:p", {"text:style-name": f"Header{name}"}, element("text:tab"), text=title)
    head.append(element("text:span", {"text:style-name": "StatusInKop"}, text=status))
    foot = element("text:p", {"text:style-name": f"Footer{name}"}, element("text:tab"))
    foot[-1].tail = "Pagina "
    foot.append(element("text:page-number", {"text:select-page": "current"}, text="1"))
    foot[-1].tail = " van "
    foot.append(element("text:page-count", text="1"))
    master.extend((element("style:header", {}, head), element("style:footer", {}, foot)))
    return master


# --- what the content made -----------------------------------------------------------------------------------------------------------------


def content_styles(manuscript: Manuscript) -> Any:
    """The automatic styles of content.xml: new pages, tables, columns, rows, cells and pictures."""
    made = element("office:automatic-styles")
    for (parent, master, breaks), name in manuscript.paragraphs.items():
        style = element("style:style", {"style:name": name, "style:family": "paragraph", "style:parent-style-name": parent})
        if master:
            style.set(f"{{{NAMESPACES['style']}}}master-page-name", master)
        style.append(element("style:paragraph-properties", {"fo:break-before": "page"} if breaks else {}))
        made.append(style)
    for name, width in manuscript.widths.items():
        if name.startswith("T"):
            table = {"style:width": f"{width:.1f}mm", "table:align": "left", "style:may-break-between-rows": "true"}
            made.append(_style("table", name, table=table))
        else:
            made.append(_style("table-column", name, table_column={"style:column-width": f"{width:.1f}mm"}))
    made.append(_style("table-row", "Rij", table_row={"fo:keep-together": "always"}))
    made.append(_style("table-row", "RijDeelbaar", table_row={"fo:keep-together": "auto"}))
    made.extend(_style("table-cell", name, table_cell=look | {"fo:padding": "0.7mm 2mm"}) for name, look in _CELLS.items())
    made.append(_style("graphic", "Beeld", graphic={"style:vertical-pos": "top", "style:vertical-rel": "baseline", "fo:margin-right": "3mm"}))
    made.append(_style("section", "Inhoud", section={"style:editable": "true"}))
    for count, name in manuscript.columns.items():
        section = _style("section", name, section={"text:dont-balance-text-columns": "false"})
        section[0].append(element("style:columns", {"fo:column-count": str(count), "fo:column-gap": "5mm"}))
        made.append(section)
    return made
