"""The door to the solver: small programs whose best answer can be seen by eye, or found by trying everything."""

from __future__ import annotations

import math
from itertools import product
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procurement.mix.solver import Outcome, Program, Solution

INFINITE = math.inf


def test_cheapest_whole_numbers_are_found() -> None:
    # 7 places in boxes of 3 (cost 5) and 2 (cost 4): 3 + 2 + 2 costs 13, 3 + 3 + 2 costs 14.
    program = Program()
    three, two = program.variable(9, 5), program.variable(9, 4)
    program.row({three: 3, two: 2}, 7, INFINITE)

    found = program.solve(5)

    assert (found.outcome, found.values) == (Outcome.OPTIMAL, (1, 2))
    assert found.bound == pytest.approx(13)


def test_upper_bound_of_a_variable_holds() -> None:
    program = Program()
    program.variable(3, -1)

    assert program.solve(5).values == (3,)


def test_rows_that_contradict_each_other_have_no_answer() -> None:
    program = Program()
    one = program.variable(9, 1)
    program.row({one: 1}, 4, INFINITE)
    program.row({one: 1}, 0, 3)

    assert program.solve(5).outcome is Outcome.INFEASIBLE
    assert program.solve(5).values == ()


@pytest.mark.parametrize(("low", "outcome"), [(0, Outcome.OPTIMAL), (1, Outcome.INFEASIBLE)])
def test_row_without_variables_is_nothing_between_its_bounds(low: int, outcome: Outcome) -> None:
    with_variable = Program()
    with_variable.variable(1)
    with_variable.row({}, low, 2)
    empty = Program()
    empty.row({}, low, 2)

    assert (with_variable.solve(5).outcome, empty.solve(5).outcome) == (outcome, outcome)


def test_nothing_to_choose_is_done_at_once() -> None:
    assert Program().solve(5) == Solution(Outcome.OPTIMAL)


@pytest.mark.parametrize(("values", "expected"), [(None, ()), ([1.9999999, 0.0], (2, 0))])
def test_search_that_ran_out_of_time_says_so_and_keeps_what_it_found(monkeypatch, values, expected) -> None:
    found = None if values is None else SimpleNamespace(tolist=lambda: values)
    answer = SimpleNamespace(x=found, status=1, message="time", mip_dual_bound=1.5)
    monkeypatch.setattr("scipy.optimize.milp", lambda *args, **options: answer)
    program = Program()
    program.variable(2)

    assert program.solve(0.1) == Solution(Outcome.STOPPED, expected, 1.5)


def test_answer_that_does_not_hold_once_it_is_rounded_is_none(monkeypatch) -> None:
    answer = SimpleNamespace(x=SimpleNamespace(tolist=lambda: [1.6]), status=0, message="", mip_dual_bound=1.6)
    monkeypatch.setattr("scipy.optimize.milp", lambda *args, **options: answer)
    program = Program()
    program.row({program.variable(9): 1}, 0, 1.6)

    assert program.solve(1) == Solution(Outcome.STOPPED, (), 1.6)


def test_variable_that_need_not_be_whole_takes_its_share() -> None:
    # Half of the fraction is enough, so that the whole one stays away.
    program = Program()
    whole, part = program.variable(1, 10), program.variable(1, 3, whole=False)
    program.row({whole: 1, part: 1}, 0.5, INFINITE)

    assert program.solve(5).bound == pytest.approx(1.5)


def test_same_program_can_be_asked_something_else() -> None:
    program = Program()
    one, other = program.variable(3, 1), program.variable(3, 2)
    program.row({one: 1, other: 1}, 2, INFINITE)

    assert program.solve(5).values == (2, 0)
    assert program.asking({one: 5}).solve(5).values[0] == 0
    assert program.asking({one: 1, other: 2}, [({one: 1}, 0, 1)]).solve(5).values == (1, 1)
    assert program.solve(5).values == (2, 0)


def test_failure_of_the_solver_is_no_answer(monkeypatch) -> None:
    answer = SimpleNamespace(x=None, status=4, message="numerical trouble", mip_dual_bound=None)
    monkeypatch.setattr("scipy.optimize.milp", lambda *args, **options: answer)
    program = Program()
    program.variable(2)

    with pytest.raises(RuntimeError, match="numerical trouble"):
        program.solve(1)


SMALL = st.integers(-6, 6)


@settings(max_examples=150, deadline=None)
@given(
    uppers=st.lists(st.integers(0, 3), min_size=1, max_size=4),
    costs=st.lists(SMALL, min_size=4, max_size=4),
    rows=st.lists(st.tuples(st.lists(SMALL, min_size=4, max_size=4), SMALL, st.integers(0, 8)), max_size=3),
)
def test_agrees_with_trying_everything(uppers: list[int], costs: list[int], rows: list[tuple[list[int], int, int]]) -> None:
    program = Program()
    numbers = [program.variable(upper, cost) for upper, cost in zip(uppers, costs, strict=False)]
    for weights, low, more in rows:
        program.row({number: weights[number] for number in numbers}, low, low + more)

    found = program.solve(5)

    fits = [
        sum(cost * value for cost, value in zip(costs, values, strict=False))
        for values in product(*(range(upper + 1) for upper in uppers))
        if all(low <= sum(weight * value for weight, value in zip(weights, values, strict=False)) <= low + more for weights, low, more in rows)
    ]
    assert found.outcome is (Outcome.OPTIMAL if fits else Outcome.INFEASIBLE)
    if fits:
        assert sum(cost * value for cost, value in zip(costs, found.values, strict=False)) == min(fits)
