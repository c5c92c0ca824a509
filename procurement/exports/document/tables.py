"""Tables of the HTML as tables of the document: repeated heads, cells over several columns or rows, numbers to the right, widths by their words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from procurement.exports.document.inline import ON_THEIR_OWN, TAGS, classes, is_left_out
from procurement.exports.document.manuscript import Manuscript
from procurement.exports.document.odf import collapsed, element
from procurement.exports.document.widths import PADDING, Layout, lay_out

_LARGEST_SPAN = 100

# How a cell is filled: the cell of the HTML, the cell of the document, the style of its paragraphs, and its room in millimetres.
Fill = Callable[[Any, Any, str, float], None]


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of the grid: what stands there, or nothing when a cell to its left or above covers it."""

    node: Any = None
    across: int = 1
    down: int = 1


Row = list[Cell]


def write_table(manuscript: Manuscript, table: Any, into: Any, room: float, fill: Fill) -> None:
    """The table without its caption. Rows that are too short get empty cells, as in a browser."""
    head, body = _grids(table)
    layout = lay_out([[_measured(cell) for cell in row] for row in (*head, *body)], room)
    made = element("table:table", {"table:name": manuscript.table_name(), "table:style-name": manuscript.width_style("T", room)})
    into.append(made)
    for width in layout.widths:
        made.append(element("table:table-column", {"table:style-name": manuscript.width_style("C", width)}))
    if head:
        rows = element("table:table-header-rows")
        made.append(rows)
        _write_rows(manuscript, head, rows, layout, fill, is_head=True, splits=False)
    _write_rows(manuscript, body, made, layout, fill, is_head=False, splits="table--text" in classes(table))


def _write_rows(manuscript: Manuscript, grid: list[Row], into: Any, layout: Layout, fill: Fill, *, is_head: bool, splits: bool) -> None:
    for cells in grid:
        row = element("table:table-row", {"table:style-name": "RijDeelbaar" if splits else "Rij"})
        into.append(row)
        for place, cell in enumerate(cells):
            if cell.node is None:
                row.append(element("table:covered-table-cell"))
                continue
            for name in _ids(cell.node):
                manuscript.await_target(name)
            made = element("table:table-cell", _cell_attributes(cell, is_head))
            row.append(made)
            width = sum(layout.widths[place : place + cell.across]) - PADDING
            fill(cell.node, made, _paragraph_style(cell.node, is_head, layout.size), width)
            if len(made) == 0:
                manuscript.paragraph(made, f"Table{layout.size}")


def _ids(node: Any) -> Iterator[str]:
    """What a link to a cell can be called: a link to the row leads to its first cell."""
    for item in (node.getparent(), node):
        if item is not None and item.get("id"):
            yield item.get("id")


def _cell_attributes(cell: Cell, is_head: bool) -> dict[str, str]:
    found = {"table:style-name": "CelKop" if is_head else "Cel", "office:value-type": "string"}
    if (cell.across, cell.down) == (1, 1):
        return found
    return found | {"table:number-columns-spanned": str(cell.across), "table:number-rows-spanned": str(cell.down)}


def _paragraph_style(node: Any, is_head: bool, size: int) -> str:
    """The style of the words in a cell: bold for a heading or a total, to the right for a number."""
    row = node.getparent()
    is_bold = node.tag == "th" or is_head or (row is not None and "total" in classes(row))
    return f"Table{'Bold' if is_bold else ''}{'Number' if 'numeric' in classes(node) else ''}{size}"


# --- the grid ------------------------------------------------------------------------------------------------------------------------------


def _grids(table: Any) -> tuple[list[Row], list[Row]]:
    """The rows of the head and of the body as grids that are equally wide."""
    head = [row for row in _rows(table) if row.getparent().tag == "thead"]
    body = [row for row in _rows(table) if row.getparent().tag not in ("thead", "tfoot")]
    foot = [row for row in _rows(table) if row.getparent().tag == "tfoot"]
    grids = _grid(head), _grid([*body, *foot])
    width = max((len(row) for grid in grids for row in grid), default=1)
    empty = element("table:nothing")
    for grid in grids:
        for row in grid:
            row += [Cell(empty) for _ in range(width - len(row))]
    return grids


def _rows(table: Any) -> Iterator[Any]:
    """The rows of this table, not those of a table in one of its cells."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _grid(rows: list[Any]) -> list[Row]:
    grid: list[dict[int, Cell]] = [{} for _ in rows]
    for number, row in enumerate(rows):
        place = 0
        for node in row:
            if node.tag not in ("td", "th"):
                continue
            while place in grid[number]:
                place += 1
            across, down = _span(node, "colspan"), min(_span(node, "rowspan"), len(rows) - number)
            for below in range(down):
                for beside in range(across):
                    grid[number + below].setdefault(place + beside, Cell())
            grid[number][place] = Cell(node, across, down)
            place += across
    return [[row.get(place, Cell()) for place in range(max(row, default=-1) + 1)] for row in grid]


def _span(node: Any, name: str) -> int:
    given = node.get(name, "1")
    return min(max(1, int(given)), _LARGEST_SPAN) if given.isascii() and given.isdigit() else 1


# --- how much a cell asks ----------------------------------------------------------------------------------------------------------------


def _measured(cell: Cell) -> str:
    """The words of a cell, each paragraph on a line; a cell over several columns does not count for one of them."""
    if cell.node is None or cell.across > 1:
        return ""
    return "\n".join(collapsed(line) for line in "".join(_words(cell.node)).split("\n"))


def _words(node: Any) -> Iterator[str]:
    if is_left_out(node) or node.tag == "svg":
        return
    is_line = node.tag not in TAGS or bool(classes(node) & ON_THEIR_OWN) or node.tag == "br"
    if is_line:
        yield "\n"
    yield (node.text or "").replace("\n", " ")
    for child in node:
        yield from _words(child)
        yield (child.tail or "").replace("\n", " ")
    if is_line:
        yield "\n"
