"""The checked question, and every input in words with where it comes from: a fact, an own figure or an assumption."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from procurement import costs, fit, pricing
from voorzieningen.catalogue import Municipality
from voorzieningen.money import number_nl

FACT, OWN, ASSUMPTION = "feit", "eigen invoer", "aanname"

HOURLY_COST_DERIVATION = (
    "Geen bron noemt de uurkosten. Uitgangspunt is de offerte aan Haarlem, tweede jaar: "
    "€ 46.980 / (12 uur x 52 weken) = € 75,29, afgerond naar € 75,00."
)


# The words of the address, the files and the tables alike.
PAYER_WORDS = {
    costs.Payer.MUNICIPALITY: "gemeente",
    costs.Payer.EXECUTOR: "uitvoerder",
    costs.Payer.FUND: "fonds",
    costs.Payer.MIXED: "gemengd",
    costs.Payer.UNKNOWN: "onbekend",
}


@dataclass(frozen=True, slots=True)
class Input:
    """One input of the calculation as the reader sees it. `kind` is feit, eigen invoer or aanname."""

    name: str
    label: str
    value: str
    kind: str
    note: str = ""


def matches_nl(counts: tuple[int, ...]) -> str:
    """New matches per contract year: once when every year has the same number, otherwise a number for each."""
    return ", ".join(number_nl(count) for count in (counts[:1] if len(set(counts)) == 1 else counts))


@dataclass(frozen=True, slots=True)
class Question:
    """One question of one municipality: what to calculate, for which offerings, and how it was asked.

    `parameters` holds every parameter of the address as used, defaults included, ready for JSON;
    `given` are the parameters for a link that gives the same answer next year.
    """

    scenario: costs.Scenario
    choice: pricing.Choice
    municipality: Municipality | None
    task: fit.Task
    parameters: dict[str, Any]
    inputs: tuple[Input, ...]
    given: tuple[tuple[str, str], ...]
    budget: Decimal | None = None
    budget_per_year: bool = False
    trajectory_price: Decimal | None = None

    @property
    def query(self) -> str:
        return urlencode(self.given, safe=":,")

    @property
    def matches_in_words(self) -> str:
        return matches_nl(self.scenario.new_matches)

    @property
    def title(self) -> str:
        return self.municipality.name if self.municipality else "gemeente niet gekozen"
