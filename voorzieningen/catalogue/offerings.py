"""Offerings with everything that is known of them, and the catalogue that holds them all."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from voorzieningen.catalogue.facts import (
    AgeRange,
    Citation,
    Contradiction,
    Coverage,
    Option,
    ResultClaim,
    Source,
    Statement,
    Term,
)
from voorzieningen.catalogue.index_series import IndexSeries
from voorzieningen.catalogue.tariffs import Tariff


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
    citation: Citation | None = None  # what the characteristics were summarised from
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
    """All published offerings, alphabetical by name, with the lists they refer to. `as_of`: as they were at the end of that day."""

    offerings: tuple[Offering, ...]
    sources: tuple[Source, ...]
    target_groups: tuple[Term, ...]
    support_forms: tuple[Term, ...]
    delivery_models: tuple[Term, ...]
    coordinator_types: tuple[Term, ...]
    employers: tuple[Term, ...]
    contradictions: tuple[Contradiction, ...]
    statements: tuple[Statement, ...] = ()  # each once, those about organisations and the background included
    as_of: date | None = None
    index_series: tuple[IndexSeries, ...] = ()  # by slug
    _by_slug: dict[str, Offering] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_slug", {offering.slug: offering for offering in self.offerings})

    def offering(self, slug: str) -> Offering | None:
        return self._by_slug.get(slug)

    def series(self, slug: str) -> IndexSeries | None:
        """The index series with this slug (`reeks` in addresses), or None when the catalogue has no such series."""
        return next((series for series in self.index_series if series.slug == slug), None)
