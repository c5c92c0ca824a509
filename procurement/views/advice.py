"""The advice report: on screen, as PDF and as editable document, from the same question in the address."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from config.errors import Refused
from procurement.exports.document import DocumentTooLargeError
from procurement.exports.pdf import PdfProblemError, PdfTooLargeError
from procurement.exports.report import Report, build_report
from procurement.exports.report_files import report_document, report_pdf
from procurement.forms.edition import EditionForm
from procurement.views.printing import not_made, waiting
from procurement.views.questions import Asked, answer, canonical_address, limited, problem_response, read_question

TOO_LONG = "Dit rapport is te lang voor een bestand. Kies de korte vorm, laat onderdelen weg of kies minder aanbod."
ODT = "application/vnd.oasis.opendocument.text"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The question, and the parts and length of the report on it."""

    asked: Asked
    form: EditionForm

    @property
    def problems(self) -> dict[str, list[str]]:
        """Every message by parameter."""
        return {**self.asked.form.problems, **self.form.problems}


@require_safe
def advice(request: HttpRequest) -> HttpResponse:
    """The report as a page: a preview of the PDF. A wrong question gives the messages and the way back to the form."""
    wanted = _read(request)
    if wanted.problems:
        return _problems(request, wanted)
    if address := canonical_address(request, wanted.asked.form):
        return HttpResponseRedirect(address)
    report = _report(wanted)
    context = {
        "report": report,
        "sheet": report.sheet,
        "linked": True,
        "address": _address(request, wanted, report),
        "form": wanted.form,
        "reference": wanted.asked.reference,
    }
    return render(request, "procurement/advice.html", context)


@require_safe
def advice_pdf(request: HttpRequest) -> HttpResponse:
    """The report as PDF; 400 for a wrong question, 202 with a page while it is being made, 503 when it cannot be made now."""
    wanted = _read(request)
    if wanted.problems:
        return problem_response(wanted)
    report = _report(wanted)
    try:
        pdf = report_pdf(report, base_url=request.build_absolute_uri("/"), address=_address(request, wanted, report), **waiting(request))
    except PdfTooLargeError:
        raise Refused(TOO_LONG) from None
    except PdfProblemError as problem:
        return not_made(request, problem, back=f"{reverse('procurement:advice')}?{report.sheet.question.query}")
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{report.file_name}"'
    return response


@require_safe
def advice_odt(request: HttpRequest) -> HttpResponse:
    """The report as OpenDocument text, to be edited further; 400 for a wrong question."""
    wanted = _read(request)
    if wanted.problems:
        return problem_response(wanted)
    report = _report(wanted)
    try:
        document = report_document(report, address=_address(request, wanted, report))
    except DocumentTooLargeError:
        raise Refused(TOO_LONG) from None
    response = HttpResponse(document, content_type=ODT)
    response["Content-Disposition"] = f'attachment; filename="{report.document_name}"'
    return response


def _read(request: HttpRequest) -> Wanted:
    """The question, and the parts and length."""
    return Wanted(limited(read_question(request)), EditionForm(request.GET))


def _report(wanted: Wanted) -> Report:
    asked = wanted.asked
    return build_report(
        sheet=answer(asked),
        catalogue=asked.catalogue,
        dated=asked.today,
        reference_day=asked.reference_day,
        catalogue_changed=asked.catalogue_changed,
        edition=wanted.form.edition,
    )


def _address(request: HttpRequest, wanted: Wanted, report: Report) -> str:
    """Where this report stands on screen."""
    return request.build_absolute_uri(f"{reverse('procurement:advice')}?{report.sheet.question.query}{wanted.form.query}")


def _problems(request: HttpRequest, wanted: Wanted) -> HttpResponse:
    """The messages, with the form for the parts and the length when one of them is wrong; what was typed is kept."""
    own = set(wanted.form.fields)
    context = {
        "problems": wanted.asked.form.problems,
        "form": wanted.form,
        "pairs": [(name, value) for name, values in request.GET.lists() for value in values if name not in own],
        "back": f"{reverse('procurement:comparison')}?{request.GET.urlencode()}",
        "reference": wanted.asked.reference,
    }
    return render(request, "procurement/advice_problems.html", context)
