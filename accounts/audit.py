"""Writing in the trail of access, in the transaction of what it tells. What a line is: models/audit.py."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.utils import timezone

from accounts.models.audit import AuditEvent, What
from accounts.models.memberships import Membership

LONGEST = 300
FAILED_IN = timedelta(days=1)
MOST_FAILED = 100  # lines a day for one account: who keeps guessing does not fill the database


def name_of(user: User) -> str:
    """What a person is called in the trail."""
    return (user.get_full_name() or user.get_username())[:LONGEST]


def record(
    what: What,
    *,
    by: User | AnonymousUser | None,
    about: models.Model | None = None,
    name: str = "",
    municipality_id: int | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> AuditEvent:
    """Add a line. `about` is the row, `name` how it reads; `before` and `after` are the fields that changed, by their Dutch names."""
    is_person = by is not None and by.pk is not None
    return AuditEvent.objects.create(
        who_id=by.pk if is_person else None,
        who=name_of(by) if is_person else "",
        what=what,
        about_kind=str(about._meta.verbose_name)[:40] if about is not None else "",
        about_key=str(about.pk or "")[:60] if about is not None else "",
        about=(name or (str(about) if about is not None else ""))[:LONGEST],
        before=before or {},
        after=after or {},
        municipality_id=municipality_id,
    )


def record_own(what: What, user: User, *, after: dict[str, Any] | None = None) -> AuditEvent:
    """What somebody did with the own account; his municipality sees it as well."""
    return record(what, by=user, about=user, name=name_of(user), municipality_id=municipality_of(user), after=after)


def municipality_of(user: User) -> int | None:
    return Membership.objects.filter(user_id=user.pk).values_list("municipality_id", flat=True).first()


def record_failed_sign_in(typed: str) -> None:
    """A wrong password for an account that exists, with how many that makes in a day. Of an unknown name nothing is kept."""
    user = User.objects.filter(email__iexact=typed).first() if typed else None
    if user is None:
        return
    earlier = AuditEvent.objects.filter(what=What.SIGN_IN_FAILED, about_key=str(user.pk), at__gt=timezone.now() - FAILED_IN).count()
    if earlier < MOST_FAILED:
        record(
            What.SIGN_IN_FAILED,
            by=None,
            about=user,
            name=name_of(user),
            municipality_id=municipality_of(user),
            after={"keer in 24 uur": earlier + 1},
        )
