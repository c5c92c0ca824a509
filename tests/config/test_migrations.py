"""Upgrading a database that is in use: every migration is one transaction, and what was frozen comes through to the byte."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from config.keeping.verifying import verify
from procurement.exports.frozen_json import canonical, check_code
from tests.voorzieningen.test_history import KEPT
from voorzieningen import models as m
from voorzieningen.snapshot import snapshot
from voorzieningen.tables import first_recorded_on

ALIAS = "upgraded"
OURS = ("accounts", "config", "procurement", "voorzieningen")
FIRST = [("procurement", "0001_dossiers"), ("accounts", "0001_accounts"), ("auth", "0012_alter_user_first_name_max_length")]
BEFORE_HISTORY = [("voorzieningen", "0001_initial")]
PDF, DATA = b"%PDF-1.7 eerste versie \x00\xff\n", {"proef": "één"}


@dataclass(frozen=True)
class Upgraded:
    """The database and its frozen report as it was before the later migrations."""

    own: BaseDatabaseWrapper
    report: list[Any]


def test_every_migration_is_one_transaction() -> None:
    """So a kill halfway leaves all of it or nothing, and running it again is enough."""
    ours = {key: item for key, item in MigrationLoader(None).disk_migrations.items() if key[0] in OURS}
    assert len(ours) >= 8
    for key, item in ours.items():
        assert item.atomic, key


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any) -> Iterator[Upgraded]:
    """A database that began with the first tables and today's catalogue in them, got a frozen report, and then every later migration.

    Made once for all tests here: all migrations together take twenty seconds.
    """
    name = str(tmp_path_factory.mktemp("upgraded") / "upgraded.sqlite3")
    if connection.vendor == "postgresql":
        name = f"upgraded_{connection.settings_dict['NAME']}"
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'CREATE DATABASE "{name}"')
        connections.databases[ALIAS] = {**connection.settings_dict, "NAME": name}
        own = connections[ALIAS]
        try:
            copy_the_catalogue(tables_of(own, BEFORE_HISTORY), own)
            freeze(tables_of(own, FIRST))
            before = report(own)
            call_command("migrate", database=ALIAS, verbosity=0)
            yield Upgraded(own, before)
        finally:
            own.close()
            del connections[ALIAS], connections.databases[ALIAS]
            if connection.vendor == "postgresql":
                with connection._nodb_cursor() as cursor:
                    cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def tables_of(own: BaseDatabaseWrapper, targets: list[tuple[str, str]]) -> Any:
    """Migrates so far; the models of then."""
    executor = MigrationExecutor(own)
    executor.migrate(targets)
    # Rendered anew: among the models that migrating leaves behind, some point to an earlier rendering of the others.
    return executor.loader.project_state(targets).apps


def copy_the_catalogue(old: Any, own: BaseDatabaseWrapper) -> None:
    with transaction.atomic():
        # What did not fit in the tables of then, with all that hangs on it; this database gets it back.
        m.ResultClaim.objects.filter(offering=None).delete()
        m.TariffReading.objects.exclude(contradiction__in=("", "C-04")).delete()
        with connection.cursor() as source, transaction.atomic(using=ALIAS), own.cursor() as target:
            for model in old.get_app_config("voorzieningen").get_models(include_auto_created=True):
                columns = [field.column for field in model._meta.concrete_fields]
                names = ", ".join(f'"{name}"' for name in columns)
                source.execute(f"SELECT {names} FROM {model._meta.db_table}")
                places = ", ".join(["%s"] * len(columns))
                target.executemany(f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({places})", source.fetchall())
        transaction.set_rollback(True)


def freeze(old: Any) -> None:
    """A person with a dossier that is followed and final, and its report."""
    municipality = old.get_model("voorzieningen", "Municipality").objects.using(ALIAS).get(code="GM0392")
    user = old.get_model("auth", "User").objects.using(ALIAS).create(username="a@example.nl", email="a@example.nl")
    old.get_model("accounts", "Membership").objects.using(ALIAS).create(user=user, municipality=municipality, role="ADVISEUR")
    dossier = old.get_model("procurement", "Dossier").objects.using(ALIAS).create(
        municipality=municipality, name="Steun", texts={"aanleiding": "Tekst"}, status="vastgesteld", created_by=user
    )  # fmt: skip
    old.get_model("procurement", "DossierWatch").objects.using(ALIAS).create(dossier=dossier, user=user)
    old.get_model("procurement", "AdviceReport").objects.using(ALIAS).create(
        dossier=dossier, municipality=municipality, municipality_name="Haarlem", number=1, title="Rapport", frozen_at=datetime.now(UTC),
        frozen_by="Iemand", dossier_version=1, reference_day=date(2026, 11, 22), software_version="0.1.0", has_quotations=False,
        data=canonical(DATA).decode(), check_code=check_code(DATA), pdf=PDF, sha256=sha256(PDF).hexdigest(), file_name="rapport.pdf",
    )  # fmt: skip


def report(own: BaseDatabaseWrapper) -> list[Any]:
    with own.cursor() as cursor:
        cursor.execute("SELECT * FROM procurement_advicereport")
        return [bytes(value) if isinstance(value, memoryview) else value for value in cursor.fetchone()]


@contextmanager
def as_the_default(own: BaseDatabaseWrapper) -> Iterator[None]:
    """For what reads the portal's own database."""
    usual = connections["default"]
    connections["default"] = own
    try:
        yield
    finally:
        connections["default"] = usual


def test_what_was_frozen_with_the_first_version_is_the_same_after_every_upgrade(upgraded: Upgraded) -> None:
    assert report(upgraded.own) == upgraded.report
    assert verify(upgraded.own).problems == []


def test_a_catalogue_from_before_history_gets_its_first_record(upgraded: Upgraded) -> None:
    with as_the_default(upgraded.own):
        for model in KEPT:
            assert model.history.count() == model.objects.count(), model
        assert snapshot().index_series == ()
        assert len(snapshot().offerings) >= 7
        assert {tariff.longest_match_years for item in snapshot().offerings for tariff in item.tariffs} == {None}
        today = timezone.localdate()
        assert first_recorded_on() == today
        assert replace(snapshot(as_of=today), as_of=None) == snapshot()


def test_the_migrations_make_the_same_tables_as_the_models(upgraded: Upgraded) -> None:
    """The other tests work on tables that were made from the models."""
    made, migrated = shape(connection), shape(upgraded.own)
    assert made.keys() == migrated.keys()
    for name, table in made.items():
        assert migrated[name] == table, name


def shape(own: BaseDatabaseWrapper) -> dict[str, tuple[list[Any], list[Any]]]:
    """Columns and constraints of every table of ours. The order of columns, and the names that a database makes up itself, may differ."""
    found = {}
    with own.cursor() as cursor:
        for name in own.introspection.table_names(cursor):
            if not name.startswith(OURS):  # Django's own differ in the size of a number
                continue
            columns = own.introspection.get_table_description(cursor, name)
            rules = own.introspection.get_constraints(cursor, name).items()
            found[name] = (
                sorted((column.name, str(column.type_code), column.display_size, bool(column.null_ok)) for column in columns),
                sorted(((key if key[:2] not in ("fk", "__") else "", sorted(rule.items(), key=str)) for key, rule in rules), key=str),
            )
    return found
