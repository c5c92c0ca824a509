"""Changing a dossier: only by who may, only while it may change, one at a time, and whatever goes wrong without losing what was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from accounts.access import adviser_required, membership_of
from config.errors import GIVE_BACK
from procurement.models import Dossier
from procurement.views.dossiers.found import find_dossier, member_of, write_down
from procurement.views.dossiers.kept import keep, kept_for, typed_fields
from procurement.views.own_session import private

View = Callable[..., HttpResponse]
WHAT_FIELDS = {"tekst": "Tekst", "naam": "Naam", "onderwerp": "Onderwerp", "opsteller": "Opsteller", "lengte": "Lengte"}


# --- who comes in -----------------------------------------------------------------------------------------------------------------------------


def edits_dossier(view: View) -> View:
    """For a page with a form of a dossier: the view gets the dossier, editable, instead of its key (see _edits)."""
    return _edits(view, even_closed=False)


def edits_after_dossier(view: View) -> View:
    """For a page with a form about what comes after the decision: the dossier may be final or archived then, not deleted (see _edits)."""
    return _edits(view, even_closed=True)


def _edits(view: View, *, even_closed: bool) -> View:
    """Let in who may edit, and lose nothing of what was typed.

    What a colleague sends whose session, second factor or role is gone is kept for the same address (see kept.py), and he is sent to sign in.
    What is sent to a dossier that may not change any more comes back on a page of its own (409).
    """

    @wraps(view)
    def wrapped(request: HttpRequest, key: UUID, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not _may_edit(request) and _is_own_or_unknown(request, key) and not keep(request):
            return private(typed_page(request, "U bent niet meer ingelogd, en deze tekst is te lang om voor u te bewaren.", status=403))
        return private(guarded(request, key, **kwargs))

    @adviser_required
    def guarded(request: HttpRequest, key: UUID, **kwargs: Any) -> HttpResponse:
        dossier = find_even_deleted(request, key)
        is_open = dossier.deleted_at is None if even_closed else dossier.is_editable
        return view(request, dossier, **kwargs) if is_open else closed_page(request, dossier)

    setattr(wrapped, GIVE_BACK, _give_back_typed)
    return wrapped


def _give_back_typed(request: HttpRequest) -> HttpResponse:
    """The answer to a form whose key is too old."""
    return private(typed_page(request, "Het formulier is te oud, bijvoorbeeld omdat u in een ander tabblad opnieuw bent ingelogd.", status=403))


def acts_on_dossier(view: View) -> View:
    """For a button or a page about the dossier as a whole: the view gets the dossier, whether or not its texts may change."""

    @wraps(view)
    def wrapped(request: HttpRequest, key: UUID, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated:
            # The button itself cannot be opened: after signing in he finds it on the page of the dossier.
            return private(redirect_to_login(reverse("procurement:dossier", args=[key]), reverse("account_login")))
        return private(guarded(request, key, **kwargs))

    @adviser_required
    def guarded(request: HttpRequest, key: UUID, **kwargs: Any) -> HttpResponse:
        return view(request, find_dossier(request, key), **kwargs)

    return wrapped


def _may_edit(request: HttpRequest) -> bool:
    membership = membership_of(request)
    return membership is not None and membership.can_edit


def _is_own_or_unknown(request: HttpRequest, key: UUID) -> bool:
    """Whether the dossier exists, so that nobody fills sessions at random, and is not known to be another municipality's."""
    dossier = Dossier.objects.filter(key=key).only("municipality_id").first()
    membership = membership_of(request)
    return dossier is not None and (membership is None or membership.municipality_id == dossier.municipality_id)


def find_even_deleted(request: HttpRequest, key: UUID) -> Dossier:
    """As find_dossier, but what a colleague deleted just now is still found, so that a form can say so."""
    dossier = Dossier.objects.of_municipality(member_of(request).municipality_id).select_related("municipality").filter(key=key).first()
    if dossier is None or (dossier.deleted_at is not None and request.method != "POST"):
        raise Http404
    return dossier


# --- pages that give back what was typed ------------------------------------------------------------------------------------------------------


def closed_page(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """Why the dossier does not change, what to do about it, and what was typed, to copy."""
    fields = typed_fields(request) if request.method == "POST" else []
    shown = [(WHAT_FIELDS.get(name, name), "\n".join(values)) for name, values in fields if name != "versie"]
    return render(request, "procurement/dossier_closed.html", {"dossier": dossier, "typed": shown}, status=409)


def typed_page(request: HttpRequest, why: str, status: int) -> HttpResponse:
    """What was typed, to copy: it could not be kept."""
    shown = [(WHAT_FIELDS.get(name, name), "\n".join(values)) for name, values in typed_fields(request) if name != "versie"]
    return render(request, "procurement/dossier_typed.html", {"why": why, "typed": shown}, status=status)


# --- one at a time ------------------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """Who changed the dossier last, what and when: what somebody is told who comes second."""

    who: str
    what: str
    at: datetime


def sent_version(request: HttpRequest) -> int:
    """The version that the form was opened with; 0, which no dossier has, when the form does not say."""
    text = request.POST.get("versie", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0


def take_turn(request: HttpRequest, dossier: Dossier) -> bool:
    """Whether this request may change the dossier: nobody did since its form was opened. In the transaction of the change, before it.

    Afterwards `dossier.version` is the version that the database has.
    """
    version = sent_version(request)
    if dossier.version == version and Dossier.take_turn(pk=dossier.pk, version=version):
        dossier.version += 1
        return True
    dossier.refresh_from_db()
    return False


def change(request: HttpRequest, dossier: Dossier, *, what: str, fields: Mapping[str, Any]) -> bool:
    """Store these fields and write in the log what was done. False: somebody else was first, nothing is stored, `dossier` is as he left it."""
    with transaction.atomic():
        if not take_turn(request, dossier):
            return False
        Dossier.objects.filter(pk=dossier.pk).update(**fields)
        write_down(request, dossier, what)
    return True


def meanwhile(dossier: Dossier) -> Meanwhile | None:
    """The last thing in the log of the dossier."""
    event = dossier.events.order_by("-pk").first()
    return Meanwhile(event.who, event.what, event.at) if event else None


def conflict_page(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """For a button, with which nothing was typed: it was not pressed for the dossier as it is now (409)."""
    return render(request, "procurement/dossier_changed_meanwhile.html", {"dossier": dossier, "meanwhile": meanwhile(dossier)}, status=409)


# --- what a form starts with ------------------------------------------------------------------------------------------------------------------


def typed_in(request: HttpRequest) -> MultiValueDict[str, str] | None:
    """What was typed in the form of this page: sent now, or kept from before signing in; None for a form that starts with what is stored."""
    return request.POST if request.method == "POST" else kept_for(request)


def version_in(typed: MultiValueDict[str, str] | None, dossier: Dossier) -> str:
    """The version that the form carries: the one that what was typed was about, or the current one."""
    given = typed.get("versie") if typed is not None else None
    return given if given and given.isascii() and given.isdigit() and len(given) <= 9 else str(dossier.version)
