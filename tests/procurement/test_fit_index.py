"""The index of a catalogue: the same verdicts, counts, orders and pages as asking every offering one by one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procurement.fit import Answered, FitIndex, OfferingFit, Task, Verdict, evaluate
from procurement.fit import orders as orders_module
from procurement.fit.bits import bits_of, rows_of
from procurement.fit.orders import ORDERS, SORT_KEYS, ordered
from tests.procurement.offerings import BLANK, CATALOGUES, CITATION, GROUP, TASKS, make_catalogue
from voorzieningen.catalogue import Catalogue, Coverage, Offering, Term
from voorzieningen.sample.offerings import extended

GROUPS = (Verdict.FITS, Verdict.POSSIBLE, Verdict.UNKNOWN)
LISTS = {
    name: tuple(Term(f"{name[:1].upper()}{number}", f"{name} {number}", synonyms=("één",) * (number % 2)) for number in range(size))
    for name, size in (("target_groups", 9), ("support_forms", 3), ("delivery_models", 4), ("coordinator_types", 4), ("employers", 5))
}
SAMPLE = extended(make_catalogue(**LISTS), number=700)
WORDS = ("samen", "sam", "een", "voorbeeld 0001", "tieners moeders", "bestaatniet", "0069")


def plain_order(offerings: list[OfferingFit], code: str) -> list[OfferingFit]:
    """The slow way: everything sorted, the unknown behind it."""
    key = SORT_KEYS[code.removeprefix("-")]
    known = [item for item in offerings if key(item.offering) is not None]
    known.sort(key=lambda item: key(item.offering), reverse=code.startswith("-"))
    return [*known, *(item for item in offerings if key(item.offering) is None)]


def assert_same(catalogue: Catalogue, task: Task, code: str, skip: int, take: int) -> None:
    fits, answered = evaluate(catalogue, task), Answered(FitIndex(catalogue), task)
    assert answered.counts == {verdict: Counter(item.verdict for item in fits)[verdict] for verdict in Verdict}
    for verdict in GROUPS:
        expected = plain_order([item for item in fits if item.verdict is verdict], code)
        assert answered.page(verdict, skip=skip, take=take, order=code) == tuple(expected[skip : skip + take])
    out = [item for item in fits if item.verdict is Verdict.OUT]
    assert answered.fallen(skip=skip, take=take) == tuple(out[skip : skip + take])
    assert answered.fallen_on() == dict(Counter(name for item in out for name in {answer.criterion for answer in item.deciding}))


@given(catalogue=CATALOGUES, task=TASKS, code=st.sampled_from(sorted(ORDERS)), skip=st.integers(0, 5), take=st.integers(0, 4))
def test_answers_are_those_of_asking_every_offering(catalogue: Catalogue, task: Task, code: str, skip: int, take: int) -> None:
    assert_same(catalogue, task, code, skip, take)


TWO = {name: getattr(SAMPLE, name)[:2] for name in LISTS}


@pytest.mark.parametrize(
    "task",
    [
        Task(),
        *(Task(**{name: terms}) for name, terms in TWO.items()),
        *(Task(search=word) for word in WORDS),
        Task(vog=True, target_groups=SAMPLE.target_groups[:2]),
    ],
)
@pytest.mark.parametrize("code", ["naam", "-naam", "-leeftijd", "training"])
def test_answers_about_many_are_those_of_asking_every_offering(task: Task, code: str) -> None:
    assert_same(SAMPLE, task, code, 130, 25)


def test_of_two_rows_about_one_group_the_first_counts() -> None:
    rows = (Coverage(GROUP, "EXCLUDED", CITATION), Coverage(GROUP, "INCLUDED", CITATION))
    catalogue = make_catalogue(replace(BLANK, coverage=rows), target_groups=(GROUP,))
    assert Answered(FitIndex(catalogue), Task(target_groups=(GROUP,))).counts[Verdict.OUT] == 1


def test_offerings_of_one_name_keep_their_order_in_both_directions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(orders_module, "_TOGETHER", 3)
    offerings = tuple(replace(BLANK, slug=str(number), name=name) for number, name in enumerate("aabbbbcde"))
    names = [offerings[row].slug for row in ordered(offerings, "-naam").page(bits_of(range(9), 9), skip=0, take=9)]
    assert names == ["8", "7", "6", "2", "3", "4", "5", "0", "1"]


def test_offering_is_found_by_its_slug() -> None:
    index = FitIndex(SAMPLE)
    assert SAMPLE.offerings[index.row("voorbeeldaanbod-00007")].name == "Voorbeeldaanbod 00007"
    assert index.row("niets") is None


def test_what_is_remembered_is_bounded() -> None:
    index = FitIndex(SAMPLE)
    for number in range(200):
        index.word(str(number))
    assert index.word.cache_info().currsize <= 64


def test_empty_catalogue_has_no_rows() -> None:
    answered = Answered(FitIndex(make_catalogue()), Task())
    assert (sum(answered.counts.values()), answered.page(Verdict.FITS, skip=0, take=25)) == (0, ())


@given(rows=st.sets(st.integers(0, 2000), max_size=80), skip=st.integers(0, 90), take=st.none() | st.integers(0, 90))
def test_rows_of_a_set_come_back_in_order(rows: set[int], skip: int, take: int | None) -> None:
    expected = sorted(rows)[skip:] if take is None else sorted(rows)[skip : skip + take]
    assert rows_of(bits_of(rows, 2001), skip=skip, take=take) == expected


def test_many_texts_are_taken_apart_without_keeping_them_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procurement.fit.words._KEPT", 2)
    many: tuple[Offering, ...] = tuple(replace(BLANK, slug=str(number), programme=f"woord{number}") for number in range(9))
    assert Answered(FitIndex(make_catalogue(*many)), Task(search="woord7")).counts[Verdict.FITS] == 1
