"""A workbook without a file format: sheets of cells with values, formulas and names. The writers turn it into bytes."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from voorzieningen.money import percent_nl

MOST_CHARACTERS = 32_000  # a cell of .xlsx holds 32,767

# What XML cannot hold.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

UNKNOWN, NOT_TO_SAY, NOT_ASKED = "onbekend", "niet te bepalen", "niet gevraagd"


@dataclass(frozen=True, slots=True)
class Ref:
    """One cell; rows and columns count from 0."""

    sheet: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Span:
    """Cells next to or under each other on one sheet, both ends included."""

    first: Ref
    last: Ref

    @property
    def size(self) -> int:
        return (self.last.row - self.first.row + 1) * (self.last.column - self.first.column + 1)


@dataclass(frozen=True, slots=True)
class Name:
    """A cell by its name in the workbook."""

    text: str


# Pieces in reading order. A text piece holds operators, numbers, functions and our own fixed words; arguments are parted by ";", which no word
# holds. What a user typed is never a piece.
Piece = str | Ref | Span | Name
Formula = tuple[Piece, ...]


class Kind(StrEnum):
    """How a value is printed."""

    TEXT = "text"
    WRAPPED = "wrapped"
    EURO = "euro"  # also every other number with two decimals
    NUMBER = "number"  # with as many decimals as it has
    PERCENT = "percent"
    FACTOR = "factor"
    YEAR = "year"


class Look(StrEnum):
    PLAIN = "plain"
    TITLE = "title"
    HEADING = "heading"
    INPUT = "input"  # may be changed
    TOTAL = "total"
    TAIL = "tail"


@dataclass(frozen=True, slots=True)
class Limits:
    """What an input cell takes. Whole: whole numbers only; a percentage is typed as one and kept as a fraction."""

    low: Decimal
    high: Decimal
    whole: bool = False
    percentage: bool = False

    @property
    def words(self) -> str:
        """What a person who typed something else reads."""
        low, high = (percent_nl(bound) if self.percentage else str(bound) for bound in (self.low, self.high))
        return f"Vul een {'heel getal' if self.whole else 'getal'} in van {low} tot en met {high}. Leeg betekent onbekend."


@dataclass(frozen=True, slots=True)
class Cell:
    """`value` is what the cell shows; with a formula it is what the formula came to when the file was made. None: empty."""

    value: str | Decimal | int | None
    kind: Kind = Kind.TEXT
    look: Look = Look.PLAIN
    formula: Formula | None = None
    limits: Limits | None = None


@dataclass(slots=True)
class Sheet:
    """Rows of cells. `widths` are characters; `heading` is the row of column headings, which stays in sight and on every page."""

    name: str
    widths: tuple[int, ...]
    rows: list[list[Cell]] = field(default_factory=list)
    heading: int | None = None
    fixed_columns: int = 0

    @property
    def next_row(self) -> int:
        return len(self.rows)

    def add(self, cells: Iterable[Cell] = ()) -> int:
        """A row at the end; gives its number."""
        self.rows.append(list(cells))
        return len(self.rows) - 1

    def add_headings(self, labels: Iterable[str], numbers: Container[str] = ()) -> None:
        """The headings of the columns; those over `numbers` stand to the right, as the numbers do."""
        self.heading = self.add(Cell(label, Kind.NUMBER if label in numbers else Kind.TEXT, Look.HEADING) for label in labels)

    def lines(self, row: int) -> int:
        """How many lines the texts of a row take when they go on within their cells."""
        needed = [1]
        for cell, width in zip(self.rows[row], self.widths, strict=False):
            if isinstance(cell.value, str) and (cell.look is Look.HEADING or (cell.kind is Kind.WRAPPED and cell.look is not Look.TITLE)):
                # A width counts digits; letters are a little narrower.
                room = width * 23 // 20
                needed.append(sum(max(1, -(-len(part) // room)) for part in cell.value.split("\n")))
        return max(needed)

    def at(self, row: int, column: int) -> Ref:
        return Ref(self.name, row, column)


@dataclass(slots=True)
class Workbook:
    """All sheets, and the names of cells: to one cell, or to a span."""

    title: str
    author: str
    made_on: date
    sheets: list[Sheet] = field(default_factory=list)
    names: dict[str, Ref | Span] = field(default_factory=dict)

    def sheet(self, name: str) -> Sheet:
        return next(sheet for sheet in self.sheets if sheet.name == name)

    def cell(self, ref: Ref) -> Cell:
        return self.sheet(ref.sheet).rows[ref.row][ref.column]


def text(value: str, look: Look = Look.PLAIN) -> Cell:
    """A text of one line."""
    return Cell(clean(value), Kind.TEXT, look)


def wrapped(value: str, look: Look = Look.PLAIN) -> Cell:
    """A text that goes on to the next line of its cell."""
    return Cell(clean(value), Kind.WRAPPED, look)


def clean(value: str) -> str:
    """A text that every format can hold: without control characters and not too long."""
    return _CONTROL.sub(" ", value)[:MOST_CHARACTERS]


def cell_name(label: str) -> str:
    """A name that both formats take: letters, digits and underscores only."""
    return re.sub(r"[^A-Za-z0-9_]", "_", label)


def column_letters(column: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
