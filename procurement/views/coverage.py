"""The coverage and the mix: whom the offerings reach, what a mix costs and the cheapest one that covers the demand, on screen and as files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from procurement.exports.coverage_csv import coverage_csv as write_csv
from procurement.exports.coverage_json import coverage_answer
from procurement.forms.coverage_question import CoverageQuestion
from procurement.question import Question
from procurement.sheet import Sheet
from procurement.views.comparison_files import file_name
from procurement.views.questions import answer, canonical_address, problem_response, read_question


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """The form with, when the question is right, its answer. What the form sends leads to the short address of the same question."""
    asked = read_question(request)
    fields = CoverageQuestion(asked.form, request.GET)
    sheet = None
    if fields.is_sent_right:
        return HttpResponseRedirect(f"{request.path}?{fields.short_query}" if fields.short_query else request.path)
    if fields.is_valid:
        if address := canonical_address(request, asked.form):
            return HttpResponseRedirect(address)
        sheet = answer(asked)
    return render(
        request,
        "procurement/coverage.html",
        {
            "form": asked.form,
            "fields": fields,
            "sheet": sheet,
            "coverage": sheet.coverage if sheet else None,
            "has_mixes": sheet is not None and _has_mixes(sheet.question),
            "only_in_mix": _only_in_mix(sheet) if sheet else (),
            "own": asked.own,
            "reference": asked.reference,
            "reference_day": asked.reference_day,
            "share_address": request.build_absolute_uri(f"{request.path}?{sheet.question.query}") if sheet else "",
        },
    )


def _has_mixes(question: Question) -> bool:
    """Whether this question or one beside it has a mix, so that there is something to put side by side."""
    return any(not other.mix.is_empty for other in (question, *question.beside))


def _only_in_mix(sheet: Sheet) -> tuple[str, ...]:
    """The names of the offerings that are in the mix and not among those whose coverage is shown."""
    shown = {offering.slug for offering in sheet.offerings}
    asked = {part.offering for part in sheet.question.mix.parts} - shown
    return tuple(offering.name for offering in sheet.catalogue.offerings if offering.slug in asked) if sheet.catalogue else ()


@require_safe
def coverage_json(request: HttpRequest) -> HttpResponse:
    """The whole answer; 400 for a wrong question."""
    asked = read_question(request)
    if not asked.form.is_valid():
        return problem_response(asked.form)
    return JsonResponse(coverage_answer(answer(asked), asked.reference_day), json_dumps_params={"ensure_ascii": False, "indent": 1})


@require_safe
def coverage_csv(request: HttpRequest) -> HttpResponse:
    """Every cell of the coverage with its source; 400 for a wrong question."""
    asked = read_question(request)
    if not asked.form.is_valid():
        return problem_response(asked.form)
    sheet = answer(asked)
    response = HttpResponse(write_csv(sheet), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file_name(sheet.question, asked.today, "dekking")}.csv"'
    return response
