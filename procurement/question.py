"""The checked question, and every input in words with where it comes from: a fact, an own figure or an assumption."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from procurement import costs, fit, pricing
from procurement.coverage import Demand
from procurement.mix import MixChoice, Search
from procurement.mix.wording import matches_nl
from voorzieningen.catalogue import Municipality

FACT, OWN, ASSUMPTION = "feit", "eigen invoer", "aanname"

HOURLY_COST_DERIVATION = (
    "Geen bron noemt de uurkosten. Uitgangspunt is de offerte aan Haarlem, tweede jaar: "
    "€ 46.980 / (12 uur x 52 weken) = € 75,29, afgerond naar € 75,00."
)
DEFAULT_HOURLY_MARGIN = Decimal("0.20")

LONGEST_NAME = 60
MOST_BESIDE = 2
# Below what the guard at the door refuses, with room for the address itself.
LONGEST_QUERY = 7800

# The words of the address, the files and the tables alike.
PAYER_WORDS = {
    costs.Payer.MUNICIPALITY: "gemeente",
    costs.Payer.EXECUTOR: "uitvoerder",
    costs.Payer.FUND: "fonds",
    costs.Payer.MIXED: "gemengd",
    costs.Payer.UNKNOWN: "onbekend",
}

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Input:
    """One input of the calculation as the reader sees it. `kind` is feit, eigen invoer or aanname."""

    name: str
    label: str
    value: str
    kind: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """Another scenario that travels along: what it is called, and the queries that change places with it and that drop it."""

    name: str
    swap: str
    remove: str


@dataclass(frozen=True)
class Question:
    """One question of one municipality: what to calculate, for which offerings, and how it was asked.

    `parameters` holds every parameter of the address as used, defaults included, ready for JSON;
    `given` are the parameters for a link that gives the same answer next year, those of the scenarios beside it included.
    `hourly_margin` is how far the hourly cost may be off, as a fraction; `name` is empty when the user gave none;
    `beside` are at most two other questions about the same catalogue, without any beside them;
    `demand`, `mix` and `search` are empty when nothing of the kind was asked.
    """

    scenario: costs.Scenario
    choice: pricing.Choice
    municipality: Municipality | None
    task: fit.Task
    parameters: dict[str, Any]
    inputs: tuple[Input, ...]
    given: Pairs
    budget: Decimal | None = None
    budget_per_year: bool = False
    trajectory_price: Decimal | None = None
    hourly_margin: Decimal = DEFAULT_HOURLY_MARGIN
    name: str = ""
    beside: tuple[Question, ...] = ()
    demand: Demand = field(default_factory=Demand)
    mix: MixChoice = field(default_factory=MixChoice)
    search: Search = field(default_factory=Search)

    @cached_property
    def query(self) -> str:
        return _query(self.given)

    def with_mix(self, numbers: Iterable[str]) -> str:
        """The query of the same question with this mix (values of `aantal`), its scenarios beside it kept; empty when it is too long for a link."""
        rest = [(name, value) for name, value in self.given if name != "aantal"]
        query = _query((*rest, *(("aantal", number) for number in numbers)))
        return query if len(query) <= LONGEST_QUERY else ""

    @property
    def matches_in_words(self) -> str:
        return matches_nl(self.scenario.new_matches)

    @property
    def title(self) -> str:
        return self.municipality.name if self.municipality else "gemeente niet gekozen"

    @property
    def heading(self) -> str:
        """The municipality with, when it has one, the name of the scenario."""
        return f"{self.title}, {self.name}" if self.name else self.title

    # --- the scenarios beside it ----------------------------------------------------------------------------------------------------------

    @property
    def label(self) -> str:
        return self.name or "zonder naam"

    @property
    def own(self) -> Pairs:
        """The question by itself: without the others and, because they share one catalogue, without its day."""
        return tuple((name, value) for name, value in self.given if name not in ("naast", "peildatum"))

    @property
    def others(self) -> tuple[Beside, ...]:
        """The scenarios beside it, with the links that the page offers for each."""
        found = []
        for number, other in enumerate(self.beside):
            rest = [*self.beside[:number], *self.beside[number + 1 :]]
            swapped = [*self.beside[:number], self, *self.beside[number + 1 :]]
            found.append(Beside(other.label, self._with_beside(other.own, swapped), self._with_beside(self.own, rest)))
        return tuple(found)

    @property
    def has_most_beside(self) -> bool:
        return len(self.beside) >= MOST_BESIDE

    @property
    def copy_query(self) -> str:
        """The same question under a new name, with this one beside it; empty when there is no room for another."""
        if self.has_most_beside:
            return ""
        name = self.name or "Scenario 1"
        named = _renamed(self.own, name)
        copy = _renamed(self.own, _copy_name(name, {name, *(other.name for other in self.beside)}))
        query = self._address(copy, [_query(named), *(_query(other.own) for other in self.beside)])
        return query if len(query) <= LONGEST_QUERY else ""

    def _with_beside(self, own: Pairs, beside: Iterable[Question]) -> str:
        return self._address(own, [_query(other.own) for other in beside])

    def _address(self, own: Pairs, beside: Iterable[str]) -> str:
        day = tuple(pair for pair in self.given if pair[0] == "peildatum")
        return _query((*own, *day, *(("naast", query) for query in beside)))


def _query(pairs: Pairs) -> str:
    return urlencode(pairs, safe=":,")


def _renamed(own: Pairs, name: str) -> Pairs:
    return (*((key, value) for key, value in own if key != "naam"), ("naam", name))


def _copy_name(name: str, taken: set[str]) -> str:
    """ "Ruim" becomes "Ruim (kopie)", or "Ruim (kopie 2)" when that exists; never longer than a name may be."""
    suffixes = (" (kopie)", *(f" (kopie {number})" for number in range(2, MOST_BESIDE + 2)))
    candidates = [f"{name[: LONGEST_NAME - len(suffix)].rstrip()}{suffix}" for suffix in suffixes]
    return next(filter(lambda candidate: candidate not in taken, candidates))
