"""Where another column becomes the cheapest per match-year as the hourly cost of the coordinator rises or falls, all else as used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from procurement.sensitivity.inputs import Input
from procurement.sensitivity.outcomes import Bound, Outcomes, Setting
from voorzieningen.money import euro_nl

_WORLDS = {Bound.LOW: " (lage bedragen)", Bound.HIGH: " (hoge bedragen)"}


@dataclass(frozen=True, slots=True)
class Tip:
    """Beyond the hourly cost `at` (euro; still as before itself) other columns, by place, cost least. `bound` is None when low and high agree."""

    at: Decimal
    above: bool
    before: frozenset[int]
    after: frozenset[int]
    bound: Bound | None

    def concerns(self, place: int) -> bool:
        return place in self.before ^ self.after

    def of(self, place: int) -> str:
        """What happens to one column, in Dutch."""
        beyond = f"uurkosten {'boven' if self.above else 'onder'} {euro_nl(self.at)}{_WORLDS[self.bound] if self.bound else ''}"
        return f"kantelt bij {beyond}" if place in self.before else f"wordt het goedkoopst bij {beyond}"


def find_tips(item: Input, places: Sequence[int], outcomes: Outcomes) -> tuple[Tip, ...]:
    """Every change of the cheapest between the lowest and the highest hourly cost of the input, from the one used outwards."""
    lowest, highest = (_cents(item.settings[end]) for end in (0, -1))
    used = next(_cents(setting) for setting in item.settings if setting.used)
    low, high = ([*_walk(used, highest, True, world), *_walk(used, lowest, False, world)] for world in (_World(places, outcomes, b) for b in Bound))
    agreed = [Tip(tip.at, tip.above, tip.before, tip.after, None) for tip in low]
    if agreed == [Tip(tip.at, tip.above, tip.before, tip.after, None) for tip in high]:
        return tuple(agreed)
    return (*low, *high)


def _cents(setting: Setting) -> int:
    assert setting.hourly_cost is not None  # only of the input that is the hourly cost
    return int(setting.hourly_cost * 100)


@dataclass(frozen=True, slots=True)
class _World:
    """All amounts low, or all of them high."""

    places: Sequence[int]
    outcomes: Outcomes
    bound: Bound

    def cheapest(self, cents: int) -> frozenset[int]:
        """Who costs least per match-year at this hourly cost; equal counts for both."""
        setting = Setting("", hourly_cost=Decimal(cents) / 100)
        found = ((place, self.outcomes.of(place, (setting,)).at(self.bound).per_match_year) for place in self.places)
        known = {place: amount.low for place, amount in found if amount is not None}
        least = min(known.values())
        return frozenset(place for place, amount in known.items() if amount == least)


def _walk(start: int, end: int, above: bool, world: _World) -> Iterator[Tip]:
    """Costs are straight lines in the hourly cost, so who is cheapest at both ends is so in between: each change is found by halving."""
    leaders = world.cheapest(start)
    while not leaders <= world.cheapest(end):
        still, gone = start, end
        while abs(gone - still) > 1:
            middle = (still + gone) // 2
            still, gone = (middle, gone) if leaders <= world.cheapest(middle) else (still, middle)
        after = world.cheapest(gone)
        yield Tip(Decimal(still) / 100, above, leaders, after, world.bound)
        start, leaders = gone, after
