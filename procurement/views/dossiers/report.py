"""The report of a dossier with its own texts and quotations: on screen, as PDF and as editable document, from the templates of /advies/."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import member_required
from procurement.advice.edition import Status
from procurement.exports.document import DocumentTooLargeError
from procurement.exports.pdf import PdfProblemError, PdfTooLargeError
from procurement.exports.report import Report
from procurement.exports.report_files import report_document, report_pdf
from procurement.models import Dossier
from procurement.views.dossiers.asking import edition_of, house_style_of, report_of
from procurement.views.dossiers.found import find_dossier, member_of
from procurement.views.dossiers.standing import ask_for_report
from procurement.views.own_session import private
from procurement.views.printing import not_made, waiting
from procurement.views.questions import Asked

ODT = "application/vnd.oasis.opendocument.text"


@require_safe
@member_required
def dossier_advice(request: HttpRequest, key: UUID) -> HttpResponse:
    """The report as a page. A question that the catalogue can no longer take gives the messages and the way to mend it."""
    dossier = find_dossier(request, key)
    asked = ask_for_report(dossier)
    if not asked.form.is_valid():
        return private(_wrong_question(request, dossier, asked, status=200))
    report = _report(dossier, asked)
    context = {
        "dossier": dossier,
        "can_edit": member_of(request).can_edit,
        "is_final": dossier.status == Dossier.Status.FINAL,
        "report": report,
        "sheet": report.sheet,
        "linked": True,
        "address": _address(request, dossier),
        "reference": asked.reference,
    }
    return private(render(request, "procurement/dossier_advice.html", context))


@require_safe
@member_required
def dossier_advice_pdf(request: HttpRequest, key: UUID) -> HttpResponse:
    """The report as PDF; 409 for a question that has no answer any more or a report that is too long, 202 or 503 while there is none."""

    def make(dossier: Dossier, report: Report) -> HttpResponse:
        pdf = report_pdf(report, base_url=request.build_absolute_uri("/"), address=_address(request, dossier), **waiting(request))
        return _file(pdf, "application/pdf", report.file_name, "inline")

    return private(_made(request, find_dossier(request, key), make))


@require_safe
@member_required
def dossier_advice_odt(request: HttpRequest, key: UUID) -> HttpResponse:
    """The report as a document to be edited further; 409 for a question that has no answer any more or a report that is too long."""

    def make(dossier: Dossier, report: Report) -> HttpResponse:
        return _file(report_document(report, address=_address(request, dossier)), ODT, report.document_name, "attachment")

    return private(_made(request, find_dossier(request, key), make))


def _made(request: HttpRequest, dossier: Dossier, make: Callable[[Dossier, Report], HttpResponse]) -> HttpResponse:
    """The file that `make` makes of the report, or a page that says why there is none."""
    asked = ask_for_report(dossier)
    if not asked.form.is_valid():
        return _wrong_question(request, dossier, asked, status=409)
    try:
        return make(dossier, _report(dossier, asked))
    except (PdfTooLargeError, DocumentTooLargeError):
        return render(request, "procurement/dossier_too_large.html", {"dossier": dossier}, status=409)
    except PdfProblemError as problem:
        return not_made(request, problem, back=reverse("procurement:dossier_advice", args=[dossier.key]))


def _report(dossier: Dossier, asked: Asked) -> Report:
    """The report on the data of now. Of a dossier that is final it is a concept all the same: what was frozen stands elsewhere and may differ."""
    edition = edition_of(dossier, house_style_of(dossier))
    return report_of(asked, replace(edition, status=Status.CONCEPT) if edition.status is Status.FINAL else edition)


def _address(request: HttpRequest, dossier: Dossier) -> str:
    return request.build_absolute_uri(reverse("procurement:dossier_advice", args=[dossier.key]))


def _file(content: bytes, kind: str, name: str, disposition: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'{disposition}; filename="{name}"'
    return response


def _wrong_question(request: HttpRequest, dossier: Dossier, asked: Asked, status: int) -> HttpResponse:
    may_change = member_of(request).can_edit and dossier.is_editable
    context = {"form": asked.form, "back": "", "dossier": dossier, "may_change": may_change}
    return render(request, "procurement/dossier_wrong_question.html", context, status=status)
