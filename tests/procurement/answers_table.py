"""The answers written by hand (answers_by_hand.csv) as data, and docs/answers.md made of them. Knows nothing of how the portal finds its own."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).with_name("answers_by_hand.csv")
DOCUMENT = Path(__file__).parents[2] / "docs" / "answers.md"
RENEW = "RENEW_ANSWERS=1 .venv/bin/python -m pytest tests/procurement/test_answers_by_hand.py -q -p no:randomly"

Question = tuple[str, str]
"""A filter and its value as they stand in the address: ("leeftijd", "0-4")."""
Given = Mapping[Question, Mapping[str, str]]
"""Per question the answer of each offering, by its slug."""

INTRODUCTION = f"""\
# Offering x criterion x value: the answers by hand and those of the portal

The answers "by hand" were written from the five source documents by a reader who had not yet seen the code or the fixtures, each with its source,
line and decisive words; only the rules of interpretation (`domain.md`: what "tot" means, when a group counts as possible) are shared. They stand in
`tests/procurement/answers_by_hand.csv` and stay as they were written. Where the reader and the portal differed, the team looked at the source again:
either the portal was corrected, or the "ruling" with its reason stands beside the answer. The answers "by the portal" are what
`/overzicht.json?<criterion>=<value>` gives with the fixtures. `sos` is Samen Oplopen and Steunouder together. Where the sources do not say it, the
documents that were read stand there with "nowhere" as the place. A test keeps this page equal to both; renew it with
`{RENEW}`.
"""


@dataclass(frozen=True, slots=True)
class ByHand:
    """One answer: what a reader of the sources expects, and the words (at most twelve, … between parts) that decide it. No words: not said."""

    offering: str
    criterion: str
    value: str
    answer: str
    source: str
    place: str
    words: str
    ruling: str
    reason: str

    @property
    def agreed(self) -> str:
        """The answer that holds: that of the reader, or where the team ruled otherwise after another look at the source, the ruling."""
        return self.ruling or self.answer

    @property
    def question(self) -> Question:
        return self.criterion, self.value


def read_answers() -> tuple[ByHand, ...]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return tuple(ByHand(*row) for row in rows)


def by_question(rows: Iterable[ByHand]) -> dict[Question, dict[str, str]]:
    """Per question, in the order of the table, the answer of each offering."""
    found: dict[Question, dict[str, str]] = {}
    for row in rows:
        found.setdefault(row.question, {})[row.offering] = row.agreed
    return found


def write_document(rows: Iterable[ByHand], portal: Given) -> str:
    """The whole page: introduction, counts, and a table per criterion with the two answers side by side."""
    rows = tuple(rows)
    criteria = dict.fromkeys(row.criterion for row in rows)
    parts = [INTRODUCTION, _counts(rows, portal)]
    parts += [_criterion(name, [row for row in rows if row.criterion == name], portal) for name in criteria]
    return "\n".join(parts)


def _counts(rows: tuple[ByHand, ...], portal: Given) -> str:
    by_hand = Counter(row.answer for row in rows)
    by_portal = Counter(portal[row.question][row.offering] for row in rows)
    lines = [(answer, str(by_hand[answer]), str(by_portal[answer])) for answer in sorted(by_hand | by_portal)]
    ruled = sum(bool(row.ruling) for row in rows)
    different = sum(row.agreed != portal[row.question][row.offering] for row in rows)
    summary = (
        f"{len(rows)} answers; {len(rows) - ruled} as the reader wrote them, {ruled} by a ruling; {different} that the portal answers otherwise.\n\n"
    )
    return summary + _table(("answer", "by hand", "by the portal"), lines)


def _criterion(name: str, rows: list[ByHand], portal: Given) -> str:
    headings = ("offering", "value", "by hand", "ruling", "by the portal", "source", "place", "words")
    lines = [
        (
            row.offering,
            row.value,
            row.answer,
            f"{row.ruling}: {row.reason}" if row.ruling else "",
            _portal(row, portal),
            row.source,
            row.place or "nowhere",
            f"“{row.words}”" if row.words else "-",
        )
        for row in rows
    ]
    return f"## {name}\n\n{_table(headings, lines)}"


def _portal(row: ByHand, portal: Given) -> str:
    answer = portal[row.question][row.offering]
    return answer if answer == row.agreed else f"**{answer}** (differs)"


def _table(headings: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> str:
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (headings, ("---",) * len(headings), *lines))
