"""What the database itself refuses: also for raw SQL, also after a migration that rebuilt the table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction

from config import triggers
from procurement.models import AdviceReport, DossierEvent
from procurement.models.immutable import EVENTS, FROZEN, LOGGED, REPORTS
from procurement.models.reports import FrozenError
from tests.procurement.frozen import make_dossier, make_report

pytestmark = pytest.mark.django_db


def run(sql: str, *values: Any) -> None:
    """Raw SQL in a transaction of its own, so that a refusal spoils nothing."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values or None)


def assert_refused(sql: str, *values: Any, why: str = FROZEN) -> None:
    with pytest.raises(IntegrityError, match=why):
        run(sql, *values)


@pytest.mark.parametrize("column", [field.column for field in AdviceReport._meta.concrete_fields])
def test_no_column_of_a_report_changes(column: str) -> None:
    report = make_report()
    assert_refused(f"UPDATE {REPORTS} SET {column} = {column} WHERE id = %s", report.pk)


def test_a_report_is_not_deleted() -> None:
    report = make_report()
    assert_refused(f"DELETE FROM {REPORTS} WHERE id = %s", report.pk)
    assert_refused(f"DELETE FROM {REPORTS}")
    assert AdviceReport.objects.filter(pk=report.pk).exists()


@transaction.atomic
def delete_raw(dossier: int) -> None:
    """Both databases look only at the end of a transaction whether anything still points to the row."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procurement_dossier WHERE id = %s", [dossier])
    connection.check_constraints()


def test_a_report_does_not_go_with_its_dossier() -> None:
    report = make_report()
    with pytest.raises(models.ProtectedError):
        report.dossier.delete()
    with pytest.raises(IntegrityError):
        delete_raw(report.dossier_id)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has TRUNCATE")
def test_reports_are_not_truncated() -> None:
    make_report()
    connection.check_constraints()  # nothing of the row itself is still to be looked at
    assert_refused(f"TRUNCATE {REPORTS} CASCADE")
    assert_refused("TRUNCATE procurement_dossier CASCADE")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has TRUNCATE")
def test_an_empty_table_may_be_truncated() -> None:
    run(f"TRUNCATE {REPORTS} CASCADE")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's way to replace a row")
def test_a_report_is_not_overwritten_on_conflict() -> None:
    report = make_report()
    columns = ", ".join(field.column for field in AdviceReport._meta.concrete_fields)
    assert_refused(
        f"INSERT INTO {REPORTS} ({columns}) SELECT {columns} FROM {REPORTS} WHERE id = %s ON CONFLICT (id) DO UPDATE SET title = 'x'", report.pk
    )


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's way to replace a row")
@pytest.mark.parametrize("same", ["id", "key", "dossier_id, number", "dossier_id, dossier_version"])
def test_a_report_is_not_replaced(same: str) -> None:
    report = make_report()
    names = [field.column for field in AdviceReport._meta.concrete_fields]
    values = {name: name if name in same.split(", ") or name == "dossier_id" else "NULL" for name in names}
    values |= {"municipality_id": "municipality_id", "pdf": "x''"}
    for name in names:
        if values[name] == "NULL" and name != "id":
            values[name] = {"key": "'00000000000000000000000000000000'", "number": "77", "dossier_version": "77"}.get(name, name)
    sql = f"INSERT OR REPLACE INTO {REPORTS} ({', '.join(names)}) SELECT {', '.join(values[name] for name in names)} FROM {REPORTS} WHERE id = %s"
    assert_refused(sql, report.pk)
    assert bytes(AdviceReport.objects.get(pk=report.pk).pdf) == bytes(report.pdf)


def test_the_log_is_only_added_to() -> None:
    event = DossierEvent.objects.create(dossier=make_dossier(), who="Iemand", what="Iets gedaan")
    assert_refused(f"UPDATE {EVENTS} SET what = 'iets anders' WHERE id = %s", event.pk, why=LOGGED)
    event.delete()  # goes with its dossier, once that is past its grace


def test_django_refuses_before_the_database_has_to() -> None:
    report = make_report()
    doings: list[Callable[[], object]] = [
        report.save,
        report.delete,
        lambda: AdviceReport.objects.update(title="x"),
        lambda: AdviceReport.objects.filter(pk=report.pk).delete(),
        lambda: AdviceReport.objects.bulk_update([report], ["title"]),
    ]
    for doing in doings:
        with pytest.raises(FrozenError), transaction.atomic():
            doing()
    with pytest.raises(IntegrityError, match=FROZEN), transaction.atomic():
        models.QuerySet(AdviceReport).update(title="x")


@pytest.mark.parametrize("again", [lambda: call_command("migrate", verbosity=0), lambda: triggers.put(connection)])
def test_dropped_triggers_come_back(again: Callable[[], object]) -> None:
    """A rebuild of the table on SQLite drops them without a word; every migrate puts them back."""
    report = make_report()
    triggers.take_away(connection)
    run(f"UPDATE {REPORTS} SET title = 'x' WHERE id = %s", report.pk)
    again()
    assert_refused(f"UPDATE {REPORTS} SET title = 'y' WHERE id = %s", report.pk)
    assert_refused(f"DELETE FROM {REPORTS} WHERE id = %s", report.pk)


@pytest.mark.django_db(transaction=True)
def test_a_rebuilt_table_is_guarded_after_the_next_migrate() -> None:
    field = AdviceReport._meta.get_field("title")
    longer = models.CharField("titel", max_length=251)
    longer.set_attributes_from_name("title")
    longer.model = AdviceReport
    with connection.schema_editor() as editor:
        editor.alter_field(AdviceReport, field, longer)
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [REPORTS])
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal", [REPORTS])
        names = {name for (name,) in cursor.fetchall()}
    with connection.schema_editor() as editor:
        editor.alter_field(AdviceReport, longer, field)
    call_command("migrate", verbosity=0)
    assert names == {"a_frozen_report_never_changes", "a_frozen_report_is_never_deleted", "a_frozen_report_is_never_replaced"}


def test_without_the_tables_there_is_nothing_to_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    """As after `migrate procurement zero`."""
    monkeypatch.setattr(connection.introspection, "table_names", lambda cursor: [])
    triggers.put(connection)
    triggers.take_away(connection)


def test_a_database_that_cannot_guard_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "vendor", "mysql")
    with pytest.raises(NotImplementedError, match="mysql"):
        triggers.put(connection)
