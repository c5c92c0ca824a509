"""Invitations: how a colleague comes in; the link in the mail is the key, and only its hash is kept."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models.memberships import Role
from config.editing.versions import Versioned


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self) -> Self:
        """Neither used nor withdrawn; they may have expired."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def open(self, at: datetime) -> Self:
        return self.waiting().filter(expires_at__gt=at)

    def for_address(self, mail: str) -> Self:
        return self.filter(email=mail.lower())


class Invitation(Versioned):
    """An invitation by mail, for one address (in small letters) and one role. Used, withdrawn or expired it opens nothing."""

    municipality = models.ForeignKey("voorzieningen.Municipality", on_delete=models.PROTECT, related_name="+", verbose_name="gemeente")
    # As long as a user name can be: that is what the address becomes.
    email = models.EmailField("e-mailadres", max_length=150)
    role = models.CharField("rol", max_length=20, choices=Role)
    token_hash = models.CharField("controlegetal van de link", max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name="uitgenodigd door"
    )
    invited_at = models.DateTimeField("uitgenodigd op")
    expires_at = models.DateTimeField("geldig tot")
    accepted_at = models.DateTimeField("gebruikt op", null=True, blank=True)
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="an_invitation_is_for_a_known_role"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("invited_at")), name="an_invitation_expires_after_it_was_made"),
            models.CheckConstraint(condition=Q(accepted_at=None) | Q(withdrawn_at=None), name="an_invitation_is_not_both_used_and_withdrawn"),
            models.UniqueConstraint(
                fields=["municipality", "email"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="one_waiting_invitation_for_an_address",
                violation_error_message="Voor dit adres wacht al een uitnodiging.",
            ),
        ]

    def __str__(self) -> str:
        return self.email
