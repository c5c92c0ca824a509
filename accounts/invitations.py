"""Inviting colleagues: make, send, withdraw and use an invitation. The token itself goes into the mail and is kept nowhere."""

from __future__ import annotations

import logging
import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts import audit
from accounts.models import Invitation, Membership, Role, What

VALID = timedelta(days=14)
TOKEN_BYTES = 32
MOST_WAITING = 50  # for one municipality: the portal is not for sending mail around

log = logging.getLogger(__name__)


class InvitationError(Exception):
    """What cannot be done with an invitation; its text is Dutch and meant for the visitor."""


def invite(*, municipality_id: int, mail: str, role: Role, by: User | None) -> tuple[Invitation, str]:
    """A new invitation and its token. An earlier one for the same address is withdrawn.

    Raises InvitationError when the address already belongs to a colleague, or when too many invitations are waiting.
    """
    address = mail.lower()
    now = timezone.now()
    if Membership.objects.of_municipality(municipality_id).filter(user__email__iexact=address).exists():
        raise InvitationError("Dit e-mailadres hoort al bij een collega in de lijst.")
    try:
        with transaction.atomic():
            waiting = Invitation.objects.waiting().filter(municipality_id=municipality_id)
            replaced = waiting.for_address(address).update(withdrawn_at=now, version=F("version") + 1)
            if waiting.count() >= MOST_WAITING:
                raise InvitationError(f"Er wachten al {MOST_WAITING} uitnodigingen. Trek er eerst een in.")
            token = secrets.token_urlsafe(TOKEN_BYTES)
            made = Invitation.objects.create(
                municipality_id=municipality_id,
                email=address,
                role=role,
                invited_by=by,
                token_hash=hash_of(token),
                invited_at=now,
                expires_at=now + VALID,
            )
            what = What.INVITED_AGAIN if replaced else What.INVITED
            audit.record(what, by=by, about=made, municipality_id=municipality_id, after={"rol": Role(role).label})
    except IntegrityError as error:  # two clicks, or two colleagues, at the same moment
        raise InvitationError("Dit adres wordt op dit moment ook uitgenodigd. Kijk in de lijst.") from error
    return made, token


def hash_of(token: str) -> str:
    """What is kept of a token: 256 random bits need no slow hash."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def find(token: str) -> Invitation | None:
    """The invitation that a token opens, with its municipality; None when it is used, withdrawn, expired or never was."""
    return Invitation.objects.open(timezone.now()).select_related("municipality").filter(token_hash=hash_of(token)).first()


def find_for_address(mail: str) -> Invitation | None:
    """The newest open invitation for a mail address, for who comes in by single sign-on."""
    open_ones = Invitation.objects.open(timezone.now()).select_related("municipality").for_address(mail)
    if settings.OIDC_MUNICIPALITY:
        open_ones = open_ones.filter(municipality__code=settings.OIDC_MUNICIPALITY)
    return open_ones.order_by("-invited_at", "-pk").first()


def use(invitation: Invitation, user: User) -> Membership:
    """Makes the person a colleague. Raises InvitationError when the invitation was used in the meantime or the person belongs to a municipality."""
    now = timezone.now()
    with transaction.atomic():
        if not Invitation.objects.open(now).filter(pk=invitation.pk).update(accepted_at=now, version=F("version") + 1):
            raise InvitationError("Deze uitnodiging is niet meer geldig.")
        made, is_new = Membership.objects.get_or_create(user=user, defaults={"municipality": invitation.municipality, "role": invitation.role})
        if not is_new:
            raise InvitationError("U hoort al bij een gemeente. Eén account hoort bij één gemeente.")
        after = {"rol": Role(made.role).label}
        audit.record(What.INVITATION_ACCEPTED, by=user, about=invitation, municipality_id=made.municipality_id, after=after)
    return made


def withdraw(invitation: Invitation, *, by: User) -> bool:
    """The link opens nothing any more. False when it was used or withdrawn already."""
    with transaction.atomic():
        found = Invitation.objects.waiting().filter(pk=invitation.pk)
        if not found.update(withdrawn_at=timezone.now(), version=F("version") + 1):
            return False
        audit.record(What.INVITATION_WITHDRAWN, by=by, about=invitation, municipality_id=invitation.municipality_id)
    return True


def link(token: str, origin: str) -> str:
    """The address in the mail. `origin` is the portal, such as https://portal.example.nl."""
    return f"{origin.rstrip('/')}{reverse('accounts:invitation', args=[token])}"


def send(invitation: Invitation, token: str, origin: str) -> bool:
    """Mails the link. False when the mail server did not take it; the invitation stays."""
    context = {"invitation": invitation, "address": link(token, origin), "until": _day(invitation.expires_at)}
    subject = f"Steunkeuze: uitnodiging van gemeente {invitation.municipality.name}"
    try:
        send_mail(subject, render_to_string("accounts/invitation_mail.txt", context), None, [invitation.email])
    except (OSError, SMTPException):
        log.exception("the mail with an invitation was not taken")
        return False
    return True


def _day(moment: datetime) -> datetime:
    return timezone.localtime(moment)
