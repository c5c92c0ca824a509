"""What rests on one offering: target groups and ages that only one of the chosen covers for certain. What nobody covers stands in `gaps`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from procurement.coverage.providers import Provider, Worker, find_providers
from procurement.coverage.spans import ADULT, window_of, within
from voorzieningen.ages import PREGNANCY, Months
from voorzieningen.catalogue import Source, Term


@dataclass(frozen=True, slots=True)
class Thin:
    """Everything that rests on one worker: the labels, and the sources that say that it covers them."""

    name: str
    labels: tuple[str, ...]
    sources: tuple[Source, ...]


def find_thin(workers: Sequence[Worker], groups: Sequence[Term]) -> tuple[Thin, ...]:
    """Per worker what rests on it. Of one worker alone everything does: that needs no list."""
    if len(workers) < 2:
        return ()
    found: dict[str, list[tuple[str, Provider]]] = {}
    asked: list[tuple[Term | None, str, Months]] = [(group, group.label, window_of(group)) for group in groups]
    asked += [(None, "tijdens de zwangerschap", PREGNANCY), (None, "18 tot en met 22 jaar", ADULT)]
    for group, label, window in asked:
        sure = [provider for provider in find_providers(workers, group) if within(provider.sure, window)]
        if len(sure) == 1:
            found.setdefault(sure[0].name, []).append((label, sure[0]))
    return tuple(
        Thin(name, tuple(label for label, _ in rows), tuple(dict.fromkeys(source for _, provider in rows for source in provider.sources)))
        for name, rows in found.items()
    )
