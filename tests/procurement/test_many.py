"""A catalogue of thousands: no question, page or file about it takes minutes, and none is cut off without saying so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.test import Client
from django.utils import timezone

from procurement.forms.lists import MOST_LISTED
from procurement.pricing import MOST_COMPARED, all_tariffs
from voorzieningen import published, snapshot
from voorzieningen.catalogue import Catalogue
from voorzieningen.sample.offerings import extended
from voorzieningen.source_pages import PER_PAGE, last_page, page_of, source_page

NUMBER = 1_000

pytestmark = pytest.mark.django_db


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> Iterator[Catalogue]:
    """The portal with made-up offerings and as many sources."""
    made = extended(snapshot.snapshot(), number=NUMBER)
    sources = (*made.sources, *(replace(made.sources[0], slug=f"bron-{number}", code=f"X{number}") for number in range(NUMBER)))
    catalogue = replace(made, sources=sources)
    monkeypatch.setattr(snapshot, "snapshot", lambda as_of=None: catalogue)
    published.forget()
    yield catalogue
    published.forget()


def chosen(catalogue: Catalogue, number: int) -> str:
    return "&".join(f"aanbod={slug}" for slug, _ in all_tariffs(catalogue)[:number])


@pytest.mark.parametrize("address", ["vergelijken", "dekking"])
def test_nothing_chosen_says_how_many_there_are_and_where_to_choose(client: Client, large: Catalogue, address: str) -> None:
    html = client.get(f"/{address}/").content.decode()
    assert f"hoogstens {MOST_COMPARED} soorten aanbod tegelijk. Filter en kies in het totaaloverzicht." in html
    assert 'href="#id_aanbod"' in html
    assert "te veel voor een lijst" in html
    assert len(html) < 150_000


@pytest.mark.parametrize("file", ["vergelijken.json", "vergelijken.csv", "vergelijken.ods", "vergelijken.xlsx", "dekking.json", "dekking.csv"])
def test_file_about_everything_is_refused_at_its_parameter(client: Client, large: Catalogue, file: str) -> None:
    for query in ("", chosen(large, MOST_COMPARED + 1)):
        response = client.get(f"/{file}?{query}")
        assert response.status_code == 400
        assert response.json()["parameter"] == "aanbod"
        assert str(MOST_COMPARED) in response.json()["detail"]


@pytest.mark.parametrize("address", ["advies", "scenarios"])
def test_page_about_everything_says_what_is_wrong(client: Client, large: Catalogue, address: str) -> None:
    html = client.get(f"/{address}/").content.decode()
    assert f"hoogstens {MOST_COMPARED} soorten aanbod" in html


def test_the_most_that_may_be_compared_is_compared_whole(client: Client, large: Catalogue) -> None:
    html = client.get(f"/vergelijken/?{chosen(large, MOST_COMPARED)}").content.decode()
    names = [large.offering(slug).name for slug, _ in all_tariffs(large)[: MOST_COMPARED + 1]]
    assert all(f"Berekening van {name}<" in html for name in names[:-1])
    assert f"Berekening van {names[-1]}<" not in html
    one_more = client.get(f"/vergelijken/?{chosen(large, MOST_COMPARED + 1)}").content.decode()
    assert f"dit zijn er {MOST_COMPARED + 1}. Kies er minder." in one_more
    assert one_more.count('name="aanbod" value=') >= MOST_COMPARED + 1, "what was chosen stays ticked"


def test_small_catalogue_lists_everything_and_compares_it(client: Client) -> None:
    assert len(snapshot.snapshot().offerings) <= MOST_LISTED
    html = client.get("/vergelijken/").content.decode()
    assert "te veel voor een lijst" not in html
    assert "Berekening van Buurtgezinnen<" in html


# --- the sources ------------------------------------------------------------------------------------------------------------------------------


def test_every_source_and_contradiction_stands_on_one_page_and_can_be_found(client: Client, large: Catalogue) -> None:
    pages = [source_page(large, number) for number in range(1, last_page(large) + 1)]
    assert last_page(large) > 1
    assert [source.slug for page in pages for source, _ in page.sources].count("bron-999") == 1
    assert {source.slug for page in pages for source, _ in page.sources} == {source.slug for source in large.sources}
    assert tuple(item for page in pages for item in page.contradictions) == large.contradictions
    assert all(source.slug in {found.slug for found, _ in pages[page_of(large, source.slug) - 1].sources} for source in large.sources[:5])


@pytest.mark.parametrize("anchor", ["bron-999", "s0"])
def test_link_to_a_source_leads_to_its_page(client: Client, large: Catalogue, anchor: str) -> None:
    anchor = anchor if any(source.slug == anchor for source in large.sources) else large.sources[0].slug
    response = client.get("/bronnen/", {"bron": anchor})
    assert response.status_code == 302
    assert response["Location"].endswith(f"#{anchor}")
    assert f'id="{anchor}"' in client.get(response["Location"]).content.decode()


def test_links_on_other_pages_go_through_the_page_of_the_source(client: Client, large: Catalogue) -> None:
    html = client.get(f"/aanbod/{large.offerings[0].slug}/").content.decode()
    assert 'href="/bronnen/?bron=voorbeeldcatalogus"' in html
    assert 'href="/bronnen/#' not in html


def test_page_of_sources_is_bounded_and_says_which_it_is(client: Client, large: Catalogue) -> None:
    html = client.get("/bronnen/?pagina=2").content.decode()
    assert html.count("<article") <= 2 * PER_PAGE
    assert f"Pagina 2 van {last_page(large)}" in html
    assert 'aria-current="page"' in html


@pytest.mark.parametrize("number", ["0", "99", "-1", "x", "1e3", "999999999999999999", "٣"])
def test_page_that_does_not_exist_is_not_found(client: Client, number: str) -> None:
    assert client.get("/bronnen/", {"pagina": number}).status_code == 404


@pytest.mark.parametrize("anchor", ["//kwaad.example.nl", "x\r\ny", "<b>", "a" * 101])
def test_odd_source_leads_nowhere_else(client: Client, anchor: str) -> None:
    response = client.get("/bronnen/", {"bron": anchor})
    assert response.status_code in (200, 400)


def test_sources_of_a_past_day_keep_the_day(client: Client, large: Catalogue) -> None:
    today = timezone.localdate().isoformat()  # the large catalogue is recorded today: there is no catalogue of an earlier day
    location = client.get("/bronnen/", {"bron": "bron-999", "peildatum": today})["Location"]
    assert f"peildatum={today}&pagina=" in location


def test_unknown_source_leads_to_the_first_page(client: Client) -> None:
    assert client.get("/bronnen/", {"bron": "bestaat-niet"})["Location"] == "/bronnen/#bestaat-niet"
