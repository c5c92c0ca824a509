"""Age: the answers of `ages.fit` in words, and how far an age lies from the offering when it falls out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from procurement.fit.answers import Answer, Nuance, with_note
from voorzieningen import ages
from voorzieningen.ages import AgeFit, Certainty, Months
from voorzieningen.catalogue import Offering


@dataclass(frozen=True, slots=True)
class Age:
    """The age that is asked, in months and in words ("5 jaar"). Where sources differ about an age that fits, the reason says so."""

    requested: Months
    wording: str

    def answer(self, offering: Offering) -> Answer:
        rows = [(item.months, item.certainty, item.note) for item in offering.age_ranges if item.months is not None]
        certain = [months for months, certainty, _ in rows if certainty is Certainty.CERTAIN] or [months for months, _, _ in rows]
        found, differs = ages.fit(self.requested, [(months, certainty) for months, certainty, _ in rows])
        differs = differs and found in (AgeFit.CERTAIN, AgeFit.PARTLY)
        near_miss = ""
        if found is AgeFit.UNKNOWN:
            reason = "niet vermeld: navragen"
        elif found is AgeFit.NO:
            reason, near_miss = _distance(certain, [months for months, _, _ in rows], self.requested, self.wording)
        elif found is AgeFit.POSSIBLE:
            reading, note = next((months, note) for months, _, note in rows if months.overlaps(self.requested))
            reason = with_note(f"alleen volgens een andere lezing: {ages.months_nl(reading)}", note)
        elif found is AgeFit.PARTLY:
            reason = f"deels: {_ranges_nl(certain)}, gevraagd {self.wording}"
        else:
            reason = _ranges_nl(certain)
        if differs:
            conflicting = [months for months, certainty, _ in rows if certainty is Certainty.CONFLICT]
            reason = f"{reason}; bronnen verschillen: ook {_ranges_nl(conflicting)} genoemd"
        return Answer("leeftijd", "leeftijd", Nuance(found.value), reason, differs, near_miss)


def _distance(certain: Sequence[Months], known: Sequence[Months], requested: Months, wording: str) -> tuple[str, str]:
    """How far the age lies from the nearest certain range, and whether a reading is nearer: as a reason and with the difference first.

    ("tot 5 jaar, gevraagd 6 jaar: 1 jaar verschil", "1 jaar verschil: tot 5 jaar, gevraagd 6 jaar")
    """
    gap, nearest = _nearest(certain, requested)
    words = ages.months_nl(nearest)
    # One bound tells enough when the other is on the far side.
    bound = f"tot {words.rpartition('tot ')[2]}" if nearest.end <= requested.start else words
    situation = f"{bound}, gevraagd {wording}"
    difference = f"{_span_nl(gap)} verschil" if gap else "net buiten de leeftijd"
    other_gap, other = _nearest(known, requested)
    reading = f"; volgens een andere lezing {ages.months_nl(other)}" if other_gap < gap else ""
    return f"{situation}: {difference}{reading}", f"{difference}: {situation}{reading}"


def _nearest(ranges: Sequence[Months], requested: Months) -> tuple[int, Months]:
    return min((max(item.start - requested.end, requested.start - item.end), item) for item in ranges)


def _span_nl(months: int) -> str:
    years, rest = divmod(months, 12)
    parts = [f"{years} jaar"] if years else []
    parts += [f"{rest} maanden" if rest > 1 else "1 maand"] if rest else []
    return " en ".join(parts)


def _ranges_nl(ranges: Sequence[Months]) -> str:
    return " en ".join(ages.months_nl(item) for item in ages.merge(ranges))
