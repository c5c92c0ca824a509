"""The overview of all offerings: filter, table, files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from django_htmx.http import push_url

from procurement import fit
from procurement.exports.overview_csv import overview_csv as write_csv
from procurement.filters import ListForm, OfferingFilter
from procurement.fit import OfferingFit, Verdict
from procurement.tables import ORDERS, OfferingTable, Row
from procurement.views.questions import problem_response
from voorzieningen.catalogue import Catalogue
from voorzieningen.snapshot import snapshot

PER_PAGE = 25
GROUPS = {
    Verdict.FITS: "Past zeker",
    Verdict.POSSIBLE: "Past mogelijk of onder voorwaarde",
    Verdict.UNKNOWN: "Onbekend: navragen",
}
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
            (fields[name].label, f"id_{name}", text) if name in fields else (self.listing.fields[name].label, "", text)
            for name, texts in self.problems.items()
            for text in texts
        )

    @property
    def order(self) -> str:
        order: str = self.listing.cleaned_data["sorteer"]
        return order

    def address(self, pairs: Iterable[tuple[str, str]], name: str = "procurement:overview") -> str:
        """Where the list stands with these filters, in the same order of rows."""
        query = urlencode([*pairs, *([("sorteer", self.order)] if self.order else [])])
        return f"{reverse(name)}?{query}" if query else reverse(name)


class Results:
    """The answer: all offerings in groups, with the rows of one page."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.task = asked.filter.task
        self.pairs: Pairs = asked.filter.pairs
        self.fits = fit.evaluate(asked.catalogue, self.task)
        self.counts = Counter(item.verdict for item in self.fits)
        self.total = len(self.fits)
        self.out = [item for item in self.fits if item.verdict is Verdict.OUT]
        self.rows = [row for verdict in GROUPS for row in self._table(verdict, [item for item in self.fits if item.verdict is verdict]).data]
        self.paginator = Paginator(self.rows, PER_PAGE)
        self.page_number: int = asked.listing.cleaned_data["pagina"]

    @property
    def page(self) -> Page | None:
        """The page asked for, or None when there are not so many."""
        return self.paginator.page(self.page_number) if self.page_number <= self.paginator.num_pages else None

    @property
    def tables(self) -> tuple[OfferingTable, ...]:
        """The rows of this page, one table per group that has any."""
        shown = [row.fit for row in self.page] if self.page else []
        groups = [(verdict, [item for item in shown if item.verdict is verdict]) for verdict in GROUPS]
        return tuple(self._table(verdict, items) for verdict, items in groups if items)

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
        """Why nothing is left: per filter how many fall out on it, the hardest first."""
        names: dict[str, str] = {}
        fallen: Counter[str] = Counter()
        for item in self.out:
            answers = {answer.criterion for answer in item.with_verdict(Verdict.OUT)}
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
    def ticked_elsewhere(self) -> tuple[OfferingFit, ...]:
        """Chosen for the comparison, but not in a row of this page."""
        shown = {row.offering.slug for row in self.page} if self.page else set()
        return tuple(item for item in self.fits if item.offering.slug in self.asked.ticked and item.offering.slug not in shown)

    @property
    def in_order(self) -> Sequence[OfferingFit]:
        """All offerings as the list shows them, those that fall out last."""
        return [*(row.fit for row in self.rows), *self.out]

    @property
    def page_links(self) -> list[tuple[int, str]]:
        return [(number, self.asked.address([*self.pairs, ("pagina", str(number))])) for number in self.paginator.page_range]

    @property
    def compare_all(self) -> str:
        return f"{reverse('procurement:comparison')}?{urlencode(self.pairs)}" if self.pairs else reverse("procurement:comparison")

    def file(self, name: str) -> str:
        return self.asked.address(self.pairs, name)

    @property
    def csv_address(self) -> str:
        return self.file("procurement:overview_csv")

    @property
    def json_address(self) -> str:
        return self.file("procurement:overview_json")

    def _table(self, verdict: Verdict, items: Iterable[OfferingFit]) -> OfferingTable:
        caption = "Al het aanbod" if self.task.is_empty else f"{GROUPS[verdict]} ({self.counts[verdict]} van {self.total})"
        rows = [Row(item, item.offering.slug in self.asked.ticked) for item in items]
        return OfferingTable(rows, verdict=verdict, caption=caption, order=self.asked.order, with_answers=not self.task.is_empty)


def _plural(number: int, one: str, more: str) -> str:
    return one if number == 1 else more


def _read(request: HttpRequest) -> Asked:
    catalogue = snapshot()
    # Ticks may name a tariff, as in the comparison: buurtgezinnen:lijstprijs.
    ticked = tuple(value.partition(":")[0] for value in request.GET.getlist("aanbod"))
    return Asked(catalogue, OfferingFilter(request.GET, catalogue=catalogue), ListForm(request.GET, orders=ORDERS), ticked)


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The filter with its results; for htmx only the results. A wrong parameter gives a message at its field and no results."""
    asked = _read(request)
    results = None if asked.problems else Results(asked)
    # When the browser restores a page from its history it needs the whole of it.
    is_part = bool(request.htmx) and not request.htmx.history_restore_request
    template = "procurement/_overview_results.html" if is_part else "procurement/overview.html"
    context = {"filter": asked.filter, "problems": asked.messages, "results": results, "is_part": is_part}
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    if is_part:
        # The address stays that of the last question that could be answered, without the empty fields of the form.
        ticks = [("aanbod", value) for value in request.GET.getlist("aanbod")]
        push_url(response, asked.address([*results.pairs, *ticks]) if results else False)
    return response


@require_safe
def overview_json(request: HttpRequest) -> HttpResponse:
    """All offerings with their verdict and per criterion the answer and the reason."""
    asked = _read(request)
    if asked.problems:
        return problem_response(asked)
    results = Results(asked)
    offerings = [
        {
            "slug": item.offering.slug,
            "naam": item.offering.name,
            "oordeel": item.verdict,
            "criteria": [
                {"criterium": answer.criterion, "omschrijving": answer.label, "antwoord": answer.verdict, "reden": answer.reason}
                for answer in item.answers
            ],
        }
        for item in results.in_order
    ]
    body = {"filters": _parameters(results.pairs), "aantallen": {verdict: results.counts[verdict] for verdict in Verdict}, "aanbod": offerings}
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _parameters(pairs: Pairs) -> dict[str, list[str]]:
    parameters: dict[str, list[str]] = {}
    for name, value in pairs:
        parameters.setdefault(name, []).append(value)
    return parameters


@require_safe
def overview_csv(request: HttpRequest) -> HttpResponse:
    """The rows of the table, all pages, with the sources of each fact."""
    asked = _read(request)
    if asked.problems:
        return problem_response(asked)
    response = HttpResponse(write_csv(Results(asked).in_order), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="overzicht.csv"'
    return response
