"""The sheet with the mix: the amounts of each member as the portal worked them out, and their sums as formulas. Only when there is a mix."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from procurement.costs import formula as f
from procurement.exports.workbook.formulas import guarded
from procurement.exports.workbook.model import UNKNOWN, Cell, Formula, Kind, Look, Sheet, Span, Workbook, text, wrapped
from procurement.mix import Member, Mix
from procurement.mix.sums import MixSum
from procurement.sheet import Sheet as Answer
from voorzieningen.money import EuroRange

SHEET = "Mix"
_BEFORE = {"aanbod": 40, "tarief": 16, "nieuwe koppelingen per jaar": 26, "grens": 7}
_TOTAL, _TAIL, _REASON = "totaal", "uitloop (geen deel van totaal)", "als onbekend: waarom"
_AMOUNT_WIDTH, _REASON_WIDTH = 16, 46
_INTRO = (
    "De bedragen per aanbod zijn de uitkomst van het portaal. Ze veranderen niet mee met de cellen op het blad Aannames.",
    "De sommen op dit blad zijn formules.",
    "Elk aanbod is gerekend met zijn eigen aantal nieuwe koppelingen. Onbekend is geen 0: een som met een onbekend bedrag erin is ook onbekend.",
)
_PLACEMENT = ("contractjaren", "gezinnen per jaar", "plek: zeker gedekt", "plek: mogelijk gedekt", "zonder plek", "plekken over")


def add_mix(workbook: Workbook, answer: Answer) -> None:
    """The sheet at the end of the workbook; nothing when no mix is asked."""
    if answer.mix is None:
        return
    MixTable(answer.mix).write(workbook)


class MixTable:
    """Two tables below each other, the low world and the high one, and below them the families with a place."""

    def __init__(self, mix: Mix) -> None:
        self._mix = mix
        years = [f"jaar {year.contract_year} ({year.calendar_year})" for year in mix.years]
        self._headings = (*_BEFORE, *years, _TOTAL, _TAIL, _REASON)
        amounts = (_AMOUNT_WIDTH for _ in (*years, _TOTAL, _TAIL))
        self.sheet = Sheet(SHEET, (*_BEFORE.values(), *amounts, _REASON_WIDTH), fixed_columns=1)
        self._first = len(_BEFORE)
        self._total = self._first + len(years)

    def write(self, workbook: Workbook) -> None:
        workbook.sheets.append(self.sheet)
        self.sheet.add([wrapped("Mix", Look.TITLE)])
        for line in (*_INTRO, *self._mix.notes):
            self.sheet.add([text(line)])
        for world in f.WORLDS:
            self.sheet.add()
            self.sheet.add_headings(self._headings, set(self._headings) - {*_BEFORE, _REASON})
            self._add_world(world)
        self._add_placement()
        self._add_warnings()

    def _add_world(self, world: f.World) -> None:
        grens = text("laag" if world == "low" else "hoog")
        first = self.sheet.next_row
        for member in self._mix.members:
            self.sheet.add(self._member(member, grens, world))
        last = self.sheet.next_row - 1
        sums = (*(year.cost for year in self._mix.years), self._mix.totals, self._mix.tails)
        start = [text("Samen", Look.TOTAL), text(""), text(self._mix.matches), grens]
        together = [
            self._together(found, world, Span(self.sheet.at(first, place), self.sheet.at(last, place)))
            for place, found in enumerate(sums, start=self._first)
        ]
        self.sheet.add([*start, *together, wrapped(self._mix.totals.reason or self._mix.tails.reason or "-")])
        if any(found.amount is None for found in sums):
            self._add_known(sums, world, grens, (first, last))

    def _member(self, member: Member, grens: Cell, world: f.World) -> list[Cell]:
        row, result = self.sheet.next_row, member.result
        years = Span(self.sheet.at(row, self._first), self.sheet.at(row, self._total - 1))
        return [
            text(member.name),
            text(member.priced.tariff.slug),
            text(member.matches),
            grens,
            *(_amount(year.cost, world) for year in result.years),
            Cell(_bound(result.total, world), Kind.EURO, Look.TOTAL, guarded(("SUM(", years, ")"), (years,))),
            _amount(result.tail.cost if result.tail else None, world, Look.TAIL),
            wrapped(result.reason or "-"),
        ]

    def _together(self, found: MixSum, world: f.World, members: Span) -> Cell:
        """The members together; unknown as soon as one of them is."""
        return Cell(_bound(found.amount, world), Kind.EURO, Look.TOTAL, guarded(("SUM(", members, ")"), (members,)))

    def _add_known(self, sums: Sequence[MixSum], world: f.World, grens: Cell, rows: tuple[int, int]) -> None:
        """The part that is known, apart from the sum: in the total the known years of every member."""
        row = self.sheet.next_row
        cells = []
        for place, found in enumerate(sums, start=self._first):
            whole = Span(self.sheet.at(rows[0], place), self.sheet.at(rows[1], place))
            years = Span(self.sheet.at(row, self._first), self.sheet.at(row, self._total - 1))
            cells.append(Cell(_bound(found.amount or found.known, world), Kind.EURO, formula=_known(years if place == self._total else whole)))
        missing = dict.fromkeys(name for found in sums for name in found.missing)
        said = f"geen totaal: zonder {', '.join(missing)}"
        self.sheet.add([text("Wel bekend"), text(""), text(""), grens, *cells, wrapped(said)])

    def _add_placement(self) -> None:
        placement = self._mix.placement
        if placement is None:
            return
        self.sheet.add()
        self.sheet.add([text("Gezinnen van de opgave met een plek (uitkomst van het portaal)", Look.TOTAL)])
        in_sight = self.sheet.heading
        self.sheet.add_headings(_PLACEMENT, set(_PLACEMENT[1:]))
        self.sheet.heading = in_sight
        for when, year in placement.named_years:
            numbers = (year.families, year.certain, year.possible, year.not_placed, year.left)
            self.sheet.add([text(when), *(Cell(number, Kind.NUMBER) for number in numbers)])

    def _add_warnings(self) -> None:
        self.sheet.add()
        self.sheet.add([text("Let op bij deze bedragen (de vraag uit het portaal)", Look.TOTAL)])
        for member in self._mix.members:
            for warning in member.result.warnings:
                self.sheet.add([text(member.name), text(warning)])


def _known(cells: Span) -> Formula:
    return ("IF(COUNT(", cells, f')=0;"{UNKNOWN}";SUM(', cells, "))")


def _amount(amount: EuroRange | None, world: f.World, look: Look = Look.PLAIN) -> Cell:
    return Cell(_bound(amount, world), Kind.EURO, look)


def _bound(amount: EuroRange | None, world: f.World) -> Decimal | str:
    return UNKNOWN if amount is None else amount.low if world == "low" else amount.high
