"""What the owner shows of a frozen report: one at a time, written in the log, and never by accident."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import adviser_required
from procurement.forms.publication import PublicationForm
from procurement.models import ReportPublication
from procurement.views.dossiers.found import write_down
from procurement.views.dossiers.saving import sent_version
from procurement.views.own_session import private
from procurement.views.reports.found import Seen, find_own

MEANWHILE = "Een collega heeft dit intussen veranderd. Uw keuze is nog niet bewaard. Kijk wat er nu geldt en bewaar opnieuw als u dat wilt."


@require_http_methods(["GET", "HEAD", "POST"])
@adviser_required
def report_publication(request: HttpRequest, key: UUID) -> HttpResponse:
    """The form with what is shown now; sent, it replaces that."""
    seen = find_own(request, key)
    posted = request.POST if request.method == "POST" else None
    form = PublicationForm(posted, initial={"zichtbaar": seen.visible}, has_quotations=seen.report.has_quotations)
    if not form.is_bound or not form.is_valid():
        return _page(request, seen, form)
    if not _publish(request, seen, form.cleaned_data["zichtbaar"]):
        return _page(request, find_own(request, key), form, said=MEANWHILE, status=409)
    return HttpResponseRedirect(reverse("procurement:report", args=[key]))


def _publish(request: HttpRequest, seen: Seen, visible: str) -> bool:
    """False when somebody else was first."""
    version, report = sent_version(request), seen.report
    if version != seen.version:
        return False
    try:
        with transaction.atomic():
            if version == 0:
                ReportPublication.objects.create(report=report, visible=visible)
            elif not ReportPublication.objects.filter(report=report, version=version).update(visible=visible, version=version + 1):
                return False
            write_down(request, report.dossier, f"Openbaarheid van rapport {report.number}: {ReportPublication.Visible(visible).label}")
    except IntegrityError:  # a colleague made the row at the same moment
        return False
    return True


def _page(request: HttpRequest, seen: Seen, form: PublicationForm, *, said: str = "", status: int = 200) -> HttpResponse:
    context = {"seen": seen, "report": seen.report, "form": form, "said": said}
    return private(render(request, "procurement/report_publication.html", context, status=status))
