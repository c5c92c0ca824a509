"""A task answered by the index: how many offerings have each verdict, on what they fall out, and the rows of one page with their reasons. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from procurement.fit.answers import OfferingFit, Verdict
from procurement.fit.bits import rows_of
from procurement.fit.evaluation import evaluate_some
from procurement.fit.index import FitIndex, Levels
from procurement.fit.task import Task


class Answered:
    """The answer to one task. Only what is asked of it is worked out; the words only for the rows that are shown."""

    def __init__(self, index: FitIndex, task: Task) -> None:
        self.index, self.task = index, task
        self.criteria = tuple(index.criteria(task))
        self._levels = index.together(levels for _, levels in self.criteria)

    def bits(self, verdict: Verdict) -> int:
        """The rows with this verdict."""
        fits, possible, unknown = self._levels
        return {
            Verdict.FITS: fits,
            Verdict.POSSIBLE: possible ^ fits,
            Verdict.UNKNOWN: unknown ^ possible,
            Verdict.OUT: self.index.all ^ unknown,
        }[verdict]

    @cached_property
    def counts(self) -> dict[Verdict, int]:
        return {verdict: self.bits(verdict).bit_count() for verdict in Verdict}

    def without(self, criterion: str) -> Levels:
        """The answer as if one criterion was not asked."""
        return self.index.together(levels for name, levels in self.criteria if name != criterion)

    @property
    def levels(self) -> Levels:
        return self._levels

    def page(self, verdict: Verdict, *, skip: int, take: int, order: str = "naam") -> tuple[OfferingFit, ...]:
        """Of the rows with a verdict, in an order of the columns, those of a page, with their reasons."""
        return self.evaluated(self.index.order(order).page(self.bits(verdict), skip=skip, take=take) if take > 0 else ())

    def fallen(self, *, skip: int, take: int) -> tuple[OfferingFit, ...]:
        """Of what falls out, by name, those of a page."""
        return self.evaluated(rows_of(self.bits(Verdict.OUT), skip=skip, take=take))

    def fallen_on(self) -> dict[str, int]:
        """How many offerings fall out on each criterion, by parameter; one offering can fall out on several, and counts once for each."""
        fallen: dict[str, int] = {}
        for name, levels in self.criteria:
            fallen[name] = fallen.get(name, 0) | (self.index.all ^ levels.unknown)
        return {name: bits.bit_count() for name, bits in fallen.items() if bits}

    def evaluated(self, rows: Iterable[int]) -> tuple[OfferingFit, ...]:
        """These rows with the answer and the reason for each criterion."""
        return evaluate_some((self.index.offerings[row] for row in rows), self.task)
