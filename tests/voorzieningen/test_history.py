"""The catalogue as it was: every change leaves a record, and a day in the past shows what stood there at its end."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import F
from django.utils import timezone

from tests.voorzieningen import factories as f
from tests.voorzieningen.past import history_may_change
from voorzieningen import models as m
from voorzieningen.catalogue import Catalogue, Offering
from voorzieningen.snapshot import municipalities, snapshot
from voorzieningen.tables import PastTables, first_recorded_on

pytestmark = pytest.mark.django_db

QUERIES = 41
TABLES = [model for model in apps.get_app_config("voorzieningen").get_models() if not model.__name__.startswith("Historical")]
# What is no fact: what was loaded, which version of it all is shown, and the log of imports, which never changes.
NO_FACTS = {m.LoadedRow, m.CatalogueVersion, m.ImportFile, m.ImportOutcome}
KEPT = [model for model in TABLES if model not in NO_FACTS]
YESTERDAY = timedelta(days=1)


def today() -> date:
    return timezone.localdate()


def make_older(days: int = 1) -> None:
    """Everything that was recorded so far happened some days earlier."""
    with history_may_change():
        for model in KEPT:
            model.history.update(history_date=F("history_date") - timedelta(days=days))


def now(catalogue: Catalogue) -> Catalogue:
    return replace(catalogue, as_of=None)


def offering(catalogue: Catalogue, slug: str) -> Offering:
    found = catalogue.offering(slug)
    assert found is not None
    return found


def test_every_table_of_the_catalogue_keeps_its_history_with_its_links() -> None:
    assert {model for model in TABLES if not hasattr(model, "history")} == NO_FACTS
    for model in KEPT:
        kept = {field.name for field in model.history.model._history_m2m_fields}
        assert kept == {field.name for field in model._meta.many_to_many}, model


def test_today_is_shown_as_it_is_now() -> None:
    """Fixtures that were just loaded: history and tables say the same, for every row of the real catalogue."""
    past = snapshot(as_of=today())
    assert past.as_of == today()
    assert now(past) == snapshot()
    assert municipalities(today(), as_of=today()) == municipalities(today())


def change_a_name() -> None:
    row = m.Offering.objects.get(slug="home-start")
    row.name = "Huisstart"
    row.save()


def delete_an_offering() -> None:
    m.Offering.objects.get(slug="gezin-in-de-buurt").delete()


def add_a_statement() -> None:
    f.make_statement(m.Offering.objects.get(slug="home-start"), code="HS-900", topic="nieuw")


def drop_a_part() -> None:
    m.Offering.objects.get(slug="sos").parts.remove(m.Offering.objects.get(slug="steunouder"))


def raise_a_price() -> None:
    row = m.TariffComponent.objects.get(code="BG-K1")
    row.low = row.high = 3300
    row.save()


def rename_a_source() -> None:
    row = m.Source.objects.get(code="S0")
    row.title = "Nieuw overzicht"
    row.save()


def move_a_contradiction() -> None:
    m.Contradiction.objects.get(code="C-01").offerings.set([m.Offering.objects.get(slug="steunouder")])


def revise_a_figure() -> None:
    row = m.IndexFigure.objects.get(series__slug="ova", year=2025)
    row.percentage, row.status = Decimal("0.05"), m.IndexFigure.Status.FINAL
    row.save()


def add_a_series() -> None:
    f.make_index_series(y2020="0.01")


def forget_the_instalments() -> None:
    m.TariffInstalment.objects.all().delete()


def widen_a_duration() -> None:
    row = m.Tariff.objects.get(offering__slug="steunouder")
    row.longest_match_years = 3
    row.save()


@pytest.mark.parametrize(
    "change",
    [
        *(change_a_name, delete_an_offering, add_a_statement, drop_a_part, raise_a_price, rename_a_source, move_a_contradiction),
        *(revise_a_figure, add_a_series, forget_the_instalments, widen_a_duration),
    ],
)
def test_yesterday_is_shown_as_it_was(change: Callable[[], None]) -> None:
    make_older()
    before = snapshot()
    change()
    assert now(snapshot(as_of=today() - YESTERDAY)) == before
    assert now(snapshot(as_of=today())) == snapshot() != before


def test_what_was_unpublished_then_is_not_shown_then() -> None:
    m.Offering.objects.get(slug="home-start").save()
    row = m.Offering.objects.get(slug="home-start")
    row.is_published = False
    row.save()
    make_older()
    row.is_published = True
    row.save()
    assert snapshot(as_of=today() - YESTERDAY).offering("home-start") is None
    assert snapshot(as_of=today()).offering("home-start") is not None


@pytest.mark.parametrize(("hour", "day_shown"), [(23, 20), (0, 21)])
def test_a_change_belongs_to_the_day_in_the_portals_own_time(hour: int, day_shown: int) -> None:
    """23:30 in Amsterdam is still the 20th, 0:30 is the 21st, although in UTC both are the 20th."""
    row = m.Offering.objects.get(slug="home-start")
    make_older(days=3650)
    row.name = "Huisstart"
    row.save()
    moment = datetime(2026, 1, 20 if hour == 23 else 21, hour, 30, tzinfo=timezone.get_default_timezone())
    with history_may_change():
        m.Offering.history.filter(name="Huisstart").update(history_date=moment)
    assert offering(snapshot(as_of=date(2026, 1, day_shown)), "home-start").name == "Huisstart"
    assert offering(snapshot(as_of=date(2026, 1, day_shown - 1)), "home-start").name == "Home-Start"


def test_of_two_records_of_one_moment_the_later_one_counts() -> None:
    row = m.Offering.objects.get(slug="home-start")
    moment = timezone.now()
    for name in ("Eerst", "Daarna"):
        row.name = name
        row.save()
    with history_may_change():
        m.Offering.history.filter(id=row.id).update(history_date=moment)
    assert offering(snapshot(as_of=today()), "home-start").name == "Daarna"


def test_the_past_is_read_in_a_fixed_number_of_queries(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(QUERIES):
        snapshot(as_of=today())
    for number in range(20):
        row = f.make_offering(f"meer-{number}")
        f.make_statement(row, code=f"M-{number}")
        f.make_component(f.make_tariff(row), code=f"M-{number}")
    with django_assert_num_queries(QUERIES):
        snapshot(as_of=today())


def test_the_first_day_is_that_of_the_first_record() -> None:
    first = m.Offering.history.earliest("history_date").history_date
    make_older(days=10)
    assert first_recorded_on() == timezone.localdate(first - timedelta(days=10))
    with history_may_change():
        m.Offering.history.all().delete()
    assert first_recorded_on() is None


def test_before_the_first_record_there_is_nothing() -> None:
    past = PastTables(timezone.now() - timedelta(days=3650))
    assert list(past.rows(m.Offering, "slug")) == []
    assert list(past.links(m.Offering, "parts")) == []


def test_nothing_changes_the_catalogue_behind_the_back_of_its_history() -> None:
    """Bulk operations leave no record. Some may: the register of loaded rows is no fact, admin/tariffs.py saves the rows after it,
    published.py only asks for the last record of each table, and sample/writing.py makes the records of its made-up rows in bulk as well.
    """
    bulk = re.compile(r"(?<!LoadedRow\.objects\.)bulk_(create|update)\(|objects[^\n]*\.update\(|_raw_delete|\.raw\(|cursor\(\)")
    for path in sorted(Path(settings.BASE_DIR, "voorzieningen").rglob("*.py")):
        if "migrations" not in path.parts and path.name not in ("tariffs.py", "published.py", "writing.py"):
            assert not bulk.search(path.read_text(encoding="utf-8")), path


def test_the_other_apps_write_only_their_own_rows() -> None:
    """They may in bulk: their rows have no history. Municipalities they read by name. SQL of their own is only read with, in stored.py."""
    others = {"cls", "User", "EmailAddress", "Session"}
    own = others | {model.__name__ for app in ("accounts", "procurement") for model in apps.get_app_config(app).get_models()}
    writes = re.compile(r"(\w+)\.objects\b[^\n]*\.(?:update|delete|create|bulk_create|bulk_update|get_or_create|update_or_create)\(")
    for app in ("accounts", "procurement"):
        for path in sorted(Path(settings.BASE_DIR, app).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            assert {match[1] for match in writes.finditer(text)} <= own, path
            assert path.name == "stored.py" or "migrations" in path.parts or not re.search(r"_raw_delete|\.raw\(|cursor\(\)", text), path
