"""The published catalogue kept in memory: quick while nothing changed, and never an older one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from voorzieningen import published
from voorzieningen.models import Offering, Source, Tariff, TariffComponent
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

    assert len(found) > 20
    assert connection.vendor in {"sqlite", "postgresql"}


def test_the_day_of_the_last_change_is_known() -> None:
    source = Source.objects.get(code="S0")
    source.description = "Anders"
    source.save()

    assert published.changed_on(published.version()) == timezone.localdate()


def test_a_catalogue_without_a_history_has_no_last_change() -> None:
    assert published.changed_on(frozenset()) is None
