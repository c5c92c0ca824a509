"""Which page of /bronnen/ a source or contradiction stands on: one page while the catalogue is small, more when it is large. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import ceil

from voorzieningen.catalogue import Catalogue, Contradiction, Source

PER_PAGE = 200  # sources, and as many contradictions


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One page of sources, each with the number of statements in it, and of contradictions; `last` is the number of the last page."""

    number: int
    last: int
    sources: tuple[tuple[Source, int], ...]
    contradictions: tuple[Contradiction, ...]

    @property
    def others(self) -> tuple[int, ...]:
        """The numbers of all pages, when there is more than one."""
        return tuple(range(1, self.last + 1)) if self.last > 1 else ()


def last_page(catalogue: Catalogue) -> int:
    """How many pages there are, at least one."""
    return max(1, ceil(max(len(catalogue.sources), len(catalogue.contradictions)) / PER_PAGE))


def source_page(catalogue: Catalogue, number: int) -> SourcePage | None:
    """A page by its number from 1; None when it does not exist."""
    last, start = last_page(catalogue), (number - 1) * PER_PAGE
    if not 1 <= number <= last:
        return None
    return SourcePage(number, last, tuple(_by_weight(catalogue)[start : start + PER_PAGE]), catalogue.contradictions[start : start + PER_PAGE])


def page_of(catalogue: Catalogue, anchor: str) -> int:
    """The page with this source (slug) or contradiction (code in small letters); the first one when there is no such thing."""
    anchors = [source.slug for source, _ in _by_weight(catalogue)], [item.code.lower() for item in catalogue.contradictions]
    return next((found.index(anchor) // PER_PAGE + 1 for found in anchors if anchor in found), 1)


def _by_weight(catalogue: Catalogue) -> list[tuple[Source, int]]:
    """What most rests on comes first."""
    counted = Counter(statement.citation.source.slug for statement in catalogue.statements)
    return sorted(((source, counted[source.slug]) for source in catalogue.sources), key=lambda pair: (-pair[1], pair[0].code))
