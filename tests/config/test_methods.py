"""Every address refuses what it does not do: odd methods everywhere, writing on what is to be read, and bodies that are no form."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from tests.procurement.world import make_world
from tests.test_permissions import NO, TABLE, addresses, arguments, client_of


@pytest.mark.django_db
def test_every_address_refuses_odd_methods_with_405() -> None:
    world = make_world()
    browser = client_of(world, "beheerder")
    wrong = []
    for name, row in TABLE.items():
        address = reverse(name, kwargs=arguments(row, world))
        for method in ("PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "X" * 500):
            response = browser.generic(method, address)
            if response.status_code != 405 or "POST" not in response["Allow"]:
                wrong.append((method[:10], address, response.status_code))
    assert wrong == []


@pytest.mark.django_db
def test_what_is_to_be_read_does_not_write() -> None:
    world = make_world()
    browser = client_of(world, "beheerder")
    reading = {name: row for name, row in TABLE.items() if row[1] == NO}
    assert len(reading) > 30

    answers = {name: browser.post(reverse(name, kwargs=arguments(row, world))) for name, row in reading.items()}

    assert {name: answer.status_code for name, answer in answers.items() if answer.status_code != 405} == {}
    assert [name for name, answer in answers.items() if "GET" not in answer["Allow"] or "POST" in answer["Allow"]] == []


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/xml", "", "text/csv"])
def test_a_body_that_is_no_form_is_refused_everywhere(kind: str) -> None:
    response = Client(raise_request_exception=False).generic("POST", "/offertes/nieuw/", b'{"naam": "x"}', content_type=kind)

    assert response.status_code == 400
    assert "alleen formulieren" in response.content.decode()


def test_every_address_is_looked_at() -> None:
    assert {name for name, _ in addresses(get_resolver()) if not name.startswith("admin:")} == set(TABLE)
