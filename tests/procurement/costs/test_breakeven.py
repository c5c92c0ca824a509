"""Where two offerings cost the same, what fits a budget, and how many avoided trajectories equal the cost."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procurement import costs
from procurement.costs import breakeven
from procurement.costs.breakeven import Avoided
from tests.procurement.costs.strategies import scenarios, tariffs
from tests.procurement.costs.tariffs import BG_HAARLEM, BG_LIST, HS, PR, SO, SOS, ST, fee, per_match, scenario

MUNICIPALITY = costs.Payer.MUNICIPALITY


def crossing(a: costs.Tariff, b: costs.Tariff, years: int = 3) -> tuple[tuple[int, ...], tuple[int, ...]]:
    (found,) = costs.crossings((a, b), scenario((10,) * years))
    assert (found.a, found.b) == (a.key, b.key)
    return found.low, found.high


def linear(slug: str, fixed: str, each: str) -> costs.Tariff:
    components = (fee("F", fixed, fixed, MUNICIPALITY, (1, 1)), per_match("K", each, (1, 1)))
    return costs.Tariff(offering=slug, slug="lijstprijs", name=slug, duration=1, components=components)


def test_crossing_of_the_list_price_and_the_all_in_price() -> None:
    # Three years, n a year. Buurtgezinnen: 3 x 3,150 n + 2 x 1,150 n = 11,750 n. Samen Oplopen: 18,000 or 25,000 in fees,
    # and 5 x 2,200 n - 3 x 2,000 for the coordinator: 12,000 + 11,000 n or 19,000 + 11,000 n. Equal at 16 exactly, and at 25.33.
    assert crossing(BG_LIST, SO) == ((16, 17), (26,))


def test_crossing_is_reported_at_the_first_whole_number_after_it() -> None:
    # 1,000 + 100 n and 150 n meet at 20 exactly; 1,010 + 100 n and 150 n at 20.2.
    assert crossing(linear("a", "1000", "100"), linear("b", "0", "150"), 1) == ((20, 21), (20, 21))
    assert crossing(linear("a", "1010", "100"), linear("b", "0", "150"), 1) == ((21,), (21,))


def test_tariffs_that_are_equal_or_always_apart_do_not_cross() -> None:
    assert crossing(linear("a", "0", "100"), linear("b", "0", "100")) == ((), ())
    assert crossing(linear("a", "0", "100"), linear("b", "1", "100")) == ((), ())


def test_the_order_is_told_before_the_first_crossing_and_from_each_one_on() -> None:
    (found,) = costs.crossings((linear("a", "1000", "100"), linear("b", "0", "150")), scenario((10,)))
    assert (found.low, found.low_orders) == (found.high, found.high_orders) == ((20, 21), (1, 0, -1))
    (found,) = costs.crossings((linear("a", "0", "100"), linear("b", "1", "100")), scenario((10,)))
    assert (found.low_orders, found.high_orders) == ((-1,), (-1,))


def test_crossing_is_not_looked_for_before_one_or_after_two_hundred_matches() -> None:
    assert crossing(linear("a", "50", "100"), linear("b", "0", "150"), 1) == ((2,), (2,))
    assert crossing(linear("a", "49", "100"), linear("b", "0", "150"), 1) == ((), ())
    assert crossing(linear("a", "9999", "100"), linear("b", "0", "150"), 1) == ((200,), (200,))
    assert crossing(linear("a", "10000", "100"), linear("b", "0", "150"), 1) == ((200,), (200,))
    assert crossing(linear("a", "10001", "100"), linear("b", "0", "150"), 1) == ((), ())


def test_low_and_high_amounts_cross_at_their_own_numbers() -> None:
    dear = replace(linear("a", "0", "100"), components=(fee("F", "995", "1995", MUNICIPALITY, (1, 1)), per_match("K", "100", (1, 1))))
    assert crossing(dear, linear("b", "0", "150"), 1) == ((20,), (40,))


def test_only_pairs_with_known_totals_are_compared_in_the_order_of_the_question() -> None:
    found = costs.crossings((HS, ST, BG_HAARLEM, BG_LIST, PR, SOS), scenario((10, 10, 10)))
    assert [(pair.a, pair.b) for pair in found] == [(ST.key, BG_LIST.key), (ST.key, PR.key), (BG_LIST.key, PR.key)]


@settings(max_examples=15, derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
@given(tariffs(unknowns=False), tariffs(unknowns=False), scenarios(unknowns=False))
def test_crossings_are_where_the_sign_of_the_difference_changes(a: costs.Tariff, b: costs.Tariff, asked: costs.Scenario) -> None:
    asked = replace(asked, years=1, new_matches=asked.new_matches[:1])
    with patch.object(breakeven, "SCAN", 16):
        (found,) = costs.crossings((a, replace(b, offering="ander")), asked)
    previous: tuple[int, int] | None = None
    low, high = [], []
    for number in range(1, 17):
        totals = [costs.cost(tariff, replace(asked, new_matches=(number,))).total for tariff in (a, b)]
        assert totals[0]
        assert totals[1]
        difference = totals[0] - totals[1]
        signs = tuple(0 if bound == 0 else int(bound / abs(bound)) for bound in (difference.low, difference.high))
        if previous and signs[0] != previous[0]:
            low.append(number)
        if previous and signs[1] != previous[1]:
            high.append(number)
        previous = (signs[0], signs[1])
    assert (found.low, found.high) == (tuple(low), tuple(high))


@pytest.mark.parametrize(
    ("tariff", "budget", "per_year", "expected"),
    [
        (BG_LIST, "117500", False, (10, 10)),  # 11,750 a match
        (BG_LIST, "117499.99", False, (9, 9)),
        (BG_LIST, "43000", True, (10, 10)),  # the dearest year: 4,300 a match
        (SO, "129000", False, (10, 10)),  # 19,000 + 11,000 n on the high amounts, 12,000 + 11,000 n on the low ones
        (SO, "122000", False, (9, 10)),
        (SO, "24000", False, (None, 1)),  # on the high amounts the fees alone are 25,000
        (SO, "17999.99", False, (None, None)),
        (BG_LIST, "0", False, (0, 0)),
        (HS, "1000000", False, (None, None)),
        (BG_HAARLEM, "1000000", False, (None, None)),  # three years are asked, two are priced
        (HS, "1000000", True, (None, None)),
    ],
)
def test_matches_that_fit_a_budget(tariff: costs.Tariff, budget: str, per_year: bool, expected: tuple[int | None, int | None]) -> None:
    assert costs.fitting_matches(tariff, scenario((1, 2, 3)), Decimal(budget), per_year) == expected


def test_number_that_fits_ends_at_the_largest_that_is_tried() -> None:
    assert costs.fitting_matches(BG_HAARLEM, scenario((10, 10)), Decimal(96102), per_year=False) == (10_000, 10_000)
    assert costs.fitting_matches(BG_LIST, scenario((10,)), Decimal(1_000_000), per_year=False, most=7) == (7, 7)


@settings(max_examples=25, derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
@given(tariffs(unknowns=False), scenarios(unknowns=False), st.integers(0, 3_000_000), st.booleans())
def test_fitting_number_is_the_last_one_before_the_first_that_does_not_fit(
    tariff: costs.Tariff, asked: costs.Scenario, euros: int, per_year: bool
) -> None:
    found = costs.fitting_matches(tariff, asked, Decimal(euros), per_year, most=12)
    for bound, number in zip(("high", "low"), found, strict=True):
        last = None
        for tried in range(13):
            result = costs.cost(tariff, replace(asked, new_matches=(tried,) * asked.years))
            assert result.total
            amounts = [year.cost for year in result.years] if per_year else [result.total]
            if max(getattr(amount, bound) for amount in amounts) > euros:
                break
            last = tried
        assert number == last


def test_avoided_trajectories_that_equal_the_cost() -> None:
    result = costs.cost(BG_LIST, scenario((10, 10, 10)))
    # 117,500 / 12,500 = 9.4; 10 whole ones; 9.4 of 30 matches = 31.3 %
    expected = Avoided(exact=Decimal("9.4000"), whole=10, share=Decimal("31.3"))
    assert costs.avoided_trajectories(result, Decimal(12500)) == (expected, expected)


def test_avoided_trajectories_are_a_range_when_the_cost_is() -> None:
    result = costs.cost(SO, scenario((10, 10, 10)))
    # 122,000 / 3,000 = 40.6667 and 129,000 / 3,000 = 43 exactly; the share is of the unrounded number: 135.5556 and 143.3333
    assert costs.avoided_trajectories(result, Decimal(3000)) == (
        Avoided(Decimal("40.6667"), 41, Decimal("135.6")),
        Avoided(Decimal("43.0000"), 43, Decimal("143.3")),
    )


def test_avoided_trajectories_have_no_share_when_no_match_starts() -> None:
    result = costs.cost(SO, scenario((0, 0, 0)))
    found = costs.avoided_trajectories(result, Decimal(12500))
    assert found
    assert [(bound.exact, bound.whole, bound.share) for bound in found] == [(Decimal("1.4400"), 2, None), (Decimal("2.0000"), 2, None)]


def test_avoided_trajectories_of_an_unknown_cost_are_unknown() -> None:
    assert costs.avoided_trajectories(costs.cost(HS, scenario((10,))), Decimal(12500)) is None
