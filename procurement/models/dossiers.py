"""Dossiers: a question that a municipality works on, with its own texts, private quotations and the reasons for what it leaves out."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

GRACE = timedelta(days=30)  # between deleting a dossier and losing it


class DossierQuerySet(models.QuerySet["Dossier"]):
    def of_municipality(self, municipality_id: int) -> Self:
        """All that colleagues of this municipality may know of, deleted ones included."""
        return self.filter(municipality_id=municipality_id)

    def present(self) -> Self:
        return self.filter(deleted_at=None)

    def deleted(self) -> Self:
        return self.exclude(deleted_at=None)

    def past_grace(self) -> Self:
        return self.filter(deleted_at__lt=timezone.now() - GRACE)

    def by_last_change(self) -> Self:
        return self.order_by("-updated_at", "-pk")


class Dossier(models.Model):
    """One question of one municipality. `key` is its public number; `version` rises with every change and guards against lost updates.

    `query` is the question as the query of an address; `texts` are Markdown by text code (a code that is missing has the draft);
    `record` is what the answer rested on at `recorded_at`, to tell later what has changed since.
    """

    class Status(models.TextChoices):
        CONCEPT = "concept", "concept"
        TO_BE_ADOPTED = "ter-vaststelling", "ter vaststelling"
        FINAL = "vastgesteld", "vastgesteld"

    class Length(models.TextChoices):
        SHORT = "kort", "kort"
        FULL = "volledig", "volledig"

    key = models.UUIDField("nummer", default=uuid.uuid4, unique=True, editable=False)
    municipality = models.ForeignKey("voorzieningen.Municipality", on_delete=models.PROTECT, related_name="+", verbose_name="gemeente")
    name = models.CharField("naam", max_length=100)
    query = models.TextField("vraag", blank=True)
    subject = models.CharField("onderwerp", max_length=150, blank=True)
    author = models.CharField("opsteller", max_length=100, blank=True)
    length = models.CharField("lengte", max_length=10, choices=Length, default=Length.FULL)
    left_out = models.JSONField("weggelaten onderdelen", default=list, blank=True)
    texts = models.JSONField("eigen teksten", default=dict, blank=True)
    status = models.CharField("status", max_length=20, choices=Status, default=Status.CONCEPT)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name="gemaakt door"
    )
    created_at = models.DateTimeField("gemaakt op", auto_now_add=True)
    updated_at = models.DateTimeField("gewijzigd op", auto_now=True)
    version = models.PositiveIntegerField("versie", default=1)
    archived_at = models.DateTimeField("gearchiveerd op", null=True, blank=True)
    deleted_at = models.DateTimeField("verwijderd op", null=True, blank=True)
    record = models.JSONField("waar het antwoord op rustte", default=dict, blank=True)
    recorded_at = models.DateTimeField("vastgelegd op", null=True, blank=True)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="a_dossier_has_a_name", violation_error_message="Geef het dossier een naam."),
            models.CheckConstraint(
                condition=Q(status__in=["concept", "ter-vaststelling", "vastgesteld"]),
                name="a_dossier_has_a_known_status",
                violation_error_message="Deze status bestaat niet.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_editable(self) -> bool:
        """Whether texts, question and quotations may change: not once it is final, archived or deleted."""
        return self.status != self.Status.FINAL and self.archived_at is None and self.deleted_at is None

    @property
    def is_gone_on(self) -> object:
        """When a deleted dossier is lost for good; None when it is not deleted."""
        return self.deleted_at + GRACE if self.deleted_at else None

    @classmethod
    def take_turn(cls, *, pk: int, version: int) -> bool:
        """Raise the version when it is still `version`: exactly one of several writers gets True. Call it first in the transaction of a change."""
        return cls.objects.filter(pk=pk, version=version).update(version=F("version") + 1, updated_at=timezone.now()) == 1


class Quotation(models.Model):
    """A private offer in a dossier, as it was typed: the fields of forms.own_offer.OwnOfferForm. `number` is its place in the dossier."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="quotations", verbose_name="dossier")
    number = models.PositiveIntegerField("nummer")
    fields = models.JSONField("velden")
    is_counted = models.BooleanField("meerekenen", default=True)

    class Meta:
        verbose_name = "offerte"
        verbose_name_plural = "offertes"
        constraints = [models.UniqueConstraint(fields=["dossier", "number"], name="a_quotation_has_its_own_number")]

    def __str__(self) -> str:
        return f"{self.dossier}, offerte {self.number}"


class Exclusion(models.Model):
    """Why an offering that was not chosen is left out, in the adviser's words."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="exclusions", verbose_name="dossier")
    offering = models.SlugField("aanbod")
    reason = models.TextField("reden")

    class Meta:
        verbose_name = "afgevallen aanbod"
        verbose_name_plural = "afgevallen aanbod"
        constraints = [
            models.UniqueConstraint(fields=["dossier", "offering"], name="an_offering_is_excluded_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="an_exclusion_has_a_reason", violation_error_message="Geef een reden."),
        ]

    def __str__(self) -> str:
        return f"{self.dossier}, {self.offering}"
