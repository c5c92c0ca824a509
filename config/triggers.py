"""What the database itself refuses or notes: triggers, on SQLite and PostgreSQL, declared by each app for its own tables.

A later migration that rebuilds a table loses its triggers on SQLite, without a word: therefore they are put back after every migrate, and
`missing` tells which are not there. Whoever may drop tables can drop triggers as well; this guards against mistakes and against the portal
itself, not against the owner of the database.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate


@dataclass(frozen=True, slots=True)
class Trigger:
    """One trigger by its name, which reads as a sentence. An empty statement: this database needs none. `needs`: another table that it writes in."""

    name: str
    table: str
    sqlite: str
    postgresql: str
    needs: str = ""


_declared: dict[str, tuple[Trigger, ...]] = {}
_functions: dict[str, tuple[str, ...]] = {}

# Shared by the triggers of PostgreSQL: the text for whoever tried is their argument.
_FUNCTIONS = (
    """
CREATE OR REPLACE FUNCTION portal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'integrity_constraint_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_NAME; END $$
""",
    # TRUNCATE asks no rows. Of an empty table there is nothing to lose, and that is how a test database is emptied.
    """
CREATE OR REPLACE FUNCTION portal_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE is_filled boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I.%I)', TG_TABLE_SCHEMA, TG_TABLE_NAME) INTO is_filled;
  IF is_filled THEN
    RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'integrity_constraint_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_NAME;
  END IF;
  RETURN NULL;
END $$
""",
)


def refuse(name: str, table: str, operation: str, message: str) -> Trigger:
    """A trigger that refuses an UPDATE or DELETE of any row, or (PostgreSQL only) a TRUNCATE of a table with rows."""
    assert operation in {"UPDATE", "DELETE", "TRUNCATE"}
    if operation == "TRUNCATE":
        statement = f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION portal_refuse_truncate('{message}')"
        return Trigger(name, table, "", statement)
    return Trigger(
        name,
        table,
        f"CREATE TRIGGER {name} BEFORE {operation} ON {table} BEGIN SELECT RAISE(ABORT, '{message}'); END",
        f"CREATE TRIGGER {name} BEFORE {operation} ON {table} FOR EACH ROW EXECUTE FUNCTION portal_refuse('{message}')",
    )


def declare(app: AppConfig, triggers: Iterable[Trigger], functions: Iterable[str] = ()) -> None:
    """For an app's ready(): these triggers are (re)made after every migrate, on PostgreSQL after the functions that they call."""
    _declared[app.label] = tuple(triggers)
    _functions[app.label] = tuple(functions)
    post_migrate.connect(_after_migrate, sender=app, dispatch_uid=f"triggers of {app.label}")


def declared(app_label: str | None = None) -> tuple[Trigger, ...]:
    """The triggers of one app, or of all."""
    return tuple(trigger for label, triggers in _declared.items() for trigger in triggers if app_label in (None, label))


def put(connection: BaseDatabaseWrapper, app_label: str | None = None) -> None:
    """(Re)make the triggers on the tables that are there. Any number of times gives the same; other databases than these two are refused."""
    vendor = connection.vendor
    if vendor not in {"sqlite", "postgresql"}:
        raise NotImplementedError(f"The portal needs SQLite or PostgreSQL, not {vendor}")
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        take_away(connection, app_label)
        own = [function for label, functions in _functions.items() for function in functions if app_label in (None, label)]
        for statement in (*_FUNCTIONS, *own) if vendor == "postgresql" else ():
            cursor.execute(statement)
        for trigger in _on_present_tables(connection, app_label):
            cursor.execute(getattr(trigger, vendor))


def take_away(connection: BaseDatabaseWrapper, app_label: str | None = None) -> None:
    """Drop the triggers: for a migration that has to rewrite guarded rows, and for tests that must clean up after themselves."""
    with connection.cursor() as cursor:
        for trigger in _on_present_tables(connection, app_label):
            cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}" + (f" ON {trigger.table}" if connection.vendor == "postgresql" else ""))


def missing(connection: BaseDatabaseWrapper) -> tuple[str, ...]:
    """The names of the declared triggers that the database does not have, or has switched off."""
    sql = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        present = {name for (name,) in cursor.fetchall()}
    return tuple(trigger.name for trigger in _of_vendor(connection) if trigger.name not in present)


def _of_vendor(connection: BaseDatabaseWrapper, app_label: str | None = None) -> tuple[Trigger, ...]:
    return tuple(trigger for trigger in declared(app_label) if getattr(trigger, connection.vendor))


def _on_present_tables(connection: BaseDatabaseWrapper, app_label: str | None) -> tuple[Trigger, ...]:
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    return tuple(trigger for trigger in _of_vendor(connection, app_label) if {trigger.table, trigger.needs or trigger.table} <= tables)


def _after_migrate(*, sender: AppConfig, using: str, **_rest: Any) -> None:
    put(connections[using], sender.label)
