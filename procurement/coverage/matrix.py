"""Target groups and ages against the offerings: a word per cell with what it rests on, and what each row comes to together. Gaps stand in `gaps`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from procurement.coverage.gaps import Gap
from procurement.coverage.rows import certain_ages, known_ages, parts_of
from procurement.coverage.spans import BANDS, listed, spans_nl, within, without
from procurement.coverage.wanted import Wanted
from procurement.coverage.words import Together, Word, best_of, together
from voorzieningen.ages import AgeFit, Certainty, Months, fit
from voorzieningen.catalogue import Catalogue, Citation, Offering, Term
from voorzieningen.catalogue import Coverage as Named
from voorzieningen.evidence import Evidence, evidence, group_evidence, searched

_STATUSES = {
    "INCLUDED": Word.YES,
    "CONDITIONAL": Word.PROVIDED,
    "POSSIBLE": Word.POSSIBLE,
    "CONFLICT": Word.DIFFERS,
    "EXCLUDED": Word.NO,
}
_FITS = {
    AgeFit.CERTAIN: Word.YES,
    AgeFit.PARTLY: Word.PARTLY,
    AgeFit.POSSIBLE: Word.POSSIBLE,
    AgeFit.NO: Word.NO,
    AgeFit.UNKNOWN: Word.NOT_MENTIONED,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What the sources say of a row at one offering. `note` is the condition or the ages it is limited to, `citations` where it stands.

    `via` names the parts of a combination that it holds for ("via Steunouder"), when these are not all its parts.
    `differs`: a source denies it, and the word stands all the same. `named` is the row of the catalogue, None for an age or when nothing is said.
    """

    offering: Offering
    label: str
    word: Word
    via: str = ""
    note: str = ""
    citations: tuple[Citation, ...] = ()
    differs: bool = False
    named: Named | None = None
    is_age: bool = False

    @property
    def evidence(self) -> Evidence:
        """What the word rests on; for what nobody mentions the sources that were searched."""
        if self.is_age:
            return evidence(self.offering, "leeftijd")
        return group_evidence(self.offering, self.named) if self.named is not None else searched(self.offering, self.label)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its sources, each once."""
        return tuple(dict.fromkeys(citation.source.code for citation in self.citations))


@dataclass(frozen=True, slots=True)
class Row:
    """A target group or an age. `code` is that in files, `family` is gezin, ouder or kind; `limit` says where a covered row falls short after all."""

    code: str
    label: str
    family: str
    cells: tuple[Cell, ...]
    together: Together
    is_asked: bool
    limit: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows against offerings, in their order."""

    offerings: tuple[Offering, ...]
    rows: tuple[Row, ...]

    @property
    def families(self) -> tuple[tuple[str, Matrix], ...]:
        """The rows of each kind (gezin, ouder, kind) as a table of their own, in the order of the list."""
        names = dict.fromkeys(row.family for row in self.rows)
        return tuple((name, replace(self, rows=tuple(row for row in self.rows if row.family == name))) for name in names)

    @property
    def uncovered(self) -> tuple[Row, ...]:
        """Nobody mentions it, or a source says no."""
        return tuple(row for row in self.rows if row.together is Together.UNCOVERED)

    @property
    def uncertain(self) -> tuple[Row, ...]:
        """Mentioned, but under a condition, in part, or not for certain."""
        return tuple(row for row in self.rows if row.together is Together.UNCERTAIN)

    def columns(self, start: int, end: int) -> Matrix:
        """Only these offerings; what a row comes to together stays that of all."""
        return Matrix(self.offerings[start:end], tuple(replace(row, cells=row.cells[start:end]) for row in self.rows))


def group_matrix(*, offerings: Sequence[Offering], catalogue: Catalogue, wanted: Wanted, gaps: Sequence[Gap]) -> Matrix:
    """All target groups of the list. A row that is covered, but not at all ages, says so."""
    limits = {gap.group.code: gap.limit for gap in gaps if gap.group is not None}
    rows = []
    for group in catalogue.target_groups:
        cells = tuple(_group_cell(offering, catalogue, group) for offering in offerings)
        level = together(cell.word for cell in cells)
        limit = limits.get(group.code, "") if level is Together.COVERED else ""
        rows.append(Row(group.slug, group.label, group.group, cells, level, wanted.asks_group(group), limit))
    return Matrix(tuple(offerings), tuple(rows))


def age_matrix(*, offerings: Sequence[Offering], catalogue: Catalogue, wanted: Wanted) -> Matrix:
    """The ages from pregnancy until 23, in the bands at which offerings stop."""
    rows = []
    for code, label, months in BANDS:
        cells = tuple(_age_cell(offering, catalogue, label, months) for offering in offerings)
        rows.append(Row(code, label, "", cells, together(cell.word for cell in cells), wanted.asks_age(months)))
    return Matrix(tuple(offerings), tuple(rows))


def _group_cell(offering: Offering, catalogue: Catalogue, group: Term) -> Cell:
    named = _named(offering, group)
    if named is None:
        return Cell(offering, group.label, Word.NOT_MENTIONED)
    parts = parts_of(offering, catalogue)
    via = _via([part for part in parts if _named(part, group) is not None], parts)
    # The note of a combination names the parts as well.
    note = named.note.removeprefix(via).removeprefix("; ") if via else named.note
    return Cell(offering, group.label, _STATUSES[named.status], via, note, (named.citation,), named=named)


def _named(offering: Offering, group: Term) -> Named | None:
    return next((row for row in offering.coverage if row.target_group.code == group.code), None)


def _via(found: Sequence[Offering], parts: Sequence[Offering]) -> str:
    return f"via {listed([part.name for part in found])}" if 0 < len(found) < len(parts) else ""


def _age_cell(offering: Offering, catalogue: Catalogue, label: str, months: Months) -> Cell:
    """Of a combination the best of its parts, with their names when it is not all of them."""
    parts = parts_of(offering, catalogue)
    words = [_FITS[fit(months, [(row.months, row.certainty) for row in part.age_ranges])[0]] for part in parts]
    best = best_of(words)
    found = [part for part, word in zip(parts, words, strict=True) if word is best]
    return Cell(
        offering,
        label,
        best,
        _via(found, parts),
        _age_note(found[0], best, months),
        tuple(dict.fromkeys(row.citation for part in found for row in part.age_ranges)),
        differs=best in (Word.YES, Word.PARTLY) and any(within(disputed_ages(part), months) for part in found),
        is_age=True,
    )


def _age_note(offering: Offering, word: Word, months: Months) -> str:
    """To which of these ages it is limited."""
    if word is Word.PARTLY:
        return spans_nl(within(certain_ages(offering), months), months)
    if word is Word.POSSIBLE and (read := within(known_ages(offering), months)) != (months,):
        return spans_nl(read, months)
    return "leeftijd onbekend" if word is Word.NOT_MENTIONED else ""


def disputed_ages(offering: Offering) -> tuple[Months, ...]:
    """The certain ages that lie outside a reading of a source that contradicts them."""
    certain = certain_ages(offering)
    rivals = [row.months for row in offering.age_ranges if row.months is not None and row.certainty is Certainty.CONFLICT]
    return tuple(dict.fromkeys(piece for rival in rivals for piece in without(certain, (rival,))))
