"""Whom a mix places: small cases by hand, and many random ones against trying every division."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from procurement.coverage import Cover, Demand, DemandRow
from procurement.mix import MixChoice, MixPart
from procurement.mix import placement as module
from procurement.mix.placement import Placement, divide, find_placement
from procurement.mix.solver import Outcome, Solution
from procurement.mix.wording import years_nl
from tests.procurement.offerings import ANY_AGE, BLANK, CITATION, age_range, make_catalogue
from voorzieningen.ages import Certainty, Months
from voorzieningen.catalogue import Coverage, Offering, Term

LVB, TRAUMA = Term("LVB", "LVB"), Term("TRAUMA", "Trauma")
CERTAIN, POSSIBLE, PARTLY, ASK, NO = Cover


def offering(slug: str, **groups: str) -> Offering:
    coverage = tuple(Coverage(Term(code, code.title()), status, CITATION) for code, status in groups.items())
    return replace(BLANK, slug=slug, name=slug.title(), coverage=coverage, age_ranges=ANY_AGE)


def part(slug: str, *new: int) -> MixPart:
    return MixPart(slug, "lijstprijs", new)


def place(offerings: Sequence[Offering], parts: Sequence[MixPart], *rows: DemandRow) -> Placement | None:
    return find_placement(catalogue=make_catalogue(*offerings, target_groups=(LVB, TRAUMA)), mix=MixChoice(tuple(parts)), demand=Demand(rows))


def placed(*args, **options) -> Placement:
    found = place(*args, **options)
    assert found is not None
    return found


# --- by hand ------------------------------------------------------------------------------------------------------------------------------


def test_most_families_first_then_the_most_certain() -> None:
    # Only B takes trauma, and only possibly. A takes LVB possibly, B certainly. All three have a place only when LVB goes to A.
    a, b = offering("a", LVB="CONDITIONAL"), offering("b", LVB="INCLUDED", TRAUMA="CONDITIONAL")
    (year,) = placed([a, b], [part("a", 2), part("b", 1)], DemandRow(LVB, families=2), DemandRow(TRAUMA, families=1)).years

    assert [row.placed for row in year.rows] == [(2, 0), (0, 1)]
    assert (year.certain, year.possible, year.placed, year.not_placed) == (0, 3, 3, 0)
    assert year.certain_at_most == 1
    assert year.sentence == "Van de 3 gezinnen per jaar krijgen er 3 een plek met deze mix, van wie 3 onder voorwaarde of met onzekere dekking."


def test_certain_place_goes_before_a_possible_one() -> None:
    a, b = offering("a", LVB="CONDITIONAL"), offering("b", LVB="INCLUDED")
    (year,) = placed([a, b], [part("a", 5), part("b", 5)], DemandRow(LVB, families=4)).years

    assert (year.rows[0].placed, year.room, year.left) == ((0, 4), (5, 1), 6)
    assert year.sentence == "Van de 4 gezinnen per jaar krijgen er 4 een plek met deze mix."


def test_family_without_room_and_family_that_nobody_covers_have_each_their_reason() -> None:
    partly = replace(offering("b", TRAUMA="INCLUDED"), age_ranges=(age_range(0, 60),))
    no = offering("c", TRAUMA="EXCLUDED")
    child = DemandRow(TRAUMA, Months(48, 72), "4-5", "4 en 5 jaar", 2)
    mix = [part("a", 1), part("b", 1), part("c", 1)]
    (year,) = placed([offering("a", LVB="INCLUDED"), partly, no], mix, DemandRow(LVB, families=3), child).years

    assert [row.not_placed for row in year.rows] == [2, 2]
    assert [row.reason for row in year.rows] == [
        "geen plek meer bij het aanbod dat deze gezinnen kan helpen",
        "geen aanbod in de mix dekt dit: A (navragen), B (dekt een deel van de leeftijden) en C (hoort er volgens de bron niet bij)",
    ]
    assert year.sentence == "Van de 5 gezinnen per jaar krijgt er 1 een plek met deze mix; 4 niet."


@pytest.mark.parametrize(
    ("status", "families", "sentence"),
    [
        ("EXCLUDED", 2, "Van de 2 gezinnen per jaar krijgt niemand een plek met deze mix."),
        ("EXCLUDED", 1, "Het ene gezin per jaar krijgt geen plek met deze mix."),
        ("INCLUDED", 1, "Het ene gezin per jaar krijgt een plek met deze mix."),
        ("CONDITIONAL", 1, "Het ene gezin per jaar krijgt een plek met deze mix, onder voorwaarde of met onzekere dekking."),
    ],
)
def test_few_families_are_said_in_good_dutch(status: str, families: int, sentence: str) -> None:
    (year,) = placed([offering("a", LVB=status)], [part("a", 4)], DemandRow(LVB, families=families)).years

    assert year.sentence == sentence


def test_years_with_the_same_numbers_are_divided_once() -> None:
    found = placed([offering("a", LVB="INCLUDED")], [part("a", 2, 5, 2)], DemandRow(LVB, families=4))

    assert [(year.contract_years, year.placed) for year in found.years] == [((1, 3), 2), ((2,), 4)]
    assert [when for when, _ in found.named_years] == ["jaar 1 en 3", "jaar 2"]
    assert found.of_year(3).placed == 2
    assert found.sentence == (
        "Jaar 1 en 3: Van de 4 gezinnen per jaar krijgen er 2 een plek met deze mix; 2 niet. "
        "Jaar 2: Van de 4 gezinnen per jaar krijgen er 4 een plek met deze mix."
    )


def test_years_with_other_numbers_and_the_same_outcome_are_said_once() -> None:
    found = placed([offering("a", LVB="INCLUDED")], [part("a", 4, 5, 1, 6)], DemandRow(LVB, families=4))
    same = placed([offering("a", LVB="INCLUDED")], [part("a", 4, 5)], DemandRow(LVB, families=4))

    assert found.sentence == (
        "Jaar 1, 2 en 4: Van de 4 gezinnen per jaar krijgen er 4 een plek met deze mix. "
        "Jaar 3: Van de 4 gezinnen per jaar krijgt er 1 een plek met deze mix; 3 niet."
    )
    assert same.sentence == same.years[0].sentence


@pytest.mark.parametrize(
    ("years", "words"), [((), ""), ((2,), "2"), ((1, 2), "1 en 2"), ((1, 2, 3), "1 tot en met 3"), ((1, 3, 4, 5, 7), "1, 3 tot en met 5 en 7")]
)
def test_years_in_a_row_are_a_range(years: tuple[int, ...], words: str) -> None:
    assert years_nl(years) == words


def test_one_year_for_all_is_said_once() -> None:
    found = placed([offering("a", LVB="INCLUDED")], [part("a", 4, 4)], DemandRow(LVB, families=4))

    assert [when for when, _ in found.named_years] == ["elk jaar"]
    assert found.sentence == found.years[0].sentence


def test_row_without_a_number_is_not_placed_but_keeps_its_coverage() -> None:
    found = placed([offering("a", LVB="INCLUDED")], [part("a", 4)], DemandRow(LVB, families=2), DemandRow(TRAUMA), DemandRow(families=0))

    assert [row.row.label for row in found.years[0].rows] == ["LVB, alle leeftijden"]
    assert [(row.row.label, [cover.cover for cover, _ in row.cells]) for row in found.open_rows] == [
        ("Trauma, alle leeftijden", [ASK]),
        ("alle gezinnen, alle leeftijden", [CERTAIN]),
    ]
    assert found.open_rows[0].families == 0


@pytest.mark.parametrize("rows", [(), (DemandRow(LVB),), (DemandRow(LVB, families=0),)])
def test_demand_without_numbers_places_nobody(rows: tuple[DemandRow, ...]) -> None:
    assert place([offering("a")], [part("a", 4)], *rows) is None


def test_mix_without_offerings_places_nobody() -> None:
    assert place([offering("a")], [], DemandRow(LVB, families=2)) is None


def test_possible_age_counts_as_possible() -> None:
    doubtful = replace(offering("a"), age_ranges=(age_range(0, 60), age_range(0, 216, Certainty.POSSIBLE)))
    (year,) = placed([doubtful], [part("a", 4)], DemandRow(None, Months(60, 72), "5", "5 jaar", 3)).years

    assert (year.certain, year.possible, year.certain_at_most) == (0, 3, 0)


def test_time_that_is_up_is_said_and_places_nobody_that_was_not_found(monkeypatch) -> None:
    monkeypatch.setattr(module.Program, "solve", lambda self, seconds: Solution(Outcome.STOPPED))
    (year,) = placed([offering("a", LVB="INCLUDED")], [part("a", 4)], DemandRow(LVB, families=2)).years

    assert (year.is_complete, year.placed, year.not_placed) == (False, 0, 2)


# --- against trying everything ------------------------------------------------------------------------------------------------------------


def best_by_trying(families: tuple[int, ...], numbers: tuple[int, ...], covers: Sequence[Sequence[Cover]]) -> tuple[int, int]:
    """(placed, placed certainly) of the best division: each family in turn goes to every offering with room, or nowhere."""
    everybody = [row for row, number in enumerate(families) for _ in range(number)]

    @cache
    def best(family: int, room: tuple[int, ...]) -> tuple[int, int]:
        if family == len(everybody):
            return 0, 0
        found = [best(family + 1, room)]
        for place, cover in enumerate(covers[everybody[family]]):
            if room[place] and cover in (CERTAIN, POSSIBLE):
                rest = best(family + 1, (*room[:place], room[place] - 1, *room[place + 1 :]))
                found.append((rest[0] + 1, rest[1] + (cover is CERTAIN)))
        return max(found)

    return best(0, numbers)


@settings(max_examples=250, deadline=None)
@given(st.data())
def test_division_agrees_with_trying_everything(data: st.DataObject) -> None:
    families = tuple(data.draw(st.lists(st.integers(0, 4), min_size=1, max_size=4)))
    numbers = tuple(data.draw(st.lists(st.integers(0, 4), min_size=1, max_size=3)))
    row = st.lists(st.sampled_from(Cover), min_size=len(numbers), max_size=len(numbers))
    covers = data.draw(st.lists(row, min_size=len(families), max_size=len(families)))

    found = divide(families, numbers, covers)

    flat = [(number, covers[of][place]) for of, each in enumerate(found.placed) for place, number in enumerate(each)]
    assert found.is_complete
    assert all(number == 0 or cover in (CERTAIN, POSSIBLE) for number, cover in flat)
    assert all(sum(each) <= number for each, number in zip(found.placed, families, strict=True))
    assert all(sum(each[place] for each in found.placed) <= number for place, number in enumerate(numbers))
    reached = (sum(number for number, _ in flat), sum(number for number, cover in flat if cover is CERTAIN))
    assert reached == best_by_trying(families, numbers, covers)


@settings(max_examples=20, deadline=None)
@example(1000, 10_000)
@given(st.integers(1, 1000), st.integers(0, 10_000))
def test_large_demand_is_divided_to_the_last_family(families: int, number: int) -> None:
    found = divide((families, families), (number, 3), ((CERTAIN, POSSIBLE), (POSSIBLE, ASK)))

    # The second offering helps the first row only, so at most three of that row make room in the first offering.
    together = min(2 * families, number + min(3, families))
    assert sum(map(sum, found.placed)) == together
