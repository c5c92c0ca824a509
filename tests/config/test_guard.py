"""The guard at the door: what nobody can read is refused before any view sees it."""

from __future__ import annotations

import logging

import pytest
from django.db import DataError
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory

from accounts.models import Role
from config.errors import TITLES
from config.guard import MAX_BODY_BYTES, MAX_COOKIES_LENGTH, MAX_PATH_LENGTH, MAX_QUERY_LENGTH, RequestGuard, is_clean
from config.headers import ReplyHeaders
from tests.accounts.people import make_person, sign_in


@pytest.fixture(autouse=True)
def quiet() -> None:
    logging.getLogger("django.request").setLevel(logging.CRITICAL)


@pytest.mark.parametrize("text", ["", "gewoon", "Súdwest-Fryslân", "emoji 🙂", "\t\n"])
def test_ordinary_text_is_clean(text: str) -> None:
    assert is_clean(text)


@pytest.mark.parametrize("text", ["a\0b", "\ud800", "x\udfff"])
def test_text_that_breaks_databases_or_encoders_is_not_clean(text: str) -> None:
    assert not is_clean(text)


def test_query_with_a_nul_is_refused_and_the_parameter_is_named(client: Client) -> None:
    response = client.get("/bronnen/?zoek=a%00b")

    assert response.status_code == 400
    assert "parameter &#x27;zoek&#x27;" in response.content.decode()


def test_parameter_with_a_nul_in_its_name_is_refused_without_repeating_it(client: Client) -> None:
    response = client.get("/bronnen/?zo%00ek=a")

    assert response.status_code == 400
    assert "\0" not in response.content.decode()


def test_file_with_a_nul_in_its_query_answers_as_problem_json(client: Client) -> None:
    response = client.get("/overzicht.json?zoek=a%00b")

    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert "zoek" in response.json()["detail"]


@pytest.mark.django_db
def test_admin_with_a_nul_in_its_query_is_refused(client: Client) -> None:
    assert client.get("/beheer/login/?next=%00").status_code == 400


@pytest.mark.parametrize("cookie", [{"sessionid": "a\0b"}, {"a\0b": "x"}])
def test_cookie_with_a_nul_is_refused(rf: RequestFactory, cookie: dict[str, str]) -> None:
    request = rf.get("/bronnen/")
    request.COOKIES = cookie
    guard = RequestGuard(lambda request: HttpResponse())

    with pytest.raises(Exception, match="een cookie"):
        guard.process_view(request, None, (), {})


def test_endless_query_is_refused(client: Client) -> None:
    response = client.get("/bronnen/?zoek=" + "a" * MAX_QUERY_LENGTH)

    assert response.status_code == 400
    assert "te lang" in response.content.decode()


def test_endless_path_is_refused() -> None:
    response = Client(raise_request_exception=False).get("/aanbod/" + "a" * MAX_PATH_LENGTH + "/")

    assert response.status_code == 400


def test_endless_cookies_are_refused_with_what_to_do() -> None:
    response = Client(raise_request_exception=False, HTTP_COOKIE="a=" + "b" * MAX_COOKIES_LENGTH).get("/bronnen/")

    assert response.status_code == 400
    assert "Wis de cookies" in response.content.decode()


def test_header_with_a_nul_is_refused() -> None:
    response = Client(raise_request_exception=False, headers={"HX-Current-URL": "a\0b"}).get("/bronnen/")

    assert response.status_code == 400
    assert "wat uw browser meestuurt" in response.content.decode()


@pytest.mark.parametrize(
    ("length", "status", "words"),
    [
        (str(MAX_BODY_BYTES + 1), 413, "hoogstens 52 MB"),
        ("9" * 5000, 413, "hoogstens 52 MB"),
        ("-1", 400, "hoe groot"),
        ("1e3", 400, "hoe groot"),
        ("٣", 400, "hoe groot"),
    ],
)
def test_body_of_an_impossible_size_is_refused_unread(length: str, status: int, words: str) -> None:
    client = Client(raise_request_exception=False)

    response = client.post("/rapporten/controleren/", {}, CONTENT_LENGTH=length)

    assert response.status_code == status
    assert words in response.content.decode()


@pytest.mark.django_db
def test_form_over_the_limit_is_413_in_dutch(settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

    response = Client(raise_request_exception=False).post("/offertes/nieuw/", {"naam": "a" * 200})

    assert response.status_code == 413
    assert TITLES[413] in response.content.decode()


@pytest.mark.django_db
def test_form_with_too_many_fields_says_how_many_it_may_have(settings) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 5

    response = Client(raise_request_exception=False).post("/offertes/nieuw/", {f"f{number}": "x" for number in range(9)})

    assert response.status_code == 400
    assert "te veel gegevens" in response.content.decode()


def test_query_with_too_many_parameters_says_so() -> None:
    response = Client(raise_request_exception=False).get("/bronnen/?" + "&".join("a=" for _ in range(2001)))

    assert response.status_code == 400
    assert "te veel gegevens" in response.content.decode()


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=", b"x"),
        ("multipart/form-data; boundary=a", b"--a\r\nContent-Disposition: form-data; name=pdf; filename=x\r\n\r\nhalf"),
        ("multipart/form-data; boundary=" + "a" * 300, b"x"),
    ],
)
def test_form_that_was_damaged_on_its_way_is_no_server_error(kind: str, body: bytes) -> None:
    for address in ("/offertes/nieuw/", "/rapporten/controleren/"):
        response = Client(raise_request_exception=False, enforce_csrf_checks=True).generic("POST", address, body, content_type=kind)

        assert response.status_code in {400, 403}, address
        assert "<h1>" in response.content.decode()


@pytest.mark.parametrize("error", [OverflowError("a secret"), DataError("a secret")])
def test_value_that_does_not_fit_in_the_database_is_a_wrong_address(rf: RequestFactory, error: Exception) -> None:
    response = RequestGuard(lambda request: HttpResponse()).process_exception(rf.get("/"), error)

    assert response is not None
    assert response.status_code == 400
    assert "secret" not in response.content.decode()


def test_other_exceptions_stay_what_they_are(rf: RequestFactory) -> None:
    assert RequestGuard(lambda request: HttpResponse()).process_exception(rf.get("/"), RuntimeError()) is None


@pytest.mark.django_db
@pytest.mark.parametrize("number", [2**31, 2**63, 2**64, 10**40])
def test_number_beyond_the_database_is_not_found(number: int) -> None:
    browser = Client(raise_request_exception=False)
    sign_in(browser, make_person(Role.ADMINISTRATOR, is_staff=True, is_superuser=True))

    statuses = {
        address: browser.get(address).status_code
        for address in (
            f"/offertes/{number}/",
            f"/gemeente/collegas/{number}/verwijderen/",
            f"/account/tweede-stap/passkeys/{number}/naam/",
            f"/beheer/voorzieningen/offering/?id__exact={number}",
            f"/beheer/voorzieningen/offering/{number}/change/",
        )
    }

    # A list of which nothing is left is an answer as well.
    assert {address: status for address, status in statuses.items() if status not in {302, 400, 404} and "__exact" not in address} == {}
    assert max(statuses.values()) < 500


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/bronnen/?a=%", "/bronnen/?a=%zz", "/bronnen/?%ff%fe=%c3", "/%ff%fe/", "/%c3(/", "/aanbod/%00/", "/aanbod/%2e%2e/"]
)
def test_broken_percent_signs_are_no_server_error(address: str) -> None:
    assert Client(raise_request_exception=False).get(address).status_code < 500


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "BREW"])
def test_odd_method_is_not_allowed(client: Client, method: str) -> None:
    response = client.generic(method, "/bronnen/")

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS, POST"


@pytest.mark.parametrize("answer", [HttpResponse("eigen tekst", status=404), HttpResponse(status=204), StreamingHttpResponse(iter(()), status=404)])
def test_answer_that_says_something_itself_is_left_alone(rf: RequestFactory, answer: HttpResponse) -> None:
    before = None if answer.streaming else answer.content

    response = RequestGuard(lambda request: answer)(rf.get("/"))

    assert response is answer
    assert before is None or response.content == before


def test_a_head_request_is_answered_without_a_body_and_with_its_length(rf: RequestFactory) -> None:
    """Gunicorn drops such a body itself, with a complaint for each."""
    response = ReplyHeaders(lambda request: HttpResponse("abc"))(rf.head("/"))

    assert (response.content, response["Content-Length"]) == (b"", "3")
