"""How long the tornado and all combinations take: 7 offerings with more combinations than the 10,000 that are calculated. To reach: a second."""

from __future__ import annotations

from decimal import Decimal
from statistics import median
from time import perf_counter

from procurement import costs
from procurement.sensitivity import MOST, find_sensitivity
from tests.benchmarks.ratio import record
from tests.procurement.uncertain import ask, change, column, fee, hours, module, per_match, reading

ROUNDS = 9


def test_seven_offerings_and_ten_thousand_combinations() -> None:
    columns = [
        column(
            f"aanbod{number}",
            fee("F", "6850", "9100"),
            hours("WEEK", "832", reading="WEEK"),
            hours("JAAR", "16", reading="JAAR"),
            per_match("M", str(300 + number)),
            module("A", "2500"),
            module("B", "2500", 2),
            readings=(
                reading("WEEK", preferred=True, contradiction="1"),
                reading("JAAR", contradiction="1"),
                reading("ZELF", preferred=True, contradiction="2"),
                reading("MEER", change("M", payer="FONDS"), contradiction="2"),
            ),
            price_level_year=None,
            shortest_match_years=1,
            longest_match_years=2,
        )
        for number in range(7)
    ]
    question = ask(*columns, years=4, indexation=Decimal("0.02"))
    results = costs.compare([one.calculated for one in columns], question.scenario).results
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        found = find_sensitivity(question, columns, results)
        times.append(perf_counter() - start)
    assert found is not None
    assert found.together is not None
    assert found.together.counted == MOST
    record(
        what=f"tornado and {MOST:,} of {found.together.possible:,} combinations, 7 offerings, {len(found.rows)} rows",
        figure=f"{1000 * median(times):.0f} ms",
        reach="< 1 s",
        met=median(times) < 1,
    )
