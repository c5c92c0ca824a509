"""What the database itself refuses: changing or deleting a frozen report, and changing a line of a log. Triggers, on SQLite and PostgreSQL.

A later migration that rebuilds a table takes its triggers along on SQLite, without a word: therefore they are put back after every migrate.
Whoever may drop tables can drop triggers as well; this guards against mistakes and against the portal itself, not against the owner of the database.
"""

from __future__ import annotations

from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

REPORTS, EVENTS = "procurement_advicereport", "procurement_dossierevent"
FROZEN = "Een vastgesteld rapport verandert nooit"
LOGGED = "Een regel van het logboek verandert nooit"

_NAMES = {
    REPORTS: ("a_frozen_report_never_changes", "a_frozen_report_is_never_deleted", "a_frozen_report_is_never_replaced"),
    EVENTS: ("a_logged_event_never_changes",),
}
# A row that is the same one again: SQLite replaces (INSERT OR REPLACE) without asking the trigger on DELETE.
_NEVER_REPLACED = """
CREATE TRIGGER a_frozen_report_is_never_replaced BEFORE INSERT ON procurement_advicereport
WHEN EXISTS (
  SELECT 1 FROM procurement_advicereport WHERE id = NEW.id OR key = NEW.key
  OR (dossier_id = NEW.dossier_id AND (number = NEW.number OR dossier_version = NEW.dossier_version))
)
BEGIN SELECT RAISE(ABORT, 'Een vastgesteld rapport verandert nooit'); END
"""
_SQLITE = (
    f"CREATE TRIGGER a_frozen_report_never_changes BEFORE UPDATE ON {REPORTS} BEGIN SELECT RAISE(ABORT, '{FROZEN}'); END",
    f"CREATE TRIGGER a_frozen_report_is_never_deleted BEFORE DELETE ON {REPORTS} BEGIN SELECT RAISE(ABORT, '{FROZEN}'); END",
    _NEVER_REPLACED,
    f"CREATE TRIGGER a_logged_event_never_changes BEFORE UPDATE ON {EVENTS} BEGIN SELECT RAISE(ABORT, '{LOGGED}'); END",
)
_FUNCTION = """
CREATE OR REPLACE FUNCTION procurement_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'integrity_constraint_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_NAME; END $$
"""
# TRUNCATE asks no rows. Of an empty table there is nothing to lose, and that is how a test database is emptied.
_FUNCTION_OF_TRUNCATE = """
CREATE OR REPLACE FUNCTION procurement_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM procurement_advicereport) THEN
    RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'integrity_constraint_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_NAME;
  END IF;
  RETURN NULL;
END $$
"""
_POSTGRESQL = (
    _FUNCTION,
    _FUNCTION_OF_TRUNCATE,
    f"CREATE TRIGGER a_frozen_report_never_changes BEFORE UPDATE ON {REPORTS} FOR EACH ROW EXECUTE FUNCTION procurement_refuse('{FROZEN}')",
    f"CREATE TRIGGER a_frozen_report_is_never_deleted BEFORE DELETE ON {REPORTS} FOR EACH ROW EXECUTE FUNCTION procurement_refuse('{FROZEN}')",
    f"CREATE TRIGGER a_frozen_report_is_never_replaced BEFORE TRUNCATE ON {REPORTS} FOR EACH STATEMENT "
    f"EXECUTE FUNCTION procurement_refuse_truncate('{FROZEN}')",
    f"CREATE TRIGGER a_logged_event_never_changes BEFORE UPDATE ON {EVENTS} FOR EACH ROW EXECUTE FUNCTION procurement_refuse('{LOGGED}')",
)


def keep_frozen(connection: BaseDatabaseWrapper) -> None:
    """(Re)make the triggers on the tables that are there. Any number of times gives the same; other databases than these two are refused."""
    statements = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}.get(connection.vendor)
    if statements is None:
        raise NotImplementedError(f"Frozen reports need SQLite or PostgreSQL, not {connection.vendor}")
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        let_go(connection)
        tables = set(connection.introspection.table_names(cursor))
        for statement in statements:
            if _table_of(statement) is None or _table_of(statement) in tables:
                cursor.execute(statement)


def let_go(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers: for a migration that has to rewrite frozen reports, and for tests that must clean up after themselves."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for table, names in _NAMES.items():
            for name in names if table in tables else ():
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}" + (f" ON {table}" if connection.vendor == "postgresql" else ""))


def keep_frozen_after_migrate(*, using: str, **_rest: Any) -> None:
    """Receiver of post_migrate."""
    keep_frozen(connections[using])


def _table_of(statement: str) -> str | None:
    """The table that a statement puts a trigger on; None for a function."""
    return next((table for table in _NAMES if f" ON {table}" in statement), None)
