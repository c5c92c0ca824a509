"""The sheet with every input that may be changed, as named cells, and below them what is fixed in this file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from procurement import costs
from procurement.costs import formula as f
from procurement.exports.workbook.address import Addresses, completion_name, price_level_name
from procurement.exports.workbook.model import Cell, Formula, Kind, Limits, Look, Name, Ref, Sheet, Workbook, text, wrapped
from procurement.exports.workbook.outline import Outlined
from procurement.question import ASSUMPTION, FACT, OWN, Question

SHEET = "Aannames"
HEADINGS = ("naam van de cel", "wat", "waarde", "eenheid", "soort", "wijzigen", "toelichting")
WIDTHS = (22, 46, 24, 18, 14, 12, 66)
CHANGE, FIXED = "invulbaar", "vast"

_AMOUNT = Limits(Decimal(0), Decimal(1000))
_MATCHES = Limits(Decimal(0), Decimal(10_000), whole=True)
_SHARE = Limits(Decimal(0), Decimal(1), percentage=True)
_INDEX = Limits(Decimal("-0.2"), Decimal("0.5"), percentage=True)
_START = Limits(Decimal(2020), Decimal(2050), whole=True)
_ABOUT = "Verander alleen de gekleurde cellen waar ‘invulbaar’ achter staat. Alle bladen rekenen dan opnieuw. Leeg betekent onbekend, niet 0."
_OWN_CELLS = {"startjaar", "koppelingen", "lopend", "uurkosten", "weken", "index", "btw", "disconto", "gedeelde_uren", "afronding", "prijspeil"}


@dataclass(frozen=True, slots=True)
class Row:
    """One input: the name of its cell, the label, the value (None: not given) and what it is.

    `follows` is a formula that fills it until somebody changes it.
    """

    name: str
    label: str
    value: Decimal | int | None
    unit: str
    kind: str
    number: Kind
    limits: Limits
    note: str = ""
    follows: Formula | None = None


def add_assumptions(workbook: Workbook, question: Question, columns: Sequence[Outlined], addresses: Addresses, first_level: int) -> None:
    """Write the sheet; every input gets its name. `first_level` is the first calendar year that the index knows."""
    sheet = Sheet(SHEET, WIDTHS)
    workbook.sheets.append(sheet)
    sheet.add([wrapped("Aannames en eigen invoer", Look.TITLE)])
    sheet.add([text(_ABOUT)])
    sheet.add()
    sheet.add_headings(HEADINGS, {"waarde"})
    for row in _rows(question, columns, addresses, first_level):
        workbook.names[row.name] = Ref(SHEET, sheet.next_row, 2)
        sheet.add(_cells(row))
    sheet.add()
    sheet.add([text("Vast in dit bestand (kies iets anders in het portaal en maak een nieuw bestand)", Look.TOTAL)])
    for given in question.inputs:
        if given.name not in _OWN_CELLS:
            sheet.add([text(""), wrapped(given.label), wrapped(given.value), text(""), text(given.kind), text(FIXED), wrapped(given.note)])


def _cells(row: Row) -> list[Cell]:
    return [
        text(row.name),
        wrapped(row.label),
        Cell(row.value, row.number, Look.INPUT, row.follows, row.limits),
        text(row.unit),
        text(row.kind),
        text(CHANGE),
        wrapped(row.note),
    ]


def _rows(question: Question, columns: Sequence[Outlined], addresses: Addresses, first_level: int) -> Iterator[Row]:
    scenario = question.scenario
    used = list(dict.fromkeys(value for column in columns for value in column.inputs() if isinstance(value, f.Value)))
    roles = {value.role for value in used}
    years = Limits(Decimal(first_level), Decimal(2060), whole=True)
    yield _asked(question, "startjaar", "startjaar", "Eerste contractjaar", scenario.start_year, "kalenderjaar", Kind.YEAR, _START)
    for number, count in enumerate(scenario.new_matches, start=1):
        label = f"Nieuwe koppelingen in contractjaar {number}"
        yield _asked(question, "koppelingen", f"koppelingen_{number}", label, count, "koppelingen", Kind.NUMBER, _MATCHES)
    running = dict(scenario.carry_over)
    for number in sorted({int(value.code) for value in used if value.role is f.Role.RUNNING_MATCHES} | set(running)):
        label = f"Bij de start al in koppelingsjaar {number}"
        yield _asked(question, "lopend", f"lopend_{number}", label, running.get(number, 0), "koppelingen", Kind.NUMBER, _MATCHES)
    yield _asked(question, "uurkosten", "uurkosten", "Uurkosten van een coördinator", scenario.hourly_cost, "euro per uur", Kind.EURO, _AMOUNT)
    yield Row(
        "prijspeil_uurkosten",
        "Prijspeil van de uurkosten",
        scenario.hourly_cost_price_level or scenario.start_year,
        "kalenderjaar",
        ASSUMPTION if scenario.hourly_cost_price_level is None else OWN,
        Kind.YEAR,
        years,
        "Is het eerste contractjaar, tot u hier een ander jaar invult." if scenario.hourly_cost_price_level is None else "",
        (Name("startjaar"),) if scenario.hourly_cost_price_level is None else None,
    )
    weeks = Limits(Decimal(1), Decimal(53))
    yield _asked(question, "weken", "weken", "Weken per jaar", scenario.weeks, "weken", Kind.NUMBER, weeks)
    label = "Verwachte prijsstijging per jaar"
    yield _asked(question, "index", "index_per_jaar", label, scenario.indexation, "procent per jaar", Kind.PERCENT, _INDEX)
    if f.Role.SHARED_HOURS in roles:
        note = "Geen bron noemt deze uren. Leeg: de kosten zijn onbekend."
        label, hours = "Uren van de gedeelde coördinator", Limits(Decimal(0), Decimal(1000))
        yield _asked(question, "gedeelde_uren", "gedeelde_uren", label, scenario.shared_hours, "uur per week", Kind.NUMBER, hours, note)
    if f.Role.VAT in roles:
        note = "Over onderdelen waarvan de btw onbekend is."
        yield _asked(question, "btw", "btw_proef", "Btw als proef", scenario.vat_what_if, "procent", Kind.PERCENT, _SHARE, note)
    note = "Leeg: de contante waarde is niet gevraagd."
    label, share = "Rente voor de contante waarde", Limits(Decimal(0), Decimal("0.5"), percentage=True)
    yield _asked(question, "disconto", "disconto", label, scenario.discount_rate, "procent per jaar", Kind.PERCENT, share, note)
    yield from _completions(question, columns, addresses)
    for column in columns:
        yield from _price_level(question, column, years)


def _asked(
    question: Question,
    asked: str,
    name: str,
    label: str,
    value: Decimal | int | None,
    unit: str,
    number: Kind,
    limits: Limits,
    note: str = "",
) -> Row:
    """An input of the question: its kind and note are those of the page (`asked` is its parameter); what nobody gave is an assumption."""
    given = next((item for item in question.inputs if item.name == asked), None)
    kind = given.kind if given else ASSUMPTION
    return Row(name, label, value, unit, kind, number, limits, " ".join(filter(None, (note, given.note if given else ""))))


def _completions(question: Question, columns: Iterable[Outlined], addresses: Addresses) -> Iterator[Row]:
    """One cell for each module; columns share it when they have the same module with the same value."""
    chosen = dict(question.scenario.completion)
    names: dict[tuple[str, Decimal], str] = {}
    for column in columns:
        labels = {row.code: row.label for row in column.column.priced.rows}
        for value in dict.fromkeys(item for item in column.inputs() if isinstance(item, f.Value) and item.role is f.Role.COMPLETION):
            key = (value.code, value.low)
            if key not in names:
                name = completion_name(value.code)
                names[key] = name = completion_name(value.code, column.number) if name in names.values() else name
                label = f"Kans dat ‘{labels.get(value.code, value.code)}’ wordt afgerond"
                kind = OWN if value.code in chosen else ASSUMPTION
                yield Row(name, label, value.low, "procent", kind, Kind.PERCENT, _SHARE, "Deel van alle gestarte koppelingen.")
            addresses.completions[column.number, value.code] = names[key]


def _price_level(question: Question, column: Outlined, years: Limits) -> Iterator[Row]:
    """The year that the amounts of a column are of; a tariff whose amounts are fixed has none."""
    tariff, scenario = column.actual.tariff, question.scenario
    if not column.is_indexed:
        return
    name, label = price_level_name(column.number), f"Prijspeil van {column.name}"
    kind, note, follows = _price_level_kind(tariff, scenario)
    yield Row(name, label, column.price_level, "kalenderjaar", kind, Kind.YEAR, years, note, follows)


def _price_level_kind(tariff: costs.Tariff, scenario: costs.Scenario) -> tuple[str, str, Formula | None]:
    """Who says the price level of a tariff: its source, the user, or nobody; it is then that of the first year."""
    if tariff.price_level_year is not None:
        return FACT, "Volgens de bron van het tarief.", None
    if tariff.assumed_price_level_year or scenario.default_price_level:
        return OWN, "De bron noemt geen jaar.", None
    return ASSUMPTION, "De bron noemt geen jaar. Is het eerste contractjaar, tot u hier een ander jaar invult.", (Name("startjaar"),)
