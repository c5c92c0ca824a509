"""The sum of one column with every input filled in, so that each step that an input can bring into play is in its tree.

A tree of the question itself lacks what is 0 or unknown today: growth of 0 %, hours nobody gave, a tail without matches. The outline has the same
steps and all of those. Its numbers are never printed; what a cell shows comes from the question itself (`actual`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from procurement import costs
from procurement.costs import formula as f
from procurement.costs.components import Year
from procurement.costs.engine import year_cost
from procurement.sheet import Column
from voorzieningen.catalogue import TariffComponent
from voorzieningen.money import EXACT

_LineKey = tuple[str, str, str, int]


@dataclass(frozen=True, slots=True)
class OutlinedLine:
    """A line to write. `formula` is None when the amount is unknown whatever the inputs are; `actual` when the question has no such line.

    `known_as` are the nodes by which sums refer to it. Without any the line counts only while it is unknown: another payer bears it.
    """

    line: costs.Line
    formula: f.Node | None
    known_as: tuple[f.Node, ...]
    actual: costs.Line | None

    @property
    def counts(self) -> bool:
        return bool(self.known_as) or self.formula is None


@dataclass(frozen=True, slots=True)
class OutlinedYear:
    """A contract year or a year of the tail. `elsewhere` are the lines that other payers bear, by the identity of their formula."""

    year: costs.YearCost
    actual: costs.YearCost
    lines: tuple[OutlinedLine, ...]
    elsewhere: Mapping[int, OutlinedLine]
    in_tail: bool
    price_factor: Decimal
    hourly_factor: Decimal

    @property
    def needs_hours_elsewhere(self) -> bool:
        """Whether a line of another payer is unknown as long as nobody gives the hours of a shared coordinator."""
        lines = [line.formula for line in self.elsewhere.values() if line.formula is not None]
        return any(isinstance(item, f.Value) and item.role is f.Role.SHARED_HOURS for line in lines for item in _inputs(line))

    def inputs(self) -> Iterator[f.Value | f.Growth]:
        """Every input of this year, repetitions and the lines of other payers included."""
        for line in (*self.lines, *self.elsewhere.values()):
            if line.formula is not None:
                yield from _inputs(line.formula)
        if self.year.running is not None:
            yield from self.year.running.started


@dataclass(frozen=True, slots=True)
class Outlined:
    """One column of the comparison with its outline. `number` counts from 1; `price_level` is the calendar year that its amounts are of."""

    number: int
    column: Column
    price_level: int
    outline: costs.OfferingCost
    years: tuple[OutlinedYear, ...]

    @property
    def actual(self) -> costs.OfferingCost:
        return self.column.result

    @property
    def name(self) -> str:
        return self.column.name

    @property
    def is_indexed(self) -> bool:
        """Whether any amount of the tariff grows with prices."""
        return any(isinstance(item, f.Growth) and item.code for item in self.inputs())

    def row(self, code: str) -> TariffComponent:
        """The row of the tariff that an input (`code`, or `code/part`) belongs to."""
        rows = {row.code: row for row in self.column.priced.rows}
        return rows[code] if code in rows else rows[code.rpartition("/")[0]]

    def inputs(self) -> Iterator[f.Value | f.Growth]:
        for year in self.years:
            yield from year.inputs()


def outline(number: int, column: Column, scenario: costs.Scenario) -> Outlined:
    tariff = column.result.tariff
    filled = _filled(tariff, scenario)
    found = costs.cost(tariff, filled)
    tail = found.tail.years if found.tail else ()
    years = tuple(_year(tariff, scenario, filled, year, in_tail=year.contract_year > scenario.years) for year in (*found.years, *tail))
    level = tariff.price_level_year or tariff.assumed_price_level_year or scenario.default_price_level or scenario.start_year
    return Outlined(number, column, level, found, years)


def _filled(tariff: costs.Tariff, scenario: costs.Scenario) -> costs.Scenario:
    """The scenario with nothing left out: matches in every year, prices that grow from before the first year, and an amount for each choice."""
    start = max(scenario.start_year, tariff.price_level_year or 0, tariff.assumed_price_level_year or 0) + 1
    return replace(
        scenario,
        start_year=start,
        new_matches=(1,) * scenario.years,
        indexation=Decimal("0.01"),
        growth=(),
        default_price_level=start - 1,
        hourly_cost_price_level=start - 1,
        shared_hours=scenario.shared_hours or Decimal(1),
        discount_rate=scenario.discount_rate or Decimal(0),
    )


def _year(tariff: costs.Tariff, scenario: costs.Scenario, filled: costs.Scenario, year: costs.YearCost, *, in_tail: bool) -> OutlinedYear:
    """One year of the outline beside the same year of the question."""
    number = year.contract_year
    with localcontext(EXACT):
        actual = year_cost(tariff, scenario, number)
        # Who pays decides which lines count, not what the others are made of.
        all_payers = year if filled.is_integral else year_cost(tariff, replace(filled, payers=costs.ALL_PAYERS), number)
        all_actual = actual if filled.is_integral else year_cost(tariff, replace(scenario, payers=costs.ALL_PAYERS), number)
        price_factor, hourly_factor = _factors(tariff, scenario, number)
    integral, beside, shown = _by_key(all_payers.lines), _by_key(actual.lines), _by_key(year.lines)
    counted = {key: _line(line, integral[key], beside.get(key)) for key, line in shown.items()}
    # What is unknown always counts, whoever bears it; once it is known it is another payer's.
    others = {
        key: OutlinedLine(integral[key], integral[key].formula, (), line) for key, line in beside.items() if key not in shown and key in integral
    }
    lines = tuple((counted | others)[key] for key in integral if key in counted or key in others)
    here = {id(node) for line in lines for node in line.known_as}
    by_key_actual = _by_key(all_actual.lines)
    elsewhere = {
        id(line.formula): OutlinedLine(line, line.formula, (line.formula,), by_key_actual.get(key))
        for key, line in integral.items()
        if line.formula is not None and id(line.formula) not in here
    }
    return OutlinedYear(year, actual, lines, elsewhere, in_tail, price_factor, hourly_factor)


def _line(line: costs.Line, integral: costs.Line, actual: costs.Line | None) -> OutlinedLine:
    """A line as it counts for the chosen payers, in the terms of the lines of all of them."""
    if line.formula is None or integral.formula is None:
        return OutlinedLine(line, None, (), actual)
    if line.formula is integral.formula:
        return OutlinedLine(line, line.formula, (line.formula,), actual)
    if isinstance(line.formula, f.UnknownShare):
        return OutlinedLine(line, f.UnknownShare(integral.formula), (line.formula,), actual)
    return OutlinedLine(line, integral.formula, (line.formula, integral.formula), actual)


def _by_key(lines: Iterable[costs.Line]) -> dict[_LineKey, costs.Line]:
    """Lines by what they are; equal ones are counted."""
    seen: Counter[tuple[str, str, str]] = Counter()
    found: dict[_LineKey, costs.Line] = {}
    for line in lines:
        what = (line.code, line.label, line.payer.value)
        seen[what] += 1
        found[(*what, seen[what])] = line
    return found


def _inputs(node: f.Node) -> Iterator[f.Value | f.Growth]:
    """The inputs of a tree; what it carries over from another line is in the tree of that line."""
    if isinstance(node, f.Value | f.Growth):
        yield node
    elif not isinstance(node, f.Carried):
        for part in node.parts:
            yield from _inputs(part)


def _factors(tariff: costs.Tariff, scenario: costs.Scenario, number: int) -> tuple[Decimal, Decimal]:
    """How much the prices of the tariff and the hourly cost have grown in this contract year."""
    year = Year(number, scenario, tariff.duration, tariff.price_level_year or tariff.assumed_price_level_year, tariff.indexable)
    growths = (year.unit_price("tarief", Decimal(1), Decimal(1)).growth, year.hourly_cost().growth)
    price, hourly = (growth.factor if growth else Decimal(1) for growth in growths)
    return price, hourly
