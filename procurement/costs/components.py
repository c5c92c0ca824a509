"""The ten component types: each turns one contract year into a line with its amount and how that came about.

The formulas are those of docs/costing.md, as trees of `procurement.costs.formula`. u(a) is the unit price: the amount indexed to the calendar
year and rounded to the cent; every line is rounded to the cent, half up. The engine calls this under an exact decimal context.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from math import prod

from procurement.costs import formula as f
from procurement.costs.scenario import Payer, Scenario
from voorzieningen.money import EuroRange, number_nl

UNKNOWN_DURATION = "duur van een koppeling onbekend"


@dataclass(frozen=True, slots=True)
class Line:
    """One printed amount of one contract year, with how it came about. An unknown amount has no formula but a reason."""

    code: str
    label: str
    payer: Payer
    source: str
    formula: f.Node | None
    circa: bool = False
    reason: str = ""
    takes_vat_what_if: bool = False
    amount: EuroRange | None = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "amount", self.formula.range if self.formula else None)

    @property
    def low(self) -> Decimal | None:
        return self.amount.low if self.amount else None

    @property
    def high(self) -> Decimal | None:
        return self.amount.high if self.amount else None

    @property
    def calculation(self) -> str:
        """The sum in Dutch, with the numbers filled in; empty when the amount is unknown."""
        return self.formula.words if self.formula else ""


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

    def count(self, first: int, last: int) -> f.Count | None:
        """The matches in these match years (inclusive), none of them beyond the duration; None when an unknown duration decides."""
        if self.duration is None:
            return self._counted(1, 1) if (first, last) == (1, 1) else None
        return self._counted(first, min(last, self.duration))

    def count_active(self) -> f.Count | None:
        """The matches that run; None when the duration is unknown."""
        return None if self.duration is None else self._counted(1, self.duration)

    def count_new(self) -> f.Count:
        return self._counted(1, 1)

    def _counted(self, first: int, last: int) -> f.Count:
        """Each group of matches as the input that it comes from: those started in a contract year, or those that ran at the start."""
        found = []
        for match_year in range(first, last + 1):
            started_in = self.number - match_year + 1
            role, code = (f.Role.NEW_MATCHES, started_in) if started_in >= 1 else (f.Role.RUNNING_MATCHES, 2 - started_in)
            if started_in <= self.scenario.years:
                number = Decimal(self.scenario.matches(self.number, match_year))
                found.append(f.Value(role, str(code), number, number))
        return f.Count(tuple(found))

    def unit_price(self, code: str, low: Decimal, high: Decimal) -> f.UnitPrice:
        """The indexed unit price u(a)."""
        amount = f.Value(f.Role.AMOUNT, code, low, high)
        price_level = self.price_level_year or self.scenario.default_price_level or self.scenario.start_year
        return f.UnitPrice(amount, self._growth(code, price_level) if self.indexable else None)

    def hourly_cost(self) -> f.UnitPrice:
        rate = self.scenario.hourly_cost
        price_level = self.scenario.hourly_cost_price_level or self.scenario.start_year
        return f.UnitPrice(f.Value(f.Role.HOURLY_COST, "", rate, rate), self._growth("", price_level))

    def _growth(self, code: str, price_level: int) -> f.Growth | None:
        """How prices grow from the price level to this year; None when they do not."""
        until = self.calendar_year
        years = tuple([(year, self.scenario.growth_in(year)) for year in range(price_level + 1, until + 1)])
        if not any(fraction for _, fraction in years):
            return None
        known = frozenset(self.scenario.known_growth)
        return f.Growth(code, price_level, until, years, known, prod([1 + fraction for _, fraction in years], start=Decimal(1)))


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

    def _line(self, formula: f.Node) -> Line:
        return Line(self.code, self.label, self.payer, self.source, formula, self.circa, takes_vat_what_if=self.vat_unknown)

    def _unknown(self, reason: str) -> Line:
        return Line(self.code, self.label, self.payer, self.source, None, reason=reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedFee(Component):
    """FIXED: an amount per contract year, due even with 0 matches. L = u(a)."""

    low: Decimal
    high: Decimal

    def line(self, year: Year) -> Line:
        return self._line(year.unit_price(self.code, self.low, self.high))


@dataclass(frozen=True, slots=True, kw_only=True)
class PerMatch(Component):
    """PER_MATCH: an amount per match that is in one of the match years. L = u(a) x sum of M(j, k)."""

    low: Decimal
    high: Decimal
    from_match_year: int
    to_match_year: int | None = None  # inclusive; None: as long as the match runs

    def line(self, year: Year) -> Line:
        last = self.to_match_year or year.duration
        count = None if last is None else year.count(self.from_match_year, last)
        if count is None:
            return self._unknown(UNKNOWN_DURATION)
        return self._line(f.Rounded(f.Product((count, year.unit_price(self.code, self.low, self.high)))))


@dataclass(frozen=True, slots=True, kw_only=True)
class PerModule(Component):
    """PER_MODULE: an amount per completed module. L = u(a) x M(j, k) x p, with p the unconditional completion."""

    low: Decimal
    high: Decimal
    match_year: int
    completion: Decimal = Decimal(1)

    def line(self, year: Year) -> Line:
        count = year.count(self.match_year, self.match_year)
        if count is None:
            return self._unknown(UNKNOWN_DURATION)
        fraction = dict(year.scenario.completion).get(self.code, self.completion)
        completion = f.Value(f.Role.COMPLETION, self.code, fraction, fraction)
        return self._line(f.Rounded(f.Product((count, year.unit_price(self.code, self.low, self.high), completion))))


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
        hours = self._hours(year)
        if hours is None:
            return self._unknown("uren van de gedeelde coördinator niet ingevuld")
        blocks = self._blocks(year)
        if blocks is None:
            return self._unknown(UNKNOWN_DURATION)
        worked: f.Node = f.Product((hours, *blocks))
        if self.min_hours:
            worked = f.AtLeastHours(worked, f.Value(f.Role.HOURS, f"{self.code}/minimum", self.min_hours, self.min_hours, "uur"))
        weeks = Decimal(year.scenario.weeks)
        each_week = (f.Value(f.Role.WEEKS, "", weeks, weeks, "weken"),) if self.per_week else ()
        return self._line(f.Rounded(f.Product((worked, *each_week, year.hourly_cost()))))

    def _hours(self, year: Year) -> f.Value | None:
        if self.hours is not None:
            return f.Value(f.Role.HOURS, self.code, self.hours, self.hours, "uur")
        shared = year.scenario.shared_hours
        return None if shared is None else f.Value(f.Role.SHARED_HOURS, "", shared, shared, "uur")

    def _blocks(self, year: Year) -> tuple[f.Node, ...] | None:
        """What the hours are multiplied by: nothing when they are fixed; None when an unknown duration decides."""
        if self.per_matches is None:
            return ()
        size = Decimal(self.per_matches)
        matches = year.count_new() if self.per_new_match else year.count_active()
        if matches is None:
            return None
        block = f.Value(f.Role.MATCHES_PER_BLOCK, self.code, size, size, "koppelingen")
        return (f.Blocks(matches, block) if self.in_steps else f.Ratio(matches, block),)


@dataclass(frozen=True, slots=True, kw_only=True)
class AllInPerMatchYear(Component):
    """ALL_IN_PER_MATCH_YEAR: an integral amount per active match that already holds a fixed amount. L = max(0, u(A) x active - u(I))."""

    low: Decimal
    high: Decimal
    includes_fixed: Decimal

    def line(self, year: Year) -> Line:
        active = year.count_active()
        if active is None:
            return self._unknown(UNKNOWN_DURATION)
        price = year.unit_price(self.code, self.low, self.high)
        fixed = year.unit_price(f"{self.code}/vast", self.includes_fixed, self.includes_fixed)
        return self._line(f.AtLeastZero(f.Difference(f.Rounded(f.Product((active, price))), fixed)))


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
        price = year.unit_price(f"{self.code}/{tier.start}", tier.low, tier.high)
        return self._line(f.Remark(price, f"staffel vanaf {number_nl(tier.start)} inwoners"))


@dataclass(frozen=True, slots=True, kw_only=True)
class HourlyRate(Component):
    """HOURLY_RATE: a rate per hour times the hours per match in each match year. L = u(rate) x sum of hours(k) x M(j, k)."""

    low: Decimal
    high: Decimal
    hours_per_match_year: tuple[tuple[int, Decimal], ...]

    def line(self, year: Year) -> Line:
        worked = []
        for match_year, hours in self.hours_per_match_year:
            count = year.count(match_year, match_year)
            if count is None:
                return self._unknown(UNKNOWN_DURATION)
            worked.append(f.Product((count, f.Value(f.Role.HOURS, f"{self.code}/{match_year}", hours, hours, "uur"))))
        price = year.unit_price(self.code, self.low, self.high)
        return self._line(f.Rounded(f.Product((f.Sum(tuple(worked), in_brackets=True), price))))


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
        fraction = f.Value(f.Role.PERCENTAGE, self.code, self.fraction, self.fraction)
        empty = Line(self.code, f"{self.label} over {base.code}", self.payer, self.source, None, takes_vat_what_if=self.vat_unknown)
        return surcharge(base, fraction, empty)


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
        borne = [line.formula for line in lines if line.payer is self.relieved]
        known = tuple(f.Carried(formula) for formula in borne if formula is not None)
        if len(known) != len(borne):
            return [self._unknown("bijdrage hangt af van een onbekend bedrag")]
        # A grant is an amount, not a price: it is not indexed.
        grant = f.Grant(f.Value(f.Role.AMOUNT, self.code, self.amount, self.amount), f.Sum(known))
        return [
            Line(self.code, f"{self.label} (ontlast)", self.relieved, self.source, f.Negative(grant)),
            Line(self.code, self.label, self.payer, self.source, grant),
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownCost(Component):
    """UNKNOWN: there are costs, the amount is unknown. Every sum that holds it is unknown, never 0."""

    reason: str = "tarief onbekend"

    def line(self, year: Year) -> Line:
        return self._unknown(self.reason)


def surcharge(base: Line, fraction: f.Value, line: Line) -> Line:
    """`line` with the amount of a fraction over `base`; unknown when the base is."""
    if base.formula is None:
        return replace(line, formula=None, reason=base.reason)
    return replace(line, formula=f.Rounded(f.Product((fraction, f.Carried(base.formula)))))
