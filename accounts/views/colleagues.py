"""The colleagues of a municipality, for its administrators: list, invite, change, remove."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts import colleagues, invitations
from accounts.access import administrator_required, membership_of
from accounts.forms.colleagues import InviteForm, RoleForm
from accounts.models import Invitation, Membership, Role
from accounts.second_factor import FACTORS

LAST = "Er moet een beheerder blijven. Maak eerst een andere collega beheerder."
MEANWHILE = "Niet gewijzigd: {} is intussen veranderd door een collega. Hieronder staat hoe het nu is. Kijk het na en probeer het dan opnieuw."
NOT_SENT = "De mail aan {} kon niet worden verstuurd. De uitnodiging staat in de lijst: stuur haar later opnieuw."


@administrator_required
@require_http_methods(["GET", "HEAD", "POST"])
def colleague_list(request: HttpRequest) -> HttpResponse:
    """The list; POST invites."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _invite(request, form):
        return redirect("accounts:colleagues")
    return _list(request, form)


def _list(request: HttpRequest, form: InviteForm, refused: Membership | None = None, meanwhile: str = "") -> HttpResponse:
    """The page; 409 when something was not done, with the reason: `refused` is the last administrator, `meanwhile` what a colleague changed."""
    own = membership_of(request)
    assert own is not None
    factors = Authenticator.objects.filter(user_id=OuterRef("user_id"), type__in=FACTORS)
    members = Membership.objects.of_municipality(own.municipality_id).by_name().annotate(has_factor=Exists(factors))
    waiting = Invitation.objects.waiting().filter(municipality_id=own.municipality_id).order_by("-invited_at", "-pk")
    context = {
        "own": own,
        "members": members,
        "waiting": waiting,
        "form": form,
        "roles": Role.choices,
        "now": timezone.now(),
        "last": LAST if refused else "",
        "refused": refused,
        "meanwhile": MEANWHILE.format(meanwhile) if meanwhile else "",
    }
    return render(request, "accounts/colleagues.html", context, status=409 if refused or meanwhile else 200)


def _invite(request: HttpRequest, form: InviteForm) -> bool:
    own = membership_of(request)
    assert own is not None
    try:
        made, token = invitations.invite(
            municipality_id=own.municipality_id, mail=form.cleaned_data["email"], role=Role(form.cleaned_data["role"]), by=own.user
        )
    except invitations.InvitationError as error:
        form.add_error("email", str(error))
        return False
    _send(request, made, token)
    return True


def _send(request: HttpRequest, invitation: Invitation, token: str) -> None:
    if invitations.send(invitation, token, request.build_absolute_uri("/")):
        messages.success(request, f"De uitnodiging aan {invitation.email} is verstuurd.")
    else:
        messages.error(request, NOT_SENT.format(invitation.email))


@administrator_required
@require_POST
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    """A new link for the same address; the old one opens nothing any more."""
    old = _waiting(request, pk)
    if sent_version(request) != old.version:
        return _list(request, InviteForm(), meanwhile=f"de uitnodiging aan {old.email}")
    own = membership_of(request)
    assert own is not None
    try:
        made, token = invitations.invite(municipality_id=old.municipality_id, mail=old.email, role=Role(old.role), by=own.user)
    except invitations.InvitationError as error:
        messages.error(request, str(error))
    else:
        _send(request, made, token)
    return redirect("accounts:colleagues")


@administrator_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """The link of an invitation opens nothing any more."""
    invitation = _waiting(request, pk)
    if sent_version(request) != invitation.version:
        return _list(request, InviteForm(), meanwhile=f"de uitnodiging aan {invitation.email}")
    if invitations.withdraw(invitation, by=request.user):
        messages.success(request, f"De uitnodiging aan {invitation.email} is ingetrokken.")
    else:
        messages.error(request, f"De uitnodiging aan {invitation.email} is intussen gebruikt of ingetrokken.")
    return redirect("accounts:colleagues")


@administrator_required
@require_POST
def change_role(request: HttpRequest, pk: int) -> HttpResponse:
    """What a colleague may do from now on."""
    member = _colleague(request, pk)
    form = RoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Kies een rol uit de lijst.")
        return redirect("accounts:colleagues")
    try:
        colleagues.change_role(member, Role(form.cleaned_data["role"]), version=sent_version(request), by=request.user)
    except colleagues.LastAdministratorError:
        return _list(request, InviteForm(), member)
    except colleagues.ChangedMeanwhileError:
        return _list(request, InviteForm(), meanwhile=member.name)
    except colleagues.NoAdministratorError:
        raise PermissionDenied from None
    messages.success(request, f"{member.name} is nu {Role(form.cleaned_data['role']).label}.")
    return redirect("accounts:me" if member.user_id == request.user.pk else "accounts:colleagues")


@administrator_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks whether, and on POST removes."""
    member = _colleague(request, pk)
    if request.method != "POST":
        return render(request, "accounts/colleague_remove.html", {"member": member, "is_self": member.user_id == request.user.pk})
    try:
        colleagues.remove(member, version=sent_version(request), by=request.user)
    except colleagues.LastAdministratorError:
        return _list(request, InviteForm(), member)
    except colleagues.ChangedMeanwhileError:
        return _list(request, InviteForm(), meanwhile=member.name)
    except colleagues.NoAdministratorError:
        raise PermissionDenied from None
    if member.user_id == request.user.pk:
        request.session.flush()
        return redirect("account_login")
    messages.success(request, f"{member.name} hoort niet meer bij uw gemeente en is overal uitgelogd.")
    return redirect("accounts:colleagues")


def sent_version(request: HttpRequest) -> int:
    """The version that the form was opened with; 0, which no row has, when the form does not say."""
    text = request.POST.get("versie", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0


def _colleague(request: HttpRequest, pk: int) -> Membership:
    own = membership_of(request)
    assert own is not None
    return get_object_or_404(Membership.objects.of_municipality(own.municipality_id).select_related("user"), pk=pk)


def _waiting(request: HttpRequest, pk: int) -> Invitation:
    own = membership_of(request)
    assert own is not None
    return get_object_or_404(Invitation.objects.waiting().filter(municipality_id=own.municipality_id).select_related("municipality"), pk=pk)
