"""List price, offer and realised beside each other: amounts worked out by hand, what is unknown, and what cannot be compared."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from procurement import costs
from procurement.realised import (
    Amount,
    Beside,
    Difference,
    Known,
    Term,
    YearRealised,
    gap_in_words,
    put_beside,
    year_difference,
    years_difference,
)
from procurement.realised.beside import OUTSIDE, prices_at_realised
from voorzieningen.money import EuroRange

D = Decimal


def per_match(code: str, amount: str, match_year: int) -> costs.PerMatch:
    return costs.PerMatch(
        code=code,
        label=code,
        payer=costs.Payer.MUNICIPALITY,
        source="s",
        low=D(amount),
        high=D(amount),
        from_match_year=match_year,
        to_match_year=match_year,
    )


# A match costs € 3.150 in its first and € 1.150 in its second year.
TARIFF = costs.Tariff(
    offering="proef", slug="lijstprijs", name="Proef", components=(per_match("A", "3150", 1), per_match("B", "1150", 2)), duration=2, indexable=False
)
TERM = Term(date(2027, 1, 1), date(2029, 1, 1))


def scenario(*new: int, start: int = 2027, **more: object) -> costs.Scenario:
    return costs.Scenario(start_year=start, years=len(new), new_matches=new, hourly_cost=D(75), **more)


def known(asked: costs.Scenario, tariff: costs.Tariff = TARIFF, name: str = "lijstprijs") -> Known:
    years = {year.calendar_year: Amount(year.cost, year.reason) for year in costs.cost(tariff, asked).years}
    return Known(name, name.capitalize(), years, tariff)


def beside(asked: costs.Scenario, *realised: YearRealised, term: Term = TERM, prices: tuple[Known, ...] | None = None) -> Beside:
    return put_beside(term=term, scenario=asked, prices=(known(asked),) if prices is None else prices, realised=realised)


def sentences(found: Beside) -> tuple[str, ...]:
    return found.differences[0][1] if found.differences else ()


def euro(text: str) -> str:
    return text.replace("€ ", "€\xa0")


# --- by hand ------------------------------------------------------------------------------------------------------------------------------------


def test_ten_asked_and_eight_started_is_compared_with_both() -> None:
    # Asked: 10 x 3.150 = 31.500, then 10 x 3.150 + 10 x 1.150 = 43.000. With 8 and 9: 25.200, then 9 x 3.150 + 8 x 1.150 = 37.550.
    found = beside(scenario(10, 10), YearRealised(2027, 8, D(300), D("34500")), YearRealised(2028, 9, None, D("36000")))

    assert [row.prices[0].cost for row in found.rows] == [EuroRange.exact(D("31500.00")), EuroRange.exact(D("43000.00"))]
    assert found.totals[0].cost == EuroRange.exact(D("74500.00"))
    assert (found.realised.cost, found.realised.years, found.realised.unknown) == (D("70500"), (2027, 2028), ())
    assert sentences(found) == (
        euro(
            "2027: € 3.000,00 meer dan de lijstprijs voor 10 nieuwe koppelingen; er waren er 8. "
            "Voor het echte aantal (8 nieuwe koppelingen) was de lijstprijs € 25.200,00. Daarmee vergeleken: € 9.300,00 meer dan de lijstprijs."
        ),
        euro(
            "2028: € 7.000,00 minder dan de lijstprijs voor 10 nieuwe koppelingen; er waren er 9. "
            "Voor het echte aantal (9 nieuwe koppelingen) was de lijstprijs € 37.550,00. Daarmee vergeleken: € 1.550,00 minder dan de lijstprijs."
        ),
        euro(
            "Samen over 2027 en 2028: € 4.000,00 minder dan de lijstprijs voor 20 nieuwe koppelingen; er waren er 17. "
            "Voor het echte aantal (17 nieuwe koppelingen) was de lijstprijs € 62.750,00. Daarmee vergeleken: € 7.750,00 meer dan de lijstprijs."
        ),
    )


def test_as_many_as_asked_is_said_once() -> None:
    found = beside(scenario(10), YearRealised(2027, 10, None, D("31500")))
    assert sentences(found) == ("2027: gelijk aan de lijstprijs voor 10 nieuwe koppelingen; zo veel waren er ook.",)
    assert found.notes == ()


def test_one_match_is_one() -> None:
    found = beside(scenario(2), YearRealised(2027, 1, None, D("3150")))
    assert "; er was er 1. Voor het echte aantal (1 nieuwe koppeling) was" in sentences(found)[0]


def test_unknown_numbers_stay_unknown_and_are_never_nothing() -> None:
    found = beside(scenario(10, 10), YearRealised(2027, None, None, D("30000")), YearRealised(2028, 8, None, None))

    assert sentences(found) == (
        euro(
            "2027: € 1.500,00 minder dan de lijstprijs voor 10 nieuwe koppelingen; hoeveel er waren, is onbekend. "
            "Wat de lijstprijs voor het echte aantal was, is niet te berekenen: het aantal koppelingen van 2027 is onbekend."
        ),
    )
    assert (found.realised.cost, found.realised.years, found.realised.unknown) == (D("30000"), (2027,), (2028,))
    assert found.notes == ("2028 is niet vergeleken: de kosten zijn onbekend.",)


def test_a_year_after_an_unknown_one_cannot_be_calculated_for_the_real_numbers() -> None:
    found = beside(scenario(10, 10), YearRealised(2027, None, None, D("30000")), YearRealised(2028, 8, None, D("40000")))

    assert "is niet te berekenen: het aantal koppelingen van 2027 is onbekend." in sentences(found)[1]
    assert "hoeveel er waren, is onbekend. Wat de lijstprijs voor het echte aantal was, is niet te berekenen" in sentences(found)[2]


def test_nothing_realised_gives_prices_and_no_difference() -> None:
    found = beside(scenario(10))
    assert (found.differences, found.notes, found.realised.cost, found.realised.years) == ((), (), None, ())
    assert found.rows[0].realised == YearRealised(2027)


def test_an_unknown_price_is_not_compared_and_its_total_is_unknown() -> None:
    tariff = costs.Tariff(
        offering="proef", slug="o", name="Proef", components=(per_match("A", "3150", 1),), duration=2, indexable=False, priced_years=1
    )
    asked = scenario(10, 10)
    found = beside(
        asked, YearRealised(2027, 10, None, D("31500")), YearRealised(2028, 10, None, D("1")), prices=(known(asked, tariff, "prijs uit ‘X’"),)
    )

    assert found.totals[0].cost is None
    assert found.totals[0].reason
    assert sentences(found)[1].startswith("2028: niet te vergelijken met de prijs uit ‘X’: ")
    assert len(sentences(found)) == 2


def test_prices_stand_beside_each_other_in_their_order() -> None:
    asked = scenario(10)
    found = beside(asked, YearRealised(2027, 10, None, D("1")), prices=(known(asked), known(asked, name="prijs uit ‘A’")))
    assert [name for name, _ in found.differences] == ["lijstprijs", "prijs uit ‘A’"]
    assert len(found.rows[0].prices) == len(found.totals) == 2


# --- years that are not the same ------------------------------------------------------------------------------------------------------------------


def test_a_contract_that_starts_in_another_year_is_not_compared() -> None:
    found = beside(scenario(10, 10, start=2026), YearRealised(2027, 10, None, D("5")))
    assert found.differences == ()
    assert found.notes == ("Het contract begint in 2027, de vraag in 2026. Er staat geen verschil bij: het zijn andere jaren.",)


def test_part_of_a_year_is_not_compared() -> None:
    late = beside(scenario(10), YearRealised(2027, 10, None, D("5")), term=Term(date(2027, 3, 1), date(2028, 3, 1)))
    assert late.notes == ("2027 is niet vergeleken: het contract begint niet op 1 januari, dus een kalenderjaar is geen contractjaar.",)
    short = beside(scenario(10, 10), YearRealised(2028, 10, None, D("5")), term=Term(date(2027, 1, 1), date(2028, 7, 1)))
    assert short.notes == ("2028 is niet vergeleken: het contract loopt niet heel 2028.",)
    assert late.differences == short.differences == ()


@pytest.mark.parametrize(("until", "is_whole"), [(date(2029, 1, 1), True), (date(2028, 12, 31), False)])
def test_a_year_is_whole_up_to_its_last_day(until: date, is_whole: bool) -> None:
    assert (Term(date(2027, 1, 1), until).why_not_whole(2028) == "") == is_whole


def test_a_year_outside_the_question_or_the_contract_is_not_compared() -> None:
    found = beside(scenario(10), YearRealised(2028, 10, None, D("5")))
    assert found.notes == ("2028 is niet vergeleken: dit jaar staat niet in de vraag.",)
    assert (found.rows[1].asked, found.rows[1].prices[0].reason) == (None, OUTSIDE)
    outside = beside(scenario(10, 10, 10), YearRealised(2029, 10, None, D("5")))
    assert outside.notes == ("2029 is niet vergeleken: dit jaar valt buiten het contract.",)


def test_matches_from_before_count_only_when_question_and_contract_start_together() -> None:
    realised = {2027: YearRealised(2027, 0, None, None)}
    together = prices_at_realised(TARIFF, TERM, scenario(10, 10, carry_over=((2, 4),)), realised)
    apart = prices_at_realised(TARIFF, TERM, scenario(10, 10, start=2026, carry_over=((2, 4),)), realised)
    assert together[2027].cost == EuroRange.exact(D("4600.00"))  # 4 x 1.150
    assert apart[2027].cost == EuroRange.exact(D("0.00"))
    assert together[2028] == Amount(None, "het aantal koppelingen van 2028 is onbekend")


@pytest.mark.parametrize(("until", "last"), [(date(2029, 1, 1), 2028), (date(2029, 1, 2), 2029), (date(2028, 12, 31), 2028)])
def test_the_last_year_is_that_of_the_last_day(until: date, last: int) -> None:
    assert Term(date(2027, 1, 1), until).last_year == last
    assert list(Term(date(2027, 1, 1), until).years) == list(range(2027, last + 1))


# --- words --------------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cost", "words"),
    [
        ("150", "€ 50,00 - € 60,00 meer dan de lijstprijs"),
        ("80", "€ 10,00 - € 20,00 minder dan de lijstprijs"),
        ("100", "binnen de lijstprijs van € 90,00 - € 100,00"),
        ("90", "binnen de lijstprijs van € 90,00 - € 100,00"),
    ],
)
def test_a_range_gives_a_range(cost: str, words: str) -> None:
    assert gap_in_words(D(cost), EuroRange(D(90), D(100)), "lijstprijs") == euro(words)


def test_three_years_are_listed() -> None:
    difference = Difference(D(1), EuroRange.exact(D(1)), "lijstprijs", 1, 1, EuroRange.exact(D(1)))
    assert years_difference([2027, 2028, 2029], difference).startswith("Samen over 2027, 2028 en 2029: gelijk aan de lijstprijs voor 1 nieuwe")
    assert year_difference(2027, difference) == "2027: gelijk aan de lijstprijs voor 1 nieuwe koppeling; zo veel waren er ook."


def test_an_unknown_number_can_have_a_known_price() -> None:
    # A fixed price is the same for any number of matches.
    difference = Difference(D(5), EuroRange.exact(D(3)), "lijstprijs", 2, None, EuroRange.exact(D(4)))
    assert "Voor het echte aantal was de lijstprijs" in year_difference(2027, difference)
