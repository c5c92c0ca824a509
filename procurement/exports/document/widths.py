"""How wide the columns of a table are and how large its letters: enough for the longest word first, the rest by how much there is to read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# Points of the letters, largest first, and the millimetres that a character of each takes on average.
SIZES = ((8.5, 1.62), (7.5, 1.43), (6.5, 1.24))
PADDING = 4.2  # millimetres at both sides of a cell together
_WIDEST = 60  # characters: beyond this a column has enough to break its lines well
_NARROWEST = 8.0
_LONGEST_WORD = 20  # characters: longer ones, like addresses of pages, break


@dataclass(frozen=True, slots=True)
class Layout:
    """Millimetres per column and which of SIZES the letters have."""

    widths: tuple[float, ...]
    size: int


def lay_out(rows: Sequence[Sequence[str]], room: float) -> Layout:
    """The layout of a table whose cells hold these texts (rows of equal length) in `room` millimetres."""
    columns = list(zip(*rows, strict=True))
    words = [min(_LONGEST_WORD, max((len(word) for text in column for word in re.split(r"[ \n]", text)), default=0)) for column in columns]
    lines = [min(_WIDEST, max((len(line) for text in column for line in text.split("\n")), default=0)) for column in columns]
    for size, (_, character) in enumerate(SIZES):
        least = [max(_NARROWEST, count * character + PADDING) for count in words]
        if sum(least) <= room:
            return Layout(_shared_out(least, [count * character + PADDING for count in lines], room), size)
    # Even the smallest letters do not make room for every word: long words break.
    return Layout(tuple(width * room / sum(least) for width in least), len(SIZES) - 1)


def _shared_out(least: Sequence[float], full: Sequence[float], room: float) -> tuple[float, ...]:
    """What every column needs at least, and the rest of the room by how much more each would like."""
    wanted = [max(0.0, width - needed) for width, needed in zip(full, least, strict=True)]
    rest = room - sum(least)
    shares = [share / sum(wanted) for share in wanted] if sum(wanted) else [1 / len(least)] * len(least)
    return tuple(needed + rest * share for needed, share in zip(least, shares, strict=True))
