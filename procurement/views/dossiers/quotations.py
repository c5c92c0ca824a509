"""The private quotations of a dossier: the list, the form, and switching them on and off. Only colleagues of its municipality see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import member_required
from procurement.forms.own_offer import OwnOfferForm
from procurement.models import Dossier, Quotation
from procurement.offers import OwnOffer, own_wording
from procurement.views.dossiers.found import find_dossier, member_of
from procurement.views.dossiers.kept import forget
from procurement.views.dossiers.saving import acts_on_dossier, edits_dossier, meanwhile, typed_in, version_in
from procurement.views.dossiers.turns import change_basis
from procurement.views.own_session import MOST_OFFERS, Stored, load, private
from voorzieningen import published
from voorzieningen.catalogue import Catalogue, Municipality

# What was done last, by its code in the address.
SAID = {
    "bewaard": "De offerte is bewaard.",
    "aan": "De offerte telt mee in het dossier.",
    "uit": "De offerte telt niet meer mee in het dossier.",
    "verwijderd": "De offerte is verwijderd.",
    "overgenomen": "De offertes uit uw sessie staan nu ook in dit dossier.",
    "niets": "Er viel niets over te nemen: de offertes staan er al.",
    "in-sessie": "De offertes staan nu ook in uw sessie. U ziet ze in de vergelijking.",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One quotation in the list; `offer` is None when the catalogue no longer takes it as it was typed."""

    quotation: Quotation
    name: str
    offering: str
    offer: OwnOffer | None
    wording: str


@require_safe
@member_required
def dossier_quotations(request: HttpRequest, key: UUID) -> HttpResponse:
    """The quotations of a dossier, for its readers too."""
    return show_list(request, find_dossier(request, key), said=SAID.get(request.GET.get("gedaan", ""), ""))


@require_http_methods(["GET", "HEAD", "POST"])
@edits_dossier
def dossier_quotation_new(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """The empty form; sent, it adds a quotation to the dossier."""
    quotations = quotations_of(dossier)
    is_full = len(quotations) >= MOST_OFFERS
    typed = typed_in(request)
    if typed is None and is_full:
        return back_to_list(dossier)
    form = _form(typed)
    if is_full:
        form.add_error(None, f"Dit dossier heeft al {MOST_OFFERS} offertes. Verwijder er eerst een; open daarvoor de lijst in een ander tabblad.")
    return _answer(request, dossier, form, Quotation(dossier=dossier, number=next_number(quotations)))


@require_http_methods(["GET", "HEAD", "POST"])
@edits_dossier
def dossier_quotation(request: HttpRequest, dossier: Dossier, number: int) -> HttpResponse:
    """The form with what was typed; sent, it replaces the quotation."""
    quotation, typed = _find(dossier, number), typed_in(request)
    if quotation is None and request.method == "POST":
        # A colleague deleted it meanwhile: what was typed stands in the form, to be kept as a new one.
        return _show_form(request, dossier, _form(typed), None, is_late=True)
    if quotation is None:
        raise Http404
    return _answer(request, dossier, _form(quotation.fields if typed is None else typed), quotation)


@require_POST
@acts_on_dossier
def dossier_quotation_count(request: HttpRequest, dossier: Dossier, number: int) -> HttpResponse:
    """Count it in the comparison of the dossier, or not: `meerekenen` is aan or uit."""
    quotation = _found(dossier, number)
    quotation.is_counted = request.POST.get("meerekenen") == "aan"
    what = f"Offerte {quotation.number} {'telt mee' if quotation.is_counted else 'telt niet meer mee'}"
    if not dossier.is_editable or not change_basis(request, dossier, what, quotation.save):
        return show_list(request, dossier, problem=why_refused(dossier))
    return back_to_list(dossier, "aan" if quotation.is_counted else "uit", quotation)


@require_http_methods(["GET", "HEAD", "POST"])
@acts_on_dossier
def dossier_quotation_delete(request: HttpRequest, dossier: Dossier, number: int) -> HttpResponse:
    """Ask whether it may go; sent, it is gone."""
    quotation = _found(dossier, number)
    if request.method != "POST" and dossier.is_editable:
        row = row_of(quotation, *lists())
        return render(request, "procurement/dossier_quotation_delete.html", {"dossier": dossier, "row": row, "version": dossier.version})
    if not dossier.is_editable or not change_basis(request, dossier, f"Offerte {quotation.number} verwijderd", quotation.delete):
        return show_list(request, dossier, problem=why_refused(dossier))
    return back_to_list(dossier, "verwijderd")


def show_list(request: HttpRequest, dossier: Dossier, *, said: str = "", problem: str = "") -> HttpResponse:
    """The list; with a problem (why a change was refused) it answers 409."""
    quotations, (catalogue, existing) = quotations_of(dossier), lists()
    session, _ = load(request)
    context = {
        "dossier": dossier,
        "rows": [row_of(item, catalogue, existing) for item in quotations],
        "can_edit": dossier.is_editable and member_of(request).can_edit,
        "is_full": len(quotations) >= MOST_OFFERS,
        "most": MOST_OFFERS,
        "in_session": len(session.stored),
        "said": said,
        "problem": problem,
    }
    return private(render(request, "procurement/dossier_quotations.html", context, status=409 if problem else 200))


def quotations_of(dossier: Dossier) -> list[Quotation]:
    """In the order of the list. One query."""
    return list(dossier.quotations.order_by("number"))


def next_number(quotations: list[Quotation]) -> int:
    return max((item.number for item in quotations), default=0) + 1


def lists() -> tuple[Catalogue, tuple[Municipality, ...]]:
    return published.catalogue_and_municipalities(timezone.localdate())


def row_of(item: Quotation, catalogue: Catalogue, existing: tuple[Municipality, ...]) -> Row:
    offer = Stored(item.number, item.is_counted, item.fields).offer(catalogue, existing)
    offering = catalogue.offering(item.fields.get("aanbod", ""))
    return Row(item, item.fields.get("naam", ""), offering.name if offering else "", offer, own_wording(offer) if offer else "")


def back_to_list(dossier: Dossier, said: str = "", quotation: Quotation | None = None) -> HttpResponse:
    ending = f"?gedaan={said}" if said else ""
    anchor = f"#offerte-{quotation.number}" if quotation else ""
    return HttpResponseRedirect(reverse("procurement:dossier_quotations", args=[dossier.key]) + ending + anchor)


def why_refused(dossier: Dossier) -> str:
    """Why a change was not made, in Dutch."""
    if not dossier.is_editable:
        return "Dit dossier is vastgesteld of gearchiveerd. De offertes veranderen dan niet meer."
    return "Een collega heeft dit dossier intussen gewijzigd. Er is niets veranderd. Kijk wat er nu staat en doe het daarna zo nodig opnieuw."


def _answer(request: HttpRequest, dossier: Dossier, form: OwnOfferForm, quotation: Quotation) -> HttpResponse:
    """Keep what was typed when it is right and nobody was first; otherwise the form with what was typed."""
    if request.method != "POST" or not form.is_valid():
        return _show_form(request, dossier, form, quotation)
    quotation.fields = form.typed
    what = f"Offerte {quotation.number} {'toegevoegd' if quotation.pk is None else 'gewijzigd'}"
    if not change_basis(request, dossier, what, quotation.save):
        return _show_form(request, dossier, form, quotation, is_late=True)
    forget(request)
    return back_to_list(dossier, "bewaard", quotation)


def _show_form(request: HttpRequest, dossier: Dossier, form: OwnOfferForm, quotation: Quotation | None, *, is_late: bool = False) -> HttpResponse:
    """The form; `is_late` when somebody else was first (409). Sent once more it then carries the version that its notice is about."""
    known = quotation if quotation is not None and quotation.pk is not None else None
    name, place = ("dossier_quotation", [known.number]) if known else ("dossier_quotation_new", [])
    context = {
        "dossier": dossier,
        "form": form,
        "is_new": known is None,
        "is_late": is_late,
        "is_restored": request.method != "POST" and typed_in(request) is not None,
        "meanwhile": meanwhile(dossier) if is_late else None,
        "version": str(dossier.version) if is_late else version_in(typed_in(request), dossier),
        "action": reverse(f"procurement:{name}", args=[dossier.key, *place]),
        "list_address": reverse("procurement:dossier_quotations", args=[dossier.key]),
    }
    return render(request, "procurement/dossier_quotation.html", context, status=409 if is_late else 200)


def _form(data: Any) -> OwnOfferForm:
    catalogue, existing = lists()
    return OwnOfferForm(data, catalogue=catalogue, municipalities=existing)


def _find(dossier: Dossier, number: int) -> Quotation | None:
    # Found among those of the dossier: a number of any length may stand in the address.
    return next((item for item in quotations_of(dossier) if item.number == number), None)


def _found(dossier: Dossier, number: int) -> Quotation:
    quotation = _find(dossier, number)
    if quotation is None:
        raise Http404
    return quotation
