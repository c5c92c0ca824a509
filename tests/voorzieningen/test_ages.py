"""Ages in months: Dutch wording, and how a requested age fits the ranges that the sources state."""

import pytest

from voorzieningen.ages import PREGNANCY, AgeFit, Certainty, Months, fit, merge, months_nl, year_of_life

CERTAIN, POSSIBLE, CONFLICT, UNKNOWN = Certainty.CERTAIN, Certainty.POSSIBLE, Certainty.CONFLICT, Certainty.UNKNOWN

# The ranges of the domain paper, section 1.3, as they stand there.
BUURTGEZINNEN = [(Months(0, 276), CERTAIN), (Months(0, 288), POSSIBLE)]
MEELEEFGEZIN = [(Months(-9, 60), CERTAIN), (Months(0, 60), CONFLICT), (Months(-9, 72), POSSIBLE)]
STEUNOUDER = [(Months(0, 216), CERTAIN)]
HOME_START = [
    (Months(-3, 72), CERTAIN),
    (Months(-3, 84), POSSIBLE),
    (Months(-3, 144), POSSIBLE),
    (Months(-3, 216), POSSIBLE),
    (Months(-9, 72), POSSIBLE),
]
PRESENT = [(None, UNKNOWN)]


@pytest.mark.parametrize(
    ("requested", "ranges", "answer"),
    [
        (year_of_life(22), BUURTGEZINNEN, (AgeFit.CERTAIN, False)),
        (year_of_life(23), BUURTGEZINNEN, (AgeFit.POSSIBLE, False)),
        (year_of_life(24), BUURTGEZINNEN, (AgeFit.NO, False)),
        (PREGNANCY, BUURTGEZINNEN, (AgeFit.NO, False)),
        (Months(-9, 24), BUURTGEZINNEN, (AgeFit.PARTLY, False)),
        (year_of_life(4), MEELEEFGEZIN, (AgeFit.CERTAIN, False)),
        (PREGNANCY, MEELEEFGEZIN, (AgeFit.CERTAIN, True)),
        (year_of_life(5), MEELEEFGEZIN, (AgeFit.POSSIBLE, True)),
        (year_of_life(6), MEELEEFGEZIN, (AgeFit.NO, False)),
        (year_of_life(17), STEUNOUDER, (AgeFit.CERTAIN, False)),
        (year_of_life(18), STEUNOUDER, (AgeFit.NO, False)),
        (Months(-3, 0), HOME_START, (AgeFit.CERTAIN, False)),
        (PREGNANCY, HOME_START, (AgeFit.PARTLY, False)),
        (Months(-9, -6), HOME_START, (AgeFit.POSSIBLE, False)),
        (year_of_life(5), HOME_START, (AgeFit.CERTAIN, False)),
        (year_of_life(6), HOME_START, (AgeFit.POSSIBLE, False)),
        (year_of_life(17), HOME_START, (AgeFit.POSSIBLE, False)),
        (year_of_life(18), HOME_START, (AgeFit.NO, False)),
        (year_of_life(4), PRESENT, (AgeFit.UNKNOWN, False)),
        (year_of_life(4), [], (AgeFit.UNKNOWN, False)),
    ],
)
def test_an_age_fits_as_the_sources_say(requested: Months, ranges: list[tuple[Months | None, Certainty]], answer: tuple[AgeFit, bool]) -> None:
    assert fit(requested, ranges) == answer


def test_two_certain_ranges_that_touch_are_one() -> None:
    assert fit(Months(0, 48), [(Months(24, 48), CERTAIN), (Months(0, 24), CERTAIN)]) == (AgeFit.CERTAIN, False)


def test_a_range_in_two_pieces_covers_what_lies_between_only_partly() -> None:
    assert fit(Months(0, 48), [(Months(0, 12), CERTAIN), (Months(24, 48), CERTAIN)]) == (AgeFit.PARTLY, False)


def test_merged_ranges_are_sorted_and_do_not_touch() -> None:
    assert merge([Months(24, 36), Months(0, 12), Months(12, 20), Months(2, 6)]) == (Months(0, 20), Months(24, 36))
    assert merge([]) == ()


@pytest.mark.parametrize(("start", "end"), [(12, 12), (12, 0)])
def test_a_range_that_ends_before_it_starts_does_not_exist(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="must end after it starts"):
        Months(start, end)


def test_the_upper_bound_of_a_range_is_not_in_it() -> None:
    assert not Months(0, 12).overlaps(Months(12, 24))
    assert Months(0, 13).overlaps(Months(12, 24))
    assert Months(0, 12).contains(Months(0, 12))
    assert not Months(0, 12).contains(Months(0, 13))


def test_a_child_of_five_is_from_its_fifth_to_its_sixth_birthday() -> None:
    assert year_of_life(5) == Months(60, 72)


@pytest.mark.parametrize(
    ("start", "end", "wording"),
    [
        (-9, 60, "vanaf de zwangerschap tot 5 jaar"),
        (-3, 72, "vanaf 3 maanden voor de geboorte tot 6 jaar"),
        (-9, 0, "tijdens de zwangerschap"),
        (-3, 0, "vanaf 3 maanden voor de geboorte tot de geboorte"),
        (0, 276, "0 tot 23 jaar"),
        (48, 216, "4 tot 18 jaar"),
        (-9, -3, "vanaf de zwangerschap tot 3 maanden voor de geboorte"),
        (-1, 12, "vanaf 1 maand voor de geboorte tot 1 jaar"),
        (0, 6, "0 tot 6 maanden"),
        (0, 18, "0 tot 1 jaar en 6 maanden"),
        (1, 2, "1 maand tot 2 maanden"),
        (3, 18, "3 maanden tot 1 jaar en 6 maanden"),
        (13, 24, "1 jaar en 1 maand tot 2 jaar"),
    ],
)
def test_a_range_is_worded_in_plain_dutch(start: int, end: int, wording: str) -> None:
    assert months_nl(Months(start, end)) == wording
