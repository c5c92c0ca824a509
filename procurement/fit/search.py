"""Free text: all words of the search somewhere in what the catalogue says of an offering."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from procurement.fit.answers import Answer, Nuance
from voorzieningen.catalogue import Offering


def search_words(text: str) -> tuple[str, ...]:
    """The words of a search without capitals, accents and punctuation: "Één multi-probleem" gives een, multi, probleem."""
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return tuple(re.findall(r"[^\W_]+", plain.casefold()))


@dataclass(frozen=True, slots=True)
class Search:
    """All words of the search somewhere in what we say of the offering.

    - found: certain
    - found only with a target group about which sources differ: conflict
    - otherwise: no
    Target groups that are excluded do not count as mentioned.
    """

    text: str

    def answer(self, offering: Offering) -> Answer:
        certain = _searchable(offering, disputed=False)
        missing = [word for word in search_words(self.text) if word not in certain]
        if not missing:
            return Answer("zoek", "zoekwoorden", Nuance.CERTAIN, f"gevonden: {self.text}")
        everything = _searchable(offering, disputed=True)
        absent = [word for word in missing if word not in everything]
        if absent:
            return Answer("zoek", "zoekwoorden", Nuance.NO, f"niet gevonden: {_quoted(absent)}")
        reason = f"{_quoted(missing)} staat bij een doelgroep waarover bronnen verschillen: navragen"
        return Answer("zoek", "zoekwoorden", Nuance.CONFLICT, reason)


def _searchable(offering: Offering, *, disputed: bool) -> str:
    statuses = {"INCLUDED", "CONDITIONAL", "POSSIBLE"} | ({"CONFLICT"} if disputed else set())
    groups = [row.target_group for row in offering.coverage if row.status in statuses]
    texts = [offering.name, offering.organisation, offering.legal_name, *offering.aliases, offering.programme, offering.characteristics]
    texts += [text for group in groups for text in (group.label, *group.synonyms)]
    texts += [statement.value for statement in offering.about("DOEL", "AANBOD")]
    return " ".join(search_words(" ".join(texts)))


def _quoted(words: list[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)
