"""The steps of a dossier: concept, ter vaststelling, and back. Making it final is done where the report is frozen."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from config.errors import Refused
from procurement.models import Dossier
from procurement.views.dossiers.saving import acts_on_dossier, change, closed_page, conflict_page
from procurement.views.dossiers.standing import stand

STATUS = Dossier.Status
# What the log and the page say of a step: (from, to).
STEPS = {
    (STATUS.CONCEPT, STATUS.TO_BE_ADOPTED): "Van concept naar ter vaststelling",
    (STATUS.TO_BE_ADOPTED, STATUS.CONCEPT): "Terug naar concept",
    (STATUS.FINAL, STATUS.CONCEPT): "Nieuwe versie begonnen: het dossier is weer concept",
}


@acts_on_dossier
@require_POST
def dossier_status(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """One step further or back: `naar` is the status. A dossier that is not ready says what it still needs."""
    step = STEPS.get((STATUS(dossier.status), request.POST.get("naar", "")))
    if dossier.archived_at is not None:
        return closed_page(request, dossier)
    if step is None:
        if request.POST.get("naar") not in STATUS.values:
            raise Refused("Deze status bestaat niet.")
        return conflict_page(request, dossier)
    new = STATUS(request.POST["naar"])
    if new is STATUS.TO_BE_ADOPTED and not (standing := stand(dossier)).is_ready:
        return render(request, "procurement/dossier_not_ready.html", {"dossier": dossier, "standing": standing}, status=409)
    if not change(request, dossier, what=step, fields={"status": new}):
        return conflict_page(request, dossier)
    messages.success(request, f"{step}.")
    return HttpResponseRedirect(reverse("procurement:dossier", args=[dossier.key]))
