"""The demand as a table: for every row how each offering covers it and what that comes to together. How a row is answered stands in `rows`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from procurement.coverage.demand import DemandRow
from procurement.coverage.rows import Cover, RowCover, asked_ages, certain_ages, known_ages, parts_of
from procurement.coverage.words import COVER_SYMBOLS, Together
from procurement.fit.answers import Nuance
from procurement.fit.choices import TargetGroup
from voorzieningen.catalogue import Catalogue, Citation, Offering
from voorzieningen.evidence import Evidence, evidence, group_evidence, searched


@dataclass(frozen=True, slots=True)
class DemandCell:
    """The answer of one offering; `worker` is who gives it.

    `is_possible`: not certain, but it may help families of the row: under a condition, by another reading, for ages of which it serves some for
    certain, or because sources differ about the group.
    """

    answer: RowCover
    row: DemandRow
    worker: Offering
    is_possible: bool

    @property
    def offering(self) -> Offering:
        return self.answer.offering

    @property
    def symbol(self) -> str:
        return COVER_SYMBOLS[self.answer.cover]

    @property
    def evidence(self) -> Evidence:
        """What the sources say of the group and of the age, as far as they are asked."""
        found = [basis for basis in (self._of_group, self._of_age) if basis is not None]
        contradictions = dict.fromkeys(item for basis in found for item in basis.contradictions)
        is_silent = all(basis.is_silent for basis in found)
        return Evidence(tuple(topic for basis in found for topic in basis.topics), tuple(contradictions), is_silent)

    @property
    def _of_group(self) -> Evidence | None:
        if self.row.group is None:
            return None
        code = self.row.group.code
        named = next((item for item in self.worker.coverage if item.target_group.code == code), None)
        return group_evidence(self.worker, named) if named is not None else searched(self.worker, self.row.group.label)

    @property
    def _of_age(self) -> Evidence:
        return evidence(self.worker, "leeftijd")

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where it stands; what was searched in vain is no place."""
        found = [basis for basis in (self._of_group, self._of_age) if basis is not None and not basis.is_silent]
        return tuple(dict.fromkeys(citation for basis in found for topic in basis.topics for citation in topic.citations))

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(citation.source.code for citation in self.citations))


@dataclass(frozen=True, slots=True)
class DemandAnswer:
    """A row of the demand with the cell of every offering. Together it is covered when one offering covers it whole and for certain."""

    row: DemandRow
    cells: tuple[DemandCell, ...]
    together: Together


@dataclass(frozen=True, slots=True)
class DemandTable:
    """The rows of the demand against the offerings, both in their order. Without rows nothing was asked."""

    offerings: tuple[Offering, ...]
    rows: tuple[DemandAnswer, ...]

    def columns(self, start: int, end: int) -> DemandTable:
        """Only these offerings; what a row comes to together stays that of all."""
        return DemandTable(self.offerings[start:end], tuple(replace(row, cells=row.cells[start:end]) for row in self.rows))


def demand_table(offerings: Sequence[Offering], demand: Sequence[tuple[DemandRow, tuple[RowCover, ...]]], catalogue: Catalogue) -> DemandTable:
    """The answered rows as a table. `demand` holds for each row the answers of `offerings`."""
    found = []
    for row, answers in demand:
        cells = tuple(_cell(row, answer, catalogue) for answer in answers)
        found.append(DemandAnswer(row, cells, _together(cells)))
    return DemandTable(tuple(offerings), tuple(found))


def _cell(row: DemandRow, answer: RowCover, catalogue: Catalogue) -> DemandCell:
    parts = parts_of(answer.offering, catalogue)
    worker = next((part for part in parts if part.name == answer.via), answer.offering)
    return DemandCell(answer, row, worker, _is_possible(answer, row, worker))


def _is_possible(answer: RowCover, row: DemandRow, worker: Offering) -> bool:
    if answer.cover is Cover.PARTLY:
        return any(months.overlaps(asked_ages(row)) for months in certain_ages(worker))
    return answer.cover is Cover.POSSIBLE or (answer.cover is Cover.ASK and _is_disputed(row, worker))


def _is_disputed(row: DemandRow, worker: Offering) -> bool:
    """Whether sources differ about the group, at an age that is or may be served."""
    if row.group is None or TargetGroup(row.group).nuance(worker) is not Nuance.CONFLICT:
        return False
    return any(months.overlaps(asked_ages(row)) for months in known_ages(worker))


def _together(cells: Sequence[DemandCell]) -> Together:
    if any(cell.answer.cover is Cover.CERTAIN for cell in cells):
        return Together.COVERED
    return Together.UNCERTAIN if any(cell.is_possible for cell in cells) else Together.UNCOVERED
