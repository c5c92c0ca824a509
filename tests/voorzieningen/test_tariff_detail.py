"""What the page of an offering says of readings: what each changes in the tariff, where that stands, and which rows depend on it."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from voorzieningen.catalogue import Citation, Contradiction, Instalment, Offering, ReadingChange, Source, Tariff, TariffComponent, TariffReading
from voorzieningen.tariff_detail import TariffDetail, ambiguity_title, tariff_details

CITATION = Citation(Source("bron", "S9", "Bron", "", "overzicht", "aanbieder", "ongedateerd"), place="regel 1")
COMPONENT = TariffComponent("X-1", "FIXED", "Vast", "per jaar", CITATION, low=Decimal("5"), high=Decimal("5"), payer_basis="STATED", vat="EXEMPT")
TARIFF = Tariff("lijstprijs", "LIJSTPRIJS", "Prijs", "vast", CITATION, True, 2024, True, 2, "STATED", "", None, (COMPONENT,))
WEEK = TariffReading("WEEK", "16 uur per week", "zo", True, "C-04", name="per week", citation=CITATION)
YEAR = TariffReading("YEAR", "16 uur per jaar", "", False, "C-04", name="per jaar", citation=CITATION)
HOURS = Contradiction("C-04", "", "", "Uren van de coördinator", "", "", "", "", "", True, "TARIEF", (), ())


def offering(tariff: Tariff) -> Offering:
    """An offering of which only the tariff and its contradiction matter here."""
    nothing: dict[str, Any] = {field.name: () if "tuple" in str(field.type) else None for field in fields(Offering)}
    return Offering(**nothing | {"slug": "proef", "code": "PR", "name": "Proef", "tariffs": (tariff,), "contradictions": (HOURS,)})


def detail_of(*readings: TariffReading, rows: tuple[TariffComponent, ...] = (COMPONENT,)) -> TariffDetail:
    return tariff_details(offering(replace(TARIFF, readings=readings, components=rows)))[0]


ELSEWHERE = replace(CITATION, place="regel 9")


@pytest.mark.parametrize(
    ("change", "words", "citation"),
    [
        (ReadingChange("X", CITATION, low=Decimal(5), high=Decimal(6)), "€\u00a05,00 - €\u00a06,00 in plaats van €\u00a010,00 - €\u00a020,00", None),
        (ReadingChange("X", ELSEWHERE, from_contract_year=4), "vanaf contractjaar 4 in plaats van contractjaar 1", ELSEWHERE),
        (ReadingChange("X", CITATION, payer="FONDS", payer_label="fonds"), "betaler fonds in plaats van gemeente", None),
        (
            ReadingChange("X", CITATION, from_contract_year=2, payer="FONDS", payer_label="fonds"),
            "vanaf contractjaar 2 in plaats van contractjaar 1; betaler fonds in plaats van gemeente",
            None,
        ),
    ],
)
def test_change_of_a_reading_is_told_in_words_with_its_own_source(change: ReadingChange, words: str, citation: Citation | None) -> None:
    row = replace(COMPONENT, code="X", low=Decimal(10), high=Decimal(20), payer_label="gemeente")

    (table,) = detail_of(WEEK, replace(YEAR, changes=(change,)), rows=(row,)).ambiguities

    assert (table.caption, table.anchor) == ("Prijs, lezingen: Uren van de coördinator (C-04)", "lezingen-lijstprijs-c-04")
    assert [(found.reading.label, found.own) for found in table.rows] == [("per week", ()), ("per jaar", ())]
    assert [[(item.label, item.words, item.citation) for item in found.changes] for found in table.rows] == [[], [(row.label, words, citation)]]


def test_change_of_a_row_that_the_tariff_has_not_is_left_out() -> None:
    (table,) = detail_of(WEEK, replace(YEAR, changes=(ReadingChange("WEG", CITATION, payer="FONDS"),))).ambiguities
    assert [found.changes for found in table.rows] == [(), ()]


def test_rows_of_one_reading_alone_are_named_there() -> None:
    rows = (COMPONENT, replace(COMPONENT, reading="YEAR", label="Uren"), replace(COMPONENT, reading="YEAR", role="INFO"))
    (table,) = detail_of(WEEK, YEAR, rows=rows).ambiguities
    assert [found.own for found in table.rows] == [(), ("Uren",)]


def test_row_that_differs_in_a_reading_leads_to_the_readings() -> None:
    payer = TariffReading("B", "", "", True, name="b", changes=(ReadingChange("X", CITATION, payer="FONDS"),))
    rows = (replace(COMPONENT, code="X"), replace(COMPONENT, code="Y", reading="WEEK"), replace(COMPONENT, code="Z"))
    found = {row.component.code: row.ambiguities for table in detail_of(WEEK, YEAR, payer, rows=rows).tables for row in table.rows}
    assert found == {"X": (("lezingen-lijstprijs", "meer lezingen"),), "Y": (("lezingen-lijstprijs-c-04", "meer lezingen (C-04)"),), "Z": ()}


@pytest.mark.parametrize(
    ("code", "title"), [("C-04", "Uren van de coördinator (C-04)"), ("", "hoe het tarief te lezen is"), ("X-9", "hoe het tarief te lezen is (X-9)")]
)
def test_ambiguity_is_called_by_its_contradiction(code: str, title: str) -> None:
    assert ambiguity_title(offering(TARIFF), code) == title


HALVES = (Instalment(0, Decimal("0.5")), Instalment(6, Decimal("0.5")))


@pytest.mark.parametrize(
    ("start", "instalments", "words"),
    [
        (date(2020, 1, 1), HALVES, "50% begin januari, 50% begin juli"),
        (date(2020, 9, 1), HALVES, "50% begin september, 50% begin maart van het jaar erna"),
        (date(2020, 1, 1), (Instalment(12, Decimal("0.125")), Instalment(24, Decimal("0.875"))), "12,5% begin januari van het jaar erna, "),
        (date(2020, 12, 1), (Instalment(35, Decimal(1)),), "100% begin november drie jaar later"),
        (date(2020, 1, 15), HALVES, "50% bij het begin van het contractjaar, 50% 6 maanden na het begin van het contractjaar"),
        (None, (Instalment(1, Decimal(1)),), "100% 1 maand na het begin van het contractjaar"),
        (date(2020, 1, 1), (), ""),
    ],
)
def test_instalments_are_told_by_their_moment(start: date | None, instalments: tuple[Instalment, ...], words: str) -> None:
    told = tariff_details(offering(replace(TARIFF, contract_from=start, instalments=instalments)))[0].invoicing
    assert told.startswith(words)
    assert bool(told) == bool(words)


def test_moments_in_the_words_of_the_source_are_not_said_twice() -> None:
    tariff = replace(TARIFF, contract_from=date(2020, 1, 1), instalments=HALVES, invoicing="twee keer per jaar")
    assert tariff_details(offering(tariff))[0].invoicing == "twee keer per jaar"


def test_range_of_the_duration_is_told_when_there_is_one() -> None:
    ranged = replace(TARIFF, shortest_match_years=1, longest_match_years=3)
    assert [tariff_details(offering(tariff))[0].duration_range for tariff in (TARIFF, ranged)] == ["", "1 tot en met 3 jaar"]


def test_tariff_that_can_be_read_in_one_way_has_no_readings_to_show() -> None:
    assert detail_of().ambiguities == ()
