"""Files that were offered for import, and what came of them: the log of imports, in which nothing is ever changed. The work is in `imports`."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from config.triggers import Trigger, refuse

KEPT = "Het logboek van imports verandert nooit"


class ImportFileQuerySet(models.QuerySet["ImportFile"]):
    def waiting_of(self, user: object) -> ImportFileQuerySet:
        """What somebody offered and did not confirm."""
        return self.filter(uploaded_by=user, outcome=None)

    def done_with(self, model: type[models.Model]) -> ImportFileQuerySet:
        """The files that were written into a table, the last one first; without what is in them."""
        return self.filter(model=model._meta.model_name, outcome__isnull=False).select_related("outcome").defer("content").order_by("-outcome__at")


class ImportFile(models.Model):
    """A file that passed the inspection. It waits here for its confirmation, because more than one machine may answer."""

    model = models.CharField("tabel", max_length=100)
    name = models.CharField("bestand", max_length=100)
    sha256 = models.CharField("controlegetal", max_length=64)
    content = models.BinaryField("inhoud")
    uploaded_at = models.DateTimeField("aangeboden op", default=timezone.now)
    # The number stays when the account goes: the log does not change with it. Empty: by command.
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, related_name="+", on_delete=models.DO_NOTHING, db_constraint=False, verbose_name="aangeboden door"
    )

    objects = ImportFileQuerySet.as_manager()

    class Meta:
        verbose_name = "aangeboden bestand"
        verbose_name_plural = "aangeboden bestanden"
        constraints = [
            models.CheckConstraint(
                condition=~Q(sha256="") & ~Q(name=""),
                name="an_import_file_has_a_name_and_a_digest",
                violation_error_message="Een bestand heeft een naam en een controlegetal.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ImportOutcome(models.Model):
    """That a file was written, with how many rows: made in the transaction that wrote them, so a file is written at most once."""

    file = models.OneToOneField(ImportFile, on_delete=models.PROTECT, related_name="outcome", verbose_name="bestand")
    at = models.DateTimeField("verwerkt op", default=timezone.now)
    created = models.PositiveIntegerField("nieuw")
    changed = models.PositiveIntegerField("gewijzigd")
    unchanged = models.PositiveIntegerField("ongewijzigd")

    class Meta:
        verbose_name = "verwerkt bestand"
        verbose_name_plural = "verwerkte bestanden"

    def __str__(self) -> str:
        return str(self.file)


def import_triggers() -> tuple[Trigger, ...]:
    """What the database refuses: changing, deleting or emptying the log."""
    return tuple(
        refuse(f"{name}_{ending}", table, operation, KEPT)
        for name, table in (("import_files", ImportFile._meta.db_table), ("import_outcomes", ImportOutcome._meta.db_table))
        for ending, operation in (("never_change", "UPDATE"), ("are_never_deleted", "DELETE"), ("are_never_emptied", "TRUNCATE"))
    )
