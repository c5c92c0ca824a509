"""Lays out the charts as plain values that the SVG template only prints: cost per contract year and range of totals; no colours, no sums.

Coordinates are text with a point, in units of the viewBox, because a template would print numbers in Dutch notation. Every amount in a
chart is exact to the cent, or "onbekend"; nothing is rounded to fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from procurement import costs
from procurement.sheet import total_words
from voorzieningen.money import EXACT, EuroRange, euro_nl, range_nl, round_half_up

MOST_OFFERINGS = 12
UNKNOWN = "onbekend"

_LONGEST_NAME = 40  # what fits in 290 units of bold text of 12 units
_CHARACTER_WIDTH = Decimal("0.6")  # of the font size, on the safe side
_BAR = 12

Column = tuple[str, costs.OfferingCost]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in units of the viewBox."""

    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class Text:
    """Words at a place, in the size at which they fit the picture."""

    x: str
    y: str
    text: str
    size: str = "12"


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the scale with the place and words of its label, if it has one; `anchor` keeps the outer labels inside the picture."""

    x: str
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One amount: `solid` runs up to the low amount, `band` from the low to the high one. Both are None when it is unknown.

    `partial` says that the amount is only that of the years with a known price.
    """

    name: Text
    value: Text
    solid: Box | None = None
    band: Box | None = None
    partial: Text | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """One SVG: its size, its bars on a scale, and in `title` everything it shows, in words."""

    key: str
    heading: str
    title: str
    width: str
    height: str
    scale_y: str  # where the lines of the scale end
    labels_y: str
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure of one or more pictures on the same scale. `note` tells what it leaves out; it is never silent about that."""

    kind: str  # "jaren" or "totalen"
    caption: str
    pictures: tuple[Picture, ...]
    note: str = ""


def year_chart(*, columns: Sequence[Column]) -> Chart:
    """Cost per contract year: a picture per offering with a bar per year, all on one scale so that they can be compared.

    `columns` are the names and results in the order of the comparison. A year without a known cost says "onbekend" and has no bar.
    """
    shown = columns[:MOST_OFFERINGS]
    scale = Scale.over([year.cost for _, result in shown for year in result.years if year.cost is not None], left=36, right=232)
    pictures = tuple(_year_picture(f"jaren-{number}", name, result, scale) for number, (name, result) in enumerate(shown, start=1))
    return Chart("jaren", "Kosten per contractjaar, van laag tot hoog", pictures, _note(columns))


def range_chart(*, columns: Sequence[Column]) -> Chart:
    """Total per offering from low to high. A partial total is marked as such and never stands for the whole; an unknown one has no bar."""
    shown = columns[:MOST_OFFERINGS]
    amounts = [amount for _, result in shown if (amount := result.total or result.known_years) is not None]
    scale = Scale.over(amounts, left=4, right=292)
    bars: list[Bar] = []
    bottom = 0
    for name, result in shown:
        bar, height = _total_bar(name, result, scale, bottom)
        bars.append(bar)
        bottom += height
    caption = f"Totale kosten over {len(shown[0][1].years) if shown else 0} contractjaren, van laag tot hoog"
    title = f"{caption}. " + " ".join(f"{name}: {total_words(result)}." for name, result in shown)
    picture = Picture(
        "totalen", "", title, "300", coordinate(bottom + 20), coordinate(bottom), coordinate(bottom + 14), tuple(bars), scale.ticks(labels=4)
    )
    return Chart("totalen", caption, (picture,) if shown else (), _note(columns))


def _note(columns: Sequence[Column]) -> str:
    if len(columns) <= MOST_OFFERINGS:
        return ""
    return f"De grafiek toont de eerste {MOST_OFFERINGS} van {len(columns)} keer aanbod; de tabel toont alles."


def _year_picture(key: str, name: str, result: costs.OfferingCost, scale: Scale) -> Picture:
    bars = []
    for place, year in enumerate(result.years):
        top = 32 * place
        label = Text("0", coordinate(top + 26), str(year.calendar_year))
        if year.cost is None:
            bars.append(Bar(label, Text("40", coordinate(top + 26), UNKNOWN)))
            continue
        solid, band = scale.boxes(year.cost, top + 16)
        bars.append(Bar(label, fitted("38", top + 12, range_nl(year.cost, cents=False), 200), solid, band))
    words = "; ".join(f"{year.calendar_year} {_amount_words(year.cost, year.reason)}" for year in result.years)
    bottom = 32 * len(result.years)
    title = f"Kosten per contractjaar van {name}: {words}."
    return Picture(key, name, title, "240", coordinate(bottom + 20), coordinate(bottom), coordinate(bottom + 14), tuple(bars), scale.ticks(labels=2))


def _total_bar(name: str, result: costs.OfferingCost, scale: Scale, top: int) -> tuple[Bar, int]:
    """The bar under its name, the amount under the bar, and how many units high they are together."""
    heading = Text("4", coordinate(top + 14), shortened(name))
    amount = result.total or result.known_years
    if amount is None:
        return Bar(heading, Text("4", coordinate(top + 30), UNKNOWN)), 40
    solid, band = scale.boxes(amount, top + 20)
    value = fitted("4", top + 45, range_nl(amount, cents=False), 290)
    if result.total is None:
        return Bar(heading, value, solid, band, Text("4", coordinate(top + 59), "alleen bekende jaren; het totaal is onbekend")), 68
    return Bar(heading, value, solid, band), 54


def _amount_words(amount: EuroRange | None, reason: str) -> str:
    if amount is not None:
        return range_nl(amount)
    return f"{UNKNOWN} ({reason})" if reason else UNKNOWN


def shortened(name: str) -> str:
    """At most 40 characters, with an ellipsis where it was cut; the whole name stands in the title and the table."""
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1].rstrip()}…"


def fitted(x: str, y: int, text: str, width: int) -> Text:
    """The text in a size at which it is no wider than `width`: an exact amount is never cut or rounded."""
    size = min(Decimal(12), Decimal(width) / (len(text) * _CHARACTER_WIDTH))
    return Text(x, coordinate(y), text, coordinate(size))


def coordinate(place: Decimal | int) -> str:
    """A coordinate as SVG wants it: at most two decimals, with a point."""
    return f"{round_half_up(Decimal(place), 2).normalize():f}"


@dataclass(frozen=True, slots=True)
class Scale:
    """Amounts from `low` to `high`, both round numbers, laid over the units `left` to `right`."""

    low: Decimal
    high: Decimal
    step: Decimal
    left: int
    right: int

    @classmethod
    def over(cls, amounts: Sequence[EuroRange], left: int, right: int) -> Scale:
        """A scale that holds zero and all amounts, in at most five round steps."""
        lowest = min((amount.low for amount in amounts), default=Decimal(0))
        highest = max((amount.high for amount in amounts), default=Decimal(0))
        lowest, highest = min(lowest, Decimal(0)), max(highest, Decimal(0))
        if lowest == highest:
            highest = Decimal(1)  # all amounts are zero: a scale with room, whose bars have no length
        step = _round_step(EXACT.divide(highest - lowest, Decimal(4)))
        low, high = (EXACT.multiply(_whole_steps(bound, step), step) for bound in (lowest, highest))
        return cls(low, high, step, left, right)

    def place(self, amount: Decimal) -> Decimal:
        share = EXACT.divide(EXACT.subtract(amount, self.low), EXACT.subtract(self.high, self.low))
        return self.left + share * (self.right - self.left)

    def boxes(self, amount: EuroRange, top: int) -> tuple[Box, Box | None]:
        """The solid part from zero to the low amount, and the band from low to high when they differ."""
        zero, low, high = self.place(Decimal(0)), self.place(amount.low), self.place(amount.high)
        solid = Box(coordinate(min(zero, low)), coordinate(top), coordinate(abs(low - zero)), str(_BAR))
        if amount.is_exact:
            return solid, None
        return solid, Box(coordinate(low), coordinate(top), coordinate(high - low), str(_BAR))

    def ticks(self, labels: int) -> tuple[Tick, ...]:
        """A line per step. At most so many of them have a label (2 or more): the first, the last, and those between that have room."""
        count = int((self.high - self.low) / self.step)
        stride = -(-count // (labels - 1))
        amounts = [self.low + self.step * number for number in range(count + 1)]
        return tuple(
            Tick(
                coordinate(self.place(amount)),
                tick_label(amount) if number == count or (number % stride == 0 and count - number >= stride) else "",
                _anchor(number, count),
            )
            for number, amount in enumerate(amounts)
        )


def _anchor(number: int, last: int) -> str:
    return "start" if number == 0 else "end" if number == last else "middle"


def _round_step(least: Decimal) -> Decimal:
    """The smallest of 1, 2 and 5 times a power of ten that is not below `least`."""
    power = Decimal(1).scaleb(least.adjusted())
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least)


def _whole_steps(bound: Decimal, step: Decimal) -> Decimal:
    """How many steps reach the bound, away from zero."""
    steps = EXACT.divide(abs(bound), step)
    whole = steps.to_integral_value(rounding="ROUND_CEILING", context=EXACT)
    return -whole if bound < 0 else whole


def tick_label(amount: Decimal) -> str:
    """A round amount of the scale, in millions or thousands of millions when it is large: exact, because it is round."""
    for size, word in ((Decimal(10) ** 9, "mld"), (Decimal(10) ** 6, "mln")):
        if abs(amount) >= size:
            return f"{euro_nl(amount / size, cents=False)}\u00a0{word}"
    return euro_nl(amount, cents=False)
