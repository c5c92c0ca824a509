"""What a file with a table comes down to: texts in rows, with bounds on how much there may be. What the texts mean is for `columns`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MEGABYTE = 1024 * 1024
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
# What no text of the catalogue has: PostgreSQL refuses a NUL, and the others cannot be seen.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class FileRefusedError(ValueError):
    """A file that is not opened any further; the message says why, in Dutch."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may hold: bytes of the file, bytes unpacked, rows below the headings, columns, characters in a cell."""

    size: int = 2 * MEGABYTE
    unpacked: int = 10 * MEGABYTE
    rows: int = 2000
    columns: int = 60
    cell: int = 5000
    seconds: int = 10
    memory: int = 300 * MEGABYTE

    @property
    def cells(self) -> int:
        return (self.rows + 1) * self.columns


@dataclass(frozen=True, slots=True)
class Line:
    """One row below the headings: `number` as the spreadsheet counts it, the headings being 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The headings with the rows that are not empty, and what the reader should know about how they were read, in Dutch."""

    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()


def cell_name(column: int, row: int) -> str:
    """How a spreadsheet calls a cell, both from 1: B12."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def number(value: int) -> str:
    """A whole number in Dutch: 2.000."""
    return f"{value:,}".replace(",", ".")


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula. `plain` takes the apostrophe away again, whatever the text was."""
    return f"'{text}" if _FORMULA.match(text) else text


def plain(text: str) -> str:
    """The text without the apostrophe of `guarded`."""
    return text[1:] if _GUARDED.match(text) else text


def made_table(rows: Iterator[tuple[int, Sequence[str]]], limits: Limits, notes: tuple[str, ...] = ()) -> Table:
    """The table of numbered rows, the headings first. Raises FileRefusedError when it is too much, too little, or no table."""
    headings: tuple[str, ...] = ()
    lines: list[Line] = []
    for row, texts in rows:
        if not any(text.strip() for text in texts):
            continue
        cells = tuple(_checked(text, column, row, limits) for column, text in enumerate(texts, start=1))
        if not headings:
            headings = _headings(cells, limits)
            continue
        if len(cells) > len(headings) and any(cells[len(headings) :]):
            raise FileRefusedError(f"Rij {number(row)} heeft meer vakken dan er kolommen zijn ({len(headings)}). Staat er een ; of , te veel?")
        if len(lines) == limits.rows:
            raise FileRefusedError(f"Het bestand heeft meer dan {number(limits.rows)} rijen. Verdeel het over meer bestanden.")
        lines.append(Line(row, (*cells[: len(headings)], *[""] * (len(headings) - len(cells)))))
    if not headings:
        raise FileRefusedError("Het bestand is leeg.")
    return Table(headings, tuple(lines), notes)


def _headings(cells: tuple[str, ...], limits: Limits) -> tuple[str, ...]:
    named = tuple(text.strip() for text in cells)
    while named and not named[-1]:
        named = named[:-1]
    if len(named) > limits.columns:
        raise FileRefusedError(f"Het bestand heeft {number(len(named))} kolommen. Er mogen er {limits.columns} zijn.")
    for column, name in enumerate(named, start=1):
        if not name:
            raise FileRefusedError(f"De kolom in {cell_name(column, 1)} heeft geen kop.")
    return named


def _checked(text: str, column: int, row: int, limits: Limits) -> str:
    where = cell_name(column, row)
    if len(text) > limits.cell:
        raise FileRefusedError(f"De tekst in {where} is te lang: {number(len(text))} tekens. Er mogen er {number(limits.cell)} zijn.")
    if _CONTROL.search(text):
        raise FileRefusedError(f"In {where} staat een teken dat niet te zien is en niet kan. Typ de tekst opnieuw.")
    if text.lstrip().startswith("="):
        raise FileRefusedError(f"In {where} staat een formule. Vervang de formule door de uitkomst.")
    return plain(text).strip()
