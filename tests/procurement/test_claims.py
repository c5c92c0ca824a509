"""What interested parties say about results, on the comparison and in the report: with who says it, in the order of the question, never ranked."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from voorzieningen.snapshot import snapshot

pytestmark = pytest.mark.django_db

CLAIMED = "aanbod=meeleefgezin&aanbod=samen-oplopen&aanbod=home-start&aanbod=buurtgezinnen"


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def claims_on(markup: str) -> str:
    return markup[markup.index('<ul class="claims plain">') :].partition("</section>")[0]


@pytest.mark.parametrize("address", ["/vergelijken/", "/advies/"])
def test_claims_stand_with_who_says_it_what_it_measures_when_and_of_how_many(client: Client, address: str) -> None:
    markup = page(client, f"{address}?{CLAIMED}")
    claims = claims_on(markup)

    for words in ("94 procent", "85 procent", "is bewezen effectief", "welke kosten Buurtgezinnen bespaart", "bespaart geld in de jeugdzorg"):
        assert claims.count(words) == 1
    assert claims.count("<dt>Wie het zegt</dt>") == claims.count("<dt>Wat het meet</dt>") == claims.count("<dt>Wanneer gemeten</dt>") == 6
    assert claims.count("<dt>Van hoeveel gezinnen</dt><dd>niet vermeld</dd>") == 5
    assert claims.count("badge--claim") == 6
    assert "niet met elkaar te vergelijken" in markup
    assert "nergens bewezen" in markup
    assert 'href="/bronnen/#c-15"' in markup
    assert 'href="/bronnen/#c-12"' in markup


@pytest.mark.parametrize("address", ["/vergelijken/", "/advies/"])
def test_order_of_the_claims_is_that_of_the_question_and_never_that_of_the_figures(client: Client, address: str) -> None:
    for first, second in (("meeleefgezin", "samen-oplopen"), ("samen-oplopen", "meeleefgezin")):
        claims = claims_on(page(client, f"{address}?aanbod={first}&aanbod={second}"))

        high, low = claims.index("94 procent"), claims.index("85 procent")
        assert (high < low) is (first == "meeleefgezin")
        assert "Collectief informele steun" in claims[max(high, low) :]


def test_claims_are_no_row_of_a_table_and_no_order_of_the_list(client: Client) -> None:
    tables = re.findall(r"<table .*?</table>", page(client, f"/vergelijken/?{CLAIMED}"), re.DOTALL)
    assert tables
    assert not [table for table in tables if "94 procent" in table or "85 procent" in table]
    assert "kan niet worden gesorteerd" in page(client, "/?sorteer=resultaten")
    assert {type(claim.percentage) for offering in snapshot().offerings for claim in offering.claims} == {str}


def test_offering_without_claims_says_so(client: Client) -> None:
    assert "Over het gekozen aanbod noemen de bronnen geen resultaten." in page(client, "/vergelijken/?aanbod=gezin-in-de-buurt")
