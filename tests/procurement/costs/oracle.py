"""A second, dull calculation that walks match by match in exact fractions, written from docs/costing.md and not from the core.

It shares nothing with procurement.costs but the objects that hold the question: tariffs and scenarios. Slow on purpose.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from procurement import costs

Bounds = tuple[Fraction, Fraction] | None
Line = tuple[str, str, Bounds]  # component code, payer, amount


@dataclass
class Match:
    """One family and one volunteer. A match that ran before the first contract year started in year 0 or earlier."""

    started: int

    def match_year(self, contract_year: int) -> int:
        return contract_year - self.started + 1


@dataclass
class Answer:
    years: list[tuple[list[Line], Bounds]]
    new: list[int]
    active: list[int | None]
    total: Bounds
    known_years: Bounds
    tail: Bounds
    tail_years: list[int] | None
    started: int
    match_years: int | None
    per_match_started: Bounds
    per_match_started_incl_tail: Bounds
    per_match_year: Bounds
    present_value: Bounds


def cents(amount: Fraction) -> Fraction:
    """To the cent, half away from zero."""
    whole = math.floor(abs(amount) * 100 + Fraction(1, 2))
    return Fraction(whole if amount >= 0 else -whole, 100)


def exact(number: Decimal | int) -> Fraction:
    return Fraction(number)


def all_matches(scenario: costs.Scenario) -> list[Match]:
    found = []
    for year in range(1, scenario.years + 1):
        for _ in range(scenario.new_matches[year - 1]):
            found.append(Match(started=year))
    for match_year, count in scenario.carry_over:
        for _ in range(count):
            found.append(Match(started=2 - match_year))
    return found


class OneYear:
    """One contract year of one tariff, with the matches that exist."""

    def __init__(self, tariff: costs.Tariff, scenario: costs.Scenario, number: int, matches: list[Match]) -> None:
        self.tariff, self.scenario, self.number = tariff, scenario, number
        self.new = [match for match in matches if match.match_year(number) == 1]
        self.running: list[Match] | None = None
        if tariff.duration is not None:
            self.running = [match for match in matches if 1 <= match.match_year(number) <= tariff.duration]

    def in_match_year(self, match_year: int) -> list[Match] | None:
        if match_year == 1:
            return self.new
        if self.running is None:
            return None
        return [match for match in self.running if match.match_year(self.number) == match_year]

    def grown(self, amount: Decimal, level: int) -> Fraction:
        price = exact(amount)
        known = dict(self.scenario.growth)
        for year in range(level, self.scenario.start_year + self.number - 1):
            price *= 1 + exact(known.get(year + 1, self.scenario.indexation))
        return cents(price)

    def unit(self, amount: Decimal) -> Fraction:
        if not self.tariff.indexable:
            return cents(exact(amount))
        level = self.tariff.price_level_year
        if level is None:
            level = self.tariff.assumed_price_level_year
        if level is None:
            level = self.scenario.default_price_level
        if level is None:
            level = self.scenario.start_year
        return self.grown(amount, level)

    def hourly_cost(self) -> Fraction:
        level = self.scenario.hourly_cost_price_level
        return self.grown(self.scenario.hourly_cost, self.scenario.start_year if level is None else level)


def applies(component: costs.Component, year: OneYear) -> bool:
    return year.number >= component.from_year and (component.to_year is None or year.number <= component.to_year)


def fixed(component: costs.FixedFee, year: OneYear) -> Bounds:
    return year.unit(component.low), year.unit(component.high)


def per_match(component: costs.PerMatch, year: OneYear) -> Bounds:
    number = Fraction(0)
    last = component.to_match_year if component.to_match_year is not None else year.tariff.duration
    if last is None:
        return None
    for match_year in range(component.from_match_year, last + 1):
        found = year.in_match_year(match_year)
        if found is None:
            return None
        for _ in found:
            number += 1
    return cents(year.unit(component.low) * number), cents(year.unit(component.high) * number)


def per_module(component: costs.PerModule, year: OneYear) -> Bounds:
    found = year.in_match_year(component.match_year)
    if found is None:
        return None
    chance = exact(component.completion)
    for code, given in year.scenario.completion:
        if code == component.code:
            chance = exact(given)
    number = Fraction(0)
    for _ in found:
        number += chance
    return cents(year.unit(component.low) * number), cents(year.unit(component.high) * number)


def coordinator_hours(component: costs.CoordinatorHours, year: OneYear) -> Bounds:
    hours = component.hours if component.hours is not None else year.scenario.shared_hours
    if hours is None:
        return None
    number = exact(hours)
    if component.per_matches is not None:
        counted = year.new if component.per_new_match else year.running
        if counted is None:
            return None
        blocks = Fraction(0)
        for _ in counted:
            blocks += Fraction(1, component.per_matches)
        number = exact(hours) * (math.ceil(blocks) if component.in_steps else blocks)
    number = max(number, exact(component.min_hours))
    if component.per_week:
        number *= year.scenario.weeks
    amount = cents(number * year.hourly_cost())
    return amount, amount


def all_in(component: costs.AllInPerMatchYear, year: OneYear) -> Bounds:
    if year.running is None:
        return None
    bounds = []
    for price in (component.low, component.high):
        amount = Fraction(0)
        for _ in year.running:
            amount += year.unit(price)
        bounds.append(max(Fraction(0), cents(amount) - year.unit(component.includes_fixed)))
    return bounds[0], bounds[1]


def inhabitant_tier(component: costs.InhabitantTier, year: OneYear) -> Bounds:
    if year.scenario.inhabitants is None:
        return None
    found = None
    for tier in sorted(component.tiers, key=lambda tier: tier.start):
        if tier.start <= year.scenario.inhabitants:
            found = tier
    return None if found is None else (year.unit(found.low), year.unit(found.high))


def hourly_rate(component: costs.HourlyRate, year: OneYear) -> Bounds:
    number = Fraction(0)
    for match_year, hours in component.hours_per_match_year:
        found = year.in_match_year(match_year)
        if found is None:
            return None
        for _ in found:
            number += exact(hours)
    return cents(year.unit(component.low) * number), cents(year.unit(component.high) * number)


def unknown(component: costs.UnknownCost, year: OneYear) -> Bounds:
    return None


RULES: dict[type, Callable[..., Bounds]] = {
    costs.FixedFee: fixed,
    costs.PerMatch: per_match,
    costs.PerModule: per_module,
    costs.CoordinatorHours: coordinator_hours,
    costs.AllInPerMatchYear: all_in,
    costs.InhabitantTier: inhabitant_tier,
    costs.HourlyRate: hourly_rate,
    costs.UnknownCost: unknown,
}


def part(amount: Bounds, fraction: Decimal) -> Bounds:
    return None if amount is None else (cents(amount[0] * exact(fraction)), cents(amount[1] * exact(fraction)))


def lines_of(tariff: costs.Tariff, year: OneYear) -> list[Line]:
    """The lines of all payers, in the order in which they are printed."""
    lines: list[Line] = []
    taxed: list[Line] = []
    for component in tariff.components:
        if type(component) in RULES and applies(component, year):
            line = (component.code, str(component.payer), RULES[type(component)](component, year))
            lines.append(line)
            if component.vat_unknown:
                taxed.append(line)
    own = list(lines)
    for component in tariff.components:
        if isinstance(component, costs.Surcharge) and applies(component, year):
            for code, _, amount in own:
                if code in component.base:
                    line = (component.code, str(component.payer), part(amount, component.fraction))
                    lines.append(line)
                    if component.vat_unknown:
                        taxed.append(line)
    if year.scenario.vat_what_if is not None:
        for code, payer, amount in taxed:
            if amount is not None:
                lines.append((f"BTW-{code}", payer, part(amount, year.scenario.vat_what_if)))
    for component in tariff.components:
        if isinstance(component, costs.Contribution) and applies(component, year):
            lines += contribution(component, lines)
    return lines


def contribution(component: costs.Contribution, lines: list[Line]) -> list[Line]:
    borne = [amount for _, payer, amount in lines if payer == str(component.relieved)]
    if None in borne:
        return [(component.code, str(component.payer), None)]
    low, high = (min(cents(exact(component.amount)), sum((amount[bound] for amount in borne if amount), Fraction(0))) for bound in (0, 1))
    return [(component.code, str(component.relieved), (-low, -high)), (component.code, str(component.payer), (low, high))]


def for_payers(lines: list[Line], payers: frozenset[costs.Payer]) -> list[Line]:
    chosen = {str(payer) for payer in payers}
    counted = []
    for code, payer, amount in lines:
        if amount is None or payer in chosen:
            counted.append((code, payer, amount))
        elif payer in {"GEMENGD", "ONBEKEND"}:
            counted.append((code, payer, (Fraction(0), amount[1])))
    return counted


def add(amounts: list[Bounds]) -> Bounds:
    """The sum, unknown as soon as one amount is."""
    low = high = Fraction(0)
    for amount in amounts:
        if amount is None:
            return None
        low, high = low + amount[0], high + amount[1]
    return low, high


def divide(amount: Bounds, number: int | None) -> Bounds:
    return None if amount is None or not number else (cents(amount[0] / number), cents(amount[1] / number))


def year_of(tariff: costs.Tariff, scenario: costs.Scenario, year: OneYear) -> tuple[list[Line], Bounds]:
    ended = tariff.priced_years is not None and year.number > tariff.priced_years
    if ended or not [component for component in tariff.components if type(component) in RULES]:
        return [], None
    lines = for_payers(lines_of(tariff, year), scenario.payers)
    return lines, add([amount for _, _, amount in lines])


def tail_of(tariff: costs.Tariff, scenario: costs.Scenario, matches: list[Match]) -> tuple[Bounds, list[int] | None]:
    if tariff.duration is None:
        return None, None
    amounts: list[Bounds] = []
    numbers = []
    for number in range(scenario.years + 1, scenario.years + tariff.duration):
        year = OneYear(tariff, scenario, number, matches)
        amount = year_of(tariff, scenario, year)[1]
        if amount is None:
            return None, None
        if year.running:
            amounts.append(amount)
            numbers.append(number)
    return add(amounts), numbers


def answer(tariff: costs.Tariff, scenario: costs.Scenario) -> Answer:
    matches = all_matches(scenario)
    walked = [OneYear(tariff, scenario, number, matches) for number in range(1, scenario.years + 1)]
    years = [year_of(tariff, scenario, year) for year in walked]
    known = [amount for _, amount in years if amount is not None]
    total = add([amount for _, amount in years])
    tail, tail_years = tail_of(tariff, scenario, matches) if known else (None, None)
    active = [None if year.running is None else len(year.running) for year in walked]
    started = len([match for match in matches if match.started >= 1])
    match_years = None if total is None or None in active else sum(number or 0 for number in active)
    present: Bounds = None
    if total is not None and scenario.discount_rate is not None:
        worth = [Fraction(0), Fraction(0)]
        for number, amount in enumerate(known):
            for bound in (0, 1):
                worth[bound] += amount[bound] / (1 + exact(scenario.discount_rate)) ** number
        present = cents(worth[0]), cents(worth[1])
    return Answer(
        years=years,
        new=[len(year.new) for year in walked],
        active=active,
        total=total,
        known_years=add(list(known)) if known else None,
        tail=tail,
        tail_years=tail_years,
        started=started,
        match_years=match_years,
        per_match_started=divide(total, started),
        per_match_started_incl_tail=divide(add([total, tail]), started),
        per_match_year=divide(total, match_years),
        present_value=present,
    )
