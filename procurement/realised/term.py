"""The term of a contract, and which calendar years are whole contract years: only those can be laid beside a price per contract year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Term:
    """From a day up to another one; `until` is exclusive and later."""

    starts_on: date
    until: date

    @property
    def years(self) -> range:
        """The calendar years that it touches."""
        return range(self.starts_on.year, self.last_year + 1)

    @property
    def last_year(self) -> int:
        """The calendar year of its last day."""
        return self.until.year - 1 if (self.until.month, self.until.day) == (1, 1) else self.until.year

    def why_not_whole(self, year: int) -> str:
        """Why a calendar year is no contract year, in Dutch; empty when it is one.

        - a contract that starts during a year has no contract year that is a calendar year
        - its last calendar year may be shorter
        """
        if (self.starts_on.month, self.starts_on.day) != (1, 1):
            return "het contract begint niet op 1 januari, dus een kalenderjaar is geen contractjaar"
        if self.until < date(year + 1, 1, 1):
            return f"het contract loopt niet heel {year}"
        return ""
