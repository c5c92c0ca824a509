"""The filters tell the truth: every answer of the portal against one that was written by hand from the source documents."""

from __future__ import annotations

import os

import pytest
from django.test import Client

from tests.procurement.answers_table import DOCUMENT, RENEW, Question, by_question, read_answers, write_document
from voorzieningen.models import Offering, TargetGroup

BY_HAND = read_answers()
QUESTIONS = by_question(BY_HAND)

AGE = {"zeker", "deels", "mogelijk", "nee", "onbekend"}
GROUP = {"genoemd", "onder-voorwaarde", "mogelijk", "bronnen-verschillen", "niet-genoemd", "uitgesloten"}
LIST = {"zeker", "mogelijk", "bronnen-verschillen", "onbekend", "nee"}
FACT = {"zeker", "nee", "onbekend"}
WORDS = {
    "doelgroep": GROUP,
    "leeftijd": AGE,
    **dict.fromkeys(("vorm", "levering", "coordinator", "werkgever"), LIST),
    **dict.fromkeys(("training", "vog", "tarief", "collectief"), FACT),
}
NOT_SAID = {"niet-genoemd", "onbekend"}


def asked_of_the_portal(client: Client, question: Question) -> dict[str, str]:
    """The precise answer of every offering to one filter, over the whole road: address, filter, catalogue, answer."""
    criterion, value = question
    response = client.get("/overzicht.json", {criterion: value})
    assert response.status_code == 200, response.content.decode()
    answers = {}
    for item in response.json()["aanbod"]:
        (answer,) = item["criteria"]
        assert answer["criterium"] == criterion
        answers[item["slug"]] = answer["precies"]
    return answers


@pytest.mark.django_db
@pytest.mark.parametrize("question", QUESTIONS, ids="=".join)
def test_portal_answers_as_a_reader_of_the_sources_does(client: Client, question: Question) -> None:
    assert asked_of_the_portal(client, question) == QUESTIONS[question]


@pytest.mark.django_db
def test_committed_table_shows_these_answers(client: Client) -> None:
    portal = {question: asked_of_the_portal(client, question) for question in QUESTIONS}
    written = write_document(BY_HAND, portal)
    if "RENEW_ANSWERS" in os.environ:
        DOCUMENT.write_text(written, encoding="utf-8")
    assert DOCUMENT.read_text(encoding="utf-8") == written, f"docs/answers.md is not up to date. Run: {RENEW}"


@pytest.mark.django_db
def test_every_question_is_answered_for_every_offering_and_every_target_group_is_asked() -> None:
    offerings = set(Offering.objects.values_list("slug", flat=True))
    assert {question: set(answers) for question, answers in QUESTIONS.items()} == dict.fromkeys(QUESTIONS, offerings)
    groups = {code.lower().replace("_", "-") for code in TargetGroup.objects.values_list("code", flat=True)}
    assert groups == {value for criterion, value in QUESTIONS if criterion == "doelgroep"}


def test_table_has_at_least_200_answers_each_given_once() -> None:
    assert len(BY_HAND) >= 200
    assert len({(row.offering, row.question) for row in BY_HAND}) == len(BY_HAND)


def test_answers_are_words_that_belong_to_their_criterion() -> None:
    assert [row for row in BY_HAND if row.answer not in WORDS[row.criterion]] == []


def test_a_ruling_says_something_else_than_the_reader_and_why() -> None:
    assert [row for row in BY_HAND if bool(row.ruling) != bool(row.reason) or row.ruling == row.answer] == []
    assert [row for row in BY_HAND if row.ruling and row.ruling not in WORDS[row.criterion]] == []


def test_what_a_source_says_is_quoted_with_its_place_in_at_most_twelve_words() -> None:
    # That a price is unknown is certain when no source names one: there is nothing to quote.
    said = [row for row in BY_HAND if row.place or (row.answer not in NOT_SAID and row.question != ("tarief", "onbekend"))]
    assert [row for row in said if not (row.source and row.place and row.words)] == []
    assert [row for row in BY_HAND if len(row.words.replace("…", " ").split()) > 12] == []
