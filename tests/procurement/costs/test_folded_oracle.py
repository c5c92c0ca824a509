"""The folded core and cost() agree on random tariffs in random scenarios, to the cent, also for other matches and another hourly cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procurement import costs
from tests.procurement.costs.strategies import AMOUNT, Question, questions

REPRODUCIBLE = settings(max_examples=500, derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
OTHER_MATCHES = st.lists(st.integers(0, 40), min_size=6, max_size=6)


def features(question: Question, result: costs.OfferingCost) -> Iterator[str]:
    """What a question reaches in the folded core."""
    folded = costs.fold(question.tariff, question.scenario)
    yield result.status
    for lines in folded.lines:
        terms = [(line, term) for line in lines or () for term in (line.low, line.high)]
        yield from ("step" for _, term in terms if term.step)
        yield from ("least" for _, term in terms if term.least is not None and any(term.row[1:]))
        yield from ("rounded" for line, term in terms if not line.by_hour and term.straight() is None and term.least is None)
        yield from ("fraction of a fraction" for _, term in terms if len(term.then) == 2)
    if any(amount is not None and amount.pools for amount in folded._open_years):
        yield "contribution that counts"
    if any(factor != 100 for factor in folded.frame.hourly_factors()):
        yield "indexed"


def test_folded_equals_cost_to_the_cent() -> None:
    reached: Counter[str] = Counter()

    @REPRODUCIBLE
    @given(questions(), OTHER_MATCHES, AMOUNT, st.integers(0, 40))
    def compare(question: Question, matches: list[int], hourly_cost: Decimal, constant: int) -> None:
        tariff, asked = question.tariff, question.scenario
        folded, result = costs.fold(tariff, asked), costs.cost(tariff, asked)
        reached.update(set(features(question, result)))
        assert folded.total(asked.new_matches) == result.total
        assert folded.years(asked.new_matches) == tuple(year.cost for year in result.years)
        assert costs.match_years(tariff, asked) == result.match_years
        assert folded.active(asked.new_matches) == tuple(year.active for year in result.years)
        brief = costs.cost_in_brief(tariff, asked)
        assert (brief.total, brief.known_years, brief.reason, brief.warnings) == (result.total, result.known_years, result.reason, result.warnings)

        new = tuple(matches[: asked.years])
        other = costs.cost(tariff, replace(asked, new_matches=new, hourly_cost=hourly_cost))
        assert folded.total(new, hourly_cost) == other.total
        assert folded.years(new, hourly_cost) == tuple(year.cost for year in other.years)
        assert folded.match_years(new) == other.match_years

        assert costs.totals_by_matches(tariff, asked, (0, constant))[1] == folded.total((constant,) * asked.years)

    compare()
    # An agreement on questions that are all straight lines would say little.
    expected = {*costs.Status, "step", "least", "rounded", "fraction of a fraction", "contribution that counts", "indexed"}
    assert {name for name, times in reached.items() if times >= 3} >= expected
