"""The pages of the catalogue: every offering and every source, with all facts, their sources and what is unknown."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from tests.validation import assert_valid_html
from tests.voorzieningen.factories import make_offerings
from voorzieningen import models as m
from voorzieningen.money import percent_nl
from voorzieningen.published import forget
from voorzieningen.snapshot import snapshot

pytestmark = pytest.mark.django_db

SLUGS = ["buurtgezinnen", "gezin-in-de-buurt", "home-start", "meeleefgezin", "samen-oplopen", "sos", "steunouder"]
UNKNOWN = "niet vermeld in de bronnen: navragen"


def html_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def text_of(html: str) -> str:
    """What a visitor reads, on one line."""
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


@pytest.mark.parametrize("slug", SLUGS)
def test_page_of_every_offering_is_valid_and_without_holes(client: Client, slug: str) -> None:
    html = html_of(client, f"/aanbod/{slug}/")

    assert_valid_html(html)
    assert not re.search(r"\b(None|True|False|NIET_VERMELD|ONBEKEND|CERTAIN|UNKNOWN)\b", text_of(html))
    assert '<data value="0.00">' not in html
    assert "style=" not in html


@pytest.mark.parametrize("slug", SLUGS)
def test_page_shows_every_statement_with_its_source_and_words(client: Client, slug: str) -> None:
    html = html_of(client, f"/aanbod/{slug}/")
    offering = snapshot().offering(slug)
    assert offering is not None

    for statement in offering.statements:
        assert escape(statement.value[1:]) in html
        assert escape(statement.citation.quote) in html
        assert f'href="/bronnen/#{statement.citation.source.slug}"' in html


@pytest.mark.parametrize("slug", SLUGS)
def test_page_shows_every_target_group_tariff_claim_and_contradiction(client: Client, slug: str) -> None:
    html = html_of(client, f"/aanbod/{slug}/")
    catalogue = snapshot()
    offering = catalogue.offering(slug)
    assert offering is not None

    expected = [term.label for term in catalogue.target_groups]
    expected += [component.label for tariff in offering.tariffs for component in tariff.components]
    expected += [claim.claim for claim in offering.claims]
    expected += [text for item in offering.contradictions for text in (item.code, item.preferred, item.reason, item.question)]
    assert [text for text in expected if escape(text) not in html] == []


def closed(found: list[str]) -> list[str]:
    """Those that do not open to at least one source."""
    return [markup for markup in found if not re.search(r'<details class="evidence">.*href="/bronnen/#[a-z]', markup, re.DOTALL)]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_value_on_the_page_opens_to_its_sources(client: Client, slug: str) -> None:
    html = html_of(client, f"/aanbod/{slug}/")
    top = re.findall(r'<dl class="grid grid--facts panel">(.*?)</dl>', html, re.DOTALL)[0]
    contact = html[html.index('<section class="stack section" id="contact"') :].partition("</dl>")[0]

    key_facts = re.findall(r"<dt>.*?(?=<dt>|$)", top, re.DOTALL)
    facts = re.findall(r'<div class="fact">(.*?)</dd>', html, re.DOTALL)
    contacts = re.findall(r"<dt>.*?(?=<dt>|$)", contact, re.DOTALL)
    tariffs = re.findall(r"Waarop dit tarief berust: (.*?)</div>", html)

    assert (len(key_facts), len(contacts)) == (10, 3 if slug == "sos" else 4)
    assert len(facts) > 30
    assert tariffs
    assert closed([*key_facts, *facts, *contacts, *tariffs, html[html.index('class="lead"') : html.index("panel")]]) == []


def test_term_that_the_sources_leave_open_does_not_look_as_if_it_holds(client: Client) -> None:
    html = html_of(client, "/aanbod/gezin-in-de-buurt/")
    facts = re.findall(r'<div class="fact">(.*?)</dd>', html, re.DOTALL)

    [left_open] = [fact for fact in facts if ">Vrijwilliger bij het gezin thuis</dt>" in fact]
    [certain] = [fact for fact in facts if ">Gezinnen doen samen dingen</dt>" in fact]
    assert UNKNOWN in left_open
    assert "<span>Zeker</span>" in certain


def test_price_that_no_source_gives_is_not_mentioned_and_has_no_price_level(client: Client) -> None:
    html = html_of(client, "/aanbod/home-start/")

    top = html[html.index("<dt>Tarief in woorden</dt>") :].partition("<details")[0]
    assert '<span class="badge badge--unknown">niet vermeld</span>' in top
    assert "prijspeil" not in top
    assert ">onduidelijk<" not in html[html.index('id="tarief"') : html.index('id="resultaten"')]


def test_page_answers_the_main_questions_at_the_top(client: Client) -> None:
    text = text_of(html_of(client, "/aanbod/buurtgezinnen/"))

    top = text[: text.index("Vergelijk dit aanbod")]
    for words in ("Kind bij een ander gezin", "0 tot 23 jaar", "Hoogstens 2 jaar", "Lokale zzp", "Landelijke organisatie voert uit", "€ 3.150"):
        assert words in top
    assert "prijspeil onbekend" in top


def test_page_links_to_the_comparison_of_this_offering_and_back(client: Client) -> None:
    html = html_of(client, "/aanbod/home-start/")

    assert 'href="/vergelijken/?aanbod=home-start"' in html
    assert '<a class="utrecht-link utrecht-link--html-a" href="/">Terug naar het totaaloverzicht</a>' in html


def test_amount_that_no_source_gives_is_unknown(client: Client) -> None:
    html = html_of(client, "/aanbod/home-start/")

    assert '<span class="unknown">onbekend</span>' in html
    assert "<data" not in html
    assert UNKNOWN in html


def test_offer_to_one_municipality_shows_its_term_capacity_and_what_does_not_count(client: Client) -> None:
    text = text_of(html_of(client, "/aanbod/buurtgezinnen/"))

    assert "vanaf 1 januari 2020 tot 1 januari 2021" in text
    assert "contractjaar 2: 10 tot en met 12" in text
    assert text.count("telt niet mee") >= 3
    assert "Voorwaarden." in text


def test_all_readings_of_a_tariff_are_shown_with_the_one_used(client: Client) -> None:
    text = text_of(html_of(client, "/aanbod/steunouder/"))

    assert "lezing per week (gebruikt)" in text
    assert "lezing per jaar (niet gebruikt)" in text


def test_what_a_reading_changes_is_shown_with_its_source_and_at_the_row(client: Client) -> None:
    html = html_of(client, "/aanbod/samen-oplopen/")
    text = text_of(html)

    assert "Coördinator, uit het totaal per koppeling: vanaf contractjaar 4 in plaats van contractjaar 1" in text
    assert "betaler gemeente in plaats van uitvoerder" in text
    assert "Financiering door gemeenten." in text
    for code in ("c-05", "c-06"):
        assert f'href="#lezingen-lijstprijs-{code}"' in html
        assert f'id="lezingen-lijstprijs-{code}"' in html


def test_moments_of_invoicing_are_said_once(client: Client) -> None:
    stated, told = "Factuur per jaar twee gelijke delen: 50% begin januari en 50% begin juli", "Factuur 50% begin januari, 50% begin juli"
    text = text_of(html_of(client, "/aanbod/buurtgezinnen/"))
    assert (stated in text, told in text) == (True, False)

    offer = m.Tariff.objects.get(slug="offerte-haarlem-2020")
    offer.invoicing = ""
    offer.save()

    assert told in text_of(html_of(client, "/aanbod/buurtgezinnen/"))


def test_range_of_a_duration_is_shown_with_what_it_rests_on(client: Client) -> None:
    text = text_of(html_of(client, "/aanbod/steunouder/"))

    assert "De duur kan 1 tot en met 2 jaar zijn: het portaal rekent na wat dat uitmaakt. Aanname van ons:" in text
    assert "De duur kan" not in text_of(html_of(client, "/aanbod/meeleefgezin/"))


def test_an_offer_that_contradicts_the_list_price_says_so(client: Client) -> None:
    assert "Dit tarief zegt iets anders dan het standaardtarief. Zie C-18" in text_of(html_of(client, "/aanbod/buurtgezinnen/"))


def test_tariff_without_a_price_is_not_said_to_be_fixed(client: Client) -> None:
    unknown = text_of(html_of(client, "/aanbod/home-start/"))

    assert "Indexeren niet te zeggen: er is geen bedrag" in unknown
    assert "staat vast" not in unknown
    assert "nee, het bedrag staat vast" in text_of(html_of(client, "/aanbod/buurtgezinnen/"))


def test_web_and_mail_addresses_keep_their_small_first_letter(client: Client) -> None:
    text = text_of(html_of(client, "/aanbod/buurtgezinnen/"))

    assert "https://www.buurtgezinnen.nl/" in text
    assert "Https://" not in text
    assert "Info@" not in text


def test_combination_says_of_which_part_a_fact_comes(client: Client) -> None:
    text = text_of(html_of(client, "/aanbod/sos/"))

    assert "Steunouder: 0 tot 18 jaar" in text
    assert "Samen Oplopen: 0 tot 23 jaar" in text
    assert "Samen Oplopen: VOG" in text


def test_result_is_shown_as_a_claim_with_who_says_it(client: Client) -> None:
    text = text_of(html_of(client, "/aanbod/meeleefgezin/"))

    claims = text[text.index("Resultaten volgens betrokkenen") :]
    assert "bewering" in claims
    assert "MeeleefGezin zelf" in claims
    assert "Van hoeveel gezinnen niet vermeld" in claims


def test_pattern_of_addresses_is_text_and_never_a_link(client: Client) -> None:
    html = html_of(client, "/aanbod/gezin-in-de-buurt/")

    assert "info@present&lt;plaatsnaam&gt;.nl" in html
    assert re.findall(r"mailto:([^\"]+)", html) == ["info@presentnederland.nl"]


def test_contact_person_is_not_shown(client: Client) -> None:
    m.Organisation.objects.update(contact_person="Persoon Privé", contact_is_public=False)

    assert "Persoon Privé" not in html_of(client, "/aanbod/buurtgezinnen/")


@pytest.mark.parametrize("slug", ["bestaat-niet", "BUURTGEZINNEN", "0", "a" * 300])
def test_unknown_offering_is_not_found_in_dutch_with_a_way_on(client: Client, slug: str) -> None:
    response = client.get(f"/aanbod/{slug}/")

    assert response.status_code == 404
    assert "Deze pagina bestaat niet" in response.content.decode()
    assert 'href="/"' in response.content.decode()


def test_unpublished_offering_is_not_found(client: Client) -> None:
    m.Offering.objects.filter(slug="home-start").update(is_published=False)

    assert client.get("/aanbod/home-start/").status_code == 404


def test_text_from_the_database_is_escaped(client: Client) -> None:
    m.Statement.objects.filter(code="BG-003").update(value="<script>alert(1)</script>")
    m.Offering.objects.filter(slug="buurtgezinnen").update(characteristics="<img src=x>")

    html = html_of(client, "/aanbod/buurtgezinnen/")

    assert "<script>alert" not in html
    assert "<img" not in html


@pytest.mark.parametrize("address", ["/aanbod/buurtgezinnen/", "/bronnen/"])
def test_number_of_queries_does_not_depend_on_the_number_of_offerings(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, django_assert_max_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    with django_assert_max_num_queries(40) as few:
        html_of(client, address)
    make_offerings(30)
    forget()

    with django_assert_num_queries(len(few)):
        html_of(client, address)


@pytest.mark.parametrize("address", ["/", "/vergelijken/", "/advies/?aanbod=buurtgezinnen", "/bronnen/", "/aanbod/home-start/"])
def test_a_page_takes_one_query_while_nothing_in_the_catalogue_changed(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    client.get(address)

    with django_assert_num_queries(1):
        client.get(address)


def test_sources_page_describes_every_source_and_every_contradiction(client: Client) -> None:
    html = html_of(client, "/bronnen/")
    catalogue = snapshot()

    assert_valid_html(html)
    assert len(catalogue.contradictions) == 27
    for source in catalogue.sources:
        assert f'id="{source.slug}"' in html
        assert escape(source.dated) in html
    for contradiction in catalogue.contradictions:
        assert f'id="{contradiction.code.lower()}"' in html
        for text in (contradiction.preferred, contradiction.reason, contradiction.question, *(reading.value for reading in contradiction.readings)):
            assert escape(text) in html


def test_sources_page_shows_every_index_figure_with_its_status_and_the_way_to_its_document(client: Client) -> None:
    html = html_of(client, "/bronnen/")
    tables = re.findall(r"<caption>([^<]+), stijging per jaar</caption>(.*?)</table>", html, re.DOTALL)

    assert [name for name, _ in tables] == [series.name for series in snapshot().index_series]
    for (_, table), series in zip(tables, snapshot().index_series, strict=True):
        rows = re.findall(r'<th scope="row">(\d{4})</th>(.*?)</tr>', table, re.DOTALL)
        assert [int(year) for year, _ in rows] == [figure.year for figure in series.figures]
        for (_, row), figure in zip(rows, series.figures, strict=True):
            assert f'<td class="numeric">{percent_nl(figure.growth)}</td>' in row
            assert ("<td>definitief</td>" in row) is not figure.is_provisional
            assert ('<span class="badge badge--possible">voorlopig</span>' in row) is figure.is_provisional
            assert f'href="/bronnen/#{figure.citation.source.slug}"' in row
            assert f'id="{figure.citation.source.slug}"' in html
            assert figure.note in row


def test_sources_page_of_a_catalogue_without_index_series_has_no_heading_for_them(client: Client) -> None:
    m.IndexSeries.objects.all().delete()

    assert "indexcijfers" not in html_of(client, "/bronnen/").lower()


def test_sources_page_marks_what_changes_amounts(client: Client) -> None:
    html = html_of(client, "/bronnen/")

    marked = html.count('<span class="badge badge--money">verandert bedragen</span>')
    assert marked == sum(contradiction.changes_money for contradiction in snapshot().contradictions) > 0


def test_sources_page_counts_the_statements_of_each_source(client: Client) -> None:
    text = text_of(html_of(client, "/bronnen/"))

    number = m.Statement.objects.filter(source__slug="offerte-buurtgezinnen-haarlem").count()
    assert number > 0
    assert f"Uitspraken over aanbod {number}" in text


def test_sources_page_links_a_contradiction_to_its_offerings(client: Client) -> None:
    html = html_of(client, "/bronnen/")

    article = html[html.index('id="c-21"') :]
    assert all(f'href="/aanbod/{slug}/"' in article[: article.index("</article>")] for slug in ("buurtgezinnen", "samen-oplopen", "steunouder"))
