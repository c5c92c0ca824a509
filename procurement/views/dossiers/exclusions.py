"""Why offerings were left out of a dossier: the reasons that Bijlage C of the report shows."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from procurement.forms.dossier_exclusions import ExclusionsForm
from procurement.models import Dossier, Exclusion
from procurement.views.dossiers.found import write_down
from procurement.views.dossiers.kept import forget
from procurement.views.dossiers.saving import edits_dossier, meanwhile, take_turn, typed_in, version_in
from procurement.views.dossiers.standing import Standing, stand


@require_http_methods(["GET", "HEAD", "POST"])
@edits_dossier
def dossier_exclusions(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """A reason per offering that is not compared. It may be saved half done: what is missing stops the next step."""
    standing = stand(dossier)
    typed = typed_in(request)
    rows = standing.sheet.left_out if standing.sheet else ()
    form = ExclusionsForm(typed, rows_left_out=rows, reasons=standing.exclusions)
    status, version = 200, version_in(typed, dossier)
    if request.method == "POST" and form.is_valid():
        if _save(request, dossier, standing, form.reasons):
            forget(request)
            messages.success(request, "De redenen zijn bewaard.")
            return HttpResponseRedirect(reverse("procurement:dossier", args=[dossier.key]) + "#afgevallen")
        status, version = 409, str(dossier.version)
        form.show_stored({item.offering: item.reason for item in dossier.exclusions.all()})
    context = {
        "dossier": dossier,
        "standing": standing,
        "form": form,
        "other_reasons": _others(standing),
        "version": version,
        "meanwhile": meanwhile(dossier) if status == 409 else None,
        "is_restored": request.method != "POST" and typed is not None,
    }
    return render(request, "procurement/dossier_exclusions.html", context, status=status)


def _others(standing: Standing) -> list[tuple[str, str]]:
    """(name, reason) of what has a reason and is compared now, or is no longer known: kept, and not in the report."""
    rows = {row.offering.slug for row in standing.sheet.left_out} if standing.sheet else set()
    names = {offering.slug: offering.name for offering in standing.asked.catalogue.offerings}
    return [(names.get(slug, slug), reason) for slug, reason in standing.exclusions.items() if slug not in rows]


def _save(request: HttpRequest, dossier: Dossier, standing: Standing, reasons: dict[str, str]) -> bool:
    """Store the reasons of the page; those of other offerings stay. Without a reason that is needed the dossier is a concept again."""
    with transaction.atomic():
        if not take_turn(request, dossier):
            return False
        dossier.exclusions.filter(offering__in=reasons).delete()
        Exclusion.objects.bulk_create(Exclusion(dossier=dossier, offering=slug, reason=reason) for slug, reason in reasons.items() if reason)
        standing.exclusions = {**standing.exclusions, **reasons}
        is_back = dossier.status == Dossier.Status.TO_BE_ADOPTED and bool(standing.missing)
        if is_back:
            Dossier.objects.filter(pk=dossier.pk).update(status=Dossier.Status.CONCEPT)
        write_down(request, dossier, f"Redenen bij afgevallen aanbod aangepast{', het dossier is weer concept' if is_back else ''}")
    return True
