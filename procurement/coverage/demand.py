"""The demand: how many families a year a municipality wants to help, by target group and age of the child. Pure; what covers it stands elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from voorzieningen.ages import Months
from voorzieningen.catalogue import Term

ANY = "alle"  # in an address: any target group, or all ages
ALL_AGES = "alle leeftijden"


@dataclass(frozen=True, slots=True)
class DemandRow:
    """Families of one kind. `families` are new families a year, each once in the whole demand; None: the row asks for coverage only.

    `group` None is any target group, `age` None is all ages; `age_text` is the age as it stands in an address, `age_words` as it is read.
    """

    group: Term | None = None
    age: Months | None = None
    age_text: str = ""
    age_words: str = ""
    families: int | None = None

    @property
    def label(self) -> str:
        """Whom it is about: "Verslaving ouder, 5 tot en met 17 jaar"."""
        return f"{self.group.label if self.group else 'alle gezinnen'}, {self.age_words or ALL_AGES}"

    @property
    def value(self) -> str:
        """The row in an address: "verslaving-ouder:5-17:4"; without what was left out at the end."""
        parts = [self.group.slug if self.group else ANY, self.age_text or ANY, "" if self.families is None else str(self.families)]
        while parts and parts[-1] in ("", ANY) and len(parts) > 1:
            parts.pop()
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Demand:
    """All rows, in the order in which they were asked. Empty: nothing was asked."""

    rows: tuple[DemandRow, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.rows

    @property
    def numbered(self) -> tuple[DemandRow, ...]:
        """The rows with a number of families, 0 left out: what a mix has to place."""
        return tuple(row for row in self.rows if row.families)

    @property
    def families(self) -> int:
        """New families a year, all rows together."""
        return sum(row.families or 0 for row in self.rows)
