"""`peildatum` on every page and file: the catalogue as it was, said aloud, kept in links; and a clear message for a day that cannot be shown."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from tests.validation import assert_valid_html
from tests.voorzieningen.test_history import make_older
from voorzieningen import models as m

pytestmark = pytest.mark.django_db

PAGES = ["/", "/aanbod/home-start/", "/bronnen/", "/vergelijken/", "/advies/"]
FILES = ["/overzicht.json", "/overzicht.csv", "/vergelijken.json", "/advies.pdf"]


def today() -> date:
    return timezone.localdate()


def yesterday() -> date:
    return today() - timedelta(days=1)


@pytest.fixture
def renamed() -> None:
    """Home-Start was called so until yesterday; today it has another name."""
    make_older()
    row = m.Offering.objects.get(slug="home-start")
    row.name = "Huisstart"
    row.save()


def get(client: Client, address: str, **query: str) -> str:
    response = client.get(address, query)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_a_page_shows_yesterday_as_it_was_and_says_so(client: Client, renamed: None, address: str) -> None:
    then, now = get(client, address, peildatum=str(yesterday())), get(client, address)
    assert_valid_html(then)
    assert "Huisstart" in now
    assert "Huisstart" not in then
    assert "Home-Start" in then
    assert f"zoals die was op {yesterday().day} " in then
    assert "Naar de gegevens van nu" in then
    assert "Naar de gegevens van nu" not in now


@pytest.mark.parametrize("address", PAGES)
def test_every_link_to_a_page_of_the_catalogue_stays_on_that_day(client: Client, address: str) -> None:
    page_of_today = get(client, address, peildatum=str(today()))
    main = page_of_today.replace("&amp;", "&")
    links = re.findall(r'href="(/(?!static|beheer|account|advies\.pdf|advies\.odt)[^"#]*)', main)
    back = {address}
    elsewhere = [link for link in links if link not in back]
    assert elsewhere
    assert [link for link in elsewhere if f"peildatum={today()}" not in link] == []


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(("day", "words"), [("1999-01-01", "niets bewaard"), ("9999-12-31", "moet nog komen"), ("gisteren", "bestaande dag")])
def test_a_day_that_cannot_be_shown_gives_a_message_and_no_facts(client: Client, address: str, day: str, words: str) -> None:
    shown = get(client, address, peildatum=day)
    assert_valid_html(shown)
    assert words in shown
    assert "<table" not in shown
    assert 'class="evidence"' not in shown


@pytest.mark.parametrize("file", FILES)
def test_a_file_of_a_day_that_cannot_be_shown_is_refused_by_name(client: Client, file: str) -> None:
    response = client.get(file, {"peildatum": "1999-01-01"})
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert json.loads(response.content)["parameter"] == "peildatum"


@pytest.mark.parametrize("file", ["/overzicht.json", "/vergelijken.json"])
def test_data_names_its_day(client: Client, renamed: None, file: str) -> None:
    then, now = (json.loads(get(client, file, **query)) for query in ({"peildatum": str(yesterday())}, {}))
    assert (then["peildatum"], now["peildatum"]) == (str(yesterday()), str(today()))
    names = [{item["naam"] for item in answer["aanbod"]} for answer in (then, now)]
    assert "Home-Start" in names[0]
    assert "Huisstart" in names[1]


def test_a_price_of_yesterday_is_calculated_with_and_not_that_of_today(client: Client) -> None:
    make_older()
    row = m.TariffComponent.objects.get(code="BG-K1")
    row.low = row.high = 4000
    row.save()
    query = {"aanbod": "buurtgezinnen", "jaren": "1"}
    then, now = (json.loads(get(client, "/vergelijken.json", **query, **day)) for day in ({"peildatum": str(yesterday())}, {}))
    assert then["aanbod"][0]["totaal"] == {"laag": "31500.00", "hoog": "31500.00"}
    assert now["aanbod"][0]["totaal"] == {"laag": "40000.00", "hoog": "40000.00"}


def test_an_offering_that_was_not_there_yet_is_not_found(client: Client) -> None:
    make_older()
    row = m.Offering.objects.get(slug="home-start")
    row.pk, row.slug, row.code = None, "nieuw", "NW"
    row.save()
    assert client.get("/aanbod/nieuw/").status_code == 200
    assert client.get("/aanbod/nieuw/", {"peildatum": str(yesterday())}).status_code == 404


def test_another_day_in_the_live_list_loads_the_whole_page(client: Client) -> None:
    """The list alone would be of another day than what stands above it."""
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/"}
    response = client.get("/", {"peildatum": str(today()), "zoek": "gezin"}, headers=headers)
    assert response["HX-Redirect"] == f"/?zoek=gezin&peildatum={today()}"
    headers["HX-Current-URL"] = f"http://testserver/?peildatum={quote(str(today()))}"
    assert "HX-Redirect" not in client.get("/", {"peildatum": str(today()), "zoek": "gezin"}, headers=headers)


def test_a_report_names_the_day_of_its_facts(client: Client) -> None:
    make_older()
    shown = get(client, "/advies/", peildatum=str(yesterday()))
    assert re.search(rf"Peildatum van de gegevens</dt><dd>{yesterday().day} ", shown)
    assert re.search(rf"Datum</dt><dd>{today().day} ", shown)
