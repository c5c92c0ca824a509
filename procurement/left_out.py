"""Why not: what falls out or was not chosen, on which criteria, and by how much. Pure; the table of it stands on the overview and in the report."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from procurement.fit import Answer, OfferingFit, Verdict
from voorzieningen.catalogue import Offering


class Kind(StrEnum):
    """Why an offering is in the list."""

    FALLS_OUT = "valt-af"
    NOT_CHOSEN = "niet-gekozen"


_FITS_WORDS = {
    Verdict.FITS: "past zeker",
    Verdict.POSSIBLE: "past mogelijk of onder voorwaarde",
    Verdict.UNKNOWN: "onbekend of bronnen verschillen",
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One offering of the list. `answers` are those on which it falls out, or that made the verdict of what was not chosen."""

    offering: Offering
    kind: Kind
    verdict: Verdict
    is_chosen: bool
    answers: tuple[Answer, ...]

    @property
    def criteria(self) -> tuple[str, ...]:
        """What it falls out on, in words; nothing when it only was not chosen."""
        return tuple(answer.label for answer in self.answers) if self.kind is Kind.FALLS_OUT else ()

    @property
    def remark(self) -> str:
        """What else there is to say: that one criterion is the only one, or whether it was chosen."""
        if self.kind is Kind.NOT_CHOSEN:
            return f"{_FITS_WORDS[self.verdict]}, niet gekozen" if self.answers else "niet gekozen"
        remarks = ["valt alleen hierop af"] if len(self.answers) == 1 else []
        return "; ".join([*remarks, *(["toch gekozen"] if self.is_chosen else [])])

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reasons, the difference first where one can be told; with their criterion unless that stands beside it already."""
        if not self.answers:
            return ("er is niets gevraagd waarop dit kan afvallen",)
        if len(self.criteria) == 1:
            return tuple(_reason(answer) for answer in self.answers)
        return tuple(f"{answer.label}: {_reason(answer)}" for answer in self.answers)


def left_out(fits: Sequence[OfferingFit], chosen: Collection[str] | None = None) -> tuple[LeftOut, ...]:
    """All that falls out, in the order of `fits`; with `chosen` (slugs) also what fits but was not chosen.

    None means that nothing was chosen yet. What falls out and was chosen all the same stays in the list and says so.
    """
    rows = []
    for item in fits:
        is_chosen = chosen is not None and item.offering.slug in chosen
        if item.verdict is Verdict.OUT:
            rows.append(LeftOut(item.offering, Kind.FALLS_OUT, item.verdict, is_chosen, item.deciding))
        elif chosen is not None and not is_chosen:
            rows.append(LeftOut(item.offering, Kind.NOT_CHOSEN, item.verdict, is_chosen, item.deciding))
    return tuple(rows)


def _reason(answer: Answer) -> str:
    return answer.near_miss or answer.reason
