"""What would be left with each choice that a filter offers: counts per verdict, for the question as it stands. Pure; words no offering."""

from __future__ import annotations

from dataclasses import dataclass

from procurement.fit import Answered

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


def count_facets(answered: Answered) -> dict[str, dict[str, Left]]:
    """What is left with each choice, by parameter and then by value in the address. `answered` is the answer to the question as it stands.

    The worst criterion decides, so the others are weighed once per filter; what falls out on them falls out with every choice.
    """
    counts, size, asked = {}, answered.index.size, {name for name, _ in answered.criteria}
    for filter_name, of_filter in answered.index.choices.items():
        others = answered.levels if filter_name in ALL_ASKED or filter_name not in asked else answered.without(filter_name)
        fits, possible, unknown = others
        left = counts[filter_name] = dict[str, Left]()
        for value, levels in of_filter.items():
            certain = (fits & levels.fits).bit_count()
            at_best_possible = (possible & levels.possible).bit_count()
            not_out = (unknown & levels.unknown).bit_count()
            left[value] = Left(certain, at_best_possible - certain, not_out - at_best_possible, size - not_out)
    return counts
