"""Municipalities with their inhabitants, from CBS StatLine."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from voorzieningen.models.history import History
from voorzieningen.models.sources import Sourced


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    def get_by_natural_key(self, code: str) -> Municipality:
        return self.get(code=code)

    def existing(self, on: date) -> Self:
        return self.filter(Q(valid_until=None) | Q(valid_until__gt=on))

    def by_name(self) -> Self:
        return self.order_by("name", "code")


class Municipality(Sourced):
    """A municipality and its inhabitants on `counted_on`."""

    code = models.CharField(
        "CBS-code",
        max_length=6,
        unique=True,
        validators=[RegexValidator(r"\AGM[0-9]{4}\Z", "Een CBS-code is GM met vier cijfers, bijvoorbeeld GM0392.")],
    )
    name = models.CharField("naam", max_length=100)
    province = models.CharField("provincie", max_length=50)
    inhabitants = models.PositiveIntegerField("inwoners")
    counted_on = models.DateField("peildatum inwoners")
    valid_until = models.DateField(
        "bestaat tot", null=True, blank=True, help_text="Eerste dag waarop de gemeente niet meer bestaat. Leeg: bestaat nog."
    )

    objects = MunicipalityQuerySet.as_manager()
    history = History()

    class Meta:
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"
        constraints = [
            models.CheckConstraint(
                condition=Q(inhabitants__gt=0),
                name="a_municipality_has_inhabitants",
                violation_error_message="Een gemeente heeft ten minste één inwoner.",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("counted_on")),
                name="a_municipality_ends_after_its_count",
                violation_error_message="De gemeente moet na de peildatum van de inwoners nog bestaan.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.code,)
