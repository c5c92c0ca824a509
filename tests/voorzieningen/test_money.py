"""Rounding, ranges and Dutch wording of amounts."""

from decimal import Decimal

import pytest

from voorzieningen.money import ZERO, EuroRange, amount_nl, ceiling, euro_nl, number_nl, percent_nl, range_nl, round_half_up, to_cents, total_of

D = Decimal


@pytest.mark.parametrize(
    ("amount", "cents"),
    [
        # 3341.835 and 1150 x 1.03 are unit prices of the worked examples (domain, section 3.6).
        (D("3341.835"), "3341.84"),
        (D("1150") * D("1.03"), "1184.50"),
        (D("0.125"), "0.13"),
        (D("2.675"), "2.68"),
        (D("0.005"), "0.01"),
        (D("-2.675"), "-2.68"),
        (D("2.6749999"), "2.67"),
        (D("99999999.995"), "100000000.00"),
    ],
)
def test_half_a_cent_is_rounded_away_from_zero(amount: Decimal, cents: str) -> None:
    assert str(to_cents(amount)) == cents


def test_an_amount_beyond_28_digits_keeps_its_cents() -> None:
    assert str(to_cents(D("12345678901234567890123456789012.345"))) == "12345678901234567890123456789012.35"
    assert str(round_half_up(D("12345678901234567890123456789012.345"), 2)) == "12345678901234567890123456789012.35"


@pytest.mark.parametrize(("places", "rounded"), [(0, "3"), (1, "2.5"), (2, "2.50"), (4, "2.5000")])
def test_a_number_is_rounded_to_any_number_of_places(places: int, rounded: str) -> None:
    assert str(round_half_up(D("2.5"), places)) == rounded


@pytest.mark.parametrize(("number", "whole"), [("2", 2), ("2.0001", 3), ("0", 0), ("-0.5", 0)])
def test_ceiling_is_the_next_whole_number(number: str, whole: int) -> None:
    assert ceiling(D(number)) == whole


def test_ranges_add_and_subtract_world_by_world() -> None:
    first, second = EuroRange(D("10.00"), D("30.00")), EuroRange(D("1.00"), D("5.00"))
    assert first + second == EuroRange(D("11.00"), D("35.00"))
    assert first - second == EuroRange(D("9.00"), D("25.00"))


def test_an_exact_amount_has_one_bound() -> None:
    assert EuroRange.exact(D("10.00")).is_exact
    assert not EuroRange(D("10.00"), D("10.01")).is_exact


def test_a_range_is_divided_to_the_cent() -> None:
    assert EuroRange(D("100.00"), D("200.00")).divided_by(3) == EuroRange(D("33.33"), D("66.67"))
    assert EuroRange.exact(D("49122")).divided_by(D("10")) == EuroRange.exact(D("4912.20"))


@pytest.mark.parametrize("zero", [0, D("0"), D("0.00")])
def test_a_range_divided_by_nothing_is_unknown(zero: Decimal | int) -> None:
    assert EuroRange.exact(D("100.00")).divided_by(zero) is None


def test_a_total_is_the_sum_of_its_lines() -> None:
    assert total_of([EuroRange(D("1.10"), D("2.20")), EuroRange(D("3.30"), D("4.40"))]) == EuroRange(D("4.40"), D("6.60"))
    assert total_of([]) == EuroRange(ZERO, ZERO)


@pytest.mark.parametrize(
    ("number", "places", "wording"),
    [
        (D("1184.5"), 2, "1.184,50"),
        (1234567, None, "1.234.567"),
        (D("0.125"), None, "0,125"),
        (D("0.125"), 2, "0,13"),
        (D("-1234.5"), 1, "-1.234,5"),
        (D("1E+3"), None, "1.000"),
    ],
)
def test_a_number_is_in_dutch_notation(number: Decimal | int, places: int | None, wording: str) -> None:
    assert number_nl(number, places) == wording


@pytest.mark.parametrize(
    ("amount", "cents", "wording"),
    [("3150", True, "3.150,00"), ("3150", False, "3.150"), ("3150.50", False, "3.150,50"), ("3149.996", False, "3.150")],
)
def test_an_amount_shows_cents_unless_there_are_none_and_none_are_asked(amount: str, cents: bool, wording: str) -> None:
    assert amount_nl(D(amount), cents) == wording


def test_cents_are_shown_unless_somebody_leaves_them_out() -> None:
    assert amount_nl(D("3150")) == "3.150,00"
    assert euro_nl(D("3150")) == "€\u00a03.150,00"
    assert range_nl(EuroRange.exact(D("3150"))) == "€\u00a03.150,00"
    assert range_nl(EuroRange(D("10"), D("20"))) == "€\u00a010,00 - €\u00a020,00"
    assert range_nl(EuroRange(D("10"), D("20")), cents=False) == "€\u00a010 - €\u00a020"


def test_an_amount_has_its_sign_before_the_euro_sign() -> None:
    assert euro_nl(D("4912.20")) == "€\u00a04.912,20"
    assert euro_nl(D("0")) == "€\u00a00,00"
    assert euro_nl(D("0.50")) == "€\u00a00,50"
    assert euro_nl(D("-12")) == "-€\u00a012,00"
    assert euro_nl(D("-12"), cents=False) == "-€\u00a012"


def test_a_range_names_both_bounds_unless_they_are_the_same() -> None:
    assert range_nl(EuroRange(D("10"), D("20.50"))) == "€\u00a010,00 - €\u00a020,50"
    assert range_nl(EuroRange.exact(D("10")), cents=False) == "€\u00a010"


@pytest.mark.parametrize(
    ("fraction", "wording"), [("0.025", "2,5%"), ("0.21", "21%"), ("0", "0%"), ("1", "100%"), ("0.0333", "3,33%"), ("-0.05", "-5%")]
)
def test_a_fraction_is_a_percentage_without_trailing_zeros(fraction: str, wording: str) -> None:
    assert percent_nl(D(fraction)) == wording
