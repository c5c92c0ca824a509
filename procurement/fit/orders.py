"""In which order the overview shows its rows: by the value of one column, the unknown last. Pure. No order of merit: that does not exist here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from procurement.fit.bits import bits_of, rows_of
from voorzieningen.ages import Certainty
from voorzieningen.catalogue import Offering, Option

# Of a column with thousands of values (the name) neighbours are put together, of a column with a few each value stands alone.
_TOGETHER = 512


def _first_label(options: tuple[Option, ...]) -> str | None:
    return next((option.term.label.casefold() for option in options if option.certainty is not Certainty.UNKNOWN), None)


def _ages(offering: Offering) -> tuple[int, int] | None:
    """The surest range: snapshot gives the certain ones first."""
    return next(((row.months.start, row.months.end) for row in offering.age_ranges if row.months is not None), None)


def _no_first(answer: bool | None) -> int | None:
    return None if answer is None else int(answer)


SORT_KEYS: dict[str, Callable[[Offering], Any]] = {
    "naam": lambda offering: offering.name.casefold(),
    "leeftijd": _ages,
    "vorm": lambda offering: _first_label(offering.support_forms),
    "levering": lambda offering: _first_label(offering.delivery_models),
    "coordinator": lambda offering: _first_label(offering.coordinator_types),
    "training": lambda offering: _no_first(offering.volunteer_training),
    "vog": lambda offering: _no_first(offering.vog),
}
# The tariff in words is not sortable: under one heading stand five different units, and only a calculation makes them comparable.
ORDERS = frozenset(sign + name for name in SORT_KEYS for sign in ("", "-"))


@dataclass(frozen=True, slots=True)
class _Block:
    """Rows that stand together in an order; without `rows` they stand as in the catalogue."""

    bits: int
    rows: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class Order:
    """All rows in the order of a column. Equal ones keep the order of the catalogue, which is by name, and so do the unknown, which come last."""

    blocks: tuple[_Block, ...]

    def page(self, among: int, *, skip: int, take: int) -> list[int]:
        """Of a set of rows those of one page, without putting the others in order."""
        found: list[int] = []
        for block in self.blocks:
            here = among & block.bits
            number = here.bit_count()
            if number > skip:
                found += _in_order(here, block, skip=skip, take=take - len(found))
            skip = max(skip - number, 0)
            if len(found) == take:
                break
        return found


def _in_order(here: int, block: _Block, *, skip: int, take: int) -> list[int]:
    if block.rows is None:
        return rows_of(here, skip=skip, take=take)
    present = set(rows_of(here))
    return [row for row in block.rows if row in present][skip : skip + take]


def ordered(offerings: Sequence[Offering], code: str) -> Order:
    """The order of a column by its code in the address, with - for descending."""
    name, size = code.removeprefix("-"), len(offerings)
    by_value: dict[Any, list[int]] = {}
    for row, offering in enumerate(offerings):
        by_value.setdefault(SORT_KEYS[name](offering), []).append(row)
    unknown = by_value.pop(None, [])
    groups = [by_value[value] for value in sorted(by_value, reverse=code.startswith("-"))]
    return Order(tuple(_blocks(groups, size)) + ((_Block(bits_of(unknown, size), None),) if unknown else ()))


def _blocks(groups: Sequence[list[int]], size: int) -> Iterator[_Block]:
    """Each value apart when it has many rows, otherwise with its neighbours up to a fixed number of rows."""
    rows: list[int] = []
    for group in [*groups, []]:
        if rows and (not group or len(rows) + len(group) > _TOGETHER):
            yield _Block(bits_of(rows, size), None if rows == sorted(rows) else tuple(rows))
            rows = []
        rows = rows + group
