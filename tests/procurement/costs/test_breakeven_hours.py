"""At which hourly cost, or at how many shared hours, two ways of paying for a coordinator cost the same."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procurement import costs
from tests.procurement.costs.strategies import scenarios, tariffs
from tests.procurement.costs.tariffs import BG_LIST, HS, SO, SOS, ST, WORKED, euro, fee, hours, scenario

EXECUTOR, FUND, MUNICIPALITY = costs.Payer.EXECUTOR, costs.Payer.FUND, costs.Payer.MUNICIPALITY
S1 = scenario((10, 10, 10))
PARTS, TOGETHER = (S1, S1), scenario((20, 20, 20), shared_hours=euro("20"))


def fixed(slug: str, amount: str) -> costs.Tariff:
    return costs.Tariff(offering=slug, slug="lijstprijs", name=slug, duration=1, components=(fee("F", amount, amount, MUNICIPALITY, (1, None)),))


def by_hour(slug: str, number: str, **options: object) -> costs.Tariff:
    components = (hours("H", number, per_week=False, **options),)
    return costs.Tariff(offering=slug, slug="lijstprijs", name=slug, duration=1, components=components)


def turn(a: costs.Tariff, b: costs.Tariff, asked: costs.Scenario) -> tuple[Decimal | None, Decimal | None]:
    found = costs.hourly_break_even(a, b, asked)
    return found.low, found.high


def reason(a: costs.Tariff, b: costs.Tariff, asked: costs.Scenario = S1) -> str:
    found = costs.hourly_break_even(a, b, asked)
    assert (found.low, found.high, found.cheaper_below) == (None, None, "")
    assert found.low_reason == found.high_reason
    return found.low_reason


def test_hourly_cost_at_which_steunouder_costs_as_much_as_buurtgezinnen() -> None:
    # 117,500 against 10,850 (or 13,100) and 3 x 832 hours: 106,650 / 2,496 = 42.728 and 104,400 / 2,496 = 41.827
    found = costs.hourly_break_even(ST, BG_LIST, S1)
    assert (found.low, found.high, found.cheaper_below) == (euro("42.73"), euro("41.83"), ST.key)
    assert (found.a, found.b, found.low_reason, found.high_reason) == (ST.key, BG_LIST.key, "", "")


def test_hourly_cost_that_turns_is_rounded_half_up() -> None:
    assert turn(by_hour("a", "8"), fixed("b", "1"), scenario((1,))) == (euro("0.13"),) * 2  # 0.125
    assert turn(by_hour("a", "200"), fixed("b", "1"), scenario((1,))) == (euro("0.01"),) * 2  # 0.005
    assert turn(by_hour("a", "201"), fixed("b", "1"), scenario((1,))) == (euro("0.00"),) * 2


def test_both_tariffs_may_depend_on_the_hourly_cost() -> None:
    some = replace(by_hour("b", "40"), components=(*by_hour("b", "40").components, *fixed("b", "1500").components))
    # 100 R = 40 R + 1,500
    assert turn(by_hour("a", "100"), some, scenario((1,))) == (euro("25.00"),) * 2
    assert costs.hourly_break_even(by_hour("a", "100"), some, scenario((1,))).cheaper_below == "a:lijstprijs"
    assert costs.hourly_break_even(some, by_hour("a", "100"), scenario((1,))).cheaper_below == "a:lijstprijs"


def test_hours_of_a_later_year_weigh_as_much_more_as_the_hourly_cost_has_grown() -> None:
    asked = scenario((1, 1), indexation=euro("0.10"))
    # 100 hours at R and 100 at 1.1 R against twice 1,050 (an amount that is not indexed)
    assert turn(by_hour("a", "100"), replace(fixed("b", "1050"), indexable=False), asked) == (euro("10.00"),) * 2
    earlier = replace(asked, hourly_cost_price_level=2026)
    assert turn(by_hour("a", "100"), replace(fixed("b", "1155"), indexable=False), earlier) == (euro("10.00"),) * 2


def test_low_and_high_amounts_may_turn_apart_or_only_one_of_them() -> None:
    wide = replace(fixed("b", "0"), components=(fee("F", "100", "900", MUNICIPALITY, (1, None)),))
    assert turn(by_hour("a", "100"), wide, scenario((1,))) == (euro("1.00"), euro("9.00"))
    dear = replace(by_hour("a", "100"), components=(*by_hour("a", "100").components, *fixed("a", "500").components))
    found = costs.hourly_break_even(dear, wide, scenario((1,)))
    assert (found.low, found.high) == (None, euro("4.00"))
    assert (found.low_reason, found.high_reason, found.cheaper_below) == ("bij geen enkele uurprijs: b kost altijd minder", "", dear.key)


def test_low_and_high_that_contradict_each_other_name_no_cheaper_one() -> None:
    mixed = costs.CoordinatorHours(code="M", label="M", payer=costs.Payer.MIXED, source="x", hours=euro("200"), per_week=False)
    a = replace(by_hour("a", "100"), components=(*by_hour("a", "100").components, replace(fixed("a", "500").components[0], payer=EXECUTOR)))
    b = replace(fixed("b", "1"), components=(mixed, fee("F", "1000", "0", EXECUTOR, (1, None))))
    found = costs.hourly_break_even(a, b, scenario((1,), payers=frozenset({EXECUTOR})))
    # Low: 500 + 100 R = 1,000; high: 500 + 100 R = 200 R.
    assert (found.low, found.high, found.cheaper_below) == (euro("5.00"), euro("5.00"), "")


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (SO, BG_LIST, "Samen Oplopen rekent hier geen uren van een coördinator"),
        (ST, HS, "het totaal van Home-Start is onbekend: tarief onbekend"),
        (SOS, BG_LIST, "het totaal van SOS is onbekend: uren van de gedeelde coördinator niet ingevuld"),
        (ST, WORKED["ST-BLOK"], "Steunouder en Steunouder rekenen evenveel uren: de uurkosten veranderen het verschil niet"),
        (ST, fixed("Gratis", "10"), "bij geen enkele uurprijs: Gratis kost altijd minder"),
    ],
)
def test_no_hourly_cost_turns_and_why(a: costs.Tariff, b: costs.Tariff, expected: str) -> None:
    assert reason(a, b) == expected


def test_tariff_that_is_cheaper_at_any_hourly_cost_is_named() -> None:
    more = replace(by_hour("Veel", "200"), components=(*by_hour("Veel", "200").components, *fixed("Veel", "500").components))
    assert reason(by_hour("Weinig", "100"), more) == "bij geen enkele uurprijs: Weinig kost altijd minder"


def test_contribution_beside_the_hours_leaves_no_single_hourly_cost() -> None:
    grant = costs.Contribution(code="C", label="C", payer=FUND, source="x", amount=euro("500"), relieved=EXECUTOR)
    helped = replace(by_hour("a", "100"), components=(*by_hour("a", "100").components, grant))
    executor = scenario((1,), payers=frozenset({EXECUTOR}))
    assert reason(helped, fixed("b", "1000"), executor).startswith("niet te bepalen: een bijdrage")
    # For all payers together it changes nothing: 100 R = 1,000.
    assert turn(helped, fixed("b", "1000"), scenario((1,))) == (euro("10.00"),) * 2


def margin(tariff: costs.Tariff, result: costs.OfferingCost, asked: costs.Scenario) -> Decimal:
    """Half a cent in R*, grown to each year, and half a cent in the rate of each year, times the hours; and half a cent in every line."""
    folded = costs.fold(tariff, asked)
    worked = [float(max(year)) if year else 0 for year in folded.hours(asked.new_matches)]
    grown = [factor / 100 for factor in folded.frame.hourly_factors()]
    by_hour = sum((Decimal(each) * (1 + factor) / 200 for each, factor in zip(worked, grown, strict=True)), Decimal(0))
    return by_hour + Decimal("0.005") * sum(len(year.lines) for year in result.years)


def test_totals_meet_at_the_hourly_cost_that_was_found() -> None:
    met = 0

    @settings(max_examples=60, derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
    @given(tariffs(unknowns=False), tariffs(unknowns=False), scenarios(unknowns=False, payers=costs.ALL_PAYERS))
    def put_back(a: costs.Tariff, b: costs.Tariff, asked: costs.Scenario) -> None:
        nonlocal met
        a = replace(a, components=(*a.components, hours("H", "900", per_matches=2)))
        found = costs.hourly_break_even(a, b, asked)
        for world in ("low", "high"):
            at = getattr(found, world)
            if at is None:
                continue
            met += 1
            left, right = (costs.cost(tariff, replace(asked, hourly_cost=at)) for tariff in (a, b))
            apart = getattr(left.total, world) - getattr(right.total, world)
            assert abs(apart) <= margin(a, left, asked) + margin(b, right, asked)

    put_back()
    assert met >= 30


def test_shared_hours_of_the_worked_example() -> None:
    found = costs.shared_hours_break_even((ST, SO), SOS, PARTS, TOGETHER)
    assert [(year.contract_year, str(year.low), str(year.high)) for year in found] == [
        (1, "21.13", "21.13"),
        (2, "26.77", "26.77"),
        (3, "26.77", "26.77"),
    ]
    assert not any(year.low_reason or year.high_reason for year in found)


def test_hours_that_are_not_shared_leave_less_room_for_those_that_are() -> None:
    # 16 hours a week at 75 for everyone, so 16 hours less to share.
    found = costs.shared_hours_break_even((ST, SO), replace(SOS, components=(*SOS.components, hours("VAST", "16"))), PARTS, TOGETHER)
    assert [(str(year.low), str(year.high)) for year in found] == [("5.13", "5.13"), ("10.77", "10.77"), ("10.77", "10.77")]


def test_shared_hours_whose_payer_is_unknown_turn_only_the_high_amounts() -> None:
    *fees, shared = SOS.components
    combined = replace(SOS, components=(*fees, replace(shared, payer=costs.Payer.UNKNOWN)))
    executor = replace(S1, payers=frozenset({EXECUTOR}))
    found = costs.shared_hours_break_even((ST, SO), combined, (executor, executor), replace(TOGETHER, payers=frozenset({EXECUTOR})))
    assert [(year.low, str(year.high), year.low_reason, year.high_reason) for year in found] == [
        (None, high, "gedeelde uren kosten bij SOS hier niets", "") for high in ("21.13", "26.77", "26.77")
    ]


def test_own_shared_hours_of_the_scenario_do_not_count() -> None:
    without = replace(TOGETHER, shared_hours=None)
    assert costs.shared_hours_break_even((ST, SO), SOS, PARTS, without) == costs.shared_hours_break_even((ST, SO), SOS, PARTS, TOGETHER)


@settings(max_examples=40, derandomize=True, deadline=None, database=None)
@given(st.integers(0, 30), st.integers(0, 300), st.integers(1, 20_000), st.integers(0, 10))
def test_combination_costs_what_its_parts_cost_at_the_shared_hours_found(matches: int, index: int, cents: int, least: int) -> None:
    asked = scenario((matches, matches), indexation=Decimal(index) / 1000, hourly_cost=Decimal(cents) / 100)
    surcharge = costs.Surcharge(code="T", label="T", payer=FUND, source="x", fraction=Decimal("0.07"), base=("SOS-H",))
    *fees, shared = SOS.components
    combined = replace(SOS, components=(*fees, replace(shared, min_hours=Decimal(least)), surcharge))
    for year in costs.shared_hours_break_even((ST, SO), combined, (asked, asked), asked):
        if year.low is None:
            assert "kost ook zonder gedeelde uren meer" in year.low_reason
            continue
        together = costs.cost(combined, replace(asked, shared_hours=year.low)).years[year.contract_year - 1].cost
        apart = [costs.cost(part, asked).years[year.contract_year - 1].cost for part in (ST, SO)]
        assert together
        assert apart[0]
        assert apart[1]
        # Half a hundredth of an hour a week, at a rate that is at most twice as high in year 2.
        margin = Decimal("0.005") * 52 * Decimal("1.07") * asked.hourly_cost * 2 + Decimal("0.02")
        assert abs(together.low - (apart[0] + apart[1]).low) <= margin


@pytest.mark.parametrize(
    ("parts", "combined", "options", "expected"),
    [
        ((ST, HS), SOS, {}, "de kosten van de delen apart zijn onbekend"),
        ((ST, SO), HS, {}, "de kosten van Home-Start zijn onbekend"),
        ((ST, SO), BG_LIST, {}, "gedeelde uren kosten bij Buurtgezinnen hier niets"),
        ((ST, SO), SOS, {"hourly_cost": euro("0")}, "gedeelde uren kosten bij SOS hier niets"),
        ((ST, SO), SOS, {"payers": frozenset({MUNICIPALITY})}, "gedeelde uren kosten bij SOS hier niets"),
        ((fixed("weinig", "1"), fixed("ook", "1")), SOS, {}, "SOS kost ook zonder gedeelde uren meer dan de delen apart"),
    ],
)
def test_no_shared_hours_and_why(parts: tuple[costs.Tariff, ...], combined: costs.Tariff, options: dict[str, object], expected: str) -> None:
    asked = replace(TOGETHER, **options)
    found = costs.shared_hours_break_even(parts, combined, PARTS, asked)
    assert [(year.low, year.high, year.low_reason, year.high_reason) for year in found] == [(None, None, expected, expected)] * 3


def test_contribution_beside_the_shared_hours_leaves_no_single_number() -> None:
    grant = costs.Contribution(code="C", label="C", payer=FUND, source="x", amount=euro("500"), relieved=EXECUTOR)
    helped = replace(SOS, components=(*SOS.components, grant))
    found = costs.shared_hours_break_even((ST, SO), helped, PARTS, replace(TOGETHER, payers=frozenset({EXECUTOR})))
    assert all(year.low is None and year.low_reason.startswith("niet te bepalen: een bijdrage") for year in found)


def test_parts_and_combination_must_cover_the_same_years() -> None:
    with pytest.raises(ValueError, match="zip"):
        costs.shared_hours_break_even((ST, SO), SOS, (S1, scenario((10, 10))), TOGETHER)
    with pytest.raises(ValueError, match="zip"):
        costs.shared_hours_break_even((ST, SO), SOS, (S1,), TOGETHER)
