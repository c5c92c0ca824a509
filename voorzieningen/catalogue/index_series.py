"""Index series of the catalogue: the yearly rise of prices or wages in past years, each figure with its source. Never a forecast."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from voorzieningen.catalogue.facts import Citation


@dataclass(frozen=True, slots=True)
class IndexFigure:
    """The rise from the year before to `year`, as a fraction: 0.0636 is 6.36 percent. A provisional one can still be revised."""

    year: int
    growth: Decimal
    is_provisional: bool
    note: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class IndexSeries:
    """A published row of yearly rises, oldest first and without a year missing in between. `citation` is of what the row as a whole rests on."""

    slug: str
    name: str
    description: str
    figures: tuple[IndexFigure, ...]
    citation: Citation | None = None

    @property
    def growth(self) -> tuple[tuple[int, Decimal], ...]:
        """(calendar year, fraction) in order."""
        return tuple((figure.year, figure.growth) for figure in self.figures)
