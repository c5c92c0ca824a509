"""Following a dossier: who does gets mail when facts under it change, when he wants mail at all."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import member_required
from procurement.models import Dossier, DossierWatch
from procurement.views.dossiers.found import find_dossier, member_of


@dataclass(frozen=True, slots=True)
class Watch:
    """Whether the person who is signed in follows a dossier, and whether mail is sent to him."""

    is_on: bool
    sends_mail: bool


def watch_of(request: HttpRequest, dossier: Dossier) -> Watch:
    """For the partial _dossier_watch.html. One query."""
    membership = member_of(request)
    return Watch(DossierWatch.objects.filter(dossier=dossier, user_id=membership.user_id).exists(), membership.mail_changes)


@require_POST
@member_required
def dossier_follow(request: HttpRequest, key: UUID) -> HttpResponse:
    """Follow a dossier or no longer: `volgen` is aan or uit. Readers may too: it changes nothing for others."""
    dossier, user_id = find_dossier(request, key), member_of(request).user_id
    if request.POST.get("volgen") == "aan":
        DossierWatch.objects.get_or_create(dossier=dossier, user_id=user_id)
    else:
        DossierWatch.objects.filter(dossier=dossier, user_id=user_id).delete()
    return HttpResponseRedirect(reverse("procurement:dossier", args=[dossier.key]))
