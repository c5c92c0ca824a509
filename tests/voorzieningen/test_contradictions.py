"""Every contradiction of the catalogue in sight: with its badge at a value that it is about, and in full on the page of the sources."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils.html import escape

from voorzieningen.catalogue import Contradiction
from voorzieningen.evidence import BADGES
from voorzieningen.snapshot import snapshot

pytestmark = pytest.mark.django_db

CODES = [f"C-{number:02}" for number in range(1, 28)]
# In the brochure itself, so at the source and not at a value of an offering.
ABOUT_A_SOURCE = "C-27"


def contradiction(code: str) -> Contradiction:
    [found] = [item for item in snapshot().contradictions if item.code == code]
    return found


def html_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_catalogue_has_no_other_contradictions() -> None:
    assert [item.code for item in snapshot().contradictions] == CODES


@pytest.mark.parametrize("code", [code for code in CODES if code != ABOUT_A_SOURCE])
def test_contradiction_stands_with_its_badge_at_a_value_it_is_about(client: Client, code: str) -> None:
    item = contradiction(code)
    slug = item.offerings[0] if item.offerings else "meeleefgezin"

    values = re.findall(r'<details class="evidence"><summary>(.*?)</summary>(.*?)</details>', html_of(client, f"/aanbod/{slug}/"), re.DOTALL)

    about = [(summary, body) for summary, body in values if f'href="/bronnen/#{code.lower()}"' in body]
    assert about
    for summary, body in about:
        assert f">{BADGES[item.kind]}</span>" in summary
        assert escape(item.preferred) in body
        assert escape(item.reason) in body
        assert escape(item.question) in body
        assert all(escape(reading.value) in body and escape(reading.citation.quote) in body for reading in item.readings)


def test_error_in_a_source_stands_with_its_badge_at_the_source(client: Client) -> None:
    html = html_of(client, "/bronnen/")
    cards = dict(re.findall(r'<article class="stack stack--small" id="([a-z0-9-]+)"(.*?)</article>', html, re.DOTALL))

    erring = {
        slug: re.findall(r'<span class="badge badge--differ">fout in de bron</span> <a href="#(c-\d\d)">', card) for slug, card in cards.items()
    }
    assert {slug: codes for slug, codes in erring.items() if codes} == {
        "brochure-collectief-informele-steun": ["c-27"],
        "offerte-buurtgezinnen-haarlem": ["c-08"],
    }


@pytest.mark.parametrize("code", CODES)
def test_contradiction_stands_in_full_on_the_page_of_the_sources(client: Client, code: str) -> None:
    item = contradiction(code)

    html = html_of(client, "/bronnen/")
    article = html[html.index(f'id="{code.lower()}"') :].partition("</article>")[0]

    for text in (item.topic, item.message, item.preferred, item.reason, item.representation, item.question):
        assert escape(text) in article
    for reading in item.readings:
        assert escape(reading.value) in article
        assert escape(reading.citation.quote) in article
        assert f'href="/bronnen/#{reading.citation.source.slug}"' in article


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("/", "C-01"),
        ("/", "C-02"),
        ("/", "C-10"),
        ("/", "C-21"),
        ("/vergelijken/", "C-06"),
        ("/vergelijken/", "C-09"),
        ("/vergelijken/?aanbod=buurtgezinnen:offerte-haarlem-2020", "C-07"),
        ("/vergelijken/?aanbod=buurtgezinnen:offerte-haarlem-2020", "C-08"),
        ("/advies/?aanbod=steunouder", "C-04"),
    ],
)
def test_contradiction_opens_in_the_overview_the_comparison_and_the_report_as_well(client: Client, address: str, code: str) -> None:
    html = html_of(client, address)

    assert any(
        f"{BADGES[contradiction(code).kind]}</span>" in summary and escape(contradiction(code).reason) in body
        for summary, body in re.findall(r'<details class="evidence"><summary>(.*?)</summary>(.*?)</details>', html, re.DOTALL)
        if f"#{code.lower()}" in body
    )
