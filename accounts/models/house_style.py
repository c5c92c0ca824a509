"""The name and logo of a municipality on its reports."""

from __future__ import annotations

from base64 import b64encode

from django.db import models


class HouseStyle(models.Model):
    """How a municipality presents itself. The logo is kept in the database: a backup of it is a backup of everything."""

    municipality = models.OneToOneField("voorzieningen.Municipality", on_delete=models.PROTECT, related_name="+", verbose_name="gemeente")
    name = models.CharField("naam op rapporten", max_length=100, blank=True)
    logo = models.BinaryField("logo", null=True, blank=True)
    logo_type = models.CharField("soort logo", max_length=20, blank=True)
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name = "huisstijl"
        verbose_name_plural = "huisstijlen"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(logo__isnull=True, logo_type="") | models.Q(logo__isnull=False, logo_type="image/png"),
                name="a_logo_is_a_png",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def logo_address(self) -> str:
        """The logo as a data: address; empty without one."""
        return f"data:{self.logo_type};base64,{b64encode(bytes(self.logo)).decode()}" if self.logo else ""
