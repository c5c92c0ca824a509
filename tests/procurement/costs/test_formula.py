"""The steps behind an amount: what they come to in both worlds, and what they say."""

from decimal import Decimal

import pytest

from procurement.costs import formula as f
from voorzieningen.money import EuroRange

D = Decimal


def amount(low: str, high: str | None = None, code: str = "A") -> f.Value:
    return f.Value(f.Role.AMOUNT, code, D(low), D(high or low))


def number(value: str, role: f.Role = f.Role.HOURS, unit: str = "") -> f.Value:
    return f.Value(role, "", D(value), D(value), unit)


def matches(*counts: int, unit: str = "") -> f.Count:
    return f.Count(tuple(f.Value(f.Role.NEW_MATCHES, str(year), D(count), D(count)) for year, count in enumerate(counts, start=1)), unit)


def growth(*years: tuple[int, str], known: frozenset[int] = frozenset()) -> f.Growth:
    steps = tuple((year, D(fraction)) for year, fraction in years)
    factor = D(1)
    for _, fraction in steps:
        factor *= 1 + fraction
    return f.Growth("A", steps[0][0] - 1, steps[-1][0], steps, known, factor)


def test_unit_price_is_rounded_half_up_after_indexation_and_says_so():
    price = f.UnitPrice(amount("3150"), growth((2028, "0.03"), (2029, "0.03")))

    assert (price.low, price.high) == (D("3341.84"), D("3341.84"))  # 3,341.835, domain.md section 8
    assert price.words == "(3.150,00 x 1,03^2 = 3.341,84)"
    assert price.parts == (price.amount, price.growth)


def test_history_of_prices_is_printed_year_by_year_and_the_forecast_as_a_power():
    mixed = growth((2023, "0.038"), (2024, "0.033"), (2025, "0.02"), (2026, "0.02"), known=frozenset({2023, 2024}))

    assert mixed.words == "1,038 x 1,033 x 1,02^2"
    assert (mixed.history_words, mixed.forecast_words) == ("1,038 x 1,033", "1,02^2")
    assert growth((2023, "0.038"), (2024, "0"), known=frozenset({2023})).words == "1,038"
    assert mixed.at("low") == (D("1.038") * D("1.033") * D("1.0404"), D(1))


def test_unit_price_of_a_range_prints_both_ends():
    assert f.UnitPrice(amount("9500", "16500")).words == "9.500,00 tot 16.500,00"
    assert f.UnitPrice(amount("9500"), None).parts == (amount("9500"),)


def test_thirds_stay_thirds_until_the_amount_is_rounded():
    hours = f.Product((number("16", unit="uur"), f.Ratio(matches(1), number("3", f.Role.MATCHES_PER_BLOCK, "koppelingen")), number("0.75")))

    assert hours.at("low") == (D("12.00"), D(3))
    assert f.Rounded(hours).low == D("4.00")
    assert hours.words == "16 uur x 1 / 3 koppelingen x 0,75"


def test_half_a_cent_after_a_division_is_rounded_up():
    assert f.Rounded(f.Ratio(number("0.01"), number("2"))).range == EuroRange(D("0.01"), D("0.01"))


def test_blocks_count_every_started_block():
    blocks = f.Blocks(matches(4, 7), number("10", f.Role.MATCHES_PER_BLOCK, "koppelingen"))

    assert blocks.at("high") == (D(2), D(1))
    assert blocks.words == "2 (per 10 koppelingen, 11 koppelingen)"
    assert len(blocks.parts) == 2


@pytest.mark.parametrize(("count", "words", "value"), [(1, "minimaal 8 uur", "8"), (5, "2 uur x 5", "10")])
def test_minimum_hours_decide_only_when_they_are_more(count, words, value):
    least = f.AtLeastHours(f.Product((number("2", unit="uur"), matches(count))), number("8", unit="uur"))

    assert (least.words, least.at("low")[0]) == (words, D(value))
    assert len(least.parts) == 2


def test_a_step_that_would_be_negative_is_zero_and_says_so():
    taken = f.AtLeastZero(f.Difference(amount("1000", "3000"), amount("2000")))

    assert taken.range == EuroRange(D("0.00"), D("1000.00"))
    assert taken.words == "1.000,00 tot 3.000,00 - 2.000,00, ten minste 0,00"
    assert f.AtLeastZero(f.Difference(amount("3000"), amount("2000"))).words == "3.000,00 - 2.000,00"


def test_sum_of_amounts_puts_ranges_in_brackets():
    total = f.Sum((f.Carried(amount("9500", "16500")), f.Carried(amount("20000"))))

    assert total.words == "(9.500,00 tot 16.500,00) + 20.000,00"
    assert total.range == EuroRange(D("29500.00"), D("36500.00"))
    assert f.Ratio(f.Sum(total.terms, in_brackets=True), matches(10, unit="koppelingen")).words == (
        "((9.500,00 tot 16.500,00) + 20.000,00) / 10 koppelingen"
    )


def test_sum_of_nothing_is_zero():
    assert (f.Sum(()).words, f.Sum(()).range) == ("0,00", EuroRange(D("0.00"), D("0.00")))


def test_contribution_is_no_more_than_the_cost_that_it_relieves():
    grant = f.Grant(amount("20000"), f.Sum((f.Carried(amount("12000", "30000")),)))

    assert grant.range == EuroRange(D("12000.00"), D("20000.00"))
    assert f.Negative(grant).range == EuroRange(D("-12000.00"), D("-20000.00"))
    assert f.Negative(grant).words == grant.words == "ten hoogste 20.000,00, niet meer dan de kosten"
    assert (len(grant.parts), f.Negative(grant).parts) == (2, (grant,))


def test_unknown_share_runs_from_nothing_to_all():
    share = f.UnknownShare(amount("1800"))

    assert share.range == EuroRange(D("0.00"), D("1800.00"))
    assert share.words == "1.800,00; aandeel onbekend: 0% tot 100%"
    assert share.parts == (amount("1800"),)


def test_present_value_divides_once():
    years = tuple(f.Carried(amount(value)) for value in ("100", "103"))
    value = f.PresentValue(years, number("0.03", f.Role.DISCOUNT))

    assert f.Rounded(value).low == D("200.00")
    assert value.words == "100,00 / 1,03^0 + 103,00 / 1,03^1"
    assert value.parts == (*years, value.rate)


def test_completion_of_all_says_nothing_and_less_is_a_percentage():
    assert number("1", f.Role.COMPLETION).words == ""
    assert number("0.9", f.Role.COMPLETION).words == "90%"
    assert f.Product((matches(10), amount("2500"), number("1", f.Role.COMPLETION))).words == "10 x 2.500,00"


def test_remark_stands_behind_the_step():
    told = f.Remark(amount("14000"), "staffel vanaf 50.000 inwoners")

    assert (told.words, told.range.low, told.parts) == ("14.000,00 (staffel vanaf 50.000 inwoners)", D("14000.00"), (amount("14000"),))


def test_each_step_names_its_parts():
    a, b = amount("1"), amount("2")

    assert f.Difference(a, b).parts == f.Ratio(a, b).parts == f.Product((a, b)).parts == f.Sum((a, b)).parts == (a, b)
    assert f.Rounded(a).parts == f.Carried(a).parts == f.AtLeastZero(a).parts == (a,)
    assert a.parts == ()
    assert len(matches(1, 2).parts) == 2


def test_unit_price_and_remark_pass_their_value_on():
    price = f.UnitPrice(amount("9500", "16500"))

    assert (price.at("low"), price.at("high")) == ((D("9500.00"), D(1)), (D("16500.00"), D(1)))
    assert f.Remark(price, "staffel").at("high") == (D("16500.00"), D(1))
    assert f.Carried(price).parts == (price,)
    assert f.Rounded(price).at("high") == (D("16500.00"), D(1))
