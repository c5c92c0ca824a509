"""The contracts of a decision and what each calendar year of them brought: adding, changing and deleting them."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from procurement.forms.decision import ContractForm
from procurement.forms.realised import RealisedYearForm
from procurement.models import Contract, Decision, Dossier, RealisedYear
from procurement.views.dossiers.decision import offering_name, show_decision
from procurement.views.dossiers.decision_turns import (
    MOST_CONTRACTS,
    Sent,
    contracts_of,
    decision_of,
    done,
    found_contract,
    show_delete,
    show_form,
    store,
)
from procurement.views.dossiers.saving import View, acts_on_dossier, edits_after_dossier, typed_in, typed_page
from voorzieningen import published

LATE = "Een collega heeft het besluit intussen gewijzigd. Er is niets verwijderd. Kijk wat er nu staat en doe het daarna zo nodig opnieuw."
FULL = f"Bij dit besluit staan al {MOST_CONTRACTS} contracten. Verwijder er eerst een."
GONE = "Een collega heeft dit intussen verwijderd. Er is niets bewaard."
GET_POST = ["GET", "HEAD", "POST"]


def gives_back(view: View) -> View:
    """What is sent to something that a colleague deleted meanwhile comes back, to copy (409)."""

    @wraps(view)
    def wrapped(request: HttpRequest, dossier: Dossier, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, dossier, **kwargs)
        except Http404:
            if request.method != "POST":
                raise
            return typed_page(request, GONE, status=409)

    return wrapped


@require_http_methods(GET_POST)
@edits_after_dossier
@gives_back
def dossier_contract_new(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """The empty form of a contract, under a decision to choose something."""
    decision = decision_of(dossier)
    if decision is None or decision.outcome != Decision.Outcome.CHOSEN:
        raise Http404
    form = ContractForm(typed_in(request), contract=None, catalogue=published.catalogue())
    if request.method == "POST" and len(contracts_of(decision)) >= MOST_CONTRACTS:
        form.add_error(None, FULL)
    return _contract_answer(request, dossier, decision, form, Contract(decision=decision), "Een contract toevoegen")


@require_http_methods(GET_POST)
@edits_after_dossier
@gives_back
def dossier_contract(request: HttpRequest, dossier: Dossier, number: int) -> HttpResponse:
    """The form of a contract."""
    decision, contract = found_contract(dossier, number)
    form = ContractForm(typed_in(request), contract=contract, catalogue=published.catalogue())
    return _contract_answer(request, dossier, decision, form, contract, "Een contract aanpassen")


@require_http_methods(GET_POST)
@acts_on_dossier
def dossier_contract_delete(request: HttpRequest, dossier: Dossier, number: int) -> HttpResponse:
    """Ask whether a contract may go, with the years that are lost with it; sent, it is gone."""
    decision, contract = found_contract(dossier, number)
    name = offering_name(published.catalogue(), contract.offering)
    if request.method != "POST":
        years = ", ".join(str(item.year) for item in sorted(contract.realised.all(), key=lambda item: item.year))
        lines = [f"Het contract voor {name}.", f"Ook de cijfers van {years} gaan weg." if years else "Er staan nog geen cijfers bij."]
        return show_delete(request, dossier, decision, title="Wilt u dit contract verwijderen?", lines=lines)
    is_done = store(request, dossier, decision, Sent(f"Contract voor {name} verwijderd", contract.delete))
    return done(request, dossier) if is_done else show_decision(request, dossier, problem=LATE)


@require_http_methods(GET_POST)
@edits_after_dossier
@gives_back
def dossier_realised_new(request: HttpRequest, dossier: Dossier, number: int) -> HttpResponse:
    """The empty form of a calendar year."""
    decision, contract = found_contract(dossier, number)
    return _year_answer(request, dossier, decision, RealisedYear(contract=contract))


@require_http_methods(GET_POST)
@edits_after_dossier
@gives_back
def dossier_realised(request: HttpRequest, dossier: Dossier, number: int, year: int) -> HttpResponse:
    """The form of a calendar year that has figures already."""
    decision, contract = found_contract(dossier, number)
    return _year_answer(request, dossier, decision, _found_year(contract, year))


@require_http_methods(GET_POST)
@acts_on_dossier
def dossier_realised_delete(request: HttpRequest, dossier: Dossier, number: int, year: int) -> HttpResponse:
    """Ask whether the figures of a year may go; sent, they are gone."""
    decision, contract = found_contract(dossier, number)
    row, name = _found_year(contract, year), offering_name(published.catalogue(), contract.offering)
    if request.method != "POST":
        title = f"Wilt u de cijfers van {row.year} verwijderen?"
        return show_delete(request, dossier, decision, title=title, lines=[f"Het contract voor {name} blijft staan."])
    is_done = store(request, dossier, decision, Sent(f"Cijfers van {row.year} voor {name} verwijderd", row.delete))
    return done(request, dossier, f"#contract-{contract.pk}") if is_done else show_decision(request, dossier, problem=LATE)


def _contract_answer(request: HttpRequest, dossier: Dossier, decision: Decision, form: ContractForm, contract: Contract, title: str) -> HttpResponse:
    """Keep a contract that is right when nobody was first; otherwise the form with what was typed."""
    if request.method != "POST" or not form.is_valid():
        return show_form(request, dossier, form, title=title)
    is_new, values = contract.pk is None, form.values
    name = offering_name(published.catalogue(), values["offering"])
    sent = Sent(f"Contract voor {name} {'toegevoegd' if is_new else 'gewijzigd'}", lambda: _fill(contract, values))
    if not store(request, dossier, decision, sent):
        return show_form(request, dossier, form, title=title, is_late=True)
    return done(request, dossier, f"#contract-{contract.pk}")


def _year_answer(request: HttpRequest, dossier: Dossier, decision: Decision, row: RealisedYear) -> HttpResponse:
    """Keep the figures of a year that are right when nobody was first; otherwise the form with what was typed."""
    contract, is_new = row.contract, row.pk is None
    name = offering_name(published.catalogue(), contract.offering)
    title = f"Cijfers van een jaar: {name}"
    form = RealisedYearForm(typed_in(request), contract=contract, row=None if is_new else row)
    if request.method != "POST" or not form.is_valid():
        return show_form(request, dossier, form, title=title)
    values = form.values
    sent = Sent(f"Cijfers van {values['year']} voor {name} {'toegevoegd' if is_new else 'gewijzigd'}", lambda: _fill(row, values))
    if not store(request, dossier, decision, sent):
        return show_form(request, dossier, form, title=title, is_late=True)
    return done(request, dossier, f"#contract-{contract.pk}")


def _found_year(contract: Contract, year: int) -> RealisedYear:
    row = next((item for item in contract.realised.all() if item.year == year), None)
    if row is None:
        raise Http404
    return row


def _fill(row: Contract | RealisedYear, values: dict[str, object]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
