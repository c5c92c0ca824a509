"""Each step of a calculation as the formula of a cell, in both notations."""

from __future__ import annotations

from decimal import Decimal

import pytest

from procurement.costs import formula as f
from procurement.exports.workbook import ods, xlsx
from procurement.exports.workbook.formulas import guarded, joined, needs, unguarded, write
from procurement.exports.workbook.model import Name, Ref, Span

SHEET = "Berekening"


class Cells:
    """Inputs by name, tariffs on a sheet of their own, the factor of prices in H9 and every earlier amount in row 20."""

    def value(self, value: f.Value, world: f.World) -> Ref | Name:
        return Ref("Tarieven", 4, 4 if world == "low" else 5) if value.role is f.Role.AMOUNT else Name(f"{value.role.value}_{value.code}")

    def factor(self, growth: f.Growth) -> Ref:
        return Ref(SHEET, 8, 7)

    def count(self, count: f.Count) -> Ref | None:
        return Ref(SHEET, 8, 6) if count.unit == "lopend" else None

    def amount(self, carried: f.Carried, world: f.World) -> Ref:
        return Ref(SHEET, 19, 2 if world == "low" else 3)


CELLS = Cells()


def value(role: f.Role, code: str = "x", number: str = "2") -> f.Value:
    return f.Value(role, code, Decimal(number), Decimal(number))


AMOUNT, WEEKS, HOURS = value(f.Role.AMOUNT, number="10"), value(f.Role.WEEKS), value(f.Role.DISCOUNT)
GROWTH = f.Growth("x", 2026, 2027, ((2027, Decimal("0.1")),), frozenset(), Decimal("1.1"))
COUNT = f.Count((WEEKS, HOURS))
RUNNING = f.Count((WEEKS, HOURS), "lopend")
EARLIER = f.Carried(f.Rounded(AMOUNT))
SUM = f.Sum((WEEKS, HOURS))


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (AMOUNT, "Tarieven!E5"),
        (GROWTH, "H9"),
        (f.UnitPrice(AMOUNT), "ROUND(Tarieven!E5,2)"),
        (f.UnitPrice(AMOUNT, GROWTH), "ROUND(Tarieven!E5*H9,2)"),
        (COUNT, "weken_x+disconto_x"),
        (RUNNING, "G9"),
        (f.Product((COUNT, AMOUNT)), "(weken_x+disconto_x)*Tarieven!E5"),
        (f.Product((RUNNING, f.Ratio(WEEKS, HOURS))), "G9*weken_x/disconto_x"),
        (f.Ratio(SUM, COUNT), "(weken_x+disconto_x)/(weken_x+disconto_x)"),
        (f.Ratio(WEEKS, f.Sum((f.Product((WEEKS, HOURS)),))), "weken_x/(weken_x*disconto_x)"),
        (f.Blocks(COUNT, HOURS), "ROUNDUP((weken_x+disconto_x)/disconto_x,0)"),
        (f.Sum(()), "0"),
        (f.Sum((EARLIER, EARLIER)), "SUM(C20,C20)"),
        (f.Sum((RUNNING, RUNNING)), "SUM(G9,G9)"),
        (f.Difference(WEEKS, SUM), "weken_x-(weken_x+disconto_x)"),
        (f.AtLeastZero(f.Difference(WEEKS, HOURS)), "MAX(0,weken_x-disconto_x)"),
        (f.AtLeastHours(f.Product((WEEKS, HOURS)), HOURS), "MAX(weken_x*disconto_x,disconto_x)"),
        (f.Rounded(f.Product((WEEKS, AMOUNT))), "ROUND(weken_x*Tarieven!E5,2)"),
        (f.Grant(AMOUNT, f.Sum((EARLIER,))), "MIN(ROUND(Tarieven!E5,2),C20)"),
        (f.Negative(SUM), "-(weken_x+disconto_x)"),
        (f.UnknownShare(AMOUNT), "0"),
        (f.Remark(AMOUNT, "staffel"), "Tarieven!E5"),
        (f.PresentValue((EARLIER, EARLIER), HOURS), "C20/(1+disconto_x)^0+C20/(1+disconto_x)^1"),
    ],
)
def test_every_step_is_written_as_it_is_worked_out(node: f.Node, expected: str) -> None:
    assert xlsx.formula_text(unguarded(node, "low", CELLS), SHEET) == expected


def test_the_high_world_has_cells_of_its_own() -> None:
    found = f.Sum((EARLIER, f.UnknownShare(f.UnitPrice(AMOUNT, GROWTH))))

    assert xlsx.formula_text(unguarded(found, "low", CELLS), SHEET) == "C20+0"
    assert xlsx.formula_text(unguarded(found, "high", CELLS), SHEET) == "D20+ROUND(Tarieven!F5*H9,2)"


def test_open_document_writes_the_same_formula_its_own_way() -> None:
    found = f.Rounded(f.Product((COUNT, f.UnitPrice(AMOUNT, GROWTH))))

    assert ods.formula_text(unguarded(found, "low", CELLS), SHEET) == "ROUND((weken_x+disconto_x)*ROUND([$Tarieven.E5]*[.H9];2);2)"
    assert ods.formula_text(("SUM(", Span(Ref(SHEET, 0, 0), Ref(SHEET, 3, 0)), ")"), "Overzicht") == "SUM([$Berekening.A1:.A4])"


def test_an_amount_that_needs_a_cell_is_unknown_as_long_as_the_cell_is_no_number() -> None:
    found = f.Product((WEEKS, f.UnitPrice(AMOUNT, GROWTH), WEEKS))

    assert xlsx.formula_text(write(found, "low", CELLS), SHEET) == 'IF(COUNT(weken_x,H9)<2,"onbekend",weken_x*ROUND(Tarieven!E5*H9,2)*weken_x)'


def test_a_fixed_amount_needs_no_guard() -> None:
    assert write(f.UnitPrice(AMOUNT), "low", CELLS) == unguarded(f.UnitPrice(AMOUNT), "low", CELLS)


def test_a_span_counts_all_its_cells() -> None:
    rows = [Ref(SHEET, row, 2) for row in range(4)]
    assert joined(rows) == (Span(rows[0], rows[3]),)
    assert guarded(("1",), joined(rows))[2] == ')<4;"onbekend";'


def test_cells_beside_each_other_are_one_span_and_others_are_not() -> None:
    beside = [Ref(SHEET, 1, column) for column in (2, 3, 4)]
    corner = [Ref(SHEET, 1, 2), Ref(SHEET, 2, 2), Ref(SHEET, 2, 3)]

    assert joined([*beside, Ref("Tarieven", 1, 5)]) == (Span(beside[0], beside[2]), Ref("Tarieven", 1, 5))
    assert joined(corner) == (Span(corner[0], corner[1]), corner[2])


def test_what_a_share_of_an_unknown_size_needs_is_asked_in_both_worlds() -> None:
    assert needs(f.UnknownShare(WEEKS), "low", CELLS) == (Name("weken_x"),)


def test_a_step_that_nobody_taught_to_be_written_is_refused() -> None:
    class New(f.Node):
        at = words = parts = None

    with pytest.raises(TypeError, match="no formula for New"):
        unguarded(New(), "low", CELLS)
