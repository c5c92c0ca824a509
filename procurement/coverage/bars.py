"""The ages of each offering as stretches of months: certain, possible, and about what sources differ. The drawing stands elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from procurement.coverage.matrix import disputed_ages
from procurement.coverage.rows import certain_ages, known_ages
from procurement.coverage.spans import without
from voorzieningen.ages import Months, months_nl
from voorzieningen.catalogue import Offering, Source
from voorzieningen.evidence import Evidence, evidence


@dataclass(frozen=True, slots=True)
class AgeBar:
    """The ages of one offering. `possible` are those of another reading that are not certain; `disputed` are certain ages that a source denies."""

    offering: Offering
    certain: tuple[Months, ...]
    possible: tuple[Months, ...]
    disputed: tuple[Months, ...]

    @property
    def is_unknown(self) -> bool:
        """No source tells any age: that is no age at all, and not all ages."""
        return not self.certain and not self.possible

    @property
    def certain_words(self) -> str:
        return " en ".join(months_nl(months) for months in self.certain)

    @property
    def possible_words(self) -> str:
        return " en ".join(months_nl(months) for months in self.possible)

    @property
    def disputed_words(self) -> str:
        return " en ".join(months_nl(months) for months in self.disputed)

    @property
    def evidence(self) -> Evidence:
        return evidence(self.offering, "leeftijd")

    @property
    def sources(self) -> tuple[Source, ...]:
        return tuple(dict.fromkeys(row.citation.source for row in self.offering.age_ranges))


def age_bars(offerings: Sequence[Offering]) -> tuple[AgeBar, ...]:
    """A bar for every offering, in their order; those without a known age included."""
    return tuple(_bar(offering) for offering in offerings)


def _bar(offering: Offering) -> AgeBar:
    certain = certain_ages(offering)
    return AgeBar(offering, certain, without(known_ages(offering), certain), disputed_ages(offering))
