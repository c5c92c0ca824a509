"""The advice report: on screen and as PDF, from the same question in the address."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from procurement.exports.pdf import PdfUnavailableError, render_pdf
from procurement.exports.report import MOST_OFFERINGS, Report, build_report
from procurement.views.questions import Asked, answer, canonical_address, problem_response, read_question


@require_safe
def advice(request: HttpRequest) -> HttpResponse:
    """The report as a page: a preview of the PDF. A wrong question gives the messages and the way back to the form."""
    asked = _read(request)
    if not asked.form.is_valid():
        return render(request, "procurement/advice_problems.html", {"form": asked.form, "back": _back(request), "reference": asked.reference})
    if address := canonical_address(request, asked.form):
        return HttpResponseRedirect(address)
    report = _report(asked)
    context = {
        "report": report,
        "sheet": report.sheet,
        "linked": True,
        "address": _address(request, report),
        "reference": asked.reference,
    }
    return render(request, "procurement/advice.html", context)


@require_safe
def advice_pdf(request: HttpRequest) -> HttpResponse:
    """The report as PDF; 400 for a wrong question, 503 when this machine cannot make a PDF."""
    asked = _read(request)
    if not asked.form.is_valid():
        return problem_response(asked.form)
    report = _report(asked)
    context = {
        "report": report,
        "sheet": report.sheet,
        "linked": False,
        "sources_at": "#",
        "address": _address(request, report),
    }
    try:
        pdf = render_pdf(
            html=render_to_string("procurement/advice_pdf.html", context),
            title=report.title,
            author=f"Steunkeuze {settings.SOFTWARE_VERSION}",
            base_url=request.build_absolute_uri("/"),
            dated=report.dated,
            attachments=report.attachments,
        )
    except PdfUnavailableError as error:
        back = f"{reverse('procurement:advice')}?{report.sheet.question.query}"
        return render(request, "procurement/advice_unavailable.html", {"reason": str(error), "back": back}, status=503)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{report.file_name}"'
    return response


def _read(request: HttpRequest) -> Asked:
    """The question, with the one limit that a report has and a comparison has not."""
    asked = read_question(request)
    if asked.form.is_valid():
        number = len(asked.question.choice.tariffs)
        if number > MOST_OFFERINGS:
            asked.form.add_error(
                "aanbod", f"Een adviesrapport kan over hoogstens {MOST_OFFERINGS} soorten aanbod gaan; dit zijn er {number}. Kies er minder."
            )
    return asked


def _report(asked: Asked) -> Report:
    return build_report(sheet=answer(asked), catalogue=asked.catalogue, dated=asked.today, reference_day=asked.reference_day)


def _address(request: HttpRequest, report: Report) -> str:
    """Where this report stands on screen."""
    return request.build_absolute_uri(f"{reverse('procurement:advice')}?{report.sheet.question.query}")


def _back(request: HttpRequest) -> str:
    """The comparison with the question as it was typed, so that nothing has to be typed again."""
    return f"{reverse('procurement:comparison')}?{request.GET.urlencode()}"
