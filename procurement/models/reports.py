"""Frozen reports: what was decided upon, kept for good. The database itself refuses to change a row."""

from __future__ import annotations

import uuid
from typing import Any, NoReturn, Self

from django.db import models
from django.db.models import Q

from procurement.models.dossiers import Dossier


class FrozenError(Exception):
    """A frozen report never changes."""


class AdviceReportQuerySet(models.QuerySet["AdviceReport"]):
    def of_municipality(self, municipality_id: int) -> Self:
        return self.filter(municipality_id=municipality_id)

    def without_files(self) -> Self:
        """For lists: the PDF and the data stay in the database."""
        return self.defer("pdf", "data")

    def newest_first(self) -> Self:
        return self.order_by("-frozen_at", "-pk")

    def update(self, **kwargs: Any) -> NoReturn:
        raise FrozenError("A frozen report never changes")

    def delete(self) -> NoReturn:
        raise FrozenError("A frozen report is never deleted")


class AdviceReport(models.Model):
    """A final report of a dossier. `data` is the canonical JSON that `check_code` belongs to, `sha256` that of the PDF.

    `dossier_version` is the version of the dossier that was frozen: two people who freeze it at once make one report.
    """

    key = models.UUIDField("nummer", default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="reports", verbose_name="dossier")
    municipality = models.ForeignKey("voorzieningen.Municipality", on_delete=models.PROTECT, related_name="+", verbose_name="gemeente")
    municipality_name = models.CharField("gemeente, zoals zij toen heette", max_length=100)
    number = models.PositiveIntegerField("volgnummer")
    title = models.CharField("titel", max_length=250)
    frozen_at = models.DateTimeField("vastgesteld op")
    frozen_by = models.CharField("vastgesteld door", max_length=150)
    dossier_version = models.PositiveIntegerField("versie van het dossier")
    query = models.TextField("vraag", blank=True)
    reference_day = models.DateField("peildatum")
    software_version = models.CharField("versie van de software", max_length=50)
    has_quotations = models.BooleanField("met vertrouwelijke offertes")
    check_code = models.CharField("controlecode", max_length=40)
    sha256 = models.CharField("SHA-256 van de pdf", max_length=64, db_index=True)
    file_name = models.CharField("bestandsnaam", max_length=150)
    # Last: SQLite reads through all that stands before a column, and these are large.
    data = models.TextField("gegevens")
    pdf = models.BinaryField("pdf")

    objects = AdviceReportQuerySet.as_manager()

    class Meta:
        verbose_name = "vastgesteld rapport"
        verbose_name_plural = "vastgestelde rapporten"
        constraints = [
            models.UniqueConstraint(fields=["dossier", "number"], name="a_report_has_its_own_number"),
            models.UniqueConstraint(fields=["dossier", "dossier_version"], name="a_version_is_frozen_once"),
            models.CheckConstraint(condition=~Q(sha256=""), name="a_report_has_a_hash"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Once: a stored report cannot be saved again."""
        if self.pk is not None:
            raise FrozenError("A frozen report never changes")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise FrozenError("A frozen report is never deleted")


class ReportPublication(models.Model):
    """What the owner shows of a report to whoever holds its address; without a row: nothing but that it exists."""

    class Visible(models.TextChoices):
        NOTHING = "NIETS", "alleen dat het rapport bestaat"
        FACTS = "KERN", "gemeente, titel en datum"
        PDF = "PDF", "ook de PDF zelf"

    report = models.OneToOneField(AdviceReport, on_delete=models.PROTECT, related_name="publication", verbose_name="rapport")
    visible = models.CharField("zichtbaar voor iedereen met het adres", max_length=10, choices=Visible, default=Visible.NOTHING)
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name = "openbaarheid van een rapport"
        verbose_name_plural = "openbaarheid van rapporten"

    def __str__(self) -> str:
        return f"{self.report_id}: {self.get_visible_display()}"
