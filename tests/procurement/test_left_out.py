"""Why not: every offering that falls out or was not chosen is in the list, with its criteria, reasons and the difference."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from procurement.fit import OfferingFit, Task, Verdict, evaluate
from procurement.left_out import Kind, LeftOut, left_out
from tests.procurement.offerings import BLANK, CATALOGUES, CITATION, GROUP, TASKS, age_range, make_catalogue
from voorzieningen.ages import Certainty, Months
from voorzieningen.catalogue import Catalogue, Coverage

SIX = Task(age=Months(72, 84), age_text="6 jaar")
YOUNG = replace(BLANK, slug="jong", age_ranges=(age_range(0, 60),))
OLD = replace(BLANK, slug="oud", age_ranges=(age_range(0, 216),))


def row_of(task: Task, chosen: frozenset[str] | None = None, **fields: object) -> LeftOut:
    """The one row for a blank offering with these fields."""
    (row,) = left_out(evaluate(make_catalogue(replace(BLANK, **fields)), task), chosen)
    return row


def test_only_criterion_is_named_as_such_with_the_difference_first() -> None:
    row = row_of(SIX, age_ranges=(age_range(0, 60),))
    assert (row.kind, row.is_chosen) == (Kind.FALLS_OUT, False)
    assert (row.criteria, row.remark) == (("leeftijd",), "valt alleen hierop af")
    assert row.reasons == ("1 jaar verschil: tot 5 jaar, gevraagd 6 jaar",)


def test_age_just_outside_and_nearer_reading_are_told() -> None:
    assert row_of(SIX, age_ranges=(age_range(0, 72),)).reasons == ("net buiten de leeftijd: tot 6 jaar, gevraagd 6 jaar",)
    nearer = row_of(SIX, age_ranges=(age_range(0, 48), age_range(0, 60, Certainty.POSSIBLE)))
    assert nearer.reasons == ("2 jaar verschil: tot 4 jaar, gevraagd 6 jaar; volgens een andere lezing 0 tot 5 jaar",)


def test_more_criteria_each_give_their_reason() -> None:
    row = row_of(replace(SIX, vog=True), age_ranges=(age_range(0, 60),), vog=False)
    assert (row.criteria, row.remark) == (("leeftijd", "VOG"), "")
    assert row.reasons == ("leeftijd: 1 jaar verschil: tot 5 jaar, gevraagd 6 jaar", "VOG: nee; gevraagd: ja")


def test_criterion_that_is_only_to_be_asked_is_no_reason_to_fall_out() -> None:
    row = row_of(replace(SIX, vog=True), age_ranges=(age_range(0, 60),))
    assert (row.criteria, row.remark) == (("leeftijd",), "valt alleen hierop af")


def test_excluded_target_group_gives_its_note() -> None:
    row = row_of(Task(target_groups=(GROUP,)), coverage=(Coverage(GROUP, "EXCLUDED", CITATION, "alleen gezinnen"),))
    assert row.reasons == ("uitgesloten. Alleen gezinnen",)


def test_without_a_choice_only_what_falls_out_is_listed() -> None:
    fits = evaluate(make_catalogue(YOUNG, OLD), SIX)
    assert [(row.offering.slug, row.kind) for row in left_out(fits)] == [("jong", Kind.FALLS_OUT)]


def test_with_a_choice_what_was_not_chosen_is_listed_as_well() -> None:
    fits = evaluate(make_catalogue(YOUNG, OLD, replace(OLD, slug="gekozen")), SIX)
    found = [(row.offering.slug, row.kind) for row in left_out(fits, frozenset({"gekozen"}))]
    assert found == [("jong", Kind.FALLS_OUT), ("oud", Kind.NOT_CHOSEN)]


def test_what_falls_out_and_was_chosen_all_the_same_says_so() -> None:
    row = row_of(SIX, frozenset({"proef"}), age_ranges=(age_range(0, 60),))
    assert (row.kind, row.is_chosen, row.remark) == (Kind.FALLS_OUT, True, "valt alleen hierop af; toch gekozen")
    both = row_of(replace(SIX, vog=True), frozenset({"proef"}), age_ranges=(age_range(0, 60),), vog=False)
    assert both.remark == "toch gekozen"


def test_what_fits_and_was_not_chosen_says_how_well_it_fits() -> None:
    sure = row_of(SIX, frozenset(), age_ranges=(age_range(0, 216),))
    assert (sure.criteria, sure.remark, sure.reasons) == ((), "past zeker, niet gekozen", ("leeftijd: 0 tot 18 jaar",))
    partly = row_of(replace(SIX, age=Months(48, 72)), frozenset(), age_ranges=(age_range(0, 60),))
    assert (partly.remark, partly.reasons) == ("past mogelijk of onder voorwaarde, niet gekozen", ("leeftijd: deels: 0 tot 5 jaar, gevraagd 6 jaar",))
    unknown = row_of(SIX, frozenset())
    assert (unknown.remark, unknown.reasons) == (
        "onbekend of bronnen verschillen, niet gekozen",
        ("leeftijd: niet vermeld: navragen",),
    )


def test_nothing_asked_is_said_in_so_many_words() -> None:
    row = row_of(Task(), frozenset())
    assert (row.remark, row.reasons) == ("niet gekozen", ("er is niets gevraagd waarop dit kan afvallen",))


@given(catalogue=CATALOGUES, task=TASKS, picks=st.none() | st.sets(st.integers(0, 5)))
def test_every_offering_is_compared_or_in_the_list_with_a_reason(catalogue: Catalogue, task: Task, picks: set[int] | None) -> None:
    named = [replace(item, offering=replace(item.offering, slug=str(number))) for number, item in enumerate(evaluate(catalogue, task))]
    chosen = None if picks is None else frozenset(str(number) for number in picks)

    rows = left_out(named, chosen)

    assert [row.offering.slug for row in rows] == [item.offering.slug for item in named if is_left_out(item, chosen)]
    assert all(row.reasons and (row.criteria or row.remark) for row in rows)
    assert all((row.kind is Kind.FALLS_OUT) == (row.verdict is Verdict.OUT) == bool(row.criteria) for row in rows)


def is_left_out(item: OfferingFit, chosen: frozenset[str] | None) -> bool:
    return item.verdict is Verdict.OUT or (chosen is not None and item.offering.slug not in chosen)
