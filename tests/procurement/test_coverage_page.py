"""The page of the coverage and the mix: the table and the fields, their short address, messages at the cell, and the ways to the other pages."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qsl, urlencode

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from procurement.forms.coverage_question import EXAMPLES, LOCAL_EMPLOYERS, CoverageQuestion
from procurement.forms.mix_fields import read_fields
from procurement.scenarios import compare_scenarios
from tests.procurement.asking import form_for, inputs_named, question_for
from tests.procurement.own_offers import TYPED
from tests.validation import assert_valid_html
from tests.voorzieningen.factories import make_offerings
from tests.voorzieningen.pages import FormValues
from voorzieningen.published import forget
from voorzieningen.snapshot import snapshot

pytestmark = pytest.mark.django_db

ROW = ("rij_doelgroep", "rij_leeftijd", "rij_gezinnen")
SHORT = "gezinnen=psychisch-ouder:0-4:20&gezinnen=verslaving-ouder:5-17:4&aantal=buurtgezinnen:offerte-haarlem-2020:10&aantal=steunouder:10,12"


def rows(*cells: tuple[str, str, str]) -> list[tuple[str, str]]:
    """What the table sends with these rows."""
    return [pair for row in cells for pair in zip(ROW, row, strict=True)]


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response
    return response.content.decode()


def sent(client: Client, pairs: list[tuple[str, str]]) -> str:
    """The page after sending these fields, which are wrong."""
    return text_of(client, f"/dekking/?{urlencode(pairs)}")


class Controls(FormValues):
    """Every named control of the form in order, also those that are repeated, as a browser without JavaScript sends them."""

    def __init__(self, html: str) -> None:
        self.pairs: list[tuple[str, str]] = []
        self._fresh = False
        form = html.partition('aria-label="De vraag"')[2].partition("</form>")[0]
        super().__init__(form)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        name = found.get("name", "")
        if tag == "input" and name and (found.get("type") != "checkbox" or "checked" in found):
            self.pairs.append((name, found.get("value", "")))
        if tag == "select":
            self.pairs.append((name, ""))
            self._select, self._fresh = (name, False), True
        if tag == "option" and self._select and ("selected" in found or self._fresh):
            # Without a chosen option the first one is sent.
            self.pairs[-1] = (self.pairs[-1][0], found.get("value", ""))
            self._fresh = False


def controls(html: str) -> list[tuple[str, str]]:
    return Controls(html).pairs


def cell_with_error(html: str, cell: str) -> str:
    """The message at a cell, which must be tied to its control."""
    control = re.search(rf'<(?:input|select)[^>]*id="{cell}"[^>]*>', html)
    assert control, cell
    assert 'aria-invalid="true"' in control[0]
    described = re.search(r'aria-describedby="([^"]+)"', control[0])
    assert described, control[0]
    message = re.search(rf'id="{described[1]}">(.*?)</(?:p|div)>', html, re.DOTALL)
    assert message, described[1]
    assert f'href="#{cell}"' in html
    return unescape(re.sub(r"<[^>]+>", " ", message[1]))


# --- the page -------------------------------------------------------------------------------------------------------------------------------


def test_without_a_question_the_page_shows_the_coverage_of_all_offerings_and_how_to_ask(client):
    html = text_of(client, "/dekking/")

    assert_valid_html(html)
    assert "U heeft nog geen opgave ingevuld" in html
    assert "Vul bij de opgave aantallen in" in html
    assert 'id="mixen"' not in html
    assert len(re.findall(r'name="rij_gezinnen"', html)) == 3
    assert 'aria-current="page">Dekking en mix' in html


def test_the_page_with_everything_is_valid_and_has_every_section(client):
    html = text_of(client, f"/dekking/?{SHORT}&zoekmix=ja&vog=ja&gemeente=GM0392&budget=60000")

    assert_valid_html(html)
    for anchor in ("dekking", "mix", "mixen", "goedkoopste-mix", "uitgangspunten", "meenemen"):
        assert f'href="#{anchor}"' in html
        assert f'<h2 id="{anchor}">' in html


def test_what_is_in_the_mix_and_not_in_the_coverage_is_told(client):
    html = text_of(client, "/dekking/?aanbod=home-start&aantal=steunouder:5&aantal=home-start:5")

    assert_valid_html(html)
    assert "niet hebt aangevinkt: Steunouder." in html
    assert "niet hebt aangevinkt" not in text_of(client, "/dekking/?aantal=steunouder:5")


def test_a_search_without_numbers_says_what_is_missing(client):
    html = text_of(client, "/dekking/?gezinnen=lvb-ouder&zoekmix=ja")

    assert_valid_html(html)
    assert "Er is niet gezocht:" in html
    assert client.get("/dekking.json?gezinnen=lvb-ouder&zoekmix=ja").json()["zoektocht"] is None


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_the_page_only_reads(client, method):
    assert getattr(client, method)("/dekking/").status_code in {403, 405}


@pytest.mark.parametrize("address", ["/dekking/", f"/dekking/?{SHORT}", f"/dekking.json?{SHORT}", f"/dekking.csv?{SHORT}"])
def test_the_number_of_queries_does_not_grow_with_the_offerings(client, address):
    with CaptureQueriesContext(connection) as few:
        assert client.get(address).status_code == 200
    make_offerings(30)
    forget()
    with CaptureQueriesContext(connection) as many:
        assert client.get(address).status_code == 200

    assert len(many) == len(few)


# --- from the fields to the short address and back ---------------------------------------------------------------------------------------------


def test_what_is_sent_leads_to_a_short_address_that_can_be_read(client):
    pairs = [
        *rows(("verslaving-ouder", "5-17", "4"), ("", "", ""), ("", "18-22", ""), ("lvb-ouder", "", "1.000")),
        ("mix_steunouder", "10, 12"),
        ("mix_buurtgezinnen", "15"),
        ("mixtarief_buurtgezinnen", "offerte-haarlem-2020"),
        ("mix_home-start", ""),
        ("gemeente", "haarlem"),
        ("budgetvorm", "jaar"),
        ("zekerheid", "zeker"),
        ("zoekdoel", "contractjaren"),
        ("jaren", ""),
        *(("aanbod", offering.slug) for offering in snapshot().offerings),
    ]
    wrong = client.get(f"/dekking/?{urlencode(pairs)}")
    assert "1.004" in wrong.content.decode()
    pairs[11] = ("rij_gezinnen", "10")

    response = client.get(f"/dekking/?{urlencode(pairs)}")

    assert response.status_code == 302
    assert response["Location"] == (
        "/dekking/?gemeente=GM0392&zoekdoel=contractjaren&gezinnen=verslaving-ouder:5-17:4&gezinnen=alle:18-22&gezinnen=lvb-ouder:alle:10"
        "&aantal=buurtgezinnen:offerte-haarlem-2020:15&aantal=steunouder:10,12"
    )


def test_an_empty_form_leads_to_the_bare_page(client):
    assert client.get(f"/dekking/?{urlencode(rows(('', '', ''), ('', '', '')))}&mix_steunouder=")["Location"] == "/dekking/"


@pytest.mark.parametrize(
    "query",
    [
        "",
        SHORT,
        f"{SHORT}&zoekdoel=contractjaren&zekerheid=mogelijk&budget=60000&budgetvorm=totaal&gemeente=GM0392&jaren=3&vog=ja&werkgever=gemeente",
        "gezinnen=alle:alle:7&aanbod=steunouder&aanbod=home-start&gedeelde_uren=20&uurkosten=80,50&peildatum=",
        "aantal=sos:10&naam=Ruim&lezing=steunouder:YEAR&duur=steunouder:2&index=2&betaler=gemeente&doelgroep=lvb-ouder&zoek=steun&trajectprijs=12500",
        "gezinnen=lvb-ouder&naast=" + "gezinnen%3Dlvb-ouder%3A5%3A4%26aantal%3Dsteunouder%3A5&koppelingen=5&lopend=2:3&reeks=cpi&prijspeil=2020",
    ],
)
def test_sending_the_page_unchanged_asks_the_same(client, query):
    html = text_of(client, f"/dekking/?{query}".rstrip("?"))
    response = client.get(f"/dekking/?{urlencode(controls(html))}")

    assert response.status_code == 302
    expected = sorted((name, value) for name, value in parse_qsl(query))
    proposed = [("gezinnen", "lvb-ouder")] if "doelgroep" in query else []
    assert sorted(parse_qsl(response["Location"].partition("?")[2])) == sorted([*expected, *proposed])
    assert controls(text_of(client, response["Location"])) == controls(html)


def test_a_municipality_by_name_in_a_short_address_leads_to_its_code(client):
    assert client.get("/dekking/?gemeente=haarlem&jaren=3")["Location"] == "/dekking/?gemeente=GM0392&jaren=3"


def test_what_is_wrong_elsewhere_does_not_keep_the_table_from_its_short_address(client):
    response = client.get(f"/dekking/?{urlencode(rows(('lvb-ouder', '', '4')))}&jaren=99")

    assert response["Location"] == "/dekking/?jaren=99&gezinnen=lvb-ouder:alle:4"
    html = text_of(client, response["Location"])
    assert_valid_html(html)
    assert 'href="#id_jaren"' in html
    assert 'value="4"' in html


def test_filters_of_the_overview_are_proposed_as_rows_and_do_not_count_yet(client):
    html = text_of(client, "/dekking/?doelgroep=lvb-ouder&doelgroep=zwangerschap&leeftijd=0-4")

    assert "Deze regels komen uit uw filters" in html
    assert [pair for pair in controls(html) if pair[0] in ROW][:6] == rows(("lvb-ouder", "0-4", ""), ("zwangerschap", "0-4", ""))
    assert client.get("/dekking.json?doelgroep=lvb-ouder&leeftijd=0-4").json()["scenario"]["gezinnen"] == []
    assert "Deze regels komen" not in text_of(client, "/dekking/?doelgroep=lvb-ouder&gezinnen=lvb-ouder")
    assert CoverageQuestion(form_for("leeftijd=5"), QueryDict("leeftijd=5")).table.filled[0].age.value == "5"


# --- messages at the cell ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "cell", "words"),
    [
        (("onzin", "", "4"), "id_rij_doelgroep_1", "geen doelgroep 'onzin'"),
        (("lvb-ouder\0", "", "4"), "id_rij_doelgroep_1", "geen doelgroep"),
        (("lvb-ouder", "99", "4"), "id_rij_leeftijd_1", "van 0 tot en met"),
        (("lvb-ouder", "vijf", "4"), "id_rij_leeftijd_1", "Vul een leeftijd in"),
        (("lvb-ouder", "17-5", "4"), "id_rij_leeftijd_1", "Bedoelt u 5-17?"),
        (("lvb-ouder", "５", "4"), "id_rij_leeftijd_1", "Vul een leeftijd in"),
        (("lvb-ouder", "5\0", "4"), "id_rij_leeftijd_1", "Vul een leeftijd in"),
        (("lvb-ouder", "5", "-4"), "id_rij_gezinnen_1", "niet lager zijn dan 0"),
        (("lvb-ouder", "5", "veel"), "id_rij_gezinnen_1", "'veel' is geen aantal"),
        (("lvb-ouder", "5", "٤"), "id_rij_gezinnen_1", "geen aantal"),
        (("lvb-ouder", "5", "4\0"), "id_rij_gezinnen_1", "geen aantal"),
        (("lvb-ouder", "5", "1001"), "id_rij_gezinnen_1", "hoogstens 1.000"),
        (("lvb-ouder", "5", "9" * 60), "id_rij_gezinnen_1", "geen aantal"),
        (("lvb-ouder", "5", "0"), "id_rij_gezinnen_1", "samen 0 gezinnen"),
    ],
)
def test_a_wrong_cell_has_its_message_and_keeps_what_was_typed(client, row, cell, words):
    html = sent(client, [*rows(row), ("mix_steunouder", "12"), ("gemeente", "Haarlem")])

    assert words in cell_with_error(html, cell)
    kept = controls(html)
    assert [(name, value.replace("\0", "\ufffd")) for name, value in rows(row)] == [(n, v.replace("\0", "\ufffd")) for n, v in kept if n in ROW][:3]
    assert {("mix_steunouder", "12"), ("gemeente", "Haarlem")} <= set(kept)
    assert "<data value" not in html
    if "\0" not in "".join(row):
        assert_valid_html(html)


def test_a_wrong_short_address_has_its_messages_at_the_cells_and_its_file_names_the_parameter(client):
    html = text_of(client, "/dekking/?gezinnen=lvb-ouder:99:4")

    assert_valid_html(html)
    assert "van 0 tot en met" in cell_with_error(html, "id_rij_leeftijd_1")
    for file in ("/dekking.json", "/dekking.csv"):
        response = client.get(f"{file}?gezinnen=lvb-ouder:99:4")
        assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
        assert response.json()["parameter"] == "gezinnen"


def test_rows_about_the_same_families_are_told_at_the_second_one(client):
    html = sent(client, rows(("lvb-ouder", "5", "4"), ("lvb-ouder", "5-5", "2")))

    assert_valid_html(html)
    assert "twee keer" in cell_with_error(html, "id_rij_doelgroep_2")


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        (rows(("lvb-ouder", "", "600"), ("", "5", "401")), "telt 1.001 gezinnen"),
        (rows(("lvb-ouder", "", "0"), ("", "5", "")), "samen 0 gezinnen"),
        (rows(*(("", str(age), "1") for age in range(20)), *(("lvb-ouder", str(age), "1") for age in range(11))), "dit zijn er 31"),
        (rows(("lvb-ouder", "5", "4"))[:2], "niet even lang"),
        ([*rows(("lvb-ouder", "5", "4")), ("rij_gezinnen", "3")], "niet even lang"),
        ([*rows(("lvb-ouder", "5", "4")), ("gezinnen", "jongere")], "twee keer in het adres"),
    ],
)
def test_what_is_wrong_with_the_table_as_a_whole_is_told_above_it(client, pairs, words):
    html = sent(client, pairs)

    assert_valid_html(html)
    assert 'href="#id_gezinnen"' in html
    assert words in re.search(r'id="id_gezinnen_error">(.*?)</div>', html, re.DOTALL)[1]
    kept = [value for name, value in controls(html) if name in ROW and value]
    assert kept == [value for name, value in pairs if name in ROW and value]


@pytest.mark.parametrize(
    ("pairs", "field", "words"),
    [
        ({"mix_steunouder": "-1"}, "id_mix_steunouder", "Steunouder: Vul één getal in"),
        ({"mix_steunouder": "veel"}, "id_mix_steunouder", "Vul één getal in"),
        ({"mix_steunouder": "٤"}, "id_mix_steunouder", "Vul één getal in"),
        ({"mix_steunouder": "1\0"}, "id_mix_steunouder", "Vul één getal in"),
        ({"mix_steunouder": "10:12"}, "id_mix_steunouder", "Vul één getal in"),
        ({"mix_steunouder": "10001"}, "id_mix_steunouder", "Vul één getal in"),
        ({"mix_steunouder": "1,2,3", "jaren": "2"}, "id_mix_steunouder", "3 aantallen voor 2 contractjaren"),
        ({"mix_buurtgezinnen": "5", "mixtarief_buurtgezinnen": "onzin"}, "id_mix_buurtgezinnen", "geen tarief 'onzin'"),
        ({"mix_sos": "5", "mix_samen-oplopen": "5"}, "id_mix_sos", "Samen Oplopen is een deel van SOS"),
        ({"aantal": "steunouder:1,2,3,4,5"}, "id_mix_steunouder", "5 aantallen voor 4 contractjaren"),
        ({"aantal": "steunouder:onzin:5"}, "id_mix_steunouder", "geen tarief 'onzin'"),
    ],
)
def test_a_wrong_number_of_the_mix_has_its_message_at_the_field(client, pairs, field, words):
    html = sent(client, list(pairs.items()))

    assert words in cell_with_error(html, field)
    if "\0" not in "".join(pairs.values()):
        assert_valid_html(html)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("mix_onzin=5", "geen aanbod 'onzin'"),
        ("mix_steunouder=5&mix_steunouder=6", "twee keer"),
        ("mix_steunouder=5&aantal=home-start:6", "twee keer in het adres"),
        ("aantal=steunouder:5&aantal=steunouder:6", "twee keer"),
        ("aantal=onzin:5", "geen aanbod 'onzin'"),
        ("aantal=steunouder", "vul achter de dubbele punt een aantal in"),
    ],
)
def test_what_is_wrong_with_the_mix_as_a_whole_is_told_above_it(client, query, words):
    html = text_of(client, f"/dekking/?{query}")

    assert_valid_html(html)
    assert 'href="#id_aantal"' in html
    assert words in unescape(re.search(r'id="id_aantal_error">(.*?)</div>', html, re.DOTALL)[1])


def test_years_that_are_wrong_themselves_say_nothing_of_the_numbers():
    fields = CoverageQuestion(form_for("jaren=x&aantal=steunouder:1,2,3,4,5,6"), QueryDict("jaren=x&aantal=steunouder:1,2,3,4,5,6"))

    assert fields.mix.problems == ()
    assert [problem.name for problem in fields.problems] == ["jaren"]


def test_with_very_many_offerings_only_the_chosen_ones_have_a_field(client):
    make_offerings(60)
    forget()
    html = text_of(client, "/dekking/?aanbod=home-start&aanbod=steun-0003&aantal=steunouder:5")

    assert re.findall(r'<input[^>]*name="(mix_[^"]+)"', html) == ["mix_home-start", "mix_steun-0003", "mix_steunouder"]
    assert "Er is meer aanbod dan hier past" in html


def test_more_offerings_than_a_mix_can_have_are_refused_above_the_fields():
    make_offerings(20)
    data = QueryDict("&".join(f"mix_steun-{number:04}=1" for number in range(20)))
    found = read_fields(data, snapshot(), years=4)

    assert any("hoogstens 12" in message for message in found.messages)


def test_what_another_page_asks_leads_there(client):
    html = text_of(client, "/dekking/?weken=99&tarief=misschien&vorm=onzin&zoekmix=misschien")

    assert_valid_html(html)
    assert re.search(r'href="/vergelijken/\?[^"]*weken=99[^"]*#id_weken"', html)
    assert re.search(r'href="/\?[^"]*tarief=misschien[^"]*#id_tarief"', html)
    assert 'href="#id_vorm"' in html
    assert 'href="#id_zoekmix"' in html


@pytest.mark.parametrize("query", ["gezinnen=onzin", "aantal=onzin:5", "zoekmix=misschien", "zekerheid=bijna", "zoekdoel=winst"])
def test_on_the_comparison_a_wrong_demand_or_mix_leads_to_the_page_that_asks_it(client, query):
    html = text_of(client, f"/vergelijken/?{query}")

    assert_valid_html(html)
    assert f'href="/dekking/?{query}#id_{query.partition("=")[0]}"' in html


# --- examples, links, files ---------------------------------------------------------------------------------------------------------------------


def test_examples_can_be_asked_and_keep_the_rest_of_the_question(client):
    query = "aantal=steunouder:5&jaren=3&gezinnen=lvb-ouder:5:4"
    fields = CoverageQuestion(form_for(query), QueryDict(query))

    for example, (label, values) in zip(fields.examples, EXAMPLES, strict=True):
        assert example.label == label
        data = QueryDict(example.query)
        assert (data.getlist("gezinnen"), data["jaren"], data["aantal"]) == (list(values), "3", "steunouder:5")
        question = question_for(example.query)
        assert tuple(row.value for row in question.demand.rows) == values
        assert not example.chosen
    chosen = QueryDict(fields.examples[1].query)
    assert [example.chosen for example in CoverageQuestion(form_for(chosen.urlencode()), chosen).examples] == [False, True, False]
    assert question_for(fields.examples[0].query).demand.families == 30
    assert question_for(fields.examples[2].query).demand.families == 40


def test_demand_and_mix_can_be_cleared_apart():
    query = "doelgroep=lvb-ouder&leeftijd=5&gezinnen=lvb-ouder:5:4&aantal=steunouder:5&jaren=3"
    fields = CoverageQuestion(form_for(query), QueryDict(query))

    assert fields.without_demand == "jaren=3&aantal=steunouder:5"
    assert "aantal" not in fields.without_mix
    assert "gezinnen=lvb-ouder:5:4" in fields.without_mix


def test_employed_locally_is_three_kinds_of_employer_at_once():
    fields = CoverageQuestion(form_for("werkgever=zzp"), QueryDict("werkgever=zzp"))

    assert QueryDict(fields.employed_locally).getlist("werkgever") == list(LOCAL_EMPLOYERS)
    assert len(question_for(fields.employed_locally).task.employers) == 3


def test_conditions_that_were_asked_stand_open(client):
    assert 'id="id_werkgever" open>' in text_of(client, "/dekking/?werkgever=gemeente")
    assert not re.search(r"<details[^>]* open>", text_of(client, "/dekking/").partition("</form>")[0])


def test_the_pages_lead_to_each_other_with_the_same_question(client):
    asked = f"{SHORT}&startjaar=2027"
    question = question_for(asked)
    there = text_of(client, f"/dekking/?{asked}").replace("&amp;", "&")
    comparison = text_of(client, f"/vergelijken/?{asked}").replace("&amp;", "&")

    for address in ("/vergelijken/", "/advies/", "/dekking.json", "/dekking.csv"):
        assert f'href="{address}?{question.query}"' in there
    assert f'href="/dekking/?{question.query}"' in comparison
    assert 'formaction="/dekking/"' in text_of(client, "/?doelgroep=lvb-ouder")
    assert question_for(question.query).query == question.query


def test_the_form_of_the_comparison_carries_demand_mix_and_search(client):
    html = text_of(client, f"/vergelijken/?{SHORT}&zoekmix=ja&zekerheid=mogelijk&zoekdoel=contractjaren")

    asked = [*parse_qsl(SHORT), ("zoekmix", "ja"), ("zekerheid", "mogelijk"), ("zoekdoel", "contractjaren")]
    assert set(asked) <= set(controls(html))


def test_the_file_holds_the_question_and_no_mix_or_search_that_was_not_asked(client):
    answer = client.get("/dekking.json").json()

    assert answer["peildatum"] == timezone.localdate().isoformat()
    assert (answer["mix"], answer["zoektocht"]) == (None, None)
    assert answer["aanbod"] == [offering.slug for offering in snapshot().offerings]
    assert answer["opgave"] == []
    full = client.get(f"/dekking.json?{SHORT}&zoekmix=ja").json()
    assert full["scenario"]["gezinnen"] == ["psychisch-ouder:0-4:20", "verslaving-ouder:5-17:4"]
    assert len(full["opgave"]) == 2
    assert full["mix"]
    assert full["zoektocht"]


@pytest.mark.parametrize("address", ["/dekking.json", "/dekking.csv"])
@pytest.mark.parametrize(("name", "value"), [("jaren", "99"), ("aantal", "onzin:4"), ("zoekmix", "misschien"), ("peildatum", "1999-01-01")])
def test_a_file_of_a_wrong_question_names_the_parameter(client, address, name, value):
    response = client.get(address, {name: value})

    assert response.status_code == 400
    assert response.json()["parameter"] == name


def test_the_csv_is_a_file_with_a_name(client):
    response = client.get(f"/dekking.csv?{SHORT}&gemeente=GM0392")

    assert "Verslaving van een ouder, 5 tot en met 17 jaar" in response.content.decode()
    assert response["Content-Disposition"] == f'attachment; filename="dekking-haarlem-{timezone.localdate()}.csv"'


def test_every_link_stays_on_the_day_of_the_catalogue(client):
    html = text_of(client, f"/dekking/?peildatum={timezone.localdate()}&gezinnen=lvb-ouder:5:4").replace("&amp;", "&")

    links = re.findall(r'href="(/(?!static|beheer|account)[^"#]*)', html)
    links.remove("/dekking/?gezinnen=lvb-ouder%3A5%3A4")  # to the data as they are now
    assert [link for link in links if f"peildatum={timezone.localdate()}" not in link] == []
    assert f'name="peildatum" value="{timezone.localdate()}"' in html


def test_a_day_that_cannot_be_shown_gives_a_message_and_no_answer(client):
    html = text_of(client, "/dekking/?peildatum=1999-01-01")

    assert_valid_html(html)
    assert "niets bewaard" in html
    assert 'href="#id_peildatum"' in html
    assert 'id="dekking"' not in html


def test_own_offers_stay_private(client):
    client.post("/offertes/nieuw/", TYPED)
    html = text_of(client, f"/dekking/?{SHORT}")

    assert "staan niet in deze link" in html
    for address in (f"/dekking/?{SHORT}", f"/dekking.json?{SHORT}", f"/dekking.csv?{SHORT}"):
        response = client.get(address)
        assert "no-store" in response["Cache-Control"]
    assert "eigen-1" not in unescape(html).partition('id="deel-link"')[2][:2000]
    assert "no-store" not in Client().get(f"/dekking.json?{SHORT}")["Cache-Control"]


# --- in words --------------------------------------------------------------------------------------------------------------------------------------


def test_demand_and_mix_are_own_input_among_the_inputs():
    question = question_for(f"{SHORT}&gezinnen=lvb-ouder")

    (demand,), (mix,) = inputs_named(question, "gezinnen"), inputs_named(question, "aantal")
    assert demand.value.startswith("24 gezinnen per jaar in 3 regels: Psychische problemen van een ouder, 0 tot en met 4 jaar: 20; ")
    assert demand.value.endswith("(Licht) verstandelijke beperking van een ouder, alle leeftijden")
    assert mix.value == "Buurtgezinnen, offerte aan Haarlem (2020-2021): 10; Steunouder: 10, 12, 12, 12"
    assert {demand.kind, mix.kind} == {"eigen invoer"}
    assert inputs_named(question_for("gezinnen=lvb-ouder"), "gezinnen")[0].value.startswith("1 regel zonder aantal: ")
    assert inputs_named(question_for("gezinnen=lvb-ouder::1"), "gezinnen")[0].value.startswith("1 gezin per jaar in 1 regel: ")
    assert {"gezinnen", "aantal", "zekerheid"}.isdisjoint(item.name for item in question_for("zekerheid=mogelijk").inputs)


def test_a_search_says_what_it_assumes_and_what_was_asked():
    plain = {item.name: (item.value, item.kind) for item in question_for("gezinnen=lvb-ouder::4&zoekmix=ja").inputs}
    assert plain["zekerheid"] == ("alleen zekere dekking", "aanname")
    assert plain["zoekdoel"] == ("contractjaren en uitloop samen", "aanname")
    assert plain["eisen"] == ("geen", "aanname")
    assert plain["budget"] == ("geen grens", "aanname")

    asked = question_for("gezinnen=lvb-ouder::4&zoekmix=ja&zekerheid=mogelijk&zoekdoel=contractjaren&vog=ja&werkgever=gemeente&budget=60000")
    found = {item.name: (item.value, item.kind) for item in asked.inputs}
    assert found["zekerheid"] == ("ook onder voorwaarde of onzeker", "eigen invoer")
    assert found["zoekdoel"] == ("alleen de contractjaren", "eigen invoer")
    assert found["vog"] == ("VOG: ja", "eigen invoer")
    assert found["werkgever"] == ("werkgever van de coördinator: Gemeente", "eigen invoer")
    assert found["budget"][0] == "€\u00a060.000,00 per jaar"
    assert "eisen" not in found


def test_another_demand_or_mix_is_a_difference_between_scenarios():
    beside = urlencode({"naast": "gezinnen=lvb-ouder:5:3&aantal=steunouder:5"})
    question = question_for(f"gezinnen=lvb-ouder:6:3&aantal=steunouder:6&{beside}")

    labels = [difference.label for difference in compare_scenarios((question, *question.beside), snapshot()).differences]
    assert labels == ["Opgave", "Mix: nieuwe koppelingen per jaar"]
