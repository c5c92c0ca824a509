"""The catalogue's own lists: target groups, support forms, delivery models, coordinator types and employers."""

from __future__ import annotations

from typing import Self

from django.core.validators import RegexValidator
from django.db import models

from voorzieningen.models.history import History
from voorzieningen.models.sources import Sourced

code_validator = RegexValidator(r"\A[A-Z][A-Z0-9_]*\Z", "Gebruik hoofdletters, cijfers en lage streepjes, te beginnen met een letter.")


class TermQuerySet(models.QuerySet):
    def get_by_natural_key(self, code: str) -> Term:
        return self.get(code=code)

    def in_order(self) -> Self:
        return self.order_by("position", "code")


class Term(Sourced):
    """A code with its Dutch label. The code appears in addresses (LVB_OUDER as lvb-ouder) and must not change."""

    code = models.CharField("code", max_length=40, unique=True, validators=[code_validator])
    label = models.CharField("naam", max_length=100)
    explanation = models.TextField("uitleg", blank=True, help_text="In gewone taal; staat als hulptekst bij het filter.")
    position = models.PositiveSmallIntegerField("volgorde", default=0)

    objects = TermQuerySet.as_manager()
    history = History(inherit=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label

    def natural_key(self) -> tuple[str]:
        return (self.code,)


class TargetGroup(Term):
    """A characteristic of a family, parent or child that an offering may serve."""

    class Group(models.TextChoices):
        FAMILY = "gezin", "gezin"
        PARENT = "ouder", "ouder"
        CHILD = "kind", "kind"

    group = models.CharField("groep", max_length=10, choices=Group)
    synonyms = models.JSONField("synoniemen", default=list, blank=True, help_text='Voor het zoeken. Een lijst, bijvoorbeeld ["KOPP", "GGZ"].')

    class Meta(Term.Meta):
        verbose_name = "doelgroep"
        verbose_name_plural = "doelgroepen"


class SupportForm(Term):
    class Meta(Term.Meta):
        verbose_name = "vorm van steun"
        verbose_name_plural = "vormen van steun"


class DeliveryModel(Term):
    class Meta(Term.Meta):
        verbose_name = "leveringsmodel"
        verbose_name_plural = "leveringsmodellen"


class CoordinatorType(Term):
    class Meta(Term.Meta):
        verbose_name = "coördinatortype"
        verbose_name_plural = "coördinatortypen"


class Employer(Term):
    class Meta(Term.Meta):
        verbose_name = "werkgever van de coördinator"
        verbose_name_plural = "werkgevers van de coördinator"
