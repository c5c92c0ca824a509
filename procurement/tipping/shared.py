"""A combination with a shared coordinator beside its parts apart: the difference between two calculations, never a claim about the world."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from procurement import costs
from procurement.pricing import Priced
from procurement.question import matches_nl
from procurement.tipping.wording import and_words, takes_shared_hours
from voorzieningen.money import EuroRange, euro_nl, number_nl, range_nl, total_of

_COUNTS = {2: "twee", 3: "drie", 4: "vier"}


@dataclass(frozen=True, slots=True)
class SharedYear:
    """One contract year of both calculations, and the hours a week of the shared coordinator at which they cost the same.

    A bound of the hours that does not exist is None, with the reason in Dutch; so is an amount that is unknown.
    """

    calendar_year: int
    apart: EuroRange | None
    together: EuroRange | None
    hours_low: Decimal | None
    hours_high: Decimal | None
    reason: str

    @property
    def hours_differ(self) -> bool:
        return self.hours_low != self.hours_high


@dataclass(frozen=True, slots=True)
class Part:
    """One part apart, with its share of the new matches per contract year."""

    name: str
    new_matches: tuple[int, ...]
    total: EuroRange | None

    @property
    def matches(self) -> str:
        return matches_nl(self.new_matches)


@dataclass(frozen=True, slots=True)
class SharedBesideParts:
    """A combination beside its parts. `obstacle` says in Dutch what keeps the two from being compared; then there are no parts and years."""

    name: str
    obstacle: str = ""
    hours: Decimal | None = None  # a week, as the user gave them; None: not given
    total: EuroRange | None = None
    parts: tuple[Part, ...] = ()
    years: tuple[SharedYear, ...] = ()
    has_unknown_price_level: bool = False  # of one of the tariffs no source says for what year its amounts are

    @property
    def apart(self) -> EuroRange | None:
        """The parts together; None when one is unknown."""
        known = [part.total for part in self.parts if part.total is not None]
        return total_of(known) if known and len(known) == len(self.parts) else None

    @property
    def sentence(self) -> str:
        """How far the two calculations differ; empty when one of them is unknown."""
        if self.total is None or self.apart is None or self.hours is None:
            return ""
        parts = _COUNTS.get(len(self.parts), number_nl(len(self.parts)))
        hours = number_nl(self.hours.normalize())
        return f"{self.name} komt uit op {_difference(self.apart - self.total)} de {parts} delen apart, bij {hours} gedeelde uren per week."

    @property
    def assumption(self) -> str:
        """How the matches are divided."""
        shares = and_words([f"{part.matches} bij {part.name}" for part in self.parts])
        return f"Verdeling: elk deel krijgt evenveel nieuwe koppelingen per jaar, {shares}."


def find_shared(columns: Sequence[Priced], results: Sequence[costs.OfferingCost], scenario: costs.Scenario) -> tuple[SharedBesideParts, ...]:
    """Every compared combination whose coordinator's hours are the user's to give, beside its parts as they are compared."""
    return tuple(
        _beside_parts(column, result, columns, scenario)
        for column, result in zip(columns, results, strict=True)
        if column.offering.parts and takes_shared_hours(column)
    )


def _beside_parts(column: Priced, result: costs.OfferingCost, columns: Sequence[Priced], scenario: costs.Scenario) -> SharedBesideParts:
    compared = {part.offering.slug: part for part in reversed(columns)}  # of several tariffs of a part the first
    missing = [slug.replace("-", " ") for slug in column.offering.parts if slug not in compared]
    if missing:
        return SharedBesideParts(column.name, f"Zet {and_words(missing)} erbij om dit te zien.")
    parts = [compared[slug] for slug in column.offering.parts]
    number = len(parts)
    share = _divided(scenario, number)
    if share is None:
        obstacle = f"Het aantal koppelingen is niet in elk jaar gelijk over de {number} delen te verdelen. Kies een veelvoud van {number}."
        return SharedBesideParts(column.name, obstacle)
    apart = [costs.cost(part.calculated, share) for part in parts]
    return SharedBesideParts(
        name=column.name,
        hours=scenario.shared_hours,
        total=result.total,
        parts=tuple(Part(part.name, share.new_matches, cost.total) for part, cost in zip(parts, apart, strict=True)),
        years=_years(column, result, parts, apart, share, scenario),
        has_unknown_price_level=any(priced.calculated.price_level_year is None for priced in (column, *parts)),
    )


def _divided(scenario: costs.Scenario, parts: int) -> costs.Scenario | None:
    """The scenario of each part: an equal share of all matches; None when that is no whole number somewhere."""
    counts = (*scenario.new_matches, *(count for _, count in scenario.carry_over))
    if any(count % parts for count in counts):
        return None
    return replace(
        scenario,
        new_matches=tuple(count // parts for count in scenario.new_matches),
        carry_over=tuple((year, count // parts) for year, count in scenario.carry_over),
    )


def _years(
    column: Priced,
    result: costs.OfferingCost,
    parts: Sequence[Priced],
    apart: Sequence[costs.OfferingCost],
    share: costs.Scenario,
    scenario: costs.Scenario,
) -> tuple[SharedYear, ...]:
    turns = costs.shared_hours_break_even([part.calculated for part in parts], column.calculated, [share] * len(parts), scenario)
    return tuple(
        SharedYear(
            calendar_year=year.calendar_year,
            apart=_sum([cost.years[year.contract_year - 1].cost for cost in apart]),
            together=year.cost,
            hours_low=turn.low,
            hours_high=turn.high,
            reason=turn.low_reason or turn.high_reason,
        )
        for year, turn in zip(result.years, turns, strict=True)
    )


def _sum(amounts: Sequence[EuroRange | None]) -> EuroRange | None:
    known = [amount for amount in amounts if amount is not None]
    return total_of(known) if len(known) == len(amounts) else None


def _difference(by: EuroRange) -> str:
    """How much less (or more) the combination comes to than its parts, ready to be followed by those parts."""
    if by.low == by.high == 0:
        return "evenveel als"
    if by.is_exact:
        return f"{_than(by.low)} dan"
    if min(by.low, by.high) > 0:
        return f"{range_nl(EuroRange(min(by.low, by.high), max(by.low, by.high)))} minder dan"
    if max(by.low, by.high) < 0:
        return f"{range_nl(EuroRange(-max(by.low, by.high), -min(by.low, by.high)))} meer dan"
    return f"{_than(by.low)} (lage bedragen) of {_than(by.high)} (hoge bedragen) dan"


def _than(by: Decimal) -> str:
    return f"{euro_nl(abs(by))} {'meer' if by < 0 else 'minder'}"
