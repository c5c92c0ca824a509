"""What would be left with each choice that a filter offers: counts per verdict, for the question as it stands. Pure; words no offering."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from procurement.fit import Choice, OfferingFit, Verdict, choices
from procurement.fit.answers import SEVERITY
from voorzieningen.catalogue import Catalogue

# Of these all are asked, so a choice comes on top of the others; of every other filter it takes their place.
ALL_ASKED = {"doelgroep"}


@dataclass(frozen=True, slots=True)
class Left:
    """How many offerings would fit for certain, possibly, be left to ask, and fall out."""

    certain: int
    possible: int
    to_ask: int
    out: int

    @property
    def words(self) -> str:
        """ "3 zeker, 1 mogelijk, 2 navragen", without the parts that are 0."""
        parts = ((self.certain, "zeker"), (self.possible, "mogelijk"), (self.to_ask, "navragen"))
        return ", ".join(f"{number} {word}" for number, word in parts if number) or "niets over"


def count_facets(*, catalogue: Catalogue, fits: Sequence[OfferingFit]) -> dict[str, dict[str, Left]]:
    """What is left with each choice, by parameter and then by value in the address. `fits` is the answer to the question as it stands.

    The worst criterion decides, so the others are weighed once per filter; what falls out on them falls out with every choice.
    """
    return {
        filter_name: dict(_counts(of_filter, [(item, _severity_without(item, filter_name)) for item in fits]))
        for filter_name, of_filter in choices(catalogue).items()
    }


def _severity_without(item: OfferingFit, filter_name: str) -> int:
    """How badly the offering fits the question without this filter."""
    answers = [answer for answer in item.answers if filter_name in ALL_ASKED or answer.criterion != filter_name]
    return max((SEVERITY[answer.verdict] for answer in answers), default=0)


def _counts(of_filter: dict[str, Choice], weighed: Sequence[tuple[OfferingFit, int]]) -> Iterator[tuple[str, Left]]:
    worst = SEVERITY[Verdict.OUT]
    staying = [(item.offering, severity) for item, severity in weighed if severity < worst]
    for value, choice in of_filter.items():
        found = Counter(max(severity, SEVERITY[choice.nuance(offering).verdict]) for offering, severity in staying)
        certain, possible, to_ask = (found[severity] for severity in range(worst))
        yield value, Left(certain, possible, to_ask, len(weighed) - certain - possible - to_ask)
