"""From the tree of an amount to the formula of a cell: the steps are those of the cost core, the inputs are cells and names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from procurement.costs import formula as f
from procurement.exports.workbook.model import UNKNOWN, Formula, Name, Piece, Ref, Span

# How tightly a formula holds together: a sum inside a product needs brackets.
_SUM, _PRODUCT, _ATOM = 1, 2, 3


class Cells(Protocol):
    """Where the inputs and earlier amounts of one contract year stand."""

    def value(self, value: f.Value, world: f.World) -> Ref | Name:
        """The cell of an input."""

    def factor(self, growth: f.Growth) -> Ref:
        """The cell with how much prices rose up to this year."""

    def count(self, count: f.Count) -> Ref | None:
        """The cell with a number of matches; None when it has none of its own."""

    def amount(self, carried: f.Carried, world: f.World) -> Ref:
        """The cell of an amount that was worked out before."""


def write(node: f.Node, world: f.World, cells: Cells) -> Formula:
    """The formula of a step in one world, unknown as soon as something it needs is no number."""
    return guarded(_write(node, world, cells)[0], needs(node, world, cells))


def unguarded(node: f.Node, world: f.World, cells: Cells) -> Formula:
    """The formula alone, for a cell that has more to ask first."""
    return _write(node, world, cells)[0]


def guarded(formula: Formula, needed: Sequence[Piece]) -> Formula:
    """The formula, or "onbekend" when a cell that it needs is empty or says so: an empty cell would count as 0."""
    if not needed:
        return formula
    number = sum(piece.size if isinstance(piece, Span) else 1 for piece in needed)
    return ("IF(COUNT(", *_parted(needed), f')<{number};"{UNKNOWN}";', *formula, ")")


def needs(node: f.Node, world: f.World, cells: Cells) -> tuple[Piece, ...]:
    """The cells that a formula takes its numbers from, those that lie together as one span; all but the amounts of tariffs, which are fixed."""
    return joined(dict.fromkeys(_needs(node, world, cells)))


def joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Cells under or next to each other as one span."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        if isinstance(piece, Ref) and isinstance(last, Ref | Span) and (span := _longer(last, piece)):
            found[-1] = span
        else:
            found.append(piece)
    return tuple(found)


def _longer(last: Ref | Span, ref: Ref) -> Span | None:
    """`last` with one cell more; None when that cell does not lie at its end."""
    first, end = (last.first, last.last) if isinstance(last, Span) else (last, last)
    down = Ref(end.sheet, end.row + 1, end.column)
    right = Ref(end.sheet, end.row, end.column + 1)
    if (ref == down and first.column == end.column) or (ref == right and first.row == end.row):
        return Span(first, ref)
    return None


def _parted(pieces: Sequence[Piece]) -> list[Piece]:
    found: list[Piece] = []
    for piece in pieces:
        found += [";", piece] if found else [piece]
    return found


def _needs(node: f.Node, world: f.World, cells: Cells) -> Iterable[Piece]:
    if isinstance(node, f.Value):
        where = cells.value(node, world)
        if isinstance(where, Name):
            yield where
    elif isinstance(node, f.Growth):
        yield cells.factor(node)
    elif isinstance(node, f.Carried):
        yield cells.amount(node, world)
    elif isinstance(node, f.Count) and (cell := cells.count(node)):
        yield cell
    else:
        for part in node.parts:
            yield from _needs(part, world, cells)


def _write(node: f.Node, world: f.World, cells: Cells) -> tuple[Formula, int]:
    """The formula of a node and how tightly it holds together."""
    if isinstance(node, f.Value):
        return (cells.value(node, world),), _ATOM
    if isinstance(node, f.Growth):
        return (cells.factor(node),), _ATOM
    if isinstance(node, f.Carried):
        return (cells.amount(node, world),), _ATOM
    if isinstance(node, f.Count):
        cell = cells.count(node)
        return ((cell,), _ATOM) if cell else _terms(node.started, world, cells)
    if isinstance(node, f.Sum):
        return _terms(node.terms, world, cells)
    if isinstance(node, f.Remark):
        return _write(node.step, world, cells)
    if isinstance(node, f.UnknownShare):
        return (("0",), _ATOM) if world == "low" else _write(node.step, world, cells)
    if isinstance(node, f.UnitPrice | f.Rounded | f.AtLeastZero | f.AtLeastHours | f.Grant | f.Blocks):
        return _function(node, world, cells), _ATOM
    return _operators(node, world, cells)


def _terms(terms: Sequence[f.Node], world: f.World, cells: Cells) -> tuple[Formula, int]:
    """An addition: of cells as SUM, of anything else with plus signs."""
    if not terms:
        return ("0",), _ATOM
    if len(terms) > 1 and all(isinstance(term, f.Carried) or (isinstance(term, f.Count) and cells.count(term)) for term in terms):
        pieces = [_write(term, world, cells)[0][0] for term in terms]
        return ("SUM(", *_parted(joined(pieces)), ")"), _ATOM
    if len(terms) == 1:
        return _write(terms[0], world, cells)
    return _between("+", [_within(term, _SUM, world, cells) for term in terms]), _SUM


def _function(node: f.Node, world: f.World, cells: Cells) -> Formula:
    if isinstance(node, f.UnitPrice):
        amount = _within(node.amount, _PRODUCT, world, cells)
        return ("ROUND(", *amount, *(("*", cells.factor(node.growth)) if node.growth else ()), ";2)")
    if isinstance(node, f.Rounded):
        return ("ROUND(", *_within(node.step, _SUM, world, cells), ";2)")
    if isinstance(node, f.AtLeastZero):
        return ("MAX(0;", *_within(node.step, _SUM, world, cells), ")")
    if isinstance(node, f.AtLeastHours):
        return ("MAX(", *_within(node.step, _SUM, world, cells), ";", *_within(node.minimum, _SUM, world, cells), ")")
    if isinstance(node, f.Grant):
        return ("MIN(ROUND(", *_within(node.amount, _SUM, world, cells), ";2);", *_within(node.borne, _SUM, world, cells), ")")
    assert isinstance(node, f.Blocks)
    return ("ROUNDUP(", *_within(node.matches, _PRODUCT, world, cells), "/", *_within(node.size, _ATOM, world, cells), ";0)")


def _operators(node: f.Node, world: f.World, cells: Cells) -> tuple[Formula, int]:
    if isinstance(node, f.Product):
        return _between("*", [_within(factor, _PRODUCT, world, cells) for factor in node.factors]), _PRODUCT
    if isinstance(node, f.Ratio):
        return (*_within(node.top, _PRODUCT, world, cells), "/", *_within(node.bottom, _ATOM, world, cells)), _PRODUCT
    if isinstance(node, f.Difference):
        return (*_within(node.start, _SUM, world, cells), "-", *_within(node.less, _PRODUCT, world, cells)), _SUM
    if isinstance(node, f.Negative):
        return ("-", *_within(node.step, _PRODUCT, world, cells)), _SUM
    if isinstance(node, f.PresentValue):
        rate = _within(node.rate, _SUM, world, cells)
        years = [(*_within(year, _PRODUCT, world, cells), "/(1+", *rate, f")^{number}") for number, year in enumerate(node.years)]
        return _between("+", years), _SUM
    raise TypeError(f"no formula for {type(node).__name__}")


def _within(node: f.Node, level: int, world: f.World, cells: Cells) -> Formula:
    formula, tightness = _write(node, world, cells)
    return formula if tightness >= level else ("(", *formula, ")")


def _between(sign: str, formulas: Sequence[Formula]) -> Formula:
    found: list[Piece] = []
    for formula in formulas:
        found += [sign, *formula] if found else list(formula)
    return tuple(found)
