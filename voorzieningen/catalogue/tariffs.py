"""Tariffs of the catalogue: price lists and offers with their components, readings and capacity. Amounts are Decimals in euro."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from voorzieningen.catalogue.facts import Citation


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
class ReadingChange:
    """What a reading changes in one component (by code). None and empty: as the component itself has it."""

    component: str
    citation: Citation
    low: Decimal | None = None
    high: Decimal | None = None
    payer: str = ""
    payer_label: str = ""
    from_contract_year: int | None = None


@dataclass(frozen=True, slots=True)
class TariffReading:
    """A named way to read an ambiguous tariff.

    Readings of one contradiction exclude each other and exactly one of them is preferred; readings of different ones combine.
    A reading has components of its own, or changes those that hold in every reading.
    """

    code: str
    text: str
    reason: str
    preferred: bool
    contradiction: str = ""
    priced_contract_years: int | None = None
    name: str = ""
    changes: tuple[ReadingChange, ...] = ()
    citation: Citation | None = None

    @property
    def label(self) -> str:
        """How the reading is called on screen."""
        return self.name or self.code


@dataclass(frozen=True, slots=True)
class Capacity:
    contract_year: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Instalment:
    """A part of the amount of a contract year and when it is invoiced: 0 months after the first day of that contract year is at its start.

    The fractions of a tariff add up to 1. A part may fall after the contract year it is for (12 months or more, at most 35).
    """

    months_after_start: int
    fraction: Decimal


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
    contradiction: str = ""  # code, when this tariff disagrees with the default one
    invoicing: str = ""
    conditions: str = ""
    instalments: tuple[Instalment, ...] = ()  # in order of time; empty: the moments are unknown
    shortest_match_years: int | None = None  # with `longest_match_years`: the range of the duration, both None without one
    longest_match_years: int | None = None
    duration_range_note: str = ""

    @property
    def ambiguities(self) -> tuple[tuple[TariffReading, ...], ...]:
        """The readings that exclude each other, put together: the preferred one of each first."""
        groups: dict[str, list[TariffReading]] = {}
        for reading in self.readings:
            groups.setdefault(reading.contradiction, []).append(reading)
        return tuple(tuple(sorted(group, key=lambda reading: not reading.preferred)) for group in groups.values())

    @property
    def is_known(self) -> bool:
        """Whether some price can be calculated in the preferred readings: no UNKNOWN row and no hours that only the user can give."""
        readings = {"", *(reading.code for reading in self.readings if reading.preferred)}
        costs = [component for component in self.components if component.role == "COST" and component.reading in readings]
        return bool(costs) and not any(component.type == "UNKNOWN" or component.hours_from_input for component in costs)
