"""The link of an invitation: what it offers, and accepting it."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts import invitations
from accounts.adapters import INVITATION_KEY
from accounts.models import Invitation
from config.errors import error_response

GONE = "Deze uitnodiging is verlopen, ingetrokken of al gebruikt. Vraag uw beheerder om een nieuwe."


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """GET tells what is offered; POST leads to signing up or in, or makes who is signed in a colleague."""
    found = invitations.find(token)
    if found is None:
        return error_response(request, 410, GONE)
    is_other = request.user.is_authenticated and request.user.email.lower() != found.email
    if request.method == "POST" and not is_other:
        return _accept(request, found, token)
    return _page(request, found, is_other, "")


def _page(request: HttpRequest, found: Invitation, is_other: bool, problem: str) -> HttpResponse:
    context = {"invitation": found, "is_other": is_other, "problem": problem}
    return render(request, "accounts/invitation.html", context, status=409 if problem else 200)


def _accept(request: HttpRequest, found: Invitation, token: str) -> HttpResponse:
    if request.user.is_authenticated:
        try:
            invitations.use(found, request.user)
        except invitations.InvitationError as error:
            return _page(request, found, False, str(error))
        return redirect("accounts:me")
    if User.objects.filter(email__iexact=found.email).exists():
        return redirect_to_login(request.path, reverse("account_login"))
    # Only the link was mailed to this address, so who has it reads that mail.
    get_adapter().stash_verified_email(request, found.email)
    request.session[INVITATION_KEY] = token
    return redirect("account_signup")
