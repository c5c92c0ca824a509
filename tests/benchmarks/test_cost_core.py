"""How much faster the folded cost core is than a walk with costs.cost(): in turn, in one process, and only the ratio counts."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from statistics import median
from time import perf_counter
from typing import Any

import pytest

from procurement import costs
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


def compare(name: str, subject: Callable[[], Any], yardstick: Callable[[], Any], target: str) -> None:
    """The median of subject / yardstick, and the median times, after one round to warm up that also shows that both give the same."""
    assert list(subject()) == list(yardstick())
    pairs = [(seconds(subject), seconds(yardstick)) for _ in range(ROUNDS)]
    ratio = median(mine / other for mine, other in pairs)
    mine, other = (median(times) * 1000 for times in zip(*pairs, strict=True))
    sys.stdout.write(f"\n{name}: {mine:.2f} ms / {other:.1f} ms = {ratio:.4f}, {1 / ratio:.0f} times faster (target: {target})")


@pytest.mark.parametrize("asked", [FOUR_YEARS, INDEXED], ids=["no indexation", "indexed"])
@pytest.mark.parametrize("code", ["BG-LIST", "MG", "ST", "ST-BLOK", "SO", "SO-LICENTIE", "PR", "SOS"])
def test_sweep_of_a_hundred_caseloads(code: str, asked: costs.Scenario) -> None:
    tariff = WORKED[code]
    compare(
        f"100 caseloads of {code}, 4 years, {'indexed' if asked is INDEXED else 'no indexation'}",
        lambda: costs.totals_by_matches(tariff, asked, CASELOADS),
        lambda: [costs.cost(tariff, replace(asked, new_matches=(number,) * 4)).total for number in CASELOADS],
        "40 times faster",
    )


@pytest.mark.parametrize("asked", [FOUR_YEARS, INDEXED], ids=["no indexation", "indexed"])
def test_a_thousand_offerings_in_one_scenario(asked: costs.Scenario) -> None:
    kinds = list(WORKED.values())
    tariffs = [replace(kinds[number % len(kinds)], offering=f"aanbod-{number}", price_level_year=2020 + number % 5) for number in range(OFFERINGS)]
    compare(
        f"{OFFERINGS} offerings, one scenario of 4 years, {'indexed' if asked is INDEXED else 'no indexation'}",
        lambda: [costs.fold(tariff, asked).total(asked.new_matches) for tariff in tariffs],
        lambda: [costs.cost(tariff, asked).total for tariff in tariffs],
        "at most 0.2",
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
    compare(
        f"100 caseloads of {code}, 4 years, indexed, beside a walk without lines and words",
        lambda: costs.totals_by_matches(tariff, asked, CASELOADS),
        lambda: [plain_total(tariff, replace(asked, new_matches=(number,) * 4)) for number in CASELOADS],
        "none; for comparison",
    )


@pytest.mark.parametrize("code", ["BG-LIST", "MG", "ST", "SO", "PR", "SOS"])
def test_one_evaluation(code: str) -> None:
    """No ratio: ten thousand combinations of seven offerings in one second leave 14 microseconds for each."""
    folded, times = costs.fold(WORKED[code], FOUR_YEARS), 2_000
    own = median(seconds(lambda: [folded.total((9, 10, 11, 12)) for _ in range(times)]) for _ in range(ROUNDS)) / times * 1e6
    other = median(seconds(lambda: [folded.total((9, 10, 11, 12), Decimal("71.23")) for _ in range(times)]) for _ in range(ROUNDS)) / times * 1e6
    sys.stdout.write(f"\none total of {code}: {own:.1f} microseconds, with another hourly cost {other:.1f}")
