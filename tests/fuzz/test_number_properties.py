"""Whatever is typed as a number, an amount, a day or a list of those: what is read is bounded, and reads as the same in the portal's own words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from procurement.forms.decision import MOST_EUROS
from procurement.forms.fields import CountsField, NumberField, PairsField, WholeNumberField, decimal_number, grouped_number
from procurement.forms.own_offer import DayField, InstalmentsField
from tests.fuzz.typed import EUROS, TEXTS, assert_dutch
from voorzieningen.money import amount_nl, number_nl


@given(EUROS)
def test_an_amount_in_the_portals_own_words_is_that_amount(amount: Decimal) -> None:
    field = NumberField(minimum=Decimal(0), maximum=MOST_EUROS)

    for text in (amount_nl(amount), amount_nl(amount, cents=False), f"{amount:.2f}", str(amount), f" {amount_nl(amount)} "):
        assert field.clean(text) == amount, text


@given(st.decimals(-(10**12) + 1, 10**12 - 1, places=4))
def test_a_number_in_words_is_that_number(number: Decimal) -> None:
    assume(number.copy_abs() < 10**12)
    assert decimal_number(number_nl(number)) == number
    assert decimal_number(f"{number:.4f}") == number


@given(st.integers(0, 999_999_999))
def test_a_whole_number_in_words_is_that_number(number: int) -> None:
    assert grouped_number(number_nl(number)) == grouped_number(str(number)) == number


# Written out on its own: what a person may type as a number, and nothing else.
def is_a_number(text: str) -> bool:
    body = text.removeprefix("-")
    whole, comma, fraction = body.partition(",")
    if comma or "." not in body:
        groups = whole.split(".")
        is_grouped = len(groups) in (2, 3, 4) and 1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
        is_whole = (len(groups) == 1 and 1 <= len(whole) <= 12) or is_grouped
        return is_whole and all(set(group) <= set("0123456789") for group in groups) and (not comma or _digits(fraction, range(1, 5)))
    if body.count(".") == 1 and not _grouped(body):
        left, _, right = body.partition(".")
        return _digits(left, range(1, 13)) and _digits(right, (1, 2, 4))
    return _grouped(body)


def _grouped(body: str) -> bool:
    groups = body.split(".")
    return 2 <= len(groups) <= 4 and _digits(groups[0], (1, 2, 3)) and all(_digits(group, (3,)) for group in groups[1:])


def _digits(text: str, lengths: Any) -> bool:
    return len(text) in lengths and set(text) <= set("0123456789")


@settings(max_examples=300)
@given(
    st.one_of(
        TEXTS,
        st.text("0123456789.,-", max_size=9),
        st.text("12.,\u0663\uff11\u00b2", max_size=4),
        st.from_regex(r"-?[0-9]{1,4}([.,][0-9]{1,5}){0,3}", fullmatch=True),
    )
)
def test_only_a_number_is_read_as_one(text: str) -> None:
    assert (decimal_number(text) is not None) == is_a_number(text)


@settings(max_examples=150)
@given(TEXTS)
def test_fields_give_bounded_values_or_a_message(text: str) -> None:
    fields = {
        "whole": WholeNumberField(minimum=0, maximum=10_000),
        "number": NumberField(minimum=Decimal(-5), maximum=Decimal(500)),
        "counts": CountsField(required=False),
        "pairs": PairsField(example="a:1"),
        "day": DayField(),
        "instalments": InstalmentsField(required=False),
    }
    for name, field in fields.items():
        try:
            value = field.clean(text)
        except ValidationError as error:
            for message in error.messages:
                assert_dutch(message)
            continue
        if name in ("whole", "number"):
            assert value is None or field.minimum <= value <= field.maximum
        if name == "day":
            assert value is None or 2000 <= value.year <= 2060
        if name == "instalments":
            assert sum(item.fraction for item in value) in (0, 1)
