"""A found mix as rows and columns: who goes where, and what it costs in each year. Only the layout; the amounts are those of the mix."""

from __future__ import annotations

from dataclasses import dataclass

from procurement.coverage import DemandRow
from procurement.mix.found import FoundMix, Placed
from voorzieningen.money import EuroRange


@dataclass(frozen=True, slots=True)
class FamiliesRow:
    """A row of the demand: its families at each offering of the mix, without a place, and in all."""

    label: str
    cells: tuple[int, ...]
    unplaced: int
    families: int


@dataclass(frozen=True, slots=True)
class AmountRow:
    """An amount of each offering of the mix (with the offering, for its mark), and of all together; None is unknown."""

    label: str
    cells: tuple[tuple[Placed, EuroRange | None], ...]
    together: EuroRange | None
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class MixTable:
    """`when` says in which world the mix holds, empty when in both; `calendar_years` are those of the contract."""

    when: str
    mix: FoundMix
    rows: tuple[DemandRow, ...]
    calendar_years: tuple[int, ...]

    @property
    def title(self) -> str:
        return f", {self.when}" if self.when else ""

    @property
    def has_unplaced(self) -> bool:
        return any(self.mix.unplaced)

    @property
    def families_rows(self) -> tuple[FamiliesRow, ...]:
        """The rows of the demand, and their sum."""
        placed = self.mix.placed
        found = [
            FamiliesRow(row.label, tuple(item.rows[number] for item in placed), self.mix.unplaced[number], row.families or 0)
            for number, row in enumerate(self.rows)
        ]
        total = FamiliesRow("Samen", tuple(item.families for item in placed), sum(self.mix.unplaced), sum(row.families for row in found))
        return (*found, total)

    @property
    def amount_rows(self) -> tuple[AmountRow, ...]:
        """Each contract year, their sum, the tail, and sum and tail together."""
        mix = self.mix
        found = [
            AmountRow(f"Contractjaar {number} ({calendar_year})", tuple((item, item.years[number - 1]) for item in mix.placed), mix.years[number - 1])
            for number, calendar_year in enumerate(self.calendar_years, 1)
        ]
        found.append(AmountRow("Contractjaren samen", tuple((item, item.total) for item in mix.placed), mix.total, is_sum=True))
        found.append(AmountRow("Uitloop na het contract", tuple((item, item.tail) for item in mix.placed), mix.tail))
        found.append(AmountRow("Met uitloop", tuple((item, item.with_tail) for item in mix.placed), mix.with_tail, is_sum=True))
        return tuple(found)

    @property
    def has_unknown_price_level(self) -> bool:
        return self.mix.has_unknown_price_level
