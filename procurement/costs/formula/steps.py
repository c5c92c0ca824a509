"""Steps of arithmetic: amounts times numbers, sums, ratios, and the moments at which cents are rounded."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import prod

from procurement.costs.formula.nodes import ONE, WORLDS, Fraction, Growth, Node, Settled, Value, World, either, quotient
from voorzieningen.money import EXACT, ZERO, amount_nl


@dataclass(frozen=True, slots=True)
class UnitPrice(Settled):
    """An amount with its indexation, rounded to the cent: u(a)."""

    amount: Value
    growth: Growth | None = None

    def __post_init__(self) -> None:
        factor = self.growth.factor if self.growth else ONE
        self.settle(EXACT.multiply(self.amount.low, factor), EXACT.multiply(self.amount.high, factor))

    @property
    def words(self) -> str:
        return either(self._told(self.amount.low, self.low), self._told(self.amount.high, self.high))

    def _told(self, amount: Decimal, price: Decimal) -> str:
        return amount_nl(price) if self.growth is None else f"({amount_nl(amount)} x {self.growth.words} = {amount_nl(price)})"

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.amount,) if self.growth is None else (self.amount, self.growth)


@dataclass(frozen=True, slots=True)
class Rounded(Settled):
    """A step rounded to the cent, half up."""

    step: Node

    def __post_init__(self) -> None:
        low, high = (quotient(self.step.at(world)) for world in WORLDS)
        self.settle(low, high)

    @property
    def words(self) -> str:
        return self.step.words

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.step,)


@dataclass(frozen=True, slots=True)
class Carried(Rounded):
    """An amount that was worked out before: printed as the amount, not as its steps."""

    @property
    def words(self) -> str:
        return either(amount_nl(self.low), amount_nl(self.high))


@dataclass(frozen=True, slots=True)
class Count(Node):
    """A number of matches as the sum of the years in which they started; printed as one number."""

    started: tuple[Value, ...]
    unit: str = ""

    @property
    def number(self) -> int:
        return int(sum(value.low for value in self.started))

    def at(self, world: World) -> Fraction:
        return Decimal(self.number), ONE

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
        return prod((top for top, _ in values), start=ONE), prod((bottom for _, bottom in values), start=ONE)

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
        return f"{bracketed(self.top)} / {self.bottom.words}"

    @property
    def parts(self) -> tuple[Node, ...]:
        return self.top, self.bottom


@dataclass(frozen=True, slots=True)
class Sum(Node):
    """An addition. In brackets where a step follows."""

    terms: tuple[Node, ...]
    in_brackets: bool = False

    def at(self, world: World) -> Fraction:
        top, bottom = ZERO, ONE
        for term in self.terms:
            plus, by = term.at(world)
            top, bottom = top * by + plus * bottom, bottom * by
        return top, bottom

    @property
    def words(self) -> str:
        text = " + ".join(bracketed(term) for term in self.terms) or amount_nl(ZERO)
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


def bracketed(node: Node) -> str:
    """The words of a step; a range in brackets, so that it is not read as part of the sum around it."""
    return f"({node.words})" if isinstance(node, Carried) and node.low != node.high else node.words
