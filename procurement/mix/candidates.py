"""Which of the compared tariffs the search may choose, for which rows of the demand, and in Dutch why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from procurement import costs, pricing
from procurement.coverage import Cover, DemandRow, RowCover, cover_row
from procurement.fit import Answer
from procurement.mix.choice import Certainty, Goal
from procurement.mix.conditions import Terms
from procurement.mix.menu import Prices, World, depends_on_number, menu
from voorzieningen.catalogue import Catalogue

UNKNOWN_PRICE = "prijs onbekend: de zoektocht kiest nooit aanbod zonder prijs"
NO_NUMBER = "de prijs zegt niet voor hoeveel gezinnen: meer gezinnen zouden hier niets kosten"
_COVERS = {Certainty.CERTAIN: {Cover.CERTAIN}, Certainty.POSSIBLE: {Cover.CERTAIN, Cover.POSSIBLE}}


@dataclass(frozen=True)
class Candidate:
    """One column of the comparison before the search. `number` is its place there, `covers` has an answer for each row of the demand.

    `prices` are those of 1, 2, ... families a year, as many as it can take; empty when `obstacle` says in Dutch why it has none to choose by.
    """

    number: int
    priced: pricing.Priced
    covers: tuple[RowCover, ...]
    answers: dict[str, Answer]
    prices: tuple[Prices, ...]
    obstacle: str

    @property
    def slug(self) -> str:
        return self.priced.offering.slug

    @property
    def most(self) -> int:
        """Families a year that it can take at most."""
        return len(self.prices)

    @property
    def is_uncertain(self) -> bool:
        """Whether its price can turn out low or high."""
        return any(prices[World.LOW] != prices[World.HIGH] for prices in self.prices)

    def rows(self, terms: Terms) -> frozenset[int]:
        """The places of the rows whose families it may take, its price and the filters aside."""
        return frozenset(place for place, row in enumerate(self.covers) if row.cover in _COVERS[terms.certainty])

    def can_be_chosen(self, terms: Terms) -> bool:
        return not self.obstacle and not self._refused(terms) and bool(self.rows(terms))

    def reasons(self, terms: Terms, rows: Sequence[DemandRow]) -> tuple[str, ...]:
        """Everything that keeps it from being chosen, in Dutch; empty when nothing does."""
        found = [self.obstacle] if self.obstacle else []
        found += self._refused(terms)
        if not self.rows(terms):
            found += self._uncovered(terms, rows)
        return tuple(found)

    def _refused(self, terms: Terms) -> list[str]:
        asked = [self.answers[condition.key] for condition in terms.filters]
        return [f"{answer.label}: {answer.reason}" for answer in asked if not terms.accept(answer)]

    def _uncovered(self, terms: Terms, rows: Sequence[DemandRow]) -> list[str]:
        how = "zeker" if terms.certainty is Certainty.CERTAIN else "zeker of mogelijk"
        by_cover = {cover: [row.label for row, found in zip(rows, self.covers, strict=True) if found.cover is cover] for cover in Cover}
        found = [f"dekt geen regel van de opgave {how}"]
        for cover, words in ((Cover.POSSIBLE, "mogelijk"), (Cover.ASK, "navragen"), (Cover.NO, "hoort er volgens een bron niet bij")):
            if by_cover[cover]:
                found.append(f"{words}: {', '.join(by_cover[cover])}")
        if by_cover[Cover.PARTLY]:
            found.append(f"een deel van de leeftijden: {', '.join(by_cover[Cover.PARTLY])} (splits de regel om dat deel hier te plaatsen)")
        return found


def find_candidates(
    *,
    columns: Sequence[pricing.Priced],
    catalogue: Catalogue,
    rows: Sequence[DemandRow],
    scenario: costs.Scenario,
    goal: Goal,
    answers: dict[str, dict[str, Answer]],
) -> tuple[Candidate, ...]:
    """Every column, in order, with what it can take. `scenario` is that of the search, `answers` are those to the filters."""
    found = []
    for number, priced in enumerate(columns):
        covers = tuple(cover_row(priced.offering, row, catalogue) for row in rows)
        obstacle = _obstacle(priced.calculated, scenario, goal)
        # All that could ever be asked of it, also when a condition is dropped.
        most = sum(row.families or 0 for row, cover in zip(rows, covers, strict=True) if cover.cover in _COVERS[Certainty.POSSIBLE])
        capacity = _capacity(priced.calculated, scenario)
        most = most if capacity is None else min(most, capacity)
        prices = [] if obstacle else menu(priced.calculated, scenario, range(1, most + 1)) or []
        found.append(Candidate(number, priced, covers, answers[priced.offering.slug], tuple(prices), obstacle))
    return tuple(found)


def _capacity(tariff: costs.Tariff, scenario: costs.Scenario) -> int | None:
    """The new matches a year that the price is meant for in every contract year: the lowest of them."""
    return min((year.high for year in tariff.capacity if year.contract_year <= scenario.years), default=None)


def _obstacle(tariff: costs.Tariff, scenario: costs.Scenario, goal: Goal) -> str:
    """Why there is no price to choose by.

    - no contract year has a price
    - some have
    - the tail counts and is unknown
    - the price is a lump sum and no source states for how many families
    - the price is meant for no families at all
    """
    prices = menu(tariff, scenario, (1,))
    if prices is None:
        result = costs.cost(tariff, scenario)
        if result.status is costs.Status.PARTIAL:
            return f"prijs bekend voor een deel van de contractjaren: {result.reason}"
        return UNKNOWN_PRICE if result.reason == "tarief onbekend" else f"{UNKNOWN_PRICE} ({result.reason})"
    if goal is Goal.WITH_TAIL and all(price.tail is None for price in prices[0].values()):
        if tariff.duration is None:
            return "kosten na het contract onbekend: geen bron noemt hoe lang een koppeling duurt"
        longer = scenario.years + tariff.duration - 1
        return f"kosten na het contract onbekend: {costs.cost(tariff, replace(scenario, years=longer, new_matches=(1,) * longer)).reason}"
    capacity = _capacity(tariff, scenario)
    if capacity is None and not depends_on_number(tariff, scenario):
        return NO_NUMBER
    return "de prijs geldt in een van de contractjaren voor 0 gezinnen" if capacity == 0 else ""
