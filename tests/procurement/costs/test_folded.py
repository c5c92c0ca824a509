"""The folded core gives what cost() gives, to the cent, in every corner; test_folded_oracle.py compares them on random questions."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from procurement import costs
from procurement.costs.folded_lines import RULES
from procurement.costs.folded_terms import Term, half_up
from tests.procurement.costs.tariffs import BG_LIST, HS, MG, PR, SO, SOS, ST, WORKED, euro, fee, hours, scenario
from voorzieningen.money import EuroRange

EXECUTOR, FUND, MUNICIPALITY = costs.Payer.EXECUTOR, costs.Payer.FUND, costs.Payer.MUNICIPALITY

PRICE = {"code": "K", "label": "K", "source": "x", "payer": MUNICIPALITY, "low": euro("100"), "high": euro("100")}


@pytest.mark.parametrize("code", sorted(WORKED))
def test_every_worked_tariff_gives_the_same_for_every_number_of_matches(code: str) -> None:
    asked = scenario((10, 10, 10), shared_hours=euro("20"), indexation=euro("0.0375"), default_price_level=2024, carry_over=((2, 3),))
    expected = [costs.cost(WORKED[code], replace(asked, new_matches=(number,) * 3)).total for number in range(0, 60, 7)]
    assert list(costs.totals_by_matches(WORKED[code], asked, range(0, 60, 7))) == expected


def test_surcharge_vat_and_hours_with_a_minimum_give_the_same_in_every_way_of_asking() -> None:
    rate = costs.HourlyRate(**PRICE | {"code": "R", "vat_unknown": True}, hours_per_match_year=((1, euro("2.25")), (2, euro("0.5"))))
    over = costs.Surcharge(code="T", label="T", payer=FUND, source="x", fraction=Decimal("0.07"), base=("R", "H"), to_year=2, vat_unknown=True)
    coordinator = hours("H", "3.5", per_matches=3, min_hours=euro("4"))
    tariff = replace(BG_LIST, components=(rate, coordinator, over))
    asked = scenario((2, 3, 4), vat_what_if=euro("0.21"), carry_over=((2, 1),))
    result = costs.cost(tariff, asked)
    folded = costs.fold(tariff, asked)
    assert (folded.total((2, 3, 4)), folded.years((2, 3, 4))) == (result.total, tuple(year.cost for year in result.years))
    assert costs.match_years(tariff, asked) == result.match_years == 3 + 5 + 7
    expected = tuple(costs.cost(tariff, replace(asked, new_matches=(number,) * 3)).total for number in range(9))
    assert costs.totals_by_matches(tariff, asked, range(9)) == expected
    assert costs.fold(replace(tariff, priced_years=2), asked).years((2, 3, 4)) == (*folded.years((2, 3, 4))[:2], None)


def test_own_price_level_of_the_user_goes_before_that_of_the_scenario_and_after_that_of_the_tariff() -> None:
    asked = scenario((10,), indexation=euro("0.10"), default_price_level=2026)
    assumed = replace(PR, assumed_price_level_year=2025)
    totals = [costs.fold(tariff, asked).total((10,)) for tariff in (PR, assumed, replace(assumed, price_level_year=2024))]
    # 10 x 1,800 from 2026, 2025 or 2024 to 2027
    assert totals == [EuroRange.exact(euro(total)) for total in ("19800.00", "21780.00", "23958.00")]


def test_matches_carried_over_count_from_their_second_match_year() -> None:
    asked = scenario((0, 0), carry_over=((1, 5), (2, 3)))
    assert costs.fold(BG_LIST, asked).years((0, 0)) == tuple(year.cost for year in costs.cost(BG_LIST, asked).years)
    assert costs.fold(BG_LIST, asked).total((0, 0)) == EuroRange.exact(euro("3450.00"))
    assert costs.match_years(BG_LIST, asked) == 3 == costs.match_years(BG_LIST, asked)


@pytest.mark.parametrize(("inhabitants", "expected"), [(0, "10"), (24_999, "10"), (25_000, "20"), (160_000, "20")])
def test_scale_on_inhabitants_takes_the_step_that_they_fall_in(inhabitants: int, expected: str) -> None:
    tiers = (costs.Tier(0, euro("10"), euro("10")), costs.Tier(25_000, euro("20"), euro("20")))
    tariff = replace(ST, components=(costs.InhabitantTier(code="K", label="K", source="x", payer=MUNICIPALITY, tiers=tiers),))
    assert costs.fold(tariff, scenario((1,), inhabitants=inhabitants)).total((1,)) == EuroRange.exact(euro(expected))


def test_growth_of_history_goes_before_the_forecast() -> None:
    growth = ((2022, euro("0.1")), (2025, euro("-0.2")))
    asked = scenario((10, 10, 10), start_year=2024, default_price_level=2021, indexation=euro("0.03"), growth=growth)
    later = replace(BG_LIST, components=BG_LIST.components[1:])
    # In 2026: 1,150 x 1.1 x 1.03 x 1.03 x 0.8 x 1.03 = 1,105.839724, for the 10 families in their second match year
    assert costs.fold(later, asked).years((10, 10, 10))[2] == EuroRange.exact(euro("11058.40"))
    assert costs.fold(BG_LIST, asked).total((10, 10, 10)) == costs.cost(BG_LIST, asked).total


def test_every_type_of_component_has_a_rule() -> None:
    types = {kind.__name__ for kind in costs.Component.__subclasses__()}
    assert types == {kind.__name__ for kind in RULES} | {"Surcharge", "Contribution"}


def test_unknown_price_is_never_a_number() -> None:
    asked = scenario((10, 10))
    assert costs.fold(HS, asked).total((10, 10)) is None
    assert costs.fold(HS, asked).years((10, 10)) == (None, None)
    assert costs.totals_by_matches(HS, asked, (1, 2, 3)) == (None, None, None)
    assert costs.match_years(HS, asked) is None
    assert costs.fold(replace(HS, components=()), asked).total((10, 10)) is None


@pytest.mark.parametrize(
    ("component", "known"),
    [
        (costs.PerMatch(**PRICE, from_match_year=1), False),
        (costs.PerMatch(**PRICE, from_match_year=1, to_match_year=1), True),
        (costs.PerMatch(**PRICE, from_match_year=1, to_match_year=2), False),
        (costs.PerModule(**PRICE, match_year=1, completion=euro("0.85")), True),
        (costs.PerModule(**PRICE, match_year=2), False),
        (costs.HourlyRate(**PRICE, hours_per_match_year=((1, euro("2.5")),)), True),
        (costs.HourlyRate(**PRICE, hours_per_match_year=((1, euro("2.5")), (2, euro("1")))), False),
        (costs.AllInPerMatchYear(**PRICE, includes_fixed=euro("50")), False),
        (hours("H", "16", per_matches=10), False),
        (hours("H", "16", per_matches=10, per_new_match=True), True),
        (hours("H", "16", in_steps=True), True),
        (hours("H", None), False),
        (costs.InhabitantTier(code="K", label="K", source="x", payer=MUNICIPALITY, tiers=(costs.Tier(5_000, euro("1"), euro("2")),)), False),
    ],
)
def test_what_an_unknown_duration_decides_is_unknown_and_the_rest_is_not(component: costs.Component, known: bool) -> None:
    tariff, asked = replace(ST, duration=None, components=(component,)), scenario((4, 6), inhabitants=4_999)
    assert (costs.fold(tariff, asked).total((4, 6)) is not None) is known
    assert costs.fold(tariff, asked).years((4, 6)) == tuple(year.cost for year in costs.cost(tariff, asked).years)


def test_years_that_are_known_stay_known_beside_one_that_is_not() -> None:
    folded = costs.fold(replace(BG_LIST, priced_years=1), scenario((10, 10)))
    assert folded.years((10, 10)) == (costs.cost(BG_LIST, scenario((10, 10))).years[0].cost, None)
    assert folded.total((10, 10), euro("50")) is None
    assert folded.hours((10, 10)) == ((0, 0), None)


def test_match_years_are_unknown_without_a_duration_though_the_total_is_known() -> None:
    asked = scenario((20, 20, 20), shared_hours=euro("20"))
    assert costs.fold(SOS, asked).total((20, 20, 20)) == costs.cost(SOS, asked).total
    assert costs.match_years(SOS, asked) is None


@pytest.mark.parametrize("matches", [(), (10,), (10, 10, 10)])
def test_numbers_of_matches_must_fit_the_contract_years(matches: tuple[int, ...]) -> None:
    folded = costs.fold(ST, scenario((10, 10)))
    for ask in (folded.total, folded.years, folded.match_years, folded.hours):
        with pytest.raises(ValueError, match="2 contract years need as many numbers"):
            ask(matches)


def test_question_without_years_has_no_total() -> None:
    asked = scenario(())
    assert costs.fold(ST, asked).total(()) is costs.cost(ST, asked).total is None
    assert costs.fold(ST, asked).years(()) == ()


def test_scenario_counts_only_its_own_hourly_cost_when_none_is_given() -> None:
    folded = costs.fold(ST, scenario((10, 10), hourly_cost=euro("60")))
    assert folded.total((10, 10)) == folded.total((10, 10), euro("60")) == costs.cost(ST, scenario((10, 10), hourly_cost=euro("60"))).total
    assert folded.total((10, 10), euro("61")) != folded.total((10, 10))


def test_hours_are_those_of_the_coordinator() -> None:
    # 16 hours a week per 10 active matches, 52 weeks
    assert costs.fold(ST, scenario((10, 20))).hours((10, 20)) == ((832, 832), (1664, 1664))
    assert costs.fold(BG_LIST, scenario((10,))).hours((10,)) == ((0, 0),)
    third = replace(ST, components=(hours("H", "16", per_matches=3),))
    assert costs.fold(third, scenario((10,))).hours((10,)) == ((Fraction(16 * 10 * 52, 3),) * 2,)


def test_hours_carry_the_surcharges_over_them_and_only_what_the_chosen_payers_bear() -> None:
    over = costs.Surcharge(code="T", label="T", payer=costs.Payer.MIXED, source="x", fraction=Decimal("0.1"), base=("ST-H",))
    tariff = replace(ST, components=(*ST.components, over))
    assert costs.fold(tariff, scenario((10,))).hours((10,)) == ((Fraction("915.2"),) * 2,)
    executor = scenario((10,), payers=frozenset({EXECUTOR}))
    assert costs.fold(tariff, executor).hours((10,)) == ((832, Fraction("915.2")),)


def test_sweep_with_a_contribution_that_changes_who_pays_equals_cost() -> None:
    grant = costs.Contribution(code="C", label="C", payer=FUND, source="x", amount=euro("20000"), relieved=MUNICIPALITY)
    tariff = replace(MG, components=(*MG.components, grant))
    for payers in (frozenset({MUNICIPALITY}), frozenset({FUND}), frozenset({EXECUTOR}), costs.ALL_PAYERS):
        asked = scenario((1, 1, 1), payers=payers)
        expected = tuple(costs.cost(tariff, replace(asked, new_matches=(number,) * 3)).total for number in range(8))
        assert costs.totals_by_matches(tariff, asked, range(8)) == expected
        assert costs.fold(tariff, asked).hours((1, 1, 1)) == ((0, 0),) * 3


def test_rounding_is_half_away_from_zero() -> None:
    assert [half_up(number, 2) for number in (-3, -2, -1, 0, 1, 2, 3)] == [-2, -1, -1, 0, 1, 1, 2]
    assert [half_up(number, 3) for number in (-5, -4, 4, 5)] == [-2, -1, 1, 2]
    assert half_up(-7, 1) == -7


def test_negative_amount_is_rounded_as_cost_does() -> None:
    cent = {"low": euro("-0.01"), "high": euro("-0.01")}
    discount = replace(fee("F", "0", "0", MUNICIPALITY, (1, None)), **cent)
    half = costs.Surcharge(code="T", label="T", payer=MUNICIPALITY, source="x", fraction=Decimal("0.5"), base=("F",))
    module = costs.PerModule(**PRICE | cent, match_year=1, completion=Decimal("0.5"))
    tariff = replace(SO, components=(discount, half, module))
    expected = tuple(costs.cost(tariff, scenario((number,))).total for number in range(4))
    assert costs.totals_by_matches(tariff, scenario((1,)), range(4)) == expected
    assert tuple(costs.fold(tariff, scenario((1,))).total((number,)) for number in range(4)) == expected


def test_term_is_straight_only_when_no_count_can_bend_it() -> None:
    assert Term((50, 100), 10).straight() == (5, 10)
    assert Term((50, 101), 10).straight() is None
    assert Term((50, 100), 10, then=((1, 5),)).straight() == (1, 2)
    assert Term((50, 100), 10, then=((1, 4),)).straight() is None
    assert Term((50, 100), least=0).straight() is None
    assert Term((50, 100), step=10, per_step=1).straight() is None
    assert Term((55, 0), 10, least=7, then=((1, 2),)).straight() == (3, 0)


def test_without_a_duration_it_is_unknown_how_many_matches_run_and_a_fixed_price_is_told_in_brief_all_the_same() -> None:
    tariff = replace(BG_LIST, duration=None, components=(fee("F", "100", "200", MUNICIPALITY, (1, None)),))
    asked = scenario((10, 12))
    assert costs.fold(tariff, asked).active((10, 12)) == (None, None)
    assert costs.fold(replace(tariff, duration=2), asked).active((10, 12)) == (10, 22)
    brief, result = costs.cost_in_brief(tariff, asked), costs.cost(tariff, asked)
    assert (brief.total, brief.known_years, brief.reason, brief.warnings) == (result.total, result.known_years, "", result.warnings)
