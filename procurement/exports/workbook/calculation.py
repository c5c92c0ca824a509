"""The sheet with a row for every line of every year: the formula that the amount comes from, and the year as the sum of its lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from procurement.costs import formula as f
from procurement.exports.workbook.address import Addresses, Bounds, CountKey, YearCells, count_key, price_level_name
from procurement.exports.workbook.formulas import guarded, needs, unguarded, write
from procurement.exports.workbook.indexation import factor
from procurement.exports.workbook.model import UNKNOWN, Cell, Formula, Kind, Look, Name, Piece, Ref, Sheet, Workbook, text, wrapped
from procurement.exports.workbook.outline import Outlined, OutlinedLine, OutlinedYear
from procurement.question import PAYER_WORDS
from voorzieningen.money import EuroRange

SHEET, ELSEWHERE = "Berekening", "Hulpregels"
HEADINGS = (
    *("aanbod", "deel", "contractjaar", "kalenderjaar", "onderdeel", "omschrijving", "betaler", "laag", "hoog"),
    *("nieuwe koppelingen", "lopende koppelingen", "factor prijzen", "factor uurkosten"),
    *("berekening in woorden (de vraag uit het portaal)", "bron", "plaats", "als onbekend: waarom"),
)
_WIDTHS = (36, 9, 12, 12, 14, 46, 12, 14, 14, 12, 12, 11, 11, 60, 9, 22, 40)
_NUMBERS = {*HEADINGS[2:4], *HEADINGS[7:13]}
_CALENDAR, _LOW, _HIGH, _RUNNING, _PRICES, _HOURLY, _REASON = 3, 7, 8, 10, 11, 12, 16
_ABOUT = "Elke regel is afgerond op de cent. Een jaar is de som van zijn regels; het blad Overzicht telt de jaren op. Bedragen in euro."
_ABOUT_ELSEWHERE = "Regels van een betaler die niet is gekozen. Zij tellen zelf niet mee, maar een andere regel is er een deel van."
_EMPTY = Cell(None)


class Calculation:
    """Writes the rows and remembers in which cells the amounts of a column stand, for the figures that are derived from them.

    `amounts` are cells by the identity of a node; `counts` those with matches that run, by column; `reasons` the first reason of each column.
    """

    def __init__(self, workbook: Workbook, addresses: Addresses) -> None:
        self.amounts: dict[int, Bounds] = {}
        self.counts: dict[int, dict[CountKey, Ref]] = {}
        self.reasons: dict[int, Ref] = {}
        self._workbook, self._addresses = workbook, addresses
        self._sheet = _started(SHEET, _ABOUT)
        self._elsewhere = _started(ELSEWHERE, _ABOUT_ELSEWHERE)

    def add(self, columns: Iterable[Outlined]) -> None:
        """All rows of all columns. The sheet with lines of other payers is there only when a line needs one."""
        nothing = self._elsewhere.next_row
        for column in columns:
            self.counts[column.number] = {}
            for year in column.years:
                self._add_year(column, year)
        self._workbook.sheets.append(self._sheet)
        if self._elsewhere.next_row > nothing:
            self._workbook.sheets.append(self._elsewhere)

    def _add_year(self, column: Outlined, year: OutlinedYear) -> None:
        """The lines of a year and, in the row below them, their sum with the matches and how much prices grew."""
        cells = self._cells(column, year, self._sheet.next_row + len(year.lines))
        asked: list[Piece] = [Name("gedeelde_uren")] if year.needs_hours_elsewhere else []
        for line in year.lines:
            bounds = self._add_line(self._sheet, column, year, line, cells)
            self.amounts |= {id(node): bounds for node in line.known_as}
            if not line.counts:
                asked.append(bounds[0])
            if line.actual and line.actual.reason and not year.in_tail:
                self._remember_reason(column)
        self._add_total(column, year, cells, asked)

    def _cells(self, column: Outlined, year: OutlinedYear, total: int) -> YearCells:
        at, running = self._sheet.at, year.year.running
        if running is not None and len(running.started) > 1:
            self.counts[column.number][count_key(running)] = at(total, _RUNNING)
        cells = YearCells(self._addresses, column.number, self.counts[column.number], self.amounts, at(total, _PRICES), at(total, _HOURLY))
        cells.elsewhere = lambda node: self._add_elsewhere(column, year, node, cells)
        return cells

    def _add_elsewhere(self, column: Outlined, year: OutlinedYear, node: f.Node, cells: YearCells) -> Bounds:
        """A line that does not count for the chosen payers, because another line is a part of it."""
        bounds = self._add_line(self._elsewhere, column, year, year.elsewhere[id(node)], cells)
        self.amounts[id(node)] = bounds
        return bounds

    def _add_line(self, sheet: Sheet, column: Outlined, year: OutlinedYear, line: OutlinedLine, cells: YearCells) -> Bounds:
        known = line.actual.amount if line.actual else None
        # The formulas first: they may add rows of their own.
        low, high = (_amount(known, world, _formula(line, world, cells)) for world in f.WORLDS)
        actual, source = line.actual or line.line, column.row(line.line.code.removeprefix("BTW-")).citation
        row = sheet.add(
            [
                *_start(column, year),
                text(actual.code),
                wrapped(_label(actual.code, actual.label)),
                text(PAYER_WORDS[actual.payer]),
                *(low, high, _EMPTY, _EMPTY, _EMPTY, _EMPTY),
                wrapped(line.actual.calculation if line.actual else ""),
                text(source.source.code),
                wrapped(source.place),
                wrapped(actual.reason),
            ]
        )
        return sheet.at(row, _LOW), sheet.at(row, _HIGH)

    def _add_total(self, column: Outlined, year: OutlinedYear, cells: YearCells, asked: Sequence[Piece]) -> None:
        """The sum of a year. `asked` are cells that must be known although they are no part of it."""
        look = Look.TAIL if year.in_tail else Look.TOTAL
        number = year.year.contract_year
        label = f"Jaar {number} samen" + (", telt alleen zolang er koppelingen lopen" if year.in_tail else "")
        low, high = (_amount(_counted(year), world, self._total(year, world, cells, asked), look) for world in f.WORLDS)
        row = self._sheet.add(
            [
                *_start(column, year, look),
                *(text("", look), wrapped(label, look), text("", look), low, high),
                *_matches(year, cells, look),
                _factor(self._uses_growth(year, hourly=False), year.price_factor, cells, price_level_name(column.number), look),
                _factor(self._uses_growth(year, hourly=True), year.hourly_factor, cells, "prijspeil_uurkosten", look),
                *(text("", look) for _ in range(3)),
                wrapped(year.actual.reason, look),
            ]
        )
        if year.year.formula is not None:
            self.amounts[id(year.year.formula)] = (self._sheet.at(row, _LOW), self._sheet.at(row, _HIGH))
        elif not year.in_tail:
            self._remember_reason(column)

    def _remember_reason(self, column: Outlined) -> None:
        """The row that was added last says why the column is unknown, unless an earlier one does."""
        self.reasons.setdefault(column.number, self._sheet.at(self._sheet.next_row - 1, _REASON))

    @staticmethod
    def _total(year: OutlinedYear, world: f.World, cells: YearCells, asked: Sequence[Piece]) -> Formula | None:
        formula = year.year.formula
        if formula is None:
            return None
        needed, found = (*needs(formula, world, cells), *asked), unguarded(formula, world, cells)
        if not year.in_tail:
            return guarded(found, needed)
        assert cells.price_factor is not None
        running = Ref(SHEET, cells.price_factor.row, _RUNNING)
        return guarded(("IF(", running, "=0;0;", *found, ")"), (*needed, running))

    @staticmethod
    def _uses_growth(year: OutlinedYear, *, hourly: bool) -> bool:
        return any(isinstance(item, f.Growth) and (not item.code) is hourly for item in year.inputs())


def _formula(line: OutlinedLine, world: f.World, cells: YearCells) -> Formula | None:
    """The amount of a line; a line of another payer comes to nothing once it is known."""
    if line.formula is None:
        return None
    return write(line.formula, world, cells) if line.counts else guarded(("0",), needs(line.formula, world, cells))


def _label(code: str, label: str) -> str:
    """What a line is for. The percentage of the VAT what-if may be changed in this file: it stands in its cell, not in the label."""
    return f"btw als proef over {label.partition(' over ')[2]}" if code.startswith("BTW-") else label


def _started(name: str, about: str) -> Sheet:
    sheet = Sheet(name, _WIDTHS, fixed_columns=1)
    sheet.add([wrapped(name, Look.TITLE)])
    sheet.add([text(about)])
    sheet.add()
    sheet.add_headings(HEADINGS, _NUMBERS)
    return sheet


def _start(column: Outlined, year: OutlinedYear, look: Look = Look.PLAIN) -> list[Cell]:
    """The first cells of every row: whose year it is. The calendar year follows the first contract year."""
    number = year.year.contract_year
    calendar = guarded((Name("startjaar"), f"+{number - 1}"), (Name("startjaar"),))
    return [
        text(column.name, look),
        text("uitloop" if year.in_tail else "contract", look),
        Cell(number, Kind.YEAR, look),
        Cell(year.actual.calendar_year, Kind.YEAR, look, calendar),
    ]


def _matches(year: OutlinedYear, cells: YearCells, look: Look) -> tuple[Cell, Cell]:
    """New matches and matches that run."""
    number = year.year.contract_year
    name = Name(f"koppelingen_{number}")
    new = Cell(0, Kind.NUMBER, look) if year.in_tail else Cell(year.actual.new, Kind.NUMBER, look, guarded((name,), (name,)))
    running = year.year.running
    if running is None:
        return new, Cell(UNKNOWN, Kind.NUMBER, look)
    # Written as the groups of matches that it is the sum of, because this is the cell that stands for them.
    return new, Cell(year.actual.active, Kind.NUMBER, look, write(f.Sum(running.started), "low", cells))


def _factor(used: bool, value: Decimal, cells: YearCells, price_level: str, look: Look) -> Cell:
    if not used:
        return Cell(None, look=look)
    assert cells.price_factor is not None
    return Cell(value, Kind.FACTOR, look, factor(Ref(SHEET, cells.price_factor.row, _CALENDAR), Name(price_level)))


def _counted(year: OutlinedYear) -> EuroRange | None:
    """What the year adds to its total: a year of the tail in which no match runs adds nothing."""
    if year.in_tail and year.actual.cost is not None and not year.actual.active:
        return EuroRange.exact(Decimal(0))
    return year.actual.cost


def _amount(amount: EuroRange | None, world: f.World, formula: Formula | None, look: Look = Look.PLAIN) -> Cell:
    """An amount, or the word for an unknown one."""
    value = UNKNOWN if amount is None else amount.low if world == "low" else amount.high
    return Cell(value, Kind.EURO, look, formula)
