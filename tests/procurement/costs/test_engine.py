"""Years, totals, tail, payers and warnings, and the rules that hold whatever is asked."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procurement import costs
from procurement.costs import formula
from tests.procurement.costs.strategies import KNOWN_PAYERS, Question, questions, scenarios, tariffs
from tests.procurement.costs.tariffs import BG_HAARLEM, BG_LIST, HS, MADE_UP, MG, PR, SO, SO_COORDINATOR, SOS, ST, fee, hours, per_match, scenario
from voorzieningen.money import ZERO, EuroRange, total_of

MUNICIPALITY, EXECUTOR, FUND, MIXED, UNKNOWN = costs.Payer
ONLY_MUNICIPALITY = frozenset({MUNICIPALITY})
REPRODUCIBLE = settings(max_examples=150, derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])


def exact(amount: str) -> EuroRange:
    return EuroRange.exact(Decimal(amount))


# --- rules that hold for every tariff and every scenario -------------------------------------------------------------------------------


@REPRODUCIBLE
@given(questions())
def test_lines_add_up_to_their_year_and_years_to_the_total(question: Question) -> None:
    result = costs.cost(question.tariff, question.scenario)
    for year in result.years:
        amounts = [line.amount for line in year.lines]
        if year.cost is None:
            assert None in amounts or not amounts
            assert year.reason
        else:
            assert year.cost == total_of([amount for amount in amounts if amount])
            assert len(amounts) == len([amount for amount in amounts if amount])
    known = [year.cost for year in result.years if year.cost]
    assert result.total == (total_of(known) if len(known) == len(result.years) else None)
    assert result.known_years == (total_of(known) if known else None)


@REPRODUCIBLE
@given(questions())
def test_low_is_never_above_high_and_nothing_costs_less_than_nothing(question: Question) -> None:
    result = costs.cost(question.tariff, question.scenario)
    sums = [result.total, result.known_years, result.tail and result.tail.cost, result.present_value, *(year.cost for year in result.years)]
    assert all(ZERO <= amount.low <= amount.high for amount in sums if amount)


@REPRODUCIBLE
@given(tariffs(unknowns=False), scenarios(unknowns=False), st.lists(st.integers(0, 4), min_size=6, max_size=6))
def test_more_matches_never_cost_less(tariff: costs.Tariff, asked: costs.Scenario, more: list[int]) -> None:
    larger = replace(asked, new_matches=tuple(new + extra for new, extra in zip(asked.new_matches, more, strict=False)))
    before, after = costs.cost(tariff, asked), costs.cost(tariff, larger)
    for smaller_year, larger_year in zip(before.years, after.years, strict=True):
        assert smaller_year.cost
        assert larger_year.cost
        assert smaller_year.cost.low <= larger_year.cost.low
        assert smaller_year.cost.high <= larger_year.cost.high


@REPRODUCIBLE
@given(questions(), st.integers(1, 4))
def test_unknown_amount_makes_every_sum_with_it_unknown(question: Question, since: int) -> None:
    secret = costs.UnknownCost(code="GEHEIM", label="Geheim", payer=EXECUTOR, source=MADE_UP, from_year=since)
    result = costs.cost(replace(question.tariff, components=(*question.tariff.components, secret)), question.scenario)
    assert all(year.cost is None for year in result.years if year.contract_year >= since)
    if since <= question.scenario.years:
        sums = (
            result.total,
            result.per_match_started,
            result.per_match_started_incl_tail,
            result.per_match_year,
            result.present_value,
            result.match_years,
        )
        assert sums == (None,) * 6
        assert result.status is not costs.Status.COMPLETE
        assert result.reason
    if question.tariff.duration and question.tariff.duration > 1 and since <= question.scenario.years + 1:
        assert result.tail is None


@REPRODUCIBLE
@given(
    tariffs(), scenarios(payers=costs.ALL_PAYERS), st.integers(0, 5_000_000), st.sampled_from(tuple(costs.Payer)), st.sampled_from(tuple(costs.Payer))
)
def test_contribution_leaves_the_integral_cost_as_it_was(
    tariff: costs.Tariff, asked: costs.Scenario, cents: int, payer: costs.Payer, relieved: costs.Payer
) -> None:
    grant = costs.Contribution(code="GIFT", label="Gift", payer=payer, source=MADE_UP, amount=Decimal(cents) / 100, relieved=relieved)
    without, with_grant = costs.cost(tariff, asked), costs.cost(replace(tariff, components=(*tariff.components, grant)), asked)
    assert [year.cost for year in with_grant.years] == [year.cost for year in without.years]
    assert with_grant.total == without.total


@REPRODUCIBLE
@given(questions())
def test_part_of_the_payers_never_bears_more_than_all_of_them(question: Question) -> None:
    part = costs.cost(question.tariff, question.scenario)
    whole = costs.cost(question.tariff, replace(question.scenario, payers=costs.ALL_PAYERS))
    assert part.status is whole.status
    for part_year, whole_year in zip(part.years, whole.years, strict=True):
        if part_year.cost and whole_year.cost:
            assert ZERO <= part_year.cost.low <= whole_year.cost.low
            assert part_year.cost.high <= whole_year.cost.high


@REPRODUCIBLE
@given(tariffs(unknowns=False, payers=KNOWN_PAYERS), scenarios(unknowns=False, payers=costs.ALL_PAYERS))
def test_parts_of_payers_with_known_shares_add_up_to_the_whole(tariff: costs.Tariff, asked: costs.Scenario) -> None:
    parts = [costs.cost(tariff, replace(asked, payers=frozenset({payer}))).total for payer in costs.Payer]
    assert total_of([part for part in parts if part]) == costs.cost(tariff, asked).total


# --- matches and years -----------------------------------------------------------------------------------------------------------------


def test_every_contract_year_needs_its_number_of_matches() -> None:
    with pytest.raises(ValueError, match="3 contract years need as many numbers of new matches, not 2"):
        costs.Scenario(start_year=2027, years=3, new_matches=(1, 2), hourly_cost=Decimal(75))


def test_matches_running_at_the_start_grow_older_and_end() -> None:
    result = costs.cost(BG_LIST, scenario((10, 0), carry_over=((2, 4), (3, 9))))
    assert [(year.new, year.active) for year in result.years] == [(10, 14), (0, 10)]
    assert [str(line.low) for line in result.years[0].lines] == ["31500.00", "4600.00"]
    assert result.matches_started == 10
    assert result.match_years == 24


def test_matches_running_at_the_start_can_outlive_the_horizon() -> None:
    result = costs.cost(replace(BG_LIST, duration=4, components=(per_match("K", "100", (1, None)),)), scenario((0,), carry_over=((2, 1),)))
    assert result.tail
    assert (result.tail.cost, [year.contract_year for year in result.tail.years]) == (exact("200.00"), [2, 3])


def test_tail_is_on_the_same_terms_and_never_part_of_the_total() -> None:
    result = costs.cost(BG_LIST, scenario((10, 10, 10), indexation=Decimal("0.03"), default_price_level=2027))
    assert result.tail
    # 1,150 x 1.03^3 = 1,256.64; times 10
    assert result.tail.cost == exact("12566.40")
    assert [(year.contract_year, year.calendar_year, year.new, year.active) for year in result.tail.years] == [(4, 2030, 0, 10)]
    assert result.total == total_of([year.cost for year in result.years if year.cost])


def test_tail_has_only_the_years_in_which_a_match_runs() -> None:
    result = costs.cost(SO, scenario((0, 0, 0)))
    assert result.tail == costs.Tail(EuroRange(ZERO, ZERO), (), (4,))


@pytest.mark.parametrize("new", [(10, 10), (1, 0), (0, 0)])
def test_tail_is_unknown_when_the_price_has_ended_by_then(new: tuple[int, int]) -> None:
    assert costs.cost(BG_HAARLEM, scenario(new)).tail is None


def test_price_that_ends_leaves_the_known_years_known() -> None:
    result = costs.cost(BG_HAARLEM, scenario((10, 10, 10)))
    assert (result.status, result.total, result.known_years) == (costs.Status.PARTIAL, None, exact("96102.00"))
    assert (result.years[2].lines, result.years[2].cost, result.years[2].reason) == ((), None, "geen prijs vanaf contractjaar 3")
    assert result.reason == "geen prijs vanaf contractjaar 3"
    # The matches run all the same: those of this year and, as each lasts two years, of the year before.
    assert (result.years[2].active, result.match_years) == (10 + 10, None)


def test_what_is_known_has_no_reason() -> None:
    result = costs.cost(BG_LIST, scenario((10, 10)))
    assert (result.reason, [year.reason for year in result.years]) == ("", ["", ""])


def test_year_that_is_unknown_for_another_reason_makes_the_total_unknown_and_not_the_costs() -> None:
    later = costs.UnknownCost(code="X", label="X", payer=MUNICIPALITY, source=MADE_UP, from_year=2)
    result = costs.cost(replace(BG_LIST, price_level_year=2026, components=(*BG_LIST.components, later)), scenario((10, 10)))
    assert (result.status, result.warnings) == (costs.Status.PARTIAL, ("totaal onbekend: tarief onbekend",))


def test_tail_is_not_told_beside_years_that_are_all_unknown() -> None:
    first = costs.UnknownCost(code="X", label="X", payer=MUNICIPALITY, source=MADE_UP, to_year=1)
    result = costs.cost(replace(BG_LIST, components=(*BG_LIST.components, first)), scenario((10,)))
    assert (result.known_years, result.tail) == (None, None)


def test_no_digit_is_lost_on_the_way_to_a_very_large_amount() -> None:
    # 9,999,999,999,999.99 indexed 60 years at 50 %: times 3^60 / 2^60, to the cent, half up. Times 10,007 matches, that is 30 digits. In whole cents:
    amount = 999_999_999_999_999
    price = (amount * 3**60 * 2 + 2**60) // (2 * 2**60)
    tariff = replace(BG_LIST, price_level_year=1967, components=(per_match("K", "9999999999999.99", (1, 1)),))
    found = costs.cost(tariff, scenario((10_007,), 2027, indexation=Decimal("0.5")))
    assert found.total
    assert str(found.total.low).replace(".", "") == str(price * 10_007)


@pytest.mark.parametrize(
    "components",
    [(), (costs.Surcharge(code="T", label="T", payer=MUNICIPALITY, source=MADE_UP, fraction=Decimal(1), base=()),)],
)
def test_tariff_without_amounts_is_unknown_and_not_free(components: tuple[costs.Component, ...]) -> None:
    result = costs.cost(replace(BG_LIST, components=components), scenario((10,)))
    assert (result.status, result.total, result.reason) == (costs.Status.UNKNOWN, None, "tarief onbekend")
    assert result.warnings[0] == "kosten onbekend: tarief onbekend"


NO_DURATION = "duur van een koppeling onbekend"
FEE_ONLY = replace(BG_LIST, duration=None, components=(fee("F", "1000", "1000", MUNICIPALITY, (1, None)),))


@pytest.mark.parametrize(
    ("tariff", "new", "figure", "reason"),
    [
        (FEE_ONLY, (10,), costs.Figure.TAIL, NO_DURATION),
        (BG_HAARLEM, (10, 10), costs.Figure.TAIL, "geen prijs na de looptijd"),
        (BG_HAARLEM, (10, 10, 10), costs.Figure.TAIL, "geen prijs vanaf contractjaar 3"),
        (BG_HAARLEM, (10, 10, 10), costs.Figure.TOTAL, "geen prijs vanaf contractjaar 3"),
        (HS, (0,), costs.Figure.PER_MATCH_STARTED, "tarief onbekend"),
        (BG_LIST, (0,), costs.Figure.PER_MATCH_STARTED, "niet te bepalen: er start geen koppeling"),
        (BG_LIST, (0,), costs.Figure.PER_MATCH_STARTED_INCL_TAIL, "niet te bepalen: er start geen koppeling"),
        (BG_HAARLEM, (10, 10), costs.Figure.PER_MATCH_STARTED_INCL_TAIL, "uitloop onbekend"),
        (FEE_ONLY, (10,), costs.Figure.PER_MATCH_YEAR, NO_DURATION),
        (BG_LIST, (0,), costs.Figure.PER_MATCH_YEAR, "niet te bepalen: er loopt geen koppeling"),
    ],
)
def test_figure_that_is_not_there_says_why(tariff: costs.Tariff, new: tuple[int, ...], figure: costs.Figure, reason: str) -> None:
    result = costs.cost(tariff, scenario(new))
    assert (result.amount(figure), result.why_unknown(figure)) == (None, reason)


def test_comparison_keeps_the_order_of_the_question() -> None:
    asked = scenario((10,))
    comparison = costs.compare((ST, BG_LIST), asked)
    assert [result.tariff for result in comparison.results] == [ST, BG_LIST]
    assert comparison.scenario is asked


def test_key_of_a_tariff_is_as_in_the_address() -> None:
    assert BG_HAARLEM.key == "buurtgezinnen:offerte-haarlem-2020"


def test_present_value_discounts_to_the_first_year_and_leaves_the_tail_out() -> None:
    fees = replace(BG_LIST, components=(fee("F", "1000", "2000", MUNICIPALITY, (1, None)),))
    # 1000 + 1000 / 1.04 + 1000 / 1.04^2 = 2886.0946...
    assert costs.cost(fees, scenario((1, 1, 1), discount_rate=Decimal("0.04"))).present_value == EuroRange(Decimal("2886.09"), Decimal("5772.19"))
    assert costs.cost(fees, scenario((1, 1, 1))).present_value is None
    assert costs.cost(HS, scenario((1, 1, 1), discount_rate=Decimal("0.04"))).present_value is None


def test_present_value_rounds_half_a_cent_up() -> None:
    # 0.27 / 1.2 + 0.36 / 1.44 = 0.225 + 0.25 = 0.475
    fees = (fee("F", "0.27", "0.27", MUNICIPALITY, (2, 2)), fee("G", "0.36", "0.36", MUNICIPALITY, (3, 3)))
    result = costs.cost(replace(BG_LIST, components=fees), scenario((0, 0, 0), discount_rate=Decimal("0.2")))
    assert result.present_value == exact("0.48")


# --- payers and VAT --------------------------------------------------------------------------------------------------------------------


def test_payer_with_an_unknown_share_bears_between_nothing_and_all() -> None:
    result = costs.cost(ST, scenario((10,), payers=ONLY_MUNICIPALITY))
    assert result.total == EuroRange(ZERO, Decimal("9100.00"))
    (line,) = result.years[0].lines
    assert line.calculation == "6.850,00 tot 9.100,00; aandeel onbekend: 0% tot 100%"


def test_payer_with_an_unknown_share_that_is_chosen_bears_all() -> None:
    assert costs.cost(PR, scenario((10,), payers=frozenset({MIXED}))).total == exact("18000.00")


def test_payer_that_is_not_chosen_does_not_count() -> None:
    result = costs.cost(SO, scenario((10,), payers=ONLY_MUNICIPALITY))
    assert [line.code for line in result.years[0].lines] == ["SO-L1"]


def test_relief_of_a_payer_with_an_unknown_share_never_makes_the_cost_negative() -> None:
    grant = costs.Contribution(code="B", label="B", payer=FUND, source=MADE_UP, amount=Decimal(400), relieved=UNKNOWN)
    tariff = replace(BG_LIST, components=(fee("F", "1000", "1000", UNKNOWN, (1, None)), grant))
    assert costs.cost(tariff, scenario((0,), payers=ONLY_MUNICIPALITY)).total == EuroRange(ZERO, Decimal("600.00"))


def test_unknown_amount_of_another_payer_still_makes_the_sum_unknown() -> None:
    assert costs.cost(SOS, scenario((20,), payers=ONLY_MUNICIPALITY)).total is None


def test_integral_view_is_the_one_with_all_payers() -> None:
    assert scenario((1,)).is_integral
    assert not scenario((1,), payers=ONLY_MUNICIPALITY).is_integral


def test_vat_what_if_is_a_line_of_its_own_over_components_with_unknown_vat() -> None:
    unsure = replace(fee("F", "100", "200", FUND, (1, None)), vat_unknown=True)
    sure = fee("G", "100", "100", FUND, (1, None))
    lines = costs.cost(replace(BG_LIST, components=(unsure, sure)), scenario((0,), vat_what_if=Decimal("0.21"))).years[0].lines
    assert [(line.code, line.payer, str(line.low), str(line.high), line.label) for line in lines[2:]] == [
        ("BTW-F", FUND, "21.00", "42.00", "btw-aanname 21% over F")
    ]
    assert lines[2].calculation == "21% x 100,00 tot 200,00"
    # No VAT over VAT; and what the percentage is, a spreadsheet finds by its role alone.
    assert lines[2].takes_vat_what_if is False
    assert isinstance(lines[2].formula, formula.Rounded)
    assert lines[2].formula.step.parts[0] == formula.Value(formula.Role.VAT, "", Decimal("0.21"), Decimal("0.21"))


def test_vat_what_if_is_off_by_default_and_not_over_unknown_amounts() -> None:
    unsure = replace(fee("F", "100", "100", FUND, (1, None)), vat_unknown=True)
    unknown = costs.UnknownCost(code="X", label="X", payer=FUND, source=MADE_UP, vat_unknown=True)
    assert len(costs.cost(replace(BG_LIST, components=(unsure,)), scenario((0,))).years[0].lines) == 1
    assert len(costs.cost(replace(BG_LIST, components=(unknown,)), scenario((0,), vat_what_if=Decimal("0.21"))).years[0].lines) == 1


# --- warnings --------------------------------------------------------------------------------------------------------------------------

LEVEL_UNKNOWN = "prijspeil onbekend: gerekend alsof het bedrag van 2027 is"
PRICED = replace(BG_LIST, price_level_year=2026)


@pytest.mark.parametrize(
    ("tariff", "asked", "expected"),
    [
        (PRICED, scenario((10, 10)), ()),
        (BG_LIST, scenario((10, 10)), (LEVEL_UNKNOWN,)),
        (BG_LIST, scenario((10, 10), default_price_level=2020), ("prijspeil onbekend: gerekend alsof het bedrag van 2020 is",)),
        (HS, scenario((10,)), ("tarief onbekend in de bronnen; niet meegerekend (geen 0)",)),
        (BG_HAARLEM, scenario((10, 10, 10)), ("totaal onbekend: geen prijs vanaf contractjaar 3", LEVEL_UNKNOWN)),
        (
            BG_HAARLEM,
            scenario((11, 13)),
            (
                "capaciteit: contractjaar 1 heeft 11 nieuwe koppelingen, het bedrag geldt voor 10; het bedrag is niet verhoogd",
                "capaciteit: contractjaar 2 heeft 13 nieuwe koppelingen, het bedrag geldt voor 10 tot 12; het bedrag is niet verhoogd",
                LEVEL_UNKNOWN,
            ),
        ),
        (BG_HAARLEM, scenario((10,)), (LEVEL_UNKNOWN,)),
        (SOS, scenario((20,)), ("kosten onbekend: uren van de gedeelde coördinator niet ingevuld", LEVEL_UNKNOWN)),
        (replace(SOS, components=SOS.components[-1:]), scenario((20,), shared_hours=Decimal(20)), ()),
        (
            replace(SO, price_level_year=2026),
            scenario((4, 0, 0)),
            ("weinig koppelingen: onder 5 lopende koppelingen valt deze rekenregel te laag uit (contractjaar 1, 2)",),
        ),
        (replace(SO, price_level_year=2026), scenario((5,)), ()),
        (
            replace(PRICED, duration=3),
            scenario((10,)),
            ("geen bedrag genoemd vanaf koppelingsjaar 3: daarvoor is niets gerekend, vraag de prijs na",),
        ),
        (replace(PRICED, duration=3, components=(per_match("K", "100", (1, None)),)), scenario((10,)), ()),
        (replace(PRICED, duration=3, components=(*PRICED.components, replace(SO_COORDINATOR, warn_below_matches=None))), scenario((10,)), ()),
        (replace(BG_LIST, price_level_note="prijspeil 2020 en 2021"), scenario((10,)), ("prijspeil 2020 en 2021",)),
        (
            replace(MG, price_level_year=2026, duration=1),
            scenario((10,)),
            ("MG-M3 valt in koppelingsjaar 2 en telt niet mee bij een duur van 1 jaar",),
        ),
        (
            PRICED,
            scenario((10,), carry_over=((2, 5), (3, 4), (4, 0))),
            ("lopende koppelingen in koppelingsjaar 3 tellen niet mee: een koppeling duurt hier 2 jaar",),
        ),
        (replace(PRICED, readings_are_preferred=False), scenario((10,)), ("gerekend met een andere lezing dan de voorkeurslezing",)),
        (replace(PRICED, duration_note="een aanname"), scenario((10,)), ("duur van een koppeling: een aanname",)),
        (
            replace(PRICED, components=tuple(replace(component, assumption="een derde") for component in PRICED.components)),
            scenario((10,)),
            ("een derde",),
        ),
        (replace(PR, price_level_year=2026), scenario((10,)), ("de bron noemt dit bedrag 'circa'",)),
        (
            replace(ST, price_level_year=2026),
            scenario((10,), hourly_cost_is_assumption=True),
            ("uurkosten van €\u00a075,00 zijn een aanname",),
        ),
        (PRICED, scenario((10,), hourly_cost_is_assumption=True), ()),
        (
            replace(
                PRICED,
                duration=None,
                components=(
                    costs.HourlyRate(
                        code="U",
                        label="U",
                        payer=MUNICIPALITY,
                        source=MADE_UP,
                        low=Decimal(1),
                        high=Decimal(1),
                        hours_per_match_year=((1, Decimal(1)),),
                    ),
                ),
            ),
            scenario((10,)),
            ("duur van een koppeling onbekend",),
        ),
    ],
)
def test_warnings_say_what_the_amount_does_not(tariff: costs.Tariff, asked: costs.Scenario, expected: tuple[str, ...]) -> None:
    assert costs.cost(tariff, asked).warnings == expected


def test_hours_without_a_duration_are_unknown_and_say_so() -> None:
    tariff = replace(PRICED, duration=None, components=(hours("H", "16", per_matches=10),))
    assert costs.cost(tariff, scenario((10,))).warnings == ("kosten onbekend: duur van een koppeling onbekend",)


def test_nothing_for_the_chosen_payer_is_not_free() -> None:
    only_fund = costs.cost(BG_LIST, replace(scenario((10,)), payers=frozenset({costs.Payer.FUND})))
    integral = costs.cost(BG_LIST, scenario((10,)))

    assert only_fund.total == EuroRange(ZERO, ZERO)
    assert [warning for warning in only_fund.warnings if warning.startswith("niet gratis")]
    # Who bears something, a question that leaves nobody out, and one without years are told nothing.
    for result in (
        integral,
        costs.cost(BG_LIST, scenario((10,), payers=ONLY_MUNICIPALITY)),
        costs.cost(BG_LIST, scenario((), payers=ONLY_MUNICIPALITY)),
    ):
        assert not [warning for warning in result.warnings if warning.startswith("niet gratis")]
