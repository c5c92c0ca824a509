"""The log: one line a request with a number, the name of the route and no word about the visitor."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path, reverse

from config import request_id
from config.log_lines import JsonLines, configuration
from tests.accounts.people import PASSWORD, sign_in
from tests.procurement.world import make_world
from tests.test_permissions import TABLE, arguments, client_of


def break_down(request: HttpRequest, token: str) -> HttpResponse:
    secret = token
    raise RuntimeError(f"inside {secret} MERK-IN-FOUT")


def be_slow(request: HttpRequest) -> HttpResponse:
    return HttpResponse("traag")


urlpatterns = [path("stuk/<str:token>/", break_down, name="broken"), path("traag/", be_slow, name="slow"), path("", include("config.urls"))]
handler400 = "config.errors.bad_request"
handler403 = "config.errors.permission_denied"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"


class Lines(io.StringIO):
    def parsed(self, logger: str = "") -> list[dict[str, Any]]:
        lines = [json.loads(line) for line in self.getvalue().splitlines()]
        return [line for line in lines if not logger or line["logger"] == logger]


@pytest.fixture
def log() -> Iterator[Lines]:
    """What stands in the log in production."""
    written, changed = Lines(), []
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    logging.getLogger().addHandler(handler)
    for name, chosen in configuration(is_production=True)["loggers"].items():
        logger = logging.getLogger(name)
        changed.append((logger, logger.level))
        logger.setLevel(chosen["level"])
    yield written
    logging.getLogger().removeHandler(handler)
    for logger, level in changed:
        logger.setLevel(level)


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.django_db
def test_a_request_is_one_line_with_its_number_route_status_and_cost(client: Client, log: Lines) -> None:
    response = client.get("/bronnen/?zoek=MERK")

    (line,) = log.parsed()
    assert line["logger"] == "portal.request"
    assert (line["method"], line["route"], line["status"]) == ("GET", "voorzieningen:sources", 200)
    assert line["request"] == response["X-Request-ID"]
    assert line["bytes"] == len(response.content)
    assert line["queries"] > 0
    assert 0 < line["ms"] < 60_000
    assert line["time"].endswith("+00:00")
    assert set(line) == {"time", "level", "logger", "message", "request", "method", "route", "status", "ms", "bytes", "queries"}


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "route"), [("/nergens/MERK/", "-"), ("/static/voorzieningen/portal.css", "static"), ("/levend/", "alive")])
def test_the_route_is_a_name_and_never_the_path(client: Client, log: Lines, address: str, route: str) -> None:
    client.get(address).close()

    (line,) = log.parsed()
    assert line["route"] == route
    assert "MERK" not in log.getvalue()


def test_a_method_that_was_made_up_is_not_repeated(client: Client, log: Lines) -> None:
    client.generic("MERK", "/levend/")

    assert "MERK" not in log.getvalue()
    assert log.parsed("portal.request")[0]["method"] == "other"


@pytest.mark.urls(__name__)
def test_a_fault_has_its_trace_without_any_value(client: Client, log: Lines) -> None:
    response = client.get("/stuk/MERK-IN-ADRES/")

    (line,) = log.parsed("django.request")
    assert line["error"] == "builtins.RuntimeError"
    assert line["trace"][-1].endswith(" break_down")
    assert line["request"] == response["X-Request-ID"]
    assert "MERK" not in log.getvalue()


@pytest.mark.urls(__name__)
def test_the_page_of_a_fault_names_the_number_of_the_line_in_the_log(client: Client, log: Lines) -> None:
    response = client.get("/stuk/x/")

    assert f"<strong>{response['X-Request-ID']}</strong>" in response.content.decode()


@pytest.mark.urls(__name__)
def test_a_slow_request_is_a_warning(client: Client, log: Lines, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.request_log.SLOW_MS", 0)

    client.get("/traag/")

    (line,) = log.parsed()
    assert (line["level"], line["message"], line["slow"]) == ("warning", "slow request", True)


# --- the number ---


@pytest.mark.parametrize(
    ("proxies", "given", "is_taken"),
    [
        (1, "abc-123.DEF_456", True),
        (0, "abc-123.DEF_456", False),
        (1, "kort", False),
        (1, "a" * 65, False),
        (1, "regel\neen-twee", False),
        (1, "", False),
    ],
)
def test_a_number_of_a_proxy_is_taken_over_when_it_can_be_one(client: Client, settings: Any, proxies: int, given: str, is_taken: bool) -> None:
    settings.TRUSTED_PROXY_COUNT = proxies

    number = client.get("/levend/", headers={"X-Request-ID": given})["X-Request-ID"]

    assert (number == given) is is_taken
    assert is_taken or len(number) == 16


def test_every_request_has_another_number(client: Client) -> None:
    assert client.get("/levend/")["X-Request-ID"] != client.get("/levend/")["X-Request-ID"] == request_id.current()


# --- security ---


@pytest.mark.django_db
def test_refusals_are_lines_of_their_own(log: Lines) -> None:
    world = make_world()
    Client(enforce_csrf_checks=True).post("/offertes/nieuw/", {"naam": "MERK"})
    client_of(world, "lezer").get(reverse("procurement:dossier_freeze", args=[world.dossier.key]))
    Client().get("/bronnen/?a=%00")
    for _ in range(6):
        Client().post("/account/inloggen/", {"login": "merk@example.nl", "password": "MERK"})

    events = [(line["event"], line["route"]) for line in log.parsed("portal.security")]
    assert events == [
        ("csrf", "procurement:own_offer_new"),
        ("denied", "procurement:dossier_freeze"),
        ("malformed", "voorzieningen:sources"),
        *[("lockout", "account_login")] * events.count(("lockout", "account_login")),
    ]
    assert events[-1][0] == "lockout"
    assert "merk" not in log.getvalue().lower()


def test_a_host_that_was_made_up_is_not_repeated(log: Lines) -> None:
    Client().get("/bronnen/", SERVER_NAME="merk.example.nl")

    assert log.parsed()
    assert "merk" not in log.getvalue()


@pytest.mark.django_db
def test_nothing_of_a_person_or_a_municipality_reaches_the_log(log: Lines, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every address, read and written by an adviser who sends a marker in everything."""
    monkeypatch.setattr("procurement.exports.report_files.render_pdf", lambda **_: b"%PDF-1.7")
    world = make_world()
    person = world.people["adviseur"]
    assert person is not None
    browser = Client(raise_request_exception=False, REMOTE_ADDR="192.0.2.77", headers={"User-Agent": "MERK", "Referer": "https://merk.example.nl/"})
    for name, row in TABLE.items():
        sign_in(browser, person)
        address = reverse(name, kwargs=arguments(row, world))
        browser.get(f"{address}?aanbod=steunouder&lengte=kort&MERK=MERK" if row[2] == {} else address)
        browser.post(address, {"email": "merk@example.nl", "naam": "MERK", "login": "merk@example.nl", "password": PASSWORD, "zoek": "MERK"})

    written = log.getvalue()
    assert len(log.parsed("portal.request")) >= 2 * len(TABLE)
    secrets = ["merk", "192.0.2.77", person.email, PASSWORD, str(world.dossier.key), str(world.report.key), *world.markers]
    assert [secret for secret in secrets if secret.lower() in written.lower()] == []


# --- one line ---


def record(name: str, msg: object, *args: object, exc_info: Any = None) -> dict[str, Any]:
    return json.loads(JsonLines().format(logging.LogRecord(name, logging.ERROR, "bestand.py", 1, msg, args, exc_info)))


def test_of_packages_only_the_fixed_part_of_a_message_stands_in_the_log() -> None:
    assert record("axes.x", "Locked out %s", "merk@example.nl")["message"] == "Locked out %s"
    assert record("django.security.DisallowedHost", "Invalid HTTP_HOST header: 'merk'")["message"] == "refused by django.security.DisallowedHost"
    assert record("elders", ValueError("merk"))["message"] == "ValueError"
    assert record("config.health", "The check %s failed", "schijf")["message"] == "The check schijf failed"


def test_of_a_chain_of_faults_the_kinds_are_named() -> None:
    try:
        try:
            int("merk")
        except ValueError as error:
            raise KeyError("merk") from error
    except KeyError as error:
        line = record("config.x", "Broken", exc_info=(type(error), error, error.__traceback__))
    assert line["error"] == "builtins.KeyError < builtins.ValueError"
    assert "merk" not in json.dumps(line)
