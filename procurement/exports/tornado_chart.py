"""Lays out the tornado as plain values: per uncertain input how far the total can fall and rise against the one used, the largest shift on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from procurement.exports.charts import Box, Scale, Text, Tick, coordinate, fitted, shortened
from procurement.sensitivity import Row, Sensitivity
from voorzieningen.money import ZERO, EuroRange, euro_nl

MOST_BARS = 12

_WIDTH, _LEFT, _RIGHT = 300, 4, 292
_ROW, _BAR = 54, 12


@dataclass(frozen=True, slots=True)
class Swing:
    """One input: `less` lies left of the total used, `more` right of it; None where the total does not move to that side."""

    name: Text
    value: Text
    less: Box | None
    more: Box | None
    line_from: str  # y of the stretch of the line that stands for the total used
    line_to: str


@dataclass(frozen=True, slots=True)
class Tornado:
    """The picture on its scale of euro more or less; `zero` is where the total used stands. `title` holds everything in words."""

    caption: str
    title: str
    note: str  # what the picture leaves out
    width: str
    height: str
    scale_y: str  # where the lines of the scale end
    labels_y: str
    zero: str
    swings: tuple[Swing, ...]
    ticks: tuple[Tick, ...]


def tornado_chart(sensitivity: Sensitivity | None) -> Tornado | None:
    """The at most twelve largest shifts of a total; None when no input shifts one."""
    moving = [row for row in sensitivity.rows if row.moves] if sensitivity else []
    if sensitivity is None or not moving:
        return None
    shown = moving[:MOST_BARS]
    scale = Scale.over([EuroRange(-row.less, row.more) for row in shown], left=_LEFT, right=_RIGHT)
    swings = tuple(_swing(row, scale, _ROW * number) for number, row in enumerate(shown))
    bottom = _ROW * len(shown)
    caption = "Hoeveel het totaal kan schuiven, per onzekerheid"
    return Tornado(
        caption=caption,
        title=f"{caption}. " + " ".join(f"{row.name}: {_words(row)}." for row in shown),
        note=_note(sensitivity.rows, moving),
        width=str(_WIDTH),
        height=coordinate(bottom + 20),
        scale_y=coordinate(bottom),
        labels_y=coordinate(bottom + 14),
        zero=coordinate(scale.place(ZERO)),
        swings=swings,
        ticks=scale.ticks(labels=3),
    )


def _swing(row: Row, scale: Scale, top: int) -> Swing:
    return Swing(
        name=Text("4", coordinate(top + 14), shortened(f"{row.column}: {row.item.short_name}")),
        value=fitted("4", top + 45, _words(row), _RIGHT - _LEFT),
        less=_box(scale, -row.less, ZERO, top + 20),
        more=_box(scale, ZERO, row.more, top + 20),
        line_from=coordinate(top + 18),
        line_to=coordinate(top + 22 + _BAR),
    )


def _box(scale: Scale, low: Decimal, high: Decimal, top: int) -> Box | None:
    if low == high:
        return None
    start, end = scale.place(low), scale.place(high)
    return Box(coordinate(start), coordinate(top), coordinate(end - start), str(_BAR))


def _words(row: Row) -> str:
    """How far the total moves, exact to the cent: "tot € 183.600 minder"."""
    parts = [f"tot {euro_nl(shift, cents=False)} {word}" for shift, word in ((row.less, "minder"), (row.more, "meer")) if shift]
    return ", ".join(parts)


def _note(rows: Sequence[Row], moving: Sequence[Row]) -> str:
    """A picture is never silent about what it leaves out."""
    said = []
    if len(moving) > MOST_BARS:
        said.append(f"De grafiek toont de {MOST_BARS} grootste van {len(moving)}; de tabel toont alles.")
    if any(row.unknown for row in rows):
        said.append("Waar het totaal onbekend wordt, is geen vlak te tekenen: zie de tabel.")
    return " ".join(said)
