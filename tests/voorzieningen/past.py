"""For tests that make a past of their own: the database refuses to change the history, so for that its triggers go a moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from config import triggers


@contextmanager
def history_may_change() -> Iterator[None]:
    triggers.take_away(connection, "voorzieningen")
    yield
    triggers.put(connection, "voorzieningen")
