"""What is paid when: the cost of each contract year put on the months in which it is invoiced, and added up per calendar year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal

from procurement import costs
from procurement.pricing import Priced
from procurement.question import Question
from voorzieningen.catalogue import Instalment, Tariff
from voorzieningen.money import EXACT, EuroRange, total_of

_CENT = Decimal("0.01")
JANUARY = 1


@dataclass(frozen=True, slots=True)
class Payment:
    """One instalment of one contract year. `month` is the first day of the month of the invoice; an unknown amount has a reason."""

    month: date
    contract_year: int
    fraction: Decimal
    amount: EuroRange | None
    reason: str


@dataclass(frozen=True, slots=True)
class CashYear:
    """What is invoiced in one calendar year, in order of time. Its sum is unknown (None) as soon as one of its invoices is."""

    calendar_year: int
    payments: tuple[Payment, ...]

    @property
    def amount(self) -> EuroRange | None:
        known = [payment.amount for payment in self.payments if payment.amount is not None]
        return total_of(known) if len(known) == len(self.payments) else None


@dataclass(frozen=True, slots=True)
class CashColumn:
    """One compared tariff by calendar year; none when nobody says when it is invoiced. `contract_years` are always there."""

    priced: Priced
    calendar_years: tuple[CashYear, ...]
    contract_years: tuple[costs.YearCost, ...]

    @property
    def name(self) -> str:
        return self.priced.name

    @property
    def is_known(self) -> bool:
        """Whether the moments of invoice are known."""
        return bool(self.calendar_years)

    @property
    def has_unknown_price_level(self) -> bool:
        return self.priced.tariff.price_level_year is None and any(year.cost is not None for year in self.contract_years)


@dataclass(frozen=True, slots=True)
class CashView:
    """The costs of every column in the calendar years in which they are invoiced."""

    columns: tuple[CashColumn, ...]

    @property
    def known(self) -> tuple[CashColumn, ...]:
        return tuple(column for column in self.columns if column.is_known)

    @property
    def unknown(self) -> tuple[CashColumn, ...]:
        """The columns that no source gives moments of invoice for."""
        return tuple(column for column in self.columns if not column.is_known)


def cash_view(question: Question, columns: Sequence[Priced], results: Sequence[costs.OfferingCost]) -> CashView | None:
    """`results` are those of `columns`, in the same order. None when nothing is known of any moment of invoice.

    Contract year j starts on 1 January of its calendar year, or in the month in which the contract of the offer starts. The tail is left out.
    """
    if not any(column.tariff.instalments for column in columns):
        return None
    return CashView(tuple(_column(column, result) for column, result in zip(columns, results, strict=True)))


def spread(cost: EuroRange, instalments: Sequence[Instalment]) -> tuple[EuroRange, ...]:
    """A cost in parts that add up to it to the cent: each part rounded down to the cent, the last one takes what is left."""
    parts = [EuroRange(_part(cost.low, instalment.fraction), _part(cost.high, instalment.fraction)) for instalment in instalments[:-1]]
    return (*parts, cost - total_of(parts))


def _part(amount: Decimal, fraction: Decimal) -> Decimal:
    return EXACT.multiply(amount, fraction).quantize(_CENT, rounding=ROUND_DOWN, context=EXACT)


def _column(priced: Priced, result: costs.OfferingCost) -> CashColumn:
    payments = sorted((payment for year in result.years for payment in _payments(priced.tariff, year)), key=lambda payment: payment.month)
    years = dict.fromkeys(payment.month.year for payment in payments)
    return CashColumn(
        priced=priced,
        calendar_years=tuple(CashYear(year, tuple(payment for payment in payments if payment.month.year == year)) for year in years),
        contract_years=result.years,
    )


def _payments(tariff: Tariff, year: costs.YearCost) -> list[Payment]:
    if not tariff.instalments:
        return []
    first = tariff.contract_from.month if tariff.contract_from else JANUARY
    amounts = spread(year.cost, tariff.instalments) if year.cost is not None else [None] * len(tariff.instalments)
    return [
        Payment(_month(year.calendar_year, first + instalment.months_after_start), year.contract_year, instalment.fraction, amount, year.reason)
        for instalment, amount in zip(tariff.instalments, amounts, strict=True)
    ]


def _month(year: int, month: int) -> date:
    """The first day of a month counted from January of `year` as 1; 13 is January of the next year."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
