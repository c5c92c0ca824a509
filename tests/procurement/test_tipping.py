"""Tipping points in words: the witnesses are the worked examples of the domain paper and sums by hand that stand beside the tests."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from procurement import costs
from procurement.mix.wording import and_words
from procurement.tipping import MOST_COLUMNS, Pair, Run, Tipping, find_tipping
from procurement.tipping.hourly import HourlyTurn
from procurement.tipping.shared import SharedBesideParts
from tests.procurement.compared import compared, question
from tests.procurement.costs.tariffs import BG_HAARLEM, BG_LIST, HS, MG, PR, SO, SOS, ST, fee, per_match, scenario
from voorzieningen.money import EuroRange

MUNICIPALITY = costs.Payer.MUNICIPALITY
NBSP = "\u00a0"
TEN = scenario((10, 10, 10))
TWENTY = scenario((20, 20, 20), shared_hours=Decimal("20.0"))
SOS_COLUMN = compared(SOS, parts=("steunouder", "samen-oplopen"))


def tipping(*tariffs: Any, asked: costs.Scenario = TEN, **options: Any) -> Tipping:
    columns = [compared(tariff) if isinstance(tariff, costs.Tariff) else tariff for tariff in tariffs]
    found = find_tipping(question(asked, **options), columns, [costs.cost(column.calculated, asked) for column in columns])
    assert found is not None
    return found


def linear(name: str, fixed: str, each: str, **options: Any) -> costs.Tariff:
    components = (fee("F", fixed, fixed, MUNICIPALITY, (1, 1)), per_match("K", each, (1, 1)))
    return costs.Tariff(offering=name, slug="lijstprijs", name=name, duration=1, components=components, **options)


def spaced(text: str) -> str:
    return text.replace(NBSP, " ")


def sentence(*runs: tuple[int, int, int], high: tuple[tuple[int, int, int], ...] = ()) -> str:
    low = tuple(Run(*run) for run in runs)
    return Pair(("a", "b"), ("A", "B"), low, tuple(Run(*run) for run in high) or low).sentence


# --- matches --------------------------------------------------------------------------------------------------------------------------------


def test_nothing_compared_has_no_tipping_points() -> None:
    assert find_tipping(question(TEN), [], []) is None


def test_turn_of_the_list_price_and_the_all_in_price_is_said_with_both_amounts() -> None:
    # 11,750 n against 12,000 + 11,000 n (equal at 16) or 19,000 + 11,000 n (25.33).
    (pair,) = tipping(BG_LIST, SO).pairs
    assert pair.sentence == (
        "Tot en met 15 nieuwe koppelingen per jaar is Buurtgezinnen goedkoper dan Samen Oplopen, bij 16 kosten ze evenveel, "
        "vanaf 17 andersom (lage bedragen); vanaf 26 bij hoge bedragen."
    )
    assert (pair.name, pair.turns, pair.warning) == ("Buurtgezinnen en Samen Oplopen", (16, 17, 26), "")


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (((1, 200, -1),), (), "Over het hele bereik van 1 tot en met 200 nieuwe koppelingen per jaar is A goedkoper dan B."),
        (((1, 200, 1),), (), "Over het hele bereik van 1 tot en met 200 nieuwe koppelingen per jaar is B goedkoper dan A."),
        (((1, 200, 0),), (), "Over het hele bereik van 1 tot en met 200 nieuwe koppelingen per jaar kosten A en B evenveel."),
        (((1, 21, -1), (22, 200, 1)), (), "Tot en met 21 nieuwe koppelingen per jaar is A goedkoper dan B, vanaf 22 andersom."),
        (((1, 1, 1), (2, 200, -1)), (), "Bij 1 nieuwe koppeling per jaar is B goedkoper dan A, vanaf 2 andersom."),
        (((1, 199, 1), (200, 200, -1)), (), "Tot en met 199 nieuwe koppelingen per jaar is B goedkoper dan A, vanaf 200 andersom."),
        (
            ((1, 21, -1), (22, 200, 1)),
            ((1, 34, -1), (35, 200, 1)),
            "Tot en met 21 nieuwe koppelingen per jaar is A goedkoper dan B, vanaf 22 andersom (lage bedragen); vanaf 35 bij hoge bedragen.",
        ),
        (
            ((1, 21, -1), (22, 200, 1)),
            ((1, 34, -1), (35, 35, 0), (36, 200, 1)),
            "Tot en met 21 nieuwe koppelingen per jaar is A goedkoper dan B, vanaf 22 andersom (lage bedragen); "
            "bij 35 evenveel en vanaf 36 bij hoge bedragen.",
        ),
        (
            ((1, 200, -1),),
            ((1, 34, -1), (35, 200, 1)),
            "Lage bedragen: over het hele bereik van 1 tot en met 200 nieuwe koppelingen per jaar is A goedkoper dan B. "
            "Hoge bedragen: tot en met 34 nieuwe koppelingen per jaar is A goedkoper dan B, vanaf 35 andersom.",
        ),
        (
            ((1, 10, -1), (11, 15, 1), (16, 20, 0), (21, 21, 0), (22, 200, -1)),
            (),
            "Tot en met 10 nieuwe koppelingen per jaar is A goedkoper dan B, van 11 tot en met 15 is B goedkoper, "
            "van 16 tot en met 20 kosten ze evenveel, bij 21 kosten ze evenveel en vanaf 22 is A goedkoper.",
        ),
        (
            ((1, 5, 0), (6, 200, -1)),
            (),
            "Tot en met 5 nieuwe koppelingen per jaar kosten A en B evenveel en vanaf 6 is A goedkoper.",
        ),
        (
            ((1, 5, -1), (6, 9, 0), (10, 200, 1)),
            (),
            "Tot en met 5 nieuwe koppelingen per jaar is A goedkoper dan B, van 6 tot en met 9 kosten ze evenveel en vanaf 10 is B goedkoper.",
        ),
        (
            ((1, 5, -1), (6, 6, 1), (7, 200, -1)),
            (),
            "Tot en met 5 nieuwe koppelingen per jaar is A goedkoper dan B, bij 6 is B goedkoper en vanaf 7 is A goedkoper.",
        ),
    ],
)
def test_every_course_of_two_columns_has_its_words(low: Any, high: Any, words: str) -> None:
    assert sentence(*low, high=high) == words


def test_opposite_turns_of_low_and_high_amounts_are_said_apart() -> None:
    words = sentence((1, 21, -1), (22, 200, 1), high=((1, 34, 1), (35, 200, -1)))
    assert words.startswith("Lage bedragen: tot en met 21 nieuwe koppelingen per jaar is A goedkoper dan B")
    assert "Hoge bedragen: tot en met 34 nieuwe koppelingen per jaar is B goedkoper dan A" in words


def test_runs_follow_the_totals_over_the_whole_range() -> None:
    (pair,) = tipping(linear("a", "1000", "100"), linear("b", "0", "150"), asked=scenario((10,))).pairs
    assert pair.low == pair.high == (Run(1, 19, 1), Run(20, 20, 0), Run(21, 200, -1))


def test_low_amounts_are_compared_with_low_ones_and_high_with_high() -> None:
    wide = replace(linear("a", "0", "100"), components=(fee("F", "0", "2000", MUNICIPALITY, (1, 1)), per_match("K", "100", (1, 1))))
    (pair,) = tipping(wide, linear("b", "1000", "100"), asked=scenario((10,))).pairs
    assert (pair.low, pair.high, pair.turns) == ((Run(1, 200, -1),), (Run(1, 200, 1),), ())


def test_pairs_that_turn_stand_apart_from_those_that_never_do() -> None:
    found = tipping(BG_LIST, SO, PR)
    assert [pair.name for pair in found.turning] == ["Buurtgezinnen en Samen Oplopen"]
    assert [pair.name for pair in found.never_turning] == ["Buurtgezinnen en Gezin in de Buurt", "Samen Oplopen en Gezin in de Buurt"]


def test_nearest_are_the_pairs_that_turn_closest_to_the_number_asked() -> None:
    # Against a: b at 10, c at 50, d at 100, e at 190; the others meet there as well or beyond.
    tariffs = [
        linear("a", "0", "200"),
        linear("b", "1000", "100"),
        linear("c", "5000", "100"),
        linear("d", "10000", "100"),
        linear("e", "19000", "100"),
    ]
    found = tipping(*tariffs, asked=scenario((60,)))
    assert [pair.names for pair in found.nearest] == [("a", "c"), ("a", "d"), ("a", "b")]
    assert tipping(*tariffs[:2], asked=scenario((60,))).nearest[0].distance(60) == 49


def test_numbers_that_differ_each_year_are_averaged_and_said_to_differ() -> None:
    found = tipping(BG_LIST, SO, asked=scenario((10, 11, 13)))
    assert (found.matches, found.same_each_year) == (12, False)
    assert (tipping(BG_LIST).matches, tipping(BG_LIST).same_each_year) == (10, True)


def test_turn_outside_the_capacity_of_an_offer_is_warned_for() -> None:
    # Two years: the offer is 96,102; the list price 3 x 3,150 / 2... = (2 x 3,150 + 1,150) n = 7,450 n, so equal at 12.9.
    (pair,) = tipping(compared(BG_HAARLEM, "Offerte"), BG_LIST, asked=scenario((10, 10))).pairs
    assert pair.turns == (13,)
    assert pair.warning == (
        "Capaciteit: Offerte is geprijsd voor 10 in contractjaar 1 en 10 tot 12 in contractjaar 2; het omslagpunt bij 13 valt daarbuiten."
    )


def test_turn_within_the_capacity_and_capacity_beyond_the_horizon_are_no_warning() -> None:
    later = linear("b", "0", "150", capacity=(costs.CapacityYear(1, 5, 21), costs.CapacityYear(2, 5, 10)))
    (pair,) = tipping(linear("a", "1000", "100"), later, asked=scenario((10,))).pairs
    assert (pair.turns, pair.warning) == ((20, 21), "")


def test_unknown_columns_are_named_with_the_reason() -> None:
    found = tipping(HS, BG_HAARLEM, BG_LIST)
    assert [(column.name, column.reason) for column in found.unknown] == [
        ("Home-Start", "tarief onbekend"),
        ("Buurtgezinnen", "geen prijs vanaf contractjaar 3"),
    ]
    assert found.pairs == ()


def test_more_than_twelve_columns_get_a_message_and_no_pairs() -> None:
    many = [linear(f"a{number}", str(number), "100") for number in range(MOST_COLUMNS + 1)]
    found = tipping(*many, ST)
    assert (found.pairs, found.hourly) == ((), ())
    assert found.too_many == "Kies hoogstens 12 soorten aanbod om omslagpunten te zien; nu zijn het er 14."
    assert tipping(*many[:MOST_COLUMNS]).too_many == ""


# --- hourly cost ----------------------------------------------------------------------------------------------------------------------------


def turn(low: str | None, high: str | None, cheaper: str = "Uren", reasons: tuple[str, str] = ("", "")) -> HourlyTurn:
    return HourlyTurn("Uren", "Anders", low and Decimal(low), high and Decimal(high), *reasons, cheaper)


@pytest.mark.parametrize(
    ("found", "words", "reasons"),
    [
        (turn("45.00", "45.00"), "Bij uurkosten onder € 45,00 is Uren goedkoper dan Anders, daarboven andersom.", ""),
        (turn("45.00", "45.00", "Anders"), "Bij uurkosten onder € 45,00 is Anders goedkoper dan Uren, daarboven andersom.", ""),
        (
            turn("46.00", "45.00"),
            "Bij uurkosten onder € 45,00 is Uren goedkoper dan Anders, boven € 46,00 andersom; daartussen hangt het af van lage of hoge bedragen.",
            "",
        ),
        (turn("45.00", None, reasons=("", "x")), "Bij uurkosten onder € 45,00 is Uren goedkoper dan Anders, daarboven andersom.", "hoge bedragen: x"),
        (turn(None, None, "", ("x", "x")), "", "x"),
        (turn(None, None, "", ("x", "y")), "", "lage bedragen: x; hoge bedragen: y"),
        (turn("45.00", "46.00", ""), "", ""),
    ],
)
def test_hourly_cost_at_which_it_turns_is_said_in_words(found: HourlyTurn, words: str, reasons: str) -> None:
    assert (spaced(found.sentence), found.reasons) == (words, reasons)


def test_columns_with_hours_are_set_against_every_other_one_once() -> None:
    found = tipping(BG_LIST, ST, SOS_COLUMN, asked=TWENTY)
    assert [(one.name, one.other) for one in found.hourly] == [("Steunouder", "Buurtgezinnen"), ("Steunouder", "SOS"), ("SOS", "Buurtgezinnen")]
    assert found.has_hours
    assert not tipping(BG_LIST, SO).has_hours


def test_break_even_hourly_cost_is_that_of_the_formula() -> None:
    # S1: (117,500 - 10,850) / (3 x 16 x 52) = 42.73 and (117,500 - 13,100) / 2,496 = 41.83.
    (found,) = tipping(ST, BG_LIST).hourly
    assert (found.low, found.high) == (Decimal("42.73"), Decimal("41.83"))
    assert spaced(found.sentence) == (
        "Bij uurkosten onder € 41,83 is Steunouder goedkoper dan Buurtgezinnen, boven € 42,73 andersom; "
        "daartussen hangt het af van lage of hoge bedragen."
    )


def test_nearest_hourly_costs_come_first_and_unknown_ones_not_at_all() -> None:
    # 17.91 or 16.44 against Gezin in de Buurt, 42.73 or 41.83 against Buurtgezinnen, 75.78 or 74.88 against MeeleefGezin.
    found = tipping(PR, ST, BG_LIST, MG, HS)
    assert [one.other for one in found.nearest_hourly] == ["MeeleefGezin", "Buurtgezinnen", "Gezin in de Buurt"]
    assert len(found.hourly) == 4
    assert turn("50.00", None).distance(Decimal(75)) == 25


def test_hourly_cost_beside_an_unknown_column_is_not_to_be_determined() -> None:
    (found,) = tipping(ST, HS).hourly
    assert (found.low, found.high, found.sentence) == (None, None, "")
    assert found.reasons


# --- a combination beside its parts -----------------------------------------------------------------------------------------------------------


def test_worked_example_of_sos_beside_its_parts_comes_out_to_the_cent() -> None:
    """S7: 262,850 to 272,100 together, 320,050 to 329,300 apart, 57,200 less; equal at 21.13, 26.77 and 26.77 hours a week."""
    (shared,) = tipping(SOS_COLUMN, ST, SO, asked=TWENTY).shared
    assert shared.total == EuroRange(Decimal("262850.00"), Decimal("272100.00"))
    assert shared.apart == EuroRange(Decimal("320050.00"), Decimal("329300.00"))
    assert spaced(shared.sentence) == "SOS komt uit op € 57.200,00 minder dan de twee delen apart, bij 20 gedeelde uren per week."
    assert shared.assumption == "Verdeling: elk deel krijgt evenveel nieuwe koppelingen per jaar, 10 bij Steunouder en 10 bij Samen Oplopen."
    assert [(year.calendar_year, year.apart and year.apart.low) for year in shared.years] == [
        (2027, Decimal("98750.00")),
        (2028, Decimal("110900.00")),
        (2029, Decimal("110400.00")),
    ]
    assert [(year.hours_low, year.hours_high) for year in shared.years] == [(Decimal(hours),) * 2 for hours in ("21.13", "26.77", "26.77")]
    assert not any(year.hours_differ or year.reason for year in shared.years)


def test_combination_without_its_parts_says_which_to_add() -> None:
    (shared,) = tipping(SOS_COLUMN, SO, asked=TWENTY).shared
    assert (shared.obstacle, shared.parts) == ("Zet steunouder erbij om dit te zien.", ())
    (shared,) = tipping(SOS_COLUMN, asked=TWENTY).shared
    assert shared.obstacle == "Zet steunouder en samen oplopen erbij om dit te zien."


@pytest.mark.parametrize("asked", [replace(TWENTY, new_matches=(20, 21, 20)), replace(TWENTY, carry_over=((2, 3),))])
def test_matches_that_cannot_be_divided_are_no_comparison(asked: costs.Scenario) -> None:
    (shared,) = tipping(SOS_COLUMN, ST, SO, asked=asked).shared
    assert shared.obstacle == "Het aantal koppelingen is niet in elk jaar gelijk over de 2 delen te verdelen. Kies een veelvoud van 2."


def test_running_matches_are_divided_like_new_ones() -> None:
    (shared,) = tipping(SOS_COLUMN, ST, SO, asked=replace(TWENTY, carry_over=((2, 4),))).shared
    # Two of four run on with Samen Oplopen in the first year: 2 x 2,200 more.
    assert shared.parts[1].total == EuroRange(Decimal("126400.00"), Decimal("133400.00"))


def test_unknown_hours_leave_the_difference_unknown() -> None:
    (shared,) = tipping(SOS_COLUMN, ST, SO, asked=replace(TWENTY, shared_hours=None)).shared
    assert (shared.hours, shared.total, shared.sentence) == (None, None, "")
    assert [year.hours_low for year in shared.years] == [Decimal(hours) for hours in ("21.13", "26.77", "26.77")]


def test_unknown_part_leaves_the_parts_together_unknown() -> None:
    unknown = replace(HS, offering="steunouder")
    (shared,) = tipping(SOS_COLUMN, unknown, SO, asked=TWENTY).shared
    assert (shared.apart, shared.sentence) == (None, "")
    assert [year.apart for year in shared.years] == [None, None, None]
    assert all(year.reason for year in shared.years)


@pytest.mark.parametrize(
    ("together", "words"),
    [
        (("100.00", "200.00"), "evenveel als"),
        (("110.00", "210.00"), "€ 10,00 meer dan"),
        (("90.00", "180.00"), "€ 10,00 - € 20,00 minder dan"),
        (("120.00", "210.00"), "€ 10,00 - € 20,00 meer dan"),
        (("90.00", "210.00"), "€ 10,00 minder (lage bedragen) of € 10,00 meer (hoge bedragen) dan"),
        (("100.00", "210.00"), "€ 0,00 minder (lage bedragen) of € 10,00 meer (hoge bedragen) dan"),
    ],
)
def test_difference_of_two_calculations_is_more_less_or_equal(together: tuple[str, str], words: str) -> None:
    (shared,) = tipping(SOS_COLUMN, ST, SO, asked=TWENTY).shared
    parts = (replace(shared.parts[0], total=EuroRange(Decimal("100.00"), Decimal("200.00"))),)
    found = SharedBesideParts("SOS", hours=Decimal(20), total=EuroRange(*map(Decimal, together)), parts=parts)
    assert spaced(found.sentence) == f"SOS komt uit op {words} de 1 delen apart, bij 20 gedeelde uren per week."


def test_hours_that_do_not_grow_with_the_matches_are_noted_once() -> None:
    assert tipping(SOS_COLUMN, ST, SO, BG_LIST, asked=TWENTY).notes == (
        "Let op: SOS is bij elk aantal koppelingen gerekend met 20 gedeelde uren per week; meer koppelingen vragen meer uren.",
    )
    assert tipping(SOS_COLUMN, asked=TEN).notes == ()


def test_offering_without_parts_is_no_combination() -> None:
    assert tipping(compared(SOS), ST, SO, asked=TWENTY).shared == ()


# --- budget -----------------------------------------------------------------------------------------------------------------------------------


def fits(*tariffs: Any, **options: Any) -> list[list[tuple[str, str]]]:
    return [[(spaced(fit.safe), spaced(fit.optimistic)) for fit in budget.fits] for budget in tipping(*tariffs, **options).budgets]


def test_yearly_budget_also_stands_as_one_total() -> None:
    # A year: 4,300 n <= 60,000 from the second year, so 13. Total: 11,750 n <= 180,000, so 15.
    asked, other = tipping(BG_LIST, budget="60000", budget_per_year=True).budgets
    assert (asked.asked, asked.per_year, other.asked, other.per_year, other.amount) == (True, True, False, False, Decimal(180000))
    assert spaced(asked.title) == "Gevraagd: ten hoogste € 60.000,00 in elk contractjaar"
    assert spaced(other.title) == "Ter vergelijking: hetzelfde geld als een bedrag over alle jaren, ten hoogste € 180.000,00 in totaal"
    assert fits(BG_LIST, budget="60000", budget_per_year=True) == [[("13", "13")], [("15", "15")]]
    assert spaced(asked.fits[0].dearest) == "bij 13: 2028 en 2029, € 55.900,00"


def test_total_budget_also_stands_as_equal_parts() -> None:
    asked, other = tipping(BG_LIST, budget="100000").budgets
    assert spaced(asked.title) == "Gevraagd: ten hoogste € 100.000,00 in totaal"
    assert spaced(other.title) == "Ter vergelijking: hetzelfde geld in gelijke delen, ten hoogste € 33.333,33 in elk contractjaar"
    # Two thirds of a cent more would not fit.
    assert tipping(BG_LIST, budget="200000").budgets[1].amount == Decimal("66666.66")
    assert fits(BG_LIST, budget="100000") == [[("8", "8")], [("7", "7")]]


def test_ranges_fit_safely_and_optimistically() -> None:
    # Samen Oplopen in total: 11,000 n + 12,000 (low) or 19,000 (high).
    assert fits(SO, budget="122000")[0] == [("9", "10")]


def test_budget_below_the_fees_fits_nothing_and_says_what_they_are() -> None:
    assert fits(ST, budget="12000")[0] == [("past niet: ook bij 0 koppelingen kost het € 13.100,00", "0")]
    assert fits(ST, budget="5000", budget_per_year=True)[0] == [
        ("past niet: ook bij 0 koppelingen kost het € 9.100,00 in 2027", "past niet: ook bij 0 koppelingen kost het € 6.850,00 in 2027")
    ]
    (fit,) = tipping(ST, budget="5000").budgets[0].fits
    assert spaced(fit.dearest) == "bij 0: 2027, € 6.850,00 - € 9.100,00"


def test_unknown_price_fits_nothing_and_is_not_called_too_dear() -> None:
    (fit,) = tipping(HS, budget="5000").budgets[0].fits
    assert (fit.safe, fit.optimistic, fit.dearest) == ("onbekend: tarief onbekend", "onbekend: tarief onbekend", "")


def test_price_that_does_not_hang_on_matches_fits_any_number_beyond_its_capacity() -> None:
    (fit,) = tipping(BG_HAARLEM, asked=scenario((10, 10)), budget="50000", budget_per_year=True).budgets[0].fits
    assert (fit.safe, fit.optimistic) == ("elk aantal: de prijs hangt er niet van af",) * 2
    assert spaced(fit.dearest) == "2027, € 49.122,00"
    assert fit.warning == ("Capaciteit: Buurtgezinnen is geprijsd voor 10 in contractjaar 1 en 10 tot 12 in contractjaar 2; meer valt daarbuiten.")


def test_large_budget_fits_more_than_is_tried() -> None:
    assert fits(PR, budget="9999999999")[0] == [("10.000 of meer", "10.000 of meer")]
    (fit,) = tipping(PR, budget="9999999999").budgets[0].fits
    assert spaced(fit.dearest) == "bij 10.000: elk jaar, € 18.000.000,00"


def test_no_budget_is_no_answer() -> None:
    assert tipping(BG_LIST).budgets == ()


# --- trajectories -----------------------------------------------------------------------------------------------------------------------------


def trajectory(tariff: costs.Tariff, price: str, asked: costs.Scenario = TEN) -> Any:
    (found,) = tipping(tariff, asked=asked, trajectory_price=price).trajectories
    return found


def test_number_of_trajectories_is_a_condition_and_never_a_claim() -> None:
    # 117,500 / 12,500 = 9.4, and 9.4 of 30 matches is 31.3 %.
    found = trajectory(BG_LIST, "12500")
    assert spaced(found.sentence) == (
        "Als door deze inzet minimaal 10 trajecten van € 12.500,00 niet nodig zijn, zijn de kosten gelijk; "
        "dat is 31,3% van de gestarte koppelingen. Of dat gebeurt, staat in geen van de bronnen."
    )
    assert found.is_exact


def test_trajectories_of_a_range_are_a_range() -> None:
    # 122,000 and 129,000 / 12,500 = 9.76 and 10.32; of 30 that is 32.5 and 34.4 %.
    found = trajectory(SO, "12500")
    assert "minimaal 10 (lage bedragen) tot 11 (hoge bedragen) trajecten" in found.sentence
    assert found.share_words == "dat is 32,5% tot 34,4% van de gestarte koppelingen"
    assert not found.is_exact


def test_one_trajectory_is_singular() -> None:
    assert "minimaal 1 traject van € 999.999,00 niet nodig is," in spaced(trajectory(BG_LIST, "999999").sentence)


def test_share_over_all_matches_says_so() -> None:
    assert trajectory(BG_LIST, "1000").share_words == "dat is 391,7% van de gestarte koppelingen, dus meer trajecten dan er koppelingen starten"
    # 122,000 and 129,000 / 4,200 = 29.05 and 30.71 of 30.
    assert trajectory(SO, "4200").share_words == (
        "dat is 96,8% tot 102,4% van de gestarte koppelingen, bij hoge bedragen dus meer trajecten dan er koppelingen starten"
    )


def test_share_of_no_matches_is_not_to_be_determined() -> None:
    found = trajectory(ST, "1000", scenario((0, 0, 0)))
    assert found.share_words == "welk deel van de koppelingen dat is, is niet te bepalen: er starten geen koppelingen"


def test_unknown_total_has_no_number_of_trajectories_but_a_reason() -> None:
    found = trajectory(HS, "1000")
    assert (found.low, found.high, found.sentence, found.share_words, found.reason) == (None, None, "", "", "tarief onbekend")


def test_first_column_with_a_number_explains_the_table() -> None:
    aid = tipping(HS, MG, BG_LIST, trajectory_price="1000").reading_aid
    assert aid is not None
    assert aid.name == "MeeleefGezin"
    assert tipping(HS, trajectory_price="1000").reading_aid is None
    assert tipping(MG).trajectories == ()


def test_claimed_gain_is_not_a_word_of_these_texts() -> None:
    found = tipping(SOS_COLUMN, ST, SO, BG_LIST, asked=TWENTY, budget="100000", trajectory_price="12500")
    texts = [found.shared[0].sentence, *(row.sentence for row in found.trajectories), *(pair.sentence for pair in found.pairs)]
    assert all(texts)
    assert "bespar" not in " ".join(texts).lower()


def test_words_in_a_row_end_with_and() -> None:
    assert [and_words(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a en b", "a, b en c"]
