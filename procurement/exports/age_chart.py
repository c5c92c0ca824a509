"""Lays out the ages of each offering as plain values that the SVG template prints: a bar from pregnancy to 24, certain and possible apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from procurement.coverage import AgeBar
from procurement.exports.charts import Box, Text, Tick, coordinate, shortened
from voorzieningen.ages import PREGNANCY_STARTS, Months

CAPTION = "Voor welke leeftijd van het kind het aanbod is"
UNKNOWN = "leeftijd onbekend: navragen"

_AXIS = Months(PREGNANCY_STARTS, 288)
_WIDTH, _LEFT, _RIGHT = 300, 4, 292
_ROW, _BAR = 38, 12
_LABELLED = (0, 5, 12, 18, 23)  # years


@dataclass(frozen=True, slots=True)
class AgeRow:
    """One offering: its name, and the boxes of its ages. `unknown` stands where no source tells an age."""

    name: Text
    certain: tuple[Box, ...]
    possible: tuple[Box, ...]
    unknown: Text | None = None


@dataclass(frozen=True, slots=True)
class AgeChart:
    """The picture; `title` holds everything in words. `birth` is where pregnancy ends."""

    caption: str
    title: str
    width: str
    height: str
    scale_y: str  # where the lines of the scale end
    labels_y: str
    birth: str
    rows: tuple[AgeRow, ...]
    ticks: tuple[Tick, ...]

    @property
    def start(self) -> str:
        """Where pregnancy begins."""
        return self.ticks[0].x


def age_chart(bars: Sequence[AgeBar]) -> AgeChart | None:
    """The bars in their order; None without any."""
    if not bars:
        return None
    bottom = _ROW * len(bars)
    return AgeChart(
        caption=CAPTION,
        title=f"{CAPTION}. " + " ".join(f"{bar.offering.name}: {_words(bar)}." for bar in bars),
        width=str(_WIDTH),
        height=coordinate(bottom + 20),
        scale_y=coordinate(bottom),
        labels_y=coordinate(bottom + 14),
        birth=coordinate(_place(0)),
        rows=tuple(_row(bar, _ROW * number) for number, bar in enumerate(bars)),
        ticks=(Tick(coordinate(_place(_AXIS.start)), "", "start"), *(_tick(year) for year in _LABELLED)),
    )


def _row(bar: AgeBar, top: int) -> AgeRow:
    name = Text("4", coordinate(top + 14), shortened(bar.offering.name))
    if bar.is_unknown:
        return AgeRow(name, (), (), Text("4", coordinate(top + 30), UNKNOWN))
    return AgeRow(name, _boxes(bar.certain, top), _boxes(bar.possible, top))


def _boxes(ages: Sequence[Months], top: int) -> tuple[Box, ...]:
    """What lies beyond the axis is cut off; the table has it."""
    shown = [(max(months.start, _AXIS.start), min(months.end, _AXIS.end)) for months in ages if months.overlaps(_AXIS)]
    return tuple(Box(coordinate(_place(start)), coordinate(top + 20), coordinate(_place(end) - _place(start)), str(_BAR)) for start, end in shown)


def _place(months: int) -> Decimal:
    return _LEFT + Decimal(months - _AXIS.start) * (_RIGHT - _LEFT) / (_AXIS.end - _AXIS.start)


def _tick(year: int) -> Tick:
    return Tick(coordinate(_place(12 * year)), f"{year} jaar" if year == _LABELLED[-1] else str(year), "middle")


def _words(bar: AgeBar) -> str:
    if bar.is_unknown:
        return UNKNOWN
    parts = [f"zeker {bar.certain_words}" if bar.certain else "", f"mogelijk {bar.possible_words}" if bar.possible else ""]
    parts.append(f"bronnen verschillen over {bar.disputed_words}" if bar.disputed else "")
    return "; ".join(part for part in parts if part)
