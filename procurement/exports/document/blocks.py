"""Blocks of the HTML as blocks of the document: headings, paragraphs, lists, terms, figures and pages. What it does not know, it reads through."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from procurement.exports.document import inline
from procurement.exports.document.contents import place_contents
from procurement.exports.document.inline import classes, is_left_out
from procurement.exports.document.lists import write_list, write_terms
from procurement.exports.document.manuscript import LANDSCAPE, PORTRAIT, TITLE, Heading, Manuscript
from procurement.exports.document.odf import Line, collapsed, element
from procurement.exports.document.tables import write_table

TEXT = "Text_20_body"
_HEADING = re.compile(r"h([1-6])")
_NUMBERED = re.compile(r"\s*(?:Tabel|Figuur)\s+\d+\s*[.:]?\s*", re.IGNORECASE)
_PARAGRAPHS = {"blockquote": "Quotations", "pre": "Preformatted_20_Text", "dt": "Term", "dd": "Description"}
_BY_CLASS = {
    "report-title__status": "Status",
    "report-title__place": "Subtitle",
    "confidential": "Status",
    "lead": "Subtitle",
    "chart__heading": "Chart_20_heading",
    "chart__key": "Chart_20_key",
    "claims__about": "Term",
    "gaps__kind": "Term",
    "quiet": "Quiet_20_body",
}


def pages_in(node: Any) -> str:
    """The page that the element asks for; empty when it stays on the one that it is on."""
    if "report-title" in classes(node):
        return TITLE
    if "report-part--landscape" in classes(node):
        return LANDSCAPE
    return PORTRAIT if classes(node) & {"report-charts", "report-upright"} else ""


class Writer:
    """Writes elements of the HTML into the manuscript. `into` is the body, a list item or a cell; `room` its width in millimetres."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.manuscript = manuscript

    def flow(self, node: Any, into: Any, style: str, room: float) -> None:
        """All that is in the element: blocks as they are, words and inline elements between them as paragraphs."""
        line: Line | None = None
        for piece in _pieces(node):
            if isinstance(piece, str):
                if line is None and collapsed(piece):
                    line = self.manuscript.paragraph(into, style)
                if line is not None:
                    line.write(piece)
            elif inline.is_inline(piece):
                if line is None and _has_something(piece):
                    line = self.manuscript.paragraph(into, style)
                if line is not None:
                    inline.write(self.manuscript, line, piece, room)
                elif name := piece.get("id"):
                    self.manuscript.await_target(name)
            else:
                line = None
                self.block(piece, into, style, room)

    def block(self, node: Any, into: Any, style: str, room: float) -> None:
        """One element that is not part of a line."""
        if is_left_out(node):
            return
        if name := node.get("id"):
            self.manuscript.await_target(name)
        if heading := _HEADING.fullmatch(str(node.tag)):
            self._heading(node, into, int(heading[1]), style, room)
        elif page := pages_in(node):
            self._on_page(node, into, page)
        else:
            self._BLOCKS.get(node.tag, Writer._container)(self, node, into, style, room)

    # --- pages ------------------------------------------------------------------------------------------------------------------------------

    def _on_page(self, node: Any, into: Any, page: str) -> None:
        before = self.manuscript.wanted_page
        self.manuscript.wanted_page = page
        self.flow(node, into, TEXT, self.manuscript.room)
        self.manuscript.wanted_page = before

    def _main(self, node: Any, into: Any, style: str, room: float) -> None:
        self.manuscript.is_break_due = True
        self.flow(node, into, style, room)

    def _nav(self, node: Any, into: Any, style: str, room: float) -> None:
        """The contents: a table that the program can make anew. Other navigation is read through."""
        links = node.findall(".//a")
        if self.manuscript.contents is None and links and all((link.get("href") or "").startswith("#") for link in links):
            place_contents(self.manuscript, node, into)
        else:
            self.flow(node, into, style, room)

    # --- texts ------------------------------------------------------------------------------------------------------------------------------

    def _heading(self, node: Any, into: Any, level: int, style: str, room: float) -> None:
        if into is not self.manuscript.body:
            # A heading in a cell or a list is no part of the outline.
            self.flow(node, into, style if style.startswith("Table") else "Term", room)
            return
        line = self.manuscript.heading(into, level)
        bookmark = f"kop-{len(self.manuscript.headings) + 1}"
        line.add(element("text:bookmark", {"text:name": bookmark}))
        self._fill(line, node, room)
        self.manuscript.headings.append(Heading(level, collapsed("".join(line.block.itertext())), bookmark))

    def _paragraph(self, node: Any, into: Any, style: str, room: float) -> None:
        named = next((found for name, found in _BY_CLASS.items() if name in classes(node)), "")
        own = _PARAGRAPHS.get(node.tag, "") or named
        self.flow(node, into, style if style.startswith("Table") else own or style, room)

    def _preformatted(self, node: Any, into: Any, _style: str, _room: float) -> None:
        line = self.manuscript.paragraph(into, _PARAGRAPHS["pre"])
        line.write_as_it_is("".join(node.itertext()))

    def _rule(self, _node: Any, into: Any, _style: str, _room: float) -> None:
        self.manuscript.paragraph(into, "Horizontal_20_Line")

    def _container(self, node: Any, into: Any, style: str, room: float) -> None:
        if "reason" in classes(node):
            style = f"{style}Quiet" if style.startswith("Table") else "Quiet_20_body"
        self.flow(node, into, style, room)

    def _fill(self, line: Line, node: Any, room: float) -> None:
        for piece in _pieces(node):
            if isinstance(piece, str):
                line.write(piece)
            else:
                inline.write(self.manuscript, line, piece, room)

    # --- tables and figures -------------------------------------------------------------------------------------------------------------------

    def _table(self, node: Any, into: Any, style: str, room: float) -> None:
        for caption in node.findall("caption"):
            self._caption(caption, into, "Table")
        self.manuscript.make_room(into)
        write_table(self.manuscript, node, into, room, self.flow)
        if into is self.manuscript.body:
            self.manuscript.paragraph(into, "After_20_table")

    def _figure_caption(self, node: Any, into: Any, _style: str, _room: float) -> None:
        self._caption(node, into, "Figure")

    def _caption(self, node: Any, into: Any, kind: str) -> None:
        """ "Tabel 3. Kosten per jaar", with a number of its own: one that stands in the words already gives way."""
        line = self.manuscript.paragraph(into, kind)
        line.write(f"{'Tabel' if kind == 'Table' else 'Figuur'} ")
        line.add_words(self.manuscript.number(kind))
        line.write(". ")
        node.text = _NUMBERED.sub("", node.text or "", count=1)
        self._fill(line, node, self.manuscript.room)

    def _pictures(self, node: Any, into: Any, style: str, room: float) -> None:
        """Several pictures with a heading each stand in columns."""
        charts = node.findall(".//svg")
        if "chart__pictures" not in classes(node) or len(charts) < 2 or into is not self.manuscript.body:
            self._container(node, into, style, room)
            return
        self.manuscript.make_room(into)
        count = 3 if room < 200 else 4
        style_name, name = self.manuscript.column_style(count), f"Beelden{len(self.manuscript.pictures)}"
        section = element("text:section", {"text:style-name": style_name, "text:name": name})
        into.append(section)
        self.flow(node, section, style, room / count - 5)

    # --- lists ------------------------------------------------------------------------------------------------------------------------------

    def _list(self, node: Any, into: Any, style: str, room: float) -> None:
        self.manuscript.make_room(into)
        write_list(self.manuscript, node, into, style, room, self.flow)

    def _terms(self, node: Any, into: Any, style: str, room: float) -> None:
        self.manuscript.make_room(into)
        write_terms(self.manuscript, node, into, style, room, self.flow)

    _BLOCKS: dict[str, Callable[..., None]] = {
        "p": _paragraph,
        "blockquote": _paragraph,
        "dt": _paragraph,
        "dd": _paragraph,
        "pre": _preformatted,
        "hr": _rule,
        "ul": _list,
        "ol": _list,
        "dl": _terms,
        "table": _table,
        "figcaption": _figure_caption,
        "div": _pictures,
        "nav": _nav,
        "main": _main,
    }


def _pieces(node: Any) -> Iterator[Any]:
    """The texts and elements in an element, in order."""
    if node.text:
        yield node.text
    for child in node:
        if isinstance(child.tag, str):
            yield child
        if child.tail:
            yield child.tail


def _has_something(node: Any) -> bool:
    """Whether an inline element shows anything."""
    if is_left_out(node):
        return False
    if node.tag in ("svg", "img", "br"):
        return True
    return bool(collapsed(node.text or "")) or any(_has_something(child) or collapsed(child.tail or "") for child in node)
