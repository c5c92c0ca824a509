"""Ages of children in whole months since birth: Dutch wording and three-valued fit. Pregnancy is months -9 up to 0."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

PREGNANCY_STARTS = -9
OLDEST = 12 * 30


class Certainty(StrEnum):
    """How certain a stated range or option is. The order is from most to least certain."""

    CERTAIN = "CERTAIN"
    POSSIBLE = "POSSIBLE"
    CONFLICT = "CONFLICT"
    UNKNOWN = "UNKNOWN"


class AgeFit(StrEnum):
    """The answer for a requested age or range."""

    CERTAIN = "zeker"
    PARTLY = "deels"
    POSSIBLE = "mogelijk"
    NO = "nee"
    UNKNOWN = "onbekend"


@dataclass(frozen=True, slots=True, order=True)
class Months:
    """Months from `start` (inclusive, from -9) until `end` (exclusive)."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError(f"an age range must end after it starts: {self.start} - {self.end}")

    def overlaps(self, other: Months) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Months) -> bool:
        return self.start <= other.start and other.end <= self.end


def year_of_life(age: int) -> Months:
    """The months in which a child is `age` years old: 5 becomes [60, 72)."""
    return Months(12 * age, 12 * (age + 1))


PREGNANCY = Months(PREGNANCY_STARTS, 0)


def merge(ranges: Sequence[Months]) -> tuple[Months, ...]:
    """The same months as few, sorted, non-touching ranges."""
    merged: list[Months] = []
    for item in sorted(ranges):
        if merged and item.start <= merged[-1].end:
            merged[-1] = Months(merged[-1].start, max(merged[-1].end, item.end))
        else:
            merged.append(item)
    return tuple(merged)


def fit(requested: Months, ranges: Sequence[tuple[Months | None, Certainty]]) -> tuple[AgeFit, bool]:
    """How a requested age fits the stated ranges, and whether sources differ about it.

    - no range at all, or only an unknown one: UNKNOWN
    - inside the certain ranges: CERTAIN (the second value tells that a conflicting row excludes it)
    - overlapping the certain ranges: PARTLY
    - overlapping only possible or conflicting ranges: POSSIBLE
    - outside all: NO
    """
    known = [(months, certainty) for months, certainty in ranges if months is not None]
    if not known:
        return AgeFit.UNKNOWN, False
    conflicting = [months for months, certainty in known if certainty is Certainty.CONFLICT]
    differs = any(not months.contains(requested) for months in conflicting)
    certain = merge([months for months, certainty in known if certainty is Certainty.CERTAIN])
    if any(months.contains(requested) for months in certain):
        return AgeFit.CERTAIN, differs
    if any(months.overlaps(requested) for months in certain):
        return AgeFit.PARTLY, differs
    if any(months.overlaps(requested) for months, _ in known):
        return AgeFit.POSSIBLE, differs
    return AgeFit.NO, False


def months_nl(months: Months) -> str:
    """A range in plain Dutch: "vanaf de zwangerschap tot 5 jaar", "0 tot 23 jaar", "vanaf 3 maanden voor de geboorte tot 6 jaar"."""
    until = bound_nl(months.end)
    if months.start == PREGNANCY_STARTS:
        return "tijdens de zwangerschap" if months.end == 0 else f"vanaf de zwangerschap tot {until}"
    if months.start < 0:
        return f"vanaf {bound_nl(months.start)} tot {until}"
    if months.start == 0 or (months.start % 12 == 0 and months.end % 12 == 0):
        return f"{months.start // 12} tot {until}"
    return f"{bound_nl(months.start)} tot {until}"


def bound_nl(months: int) -> str:
    """One end of a range in words: "5 jaar", "de geboorte", "3 maanden voor de geboorte"."""
    if months < 0:
        return f"{_months_nl(-months)} voor de geboorte"
    if months == 0:
        return "de geboorte"
    years, rest = divmod(months, 12)
    if not rest:
        return f"{years} jaar"
    return f"{years} jaar en {_months_nl(rest)}" if years else _months_nl(rest)


def _months_nl(number: int) -> str:
    return "1 maand" if number == 1 else f"{number} maanden"
