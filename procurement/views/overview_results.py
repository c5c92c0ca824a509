"""The answer on the overview: what was asked, and the offerings in groups with everything that the page says about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from procurement.facets import Left, count_facets
from procurement.filters import ListForm, OfferingFilter
from procurement.fit import Answered, FitIndex, OfferingFit, Verdict
from procurement.left_out import LeftOut, left_out
from procurement.tables import OfferingTable, Row
from voorzieningen.catalogue import Catalogue, Offering
from voorzieningen.reference_date import PARAMETER, ReferenceDate

PER_PAGE = 25
NEIGHBOURS = 2  # links to pages on either side of this one, beside the first and the last
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


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page with its address. `is_after_gap`: the pages before it have no link of their own."""

    number: int
    address: str
    is_current: bool
    is_last: bool
    is_after_gap: bool


@dataclass
class Asked:
    """What the address asks for, checked or not."""

    catalogue: Catalogue
    index: FitIndex
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
    """The answer: all offerings in groups, those that fall out last. Only the rows of one page are looked at one by one."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.task = asked.filter.task
        self.pairs: Pairs = asked.filter.pairs
        self.answered = Answered(asked.index, self.task)
        self.counts = self.answered.counts
        self.total = asked.index.size
        self.fitting = self.total - self.counts[Verdict.OUT]
        self.pages = max(1, -(-self.total // PER_PAGE))
        self.page_number: int = asked.listing.cleaned_data["pagina"]

    @property
    def has_page(self) -> bool:
        """Whether there are rows on the page asked for."""
        return self.total > 0 and self.page_number <= self.pages

    @cached_property
    def facets(self) -> dict[str, dict[str, Left]]:
        """What is left with each choice of the filters; from the same snapshot."""
        return count_facets(self.answered)

    @cached_property
    def shown(self) -> dict[Verdict, tuple[OfferingFit, ...]]:
        """What fits, as far as it stands on this page, by group."""
        skip, room, found = (self.page_number - 1) * PER_PAGE, PER_PAGE, dict[Verdict, tuple[OfferingFit, ...]]()
        for verdict in GROUPS:
            found[verdict] = self.answered.page(verdict, skip=skip, take=room, order=self.order)
            skip, room = max(0, skip - self.counts[verdict]), room - len(found[verdict])
        return found

    @cached_property
    def tables(self) -> tuple[OfferingTable, ...]:
        """The rows of this page, one table per group that has any."""
        return tuple(self._table(verdict, items) for verdict, items in self.shown.items() if items)

    @cached_property
    def left_out_here(self) -> tuple[LeftOut, ...]:
        """What falls out, as far as it stands on this page."""
        start = (self.page_number - 1) * PER_PAGE
        skip, end = max(0, start - self.fitting), start + PER_PAGE - self.fitting
        return left_out(self.answered.fallen(skip=skip, take=end - skip)) if end > skip else ()

    @property
    def left_out_caption(self) -> str:
        return f"{FALLS_OUT} ({self.counts[Verdict.OUT]} van {self.total})"

    @cached_property
    def left_out_elsewhere(self) -> list[tuple[int, str]]:
        """The first page that shows what falls out, with its address, when that is not this page; otherwise empty."""
        first = self.fitting // PER_PAGE + 1
        return [(first, self._page_address(first))] if self.counts[Verdict.OUT] and not self.left_out_here else []

    @property
    def order(self) -> str:
        return self.asked.order or "naam"

    @property
    def summary(self) -> str:
        """The counts in words: "3 van 7 passen zeker, 1 past mogelijk, 2 zijn onbekend en 1 valt af."."""
        if self.task.is_empty:
            return f"Al het aanbod: {self.total}. Kies filters om te zien wat past."
        certain, possible, unknown, out = (self.counts[verdict] for verdict in Verdict)
        words = f"{certain} van {self.total} {_plural(certain, 'past', 'passen')} zeker, {possible} {_plural(possible, 'past', 'passen')} mogelijk"
        return f"{words}, {unknown} {_plural(unknown, 'is', 'zijn')} onbekend en {out} {_plural(out, 'valt', 'vallen')} af."

    @cached_property
    def chips(self) -> tuple[Chip, ...]:
        form = self.asked.filter
        return tuple(
            Chip(form.filters[name].label, form.value_label(name, value), self.asked.address(pair for pair in self.pairs if pair != (name, value)))
            for name, value in self.pairs
        )

    @cached_property
    def blockers(self) -> tuple[Blocker, ...]:
        """Why nothing is left: per filter how many fall out on it, the strictest first."""
        return tuple(
            Blocker(
                self.asked.filter.filters[name].label,
                f"hierop {_plural(count, 'valt', 'vallen')} {count} van {self.total} af",
                self.asked.address(pair for pair in self.pairs if pair[0] != name),
            )
            for name, count in sorted(self.answered.fallen_on().items(), key=lambda found: -found[1])
        )

    @property
    def can_compare(self) -> bool:
        """Whether anything is left to choose, or was chosen already."""
        return bool(self.fitting or self.ticked_elsewhere)

    @cached_property
    def ticked_elsewhere(self) -> tuple[Offering, ...]:
        """Chosen for the comparison, but not in a row of this page; by name."""
        shown = {item.offering.slug for items in self.shown.values() for item in items}
        rows = {self.asked.index.row(slug) for slug in self.asked.ticked if slug not in shown} - {None}
        return tuple(self.asked.index.offerings[row] for row in sorted(rows))

    @property
    def in_order(self) -> Sequence[OfferingFit]:
        """All offerings as the list shows them, those that fall out last."""
        fitting = [item for verdict in GROUPS for item in self.answered.page(verdict, skip=0, take=self.total, order=self.order)]
        return [*fitting, *self.answered.fallen(skip=0, take=self.total)]

    @property
    def page_links(self) -> Iterator[PageLink]:
        """The first page, the last and those around this one: of hundreds of pages nobody reads the numbers."""
        near = range(self.page_number - NEIGHBOURS, self.page_number + NEIGHBOURS + 1)
        before = 0
        for number in sorted({1, self.pages, *(number for number in near if 1 <= number <= self.pages)}):
            yield PageLink(number, self._page_address(number), number == self.page_number, number == self.pages, number > before + 1)
            before = number

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
    def first_page(self) -> str:
        return self._page_address(1)

    def _page_address(self, number: int) -> str:
        return self.asked.address([*self.pairs, ("pagina", str(number))])

    def _table(self, verdict: Verdict, items: Iterable[OfferingFit]) -> OfferingTable:
        caption = "Al het aanbod" if self.task.is_empty else f"{GROUPS[verdict]} ({self.counts[verdict]} van {self.total})"
        return OfferingTable(
            [Row(item, item.offering.slug in self.asked.ticked) for item in items],
            verdict=verdict,
            caption=caption,
            order=self.asked.order,
            with_answers=not self.task.is_empty,
            reference=self.asked.reference,
            reference_day=self.asked.reference_day,
        )


def _plural(number: int, one: str, more: str) -> str:
    return one if number == 1 else more
