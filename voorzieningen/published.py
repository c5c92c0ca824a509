"""The published catalogue kept per process: read again as soon as anything in it changed, so that nobody ever sees an older one.

Whether it changed is told by the token of the catalogue's version, which the database itself renews with every change, made through the portal or
not (models/version_triggers.py). Without a token (a database that was emptied) nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from threading import Lock
from typing import TypeVar, cast

from django.apps import apps
from django.db import connection
from django.db.models import Max, Model
from django.utils import timezone

from voorzieningen import catalogue as c
from voorzieningen import snapshot as reading

KEPT = 16  # answers: the present and some days in the past, with their municipalities
_VERSION = "SELECT token FROM voorzieningen_catalogueversion WHERE id = 1"

Version = str  # the token; empty when there is none
Answer = TypeVar("Answer")

_kept: dict[Hashable, object] = {}
_keeping: dict[Hashable, Lock] = {}
_current: ContextVar[Version | None] = ContextVar("version", default=None)


def catalogue(as_of: date | None = None) -> c.Catalogue:
    """As `snapshot.snapshot`, from memory while nothing changed: one query then."""
    return _catalogue(version(), as_of)


def catalogue_with(make: Callable[[c.Catalogue], Answer], as_of: date | None = None) -> tuple[c.Catalogue, Answer]:
    """The catalogue with something that is made of it alone (an index) and kept just as long. One query while nothing changed."""
    current = version()
    found = _catalogue(current, as_of)
    return found, _keep(current, make, as_of, read=lambda: make(found))


def catalogue_and_municipalities(on: date, as_of: date | None = None) -> tuple[c.Catalogue, tuple[c.Municipality, ...]]:
    """The catalogue with the municipalities that exist on a day, of one and the same version; one query while nothing changed."""
    current = version()
    return _catalogue(current, as_of), _keep(current, "municipalities", on, as_of, read=lambda: reading.municipalities(on, as_of))


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
    """The day of the last change that the history knows of; None of a catalogue without a history. One query for each version."""
    last = _keep(version, "changed on", read=_last_recorded)
    return timezone.localtime(last).date() if last else None


def kept_catalogue(as_of: date | None = None) -> c.Catalogue | None:
    """What was read last of this day, perhaps of an older version, without a query: only for what may be old, such as how a link is written."""
    found = [value for key, value in list(_kept.items()) if cast(tuple[object, ...], key)[1:] == ("catalogue", as_of)]
    return cast(tuple[c.Catalogue], found[-1])[0] if found else None


def forget() -> None:
    """Read everything anew."""
    _kept.clear()


def version() -> Version:
    """A token that is another one after every change. One query."""
    current = _current.get()
    return _read_version() if current is None else current


def _read_version() -> Version:
    with connection.cursor() as cursor:
        cursor.execute(_VERSION)
        row = cursor.fetchone()
    return row[0] if row else ""


def _catalogue(current: Version, as_of: date | None) -> c.Catalogue:
    return _keep(current, "catalogue", as_of, read=lambda: reading.snapshot(as_of))


def _last_recorded() -> datetime | None:
    """The moment of the last record in the history of any table."""
    records = [model.history.model for model in apps.get_app_config("voorzieningen").get_models() if _keeps_history(model)]
    last = [record._default_manager.order_by().values("history_type").annotate(last=Max("history_date")).values_list("last") for record in records]
    return max((moment for (moment,) in last[0].union(*last[1:], all=True)), default=None)


def _keeps_history(model: type[Model]) -> bool:
    return hasattr(model._meta, "simple_history_manager_attribute")


def _keep(current: Version, *question: Hashable, read: Callable[[], Answer]) -> Answer:
    # The version was read before the rows: a change in between makes what is kept newer than its version says, and it is read once more.
    if not current:
        return read()
    key = (current, *question)
    found = _kept.get(key)
    if found is None:
        # Threads that ask the same at the same moment wait for the first one; reading a large catalogue at once would take all of them.
        try:
            with _keeping.setdefault(key, Lock()):
                found = _kept.get(key)
                if found is None:
                    found = (read(),)
                    _make_room(current)
                    _kept[key] = found
        finally:
            _keeping.pop(key, None)
    return cast(tuple[Answer], found)[0]


def _make_room(current: Version) -> None:
    """What is of an older version goes at once; of this one the oldest answer goes when there are too many, but never those about the present."""
    for key in list(_kept):
        if cast(tuple[object, ...], key)[0] != current:
            _kept.pop(key, None)
    days = [key for key in list(_kept) if cast(tuple[object, ...], key)[-1] is not None]
    for key in days[: max(0, len(_kept) - KEPT + 1)]:
        _kept.pop(key, None)
