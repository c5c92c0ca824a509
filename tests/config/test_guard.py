"""The guard at the door: what nobody can read is refused before any view sees it."""

from __future__ import annotations

import logging

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory

from config.guard import MAX_QUERY_LENGTH, RequestGuard, is_clean


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
