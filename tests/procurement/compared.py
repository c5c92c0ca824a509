"""Columns of a comparison without a catalogue: a tariff of the worked examples with a name, for what only asks what a column costs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from procurement import costs, pricing
from procurement.question import Question


@dataclass(frozen=True)
class Compared:
    """What procurement.pricing.Priced has for who only calculates."""

    calculated: costs.Tariff
    name: str
    parts: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return self.calculated.key

    @property
    def offering(self) -> Any:
        return SimpleNamespace(slug=self.calculated.offering, parts=self.parts)


def compared(tariff: costs.Tariff, name: str = "", parts: tuple[str, ...] = ()) -> Any:
    return Compared(tariff, name or tariff.name, parts)


def question(scenario: costs.Scenario, **options: Any) -> Question:
    """A question about nothing but this scenario; `budget` and `trajectory_price` may be given as text."""
    given = {name: Decimal(value) if isinstance(value, str) else value for name, value in options.items()}
    task: Any = None
    return Question(scenario, pricing.Choice(()), None, task, {}, (), (), **given)
