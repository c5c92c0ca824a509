"""A mix that the search found: how many families go where, and what that costs by the cost core. Frozen facts without judgement."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from procurement import costs, pricing
from procurement.mix.choice import Goal
from procurement.mix.wording import and_words
from voorzieningen.money import EuroRange, number_nl, total_of


@dataclass(frozen=True, slots=True)
class Placed:
    """One offering with its families a year: in all, and of each row of the demand. `result` is what that costs, all payers together."""

    priced: pricing.Priced
    families: int
    rows: tuple[int, ...]
    result: costs.OfferingCost

    @property
    def name(self) -> str:
        return self.priced.name

    @property
    def total(self) -> EuroRange:
        """All contract years."""
        # Without a total it could not have been chosen.
        assert self.result.total is not None
        return self.result.total

    @property
    def tail(self) -> EuroRange | None:
        return self.result.tail.cost if self.result.tail else None

    @property
    def with_tail(self) -> EuroRange | None:
        return None if self.tail is None else self.total + self.tail

    @property
    def years(self) -> tuple[EuroRange, ...]:
        return tuple(year.cost for year in self.result.years if year.cost is not None)

    @property
    def has_unknown_price_level(self) -> bool:
        return self.priced.tariff.price_level_year is None


@dataclass(frozen=True, slots=True)
class FoundMix:
    """Offerings in the order of the comparison, at least one. `unplaced` are the families without a place, of each row of the demand.

    `amount` is what the search made as low as can be, in euro in its own world; the ranges hold both worlds.
    """

    placed: tuple[Placed, ...]
    unplaced: tuple[int, ...]
    goal: Goal
    amount: Decimal

    @property
    def families(self) -> int:
        return sum(item.families for item in self.placed)

    @property
    def numbers(self) -> tuple[tuple[str, int], ...]:
        """(key of the tariff, families a year): whether two mixes are the same."""
        return tuple((item.priced.key, item.families) for item in self.placed)

    @property
    def words(self) -> str:
        """ "12 gezinnen per jaar bij Buurtgezinnen en 8 bij Steunouder"."""
        said = [f"{number_nl(item.families)} bij {item.name}" for item in self.placed]
        number, _, rest = said[0].partition(" ")
        return and_words([f"{number} {'gezin' if number == '1' else 'gezinnen'} per jaar {rest}", *said[1:]])

    @property
    def total(self) -> EuroRange:
        """All contract years, both worlds."""
        return total_of([item.total for item in self.placed])

    @property
    def tail(self) -> EuroRange | None:
        """The years after the contract; None when that of one offering is unknown."""
        known = [item.tail for item in self.placed if item.tail is not None]
        return total_of(known) if len(known) == len(self.placed) else None

    @property
    def with_tail(self) -> EuroRange | None:
        return None if self.tail is None else self.total + self.tail

    @property
    def years(self) -> tuple[EuroRange, ...]:
        """Each contract year."""
        return tuple(total_of(list(year)) for year in zip(*(item.years for item in self.placed), strict=True))

    @property
    def has_unknown_price_level(self) -> bool:
        """Of one of the tariffs no source says for what year its amounts are."""
        return any(item.has_unknown_price_level for item in self.placed)
