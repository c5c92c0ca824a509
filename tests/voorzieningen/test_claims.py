"""Claims of results per subject: in the order of the offerings, once, and never by their figure."""

from __future__ import annotations

from dataclasses import replace

from tests.voorzieningen.values import BLANK, claim
from voorzieningen.claims import Claims, claims_by_subject, subject_of

HIGH, LOW, SAVING = claim("94", about="Een", percentage="94 %"), claim("85", about="Twee", percentage="85 %"), claim("spaart", about="Koepel")
ONE = replace(BLANK, slug="een", name="Een", claims=(HIGH, SAVING))
TWO = replace(BLANK, slug="twee", name="Twee", claims=(LOW, SAVING))
BOTH = replace(BLANK, slug="beide", name="Beide", claims=(HIGH, LOW, SAVING))
SILENT = replace(BLANK, slug="stil", name="Stil")


def test_claims_stand_in_the_order_of_the_offerings_and_those_above_them_come_last() -> None:
    assert claims_by_subject([TWO, SILENT, ONE]) == (
        Claims("Twee", ("Twee",), (LOW,)),
        Claims("Een", ("Een",), (HIGH,)),
        Claims("Koepel", ("Twee", "Een"), (SAVING,)),
    )


def test_order_follows_the_question_and_never_the_figure() -> None:
    assert [item.about for item in claims_by_subject([ONE, TWO])] == ["Een", "Twee", "Koepel"]
    assert isinstance(HIGH.percentage, str)


def test_offering_with_two_tariffs_is_told_once() -> None:
    assert claims_by_subject([ONE, ONE]) == claims_by_subject([ONE])


def test_claim_about_a_part_names_the_part_and_the_combination() -> None:
    assert claims_by_subject([BOTH, ONE]) == (
        Claims("Een", ("Beide", "Een"), (HIGH,)),
        Claims("Twee", ("Beide",), (LOW,)),
        Claims("Koepel", ("Beide", "Een"), (SAVING,)),
    )


def test_claim_about_several_is_general() -> None:
    assert [item.is_general for item in claims_by_subject([ONE])] == [False, True]


def test_claim_about_the_organisation_is_about_its_offering() -> None:
    assert subject_of(claim("94", about="Stichting"), replace(BLANK, organisation="Stichting")) == ""
    assert subject_of(claim("94", about=""), BLANK) == ""
