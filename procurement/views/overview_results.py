"""The answer on the overview: what was asked, and the offerings in groups with everything that the page says about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils import timezone

from procurement import fit
from procurement.facets import Left, count_facets
from procurement.filters import ListForm, OfferingFilter
from procurement.fit import OfferingFit, Verdict
from procurement.left_out import LeftOut, left_out
from procurement.tables import OfferingTable, Row
from voorzieningen.catalogue import Catalogue
from voorzieningen.reference_date import PARAMETER, ReferenceDate

PER_PAGE = 25
GROUPS = {
    Verdict.FITS: "Past zeker",
    Verdict.POSSIBLE: "Past mogelijk of onder voorwaarde",
    Verdict.UNKNOWN: "Onbekend of bronnen verschillen: navragen",
}
FALLS_OUT = "Valt af"
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter with the address without it."""

    label: str
    value: str
    address: str


@dataclass(frozen=True, slots=True)
class Blocker:
    """A filter on which offerings fall out: how many, and the address without it."""

    label: str
    words: str
    address: str


@dataclass
class Asked:
    """What the address asks for, checked or not."""

    catalogue: Catalogue
    filter: OfferingFilter
    listing: ListForm
    ticked: tuple[str, ...]
    reference: ReferenceDate

    @property
    def reference_day(self) -> date:
        """The day that the facts are of."""
        return self.reference.on or timezone.localdate()

    @cached_property
    def problems(self) -> dict[str, list[str]]:
        """The messages per wrong parameter; empty when all is right."""
        found = {**self.filter.errors, **self.listing.errors}
        return {name: list(messages) for name, messages in found.items()}

    @property
    def messages(self) -> tuple[tuple[str, str, str], ...]:
        """Per message the name of the filter on the screen, the anchor of its field (empty when there is none) and the text."""
        fields = self.filter.filters
        return tuple(
            (fields[name].label, f"id_{name}", text)
            if name in fields
            else (self.listing.fields[name].label, f"id_{name}" if name == PARAMETER else "", text)
            for name, texts in self.problems.items()
            for text in texts
        )

    @property
    def order(self) -> str:
        order: str = self.listing.cleaned_data["sorteer"]
        return order

    def address(self, pairs: Iterable[tuple[str, str]], name: str = "procurement:overview") -> str:
        """Where the list stands with these filters, in the same order of rows."""
        query = urlencode([*pairs, *([("sorteer", self.order)] if self.order else []), *self.reference.pairs])
        return f"{reverse(name)}?{query}" if query else reverse(name)


class Results:
    """The answer: all offerings in groups, those that fall out last, with the rows of one page."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.task = asked.filter.task
        self.pairs: Pairs = asked.filter.pairs
        self.fits = fit.evaluate(asked.catalogue, self.task)
        self.counts = Counter(item.verdict for item in self.fits)
        self.total = len(self.fits)
        self.rows: list[Row] = [
            row for verdict in GROUPS for row in self._table(verdict, [item for item in self.fits if item.verdict is verdict]).data
        ]
        self.left_out = left_out(self.fits)
        self.paginator = Paginator([*self.rows, *self.left_out], PER_PAGE)
        self.page_number: int = asked.listing.cleaned_data["pagina"]

    @property
    def page(self) -> Page | None:
        """The page asked for, or None when there are not so many."""
        return self.paginator.page(self.page_number) if self.page_number <= self.paginator.num_pages else None

    @property
    def facets(self) -> dict[str, dict[str, Left]]:
        """What is left with each choice of the filters; from the same snapshot."""
        return count_facets(catalogue=self.asked.catalogue, fits=self.fits)

    @property
    def tables(self) -> tuple[OfferingTable, ...]:
        """The rows of this page, one table per group that has any."""
        groups = [(verdict, [item for item in self._shown if item.verdict is verdict]) for verdict in GROUPS]
        return tuple(self._table(verdict, items) for verdict, items in groups if items)

    @property
    def left_out_here(self) -> tuple[LeftOut, ...]:
        """What falls out, as far as it stands on this page."""
        return tuple(row for row in self.page or () if isinstance(row, LeftOut))

    @property
    def left_out_caption(self) -> str:
        return f"{FALLS_OUT} ({len(self.left_out)} van {self.total})"

    @property
    def left_out_elsewhere(self) -> list[tuple[int, str]]:
        """The first page that shows what falls out, with its address, when that is not this page; otherwise empty."""
        first = len(self.rows) // PER_PAGE
        return self.page_links[first : first + 1] if self.left_out and not self.left_out_here else []

    @property
    def summary(self) -> str:
        """The counts in words: "3 van 7 passen zeker, 1 past mogelijk, 2 zijn onbekend en 1 valt af."."""
        if self.task.is_empty:
            return f"Al het aanbod: {self.total}. Kies filters om te zien wat past."
        certain, possible, unknown, out = (self.counts[verdict] for verdict in Verdict)
        words = f"{certain} van {self.total} {_plural(certain, 'past', 'passen')} zeker, {possible} {_plural(possible, 'past', 'passen')} mogelijk"
        return f"{words}, {unknown} {_plural(unknown, 'is', 'zijn')} onbekend en {out} {_plural(out, 'valt', 'vallen')} af."

    @property
    def chips(self) -> tuple[Chip, ...]:
        form = self.asked.filter
        return tuple(
            Chip(form.filters[name].label, form.value_label(name, value), self.asked.address(pair for pair in self.pairs if pair != (name, value)))
            for name, value in self.pairs
        )

    @property
    def blockers(self) -> tuple[Blocker, ...]:
        """Why nothing is left: per filter how many fall out on it, the strictest first."""
        names: dict[str, str] = {}
        fallen: Counter[str] = Counter()
        for item in self.left_out:
            answers = {answer.criterion for answer in item.answers}
            fallen.update(answers)
            names |= {name: self.asked.filter.filters[name].label for name in answers}
        return tuple(
            Blocker(
                names[name],
                f"hierop {_plural(count, 'valt', 'vallen')} {count} van {self.total} af",
                self.asked.address(pair for pair in self.pairs if pair[0] != name),
            )
            for name, count in fallen.most_common()
        )

    @property
    def can_compare(self) -> bool:
        """Whether anything is left to choose, or was chosen already."""
        return bool(self.rows or self.ticked_elsewhere)

    @property
    def ticked_elsewhere(self) -> tuple[OfferingFit, ...]:
        """Chosen for the comparison, but not in a row of this page."""
        shown = {item.offering.slug for item in self._shown}
        return tuple(item for item in self.fits if item.offering.slug in self.asked.ticked and item.offering.slug not in shown)

    @property
    def in_order(self) -> Sequence[OfferingFit]:
        """All offerings as the list shows them, those that fall out last."""
        return [*(row.fit for row in self.rows), *(item for item in self.fits if item.verdict is Verdict.OUT)]

    @property
    def page_links(self) -> list[tuple[int, str]]:
        return [(number, self.asked.address([*self.pairs, ("pagina", str(number))])) for number in self.paginator.page_range]

    @property
    def compare_all(self) -> str:
        query = urlencode([*self.pairs, *self.asked.reference.pairs])
        return f"{reverse('procurement:comparison')}?{query}" if query else reverse("procurement:comparison")

    def file(self, name: str) -> str:
        return self.asked.address(self.pairs, name)

    @property
    def csv_address(self) -> str:
        return self.file("procurement:overview_csv")

    @property
    def json_address(self) -> str:
        return self.file("procurement:overview_json")

    @property
    def _shown(self) -> list[OfferingFit]:
        """What fits, as far as it stands on this page."""
        return [row.fit for row in self.page or () if isinstance(row, Row)]

    def _table(self, verdict: Verdict, items: Iterable[OfferingFit]) -> OfferingTable:
        caption = "Al het aanbod" if self.task.is_empty else f"{GROUPS[verdict]} ({self.counts[verdict]} van {self.total})"
        rows = [Row(item, item.offering.slug in self.asked.ticked) for item in items]
        return OfferingTable(
            rows,
            verdict=verdict,
            caption=caption,
            order=self.asked.order,
            with_answers=not self.task.is_empty,
            reference=self.asked.reference,
            reference_day=self.asked.reference_day,
        )


def _plural(number: int, one: str, more: str) -> str:
    return one if number == 1 else more
