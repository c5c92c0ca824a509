"""What a reading of a tariff changes in the amounts that hold in the other readings."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from voorzieningen.models.components import TariffComponent
from voorzieningen.models.history import History
from voorzieningen.models.sources import Sourced
from voorzieningen.models.tariffs import TariffReading


class ReadingChangeQuerySet(models.QuerySet["ReadingChange"]):
    def get_by_natural_key(self, offering: str, tariff: str, reading: str, component: str) -> ReadingChange:
        return self.get(reading__tariff__offering__slug=offering, reading__tariff__slug=tariff, reading__code=reading, component__code=component)


class ReadingChange(Sourced):
    """A component as one reading has it. What is left empty stays as the component itself has it."""

    reading = models.ForeignKey(TariffReading, on_delete=models.CASCADE, related_name="changes", verbose_name="lezing")
    component = models.ForeignKey(TariffComponent, on_delete=models.CASCADE, related_name="+", verbose_name="tariefonderdeel")
    low = models.DecimalField("bedrag, laag", max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)])
    high = models.DecimalField("bedrag, hoog", max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)])
    payer = models.CharField("betaler", max_length=20, choices=TariffComponent.Payer, blank=True)
    from_contract_year = models.PositiveSmallIntegerField("vanaf contractjaar", null=True, blank=True, validators=[MinValueValidator(1)])

    objects = ReadingChangeQuerySet.as_manager()
    history = History()

    class Meta:
        verbose_name = "wat een lezing verandert"
        verbose_name_plural = "wat lezingen veranderen"
        constraints = [
            models.UniqueConstraint(fields=["reading", "component"], name="a_reading_changes_a_component_once"),
            models.CheckConstraint(
                condition=Q(low=None, high=None) | Q(low__isnull=False, high__isnull=False, low__gte=0, low__lte=F("high")),
                name="a_changed_amount_has_a_low_and_a_high",
                violation_error_message="Vul beide bedragen in, met het laagste eerst, of laat ze beide leeg.",
            ),
            models.CheckConstraint(
                condition=Q(low__isnull=False) | ~Q(payer="") | Q(from_contract_year__isnull=False),
                name="a_reading_change_changes_something",
                violation_error_message="Vul in wat er in deze lezing anders is: een bedrag, de betaler of het eerste contractjaar.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reading}: {self.component}"

    def natural_key(self) -> tuple[str, ...]:
        return (*self.reading.natural_key(), self.component.code)
