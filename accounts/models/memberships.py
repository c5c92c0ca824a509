"""Memberships: a person belongs to one municipality, in one role."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models

from config.editing.versions import Versioned


class Role(models.TextChoices):
    """What a colleague may do. An administrator may do all that an adviser may, an adviser all that a reader may."""

    READER = "LEZER", "lezer"
    ADVISER = "ADVISEUR", "adviseur"
    ADMINISTRATOR = "BEHEERDER", "beheerder van de gemeente"


class MembershipQuerySet(models.QuerySet["Membership"]):
    def of_municipality(self, municipality_id: int) -> Self:
        return self.filter(municipality_id=municipality_id)

    def administrators(self) -> Self:
        return self.filter(role=Role.ADMINISTRATOR)

    def by_name(self) -> Self:
        return self.select_related("user").order_by("user__first_name", "user__last_name", "user__email", "pk")


class Membership(Versioned):
    """One person in one municipality. `mail_changes`: mail when facts under a dossier change."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="membership", verbose_name="gebruiker")
    municipality = models.ForeignKey("voorzieningen.Municipality", on_delete=models.PROTECT, related_name="+", verbose_name="gemeente")
    role = models.CharField("rol", max_length=20, choices=Role)
    mail_changes = models.BooleanField("mail bij wijzigingen", default=False)
    joined_at = models.DateTimeField("lid sinds", auto_now_add=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "lidmaatschap"
        verbose_name_plural = "lidmaatschappen"
        constraints = [models.CheckConstraint(condition=models.Q(role__in=Role.values), name="a_member_has_a_known_role")]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}"

    @property
    def name(self) -> str:
        """What colleagues call the person; the mail address of who gave no name."""
        return self.user.get_full_name() or self.user.email

    @property
    def can_edit(self) -> bool:
        """Whether the colleague may make and change dossiers."""
        return self.role in (Role.ADVISER, Role.ADMINISTRATOR)

    @property
    def can_administer(self) -> bool:
        """Whether the colleague may invite and remove others and set the municipality's name and logo."""
        return self.role == Role.ADMINISTRATOR
