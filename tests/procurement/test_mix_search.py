"""The search against trying everything: the same cost to the cent and the same mix, whatever the tariffs, ceilings and conditions."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from procurement.mix import SearchAnswer
from procurement.mix.candidates import find_candidates
from procurement.mix.choice import Search
from procurement.mix.conditions import Budget, answers_to, terms_of
from procurement.mix.effort import Effort, Found
from procurement.mix.found import FoundMix
from procurement.mix.menu import World, scenario_of_search
from procurement.mix.relaxation import TOGETHER, Relaxation
from procurement.mix.search_answer import WorldAnswer
from procurement.mix.searching import Asked, Searching
from procurement.mix.solver import Outcome
from tests.procurement.mix_oracle import WORLDS, Dull, Instance, Way, random_instance

SOLVED, PLACED, ANSWERED = 560, 220, 180


def searching(instance: Instance, world: World) -> Searching:
    scenario = scenario_of_search(instance.scenario)
    answers = answers_to(instance.task, instance.catalogue)
    candidates = find_candidates(
        columns=instance.columns, catalogue=instance.catalogue, rows=instance.rows, scenario=scenario, goal=instance.goal, answers=answers
    )
    budget = None if instance.budget is None else Budget(instance.budget, instance.per_year)
    terms = terms_of(instance.task, Search(True, instance.certainty, instance.goal), budget)
    return Searching(Asked(candidates, instance.rows, terms, instance.goal, scenario), world, Effort())


def numbers_of(searched: Searching, found: Found, width: int) -> tuple[int, ...]:
    """The families of each column."""
    offers = searched.puzzle(searched.asked.terms).offers
    by_column = {offer.number: number for offer, number in zip(offers, found.numbers, strict=True)} if found.numbers else {}
    return tuple(by_column.get(column, 0) for column in range(width))


def mix_numbers(instance: Instance, mix: FoundMix) -> tuple[int, ...]:
    by_key = dict(mix.numbers)
    return tuple(by_key.get(column.key, 0) for column in instance.columns)


def test_cheapest_mix_is_that_of_trying_everything() -> None:
    seen: Counter[str] = Counter()
    for seed in range(SOLVED):
        instance = random_instance(seed)
        for world, bound in zip(World, WORLDS, strict=True):
            searched, expected = searching(instance, world), Dull(instance, bound).cheapest()
            found = searched.cheapest()
            if expected is None:
                assert found.outcome is Outcome.INFEASIBLE, seed
            else:
                assert found.outcome is Outcome.OPTIMAL, seed
                assert numbers_of(searched, found, len(instance.columns)) == expected.numbers, seed
                assert searched.amount(searched.asked.terms, found) == expected.amount, seed
                assert found.least is not None
                assert Decimal(found.least).scaleb(-2) <= expected.amount
            seen["none" if expected is None else "two or more" if len(expected.used) > 1 else "one"] += 1
    # Otherwise the comparison says little.
    assert min(seen["none"], seen["one"], seen["two or more"]) > 80, seen


def test_most_families_placed_is_that_of_trying_everything() -> None:
    seen: Counter[str] = Counter()
    for seed in range(10_000, 10_000 + PLACED):
        instance = random_instance(seed)
        for world, bound in zip(World, WORLDS, strict=True):
            searched, expected = searching(instance, world), Dull(instance, bound).most_placed()
            found = searched.most_placed()
            assert expected is not None
            assert numbers_of(searched, found, len(instance.columns)) == expected.numbers, seed
            mix = searched.mix(found)
            assert mix.amount == expected.amount
            asked = sum(row.families or 0 for row in instance.rows)
            assert sum(mix.unplaced) == asked - sum(expected.numbers)
            assert all(sum(item.rows) == item.families for item in mix.placed)
            seen["all" if not any(mix.unplaced) else "none" if not mix.placed else "some"] += 1
    assert min(seen["all"], seen["none"], seen["some"]) > 20, seen


def test_whole_answer_is_that_of_trying_everything() -> None:
    seen: Counter[str] = Counter()
    for seed in range(20_000, 20_000 + ANSWERED):
        instance = random_instance(seed)
        answer = instance.search()
        assert answer.is_complete
        for world, bound in zip(answer.worlds, WORLDS, strict=True):
            check_world(instance, answer, world, Dull(instance, bound), seen)
    assert min(seen.values()) > 10, seen
    assert len(seen) == 9, seen


def check_world(instance: Instance, answer: SearchAnswer, world: WorldAnswer, dull: Dull, seen: Counter[str]) -> None:
    best = dull.cheapest()
    assert (world.mix is None) == (best is None)
    check_conditions(world, dull, best, seen)
    if best is None:
        check_partial(instance, world, dull, seen)
        return
    assert world.mix is not None
    assert mix_numbers(instance, world.mix) == best.numbers
    assert world.mix.amount == best.amount
    assert not any(world.mix.unplaced)
    assert tuple(getattr(year, dull.world) for year in world.mix.years) == best.years
    following = dull.next_best(best)
    assert (world.next_best is None) == (following is None)
    if world.next_best is not None and following is not None:
        assert mix_numbers(instance, world.next_best) == following.numbers
        assert world.next_more == following.amount - best.amount
        seen["next"] += 1
    for column, forced in world.forced:
        expected = dull.forced(column)
        assert forced.more == (None if expected is None else expected.amount - best.amount)
        seen["forced"] += 1


def check_conditions(world: WorldAnswer, dull: Dull, best: Way | None, seen: Counter[str]) -> None:
    conditions = dull.instance.conditions
    for price in world.condition_prices:
        is_together = price.condition is TOGETHER
        without = dull.cheapest(frozenset(conditions if is_together else {price.condition.key}))
        if best is not None:
            assert without is not None
            assert price.more == best.amount - without.amount
            seen["costs more" if price.more else "costs nothing"] += 1
            seen["together"] += is_together
        else:
            named = "al deze eisen" if is_together else "deze eis"
            assert price.words.startswith("ook zonder" if without is None else f"zonder {named} kan het wel")
    together = [TOGETHER.key] if len(conditions) > 1 else []
    assert [price.condition.key for price in world.condition_prices] == [*conditions, *together]


def check_partial(instance: Instance, world: WorldAnswer, dull: Dull, seen: Counter[str]) -> None:
    assert world.partial is not None
    most, partial = dull.most_placed(), world.partial
    assert most is not None
    assert (partial.mix is None) == (not most.used)
    if partial.mix is not None:
        assert mix_numbers(instance, partial.mix) == most.numbers
        seen["some placed"] += 1
    assert partial.enough == (dull.enough() if instance.budget is not None else None)
    expected = dull.relaxations()
    assert {keys(relaxation): relaxation.amount for relaxation in partial.relaxations.found} == expected
    seen["relaxed"] += bool(expected)
    seen["not even then"] += not expected
    seen["enough"] += partial.enough is not None


def keys(relaxation: Relaxation) -> frozenset[str]:
    return frozenset(condition.key for condition in relaxation.dropped)
