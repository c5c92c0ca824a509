"""The trail of access of the own municipality, for its administrators."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import administrator_required, membership_of
from accounts.forms.log import LogForm
from accounts.models import AuditEvent

PER_PAGE = 25


@administrator_required
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Newest first, 25 on a page. What cannot be searched for gives its message and all lines."""
    own = membership_of(request)
    assert own is not None
    form = LogForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    lines = AuditEvent.objects.of_municipality(own.municipality_id).newest_first()
    if asked.get("wie"):
        lines = lines.filter(Q(who__icontains=asked["wie"]) | Q(about__icontains=asked["wie"]))
    if asked.get("soort"):
        lines = lines.filter(what=asked["soort"])
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("pagina"))
    rest = urlencode({name: value for name, value in asked.items() if value})
    return render(request, "accounts/log.html", {"own": own, "page": page, "form": form, "rest": rest, "is_asked": bool(rest)})
