"""In which offerings a word of a search stands: every word of the catalogue with its rows, so that no text is read twice. Pure."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from procurement.fit.bits import bits_of
from procurement.fit.search import search_words
from voorzieningen.catalogue import Offering

_KEPT = 1024  # texts that were taken apart already


class Words:
    """The words of all offerings. A search finds a word also as a part of a longer one, as `Search` does."""

    def __init__(self, offerings: Sequence[Offering], texts_of: Callable[[Offering], Iterable[str]]) -> None:
        self._size = len(offerings)
        rows: dict[str, array[int]] = {}
        known: dict[str, frozenset[str]] = {}
        for row, offering in enumerate(offerings):
            for word in _words(texts_of(offering), known):
                rows.setdefault(word, array("L")).append(row)
        self._rows = tuple(rows.values())
        # All words after each other, so that one quick search of Python's own finds those that hold another.
        self._text = "\n".join(rows)
        self._starts = list(_starts(rows))

    def bits(self, word: str) -> int:
        """The offerings in which the word stands."""
        return bits_of((row for place in self._places(word) for row in self._rows[place]), self._size)

    def _places(self, word: str) -> Iterator[int]:
        found = self._text.find(word)
        while found >= 0:
            place = bisect_right(self._starts, found) - 1
            yield place
            end = self._starts[place + 1] if place + 1 < len(self._starts) else len(self._text)
            found = self._text.find(word, end)


def _words(texts: Iterable[str], known: dict[str, frozenset[str]]) -> set[str]:
    """The words of an offering. The texts of target groups come back in many offerings; each is taken apart once."""
    words: set[str] = set()
    for text in texts:
        found = known.get(text)
        if found is None:
            found = frozenset(search_words(text))
            if len(known) < _KEPT:
                known[text] = found
        words |= found
    return words


def _starts(words: Iterable[str]) -> Iterator[int]:
    start = 0
    for word in words:
        yield start
        start += len(word) + 1
