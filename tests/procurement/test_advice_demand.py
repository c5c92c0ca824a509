"""What the advice says of the demand: for how many families a compared offering is there, and what to ask each provider about the others."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from procurement.advice import write_advice
from procurement.pricing import priced_tariffs
from procurement.sheet import Sheet, build_sheet
from tests.procurement.asking import question_for
from voorzieningen.snapshot import snapshot

pytestmark = pytest.mark.django_db


def sheet_for(query: str) -> Sheet:
    question, catalogue = question_for(query), snapshot()
    return build_sheet(question, priced_tariffs(catalogue, question.choice), catalogue=catalogue)


def findings(query: str) -> list[str]:
    return [finding.text for finding in write_advice(sheet_for(query)).findings if "gezinnen per jaar" in finding.text]


def asked_about(sheet: Sheet, name: str) -> list[str]:
    questions = next(provider.questions for provider in write_advice(sheet).questions if provider.offering == name)
    return [question.text for question in questions if question.text.startswith("Kunt u deze gezinnen helpen")]


def test_families_are_counted_by_the_best_cover_of_their_row():
    demand = "gezinnen=psychisch-ouder:0-4:12&gezinnen=lvb-ouder:5-11:4&gezinnen=jongere:18-22:3"

    found = findings(f"aanbod=meeleefgezin&aanbod=buurtgezinnen&{demand}")

    assert found == [
        "Van de 19 gezinnen per jaar past er bij 12 zeker een gekozen aanbod en bij 4 alleen onder voorwaarde of onzeker. "
        "Voor 3 noemt geen bron een gekozen aanbod dat past: Jongere zelf als hulpvrager, 18 tot en met 22 jaar. Vraag dat na."
    ]


def test_nothing_is_said_of_nobody_when_all_rows_are_covered():
    found = findings("aanbod=meeleefgezin&gezinnen=psychisch-ouder:0-4:12")

    assert found == ["Van de 12 gezinnen per jaar past er bij 12 zeker een gekozen aanbod."]


@pytest.mark.parametrize("demand", ["", "gezinnen=lvb-ouder:5-11"])
def test_without_numbers_no_families_are_counted(demand: str):
    assert findings(f"aanbod=meeleefgezin&{demand}") == []


def test_a_provider_is_asked_about_rows_that_no_source_tells_about_or_only_in_part():
    sheet = sheet_for("aanbod=home-start&gezinnen=jongere:5:3&gezinnen=lichte-opvoedvraag:0-4:3&gezinnen=lichte-opvoedvraag:zwangerschap:2")

    assert asked_about(sheet, "Home-Start") == ["Kunt u deze gezinnen helpen: Jongere zelf als hulpvrager, 5 jaar?"]


def test_a_row_of_which_only_some_ages_fit_is_asked_about():
    sheet = sheet_for("aanbod=meeleefgezin&gezinnen=psychisch-ouder:0-17:3")

    assert asked_about(sheet, "MeeleefGezin") == ["Kunt u deze gezinnen helpen: Psychische problemen van een ouder, 0 tot en met 17 jaar?"]


# --- the parts of the report ------------------------------------------------------------------------------------------------------------

S7 = "jaren=3&startjaar=2027&aanbod=steunouder&aanbod=samen-oplopen&aantal=steunouder:10&aantal=samen-oplopen:10&gedeelde_uren=20"
DEMAND = "gezinnen=overbelast:5-17:10&gezinnen=jongere:18-22:4"


def part(client: Client, query: str, number: int) -> str:
    """The words of one part of the report on screen."""
    html = client.get(f"/advies/?{query}").content.decode()
    return words_of(html.partition(f'id="deel-{number}"')[2].partition(f'id="deel-{number + 1}"')[0])


def words_of(html: str) -> str:
    """The text without marks, with plain spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "Er is geen opgave ingevuld."),
        ("gezinnen=jongere", "De opgave noemt groepen, geen aantallen gezinnen."),
        (DEMAND, "elk jaar 14 gezinnen helpen met een koppeling. Er is nog geen mix gekozen"),
        (f"{DEMAND}&aantal=steunouder:12", "Van de 14 gezinnen per jaar krijgen er 10 een plek met deze mix; 4 niet."),
    ],
)
def test_intended_effect_is_as_measurable_as_the_demand(client: Client, query: str, words: str):
    assert words in part(client, f"aanbod=steunouder&{query}", 3)


def test_demand_stands_in_the_part_about_the_task(client: Client):
    assert "Jongere zelf als hulpvrager, 18 tot en met 22 jaar 4 Samen 14" in part(client, DEMAND, 2)


def test_costs_of_the_mix_and_the_search_stand_in_the_part_about_costs(client: Client):
    costs = part(client, f"{S7}&{DEMAND}&zoekmix=ja", 7)

    assert "€ 262.850,00 - € 272.100,00" in costs
    assert "€ 57.200,00 minder dan de twee delen apart, bij 20 gedeelde uren per week" in costs
    assert "Mixen naast elkaar, naast niets doen" in costs
    assert "De goedkoopste mix die alle 14 gezinnen per jaar zeker dekt" in costs


def test_every_line_of_the_mix_stands_in_the_appendix(client: Client):
    html = client.get(f"/advies/?{S7}").content.decode()
    appendix = html.partition('id="bijlage-b"')[2].partition('id="bijlage-c"')[0]

    assert "In de mix: SOS (Samen Oplopen met Steunouder), € 262.850,00 - € 272.100,00" in words_of(appendix)
    assert len(re.findall('id="noot-[0-9]+"', appendix)) == len(set(re.findall('id="noot-[0-9]+"', appendix)))


def test_without_a_mix_the_part_about_costs_says_nothing_of_one(client: Client):
    assert "mix" not in part(client, "aanbod=steunouder", 7).lower()
