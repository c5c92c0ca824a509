"""Bewaar als dossier: the question in the address becomes a dossier, or the question of the dossier that the adviser is working on."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import adviser_required
from accounts.models import Membership
from config.guard import MAX_QUERY_LENGTH
from procurement.advice.parts import PARTS
from procurement.forms.dossier import SaveForm
from procurement.forms.edition import EditionForm
from procurement.models import Dossier, Quotation
from procurement.offers import NO_OWN_OFFERS
from procurement.question import LONGEST_QUERY, Question
from procurement.views.dossiers.found import member_of, write_down
from procurement.views.dossiers.kept import forget, keep, kept_for
from procurement.views.dossiers.once import make_once, number_in
from procurement.views.dossiers.recording import keep_present_record
from procurement.views.dossiers.saving import acts_on_dossier, closed_page, meanwhile, take_turn, typed_page, version_in
from procurement.views.own_session import MOST_OFFERS, load, private
from procurement.views.questions import Asked, ask, limited

IN_HAND = "dossier_in_bewerking"  # in the session: the dossier whose question is being changed


@acts_on_dossier
@require_POST
def dossier_question(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """Pas de vraag aan: the session remembers the dossier, and the page of the question opens with it."""
    if not dossier.is_editable:
        return closed_page(request, dossier)
    request.session[IN_HAND] = str(dossier.key)
    return HttpResponseRedirect(f"{reverse('procurement:comparison')}{'?' if dossier.query else ''}{dossier.query}")


@require_http_methods(["GET", "HEAD", "POST"])
def dossier_new(request: HttpRequest) -> HttpResponse:
    """The form, and what it sends. Who is not signed in signs in first and comes back with everything that was asked and typed."""
    if not request.user.is_authenticated:
        return private(_sign_in_first(request))
    return private(_save(request))


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    here = reverse("procurement:dossier_new")
    if request.method == "POST":
        if not keep(request):
            return typed_page(request, "U bent niet ingelogd, en dit is te lang om voor u te bewaren.", status=403)
        return redirect_to_login(here, reverse("account_login"))
    # Percent signs of the question get percent signs of their own in the address of the sign-in.
    if len(quote(request.get_full_path())) + len("next=") > MAX_QUERY_LENGTH:
        return render(request, "procurement/dossier_sign_in_first.html", {"query": request.GET.urlencode(safe=":,")})
    return redirect_to_login(request.get_full_path(), reverse("account_login"))


@adviser_required
def _save(request: HttpRequest) -> HttpResponse:
    typed = request.POST if request.method == "POST" else kept_for(request)
    query = typed.get("vraag", "") if typed is not None else request.GET.urlencode(safe=":,")
    membership, in_hand = member_of(request), _in_hand(request)
    own, _ = load(request)
    options: dict[str, Any] = {"in_hand": (str(in_hand.key), in_hand.name) if in_hand else None, "own_offers": len(own.stored)}
    asked = ask_own(query) if len(query) <= LONGEST_QUERY else None
    if asked is not None and not asked.form.is_valid():
        back = f"{reverse('procurement:comparison')}?{query}"
        return render(request, "procurement/dossier_wrong_question.html", {"form": asked.form, "back": back, "dossier": None})
    question = asked.form.question if asked else None
    initial = {"vraag": query, "waar": str(in_hand.key) if in_hand else None, "naam": question.heading if question and question.municipality else ""}
    form = SaveForm(typed, initial=initial, **options)
    status = 200
    if request.method == "POST" and form.is_valid() and question is not None:
        saved = _make_once(request, membership, form, question) if form.is_new or in_hand is None else _update(request, in_hand, form, question)
        if saved is not None:
            forget(request)
            return HttpResponseRedirect(reverse("procurement:dossier", args=[saved.key]))
        status = 409
    context = {
        "form": form,
        "question": question,
        "dossier": in_hand,
        "version": str(in_hand.version) if in_hand and status == 409 else version_in(typed, in_hand) if in_hand else "",
        "meanwhile": meanwhile(in_hand) if in_hand and status == 409 else None,
        "different": _different(in_hand, question) if in_hand and question else [],
        "is_restored": request.method != "POST" and typed is not None,
        "number": number_in(typed),
    }
    return render(request, "procurement/dossier_new.html", context, status=status)


def ask_own(query: str) -> Asked:
    """The question by itself, without anybody's own offers, as a report can hold it."""
    return limited(ask(QueryDict(query), lambda catalogue, existing: NO_OWN_OFFERS))


def _in_hand(request: HttpRequest) -> Dossier | None:
    """The dossier that the session works on, if it is there and may be changed."""
    key = request.session.get(IN_HAND)
    if not isinstance(key, str):
        return None
    found = Dossier.objects.of_municipality(member_of(request).municipality_id).present().filter(key=UUID(key)).first()
    return found if found is not None and found.is_editable else None


def _make_once(request: HttpRequest, membership: Membership, form: SaveForm, question: Question) -> Dossier:
    recognised = {"municipality": membership.municipality, "created_by": membership.user, "name": form.cleaned_data["naam"], "query": question.query}
    dossier = make_once(number_in(request.POST), lambda key: _make(request, membership, form, question, key), **recognised)
    request.session[IN_HAND] = str(dossier.key)
    return dossier


def _make(request: HttpRequest, membership: Membership, form: SaveForm, question: Question, key: UUID) -> Dossier:
    with transaction.atomic():
        dossier = Dossier.objects.create(
            key=key,
            municipality=membership.municipality,
            name=form.cleaned_data["naam"],
            query=question.query,
            created_by=membership.user,
            **_layout(form.cleaned_data["vraag"]),
        )
        write_down(request, dossier, "Dossier gemaakt")
        _take_offers(request, dossier, form)
        keep_present_record(dossier)
    return dossier


def _layout(query: str) -> dict[str, Any]:
    """Length and parts, when the question comes from a report that has its own."""
    form = EditionForm(QueryDict(query))
    if not form.is_valid():
        return {}
    return {"length": form.edition.length.value, "left_out": [part.code for part in PARTS if part.code in form.edition.left_out]}


def _update(request: HttpRequest, dossier: Dossier, form: SaveForm, question: Question) -> Dossier | None:
    """The dossier with this question; None when a colleague changed it meanwhile. What was ready to be adopted is a concept again."""
    with transaction.atomic():
        if not take_turn(request, dossier):
            return None
        was_ready = dossier.status == Dossier.Status.TO_BE_ADOPTED
        Dossier.objects.filter(pk=dossier.pk).update(query=question.query, status=Dossier.Status.CONCEPT)
        write_down(request, dossier, f"Vraag aangepast{', het dossier is weer concept' if was_ready else ''}")
        _take_offers(request, dossier, form)
        dossier.refresh_from_db()
        keep_present_record(dossier)
    return dossier


def _take_offers(request: HttpRequest, dossier: Dossier, form: SaveForm) -> None:
    """The own offers of the session, when ticked, behind those that the dossier has; as many as fit."""
    if not form.cleaned_data.get("offertes"):
        return
    numbers = list(dossier.quotations.values_list("number", flat=True))
    stored = load(request)[0].stored
    taken = stored[: max(MOST_OFFERS - len(numbers), 0)]
    first = max(numbers, default=0) + 1
    Quotation.objects.bulk_create(
        Quotation(dossier=dossier, number=first + place, fields=item.fields, is_counted=item.counted) for place, item in enumerate(taken)
    )
    if len(taken) < len(stored):
        messages.warning(request, f"Van uw {len(stored)} offertes zijn er {len(taken)} overgenomen: een dossier houdt er hoogstens {MOST_OFFERS}.")
    if taken:
        write_down(request, dossier, f"Offertes overgenomen uit de eigen sessie: {len(taken)}")


def _different(dossier: Dossier, question: Question) -> list[tuple[str, str, str]]:
    """(input, in the dossier now, in this question) of every input that is not the same."""
    asked = ask_own(dossier.query)
    now = {item.label: item.value for item in asked.form.question.inputs} if asked.form.is_valid() else {}
    new = {item.label: item.value for item in question.inputs}
    return [(label, now.get(label, "-"), new.get(label, "-")) for label in dict.fromkeys((*new, *now)) if now.get(label) != new.get(label)]
