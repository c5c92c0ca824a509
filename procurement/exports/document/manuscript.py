"""The document while it is being written: its body, the styles and pictures that it needs, its numbers, and the page that it is on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from procurement.exports.document.odf import Line, element
from procurement.exports.document.pictures import Picture

# Master pages of the styles, and the millimetres that a line has on each.
PORTRAIT, LANDSCAPE, TITLE = "Standard", "Liggend", "Titelblad"
ROOM = {PORTRAIT: 170.0, LANDSCAPE: 261.0, TITLE: 160.0}
KINDS_OF_NUMBER = ("Table", "Figure")


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading for the table of contents; `bookmark` is where it stands."""

    level: int
    text: str
    bookmark: str


class Manuscript:
    """`targets` are the ids that a link in the document leads to: only those become bookmarks."""

    def __init__(self, targets: frozenset[str]) -> None:
        self.body = element("office:text")
        self.body.append(element("text:sequence-decls", {}, *(_declared(kind) for kind in KINDS_OF_NUMBER)))
        self.headings: list[Heading] = []
        self.contents: Any = None  # the table of contents, filled when all headings are known
        self.pictures: dict[str, Picture] = {}
        self.widths: dict[str, float] = {}  # of columns and tables, by style
        self.paragraphs: dict[tuple[str, str, bool], str] = {}  # (style, new page of this kind, a new page) -> automatic style
        self.columns: dict[int, str] = {}  # sections with so many columns
        self.wanted_page = PORTRAIT
        self.is_break_due = False
        self._page = ""
        self._targets = targets
        self._waiting: list[str] = []
        self._counts = dict.fromkeys(KINDS_OF_NUMBER, 0)
        self._tables = 0

    @property
    def room(self) -> float:
        """Millimetres beside each other on this page."""
        return ROOM[self.wanted_page]

    # --- blocks ---------------------------------------------------------------------------------------------------------------------------

    def paragraph(self, into: Any, style: str) -> Line:
        """An empty paragraph in this style, on the page that is wanted here."""
        block = element("text:p", {"text:style-name": self._placed(into, style)})
        return self._begin(into, block)

    def heading(self, into: Any, level: int) -> Line:
        """An empty heading, 1 to 6."""
        style = self._placed(into, f"Heading_20_{level}")
        return self._begin(into, element("text:h", {"text:style-name": style, "text:outline-level": str(level)}))

    def make_room(self, into: Any) -> None:
        """Before what cannot carry a page style itself, like a list or a table."""
        if into is self.body and (self.is_break_due or self.wanted_page != self._page):
            self.paragraph(into, "Page_20_start")

    def turn_page(self) -> None:
        """What stands here begins a new page by its own style: the one that is wanted."""
        self._page, self.is_break_due = self.wanted_page, False

    def _placed(self, into: Any, style: str) -> str:
        if into is not self.body:
            return style
        master = self.wanted_page if self.wanted_page != self._page else ""
        key = (style, master, self.is_break_due and not master)
        self._page, self.is_break_due = self.wanted_page, False
        if not master and not key[2]:
            return style
        return self.paragraphs.setdefault(key, f"P{len(self.paragraphs) + 1}")

    def _begin(self, into: Any, block: Any) -> Line:
        into.append(block)
        line = Line(block)
        for bookmark in self._waiting:
            line.add(element("text:bookmark", {"text:name": bookmark}))
        self._waiting.clear()
        return line

    # --- names and numbers ------------------------------------------------------------------------------------------------------------------

    def await_target(self, name: str) -> None:
        """The next block is what links to this id lead to."""
        if name in self._targets:
            self._targets -= {name}
            self._waiting.append(name)

    def mark_target(self, line: Line, name: str) -> None:
        """This place in the line is what links to this id lead to."""
        if name in self._targets:
            self._targets -= {name}
            line.add(element("text:bookmark", {"text:name": name}))

    def number(self, kind: str) -> Any:
        """The next number of this kind, as a field that the program keeps up to date."""
        self._counts[kind] += 1
        count = str(self._counts[kind])
        attributes = {
            "text:ref-name": f"ref{kind}{count}",
            "text:name": kind,
            "text:formula": f"ooow:{kind}+1",
            "style:num-format": "1",
        }
        return element("text:sequence", attributes, text=count)

    def table_name(self) -> str:
        self._tables += 1
        return f"Tabel{self._tables}"

    def width_style(self, kind: str, width: float) -> str:
        """The automatic style of a table or column of so many millimetres."""
        name = f"{kind}{round(width * 10)}"
        self.widths[name] = width
        return name

    def column_style(self, count: int) -> str:
        return self.columns.setdefault(count, f"Kolommen{count}")

    # --- pictures ---------------------------------------------------------------------------------------------------------------------------

    def frame(self, picture: Picture, room: float) -> Any:
        """The picture as a character of the line, at most as wide as the room, with its words for who cannot see it."""
        number = len(self.pictures) + 1
        path = f"Pictures/beeld-{number}.{picture.ending}"
        self.pictures[path] = picture
        width, height = picture.within(room)
        size = {"svg:width": f"{width:.2f}mm", "svg:height": f"{height:.2f}mm"}
        link = {"xlink:href": path, "xlink:type": "simple", "xlink:show": "embed", "xlink:actuate": "onLoad", "draw:mime-type": picture.media_type}
        made = element("draw:frame", {"draw:style-name": "Beeld", "draw:name": f"Beeld {number}", "text:anchor-type": "as-char"} | size)
        made.append(element("draw:image", link))
        if picture.title:
            made.append(element("svg:title", text=picture.title))
        if picture.words:
            made.append(element("svg:desc", text=picture.words))
        return made


def _declared(kind: str) -> Any:
    return element("text:sequence-decl", {"text:display-outline-level": "0", "text:name": kind})
