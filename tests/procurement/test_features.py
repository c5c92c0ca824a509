"""Features in words, for showing offerings side by side: the same words everywhere, unknown said aloud, each with what it rests on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from procurement.features import Feature, features
from tests.voorzieningen.values import BLANK, COMPONENT, TARIFF, ages, cited, dispute, option, said
from voorzieningen.ages import Certainty
from voorzieningen.catalogue import Offering, Tariff
from voorzieningen.detail import describe
from voorzieningen.evidence import LABELS
from voorzieningen.snapshot import snapshot


def feature(offering: Offering, name: str, tariff: Tariff | None = None) -> Feature:
    return next(item for item in features(offering, tariff) if item.name == name)


def test_features_are_always_the_same_in_the_same_order() -> None:
    assert [item.name for item in features(BLANK, None)] == [item.name for item in features(BLANK, TARIFF)]
    assert all(item.is_unknown and item.text == "niet vermeld" for item in features(BLANK, None))


def test_each_value_has_its_certainty_behind_it() -> None:
    offering = replace(
        BLANK,
        support_forms=(option(Certainty.CERTAIN), option(Certainty.CONFLICT, label="Elders"), option(Certainty.UNKNOWN, label="Online")),
        age_ranges=(ages(0, 60, Certainty.CERTAIN), ages(0, 72, Certainty.POSSIBLE)),
    )

    assert feature(offering, "vorm").text == "Aan huis; Elders (bronnen verschillen)"
    assert feature(offering, "leeftijd").text == "0 tot 5 jaar; 0 tot 6 jaar (mogelijk)"


def test_status_of_a_statement_stands_with_its_source_and_not_in_the_cell() -> None:
    offering = replace(BLANK, statements=(said("elke week", field="INTENSITEIT", status="A", preferred=True),))

    assert feature(offering, "intensiteit").text == "elke week"


def test_unknown_of_a_combination_is_said_to_be_about_the_combination() -> None:
    assert feature(replace(BLANK, is_combination=True), "duur").text == "niet vermeld voor de combinatie"


def test_contracting_party_is_told_as_it_is() -> None:
    assert feature(replace(BLANK, contracting_party="de stichting"), "contractpartij").text == "de stichting"


@pytest.mark.parametrize(
    ("tariff", "text", "is_unknown"),
    [
        (None, "niet vermeld", True),
        (TARIFF, "vast (prijspeil 2024)", False),
        (replace(TARIFF, price_level_year=None), "vast (prijspeil onbekend)", False),
        (replace(TARIFF, price_level_year=None, components=(replace(COMPONENT, type="UNKNOWN"),)), "vast", True),
    ],
)
def test_price_has_its_level_and_one_that_is_not_there_has_none(tariff: Tariff | None, text: str, is_unknown: bool) -> None:
    found = feature(BLANK, "tarief", tariff)

    assert (found.text, found.is_unknown) == (text, is_unknown)


def test_payers_are_named_once_and_unknown_rows_have_none() -> None:
    rows = (
        replace(COMPONENT, payer_label="gemeente"),
        replace(COMPONENT, payer_label="gemeente"),
        replace(COMPONENT, payer_label="fonds", role="INFO"),
        replace(COMPONENT, payer_label="onbekend", type="UNKNOWN"),
    )

    assert feature(BLANK, "betaler", replace(TARIFF, components=rows)).text == "gemeente"
    assert feature(BLANK, "betaler", replace(TARIFF, components=rows[2:])).is_unknown


def test_what_it_is_about_is_said_in_words_and_an_abbreviation_keeps_its_capitals() -> None:
    assert feature(BLANK, "vorm").subject == "vorm van steun, Proef"
    assert feature(BLANK, "vog").subject == "VOG vereist, Proef"
    assert feature(BLANK, "tarief", TARIFF).subject == "tarief in woorden, Prijs"


def test_sources_and_disagreement_are_those_of_the_evidence() -> None:
    offering = replace(BLANK, statements=(said("ja", citation=cited(slug="ander")),), contradictions=(dispute(),))

    assert [source.slug for source in feature(offering, "vog").sources] == ["ander"]
    assert feature(offering, "vog").differs
    assert not feature(offering, "training").differs


@pytest.mark.django_db
def test_feature_is_called_the_same_in_overview_comparison_and_on_the_page_of_the_offering() -> None:
    catalogue = snapshot()
    compared = {item.label for item in features(catalogue.offerings[0], None)}
    detail = describe(offering=catalogue.offerings[0], catalogue=catalogue)

    assert {fact.label for fact in detail.key_facts} < compared
    assert {heading for _, heading, _ in detail.choices} < compared
    assert {detail.ages.label, detail.contracting_party.label} < compared
    assert compared < set(LABELS.values())
