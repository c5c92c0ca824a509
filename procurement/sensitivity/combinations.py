"""All uncertain inputs together: in how many of the calculated combinations each column costs least per match-year. No probability, no score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import compress, product
from math import prod
from operator import eq
from random import Random

from procurement.pricing import Priced
from procurement.sensitivity.hourly import Tip, find_tips
from procurement.sensitivity.inputs import Input, Inputs, Kind
from procurement.sensitivity.outcomes import Outcomes, Setting
from voorzieningen.money import EuroRange, round_half_up

MOST = 10_000  # combinations; when there are more, so many are drawn
SEED = 20_260_101  # a constant: the same question gives the same answer

Settings = tuple[Setting, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """One column in all combinations: in how many of them it costs least per match-year (equal counts for both), and the range that was met."""

    name: str
    cheapest: int
    counted: int
    per_match_year: EuroRange
    tips: tuple[str, ...] = ()
    has_unknown_price_level: bool = False

    @property
    def share(self) -> str:
        """A whole percentage in words. 0% and 100% are only said of none and of all."""
        whole = int(round_half_up(Decimal(100 * self.cheapest) / self.counted, 0))
        if whole == 0 and self.cheapest:
            return "minder dan 1%"
        if whole == 100 and self.cheapest < self.counted:
            return "meer dan 99%"
        return f"{whole}%"


@dataclass(frozen=True, slots=True)
class Together:
    """The columns in the order of the comparison. `possible` is the number of combinations there are, `counted` that of those calculated.

    `seed` is None when all of them are; `varied` names what was varied, `left_out` what was not.
    """

    standings: tuple[Standing, ...]
    possible: int
    counted: int
    seed: int | None
    varied: tuple[str, ...]
    left_out: tuple[str, ...]
    hourly_range: str = ""  # of the hourly cost, when that was varied
    tips: tuple[Tip, ...] = ()

    @property
    def has_order(self) -> bool:
        return len(self.standings) > 1


@dataclass(frozen=True, slots=True)
class _Axis:
    """All values of one column's own inputs, counted off as one number."""

    place: int
    inputs: tuple[tuple[Settings, ...], ...]  # per input the settings that give a known amount, each in a tuple of one

    @property
    def size(self) -> int:
        return prod(len(settings) for settings in self.inputs)

    def settings(self, number: int) -> Settings:
        found: list[Setting] = []
        for settings in self.inputs:
            number, chosen = divmod(number, len(settings))
            found += settings[chosen]
        return tuple(found)


@dataclass(frozen=True, slots=True)
class _Count:
    """Of one column: in how many of the counted combinations it is the cheapest, and the lowest and highest amount met."""

    cheapest: int
    counted: int
    met: EuroRange


def combine(columns: Sequence[Priced], inputs: Inputs, outcomes: Outcomes) -> Together | None:
    """All combinations of all inputs, or a fixed draw of `MOST`; None when no column has a known cost per match-year.

    An input of one column touches that column alone, so each column is calculated for its own values and combinations only look up.
    """
    places = [place for place in range(len(columns)) if outcomes.of(place).per_match_year is not None]
    if not places:
        return None
    axes = [_Axis(place, tuple(_known_settings(place, item, outcomes) for item in inputs.own[place])) for place in places]
    shared = list(product(*(item.settings for item in inputs.shared)))
    sizes = [len(shared), *(axis.size for axis in axes)]
    possible = prod(sizes)
    picks = _picks(sizes, possible)
    counts = _count([_cents(axis, _pairs(picks, number), _touching(axis.place, inputs.shared, shared), outcomes) for number, axis in enumerate(axes)])
    hourly = next((item for item in inputs.shared if item.kind is Kind.HOURLY_COST), None)
    tips = find_tips(hourly, places, outcomes) if hourly and len(places) > 1 else ()
    return Together(
        standings=tuple(_standing(columns[place], place, count, tips) for place, count in zip(places, counts, strict=True)),
        possible=possible,
        counted=counts[0].counted,
        seed=SEED if possible > MOST else None,
        varied=tuple(_varied(columns, places, inputs, axes)),
        left_out=tuple(_left_out(columns, places, inputs, outcomes)),
        hourly_range=f"{hourly.settings[0].label} tot {hourly.settings[-1].label}" if hourly else "",
        tips=tips,
    )


def _standing(column: Priced, place: int, count: _Count, tips: Sequence[Tip]) -> Standing:
    return Standing(
        name=column.name,
        cheapest=count.cheapest,
        counted=count.counted,
        per_match_year=count.met,
        tips=tuple(tip.of(place) for tip in tips if tip.concerns(place)),
        has_unknown_price_level=column.tariff.price_level_year is None,
    )


def _known_settings(place: int, item: Input, outcomes: Outcomes) -> tuple[Settings, ...]:
    """What is left of an input without the values that leave nothing to compare."""
    return tuple((setting,) for setting in item.settings if outcomes.of(place, (setting,)).per_match_year is not None) or ((),)


def _touching(place: int, inputs: Sequence[Input], shared: Sequence[Settings]) -> list[Settings]:
    """Of each combination of shared values those that touch the column."""
    return [tuple(setting for item, setting in zip(inputs, chosen, strict=True) if place in item.places) for chosen in shared]


def _picks(sizes: Sequence[int], possible: int) -> list[tuple[int, ...]]:
    """A number for each axis per combination, the shared one first: every combination once, or `MOST` drawn ones."""
    if possible <= MOST:
        return list(product(*(range(size) for size in sizes)))
    draw = Random(SEED)  # noqa: S311 - a repeatable draw is what is wanted; nothing secret depends on it
    return list(zip(*(draw.choices(range(size), k=MOST) for size in sizes), strict=True))


def _cents(axis: _Axis, picks: Sequence[tuple[int, int]], shared: Sequence[Settings], outcomes: Outcomes) -> list[int | None]:
    """The cost per match-year of one column in each combination, each different one calculated once. `picks` are (shared, own) numbers."""
    known: dict[tuple[int, int], int | None] = {}
    for pick in set(picks):
        amount = outcomes.of(axis.place, (*shared[pick[0]], *axis.settings(pick[1]))).per_match_year
        # Without an input for low or high every amount is exact.
        known[pick] = None if amount is None else int(amount.low * 100)
    return [known[pick] for pick in picks]


def _pairs(picks: Sequence[tuple[int, ...]], number: int) -> list[tuple[int, int]]:
    """The number of the shared values with that of one column's own, per combination."""
    return [(pick[0], pick[number + 1]) for pick in picks]


def _count(amounts: Sequence[Sequence[int | None]]) -> list[_Count]:
    """The amounts of every column in the same combinations, counted.

    A combination in which an amount is unknown does not count: the others would be cheapest only because one is not known.
    """
    complete = [None not in row for row in zip(*amounts, strict=True)]
    known = [[amount for amount in compress(column, complete) if amount is not None] for column in amounts]
    least = [min(row) for row in zip(*known, strict=True)]
    return [
        _Count(sum(map(eq, column, least)), len(least), EuroRange(Decimal(min(column)).scaleb(-2), Decimal(max(column)).scaleb(-2)))
        for column in known
    ]


def _varied(columns: Sequence[Priced], places: Sequence[int], inputs: Inputs, axes: Sequence[_Axis]) -> Iterator[str]:
    """What was varied with the number of values, shared inputs first."""
    for item in inputs.shared:
        yield f"{item.name} ({len(item.settings)} waarden, voor al het aanbod dezelfde)"
    for place, axis in zip(places, axes, strict=True):
        for item, settings in zip(inputs.own[place], axis.inputs, strict=True):
            if len(settings) > 1:
                yield f"{columns[place].name}: {item.name[0].lower()}{item.name[1:]} ({len(settings)} waarden)"


def _left_out(columns: Sequence[Priced], places: Sequence[int], inputs: Inputs, outcomes: Outcomes) -> Iterator[str]:
    """Columns and values without a cost per match-year, with the reason."""
    for place, column in enumerate(columns):
        if place not in places:
            yield f"{column.name} (kosten per koppelingsjaar niet te bepalen)"
            continue
        for item in inputs.own[place]:
            for setting in item.settings:
                if outcomes.of(place, (setting,)).per_match_year is None:
                    yield f"{column.name} bij ‘{setting.label}’ (het bedrag is dan onbekend)"
