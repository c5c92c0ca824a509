"""The published catalogue kept in memory: quick while nothing changed, and never an older one."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from time import sleep
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from config import triggers
from voorzieningen import published
from voorzieningen.catalogue import Catalogue
from voorzieningen.models import CatalogueVersion, Offering, Source, Tariff, TariffComponent
from voorzieningen.models.version_triggers import catalogue_tables
from voorzieningen.snapshot import municipalities, snapshot

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def cold() -> Iterator[None]:
    published.forget()
    yield
    published.forget()


def test_it_is_the_catalogue_and_costs_one_query_while_nothing_changed(django_assert_num_queries: Any) -> None:
    first = published.catalogue()

    assert first == snapshot()
    with django_assert_num_queries(1):
        assert published.catalogue() is first


def test_catalogue_and_municipalities_are_of_one_version_and_cost_one_query(django_assert_num_queries: Any) -> None:
    first = published.catalogue_and_municipalities(TODAY)

    assert first[1] == municipalities(TODAY)
    with django_assert_num_queries(1):
        again = published.catalogue_and_municipalities(TODAY)
    assert (again[0] is first[0], again[1] is first[1], again[0] is published.catalogue()) == (True, True, True)


def test_a_change_is_seen_at_once() -> None:
    published.catalogue()
    offering = Offering.objects.get(slug="home-start")
    offering.characteristics = "Nu anders"
    offering.save()

    assert published.catalogue().offering("home-start").characteristics == "Nu anders"


def test_a_new_row_a_link_and_a_removal_are_seen_at_once() -> None:
    before = published.version()
    row = TariffComponent.objects.get(code="PR-T")
    Tariff.objects.get(offering__slug="sos").shared_components.add(row)
    linked = published.version()
    row.delete()

    assert len({before, linked, published.version()}) == 3


def test_what_was_rolled_back_is_not_shown() -> None:
    def rename(name: str) -> None:
        offering = Offering.objects.get(slug="home-start")
        offering.name = name
        offering.save()

    point = transaction.savepoint()
    rename("Teruggedraaid")
    assert published.catalogue().offering("home-start").name == "Teruggedraaid"
    transaction.savepoint_rollback(point)
    # The database may hand out the same number of a record again.
    rename("Blijft")

    assert published.catalogue().offering("home-start").name == "Blijft"


def test_days_are_kept_apart_and_not_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(published, "KEPT", 2)

    assert published.catalogue(TODAY).as_of == TODAY
    assert published.catalogue().as_of is None
    published.catalogue_and_municipalities(TODAY, TODAY)

    assert len(published._kept) <= 2


def test_the_version_is_one_query_whatever_the_number_of_tables(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        found = published.version()

    assert len(found) >= 32
    assert connection.vendor in {"sqlite", "postgresql"}


def test_what_is_made_of_the_catalogue_is_kept_with_it(django_assert_num_queries: Any) -> None:
    def number_of_offerings(catalogue: Catalogue) -> list[int]:
        return [len(catalogue.offerings)]

    found, made = published.catalogue_with(number_of_offerings)
    with django_assert_num_queries(1):
        again = published.catalogue_with(number_of_offerings)
    Offering.objects.filter(slug="home-start").update(is_published=False)

    assert (again[0] is found, again[1] is made, made) == (True, True, [7])
    assert published.catalogue_with(number_of_offerings)[1] == [6]


def test_what_is_of_an_older_version_is_not_kept() -> None:
    for name in ("Een", "Twee", "Drie"):
        Offering.objects.filter(slug="home-start").update(name=name)
        published.catalogue()

    assert len(published._kept) == 1


def test_threads_that_ask_at_the_same_moment_read_once() -> None:
    started, reads = Barrier(4), []

    def read() -> object:
        reads.append(1)
        sleep(0.05)
        return object()

    def ask() -> object:
        started.wait()
        return published._keep("een versie", "vraag", None, read=read)

    with ThreadPoolExecutor(4) as pool:
        answers = {asked.result() for asked in [pool.submit(ask) for _ in range(4)]}

    assert (len(reads), len(answers), published._keeping) == (1, 1, {})


def test_without_a_version_nothing_is_kept() -> None:
    CatalogueVersion.objects.all().delete()

    assert (published.version(), published.catalogue() is published.catalogue(), published._kept) == ("", False, {})


# --- the version --------------------------------------------------------------------------------------------------------------------------

TABLES = catalogue_tables(apps.get_app_config("voorzieningen"))


def test_every_table_of_the_catalogue_counts_and_no_other() -> None:
    everything = {name for name in connection.introspection.table_names() if name.startswith("voorzieningen_")}

    assert everything - set(TABLES) == {
        *("voorzieningen_catalogueversion", "voorzieningen_loadedrow", "voorzieningen_importfile", "voorzieningen_importoutcome"),
    }
    assert not [name for name in triggers.missing(connection) if name.endswith("_the_version")]


@pytest.mark.parametrize("table", [name for name in TABLES if "historical" not in name])
def test_raw_sql_on_any_table_is_seen(table: str) -> None:
    before = published.version()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        (number,) = cursor.fetchone()
        cursor.execute(f"DELETE FROM {table} WHERE id = -1" if connection.vendor == "postgresql" or not number else f"UPDATE {table} SET id = id")

    # On SQLite a statement that finds no row changes nothing; on PostgreSQL it counts once, whatever it finds.
    assert (published.version() != before) == (connection.vendor == "postgresql" or number > 0)


def test_a_bulk_change_and_a_link_in_bulk_are_seen() -> None:
    versions = [published.version()]
    Offering.objects.update(vog="JA")
    versions.append(published.version())
    through = Offering.parts.through
    through.objects.bulk_create([through(from_offering_id=first.pk, to_offering_id=first.pk) for first in Offering.objects.all()[:1]])
    versions.append(published.version())
    through.objects.all().delete()
    versions.append(published.version())

    assert len(set(versions)) == 4


def test_a_version_comes_back_when_a_change_is_rolled_back() -> None:
    before, point = published.version(), transaction.savepoint()
    Offering.objects.update(vog="JA")
    during = published.version()
    transaction.savepoint_rollback(point)

    assert (before != during, published.version()) == (True, before)


def test_there_is_one_version() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        CatalogueVersion.objects.create(pk=2, token="x")
    assert str(CatalogueVersion.objects.get()) == published.version()


def test_the_day_of_the_last_change_is_known() -> None:
    source = Source.objects.get(code="S0")
    source.description = "Anders"
    source.save()

    assert published.changed_on(published.version()) == timezone.localdate()


def test_a_catalogue_without_a_history_has_no_last_change(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(published, "_last_recorded", lambda: None)
    assert published.changed_on("een versie") is None
