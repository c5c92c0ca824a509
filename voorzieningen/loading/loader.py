"""Loads the catalogue's fixtures without ever overwriting a person's work: LoadedRow remembers what was put in the database.

For each row, by whether it is registered (loaded before) and present (in the database now):

- not registered, absent: created
- not registered, present: made by a person, left alone
- registered, absent: deleted by a person, stays deleted, and so does what would hang from it
- registered, present, as it was loaded: updated when the fixture changed
- registered, present, otherwise: edited by a person, left alone
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.serializers.base import DeserializationError
from django.core.serializers.python import Deserializer
from django.db import DatabaseError, models, transaction

from config.editing.turns import take_turn
from voorzieningen.loading.checks import catalogue_problems
from voorzieningen.loading.database import Database
from voorzieningen.loading.rows import FixtureError, FixtureRow, Key, read_fixtures, register_id, row_name
from voorzieningen.models import LoadedRow


@dataclass(slots=True)
class Summary:
    """What one run did. The lists name the rows that were left alone, as "statement BG-001"."""

    files: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    made_by_hand: list[str] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    without_parent: list[str] = field(default_factory=list)
    no_longer_in_fixtures: list[str] = field(default_factory=list)


class Loader:
    """One run over the fixtures; use `load_catalogue`."""

    def __init__(self, rows: list[FixtureRow]) -> None:
        self.rows = rows
        self.summary = Summary(files=len({row.place.split(",")[0] for row in rows}))
        self.register = {(row.model, row.key): row for row in LoadedRow.objects.all()}
        self.database = Database(list(dict.fromkeys(row.model for row in rows)))
        self.gone = {row.id for row in rows if row.id in self.register and self.database.get(row.model, row.key) is None}
        self.pending: list[tuple[FixtureRow, models.Model, dict[str, list[Key]]]] = []
        self.registered: list[LoadedRow] = []

    def run(self) -> Summary:
        for row in self.rows:
            self._load(row)
        for row, instance, links in self.pending:
            self._link(row, instance, links)
        LoadedRow.objects.bulk_create([entry for entry in self.registered if entry.pk is None])
        LoadedRow.objects.bulk_update([entry for entry in self.registered if entry.pk is not None], ["digest"])
        here = {row.id for row in self.rows}
        self.summary.no_longer_in_fixtures = [row_name(*identity) for identity in self.register if identity not in here]
        return self.summary

    def _load(self, row: FixtureRow) -> None:
        entry, current = self.register.get(row.id), self.database.get(row.model, row.key)
        if row.id in self.gone:
            self.summary.deleted.append(row.name)
            return
        if current is not None and entry is None:
            self.summary.made_by_hand.append(row.name)
            return
        if self._hangs_from_deleted(row):
            self.gone.add(row.id)
            self.summary.without_parent.append(row.name)
            return
        instance, links = self._build(row, current)
        wanted = self.database.digest(instance, links)
        if current is not None and entry is not None:
            if self.database.digest(current, self.database.links(current)) != entry.digest:
                self.summary.edited.append(row.name)
                return
            if wanted == entry.digest:
                self.summary.unchanged += 1
                return
        self._save(row, instance)
        self.pending.append((row, instance, links))
        entry = entry or LoadedRow(model=row.id[0], key=row.id[1])
        entry.digest = wanted
        self.registered.append(entry)
        if current is None:
            self.summary.created += 1
        else:
            self.summary.updated += 1

    def _hangs_from_deleted(self, row: FixtureRow) -> bool:
        return any(
            isinstance(value, list) and register_id(column.related_model, tuple(value)) in self.gone
            for column, value in self._relations(row)
            if not column.many_to_many
        )

    def _relations(self, row: FixtureRow) -> Iterator[tuple[Any, Any]]:
        for name, value in row.fields.items():
            try:
                column = row.model._meta.get_field(name)
            except FieldDoesNotExist as error:
                raise FixtureError(f"{row.place} ({row.name}): unknown field {name}") from error
            if column.is_relation and value is not None:
                yield column, value

    def _build(self, row: FixtureRow, current: models.Model | None) -> tuple[models.Model, dict[str, list[Key]]]:
        """The row as the fixture has it, checked field by field: SQLite would accept texts that are too long for PostgreSQL."""
        fields, links = dict(row.fields), {link.name: [] for link in row.model._meta.many_to_many}
        for column, value in self._relations(row):
            if column.many_to_many:
                links[column.name] = [tuple(key) for key in fields.pop(column.name) if register_id(column.related_model, tuple(key)) not in self.gone]
            else:
                fields[column.name] = self._find(row, column, value).pk
        raw = {"model": row.model._meta.label_lower, "fields": fields, **({"pk": current.pk} if current is not None else {})}
        try:
            instance = next(Deserializer([raw])).object
            if current is not None:
                instance.version = current.version  # saving raises it, also for who has its form open
            instance.clean_fields(exclude=[column.name for column in row.model._meta.concrete_fields if column.is_relation])
        except (DeserializationError, ValidationError) as error:
            details = "; ".join(error.messages) if isinstance(error, ValidationError) else str(error)
            named = ", ".join(error.message_dict) if isinstance(error, ValidationError) and hasattr(error, "error_dict") else "value"
            raise FixtureError(f"{row.place} ({row.name}): {named}: {details}") from error
        return instance, links

    def _find(self, row: FixtureRow, column: Any, key: Any) -> models.Model:
        found = self.database.get(column.related_model, tuple(key)) if isinstance(key, (list, tuple)) else None
        if found is None:
            raise FixtureError(f"{row.place} ({row.name}): {column.name} {key!r} does not exist")
        return found

    def _save(self, row: FixtureRow, instance: models.Model) -> None:
        try:
            instance.save()
        except DatabaseError as error:
            raise FixtureError(f"{row.place} ({row.name}): {error}") from error
        self.database.add(row.key, instance)

    def _link(self, row: FixtureRow, instance: models.Model, links: dict[str, list[Key]]) -> None:
        """After all rows exist, so that a tariff may name components of a later file."""
        for name, keys in links.items():
            column = row.model._meta.get_field(name)
            getattr(instance, name).set([self._find(row, column, key) for key in keys])


def load_catalogue(*, directory: Path) -> Summary:
    """Load the fixtures of `directory` in one transaction; a second run changes nothing.

    Raises FixtureError, with the file and the row, when a fixture is wrong or the catalogue would not be whole; nothing is changed then.
    """
    with transaction.atomic():
        take_turn()
        rows = list(read_fixtures(directory))
        if not rows:
            raise FixtureError(f"no fixtures in {directory}")
        summary = Loader(rows).run()
        problems = catalogue_problems()
        if problems:
            raise FixtureError("; ".join(problems))
    return summary
