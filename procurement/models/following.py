"""What happens around a dossier: the log of who did what when, read-only links, and who wants mail."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models

from procurement.models.dossiers import Dossier


class DossierEvent(models.Model):
    """One thing that somebody did. Rows are added and never changed; `who` is the name at that moment."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="events", verbose_name="dossier")
    at = models.DateTimeField("moment", auto_now_add=True)
    who = models.CharField("wie", max_length=150)
    what = models.CharField("wat", max_length=300)

    class Meta:
        verbose_name = "gebeurtenis"
        verbose_name_plural = "gebeurtenissen"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.who}: {self.what}"


class DossierLinkQuerySet(models.QuerySet["DossierLink"]):
    def working(self) -> Self:
        return self.filter(withdrawn_at=None, dossier__deleted_at=None)


class DossierLink(models.Model):
    """A read-only link to a dossier for somebody without an account. Only the hash of its token is kept."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="links", verbose_name="dossier")
    label = models.CharField("voor wie", max_length=100)
    token_hash = models.CharField("controlegetal van de link", max_length=64, unique=True)
    with_quotations = models.BooleanField("met vertrouwelijke offertes", default=False)
    made_by = models.CharField("gemaakt door", max_length=150)
    made_at = models.DateTimeField("gemaakt op", auto_now_add=True)
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True)

    objects = DossierLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "leeslink"
        verbose_name_plural = "leeslinks"

    def __str__(self) -> str:
        return f"{self.dossier}, {self.label}"


class DossierWatch(models.Model):
    """Somebody who wants mail when facts under a dossier change. `told` is the check code of what was told last.

    `claimed_at` is when a run of mail_changes took it on; it is empty again once the mail is sent or has failed.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="watches", verbose_name="dossier")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name="gebruiker")
    told = models.CharField("laatst gemeld", max_length=64, blank=True)
    claimed_at = models.DateTimeField("mail onderweg sinds", null=True, blank=True)

    class Meta:
        verbose_name = "volger"
        verbose_name_plural = "volgers"
        constraints = [models.UniqueConstraint(fields=["dossier", "user"], name="somebody_follows_a_dossier_once")]

    def __str__(self) -> str:
        return f"{self.user}, {self.dossier}"
