"""The overview of all offerings: filter, table, files."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect, push_url

from procurement.exports.overview_csv import overview_csv as write_csv
from procurement.filters import ListForm, OfferingFilter
from procurement.fit import FitIndex, Verdict
from procurement.fit.orders import ORDERS
from procurement.views.overview_results import Asked, Pairs, Results
from procurement.views.questions import problem_response
from voorzieningen import published
from voorzieningen.reference_date import PARAMETER, read_reference_date


def _read(request: HttpRequest) -> Asked:
    reference = read_reference_date(request.GET, today=timezone.localdate())
    catalogue, index = published.catalogue_with(FitIndex, reference.on)
    # Ticks may name a tariff, as in the comparison: buurtgezinnen:lijstprijs.
    ticked = tuple(value.partition(":")[0] for value in request.GET.getlist("aanbod"))
    listing = ListForm(request.GET, orders=ORDERS, reference=reference)
    return Asked(catalogue, index, OfferingFilter(request.GET, catalogue=catalogue), listing, ticked, reference)


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The filter with its results; for htmx only the results. A wrong parameter gives a message at its field and no results."""
    asked = _read(request)
    results = None if asked.problems else Results(asked)
    # When the browser restores a page from its history it needs the whole of it.
    is_part = bool(request.htmx) and not request.htmx.history_restore_request
    if is_part and results and PARAMETER in request.GET and request.GET[PARAMETER] != _day_on_screen(request):
        # Another day concerns the whole page: what stands above the list says which day it is.
        return HttpResponseClientRedirect(asked.address(results.pairs))
    template = "procurement/_overview_results.html" if is_part else "procurement/overview.html"
    facets = results.facets if results else {}
    context = {
        "filter": asked.filter,
        "selects": asked.filter.selects(facets),
        "checklists": asked.filter.checklists(facets),
        "problems": asked.messages,
        "results": results,
        "is_part": is_part,
        "listing": asked.listing,
        "reference": asked.reference,
    }
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    if is_part:
        # The address stays that of the last question that could be answered, without the empty fields of the form.
        ticks = [("aanbod", value) for value in request.GET.getlist("aanbod")]
        push_url(response, asked.address([*results.pairs, *ticks]) if results else False)
    return response


def _day_on_screen(request: HttpRequest) -> str:
    """The reference date of the page that htmx asks for a part of."""
    return QueryDict(urlsplit(request.htmx.current_url or "").query).get(PARAMETER, "")


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
                {
                    "criterium": answer.criterion,
                    "omschrijving": answer.label,
                    "antwoord": answer.verdict,
                    "precies": answer.precise,
                    "reden": answer.reason,
                }
                for answer in item.answers
            ],
        }
        for item in results.in_order
    ]
    body = {
        "filters": _parameters(results.pairs),
        "peildatum": asked.reference_day.isoformat(),
        "aantallen": {verdict: results.counts[verdict] for verdict in Verdict},
        "aanbod": offerings,
    }
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
