"""What the advice says of the demand: for how many families a compared offering is there, and what to ask each provider about the others."""

from __future__ import annotations

import pytest

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
