"""The name, subject, author, length and parts of a dossier."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from procurement.advice.parts import PARTS
from procurement.forms.dossier import DetailsForm, details_in_words
from procurement.models import Dossier
from procurement.views.dossiers.kept import forget
from procurement.views.dossiers.saving import change, edits_dossier, meanwhile, typed_in, version_in


@require_http_methods(["GET", "HEAD", "POST"])
@edits_dossier
def dossier_details(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    typed = typed_in(request)
    form = DetailsForm(typed, initial=_stored(dossier))
    status, version = 200, version_in(typed, dossier)
    if request.method == "POST" and form.is_valid():
        if _save(request, dossier, form):
            forget(request)
            messages.success(request, "De gegevens zijn bewaard.")
            return HttpResponseRedirect(reverse("procurement:dossier", args=[dossier.key]))
        status, version = 409, str(dossier.version)
        form.stored = {name: details_in_words(name, value) for name, value in _stored(dossier).items()}
    context = {
        "dossier": dossier,
        "form": form,
        "version": version,
        "meanwhile": meanwhile(dossier) if status == 409 else None,
        "is_restored": request.method != "POST" and typed is not None,
    }
    return render(request, "procurement/dossier_details.html", context, status=status)


def _stored(dossier: Dossier) -> dict[str, Any]:
    """The fields of the form as they stand in the dossier: a tick is a part that is not left out."""
    return {
        "naam": dossier.name,
        "onderwerp": dossier.subject,
        "opsteller": dossier.author,
        "lengte": dossier.length,
        "onderdelen": [part.code for part in PARTS if not part.is_required and part.code not in dossier.left_out],
    }


def _save(request: HttpRequest, dossier: Dossier, form: DetailsForm) -> bool:
    new = form.cleaned_data
    fields = {
        "name": new["naam"],
        "subject": new["onderwerp"],
        "author": new["opsteller"],
        "length": new["lengte"],
        "left_out": form.left_out,
    }
    return change(request, dossier, what="Gegevens en onderdelen aangepast", fields=fields)
