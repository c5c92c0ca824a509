"""The files of a frozen report: the bytes that were stored, and nothing is made anew."""

from __future__ import annotations

from base64 import b64encode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from accounts.access import member_required, membership_of
from procurement.models import ReportPublication
from procurement.views.own_session import private
from procurement.views.reports.found import find_own
from procurement.views.reports.stored import stored_pdf


@require_safe
def report_pdf(request: HttpRequest, key: UUID) -> HttpResponse:
    """The PDF, for the own municipality or when it made it public; otherwise 404."""
    report = stored_pdf(key)
    if report is None:
        raise Http404
    membership = membership_of(request)
    is_own = membership is not None and membership.municipality_id == report.municipality
    if not is_own and report.visible != ReportPublication.Visible.PDF:
        raise Http404
    etag = f'"{report.sha256}"'
    response = HttpResponse(report.pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{report.file_name}"'
    response["ETag"] = etag
    response["Repr-Digest"] = f"sha-256=:{b64encode(bytes.fromhex(report.sha256)).decode()}:"
    response["X-Robots-Tag"] = "noindex, nofollow"
    if is_own:
        return private(response)
    # Asked again every time: what is public today may be taken back tomorrow.
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["Cookie"])
    return get_conditional_response(request, etag=etag, response=response) or response


@require_safe
@member_required
def report_json(request: HttpRequest, key: UUID) -> HttpResponse:
    """The data that the check code belongs to, letter for letter; for the own municipality only."""
    report = find_own(request, key, with_files=True).report
    response = HttpResponse(report.data, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{report.file_name.removesuffix(".pdf")}.json"'
    return private(response)
