"""How often a visitor may ask: counted for all processes together, for persons apart from addresses, and without keeping an address."""

from __future__ import annotations

import logging
import re
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection
from django.test import Client, RequestFactory
from django.urls import get_resolver

from accounts.models import Role
from config import rates
from config.limits import LIMITS, Limit, limit_of
from config.models import RateCount
from tests.accounts.people import PASSWORD, make_person, sign_in
from tests.test_permissions import addresses

ALWAYS = frozenset[str]()


@pytest.fixture
def kept(settings: Any) -> Any:
    settings.LIMITS_ARE_KEPT = True
    return settings


def tight(settings: Any, code: str, **changes: int) -> None:
    """The limit of the table with smaller numbers."""
    was = LIMITS[code]
    fields = {name: getattr(was, name) for name in was.__dataclass_fields__}
    settings.LIMITS = {**LIMITS, code: Limit(**fields | changes)}


# --- the table ---


def test_every_address_of_the_table_exists() -> None:
    names = {name for name, _ in addresses(get_resolver())}
    named = {name for limit in LIMITS.values() for name in limit.addresses if "*" not in name}

    assert named - names == set()


def test_every_limit_has_its_reason_and_room_for_a_town_hall() -> None:
    for code, limit in LIMITS.items():
        assert limit.reason.endswith("."), code
        assert limit.person >= 30, code
        assert 60 <= limit.seconds <= 3600, code


@pytest.mark.parametrize(
    ("name", "is_writing", "parameters", "code"),
    [
        ("account_login", True, ALWAYS, "sign_in"),
        ("account_login", False, ALWAYS, None),
        ("account_reset_password", True, ALWAYS, "mail"),
        ("procurement:advice_pdf", False, ALWAYS, "pdf"),
        ("procurement:comparison_xlsx", False, ALWAYS, "document"),
        ("procurement:coverage", False, ALWAYS, None),
        ("procurement:coverage", False, frozenset({"zoekmix"}), "search"),
        ("procurement:report", False, frozenset({"code"}), "code"),
        ("procurement:report", True, ALWAYS, "check"),
        ("procurement:overview", False, frozenset({"zoek"}), None),
        ("procurement:own_offer_new", True, ALWAYS, "write"),
        ("admin:voorzieningen_offering_import", True, ALWAYS, "import"),
        ("admin:voorzieningen_offering_change", True, ALWAYS, "write"),
    ],
)
def test_reading_is_free_and_the_rest_is_counted(name: str, is_writing: bool, parameters: frozenset[str], code: str | None) -> None:
    assert limit_of(name, is_writing, parameters, LIMITS) == code


# --- counting ---


def request_from(address: str, user: Any = None) -> Any:
    request = RequestFactory().post("/offertes/nieuw/", REMOTE_ADDR=address)
    request.user, request.session = user or AnonymousUser(), type("Session", (dict,), {"accessed": True})()
    return request


def asked(times: int, address: str, now: float, user: Any = None, code: str = "write") -> list[int]:
    limit = Limit("x", "y.", ("*",), person=3, address=2, seconds=60, writing=True)
    return [rates.seconds_to_wait(request_from(address, user), code, limit, now) for _ in range(times)]


@pytest.mark.django_db
def test_over_the_limit_waits_for_the_next_window_which_lets_in_again() -> None:
    assert asked(4, "192.0.2.1", 600.0) == [0, 0, 60, 60]
    assert asked(1, "192.0.2.1", 630.5) == [29]
    assert asked(1, "192.0.2.1", 660.0) == [0]


@pytest.mark.django_db
def test_other_addresses_and_other_limits_have_their_own_counters() -> None:
    asked(3, "192.0.2.1", 600.0)

    assert asked(1, "192.0.2.2", 600.0) == [0]
    assert asked(1, "192.0.2.1", 600.0, code="pdf") == [0]


@pytest.mark.django_db
def test_a_colleague_behind_the_same_address_is_not_in_the_way() -> None:
    one, other = make_person(Role.READER), make_person(Role.READER)

    assert asked(4, "192.0.2.1", 600.0, one) == [0, 0, 0, 60]
    assert asked(1, "192.0.2.1", 600.0, other) == [0]
    assert asked(1, "192.0.2.9", 600.0, one) == [60]  # and another address does not help


@pytest.mark.django_db
def test_a_whole_ipv6_network_counts_as_one() -> None:
    assert asked(2, "2001:db8:0:1::1", 600.0) + asked(1, "2001:db8:0:1:ffff::2", 600.0) == [0, 0, 60]
    assert asked(1, "2001:db8:0:2::1", 600.0) == [0]


@pytest.mark.parametrize(("address", "network"), [("::ffff:192.0.2.1", "192.0.2.1"), ("2001:db8::1", "2001:db8::"), ("192.0.2.1", "192.0.2.1")])
def test_the_network_of_an_address(address: str, network: str) -> None:
    assert rates.network_of(address) == network


@pytest.mark.django_db
def test_what_a_visitor_puts_in_the_header_does_not_make_another_of_him(settings: Any) -> None:
    settings.TRUSTED_PROXY_COUNT = 1
    limit = Limit("x", "y.", ("*",), person=3, address=1, seconds=60, writing=True)
    waits = []
    for number in range(3):
        request = request_from("127.0.0.1")
        request.META["HTTP_X_FORWARDED_FOR"] = f"198.51.100.{number}, 192.0.2.7"
        waits.append(rates.seconds_to_wait(request, "write", limit, 600.0))

    assert waits == [0, 60, 60]


@pytest.mark.django_db
def test_no_address_and_no_person_is_kept() -> None:
    asked(1, "192.0.2.1", 600.0)
    asked(1, "192.0.2.1", 600.0, make_person(Role.READER))

    rows = list(RateCount.objects.values_list("key", flat=True))
    assert len(rows) == 2
    assert all(re.fullmatch(r"[0-9a-f]{64}", key) for key in rows)
    same_moment_tomorrow = rates.key_of("write", "address 192.0.2.1", 600 + 86400)
    assert rates.key_of("write", "address 192.0.2.1", 600) != same_moment_tomorrow


@pytest.mark.django_db
def test_counters_of_windows_that_are_over_are_swept(monkeypatch: pytest.MonkeyPatch) -> None:
    asked(1, "192.0.2.1", 600.0)
    monkeypatch.setattr(rates, "SWEEP_EVERY", 1)

    asked(1, "192.0.2.2", 6000.0)

    assert RateCount.objects.count() == 1


@pytest.mark.django_db
def test_a_database_that_cannot_count_does_not_close_the_door(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(rates, "_COUNT", "INSERT INTO nergens VALUES (%s, %s)")

    assert asked(4, "192.0.2.1", 600.0) == [0, 0, 0, 0]
    assert "could not count" in caplog.text
    with connection.cursor() as cursor:  # the transaction around it still works
        cursor.execute("SELECT 1")


@pytest.mark.django_db
def test_counting_costs_one_statement(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(3):  # with the savepoint of the test around it
        asked(1, "192.0.2.1", 600.0)


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no line of writers")
def test_counting_does_not_stand_in_the_line_of_writers_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise who stores something behind a long writer waits twice as long before hearing that nothing was saved."""
    seen = []
    atomic = rates.transaction.atomic

    def patience() -> int:
        return int(connection.connection.execute("PRAGMA busy_timeout").fetchone()[0])

    def watched(**given: Any) -> Any:
        seen.append(patience())
        return atomic(**given)

    usual = patience()
    monkeypatch.setattr("config.rates.transaction.atomic", watched)
    asked(1, "192.0.2.1", 600.0)
    assert seen == [rates.PATIENCE_MS]
    assert patience() == usual == 20_000


# --- at the door ---


@pytest.mark.django_db
def test_over_the_limit_gets_a_page_that_says_when_and_that_reading_goes_on(kept: Any, client: Client, caplog: pytest.LogCaptureFixture) -> None:
    tight(kept, "write", address=1)
    client.post("/offertes/nieuw/", {})

    with caplog.at_level(logging.WARNING, "portal.security"):
        response = client.post("/offertes/nieuw/", {})

    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 300
    assert "Lezen kan gewoon" in response.content.decode()
    assert [(record.event, record.limit) for record in caplog.records if record.name == "portal.security"] == [("limit", "write")]
    assert client.get("/offertes/nieuw/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "head"])
def test_a_file_over_the_limit_answers_as_problem_json(kept: Any, client: Client, method: str) -> None:
    tight(kept, "pdf", address=1)
    client.get("/advies.pdf?aanbod=bestaat-niet")

    response = getattr(client, method)("/advies.pdf?aanbod=bestaat-niet")

    assert (response.status_code, response["Content-Type"]) == (429, "application/problem+json")
    assert "Retry-After" in response
    assert method == "head" or "pdf" in response.json()["detail"]


@pytest.mark.django_db
def test_guessing_on_many_names_is_stopped_for_the_address_and_before_a_password_is_hashed(kept: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    tight(kept, "sign_in", address=3)
    person = make_person(Role.READER)
    hashed = []
    monkeypatch.setattr("django.contrib.auth.models.User.check_password", lambda self, given: hashed.append(given) or False)
    guesser = Client(REMOTE_ADDR="192.0.2.66")

    statuses = [guesser.post("/account/inloggen/", {"login": person.email, "password": "fout"}).status_code for _ in range(5)]

    assert statuses == [200, 200, 200, 429, 429]
    assert len(hashed) == 3


@pytest.mark.django_db
def test_somebody_at_another_address_signs_in_meanwhile(kept: Any) -> None:
    tight(kept, "sign_in", address=1)
    person = make_person(Role.READER)
    for _ in range(2):
        Client(REMOTE_ADDR="192.0.2.66").post("/account/inloggen/", {"login": "niemand@example.nl", "password": "fout"})

    response = Client(REMOTE_ADDR="192.0.2.67").post("/account/inloggen/", {"login": person.email, "password": PASSWORD})

    assert response.status_code == 302


@pytest.mark.django_db
def test_axes_stops_a_guesser_before_a_password_is_hashed(monkeypatch: pytest.MonkeyPatch) -> None:
    person = make_person(Role.READER)
    hashed = []
    monkeypatch.setattr("django.contrib.auth.models.User.check_password", lambda self, given: hashed.append(given) or False)

    for _ in range(8):
        response = Client().post("/account/inloggen/", {"login": person.email, "password": "fout"})

    assert response.status_code == 429
    assert response["Retry-After"] == "900"
    assert len(hashed) == 5


@pytest.mark.django_db
def test_who_is_signed_in_counts_as_a_person(kept: Any) -> None:
    tight(kept, "write", person=1, address=1)
    for expected in (302, 429):
        browser = Client()
        sign_in(browser, person := make_person(Role.ADVISER)) if expected == 302 else sign_in(browser, person)
        assert browser.post("/gemeente/account/", {"name": "Naam"}).status_code in {200, 302} if expected == 302 else True
    assert browser.post("/gemeente/account/", {}).status_code == 429
    other = Client()
    sign_in(other, make_person(Role.ADVISER))
    assert other.post("/gemeente/account/", {}).status_code != 429


def test_a_database_that_is_away_is_not_asked_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: Any, **__: Any) -> None:
        raise DatabaseError

    monkeypatch.setattr("config.rates.transaction.atomic", away)

    assert rates._count("0" * 64, 1, 1) == 0
