"""What a calculation is a tree of: the value and words that every node has, and the inputs at its ends."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from voorzieningen.money import EXACT, EuroRange, amount_nl, number_nl, percent_nl, to_cents

World = Literal["low", "high"]
WORLDS: tuple[World, World] = ("low", "high")
Fraction = tuple[Decimal, Decimal]  # numerator, denominator

ONE = Decimal(1)


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
        low, high = (quotient(self.at(world)) for world in WORLDS)
        return EuroRange(to_cents(low), to_cents(high))


@dataclass(frozen=True, slots=True)
class Settled(Node):
    """A node whose value is known once it is made, in cents."""

    low: Decimal = field(init=False)
    high: Decimal = field(init=False)

    def at(self, world: World) -> Fraction:
        return (self.low if world == "low" else self.high), ONE

    def settle(self, low: Decimal, high: Decimal) -> None:
        """Both bounds, rounded half up; only while the node is made."""
        object.__setattr__(self, "low", to_cents(low))
        object.__setattr__(self, "high", to_cents(high))

    @property
    def range(self) -> EuroRange:
        return EuroRange(self.low, self.high)


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
        return (self.low if world == "low" else self.high), ONE

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
        return self.factor, ONE

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


def quotient(fraction: Fraction) -> Decimal:
    """The value of a fraction. Most are over one, and a division of 120 digits takes a hundred times as long as none."""
    top, bottom = fraction
    return top if bottom == ONE else EXACT.divide(top, bottom)


def either(low: str, high: str) -> str:
    """A range in words; an exact figure once."""
    return low if low == high else f"{low} tot {high}"


def plain(number: Decimal) -> Decimal:
    """Without trailing zeros: 16.00 becomes 16."""
    return Decimal(int(number)) if number == int(number) else number.normalize(EXACT)
