"""Pages of the catalogue: one offering with all its facts, and all sources with everything they disagree about."""

from collections import Counter

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from voorzieningen import published
from voorzieningen.detail import describe
from voorzieningen.reference_date import read_reference_date


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
    """All sources with who speaks in them, all contradictions with their readings, and the index series figure by figure."""
    today = timezone.localdate()
    reference = read_reference_date(request.GET, today=today)
    catalogue = published.catalogue(reference.on)
    counted = Counter(statement.citation.source.slug for statement in catalogue.statements)
    known = {item.slug: item for item in catalogue.offerings}
    contradictions = [
        (contradiction, [known[slug] for slug in contradiction.offerings if slug in known]) for contradiction in catalogue.contradictions
    ]
    return render(
        request,
        "voorzieningen/sources.html",
        {
            # What most rests on comes first.
            "sources": sorted(((source, counted[source.slug]) for source in catalogue.sources), key=lambda pair: (-pair[1], pair[0].code)),
            "contradictions": contradictions,
            "series": catalogue.index_series,
            "changing_money": sum(contradiction.changes_money for contradiction in catalogue.contradictions),
            "reference": reference,
            "reference_day": reference.on or today,
        },
    )
