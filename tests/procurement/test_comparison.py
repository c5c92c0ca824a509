"""The comparison through its addresses: the published sums, bad input, and what a page may never say."""

import json
import re
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone

from tests.validation import assert_valid_html
from tests.voorzieningen.factories import make_offerings
from voorzieningen.published import forget

EXAMPLES = json.loads((Path(__file__).parent / "worked_examples.json").read_text(encoding="utf-8"))
ALL = ["buurtgezinnen", "buurtgezinnen:offerte-haarlem-2020", "meeleefgezin", "steunouder", "samen-oplopen", "gezin-in-de-buurt", "home-start"]
KEYS = {
    "BG-LIST": "buurtgezinnen:lijstprijs",
    "BG-HAARLEM": "buurtgezinnen:offerte-haarlem-2020",
    "MG": "meeleefgezin:lijstprijs",
    "ST": "steunouder:lijstprijs",
    "SO": "samen-oplopen:lijstprijs",
    "PR": "gezin-in-de-buurt:lijstprijs",
    "HS": "home-start:lijstprijs",
    "SOS": "sos:lijstprijs",
}
VARIANTS = {
    "ST-JAAR": ("steunouder", {"lezing": "steunouder:YEAR"}),
    "ST-D2": ("steunouder", {"duur": "steunouder:2"}),
    "SO-D1": ("samen-oplopen", {"duur": "samen-oplopen:1"}),
    "BG-LIST-B": ("buurtgezinnen", {"lezing": "buurtgezinnen:B"}),
}

pytestmark = pytest.mark.django_db


def ask(client: Client, **parameters) -> dict:
    response = client.get(f"/vergelijken.json?{urlencode(parameters, doseq=True)}")
    assert response.status_code == 200, response.content.decode()
    return response.json()


def example(code: str) -> dict:
    return EXAMPLES["scenarios"][code]


def parameters(code: str) -> dict:
    scenario = example(code)
    new = scenario["new"]
    return {"startjaar": scenario["start_year"], "jaren": len(new), "koppelingen": ",".join(map(str, new)), "uurkosten": scenario["hourly_cost"]}


def amounts(pair: list[str] | None) -> dict[str, str] | None:
    return pair and {"laag": pair[0], "hoog": pair[1]}


def assert_same(answer: dict, expected: dict, *, lines: bool = True) -> None:
    """One offering of the answer against one published result: status, years, lines, total, tail and derived figures, to the cent."""
    assert answer["status"] == expected["status"]
    for year, published in zip(answer["jaren"], expected["years"], strict=True):
        assert (year["contractjaar"], year["kalenderjaar"], year["nieuw"]) == (
            published["contract_year"],
            published["calendar_year"],
            published["new"],
        )
        assert [year["laag"], year["hoog"]] == (published["cost"] or [None, None])
        if lines:
            found = {line["onderdeel"]: line["laag"] and [line["laag"], line["hoog"]] for line in year["regels"]}
            assert found == published["lines"]
    assert answer["totaal"] == amounts(expected["total"])
    assert answer["bekende_jaren"] == amounts(expected["known_years"])
    tail = expected["tail"] and {**amounts(expected["tail"]["cost"]), "contractjaren": expected["tail"]["years"]}
    assert (answer["uitloop"] and {key: answer["uitloop"][key] for key in ("laag", "hoog", "contractjaren")}) == tail
    assert answer["gestarte_koppelingen"] == expected["matches_started"]
    assert answer["koppelingsjaren"] == expected["match_years"]
    assert answer["per_gestarte_koppeling"] == amounts(expected["per_match_started"])
    assert answer["per_gestarte_koppeling_incl_uitloop"] == amounts(expected["per_match_started_incl_tail"])
    assert answer["per_koppelingsjaar"] == amounts(expected["per_match_year"])
    assert set(expected["warnings"]) <= set(answer["waarschuwingen"])


@pytest.mark.parametrize("code", ["S1", "S2a", "S3", "S4"])
def test_published_sums_come_out_to_the_cent_line_by_line(client, code):
    results = example(code)["results"]
    answer = ask(client, **parameters(code), aanbod=[KEYS[key] for key in results if key in KEYS])

    for key, offering in zip([key for key in results if key in KEYS], answer["aanbod"], strict=True):
        assert_same(offering, results[key])


@pytest.mark.parametrize(("code", "variant"), [("S1", "ST-JAAR"), ("S1", "ST-D2"), ("S1", "SO-D1"), ("S2a", "BG-LIST-B")])
def test_published_variants_are_a_reading_or_a_duration_in_the_address(client, code, variant):
    slug, choice = VARIANTS[variant]

    (offering,) = ask(client, **parameters(code), aanbod=slug, **choice)["aanbod"]

    # The component of another reading has its own code, so only its amounts are compared.
    assert_same(offering, example(code)["results"][variant], lines=False)


def test_sos_with_shared_hours_gives_the_published_sum(client):
    (offering,) = ask(client, **parameters("S7"), aanbod="sos", gedeelde_uren=20)["aanbod"]

    assert offering["totaal"] == {"laag": "262850.00", "hoog": "272100.00"}
    assert_same(offering, example("S7")["results"]["SOS"])


def test_sos_without_shared_hours_is_unknown_never_zero(client):
    (offering,) = ask(client, aanbod="sos")["aanbod"]

    assert (offering["status"], offering["totaal"], offering["bekende_jaren"]) == ("onbekend", None, None)
    assert offering["reden"] == "uren van de gedeelde coördinator niet ingevuld"


def test_home_start_is_unknown_with_the_reason(client):
    (offering,) = ask(client, aanbod="home-start")["aanbod"]

    assert (offering["status"], offering["totaal"], offering["reden"]) == ("onbekend", None, "tarief onbekend")
    assert offering["uitloop"] is None


def test_only_the_municipality_shows_the_unknown_share_as_a_range(client):
    """Published beside the worked examples: Present 0 to 54.000, Steunouder 0 to 13.100."""
    answer = ask(client, **parameters("S1"), betaler="gemeente", aanbod=["gezin-in-de-buurt", "steunouder"])

    assert [offering["totaal"] for offering in answer["aanbod"]] == [{"laag": "0.00", "hoog": "54000.00"}, {"laag": "0.00", "hoog": "13100.00"}]


def test_sum_of_lines_is_the_year_and_sum_of_years_is_the_total_with_everything_on(client):
    answer = ask(
        client, aanbod=[*ALL, "sos"], startjaar=2027, jaren=6, koppelingen="7,13,0,4", lopend="2:5", uurkosten="68,95", index="3,7", prijspeil=2020,
        btw=21, disconto="2,25", afronding="MG-M1:97,MG-M2:91,MG-M3:83", gedeelde_uren="17,5", weken=46,
    )  # fmt: skip

    for offering in answer["aanbod"]:
        for year in offering["jaren"]:
            if year["laag"] is not None:
                for bound in ("laag", "hoog"):
                    assert sum(Decimal(line[bound]) for line in year["regels"]) == Decimal(year[bound])
        if offering["totaal"]:
            for bound in ("laag", "hoog"):
                assert sum(Decimal(year[bound]) for year in offering["jaren"]) == Decimal(offering["totaal"][bound])


def test_every_parameter_comes_back_as_used_with_its_default(client):
    scenario = ask(client, gemeente="GM0392")["scenario"]

    assert scenario["gemeente"] == "GM0392"
    assert scenario["inwoners"] == 167636
    assert (scenario["jaren"], scenario["koppelingen"], scenario["uurkosten"], scenario["weken"]) == (4, [10, 10, 10, 10], "75.00", 52)
    assert scenario["lezing"] == {"buurtgezinnen": "A", "samen-oplopen": "INTEGRAAL", "steunouder": "WEEK"}
    assert scenario["lezingen"] == {"buurtgezinnen": ["A"], "samen-oplopen": ["INTEGRAAL", "UITVOERDER"], "steunouder": ["WEEK", "BAND"]}


def test_every_reading_used_is_named_with_the_first_one_apart(client):
    steunouder, samen_oplopen, home_start = ask(
        client, aanbod=["steunouder", "samen-oplopen", "home-start"], lezing=["steunouder:YEAR", "samen-oplopen:GEMEENTE"]
    )["aanbod"]

    assert (steunouder["lezing"], samen_oplopen["lezing"], home_start["lezing"]) == ("YEAR", "INTEGRAAL", None)
    assert steunouder["lezingen"] == [
        {"tegenspraak": "C-04", "lezing": "YEAR", "voorkeur": False},
        {"tegenspraak": "C-24", "lezing": "BAND", "voorkeur": True},
    ]
    assert [(item["tegenspraak"], item["lezing"]) for item in samen_oplopen["lezingen"]] == [("C-05", "INTEGRAAL"), ("C-06", "GEMEENTE")]
    assert (home_start["lezingen"], home_start["andere_lezingen"]) == ([], [])


def test_readings_stand_side_by_side_in_the_file_with_their_amounts(client):
    """16 hours a week for 10 matches cost 62.400 a year, 16 hours a year 1.200; the rest is 6.850 to 9.100 and twice 2.000."""
    (offering,) = ask(client, **parameters("S1"), aanbod="steunouder")["aanbod"]

    found = {item["lezing"]: item for item in offering["andere_lezingen"] if item["tegenspraak"] == "C-04"}
    assert {code: (item["gebruikt"], item["totaal"], item["naam"]) for code, item in found.items()} == {
        "WEEK": (True, {"laag": "198050.00", "hoog": "200300.00"}, "per week"),
        "YEAR": (False, {"laag": "14450.00", "hoog": "16700.00"}, "per jaar"),
    }
    assert found["YEAR"]["gemeente"] == {"laag": "0.00", "hoog": "13100.00"}
    assert found["YEAR"]["tekst"].startswith("16 uur per jaar")


def test_the_reading_used_is_the_chosen_one_and_not_the_preferred_one(client):
    (offering,) = ask(client, aanbod="steunouder", lezing="steunouder:YEAR")["aanbod"]

    assert [item["lezing"] for item in offering["andere_lezingen"] if item["gebruikt"]] == ["YEAR", "BAND"]


def test_unknown_amount_of_a_reading_is_null_with_the_reason(client):
    (offering,) = ask(client, aanbod="samen-oplopen")["aanbod"]

    later = next(item for item in offering["andere_lezingen"] if item.get("lezing") == "VANAF4")
    assert (later["totaal"], later["gemeente"], later["bekende_jaren"]) == (None, None, {"laag": "44000.00", "hoog": "44000.00"})
    assert later["reden"] == "geen bedrag bekend voor 'Coördinator in contractjaar 1 tot en met 3'"


def test_the_offer_stands_beside_the_list_price_in_the_file_with_its_warnings(client):
    (offering,) = ask(client, aanbod="buurtgezinnen", jaren=2, koppelingen=25)["aanbod"]

    tariffs = [item for item in offering["andere_lezingen"] if item["tegenspraak"] == "C-18"]
    assert [(item["tarief"], item["gebruikt"]) for item in tariffs] == [("lijstprijs", True), ("offerte-haarlem-2020", False)]
    assert tariffs[1]["totaal"] == {"laag": "96102.00", "hoog": "96102.00"}
    assert any(warning.startswith("capaciteit") for warning in tariffs[1]["waarschuwingen"])
    assert not any("lezing" in item for item in tariffs)


def test_the_page_shows_the_readings_side_by_side_with_a_link_to_each_other_one(client):
    html = client.get("/vergelijken/?aanbod=samen-oplopen&jaren=3&startjaar=2027").content.decode()

    section = html.partition('<h2 id="lezingen">')[2].partition('</section>\n<section class="stack">')[0]
    assert_valid_html(html)
    assert '<a href="#lezingen">' in html
    assert "Samen Oplopen: Wie betaalt de coördinator (C-06)</caption>" in section
    assert 'href="/bronnen/#c-06"' in section
    assert section.count("Reken hiermee") == 2
    for code in ("VANAF4", "GEMEENTE"):
        assert f'?aanbod=samen-oplopen&amp;startjaar=2027&amp;jaren=3&amp;lezing=samen-oplopen:{code}#lezingen"' in section
    assert re.findall(r"deel voor de gemeente: <data value=\"104000.00\">", section)
    assert "totaal: geen verschil" in section


def test_a_page_without_ambiguities_has_no_section_for_them(client):
    html = client.get("/vergelijken/?aanbod=home-start").content.decode()

    assert "lezingen" not in html.partition("<main")[2].partition("Meer instellingen")[0]
    assert 'id="lezingen"' not in html


def test_tipping_points_of_very_many_offerings_are_refused_aloud(client):
    make_offerings(6)

    answer = ask(client)

    assert answer["omslagpunten"] is None
    assert "hoogstens 12" in answer["omslagpunten_reden"]


def test_without_a_choice_all_offerings_stand_in_alphabetical_order(client):
    names = [offering["naam"] for offering in ask(client)["aanbod"]]

    assert names == sorted(names, key=str.casefold)
    assert len(names) == 7


def test_the_order_follows_the_request(client):
    answer = ask(client, aanbod=["steunouder", "home-start", "buurtgezinnen"])

    assert [offering["slug"] for offering in answer["aanbod"]] == ["steunouder", "home-start", "buurtgezinnen"]


def test_tipping_point_of_buurtgezinnen_and_samen_oplopen_is_the_published_one(client):
    """Published in the description of the interface, for five years."""
    answer = ask(client, aanbod=["buurtgezinnen", "samen-oplopen"], startjaar=2027, jaren=5)

    assert answer["omslagpunten"] == [{"a": "buurtgezinnen", "b": "samen-oplopen", "laag": [22], "hoog": [35]}]


def test_budget_and_trajectory_price_are_answered_by_definition(client):
    (offering,) = ask(client, **parameters("S1"), aanbod="buurtgezinnen", trajectprijs=12500, budget=60000)["aanbod"]

    assert offering["vermeden_trajecten"]["laag"] == {"exact": "9.4000", "heel": 10, "aandeel": "31.3"}
    # The dearest year costs 3.150 + 1.150 for each new match: 13 x 4.300 = 55.900 fits, 14 x 4.300 = 60.200 does not.
    assert offering["past_in_budget"] == {"veilig": 13, "optimistisch": 13}


WRONG = {
    "jaren": ["0", "11", "vier", "4.5", "-1", "٤", "9" * 40, "1e3"],
    "startjaar": ["2019", "2051", "NaN"],
    "koppelingen": ["10001", "10,,8", "-5", "1,2,3,4,5", "10;8"],
    "lopend": ["1:10", "2:10001", "2:3,2:4", "2"],
    "uurkosten": ["1e999", "NaN", "Infinity", "-1", "1001", "75,123", "7 5", "０７５"],
    "weken": ["0", "54"],
    "index": ["51", "-21", "3%"],
    "prijspeil": ["1900"],
    "betaler": ["provincie"],
    "btw": ["101", "-1"],
    "disconto": ["51"],
    "afronding": ["MG-M1", "XX-1:50", "MG-M1:101", "MG-M1:50,MG-M2:60"],
    "lezing": ["steunouder", "steunouder:MAAND", "onzin:A", "home-start:A"],
    "duur": ["steunouder:0", "steunouder:11", "onzin:2"],
    "gedeelde_uren": ["-4", "1001", "veel"],
    "gemeente": ["GM9999", "Haarlemm", "0392"],
    "inwoners": ["-1", "20000001"],
    "aanbod": ["onzin", "buurtgezinnen:onzin", "buurtgezinnen:", "x" * 3000],
    "budget": ["veel"],
    "budgetvorm": ["maand"],
    "trajectprijs": ["0"],
    "gezinnen": ["onzin:5:4", "lvb-ouder:99", "lvb-ouder:5:-1", "lvb-ouder:5:1001", "lvb-ouder:5:0", "lvb-ouder:5:4:3"],
    "aantal": ["onzin:5", "steunouder", "steunouder:onzin:5", "steunouder:1,2,3,4,5", "steunouder:-1", "steunouder:10001"],
    "zoekmix": ["misschien"],
    "zekerheid": ["bijna"],
    "zoekdoel": ["winst"],
    "leeftijd": ["99"],
    "doelgroep": ["onzin"],
    "vog": ["misschien"],
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WRONG.items() for value in values])
def test_a_wrong_parameter_is_named_in_the_file(client, name, value):
    file = client.get(f"/vergelijken.json?{urlencode({name: value})}")

    assert file.status_code == 400
    assert file["Content-Type"] == "application/problem+json"
    assert file.json()["parameter"] == name
    assert len(file.json()["detail"]) < 300


# The page has one place for the messages of a parameter, whatever is wrong with it: the last value of each will do.
@pytest.mark.parametrize(("name", "value"), [(name, values[-1]) for name, values in WRONG.items()])
def test_a_wrong_parameter_is_named_on_the_page_without_any_amount(client, name, value):
    page = client.get(f"/vergelijken/?{urlencode({name: value})}")

    html = page.content.decode()
    assert page.status_code == 200
    assert f"<strong>{name}</strong>" in html
    assert "<data value" not in html


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("jaren=3&jaren=4", "jaren"),
        ("gemeente=GM0392&gemeente=GM0392", "gemeente"),
        ("aanbod=buurtgezinnen&aanbod=buurtgezinnen:lijstprijs", "aanbod"),
        ("lezing=steunouder:WEEK&lezing=steunouder:YEAR", "lezing"),
        ("aanbod=buurtgezinnen:lijstprijs&lezing=buurtgezinnen:offerte-haarlem-2020", "lezing"),
        ("duur=steunouder:1&duur=steunouder:2", "duur"),
        ("gezinnen=lvb-ouder:5:4&gezinnen=lvb-ouder:5-5:3", "gezinnen"),
        ("aantal=steunouder:10&aantal=steunouder:lijstprijs:5", "aantal"),
        ("aantal=sos:10&aantal=steunouder:5", "aantal"),
        ("zoekmix=ja&zoekmix=nee", "zoekmix"),
    ],
)
def test_repeated_and_contradictory_parameters_are_refused(client, query, name):
    response = client.get(f"/vergelijken.json?{query}")

    assert response.status_code == 400
    assert response.json()["parameter"] == name


@pytest.mark.parametrize("query", ["jaren=%00", "%00=1", "gemeente=%ed%a0%80", "zoek=a%00b"])
def test_bytes_that_no_text_can_hold_are_a_bad_request(client, query):
    assert client.get(f"/vergelijken/?{query}").status_code in {200, 400}
    assert client.get(f"/vergelijken.json?{query}").status_code == 400


@pytest.mark.parametrize("amount", ["75", "75,50", "75.50", " 75 ", "1.000", "999,99"])
def test_amounts_are_read_in_dutch_and_in_point_notation(client, amount):
    expected = {"75": "75.00", "75,50": "75.50", "75.50": "75.50", " 75 ": "75.00", "1.000": "1000.00", "999,99": "999.99"}

    assert ask(client, uurkosten=amount)["scenario"]["uurkosten"] == expected[amount]


def test_a_completion_may_have_decimals_and_counts_for_its_module_alone(client):
    """10 matches x 2,500 x 97.5 % = 24,375."""
    (offering,) = ask(client, aanbod="meeleefgezin", jaren=1, afronding="MG-M1:97.5,MG-M2:90,MG-M3:90")["aanbod"]

    lines = {line["onderdeel"]: line["laag"] for line in offering["jaren"][0]["regels"]}
    assert (lines["MG-M1"], lines["MG-M2"]) == ("24375.00", "22500.00")


def test_a_municipality_by_name_leads_to_the_address_with_its_code(client):
    response = client.get("/vergelijken/?gemeente=haarlem&jaren=3")

    assert response.status_code == 302
    assert response["Location"] == "/vergelijken/?gemeente=GM0392&jaren=3"


def test_an_unknown_municipality_gets_suggestions(client):
    assert "Bedoelt u Haarlem" in client.get("/vergelijken/?gemeente=Harlem").content.decode()


def test_the_page_shows_the_amounts_of_the_file(client):
    query = urlencode({"startjaar": 2027, "jaren": 3, "aanbod": ALL}, doseq=True)

    html = client.get(f"/vergelijken/?{query}").content.decode()
    file = client.get(f"/vergelijken.json?{query}").json()

    shown = set(re.findall(r'<data value="(-?[0-9.]+)">', html))
    for offering in file["aanbod"]:
        for amount in [offering["totaal"], offering["per_koppelingsjaar"], offering["per_gestarte_koppeling_incl_uitloop"], *offering["jaren"]]:
            if amount and amount["laag"] is not None:
                assert {amount["laag"], amount["hoog"]} <= shown


def test_the_page_is_valid_and_never_shows_zero_for_an_unknown(client):
    html = client.get("/vergelijken/?gemeente=GM0392&aanbod=home-start&aanbod=sos").content.decode()

    assert_valid_html(html)
    assert 'value="0.00"' not in html
    assert "tarief onbekend" in html


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("aanbod=buurtgezinnen", "2 jaar"),
        ("aanbod=steunouder", "1 jaar aanname"),
        ("aanbod=samen-oplopen", "2 jaar bovengrens"),
        ("aanbod=steunouder&duur=steunouder:2", "2 jaar eigen invoer"),
    ],
)
def test_a_duration_that_no_source_states_is_marked_beside_the_result(client, query, said):
    totals = client.get(f"/vergelijken/?{query}").content.decode().partition("Trajecten")[0].partition("Duur van een koppeling</th>")[2]
    row = " ".join(re.sub(r"<[^>]+>", " ", totals.partition("</tbody>")[0]).split())
    assert row.endswith(said)


def test_a_reading_is_called_in_dutch_and_keeps_its_code_in_the_address(client):
    page = client.get("/vergelijken/?aanbod=steunouder&lezing=steunouder:YEAR").content.decode()
    assert "YEAR" not in re.sub(r"<[^>]+>", " ", page)
    assert "lezing=steunouder:YEAR" in page


def test_a_wrong_question_is_valid_html_as_well(client):
    assert_valid_html(client.get("/vergelijken/?jaren=99&aanbod=onzin&lezing=x&duur=x&betaler=x").content)


def test_the_link_to_share_keeps_its_meaning_next_year(client):
    html = client.get("/vergelijken/?gemeente=GM0392").content.decode()

    assert f"startjaar={timezone.localdate().year + 1}" in html


@pytest.mark.parametrize("address", ["/vergelijken/", "/vergelijken.json", "/advies/?aanbod=buurtgezinnen&aanbod=steunouder"])
def test_the_number_of_queries_does_not_grow_with_the_offerings(client, django_assert_num_queries, address):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        client.get(address)
    make_offerings(30)
    forget()
    with CaptureQueriesContext(connection) as many:
        assert client.get(address).status_code == 200

    assert len(many) == len(few)


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_the_comparison_only_reads(client, method):
    assert getattr(client, method)("/vergelijken/").status_code in {403, 405}
