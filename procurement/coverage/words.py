"""The words of a coverage table with the symbol that stands before each: what they are called and mean. How they are found stands elsewhere.

Every symbol is a character that the fonts of the page and of the PDF both have.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from procurement.coverage.rows import Cover


class Word(StrEnum):
    """What the sources say of one target group or age at one offering. The order is from best to worst; the value is the code in files."""

    YES = "ja"
    PROVIDED = "mits"
    PARTLY = "deels"
    POSSIBLE = "mogelijk"
    DIFFERS = "verschilt"
    NOT_MENTIONED = "niet-genoemd"
    NO = "nee"

    @property
    def symbol(self) -> str:
        return _WORDS[self][0]

    @property
    def label(self) -> str:
        """As it stands in a cell: short, because a table can have twelve columns."""
        return "n.g." if self is Word.NOT_MENTIONED else self.value

    @property
    def meaning(self) -> str:
        return _WORDS[self][1]


_WORDS = {
    Word.YES: ("+", "de bron noemt dit met zoveel woorden"),
    Word.PROVIDED: ("(+)", "de bron noemt het onder een voorwaarde"),
    Word.PARTLY: ("½", "een deel van deze leeftijd valt binnen het aanbod"),
    Word.POSSIBLE: ("?", "af te leiden uit een bron of volgens een andere lezing; vraag het na"),
    Word.DIFFERS: ("!", "bronnen spreken elkaar tegen; vraag het na"),
    Word.NOT_MENTIONED: ("–", "niet genoemd: dat is geen nee, vraag het na"),
    Word.NO: ("×", "volgens de bron hoort dit er niet bij"),
}


class Together(StrEnum):
    """How well the chosen offerings cover a row together: the best of them decides. The value is the code in files."""

    COVERED = "gedekt"
    UNCERTAIN = "onzeker"
    UNCOVERED = "niet-gedekt"

    @property
    def symbol(self) -> str:
        return _TOGETHER[self][0]

    @property
    def label(self) -> str:
        return _TOGETHER[self][1]

    @property
    def meaning(self) -> str:
        return _TOGETHER[self][2]


_TOGETHER = {
    Together.COVERED: ("+", "gedekt", "minstens één gekozen aanbod noemt dit met zoveel woorden"),
    Together.UNCERTAIN: (
        "?",
        "alleen onder voorwaarde of onzeker",
        "het beste antwoord van het gekozen aanbod is mits, deels, mogelijk of verschilt",
    ),
    Together.UNCOVERED: ("–", "niet gedekt", "geen gekozen aanbod noemt dit, of een bron zegt nee"),
}

COVER_SYMBOLS = {Cover.CERTAIN: "+", Cover.POSSIBLE: "?", Cover.PARTLY: "½", Cover.ASK: "–", Cover.NO: "×"}
_ORDER = {word: number for number, word in enumerate(Word)}


def best_of(words: Iterable[Word]) -> Word:
    """The best word; of nothing, that nobody mentions it."""
    return min(words, key=_ORDER.__getitem__, default=Word.NOT_MENTIONED)


def together(words: Iterable[Word]) -> Together:
    """The level of a row from the words in it."""
    best = best_of(words)
    if best is Word.YES:
        return Together.COVERED
    return Together.UNCOVERED if best in (Word.NOT_MENTIONED, Word.NO) else Together.UNCERTAIN
