"""Two clicks on one form make one dossier, also when both arrive at once; other words make another one."""

from __future__ import annotations

import re
from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from procurement.models import Dossier
from tests.procurement.dossiers import QUERY, make_dossier, signed_in

pytestmark = pytest.mark.django_db
Filled = tuple[Client, str, dict[str, str]]


def number_on(page: HttpResponse) -> str:
    found = re.search(r'name="nummer" value="([^"]+)"', page.content.decode())
    assert found is not None
    return found[1]


def new() -> Filled:
    client, _ = signed_in()
    address = reverse("procurement:dossier_new")
    number = number_on(client.get(f"{address}?{QUERY}"))
    return client, address, {"vraag": QUERY, "waar": "nieuw", "naam": "Steun in de wijk", "nummer": number}


def copy() -> Filled:
    client, person = signed_in()
    address = reverse("procurement:dossier_copy", args=[make_dossier(person).key])
    return client, address, {"naam": "Kopie", "nummer": number_on(client.get(address))}


@pytest.mark.parametrize("fill", [new, copy])
def test_two_clicks_make_one_dossier(fill: Callable[[], Filled]) -> None:
    client, address, fields = fill()
    first, second = client.post(address, fields), client.post(address, fields)
    assert (first.status_code, first.url) == (302, second.url)
    assert Dossier.objects.filter(name=fields["naam"]).count() == 1
    assert fields["nummer"] in first.url


@pytest.mark.parametrize("fill", [new, copy])
def test_other_words_make_another_dossier(fill: Callable[[], Filled]) -> None:
    client, address, fields = fill()
    first, second = client.post(address, fields), client.post(address, fields | {"naam": "Iets anders"})
    assert first.url != second.url
    assert Dossier.objects.filter(name="Iets anders").count() == 1


@pytest.mark.parametrize("number", ["", "x", "0" * 5000, "é\u2028"])
def test_without_a_number_it_is_made_all_the_same(number: str) -> None:
    client, address, fields = new()
    assert client.post(address, fields | {"nummer": number}).status_code == 302


def test_the_number_of_another_municipality_tells_nothing() -> None:
    """It is as any other number: a new dossier, and nothing of the other one."""
    _, other = signed_in(municipality="GM0479")
    theirs = make_dossier(other, name="Steun in de wijk")
    client, address, fields = new()
    answer = client.post(address, fields | {"nummer": str(theirs.key)})
    assert answer.status_code == 302
    assert str(theirs.key) not in answer.url


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="in memory SQLite threads share one connection")
def test_two_clicks_at_once_make_one_dossier() -> None:
    client, address, fields = new()
    together, urls = Barrier(2), []

    def click() -> None:
        own = Client()
        own.cookies = client.cookies
        together.wait()
        urls.append(own.post(address, fields).url)
        connection.close()

    clicks = [Thread(target=click) for _ in range(2)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()
    assert len(set(urls)) == 1
    assert Dossier.objects.count() == 1
