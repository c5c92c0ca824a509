"""The pages of frozen reports: the own list, one report as whoever holds its address may see it, and checking a PDF."""

from __future__ import annotations

from hmac import compare_digest
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import member_required
from procurement.forms.check_pdf import CheckPdfForm
from procurement.models import AdviceReport
from procurement.views.dossiers.found import member_of
from procurement.views.own_session import private
from procurement.views.reports.found import is_code_of, publication_of, see, visible_label
from procurement.views.reports.uploads import hashes_uploads

UNCHANGED, DIFFERENT = "ongewijzigd", "anders"


@require_safe
@member_required
def reports(request: HttpRequest) -> HttpResponse:
    """The frozen reports of the own municipality, the newest on top."""
    membership = member_of(request)
    found = AdviceReport.objects.of_municipality(membership.municipality_id).without_files().select_related("publication").newest_first()
    rows = [(report, visible_label(publication_of(report))) for report in found]
    return private(render(request, "procurement/report_list.html", {"rows": rows, "membership": membership}))


@require_http_methods(["GET", "HEAD", "POST"])
@hashes_uploads
def report(request: HttpRequest, key: UUID) -> HttpResponse:
    """One report. With a `code` it says whether that is its check code; a PDF that is sent in is compared with the one that was stored."""
    seen = see(request, key)
    form = _check_form(request)
    outcome = ""
    if form.is_bound and form.is_valid():
        is_same = compare_digest(seen.report.sha256, form.cleaned_data["pdf"].sha256)
        outcome = UNCHANGED if is_same else DIFFERENT
    code = request.GET.get("code", "")
    context = {
        "seen": seen,
        "report": seen.report,
        "form": form,
        "outcome": outcome,
        "code_given": bool(code),
        "code_is_right": is_code_of(seen.report, code),
    }
    return _unlisted(render(request, "procurement/report.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
@hashes_uploads
def report_check(request: HttpRequest) -> HttpResponse:
    """Whether a PDF that is sent in is a report of this portal, whichever."""
    form = _check_form(request)
    found, outcome = None, ""
    if form.is_bound and form.is_valid():
        found = AdviceReport.objects.without_files().filter(sha256=form.cleaned_data["pdf"].sha256).first()
        outcome = UNCHANGED if found else DIFFERENT
    return _unlisted(render(request, "procurement/report_check.html", {"form": form, "outcome": outcome, "report": found}))


def _check_form(request: HttpRequest) -> CheckPdfForm:
    sent: tuple[Any, ...] = (request.POST, request.FILES) if request.method == "POST" else ()
    return CheckPdfForm(*sent)


def _unlisted(response: HttpResponse) -> HttpResponse:
    """Nothing about a report is kept by a cache or found by a search engine."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    return private(response)
