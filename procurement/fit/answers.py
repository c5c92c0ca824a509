"""What an answer is: the verdict, the exact answer behind it and the reason; and all answers about one offering together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from voorzieningen.catalogue import Offering


class Verdict(StrEnum):
    """The answer to a criterion. The order is from best to worst; the worst criterion decides about the offering."""

    FITS = "past"
    POSSIBLE = "mogelijk"
    UNKNOWN = "onbekend"
    OUT = "valt-af"


SEVERITY = {verdict: number for number, verdict in enumerate(Verdict)}


class Nuance(StrEnum):
    """The exact answer to a criterion. Each stands for one verdict.

    - ages: zeker, deels, mogelijk, nee, onbekend
    - target groups: genoemd, onder-voorwaarde, mogelijk, bronnen-verschillen, niet-genoemd, uitgesloten
    - form, delivery model, coordinator, employer: zeker, mogelijk, bronnen-verschillen, onbekend, nee
    - training, VOG, Collectief, tariff: zeker, nee, onbekend
    - search: zeker, bronnen-verschillen, nee
    """

    CERTAIN = "zeker"
    MENTIONED = "genoemd"
    PARTLY = "deels"
    CONDITIONAL = "onder-voorwaarde"
    POSSIBLE = "mogelijk"
    CONFLICT = "bronnen-verschillen"
    NOT_MENTIONED = "niet-genoemd"
    UNKNOWN = "onbekend"
    NO = "nee"
    EXCLUDED = "uitgesloten"

    @property
    def verdict(self) -> Verdict:
        return _VERDICTS[self]

    @property
    def words(self) -> str:
        """The code as it is read: "onder voorwaarde"."""
        return self.replace("-", " ")


_VERDICTS = {
    Nuance.CERTAIN: Verdict.FITS,
    Nuance.MENTIONED: Verdict.FITS,
    Nuance.PARTLY: Verdict.POSSIBLE,
    Nuance.CONDITIONAL: Verdict.POSSIBLE,
    Nuance.POSSIBLE: Verdict.POSSIBLE,
    Nuance.CONFLICT: Verdict.UNKNOWN,
    Nuance.NOT_MENTIONED: Verdict.UNKNOWN,
    Nuance.UNKNOWN: Verdict.UNKNOWN,
    Nuance.NO: Verdict.OUT,
    Nuance.EXCLUDED: Verdict.OUT,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One criterion (the name of its parameter) with the exact answer and why, in Dutch.

    `differs`: sources differ about an answer that stands all the same. `near_miss`: the reason with the difference first
    ("1 jaar verschil: tot 5 jaar, gevraagd 6 jaar"), where a difference can be told; otherwise empty.
    """

    criterion: str
    label: str
    precise: Nuance
    reason: str
    differs: bool = False
    near_miss: str = ""

    @property
    def verdict(self) -> Verdict:
        return self.precise.verdict


@dataclass(frozen=True, slots=True)
class OfferingFit:
    """An offering with the answer to every criterion asked; the worst of them is its verdict."""

    offering: Offering
    verdict: Verdict
    answers: tuple[Answer, ...]

    def with_verdict(self, verdict: Verdict) -> tuple[Answer, ...]:
        return tuple(answer for answer in self.answers if answer.verdict is verdict)

    @property
    def deciding(self) -> tuple[Answer, ...]:
        """The answers that made the verdict."""
        return self.with_verdict(self.verdict)


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The verdict that decides; of nothing asked, that it fits."""
    return max(verdicts, key=SEVERITY.__getitem__, default=Verdict.FITS)


def with_note(words: str, note: str) -> str:
    """The words of an answer with the note of the catalogue as a sentence behind them."""
    return f"{words}. {note[0].upper()}{note[1:]}" if note else words
