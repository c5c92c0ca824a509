"""What a table from a file would change, worked out without writing: per row new, changed, unchanged or wrong. Writing is in `writing`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib import admin
from django.db import models
from django.forms import ModelForm, modelform_factory

from voorzieningen.imports.cells import CellError
from voorzieningen.imports.columns import CatalogueResource, Column, keys_of, resource_for
from voorzieningen.imports.table import Line, Table
from voorzieningen.loading.rows import key_fields

MOST_PROBLEMS = 1000
# Each row that changes is checked as in the admin, with some ten queries: more of them would keep others waiting who want to save.
MOST_CHANGES = 500


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, in Dutch, and where: the row as the spreadsheet counts it and the heading of the column, empty for the row as a whole."""

    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Change:
    """One field: what is stored now and what the file says."""

    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RowPlan:
    """One row that is new or changes; `form` holds the checked row, ready to be saved."""

    row: int
    key: str
    is_new: bool
    changes: tuple[Change, ...]
    version: int | None
    form: ModelForm[Any]


@dataclass(slots=True)
class Plan:
    """All of it. With any problem nothing may be written."""

    rows: list[RowPlan] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unchanged: int = 0

    @property
    def created(self) -> int:
        return sum(row.is_new for row in self.rows)

    @property
    def changed(self) -> int:
        return len(self.rows) - self.created

    @property
    def digest(self) -> str:
        """Says whether what would be written now is what somebody looked at before: old values and versions count."""
        said = [(row.key, row.is_new, row.version, [(c.column, c.old, c.new) for c in row.changes]) for row in self.rows]
        return hashlib.sha256(json.dumps([said, self.unchanged], ensure_ascii=False).encode()).hexdigest()


def make_plan(model: type[models.Model], table: Table, most: int = MOST_CHANGES) -> Plan:
    """Compare the table with what is stored. Reads only. More than `most` rows that are new or change is a problem."""
    return _Planner(resource_for(model), table, most).run()


class _Planner:
    def __init__(self, resource: CatalogueResource, table: Table, most: int) -> None:
        self.resource, self.table, self.left = resource, table, most
        self.model: type[models.Model] = resource._meta.model
        self.plan = Plan()
        self.columns: dict[str, tuple[int, Column]] = {}  # by field name: where it stands in the file
        self.seen: dict[tuple[str, Any], int] = {}
        self.form = modelform_factory(self.model, form=_form_of(self.model), fields=list(resource.fields), formfield_callback=_form_field)
        self.missing: set[str] = set()

    def run(self) -> Plan:
        self._match_headings()
        if self.plan.problems:
            return self.plan
        if not self.table.lines:
            self._object(1, "", "Onder de koppen staan geen rijen.")
        parsed = [(line, *self._parsed(line)) for line in self.table.lines]
        keys = keys_of(self.model)
        wanted = [keys.pk(key) for _, key, _, _ in parsed if keys.pk(key) is not None]
        stored = {row.pk: row for row in self._stored(wanted)}
        for line, key, values, is_whole in parsed:
            if len(self.plan.problems) >= MOST_PROBLEMS or self.left < 0:
                break
            if key and self._is_first(line, "", key, "Deze rij staat er al"):
                self._look_at(line, key, values, is_whole, stored.get(keys.pk(key)))
        self.plan.problems.sort(key=lambda problem: problem.row)
        return self.plan

    def _stored(self, pks: list[Any]) -> Iterator[Any]:
        for start in range(0, len(pks), 500):
            yield from self.resource.rows().filter(pk__in=pks[start : start + 500])

    def _object(self, row: int, column: str, message: str) -> None:
        if len(self.plan.problems) < MOST_PROBLEMS:
            self.plan.problems.append(Problem(row, column, message))

    def _match_headings(self) -> None:
        known = {column.column_name.casefold(): name for name, column in self.resource.fields.items()}
        known |= {name.casefold(): name for name in self.resource.fields}
        for place, heading in enumerate(self.table.headings):
            name = known.get(heading.casefold())
            if name is None:
                self._object(1, heading[:100], "Deze kolom is er niet. Gebruik de koppen van het voorbeeld.")
            elif name in self.columns:
                self._object(1, heading[:100], "Deze kolom staat er twee keer.")
            else:
                self.columns[name] = (place, self.resource.fields[name])
        for name in self.resource.needed:
            if name not in self.columns:
                self._object(1, self.resource.fields[name].column_name, "Deze kolom ontbreekt en is altijd nodig.")

    def _parsed(self, line: Line) -> tuple[str, dict[str, Any], bool]:
        """The key as one text ("" when it cannot be told), the values, and whether all cells were values."""
        values: dict[str, Any] = {}
        for name, (place, column) in self.columns.items():
            try:
                values[name] = column.clean({column.column_name: line.cells[place]})
            except CellError as error:
                self._object(line.number, column.column_name, str(error))
        names, parts = key_fields(self.model), []
        for name in names:
            if name in values and values[name] in (None, ""):
                self._object(line.number, self.resource.fields[name].column_name, "Dit mag niet leeg zijn: het hoort bij de sleutel van de rij.")
            parts.append(str(self.resource.fields[name].widget.render(values.get(name))))
        return "/".join(parts) if all(parts) else "", values, len(values) == len(self.columns)

    def _is_first(self, line: Line, name: str, value: Any, message: str) -> bool:
        first = self.seen.setdefault((name, value), line.number)
        if first != line.number:
            column = self.resource.fields[name].column_name if name else ""
            self._object(line.number, column, f"{message}: dezelfde staat in rij {first}.")
        return first == line.number

    def _look_at(self, line: Line, key: str, values: dict[str, Any], is_whole: bool, row: Any) -> None:
        for name in values:
            if self.model._meta.get_field(name).unique and values[name] not in (None, ""):
                is_whole &= self._is_first(line, name, values[name], "Deze waarde mag maar één keer voorkomen")
        is_new = row is None
        if is_new:
            row = self.model()
            is_whole &= self._has_all_for_new(line)
        before = self.resource.values(row)
        changes = tuple(self._changes(before, values, is_new))
        if is_whole and not changes and not is_new:
            self.plan.unchanged += 1
            return
        self.left -= 1
        if self.left < 0:
            self._object(line.number, "", "Vanaf hier veranderen er te veel rijen in één keer. Verdeel het over meer bestanden.")
            return
        form = self.form(data=_form_data(self.model, before | values), instance=row)
        version = None if is_new else getattr(row, "version", None)
        if form.is_valid() and is_whole:
            self.plan.rows.append(RowPlan(line.number, key, is_new, changes, version, form))
        for name, messages in form.errors.items():
            # What the form says about a cell that could not be read was said already, and about such a row as a whole it knows nothing.
            if is_whole or name in values:
                column = self.resource.fields[name].column_name if name in self.resource.fields else ""
                for message in dict.fromkeys(str(text) for text in messages):
                    self._object(line.number, column, message)

    def _has_all_for_new(self, line: Line) -> bool:
        lacking = [name for name in self.resource.needed_for_new() if name not in self.columns]
        for name in lacking:
            if name not in self.missing:
                self._object(line.number, self.resource.fields[name].column_name, "Deze kolom ontbreekt en is nodig voor een nieuwe rij.")
        self.missing.update(lacking)
        return not lacking

    def _changes(self, before: dict[str, Any], values: dict[str, Any], is_new: bool) -> Iterator[Change]:
        for name in values:
            column = self.resource.fields[name]
            old, new = ("" if is_new else shown(column, before[name])), shown(column, values[name])
            # Texts are compared as they are written: spaces at the end and the kind of line break are no change.
            if old != new:
                yield Change(column.column_name, old, new)


def shown(column: Column, value: Any) -> str:
    """A value as the preview shows it: numbers with a decimal comma."""
    rendered = column.widget.render(value)
    return rendered if isinstance(rendered, str) else f"{rendered:f}".replace(".", ",") if not isinstance(rendered, int) else str(rendered)


def _form_of(model: type[models.Model]) -> type[ModelForm[Any]]:
    """The form of the admin: who imports is held to the same rules as who types. Some rows are only right together; those say so."""
    model_admin = admin.site.get_model_admin(model)
    form: type[ModelForm[Any]] = getattr(model_admin, "import_form", None) or model_admin.form
    return form


def _form_field(column: models.Field[Any, Any], **kwargs: Any) -> Any:
    if isinstance(column, models.URLField):
        kwargs["assume_scheme"] = "https"
    return column.formfield(**kwargs)


def _form_data(model: type[models.Model], values: dict[str, Any]) -> dict[str, Any]:
    """The values as the form reads them."""
    lists = {name for name in values if isinstance(model._meta.get_field(name), models.JSONField)}
    return {name: json.dumps(value or []) if name in lists else value for name, value in values.items()}
