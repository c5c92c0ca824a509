"""How the history of a table is kept: every save leaves a record, and records never change afterwards. Reading them: tables.py and admin/history."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from config.triggers import Trigger, refuse

KEPT = "De geschiedenis verandert nooit"
# What a postgres table name plus these words may be long is 63 signs; the longest takes 61.
_REPLACED = """
CREATE TRIGGER {name} BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})
BEGIN SELECT RAISE(ABORT, '{message}'); END
"""


class History(HistoricalRecords):
    """As simple-history's, but a record is never written again: it keeps the number of who made the change, also after that account is gone.

    The version is left out: it says how often a row was saved, and that is what the records tell.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("excluded_fields", ["version"])
        super().__init__(*args, **kwargs)

    def _get_history_user_fields(self) -> dict[str, Any]:
        who = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, related_name="+", on_delete=models.DO_NOTHING, db_constraint=False)
        return {"history_user": who}


def history_tables() -> Iterator[tuple[str, str]]:
    """(table, key column) of every table with records, those of the links included."""
    for model in apps.get_app_config("voorzieningen").get_models():
        if model.__name__.startswith("Historical"):
            yield model._meta.db_table, str(model._meta.pk.column)


def history_triggers() -> tuple[Trigger, ...]:
    """What the database refuses: changing, deleting, replacing or emptying."""
    found: list[Trigger] = []
    for table, key in history_tables():
        short = table.removeprefix("voorzieningen_historical")
        found += [
            refuse(f"history_of_{short}_never_changes", table, "UPDATE", KEPT),
            refuse(f"history_of_{short}_is_never_deleted", table, "DELETE", KEPT),
        ]
        emptied = refuse(f"history_of_{short}_is_never_replaced", table, "TRUNCATE", KEPT).postgresql
        name = f"history_of_{short}_is_never_replaced"
        found.append(Trigger(name, table, _REPLACED.format(name=name, table=table, key=key, message=KEPT), emptied))
    return tuple(found)
