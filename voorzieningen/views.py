"""Pages of the catalogue: one offering with all its facts, and all sources with everything they disagree about."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from voorzieningen.detail import describe
from voorzieningen.models import Statement
from voorzieningen.snapshot import snapshot


@require_safe
def offering(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything we know of one offering, every fact with its statements."""
    catalogue = snapshot()
    found = catalogue.offering(slug)
    if found is None:
        raise Http404("Dit aanbod kennen we niet.")
    return render(request, "voorzieningen/offering.html", {"detail": describe(offering=found, catalogue=catalogue)})


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """All sources with who speaks in them, and all contradictions with their readings."""
    catalogue = snapshot()
    counted = Statement.objects.counted_by_source()
    known = {item.slug: item for item in catalogue.offerings}
    contradictions = [
        (contradiction, [known[slug] for slug in contradiction.offerings if slug in known]) for contradiction in catalogue.contradictions
    ]
    return render(
        request,
        "voorzieningen/sources.html",
        {
            # What most rests on comes first.
            "sources": sorted(((source, counted.get(source.slug, 0)) for source in catalogue.sources), key=lambda pair: (-pair[1], pair[0].code)),
            "contradictions": contradictions,
            "changing_money": sum(contradiction.changes_money for contradiction in catalogue.contradictions),
        },
    )
