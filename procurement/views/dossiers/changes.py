"""What has changed since: for a dossier since it was last seen, for a frozen report since it was frozen."""

from __future__ import annotations

import json
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import member_required
from procurement.models import AdviceReport, Dossier
from procurement.views.dossiers.changed import changes_between, changes_of, digest_of
from procurement.views.dossiers.found import find_dossier, member_of, write_down
from procurement.views.dossiers.recording import keep_present_record, record_now
from procurement.views.dossiers.saving import acts_on_dossier, meanwhile, take_turn

LATE = "Een collega heeft dit dossier intussen gewijzigd, of er is weer iets veranderd. Bekijk hieronder hoe het nu is en klik daarna opnieuw."


@require_safe
@member_required
def dossier_changes(request: HttpRequest, key: UUID) -> HttpResponse:
    """What changed under a dossier since it was last seen."""
    return _page(request, find_dossier(request, key))


@require_POST
@acts_on_dossier
def dossier_changes_seen(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """Take what the answer rests on now as what has been seen: exactly the changes that the sender was shown, and no others."""
    if request.POST.get("gezien", "") != digest_of(changes_of(dossier)):
        return _page(request, dossier, problem=LATE)
    with transaction.atomic():
        if not take_turn(request, dossier):
            return _page(request, dossier, problem=LATE)
        keep_present_record(dossier)
        write_down(request, dossier, "Wijzigingen gezien")
    return HttpResponseRedirect(reverse("procurement:dossier_changes", args=[dossier.key]))


@require_safe
@member_required
def report_changes(request: HttpRequest, key: UUID) -> HttpResponse:
    """What changed since a report was frozen, for colleagues of its municipality."""
    found = AdviceReport.objects.of_municipality(member_of(request).municipality_id).select_related("dossier").defer("pdf")
    report = found.filter(key=key).first()
    if report is None:
        raise Http404
    record = json.loads(report.data).get("stand", {})
    context = {
        "report": report,
        "dossier": report.dossier,
        "changes": changes_between(record, record_now(report.dossier, report.query)),
        "has_record": bool(record),
    }
    return render(request, "procurement/report_changes.html", context)


def _page(request: HttpRequest, dossier: Dossier, *, problem: str = "") -> HttpResponse:
    """The page; with a problem (why nothing was written down) it answers 409."""
    changes = changes_of(dossier)
    context = {
        "dossier": dossier,
        "changes": changes,
        "has_record": bool(dossier.record),
        "digest": digest_of(changes),
        "can_tick": member_of(request).can_edit and (changes is None or not changes.is_empty),
        "problem": problem,
        "meanwhile": meanwhile(dossier) if problem else None,
    }
    return render(request, "procurement/dossier_changes.html", context, status=409 if problem else 200)
