"""A dossier as a whole: copy it, put it in the archive, delete it and bring it back while that is possible."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import adviser_required
from procurement.forms.dossier import CopyForm
from procurement.models import Dossier, Exclusion, Quotation
from procurement.models.dossiers import GRACE
from procurement.views.dossiers.found import find_dossier, member_of, write_down
from procurement.views.dossiers.once import make_once, number_in
from procurement.views.dossiers.recording import keep_present_record
from procurement.views.dossiers.saving import acts_on_dossier, change, conflict_page, take_turn
from procurement.views.own_session import private

LONGEST_NAME = 100


@require_http_methods(["GET", "HEAD", "POST"])
@acts_on_dossier
def dossier_copy(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """A copy with question, texts and reasons; with the quotations only when ticked."""
    suffix = " (kopie)"
    initial = {"naam": f"{dossier.name[: LONGEST_NAME - len(suffix)].rstrip()}{suffix}"}
    form = CopyForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        name, with_quotations = form.cleaned_data["naam"], form.cleaned_data["offertes"]
        recognised = {"municipality": dossier.municipality, "created_by": member_of(request).user, "name": name, "query": dossier.query}
        copy = make_once(number_in(request.POST), lambda key: _copy(request, dossier, name, with_quotations=with_quotations, key=key), **recognised)
        messages.success(request, f"Dit is de kopie van ‘{dossier.name}’.")
        return HttpResponseRedirect(reverse("procurement:dossier", args=[copy.key]))
    context = {"dossier": dossier, "form": form, "quotations": dossier.quotations.count(), "number": number_in(request.POST)}
    return render(request, "procurement/dossier_copy.html", context)


@transaction.atomic
def _copy(request: HttpRequest, dossier: Dossier, name: str, *, with_quotations: bool, key: UUID) -> Dossier:
    membership = member_of(request)
    copy = Dossier.objects.create(
        key=key,
        municipality=dossier.municipality,
        name=name,
        query=dossier.query,
        subject=dossier.subject,
        author=dossier.author,
        length=dossier.length,
        left_out=dossier.left_out,
        texts=dossier.texts,
        created_by=membership.user,
    )
    Exclusion.objects.bulk_create(Exclusion(dossier=copy, offering=item.offering, reason=item.reason) for item in dossier.exclusions.all())
    if with_quotations:
        Quotation.objects.bulk_create(
            Quotation(dossier=copy, number=item.number, fields=item.fields, is_counted=item.is_counted) for item in dossier.quotations.all()
        )
    write_down(request, copy, f"Gemaakt als kopie van ‘{dossier.name}’{', met de offertes' if with_quotations else ''}")
    keep_present_record(copy)
    return copy


@acts_on_dossier
@require_POST
def dossier_archive(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """Into the archive (`naar` is archief) or out of it."""
    into = request.POST.get("naar") == "archief"
    if into == (dossier.archived_at is not None):
        return conflict_page(request, dossier)
    what = "Naar het archief" if into else "Terug uit het archief"
    if not change(request, dossier, what=what, fields={"archived_at": timezone.now() if into else None}):
        return conflict_page(request, dossier)
    messages.success(request, "Het dossier staat in het archief." if into else "Het dossier is terug uit het archief.")
    return HttpResponseRedirect(reverse("procurement:dossier", args=[dossier.key]))


@require_http_methods(["GET", "HEAD", "POST"])
@acts_on_dossier
def dossier_delete(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """The question whether it is meant, and the deleting. What was frozen stays for good: such a dossier can only be archived."""
    has_reports = dossier.reports.exists()
    context = {"dossier": dossier, "has_reports": has_reports, "days": GRACE.days}
    if request.method != "POST":
        return render(request, "procurement/dossier_delete.html", context)
    if has_reports:
        return render(request, "procurement/dossier_delete.html", context, status=409)
    with transaction.atomic():
        # A report that was frozen between the question and this answer changed the version.
        if not take_turn(request, dossier):
            return conflict_page(request, dossier)
        Dossier.objects.filter(pk=dossier.pk).update(deleted_at=timezone.now())
        write_down(request, dossier, "Verwijderd")
    messages.success(request, f"Het dossier ‘{dossier.name}’ is verwijderd. U kunt het nog {GRACE.days} dagen terughalen.")
    return HttpResponseRedirect(f"{reverse('procurement:dossiers')}?toon=verwijderd")


@require_http_methods(["GET", "HEAD", "POST"])
def dossier_restore(request: HttpRequest, key: UUID) -> HttpResponse:
    """The page of a deleted dossier, from which it can be brought back as long as its grace lasts."""
    return private(_restore(request, key))


@adviser_required
def _restore(request: HttpRequest, key: UUID) -> HttpResponse:
    dossier = find_dossier(request, key, deleted=True)
    if dossier.deleted_at is not None and dossier.deleted_at < timezone.now() - GRACE:
        raise Http404
    if request.method != "POST":
        return render(request, "procurement/dossier_restore.html", {"dossier": dossier})
    if not change(request, dossier, what="Teruggehaald", fields={"deleted_at": None}):
        return conflict_page(request, dossier)
    messages.success(request, "Het dossier is teruggehaald.")
    return HttpResponseRedirect(reverse("procurement:dossier", args=[dossier.key]))
