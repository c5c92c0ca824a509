"""Changing what stands in a decision and its contracts: one at a time, with the log of the dossier in the same transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from procurement.models import Contract, Decision, Dossier
from procurement.views.dossiers.found import write_down
from procurement.views.dossiers.kept import forget
from procurement.views.dossiers.saving import meanwhile, sent_version, typed_in

MOST_CONTRACTS = 20


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that is sent in: what the log says, and what is stored when nobody was first."""

    what: str
    change: Callable[[], object]


def decision_of(dossier: Dossier) -> Decision | None:
    """The decision with its contracts and their years: three queries."""
    return Decision.objects.prefetch_related("contracts__realised").filter(dossier=dossier).first()


def contracts_of(decision: Decision) -> list[Contract]:
    """In the order of their start."""
    return sorted(decision.contracts.all(), key=lambda contract: (contract.starts_on, contract.pk))


def found_contract(dossier: Dossier, number: int) -> tuple[Decision, Contract]:
    """A contract of this dossier (404 for another's). Found among its own, because a number of any length may stand in the address."""
    decision = decision_of(dossier)
    contract = next((item for item in decision.contracts.all() if item.pk == number), None) if decision else None
    if decision is None or contract is None:
        raise Http404
    return decision, contract


def store(request: HttpRequest, dossier: Dossier, decision: Decision | None, sent: Sent) -> bool:
    """Store it and write it in the log; False when somebody else was first: nothing is stored then. A decision that is not there has version 0."""
    try:
        with transaction.atomic():
            if sent_version(request) != (decision.version if decision else 0):
                return False
            if decision and not Decision.objects.filter(pk=decision.pk, version=decision.version).update(version=F("version") + 1):
                return False
            sent.change()
            write_down(request, dossier, sent.what)
    except IntegrityError:  # two people recorded the first decision at once: a dossier has one
        return False
    return True


def show_form(request: HttpRequest, dossier: Dossier, form: Form, *, title: str, is_late: bool = False, back: str = "", **more: Any) -> HttpResponse:
    """The form of one thing in a decision; `is_late` when somebody else was first (409). Sent once more it carries the version of now."""
    typed = typed_in(request)
    now = decision_of(dossier)
    version = now.version if now else 0
    given = "" if typed is None or is_late else str(typed.get("versie") or "")
    context = {
        "dossier": dossier,
        "form": form,
        "title": title,
        "is_late": is_late,
        "meanwhile": meanwhile(dossier) if is_late else None,
        "version": given if given.isascii() and given.isdigit() and len(given) <= 9 else str(version),
        "is_restored": typed is not None and request.method != "POST",
        "back": back or decision_address(dossier),
        **more,
    }
    return render(request, "procurement/dossier_decision_form.html", context, status=409 if is_late else 200)


def show_delete(request: HttpRequest, dossier: Dossier, decision: Decision, *, title: str, lines: list[str]) -> HttpResponse:
    context = {"dossier": dossier, "title": title, "lines": lines, "version": decision.version, "back": decision_address(dossier)}
    return render(request, "procurement/dossier_decision_delete.html", context)


def done(request: HttpRequest, dossier: Dossier, anchor: str = "") -> HttpResponse:
    forget(request)
    return HttpResponseRedirect(decision_address(dossier) + anchor)


def decision_address(dossier: Dossier) -> str:
    return reverse("procurement:dossier_decision", args=[dossier.key])
