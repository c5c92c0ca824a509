"""Lists of the HTML as lists of the document, and terms with what they mean as a table of two columns, or as paragraphs where there is no room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from procurement.exports.document.inline import classes
from procurement.exports.document.manuscript import Manuscript
from procurement.exports.document.odf import element
from procurement.exports.document.widths import PADDING

Flow = Callable[[Any, Any, str, float], None]

# What a list of the document cannot hold.
_TOO_MUCH = ("table", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "dl", "section", "article")
_INDENT = 7.0
_TERM = 0.3  # of the width


def write_list(manuscript: Manuscript, node: Any, into: Any, style: str, room: float, flow: Flow) -> None:
    """The items with their bullets or numbers; a list of large pieces, or one that the page shows without bullets, as the pieces themselves."""
    items = [item for item in node if item.tag == "li"]
    if "plain" in classes(node) or any(item.find(f".//{tag}") is not None for item in items for tag in _TOO_MUCH):
        flow(node, into, style, room)
        return
    name = "Numbering" if node.tag == "ol" else "Bullets"
    made = element("text:list", {"text:style-name": name})
    into.append(made)
    inner = style if style.startswith("Table") else "List_20_Contents"
    for number, item in enumerate(items):
        start = item.get("value") or (node.get("start", "") if number == 0 else "")
        # A list of the document has no numbers below 1.
        is_numbered = node.tag == "ol" and start.isascii() and start.isdigit() and 0 < int(start[:9]) < 10**8
        target = element("text:list-item", {"text:start-value": str(int(start))} if is_numbered else {})
        made.append(target)
        manuscript.await_target(item.get("id") or "")
        flow(item, target, inner, room - _INDENT)


def write_terms(manuscript: Manuscript, node: Any, into: Any, style: str, room: float, flow: Flow) -> None:
    """Each term with what belongs to it."""
    groups = list(_groups(node))
    if into is not manuscript.body:
        for terms, descriptions in groups:
            for item in (*terms, *descriptions):
                plain = "Term" if item.tag == "dt" else "Description"
                manuscript.await_target(item.get("id") or "")
                flow(item, into, style if style.startswith("Table") else plain, room)
        return
    table = element("table:table", {"table:name": manuscript.table_name(), "table:style-name": manuscript.width_style("T", room)})
    into.append(table)
    widths = (room * _TERM, room * (1 - _TERM))
    for width in widths:
        table.append(element("table:table-column", {"table:style-name": manuscript.width_style("C", width)}))
    for group in groups:
        row = element("table:table-row", {"table:style-name": "Rij"})
        table.append(row)
        for items, width, inner in zip(group, widths, ("Term", "Description"), strict=True):
            cell = element("table:table-cell", {"table:style-name": "CelLeeg", "office:value-type": "string"})
            row.append(cell)
            for item in items:
                manuscript.await_target(item.get("id") or "")
                flow(item, cell, inner, width - PADDING)
            if len(cell) == 0:
                manuscript.paragraph(cell, inner)
    manuscript.paragraph(into, "After_20_table")


def _groups(node: Any) -> Iterator[tuple[list[Any], list[Any]]]:
    """(terms, descriptions) that go together; each <div> of a <dl> holds one such group or more."""
    terms: list[Any] = []
    descriptions: list[Any] = []
    for item in node.iter("dt", "dd"):
        if next(item.iterancestors("dl")) is not node:
            continue
        if item.tag == "dt" and descriptions:
            yield terms, descriptions
            terms, descriptions = [], []
        (terms if item.tag == "dt" else descriptions).append(item)
    if terms or descriptions:
        yield terms, descriptions
