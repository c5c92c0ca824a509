"""What sources say: statements per field, claims of results, and contradictions with all their readings."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from voorzieningen.models.history import History
from voorzieningen.models.organisations import Offering, Organisation
from voorzieningen.models.sources import Sourced
from voorzieningen.models.taxonomy import TargetGroup


class StatementField(models.TextChoices):
    """The fields of an offering that statements are about; the order is that of the detail page."""

    IDENTITY = "IDENTITEIT", "naam"
    GOAL = "DOEL", "doel"
    FORM = "VORM", "vorm van steun"
    APPROACH = "AANBOD", "werkwijze"
    SUPPORT_GIVER = "STEUNGEVER", "wie de steun geeft"
    TARGET_GROUP = "DOELGROEP", "doelgroep"
    INCLUSION = "INSLUITING", "voorwaarde om mee te doen"
    EXCLUSION = "UITSLUITING", "reden om niet mee te doen"
    AGE = "LEEFTIJD", "leeftijd"
    DURATION = "DUUR", "duur"
    INTENSITY = "INTENSITEIT", "intensiteit"
    TRAINING = "TRAINING", "training van vrijwilligers"
    SCREENING = "SCREENING", "screening"
    VOG = "VOG", "VOG"
    COORDINATOR = "COORDINATOR", "coördinator"
    EMPLOYER = "WERKGEVER", "werkgever van de coördinator"
    GUIDANCE = "BEGELEIDING", "begeleiding"
    DELIVERY = "LEVERING", "leveringsmodel"
    EXECUTION = "UITVOERING", "uitvoering"
    REFERRAL = "VERWIJZING", "verwijzing en werving"
    MONITORING = "MONITORING", "volgen en meten"
    TARIFF = "TARIEF", "tarief"
    OFFER = "OFFERTE", "offerte"
    RESULT = "RESULTAAT", "resultaten volgens de aanbieder"
    MEMBERSHIP = "LIDMAATSCHAP", "lid van het Collectief"
    CONTACT = "CONTACT", "contact"
    WEBSITE = "WEBSITE", "website"
    CONTEXT = "CONTEXT", "achtergrond"


class StatementQuerySet(models.QuerySet["Statement"]):
    def get_by_natural_key(self, code: str) -> Statement:
        return self.get(code=code)


class Statement(Sourced):
    """What one source says about one topic of one offering. Of rivals (same field and topic) exactly one is preferred, with the reason."""

    class Status(models.TextChoices):
        STATED = "S", "staat er zo"
        DERIVED = "D", "door ons afgeleid"
        AMBIGUOUS = "A", "onduidelijk of niet vermeld"
        CONFLICTING = "C", "bronnen verschillen"
        THIRD_PARTY = "T", "door een derde gezegd"
        PROMOTIONAL = "P", "bewering van de aanbieder"

    code = models.CharField("code", max_length=20, unique=True, help_text="Bijvoorbeeld BG-034.")
    offering = models.ForeignKey(Offering, on_delete=models.CASCADE, null=True, blank=True, related_name="statements", verbose_name="aanbod")
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name="organisatie",
        help_text="Alleen als het niet over een aanbod gaat.",
    )
    field = models.CharField("onderwerp", max_length=20, choices=StatementField)
    topic = models.CharField(
        "onderdeel", max_length=100, help_text="Uitspraken met hetzelfde onderwerp en onderdeel zijn lezingen van hetzelfde feit."
    )
    value = models.CharField("waarde", max_length=500, help_text="In onze eigen woorden.")
    status = models.CharField("status", max_length=1, choices=Status)
    preferred = models.BooleanField("voorkeur", default=False, help_text="De lezing die het portaal gebruikt.")
    reason = models.CharField("reden van de voorkeur", max_length=500, blank=True, help_text="Verplicht bij de voorkeur.")
    note = models.CharField("toelichting", max_length=500, blank=True)

    objects = StatementQuerySet.as_manager()
    history = History()

    class Meta:
        verbose_name = "uitspraak"
        verbose_name_plural = "uitspraken"
        constraints = [
            models.UniqueConstraint(
                fields=["offering", "field", "topic"],
                condition=Q(preferred=True),
                name="a_topic_has_one_preferred_statement",
                violation_error_message="Van dit onderdeel heeft al een andere uitspraak de voorkeur.",
            ),
            models.UniqueConstraint(
                fields=["organisation", "field", "topic"],
                condition=Q(preferred=True),
                name="a_topic_of_an_organisation_has_one_preferred_statement",
                violation_error_message="Van dit onderdeel heeft al een andere uitspraak de voorkeur.",
            ),
            models.CheckConstraint(
                condition=Q(preferred=False) | ~Q(reason=""),
                name="a_preferred_statement_has_a_reason",
                violation_error_message="Geef de reden van de voorkeur.",
            ),
            models.CheckConstraint(
                condition=Q(offering=None) | Q(organisation=None),
                name="a_statement_is_about_one_subject",
                violation_error_message="Een uitspraak gaat over een aanbod of over een organisatie, niet over allebei.",
            ),
            models.CheckConstraint(
                condition=Q(preferred=False) | ~Q(status="T"),
                name="a_third_party_statement_is_never_preferred",
                violation_error_message="Wat een derde zegt, krijgt nooit de voorkeur.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.topic}"

    def natural_key(self) -> tuple[str]:
        return (self.code,)


class ResultClaimQuerySet(models.QuerySet["ResultClaim"]):
    def get_by_natural_key(self, code: str) -> ResultClaim:
        return self.get(code=code)


class ResultClaim(Sourced):
    """A result claimed by an interested party: shown as a claim, never sorted, ranked or summed."""

    code = models.CharField("code", max_length=20, unique=True)
    offering = models.ForeignKey(Offering, on_delete=models.CASCADE, null=True, blank=True, related_name="claims", verbose_name="aanbod")
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="claims",
        verbose_name="organisatie",
        help_text="Alleen als de bewering niet over één aanbod gaat, zoals van een koepel over al zijn leden.",
    )
    claim = models.CharField("bewering", max_length=300)
    percentage = models.CharField("percentage", max_length=20, blank=True, help_text="Als tekst: met dit getal wordt niet gerekend.")
    measures = models.CharField("wat het meet", max_length=300)
    moment = models.CharField("meetmoment", max_length=200, default="niet vermeld")
    denominator = models.CharField("van hoeveel gezinnen", max_length=200, default="niet vermeld")
    speaker = models.CharField("wie het zegt", max_length=100)

    objects = ResultClaimQuerySet.as_manager()
    history = History()

    class Meta:
        verbose_name = "resultaatclaim"
        verbose_name_plural = "resultaatclaims"
        constraints = [
            models.CheckConstraint(
                condition=Q(offering=None, organisation__isnull=False) | Q(offering__isnull=False, organisation=None),
                name="a_claim_is_about_an_offering_or_an_organisation",
                violation_error_message="Kies een aanbod of een organisatie: precies één van de twee.",
            )
        ]

    def __str__(self) -> str:
        return self.claim

    def natural_key(self) -> tuple[str]:
        return (self.code,)


class ContradictionQuerySet(models.QuerySet["Contradiction"]):
    def get_by_natural_key(self, code: str) -> Contradiction:
        return self.get(code=code)


class Contradiction(Sourced):
    """A place where sources disagree, err or stay silent. All readings are kept; the one used and the reason are mandatory."""

    class Kind(models.TextChoices):
        CONTRADICTION = "CONTRADICTION", "bronnen spreken elkaar tegen"
        AMBIGUITY = "AMBIGUITY", "bron is op meer manieren te lezen"
        SOURCE_ERROR = "SOURCE_ERROR", "fout in de bron"
        NOT_COMPARABLE = "NOT_COMPARABLE", "niet te vergelijken"
        SCOPE = "SCOPE", "andere afbakening"
        MISSING = "MISSING", "ontbreekt in de bronnen"

    code = models.CharField("code", max_length=10, unique=True, help_text="Bijvoorbeeld C-04.")
    kind = models.CharField("soort", max_length=20, choices=Kind)
    topic = models.CharField("onderwerp", max_length=100)
    offerings = models.ManyToManyField(
        Offering, blank=True, related_name="contradictions", verbose_name="aanbod", help_text="Leeg: gaat over het hele overzicht."
    )
    field = models.CharField("raakt het veld", max_length=20, choices=StatementField)
    target_groups = models.ManyToManyField(
        TargetGroup, blank=True, related_name="+", verbose_name="raakt de doelgroepen", help_text="Alleen als het over bepaalde doelgroepen gaat."
    )
    preferred = models.CharField("gebruikte lezing", max_length=300)
    reason = models.TextField("reden")
    representation = models.CharField("hoe het portaal ermee omgaat", max_length=500)
    message = models.CharField("melding aan de gebruiker", max_length=500, blank=True)
    question = models.CharField("vraag aan de aanbieder", max_length=500, blank=True)
    changes_money = models.BooleanField("verandert bedragen", default=False)

    objects = ContradictionQuerySet.as_manager()
    history = History(m2m_fields=["offerings", "target_groups"])

    class Meta:
        verbose_name = "tegenspraak"
        verbose_name_plural = "tegenspraken"
        constraints = [
            models.CheckConstraint(
                condition=~Q(preferred="") & ~Q(reason=""),
                name="a_contradiction_names_the_reading_used_and_why",
                violation_error_message="Noem de gebruikte lezing en de reden.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.topic}"

    def natural_key(self) -> tuple[str]:
        return (self.code,)


class ContradictionReadingQuerySet(models.QuerySet["ContradictionReading"]):
    def get_by_natural_key(self, code: str, position: int) -> ContradictionReading:
        return self.get(contradiction__code=code, position=position)


class ContradictionReading(Sourced):
    """One of the readings of a contradiction, with the decisive words."""

    contradiction = models.ForeignKey(Contradiction, on_delete=models.CASCADE, related_name="readings", verbose_name="tegenspraak")
    position = models.PositiveSmallIntegerField("volgorde")
    value = models.CharField("lezing", max_length=300)

    objects = ContradictionReadingQuerySet.as_manager()
    history = History()

    class Meta:
        verbose_name = "lezing van een tegenspraak"
        verbose_name_plural = "lezingen van tegenspraken"
        constraints = [models.UniqueConstraint(fields=["contradiction", "position"], name="readings_of_a_contradiction_have_their_own_place")]

    def __str__(self) -> str:
        return f"{self.contradiction.code}.{self.position}"

    def natural_key(self) -> tuple[str, int]:
        return (self.contradiction.code, self.position)
