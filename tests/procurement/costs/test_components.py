"""Each component type on its own: its amount, its sum in words, and where it is unknown."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from procurement import costs
from procurement.costs import formula
from tests.procurement.costs.tariffs import BG_LIST, MADE_UP, fee, hours, per_match, scenario

MUNICIPALITY, EXECUTOR, FUND, UNKNOWN = costs.Payer.MUNICIPALITY, costs.Payer.EXECUTOR, costs.Payer.FUND, costs.Payer.UNKNOWN
NO_DURATION = "duur van een koppeling onbekend"


def only(*components: costs.Component, duration: int | None = 2, **options: object) -> costs.Tariff:
    return replace(BG_LIST, components=components, duration=duration, **options)


def line(component: costs.Component, asked: costs.Scenario, number: int = 1, duration: int | None = 2) -> costs.Line:
    return costs.cost(only(component, duration=duration), asked).years[number - 1].lines[0]


def module(completion: str = "1", match_year: int = 1) -> costs.PerModule:
    return costs.PerModule(
        code="M",
        label="Module",
        payer=MUNICIPALITY,
        source=MADE_UP,
        low=Decimal(2500),
        high=Decimal(2500),
        match_year=match_year,
        completion=Decimal(completion),
    )


def rate(*each: tuple[int, str]) -> costs.HourlyRate:
    years = tuple((year, Decimal(number)) for year, number in each)
    return costs.HourlyRate(code="U", label="Uren", payer=MUNICIPALITY, source=MADE_UP, low=Decimal(85), high=Decimal(90), hours_per_match_year=years)


def all_in() -> costs.AllInPerMatchYear:
    return costs.AllInPerMatchYear(
        code="A", label="Alles", payer=EXECUTOR, source=MADE_UP, low=Decimal(2200), high=Decimal(2300), includes_fixed=Decimal(2000)
    )


def scale(*steps: tuple[int, int]) -> costs.InhabitantTier:
    tiers = tuple(costs.Tier(start, Decimal(amount), Decimal(amount)) for start, amount in steps)
    return costs.InhabitantTier(code="S", label="Staffel", payer=MUNICIPALITY, source=MADE_UP, tiers=tiers)


@pytest.mark.parametrize(
    ("component", "asked", "low", "high", "words"),
    [
        (fee("F", "6850", "9100", UNKNOWN, (1, 1)), scenario((0,)), "6850.00", "9100.00", "6.850,00 tot 9.100,00"),
        (per_match("K", "3150", (1, 1)), scenario((10,)), "31500.00", "31500.00", "10 x 3.150,00"),
        (module("0.9"), scenario((3,)), "6750.00", "6750.00", "3 x 2.500,00 x 90%"),
        (hours("H", "16", per_matches=10), scenario((5,)), "31200.00", "31200.00", "16 uur x 5 / 10 koppelingen x 52 weken x 75,00"),
        (hours("H", "16.50", per_week=False), scenario((5,)), "1237.50", "1237.50", "16,5 uur x 75,00"),
        (
            hours("H", "16", per_matches=10, in_steps=True, per_week=False),
            scenario((11,)),
            "2400.00",
            "2400.00",
            "16 uur x 2 (per 10 koppelingen, 11 koppelingen) x 75,00",
        ),
        (
            hours("H", "16", per_matches=10, min_hours=Decimal(8)),
            scenario((1,)),
            "31200.00",
            "31200.00",
            "minimaal 8 uur x 52 weken x 75,00",
        ),
        (
            hours("H", "16", per_matches=10, min_hours=Decimal(8)),
            scenario((10,)),
            "62400.00",
            "62400.00",
            "16 uur x 10 / 10 koppelingen x 52 weken x 75,00",
        ),
        (all_in(), scenario((10,)), "20000.00", "21000.00", "10 x 2.200,00 tot 2.300,00 - 2.000,00"),
        (all_in(), scenario((0,)), "0.00", "0.00", "0 x 2.200,00 tot 2.300,00 - 2.000,00, ten minste 0,00"),
        (scale((0, 9500), (25000, 11500)), scenario((1,), inhabitants=25000), "11500.00", "11500.00", "11.500,00 (staffel vanaf 25.000 inwoners)"),
        (rate((1, "40"), (2, "10.5")), scenario((5,)), "17000.00", "18000.00", "(5 x 40 uur + 0 x 10,5 uur) x 85,00 tot 90,00"),
    ],
)
def test_line_has_its_amount_and_the_sum_in_words(component: costs.Component, asked: costs.Scenario, low: str, high: str, words: str) -> None:
    found = line(component, asked)
    assert (str(found.low), str(found.high), found.calculation) == (low, high, words)
    assert (found.code, found.payer, found.source) == (component.code, component.payer, component.source)


@pytest.mark.parametrize(
    ("component", "asked", "duration", "reason"),
    [
        (per_match("K", "3150", (1, None)), scenario((10,)), None, NO_DURATION),
        (per_match("K", "3150", (1, 2)), scenario((10,)), None, NO_DURATION),
        (module(match_year=2), scenario((10,)), None, NO_DURATION),
        (hours("H", "16", per_matches=10), scenario((10,)), None, NO_DURATION),
        (hours("H", None), scenario((10,)), 2, "uren van de gedeelde coördinator niet ingevuld"),
        (all_in(), scenario((10,)), None, NO_DURATION),
        (rate((1, "40"), (2, "10")), scenario((10,)), None, NO_DURATION),
        (scale((0, 9500)), scenario((10,)), 2, "aantal inwoners niet ingevuld"),
        (scale((25000, 9500)), scenario((10,), inhabitants=24999), 2, "de staffel noemt geen bedrag voor 24.999 inwoners"),
        (costs.UnknownCost(code="X", label="X", payer=MUNICIPALITY, source=MADE_UP), scenario((10,)), 2, "tarief onbekend"),
    ],
)
def test_unknown_line_is_none_with_its_reason(component: costs.Component, asked: costs.Scenario, duration: int | None, reason: str) -> None:
    found = line(component, asked, duration=duration)
    assert (found.low, found.high, found.amount, found.reason) == (None, None, None, reason)


@pytest.mark.parametrize(
    "component", [per_match("K", "100", (1, 1)), module(), hours("H", "16", per_matches=10, per_new_match=True), rate((1, "40"))]
)
def test_what_only_counts_new_matches_is_known_without_a_duration(component: costs.Component) -> None:
    assert line(component, scenario((10,)), duration=None) == line(component, scenario((10,)), duration=1)


# --- what an amount is made of ----------------------------------------------------------------------------------------------------------
#
# A spreadsheet and the search for a tipping point change an input by its role and code, so a wrong name there is a wrong amount elsewhere.

ROLE = formula.Role


def inputs(node: formula.Node) -> list[tuple[object, ...]]:
    """Every number at the ends of a calculation, in order, as role, code, low, high and unit; how prices grow as what is known of it."""
    if isinstance(node, formula.Value):
        return [(node.role, node.code, str(node.low), str(node.high), node.unit)]
    if isinstance(node, formula.Growth):
        years = [(year, str(fraction), year in node.known) for year, fraction in node.years]
        return [(ROLE.GROWTH, node.code, node.from_year, node.to_year, years, str(node.factor))]
    return [found for part in node.parts for found in inputs(part)]


def same(role: formula.Role, code: str, number: str, unit: str = "") -> tuple[object, ...]:
    return role, code, number, number, unit


NEW_5, HOURLY_COST, WEEKS = same(ROLE.NEW_MATCHES, "1", "5"), same(ROLE.HOURLY_COST, "", "75.00"), same(ROLE.WEEKS, "", "52", "weken")


@pytest.mark.parametrize(
    ("component", "expected"),
    [
        (fee("F", "6850", "9100", UNKNOWN, (1, 1)), [(ROLE.AMOUNT, "F", "6850", "9100", "")]),
        (per_match("K", "3150", (1, 1)), [NEW_5, same(ROLE.AMOUNT, "K", "3150")]),
        (module("0.9"), [NEW_5, same(ROLE.AMOUNT, "M", "2500"), same(ROLE.COMPLETION, "M", "0.9")]),
        (
            hours("H", "16", per_matches=10),
            [same(ROLE.HOURS, "H", "16", "uur"), NEW_5, same(ROLE.MATCHES_PER_BLOCK, "H", "10", "koppelingen"), WEEKS, HOURLY_COST],
        ),
        (
            hours("H", "16", per_week=False, min_hours=Decimal(8)),
            [same(ROLE.HOURS, "H", "16", "uur"), same(ROLE.HOURS, "H/minimum", "8", "uur"), HOURLY_COST],
        ),
        (hours("H", None), [same(ROLE.SHARED_HOURS, "", "20", "uur"), WEEKS, HOURLY_COST]),
        (all_in(), [NEW_5, (ROLE.AMOUNT, "A", "2200", "2300", ""), same(ROLE.AMOUNT, "A/vast", "2000")]),
        (scale((0, 9500), (25000, 11500)), [same(ROLE.AMOUNT, "S/25000", "11500")]),
        (rate((1, "40")), [NEW_5, same(ROLE.HOURS, "U/1", "40", "uur"), (ROLE.AMOUNT, "U", "85", "90", "")]),
    ],
)
def test_amount_is_made_of_the_facts_it_should_be_made_of(component: costs.Component, expected: list[tuple[object, ...]]) -> None:
    found = line(component, scenario((5,), inhabitants=30000, shared_hours=Decimal(20)), duration=1)
    assert found.formula
    assert inputs(found.formula) == expected


def test_matches_are_counted_by_the_year_they_started_in_or_by_how_long_they_ran() -> None:
    # In contract year 1 match years 2 and 3 ran already at the start; a year later those are in match years 3 and 4, and the first new ones in 2.
    asked = scenario((5, 6), carry_over=((2, 3), (3, 4)))
    found = [line(per_match("K", "1", (1, 3)), asked, number, duration=3) for number in (1, 2)]
    new, running = ROLE.NEW_MATCHES, ROLE.RUNNING_MATCHES
    assert [inputs(one.formula)[:-1] for one in found if one.formula] == [
        [same(new, "1", "5"), same(running, "2", "3"), same(running, "3", "4")],
        [same(new, "2", "6"), same(new, "1", "5"), same(running, "2", "3")],
    ]


def test_growth_is_that_of_the_years_after_the_price_level_history_first() -> None:
    asked = scenario(
        (1, 1), 2027, indexation=Decimal("0.02"), growth=((2026, Decimal("0.09")), (2027, Decimal("0.05"))), hourly_cost_price_level=2027
    )
    lines = (
        costs.cost(only(fee("F", "100", "100", MUNICIPALITY, (1, None)), hours("H", "1", per_week=False), price_level_year=2026), asked)
        .years[1]
        .lines
    )
    # The price of 2026 grows with the 5 % that is known of 2027 and 2 % for 2028; the hourly cost of 2027 with those 2 % alone.
    history, forecast = (2027, "0.05", True), (2028, "0.02", False)
    assert [inputs(one.formula)[-1] for one in lines if one.formula] == [
        (ROLE.GROWTH, "F", 2026, 2028, [history, forecast], str(Decimal("1.05") * Decimal("1.02"))),
        (ROLE.GROWTH, "", 2027, 2028, [forecast], "1.02"),
    ]


def test_surcharge_and_contribution_are_made_of_their_own_facts() -> None:
    tariff = only(fee("F", "100", "100", MUNICIPALITY, (1, None)), surcharge("F"), grant("80"))
    over, relief, given = [inputs(one.formula) for one in costs.cost(tariff, scenario((0,))).years[0].lines[1:] if one.formula]
    borne = [same(ROLE.AMOUNT, "F", "100"), same(ROLE.PERCENTAGE, "T", "0.125"), same(ROLE.AMOUNT, "F", "100")]
    assert over == [same(ROLE.PERCENTAGE, "T", "0.125"), same(ROLE.AMOUNT, "F", "100")]
    assert relief == given == [same(ROLE.AMOUNT, "B", "80"), *borne]


@pytest.mark.parametrize("is_so", [False, True])
def test_line_says_of_its_component_what_it_is(is_so: bool) -> None:
    known = replace(fee("F", "1", "1", FUND, (1, None)), label="Vast bedrag", source="bron", circa=is_so, vat_unknown=is_so)
    unknown = costs.UnknownCost(code="X", label="Onbekend bedrag", payer=FUND, source="andere bron")
    first, second = costs.cost(only(known, unknown), scenario((0,))).years[0].lines
    assert (first.code, first.label, first.payer, first.source, first.reason) == ("F", "Vast bedrag", FUND, "bron", "")
    assert (first.circa, first.takes_vat_what_if) == (is_so, is_so)
    assert (second.code, second.label, second.payer, second.source, second.circa) == ("X", "Onbekend bedrag", FUND, "andere bron", False)


def test_lines_beside_a_base_line_have_names_and_payers_of_their_own() -> None:
    tariff = only(fee("F", "100", "100", EXECUTOR, (1, None)), replace(surcharge("F"), vat_unknown=True), grant("80", EXECUTOR))
    over, relief, given = costs.cost(tariff, scenario((0,))).years[0].lines[1:]
    assert [(one.code, one.label, one.payer, one.source, one.takes_vat_what_if) for one in (over, relief, given)] == [
        ("T", "Opslag over F", MUNICIPALITY, MADE_UP, True),
        ("B", "Bijdrage (ontlast)", EXECUTOR, MADE_UP, False),
        ("B", "Bijdrage", FUND, MADE_UP, False),
    ]
    unknown = costs.UnknownCost(code="X", label="X", payer=EXECUTOR, source=MADE_UP)
    over, hangs_on_it = costs.cost(only(unknown, surcharge("X"), grant("80", EXECUTOR)), scenario((0,))).years[0].lines[1:]
    assert [(one.code, one.label, one.payer, one.source) for one in (over, hangs_on_it)] == [
        ("T", "Opslag over X", MUNICIPALITY, MADE_UP),
        ("B", "Bijdrage", FUND, MADE_UP),
    ]


def test_component_without_a_rule_of_its_own_cannot_be_calculated() -> None:
    component = costs.Component(code="X", label="X", payer=MUNICIPALITY, source=MADE_UP)
    with pytest.raises(NotImplementedError):
        costs.cost(only(component), scenario((1,)))


def test_component_counts_only_within_its_contract_years() -> None:
    result = costs.cost(only(fee("F", "100", "100", MUNICIPALITY, (2, 3))), scenario((0, 0, 0, 0)))
    assert [len(year.lines) for year in result.years] == [0, 1, 1, 0]


def test_match_beyond_its_duration_is_not_charged() -> None:
    assert [str(line(per_match("K", "100", (1, 3)), scenario((1, 0, 0)), number, duration=2).low) for number in (1, 2, 3)] == [
        "100.00",
        "100.00",
        "0.00",
    ]


def test_completion_of_the_scenario_replaces_that_of_the_tariff() -> None:
    assert str(line(module("0.5"), scenario((4,), completion=(("M", Decimal("0.25")),))).low) == "2500.00"
    assert str(line(module("0.5"), scenario((4,), completion=(("ANDERS", Decimal("0.25")),))).low) == "5000.00"


@pytest.mark.parametrize(("matches", "hourly_cost", "expected"), [(11, "75.01", "412.56"), (1, "0.11", "0.06")])
def test_half_a_cent_stays_half_a_cent_when_blocks_have_no_last_digit(matches: int, hourly_cost: str, expected: str) -> None:
    # 3 hours x 11 / 6 blocks is 5.5 hours: 412.555 euro exactly. Through 11 / 6 = 1.8333 it would be 412.55499... and a cent too little;
    # through 0.11 / 6 = 0.018333 the second one would.
    found = line(hours("H", "3", per_matches=6, per_week=False), scenario((matches,), hourly_cost=Decimal(hourly_cost)))
    assert str(found.low) == expected


def test_unit_price_is_indexed_from_its_price_level_and_rounded_before_it_is_multiplied() -> None:
    tariff = only(per_match("K", "1150.55", (1, 1)), price_level_year=2026)
    found = costs.cost(tariff, scenario((3, 3), 2027, indexation=Decimal("0.03"))).years[1].lines[0]
    # 1150.55 x 1.03^2 = 1220.618..., rounded 1220.62; times 3 is 3661.86 and not 3661.86 from 3661.855...
    assert (str(found.low), found.calculation) == ("3661.86", "3 x (1.150,55 x 1,03^2 = 1.220,62)")


@pytest.mark.parametrize(
    ("of_tariff", "of_scenario", "indexable", "expected"),
    [
        (2026, 2025, True, "104.04"),  # the tariff's own level goes first
        (None, 2025, True, "106.12"),
        (None, None, True, "102.00"),  # nobody knows: the start year
        (2035, None, True, "100.00"),  # a later level is never counted back
        (2026, 2025, False, "100.00"),
    ],
)
def test_price_level_decides_from_when_is_indexed(of_tariff: int | None, of_scenario: int | None, indexable: bool, expected: str) -> None:
    tariff = only(fee("F", "100", "100", MUNICIPALITY, (1, None)), price_level_year=of_tariff, indexable=indexable)
    result = costs.cost(tariff, scenario((0, 0), 2027, indexation=Decimal("0.02"), default_price_level=of_scenario))
    assert str(result.years[1].lines[0].low) == expected


@pytest.mark.parametrize(("level", "expected"), [(None, "1.02"), (2025, "1.06")])
def test_hourly_cost_has_a_price_level_of_its_own(level: int | None, expected: str) -> None:
    tariff = only(hours("H", "1", per_week=False), indexable=False, price_level_year=2020)
    asked = scenario((0, 0), 2027, hourly_cost=Decimal(1), indexation=Decimal("0.02"), hourly_cost_price_level=level)
    assert str(costs.cost(tariff, asked).years[1].lines[0].low) == expected


def surcharge(*base: str, to_year: int | None = None) -> costs.Surcharge:
    return costs.Surcharge(code="T", label="Opslag", payer=MUNICIPALITY, source=MADE_UP, fraction=Decimal("0.125"), base=base, to_year=to_year)


def test_surcharge_is_rounded_per_base_line_and_not_over_their_sum() -> None:
    fees = [fee(code, "0.04", "0.04", EXECUTOR, (1, None)) for code in ("F", "G", "H")]
    result = costs.cost(only(*fees, surcharge("F", "G")), scenario((0,)))
    assert [(found.code, str(found.low), found.label) for found in result.years[0].lines[3:]] == [
        ("T", "0.01", "Opslag over F"),
        ("T", "0.01", "Opslag over G"),
    ]


def test_surcharge_is_not_taken_over_another_surcharge() -> None:
    tariff = only(fee("F", "100", "100", MUNICIPALITY, (1, None)), surcharge("F"), replace(surcharge("T"), code="U"))
    assert [found.code for found in costs.cost(tariff, scenario((0,))).years[0].lines] == ["F", "T"]


def test_surcharge_over_an_unknown_amount_is_unknown_for_the_same_reason() -> None:
    unknown = costs.UnknownCost(code="X", label="X", payer=MUNICIPALITY, source=MADE_UP)
    found = costs.cost(only(unknown, surcharge("X")), scenario((0,))).years[0].lines[1]
    assert (found.amount, found.reason) == (None, "tarief onbekend")


def test_surcharge_counts_only_within_its_contract_years() -> None:
    result = costs.cost(only(fee("F", "100", "100", MUNICIPALITY, (1, None)), surcharge("F", to_year=1)), scenario((0, 0)))
    assert [str(year.cost.low) for year in result.years if year.cost] == ["112.50", "100.00"]


def grant(amount: str, relieved: costs.Payer = MUNICIPALITY, **options: object) -> costs.Contribution:
    return costs.Contribution(code="B", label="Bijdrage", payer=FUND, source=MADE_UP, amount=Decimal(amount), relieved=relieved, **options)


def test_contribution_is_not_indexed() -> None:
    tariff = only(fee("F", "1000", "1000", MUNICIPALITY, (1, None)), grant("100"))
    lines = costs.cost(tariff, scenario((0, 0), indexation=Decimal("0.10"))).years[1].lines
    assert [str(found.low) for found in lines] == ["1100.00", "-100.00", "100.00"]


def test_contribution_is_capped_in_each_bound_apart() -> None:
    lines = costs.cost(only(fee("F", "100", "900", MUNICIPALITY, (1, None)), grant("500")), scenario((0,))).years[0].lines
    assert [(str(found.low), str(found.high)) for found in lines[1:]] == [("-100.00", "-500.00"), ("100.00", "500.00")]
    assert lines[1].calculation == "ten hoogste 500,00, niet meer dan de kosten"


def test_second_contribution_takes_over_no_more_than_the_first_one_left() -> None:
    tariff = only(fee("F", "100", "100", MUNICIPALITY, (1, None)), grant("80"), replace(grant("80"), code="C"))
    left = costs.cost(tariff, scenario((0,), payers=frozenset({MUNICIPALITY}))).total
    assert left
    assert str(left.low) == "0.00"


def test_contribution_counts_only_within_its_contract_years() -> None:
    tariff = only(fee("F", "100", "100", MUNICIPALITY, (1, None)), grant("80", to_year=1))
    assert [len(year.lines) for year in costs.cost(tariff, scenario((0, 0))).years] == [3, 1]


def test_contribution_to_an_unknown_amount_is_unknown() -> None:
    unknown = costs.UnknownCost(code="X", label="X", payer=MUNICIPALITY, source=MADE_UP)
    found = costs.cost(only(unknown, grant("80")), scenario((0,))).years[0].lines
    assert [(one.amount, one.reason) for one in found[1:]] == [(None, "bijdrage hangt af van een onbekend bedrag")]
