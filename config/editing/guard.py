"""What a form must not overwrite: which rows somebody else saved or deleted since the form was opened, and what is stored in them now."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, QueryDict

from config.editing.versions import name_of, read_stamps, stamp
from config.editing.words import choices_of, shown

FIELD = "versie"
_ATTRIBUTE = "_editing_guard"
NOT_SAVED = "Niet opgeslagen: iemand anders was u voor. Zie bovenaan wat er nu staat."
SOMEBODY = "Iemand anders"

LastChange = Callable[[models.Model], "tuple[str, datetime] | None"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field: what was typed and what is stored now, in Dutch."""

    label: str
    typed: str
    stored: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row that somebody else saved, or deleted (`is_gone`), since the form was opened; `at` is None when nothing tells."""

    row: str
    who: str
    at: datetime | None
    is_gone: bool = False
    differences: tuple[Difference, ...] = ()


@dataclass(slots=True)
class Guard:
    """Of one request: what the form was opened with (`sent`), what the rows are now, and what does not fit."""

    sent: dict[str, str]
    now: dict[str, str] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    gone: dict[str, list[Conflict]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def is_as_opened(self, row: models.Model) -> bool:
        return self.sent.get(name_of(row)) == self.now[name_of(row)]

    def object_to(self, form: Any, last_change: LastChange) -> None:
        """Write down that this row is not what it was."""
        row = form.instance
        who, at = last_change(row) or (SOMEBODY, None)
        self.conflicts.append(Conflict(self.names.get(name_of(row)) or str(row), who, at, differences=tuple(_differences(form))))


def guard_of(request: HttpRequest) -> Guard:
    if not hasattr(request, _ATTRIBUTE):
        setattr(request, _ATTRIBUTE, Guard(read_stamps(request.POST.get(FIELD, ""))))
    found: Guard = getattr(request, _ATTRIBUTE)
    return found


def _differences(form: Any) -> Iterable[Difference]:
    for name in form.changed_data:
        if name not in form.fields or name == "DELETE":
            continue
        try:
            choices = choices_of(form.instance._meta.get_field(name))
        except Exception:
            choices = {}
        label = str(form.fields[name].label or name)
        typed = form.cleaned_data[name] if name in form.cleaned_data else form[name].data
        if "password" in name:
            yield Difference(label, "(niet getoond)", "(niet getoond)")
            continue
        stored = form.stored_now.get(name)
        yield Difference(label, shown(typed, choices), shown(stored, choices))


class GuardedForm:
    """Before any form of the admin. `guard` and `last_change` are set on the class that is made for one request."""

    guard: Guard
    last_change: LastChange
    stands_alone = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row = self.instance
        self.stored_now: dict[str, Any] = {}
        if row.pk is None or row._state.adding:
            return
        self.guard.now[name_of(row)] = stamp(row)
        if self.is_bound:
            self.guard.names[name_of(row)] = str(row)
            self.stored_now = {name: _readable(row, name) for name in self.fields}

    def clean(self) -> Any:
        row = self.instance
        if self.stands_alone and name_of(row) in self.guard.now and self.has_changed() and not self.guard.is_as_opened(row):
            self.guard.object_to(self, type(self).last_change)
            self.add_error(None, ValidationError(NOT_SAVED, code="changed_meanwhile"))
        return super().clean()


def _readable(row: models.Model, name: str) -> Any:
    try:
        column = row._meta.get_field(name)
    except Exception:
        return None
    return Lazy(row, name) if column.is_relation else getattr(row, name)


@dataclass(slots=True)
class Lazy:
    """A relation, asked for only when it is shown: few forms ever are."""

    row: models.Model
    name: str

    def __str__(self) -> str:
        fresh = type(self.row)._base_manager.filter(pk=self.row.pk).first()
        value = getattr(fresh, self.name, None)
        return shown(list(value.all()) if hasattr(value, "all") else value)


class GuardedFormSet:
    """Before any formset of the admin: the rows together."""

    guard: Guard
    last_change: LastChange
    is_whole = False  # whether its rows are only right together, so that a change of any of them counts

    def clean(self) -> None:
        changed = [form for form in self.initial_forms if form.has_changed() or self._is_to_go(form)]
        touched = changed or any(form.has_changed() for form in self.extra_forms)
        looked_at = self.initial_forms if self.is_whole and touched else changed
        late = [form for form in looked_at if name_of(form.instance) in self.guard.now and not self.guard.is_as_opened(form.instance)]
        for form in late:
            self.guard.object_to(form, type(self).last_change)
        gone = self.guard.gone.get(self.prefix, [])
        self.guard.conflicts.extend(gone)
        new = self._new_rows() if self.is_whole and touched else []
        self.guard.conflicts.extend(new)
        if late or gone or new:
            raise ValidationError(NOT_SAVED, code="changed_meanwhile")
        super().clean()

    def _is_to_go(self, form: Any) -> bool:
        return bool(self.can_delete and self._should_delete_form(form))

    def _new_rows(self) -> list[Conflict]:
        """Rows that somebody added since: the form does not have them, and with them the whole may not be right."""
        here = {form.instance.pk for form in self.initial_forms}
        added = [row for row in self.get_queryset() if row.pk not in here]
        found = []
        for row in added:
            who, at = type(self).last_change(row) or (SOMEBODY, None)
            found.append(Conflict(f"{row} (nieuw)", who, at))
        return found


def without_gone_rows(data: QueryDict, prefix: str, key: str, known: set[str]) -> list[dict[str, list[str]]]:
    """Take the rows out of what was sent that are no longer in the database, and give what was typed in them.

    The others move up, so that the form can be sent again.
    """
    try:
        total, initial = int(data[f"{prefix}-TOTAL_FORMS"]), int(data[f"{prefix}-INITIAL_FORMS"])
    except (KeyError, ValueError):
        return []
    if not 0 < initial <= total <= 2000:
        return []
    gone = [number for number in range(initial) if (sent := data.get(f"{prefix}-{number}-{key}", "")).isdigit() and sent not in known]
    if not gone:
        return []
    rows: dict[int, dict[str, list[str]]] = {}
    for name in [name for name in data if name.startswith(f"{prefix}-")]:
        number, _, rest = name.removeprefix(f"{prefix}-").partition("-")
        if rest and number.isdigit():
            rows.setdefault(int(number), {})[rest] = data.getlist(name)
            del data[name]
    kept = [number for number in range(total) if number not in gone]
    for place, number in enumerate(kept):
        for rest, values in rows.get(number, {}).items():
            data.setlist(f"{prefix}-{place}-{rest}", values)
    data[f"{prefix}-TOTAL_FORMS"], data[f"{prefix}-INITIAL_FORMS"] = str(len(kept)), str(initial - len(gone))
    return [rows.get(number, {}) for number in gone]
