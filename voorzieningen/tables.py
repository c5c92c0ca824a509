"""Where the snapshot reads its rows: the tables as they are now, or as they were at a moment in the past."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, Protocol

from django.db.models import Min, Model
from django.utils import timezone

from voorzieningen.models import Offering


class Tables(Protocol):
    """Rows have the named fields and `id`, in no particular order: whoever reads them sorts, the same on every database."""

    def rows(self, model: type[Model], *fields: str) -> Iterable[Any]:
        """All rows of a table, one query."""

    def links(self, model: type[Model], name: str) -> Iterable[tuple[int, int]]:
        """(owner, other) primary keys of a many-to-many field, in a fixed number of queries."""


class CurrentTables:
    """The tables as they are."""

    def rows(self, model: type[Model], *fields: str) -> Iterable[Any]:
        return model._default_manager.values_list("id", *fields, named=True)

    def links(self, model: type[Model], name: str) -> Iterable[tuple[int, int]]:
        field = model._meta.get_field(name)
        return field.remote_field.through._default_manager.values_list(f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id")


class PastTables:
    """The tables as they were just before `until`, from the history that every change leaves behind."""

    def __init__(self, until: datetime) -> None:
        self.until = until

    def rows(self, model: type[Model], *fields: str) -> Iterable[Any]:
        return [row for row in self._last_records(model, *fields) if row.history_type != "-"]

    def links(self, model: type[Model], name: str) -> Iterable[tuple[int, int]]:
        field = model._meta.get_field(name)
        owners = {row.history_id: row.id for row in self.rows(model)}
        linked = getattr(model.history.model, name).model._default_manager.filter(history__history_date__lt=self.until)
        pairs = linked.values_list("history_id", f"{field.m2m_reverse_field_name()}_id")
        return [(owners[record], other) for record, other in pairs if record in owners]

    def _last_records(self, model: type[Model], *fields: str) -> Iterable[Any]:
        """The last record of each row, deletions included. Two records of one moment are told apart by their order."""
        records = model.history.filter(history_date__lt=self.until).latest_of_each().order_by("history_date", "history_id")
        return {row.id: row for row in records.values_list("history_id", "history_type", "id", *fields, named=True)}.values()


def tables(as_of: date | None) -> Tables:
    """The tables as they are now, or as they were at the end of a day in the portal's own time zone."""
    if as_of is None:
        return CurrentTables()
    return PastTables(timezone.make_aware(datetime.combine(as_of + timedelta(days=1), time.min)))


def first_recorded_on() -> date | None:
    """The first day of which the catalogue can be shown; None while there is no catalogue. One query."""
    first = Offering.history.aggregate(first=Min("history_date"))["first"]
    return timezone.localtime(first).date() if first else None
