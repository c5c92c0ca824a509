"""Tariff components: one calculation rule each, with scales and hours. The sums are in procurement.costs."""

from __future__ import annotations

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from voorzieningen.models.history import History
from voorzieningen.models.sources import Sourced
from voorzieningen.models.tariffs import Tariff, TariffReading

amount_validators = [MinValueValidator(Decimal("0")), MaxValueValidator(Decimal("99999999.99"))]


class TariffComponentQuerySet(models.QuerySet["TariffComponent"]):
    def get_by_natural_key(self, code: str) -> TariffComponent:
        return self.get(code=code)


class TariffComponent(Sourced):
    """One row of a tariff: one calculation rule. Which fields a type uses is listed in docs/costing.md."""

    class Type(models.TextChoices):
        FIXED = "FIXED", "vast bedrag per contractjaar"
        PER_MATCH = "PER_MATCH", "bedrag per koppeling"
        PER_MODULE = "PER_MODULE", "bedrag per afgeronde module"
        COORDINATOR_HOURS = "COORDINATOR_HOURS", "uren van de coördinator"
        ALL_IN_PER_MATCH_YEAR = "ALL_IN_PER_MATCH_YEAR", "integraal bedrag per lopende koppeling per jaar"
        INHABITANT_TIER = "INHABITANT_TIER", "staffel op inwoners"
        HOURLY_RATE = "HOURLY_RATE", "uurtarief"
        SURCHARGE = "SURCHARGE", "opslag in procenten"
        CONTRIBUTION = "CONTRIBUTION", "bijdrage van een derde"
        UNKNOWN = "UNKNOWN", "onbekend bedrag"

    class Role(models.TextChoices):
        COST = "COST", "kosten"
        INFO = "INFO", "alleen informatie (telt niet mee)"

    class AmountKind(models.TextChoices):
        EXACT = "EXACT", "exact"
        CIRCA = "CIRCA", "circa"
        GUIDELINE = "RICHTLIJN", "richtlijn"

    class Basis(models.TextChoices):
        STATED = "STATED", "staat in de bron"
        DERIVED = "DERIVED", "afgeleid"
        ASSUMPTION = "ASSUMPTION", "aanname"

    class PayerBasis(models.TextChoices):
        STATED = "STATED", "staat in de bron"
        DERIVED = "DERIVED", "afgeleid"
        NOT_STATED = "NOT_STATED", "niet vermeld"

    class Payer(models.TextChoices):
        MUNICIPALITY = "GEMEENTE", "gemeente"
        EXECUTOR = "UITVOERDER", "uitvoerder"
        FUND = "FONDS", "fonds"
        MIXED = "GEMENGD", "gemengd"
        UNKNOWN = "ONBEKEND", "onbekend"

    class Vat(models.TextChoices):
        NONE_DUE = "NONE_DUE", "geen btw verschuldigd"
        EXEMPT = "EXEMPT", "vrijgesteld"
        INCLUDED = "INCLUDED", "inclusief btw"
        EXCLUDED = "EXCLUDED", "exclusief btw"
        UNKNOWN = "UNKNOWN", "onbekend"
        NOT_APPLICABLE = "NA", "niet van toepassing"

    class Period(models.TextChoices):
        WEEK = "WEEK", "per week"
        YEAR = "YEAR", "per jaar"

    class MatchBasis(models.TextChoices):
        ACTIVE = "ACTIVE", "lopende koppelingen"
        NEW = "NEW", "nieuwe koppelingen"

    class Scaling(models.TextChoices):
        PROPORTIONAL = "PROPORTIONAL", "naar rato"
        STEP = "STEP", "per heel blok"

    tariff = models.ForeignKey(Tariff, on_delete=models.CASCADE, related_name="components", verbose_name="tarief")
    reading = models.ForeignKey(
        TariffReading,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="components",
        verbose_name="lezing",
        help_text="Leeg: geldt in alle lezingen.",
    )
    code = models.CharField("code", max_length=20, unique=True, help_text="Komt in bestanden; niet meer wijzigen na publicatie.")
    position = models.PositiveSmallIntegerField("volgorde", default=0)
    type = models.CharField("soort", max_length=30, choices=Type)
    role = models.CharField("rol", max_length=10, choices=Role, default=Role.COST)
    label = models.CharField("omschrijving", max_length=150)
    unit_label = models.CharField("eenheid", max_length=100, help_text="Bijvoorbeeld 'per koppeling, eerste koppelingsjaar'.")
    low = models.DecimalField("bedrag laag (€)", max_digits=10, decimal_places=2, null=True, blank=True, validators=amount_validators)
    high = models.DecimalField("bedrag hoog (€)", max_digits=10, decimal_places=2, null=True, blank=True, validators=amount_validators)
    amount_kind = models.CharField("soort bedrag", max_length=20, choices=AmountKind, default=AmountKind.EXACT)
    basis = models.CharField("status van het bedrag", max_length=20, choices=Basis, default=Basis.STATED)
    basis_note = models.CharField("toelichting bij het bedrag", max_length=300, blank=True)
    series = models.CharField(
        "reeks", max_length=20, blank=True, help_text="Onderdelen van één reeks volgen elkaar op in de tijd, zonder gat of overlap."
    )
    from_contract_year = models.PositiveSmallIntegerField("vanaf contractjaar", default=1, validators=[MinValueValidator(1)])
    to_contract_year = models.PositiveSmallIntegerField("t/m contractjaar", null=True, blank=True, help_text="Leeg: onbepaald.")
    from_match_year = models.PositiveSmallIntegerField("vanaf koppelingsjaar", null=True, blank=True, validators=[MinValueValidator(1)])
    to_match_year = models.PositiveSmallIntegerField("t/m koppelingsjaar", null=True, blank=True, help_text="Leeg: zolang de koppeling loopt.")
    module = models.CharField("module", max_length=50, blank=True)
    match_year = models.PositiveSmallIntegerField("module valt in koppelingsjaar", null=True, blank=True, validators=[MinValueValidator(1)])
    default_completion = models.DecimalField(
        "kans op afronden (0-1)",
        max_digits=5,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0")), MaxValueValidator(Decimal("1"))],
    )
    hours = models.DecimalField("uren", max_digits=8, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(Decimal("0"))])
    hours_from_input = models.BooleanField("uren vult de gebruiker in", default=False)
    period = models.CharField("uren per", max_length=10, choices=Period, blank=True)
    per_matches = models.PositiveSmallIntegerField("per aantal koppelingen", null=True, blank=True, help_text="Leeg: vast aantal uren.")
    match_basis = models.CharField("telt", max_length=10, choices=MatchBasis, blank=True)
    scaling = models.CharField("schaalt", max_length=20, choices=Scaling, blank=True)
    min_hours = models.DecimalField(
        "minimaal aantal uren", max_digits=8, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(Decimal("0"))]
    )
    includes_fixed = models.DecimalField(
        "waarvan vast bedrag (€)",
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=amount_validators,
        help_text="Vast bedrag dat al in het integrale bedrag zit en dus één keer wordt afgetrokken.",
    )
    percentage = models.DecimalField(
        "opslag (0-1)",
        max_digits=6,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0")), MaxValueValidator(Decimal("1"))],
        help_text="0,21 is 21 procent.",
    )
    base_components = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="+", verbose_name="opslag over")
    relieved_payer = models.CharField(
        "ontlast de betaler", max_length=20, choices=Payer, blank=True, help_text="Bij een bijdrage: voor wie het minder kost."
    )
    payer = models.CharField("betaler", max_length=20, choices=Payer, default=Payer.UNKNOWN)
    payer_basis = models.CharField("betaler volgens", max_length=20, choices=PayerBasis, default=PayerBasis.NOT_STATED)
    financier = models.CharField("uiteindelijk bekostigd door", max_length=100, blank=True)
    vat = models.CharField("btw", max_length=20, choices=Vat, default=Vat.UNKNOWN)
    included_in = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="zit al in")
    warn_below_matches = models.PositiveSmallIntegerField(
        "waarschuw onder aantal koppelingen", null=True, blank=True, help_text="Als de rekenregel bij kleine aantallen te laag uitkomt."
    )

    objects = TariffComponentQuerySet.as_manager()
    history = History(m2m_fields=["base_components"])

    class Meta:
        verbose_name = "tariefonderdeel"
        verbose_name_plural = "tariefonderdelen"
        constraints = [
            models.CheckConstraint(
                condition=Q(low__lte=F("high")),
                name="an_amount_low_is_not_above_high",
                violation_error_message="Het lage bedrag is hoger dan het hoge.",
            ),
            models.CheckConstraint(
                condition=Q(low=None, high=None) | Q(low__isnull=False, high__isnull=False),
                name="an_amount_has_both_bounds_or_none",
                violation_error_message="Vul beide bedragen in of laat ze beide leeg. Is het bedrag exact, vul dan twee keer hetzelfde in.",
            ),
            models.CheckConstraint(
                condition=Q(low=None) | Q(low__gte=0), name="an_amount_is_not_negative", violation_error_message="Een bedrag is niet negatief."
            ),
            models.CheckConstraint(
                condition=Q(to_contract_year=None) | Q(from_contract_year__lte=F("to_contract_year")),
                name="contract_years_run_forward",
                violation_error_message="Het laatste contractjaar ligt voor het eerste.",
            ),
            models.CheckConstraint(
                condition=Q(from_contract_year__gte=1),
                name="contract_years_start_at_one",
                violation_error_message="Het eerste contractjaar is jaar 1.",
            ),
            models.CheckConstraint(
                condition=Q(to_match_year=None) | Q(from_match_year__isnull=False, from_match_year__lte=F("to_match_year")),
                name="match_years_run_forward",
                violation_error_message="Het laatste koppelingsjaar ligt voor het eerste, of het eerste ontbreekt.",
            ),
            models.UniqueConstraint(
                fields=["tariff", "series", "from_contract_year"],
                condition=Q(reading=None) & ~Q(series=""),
                name="a_series_has_one_amount_per_start_year",
                violation_error_message="In deze reeks begint al een ander onderdeel in dit contractjaar.",
            ),
            models.UniqueConstraint(
                fields=["reading", "series", "from_contract_year"],
                condition=Q(reading__isnull=False) & ~Q(series=""),
                name="a_series_of_a_reading_has_one_amount_per_start_year",
                violation_error_message="In deze reeks begint al een ander onderdeel van deze lezing in dit contractjaar.",
            ),
            models.CheckConstraint(
                condition=(
                    Q(type__in=["FIXED", "PER_MATCH", "PER_MODULE", "ALL_IN_PER_MATCH_YEAR", "HOURLY_RATE", "CONTRIBUTION"], low__isnull=False)
                    | Q(type__in=["COORDINATOR_HOURS", "INHABITANT_TIER", "SURCHARGE", "UNKNOWN"], low=None)
                ),
                name="a_component_has_an_amount_exactly_when_its_type_asks_for_one",
                violation_error_message="Bij deze soort hoort wel of juist geen bedrag.",
            ),
            models.CheckConstraint(
                condition=~Q(type="PER_MATCH") | Q(from_match_year__isnull=False),
                name="a_price_per_match_names_its_match_year",
                violation_error_message="Een bedrag per koppeling noemt het koppelingsjaar vanaf wanneer het geldt.",
            ),
            models.CheckConstraint(
                condition=~Q(type="PER_MODULE")
                | (
                    Q(
                        match_year__isnull=False,
                        match_year__gte=1,
                        default_completion__isnull=False,
                        default_completion__gte=0,
                        default_completion__lte=1,
                    )
                    & ~Q(module="")
                ),
                name="a_module_has_a_name_a_match_year_and_a_completion",
                violation_error_message="Een module heeft een naam, een koppelingsjaar en een kans op afronden tussen 0 en 1.",
            ),
            models.CheckConstraint(
                condition=~Q(type="COORDINATOR_HOURS") | (~Q(period="") & (Q(hours__isnull=False) | Q(hours_from_input=True))),
                name="coordinator_hours_have_a_number_and_a_period",
                violation_error_message="Geef het aantal uren (of laat de gebruiker ze invullen) en zeg of dat per week of per jaar is.",
            ),
            models.CheckConstraint(
                condition=Q(per_matches=None) | (Q(per_matches__gte=1) & ~Q(match_basis="") & ~Q(scaling="")),
                name="hours_per_matches_say_which_and_how",
                violation_error_message="Bij uren per aantal koppelingen hoort welke koppelingen tellen en hoe het schaalt.",
            ),
            models.CheckConstraint(
                condition=~Q(type="ALL_IN_PER_MATCH_YEAR") | Q(includes_fixed__isnull=False),
                name="an_all_in_amount_says_what_it_includes",
                violation_error_message="Geef het vaste bedrag dat in het integrale bedrag zit; 0 als er geen is.",
            ),
            models.CheckConstraint(
                condition=~Q(type="SURCHARGE") | Q(percentage__isnull=False),
                name="a_surcharge_has_a_percentage",
                violation_error_message="Geef het percentage van de opslag.",
            ),
            models.CheckConstraint(
                condition=~Q(type="CONTRIBUTION") | (Q(low=F("high")) & ~Q(relieved_payer="") & ~Q(relieved_payer=F("payer"))),
                name="a_contribution_is_exact_and_relieves_another_payer",
                violation_error_message="Een bijdrage is een exact bedrag en ontlast een andere betaler dan wie bijdraagt.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.label}"

    def natural_key(self) -> tuple[str]:
        return (self.code,)


class ComponentBracketQuerySet(models.QuerySet["ComponentBracket"]):
    def get_by_natural_key(self, component: str, from_inhabitants: int) -> ComponentBracket:
        return self.get(component__code=component, from_inhabitants=from_inhabitants)


class ComponentBracket(Sourced):
    """A step of a scale on inhabitants. It ends where the next one starts, so that gaps and overlaps cannot exist."""

    component = models.ForeignKey(TariffComponent, on_delete=models.CASCADE, related_name="brackets", verbose_name="tariefonderdeel")
    from_inhabitants = models.PositiveIntegerField("vanaf inwoners", help_text="Geldt tot het begin van de volgende trede.")
    low = models.DecimalField("bedrag laag (€)", max_digits=10, decimal_places=2, validators=amount_validators)
    high = models.DecimalField("bedrag hoog (€)", max_digits=10, decimal_places=2, validators=amount_validators)

    objects = ComponentBracketQuerySet.as_manager()
    history = History()

    class Meta:
        verbose_name = "trede van een staffel"
        verbose_name_plural = "treden van staffels"
        constraints = [
            models.UniqueConstraint(fields=["component", "from_inhabitants"], name="brackets_neither_overlap_nor_leave_a_gap"),
            models.CheckConstraint(
                condition=Q(low__lte=F("high"), low__gte=0),
                name="a_bracket_low_is_not_above_high",
                violation_error_message="Het lage bedrag is hoger dan het hoge, of negatief.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.component.code}: vanaf {self.from_inhabitants}"

    def natural_key(self) -> tuple[str, int]:
        return (self.component.code, self.from_inhabitants)


class ComponentHoursQuerySet(models.QuerySet["ComponentHours"]):
    def get_by_natural_key(self, component: str, match_year: int) -> ComponentHours:
        return self.get(component__code=component, match_year=match_year)


class ComponentHours(Sourced):
    """Hours per match in one match year, for an hourly rate."""

    component = models.ForeignKey(TariffComponent, on_delete=models.CASCADE, related_name="match_year_hours", verbose_name="tariefonderdeel")
    match_year = models.PositiveSmallIntegerField("koppelingsjaar", validators=[MinValueValidator(1)])
    hours = models.DecimalField("uren per koppeling", max_digits=8, decimal_places=2, validators=[MinValueValidator(Decimal("0"))])

    objects = ComponentHoursQuerySet.as_manager()
    history = History()

    class Meta:
        verbose_name = "uren per koppelingsjaar"
        verbose_name_plural = "uren per koppelingsjaar"
        constraints = [
            models.UniqueConstraint(fields=["component", "match_year"], name="hours_are_given_once_per_match_year"),
            models.CheckConstraint(
                condition=Q(hours__gte=0, match_year__gte=1),
                name="hours_per_match_are_not_negative",
                violation_error_message="Uren zijn niet negatief en koppelingsjaren beginnen bij 1.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.component.code}: koppelingsjaar {self.match_year}"

    def natural_key(self) -> tuple[str, int]:
        return (self.component.code, self.match_year)
