"""Which target groups and ages a choice of offerings covers, three-valued: not mentioned is never no, and nothing is counted as a score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from procurement.fit import Task
from voorzieningen.ages import PREGNANCY, AgeFit, Months, fit
from voorzieningen.catalogue import Offering, Term

# The words in a cell are short, because a table can have twelve columns; the legend explains them.
LEGEND = (
    ("ja", "de bron noemt dit met zoveel woorden"),
    ("mits", "de bron noemt het onder een voorwaarde"),
    ("deels", "een deel van deze leeftijd valt binnen het aanbod"),
    ("mogelijk", "af te leiden uit een bron of volgens een andere lezing; vraag het na"),
    ("verschilt", "bronnen spreken elkaar tegen; vraag het na"),
    ("nee", "volgens de bron hoort dit er niet bij"),
    ("n.g.", "niet genoemd: dat is geen nee, vraag het na"),
)
NOT_MENTIONED = "n.g."
_STATUSES = {"INCLUDED": "ja", "CONDITIONAL": "mits", "POSSIBLE": "mogelijk", "CONFLICT": "verschilt", "EXCLUDED": "nee"}
_FITS = {AgeFit.CERTAIN: "ja", AgeFit.PARTLY: "deels", AgeFit.POSSIBLE: "mogelijk", AgeFit.NO: "nee", AgeFit.UNKNOWN: NOT_MENTIONED}
_BANDS = (
    ("tijdens de zwangerschap", PREGNANCY),
    ("0 tot en met 3 jaar", Months(0, 48)),
    ("4 en 5 jaar", Months(48, 72)),
    ("6 tot en met 11 jaar", Months(72, 144)),
    ("12 tot en met 17 jaar", Months(144, 216)),
    ("18 tot en met 22 jaar", Months(216, 276)),
)
# From best to worst: the best cell of a row says how well the choice as a whole covers it.
_ORDER = ("ja", "mits", "deels", "mogelijk", "verschilt", NOT_MENTIONED, "nee")
_COVERING = {"ja", "mits", "deels"}


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One target group or age with a word per offering. `together` is the best of them, or "niet gedekt"."""

    label: str
    cells: tuple[str, ...]
    together: str
    is_asked: bool

    @property
    def is_covered(self) -> bool:
        return self.together in _COVERING


@dataclass(frozen=True, slots=True)
class CoverageTable:
    """Target groups and ages against the chosen offerings. `uncovered` are the labels that no chosen offering covers for certain."""

    names: tuple[str, ...]
    groups: tuple[CoverageRow, ...]
    ages: tuple[CoverageRow, ...]

    @property
    def uncovered(self) -> tuple[str, ...]:
        return tuple(row.label for row in (*self.groups, *self.ages) if not row.is_covered)

    @property
    def uncovered_of_task(self) -> tuple[str, ...]:
        return tuple(row.label for row in (*self.groups, *self.ages) if row.is_asked and not row.is_covered)


def coverage_table(*, offerings: Sequence[Offering], target_groups: Sequence[Term], task: Task) -> CoverageTable:
    """All target groups of the taxonomy and all ages, for offerings that each stand once."""
    asked = {term.code for term in task.target_groups}
    groups = tuple(_row(term.label, [_group_word(offering, term) for offering in offerings], term.code in asked) for term in target_groups)
    ages = tuple(
        _row(label, [_age_word(offering, months) for offering in offerings], task.age is not None and task.age.overlaps(months))
        for label, months in _BANDS
    )
    return CoverageTable(tuple(offering.name for offering in offerings), groups, ages)


def _row(label: str, cells: list[str], is_asked: bool) -> CoverageRow:
    best = min(cells, key=_ORDER.index, default=NOT_MENTIONED)
    return CoverageRow(label, tuple(cells), best if best in _COVERING else "niet gedekt", is_asked)


def _group_word(offering: Offering, term: Term) -> str:
    return next((_STATUSES[row.status] for row in offering.coverage if row.target_group.code == term.code), NOT_MENTIONED)


def _age_word(offering: Offering, months: Months) -> str:
    """The age as `fit` answers it; a certain age that another source denies shows that sources differ."""
    answer, differs = fit(months, [(row.months, row.certainty) for row in offering.age_ranges])
    return "verschilt" if differs and answer in (AgeFit.CERTAIN, AgeFit.PARTLY) else _FITS[answer]
