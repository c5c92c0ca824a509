"""Pages of the catalogue: one offering with all its facts, and all sources with everything they disagree about."""

import re
from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from voorzieningen import published
from voorzieningen.detail import describe
from voorzieningen.reference_date import read_reference_date
from voorzieningen.source_pages import page_of, source_page


@require_safe
def offering(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything we know of one offering, every fact with its statements. A day of which nothing was kept gives the page with a message."""
    today = timezone.localdate()
    reference = read_reference_date(request.GET, today=today)
    catalogue = published.catalogue(reference.on)
    found = catalogue.offering(slug)
    if found is None:
        raise Http404("Dit aanbod kennen we niet.")
    detail = None if reference.problem else describe(offering=found, catalogue=catalogue)
    context = {"offering": found, "detail": detail, "reference": reference, "reference_day": reference.on or today}
    return render(request, "voorzieningen/offering.html", context)


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """All sources with who speaks in them, all contradictions with their readings, and the index series figure by figure.

    `pagina` is a number from 1; `bron` a source or contradiction, which leads to the page that it stands on.
    """
    today = timezone.localdate()
    reference = read_reference_date(request.GET, today=today)
    catalogue = published.catalogue(reference.on)
    if (anchor := request.GET.get("bron", "")) and re.fullmatch(r"[a-z0-9-]{1,100}", anchor):
        return HttpResponseRedirect(f"{_sources_address(page_of(catalogue, anchor), reference.on)}#{anchor}")
    typed = request.GET.get("pagina", "1")
    page = source_page(catalogue, int(typed)) if re.fullmatch(r"[0-9]{1,6}", typed) else None
    if page is None:
        raise Http404("Deze pagina is er niet.")
    known = {item.slug: item for item in catalogue.offerings}
    contradictions = [(contradiction, [known[slug] for slug in contradiction.offerings if slug in known]) for contradiction in page.contradictions]
    return render(
        request,
        "voorzieningen/sources.html",
        {
            "page": page,
            "pages": [(number, _sources_address(number, reference.on)) for number in page.others],
            "sources": page.sources,
            "contradictions": contradictions,
            # Also those that stand on another page.
            "errors": [(item, ()) for item in catalogue.contradictions if item.kind == "SOURCE_ERROR"],
            "number_of_sources": len(catalogue.sources),
            "number_of_contradictions": len(catalogue.contradictions),
            "series": catalogue.index_series if page.number == 1 else (),
            "changing_money": sum(contradiction.changes_money for contradiction in catalogue.contradictions),
            "reference": reference,
            "reference_day": reference.on or today,
        },
    )


def _sources_address(number: int, as_of: date | None) -> str:
    """A page of the sources; the first has no number."""
    pairs = [("peildatum", as_of.isoformat())] if as_of else []
    pairs += [("pagina", str(number))] if number > 1 else []
    return f"{reverse('voorzieningen:sources')}{'?' if pairs else ''}{urlencode(pairs)}"
