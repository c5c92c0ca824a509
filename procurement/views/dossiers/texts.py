"""The own texts of a dossier: the list, and one text with its draft, its preview and what a colleague made of it meanwhile."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import member_required
from procurement.advice.parts import TEXTS
from procurement.forms.dossier_text import TextForm, plain
from procurement.models import Dossier
from procurement.texts import to_html
from procurement.views.dossiers.found import find_dossier, member_of
from procurement.views.dossiers.kept import forget
from procurement.views.dossiers.saving import Meanwhile, change, edits_dossier, meanwhile, typed_in, version_in
from procurement.views.dossiers.showing import text_rows
from procurement.views.dossiers.standing import stand
from procurement.views.own_session import private


@require_safe
@member_required
def dossier_texts(request: HttpRequest, key: UUID) -> HttpResponse:
    """All texts as the report has them."""
    dossier = find_dossier(request, key)
    drafts = stand(dossier).drafts
    rows = [
        # to_html gives a safe subset, whatever was typed.
        (code, label, origin, in_report, mark_safe(to_html(dossier.texts.get(code, drafts.get(code, "")))))  # noqa: S308 - see above
        for code, label, origin, in_report in text_rows(dossier)
    ]
    may_change = member_of(request).can_edit and dossier.is_editable
    return private(render(request, "procurement/dossier_texts.html", {"dossier": dossier, "rows": rows, "may_change": may_change}))


@require_http_methods(["GET", "HEAD", "POST"])
@edits_dossier
def dossier_text(request: HttpRequest, dossier: Dossier, code: str) -> HttpResponse:
    """One text. `actie` of what is sent: bewaar (the default), bekijk (preview), concept (back to the draft) or samen (both texts)."""
    if code not in TEXTS:
        raise Http404
    draft = plain(stand(dossier).drafts.get(code, ""))
    typed = typed_in(request)
    action = request.POST.get("actie", "bewaar")
    page: dict[str, Any] = {
        "dossier": dossier,
        "code": code,
        "label": TEXTS[code],
        "has_draft": bool(draft),
        "is_own": code in dossier.texts,
        "is_restored": request.method != "POST" and typed is not None,
    }
    version = version_in(typed, dossier)
    if request.method == "POST" and action in ("concept", "samen"):
        now = dossier.texts.get(code, draft)
        text = draft if action == "concept" else f"{now}\n\n{request.POST.get('tekst', '')}"
        return _page(request, page, TextForm(initial={"tekst": text}), version, said=action)
    form = TextForm(typed, initial={"tekst": dossier.texts.get(code, draft)})
    # Without a draft no text is an answer too: the part then has none.
    form.fields["tekst"].required = bool(draft)
    if request.method != "POST" or not form.is_valid():
        return _page(request, page, form, version)
    if action == "bekijk":
        return _page(request, page, form, version, preview=to_html(form.cleaned_data["tekst"]))
    if _save(request, dossier, code, form.cleaned_data["tekst"], draft):
        forget(request)
        messages.success(request, f"De tekst ‘{TEXTS[code]}’ is bewaard.")
        return HttpResponseRedirect(reverse("procurement:dossier", args=[dossier.key]) + "#teksten")
    form.stored = {"tekst": dossier.texts.get(code, draft)}
    return _page(request, page, form, str(dossier.version), status=409, told=meanwhile(dossier))


def _page(
    request: HttpRequest,
    page: dict[str, Any],
    form: TextForm,
    version: str,
    *,
    status: int = 200,
    preview: str = "",
    said: str = "",
    told: Meanwhile | None = None,
) -> HttpResponse:
    context = {
        **page,
        "form": form,
        "version": version,
        "preview": mark_safe(preview),  # noqa: S308 - to_html gives a safe subset, whatever was typed
        "said": said,
        "meanwhile": told,
    }
    return render(request, "procurement/dossier_text.html", context, status=status)


def _save(request: HttpRequest, dossier: Dossier, code: str, text: str, draft: str) -> bool:
    """Store the text, or nothing when it says what the draft says: the draft then goes along with the data."""
    texts = {other: stored for other, stored in dossier.texts.items() if other != code}
    if text != draft:
        texts[code] = text
    what = f"Tekst ‘{TEXTS[code]}’ {'aangepast' if text != draft else 'terug naar het concept'}"
    return change(request, dossier, what=what, fields={"texts": texts})
