"""My account: who I am here, and what I set for myself."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import membership_of
from accounts.forms.me import MeForm
from accounts.models import Membership


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    """Also for who belongs to no municipality: then it says so."""
    own = membership_of(request)
    form = MeForm(request.POST if request.method == "POST" else None, initial=_now(request.user, own))
    if request.method == "POST" and form.is_valid():
        User.objects.filter(pk=request.user.pk).update(first_name=form.cleaned_data["name"], last_name="")
        Membership.objects.filter(user_id=request.user.pk).update(mail_changes=form.cleaned_data["mail_changes"])
        messages.success(request, "Uw gegevens zijn bewaard.")
        return redirect("accounts:me")
    return render(request, "accounts/me.html", {"own": own, "form": form})


def _now(user: User, own: Membership | None) -> dict[str, object]:
    return {"name": user.get_full_name(), "mail_changes": own is not None and own.mail_changes}


def start(request: HttpRequest) -> HttpResponse:
    """/gemeente/ itself, and the addresses of allauth that the portal has no page for, lead here."""
    return redirect(reverse("accounts:me"))
