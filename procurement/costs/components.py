"""The ten component types: each turns one contract year into a line with its amount and the sum in words.

The formulas are those of docs/costing.md. u(a) is the unit price: the amount indexed to the calendar year and rounded to the cent;
every line is rounded to the cent, half up. The engine calls this under an exact decimal context.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from procurement.costs.scenario import Payer, Scenario
from voorzieningen.money import ZERO, EuroRange, amount_nl, ceiling, number_nl, percent_nl, to_cents


@dataclass(frozen=True, slots=True)
class Line:
    """One printed amount of one contract year. An unknown amount is None in both bounds, with the reason."""

    code: str
    label: str
    payer: Payer
    low: Decimal | None
    high: Decimal | None
    calculation: str
    source: str
    circa: bool = False
    reason: str = ""
    takes_vat_what_if: bool = False

    @property
    def amount(self) -> EuroRange | None:
        return None if self.low is None or self.high is None else EuroRange(self.low, self.high)


@dataclass(frozen=True, slots=True)
class Year:
    """One contract year of one tariff: what the components may ask."""

    number: int
    scenario: Scenario
    duration: int | None
    price_level_year: int | None
    indexable: bool

    @property
    def calendar_year(self) -> int:
        return self.scenario.calendar_year(self.number)

    @property
    def new(self) -> int:
        return self.scenario.matches(self.number, 1)

    def matches(self, match_year: int) -> int | None:
        """Matches in `match_year`; 0 beyond the duration; None when an unknown duration decides."""
        if self.duration is None:
            return self.new if match_year == 1 else None
        return self.scenario.matches(self.number, match_year) if match_year <= self.duration else 0

    @property
    def active(self) -> int | None:
        if self.duration is None:
            return None
        return sum(self.scenario.matches(self.number, k) for k in range(1, self.duration + 1))

    def unit(self, amount: Decimal) -> tuple[Decimal, str]:
        """The indexed unit price u(a) in cents, and how it came about."""
        if not self.indexable:
            return to_cents(amount), amount_nl(amount)
        price_level = self.price_level_year or self.scenario.default_price_level or self.scenario.start_year
        return self._indexed(amount, price_level)

    def hourly_cost(self) -> tuple[Decimal, str]:
        return self._indexed(self.scenario.hourly_cost, self.scenario.hourly_cost_price_level or self.scenario.start_year)

    def _indexed(self, amount: Decimal, price_level: int) -> tuple[Decimal, str]:
        years = max(0, self.calendar_year - price_level)
        if not years or not self.scenario.indexation:
            return to_cents(amount), amount_nl(amount)
        base = 1 + self.scenario.indexation
        price = to_cents(amount * base**years)
        return price, f"({amount_nl(amount)} x {number_nl(base.normalize())}^{years} = {amount_nl(price)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """What every component has: its code, what it is for, who pays, and the slug of its source."""

    code: str
    label: str
    payer: Payer
    source: str
    circa: bool = False
    vat_unknown: bool = False
    assumption: str = ""  # Dutch; not empty when the amount or its moment is our assumption
    from_year: int = 1
    to_year: int | None = None  # inclusive contract year; None: open-ended
    warn_below_matches: int | None = None

    def applies_in(self, year: Year) -> bool:
        return self.from_year <= year.number and (self.to_year is None or year.number <= self.to_year)

    def lines(self, year: Year) -> list[Line]:
        """The lines of this contract year; none outside the component's window."""
        return [self.line(year)] if self.applies_in(year) else []

    def line(self, year: Year) -> Line:
        raise NotImplementedError

    def _line(self, low: Decimal, high: Decimal, calculation: str) -> Line:
        return Line(self.code, self.label, self.payer, low, high, calculation, self.source, self.circa, takes_vat_what_if=self.vat_unknown)

    def _unknown(self, reason: str) -> Line:
        return Line(self.code, self.label, self.payer, None, None, "", self.source, reason=reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedFee(Component):
    """FIXED: an amount per contract year, due even with 0 matches. L = u(a)."""

    low: Decimal
    high: Decimal

    def line(self, year: Year) -> Line:
        low, low_text = year.unit(self.low)
        high, high_text = year.unit(self.high)
        return self._line(low, high, _either(low_text, high_text))


@dataclass(frozen=True, slots=True, kw_only=True)
class PerMatch(Component):
    """PER_MATCH: an amount per match that is in one of the match years. L = u(a) x sum of M(j, k)."""

    low: Decimal
    high: Decimal
    from_match_year: int
    to_match_year: int | None = None  # inclusive; None: as long as the match runs

    def line(self, year: Year) -> Line:
        last = self.to_match_year or year.duration
        if last is None:
            return self._unknown("duur van een koppeling onbekend")
        counts = [year.matches(k) for k in range(self.from_match_year, last + 1)]
        if None in counts:
            return self._unknown("duur van een koppeling onbekend")
        return _times(self, year, sum(count or 0 for count in counts))


@dataclass(frozen=True, slots=True, kw_only=True)
class PerModule(Component):
    """PER_MODULE: an amount per completed module. L = u(a) x M(j, k) x p, with p the unconditional completion."""

    low: Decimal
    high: Decimal
    match_year: int
    completion: Decimal = Decimal(1)

    def line(self, year: Year) -> Line:
        count = year.matches(self.match_year)
        if count is None:
            return self._unknown("duur van een koppeling onbekend")
        completion = dict(year.scenario.completion).get(self.code, self.completion)
        return _times(self, year, count, completion)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoordinatorHours(Component):
    """COORDINATOR_HOURS: hours of the coordinator times the integral hourly cost.

    - `hours` is None: the user gives the hours (a shared coordinator); without them the amount is unknown
    - `per_matches` is None: a fixed number of hours; otherwise hours per block of so many matches
    - `per_new_match`: blocks count new matches instead of active ones
    - `in_steps`: every started block counts in full
    - `per_week`: the hours are per week and count `weeks` times
    """

    hours: Decimal | None
    per_week: bool = True
    per_matches: int | None = None
    per_new_match: bool = False
    in_steps: bool = False
    min_hours: Decimal = Decimal(0)

    def line(self, year: Year) -> Line:
        hours = year.scenario.shared_hours if self.hours is None else self.hours
        if hours is None:
            return self._unknown("uren van de gedeelde coördinator niet ingevuld")
        blocks = self._blocks(year)
        if blocks is None:
            return self._unknown("duur van een koppeling onbekend")
        # Multiplied first and divided once at the end: a third of a block has no last digit, and half a cent must stay half a cent.
        count, per, text = blocks
        number, least = hours * count, self.min_hours * per
        text = f"{number_nl(_plain(hours))} uur{text}" if number > least or not least else f"minimaal {number_nl(_plain(self.min_hours))} uur"
        number = max(number, least)
        if self.per_week:
            number *= year.scenario.weeks
            text += f" x {year.scenario.weeks} weken"
        rate, rate_text = year.hourly_cost()
        amount = to_cents(number * rate / per)
        return self._line(amount, amount, f"{text} x {rate_text}")

    def _blocks(self, year: Year) -> tuple[int, int, str] | None:
        """The number of blocks as a numerator and a denominator, and in words; None when an unknown duration decides."""
        if self.per_matches is None:
            return 1, 1, ""
        matches = year.new if self.per_new_match else year.active
        if matches is None:
            return None
        if self.in_steps:
            blocks = ceiling(Decimal(matches) / self.per_matches)
            return blocks, 1, f" x {blocks} (per {self.per_matches} koppelingen, {matches} koppelingen)"
        return matches, self.per_matches, f" x {matches} / {self.per_matches} koppelingen"


@dataclass(frozen=True, slots=True, kw_only=True)
class AllInPerMatchYear(Component):
    """ALL_IN_PER_MATCH_YEAR: an integral amount per active match that already holds a fixed amount. L = max(0, u(A) x active - u(I))."""

    low: Decimal
    high: Decimal
    includes_fixed: Decimal

    def line(self, year: Year) -> Line:
        active = year.active
        if active is None:
            return self._unknown("duur van een koppeling onbekend")
        fixed, fixed_text = year.unit(self.includes_fixed)
        low, low_text = year.unit(self.low)
        high, high_text = year.unit(self.high)
        bounds = [to_cents(price * active) - fixed for price in (low, high)]
        text = f"{active} x {_either(low_text, high_text)} - {fixed_text}"
        if bounds[0] < 0:
            text += ", ten minste 0,00"
        return self._line(max(ZERO, bounds[0]), max(ZERO, bounds[1]), text)


@dataclass(frozen=True, slots=True)
class Tier:
    """A step of a scale on inhabitants; it holds from `start` inhabitants up to the next step."""

    start: int
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class InhabitantTier(Component):
    """INHABITANT_TIER: the amount of the step that the number of inhabitants falls in, then as FIXED. Never interpolated."""

    tiers: tuple[Tier, ...]

    def line(self, year: Year) -> Line:
        inhabitants = year.scenario.inhabitants
        if inhabitants is None:
            return self._unknown("aantal inwoners niet ingevuld")
        below = [tier for tier in self.tiers if tier.start <= inhabitants]
        if not below:
            return self._unknown(f"de staffel noemt geen bedrag voor {number_nl(inhabitants)} inwoners")
        tier = max(below, key=lambda candidate: candidate.start)
        low, low_text = year.unit(tier.low)
        high, high_text = year.unit(tier.high)
        return self._line(low, high, f"{_either(low_text, high_text)} (staffel vanaf {number_nl(tier.start)} inwoners)")


@dataclass(frozen=True, slots=True, kw_only=True)
class HourlyRate(Component):
    """HOURLY_RATE: a rate per hour times the hours per match in each match year. L = u(rate) x sum of hours(k) x M(j, k)."""

    low: Decimal
    high: Decimal
    hours_per_match_year: tuple[tuple[int, Decimal], ...]

    def line(self, year: Year) -> Line:
        hours = Decimal(0)
        texts = []
        for match_year, hours_each in self.hours_per_match_year:
            count = year.matches(match_year)
            if count is None:
                return self._unknown("duur van een koppeling onbekend")
            hours += hours_each * count
            texts.append(f"{count} x {number_nl(_plain(hours_each))} uur")
        low, low_text = year.unit(self.low)
        high, high_text = year.unit(self.high)
        bounds = [to_cents(price * hours) for price in (low, high)]
        return self._line(bounds[0], bounds[1], f"({' + '.join(texts)}) x {_either(low_text, high_text)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Surcharge(Component):
    """SURCHARGE: a fraction over each line of the named components, rounded per line."""

    fraction: Decimal
    base: tuple[str, ...]

    def over(self, lines: list[Line], year: Year) -> list[Line]:
        """One line per base line. An unknown base gives an unknown surcharge."""
        if not self.applies_in(year):
            return []
        return [self._over_line(line) for line in lines if line.code in self.base]

    def _over_line(self, base: Line) -> Line:
        empty = Line(self.code, f"{self.label} over {base.code}", self.payer, None, None, "", self.source, takes_vat_what_if=self.vat_unknown)
        return surcharge(base, self.fraction, empty)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution(Component):
    """CONTRIBUTION: a third party takes over part of what another payer bears. The integral cost does not change.

    The amount is exact and at most what the relieved payer bears in that year: a negative line for that payer, a positive one for `payer`.
    """

    amount: Decimal
    relieved: Payer

    def over(self, lines: list[Line], year: Year) -> list[Line]:
        if not self.applies_in(year):
            return []
        borne = [line for line in lines if line.payer is self.relieved]
        if any(line.amount is None for line in borne):
            return [self._unknown("bijdrage hangt af van een onbekend bedrag")]
        # A grant is an amount, not a price: it is not indexed.
        grant = to_cents(self.amount)
        low = min(grant, sum((line.low or ZERO for line in borne), ZERO))
        high = min(grant, sum((line.high or ZERO for line in borne), ZERO))
        text = f"ten hoogste {amount_nl(grant)}, niet meer dan de kosten"
        return [
            Line(self.code, f"{self.label} (ontlast)", self.relieved, -low, -high, text, self.source),
            Line(self.code, self.label, self.payer, low, high, text, self.source),
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownCost(Component):
    """UNKNOWN: there are costs, the amount is unknown. Every sum that holds it is unknown, never 0."""

    reason: str = "tarief onbekend"

    def line(self, year: Year) -> Line:
        return self._unknown(self.reason)


def surcharge(base: Line, fraction: Decimal, line: Line) -> Line:
    """`line` with the amount of a fraction over `base`."""
    if base.low is None or base.high is None:
        return replace(line, low=None, high=None, calculation="", reason=base.reason)
    bounds = [to_cents(bound * fraction) for bound in (base.low, base.high)]
    text = f"{percent_nl(fraction)} x {_either(amount_nl(base.low), amount_nl(base.high))}"
    return replace(line, low=bounds[0], high=bounds[1], calculation=text)


def _times(component: PerMatch | PerModule, year: Year, count: int, fraction: Decimal = Decimal(1)) -> Line:
    low, low_text = year.unit(component.low)
    high, high_text = year.unit(component.high)
    quantity = count * fraction
    text = f"{count} x {_either(low_text, high_text)}"
    if fraction != 1:
        text += f" x {percent_nl(fraction)}"
    return component._line(to_cents(low * quantity), to_cents(high * quantity), text)


def _either(low: str, high: str) -> str:
    return low if low == high else f"{low} tot {high}"


def _plain(number: Decimal) -> Decimal:
    """Without trailing zeros: 16.00 becomes 16."""
    return Decimal(int(number)) if number == int(number) else number.normalize()
