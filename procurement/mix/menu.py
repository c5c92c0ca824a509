"""What an offering costs at every number of families a year, in whole cents of the cost core; which number is chosen stands elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from procurement import costs
from procurement.mix.choice import Goal
from voorzieningen.money import EuroRange

# Beyond what anybody asks: a price that is the same for one family as for so many does not depend on the number.
ANY_NUMBER = 10_000


class World(StrEnum):
    """Whether every uncertain amount turns out low, or every one high."""

    LOW = "laag"
    HIGH = "hoog"


@dataclass(frozen=True, slots=True)
class Price:
    """What a number of families costs in one world, in whole cents: each contract year, and all years after the contract together.

    `tail` is None when it cannot be known.
    """

    years: tuple[int, ...]
    tail: int | None

    @property
    def total(self) -> int:
        """All contract years."""
        return sum(self.years)

    def to_lower(self, goal: Goal) -> int:
        """What the search makes as low as can be. An unknown tail is refused before anybody asks."""
        if goal is Goal.CONTRACT_YEARS:
            return self.total
        assert self.tail is not None
        return self.total + self.tail


Prices = dict[World, Price]


def scenario_of_search(scenario: costs.Scenario) -> costs.Scenario:
    """The scenario that the search calculates in: nothing runs at the start, and all payers count, for hours that others pay are not free."""
    return replace(scenario, carry_over=(), payers=costs.ALL_PAYERS)


def menu(tariff: costs.Tariff, scenario: costs.Scenario, numbers: Sequence[int]) -> list[Prices] | None:
    """The prices at each of these numbers of families in every contract year; None when a contract year has no known cost."""
    after = 0 if tariff.duration is None else tariff.duration - 1
    whole = replace(scenario, years=scenario.years + after, new_matches=(0,) * (scenario.years + after))
    folded = costs.fold(tariff, whole)
    found = []
    for number in numbers:
        amounts = folded.years((number,) * scenario.years + (0,) * after)
        known = [amount for amount in amounts[: scenario.years] if amount is not None]
        if len(known) < scenario.years:
            return None
        tail = [amount for amount in amounts[scenario.years :] if amount is not None]
        is_known = tariff.duration is not None and len(tail) == after
        found.append({world: Price(_cents(known, world), sum(_cents(tail, world)) if is_known else None) for world in World})
    return found


def depends_on_number(tariff: costs.Tariff, scenario: costs.Scenario) -> bool:
    """Whether more families can cost more in the contract years. False: a lump sum, of which the price does not say for how many it is."""
    found = menu(tariff, scenario, (1, ANY_NUMBER))
    return found is not None and any(found[0][world].total != found[1][world].total for world in World)


def _cents(amounts: Sequence[EuroRange], world: World) -> tuple[int, ...]:
    return tuple([int((amount.low if world is World.LOW else amount.high).scaleb(2)) for amount in amounts])
