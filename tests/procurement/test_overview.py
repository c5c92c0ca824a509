"""The overview: groups, counts, chips, order and pages on the screen, and the same answers in its files."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.validation import assert_valid_html
from tests.voorzieningen.factories import make_offering, make_offerings, make_organisation, make_tariff
from voorzieningen.models import Offering

pytestmark = pytest.mark.django_db


def page(client: Client, address: str = "/", **headers: str) -> str:
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def text_of(markup: str) -> str:
    """What a reader sees of it, with single spaces."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def status_of(markup: str) -> str:
    (found,) = re.findall(r'<p id="aantal"[^>]*>(.*?)</p>', markup, re.DOTALL)
    return text_of(found)


def table_of(markup: str, verdict: str) -> str:
    return markup.partition(f'aria-labelledby="tabel-{verdict}"')[2].partition("</table>")[0]


def names_in(markup: str) -> list[str]:
    return re.findall(r'aria-label="Kies ([^"]+)"', markup)


def row_of(markup: str, slug: str) -> str:
    (found,) = [row for row in re.findall(r"<tr>.*?</tr>", markup, re.DOTALL) if f'value="{slug}"' in row]
    return found


def addresses(markup: str, css_class: str) -> list[str]:
    return [html.unescape(found) for found in re.findall(rf'<a class="{css_class}" href="([^"]+)"', markup)]


# --- the screen ---------------------------------------------------------------------------------------------------------------------------


def test_overview_shows_all_seven_offerings_by_name(client: Client) -> None:
    markup = page(client)
    assert names_in(markup) == [
        "Buurtgezinnen",
        "Gezin in de Buurt",
        "Home-Start",
        "MeeleefGezin",
        "Samen Oplopen",
        "SOS (Samen Oplopen met Steunouder)",
        "Steunouder",
    ]
    assert status_of(markup) == "Al het aanbod: 7. Kies filters om te zien wat past."


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/?leeftijd=6&vog=ja&doelgroep=lvb-ouder&aanbod=home-start",
        "/?leeftijd=x&vorm=y&pagina=z",
        "/?leeftijd=29&zoek=zwembad",
        "/?pagina=2",
    ],
)
def test_overview_is_valid_html(client: Client, address: str) -> None:
    assert_valid_html(page(client, address))


def test_groups_and_counts_are_those_of_the_papers(client: Client) -> None:
    """Witness, read from the sources, age 6: four certain, Home-Start t/m 6 possible, Present unknown, MeeleefGezin ends at 5."""
    markup = page(client, "/?leeftijd=6")
    assert status_of(markup) == "4 van 7 passen zeker, 1 past mogelijk, 1 is onbekend en 1 valt af."
    assert names_in(table_of(markup, "past")) == ["Buurtgezinnen", "Samen Oplopen", "SOS (Samen Oplopen met Steunouder)", "Steunouder"]
    assert names_in(table_of(markup, "mogelijk")) == ["Home-Start"]
    assert names_in(table_of(markup, "onbekend")) == ["Gezin in de Buurt"]


def test_offering_that_falls_out_is_listed_with_its_criterion_and_reason(client: Client) -> None:
    markup = page(client, "/?leeftijd=6").partition("<summary>Valt af")[2]
    assert "MeeleefGezin leeftijd: tot 5 jaar, gevraagd 6 jaar: 1 jaar verschil" in text_of(markup)


def test_unknown_price_is_a_word_and_never_an_amount(client: Client) -> None:
    row = text_of(row_of(page(client), "home-start"))
    assert "onbekend geen enkele bron noemt een bedrag" in row
    assert "€" not in row
    assert "Prijspeil onbekend" in row


def test_tariff_tells_its_unit_price_level_and_source(client: Client) -> None:
    row = row_of(page(client), "meeleefgezin")
    assert "per match" in row
    assert "Prijspeil onbekend. Bron:" in text_of(row)
    assert 'href="/bronnen/#overzicht-gezinsvoorzieningen"' in row


def test_offering_without_tariff_and_organisation_is_unknown_never_empty(client: Client) -> None:
    make_offering("kaal")
    row = row_of(page(client), "kaal")
    assert re.search(r"<td>\s*</td>", row) is None
    assert row.count('class="unknown"') == 9


def test_stated_price_level_is_shown(client: Client) -> None:
    make_tariff(make_offering("nieuw"), price_level_year=2025)
    assert "Prijspeil 2025." in row_of(page(client), "nieuw")


def test_disagreeing_sources_get_a_badge_that_leads_to_the_readings(client: Client) -> None:
    assert re.search(r'<a href="/aanbod/home-start/#[\w-]+"><span class="badge badge--differ">', row_of(page(client), "home-start"))
    assert "badge--differ" not in row_of(page(client), "gezin-in-de-buurt")


def test_disputed_target_group_is_marked(client: Client) -> None:
    assert "bronnen verschillen: (Licht) verstandelijke beperking" in text_of(row_of(page(client), "meeleefgezin"))


def test_answers_are_shown_only_when_something_is_asked(client: Client) -> None:
    assert "Antwoord op uw vraag" not in page(client)
    assert "leeftijd : 0 tot 18 jaar" in text_of(row_of(page(client, "/?leeftijd=6"), "steunouder"))


def test_chip_leads_to_the_same_list_without_its_filter(client: Client) -> None:
    markup = page(client, "/?doelgroep=overbelast&doelgroep=alleenstaand&leeftijd=5&sorteer=-naam")
    assert addresses(markup, "chip") == [
        "/?doelgroep=alleenstaand&leeftijd=5&sorteer=-naam",
        "/?doelgroep=overbelast&leeftijd=5&sorteer=-naam",
        "/?doelgroep=overbelast&doelgroep=alleenstaand&sorteer=-naam",
    ]


def test_text_of_the_user_is_shown_as_text(client: Client) -> None:
    markup = page(client, "/?zoek=<script>alert(1)</script>")
    assert "<script>alert" not in markup
    assert "&lt;script&gt;" in markup


def test_nothing_left_says_on_which_filters_and_shows_ways_back(client: Client) -> None:
    markup = page(client, "/?leeftijd=29&zoek=zwembad")
    told = text_of(markup)
    assert "Al het aanbod valt af" in told
    assert "Zoeken: hierop vallen 7 van 7 af." in told
    assert "Leeftijd van het kind: hierop vallen 6 van 7 af." in told
    assert 'href="/?zoek=zwembad"' in markup
    assert 'href="/?leeftijd=29"' in markup


def test_empty_catalogue_says_so(client: Client) -> None:
    Offering.objects.update(is_published=False)
    assert "Er staat nog geen aanbod" in page(client)


# --- comparing ------------------------------------------------------------------------------------------------------------------------------


def test_comparison_gets_the_task_with_the_ticks(client: Client) -> None:
    form = page(client, "/?leeftijd=5&doelgroep=overbelast&utm=x").partition('<form id="vergelijken"')[2].partition("</form>")[0]
    assert 'action="/vergelijken/"' in form
    assert re.findall(r'type="hidden" name="(\w+)" value="([\w-]+)"', form) == [("doelgroep", "overbelast"), ("leeftijd", "5")]
    assert 'href="/vergelijken/?doelgroep=overbelast&amp;leeftijd=5"' in form


def test_ticks_survive_a_new_filter_also_when_the_offering_falls_out(client: Client) -> None:
    markup = page(client, "/?leeftijd=6&aanbod=steunouder&aanbod=meeleefgezin:lijstprijs&aanbod=bestaat-niet")
    ticked = re.findall(r'name="aanbod" value="([\w-]+)"[^>]* checked', markup)
    assert ticked == ["steunouder", "meeleefgezin"]
    assert "Ook gekozen, niet in deze lijst MeeleefGezin" in text_of(markup)


# --- order and pages ------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "first", "last"),
    [
        ("leeftijd", "MeeleefGezin", "Gezin in de Buurt"),
        ("-leeftijd", "Buurtgezinnen", "Gezin in de Buurt"),
        ("training", "Buurtgezinnen", "Gezin in de Buurt"),
        ("-training", "Home-Start", "Gezin in de Buurt"),
        ("-naam", "Steunouder", "Buurtgezinnen"),
        ("coordinator", "Home-Start", "Gezin in de Buurt"),
        ("vorm", "Gezin in de Buurt", "SOS (Samen Oplopen met Steunouder)"),
        ("levering", "MeeleefGezin", "Gezin in de Buurt"),
        ("-vog", "Buurtgezinnen", "Steunouder"),
    ],
)
def test_unknown_values_come_last_in_both_directions(client: Client, order: str, first: str, last: str) -> None:
    names = names_in(page(client, f"/?sorteer={order}"))
    assert (names[0], names[-1]) == (first, last)
    assert len(names) == 7


def test_heading_tells_the_order_and_links_to_the_other_one(client: Client) -> None:
    head = page(client, "/?sorteer=leeftijd&vog=ja").partition("<thead>")[2].partition("</thead>")[0]
    (cell,) = [cell for cell in re.findall(r"<th .*?</th>", head, re.DOTALL) if "aria-sort" in cell]
    assert 'aria-sort="ascending"' in cell
    assert 'href="?sorteer=-leeftijd&amp;vog=ja"' in cell


def test_tariff_in_words_cannot_be_sorted(client: Client) -> None:
    assert "sorteer=tarief" not in page(client)
    assert "kan niet worden gesorteerd" in page(client, "/?sorteer=tarief")


def test_pages_hold_twenty_five_rows_and_lose_none(client: Client) -> None:
    make_offerings(53)
    pages = [names_in(page(client, f"/?pagina={number}")) for number in (1, 2, 3)]
    assert [len(names) for names in pages] == [25, 25, 10]
    assert len({name for names in pages for name in names}) == 60


def test_page_that_does_not_exist_gives_a_message_and_a_way_back(client: Client) -> None:
    told = page(client, "/?pagina=9&vog=ja")
    assert "Pagina 9 bestaat niet; er is 1 pagina." in text_of(told)
    assert 'href="/?vog=ja&amp;pagina=1"' in told
    make_offerings(30)
    assert "er zijn 2 pagina's" in text_of(page(client, "/?pagina=3"))


# --- htmx -----------------------------------------------------------------------------------------------------------------------------------


def test_htmx_gets_only_the_results_with_the_count_for_the_live_region(client: Client) -> None:
    response = client.get("/?zoek=&leeftijd=6&vog=&aanbod=sos", headers={"HX-Request": "true"})
    markup = response.content.decode()
    assert "<html" not in markup
    assert 'hx-swap-oob="innerHTML"' in markup
    assert status_of(markup).startswith("4 van 7")
    assert response["HX-Push-Url"] == "/?leeftijd=6&aanbod=sos"
    assert "HX-Request" in response["Vary"]


def test_history_of_the_browser_gets_the_whole_page(client: Client) -> None:
    assert "<html" in page(client, "/", **{"HX-Request": "true", "HX-History-Restore-Request": "true"})


def test_htmx_with_a_wrong_filter_gets_the_message(client: Client) -> None:
    response = client.get("/?leeftijd=0-", headers={"HX-Request": "true"})
    assert "Vul een leeftijd in" in response.content.decode()
    assert response["HX-Push-Url"] == "false"


# --- bad input ------------------------------------------------------------------------------------------------------------------------------

BAD = ["leeftijd=abc", "training=ja&training=nee", "doelgroep=niets", "leeftijd=%D9%A5", "pagina=0", "sorteer=x", "zoek=%3F"]


@pytest.mark.parametrize("query", BAD)
def test_bad_input_gives_the_page_with_a_message_and_no_results(client: Client, query: str) -> None:
    markup = page(client, f"/?{query}")
    assert "De filters kloppen nog niet" in markup
    assert names_in(markup) == []


@pytest.mark.parametrize("query", BAD)
@pytest.mark.parametrize("file", ["json", "csv"])
def test_bad_input_gives_files_a_400_that_names_the_parameter(client: Client, query: str, file: str) -> None:
    response = client.get(f"/overzicht.{file}?{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["parameter"] == query.partition("=")[0]


@pytest.mark.parametrize("address", ["/", "/overzicht.json", "/overzicht.csv"])
def test_overview_only_reads(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405


# --- files ----------------------------------------------------------------------------------------------------------------------------------


def test_json_gives_the_verdict_with_answer_and_reason_per_criterion(client: Client) -> None:
    data = json.loads(client.get("/overzicht.json?leeftijd=6&vog=ja").content)
    offerings = {item["slug"]: item for item in data["aanbod"]}
    assert {slug: item["oordeel"] for slug, item in offerings.items()} == {
        "buurtgezinnen": "past",
        "samen-oplopen": "past",
        "gezin-in-de-buurt": "onbekend",
        "home-start": "onbekend",
        "sos": "onbekend",
        "steunouder": "onbekend",
        "meeleefgezin": "valt-af",
    }
    assert offerings["home-start"]["naam"] == "Home-Start"
    assert offerings["home-start"]["criteria"][1] == {
        "criterium": "vog",
        "omschrijving": "VOG",
        "antwoord": "onbekend",
        "reden": "niet vermeld: navragen",
    }
    assert data["aantallen"] == {"past": 2, "mogelijk": 0, "onbekend": 4, "valt-af": 1}


def read_csv(client: Client, address: str) -> list[dict[str, str]]:
    response = client.get(address)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def test_csv_has_the_rows_of_the_table_with_sources_and_those_that_fall_out(client: Client) -> None:
    rows = read_csv(client, "/overzicht.csv?leeftijd=6")
    assert [row["sleutel"] for row in rows][-1] == "meeleefgezin"
    assert len(rows) == 7
    first = rows[0]
    assert first["naam"] == "Buurtgezinnen"
    assert first["oordeel"] == "past"
    assert "Overzicht gezinsvoorzieningen, regel 38" in first["bron doelgroepen"]
    assert "prijspeil onbekend" in first["tarief in woorden"]
    assert all(value for row in rows for name, value in row.items() if name != "redenen")


def test_csv_of_all_pages_is_as_long_as_the_catalogue(client: Client) -> None:
    make_offerings(40)
    assert len(read_csv(client, "/overzicht.csv?pagina=2")) == 47


def test_csv_of_an_empty_catalogue_is_empty(client: Client) -> None:
    Offering.objects.update(is_published=False)
    assert read_csv(client, "/overzicht.csv") == []


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_disarms_formulas(client: Client, start: str) -> None:
    make_offering("gevaar", name=f"{start}1+1", organisation=make_organisation())
    (row,) = [row for row in read_csv(client, "/overzicht.csv") if row["sleutel"] == "gevaar"]
    assert row["naam"].startswith(f"'{start}"[:2])


# --- speed ----------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/?leeftijd=5&vog=ja&doelgroep=overbelast&zoek=gezin", "/overzicht.json", "/overzicht.csv"])
def test_number_of_queries_does_not_grow_with_the_offerings(
    client: Client, django_assert_num_queries: Callable[..., Any], django_assert_max_num_queries: Callable[..., Any], address: str
) -> None:
    with django_assert_max_num_queries(40) as small:
        client.get(address)
    make_offerings(600)
    with django_assert_num_queries(len(small.captured_queries)):
        client.get(address)
