"""What the search answers, as a page or file prints it: both worlds side by side, in words and in amounts of the cost core."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from procurement import pricing
from procurement.coverage import DemandRow
from procurement.mix.choice import Certainty, Goal
from procurement.mix.conditions import Budget, Terms
from procurement.mix.found import FoundMix
from procurement.mix.menu import World
from procurement.mix.mix_table import MixTable
from procurement.mix.reasons import Forced, Uncovered
from procurement.mix.relaxation import NOT_ALL_TRIED, NOT_WORKED_OUT, ConditionPrice, Relaxations
from procurement.mix.solver import Outcome
from voorzieningen.money import euro_nl, number_nl, range_nl

UNKNOWN_LEVEL = "Van (een deel van) deze bedragen is het prijspeil onbekend: ze kunnen verouderd zijn."


@dataclass(frozen=True, slots=True)
class Partial:
    """When no mix places everybody: the most families that can be placed, as cheap as can be, and the budget that would be enough for all.

    `mix` and `enough` are None when they are not known, with the reason in Dutch; without a budget in the question there is neither reason.
    """

    mix: FoundMix | None
    mix_reason: str
    enough: Decimal | None
    enough_reason: str
    relaxations: Relaxations

    @property
    def is_worked_out(self) -> bool:
        """Whether it is known how many families can be placed at most."""
        return self.mix_reason != NOT_WORKED_OUT

    def can_do_as(self, other: Partial) -> bool:
        """Whether all is the same but for what it costs once conditions are dropped."""
        return self._done == other._done

    @property
    def _done(self) -> tuple[object, ...]:
        mix = self.mix and (self.mix.numbers, self.mix.unplaced)
        return mix, self.mix_reason, self.enough, self.enough_reason, self.relaxations.note, [found.dropped for found in self.relaxations.found]

    def relaxed_words(self, high: Partial) -> tuple[str, ...]:
        """Each set of conditions to drop, with what the cheapest mix then costs: here, and with the same sets in the high world."""
        pairs = zip(self.relaxations.found, high.relaxations.found, strict=True)
        return tuple(one.words_up_to(other) for one, other in pairs)


@dataclass(frozen=True, slots=True)
class WorldAnswer:
    """The search in one world. `mix` is None when there is none (`outcome` is onmogelijk) or when none was found in time (gestopt).

    `at_most` is how much the mix can be above the cheapest, in euro, when the time was up; None when that is not known.
    """

    world: World
    outcome: Outcome
    mix: FoundMix | None = None
    at_most: Decimal | None = None
    next_best: FoundMix | None = None
    next_reason: str = ""
    condition_prices: tuple[ConditionPrice, ...] = ()
    forced: tuple[tuple[int, Forced], ...] = ()  # (place in the comparison, what it takes)
    partial: Partial | None = None

    @property
    def is_proven(self) -> bool:
        return self.outcome is not Outcome.STOPPED

    @property
    def next_more(self) -> Decimal | None:
        """How much the next mix costs above the cheapest, in euro."""
        return None if self.mix is None or self.next_best is None else self.next_best.amount - self.mix.amount

    @property
    def stopped_words(self) -> str:
        """What it means that the time was up; empty when it was not."""
        if self.is_proven:
            return ""
        if self.mix is None:
            return "De rekentijd was op voordat er een mix was gevonden. Of er een is, is niet bekend. Maak de opgave kleiner of kies minder aanbod."
        limit = "" if self.at_most is None else f" Hij kost hoogstens {euro_nl(self.at_most)} meer dan het goedkoopste."
        return f"De rekentijd was op: dit is de goedkoopste mix die is gevonden, misschien niet de goedkoopste die er is.{limit}"


@dataclass(frozen=True, slots=True)
class NotChosen:
    """An offering that is not in the mix of a world. `reasons` hold in both; otherwise `words` say what it takes, by world."""

    priced: pricing.Priced
    reasons: tuple[str, ...]
    words: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.priced.name

    @property
    def all_words(self) -> tuple[str, ...]:
        return self.reasons or self.words


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """What one condition costs, by world when that differs."""

    label: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartialTable:
    """What can be done when not everybody has a place, with when that holds (empty: always) and the mix as a table."""

    when: str
    partial: Partial
    table: MixTable | None
    relaxed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What the search found. `rows` are the rows of the demand with families; `worlds` are low and high, in that order."""

    rows: tuple[DemandRow, ...]
    calendar_years: tuple[int, ...]
    terms: Terms
    goal: Goal
    worlds: tuple[WorldAnswer, WorldAnswer]
    not_chosen: tuple[NotChosen, ...]
    uncovered: tuple[Uncovered, ...]
    assumptions: tuple[str, ...]

    @property
    def families(self) -> int:
        return sum(row.families or 0 for row in self.rows)

    @property
    def budget(self) -> Budget | None:
        return self.terms.budget

    @property
    def cover_words(self) -> str:
        return "zeker" if self.terms.certainty is Certainty.CERTAIN else "zeker of mogelijk"

    @property
    def same_mix(self) -> bool:
        """Whether both worlds find the same mix, or both none."""
        low, high = self.worlds
        return (low.mix and low.mix.numbers) == (high.mix and high.mix.numbers)

    @property
    def mixes(self) -> tuple[MixTable, ...]:
        """The mix that was found, or both with when each holds."""
        found = [(world.world, world.mix) for world in self.worlds if world.mix is not None]
        if self.same_mix:
            return tuple(MixTable("", mix, self.rows, self.calendar_years) for _, mix in found[:1])
        return tuple(MixTable(_when(world), mix, self.rows, self.calendar_years) for world, mix in found)

    @property
    def next_bests(self) -> tuple[tuple[str, FoundMix, Decimal], ...]:
        """(world, mix, how much more it costs there) of each world that has a next mix."""
        return tuple(
            (world.world.value, world.next_best, world.next_more)
            for world in self.worlds
            if world.next_best is not None and world.next_more is not None
        )

    @property
    def next_reasons(self) -> tuple[str, ...]:
        return beside(*(world.next_reason for world in self.worlds))

    @property
    def stopped(self) -> tuple[str, ...]:
        return beside(*(world.stopped_words for world in self.worlds))

    @property
    def is_complete(self) -> bool:
        """Whether nothing was given up for lack of time."""
        said = [*self.next_reasons, *(words for row in self.condition_rows for words in row.words)]
        said += [words for item in self.not_chosen for words in item.words]
        partials = [world.partial for world in self.worlds if world.partial is not None]
        said += [words for partial in partials for words in (partial.mix_reason, partial.enough_reason, partial.relaxations.note)]
        return not self.stopped and not any(NOT_WORKED_OUT in words or NOT_ALL_TRIED in words for words in said)

    @property
    def condition_rows(self) -> tuple[ConditionRow, ...]:
        low, high = self.worlds
        prices = zip(low.condition_prices, high.condition_prices, strict=True)
        return tuple(ConditionRow(one.condition.label, beside(one.words, other.words)) for one, other in prices)

    @property
    def partials(self) -> tuple[PartialTable, ...]:
        """What can be done in the worlds where not everybody can be placed; once when both can do the same."""
        low, high = (world.partial for world in self.worlds)
        if low is not None and high is not None and low.can_do_as(high):
            return (PartialTable("", low, self._table("", low.mix), low.relaxed_words(high)),)
        found = [(_when(world.world), world.partial) for world in self.worlds if world.partial is not None]
        return tuple(PartialTable(when, partial, self._table(when, partial.mix), partial.relaxed_words(partial)) for when, partial in found)

    def _table(self, when: str, mix: FoundMix | None) -> MixTable | None:
        return None if mix is None else MixTable(when, mix, self.rows, self.calendar_years)

    @property
    def sentences(self) -> tuple[str, ...]:
        """The answer in a few sentences: what, for whom, and what it costs."""
        low, high = self.worlds
        if self.same_mix:
            return self._sentences(low, "")
        return (*self._sentences(low, "Vallen alle bedragen laag uit: "), *self._sentences(high, "Vallen alle bedragen hoog uit: "))

    def _sentences(self, world: WorldAnswer, when: str) -> tuple[str, ...]:
        whom = f"{'het ene gezin' if self.families == 1 else f'alle {number_nl(self.families)} gezinnen'} per jaar"
        within = f" binnen {self.budget.words}" if self.budget else ""
        if world.mix is None:
            if world.outcome is Outcome.STOPPED:
                return (_start(f"{when}er is op tijd geen mix gevonden."),)
            return (_start(f"{when}geen mix dekt dit: niet {whom} kunnen {self.cover_words} een plek krijgen{within}."),)
        mix = world.mix
        first = f"{when}de goedkoopste mix die {whom} {self.cover_words} dekt{within}, is {mix.words}."
        years = f"{len(self.calendar_years)} {'contractjaar' if len(self.calendar_years) == 1 else 'contractjaren'}"
        after = "" if mix.tail is None else f", en daarna nog {range_nl(mix.tail)} aan uitloop"
        known = () if not mix.has_unknown_price_level else (UNKNOWN_LEVEL,)
        return _start(first), f"Die mix kost {range_nl(mix.total)} in {years}{after}.", *known


def _when(world: World) -> str:
    return f"als alle bedragen {world} uitvallen"


def _start(sentence: str) -> str:
    return f"{sentence[0].upper()}{sentence[1:]}"


def beside(low: str, high: str) -> tuple[str, ...]:
    """The words of both worlds: once when they are the same, otherwise each with its world; nothing when there are none."""
    if low == high:
        return (low,) if low else ()
    return tuple(f"{world}: {words}" for world, words in zip(World, (low, high), strict=True) if words)
