"""What the portal as a whole keeps: how often a visitor asked for something that has a limit. It names nobody."""

from __future__ import annotations

from django.db import models


class RateCount(models.Model):
    """How often somebody asked for one thing in one window of time. The key is a hash with a salt of that day; it cannot be led back."""

    key = models.CharField("sleutel", max_length=64, primary_key=True)
    count = models.PositiveIntegerField("aantal")
    ends_at = models.BigIntegerField("eindigt op", db_index=True, help_text="in seconden sinds 1970")

    class Meta:
        verbose_name = "teller"
        verbose_name_plural = "tellers"

    def __str__(self) -> str:
        return f"{self.count} keer"
