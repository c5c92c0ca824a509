"""What each uncertain input does by itself, everything else as the question has it: the shift of the total and of the order per match-year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from procurement.pricing import Priced
from procurement.sensitivity.inputs import Input, Inputs, Kind
from procurement.sensitivity.outcomes import Bound, Outcome, Outcomes, Setting
from voorzieningen.money import ZERO, EuroRange, euro_nl

_RELATIONS = {-1: "goedkoper dan", 0: "even duur als", 1: "duurder dan"}
_WORLDS = {Bound.LOW: "alleen de lage bedragen", Bound.HIGH: "alleen de hoge bedragen"}


@dataclass(frozen=True, slots=True)
class End:
    """The total at one end of what an input can be; None is unknown."""

    label: str
    total: EuroRange | None


@dataclass(frozen=True, slots=True)
class Row:
    """One input varied for one column. `less` and `more` are how far the total can fall and rise against the one used: euro, never negative.

    `unknown` are the settings (labels) under which the total is unknown; `order` says in Dutch how the order per match-year changes.
    """

    column: str
    offering: str  # slug
    item: Input
    ends: tuple[End, End]
    less: Decimal
    more: Decimal
    shift_at: str  # label of the setting with the largest shift
    unknown: tuple[str, ...]
    order: tuple[str, ...]
    has_unknown_price_level: bool = False

    @property
    def shift(self) -> Decimal:
        """The largest shift of the total in euro."""
        return max(self.less, self.more)

    @property
    def moves(self) -> bool:
        return self.shift > 0

    @property
    def is_still(self) -> bool:
        """Whether the total is the same whatever the input is."""
        return not self.moves and not self.unknown

    @property
    def name(self) -> str:
        return f"{self.column}: {self.item.name[0].lower()}{self.item.name[1:]}"

    @property
    def subject(self) -> str:
        """What is uncertain, as part of a sentence."""
        return {
            Kind.READING: f"hoe de prijs van {self.column} is bedoeld",
            Kind.AMOUNT: f"welk bedrag van {self.column} voor u geldt",
            Kind.DURATION: f"hoe lang een koppeling bij {self.column} duurt",
            Kind.HOURLY_COST: f"wat een uur van de coördinator bij {self.column} kost",
            Kind.COMPLETION: f"hoeveel koppelingen van {self.column} alle modules afronden",
            Kind.PRICE_LEVEL: f"van welk jaar de prijs van {self.column} is",
        }[self.item.kind]

    @property
    def effect(self) -> str:
        """The largest shift in words: "bij 'per jaar' is het totaal tot € 183.600,00 lager"."""
        if self.item.kind is Kind.AMOUNT:
            return f"tussen laag en hoog zit {euro_nl(self.shift)}"
        if self.less == self.more:
            return f"dat scheelt tot {euro_nl(self.shift)} in het totaal, naar beide kanten"
        return f"bij ‘{self.shift_at}’ is het totaal tot {euro_nl(self.shift)} {'lager' if self.less > self.more else 'hoger'}"


def vary_one_at_a_time(columns: Sequence[Priced], inputs: Inputs, outcomes: Outcomes) -> tuple[Row, ...]:
    """A row per input and column: those that shift the total first, by shift; then those that make it unknown; then those that change nothing."""
    rows = [row for place in range(len(columns)) for item in inputs.touching(place) for row in _row(columns, place, item, outcomes)]
    return tuple(sorted(rows, key=lambda row: (not row.moves, not row.unknown, -row.shift)))


def _row(columns: Sequence[Priced], place: int, item: Input, outcomes: Outcomes) -> Iterator[Row]:
    used = outcomes.of(place).total
    assert used is not None  # inputs are only of columns with a known total
    if item.kind is Kind.AMOUNT and used.is_exact:
        return  # a range in another reading alone; it counts in the combinations
    found = [(setting.label, outcomes.of(place, (setting,)).total) for setting in item.settings]
    totals = [(label, total) for label, total in found if total is not None]
    unknown = tuple(label for label, total in found if total is None)
    shifts = [(bound, label) for label, total in totals for bound in (total.low - used.low, total.high - used.high)]
    totals.sort(key=lambda pair: (pair[1].low, pair[1].high))
    low, high = End(*totals[0]), End(*totals[-1])
    if unknown and low.total == high.total:
        high = End(unknown[0], None)
    yield Row(
        column=columns[place].name,
        offering=columns[place].offering.slug,
        item=item,
        ends=(low, high),
        less=max(ZERO, -min(shifts)[0]),
        more=max(ZERO, max(shifts)[0]),
        shift_at=max(shifts, key=lambda shift: abs(shift[0]))[1],
        unknown=unknown,
        order=tuple(_order(columns, place, item, outcomes)),
        has_unknown_price_level=columns[place].tariff.price_level_year is None,
    )


# --- the order per match-year -------------------------------------------------------------------------------------------------------------


def _order(columns: Sequence[Priced], place: int, item: Input, outcomes: Outcomes) -> Iterator[str]:
    """Per setting how the column comes to stand against the others, where that is not as it was."""
    used = [outcomes.of(other) for other in range(len(columns))]
    for setting in item.settings:
        changed: dict[tuple[int, str], list[str]] = {}
        for other, column in enumerate(columns):
            before = _signs(used[place], used[other])
            after = _signs(outcomes.of(place, (setting,)), _beside(other, item, setting, outcomes))
            if other != place and before and after:
                for relation, worlds in _changes(before, after):
                    changed.setdefault((relation, worlds), []).append(column.name)
        for (relation, worlds), names in changed.items():
            others = " en ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]
            yield f"{columns[place].name} wordt per koppelingsjaar {_RELATIONS[relation]} {others} bij ‘{setting.label}’{worlds}"


def _beside(other: int, item: Input, setting: Setting, outcomes: Outcomes) -> Outcome:
    """Another column beside the varied one: with the same value when the input is shared, otherwise as it was."""
    return outcomes.of(other, (setting,) if item.is_shared and other in item.places else ())


def _signs(a: Outcome, b: Outcome) -> tuple[int, int] | None:
    """Whether `a` costs less (-1), as much (0) or more (1) per match-year than `b`: low with low and high with high; None when one is unknown."""
    if a.per_match_year is None or b.per_match_year is None:
        return None
    return _sign(a.per_match_year.low, b.per_match_year.low), _sign(a.per_match_year.high, b.per_match_year.high)


def _sign(a: Decimal, b: Decimal) -> int:
    return (a > b) - (a < b)


def _changes(before: tuple[int, int], after: tuple[int, int]) -> Iterator[tuple[int, str]]:
    """(the new relation, in which world alone it is new) for every relation that changes."""
    low, high = (new if new != old else None for old, new in zip(before, after, strict=True))
    if low == high:
        if low is not None:
            yield low, ""
        return
    for bound, relation in ((Bound.LOW, low), (Bound.HIGH, high)):
        if relation is not None:
            yield relation, "" if after[0] == after[1] else f" ({_WORLDS[bound]} vergeleken)"
