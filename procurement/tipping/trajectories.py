"""How many trajectories at the user's own price cost as much as a column: a number to reach, never a claim that it is reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from procurement import costs
from procurement.pricing import Priced
from voorzieningen.money import euro_nl, number_nl

NOWHERE = "Of dat gebeurt, staat in geen van de bronnen."


@dataclass(frozen=True, slots=True)
class Trajectories:
    """For one column the number of trajectories of `price` euro that equals its total, low and high; None and the reason when that is unknown."""

    name: str
    price: Decimal
    low: costs.Avoided | None
    high: costs.Avoided | None
    reason: str = ""

    @property
    def is_exact(self) -> bool:
        return self.low == self.high

    @property
    def sentence(self) -> str:
        """The whole message; empty when the total is unknown."""
        if self.low is None or self.high is None:
            return ""
        low, high = number_nl(self.low.whole), number_nl(self.high.whole)
        number = low if low == high else f"{low} (lage bedragen) tot {high} (hoge bedragen)"
        noun = "traject" if self.high.whole == 1 else "trajecten"
        verb = "is" if self.low.whole == self.high.whole == 1 else "zijn"
        trajectories = f"{number} {noun} van {euro_nl(self.price)}"
        return f"Als door deze inzet minimaal {trajectories} niet nodig {verb}, zijn de kosten gelijk; {self.share_words}. {NOWHERE}"

    @property
    def share_words(self) -> str:
        """The share of the matches that start, as part of a sentence; empty when the total is unknown."""
        if self.low is None or self.high is None:
            return ""
        if self.low.share is None or self.high.share is None:
            return "welk deel van de koppelingen dat is, is niet te bepalen: er starten geen koppelingen"
        share = f"{number_nl(self.low.share)}%"
        if self.low.share != self.high.share:
            share += f" tot {number_nl(self.high.share)}%"
        return f"dat is {share} van de gestarte koppelingen{self._beyond}"

    @property
    def _beyond(self) -> str:
        assert self.low is not None
        assert self.high is not None
        if (self.low.share or 0) > 100:
            return ", dus meer trajecten dan er koppelingen starten"
        return ", bij hoge bedragen dus meer trajecten dan er koppelingen starten" if (self.high.share or 0) > 100 else ""


def find_trajectories(columns: Sequence[Priced], results: Sequence[costs.OfferingCost], price: Decimal | None) -> tuple[Trajectories, ...]:
    """One for each column; nothing without a price."""
    if price is None:
        return ()
    return tuple(_trajectories(column, result, price) for column, result in zip(columns, results, strict=True))


def _trajectories(column: Priced, result: costs.OfferingCost, price: Decimal) -> Trajectories:
    found = costs.avoided_trajectories(result, price)
    low, high = found or (None, None)
    return Trajectories(column.name, price, low, high, "" if found else result.reason)
