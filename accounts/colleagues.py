"""Changing and removing colleagues. A municipality always keeps an administrator, and nobody overrules what somebody else just did."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import Membership, Role, What


class LastAdministratorError(Exception):
    """The municipality would be left without somebody who can invite and remove."""


class ChangedMeanwhileError(Exception):
    """The colleague is not what the page showed, or is gone."""


class NoAdministratorError(Exception):
    """Who does this was removed, or became something else, in the meantime."""


def change_role(membership: Membership, role: Role, *, version: int, by: User) -> None:
    """`version` is what the page showed. Raises LastAdministratorError, ChangedMeanwhileError or NoAdministratorError."""
    with transaction.atomic():
        found = _locked(membership, version=version, by=by)
        if role != Role.ADMINISTRATOR:
            _keep_an_administrator(found)
        before = Role(found.role)
        found.role = role
        found.save()
        audit.record(
            What.ROLE_CHANGED,
            by=by,
            about=found,
            name=audit.name_of(found.user),
            municipality_id=found.municipality_id,
            before={"rol": before.label},
            after={"rol": Role(role).label},
        )


def remove(membership: Membership, *, version: int, by: User) -> None:
    """The person no longer belongs to the municipality and is signed out everywhere; the account stays. Raises as `change_role` does."""
    with transaction.atomic():
        found = _locked(membership, version=version, by=by)
        _keep_an_administrator(found)
        audit.record(
            What.MEMBER_REMOVED,
            by=by,
            about=found,
            name=audit.name_of(found.user),
            municipality_id=found.municipality_id,
            before={"rol": Role(found.role).label},
        )
        found.delete()
        end_sessions(found.user)


def _locked(membership: Membership, *, version: int, by: User) -> Membership:
    """The colleague as he is now; until the transaction ends nobody changes him, or an administrator of the municipality."""
    # Locked in one order: two administrators who remove each other at the same moment wait for one another.
    rows = Membership.objects.of_municipality(membership.municipality_id).select_for_update().order_by("pk")
    all_of_them = {row.pk: row for row in rows}
    if not any(row.user_id == by.pk and row.can_administer for row in all_of_them.values()):
        raise NoAdministratorError
    found = all_of_them.get(membership.pk)
    if found is None or found.version != version:
        raise ChangedMeanwhileError
    return found


def _keep_an_administrator(membership: Membership) -> None:
    administrators = Membership.objects.of_municipality(membership.municipality_id).administrators()
    if set(administrators.values_list("pk", flat=True)) == {membership.pk}:
        raise LastAdministratorError


def end_sessions(user: User) -> None:
    """Signs somebody out everywhere. Reads all sessions, as they do not tell whose they are from outside; so for rare moments only."""
    mine = [
        session.pk
        for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator()
        if session.get_decoded().get("_auth_user_id") == str(user.pk)
    ]
    Session.objects.filter(pk__in=mine).delete()
