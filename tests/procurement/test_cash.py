"""What is paid when: the invoices of Haarlem, sums to the cent, other starting months, and moments that nobody tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import ROUND_DOWN, Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from procurement.offers import CashColumn, CashView, cash_view, spread
from procurement.question import Question
from tests.procurement.own_offers import HAARLEM, LIST_PRICE, PROEF, ask, catalogue_of, columns_of, fixed, results_of
from voorzieningen.catalogue import Instalment
from voorzieningen.money import EuroRange, total_of

D = Decimal
BOTH = ("lijstprijs", "offerte-haarlem")


def view(question: Question, **fields: Any) -> CashView | None:
    columns = columns_of(question, catalogue_of(replace(PROEF, tariffs=(LIST_PRICE, replace(HAARLEM, **fields)))))
    return cash_view(question, columns, results_of(question, columns))


def column(question: Question, **fields: Any) -> CashColumn:
    found = view(question, **fields)
    assert found is not None
    (known,) = found.known
    return known


def payments(found: CashColumn) -> list[tuple[date, int, str | None]]:
    return [(paid.month, paid.contract_year, paid.amount and str(paid.amount.low)) for year in found.calendar_years for paid in year.payments]


def test_the_invoices_of_haarlem_are_the_published_ones() -> None:
    found = column(ask(columns=BOTH))

    assert payments(found) == [
        (date(2020, 1, 1), 1, "24561.00"),
        (date(2020, 7, 1), 1, "24561.00"),
        (date(2021, 1, 1), 2, "23490.00"),
        (date(2021, 7, 1), 2, "23490.00"),
    ]
    assert [(year.calendar_year, year.amount) for year in found.calendar_years] == [
        (2020, EuroRange.exact(D("49122.00"))),
        (2021, EuroRange.exact(D("46980.00"))),
    ]
    assert (found.name, found.has_unknown_price_level) == ("Proef, offerte aan Haarlem", True)


def test_a_column_of_which_the_moments_are_unknown_keeps_its_contract_years() -> None:
    found = view(ask(columns=BOTH))

    assert found is not None
    (unknown,) = found.unknown
    assert (unknown.name, unknown.is_known, unknown.calendar_years) == ("Proef", False, ())
    assert [year.cost and year.cost.low for year in unknown.contract_years] == [D("31500.00"), D("43000.00")]


def test_without_any_known_moment_there_is_no_cash_view() -> None:
    assert view(ask()) is None
    assert view(ask(columns=BOTH), instalments=()) is None


def test_an_unknown_year_makes_the_calendar_years_unknown_in_which_it_is_invoiced_never_zero() -> None:
    found = column(ask((10, 10, 10), columns=BOTH))

    third = found.calendar_years[2]
    assert (third.calendar_year, third.amount) == (2022, None)
    assert [(paid.amount, paid.reason) for paid in third.payments] == [(None, "geen prijs vanaf contractjaar 3")] * 2
    assert found.calendar_years[1].amount is not None


def test_contract_years_start_in_the_month_of_the_contract_and_late_invoices_fall_in_the_next_year() -> None:
    late = (Instalment(0, D("0.5")), Instalment(14, D("0.5")))

    found = column(ask(start=2027, columns=BOTH), contract_from=date(2026, 11, 15), instalments=late)

    assert [(month, year) for month, year, _ in payments(found)] == [
        (date(2027, 11, 1), 1),
        (date(2028, 11, 1), 2),
        (date(2029, 1, 1), 1),
        (date(2030, 1, 1), 2),
    ]
    assert [year.calendar_year for year in found.calendar_years] == [2027, 2028, 2029, 2030]


def test_a_tariff_without_a_contract_starts_in_january() -> None:
    assert payments(column(ask(columns=BOTH), contract_from=None))[0][0] == date(2020, 1, 1)


def test_the_tail_is_not_paid_within_the_contract() -> None:
    """An amount in every year, matches of two years: the year after the horizon has costs, but no invoice here."""
    open_ended = {"components": (fixed("H1", "1000", 1, to_contract_year=None),), "priced_contract_years": None}

    assert [year.calendar_year for year in column(ask((10,), columns=BOTH), **open_ended).calendar_years] == [2020]


@given(
    low=st.decimals(min_value=0, max_value=10**9, places=2),
    more=st.decimals(min_value=0, max_value=10**6, places=2),
    shares=st.lists(st.integers(min_value=1, max_value=10_000), min_size=1, max_size=12),
)
def test_the_parts_of_a_year_add_up_to_the_cent_and_none_is_negative(low: Decimal, more: Decimal, shares: list[int]) -> None:
    whole = sum(shares)
    fractions = [(D(share) / whole).quantize(D("0.0001"), rounding=ROUND_DOWN) for share in shares[:-1]]
    fractions.append(1 - sum(fractions, D(0)))
    cost = EuroRange(low, low + more)

    parts = spread(cost, [Instalment(month, fraction) for month, fraction in enumerate(fractions)])

    assert total_of(list(parts)) == cost
    assert all(part.low >= 0 and part.high >= 0 for part in parts)


def test_the_last_part_takes_what_rounding_leaves() -> None:
    parts = spread(EuroRange.exact(D("0.05")), [Instalment(month, D("0.25")) for month in (0, 3, 6, 9)])

    assert [str(part.low) for part in parts] == ["0.01", "0.01", "0.01", "0.02"]
