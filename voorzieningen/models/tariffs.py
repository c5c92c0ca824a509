"""Tariffs: price lists and offers with their readings, capacity and instalments. What is charged stands in their components."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from voorzieningen.models.history import History
from voorzieningen.models.municipalities import Municipality
from voorzieningen.models.organisations import Offering
from voorzieningen.models.sources import Sourced


class TariffQuerySet(models.QuerySet["Tariff"]):
    def get_by_natural_key(self, offering: str, slug: str) -> Tariff:
        return self.get(offering__slug=offering, slug=slug)


class Tariff(Sourced):
    """A price list, or what one municipality was offered. Its components say what is charged."""

    class Kind(models.TextChoices):
        LIST_PRICE = "LIJSTPRIJS", "lijstprijs"
        OFFER = "OFFERTE", "offerte aan één gemeente"

    class DurationBasis(models.TextChoices):
        STATED = "STATED", "staat in de bron"
        UPPER_BOUND = "UPPER_BOUND", "bovengrens uit de bron"
        ASSUMPTION = "ASSUMPTION", "aanname"
        NOT_STATED = "NOT_STATED", "niet vermeld"

    offering = models.ForeignKey(Offering, on_delete=models.CASCADE, related_name="tariffs", verbose_name="aanbod")
    slug = models.SlugField("sleutel", help_text="Bijvoorbeeld 'lijstprijs'. Komt in adressen; niet meer wijzigen na publicatie.")
    kind = models.CharField("soort", max_length=20, choices=Kind, default=Kind.LIST_PRICE)
    name = models.CharField("naam", max_length=150)
    wording = models.TextField("tarief in woorden", help_text="Voor het totaaloverzicht, met eenheid; in eigen woorden.")
    is_default = models.BooleanField("standaard", default=False)
    price_level_year = models.PositiveSmallIntegerField(
        "prijspeil (jaar)",
        null=True,
        blank=True,
        validators=[MinValueValidator(1990), MaxValueValidator(2100)],
        help_text="Leeg: niet vermeld in de bron.",
    )
    indexable = models.BooleanField("indexeren toegestaan", default=True, help_text="Uit: het bedrag staat vast, zoals in een offerte.")
    duration_match_years = models.PositiveSmallIntegerField(
        "duur van een koppeling (koppelingsjaren)",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
        help_text="In hele jaren. Leeg: onbekend.",
    )
    duration_basis = models.CharField("duur volgens", max_length=20, choices=DurationBasis, default=DurationBasis.NOT_STATED)
    duration_note = models.CharField("toelichting bij de duur", max_length=200, blank=True)
    shortest_match_years = models.PositiveSmallIntegerField(
        "kortste duur (koppelingsjaren)",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
        help_text="In hele jaren. Vul de kortste en de langste duur allebei in, of geen van beide. Alleen om te zien hoe gevoelig de uitkomst is.",
    )
    longest_match_years = models.PositiveSmallIntegerField(
        "langste duur (koppelingsjaren)",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
        help_text="In hele jaren. Leeg: er is geen spreiding bekend.",
    )
    duration_range_note = models.CharField(
        "toelichting bij de spreiding",
        max_length=200,
        blank=True,
        help_text="Waar de kortste en langste duur op berusten, en wat daarvan een aanname is.",
    )
    priced_contract_years = models.PositiveSmallIntegerField(
        "geprijsde contractjaren",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
        help_text="Daarna is er geen prijs. Leeg: geldt voor onbepaalde tijd.",
    )
    shared_components = models.ManyToManyField(
        "TariffComponent",
        blank=True,
        related_name="borrowed_by",
        # A component of one reading means something else in every reading of its own tariff: it cannot be lent.
        limit_choices_to={"reading": None},
        verbose_name="onderdelen van andere tarieven",
        help_text="Voor een combinatie. Onderdelen van één lezing kunnen hier niet.",
    )
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="gemeente")
    contract_from = models.DateField("contract vanaf", null=True, blank=True)
    contract_until = models.DateField("contract tot", null=True, blank=True, help_text="Eerste dag na het contract.")
    contradiction = models.CharField(
        "tegenspraak",
        max_length=10,
        blank=True,
        help_text="Code, bijvoorbeeld C-18, als dit tarief het standaardtarief tegenspreekt: ze staan dan naast elkaar.",
    )
    invoicing = models.CharField("factuurmomenten", max_length=200, blank=True)
    conditions = models.TextField("voorwaarden", blank=True)

    objects = TariffQuerySet.as_manager()
    history = History(m2m_fields=["shared_components"])

    class Meta:
        verbose_name = "tarief"
        verbose_name_plural = "tarieven"
        constraints = [
            models.UniqueConstraint(fields=["offering", "slug"], name="an_offering_has_a_tariff_slug_once"),
            models.UniqueConstraint(
                fields=["offering"],
                condition=Q(is_default=True),
                name="an_offering_has_one_default_tariff",
                violation_error_message="Dit aanbod heeft al een standaardtarief.",
            ),
            models.CheckConstraint(
                condition=Q(contract_from__lt=F("contract_until")),
                name="a_contract_starts_before_it_ends",
                violation_error_message="Het contract moet beginnen voordat het eindigt.",
            ),
            models.CheckConstraint(
                condition=Q(duration_match_years__gte=1),
                name="a_match_lasts_at_least_one_year",
                violation_error_message="Een koppeling duurt ten minste één koppelingsjaar.",
            ),
            models.CheckConstraint(
                condition=Q(duration_basis="NOT_STATED", duration_match_years=None)
                | ~Q(duration_basis="NOT_STATED") & Q(duration_match_years__isnull=False),
                name="only_an_unstated_duration_is_empty",
                violation_error_message="Vul de duur in en waar die op berust, of laat de duur leeg en kies 'niet vermeld'.",
            ),
            models.CheckConstraint(
                condition=Q(shortest_match_years=None, longest_match_years=None)
                | Q(
                    duration_match_years__isnull=False,
                    shortest_match_years__gte=1,
                    shortest_match_years__lte=F("duration_match_years"),
                    longest_match_years__gte=F("duration_match_years"),
                    longest_match_years__lte=10,
                    shortest_match_years__isnull=False,
                    longest_match_years__isnull=False,
                ),
                name="a_duration_lies_within_its_range",
                violation_error_message="Vul de kortste en de langste duur allebei in (1 tot en met 10), met de duur ertussen, of geen van beide.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str, str]:
        return (self.offering.slug, self.slug)


class TariffReadingQuerySet(models.QuerySet["TariffReading"]):
    def get_by_natural_key(self, offering: str, tariff: str, code: str) -> TariffReading:
        return self.get(tariff__offering__slug=offering, tariff__slug=tariff, code=code)


class TariffReading(Sourced):
    """A named way to read an ambiguous tariff. Of the readings of one contradiction exactly one is preferred: it is used unless the user chooses."""

    tariff = models.ForeignKey(Tariff, on_delete=models.CASCADE, related_name="readings", verbose_name="tarief")
    code = models.CharField("code", max_length=20, help_text="Komt in adressen (lezing=steunouder:YEAR).")
    label = models.CharField("naam", max_length=60, blank=True, help_text="Hoe de lezing op het scherm heet. Leeg: de code.")
    text = models.CharField("lezing", max_length=300)
    reason = models.CharField("reden", max_length=500, blank=True, help_text="Verplicht bij de voorkeur.")
    preferred = models.BooleanField("voorkeur", default=False)
    contradiction = models.CharField(
        "tegenspraak", max_length=10, blank=True, help_text="Code, bijvoorbeeld C-04. Lezingen met dezelfde code sluiten elkaar uit."
    )
    priced_contract_years = models.PositiveSmallIntegerField(
        "geprijsde contractjaren", null=True, blank=True, help_text="Als deze lezing maar voor een aantal jaren een prijs geeft."
    )

    objects = TariffReadingQuerySet.as_manager()
    history = History()

    class Meta:
        verbose_name = "lezing van een tarief"
        verbose_name_plural = "lezingen van tarieven"
        constraints = [
            models.UniqueConstraint(fields=["tariff", "code"], name="a_tariff_has_a_reading_code_once"),
            models.UniqueConstraint(
                fields=["tariff", "contradiction"],
                condition=Q(preferred=True),
                name="a_contradiction_has_one_preferred_reading",
                violation_error_message="Van de lezingen die bij dezelfde tegenspraak horen, heeft precies één de voorkeur.",
            ),
            models.CheckConstraint(
                condition=Q(preferred=False) | ~Q(reason=""),
                name="a_preferred_reading_has_a_reason",
                violation_error_message="Geef de reden van de voorkeur.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tariff}: {self.code}"

    def natural_key(self) -> tuple[str, str, str]:
        return (*self.tariff.natural_key(), self.code)


class TariffCapacityQuerySet(models.QuerySet["TariffCapacity"]):
    def get_by_natural_key(self, offering: str, tariff: str, contract_year: int) -> TariffCapacity:
        return self.get(tariff__offering__slug=offering, tariff__slug=tariff, contract_year=contract_year)


class TariffCapacity(Sourced):
    """How many new matches the price of a contract year is for; more is warned about, never scaled."""

    tariff = models.ForeignKey(Tariff, on_delete=models.CASCADE, related_name="capacities", verbose_name="tarief")
    contract_year = models.PositiveSmallIntegerField("contractjaar", validators=[MinValueValidator(1)])
    low = models.PositiveSmallIntegerField("nieuwe koppelingen, minimaal")
    high = models.PositiveSmallIntegerField("nieuwe koppelingen, maximaal")

    objects = TariffCapacityQuerySet.as_manager()
    history = History()

    class Meta:
        verbose_name = "capaciteit van een tarief"
        verbose_name_plural = "capaciteit van tarieven"
        constraints = [
            models.UniqueConstraint(fields=["tariff", "contract_year"], name="a_tariff_has_one_capacity_per_contract_year"),
            models.CheckConstraint(
                condition=Q(low__lte=F("high")),
                name="capacity_low_is_not_above_high",
                violation_error_message="Het minimum is hoger dan het maximum.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tariff}: contractjaar {self.contract_year}"

    def natural_key(self) -> tuple[str, str, int]:
        return (*self.tariff.natural_key(), self.contract_year)


class TariffInstalmentQuerySet(models.QuerySet["TariffInstalment"]):
    def get_by_natural_key(self, offering: str, tariff: str, months_after_start: int) -> TariffInstalment:
        return self.get(tariff__offering__slug=offering, tariff__slug=tariff, months_after_start=months_after_start)


class TariffInstalment(Sourced):
    """When a part of the amount of a contract year is invoiced. Of a tariff they add up to 1; without any the moments are unknown."""

    tariff = models.ForeignKey(Tariff, on_delete=models.CASCADE, related_name="instalments", verbose_name="tarief")
    months_after_start = models.PositiveSmallIntegerField(
        "maanden na het begin",
        validators=[MaxValueValidator(35)],
        help_text="Vanaf de eerste dag van het contractjaar: 0 is bij het begin, 6 is na een half jaar.",
    )
    percentage = models.DecimalField(
        "deel (0-1)",
        max_digits=7,
        decimal_places=6,
        help_text="0,5 is 50 procent van het bedrag van het contractjaar. Samen 1.",
    )

    objects = TariffInstalmentQuerySet.as_manager()
    history = History()

    class Meta:
        verbose_name = "factuurtermijn"
        verbose_name_plural = "factuurtermijnen"
        constraints = [
            models.UniqueConstraint(fields=["tariff", "months_after_start"], name="a_tariff_has_one_instalment_per_moment"),
            models.CheckConstraint(
                condition=Q(months_after_start__gte=0, months_after_start__lte=35),
                name="an_instalment_falls_within_three_years",
                violation_error_message="Een termijn valt 0 tot en met 35 maanden na het begin van het contractjaar.",
            ),
            models.CheckConstraint(
                condition=Q(percentage__gt=0, percentage__lte=1),
                name="an_instalment_is_a_part_of_the_amount",
                violation_error_message="Een termijn is een deel van het bedrag: meer dan 0 en niet meer dan 1.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tariff}: {self.months_after_start} maanden na het begin"

    def natural_key(self) -> tuple[str, str, int]:
        return (*self.tariff.natural_key(), self.months_after_start)
