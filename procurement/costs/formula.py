"""How an amount came about: a tree of inputs and steps that works itself out, tells itself in words and can be written as cells of a spreadsheet.

Every node has a value in two worlds, low and high. A value is a numerator and a denominator, so that a third stays a third until the amount is
rounded; only `UnitPrice` and `Rounded` round. Nothing here knows what a tariff is.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from math import prod
from typing import Literal

from voorzieningen.money import EXACT, ZERO, EuroRange, amount_nl, ceiling, number_nl, percent_nl, to_cents

World = Literal["low", "high"]
WORLDS: tuple[World, World] = ("low", "high")
Fraction = tuple[Decimal, Decimal]  # numerator, denominator

_ONE = Decimal(1)


class Role(StrEnum):
    """Which input of the calculation a number is. The code of the input (a component, a contract year, a match year) stands beside it."""

    AMOUNT = "bedrag"
    HOURS = "uren"
    MATCHES_PER_BLOCK = "koppelingen per blok"
    PERCENTAGE = "percentage"
    NEW_MATCHES = "nieuwe koppelingen"
    RUNNING_MATCHES = "lopende koppelingen"
    HOURLY_COST = "uurkosten"
    WEEKS = "weken"
    COMPLETION = "afronding"
    SHARED_HOURS = "gedeelde uren"
    VAT = "btw"
    GROWTH = "indexatie"
    DISCOUNT = "disconto"


class Node(ABC):
    """A step of a calculation, or an input of one."""

    __slots__ = ()

    @abstractmethod
    def at(self, world: World) -> Fraction:
        """The exact value in one world."""

    @property
    @abstractmethod
    def words(self) -> str:
        """The step in Dutch, with the numbers filled in."""

    @property
    def parts(self) -> tuple[Node, ...]:
        """The steps and inputs that it is made of."""
        return ()

    @property
    def range(self) -> EuroRange:
        """The value of a step that ends in cents."""
        low, high = (EXACT.divide(*self.at(world)) for world in WORLDS)
        return EuroRange(to_cents(low), to_cents(high))


# --- inputs -----------------------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Value(Node):
    """One number that was not calculated: a fact of a tariff, or what the scenario says.

    `role` and `code` together name it; `unit` is printed behind it. Completion of 100 % has no words: it changes nothing.
    """

    role: Role
    code: str
    low: Decimal
    high: Decimal
    unit: str = ""

    def at(self, world: World) -> Fraction:
        return (self.low if world == "low" else self.high), _ONE

    @property
    def words(self) -> str:
        if self.role in (Role.AMOUNT, Role.HOURLY_COST):
            return either(amount_nl(self.low), amount_nl(self.high))
        if self.role in (Role.PERCENTAGE, Role.VAT, Role.COMPLETION):
            return "" if self.role is Role.COMPLETION and self.low == 1 else percent_nl(self.low)
        return f"{number_nl(plain(self.low))} {self.unit}".rstrip()


@dataclass(frozen=True, slots=True)
class Growth(Node):
    """How much prices rise from one calendar year to a later one: the product of 1 + the fraction of each year after `from_year`.

    `years` are (calendar year, fraction); `known` are those of them that are history, the others are the forecast.
    """

    code: str
    from_year: int
    to_year: int
    years: tuple[tuple[int, Decimal], ...]
    known: frozenset[int]
    factor: Decimal

    def at(self, world: World) -> Fraction:
        return self.factor, _ONE

    @property
    def history_words(self) -> str:
        """Each year of history on its own."""
        return " x ".join(number_nl(plain(1 + fraction)) for year, fraction in self.years if year in self.known)

    @property
    def forecast_words(self) -> str:
        """The forecast as a power: it is the same every year. Empty when it changes nothing."""
        forecast = [fraction for year, fraction in self.years if year not in self.known]
        return f"{number_nl(plain(1 + forecast[0]))}^{len(forecast)}" if any(forecast) else ""

    @property
    def words(self) -> str:
        return " x ".join(filter(None, (self.history_words, self.forecast_words)))


# --- steps ------------------------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class UnitPrice(Node):
    """An amount with its indexation, rounded to the cent: u(a)."""

    amount: Value
    growth: Growth | None = None
    low: Decimal = field(init=False)
    high: Decimal = field(init=False)

    def __post_init__(self) -> None:
        factor = self.growth.factor if self.growth else _ONE
        object.__setattr__(self, "low", to_cents(EXACT.multiply(self.amount.low, factor)))
        object.__setattr__(self, "high", to_cents(EXACT.multiply(self.amount.high, factor)))

    def at(self, world: World) -> Fraction:
        return (self.low if world == "low" else self.high), _ONE

    @property
    def words(self) -> str:
        return either(self._told(self.amount.low, self.low), self._told(self.amount.high, self.high))

    def _told(self, amount: Decimal, price: Decimal) -> str:
        return amount_nl(price) if self.growth is None else f"({amount_nl(amount)} x {self.growth.words} = {amount_nl(price)})"

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.amount,) if self.growth is None else (self.amount, self.growth)


@dataclass(frozen=True, slots=True)
class Count(Node):
    """A number of matches as the sum of the years in which they started; printed as one number."""

    started: tuple[Value, ...]
    unit: str = ""

    @property
    def number(self) -> int:
        return int(sum(value.low for value in self.started))

    def at(self, world: World) -> Fraction:
        return Decimal(self.number), _ONE

    @property
    def words(self) -> str:
        return f"{self.number} {self.unit}".rstrip()

    @property
    def parts(self) -> tuple[Node, ...]:
        return self.started


@dataclass(frozen=True, slots=True)
class Product(Node):
    factors: tuple[Node, ...]

    def at(self, world: World) -> Fraction:
        values = [factor.at(world) for factor in self.factors]
        return prod((top for top, _ in values), start=_ONE), prod((bottom for _, bottom in values), start=_ONE)

    @property
    def words(self) -> str:
        return " x ".join(words for factor in self.factors if (words := factor.words))

    @property
    def parts(self) -> tuple[Node, ...]:
        return self.factors


@dataclass(frozen=True, slots=True)
class Ratio(Node):
    """A division. The divisor is never 0: whoever builds the tree has seen to that."""

    top: Node
    bottom: Node

    def at(self, world: World) -> Fraction:
        (top, by), (bottom, times) = self.top.at(world), self.bottom.at(world)
        return top * times, by * bottom

    @property
    def words(self) -> str:
        return f"{_bracketed(self.top)} / {self.bottom.words}"

    @property
    def parts(self) -> tuple[Node, ...]:
        return self.top, self.bottom


@dataclass(frozen=True, slots=True)
class Blocks(Node):
    """Every started block of matches in full: matches / matches per block, rounded up."""

    matches: Count
    size: Value

    def at(self, world: World) -> Fraction:
        return Decimal(ceiling(EXACT.divide(self.matches.at(world)[0], self.size.low))), _ONE

    @property
    def words(self) -> str:
        return f"{self.at('low')[0]} (per {self.size.words}, {self.matches.number} koppelingen)"

    @property
    def parts(self) -> tuple[Node, ...]:
        return self.matches, self.size


@dataclass(frozen=True, slots=True)
class Sum(Node):
    """An addition. In brackets where a step follows."""

    terms: tuple[Node, ...]
    in_brackets: bool = False

    def at(self, world: World) -> Fraction:
        top, bottom = ZERO, _ONE
        for term in self.terms:
            plus, by = term.at(world)
            top, bottom = top * by + plus * bottom, bottom * by
        return top, bottom

    @property
    def words(self) -> str:
        text = " + ".join(_bracketed(term) for term in self.terms) or amount_nl(ZERO)
        return f"({text})" if self.in_brackets else text

    @property
    def parts(self) -> tuple[Node, ...]:
        return self.terms


@dataclass(frozen=True, slots=True)
class Difference(Node):
    start: Node
    less: Node

    def at(self, world: World) -> Fraction:
        (top, by), (minus, times) = self.start.at(world), self.less.at(world)
        return top * times - minus * by, by * times

    @property
    def words(self) -> str:
        return f"{self.start.words} - {self.less.words}"

    @property
    def parts(self) -> tuple[Node, ...]:
        return self.start, self.less


@dataclass(frozen=True, slots=True)
class AtLeastZero(Node):
    """A step that cannot come out below 0."""

    step: Node

    def at(self, world: World) -> Fraction:
        top, bottom = self.step.at(world)
        return max(ZERO, top), bottom

    @property
    def words(self) -> str:
        return f"{self.step.words}, ten minste 0,00" if self.step.at("low")[0] < 0 else self.step.words

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.step,)


@dataclass(frozen=True, slots=True)
class AtLeastHours(Node):
    """Hours with a minimum. When the minimum decides, it is what the words say."""

    step: Node
    minimum: Value

    def at(self, world: World) -> Fraction:
        top, bottom = self.step.at(world)
        return (top, bottom) if top > self.minimum.low * bottom else (self.minimum.low, _ONE)

    @property
    def words(self) -> str:
        top, bottom = self.step.at("low")
        return self.step.words if top > self.minimum.low * bottom else f"minimaal {self.minimum.words}"

    @property
    def parts(self) -> tuple[Node, ...]:
        return self.step, self.minimum


@dataclass(frozen=True, slots=True)
class Rounded(Node):
    """A step rounded to the cent, half up."""

    step: Node
    low: Decimal = field(init=False)
    high: Decimal = field(init=False)

    def __post_init__(self) -> None:
        for world in WORLDS:
            object.__setattr__(self, world, to_cents(EXACT.divide(*self.step.at(world))))

    def at(self, world: World) -> Fraction:
        return (self.low if world == "low" else self.high), _ONE

    @property
    def words(self) -> str:
        return self.step.words

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.step,)


@dataclass(frozen=True, slots=True)
class Carried(Node):
    """An amount that was worked out before, in cents: printed as the amount, not as its steps."""

    step: Node
    low: Decimal = field(init=False)
    high: Decimal = field(init=False)

    def __post_init__(self) -> None:
        amount = self.step.range
        object.__setattr__(self, "low", amount.low)
        object.__setattr__(self, "high", amount.high)

    def at(self, world: World) -> Fraction:
        return (self.low if world == "low" else self.high), _ONE

    @property
    def words(self) -> str:
        return either(amount_nl(self.low), amount_nl(self.high))

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.step,)


@dataclass(frozen=True, slots=True)
class Grant(Node):
    """What a contribution comes to: its amount, and no more than the cost that it relieves."""

    amount: Value
    borne: Sum

    def at(self, world: World) -> Fraction:
        top, bottom = self.borne.at(world)
        return (min(to_cents(self.amount.low), EXACT.divide(top, bottom)), _ONE)

    @property
    def words(self) -> str:
        return f"ten hoogste {self.amount.words}, niet meer dan de kosten"

    @property
    def parts(self) -> tuple[Node, ...]:
        return self.amount, self.borne


@dataclass(frozen=True, slots=True)
class Negative(Node):
    step: Node

    def at(self, world: World) -> Fraction:
        top, bottom = self.step.at(world)
        return -top, bottom

    @property
    def words(self) -> str:
        return self.step.words

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.step,)


@dataclass(frozen=True, slots=True)
class UnknownShare(Node):
    """What one payer bears of an amount of which no source states the shares: nothing in the low world, all of it in the high one."""

    step: Node

    def at(self, world: World) -> Fraction:
        return (ZERO, _ONE) if world == "low" else self.step.at(world)

    @property
    def words(self) -> str:
        return f"{self.step.words}; aandeel onbekend: 0% tot 100%"

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.step,)


@dataclass(frozen=True, slots=True)
class Remark(Node):
    """A step with something to know behind it in brackets."""

    step: Node
    remark: str

    def at(self, world: World) -> Fraction:
        return self.step.at(world)

    @property
    def words(self) -> str:
        return f"{self.step.words} ({self.remark})"

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.step,)


@dataclass(frozen=True, slots=True)
class PresentValue(Node):
    """The costs of each year, in cents, discounted to the first: cost / (1 + rate)^(year - 1)."""

    years: tuple[Node, ...]
    rate: Value

    def at(self, world: World) -> Fraction:
        # On one denominator and divided once, so that half a cent stays half a cent.
        factor, top = 1 + self.rate.low, Decimal(0)
        for year in self.years:
            top = top * factor + year.at(world)[0]
        return top, factor ** (len(self.years) - 1)

    @property
    def words(self) -> str:
        factor = number_nl(plain(1 + self.rate.low))
        return " + ".join(f"{_bracketed(year)} / {factor}^{number}" for number, year in enumerate(self.years))

    @property
    def parts(self) -> tuple[Node, ...]:
        return (*self.years, self.rate)


# --- words ------------------------------------------------------------------------------------------------------------------------------------


def either(low: str, high: str) -> str:
    """A range in words; an exact figure once."""
    return low if low == high else f"{low} tot {high}"


def plain(number: Decimal) -> Decimal:
    """Without trailing zeros: 16.00 becomes 16."""
    return Decimal(int(number)) if number == int(number) else number.normalize(EXACT)


def _bracketed(node: Node) -> str:
    """A range in brackets, so that it is not read as part of the sum around it."""
    return f"({node.words})" if isinstance(node, Carried) and node.low != node.high else node.words
