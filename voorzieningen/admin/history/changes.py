"""What each record of the history changed: who, when and per field from what to what, in a number of queries that does not grow with the rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import OuterRef, Subquery, Value

from config.editing.words import choices_of, shown
from voorzieningen.admin.history.people import names_of

KINDS = {"+": "toegevoegd", "~": "gewijzigd", "-": "verwijderd"}
NAMES = ("code", "name", "label", "title", "slug")

Row = type[models.Model]


@dataclass(frozen=True, slots=True)
class Step:
    """One field: from what, to what, in Dutch."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One record. `number` is that of the record, `key` the primary key of its row; `is_there` tells whether the row still exists."""

    model: Row
    number: int
    key: int
    row: str
    kind: str
    who: str
    at: datetime
    reason: str
    steps: tuple[Step, ...]
    is_there: bool

    @property
    def table(self) -> str:
        return str(self.model._meta.verbose_name)

    @property
    def address(self) -> str:
        return f"admin:{self.model._meta.app_label}_{self.model._meta.model_name}"


def records(of: Mapping[Row, models.Q]) -> models.QuerySet[Any]:
    """(table, number of the record, moment) of these tables, newest first; of each table the records that answer to its condition."""
    found = [
        model.history.model._default_manager.order_by()
        .filter(condition)
        .annotate(table=Value(model._meta.label_lower))
        .values_list("table", "history_id", "history_date")
        for model, condition in of.items()
    ]
    return found[0].union(*found[1:], all=True).order_by("-history_date", "-history_id")


def read_changes(page: Iterable[tuple[str, int, datetime]], of: Iterable[Row]) -> list[Change]:
    """What the records of one page changed, in the same order."""
    order = [(table, number) for table, number, _ in page]
    tables = {model._meta.label_lower: model for model in of}
    numbers: dict[Row, list[int]] = defaultdict(list)
    for table, number in order:
        numbers[tables[table]].append(number)
    read = {model: _Records(model, found) for model, found in numbers.items()}
    people = names_of(record.history_user_id for found in read.values() for record in found.records.values())
    labels = _Labels(pair for found in read.values() for pair in found.relations())
    return [read[tables[table]].change(number, people, labels) for table, number in order]


class _Records:
    """The records of one table with the one before each, and their links."""

    def __init__(self, model: Row, numbers: Sequence[int]) -> None:
        self.model = model
        history = model.history.model
        manager = history._default_manager
        earlier = manager.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id")).order_by("-history_id").values("history_id")[:1]
        found = manager.filter(history_id__in=numbers).order_by().annotate(earlier=Subquery(earlier))
        self.records = {record.history_id: record for record in found}
        self.earlier = manager.in_bulk([record.earlier for record in self.records.values() if record.earlier])
        self.there = {row.pk: str(row) for row in _with_parents(model).filter(pk__in={record.id for record in self.records.values()})}
        self.columns = [column for column in history.tracked_fields if not column.primary_key]
        self.links = {field: self._links(history, field) for field in history._history_m2m_fields}

    def _links(self, history: Any, field: Any) -> dict[int, list[int]]:
        rows = getattr(history, field.name).model._default_manager.filter(history_id__in=[*self.records, *self.earlier])
        found: dict[int, list[int]] = defaultdict(list)
        for number, other in rows.values_list("history_id", f"{field.m2m_reverse_field_name()}_id"):
            found[number].append(other)
        return found

    def relations(self) -> Iterable[tuple[Row, int]]:
        """What the records point at, to be named."""
        for column in self.columns:
            if column.is_relation:
                for record in (*self.records.values(), *self.earlier.values()):
                    if (key := getattr(record, column.attname)) is not None:
                        yield column.related_model, key
        for field, links in self.links.items():
            for keys in links.values():
                yield from ((field.related_model, key) for key in keys)

    def change(self, number: int, people: Mapping[int | None, str], labels: _Labels) -> Change:
        record = self.records[number]
        before = self.earlier.get(record.earlier)
        kind = record.history_type
        return Change(
            model=self.model,
            number=number,
            key=record.id,
            row=self.there.get(record.id) or _name(record),
            kind=KINDS[kind],
            who=people[record.history_user_id],
            at=record.history_date,
            reason=record.history_change_reason or "",
            steps=tuple(self._steps(before, record, labels)) if before is not None and kind == "~" else (),
            is_there=record.id in self.there,
        )

    def _steps(self, before: Any, after: Any, labels: _Labels) -> Iterable[Step]:
        for column in self.columns:
            old, new = getattr(before, column.attname), getattr(after, column.attname)
            if old != new:
                words = [self._word(column, value, labels) for value in (old, new)]
                yield Step(str(column.verbose_name), *words)
        for field, links in self.links.items():
            old, new = sorted(links.get(before.history_id, [])), sorted(links.get(after.history_id, []))
            if old != new:
                yield Step(str(field.verbose_name), *(shown([labels.of(field.related_model, key) for key in keys]) for keys in (old, new)))

    @staticmethod
    def _word(column: Any, value: Any, labels: _Labels) -> str:
        if column.is_relation and value is not None:
            return labels.of(column.related_model, value)
        return shown(value, choices_of(column))


class _Labels:
    """What rows are called that others point at: one query for each table."""

    def __init__(self, wanted: Iterable[tuple[Row, int]]) -> None:
        keys: dict[Row, set[int]] = defaultdict(set)
        for model, key in wanted:
            keys[model].add(key)
        self.found = {(model, row.pk): str(row) for model, these in keys.items() for row in _with_parents(model).filter(pk__in=these)}

    def of(self, model: Row, key: int) -> str:
        return self.found.get((model, key)) or f"{model._meta.verbose_name} nummer {key} (bestaat niet meer)"


def _with_parents(model: Row) -> models.QuerySet[Any]:
    """With what a row is named after, so that naming takes no query for each."""
    return model._base_manager.select_related()


def _name(record: Any) -> str:
    """Of a row that is gone: as its record tells."""
    return next((str(value) for name in NAMES if (value := getattr(record, name, ""))), f"nummer {record.id}")
