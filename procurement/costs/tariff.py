"""A tariff in the form that the core calculates with: one offering, one price list or offer, one way to read it."""

from __future__ import annotations

from dataclasses import dataclass

from procurement.costs.components import Component


@dataclass(frozen=True, slots=True)
class CapacityYear:
    """New matches that the price of a contract year is meant for."""

    contract_year: int
    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tariff:
    """What one offering charges, under one reading of everything in it that is ambiguous.

    `duration` is in whole match years, None when no source states it; `priced_years` is None when the price is open-ended;
    `price_level_year` is None when no source states it; `assumed_price_level_year` is then the user's own, None when the user gave none.
    """

    offering: str
    slug: str
    name: str
    components: tuple[Component, ...]
    duration: int | None
    readings_are_preferred: bool = True
    duration_note: str = ""  # Dutch; not empty when the duration is an assumption or a bound
    priced_years: int | None = None
    price_level_year: int | None = None
    assumed_price_level_year: int | None = None
    price_level_note: str = ""  # Dutch; what else is known of the price level, for instance the years of an offer
    indexable: bool = True
    capacity: tuple[CapacityYear, ...] = ()

    @property
    def key(self) -> str:
        """The tariff as it stands in an address: offering and tariff."""
        return f"{self.offering}:{self.slug}"
