"""What changed between two records, as values that a page prints: facts with their sources, totals in euro, and the order of the columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from procurement.changes.record import Fact, FactSource, Total
from procurement.changes.wording import counted, difference_words, summed_up
from voorzieningen.money import EuroRange


class Kind(Enum):
    """What happened to a fact; the value is the word on the page."""

    CHANGED = "gewijzigd"
    ADDED = "nieuw"
    GONE = "vervallen"
    SOURCE = "andere bron"


@dataclass(frozen=True, slots=True)
class FactChange:
    """One fact as it was and as it is; None where it did not exist. `tariff` is the slug of the tariff that it is a term or row of."""

    kind: Kind
    old: Fact | None
    new: Fact | None
    tariff: str = ""

    @property
    def label(self) -> str:
        return self._newest.label

    @property
    def key(self) -> str:
        return self._newest.key

    @property
    def old_value(self) -> str:
        """Empty when the fact did not exist."""
        return self.old.value if self.old else ""

    @property
    def new_value(self) -> str:
        return self.new.value if self.new else ""

    @property
    def old_sources(self) -> tuple[FactSource, ...]:
        return self.old.sources if self.old else ()

    @property
    def new_sources(self) -> tuple[FactSource, ...]:
        return self.new.sources if self.new else ()

    @property
    def _newest(self) -> Fact:
        found = self.new or self.old
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class TotalChange:
    """One amount of a column then and now. `what` says which amount; `explanations` are sentences about where the difference comes from."""

    key: str
    name: str
    offering: str  # slug, empty for the mix
    what: str
    old: Total
    new: Total
    explanations: tuple[str, ...] = ()

    @property
    def is_changed(self) -> bool:
        return self.old != self.new

    @property
    def difference(self) -> EuroRange | None:
        """New minus old, the low bounds and the high bounds apart; a bound below zero is a decrease. None when one of the two is unknown."""
        if self.old.amount is None or self.new.amount is None:
            return None
        return self.new.amount - self.old.amount

    @property
    def reason(self) -> str:
        """Why the difference is unknown; empty when it is known."""
        if self.difference is not None:
            return ""
        if self.old.amount is None and self.new.amount is None:
            return "beide bedragen zijn onbekend"
        return "het oude bedrag is onbekend" if self.old.amount is None else "het nieuwe bedrag is onbekend"

    @property
    def words(self) -> str:
        """The difference in words: "€ 1.200,00 hoger", "gelijk", or unknown with the reason."""
        return f"onbekend: {self.reason}" if self.difference is None else difference_words(self.difference)


@dataclass(frozen=True, slots=True)
class GroupChanges:
    """What changed for one offering, or for the question itself (an empty slug)."""

    slug: str
    name: str
    facts: tuple[FactChange, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that differs between two records, the older one first.

    `groups` hold only offerings of which a fact changed; `totals` are all columns that both records have, changed or not; `came` and `went`
    are the names of columns that only one of them has; `order` and `notes` are sentences. `is_confidential`: an own offer is among the columns.
    """

    old_day: date
    new_day: date
    groups: tuple[GroupChanges, ...] = ()
    totals: tuple[TotalChange, ...] = ()
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    order_changes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    is_confidential: bool = False

    @property
    def facts(self) -> tuple[FactChange, ...]:
        return tuple(change for group in self.groups for change in group.facts)

    @property
    def changed_totals(self) -> tuple[TotalChange, ...]:
        return tuple(total for total in self.totals if total.is_changed)

    @property
    def changed_tariffs(self) -> int:
        """How many tariffs have a term or row that changed."""
        return len({(group.slug, change.tariff) for group in self.groups for change in group.facts if change.tariff})

    @property
    def is_empty(self) -> bool:
        return not (self.groups or self.changed_totals or self.came or self.went or self.order_changes or self.notes)

    @property
    def count(self) -> int:
        """How many things changed: facts and columns; where none did but an amount is another one all the same, the amounts."""
        return len(self.facts) + len(self.came) + len(self.went) or len(self.changed_totals)

    @property
    def summary(self) -> str:
        """One sentence for a list: "3 feiten en 1 tarief gewijzigd; totaal van Steunouder € 1.200,00 hoger"."""
        loose = sum(1 for change in self.facts if not change.tariff)
        found = [counted(loose, "feit", "feiten"), counted(self.changed_tariffs, "tarief", "tarieven")]
        totals = [f"{total.what} van {total.name} {total.words}" for total in self.changed_totals]
        return summed_up([words for words in found if words], [*totals, *self._columns])

    @property
    def _columns(self) -> list[str]:
        return [*(f"{name} is erbij gekomen" for name in self.came), *(f"{name} is weggevallen" for name in self.went)]
