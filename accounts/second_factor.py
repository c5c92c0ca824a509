"""Whether somebody signed in with a second factor, or by the single sign-on of the municipality, which brings its own."""

from __future__ import annotations

from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.models import User
from django.http import HttpRequest

from accounts import audit
from accounts.models import What

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
STRONG = {"mfa", "socialaccount"}


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this session was opened with more than a password. No query."""
    return any(record.get("method") in STRONG for record in get_authentication_records(request, request.user))


def count_new_factor(*, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """Who has just set up a factor showed it (a code, or the passkey itself), so it counts for this session, which gets a new key.

    Allauth itself records a factor only when it is asked for at signing in, and would send somebody away to sign in again.
    """
    audit.record_own(What.FACTOR_ADDED, user, after={"soort": authenticator.get_type_display()})
    if authenticator.type in FACTORS and not has_second_factor(request):
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
        request.session.cycle_key()


def forget_last_factor(*, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """Who removes the last factor (a new telephone) has none in this session any more, and is led to setting one up before anything else."""
    audit.record_own(What.FACTOR_REMOVED, user, after={"soort": authenticator.get_type_display()})
    if not is_mfa_enabled(user, FACTORS):
        records = [record for record in get_authentication_records(request, user) if record.get("method") != "mfa"]
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = records
