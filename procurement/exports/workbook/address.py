"""Where the inputs stand: the names of the question's own inputs, and the cells of each tariff and year."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from procurement.costs import formula as f
from procurement.exports.workbook.model import Name, Ref, cell_name

TARIFF_ROLES = (f.Role.AMOUNT, f.Role.HOURS, f.Role.MATCHES_PER_BLOCK, f.Role.PERCENTAGE)

_NAMES = {
    f.Role.HOURLY_COST: "uurkosten",
    f.Role.WEEKS: "weken",
    f.Role.SHARED_HOURS: "gedeelde_uren",
    f.Role.VAT: "btw_proef",
    f.Role.DISCOUNT: "disconto",
}
_NUMBERED = {f.Role.NEW_MATCHES: "koppelingen", f.Role.RUNNING_MATCHES: "lopend"}

CountKey = tuple[tuple[str, str], ...]
Bounds = tuple[Ref, Ref]  # low, high


def count_key(count: f.Count) -> CountKey:
    """Which groups of matches a number is the sum of."""
    return tuple((value.role.value, value.code) for value in count.started)


@dataclass(slots=True)
class Addresses:
    """What all years of all columns share. `rates` are the cells of the tariffs by column, role and code; `completions` by column and module."""

    rates: dict[tuple[int, f.Role, str], Bounds] = field(default_factory=dict)
    completions: dict[tuple[int, str], str] = field(default_factory=dict)

    def input_name(self, column: int, value: f.Value) -> str:
        if value.role is f.Role.COMPLETION:
            return self.completions[column, value.code]
        return f"{_NUMBERED[value.role]}_{value.code}" if value.role in _NUMBERED else _NAMES[value.role]


@dataclass(slots=True)
class YearCells:
    """The cells that the formulas of one contract year of one column refer to; also those of the figures derived from the years.

    `amounts` are the cells of earlier amounts by the identity of their node; `elsewhere` makes a cell for one that has none yet.
    """

    addresses: Addresses
    column: int
    counts: dict[CountKey, Ref]
    amounts: dict[int, Bounds]
    price_factor: Ref | None = None
    hourly_factor: Ref | None = None
    elsewhere: Callable[[f.Node], Bounds] | None = None

    def value(self, value: f.Value, world: f.World) -> Ref | Name:
        if value.role in TARIFF_ROLES:
            return _bound(self.addresses.rates[self.column, value.role, value.code], world)
        return Name(self.addresses.input_name(self.column, value))

    def factor(self, growth: f.Growth) -> Ref:
        found = self.price_factor if growth.code else self.hourly_factor
        assert found is not None
        return found

    def count(self, count: f.Count) -> Ref | None:
        return self.counts.get(count_key(count)) if len(count.started) > 1 else None

    def amount(self, carried: f.Carried, world: f.World) -> Ref:
        found = self.amounts.get(id(carried.step))
        if found is None:
            assert self.elsewhere is not None
            found = self.elsewhere(carried.step)
        return _bound(found, world)


def _bound(bounds: Bounds, world: f.World) -> Ref:
    return bounds[0] if world == "low" else bounds[1]


def price_level_name(column: int) -> str:
    return f"prijspeil_{column}"


def completion_name(code: str, column: int | None = None) -> str:
    """The name of a module's completion; with the column when two tariffs have a module of the same code with another default."""
    return cell_name(f"afronding_{code}" if column is None else f"afronding_{code}_kolom_{column}")
