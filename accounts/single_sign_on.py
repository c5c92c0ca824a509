"""Who may come in by the single sign-on of a municipality: a verified mail address that a colleague or an open invitation has."""

from __future__ import annotations

from typing import Any, NoReturn

from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import render

from accounts import invitations
from accounts.models import Membership


def refuse(request: HttpRequest, reason: str) -> NoReturn:
    """Ends the sign-in with a page that says why."""
    raise ImmediateHttpResponse(render(request, "socialaccount/refused.html", {"reason": reason}, status=403))


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """Lets in whom the portal knows, and nobody else."""

    def list_apps(self, request: HttpRequest, provider: str | None = None, client_id: str | None = None) -> list[Any]:
        # Only what the settings say: who can write in the database may not add a way in, and no query is needed.
        return super().list_apps(None, provider=provider, client_id=client_id) if settings.OIDC_NAME else []

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if sociallogin.state.get("process") != "login":
            refuse(request, "U kunt hier alleen inloggen.")
        mail = next((address.email.lower() for address in sociallogin.email_addresses if address.verified is True), "")
        if not mail:
            refuse(request, "Uw gemeente geeft geen e-mailadres door dat zij heeft gecontroleerd. Vraag uw beheerder om hulp.")
        user = sociallogin.user if sociallogin.is_existing else self._user_with(mail)
        invitation = invitations.find_for_address(mail)
        if user is None:
            if invitation is None or User.objects.filter(username=mail).exists():
                refuse(request, f"Het adres {mail} heeft hier geen toegang. Vraag een beheerder van uw gemeente om een uitnodiging.")
            return
        if user.is_staff or not user.is_active:
            refuse(request, "Dit account kan niet inloggen via de gemeente. Log in met uw e-mailadres en wachtwoord.")
        self._let_in(request, user, mail)
        if not sociallogin.is_existing:
            sociallogin.connect(request, user)

    def _user_with(self, mail: str) -> User | None:
        address = EmailAddress.objects.select_related("user").filter(email__iexact=mail, verified=True).first()
        return address.user if address else None

    def _let_in(self, request: HttpRequest, user: User, mail: str) -> None:
        membership = Membership.objects.select_related("municipality").filter(user=user).first()
        invitation = invitations.find_for_address(mail)
        if membership is None and invitation is not None:
            membership = invitations.use(invitation, user)
        if membership is None or settings.OIDC_MUNICIPALITY not in {"", membership.municipality.code}:
            refuse(request, f"Het adres {mail} heeft hier geen toegang. Vraag een beheerder van uw gemeente om een uitnodiging.")

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """pre_social_login has looked: who gets here has an open invitation."""
        return True

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return True

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> User:
        mail = next(address.email for address in sociallogin.email_addresses if address.verified is True)
        invitation = invitations.find_for_address(mail)
        if invitation is None:
            refuse(request, "De uitnodiging is niet meer geldig.")
        # The address that was invited and verified, not the first one that was sent along.
        sociallogin.user.email = mail
        with transaction.atomic():
            user: User = super().save_user(request, sociallogin, form)
            invitations.use(invitation, user)
        return user
