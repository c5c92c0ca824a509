"""The decision points of a report, and which of them an argument or caveat belongs to: arguments are numbered per point."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from procurement.advice.model import Point
from procurement.texts import numbered_items

LONGEST_TITLE = 120

# Words that tell what a decision point of the municipality's own is about. What none of them tells is a choice.
_WORDS = (
    (Point.ASK, re.compile(r"\b(vraag|vragen|navragen|na te vragen|opvragen|informatie)\b", re.IGNORECASE)),
    (Point.KNOW, re.compile(r"\b(kennis|kennisnemen|vergelijking|uitkomst|uitkomsten)\b", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class DecisionPoint:
    """One point to decide: its number in the report, its words without marks, and what it is about."""

    number: int
    text: str
    about: Point

    @property
    def title(self) -> str:
        """Its words, cut at a whole word when they are long."""
        if len(self.text) <= LONGEST_TITLE:
            return self.text
        return f"{self.text[:LONGEST_TITLE].rpartition(' ')[0] or self.text[:LONGEST_TITLE]} ..."


@dataclass(frozen=True, slots=True)
class PointTexts:
    """A point with the texts that belong to it; each is numbered "2.1", "2.2" by its place."""

    point: DecisionPoint
    texts: tuple[str, ...]

    @property
    def numbered(self) -> tuple[str, ...]:
        return tuple(f"{self.point.number}.{place} {text}" for place, text in enumerate(self.texts, start=1))


def find_points(decision: str) -> tuple[DecisionPoint, ...]:
    """The points of a decision in Markdown: the items of its numbered list. Without one the whole decision is point 1."""
    items = [(item.number, item.text) for item in numbered_items(decision)] or [(1, "")]
    return tuple(DecisionPoint(number, text, _about(text)) for number, text in items)


def divide(points: tuple[DecisionPoint, ...], texts: Iterable[tuple[Point, str]]) -> tuple[PointTexts, ...]:
    """Every text under the first point about the same, or else under the last point: none is lost, whatever the points are."""
    found: dict[int, list[str]] = {point.number: [] for point in points}
    for about, text in texts:
        point = next((point for point in points if point.about is about), points[-1])
        found[point.number].append(text)
    return tuple(PointTexts(point, tuple(found[point.number])) for point in points)


def _about(text: str) -> Point:
    return next((about for about, words in _WORDS if words.search(text)), Point.CHOOSE)
