"""From tariffs and a scenario to years, totals and the figures derived from them (docs/costing.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, localcontext
from enum import StrEnum

from procurement.costs import formula as f
from procurement.costs.components import Contribution, Line, Surcharge, Year, surcharge
from procurement.costs.explain import Figure, derive
from procurement.costs.scenario import Payer, Scenario
from procurement.costs.tariff import Tariff
from procurement.costs.warnings import Years, warnings_for
from voorzieningen.money import EXACT, EuroRange, percent_nl, total_of


class Status(StrEnum):
    """Whether the total is known. PARTIAL: some years have a price and others have none."""

    COMPLETE = "compleet"
    PARTIAL = "gedeeltelijk"
    UNKNOWN = "onbekend"


@dataclass(frozen=True, slots=True)
class YearCost:
    """One contract year: matches, printed lines and their sum. `cost` is None when something in it is unknown, with the reason.

    `running` are the matches that run; None when the duration is unknown.
    """

    contract_year: int
    calendar_year: int
    new: int
    running: f.Count | None
    lines: tuple[Line, ...]
    formula: f.Node | None
    cost: EuroRange | None = field(init=False)
    reason: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "cost", self.formula.range if self.formula else None)

    @property
    def active(self) -> int | None:
        return None if self.running is None else self.running.number


@dataclass(frozen=True, slots=True)
class Tail:
    """What it costs after the horizon to finish the matches that still run.

    `years` are the contract years in which any do; `span` are all contract years that a match started in the last year could reach.
    """

    cost: EuroRange
    years: tuple[YearCost, ...]
    span: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class OfferingCost:
    """What one tariff costs in one scenario. Every figure that cannot be known is None; `formulas` holds how each known one came about."""

    tariff: Tariff
    status: Status
    years: tuple[YearCost, ...]
    tail: Tail | None
    matches_started: int
    formulas: Mapping[Figure, f.Node]
    reason: str
    warnings: tuple[str, ...]
    total: EuroRange | None = field(init=False)
    known_years: EuroRange | None = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "total", self.amount(Figure.TOTAL))
        object.__setattr__(self, "known_years", self.amount(Figure.KNOWN_YEARS))

    def amount(self, figure: Figure) -> EuroRange | None:
        formula = self.formulas.get(figure)
        return None if formula is None else formula.range

    def why_unknown(self, figure: Figure) -> str:
        """Why a figure that is not there cannot be known, in Dutch: something it needs is unknown, or there is nothing to divide by."""
        if figure is Figure.TAIL:
            if self.tariff.duration is None:
                return "duur van een koppeling onbekend"
            return self.reason or "geen prijs na de looptijd"
        if self.total is None:
            return self.reason
        if figure in (Figure.PER_MATCH_STARTED, Figure.PER_MATCH_STARTED_INCL_TAIL) and not self.matches_started:
            return "niet te bepalen: er start geen koppeling"
        if figure is Figure.PER_MATCH_STARTED_INCL_TAIL:
            return "uitloop onbekend"
        if self.tariff.duration is None:
            return "duur van een koppeling onbekend"
        return "niet te bepalen: er loopt geen koppeling"

    @property
    def match_years(self) -> int | None:
        formula = self.formulas.get(Figure.MATCH_YEARS)
        return None if formula is None else int(formula.at("low")[0])

    @property
    def per_match_started(self) -> EuroRange | None:
        return self.amount(Figure.PER_MATCH_STARTED)

    @property
    def per_match_started_incl_tail(self) -> EuroRange | None:
        return self.amount(Figure.PER_MATCH_STARTED_INCL_TAIL)

    @property
    def per_match_year(self) -> EuroRange | None:
        return self.amount(Figure.PER_MATCH_YEAR)

    @property
    def present_value(self) -> EuroRange | None:
        return self.amount(Figure.PRESENT_VALUE)


@dataclass(frozen=True, slots=True)
class Comparison:
    scenario: Scenario
    results: tuple[OfferingCost, ...]


def compare(tariffs: Sequence[Tariff], scenario: Scenario) -> Comparison:
    """Cost of every tariff in the same scenario, in the given order."""
    return Comparison(scenario, tuple(cost(tariff, scenario) for tariff in tariffs))


def cost(tariff: Tariff, scenario: Scenario) -> OfferingCost:
    """Cost of one tariff: years, total, tail and derived figures.

    - total: sum of the years, None as soon as one year is unknown; the known years are then summed apart
    - tail: never part of the total; None when it cannot be known
    - per match and per match-year: None when the divisor is 0 or the total is None
    """
    with localcontext(EXACT):
        years = tuple(year_cost(tariff, scenario, number) for number in range(1, scenario.years + 1))
        known = [year for year in years if year.cost is not None]
        status = Status.COMPLETE if len(known) == len(years) else Status.PARTIAL if known else Status.UNKNOWN
        tail = _tail(tariff, scenario) if known else None
        reason = next((year.reason for year in years if year.reason), "")
        # Without years nothing is said about them.
        costs_something = not years or any(year.lines or year.cost is None for year in years)
        return OfferingCost(
            tariff=tariff,
            status=status,
            years=years,
            tail=tail,
            matches_started=sum(scenario.new_matches),
            formulas=derive(
                scenario=scenario,
                years=[year.formula for year in years],
                running=[year.running for year in years],
                tail=[year.formula for year in tail.years if year.formula is not None] if tail else None,
            ),
            reason=reason,
            warnings=warnings_for(tariff, scenario, Years(reason, status is Status.PARTIAL, costs_something, [year.active for year in years])),
        )


def year_cost(tariff: Tariff, scenario: Scenario, number: int) -> YearCost:
    """One contract year (from 1; past the horizon nothing new starts): all lines, then the payers that count, then their sum."""
    year = Year(number, scenario, tariff.duration, tariff.price_level_year or tariff.assumed_price_level_year, tariff.indexable)
    if reason := _without_price(tariff, number):
        return YearCost(number, year.calendar_year, year.new, year.count_active(), (), None, reason)
    lines = tuple(counted for line in _all_lines(tariff, year) if (counted := _share(line, scenario.payers)) is not None)
    known = tuple(f.Carried(line.formula) for line in lines if line.formula is not None)
    total = f.Sum(known) if len(known) == len(lines) else None
    reason = next((line.reason for line in lines if line.reason), "")
    return YearCost(number, year.calendar_year, year.new, year.count_active(), lines, total, reason)


def _without_price(tariff: Tariff, number: int) -> str:
    """Why this contract year has no price at all, in Dutch; empty when it has one.

    - the price ends before this year
    - the tariff names nothing that costs (an empty list is a price nobody entered, not a price of 0)
    """
    if tariff.priced_years is not None and number > tariff.priced_years:
        return f"geen prijs vanaf contractjaar {tariff.priced_years + 1}"
    if all(isinstance(component, Surcharge | Contribution) for component in tariff.components):
        return "tarief onbekend"
    return ""


def _all_lines(tariff: Tariff, year: Year) -> list[Line]:
    """Lines of all payers: own components first, then surcharges, then the VAT what-if, then contributions over the sum."""
    lines: list[Line] = []
    for component in tariff.components:
        if not isinstance(component, Surcharge | Contribution):
            lines += component.lines(year)
    base = list(lines)
    for component in tariff.components:
        if isinstance(component, Surcharge):
            lines += component.over(base, year)
    if year.scenario.vat_what_if is not None:
        lines += [_vat(line, year.scenario.vat_what_if) for line in lines if line.takes_vat_what_if and line.amount]
    costs = list(lines)
    for component in tariff.components:
        if isinstance(component, Contribution):
            added = component.over(costs, year)
            lines += added
            costs += added
    return lines


def _vat(line: Line, fraction: Decimal) -> Line:
    label = f"btw-aanname {percent_nl(fraction)} over {line.label}"
    return surcharge(line, f.Value(f.Role.VAT, "", fraction, fraction), replace(line, code=f"BTW-{line.code}", label=label, takes_vat_what_if=False))


def _share(line: Line, payers: frozenset[Payer]) -> Line | None:
    """The part of a line that the chosen payers bear.

    - an unknown amount always counts: a sum that hides it would look known
    - a chosen payer bears all of it
    - a mixed or unknown payer bears between nothing and all of it
    - another payer's line does not count
    """
    if line.formula is None or line.payer in payers:
        return line
    if line.payer in (Payer.MIXED, Payer.UNKNOWN):
        # Also for the negative line of a contribution: who bears nothing of a cost is relieved of nothing of it.
        return replace(line, formula=f.UnknownShare(line.formula))
    return None


def _tail(tariff: Tariff, scenario: Scenario) -> Tail | None:
    """Years after the horizon in which matches still run, on the same terms.

    None when the duration is unknown, or when one of the years in which a match could still run has no price.
    """
    if tariff.duration is None:
        return None
    last = scenario.years + tariff.duration - 1
    candidates = [year_cost(tariff, scenario, number) for number in range(scenario.years + 1, last + 1)]
    if any(year.cost is None for year in candidates):
        return None
    years = tuple(year for year in candidates if year.active)
    return Tail(total_of([year.cost for year in years if year.cost is not None]), years, tuple(year.contract_year for year in candidates))
