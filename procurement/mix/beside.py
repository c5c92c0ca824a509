"""Up to three mixes side by side, beside doing nothing: what each costs, whom it places and what it leaves open. No order but that of the address."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from procurement import costs
from procurement.coverage import Coverage, Demand, Matrix, find_coverage
from procurement.fit import Task
from procurement.mix.cost import Mix
from procurement.mix.placement import YearPlacement
from procurement.mix.sums import MixSum
from procurement.mix.wording import and_words
from voorzieningen.catalogue import Catalogue, Offering
from voorzieningen.money import number_nl

NOTHING = "Niets doen"
NO_CONTRACT = "geen contract"
UNKNOWN_OF_NOTHING = "Wat het kost als gezinnen geen hulp krijgen, is onbekend. Geen van de bronnen noemt daar een bedrag voor."
_NO_DEMAND = "geen aantallen in de opgave"
_DIFFERENT: tuple[tuple[str, Callable[[costs.Scenario], object]], ...] = (
    ("het aantal contractjaren", lambda scenario: scenario.years),
    ("het eerste contractjaar", lambda scenario: scenario.start_year),
    ("wie betaalt", lambda scenario: scenario.payers),
    ("de uurkosten", lambda scenario: (scenario.hourly_cost, scenario.hourly_cost_price_level)),
    ("de uren van de gedeelde coördinator", lambda scenario: scenario.shared_hours),
    ("de weken per jaar", lambda scenario: scenario.weeks),
    ("de indexatie", lambda scenario: (scenario.indexation, scenario.growth)),
    ("het prijspeil", lambda scenario: scenario.default_price_level or scenario.start_year),
    ("de btw als proef", lambda scenario: scenario.vat_what_if),
    ("de afronding van modules", lambda scenario: scenario.completion),
    ("het aantal inwoners", lambda scenario: scenario.inhabitants),
)


@dataclass(frozen=True, slots=True)
class NamedMix:
    """A mix with what its scenario is called, and the question that it answers."""

    name: str
    mix: Mix
    scenario: costs.Scenario
    demand: Demand


@dataclass(frozen=True, slots=True)
class Cell:
    """What one mix says in one row: words, a list of them, or a sum of the mix that may be unknown."""

    text: str = ""
    sum: MixSum | None = None
    items: tuple[str, ...] = ()
    has_unknown_price_level: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table; the first cell is that of doing nothing. `is_money`: the cells are amounts."""

    label: str
    named: tuple[tuple[str, Cell], ...]
    is_money: bool = False


@dataclass(frozen=True, slots=True)
class Mixes:
    """The table. `warnings` say which inputs differ, because those change the amounts as well."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    warnings: tuple[str, ...]
    has_unknown_price_level: bool


def compare_mixes(named: Sequence[NamedMix], catalogue: Catalogue) -> Mixes:
    """The mixes in their own order, after doing nothing."""
    numbered = [f"{number}. {one.name}" for number, one in enumerate(named, start=1)]
    headings = (NOTHING, *numbered)
    rows = [*_matches(named), *_money(named), *_families(named), *_uncovered(named, catalogue), _unknown(named)]
    laid_out = tuple(Row(label, tuple(zip(headings, cells, strict=True)), is_money) for label, cells, is_money in rows)
    return Mixes(headings, laid_out, tuple(_warnings(named)), any(one.mix.has_unknown_price_level for one in named))


_Cells = tuple[str, tuple[Cell, ...], bool]


def _matches(named: Sequence[NamedMix]) -> Iterator[_Cells]:
    """A row for every offering that is asked in one of the mixes, then all together."""
    asked: dict[str, dict[int, str]] = {}
    for number, one in enumerate(named):
        for member in one.mix.members:
            parts = [(part.name, part.matches) for part in member.shared.parts] if member.shared else [(member.name, member.matches)]
            for name, matches in parts:
                asked.setdefault(name, {})[number] = f"{matches} (gedeelde coördinator)" if member.shared else matches
    for name, found in asked.items():
        cells = (Cell(found.get(number, "geen")) for number in range(len(named)))
        yield f"Nieuwe koppelingen per jaar: {name}", (Cell("geen"), *cells), False
    yield "Nieuwe koppelingen per jaar: samen", (Cell("geen"), *(Cell(one.mix.matches) for one in named)), False


def _money(named: Sequence[NamedMix]) -> Iterator[_Cells]:
    starts = {one.scenario.start_year for one in named}
    longest = max(named, key=lambda one: one.scenario.years).scenario
    for number in range(1, longest.years + 1):
        label = f"Kosten jaar {number} ({longest.calendar_year(number)})" if len(starts) == 1 else f"Kosten jaar {number}"
        yield label, (Cell(NO_CONTRACT), *(_year(one, number) for one in named)), True
    yield "Kosten van alle contractjaren", (Cell(NO_CONTRACT), *(_sum(one, one.mix.totals) for one in named)), True
    yield "Uitloop na het contract", (Cell(NO_CONTRACT), *(_sum(one, one.mix.tails) for one in named)), True


def _year(one: NamedMix, number: int) -> Cell:
    return _sum(one, one.mix.years[number - 1].cost) if number <= one.scenario.years else Cell("geen contractjaar")


def _sum(one: NamedMix, found: MixSum) -> Cell:
    return Cell(sum=found, has_unknown_price_level=one.mix.has_unknown_price_level)


def _families(named: Sequence[NamedMix]) -> Iterator[_Cells]:
    """Families of the demand a year. Doing nothing places nobody."""
    demands = {one.demand.families for one in named}
    everybody = number_nl(demands.pop()) if len(demands) == 1 else "alle gezinnen"
    rows: tuple[tuple[str, str, Callable[[YearPlacement], int]], ...] = (
        ("Gezinnen per jaar met een plek, zeker gedekt", "0", lambda year: year.certain),
        ("Gezinnen per jaar met een plek, onder voorwaarde of onzeker", "0", lambda year: year.possible),
        ("Gezinnen per jaar zonder plek", everybody, lambda year: year.not_placed),
    )
    for label, nothing, count in rows:
        yield label, (Cell(nothing), *(Cell(_counted(one, count)) for one in named)), False


def _counted(one: NamedMix, count: Callable[[YearPlacement], int]) -> str:
    """The number of each year; once when all years have the same."""
    placement = one.mix.placement
    if placement is None:
        return _NO_DEMAND
    numbers = [(when, count(year)) for when, year in placement.named_years]
    if len({number for _, number in numbers}) == 1:
        return number_nl(numbers[0][1])
    return "; ".join(f"{when}: {number_nl(number)}" for when, number in numbers)


def _uncovered(named: Sequence[NamedMix], catalogue: Catalogue) -> Iterator[_Cells]:
    covered = [find_coverage(offerings=_offerings(one, catalogue), catalogue=catalogue, demand=Demand(), task=Task()) for one in named]
    kinds: tuple[tuple[str, Callable[[Coverage], Matrix]], ...] = (
        ("Doelgroepen", lambda found: found.groups),
        ("Leeftijden", lambda found: found.ages),
    )
    for kind, of in kinds:
        uncovered = [tuple(row.label for row in of(found).uncovered) for found in covered]
        uncertain = [tuple(row.label for row in of(found).uncertain) for found in covered]
        yield f"{kind} die niet gedekt zijn", (Cell("alle"), *map(_listed, uncovered)), False
        yield f"{kind} alleen onder voorwaarde of onzeker", (Cell("geen"), *map(_listed, uncertain)), False
    limited = [tuple(f"{row.label}: {row.limit}" for row in found.groups.rows if row.limit) for found in covered]
    yield "Doelgroepen die niet op elke leeftijd gedekt zijn", (Cell("alle"), *map(_listed, limited)), False


def _listed(labels: tuple[str, ...]) -> Cell:
    return Cell("" if labels else "geen", items=labels)


def _offerings(one: NamedMix, catalogue: Catalogue) -> list[Offering]:
    slugs = [part.offering for member in one.mix.members for part in member.parts]
    return [offering for slug in slugs if (offering := catalogue.offering(slug)) is not None]


def _unknown(named: Sequence[NamedMix]) -> _Cells:
    """What nobody knows of each mix."""
    reasons = [tuple(dict.fromkeys(found.reason for found in (one.mix.totals, one.mix.tails) if found.reason)) for one in named]
    cells = [Cell("" if found else "niets", items=found) for found in reasons]
    return "Wat onbekend is aan de kosten", (Cell(UNKNOWN_OF_NOTHING), *cells), False


def _warnings(named: Sequence[NamedMix]) -> Iterator[str]:
    different = [words for words, of in _DIFFERENT if len({of(one.scenario) for one in named}) > 1]
    if len({one.demand for one in named}) > 1:
        different.append("de opgave")
    if different:
        yield f"Let op: niet elke mix rekent met hetzelfde. Wat verschilt, is {and_words(different)}. Dat verandert de bedragen en aantallen ook."
    if any(one.scenario.carry_over for one in named):
        yield "Koppelingen die al lopen bij de start tellen in geen van de mixen mee."
