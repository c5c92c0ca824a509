"""From tariffs and a scenario to years, totals and the figures derived from them (docs/costing.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from enum import StrEnum

from procurement.costs.components import Contribution, Line, Surcharge, Year, surcharge
from procurement.costs.scenario import Payer, Scenario
from procurement.costs.tariff import Tariff
from procurement.costs.warnings import warnings_for
from voorzieningen.money import EXACT, ZERO, EuroRange, percent_nl, to_cents, total_of


class Status(StrEnum):
    """Whether the total is known. PARTIAL: some years have a price and others have none."""

    COMPLETE = "compleet"
    PARTIAL = "gedeeltelijk"
    UNKNOWN = "onbekend"


@dataclass(frozen=True, slots=True)
class YearCost:
    """One contract year: matches, printed lines and their sum. `cost` is None when something in it is unknown, with the reason."""

    contract_year: int
    calendar_year: int
    new: int
    active: int | None
    lines: tuple[Line, ...]
    cost: EuroRange | None
    reason: str = ""


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
    """What one tariff costs in one scenario. Every figure that cannot be known is None."""

    tariff: Tariff
    status: Status
    years: tuple[YearCost, ...]
    total: EuroRange | None
    known_years: EuroRange | None
    tail: Tail | None
    matches_started: int
    match_years: int | None
    per_match_started: EuroRange | None
    per_match_started_incl_tail: EuroRange | None
    per_match_year: EuroRange | None
    present_value: EuroRange | None
    reason: str
    warnings: tuple[str, ...]


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
        known = [year.cost for year in years if year.cost is not None]
        status = Status.COMPLETE if len(known) == len(years) else Status.PARTIAL if known else Status.UNKNOWN
        total = total_of(known) if status is Status.COMPLETE else None
        tail = _tail(tariff, scenario) if known else None
        started = sum(scenario.new_matches)
        match_years = sum(year.active or 0 for year in years) if total is not None and tariff.duration is not None else None
        return OfferingCost(
            tariff=tariff,
            status=status,
            years=years,
            total=total,
            known_years=total_of(known) if known else None,
            tail=tail,
            matches_started=started,
            match_years=match_years,
            per_match_started=total.divided_by(started) if total else None,
            per_match_started_incl_tail=(total + tail.cost).divided_by(started) if total and tail else None,
            per_match_year=total.divided_by(match_years) if total and match_years else None,
            present_value=_present_value(known, scenario) if total else None,
            reason=next((year.reason for year in years if year.reason), ""),
            warnings=warnings_for(tariff, scenario, years, status is Status.PARTIAL),
        )


def year_cost(tariff: Tariff, scenario: Scenario, number: int) -> YearCost:
    """One contract year (from 1; past the horizon nothing new starts): all lines, then the payers that count, then their sum."""
    year = Year(number, scenario, tariff.duration, tariff.price_level_year, tariff.indexable)
    if reason := _without_price(tariff, number):
        return YearCost(number, year.calendar_year, year.new, year.active, (), None, reason)
    lines = tuple(counted for line in _all_lines(tariff, year) if (counted := _share(line, scenario.payers)) is not None)
    amounts = [line.amount for line in lines]
    known = [amount for amount in amounts if amount is not None]
    total = total_of(known) if len(known) == len(amounts) else None
    return YearCost(number, year.calendar_year, year.new, year.active, lines, total, next((line.reason for line in lines if line.reason), ""))


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
    return surcharge(line, fraction, replace(line, code=f"BTW-{line.code}", label=label, takes_vat_what_if=False))


def _share(line: Line, payers: frozenset[Payer]) -> Line | None:
    """The part of a line that the chosen payers bear.

    - an unknown amount always counts: a sum that hides it would look known
    - a chosen payer bears all of it
    - a mixed or unknown payer bears between nothing and all of it
    - another payer's line does not count
    """
    if line.amount is None or line.payer in payers:
        return line
    if line.payer in (Payer.MIXED, Payer.UNKNOWN):
        # Also for the negative line of a contribution: who bears nothing of a cost is relieved of nothing of it.
        return replace(line, low=ZERO, calculation=f"{line.calculation}; aandeel onbekend: 0% tot 100%")
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


def _present_value(costs: Sequence[EuroRange], scenario: Scenario) -> EuroRange | None:
    """The costs of all years discounted to the first contract year, the tail excluded; None without a discount rate."""
    if scenario.discount_rate is None:
        return None
    # On one denominator and divided once, so that half a cent stays half a cent.
    factor = 1 + scenario.discount_rate
    low = high = Decimal(0)
    for year in costs:
        low, high = low * factor + year.low, high * factor + year.high
    divisor = factor ** (len(costs) - 1)
    return EuroRange(to_cents(low / divisor), to_cents(high / divisor))
