"""Lays out the line chart of the total against the new matches a year as plain values that its SVG template only prints.

Coordinates are text with a point, in units of the viewBox (see charts.py); amounts in words are exact. Lines differ by dash, marker and label.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from textwrap import wrap

from procurement import costs
from procurement.exports.charts import Scale, Text, coordinate, tick_label
from procurement.pricing import Priced
from procurement.sheet import Sheet
from procurement.tipping import Pair, Tipping
from voorzieningen.money import EXACT, EuroRange, number_nl, range_nl

WIDTH, TOP, BOTTOM, LEFT, RIGHT = 400, 28, 228, 56, 296
HEIGHT = 266
# The last number on the scale, and the step of its labels.
AXES = ((20, 5), (30, 5), (40, 10), (50, 10), (60, 10), (80, 20), (100, 20), (120, 20), (150, 25), (200, 50))
FARTHEST = 4  # a tipping point is brought into the picture up to so many times the number asked

_LABEL_WIDTH, _LABEL_LINE, _LABEL_GAP = 17, 10, 3
_MARK_WIDTH = 14  # of a number beside a tipping point
_TOLERANCE = Decimal("0.1")  # units that a line may pass beside a point that it leaves out


@dataclass(frozen=True, slots=True)
class Style:
    """How one line is drawn: seven that differ without colour. `marker` is a path around its place; `open` markers have no surface."""

    colour: str
    dash: str
    marker: str
    words: str
    open: bool = False


STYLES = (
    Style("#17506b", "none", "m-3 0 a3 3 0 1 0 6 0 a3 3 0 1 0 -6 0", "doorgetrokken, met rondjes"),
    Style("#a03c00", "7 3", "m-2.7 -2.7 h5.4 v5.4 h-5.4 z", "strepen, met vierkantjes"),
    Style("#3d6b1f", "2 2", "m0 -3.6 l3.3 5.8 h-6.6 z", "stippels, met driehoekjes"),
    Style("#7a2a7a", "8 3 2 3", "m0 -4 l3.6 4 l-3.6 4 l-3.6 -4 z", "streep en stip, met ruitjes"),
    Style("#1b2226", "14 3", "m0 3.6 l3.3 -5.8 h-6.6 z", "lange strepen, met driehoekjes op hun punt"),
    Style("#8a5a00", "6 2 1 2 1 2", "m-3 -3 l6 6 m0 -6 l-6 6", "streep en twee stippen, met kruisjes", open=True),
    Style("#4a5a66", "1 3", "m-3.6 0 h7.2 m-3.6 -3.6 v7.2", "losse stippen, met plusjes", open=True),
)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of a scale: where it stands and what it says."""

    at: str
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """One column: the line of its low amounts and, when those differ, of its high ones with the band between. All are lists of points.

    `markers` are paths; `leader` is the line from the end to the label, which has one or two lines of text.
    """

    name: str
    style: Style
    low: str
    high: str
    band: str
    markers: tuple[str, ...]
    leader: str
    label: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A tipping point: its place, the number of matches beside it (or nothing), and whether it is of the low amounts."""

    x: str
    y: str
    of_low: bool
    label: Text | None


@dataclass(frozen=True, slots=True)
class Asked:
    """The upright line of the number that was asked."""

    x: str
    label: Text


@dataclass(frozen=True, slots=True)
class TableRow:
    """The same numbers in words: one column at some numbers of new matches a year."""

    name: str
    line: str  # how its line looks; empty when it has none
    totals: tuple[EuroRange, ...]
    has_unknown_price_level: bool


@dataclass(frozen=True, slots=True)
class LineChart:
    """The whole figure. `title` holds its message and amounts in words, `note` tells what it leaves out."""

    caption: str
    title: str
    note: str
    y_label: str
    width: str
    height: str
    amounts: tuple[Tick, ...]
    numbers: tuple[Tick, ...]
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    asked: Asked | None
    counts: tuple[int, ...]
    rows: tuple[TableRow, ...]

    x_label = "Nieuwe koppelingen per jaar"
    top, bottom, left, right = str(TOP), str(BOTTOM), str(LEFT), str(RIGHT)


@dataclass(frozen=True, slots=True)
class _Series:
    """The totals of one column at 0, 1, 2... new matches a year, up to the end of the scale."""

    column: Priced
    totals: tuple[EuroRange, ...]


@dataclass(frozen=True, slots=True)
class _Plane:
    """From matches and amounts to places in the picture."""

    last: int
    step: int
    scale: Scale

    def x(self, matches: int) -> Decimal:
        return LEFT + EXACT.divide(Decimal(matches * (RIGHT - LEFT)), Decimal(self.last))

    def points(self, amounts: Sequence[Decimal]) -> list[tuple[Decimal, Decimal]]:
        return _bends([(self.x(matches), self.scale.place(amount)) for matches, amount in enumerate(amounts)])

    @property
    def stops(self) -> tuple[int, ...]:
        return tuple(range(0, self.last + 1, self.step))


def line_chart(sheet: Sheet) -> LineChart | None:
    """The chart of a comparison; None when no column has a known total at every number of matches."""
    tipping = sheet.tipping
    if tipping is None:
        return None
    last, step = _axis(tipping)
    known = [series for column in sheet.columns if (series := _series(column.priced, sheet.question.scenario, last)) is not None]
    if not known:
        return None
    shown = known[: len(STYLES)]
    plane = _Plane(last, step, Scale.over([total for series in shown for total in series.totals], left=BOTTOM, right=TOP))
    counts = tuple(sorted({*plane.stops, *([tipping.matches] if tipping.matches <= last else [])}))
    caption = f"Totaal over {len(sheet.years)} jaar bij meer of minder nieuwe koppelingen per jaar, van laag tot hoog"
    return LineChart(
        caption=caption,
        title=_title(caption, tipping, shown, counts),
        note=_note(tipping, known, last),
        y_label=f"Totaal over {len(sheet.years)} jaar",
        width=str(WIDTH),
        height=str(HEIGHT),
        amounts=_amount_ticks(plane.scale),
        numbers=tuple(Tick(coordinate(plane.x(matches)), number_nl(matches)) for matches in plane.stops),
        lines=_lines(shown, plane),
        marks=_marks(tipping, shown, plane),
        asked=_asked(tipping, plane),
        counts=counts,
        rows=tuple(
            TableRow(
                series.column.name,
                STYLES[place].words if place < len(STYLES) else "",
                tuple(series.totals[count] for count in counts),
                series.column.calculated.price_level_year is None,
            )
            for place, series in enumerate(known)
        ),
    )


def _axis(tipping: Tipping) -> tuple[int, int]:
    """The last number and the step: about twice the number asked, with the nearest tipping points if they are not far."""
    within = [turn for pair in tipping.nearest for turn in pair.turns if turn <= FARTHEST * tipping.matches]
    wanted = max(2 * tipping.matches, *within, 0)
    return next((axis for axis in AXES if axis[0] >= wanted), AXES[-1])


def _series(column: Priced, scenario: costs.Scenario, last: int) -> _Series | None:
    totals = costs.totals_by_matches(column.calculated, scenario, range(last + 1))
    known = tuple(total for total in totals if total is not None)
    return _Series(column, known) if len(known) == len(totals) else None


def _bends(points: list[tuple[Decimal, Decimal]]) -> list[tuple[Decimal, Decimal]]:
    """The points that a line through them needs: the ends, and where it would otherwise pass more than a tenth of a unit beside one."""
    (x, y), (end_x, end_y) = points[0], points[-1]
    slope = EXACT.divide(end_y - y, end_x - x)
    beside = [abs(y + slope * (point_x - x) - point_y) for point_x, point_y in points]
    farthest = beside.index(max(beside))
    if beside[farthest] <= _TOLERANCE:
        return [points[0], points[-1]]
    return [*_bends(points[: farthest + 1])[:-1], *_bends(points[farthest:])]


def _path(points: Sequence[tuple[Decimal, Decimal]]) -> str:
    return " ".join(f"{coordinate(x)},{coordinate(y)}" for x, y in points)


def _amount_ticks(scale: Scale) -> tuple[Tick, ...]:
    steps = int((scale.high - scale.low) / scale.step)
    amounts = [scale.low + scale.step * number for number in range(steps + 1)]
    return tuple(Tick(coordinate(scale.place(amount)), tick_label(amount)) for amount in amounts)


# --- lines and their labels -------------------------------------------------------------------------------------------------------------------


def _lines(shown: Sequence[_Series], plane: _Plane) -> tuple[Line, ...]:
    labels = [_label_words(series.column.name) for series in shown]
    ends = [plane.scale.place((series.totals[-1].low + series.totals[-1].high) / 2) for series in shown]
    places = _spread(ends, [len(words) * _LABEL_LINE for words in labels])
    return tuple(
        _line(series, style, plane, end, place, words) for series, style, end, place, words in zip(shown, STYLES, ends, places, labels, strict=False)
    )


def _line(series: _Series, style: Style, plane: _Plane, end: Decimal, place: Decimal, words: Sequence[str]) -> Line:
    low = plane.points([total.low for total in series.totals])
    high = [] if all(total.is_exact for total in series.totals) else plane.points([total.high for total in series.totals])
    stops = [(plane.x(stop), plane.scale.place(series.totals[stop].low)) for stop in plane.stops[1:]]
    first = place - Decimal(len(words) - 1) * _LABEL_LINE / 2 + 3
    return Line(
        name=series.column.name,
        style=style,
        low=_path(low),
        high=_path(high),
        band=_path([*low, *reversed(high)]) if high else "",
        markers=tuple(f"M{coordinate(x)} {coordinate(y)} {style.marker}" for x, y in [*stops, (Decimal(RIGHT + 16), place)]),
        leader=_path([(Decimal(RIGHT), end), (Decimal(RIGHT + 10), place)]),
        label=tuple(Text(str(RIGHT + 23), coordinate(first + _LABEL_LINE * number), line, "9") for number, line in enumerate(words)),
    )


def _label_words(name: str) -> tuple[str, ...]:
    """The name in at most two short lines, with an ellipsis where it was cut; the whole name stands in the title and the table."""
    return tuple(wrap(name, _LABEL_WIDTH, max_lines=2, placeholder="…"))


def _spread(ends: Sequence[Decimal], heights: Sequence[int]) -> list[Decimal]:
    """Where the middle of each label comes so that none covers another: as near to its end as the others leave room."""
    order = sorted(range(len(ends)), key=lambda number: ends[number])
    tops: dict[int, Decimal] = {}
    bottom = Decimal(TOP - 10)
    for number in order:
        tops[number] = max(ends[number] - Decimal(heights[number]) / 2, bottom)
        bottom = tops[number] + heights[number] + _LABEL_GAP
    limit = Decimal(BOTTOM + 10)
    for number in reversed(order):
        tops[number] = min(tops[number], limit - heights[number])
        limit = tops[number] - _LABEL_GAP
    return [tops[number] + Decimal(heights[number]) / 2 for number in range(len(ends))]


# --- what stands out --------------------------------------------------------------------------------------------------------------------------


def _asked(tipping: Tipping, plane: _Plane) -> Asked | None:
    if not tipping.same_each_year or tipping.matches > plane.last:
        return None
    x = plane.x(tipping.matches)
    return Asked(coordinate(x), Text(coordinate(max(x, Decimal(LEFT + 24))), str(TOP - 6), f"gevraagd: {number_nl(tipping.matches)}", "9"))


def _marks(tipping: Tipping, shown: Sequence[_Series], plane: _Plane) -> tuple[Mark, ...]:
    """Every tipping point of two lines in the picture; those nearest to the number asked have the number beside them where there is room."""
    by_key = {series.column.key: series for series in shown}
    found: list[Mark] = []
    for pair in (*tipping.nearest, *tipping.turning):
        if by_key.keys() >= set(pair.keys):
            both = [by_key[key] for key in pair.keys]
            for place in _places(pair, both, plane):
                found += _mark(*place, found, labelled=pair in tipping.nearest)
    return tuple(found)


def _places(pair: Pair, both: Sequence[_Series], plane: _Plane) -> list[tuple[int, Decimal, Decimal, bool]]:
    """The number, the place, and whether it is of the low amounts."""
    found = []
    for of_low, turns in ((True, pair.low_turns), (False, pair.high_turns)):
        for turn in turns:
            # Where two cost the same at one number, the order turns twice: to equal and on. One mark is enough.
            if turn <= plane.last and turn - 1 not in turns:
                left, right = (series.totals[turn].low if of_low else series.totals[turn].high for series in both)
                found.append((turn, plane.x(turn), plane.scale.place((left + right) / 2), of_low))
    return found


def _mark(turn: int, x: Decimal, y: Decimal, of_low: bool, others: Sequence[Mark], labelled: bool) -> list[Mark]:
    """The mark, unless the same one stands there already. Numbers of low amounts come below it and of high ones above."""
    mark = Mark(coordinate(x), coordinate(y), of_low, None)
    if any((other.x, other.y, other.of_low) == (mark.x, mark.y, of_low) for other in others):
        return []
    text = Text(coordinate(x + 3), coordinate(y + 16 if of_low else y - 9), number_nl(turn), "9")
    return [replace(mark, label=text)] if labelled and all(_is_apart(mark, text, other) for other in others) else [mark]


def _is_apart(mark: Mark, text: Text, other: Mark) -> bool:
    """Whether the number does not cover that of the other mark, and does not repeat it."""
    if other.label is None:
        return True
    if (other.x, other.label.text) == (mark.x, text.text):
        return False
    return abs(Decimal(other.label.x) - Decimal(text.x)) > _MARK_WIDTH or abs(Decimal(other.label.y) - Decimal(text.y)) > _LABEL_LINE


def _title(caption: str, tipping: Tipping, shown: Sequence[_Series], counts: Sequence[int]) -> str:
    """The message: where the nearest pairs turn, and of every line the amounts at the ends and at the number asked."""
    stops = sorted({counts[0], *([tipping.matches] if tipping.matches in counts else []), counts[-1]})
    amounts = [f"{series.column.name}: {'; '.join(f'bij {stop} {range_nl(series.totals[stop])}' for stop in stops)}." for series in shown]
    return " ".join([f"{caption}.", *(pair.sentence for pair in tipping.nearest), *amounts])


def _note(tipping: Tipping, known: Sequence[_Series], last: int) -> str:
    """What the picture leaves out; never silent about that."""
    more = [series.column.name for series in known[len(STYLES) :]]
    unknown = ", ".join(column.name for column in tipping.unknown)
    outside = sorted({turn for pair in tipping.nearest for turn in pair.turns if turn > last})
    parts = [
        more and f"Niet getekend, wel in de tabel: {', '.join(more)}.",
        unknown and f"Zonder lijn, want het totaal is onbekend: {unknown}. Onbekend is geen nul.",
        not tipping.same_each_year and "U vroeg niet elk jaar hetzelfde aantal; de grafiek rekent met elk jaar evenveel.",
        tipping.matches > last and f"Het gevraagde aantal ({number_nl(tipping.matches)}) valt buiten de grafiek.",
        outside and f"Buiten de grafiek vallen omslagpunten bij {', '.join(number_nl(turn) for turn in outside)}.",
    ]
    return " ".join(part for part in parts if part)
