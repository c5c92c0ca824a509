"""The comparison: costs per year and features side by side, on screen and as JSON."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from procurement.exports.comparison_json import comparison_data
from procurement.exports.figures import build_figures
from procurement.views.questions import answer, canonical_address, problem_response, read_question


@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    """The form with, when the question is right, its answer. A wrong question gives the form with a message at each field."""
    asked = read_question(request)
    sheet = None
    if asked.form.is_valid():
        if address := canonical_address(request, asked.form):
            return HttpResponseRedirect(address)
        sheet = answer(asked)
    return render(
        request,
        "procurement/comparison.html",
        {
            "form": asked.form,
            "sheet": sheet,
            "own": asked.own,
            "reference": asked.reference,
            "reference_day": asked.reference_day,
            "figures": build_figures(sheet) if sheet else None,
            "share_address": request.build_absolute_uri(f"{request.path}?{sheet.question.query}") if sheet else "",
        },
    )


@require_safe
def comparison_json(request: HttpRequest) -> HttpResponse:
    asked = read_question(request)
    if not asked.form.is_valid():
        return problem_response(asked.form)
    return JsonResponse(comparison_data(answer(asked), asked.reference_day), json_dumps_params={"ensure_ascii": False, "indent": 1})
