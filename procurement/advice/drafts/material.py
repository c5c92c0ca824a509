"""What the drafts are made of, and the turns of phrase that several of them need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from procurement.advice.edition import Edition
from procurement.advice.model import Advice
from procurement.advice.parts import part
from procurement.sheet import Sheet, total_words
from procurement.sheet.columns import Column
from procurement.texts import plain

MOST_CAVEATS_IN_SHORT = 5


@dataclass(frozen=True, slots=True)
class Material:
    """The answered question, what follows from it, and what the municipality decided about this report."""

    sheet: Sheet
    advice: Advice
    edition: Edition

    @property
    def municipality(self) -> str:
        """The subject of a sentence, with a capital."""
        found = self.sheet.question.municipality
        return f"De gemeente {plain(found.name)}" if found else "De gemeente"

    @property
    def years(self) -> str:
        """The term in words: "4 contractjaren vanaf 2027"."""
        scenario = self.sheet.question.scenario
        return f"{counted(scenario.years, 'contractjaar', 'contractjaren')} vanaf {scenario.start_year}"

    @property
    def most_caveats(self) -> int:
        return MOST_CAVEATS_IN_SHORT if self.edition.is_short else len(self.advice.caveats)

    def refer(self, code: str, before: str = " (", after: str = ")") -> str:
        """A reference to a part, with what goes around it; nothing when this report does not have that part."""
        return f"{before}{part(code).reference}{after}" if self.edition.has(code) else ""


def counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def listed(names: Sequence[str]) -> str:
    """ "A, B en C", with the names as they stand in the data."""
    words = [plain(name) for name in names]
    return " en ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def costs_nl(column: Column) -> str:
    """What it costs in the words of the tables; an unknown total has its reason."""
    return plain(total_words(column.result))
