"""Own offers of a visitor: the list, the form, and switching them on and off. They live in the session; no address holds a name or an amount."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from procurement.forms.own_offer import OwnOfferForm
from procurement.offers import OwnOffer, own_wording
from procurement.views.own_session import MOST_OFFERS, OwnSession, Stored, load, private
from voorzieningen import published
from voorzieningen.catalogue import Catalogue, Municipality

View = Callable[..., HttpResponse]


def _own(view: View) -> View:
    """A page of own offers is private, also when it is empty."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return private(view(request, *args, **kwargs))

    return wrapped


@dataclass(frozen=True, slots=True)
class Row:
    """One own offer in the list; `offer` is None when the catalogue no longer takes it as it was typed."""

    stored: Stored
    name: str
    offering: str
    offer: OwnOffer | None
    wording: str


@_own
@require_safe
def own_offers(request: HttpRequest) -> HttpResponse:
    """The own offers of this session."""
    session, lost = load(request)
    catalogue, existing = _lists()
    context = {
        "rows": [_row(item, catalogue, existing) for item in session.stored],
        "deleted": session.deleted[1].fields.get("naam", "") if session.deleted else None,
        "said": session.said,
        "lost": lost,
        "most": MOST_OFFERS,
        "is_full": len(session.stored) >= MOST_OFFERS,
        **_addresses(request),
    }
    return render(request, "procurement/own_offers.html", context)


@_own
@require_http_methods(["GET", "HEAD", "POST"])
def own_offer_new(request: HttpRequest) -> HttpResponse:
    """The empty form; sent, it adds an offer to the session."""
    session, _ = load(request)
    if len(session.stored) >= MOST_OFFERS and request.method != "POST":
        return _back_to_list(request)
    catalogue, existing = _lists()
    form = OwnOfferForm(request.POST if request.method == "POST" else None, catalogue=catalogue, municipalities=existing)
    if len(session.stored) >= MOST_OFFERS:
        form.add_error(None, f"U hebt al {MOST_OFFERS} eigen offertes. Verwijder er eerst een; open daarvoor uw offertes in een ander tabblad.")
    if form.is_bound and form.is_valid():
        new = session.add(form.typed)
        return _done(request, session, "bewaard", new)
    return _form(request, form, is_new=True)


@_own
@require_http_methods(["GET", "HEAD", "POST"])
def own_offer(request: HttpRequest, key: int) -> HttpResponse:
    """The form with what was typed; sent, it replaces the offer."""
    session, stored = _found(request, key)
    catalogue, existing = _lists()
    form = OwnOfferForm(request.POST if request.method == "POST" else stored.fields, catalogue=catalogue, municipalities=existing)
    if request.method == "POST" and form.is_valid():
        stored.fields = form.typed
        return _done(request, session, "bewaard", stored)
    return _form(request, form, is_new=False)


@_own
@require_POST
def own_offer_count(request: HttpRequest, key: int) -> HttpResponse:
    """Count it in the comparison, or not: `meerekenen` is aan or uit."""
    session, stored = _found(request, key)
    stored.counted = request.POST.get("meerekenen") == "aan"
    return _done(request, session, "aan" if stored.counted else "uit", stored)


@_own
@require_POST
def own_offer_delete(request: HttpRequest, key: int) -> HttpResponse:
    """Take it out of the list; the last one can be brought back."""
    session, stored = _found(request, key)
    session.delete(stored)
    return _done(request, session, "verwijderd")


@_own
@require_POST
def own_offers_undo(request: HttpRequest) -> HttpResponse:
    """Bring back what was deleted last. Without anything to bring back it only shows the list."""
    session, _ = load(request)
    if session.deleted is None or len(session.stored) >= MOST_OFFERS:
        return _back_to_list(request)
    back = session.deleted[1]
    session.bring_back()
    return _done(request, session, "teruggehaald", back)


@_own
@require_POST
def own_offers_clear(request: HttpRequest) -> HttpResponse:
    """Forget all of them, also what was deleted."""
    OwnSession.forget(request)
    return _back_to_list(request)


def _lists() -> tuple[Catalogue, tuple[Municipality, ...]]:
    return published.catalogue_and_municipalities(timezone.localdate())


def _found(request: HttpRequest, key: int) -> tuple[OwnSession, Stored]:
    """The session with one of its offers; another session's number is nobody's here."""
    session, _ = load(request)
    stored = session.find(key)
    if stored is None:
        raise Http404
    return session, stored


def _row(item: Stored, catalogue: Catalogue, existing: tuple[Municipality, ...]) -> Row:
    offer = item.offer(catalogue, existing)
    offering = catalogue.offering(item.fields.get("aanbod", ""))
    return Row(item, item.fields.get("naam", ""), offering.name if offering else "", offer, own_wording(offer) if offer else "")


def _form(request: HttpRequest, form: OwnOfferForm, *, is_new: bool) -> HttpResponse:
    return render(request, "procurement/own_offer.html", {"form": form, "is_new": is_new, **_addresses(request)})


def _addresses(request: HttpRequest) -> dict[str, str]:
    """The question that the visitor came from travels along in the address, so that the way back leads to it."""
    query = request.GET.urlencode(safe=":,")
    ending = f"?{query}" if query else ""
    return {"ending": ending, "list_address": f"{reverse('procurement:own_offers')}{ending}"}


def _done(request: HttpRequest, session: OwnSession, said: str, stored: Stored | None = None) -> HttpResponse:
    session.said = said
    session.save(request)
    return _back_to_list(request, f"#offerte-{stored.key}" if stored else "")


def _back_to_list(request: HttpRequest, anchor: str = "") -> HttpResponse:
    return HttpResponseRedirect(_addresses(request)["list_address"] + anchor)
