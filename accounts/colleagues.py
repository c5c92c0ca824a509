"""Changing and removing colleagues. A municipality always keeps an administrator."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from accounts.models import Membership, Role


class LastAdministratorError(Exception):
    """The municipality would be left without somebody who can invite and remove."""


def change_role(membership: Membership, role: Role) -> None:
    """Raises LastAdministratorError."""
    with transaction.atomic():
        if role != Role.ADMINISTRATOR:
            _keep_an_administrator(membership)
        Membership.objects.filter(pk=membership.pk).update(role=role)


def remove(membership: Membership) -> None:
    """The person no longer belongs to the municipality and is signed out everywhere; the account stays. Raises LastAdministratorError."""
    with transaction.atomic():
        _keep_an_administrator(membership)
        Membership.objects.filter(pk=membership.pk).delete()
        end_sessions(membership.user)


def _keep_an_administrator(membership: Membership) -> None:
    # Locked in one order: two administrators who remove each other at the same moment wait for one another.
    others = Membership.objects.of_municipality(membership.municipality_id).administrators().select_for_update().order_by("pk")
    administrators = list(others.values_list("pk", flat=True))
    if administrators == [membership.pk]:
        raise LastAdministratorError


def end_sessions(user: User) -> None:
    """Signs somebody out everywhere. Reads all sessions, as they do not tell whose they are from outside; so for rare moments only."""
    mine = [
        session.pk
        for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator()
        if session.get_decoded().get("_auth_user_id") == str(user.pk)
    ]
    Session.objects.filter(pk__in=mine).delete()
