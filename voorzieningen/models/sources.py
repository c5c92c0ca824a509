"""Sources: the documents and pages that facts come from, and the register of what was loaded from fixtures."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from config.editing.versions import Versioned
from voorzieningen.models.history import History


class SourceQuerySet(models.QuerySet["Source"]):
    def get_by_natural_key(self, slug: str) -> Source:
        return self.get(slug=slug)


class Source(Versioned):
    """A document or page with facts in it. `dated` is free text because most documents state no date."""

    class Kind(models.TextChoices):
        OVERVIEW = "OVERZICHT", "overzicht of brochure"
        WEBSITE = "WEBSITE", "webpagina"
        OFFER = "OFFERTE", "offerte"
        ARTICLE = "ARTIKEL", "nieuwsartikel"
        STATISTICS = "STATISTIEK", "statistiek"
        OWN = "EIGEN", "eigen indeling van dit portaal"

    class Speaker(models.TextChoices):
        PROVIDER = "AANBIEDER", "aanbieder"
        GOVERNMENT = "OVERHEID", "overheid"
        THIRD_PARTY = "DERDE", "derde"
        PROMOTIONAL = "PROMOTIE", "promotie"
        PORTAL = "PORTAAL", "dit portaal"

    slug = models.SlugField("sleutel", unique=True, help_text="Komt in adressen en bestanden. Niet meer wijzigen na publicatie.")
    code = models.CharField("code", max_length=10, unique=True, help_text="Korte code, bijvoorbeeld S0.")
    title = models.CharField("titel", max_length=200)
    kind = models.CharField("soort", max_length=20, choices=Kind)
    speaker = models.CharField("wie spreekt", max_length=20, choices=Speaker, help_text="Belangrijk: een aanbieder spreekt over zichzelf.")
    publisher = models.CharField("uitgever", max_length=200, blank=True)
    dated = models.CharField(
        "datering", max_length=100, default="ongedateerd", help_text="In woorden. Staat er geen datum in? Laat dan 'ongedateerd' staan."
    )
    url = models.URLField("webadres", blank=True)
    description = models.TextField("omschrijving", blank=True)
    checked_on = models.DateField("laatst gecontroleerd op", null=True, blank=True)
    checked_by = models.CharField("gecontroleerd door", max_length=100, blank=True, help_text="Functie of organisatie, geen persoonsnaam.")

    objects = SourceQuerySet.as_manager()
    history = History()

    class Meta:
        verbose_name = "bron"
        verbose_name_plural = "bronnen"

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class Sourced(Versioned):
    """A fact with the source it comes from: every row of the catalogue is one."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+", verbose_name="bron", help_text="Zonder bron geen feit.")
    place = models.CharField("vindplaats", max_length=100, blank=True, help_text="Waar het in de bron staat, bijvoorbeeld 'regel 38'.")
    quote = models.CharField(
        "beslissende woorden", max_length=300, blank=True, help_text="Alleen als de woorden zelf het feit zijn; kort en letterlijk."
    )

    class Meta:
        abstract = True


class LoadedRowQuerySet(models.QuerySet["LoadedRow"]):
    def of(self, model: type[models.Model]) -> Self:
        return self.filter(model=model._meta.label_lower)


class LoadedRow(models.Model):
    """What `load_catalogue` put in the database: a row that differs from its digest was edited by a person and is left alone."""

    model = models.CharField("model", max_length=100)
    key = models.CharField("natuurlijke sleutel", max_length=500)
    digest = models.CharField("controlegetal", max_length=64)

    objects = LoadedRowQuerySet.as_manager()

    class Meta:
        verbose_name = "geladen rij"
        verbose_name_plural = "geladen rijen"
        constraints = [
            models.UniqueConstraint(fields=["model", "key"], name="a_row_is_registered_once"),
            models.CheckConstraint(
                condition=~Q(digest=""), name="a_loaded_row_has_a_digest", violation_error_message="Een geladen rij heeft een controlegetal."
            ),
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.key}"
