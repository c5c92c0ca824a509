"""The core and the dull second calculation agree on random tariffs in random scenarios, to the last cent of the last line."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings

from procurement import costs
from tests.procurement.costs import oracle
from tests.procurement.costs.strategies import Question, questions
from tests.procurement.costs.tariffs import WORKED, scenario
from voorzieningen.money import EuroRange

# The same scenarios on every run, so that what passes here passes in CI.
REPRODUCIBLE = settings(max_examples=1_000, derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])


def bounds(amount: EuroRange | None) -> oracle.Bounds:
    return None if amount is None else (Fraction(amount.low), Fraction(amount.high))


def as_answer(result: costs.OfferingCost) -> oracle.Answer:
    return oracle.Answer(
        years=[([(line.code, str(line.payer), bounds(line.amount)) for line in year.lines], bounds(year.cost)) for year in result.years],
        new=[year.new for year in result.years],
        active=[year.active for year in result.years],
        total=bounds(result.total),
        known_years=bounds(result.known_years),
        tail=bounds(result.tail.cost) if result.tail else None,
        tail_years=[year.contract_year for year in result.tail.years] if result.tail else None,
        started=result.matches_started,
        match_years=result.match_years,
        per_match_started=bounds(result.per_match_started),
        per_match_started_incl_tail=bounds(result.per_match_started_incl_tail),
        per_match_year=bounds(result.per_match_year),
        present_value=bounds(result.present_value),
    )


KINDS = {kind.__name__ for kind in (*oracle.RULES, costs.Surcharge, costs.Contribution)}
EXPECTED_FEATURES = {*KINDS, *costs.Status, "tail", "range", "vat", "some payers", "no duration", "present value", "carry-over"}


def features(question: Question, result: costs.OfferingCost) -> set[str]:
    """What makes this scenario worth comparing."""
    lines = [line for year in result.years for line in year.lines]
    found = {
        "scenarios": True,
        "tail": bool(result.tail and result.tail.cost.high),
        "range": bool(result.total and not result.total.is_exact),
        "vat": any(line.code.startswith("BTW-") and line.high for line in lines),
        "some payers": not question.scenario.is_integral,
        "no duration": question.tariff.duration is None,
        "present value": result.present_value is not None,
        "carry-over": any(year.active and year.active > year.new for year in result.years[:1]),
    }
    return {name for name, is_so in found.items() if is_so} | {type(component).__name__ for component in question.tariff.components} | {result.status}


def test_core_and_oracle_agree_on_random_scenarios() -> None:
    reached: Counter[str] = Counter()

    @REPRODUCIBLE
    @given(questions())
    def compare(question: Question) -> None:
        result = costs.cost(question.tariff, question.scenario)
        reached.update(features(question, result))
        assert as_answer(result) == oracle.answer(question.tariff, question.scenario)

    compare()
    # An agreement on scenarios that are all alike would say little.
    assert {name for name, times in reached.items() if times >= 10} >= EXPECTED_FEATURES
    assert reached["scenarios"] >= 1_000


@pytest.mark.parametrize("code", sorted(WORKED))
def test_core_and_oracle_agree_on_the_real_tariffs_in_a_hard_scenario(code: str) -> None:
    hard = scenario(
        (7, 0, 13, 2, 1),
        carry_over=((2, 3), (3, 4)),
        indexation=oracle.Decimal("0.0375"),
        default_price_level=2024,
        payers=frozenset({costs.Payer.MUNICIPALITY}),
        vat_what_if=oracle.Decimal("0.21"),
        discount_rate=oracle.Decimal("0.0225"),
        shared_hours=oracle.Decimal("18.5"),
    )
    assert as_answer(costs.cost(WORKED[code], hard)) == oracle.answer(WORKED[code], hard)
