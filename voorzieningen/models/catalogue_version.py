"""The version of the catalogue: one row with a token that the database itself changes with every change (see version_triggers)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class CatalogueVersion(models.Model):
    """The token says only whether anything changed. It is random: a number that is rolled back would be handed out again."""

    token = models.CharField("kenmerk", max_length=36)

    class Meta:
        verbose_name = "versie van de catalogus"
        verbose_name_plural = "versie van de catalogus"
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="a_catalogue_has_one_version", violation_error_message="De catalogus heeft één versie.")
        ]

    def __str__(self) -> str:
        return self.token
