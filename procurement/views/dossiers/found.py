"""Finding the dossier that an address names, for the colleagues of its municipality only, and writing down what they do with it."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from accounts.access import membership_of
from accounts.models import Membership
from procurement.models import Dossier, DossierEvent


def member_of(request: HttpRequest) -> Membership:
    """The membership of a request that a decorator of accounts.access let through."""
    membership = membership_of(request)
    if membership is None:
        raise PermissionDenied
    return membership


def find_dossier(request: HttpRequest, key: UUID, *, deleted: bool = False) -> Dossier:
    """The dossier of the own municipality with this key; for anybody else's it is as if it does not exist (404). One query."""
    found = Dossier.objects.of_municipality(member_of(request).municipality_id).select_related("municipality")
    dossier = (found.deleted() if deleted else found.present()).filter(key=key).first()
    if dossier is None:
        raise Http404
    return dossier


def write_down(request: HttpRequest, dossier: Dossier, what: str) -> None:
    """Add to the log of a dossier what the person who is signed in did. Call it in the transaction of the change itself."""
    DossierEvent.objects.create(dossier=dossier, who=name_of(member_of(request)), what=what)


def name_of(membership: Membership) -> str:
    """What a colleague is called in logs and on reports."""
    user = membership.user
    return (user.get_full_name() or user.email or user.get_username())[:150]
