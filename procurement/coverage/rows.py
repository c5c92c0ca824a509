"""Whether an offering can help the families of one row of the demand: the target group and the age together, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from procurement.coverage.demand import ALL_AGES, DemandRow
from procurement.coverage.spans import window_of
from procurement.fit.age import Age
from procurement.fit.answers import Nuance
from procurement.fit.choices import TargetGroup
from voorzieningen.ages import Certainty, Months, merge
from voorzieningen.catalogue import Catalogue, Offering


class Cover(StrEnum):
    """How an offering covers a row. The order is from best to worst; the worse of group and age decides.

    - zeker: named in so many words, and every age of the row
    - mogelijk: under a condition, derived, or for ages of another reading
    - deels: only a part of the ages of the row
    - navragen: not mentioned, unknown, or sources differ about the group
    - nee: a source says that it does not belong
    """

    CERTAIN = "zeker"
    POSSIBLE = "mogelijk"
    PARTLY = "deels"
    ASK = "navragen"
    NO = "nee"


_ORDER = {cover: number for number, cover in enumerate(Cover)}
_GROUPS = {
    Nuance.MENTIONED: Cover.CERTAIN,
    Nuance.CONDITIONAL: Cover.POSSIBLE,
    Nuance.POSSIBLE: Cover.POSSIBLE,
    Nuance.CONFLICT: Cover.ASK,
    Nuance.NOT_MENTIONED: Cover.ASK,
    Nuance.EXCLUDED: Cover.NO,
}
_AGES = {Nuance.CERTAIN: Cover.CERTAIN, Nuance.NO: Cover.NO, Nuance.UNKNOWN: Cover.ASK}


@dataclass(frozen=True, slots=True)
class RowCover:
    """The answer of one offering to one row. `via` is the part of a combination that gives it, empty when the offering itself does."""

    offering: Offering
    cover: Cover
    reason: str
    via: str = ""


def parts_of(offering: Offering, catalogue: Catalogue) -> tuple[Offering, ...]:
    """Those who do the work: the parts of a combination, otherwise the offering itself.

    A combination has the target groups of all its parts and the ages of all its parts, but not every group at every age.
    """
    parts = tuple(part for slug in offering.parts if (part := catalogue.offering(slug)) is not None)
    return parts if offering.is_combination and len(parts) == len(offering.parts) and parts else (offering,)


def cover_row(offering: Offering, row: DemandRow, catalogue: Catalogue) -> RowCover:
    """How an offering covers a row: of a combination the best of its parts, the first of equals."""
    parts = parts_of(offering, catalogue)
    found = [(part, *_cover(part, row)) for part in parts]
    best, cover, reason = min(found, key=lambda item: _ORDER[item[1]])
    via = best.name if best is not offering else ""
    return RowCover(offering, cover, f"{via}: {reason}" if via else reason, via)


def cover_rows(offerings: Sequence[Offering], row: DemandRow, catalogue: Catalogue) -> tuple[RowCover, ...]:
    """All offerings against one row, in their own order."""
    return tuple(cover_row(offering, row, catalogue) for offering in offerings)


def _cover(offering: Offering, row: DemandRow) -> tuple[Cover, str]:
    answers = [answer for answer in (_group(offering, row), _age(offering, row)) if answer is not None]
    worst = max((cover for cover, _ in answers), key=_ORDER.__getitem__)
    return worst, "; ".join(words for _, words in answers)


def _group(offering: Offering, row: DemandRow) -> tuple[Cover, str] | None:
    if row.group is None:
        return None
    answer = TargetGroup(row.group).answer(offering)
    return _GROUPS[answer.precise], answer.reason


def _age(offering: Offering, row: DemandRow) -> tuple[Cover, str]:
    """Whole inside the certain ages, whole inside all ages that any reading gives, or only in part."""
    asked = asked_ages(row)
    answer = Age(asked, row.age_words or ALL_AGES).answer(offering)
    if answer.precise in _AGES:
        return _AGES[answer.precise], answer.reason
    inside = any(months.contains(asked) for months in known_ages(offering))
    return (Cover.POSSIBLE if inside else Cover.PARTLY), answer.reason


def asked_ages(row: DemandRow) -> Months:
    """The months that a row asks for. Without an age the children can be of all ages: an offering until five is there for a part of them."""
    return row.age or window_of(row.group)


def certain_ages(offering: Offering) -> tuple[Months, ...]:
    """The ages that the preferred reading gives, as few ranges as can be."""
    return merge([row.months for row in offering.age_ranges if row.months is not None and row.certainty is Certainty.CERTAIN])


def known_ages(offering: Offering) -> tuple[Months, ...]:
    """The ages of any reading, the certain ones included; what is unknown has none."""
    return merge([row.months for row in offering.age_ranges if row.months is not None])
