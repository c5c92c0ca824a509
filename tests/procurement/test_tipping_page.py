"""The section on tipping points as it is printed, with the real catalogue: every part, on the page and in the report."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from procurement import costs, pricing
from procurement.exports.figures import build_figures
from procurement.forms import ScenarioForm
from procurement.sheet import Sheet, build_sheet
from tests.validation import assert_valid_html
from voorzieningen.snapshot import municipalities, snapshot

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
TABLE = re.compile("<table.*?</table>", re.DOTALL)
EVERYTHING = "jaren=3&koppelingen=20&gedeelde_uren=20&budget=60000&trajectprijs=12500"


def sheet_for(query: str) -> Sheet:
    catalogue = snapshot()
    form = ScenarioForm(QueryDict(query), catalogue=catalogue, municipalities=municipalities(TODAY), today=TODAY)
    assert form.is_valid(), form.problems
    return build_sheet(form.question, pricing.priced_tariffs(catalogue, form.question.choice))


def section(query: str, linked: bool = True) -> str:
    sheet = sheet_for(query)
    return render_to_string("procurement/_tipping.html", {"sheet": sheet, "figures": build_figures(sheet), "linked": linked})


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", "", html).replace("\u00a0", " ").replace("&nbsp;", " "))


def assert_valid(html: str) -> None:
    assert_valid_html(f'<!DOCTYPE html><html lang="nl"><head><title>Proef</title></head><body><main><h1>A</h1><h2>B</h2>{html}</main></body></html>')


def test_section_answers_all_and_is_valid_html() -> None:
    html = section(EVERYTHING)
    text = words(html)
    assert "Tot en met 15 nieuwe koppelingen per jaar is Buurtgezinnen goedkoper dan Samen Oplopen, bij 16 kosten ze evenveel" in text
    assert "komt uit op € 57.200,00 minder dan de twee delen apart, bij 20 gedeelde uren per week" in text
    assert "21,13" in text
    assert "Gevraagd: ten hoogste € 60.000,00 in elk contractjaar" in text
    assert "Als door deze inzet minimaal" in text
    assert "bespar" not in text.lower()
    assert_valid(html)


def test_report_has_nothing_to_open_and_leaves_the_long_tables_of_pairs_to_the_screen() -> None:
    html = section(EVERYTHING, linked=False)
    on_screen = [words(table) for table in TABLE.findall(section(EVERYTHING))]
    printed = [words(table) for table in TABLE.findall(html)]
    assert "<details" not in html
    assert [table for table in on_screen if table in printed] == printed
    assert [table.split()[0] for table in on_screen if table not in printed] == ["Omslagpunten:", "Uurkosten"]
    assert "staan op het scherm en in het bestand vergelijking.json" in words(html)
    assert_valid(html)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("aanbod=home-start", "Die zijn hier niet."),
        ("aanbod=home-start", "Vul bij ‘Budget’ een bedrag in"),
        ("aanbod=home-start&trajectprijs=1000", "tarief onbekend"),
        ("aanbod=buurtgezinnen&aanbod=gezin-in-de-buurt", "slaat geen enkele vergelijking om"),
        ("aanbod=steunouder", "Kies nog een soort aanbod om mee te vergelijken."),
        ("aanbod=sos", "Zet samen oplopen en steunouder erbij om dit te zien."),
        ("aanbod=sos&aanbod=steunouder&aanbod=samen-oplopen", "Vul bij ‘Uren per week van de gedeelde coördinator’ een getal in"),
        ("aanbod=sos&aanbod=steunouder&aanbod=samen-oplopen&gedeelde_uren=20&lezing=samen-oplopen:VANAF4", "Het verschil is onbekend"),
        ("aanbod=buurtgezinnen&aanbod=samen-oplopen&koppelingen=10,12,14,16", "gemiddeld is dat, naar boven afgerond, 13 per jaar"),
        ("aanbod=buurtgezinnen&aanbod=samen-oplopen&betaler=gemeente", "Het is het deel van de gekozen betalers."),
        ("aanbod=samen-oplopen&aanbod=steunouder&uurkosten=80", "eigen invoer"),
    ],
)
def test_each_question_is_answered_or_told_what_is_missing(query: str, said: str) -> None:
    assert said in words(section(query))


def test_turns_are_those_of_the_cost_core() -> None:
    sheet = sheet_for(EVERYTHING)
    assert sheet.tipping is not None
    tariffs = [column.result.tariff for column in sheet.columns]
    expected = {(pair.a, pair.b): (pair.low, pair.high) for pair in costs.crossings(tariffs, sheet.question.scenario)}
    assert {pair.keys: (pair.low_turns, pair.high_turns) for pair in sheet.tipping.pairs} == expected
    assert sheet.tipping.hourly_cost == Decimal(75)
