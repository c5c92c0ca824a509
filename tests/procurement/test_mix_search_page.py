"""The search with the real catalogue: what it chooses for the persona, and the section as it is printed, on the page and in the report."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal
from urllib.parse import parse_qsl

import pytest
from django.template.loader import render_to_string

from procurement import costs, pricing
from procurement.exports.search_json import search_data
from procurement.mix import Certainty, search_mix
from procurement.mix.relaxation import NOT_WORKED_OUT
from procurement.offers import ask_own_too, with_own_offers
from procurement.question import LONGEST_QUERY
from procurement.sheet import Sheet, build_sheet
from tests.procurement.asking import question_for
from tests.procurement.own_offers import OWN
from tests.validation import assert_valid_html
from voorzieningen.money import EuroRange, total_of
from voorzieningen.snapshot import snapshot

pytestmark = pytest.mark.django_db

PERSONA = "gezinnen=psychisch-ouder:0-4:12&gezinnen=overbelast:5-17:10&gezinnen=jongere:18-22:4"
LVB = "&gezinnen=lvb-ouder:0-17:4"
ASKED = "&zoekmix=ja&jaren=4"


def sheet_for(query: str) -> Sheet:
    question, catalogue = question_for(query), snapshot()
    return build_sheet(question, pricing.priced_tariffs(catalogue, question.choice), catalogue=catalogue)


def section(sheet: Sheet, linked: bool = True) -> str:
    return render_to_string("procurement/_search.html", {"sheet": sheet, "linked": linked})


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", "", html).replace("\u00a0", " ").replace("&nbsp;", " "))


def assert_valid(html: str) -> None:
    assert_valid_html(f'<!DOCTYPE html><html lang="nl"><head><title>Proef</title></head><body><main><h1>A</h1><h2>B</h2>{html}</main></body></html>')


@pytest.mark.parametrize("certainty", Certainty)
@pytest.mark.parametrize("more", ["", LVB])
@pytest.mark.parametrize("goal", ["", "&zoekdoel=contractjaren"])
def test_home_start_is_never_chosen_and_says_that_its_price_is_unknown(certainty: Certainty, more: str, goal: str) -> None:
    search = sheet_for(f"{PERSONA}{more}{ASKED}{goal}&zekerheid={certainty}").search

    assert search is not None
    reasons = {item.name: item.reasons for item in search.not_chosen}
    assert reasons["Home-Start"][0] == "prijs onbekend: de zoektocht kiest nooit aanbod zonder prijs"
    chosen = {item.name for table in search.mixes for item in table.mix.placed}
    assert "Home-Start" not in chosen
    assert search.is_complete


def test_lvb_cannot_be_covered_for_certain_and_can_when_possible_is_enough() -> None:
    search = sheet_for(f"{PERSONA}{LVB}{ASKED}").search

    assert search is not None
    assert search.sentences == ("Geen mix dekt dit: niet alle 30 gezinnen per jaar kunnen zeker een plek krijgen.",)
    assert [item.row.value for item in search.uncovered] == ["lvb-ouder:0-17:4"]
    assert len(search.uncovered[0].statements) == 7
    for world in search.worlds:
        assert world.partial is not None
        assert world.partial.mix is not None
        assert world.partial.mix.unplaced == (0, 0, 0, 4)
        assert [condition.key for found in world.partial.relaxations.found for condition in found.dropped] == ["zekerheid"]
    possible = sheet_for(f"{PERSONA}{LVB}{ASKED}&zekerheid=mogelijk").search
    assert possible is not None
    assert len(possible.mixes) == 1


def test_persona_without_lvb_adds_up_with_the_comparison() -> None:
    """The amounts of the mix are those of each offering calculated by itself, in the years and in the tail."""
    sheet = sheet_for(PERSONA + ASKED)
    assert sheet.search is not None
    [table] = sheet.search.mixes

    assert {item.priced.offering.slug: item.families for item in table.mix.placed} == {"buurtgezinnen": 10, "meeleefgezin": 12, "samen-oplopen": 4}
    scenario = sheet.question.scenario
    alone = [costs.cost(item.priced.calculated, replace(scenario, new_matches=(item.families,) * 4)).total for item in table.mix.placed]
    assert table.mix.total == total_of([total for total in alone if total is not None])
    assert table.mix.total == EuroRange(Decimal("564100.00"), Decimal("571100.00"))
    assert table.mix.tail == EuroRange.exact(Decimal("50300.00"))
    # By hand: four years of 12 x 7,500 for MeeleefGezin and 10 x (3,150 + 1,150) for Buurtgezinnen, the second years one year later.
    assert table.mix.years[0].low == 12 * 5000 + 10 * 3150 + 9500 + 4 * 2200 - 2000
    assert [row.families for row in table.families_rows] == [12, 10, 4, 26]


def test_reverse_says_what_a_budget_buys() -> None:
    """60,000 a year: the most families, and who stays out."""
    search = sheet_for(f"{PERSONA}{ASKED}&zekerheid=mogelijk&budget=60000").search

    assert search is not None
    [found] = search.partials
    assert found.table is not None
    assert found.table.mix.words == "13 gezinnen per jaar bij Buurtgezinnen"
    assert max(year.high for year in found.table.mix.years) <= 60_000
    # One more does not fit, in the second year: 14 x (3,150 + 1,150).
    one_more = costs.cost(found.table.mix.placed[0].priced.calculated, question_for("jaren=4&koppelingen=14").scenario)
    assert one_more.years[1].cost == EuroRange.exact(Decimal("60200.00"))
    assert found.table.mix.unplaced == (0, 9, 4)


@pytest.mark.parametrize("linked", [True, False])
@pytest.mark.parametrize(
    ("query", "said"),
    [
        (PERSONA, ["de goedkoopste mix die alle 26 gezinnen per jaar zeker dekt", "deze eis kost", "Kost meer"]),
        (PERSONA + LVB, ["Geen mix dekt dit", "Wat elk aanbod zegt", "zonder ‘alleen zekere dekking", "Geen plek"]),
        (f"{PERSONA}&zekerheid=mogelijk&budget=60000", ["Voor € 60.000,00 per contractjaar krijgen hoogstens 13 van de 26", "is genoeg om alle"]),
        (f"{PERSONA}&zekerheid=mogelijk&budget=200000&budgetvorm=totaal", ["voor alle contractjaren samen is genoeg"]),
        (f"{PERSONA}{LVB}&budget=60000&vog=ja&betaler=gemeente", ["geen enkel budget is genoeg", "toch alle betalers"]),
        ("gezinnen=lvb-ouder:0-17:4", ["Niemand kan een plek krijgen."]),
        (f"{PERSONA}&zekerheid=mogelijk", ["U stelde geen eisen aan het aanbod"]),
    ],
)  # fmt: skip
def test_section_answers_and_is_valid_html(query: str, said: list[str], linked: bool) -> None:
    html = section(sheet_for(query + ASKED), linked)
    text = words(html).lower()

    for part in said:
        assert part.lower() in text
    assert "geen advies: de kwaliteit" in text
    assert not re.search(r"\b(beste|winnaar|besparing|score)\b", text)
    assert ("Neem deze mix over" in html) == (linked and "Gezinnen per jaar in de gevonden mix" in html)
    assert_valid(html)


def test_section_says_when_nothing_was_searched() -> None:
    assert "niet naar de goedkoopste mix gezocht" in section(sheet_for(PERSONA))


def test_mix_is_taken_over_with_everything_else_of_the_question() -> None:
    sheet = sheet_for(f"{PERSONA}{ASKED}&budget=900000&aantal=steunouder:3&aanbod=buurtgezinnen&aanbod=meeleefgezin&aanbod=samen-oplopen")

    link = re.search(r'href="\?([^"]*)#mix"', section(sheet))
    assert link is not None
    pairs = parse_qsl(link[1].replace("&amp;", "&"))
    assert [value for name, value in pairs if name == "aantal"] == ["buurtgezinnen:10", "meeleefgezin:12", "samen-oplopen:4"]
    assert [pair for pair in pairs if pair[0] != "aantal"] == [pair for pair in sheet.question.given if pair[0] != "aantal"]
    taken = question_for(link[1].replace("&amp;", "&"))
    assert {part.offering: part.new_matches for part in taken.mix.parts} == {
        "buurtgezinnen": (10,) * 4,
        "meeleefgezin": (12,) * 4,
        "samen-oplopen": (4,) * 4,
    }


def test_offer_is_taken_over_with_its_tariff_and_a_long_address_not_at_all() -> None:
    sheet = sheet_for("gezinnen=overbelast:5-17:10&zoekmix=ja&jaren=1&aanbod=buurtgezinnen:offerte-haarlem-2020&zoekdoel=contractjaren")

    assert "aantal=buurtgezinnen:offerte-haarlem-2020:10" in section(sheet)
    long = replace(sheet.question, given=(*sheet.question.given, ("naam", "x" * LONGEST_QUERY)))
    assert long.with_mix(["buurtgezinnen:10"]) == ""
    assert "niet met een link overnemen" in section(replace(sheet, question=long))


def test_own_offer_is_chosen_within_its_capacity_and_stands_in_no_link() -> None:
    catalogue = snapshot()
    offer = replace(OWN, offering="buurtgezinnen", years=tuple(replace(year, capacity=(1, 8)) for year in OWN.years))
    own = with_own_offers(catalogue, [offer])
    question = ask_own_too(question_for(f"{PERSONA}{ASKED}&jaren=2&zoekdoel=contractjaren".replace("&jaren=4", "")), own, [offer])
    sheet = build_sheet(question, pricing.priced_tariffs(own, question.choice), catalogue=own)

    assert sheet.search is not None
    chosen = {item.priced.tariff.slug: item.families for item in sheet.search.mixes[0].mix.placed if item.priced.offering.slug == "buurtgezinnen"}
    assert chosen == {offer.slug: 8}
    html = section(sheet)
    assert "niet met een link overnemen" in html
    assert "#mix" not in html


def test_data_of_the_search_has_the_amounts_of_the_screen() -> None:
    search = sheet_for(PERSONA + ASKED).search
    assert search is not None

    data = json.loads(json.dumps(search_data(search)))

    assert data["laag"]["mix"]["totaal"] == {"laag": "564100.00", "hoog": "571100.00"}
    assert data["hoog"]["daarna_meer"] == "4000.00"
    assert data["laag"]["eisen"] == [
        {
            "eis": "zekerheid",
            "naam": "alleen zekere dekking (zonder: ook mogelijke)",
            "kost": "153600.00",
            "uitleg": "deze eis kost €\u00a0153.600,00",
        }
    ]
    assert (data["zelfde_mix"], data["volledig_doorgerekend"], data["budget"]) == (True, True, None)
    assert [row["gezinnen"] for row in data["opgave"]] == [12, 10, 4]
    partial = search_data(sheet_for(PERSONA + LVB + ASKED).search)["laag"]["niet_alles_gedekt"]
    assert partial["eisen_laten_vallen"][0]["eisen"] == ["zekerheid"]
    assert partial["meeste_gezinnen"]["niet_geplaatst"][3] == {"opgave": "lvb-ouder:0-17:4", "gezinnen": 4}


def test_section_says_what_was_not_worked_out_in_time() -> None:
    question, catalogue = question_for(PERSONA + ASKED), snapshot()
    answer = search_mix(
        catalogue=catalogue,
        columns=pricing.priced_tariffs(catalogue, question.choice),
        scenario=question.scenario,
        demand=question.demand,
        task=question.task,
        search=question.search,
        budget=None,
        budget_per_year=False,
        seconds=0,
    )
    sheet = sheet_for(PERSONA + ASKED)
    vars(sheet)["search"] = answer

    html = section(sheet)

    assert "Rekentijd op:" in html
    assert NOT_WORKED_OUT in html
    assert "Niet alles is uitgerekend" in html
    assert_valid(html)
