"""The demand as an editable table of three cells a row, with a message at each cell that is wrong. In an address it is `gezinnen`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict

from procurement.coverage import ANY, Demand, DemandRow
from procurement.forms.demand import MOST_ROWS, asks, read_age, read_families, read_group, split_row, stood_before, too_many, wrong_sum
from procurement.forms.fields import short
from procurement.forms.options import FormOption
from procurement.forms.problems import Problem
from voorzieningen.catalogue import Term

GROUP, AGE, FAMILIES = "rij_doelgroep", "rij_leeftijd", "rij_gezinnen"
CELLS = (GROUP, AGE, FAMILIES)
SPARE_ROWS = 3
ANCHOR = "id_gezinnen"  # of the table as a whole
USUAL_AGES = ("zwangerschap", "zwangerschap-4", "0-3", "0-4", "0-11", "4-5", "5-17", "6-11", "12-17", "18-22")
_LABELS = {GROUP: "Doelgroep", AGE: "Leeftijd", FAMILIES: "Gezinnen per jaar"}
_UNEQUAL = "De kolommen van de opgave zijn niet even lang, dus het is niet te zien wat bij elkaar hoort. Vul de regels opnieuw in."
_TWICE = "De opgave staat twee keer in het adres: als tabel en als ‘gezinnen’. Kijk na wat er moet staan en verstuur de tabel opnieuw."
_WORDS = {"gezin": "Gezin", "ouder": "Ouder", "kind": "Kind"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as it was typed. `number` is that of its row, from 1."""

    name: str
    number: int
    value: str = ""
    error: str = ""

    @property
    def id(self) -> str:
        return f"id_{self.name}_{self.number}"

    @property
    def error_id(self) -> str:
        return f"{self.id}_error" if self.error else ""

    @property
    def label(self) -> str:
        return _LABELS[self.name]


@dataclass(frozen=True, slots=True)
class TableRow:
    """Whom it is about, of which age, and how many a year."""

    group: Cell
    age: Cell
    families: Cell

    @property
    def number(self) -> int:
        return self.group.number

    @property
    def cells(self) -> tuple[Cell, ...]:
        return (self.group, self.age, self.families)

    @property
    def is_empty(self) -> bool:
        return not any(cell.value for cell in self.cells)


@dataclass(frozen=True, slots=True)
class DemandTable:
    """The rows with room for more. `messages` are about the table as a whole; `demand` is what was asked, None when something is wrong.

    `is_typed`: it comes from the table itself and not from a link. `is_proposal`: nobody asked it yet, the rows come from the task.
    """

    rows: tuple[TableRow, ...]
    groups: tuple[Term, ...]
    messages: tuple[str, ...] = ()
    demand: Demand | None = None
    is_typed: bool = False
    is_proposal: bool = False

    @property
    def filled(self) -> tuple[TableRow, ...]:
        return tuple(row for row in self.rows if not row.is_empty)

    @property
    def values(self) -> tuple[str, ...]:
        """`gezinnen` in an address; nothing while something is wrong."""
        return tuple(row.value for row in self.demand.rows) if self.demand else ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every message, each with the cell that it is about."""
        whole = [Problem("Uw opgave", "gezinnen", message, f"#{ANCHOR}") for message in self.messages]
        cells = [cell for row in self.rows for cell in row.cells if cell.error]
        return (*whole, *(Problem(f"{cell.label}, regel {cell.number}", "gezinnen", cell.error, f"#{cell.id}") for cell in cells))

    @property
    def choices(self) -> tuple[tuple[TableRow, tuple[tuple[str, tuple[FormOption, ...]], ...]], ...]:
        """Each row with the target groups to choose from, by kind, and what was typed that is none of them."""
        slugs = {group.slug for group in self.groups}
        return tuple((row, _options(self.groups, row.group.value, is_known=row.group.value.lower() in slugs)) for row in self.rows)

    @property
    def ages(self) -> tuple[str, ...]:
        return USUAL_AGES


def _options(groups: Sequence[Term], chosen: str, *, is_known: bool) -> tuple[tuple[str, tuple[FormOption, ...]], ...]:
    found = [
        (_WORDS.get(kind, kind), tuple(FormOption(group.slug, group.label, group.slug == chosen.lower()) for group in terms))
        for kind, terms in groupby(groups, key=lambda group: group.group)
    ]
    if chosen and not is_known:
        found.insert(0, ("Bestaat niet", (FormOption(chosen, short(chosen), True),)))
    return tuple(found)


def read_table(data: QueryDict, groups: Sequence[Term], proposal: Sequence[tuple[str, str, str]] = ()) -> DemandTable:
    """The table as it was typed, or else as `gezinnen` in the address says it, or else with the rows of `proposal`, which ask nothing yet."""
    is_typed = any(name in data for name in CELLS)
    asked = list(dict.fromkeys(value.strip() for value in data.getlist("gezinnen") if value.strip()))
    messages: list[str] = []
    if is_typed:
        columns = [[value.strip() for value in data.getlist(name)] for name in CELLS]
        texts = list(zip_longest(*columns, fillvalue=""))
        messages += [_UNEQUAL] if len({len(column) for column in columns}) > 1 else []
        messages += [_TWICE] if asked else []
    else:
        texts, problems = _split(asked)
        messages += problems
    is_proposal = not is_typed and not asked and bool(proposal)
    filled = [text for text in map(_without_any, proposal if is_proposal else texts) if any(text)]
    rows = [
        TableRow(Cell(GROUP, number, group), Cell(AGE, number, age), Cell(FAMILIES, number, families))
        for number, (group, age, families) in enumerate(filled, start=1)
    ]
    table = DemandTable(tuple(rows), tuple(groups), tuple(messages), is_typed=is_typed, is_proposal=is_proposal)
    return _with_room(table if is_proposal else _checked(table))


def _without_any(text: tuple[str, str, str]) -> tuple[str, str, str]:
    """The word for any group and all ages is an empty cell in the table."""
    group, age, families = text
    return "" if group.lower() == ANY else group, "" if age.lower() == ANY else age, families


def _split(values: Iterable[str]) -> tuple[list[tuple[str, str, str]], list[str]]:
    texts, problems = [], []
    for value in values:
        try:
            texts.append(split_row(value))
        except ValidationError as error:
            problems += error.messages
    return texts, problems


def _checked(table: DemandTable) -> DemandTable:
    """The table with what is wrong in each cell, and only when every cell is right with what is wrong in the whole."""
    rows, read = [], []
    for row in table.rows:
        group, term = _read(row.group, lambda text: read_group(text, table.groups))
        age, months = _read(row.age, read_age)
        families, number = _read(row.families, read_families)
        rows.append(TableRow(group, age, families))
        if not any(cell.error for cell in rows[-1].cells):
            read.append(DemandRow(term, *(months or (None, "", "")), number))
    problem = too_many(len(rows))
    table = replace(table, rows=tuple(rows), messages=(*table.messages, *([problem] if problem else [])))
    if table.messages or len(read) < len(rows):
        return table
    return _checked_together(table, read)


def _checked_together(table: DemandTable, read: Sequence[DemandRow]) -> DemandTable:
    twice = stood_before(read)
    if twice is not None:
        place, message = twice
        row = table.rows[place]
        changed = replace(row, group=replace(row.group, error=message))
        return replace(table, rows=(*table.rows[:place], changed, *table.rows[place + 1 :]))
    demand = Demand(tuple(row for row in read if asks(row)))
    if problem := wrong_sum(demand):
        place = next(place for place, row in enumerate(read) if row.families is not None)
        row = table.rows[place]
        changed = replace(row, families=replace(row.families, error=problem))
        return replace(table, rows=(*table.rows[:place], changed, *table.rows[place + 1 :]), messages=(*table.messages, problem))
    return replace(table, demand=demand)


def _read(cell: Cell, read: Callable[[str], Any]) -> tuple[Cell, Any]:
    """The cell with its message, if it has one, and what stands in it."""
    try:
        return cell, read(cell.value)
    except ValidationError as error:
        return replace(cell, error=" ".join(error.messages)), None


def _with_room(table: DemandTable) -> DemandTable:
    """Empty rows behind the filled ones, as far as the table may have them."""
    filled = len(table.rows)
    wanted = max(filled, min(filled + SPARE_ROWS, MOST_ROWS))
    spare = [TableRow(Cell(GROUP, number), Cell(AGE, number), Cell(FAMILIES, number)) for number in range(filled + 1, wanted + 1)]
    return replace(table, rows=(*table.rows, *spare))
