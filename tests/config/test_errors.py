"""Error pages and health addresses: Dutch, in the portal's look, and standing when the database is not."""

from __future__ import annotations

import logging
from unittest.mock import patch

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import include, path

from config import errors
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

    assert (response.status_code, response.json()) == (200, {"status": "goed", "database": "goed", "versie": "1.2.3"})
    assert "no-store" in response["Cache-Control"]


def test_health_says_so_when_the_database_is_away_and_keeps_the_reason_in_the_log(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with patch("config.health.connection.cursor", side_effect=OperationalError("password of the inside")):
        response = client.get("/gezondheid/")

    assert response.status_code == 503
    assert response.json()["database"] == "onbereikbaar"
    assert "password" not in response.content.decode()
    assert "does not answer" in caplog.text


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
