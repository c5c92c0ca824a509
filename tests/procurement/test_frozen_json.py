"""What a frozen report keeps besides its PDF: everything that it was made of, written in one way, with a check code."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest

from procurement import pricing
from procurement.advice.edition import Edition, Length, Status
from procurement.changes import find_changes, take_record
from procurement.exports import frozen_json
from procurement.exports.comparison_json import comparison_data
from procurement.exports.coverage_json import coverage_answer
from procurement.exports.frozen_json import as_json, canonical, check_code, frozen_data
from procurement.exports.report import Report, build_report
from procurement.offers import OwnOffer, OwnYear, ask_own_too, with_own_offers
from procurement.sheet import build_sheet
from tests.procurement.asking import question_for
from voorzieningen.money import EuroRange
from voorzieningen.snapshot import snapshot

DAY = date(2026, 11, 22)
QUERY = "gemeente=GM0392&startjaar=2027&jaren=2&aanbod=steunouder&aanbod=home-start&aantal=meeleefgezin:5&gedeelde_uren=20"
EDITION = Edition(
    length=Length.SHORT,
    texts={"aanleiding": "Eigen **tekst**."},
    subject="Steun",
    author="A. de Vries",
    version="2",
    status=Status.FINAL,
    exclusions={"sos": "Geen coördinator."},
    logo="data:image/png;base64,AAAA",
)


def report_of(query: str = QUERY, edition: Edition = EDITION, offers: tuple[OwnOffer, ...] = ()) -> Report:
    catalogue = with_own_offers(snapshot(), offers)
    question = ask_own_too(question_for(query), catalogue, offers)
    sheet = build_sheet(question, pricing.priced_tariffs(catalogue, question.choice), (), catalogue)
    return build_report(sheet=sheet, catalogue=catalogue, dated=DAY, edition=edition)


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> tuple[Report, dict[str, Any]]:
    with django_db_blocker.unblock():
        report = report_of()
        return report, frozen_data(report, software_version="1.2.3")


def numbers_in(value: Any) -> Iterator[Any]:
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from numbers_in(item)
    elif isinstance(value, float):
        yield value


def test_it_is_json_without_floats_and_reads_back_the_same(made: tuple[Report, dict[str, Any]]) -> None:
    _, data = made

    assert json.loads(canonical(data)) == data
    assert not list(numbers_in(data))


def test_it_holds_everything_that_the_report_was_made_of(made: tuple[Report, dict[str, Any]]) -> None:
    report, data = made

    assert set(data) == {
        *("version", "software", "peildatum", "datum", "titel", "uitgave", "scenario", "vraag", "uitgangspunten", "gemeente", "tarieven"),
        *("uitspraken", "tegenspraken", "bronnen", "teksten", "uitsluitingen", "vergelijking", "dekking", "stand"),
    }
    assert data["version"] == 1
    assert data["scenario"] == report.sheet.question.parameters
    assert data["uitgangspunten"] == as_json(report.sheet.question.inputs)
    assert data["gemeente"]["code"] == "GM0392"
    assert data["dekking"] == coverage_answer(report.sheet, DAY)
    assert data["stand"] == take_record(report.sheet, reference_day=DAY)
    assert (data["software"], data["peildatum"], data["datum"], data["titel"]) == ("1.2.3", "2026-11-22", "2026-11-22", report.title)
    assert data["vraag"] == report.sheet.question.query
    assert data["vergelijking"] == comparison_data(report.sheet, DAY)
    assert data["uitsluitingen"] == {"sos": "Geen coördinator."}
    assert data["uitgave"]["status"] == "vastgesteld"
    assert data["uitgave"]["length"] == "kort"
    assert data["uitgave"]["author"] == "A. de Vries"
    # printf 'data:image/png;base64,AAAA' | sha256sum
    assert data["uitgave"]["logo_sha256"] == "bde6da8e9d3902a86a1452ec62648cd07cb1cfbae0ec8dd5142ad881c7aa2ba0"
    assert data["teksten"]["aanleiding"] == {"tekst": "Eigen **tekst**.", "eigen": True}
    assert data["teksten"]["afweging"] == {"tekst": report.drafts["afweging"], "eigen": False}
    assert {item["bron"] for row in data["tegenspraken"] for item in (reading["citation"] for reading in row["readings"])} <= {
        source["slug"] for source in data["bronnen"]
    }
    assert find_changes(data["stand"], data["stand"]).is_empty


def test_the_tariffs_of_columns_and_mix_are_there_with_all_their_rows(made: tuple[Report, dict[str, Any]]) -> None:
    report, data = made
    tariffs = {item["aanbod"]: item for item in data["tarieven"]}

    assert list(tariffs) == ["steunouder", "home-start", "meeleefgezin"]
    for column in report.sheet.columns:
        found = tariffs[column.priced.offering.slug]
        assert [row["code"] for row in found["tarief"]["components"]] == [row.code for row in column.priced.tariff.components]
        assert [row["code"] for row in found["onderdelen"]] == [row.code for row in column.priced.rows]
        assert found["lezingen"] == [reading.code for reading in column.priced.readings]
        assert [row["soort"] for row in found["onderdelen"]] == [row.type for row in column.priced.rows]
        with pytest.raises(ValueError, match="zip"):  # a row that was not calculated
            frozen_json._tariff(replace(column.priced, rows=(*column.priced.rows, column.priced.rows[0])))
    assert tariffs["home-start"]["lezingen"] == []
    assert tariffs["steunouder"]["lezingen"]
    row = tariffs["steunouder"]["tarief"]["components"][0]
    assert row["low"] == f"{report.sheet.columns[0].priced.tariff.components[0].low:f}"
    assert set(row["citation"]) == {"bron", "plaats", "woorden"}


def test_statements_have_their_place_and_decisive_words(made: tuple[Report, dict[str, Any]]) -> None:
    report, data = made
    column = next(column for column in report.sheet.columns if column.priced.offering.slug == "home-start")
    offering = column.priced.offering
    home_start = next(item for item in data["uitspraken"] if item["aanbod"] == "home-start")
    features = {item["kenmerk"]: item for item in home_start["kenmerken"]}

    assert (home_start["naam"], home_start["organisatie"]) == (offering.name, offering.organisation)
    assert [(item["kenmerk"], item["naam"], item["waarde"]) for item in home_start["kenmerken"]] == [
        (feature.name, feature.label, feature.text) for feature in column.features
    ]
    assert features["tarief"]["onbekend"] is True
    assert any(said["citation"]["woorden"] for item in features.values() for topic in item["berust_op"] for said in topic["rivals"])
    assert all(row["citation"]["bron"] for row in (*home_start["doelgroepen"], *home_start["leeftijden"], *home_start["beweringen"]))


@pytest.mark.django_db
def test_without_a_municipality_or_logo_these_are_null_and_own_offers_are_in_it() -> None:
    offer = OwnOffer(key=1, offering="steunouder", name="Geheim", years=(OwnYear(1, fixed=EuroRange.exact(Decimal("5.00"))),))
    data = frozen_data(report_of("startjaar=2027&jaren=2&aanbod=steunouder", Edition(), (offer,)), software_version="1")

    assert data["gemeente"] is None
    assert data["uitgave"]["logo_sha256"] is None
    assert [item["naam"] for item in data["tarieven"]][1].startswith("Steunouder, Geheim")


@pytest.mark.django_db
def test_the_same_report_gives_the_same_code_and_another_text_another(made: tuple[Report, dict[str, Any]]) -> None:
    report, data = made
    other = replace(report, edition=replace(EDITION, texts={"aanleiding": "Eigen **tekst**!"}))

    assert re.fullmatch("[0-9a-f]{4}(-[0-9a-f]{4}){3}", check_code(data))
    assert check_code(frozen_data(report_of(), software_version="1.2.3")) == check_code(data)
    assert check_code(frozen_data(other, software_version="1.2.3")) != check_code(data)
    assert check_code(json.loads(canonical(data))) == check_code(data)


def test_the_check_code_is_that_of_sorted_json_without_spaces_in_utf_8() -> None:
    assert canonical({"b": [1, None], "a": "é"}) == '{"a":"é","b":[1,null]}'.encode()
    assert check_code({"b": [1, None], "a": "é"}) == check_code({"a": "é", "b": [1, None]})
    # sha256sum of {}: 44136fa355b3678a...
    assert check_code({}) == "4413-6fa3-55b3-678a"
    with pytest.raises(ValueError, match="JSON"):
        canonical({"a": float("nan")})


@dataclass(frozen=True)
class Thing:
    amount: Decimal
    day: date
    kinds: frozenset[str]
    _cache: int = 0


class Word(Enum):
    ONE = "een"


def test_values_become_json_and_what_has_none_is_refused() -> None:
    thing = Thing(Decimal("1E+2"), DAY, frozenset({"b", "a"}))

    assert as_json({Word.ONE: (thing, True, 3, None)}) == {"een": [{"amount": "100", "day": "2026-11-22", "kinds": ["a", "b"]}, True, 3, None]}
    for wrong, name in ((object(), "object"), (1.5, "float"), (Thing, "type")):
        with pytest.raises(TypeError, match=f"^{name} has no JSON$"):
            as_json(wrong)
