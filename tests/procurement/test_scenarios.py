"""Scenarios: a name, a copy, others beside it, and the page that puts them side by side without adding anything."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import parse_qs, parse_qsl, urlencode

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from procurement.question import LONGEST_NAME, LONGEST_QUERY, Question
from procurement.scenarios import compare_scenarios
from tests.procurement.asking import form_for, question_for
from tests.validation import assert_valid_html
from tests.voorzieningen.factories import make_offerings
from voorzieningen.snapshot import snapshot

pytestmark = pytest.mark.django_db

BASE = "aanbod=buurtgezinnen&aanbod=steunouder&startjaar=2027&jaren=3"


def address(main: str, *beside: str) -> str:
    return urlencode([*parse_qsl(main), *(("naast", query) for query in beside)])


def compared(main: str, *beside: str):
    question = question_for(address(main, *beside))
    return compare_scenarios((question, *question.beside), snapshot())


# --- name ---------------------------------------------------------------------------------------------------------------------------------


def test_the_name_stands_in_the_heading_the_link_and_the_file():
    question = question_for("naam=Ruim, met index&gemeente=GM0392")

    assert (question.heading, question.label) == ("Haarlem, Ruim, met index", "Ruim, met index")
    assert ("naam", "Ruim, met index") in question.given
    assert question.parameters["naam"] == "Ruim, met index"


def test_a_question_without_a_name_has_a_plain_heading():
    question = question_for("")

    assert (question.heading, question.label, question.parameters["naam"]) == ("gemeente niet gekozen", "zonder naam", None)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("x" * 61, "hoogstens 60 tekens; dit zijn er 61"),
        ("twee\nregels", "op één regel"),
        ("twee\u2028regels", "op één regel"),
        ("nul\0", "op één regel"),
        ("om\u202egekeerd", "op één regel"),
    ],
)
def test_a_name_is_short_and_on_one_line(name, words):
    (message,) = form_for(urlencode({"naam": name})).problems["naam"]

    assert words in message


def test_a_name_is_text_and_never_html(client):
    html = client.get("/vergelijken/", {"naam": "<b>Ruim</b>", "aanbod": "home-start"}).content.decode()

    assert "<b>Ruim</b>" not in html
    assert "&lt;b&gt;Ruim&lt;/b&gt;" in html


# --- copies and others ----------------------------------------------------------------------------------------------------------------------


def asked(query: str) -> Question:
    return question_for(query)


def test_a_copy_keeps_the_question_and_puts_the_original_beside_it():
    question = question_for(f"{BASE}&naam=Ruim&koppelingen=12")

    copy = asked(question.copy_query)

    assert (copy.name, copy.scenario, copy.choice) == ("Ruim (kopie)", question.scenario, question.choice)
    assert [(other.name, other.query) for other in copy.beside] == [("Ruim", question.query)]


def test_a_copy_of_a_question_without_a_name_gives_both_one():
    copy = asked(question_for(BASE).copy_query)

    assert (copy.name, [other.name for other in copy.beside]) == ("Scenario 1 (kopie)", ["Scenario 1"])


def test_a_second_copy_gets_a_name_of_its_own_and_a_third_is_not_offered():
    first = asked(question_for(f"{BASE}&naam=Ruim").copy_query)
    back = asked(first.others[0].swap)

    second = asked(back.copy_query)

    assert second.name == "Ruim (kopie 2)"
    assert {other.name for other in second.beside} == {"Ruim", "Ruim (kopie)"}
    assert second.has_most_beside
    assert second.copy_query == ""


def test_the_name_of_a_copy_fits_like_any_other():
    copy = asked(question_for(urlencode({"naam": "x" * LONGEST_NAME})).copy_query)

    assert copy.name == f"{'x' * (LONGEST_NAME - 8)} (kopie)"


def test_no_copy_is_offered_when_the_address_would_be_too_long():
    question = question_for(BASE)
    long = replace(question, given=(*question.given, ("zoek", "x" * (LONGEST_QUERY // 2))))

    assert question.copy_query
    assert long.copy_query == ""


def test_swapping_and_removing_lose_nothing_else():
    question = question_for(address(f"{BASE}&naam=Een", f"{BASE}&naam=Twee&koppelingen=5", f"{BASE}&naam=Drie"))

    swapped, removed = asked(question.others[0].swap), asked(question.others[0].remove)

    assert (swapped.name, [other.name for other in swapped.beside]) == ("Twee", ["Een", "Drie"])
    assert swapped.scenario.new_matches == (5, 5, 5)
    assert (removed.name, [other.name for other in removed.beside]) == ("Een", ["Drie"])
    assert asked(swapped.others[0].swap).query == question.query


def test_the_day_of_the_catalogue_is_one_for_all_and_goes_along():
    question = replace(question_for(address(BASE, f"{BASE}&koppelingen=5")), given=(("startjaar", "2027"), ("peildatum", "2026-11-20")))

    assert "naast=" in question.others[0].swap
    assert question.others[0].swap.count("peildatum=2026-11-20") == 1
    (beside,) = parse_qs(question.others[0].swap)["naast"]
    assert "peildatum" not in beside


def test_the_link_to_share_and_the_file_carry_the_others_in_full():
    question = question_for(address(BASE, "koppelingen=5&gemeente=Haarlem"))

    again = question_for(question.query)

    assert again.query == question.query
    assert question.parameters["naast"] == ["gemeente=GM0392&startjaar=2027&koppelingen=5"]
    assert again.beside[0].scenario == question.beside[0].scenario


def test_the_form_carries_the_others_along_and_a_preset_as_well(client):
    query = address(f"{BASE}&jaren=3", "naam=Krap&koppelingen=5")

    form = form_for(query)

    assert form.beside_values == ["naam=Krap&koppelingen=5"]
    assert all(QueryDict(preset.query).getlist("naast") == form.beside_values for preset in form.presets)


# --- what is wrong with one of them ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("nested", "words"),
    [
        ("naam=Krap&jaren=99", "Scenario 'Krap': Aantal contractjaren (jaren): Vul een heel getal in van 1 tot en met 10."),
        ("jaren=99", "Het scenario op plaats 1: Aantal contractjaren (jaren): "),
        ("aanbod=onzin", "Het scenario op plaats 1: Aanbod om te vergelijken (aanbod): Er is geen aanbod 'onzin'."),
        ("leeftijd=99&jaren=2", "Het scenario op plaats 1: filter (leeftijd): "),
        ("naast=jaren%3D3&jaren=2", "laat 'naast' daar weg"),
        ("jaren=2&peildatum=2026-11-20", "laat 'peildatum' daar weg"),
        ("=", "Op plaats 1 staat geen vraag."),
        ("jaren=", "Op plaats 1 staat geen vraag."),
        ("jaren=3&zoek=" + "x" * 4000, "Het scenario op plaats 1 is te lang."),
        ("a&" * 1500, "Het scenario op plaats 1 is te lang."),
        ("naam=%00&jaren=3", "Naam van dit scenario (naam)"),
        ("jaren=%ff", "Aantal contractjaren (jaren)"),
        ("jaren=1&jaren=2", "meer dan één keer"),
    ],
)
def test_a_wrong_question_beside_it_is_named_with_its_field(client, nested, words):
    query = address("jaren=3", nested)

    (message, *_) = form_for(query).problems["naast"]

    assert words in message
    page = client.get(f"/scenarios/?{query}")
    assert page.status_code == 200
    assert "De vraag klopt nog niet" in page.content.decode()
    assert "<data value" not in page.content.decode()


def test_every_wrong_scenario_gets_its_own_message():
    problems = form_for(address("jaren=3", "naam=A&jaren=99", "naam=B&jaren=0")).problems["naast"]

    assert [message.partition(":")[0] for message in problems] == ["Scenario 'A'", "Scenario 'B'"]


def test_more_than_two_others_are_refused():
    (message,) = form_for(address("jaren=3", "jaren=1", "jaren=2", "jaren=4")).problems["naast"]

    assert message == "Er kunnen hoogstens 2 scenario's naast dit scenario staan; dit zijn er 3. Haal er een weg."


def test_a_wrong_other_can_be_taken_away_on_the_page(client):
    page = client.get(f"/vergelijken/?{address('jaren=3', 'naam=Krap&jaren=99', 'naam=Ruim&jaren=4')}").content.decode()

    assert_valid_html(page)
    assert 'id="id_naast"' in page
    link = re.search(r'href="/vergelijken/\?([^"]+)">Haal weg: Scenario &#x27;Krap&#x27;', page)
    assert link is not None
    assert QueryDict(link[1].replace("&amp;", "&")).getlist("naast") == ["naam=Ruim&jaren=4"]


def test_the_file_refuses_a_wrong_other_by_name(client):
    response = client.get(f"/vergelijken.json?{address('jaren=3', 'jaren=99')}")

    assert (response.status_code, response.json()["parameter"]) == (400, "naast")


# --- side by side ---------------------------------------------------------------------------------------------------------------------------


def test_only_inputs_of_which_the_value_differs_stand_in_the_table():
    """The hourly cost is 75 in both, once assumed and once given: the value is the same."""
    found = compared(f"{BASE}&koppelingen=10&uurkosten=75", f"{BASE}&koppelingen=5&index=2&lezing=steunouder:YEAR")

    assert [(row.label, [item and (item.value, item.kind) for item in row.inputs]) for row in found.differences] == [
        ("Nieuwe koppelingen per jaar", [("10", "eigen invoer"), ("5", "eigen invoer")]),
        ("Verwachte indexatie per jaar", [("0%", "aanname"), ("2%", "eigen invoer")]),
        ("Lezing van Steunouder, 16 uur voor 10 koppelingen op jaarbasis (C-04)", [None, ("per jaar", "eigen invoer")]),
    ]


def test_every_scenario_gives_the_total_that_it_gives_by_itself():
    """Worked example S1: Buurtgezinnen costs 117.500 for three years of 10 matches; with 5 matches 58.750."""
    found = compared(f"{BASE}&koppelingen=10", f"{BASE}&koppelingen=5")

    totals = {row.name: [str(answer.result.total.low) for answer in row.answers] for row in found.rows}
    assert totals["Buurtgezinnen"] == ["117500.00", "58750.00"]


def test_offerings_are_the_union_and_a_missing_one_is_said(client):
    query = address("aanbod=buurtgezinnen&jaren=2", "aanbod=home-start&aanbod=buurtgezinnen:offerte-haarlem-2020&jaren=2")

    found = compared(*[query.partition("&naast=")[0]], "aanbod=home-start&aanbod=buurtgezinnen:offerte-haarlem-2020&jaren=2")
    html = client.get(f"/scenarios/?{query}").content.decode()

    assert [(row.name, [answer is not None for answer in row.answers]) for row in found.rows] == [
        ("Buurtgezinnen", [True, False]),
        ("Home-Start", [False, True]),
        ("Buurtgezinnen, offerte aan Haarlem (2020-2021)", [False, True]),
    ]
    assert html.count("niet in dit scenario") == 6
    assert "tarief onbekend" in html
    assert 'value="0.00"' not in html


def test_scenarios_of_different_length_and_start_keep_their_own_years(client):
    query = address("aanbod=buurtgezinnen&startjaar=2027&jaren=2", "aanbod=buurtgezinnen&startjaar=2028&jaren=3")
    found = compared("aanbod=buurtgezinnen&startjaar=2027&jaren=2", "aanbod=buurtgezinnen&startjaar=2028&jaren=3")

    assert found.years == ((1, None), (2, None), (3, None))
    assert [[year and year.calendar_year for year in answer.years] for answer in found.rows[0].answers] == [[2027, 2028, None], [2028, 2029, 2030]]
    assert compared("jaren=2&startjaar=2027", "jaren=3&startjaar=2027").years == ((1, 2027), (2, 2028), (3, 2029))
    assert "geen contractjaar" in client.get(f"/scenarios/?{query}").content.decode()


def test_other_payers_are_warned_about(client):
    found = compared("jaren=2&betaler=gemeente", "jaren=2")

    assert found.has_other_payers
    assert "andere betalers" in client.get(f"/scenarios/?{address('jaren=2&betaler=gemeente', 'jaren=2')}").content.decode()
    assert not compared("jaren=2", "jaren=3").has_other_payers


def test_each_scenario_leads_to_its_own_comparison_with_the_others_beside_it():
    found = compared(f"{BASE}&naam=Een", f"{BASE}&naam=Twee", f"{BASE}&naam=Drie")

    assert [(number, name) for number, name, _ in found.headings] == [(1, "Een"), (2, "Twee"), (3, "Drie")]
    for _, name, query in found.headings:
        question = question_for(query)
        assert question.name == name
        assert {question.name, *(other.name for other in question.beside)} == {"Een", "Twee", "Drie"}


def test_amounts_without_a_price_level_are_marked():
    assert compared("aanbod=buurtgezinnen", "aanbod=buurtgezinnen&koppelingen=5").has_unknown_price_level
    assert not compared("aanbod=home-start", "aanbod=home-start&koppelingen=5").has_unknown_price_level


def test_the_page_is_valid_and_shows_the_totals_of_each_comparison(client):
    main, other = f"{BASE}&naam=Ruim&gemeente=GM0392", f"{BASE}&naam=Krap&koppelingen=5&index=2,5&gemeente=GM0392"

    html = client.get(f"/scenarios/?{address(main, other)}").content.decode()

    assert_valid_html(html)
    shown = set(re.findall(r'<data value="(-?[0-9.]+)">', html))
    for query in (main, other):
        for offering in client.get(f"/vergelijken.json?{query}").json()["aanbod"]:
            for amount in (offering["totaal"], offering["per_koppelingsjaar"], *offering["jaren"]):
                assert {amount["laag"], amount["hoog"]} <= shown


def test_one_scenario_alone_says_how_to_get_another(client):
    html = client.get(f"/scenarios/?{BASE}").content.decode()

    assert "Er is nog één scenario" in html
    assert "Waarin de scenario" not in html
    assert_valid_html(html)


def test_same_scenarios_say_that_nothing_differs(client):
    html = client.get(f"/scenarios/?{address(BASE, f'{BASE}&naam=Zelfde')}").content.decode()

    assert "De scenario's hebben dezelfde uitgangspunten." in html


def test_a_municipality_by_name_leads_to_its_code_with_the_others(client: Client):
    response = client.get("/scenarios/?gemeente=haarlem&naast=jaren%3D3")

    assert (response.status_code, response["Location"]) == (302, "/scenarios/?gemeente=GM0392&naast=jaren%3D3")


def test_the_catalogue_is_read_once_whatever_number_of_scenarios_and_offerings(client):
    make_offerings(30)
    found = []
    for query in (address("jaren=2", "jaren=3", "jaren=4"), address("jaren=2", "jaren=3", "jaren=4"), "jaren=2"):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/scenarios/?{query}").status_code == 200
        found.append(queries)

    read, kept, one = found
    assert sum('FROM "voorzieningen_offering"' in query["sql"] for query in read.captured_queries) == 1
    assert len(kept) == len(one)
