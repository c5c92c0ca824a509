"""After the decision: what was chosen, the contracts, and what each year really brought."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q

from procurement.models.dossiers import Dossier


class Decision(models.Model):
    """What the municipality decided on a dossier. `version` guards against lost updates."""

    class Outcome(models.TextChoices):
        CHOSEN = "GEKOZEN", "er is aanbod gekozen"
        NONE = "GEEN", "er is geen aanbod gekozen"
        STOPPED = "GESTOPT", "gestopt zonder besluit"

    dossier = models.OneToOneField(Dossier, on_delete=models.CASCADE, related_name="decision", verbose_name="dossier")
    outcome = models.CharField("uitkomst", max_length=10, choices=Outcome)
    reason = models.TextField("reden")
    decided_on = models.DateField("besloten op", null=True, blank=True)
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name = "besluit"
        verbose_name_plural = "besluiten"
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="a_decision_has_a_reason", violation_error_message="Geef een reden.")]

    def __str__(self) -> str:
        return f"{self.dossier}: {self.get_outcome_display()}"


class Contract(models.Model):
    """A contract that followed. `until` is exclusive; amounts in euro, None is not known."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="contracts", verbose_name="besluit")
    offering = models.SlugField("aanbod")
    starts_on = models.DateField("vanaf")
    until = models.DateField("tot")
    value = models.DecimalField("waarde", max_digits=12, decimal_places=2, null=True, blank=True)
    note = models.CharField("toelichting", max_length=300, blank=True)

    class Meta:
        verbose_name = "contract"
        verbose_name_plural = "contracten"
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("starts_on")),
                name="a_contract_ends_after_it_starts",
                violation_error_message="Het einde ligt voor het begin.",
            ),
            models.CheckConstraint(condition=Q(value=None) | Q(value__gte=0), name="a_contract_has_no_negative_value"),
        ]

    def __str__(self) -> str:
        return f"{self.offering} vanaf {self.starts_on}"

    @property
    def last_day(self) -> date:
        """The last day of the contract, as people write it."""
        return self.until - timedelta(days=1)


class RealisedYear(models.Model):
    """What a calendar year of a contract really brought; None is not known."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="realised", verbose_name="contract")
    year = models.PositiveIntegerField("kalenderjaar")
    matches = models.PositiveIntegerField("nieuwe koppelingen", null=True, blank=True)
    hours = models.DecimalField("uren van de coördinator", max_digits=9, decimal_places=2, null=True, blank=True)
    cost = models.DecimalField("kosten", max_digits=12, decimal_places=2, null=True, blank=True)
    note = models.CharField("toelichting", max_length=300, blank=True)

    class Meta:
        verbose_name = "gerealiseerd jaar"
        verbose_name_plural = "gerealiseerde jaren"
        constraints = [
            models.UniqueConstraint(fields=["contract", "year"], name="a_contract_year_is_recorded_once"),
            models.CheckConstraint(
                condition=(Q(hours=None) | Q(hours__gte=0)) & (Q(cost=None) | Q(cost__gte=0)), name="nothing_realised_is_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract}, {self.year}"
