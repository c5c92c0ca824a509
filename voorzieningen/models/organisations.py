"""Organisations, their offerings, and for each offering whom it serves and how it is delivered."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from voorzieningen.ages import OLDEST, PREGNANCY_STARTS, Certainty
from voorzieningen.models.history import History
from voorzieningen.models.sources import Sourced
from voorzieningen.models.taxonomy import CoordinatorType, DeliveryModel, Employer, SupportForm, TargetGroup


class CertaintyChoices(models.TextChoices):
    """The order is from most to least certain."""

    CERTAIN = Certainty.CERTAIN.value, "zeker"
    POSSIBLE = Certainty.POSSIBLE.value, "mogelijk"
    CONFLICT = Certainty.CONFLICT.value, "bronnen verschillen"
    UNKNOWN = Certainty.UNKNOWN.value, "niet vermeld"


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def get_by_natural_key(self, code: str) -> Organisation:
        return self.get(code=code)


class Organisation(Sourced):
    """A foundation that runs or licenses informal support, or an umbrella of such foundations."""

    class Kind(models.TextChoices):
        ORGANISATION = "ORGANISATIE", "organisatie"
        UMBRELLA = "KOEPEL", "koepel (zonder eigen aanbod)"

    code = models.CharField("code", max_length=20, unique=True, help_text="Korte code, bijvoorbeeld BG.")
    kind = models.CharField("soort", max_length=20, choices=Kind, default=Kind.ORGANISATION)
    name = models.CharField("naam", max_length=100)
    legal_name = models.CharField("statutaire naam", max_length=200, blank=True)
    aliases = models.JSONField(
        "andere schrijfwijzen", default=list, blank=True, help_text='Voor het zoeken. Een lijst, bijvoorbeeld ["Meeleefgezin"].'
    )
    members = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="umbrellas", verbose_name="leden", help_text="Alleen voor een koepel."
    )
    email = models.EmailField("e-mailadres", blank=True, help_text="Alleen een functioneel adres (info@), geen persoonlijk adres.")
    email_note = models.CharField(
        "e-mail, opmerking", max_length=200, blank=True, help_text="Bijvoorbeeld een adressjabloon per plaats. Wordt geen link."
    )
    website = models.URLField("website", blank=True)
    contact_person = models.CharField("contactpersoon", max_length=100, blank=True)
    contact_is_public = models.BooleanField(
        "contactpersoon publiek zichtbaar", default=False, help_text="Alleen aanzetten met toestemming van de persoon."
    )

    objects = OrganisationQuerySet.as_manager()
    history = History(m2m_fields=["members"])

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.code,)


class OfferingQuerySet(models.QuerySet["Offering"]):
    def get_by_natural_key(self, slug: str) -> Offering:
        return self.get(slug=slug)

    def published(self) -> Self:
        return self.filter(is_published=True)

    def by_name(self) -> Self:
        return self.order_by("name", "slug")


class Offering(Sourced):
    """One thing that a municipality can choose. What the sources do not state is left empty: empty is unknown, never no."""

    class Answer(models.TextChoices):
        YES = "JA", "ja"
        NO = "NEE", "nee"
        NOT_STATED = "NIET_VERMELD", "niet vermeld"

    slug = models.SlugField("sleutel", unique=True, help_text="Komt in adressen en links die gemaild zijn. Niet meer wijzigen na publicatie.")
    code = models.CharField("code", max_length=20, unique=True)
    name = models.CharField("naam", max_length=100)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="offerings",
        verbose_name="organisatie",
        help_text="Leeg bij een combinatie.",
    )
    programme = models.CharField("programma", max_length=100, blank=True)
    parts = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="combinations",
        verbose_name="combineert",
        help_text="Alleen voor een combinatie: doelgroepen, leeftijden en vormen komen dan van de delen.",
    )
    is_published = models.BooleanField("gepubliceerd", default=True)
    characteristics = models.TextField("specifieke kenmerken", blank=True, help_text="Kort en in eigen woorden; staat in het totaaloverzicht.")
    volunteer_training = models.CharField("training vrijwilligers", max_length=20, choices=Answer, default=Answer.NOT_STATED)
    vog = models.CharField("VOG vereist", max_length=20, choices=Answer, default=Answer.NOT_STATED)
    duration_months_min = models.PositiveSmallIntegerField("duur minimaal (maanden)", null=True, blank=True)
    duration_months_max = models.PositiveSmallIntegerField("duur maximaal (maanden)", null=True, blank=True)
    preparation_months_min = models.PositiveSmallIntegerField("voorbereiding minimaal (maanden)", null=True, blank=True)
    preparation_months_max = models.PositiveSmallIntegerField("voorbereiding maximaal (maanden)", null=True, blank=True)
    guidance_per_year_min = models.PositiveSmallIntegerField("begeleiding minimaal (keer per jaar)", null=True, blank=True)
    guidance_per_year_max = models.PositiveSmallIntegerField("begeleiding maximaal (keer per jaar)", null=True, blank=True)
    contracting_party = models.CharField("contractpartij", max_length=200, blank=True)
    checked_on = models.DateField("laatst gecontroleerd op", null=True, blank=True)
    checked_by = models.CharField("gecontroleerd door", max_length=100, blank=True, help_text="Functie of organisatie, geen persoonsnaam.")

    objects = OfferingQuerySet.as_manager()
    history = History(m2m_fields=["parts"])

    class Meta:
        verbose_name = "aanbod"
        verbose_name_plural = "aanbod"
        constraints = [
            models.CheckConstraint(
                condition=Q(duration_months_min__lte=F("duration_months_max")),
                name="duration_minimum_is_not_above_maximum",
                violation_error_message="De minimale duur is hoger dan de maximale.",
            ),
            models.CheckConstraint(
                condition=Q(preparation_months_min__lte=F("preparation_months_max")),
                name="preparation_minimum_is_not_above_maximum",
                violation_error_message="De minimale voorbereiding is hoger dan de maximale.",
            ),
            models.CheckConstraint(
                condition=Q(guidance_per_year_min__lte=F("guidance_per_year_max")),
                name="guidance_minimum_is_not_above_maximum",
                violation_error_message="De minimale begeleiding is hoger dan de maximale.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class OfRowQuerySet(models.QuerySet):
    """Rows of an offering with a term: found by both."""

    def get_by_natural_key(self, offering: str, code: str) -> OfferingOption:
        return self.get(offering__slug=offering, term__code=code)


class OfferingOption(Sourced):
    """A term that holds for an offering, with how certain that is. Terms without a row do not hold, once the offering has any."""

    certainty = models.CharField("zekerheid", max_length=20, choices=CertaintyChoices, default=CertaintyChoices.CERTAIN)
    note = models.CharField("toelichting", max_length=300, blank=True)

    objects = OfRowQuerySet.as_manager()
    history = History(inherit=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.offering}: {self.term}"

    def natural_key(self) -> tuple[str, str]:
        return (self.offering.slug, self.term.code)


class OfferingForm(OfferingOption):
    offering = models.ForeignKey(Offering, on_delete=models.CASCADE, related_name="forms", verbose_name="aanbod")
    term = models.ForeignKey(SupportForm, on_delete=models.PROTECT, related_name="+", verbose_name="vorm van steun")

    class Meta:
        verbose_name = "vorm van steun van een aanbod"
        verbose_name_plural = "vormen van steun per aanbod"
        constraints = [models.UniqueConstraint(fields=["offering", "term"], name="an_offering_has_a_support_form_once")]


class OfferingDelivery(OfferingOption):
    offering = models.ForeignKey(Offering, on_delete=models.CASCADE, related_name="deliveries", verbose_name="aanbod")
    term = models.ForeignKey(DeliveryModel, on_delete=models.PROTECT, related_name="+", verbose_name="leveringsmodel")

    class Meta:
        verbose_name = "leveringsmodel van een aanbod"
        verbose_name_plural = "leveringsmodellen per aanbod"
        constraints = [models.UniqueConstraint(fields=["offering", "term"], name="an_offering_has_a_delivery_model_once")]


class OfferingCoordinator(OfferingOption):
    offering = models.ForeignKey(Offering, on_delete=models.CASCADE, related_name="coordinators", verbose_name="aanbod")
    term = models.ForeignKey(CoordinatorType, on_delete=models.PROTECT, related_name="+", verbose_name="coördinatortype")

    class Meta:
        verbose_name = "coördinatortype van een aanbod"
        verbose_name_plural = "coördinatortypen per aanbod"
        constraints = [models.UniqueConstraint(fields=["offering", "term"], name="an_offering_has_a_coordinator_type_once")]


class OfferingEmployer(OfferingOption):
    offering = models.ForeignKey(Offering, on_delete=models.CASCADE, related_name="employers", verbose_name="aanbod")
    term = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="+", verbose_name="werkgever")

    class Meta:
        verbose_name = "werkgever van de coördinator van een aanbod"
        verbose_name_plural = "werkgevers van de coördinator per aanbod"
        constraints = [models.UniqueConstraint(fields=["offering", "term"], name="an_offering_has_an_employer_once")]


class CoverageQuerySet(models.QuerySet["Coverage"]):
    def get_by_natural_key(self, offering: str, code: str) -> Coverage:
        return self.get(offering__slug=offering, target_group__code=code)


class Coverage(Sourced):
    """Whether an offering serves a target group. No row means: not mentioned, which is not the same as unsuitable."""

    class Status(models.TextChoices):
        INCLUDED = "INCLUDED", "genoemd als doelgroep"
        CONDITIONAL = "CONDITIONAL", "genoemd onder voorwaarde"
        POSSIBLE = "POSSIBLE", "mogelijk"
        CONFLICT = "CONFLICT", "bronnen verschillen"
        EXCLUDED = "EXCLUDED", "uitgesloten"

    offering = models.ForeignKey(Offering, on_delete=models.CASCADE, related_name="coverage", verbose_name="aanbod")
    target_group = models.ForeignKey(TargetGroup, on_delete=models.PROTECT, related_name="+", verbose_name="doelgroep")
    status = models.CharField("dekking", max_length=20, choices=Status)
    note = models.CharField("toelichting", max_length=300, blank=True)

    objects = CoverageQuerySet.as_manager()
    history = History()

    class Meta:
        verbose_name = "dekking van een doelgroep"
        verbose_name_plural = "dekking van doelgroepen"
        constraints = [models.UniqueConstraint(fields=["offering", "target_group"], name="an_offering_covers_a_target_group_once")]

    def __str__(self) -> str:
        return f"{self.offering}: {self.target_group}"

    def natural_key(self) -> tuple[str, str]:
        return (self.offering.slug, self.target_group.code)


class AgeRangeQuerySet(models.QuerySet["AgeRange"]):
    def get_by_natural_key(self, offering: str, variant: str) -> AgeRange:
        return self.get(offering__slug=offering, variant=variant)


class AgeRange(Sourced):
    """One reading of the ages an offering is for, in months since birth. Both bounds empty: the source does not specify them."""

    offering = models.ForeignKey(Offering, on_delete=models.CASCADE, related_name="age_ranges", verbose_name="aanbod")
    variant = models.CharField("lezing", max_length=60, help_text="Bijvoorbeeld 'standaard' of 'per gemeente 0-12'.")
    from_months = models.SmallIntegerField("vanaf (maanden)", null=True, blank=True, help_text="-9 is het begin van de zwangerschap, 0 de geboorte.")
    until_months = models.SmallIntegerField("tot (maanden)", null=True, blank=True, help_text="Niet meer inbegrepen: tot 5 jaar is 60.")
    certainty = models.CharField("zekerheid", max_length=20, choices=CertaintyChoices)
    note = models.CharField("toelichting", max_length=300, blank=True)

    objects = AgeRangeQuerySet.as_manager()
    history = History()

    class Meta:
        verbose_name = "leeftijdsbereik"
        verbose_name_plural = "leeftijdsbereiken"
        constraints = [
            models.UniqueConstraint(fields=["offering", "variant"], name="an_offering_has_an_age_variant_once"),
            models.CheckConstraint(
                condition=Q(
                    from_months__gte=PREGNANCY_STARTS, until_months__isnull=False, until_months__lte=OLDEST, from_months__lt=F("until_months")
                )
                | Q(from_months=None, until_months=None),
                name="an_age_range_starts_before_it_ends",
                violation_error_message="Vul beide leeftijden in, van -9 tot en met 360 maanden, met de laagste eerst; of laat ze beide leeg.",
            ),
            models.CheckConstraint(
                condition=Q(certainty="UNKNOWN", from_months=None) | (~Q(certainty="UNKNOWN") & Q(from_months__isnull=False)),
                name="only_an_unknown_age_range_has_no_bounds",
                violation_error_message="Alleen bij 'niet vermeld' blijven de leeftijden leeg; anders zijn ze verplicht.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offering}: {self.variant}"

    def natural_key(self) -> tuple[str, str]:
        return (self.offering.slug, self.variant)
