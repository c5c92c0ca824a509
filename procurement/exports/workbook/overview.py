"""The sheet with the outcome: of every column the years, the total and what is derived from them, low and high."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from procurement.costs import formula as f
from procurement.costs.explain import Figure
from procurement.exports.workbook.address import Addresses, YearCells, count_key
from procurement.exports.workbook.calculation import Calculation
from procurement.exports.workbook.formulas import guarded, needs, unguarded, write
from procurement.exports.workbook.model import (
    NOT_ASKED,
    NOT_TO_SAY,
    UNKNOWN,
    Cell,
    Formula,
    Kind,
    Look,
    Name,
    Sheet,
    Span,
    Workbook,
    text,
    wrapped,
)
from procurement.exports.workbook.outline import Outlined
from procurement.question import Question
from voorzieningen.money import EuroRange

SHEET = "Overzicht"
_BEFORE = {"aanbod": 36, "tarief": 20, "lezing": 26, "status": 13, "grens": 7}
_TOTAL, _KNOWN, _TAIL, _REASON = "totaal", "bekende jaren samen", "uitloop (geen deel van totaal)", "als onbekend: waarom"
_STARTED, _MATCH_YEARS, _PRESENT = "gestarte koppelingen", "koppelingsjaren", "contante waarde"
_DIVISIONS = {
    Figure.PER_MATCH_STARTED: "per gestarte koppeling, zonder uitloop",
    Figure.PER_MATCH_STARTED_INCL_TAIL: "per gestarte koppeling, met uitloop",
    Figure.PER_MATCH_YEAR: "per koppelingsjaar",
}
_AMOUNT_WIDTH, _REASON_WIDTH = 16, 46
_MISSING = "een waarde op het blad Aannames is leeg"


class Overview:
    """Writes two tables, each with two rows for every column: the low world and the high one."""

    def __init__(self, question: Question, calculation: Calculation, addresses: Addresses) -> None:
        self._scenario = question.scenario
        self._calculation, self._addresses = calculation, addresses
        self._years = range(1, self._scenario.years + 1)
        amounts = [*(self._year_label(number) for number in self._years), _TOTAL, _KNOWN, _TAIL]
        self._costs = {heading: place for place, heading in enumerate((*_BEFORE, *amounts, _REASON))}
        self._figures = {heading: place for place, heading in enumerate((*_BEFORE, _STARTED, _MATCH_YEARS, *_DIVISIONS.values(), _PRESENT))}
        self.sheet = Sheet(SHEET, (*_BEFORE.values(), *(_AMOUNT_WIDTH for _ in amounts), _REASON_WIDTH), fixed_columns=1)
        self._rows: dict[int, int] = {}  # the first row of each column in the table of costs

    def write(self, workbook: Workbook, columns: Sequence[Outlined], intro: Iterable[str]) -> None:
        """The whole sheet, which is the second of the workbook."""
        workbook.sheets.insert(1, self.sheet)
        self.sheet.add([wrapped("Overzicht", Look.TITLE)])
        for line in intro:
            self.sheet.add([text(line)])
        self.sheet.add()
        self._add_headings(self._costs)
        in_sight = self.sheet.heading
        for number in self._years:
            formula: Formula = (f'"jaar {number} ("&(', Name("startjaar"), f'+{number - 1})&")"')
            heading = self.sheet.rows[-1][self._year_place(number)]
            self.sheet.rows[-1][self._year_place(number)] = Cell(heading.value, heading.kind, heading.look, formula)
        for column in columns:
            self._add_costs(column)
        self.sheet.add()
        self._add_headings(self._figures)
        self.sheet.heading = in_sight
        for column in columns:
            self._add_figures(column)
        self._add_warnings(columns)

    def _add_headings(self, places: Mapping[str, int]) -> None:
        self.sheet.add_headings(places, set(places) - {*_BEFORE, _REASON})

    def _year_label(self, number: int) -> str:
        return f"jaar {number} ({self._scenario.calendar_year(number)})"

    def _year_place(self, number: int) -> int:
        return self._costs[self._year_label(number)]

    def _start(self, column: Outlined, row: int, world: f.World) -> list[Cell]:
        """Whose row it is. `row` is its row in the table of costs, from which the status follows."""
        readings = ", ".join(reading.code for reading in column.column.priced.readings)
        status = Cell(column.actual.status.value, formula=_status(self._year_cells(row)))
        return [text(column.name), text(column.column.priced.tariff.slug), text(readings), status, text("laag" if world == "low" else "hoog")]

    def _year_cells(self, row: int) -> Span:
        return Span(self.sheet.at(row, self._year_place(1)), self.sheet.at(row, self._year_place(self._scenario.years)))

    # --- the table of costs -----------------------------------------------------------------------------------------------------------------

    def _add_costs(self, column: Outlined) -> None:
        first = self._rows[column.number] = self.sheet.next_row
        cells = self._cells(column)
        for row, world in enumerate(f.WORLDS, start=first):
            self.sheet.add(
                [
                    *self._start(column, row, world),
                    *(self._year(column, number, world) for number in self._years),
                    self._figure(column, Figure.TOTAL, world, cells),
                    self._known(column, row, world),
                    self._figure(column, Figure.TAIL, world, cells),
                    self._reason(column, row),
                ]
            )

    def _cells(self, column: Outlined) -> YearCells:
        """The amounts in the table of costs, for what is derived from them, beside the cells of the calculation."""
        formulas, amounts, first = column.outline.formulas, dict(self._calculation.amounts), self._rows[column.number]
        places = [(year.year.formula, self._year_place(year.year.contract_year)) for year in column.years if not year.in_tail]
        places += [(formulas.get(Figure.TOTAL), self._costs[_TOTAL]), (formulas.get(Figure.TAIL), self._costs[_TAIL])]
        amounts |= {id(node): (self.sheet.at(first, place), self.sheet.at(first + 1, place)) for node, place in places if node is not None}
        return YearCells(self._addresses, column.number, dict(self._calculation.counts[column.number]), amounts)

    def _year(self, column: Outlined, number: int, world: f.World) -> Cell:
        """The cost of a contract year, from the sheet that works it out."""
        year = next(item for item in column.years if item.year.contract_year == number)
        bounds = self._calculation.amounts.get(id(year.year.formula))
        formula: Formula | None = None if bounds is None else (bounds[0 if world == "low" else 1],)
        return Cell(_bound(year.actual.cost, world), Kind.EURO, formula=formula)

    def _figure(self, column: Outlined, figure: Figure, world: f.World, cells: YearCells) -> Cell:
        node = column.outline.formulas.get(figure)
        look = Look.TOTAL if figure is Figure.TOTAL else Look.TAIL
        return Cell(_bound(column.actual.amount(figure), world), Kind.EURO, look, None if node is None else write(node, world, cells))

    def _known(self, column: Outlined, row: int, world: f.World) -> Cell:
        years = self._year_cells(row)
        return Cell(_bound(column.actual.known_years, world), Kind.EURO, formula=("IF(COUNT(", years, f')=0;"{UNKNOWN}";SUM(', years, "))"))

    def _reason(self, column: Outlined, row: int) -> Cell:
        status = self.sheet.at(row, self._costs["status"])
        where = self._calculation.reasons.get(column.number)
        why: Formula = (f'"{_MISSING}"',) if where is None else ("IF(", where, f'="";"{_MISSING}";', where, ")")
        # Never an empty text: LibreOffice would show 0 for it until it calculates anew.
        return Cell(column.actual.reason or "-", Kind.WRAPPED, formula=("IF(", status, '="compleet";"-";', *why, ")"))

    # --- the table of figures -----------------------------------------------------------------------------------------------------------------

    def _add_figures(self, column: Outlined) -> None:
        first, formulas, cells = self.sheet.next_row, column.outline.formulas, self._cells(column)
        for figure, heading in ((Figure.PER_MATCH_STARTED, _STARTED), (Figure.PER_MATCH_YEAR, _MATCH_YEARS)):
            if figure in formulas:
                cells.counts[count_key(_divisor(formulas[figure]))] = self.sheet.at(first, self._figures[heading])
        for row, world in enumerate(f.WORLDS, start=self._rows[column.number]):
            self.sheet.add(
                [
                    *self._start(column, row, world),
                    self._started(),
                    self._match_years(column),
                    *(self._division(column, figure, world, cells) for figure in _DIVISIONS),
                    self._present_value(column, world, cells),
                ]
            )

    def _started(self) -> Cell:
        names = tuple(Name(f"koppelingen_{number}") for number in self._years)
        formula: Formula = tuple(piece for name in names for piece in ("+", name))[1:]
        return Cell(sum(self._scenario.new_matches), Kind.NUMBER, formula=guarded(formula, names))

    def _match_years(self, column: Outlined) -> Cell:
        """All years together, as far as the total is known: without a price they are no years of it."""
        node, number = column.outline.formulas.get(Figure.MATCH_YEARS), column.actual.match_years
        if node is None:
            return Cell(UNKNOWN, Kind.NUMBER)
        # The numbers of the years, not the cell that stands for all of them.
        apart = YearCells(self._addresses, column.number, self._calculation.counts[column.number], {})
        needed = (*needs(node, "low", apart), self.sheet.at(self._rows[column.number], self._costs[_TOTAL]))
        return Cell(UNKNOWN if number is None else number, Kind.NUMBER, formula=guarded(unguarded(node, "low", apart), needed))

    def _division(self, column: Outlined, figure: Figure, world: f.World, cells: YearCells) -> Cell:
        """A figure per match or per match-year; nothing to divide by is not the same as unknown."""
        node, actual = column.outline.formulas.get(figure), column.actual
        if node is None:
            return Cell(UNKNOWN, Kind.EURO)
        zero = ("IF(", *unguarded(_divisor(node), world, cells), f'=0;"{NOT_TO_SAY}";')
        amount = actual.amount(figure)
        unknown = actual.total is None or (figure is Figure.PER_MATCH_STARTED_INCL_TAIL and actual.tail is None)
        value = _bound(amount, world) if amount is not None or unknown else NOT_TO_SAY
        return Cell(value, Kind.EURO, formula=guarded((*zero, *unguarded(node, world, cells), ")"), needs(node, world, cells)))

    def _present_value(self, column: Outlined, world: f.World, cells: YearCells) -> Cell:
        node = column.outline.formulas.get(Figure.PRESENT_VALUE)
        asked = self._scenario.discount_rate is not None
        value = _bound(column.actual.present_value, world) if asked else NOT_ASKED
        formula: Formula = (f'"{UNKNOWN}"',) if node is None else write(node, world, cells)
        return Cell(value, Kind.EURO, formula=("IF(ISBLANK(", Name("disconto"), f');"{NOT_ASKED}";', *formula, ")"))

    # --- below --------------------------------------------------------------------------------------------------------------------------

    def _add_warnings(self, columns: Iterable[Outlined]) -> None:
        self.sheet.add()
        self.sheet.add([text("Let op bij deze bedragen (de vraag uit het portaal)", Look.TOTAL)])
        for column in columns:
            for warning in column.actual.warnings:
                self.sheet.add([text(column.name), text(warning)])


def _bound(amount: EuroRange | None, world: f.World) -> Decimal | str:
    return UNKNOWN if amount is None else amount.low if world == "low" else amount.high


def _status(years: Span) -> Formula:
    """Complete when every year is a number, unknown when none is."""
    return ("IF(COUNT(", years, f')={years.size};"compleet";IF(COUNT(', years, ')=0;"onbekend";"gedeeltelijk"))')


def _divisor(node: f.Node) -> f.Count:
    """The number of matches that a figure is divided by."""
    assert isinstance(node, f.Rounded)
    assert isinstance(node.step, f.Ratio)
    assert isinstance(node.step.bottom, f.Count)
    return node.step.bottom
