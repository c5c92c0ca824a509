"""Free text: all words of the search somewhere in what the catalogue says of an offering."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from procurement.fit.answers import Answer, Nuance
from voorzieningen.catalogue import Offering

_WORD = re.compile(r"[^\W_]+")


def search_words(text: str) -> tuple[str, ...]:
    """The words of a search without capitals, accents and punctuation: "Één multi-probleem" gives een, multi, probleem."""
    # Most texts have no accents; then there is nothing to take off.
    plain = text if text.isascii() else "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return tuple(_WORD.findall(plain.casefold()))


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
        certain = _searchable(certain_texts(offering))
        missing = [word for word in search_words(self.text) if word not in certain]
        if not missing:
            return Answer("zoek", "zoekwoorden", Nuance.CERTAIN, f"gevonden: {self.text}")
        disputed = _searchable(disputed_texts(offering))
        absent = [word for word in missing if word not in disputed]
        if absent:
            return Answer("zoek", "zoekwoorden", Nuance.NO, f"niet gevonden: {_quoted(absent)}")
        reason = f"{_quoted(missing)} staat bij een doelgroep waarover bronnen verschillen: navragen"
        return Answer("zoek", "zoekwoorden", Nuance.CONFLICT, reason)


def certain_texts(offering: Offering) -> list[str]:
    """What is searched of an offering, without the target groups about which sources differ."""
    texts = [offering.name, offering.organisation, offering.legal_name, *offering.aliases, offering.programme, offering.characteristics]
    texts += _groups(offering, "INCLUDED", "CONDITIONAL", "POSSIBLE")
    return texts + [statement.value for statement in offering.about("DOEL", "AANBOD")]


def disputed_texts(offering: Offering) -> list[str]:
    """The target groups about which sources differ."""
    return _groups(offering, "CONFLICT")


def _groups(offering: Offering, *statuses: str) -> list[str]:
    groups = [row.target_group for row in offering.coverage if row.status in statuses]
    return [text for group in groups for text in (group.label, *group.synonyms)]


def _searchable(texts: list[str]) -> str:
    return " ".join(search_words(" ".join(texts)))


def _quoted(words: list[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)
