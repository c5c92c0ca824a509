"""The published catalogue kept per process: read again as soon as anything in it changed, so that nobody ever sees an older one.

What changed is told by the history that every change leaves behind: one query reads the last record of each table. A change that leaves no record
(bulk updates, raw SQL) is not made in this project outside migrations, and after those the process starts anew.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from functools import cache
from typing import TypeVar, cast

from django.apps import apps
from django.db import connection
from django.db.models import Model, Subquery, Value
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from voorzieningen import catalogue as c
from voorzieningen import snapshot as reading

KEPT = 16  # answers: the present and some days in the past, with their municipalities

Version = frozenset[tuple[object, ...]]
Answer = TypeVar("Answer")

_kept: dict[Hashable, object] = {}
_current: ContextVar[Version | None] = ContextVar("version", default=None)


def catalogue(as_of: date | None = None) -> c.Catalogue:
    """As `snapshot.snapshot`, from memory while nothing changed: one query then."""
    return _keep(version(), "catalogue", as_of, read=lambda: reading.snapshot(as_of))


def catalogue_and_municipalities(on: date, as_of: date | None = None) -> tuple[c.Catalogue, tuple[c.Municipality, ...]]:
    """The catalogue with the municipalities that exist on a day, of one and the same version; one query while nothing changed."""
    current = version()
    return (
        _keep(current, "catalogue", as_of, read=lambda: reading.snapshot(as_of)),
        _keep(current, "municipalities", on, as_of, read=lambda: reading.municipalities(on, as_of)),
    )


@contextmanager
def of_one_version() -> Iterator[Version]:
    """Many answers at once: within it all are of one and the same version, which is read once. One query, and none inside another."""
    current = version()
    token = _current.set(current)
    try:
        yield current
    finally:
        _current.reset(token)


def changed_on(version: Version) -> date | None:
    """The day of the last change that this version knows of; None of a catalogue without a history."""
    moments = [parse_datetime(found) if isinstance(found := row[-1], str) else found for row in version]
    known = [moment if timezone.is_aware(moment) else timezone.make_aware(moment, UTC) for moment in moments if isinstance(moment, datetime)]
    return timezone.localtime(max(known)).date() if known else None


def forget() -> None:
    """Read everything anew: after a change that left no history."""
    _kept.clear()


def version() -> Version:
    """The last record of the history of each table; it changes with every change. One query.

    The moment stands beside the number, because a database that rolls back hands out the same number again.
    """
    current = _current.get()
    return _read_version() if current is None else current


def _read_version() -> Version:
    sql, parameters = _version_query()
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return frozenset(cursor.fetchall())


@cache
def _version_query() -> tuple[str, tuple[object, ...]]:
    """Put together once: that takes longer than asking it."""
    records = [model.history.model for model in apps.get_app_config("voorzieningen").get_models() if _keeps_history(model)]
    last = [
        record._default_manager.order_by()
        .filter(history_id=Subquery(record._default_manager.order_by("-history_id").values("history_id")[:1]))
        .values_list(Value(record._meta.db_table), "history_id", "history_date")
        for record in records
    ]
    return last[0].union(*last[1:], all=True).query.sql_with_params()


def _keeps_history(model: type[Model]) -> bool:
    return hasattr(model._meta, "simple_history_manager_attribute")


def _keep(*question: Hashable, read: Callable[[], Answer]) -> Answer:
    # The version was read before the rows: a change in between makes what is kept newer than its version says, and it is read once more.
    answer = cast(Answer | None, _kept.get(question))
    if answer is None:
        answer = read()
        if len(_kept) >= KEPT:
            _kept.clear()
        _kept[question] = answer
    return answer
