"""Copying quotations between a dossier and the session of the person who is signed in, both ways."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from accounts.access import member_required
from procurement.models import Dossier, Quotation
from procurement.views.dossiers.found import find_dossier
from procurement.views.dossiers.quotations import back_to_list, lists, next_number, quotations_of, show_list, why_refused
from procurement.views.dossiers.saving import acts_on_dossier
from procurement.views.dossiers.turns import change_basis
from procurement.views.own_session import MOST_OFFERS, OwnSession, Stored, load


@require_POST
@acts_on_dossier
def dossier_quotations_take_over(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """Put the own offers of the session in the dossier as well; those that are there already are not doubled."""
    quotations, new = quotations_of(dossier), _readable(load(request)[0])
    there = [item.fields for item in quotations]
    new = [item for item in new if item.fields not in there]
    if not new:
        return back_to_list(dossier, "niets")
    if len(quotations) + len(new) > MOST_OFFERS:
        return show_list(request, dossier, problem=_no_room(len(new), MOST_OFFERS - len(quotations), "in dit dossier"))
    what = "1 offerte overgenomen uit de sessie" if len(new) == 1 else f"{len(new)} offertes overgenomen uit de sessie"
    if not dossier.is_editable or not change_basis(request, dossier, what, lambda: _add(dossier, next_number(quotations), new)):
        return show_list(request, dossier, problem=why_refused(dossier))
    return back_to_list(dossier, "overgenomen")


@require_POST
@member_required
def dossier_quotations_to_session(request: HttpRequest, key: UUID) -> HttpResponse:
    """Put the quotations of the dossier in the session as well; the dossier stays as it is, so its readers may too."""
    dossier = find_dossier(request, key)
    session, _ = load(request)
    there = [item.fields for item in session.stored]
    new = [item for item in quotations_of(dossier) if item.fields not in there]
    if not new:
        return back_to_list(dossier, "niets")
    if len(session.stored) + len(new) > MOST_OFFERS:
        return show_list(request, dossier, problem=_no_room(len(new), MOST_OFFERS - len(session.stored), "in uw sessie"))
    for item in new:
        session.add(dict(item.fields)).counted = item.is_counted
    session.said = ""
    session.save(request)
    return back_to_list(dossier, "in-sessie")


def _readable(session: OwnSession) -> list[Stored]:
    """Those that the catalogue takes."""
    catalogue, existing = lists()
    return [item for item in session.stored if item.offer(catalogue, existing) is not None]


def _add(dossier: Dossier, number: int, new: list[Stored]) -> None:
    rows = [Quotation(dossier=dossier, number=number + place, fields=item.fields, is_counted=item.counted) for place, item in enumerate(new)]
    Quotation.objects.bulk_create(rows)


def _no_room(new: int, room: int, where: str) -> str:
    asked = "1 offerte" if new == 1 else f"{new} offertes"
    return f"Het gaat om {asked}, maar {where} is nog plaats voor {max(room, 0)}. Er is niets overgenomen. Verwijder eerst offertes."
