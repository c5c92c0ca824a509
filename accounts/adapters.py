"""What allauth asks of the portal: who may sign up, where people go, how mail is sent and what passkeys show. Single sign-on has its own."""

from __future__ import annotations

import logging
import time
from base64 import urlsafe_b64encode
from datetime import UTC, datetime
from smtplib import SMTPException
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import salted_hmac

from accounts import audit, invitations
from accounts.lockout import client_address, name_typed
from accounts.models import Invitation, Membership, What
from config.errors import error_response

INVITATION_KEY = "invitation"  # in the session: the token that somebody came in with

log = logging.getLogger(__name__)


def invitation_of(request: HttpRequest) -> Invitation | None:
    """The open invitation that this visitor came in with."""
    token = request.session.get(INVITATION_KEY)
    return invitations.find(token) if isinstance(token, str) else None


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up by invitation only; the user name is the mail address; a new session key at every sign-in."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return invitation_of(request) is not None

    def populate_username(self, request: HttpRequest, user: User) -> None:
        user.username = user.email = user.email.lower()

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Axes stops who guesses passwords. Allauth's own limit would lock somebody out everywhere, whoever did the guessing."""

    def login(self, request: HttpRequest, user: User) -> None:
        key = request.session.session_key
        super().login(request, user)
        # Django keeps the key when the same person signs in once more.
        if key is not None and request.session.session_key == key:
            request.session.cycle_key()
        audit.record_own(What.SIGNED_IN, user)

    def logout(self, request: HttpRequest) -> None:
        if request.user.is_authenticated:
            audit.record_own(What.SIGNED_OUT, request.user)
        super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        super().authentication_failed(request, **credentials)
        audit.record_failed_sign_in(name_typed(request, credentials))

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not of somebody who makes a first second factor right after signing in: the password was typed a moment ago."""
        return super().is_reauthentication_required(app=app, **kwargs) and not (app == "allauth.mfa" and _is_starting(self.request))

    def set_password(self, user: User, password: str) -> None:
        """For who changes a password, and for who asked for a new one by mail."""
        with transaction.atomic():
            super().set_password(user, password)
            audit.record_own(What.PASSWORD_CHANGED, user)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Who belongs to no municipality has no dossiers: a catalogue administrator goes to the admin."""
        if Membership.objects.filter(user_id=request.user.pk).exists():
            return str(super().get_login_redirect_url(request))
        return reverse("admin:index") if request.user.is_staff else reverse("accounts:me")

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return self.get_login_redirect_url(request)

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException):
            log.exception("a mail about an account was not taken")
            raise ImmediateHttpResponse(error_response(self.request, 503, "De mail kon niet worden verstuurd. Probeer het later nog eens.")) from None

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """What was done stays done when the mail about it cannot be sent."""
        try:
            super().send_notification_mail(*args, **kwargs)
        except ImmediateHttpResponse:
            return


def _is_starting(request: HttpRequest) -> bool:
    """Whether somebody signed in with the password just now, and had no second factor then."""
    records = get_authentication_records(request, request.user)
    last = max((record["at"] for record in records if record.get("method") == "password"), default=0)
    if time.time() - last >= app_settings.REAUTHENTICATION_TIMEOUT:
        return False
    return not Authenticator.objects.filter(user_id=request.user.pk, created_at__lt=datetime.fromtimestamp(last, UTC)).exists()


def _safe() -> MultiFernet:
    """Closes with the key of the portal, and opens with the earlier ones in SECRET_KEY_FALLBACKS as well."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(urlsafe_b64encode(salted_hmac("accounts.second_factor", "key", key, algorithm="sha256").digest())) for key in keys])


class SecondFactorAdapter(DefaultMFAAdapter):
    """How the second factor is called in the portal. Its secrets are encrypted: a copy of the database alone gives nobody a code."""

    def encrypt(self, text: str) -> str:
        return _safe().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _safe().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 - allauth's name
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return "Mijn passkey" if number == 1 else f"Passkey {number}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": "Steunkeuze"}
