"""Amounts of money: rounding, ranges and Dutch wording; nothing here knows what an amount is for."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Context, Decimal

# Wide enough for the largest amount the forms accept, indexed at 50 % for sixty years, times 10,000 matches: no step loses a digit.
EXACT = Context(prec=120, rounding=ROUND_HALF_UP)

ZERO = Decimal("0.00")
_CENT = Decimal("0.01")


def to_cents(amount: Decimal) -> Decimal:
    """Round an amount in euro to the cent, half away from zero (2.675 becomes 2.68), never to even.

    Source of the rule: docs/costing.md, "Rounding".
    """
    return amount.quantize(_CENT, rounding=ROUND_HALF_UP, context=EXACT)


def round_half_up(number: Decimal, places: int) -> Decimal:
    """Round any number half up to `places` decimals (0-20)."""
    return number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=EXACT)


def ceiling(number: Decimal) -> int:
    """The smallest whole number that is not below `number`."""
    return int(number.to_integral_value(rounding=ROUND_CEILING, context=EXACT))


@dataclass(frozen=True, slots=True)
class EuroRange:
    """An amount in euro as a range: `low` in the world where every uncertain figure is low, `high` where it is high.

    Both are exact Decimals with two places. A known amount has low == high; an unknown amount is None, never a range.
    """

    low: Decimal
    high: Decimal

    @classmethod
    def exact(cls, amount: Decimal) -> EuroRange:
        return cls(amount, amount)

    @property
    def is_exact(self) -> bool:
        return self.low == self.high

    def __add__(self, other: EuroRange) -> EuroRange:
        return EuroRange(EXACT.add(self.low, other.low), EXACT.add(self.high, other.high))

    def __sub__(self, other: EuroRange) -> EuroRange:
        """Subtract world by world: low from low and high from high."""
        return EuroRange(EXACT.subtract(self.low, other.low), EXACT.subtract(self.high, other.high))

    def divided_by(self, divisor: Decimal | int) -> EuroRange | None:
        """Each bound divided and rounded to the cent, or None when the divisor is zero."""
        if divisor == 0:
            return None
        by = Decimal(divisor)
        return EuroRange(to_cents(EXACT.divide(self.low, by)), to_cents(EXACT.divide(self.high, by)))


def total_of(ranges: list[EuroRange]) -> EuroRange:
    """The sum of printed ranges, so that every column can be added up by hand."""
    total = EuroRange(ZERO, ZERO)
    for item in ranges:
        total = total + item
    return total


def number_nl(number: Decimal | int, places: int | None = None) -> str:
    """A number in Dutch notation: 1.184,50. Without `places` the decimals are kept as they are."""
    value = Decimal(number)
    if places is not None:
        value = round_half_up(value, places)
    text = f"{value:,f}"
    return text.replace(",", "\0").replace(".", ",").replace("\0", ".")


def amount_nl(amount: Decimal, cents: bool = True) -> str:
    """An amount without the euro sign: 3.150,00 (or 3.150 when `cents` is off and there are none)."""
    rounded = to_cents(amount)
    if not cents and rounded == rounded.to_integral_value():
        return number_nl(rounded, 0)
    return number_nl(rounded)


def euro_nl(amount: Decimal, cents: bool = True) -> str:
    """An amount with the euro sign and a no-break space: € 4.912,20; a negative one as -€ 12,00."""
    sign = "-" if amount < 0 else ""
    return f"{sign}€\u00a0{amount_nl(abs(amount), cents)}"


def range_nl(amount: EuroRange, cents: bool = True) -> str:
    """A range in words: € 6.850,00 - € 9.100,00; an exact amount once."""
    if amount.is_exact:
        return euro_nl(amount.low, cents)
    return f"{euro_nl(amount.low, cents)} - {euro_nl(amount.high, cents)}"


def percent_nl(fraction: Decimal) -> str:
    """A fraction as a Dutch percentage without trailing zeros: 0.025 becomes 2,5%."""
    percentage = EXACT.multiply(fraction, Decimal(100)).normalize()
    if percentage == percentage.to_integral_value():
        return f"{number_nl(percentage, 0)}%"
    return f"{number_nl(percentage)}%"
