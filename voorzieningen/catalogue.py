"""The published catalogue as frozen values: facts with their source. Everything downstream works on these, never on rows.

No Django, no queries, no clock. `snapshot` builds them from the database; amounts are Decimals in euro, ages are months.
Codes are the stable identifiers of the catalogue ("OPVANG_ELDERS"); `slug` is their form in addresses ("opvang-elders").
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from voorzieningen.ages import Certainty, Months


def code_slug(code: str) -> str:
    """The form of a code in addresses: LVB_OUDER becomes lvb-ouder."""
    return code.lower().replace("_", "-")


@dataclass(frozen=True, slots=True)
class Source:
    """A document or web page that facts come from. `dated` is Dutch text, "ongedateerd" when the document has no date."""

    slug: str
    code: str
    title: str
    publisher: str
    kind: str
    speaker: str  # kind of speaker, in Dutch
    dated: str
    url: str = ""
    description: str = ""
    checked_on: date | None = None
    checked_by: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a fact stands: the source, the place in it and, where the wording is the fact, the decisive words."""

    source: Source
    place: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A code of one of the catalogue's own lists: target group, support form, delivery model, coordinator type, employer."""

    code: str
    label: str
    explanation: str = ""
    group: str = ""
    synonyms: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        return code_slug(self.code)


@dataclass(frozen=True, slots=True)
class Option:
    """A term that holds for an offering, and how certainly. UNKNOWN means: the sources do not tell, ask."""

    term: Term
    certainty: Certainty
    citation: Citation
    note: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whether an offering serves a target group: INCLUDED, CONDITIONAL, POSSIBLE, CONFLICT or EXCLUDED. No row means: not mentioned."""

    target_group: Term
    status: str
    citation: Citation
    note: str = ""


@dataclass(frozen=True, slots=True)
class AgeRange:
    """One reading of the ages an offering is for; `months` is None when a source says that it does not specify them."""

    variant: str
    months: Months | None
    certainty: Certainty
    citation: Citation
    note: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source says about one field of an offering or organisation. Exactly one per field is preferred, with the reason."""

    field: str  # code of StatementField, e.g. "DOEL"
    field_label: str
    label: str
    value: str
    status: str  # S, D, A, C, T or P
    status_label: str
    citation: Citation
    preferred: bool = False
    reason: str = ""
    note: str = ""
    offering_slug: str = ""  # where it was said of a part of a combination
    about: str = ""  # name of the offering or organisation it was said of


@dataclass(frozen=True, slots=True)
class ResultClaim:
    """A result that an interested party claims. Never sorted, ranked or summed."""

    claim: str
    percentage: str
    measures: str
    moment: str
    denominator: str
    speaker: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class ContradictionReading:
    value: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A place where sources disagree, err or stay silent: all readings, the one used and why, and the question to ask."""

    code: str
    kind: str
    kind_label: str
    topic: str
    preferred: str
    reason: str
    representation: str
    message: str
    question: str
    changes_money: bool
    field: str
    offerings: tuple[str, ...]  # slugs; empty: about the whole catalogue
    readings: tuple[ContradictionReading, ...]


@dataclass(frozen=True, slots=True)
class Bracket:
    """One step of a scale. It holds from `start` up to the start of the next one, so that gaps and overlaps cannot exist."""

    start: int
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class TariffComponent:
    """One row of a tariff: one calculation rule with its amount, unit, payer and source. Parameters that a type does not use are None.

    type: FIXED, PER_MATCH, PER_MODULE, COORDINATOR_HOURS, ALL_IN_PER_MATCH_YEAR, INHABITANT_TIER, HOURLY_RATE, SURCHARGE, CONTRIBUTION, UNKNOWN
    """

    code: str
    type: str
    label: str
    unit_label: str
    citation: Citation
    role: str = "COST"  # COST or INFO: an INFO row explains a price and is never added
    reading: str = ""  # code of the reading it belongs to; empty: all readings
    low: Decimal | None = None
    high: Decimal | None = None
    amount_kind: str = "EXACT"  # EXACT, CIRCA or RICHTLIJN
    basis: str = "STATED"  # STATED, DERIVED or ASSUMPTION
    basis_note: str = ""
    from_contract_year: int = 1
    to_contract_year: int | None = None  # inclusive; None: open
    from_match_year: int | None = None
    to_match_year: int | None = None  # inclusive; None: as long as the match runs
    module: str = ""
    match_year: int | None = None
    default_completion: Decimal | None = None  # fraction 0-1
    hours: Decimal | None = None
    hours_from_input: bool = False
    period: str = ""  # WEEK or YEAR
    per_matches: int | None = None
    match_basis: str = ""  # ACTIVE or NEW
    scaling: str = ""  # PROPORTIONAL or STEP
    min_hours: Decimal | None = None
    includes_fixed: Decimal | None = None
    brackets: tuple[Bracket, ...] = ()
    hours_per_match_year: tuple[tuple[int, Decimal], ...] = ()
    percentage: Decimal | None = None  # fraction
    base_components: tuple[str, ...] = ()
    relieved_payer: str = ""
    payer: str = "ONBEKEND"
    payer_label: str = ""
    payer_basis: str = "NOT_STATED"
    financier: str = ""
    vat: str = "UNKNOWN"
    vat_label: str = ""
    included_in: str = ""
    warn_below_matches: int | None = None


@dataclass(frozen=True, slots=True)
class TariffReading:
    """A named way to read an ambiguous tariff. Exactly one of a tariff's readings is preferred."""

    code: str
    text: str
    reason: str
    preferred: bool
    contradiction: str = ""
    priced_contract_years: int | None = None

    @property
    def label(self) -> str:
        """How the reading is called on screen: a reading coded by its period in Dutch, any other by its code."""
        return {"WEEK": "per week", "YEAR": "per jaar"}.get(self.code, self.code)


@dataclass(frozen=True, slots=True)
class Capacity:
    contract_year: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Tariff:
    """A price list or one municipality's offer. `price_level_year` is None when the source does not state it."""

    slug: str
    kind: str  # LIJSTPRIJS or OFFERTE
    name: str
    wording: str  # the tariff in words, for the overview
    citation: Citation
    is_default: bool
    price_level_year: int | None
    indexable: bool
    duration_match_years: int | None
    duration_basis: str  # STATED, UPPER_BOUND, ASSUMPTION or NOT_STATED
    duration_note: str
    priced_contract_years: int | None  # None: open-ended
    components: tuple[TariffComponent, ...]
    readings: tuple[TariffReading, ...] = ()
    capacity: tuple[Capacity, ...] = ()
    municipality_code: str = ""
    municipality_name: str = ""
    contract_from: date | None = None
    contract_until: date | None = None  # exclusive
    invoicing: str = ""
    conditions: str = ""

    @property
    def preferred_reading(self) -> TariffReading | None:
        return next((reading for reading in self.readings if reading.preferred), None)

    @property
    def is_known(self) -> bool:
        """Whether some price can be calculated: no UNKNOWN row and no hours that only the user can give."""
        costs = [component for component in self.components if component.role == "COST"]
        return bool(costs) and not any(component.type == "UNKNOWN" or component.hours_from_input for component in costs)


@dataclass(frozen=True, slots=True)
class Offering:
    """One thing a municipality can choose, with everything the catalogue knows of it. None is unknown, never no."""

    slug: str
    code: str
    name: str
    organisation: str
    legal_name: str
    aliases: tuple[str, ...]
    programme: str
    is_combination: bool
    parts: tuple[str, ...]  # slugs of the combined offerings
    characteristics: str  # "specifieke kenmerken" of the overview, in our words
    email: str
    email_note: str
    website: str
    in_collective: bool | None
    volunteer_training: bool | None
    vog: bool | None
    duration_months_min: int | None
    duration_months_max: int | None
    preparation_months_min: int | None
    preparation_months_max: int | None
    guidance_per_year_min: int | None
    guidance_per_year_max: int | None
    contracting_party: str
    support_forms: tuple[Option, ...]
    delivery_models: tuple[Option, ...]
    coordinator_types: tuple[Option, ...]
    employers: tuple[Option, ...]
    coverage: tuple[Coverage, ...]
    age_ranges: tuple[AgeRange, ...]
    tariffs: tuple[Tariff, ...]  # the default one first
    statements: tuple[Statement, ...]
    claims: tuple[ResultClaim, ...]
    contradictions: tuple[Contradiction, ...]
    checked_on: date | None = None
    checked_by: str = ""

    @property
    def default_tariff(self) -> Tariff | None:
        return self.tariffs[0] if self.tariffs else None

    @property
    def tariff_known(self) -> bool:
        return any(tariff.is_known for tariff in self.tariffs)

    def tariff(self, slug: str) -> Tariff | None:
        return next((tariff for tariff in self.tariffs if tariff.slug == slug), None)

    def about(self, *fields: str) -> tuple[Statement, ...]:
        """All statements of the given fields, preferred ones first."""
        return tuple(sorted((s for s in self.statements if s.field in fields), key=lambda s: not s.preferred))

    def contradictions_about(self, *fields: str) -> tuple[Contradiction, ...]:
        return tuple(c for c in self.contradictions if c.field in fields)


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality with its inhabitants (CBS). `valid_until` is the first day on which it no longer exists."""

    code: str
    name: str
    province: str
    inhabitants: int
    counted_on: date
    citation: Citation
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All published offerings, alphabetical by name, with the lists they refer to."""

    offerings: tuple[Offering, ...]
    sources: tuple[Source, ...]
    target_groups: tuple[Term, ...]
    support_forms: tuple[Term, ...]
    delivery_models: tuple[Term, ...]
    coordinator_types: tuple[Term, ...]
    employers: tuple[Term, ...]
    contradictions: tuple[Contradiction, ...]
    _by_slug: dict[str, Offering] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_slug", {offering.slug: offering for offering in self.offerings})

    def offering(self, slug: str) -> Offering | None:
        return self._by_slug.get(slug)
