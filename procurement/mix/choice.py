"""What a municipality asks of a mix: how many new matches each offering gets, and what the search for the cheapest one may do. Only the question."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Certainty(StrEnum):
    """How certainly an offering has to cover families before the search places them there."""

    CERTAIN = "zeker"
    POSSIBLE = "mogelijk"


class Goal(StrEnum):
    """Which costs the search makes as low as can be: those of the contract years with the tail after them, or of the contract years alone."""

    WITH_TAIL = "met-uitloop"
    CONTRACT_YEARS = "contractjaren"


@dataclass(frozen=True, slots=True)
class MixPart:
    """One offering in a mix: its slug, that of its tariff, and the new matches of each contract year of the scenario."""

    offering: str
    tariff: str
    new_matches: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MixChoice:
    """The offerings of a mix, in the order in which they were asked. Empty: no mix was asked."""

    parts: tuple[MixPart, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.parts


@dataclass(frozen=True, slots=True)
class Search:
    """What the search for the cheapest covering mix was asked. The hard conditions are those of the task."""

    is_asked: bool = False
    certainty: Certainty = Certainty.CERTAIN
    goal: Goal = Goal.WITH_TAIL
