"""The list of dossiers of the own municipality: what runs, what is archived and what was deleted and can still be brought back."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import member_required
from procurement.models import Dossier, DossierEvent
from procurement.models.dossiers import GRACE
from procurement.views.dossiers.changed import changed_of
from procurement.views.dossiers.found import member_of
from procurement.views.own_session import private

PER_PAGE = 50
SHOWN = {"lopend": "Lopend", "gearchiveerd": "Gearchiveerd", "verwijderd": "Verwijderd"}
# What a column sorts by, each with a last key that is unique.
SORTS = {"naam": Lower("name"), "status": F("status"), "wie": Lower("last_who"), "gewijzigd": F("updated_at")}
DEFAULT_SORT = "-gewijzigd"
LABELS = {"naam": "Naam", "status": "Status", "wie": "Laatste wijziging door", "gewijzigd": "Laatst gewijzigd"}


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a column: where a click on it leads, and how the list is sorted by it now ("", "ascending" or "descending")."""

    label: str
    address: str
    direction: str


@require_safe
@member_required
def dossiers(request: HttpRequest) -> HttpResponse:
    """The dossiers of the municipality. As many queries for a hundred as for one."""
    membership = member_of(request)
    shown = request.GET.get("toon", "lopend")
    shown = shown if shown in SHOWN else "lopend"
    sort = request.GET.get("sorteer", DEFAULT_SORT)
    sort = sort if sort.removeprefix("-") in SORTS else DEFAULT_SORT
    page = Paginator(_sorted(_found(membership.municipality_id, shown), sort), PER_PAGE).get_page(request.GET.get("pagina"))
    found = list(page.object_list)
    # What was deleted is not looked at: nobody works on it.
    changed = {} if shown == "verwijderd" else changed_of(found)
    return private(
        render(
            request,
            "procurement/dossiers.html",
            {
                "dossiers": found,
                "rows": [(dossier, changed.get(dossier.pk)) for dossier in found],
                "membership": membership,
                "shown": shown,
                "tabs": [(code, label, _address(code, DEFAULT_SORT)) for code, label in SHOWN.items()],
                "headings": [_heading(name, sort, shown) for name in SORTS],
                "page": page,
                "page_links": [(number, _address(shown, sort, number)) for number in page.paginator.page_range],
            },
        )
    )


def _found(municipality: int, shown: str) -> QuerySet[Dossier]:
    every = Dossier.objects.of_municipality(municipality)
    if shown == "verwijderd":
        return every.deleted().filter(deleted_at__gte=timezone.now() - GRACE)
    return every.present().filter(archived_at__isnull=shown == "lopend")


def _sorted(found: QuerySet[Dossier], sort: str) -> QuerySet[Dossier]:
    """With who did something last, from the log; without the texts, which a list does not show."""
    last = DossierEvent.objects.filter(dossier=OuterRef("pk")).order_by("-pk").values("who")[:1]
    key = SORTS[sort.removeprefix("-")]
    order = key.desc(nulls_last=True) if sort.startswith("-") else key.asc(nulls_last=True)
    return found.annotate(last_who=Subquery(last)).defer("texts").order_by(order, "-pk")


def _heading(name: str, sort: str, shown: str) -> Heading:
    direction = {name: "ascending", f"-{name}": "descending"}.get(sort, "")
    return Heading(LABELS[name], _address(shown, f"-{name}" if direction == "ascending" else name), direction)


def _address(shown: str, sort: str, number: int = 1) -> str:
    given = {"toon": shown, "sorteer": sort, "pagina": number}
    default = {"toon": "lopend", "sorteer": DEFAULT_SORT, "pagina": 1}
    query = urlencode({name: value for name, value in given.items() if value != default[name]})
    return f"?{query}" if query else "?"
