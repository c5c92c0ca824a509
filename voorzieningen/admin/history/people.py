"""Who made a change, in words: a name, or what changes rows when nobody is signed in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import models

NOBODY = "Het laden van de bestanden, of een opdracht"
GONE = "Iemand zonder account meer (nummer {})"


def names_of(numbers: Iterable[int | None]) -> dict[int | None, str]:
    """The name of each person by number, in one query. An account that is gone goes by its number, which the logboek of accounts knows."""
    wanted = {number for number in numbers if number is not None}
    found: dict[int | None, str] = {None: NOBODY}
    if wanted:
        people = get_user_model()._default_manager.filter(pk__in=wanted)
        found |= {person.pk: person.get_full_name() or person.get_username() for person in people}
    return {number: GONE.format(number) for number in wanted} | found


def last_change(row: models.Model) -> tuple[str, datetime] | None:
    """Who changed (or deleted) the row last, and when; None for a row without history."""
    history = getattr(type(row), "history", None)
    record = history.filter(id=row.pk).order_by("-history_id").first() if history is not None else None
    return (names_of([record.history_user_id])[record.history_user_id], record.history_date) if record else None
