"""The reference date in the address: which days can be shown, and a clear message for all others."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import timezone

from tests.voorzieningen.past import history_may_change
from voorzieningen import models as m
from voorzieningen.reference_date import ReferenceDate, read_reference_date

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def read(query: str, today: date = TODAY) -> ReferenceDate:
    return read_reference_date(QueryDict(query), today=today)


@pytest.mark.parametrize("query", ["", "peildatum=", "peildatum=++", "jaren=3"])
def test_without_a_day_the_catalogue_is_shown_as_it_is_now_and_nothing_is_read(query: str, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        found = read(query)
    assert found == ReferenceDate()
    assert found.pairs == ()


def test_today_can_be_shown_and_stays_in_links() -> None:
    found = read(f"peildatum={TODAY}")
    assert (found.on, found.problem) == (TODAY, "")
    assert found.pairs == (("peildatum", TODAY.isoformat()),)


@pytest.mark.parametrize(
    "text",
    ["22-11-2026", "2026-13-01", "2026-02-30", "2026-1-1", "morgen", "0000-01-01", "٢٠٢٦-01-01", "2026-11-22T00:00", "99999-01-01", "\x00"],
)
def test_what_is_no_day_gets_a_message_with_an_example(text: str) -> None:
    query = QueryDict(mutable=True)
    query["peildatum"] = text
    found = read_reference_date(query, today=TODAY)
    assert found.on is None
    assert "2026-11-22" in found.problem


def test_a_day_that_is_given_twice_is_not_guessed() -> None:
    assert "meer dan één keer" in read("peildatum=2026-11-22&peildatum=2026-11-23").problem


def test_a_day_that_is_still_to_come_is_refused() -> None:
    found = read(f"peildatum={TODAY + timedelta(days=1)}")
    assert found.on is None
    assert "moet nog komen" in found.problem


@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31"])
def test_a_day_before_the_first_record_says_from_when_the_catalogue_was_kept(day: str) -> None:
    found = read(f"peildatum={day}")
    assert found.on is None
    assert "niets bewaard" in found.problem
    assert str(TODAY.year) in found.problem


def test_an_empty_catalogue_has_no_day_to_show() -> None:
    with history_may_change():
        m.Offering.history.all().delete()
    assert read(f"peildatum={TODAY}").problem == "Er is nog geen catalogus bewaard."
