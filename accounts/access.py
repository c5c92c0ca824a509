"""What a view asks of the person who is signed in: the membership, and decorators that let in by role."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts.models import Membership
from accounts.second_factor import has_second_factor

View = Callable[..., HttpResponse]
_ATTRIBUTE = "_membership"


def membership_of(request: HttpRequest) -> Membership | None:
    """The membership of the person who is signed in with a second factor; None for everybody else. One query per request."""
    if not hasattr(request, _ATTRIBUTE):
        setattr(request, _ATTRIBUTE, _find(request))
    found: Membership | None = getattr(request, _ATTRIBUTE)
    return found


def _find(request: HttpRequest) -> Membership | None:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not has_second_factor(request):
        return None
    return Membership.objects.select_related("municipality", "user").filter(user_id=user.pk, user__is_active=True).first()


def member_required(view: View) -> View:
    """For every colleague of a municipality."""
    return _required(view, lambda membership: True)


def adviser_required(view: View) -> View:
    """For those who make and change dossiers."""
    return _required(view, lambda membership: membership.can_edit)


def administrator_required(view: View) -> View:
    """For those who manage the colleagues of a municipality."""
    return _required(view, lambda membership: membership.can_administer)


def _required(view: View, is_allowed: Callable[[Membership], bool]) -> View:
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        membership = membership_of(request)
        if membership is None or not is_allowed(membership):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return wrapped
