"""How much faster the folded cost core is than a walk with costs.cost(): in turn, in one process, and only the ratio counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from statistics import median
from time import perf_counter
from typing import Any

import pytest

from procurement import costs
from tests.benchmarks.ratio import compare, record
from tests.procurement.costs.tariffs import WORKED, scenario
from voorzieningen.money import ZERO, EuroRange, to_cents

ROUNDS = 9
CASELOADS = range(1, 101)
FOUR_YEARS = scenario((10, 10, 10, 10), shared_hours=Decimal(20))
INDEXED = replace(FOUR_YEARS, indexation=Decimal("0.0375"), default_price_level=2024)
OFFERINGS = 1_000


def seconds(work: Callable[[], Any]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def same(subject: Callable[[], Any], yardstick: Callable[[], Any]) -> None:
    assert list(subject()) == list(yardstick())


@pytest.mark.parametrize("asked", [FOUR_YEARS, INDEXED], ids=["no indexation", "indexed"])
def test_sweep_of_a_hundred_caseloads(asked: costs.Scenario) -> None:
    tariffs = [WORKED[code] for code in ("BG-LIST", "MG", "ST", "ST-BLOK", "SO", "SO-LICENTIE", "PR", "SOS")]
    each = [replace(asked, new_matches=(number,) * 4) for number in CASELOADS]

    def folded() -> list[Any]:
        return [list(costs.totals_by_matches(tariff, asked, CASELOADS)) for tariff in tariffs]

    def walked() -> list[Any]:
        return [[costs.cost(tariff, one).total for one in each] for tariff in tariffs]

    same(folded, walked)
    compare(
        what=f"sweep of 100 caseloads, 8 tariffs, 4 years, {'indexed' if asked is INDEXED else 'no indexation'}",
        subject=folded,
        yardstick=walked,
        yardstick_name="walk with costs.cost()",
        reach=">= 40 times faster",
    )


@pytest.mark.parametrize("asked", [FOUR_YEARS, INDEXED], ids=["no indexation", "indexed"])
def test_a_thousand_offerings_in_one_scenario(asked: costs.Scenario) -> None:
    kinds = list(WORKED.values())
    tariffs = [replace(kinds[number % len(kinds)], offering=f"aanbod-{number}", price_level_year=2020 + number % 5) for number in range(OFFERINGS)]

    def folded() -> list[Any]:
        return [costs.fold(tariff, asked).total(asked.new_matches) for tariff in tariffs]

    def walked() -> list[Any]:
        return [costs.cost(tariff, asked).total for tariff in tariffs]

    same(folded, walked)
    compare(
        what=f"1,000 offerings, one scenario of 4 years, {'indexed' if asked is INDEXED else 'no indexation'}",
        subject=folded,
        yardstick=walked,
        yardstick_name="walk with costs.cost()",
        reach="<= 0.2",
    )


def plain_total(tariff: costs.Tariff, asked: costs.Scenario) -> EuroRange:
    """The leanest walk with Decimals that one would write at once: no lines, words, tail or warnings, and only three types of component."""
    low = high = ZERO
    for number in range(1, asked.years + 1):
        active = sum(asked.matches(number, match_year) for match_year in range(1, (tariff.duration or 0) + 1))
        grown = (1 + asked.indexation) ** max(0, asked.calendar_year(number) - (tariff.price_level_year or asked.start_year))
        for component in tariff.components:
            if component.from_year > number or (component.to_year is not None and component.to_year < number):
                continue
            if isinstance(component, costs.FixedFee):
                low, high = low + to_cents(component.low * grown), high + to_cents(component.high * grown)
            elif isinstance(component, costs.PerMatch):
                last = min(component.to_match_year or tariff.duration or 0, tariff.duration or 0)
                count = sum(asked.matches(number, match_year) for match_year in range(component.from_match_year, last + 1))
                low, high = low + to_cents(component.low * grown) * count, high + to_cents(component.high * grown) * count
            elif isinstance(component, costs.CoordinatorHours):
                rate = to_cents(asked.hourly_cost * (1 + asked.indexation) ** (number - 1))
                amount = to_cents((component.hours or ZERO) * active * asked.weeks * rate / (component.per_matches or 1))
                low, high = low + amount, high + amount
    return EuroRange(low, high)


@pytest.mark.parametrize("code", ["BG-LIST", "ST", "ST-LICENTIE"])
def test_sweep_beside_the_leanest_walk(code: str) -> None:
    tariff, asked = WORKED[code], replace(FOUR_YEARS, indexation=Decimal("0.0375"))

    def folded() -> list[Any]:
        return list(costs.totals_by_matches(tariff, asked, CASELOADS))

    def walked() -> list[Any]:
        return [plain_total(tariff, replace(asked, new_matches=(number,) * 4)) for number in CASELOADS]

    same(folded, walked)
    compare(
        what=f"100 caseloads of {code}, 4 years, indexed, beside a walk without lines and words",
        subject=folded,
        yardstick=walked,
        yardstick_name="the leanest Decimal walk",
        reach="no target",
    )


@pytest.mark.parametrize("code", ["BG-LIST", "MG", "ST", "SO", "PR", "SOS"])
def test_one_evaluation(code: str) -> None:
    """Ten thousand combinations of seven offerings in one second leave fourteen microseconds for each."""
    folded, times = costs.fold(WORKED[code], FOUR_YEARS), 2_000
    own = median(seconds(lambda: [folded.total((9, 10, 11, 12)) for _ in range(times)]) for _ in range(ROUNDS)) / times * 1e6
    other = median(seconds(lambda: [folded.total((9, 10, 11, 12), Decimal("71.23")) for _ in range(times)]) for _ in range(ROUNDS)) / times * 1e6
    record(what=f"one total of {code}", figure=f"{own:.1f} µs, with another hourly cost {other:.1f} µs", reach="14 µs", met=max(own, other) <= 14)
