"""Statements and rows as things that somebody says: what is preferred and why, and what is a rival of what."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.voorzieningen.values import BLANK, COMPONENT, STATUSES, TARIFF, ages, cited, dispute, group, option, said
from voorzieningen import said as module
from voorzieningen.ages import Certainty
from voorzieningen.catalogue import ReadingChange, Tariff, TariffReading
from voorzieningen.models import Source, Statement
from voorzieningen.said import (
    Topic,
    age_topics,
    coverage_topic,
    has_price,
    option_topic,
    payer_topics,
    rests_on_words,
    statement_topics,
    tariff_topics,
)

THIRD = cited("zegt de wethouder", speaker="derde")


def only(topic: Topic) -> module.Said:
    [one] = topic.rivals
    return one


def test_words_for_speakers_and_statuses_are_those_of_the_models() -> None:
    assert Source.Speaker.THIRD_PARTY.label == module.THIRD_PARTY
    assert Source.Speaker.PORTAL.label == module.PORTAL
    assert {Statement.Status(code).label: code for code in STATUSES} == {label: code for code, label in STATUSES.items()}
    assert Statement.Status.CONFLICTING.label == module.DIFFER


# --- statements -----------------------------------------------------------------------------------------------------------------------------


def test_rival_statements_are_one_topic_with_the_preferred_one_first() -> None:
    [topic] = statement_topics(BLANK, [said("nee"), said("ja", preferred=True)])

    assert [(item.value, item.is_preferred, item.reason) for item in topic.rivals] == [("ja", True, "omdat"), ("nee", False, "")]


def test_source_that_was_searched_in_vain_is_not_called_unclear() -> None:
    [topic] = statement_topics(BLANK, [said("niet vermeld", status="A")])

    assert only(topic).status == "niet gevonden"


def test_statements_about_a_part_are_a_topic_of_that_part() -> None:
    topics = statement_topics(BLANK, [said("ja"), said("nee", slug="deel", about="Deel")])

    assert [(topic.about, topic.label) for topic in topics] == [("", "VOG"), ("Deel", "VOG")]


def test_statement_about_the_organisation_is_about_the_offering_itself() -> None:
    [topic] = statement_topics(replace(BLANK, organisation="Stichting"), [said("ja", slug="", about="Stichting")])

    assert topic.about == ""


def test_topic_of_only_third_parties_is_hearsay() -> None:
    [told] = statement_topics(BLANK, [said("ja", status="T")])
    [stated] = statement_topics(BLANK, [said("ja", status="T"), said("nee", preferred=True)])

    assert (told.is_hearsay, stated.is_hearsay) == (True, False)


# --- rows -----------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("certainty", "status", "reason"),
    [
        (Certainty.CERTAIN, "zeker", "Geen bron zegt iets anders."),
        (Certainty.POSSIBLE, "mogelijk", "De bron zegt dit niet met zekerheid. Vraag het na."),
        (Certainty.CONFLICT, "bronnen verschillen", "Bronnen spreken elkaar tegen; het portaal kiest niet. Vraag het na."),
        (Certainty.UNKNOWN, "niet vermeld", "De bronnen zeggen dit niet. Vraag het na bij de aanbieder."),
    ],
)
def test_row_that_stands_alone_is_preferred_with_a_reason_in_words(certainty: Certainty, status: str, reason: str) -> None:
    topic = option_topic(BLANK, option(certainty, note="let op"))

    assert (topic.label, only(topic).status, only(topic).is_preferred, only(topic).reason, only(topic).note) == (
        *("Aan huis", status, True),
        *(reason, "let op"),
    )


def test_reason_of_a_disputed_row_is_that_of_the_contradiction() -> None:
    offering = replace(BLANK, contradictions=(dispute(quote="aan huis"),))

    assert only(option_topic(offering, option(Certainty.CERTAIN, citation=cited("komt aan huis")))).reason == "reden X-01"


def test_row_that_only_a_third_party_says_is_never_preferred() -> None:
    topic = coverage_topic(group("JONGERE", "POSSIBLE", citation=THIRD), ())

    assert (only(topic).is_preferred, only(topic).reason, topic.is_hearsay) == (False, "", True)
    assert only(topic).status == "mogelijk; door een derde gezegd"


@pytest.mark.parametrize(
    ("kind", "quote", "slug", "rests"),
    [
        ("CONTRADICTION", "aan huis", "bron", True),
        ("AMBIGUITY", "een vrijwilliger komt aan huis in het gezin", "bron", True),
        ("CONTRADICTION", "aan huis", "ander", False),
        ("CONTRADICTION", "elders", "bron", False),
        ("CONTRADICTION", "", "bron", False),
        ("MISSING", "aan huis", "bron", False),
    ],
)
def test_contradiction_is_about_what_rests_on_the_same_words_of_the_same_source(kind: str, quote: str, slug: str, rests: bool) -> None:
    assert rests_on_words(dispute(kind=kind, quote=quote), [cited("komt aan huis", slug=slug)]) is rests


def test_words_are_compared_only_where_there_are_any() -> None:
    assert not rests_on_words(dispute(quote="aan huis"), [cited()])


def test_certain_age_has_the_others_as_rivals() -> None:
    rows = (ages(0, 60, Certainty.CERTAIN), ages(0, 72, Certainty.POSSIBLE, variant="ruim"), ages(0, 48, Certainty.CONFLICT, variant="krap"))

    [topic] = age_topics(replace(BLANK, age_ranges=rows), "Leeftijd")

    assert [(item.value, item.status, item.is_preferred, item.note) for item in topic.rivals] == [
        ("0 tot 5 jaar", "zeker", True, "standaard"),
        ("0 tot 6 jaar", "mogelijk", False, "ruim"),
        ("0 tot 4 jaar", "bronnen verschillen", False, "krap"),
    ]


def test_two_certain_ages_are_two_topics() -> None:
    rows = (ages(0, 12, Certainty.CERTAIN), ages(60, 72, Certainty.CERTAIN, variant="later"))

    assert len(age_topics(replace(BLANK, age_ranges=rows), "Leeftijd")) == 2


def test_ages_of_a_combination_are_topics_of_its_parts() -> None:
    rows = (ages(0, 60, Certainty.CERTAIN, variant="Een: standaard"), ages(None, None, Certainty.UNKNOWN, variant="Twee: onbekend"))

    topics = age_topics(replace(BLANK, is_combination=True, age_ranges=rows), "Leeftijd")

    assert [(topic.about, only(topic).value, only(topic).note) for topic in topics] == [
        ("Een", "0 tot 5 jaar", "standaard"),
        ("Twee", "niet vermeld", "onbekend"),
    ]


def test_note_of_an_age_follows_its_variant() -> None:
    row = replace(ages(0, 60, Certainty.CERTAIN), note="letterlijk")

    assert only(age_topics(replace(BLANK, age_ranges=(row,)), "Leeftijd")[0]).note == "standaard: letterlijk"


# --- tariffs --------------------------------------------------------------------------------------------------------------------------------


def rows_of(tariff: Tariff) -> dict[str, module.Said]:
    return {topic.label: only(topic) for topic in tariff_topics(replace(BLANK, tariffs=(tariff,)), tariff)}


@pytest.mark.parametrize(("year", "level"), [(2024, "Prijspeil 2024."), (None, "Prijspeil niet vermeld.")])
def test_tariff_tells_its_price_level_and_when_it_is_used(year: int | None, level: str) -> None:
    whole = rows_of(replace(TARIFF, price_level_year=year))["Prijs"]

    assert (whole.note, whole.reason) == (level, "Hiermee rekent het portaal als u niets anders kiest.")


def test_other_tariff_is_used_only_when_it_is_chosen() -> None:
    assert rows_of(replace(TARIFF, is_default=False))["Prijs"].reason == "Hiermee rekent het portaal alleen als u dit kiest."


def test_tariff_without_a_price_is_not_stated_and_has_no_level() -> None:
    unknown = replace(TARIFF, components=(replace(COMPONENT, type="UNKNOWN", low=None, high=None),))

    assert not has_price(unknown)
    assert not has_price(None)
    assert {(item.status, item.reason) for item in rows_of(unknown).values()} == {
        ("niet vermeld", "De bronnen zeggen dit niet. Vraag het na bij de aanbieder.")
    }
    assert rows_of(unknown)["Prijs"].note == ""


@pytest.mark.parametrize(
    ("fields", "value", "status"),
    [
        ({}, "€\u00a05,00 per jaar", "staat in de bron"),
        ({"low": None, "high": None, "hours": Decimal("16.00"), "unit_label": "uur per week"}, "16 uur per week", "staat in de bron"),
        ({"low": None, "high": None, "hours": Decimal("16.00"), "unit_label": "16 uur per week"}, "16 uur per week", "staat in de bron"),
        ({"low": None, "high": None, "basis": "ASSUMPTION"}, "per jaar", "aanname"),
    ],
)
def test_row_of_a_tariff_says_what_it_costs_per_what(fields: dict[str, object], value: str, status: str) -> None:
    row = rows_of(replace(TARIFF, components=(replace(COMPONENT, **fields),)))["Vast"]

    assert (row.value, row.status) == (value, status)


def test_rows_are_left_to_the_statements_about_them() -> None:
    offering = replace(BLANK, statements=(said("vijf euro", field="TARIEF", label="bedrag"),))

    assert [topic.label for topic in tariff_topics(offering, TARIFF)] == ["Prijs"]
    assert [topic.label for topic in tariff_topics(offering, replace(TARIFF, kind="OFFERTE"))] == ["Prijs", "Vast"]


PER_WEEK = TariffReading("WEEK", "per week", "gebruikelijk.", True, "X-01")
PER_YEAR = TariffReading("YEAR", "per jaar", "letterlijk", False, "X-01", citation=cited("op jaarbasis"))
LOOSE = TariffReading("A", "per koppeling", "zo.", True)


def test_readings_of_one_ambiguity_are_rivals_and_cite_their_own_place_or_that_of_the_tariff() -> None:
    topics = tariff_topics(BLANK, replace(TARIFF, readings=(PER_WEEK, PER_YEAR, LOOSE)))[1:3]

    assert [topic.label for topic in topics] == ["Lezing van het tarief (X-01)", "Lezing van het tarief"]
    assert [(item.value, item.is_preferred, item.reason, item.note) for item in topics[0].rivals] == [
        ("per week", True, "gebruikelijk. In de vergelijking kunt u een andere lezing kiezen.", ""),
        ("per jaar", False, "", "letterlijk"),
    ]
    assert [citation.quote for citation in topics[0].citations] == ["", "op jaarbasis"]


def test_rows_of_a_reading_that_is_not_used_are_left_out() -> None:
    rows = (replace(COMPONENT, reading="WEEK"), replace(COMPONENT, label="Ander", reading="YEAR"))
    tariff = replace(TARIFF, readings=(PER_WEEK, PER_YEAR), components=rows)

    assert "Ander" not in [topic.label for topic in tariff_topics(BLANK, tariff)]
    assert [topic.label for topic in payer_topics(BLANK, tariff)] == ["Vast"]


def test_payer_is_told_per_row_that_costs_something() -> None:
    rows = (
        replace(COMPONENT, payer_label="gemeente", payer_basis="DERIVED"),
        replace(COMPONENT, label="Info", role="INFO"),
        replace(COMPONENT, label="Onbekend", type="UNKNOWN"),
    )

    [topic] = payer_topics(BLANK, replace(TARIFF, components=rows))

    assert (topic.label, only(topic).value, only(topic).status) == ("Vast", "gemeente", "door ons afgeleid")


def test_payer_is_disputed_by_the_contradiction_that_a_reading_answers_with_another_payer() -> None:
    change = ReadingChange("X-1", cited(), payer="GEMEENTE", payer_label="gemeente")
    tariff = replace(TARIFF, readings=(replace(PER_YEAR, changes=(change,)),))
    offering = replace(BLANK, contradictions=(dispute("X-01"), dispute("X-02")))

    assert only(payer_topics(offering, tariff)[0]).reason == "reden X-01"
    assert only(payer_topics(offering, replace(tariff, components=(replace(COMPONENT, code="X-2"),)))[0]).reason == "Geen bron zegt iets anders."
