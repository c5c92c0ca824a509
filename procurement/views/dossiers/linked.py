"""What a read-only link opens: the report of a dossier on screen and as PDF, without anything to change, and without quotations unless chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from hashlib import sha256
from hmac import compare_digest
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from config.errors import error_response
from procurement.advice.edition import Status
from procurement.exports.pdf import PdfProblemError, PdfTooLargeError
from procurement.exports.report import Report
from procurement.exports.report_files import report_pdf
from procurement.models import AdviceReport, Dossier, DossierLink
from procurement.views.dossiers.asking import ask_dossier, edition_of, house_style_of, report_of
from procurement.views.own_session import private
from procurement.views.printing import not_made, waiting
from procurement.views.questions import Asked, limited

View = Callable[..., HttpResponse]
LONGEST_TOKEN = 100
GONE = "Deze link werkt niet meer. De gemeente heeft hem ingetrokken of het dossier gesloten. Vraag de gemeente om een nieuwe link."


def hash_of(token: str) -> str:
    """What is kept of a token: who reads the database cannot open a link with it."""
    return sha256(token.encode()).hexdigest()


def _by_link(view: View) -> View:
    """Gives the view the link instead of its token: 404 when it never was one, 410 when it works no more. No cache, no search engine, no referrer."""

    @wraps(view)
    def wrapped(request: HttpRequest, token: str) -> HttpResponse:
        link = _find(token)
        response = view(request, link) if _works(link) else error_response(request, 410, GONE)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response["Referrer-Policy"] = "no-referrer"
        return private(response)

    return wrapped


@require_safe
@_by_link
def dossier_link(request: HttpRequest, link: DossierLink) -> HttpResponse:
    """The report on screen; of a final dossier the frozen PDF, when this link may show it."""
    dossier = link.dossier
    context: dict[str, Any] = {
        "link": link,
        "dossier": dossier,
        "frozen": _frozen(dossier),
        "may_see_frozen": False,
        "report": None,
        "pdf_address": request.path + "advies.pdf",
    }
    if context["frozen"] is not None and _may_see(link, context["frozen"]):
        return render(request, "procurement/dossier_link.html", context | {"may_see_frozen": True})
    asked = _asked(link)
    if not asked.form.is_valid():
        return render(request, "procurement/dossier_link.html", context)
    report = _report(link, asked)
    shown = {"report": report, "sheet": report.sheet, "linked": True, "address": _question_address(request, report), "reference": asked.reference}
    return render(request, "procurement/dossier_link.html", context | shown)


@require_safe
@_by_link
def dossier_link_pdf(request: HttpRequest, link: DossierLink) -> HttpResponse:
    """The frozen PDF of a final dossier when this link may show it, otherwise the report as it is now."""
    frozen = _frozen(link.dossier)
    if frozen is not None and _may_see(link, frozen):
        return _pdf(bytes(frozen.pdf), frozen.file_name)
    asked = _asked(link)
    if not asked.form.is_valid():
        raise Http404
    report = _report(link, asked)
    try:
        made = report_pdf(report, base_url=request.build_absolute_uri("/"), address=_question_address(request, report), **waiting(request))
    except PdfTooLargeError:
        return error_response(request, 400, "Dit rapport is te lang voor een PDF. Het staat wel op het scherm.")
    except PdfProblemError as problem:
        return not_made(request, problem, back=request.path.removesuffix("advies.pdf"))
    return _pdf(made, report.file_name)


def _find(token: str) -> DossierLink:
    digest = hash_of(token) if len(token) <= LONGEST_TOKEN else ""
    link = DossierLink.objects.select_related("dossier__municipality").filter(token_hash=digest).first()
    if link is None or not compare_digest(link.token_hash, digest):
        raise Http404
    return link


def _works(link: DossierLink) -> bool:
    return link.withdrawn_at is None and link.dossier.deleted_at is None and link.dossier.archived_at is None


def _frozen(dossier: Dossier) -> AdviceReport | None:
    """The newest frozen report of a dossier that is final."""
    return dossier.reports.without_files().newest_first().first() if dossier.status == Dossier.Status.FINAL else None


def _may_see(link: DossierLink, frozen: AdviceReport) -> bool:
    return link.with_quotations or not frozen.has_quotations


def _asked(link: DossierLink) -> Asked:
    """The question as this link may show it."""
    return limited(ask_dossier(link.dossier, list(link.dossier.quotations.order_by("number")) if link.with_quotations else []))


def _report(link: DossierLink, asked: Asked) -> Report:
    """What is made anew is never the frozen report, so it does not call itself final."""
    edition = edition_of(link.dossier, house_style_of(link.dossier))
    return report_of(asked, replace(edition, status=Status.CONCEPT) if edition.status is Status.FINAL else edition)


def _question_address(request: HttpRequest, report: Report) -> str:
    """Where anybody finds the same question: the report does not print the link itself."""
    return request.build_absolute_uri(f"{reverse('procurement:advice')}?{report.sheet.question.query}")


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response
