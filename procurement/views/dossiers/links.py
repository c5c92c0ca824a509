"""Read-only links to a dossier: making one, shown once, and withdrawing it. What such a link opens is in linked.py."""

from __future__ import annotations

import secrets

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from procurement.forms.dossier_link import DossierLinkForm
from procurement.models import Dossier, DossierLink
from procurement.views.dossiers.found import member_of, name_of, write_down
from procurement.views.dossiers.linked import hash_of
from procurement.views.dossiers.saving import acts_on_dossier

MOST_LINKS = 20  # that work, per dossier
TOKEN_BYTES = 32
FULL = f"Er werken al {MOST_LINKS} links voor dit dossier. Trek er eerst een in."
CLOSED = "Dit dossier staat in het archief. Links openen het dan niet. Haal het eerst terug."


@require_http_methods(["GET", "HEAD", "POST"])
@acts_on_dossier
def dossier_links(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """The links of a dossier; sent, a new one is made, and the answer is the only place where it ever stands."""
    form = DossierLinkForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and (token := _make(request, dossier, form)):
        return _page(request, dossier, DossierLinkForm(), made=_address(request, token))
    return _page(request, dossier, form)


@require_POST
@acts_on_dossier
def dossier_link_withdraw(request: HttpRequest, dossier: Dossier, number: int) -> HttpResponse:
    """The link opens nothing any more. Done twice it is done once."""
    link = dossier.links.filter(pk=number).first()
    if link is None:
        raise Http404
    with transaction.atomic():
        if DossierLink.objects.filter(pk=link.pk, withdrawn_at=None).update(withdrawn_at=timezone.now()):
            write_down(request, dossier, f"Leeslink voor {link.label} ingetrokken")
    return HttpResponseRedirect(reverse("procurement:dossier_links", args=[dossier.key]))


def _make(request: HttpRequest, dossier: Dossier, form: DossierLinkForm) -> str:
    """The token of the new link; empty, with a message in the form, when there are too many."""
    if dossier.archived_at is not None:
        form.add_error(None, CLOSED)
        return ""
    label, with_quotations = form.cleaned_data["voor"], form.cleaned_data["met_offertes"]
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with transaction.atomic():
        Dossier.objects.select_for_update().get(pk=dossier.pk)  # two links at once are counted one after the other
        if dossier.links.filter(withdrawn_at=None).count() >= MOST_LINKS:
            form.add_error(None, FULL)
            return ""
        DossierLink.objects.create(
            dossier=dossier, label=label, token_hash=hash_of(token), with_quotations=with_quotations, made_by=name_of(member_of(request))
        )
        write_down(request, dossier, f"Leeslink gemaakt voor {label}{', met vertrouwelijke offertes' if with_quotations else ''}")
    return token


def _address(request: HttpRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("procurement:dossier_link", args=[token]))


def _page(request: HttpRequest, dossier: Dossier, form: DossierLinkForm, *, made: str = "") -> HttpResponse:
    context = {
        "dossier": dossier,
        "form": form,
        "made": made,
        "links": list(dossier.links.order_by("-pk")),
        "quotations": dossier.quotations.count(),
    }
    return render(request, "procurement/dossier_links.html", context)
