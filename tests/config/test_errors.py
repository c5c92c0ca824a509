"""Error pages and health addresses: Dutch, in the portal's look, and standing when the database is not."""

from __future__ import annotations

import logging
import re
from unittest.mock import patch

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpResponse
from django.template import TemplateDoesNotExist
from django.test import Client, RequestFactory
from django.urls import include, path

from config import errors
from config.sessions import SessionStore
from tests.validation import assert_valid_html


def fail(request):
    raise RuntimeError("a secret of the inside")


def forbid(request):
    raise PermissionDenied


def refuse(request):
    raise BadRequest("a secret of the inside")


def answer(request, status):
    return HttpResponse(status=status)


urlpatterns = [
    path("stuk/", fail),
    path("stuk.json", fail),
    path("verboden/", forbid),
    path("onleesbaar/", refuse),
    path("antwoord/<int:status>/", answer),
    path("", include("config.urls")),
]
handler400 = "config.errors.bad_request"
handler403 = "config.errors.permission_denied"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"


@pytest.fixture(autouse=True)
def quiet() -> None:
    logging.getLogger("django.request").setLevel(logging.CRITICAL)


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


# Without the mark for the database pytest-django refuses every query: these pages make none.
@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/stuk/", 500),
        ("/verboden/", 403),
        ("/onleesbaar/", 400),
        ("/nergens/", 404),
        ("/aanbod/", 404),
        *((f"/antwoord/{status}/", status) for status in (405, 410, 429, 503)),
    ],
)
def test_error_page_is_dutch_and_needs_no_database(client: Client, address: str, status: int) -> None:
    response = client.get(address)

    html = response.content.decode()
    assert response.status_code == status
    assert f"<h1>{errors.TITLES[status]}</h1>" in html
    assert '<html lang="nl"' in html
    assert "Naar het totaaloverzicht" in html
    assert "secret" not in html
    assert "Content-Security-Policy" in response.headers


@pytest.mark.parametrize("status", list(errors.TITLES))
def test_error_page_is_valid_html(rf: RequestFactory, status: int) -> None:
    assert_valid_html(errors.error_response(rf.get("/"), status).content)


@pytest.mark.parametrize("status", [404, 500])
def test_a_page_there_is_when_even_the_templates_do_not_work(rf: RequestFactory, status: int) -> None:
    with patch("config.errors.render_to_string", side_effect=TemplateDoesNotExist("x")):
        response = errors.error_response(rf.get("/"), status, "Reden <b>")

    html = response.content.decode()
    assert f"<h1>{errors.TITLES[status]}</h1>" in html
    assert "Reden &lt;b&gt;" in html
    assert_valid_html(response.content)


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(("address", "status"), [("/stuk/", 500), ("/antwoord/503/", 503)])
def test_the_page_names_the_number_to_report(client: Client, address: str, status: int) -> None:
    response = client.get(address)

    assert response.status_code == status
    assert f"<strong>{response['X-Request-ID']}</strong>" in response.content.decode()


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("address", ["/nergens/", "/verboden/", "/onleesbaar/", "/antwoord/429/", "/antwoord/410/"])
def test_what_is_not_our_fault_has_no_number_to_report(client: Client, address: str) -> None:
    assert "Meld dit nummer" not in client.get(address).content.decode()


@pytest.mark.django_db  # ending a reply closes what is old
@pytest.mark.urls(__name__)
def test_the_style_of_an_error_page_can_be_fetched_without_a_database(client: Client) -> None:
    styles = re.findall(r'<link rel="stylesheet" href="([^"]+)"', client.get("/stuk/").content.decode())

    assert len(styles) >= 4
    for style in styles:
        response = client.get(style)
        response.close()
        assert response.status_code == 200, style


@pytest.mark.urls(__name__)
def test_the_number_stands_in_the_answer_of_a_file_too(client: Client) -> None:
    response = client.get("/stuk.json")

    assert response.json()["instance"] == f"urn:request:{response['X-Request-ID']}"


@pytest.mark.urls(__name__)
def test_error_of_a_file_is_problem_json(client: Client) -> None:
    response = client.get("/stuk.json")

    assert response.status_code == 500
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["title"] == errors.TITLES[500]


def test_unknown_file_is_problem_json(client: Client) -> None:
    response = client.get("/nergens.pdf")

    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")


def test_wrong_method_gets_a_page_and_names_the_methods_that_work(client: Client) -> None:
    response = client.post("/bronnen/")

    assert response.status_code == 405
    assert set(response["Allow"].split(", ")) == {"GET", "HEAD"}
    assert errors.TITLES[405] in response.content.decode()


def test_form_without_token_gets_the_portals_own_page() -> None:
    response = Client(enforce_csrf_checks=True).post("/bronnen/", {"a": "b"})

    assert response.status_code == 403
    assert "Laad de pagina opnieuw" in response.content.decode()


def test_unreachable_portal_says_when_to_come_back(rf: RequestFactory) -> None:
    assert errors.error_response(rf.get("/"), 503)["Retry-After"] == "60"


def test_head_request_gets_no_body(client: Client) -> None:
    response = client.head("/nergens/")

    assert (response.status_code, response.content) == (404, b"")


@pytest.mark.django_db
def test_health_asks_the_database_and_names_the_version(client: Client, settings) -> None:
    settings.SOFTWARE_VERSION = "1.2.3"

    response = client.get("/gezondheid/")

    parts = dict.fromkeys(("status", "database", "migraties", "bewaking", "schijf"), "goed")
    assert (response.status_code, response.json()) == (200, parts | {"versie": "1.2.3"})
    assert "no-store" in response["Cache-Control"]


def test_health_says_so_when_the_database_is_away_and_keeps_the_reason_in_the_log(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with patch("config.health.connection.cursor", side_effect=OperationalError("password of the inside")):
        response = client.get("/gezondheid/")

    assert response.status_code == 503
    found = response.json()
    assert (found["status"], found["database"], found["migraties"], found["bewaking"]) == ("storing", "storing", "onbekend", "onbekend")
    assert "password" not in response.content.decode()
    assert "could not be done" in caplog.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("part", "what", "gives"),
    [
        ("migraties", "config.health._last_migrations", frozenset({("config", "9999_later")})),
        ("bewaking", "config.health.triggers.missing", ("a_trigger",)),
        ("schijf", "config.health.tempfile.TemporaryFile", OSError("No space left")),
    ],
)
def test_health_says_which_part_is_wrong(client: Client, part: str, what: str, gives: object) -> None:
    with patch(what, side_effect=gives) if isinstance(gives, Exception) else patch(what, return_value=gives):
        response = client.get("/gezondheid/")

    assert response.status_code == 503
    assert {name for name, state in response.json().items() if state == "storing"} == {"status", part}


def test_liveness_needs_no_database(client: Client) -> None:
    response = client.get("/levend/")

    assert (response.status_code, response.content) == (200, b"levend\n")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/vergelijken/?aanbod=steunouder", "/overzicht.json", "/dossiers/"])
def test_without_its_database_the_portal_says_to_come_back(address: str, caplog: pytest.LogCaptureFixture) -> None:
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "a" * 32  # so that the sessions are asked for as well

    with patch("django.db.backends.utils.CursorWrapper.execute", side_effect=OperationalError("server closed the connection")):
        response = client.get(address)

    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert "server closed" not in response.content.decode()
    assert errors.TITLES[503] in response.content.decode()


def test_a_connection_that_is_cut_off_is_no_mistake_of_the_portal() -> None:
    cut_off = DatabaseError("error with status PGRES_TUPLES_OK and no message from the libpq")
    cut_off.__cause__ = Exception("of the driver")
    assert [errors.database_is_away(error) for error in (OperationalError(), InterfaceError(), cut_off)] == [True] * 3
    # As Django raises it when a row that is saved is no longer there.
    assert not errors.database_is_away(DatabaseError("Save with update_fields did not affect any rows."))
    assert not errors.database_is_away(RuntimeError())
    assert not errors.database_is_away(None)


def test_a_session_that_could_not_be_stored_for_a_cut_off_connection_is_no_wrong_question(monkeypatch: pytest.MonkeyPatch) -> None:
    """Django makes a session of it that somebody else ended: 400."""

    def save(self: object, must_create: bool = False) -> None:
        try:
            raise DatabaseError("server closed the connection unexpectedly") from OSError("of the driver")
        except DatabaseError:
            raise UpdateError  # noqa: B904 - as Django does

    monkeypatch.setattr(DatabaseSessions, "save", save)
    with pytest.raises(DatabaseError) as raised:
        SessionStore().save()
    assert errors.database_is_away(raised.value)
