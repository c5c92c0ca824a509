"""Steps that follow a rule of a tariff: whole blocks, minimums, contributions, shares that nobody knows, and the present value."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from procurement.costs.formula.nodes import ONE, Fraction, Node, Value, World, plain
from procurement.costs.formula.steps import Count, Sum, bracketed
from voorzieningen.money import EXACT, ZERO, ceiling, number_nl, to_cents


@dataclass(frozen=True, slots=True)
class OneStep(Node):
    """A rule about one step. Value and words are those of the step, as far as the rule does not say otherwise."""

    step: Node

    def at(self, world: World) -> Fraction:
        return self.step.at(world)

    @property
    def words(self) -> str:
        return self.step.words

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.step,)


@dataclass(frozen=True, slots=True)
class Blocks(Node):
    """Every started block of matches in full: matches / matches per block, rounded up."""

    matches: Count
    size: Value

    def at(self, world: World) -> Fraction:
        return Decimal(ceiling(EXACT.divide(self.matches.at(world)[0], self.size.low))), ONE

    @property
    def words(self) -> str:
        return f"{self.at('low')[0]} (per {self.size.words}, {self.matches.number} koppelingen)"

    @property
    def parts(self) -> tuple[Node, ...]:
        return self.matches, self.size


@dataclass(frozen=True, slots=True)
class AtLeastZero(OneStep):
    """A step that cannot come out below 0."""

    def at(self, world: World) -> Fraction:
        top, bottom = self.step.at(world)
        return max(ZERO, top), bottom

    @property
    def words(self) -> str:
        return f"{self.step.words}, ten minste 0,00" if self.step.at("low")[0] < 0 else self.step.words


@dataclass(frozen=True, slots=True)
class UnknownShare(OneStep):
    """What one payer bears of an amount of which no source states the shares: nothing in the low world, all of it in the high one."""

    def at(self, world: World) -> Fraction:
        return (ZERO, ONE) if world == "low" else self.step.at(world)

    @property
    def words(self) -> str:
        return f"{self.step.words}; aandeel onbekend: 0% tot 100%"


@dataclass(frozen=True, slots=True)
class AtLeastHours(Node):
    """Hours with a minimum. When the minimum decides, it is what the words say."""

    step: Node
    minimum: Value

    def at(self, world: World) -> Fraction:
        top, bottom = self.step.at(world)
        return (top, bottom) if top > self.minimum.low * bottom else (self.minimum.low, ONE)

    @property
    def words(self) -> str:
        top, bottom = self.step.at("low")
        return self.step.words if top > self.minimum.low * bottom else f"minimaal {self.minimum.words}"

    @property
    def parts(self) -> tuple[Node, ...]:
        return self.step, self.minimum


@dataclass(frozen=True, slots=True)
class Negative(OneStep):
    """What somebody is relieved of: the same words, the other sign."""

    def at(self, world: World) -> Fraction:
        top, bottom = self.step.at(world)
        return -top, bottom


@dataclass(frozen=True, slots=True)
class Remark(OneStep):
    """A step with something to know behind it in brackets."""

    remark: str

    @property
    def words(self) -> str:
        return f"{self.step.words} ({self.remark})"


@dataclass(frozen=True, slots=True)
class Grant(Node):
    """What a contribution comes to: its amount, and no more than the cost that it relieves."""

    amount: Value
    borne: Sum

    def at(self, world: World) -> Fraction:
        top, bottom = self.borne.at(world)
        return (min(to_cents(self.amount.low), EXACT.divide(top, bottom)), ONE)

    @property
    def words(self) -> str:
        return f"ten hoogste {self.amount.words}, niet meer dan de kosten"

    @property
    def parts(self) -> tuple[Node, ...]:
        return self.amount, self.borne


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
        return " + ".join(f"{bracketed(year)} / {factor}^{number}" for number, year in enumerate(self.years))

    @property
    def parts(self) -> tuple[Node, ...]:
        return (*self.years, self.rate)
