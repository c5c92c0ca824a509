"""After the decision: what was decided, and what the contracts really brought beside the list price and the offers."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import member_required
from procurement.forms.decision import DecisionForm
from procurement.models import Contract, Decision, Dossier, RealisedYear
from procurement.realised import Beside, Term
from procurement.views.dossiers.decision_beside import Basis, Side, basis_of, beside_of
from procurement.views.dossiers.decision_turns import MOST_CONTRACTS, Sent, contracts_of, decision_of, done, show_form, store
from procurement.views.dossiers.found import find_dossier, member_of
from procurement.views.dossiers.saving import edits_after_dossier, meanwhile, typed_in
from procurement.views.own_session import private
from voorzieningen.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Shown:
    """A contract on the page. `beside` is None when the question can no longer be answered; `can_add` while a year is still without figures."""

    contract: Contract
    offering: str
    years: tuple[RealisedYear, ...]
    beside: Beside | None
    sides: tuple[Side, ...]
    can_add: bool


@require_safe
@member_required
def dossier_decision(request: HttpRequest, key: UUID) -> HttpResponse:
    """The decision with its contracts, for the readers of the dossier too."""
    return show_decision(request, find_dossier(request, key))


@require_http_methods(["GET", "HEAD", "POST"])
@edits_after_dossier
def dossier_decision_edit(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """What was decided; also of a dossier that is final or archived."""
    decision = decision_of(dossier)
    has_contracts = decision is not None and bool(contracts_of(decision))
    form = DecisionForm(typed_in(request), decision=decision, today=timezone.localdate(), has_contracts=has_contracts)
    if request.method != "POST" or not form.is_valid():
        return show_form(request, dossier, form, title="Het besluit")
    sent = Sent("Besluit gewijzigd" if decision else "Besluit vastgelegd", lambda: _keep(dossier, decision, form))
    return done(request, dossier) if store(request, dossier, decision, sent) else show_form(request, dossier, form, title="Het besluit", is_late=True)


def show_decision(request: HttpRequest, dossier: Dossier, *, problem: str = "") -> HttpResponse:
    """The page; with a problem (why nothing was changed) it answers 409."""
    decision = decision_of(dossier)
    contracts = contracts_of(decision) if decision else []
    basis = basis_of(dossier) if contracts else None
    context = {
        "dossier": dossier,
        "decision": decision,
        "contracts": [_shown(basis, contract) for contract in contracts] if basis else [],
        "basis": basis,
        "can_edit": member_of(request).can_edit,
        "can_add": decision is not None and decision.outcome == Decision.Outcome.CHOSEN and len(contracts) < MOST_CONTRACTS,
        "problem": problem,
        "meanwhile": meanwhile(dossier) if problem else None,
    }
    return private(render(request, "procurement/dossier_decision.html", context, status=409 if problem else 200))


def offering_name(catalogue: Catalogue, slug: str) -> str:
    offering = catalogue.offering(slug)
    return offering.name if offering else f"{slug} (niet meer in de catalogus)"


def _keep(dossier: Dossier, decision: Decision | None, form: DecisionForm) -> None:
    if decision is None:
        Decision.objects.create(dossier=dossier, **form.values)
    else:
        Decision.objects.filter(pk=decision.pk).update(**form.values)


def _shown(basis: Basis, contract: Contract) -> Shown:
    beside, sides = beside_of(basis, contract) if basis.is_answerable else (None, ())
    years = tuple(sorted(contract.realised.all(), key=lambda item: item.year))
    name = offering_name(basis.asked.form.catalogue, contract.offering)
    return Shown(contract, name, years, beside, sides, len(years) < len(Term(contract.starts_on, contract.until).years))
