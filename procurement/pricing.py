"""From the catalogue to tariffs that the core calculates with: which tariff, which readings, which duration, which price level."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TypedDict

from procurement import costs
from voorzieningen.catalogue import Catalogue, Offering, ReadingChange, Tariff, TariffComponent, TariffReading

# What people can still read side by side, and what a server calculates within a second: ten years, all lines and explanations.
MOST_COMPARED = 40


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user chose of the catalogue: (offering slug, tariff slug) pairs in order, and per offering the readings, a duration and a price level.

    Slugs and reading codes exist in the catalogue and no two readings exclude each other: the form has checked them. Durations are whole
    match years; price levels are calendar years, for the tariffs of the offering that state none.
    """

    tariffs: tuple[tuple[str, str], ...]
    readings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    durations: Mapping[str, int] = field(default_factory=dict)
    price_levels: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Priced:
    """One column of the comparison: the offering, its tariff in the catalogue, and the tariff to calculate with.

    `readings` are those used, one of each ambiguity of the tariff; `rows` are the rows that cost something, as these readings have them.
    """

    offering: Offering
    tariff: Tariff
    readings: tuple[TariffReading, ...]
    rows: tuple[TariffComponent, ...]
    calculated: costs.Tariff

    @property
    def key(self) -> str:
        return self.calculated.key

    @property
    def name(self) -> str:
        """The name of the column: that of the offering, or of the tariff when it is not the default one."""
        return column_name(self.offering, self.tariff)


def column_name(offering: Offering, tariff: Tariff) -> str:
    """How one offering with one of its tariffs is called: "Buurtgezinnen", or "Buurtgezinnen, offerte aan Haarlem"."""
    if tariff is offering.default_tariff:
        return offering.name
    return tariff.name if tariff.name.startswith(offering.name) else f"{offering.name}, {tariff.name}"


def all_tariffs(catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """Every offering with its default tariff, in the catalogue's order."""
    return tuple((offering.slug, offering.tariffs[0].slug) for offering in catalogue.offerings if offering.tariffs)


def priced_tariffs(catalogue: Catalogue, choice: Choice) -> tuple[Priced, ...]:
    """The chosen columns, in the order of the choice. Raises KeyError for a slug that does not exist.

    A reading holds for the tariffs of the offering that have it; its other tariffs keep their own preferred readings.
    """
    return tuple(_chosen(catalogue, choice, offering_slug, tariff_slug) for offering_slug, tariff_slug in choice.tariffs)


def _chosen(catalogue: Catalogue, choice: Choice, offering_slug: str, tariff_slug: str) -> Priced:
    offering = catalogue.offering(offering_slug)
    tariff = offering.tariff(tariff_slug) if offering else None
    if offering is None or tariff is None:
        raise KeyError(f"{offering_slug}:{tariff_slug}")
    return price_tariff(
        offering,
        tariff,
        choice.readings.get(offering_slug, ()),
        choice.durations.get(offering_slug),
        price_level=choice.price_levels.get(offering_slug),
    )


def price_tariff(
    offering: Offering, tariff: Tariff, readings: Sequence[str] = (), duration: int | None = None, *, price_level: int | None = None
) -> Priced:
    """One tariff ready to calculate. `readings` are codes; where they choose none, the preferred reading holds.

    `duration` replaces the tariff's own (whole match years). `price_level` (a calendar year) holds when the tariff states none.
    """
    used = tuple(_used(ambiguity, readings) for ambiguity in tariff.ambiguities)
    rows = _rows(tariff, used)
    calculated = _calculated(offering, tariff, used, rows, duration)
    if tariff.price_level_year is None:
        calculated = replace(calculated, assumed_price_level_year=price_level)
    return Priced(offering, tariff, used, rows, calculated)


def _used(ambiguity: Sequence[TariffReading], codes: Sequence[str]) -> TariffReading:
    """The chosen reading when there is one; otherwise the preferred one, which stands first."""
    return next((reading for reading in ambiguity if reading.code in codes), ambiguity[0])


def _rows(tariff: Tariff, used: Sequence[TariffReading]) -> tuple[TariffComponent, ...]:
    """The rows that cost something: those of every reading and of the used ones, with what the used readings change in them."""
    codes = {"", *(reading.code for reading in used)}
    rows = [row for row in tariff.components if row.role == "COST" and row.reading in codes]
    for change in (change for reading in used for change in reading.changes):
        rows = [_changed(row, change) if row.code == change.component else row for row in rows]
    return tuple(rows)


def _changed(row: TariffComponent, change: ReadingChange) -> TariffComponent:
    """A row as a reading has it. What the amount or its years are is then said by the source of the change; who pays is not in the sum."""
    if change.low is not None:
        row = replace(row, low=change.low, high=change.high, citation=change.citation)
    if change.from_contract_year is not None:
        row = replace(row, from_contract_year=change.from_contract_year, citation=change.citation)
    return replace(row, payer=change.payer, payer_label=change.payer_label) if change.payer else row


def _calculated(
    offering: Offering, tariff: Tariff, used: Sequence[TariffReading], rows: Sequence[TariffComponent], duration: int | None
) -> costs.Tariff:
    note = "" if tariff.duration_basis == "STATED" else tariff.duration_note
    if duration is not None:
        note = f"{duration} jaar, zelf gekozen" if duration != tariff.duration_match_years else note
    elif tariff.duration_match_years is None:
        note = ""
    return costs.Tariff(
        offering=offering.slug,
        slug=tariff.slug,
        name=offering.name,
        components=_components(rows),
        duration=duration or tariff.duration_match_years,
        duration_note=note,
        readings_are_preferred=all(reading.preferred for reading in used),
        priced_years=min((years for reading in used if (years := reading.priced_contract_years)), default=tariff.priced_contract_years),
        price_level_year=tariff.price_level_year,
        price_level_note=_price_level_note(tariff),
        indexable=tariff.indexable,
        capacity=tuple(costs.CapacityYear(year.contract_year, year.low, year.high) for year in tariff.capacity),
    )


def _components(rows: Sequence[TariffComponent]) -> tuple[costs.Component, ...]:
    """What is calculated. Of a tariff that is known in part, an unknown row says which part it is."""
    components = [_component(row) for row in rows]
    if len(components) == 1:
        return tuple(components)
    return tuple(
        replace(component, reason=f"geen bedrag bekend voor '{component.label}'") if isinstance(component, costs.UnknownCost) else component
        for component in components
    )


def _price_level_note(tariff: Tariff) -> str:
    """An offer states no price level, but it does state from when it holds."""
    if tariff.kind != "OFFERTE" or tariff.contract_from is None:
        return ""
    indexed = "" if tariff.indexable else " en niet geïndexeerd"
    return f"bedragen uit een offerte voor een contract vanaf {tariff.contract_from.year}: prijspeil niet vermeld{indexed}"


class _Common(TypedDict):
    code: str
    label: str
    payer: costs.Payer
    source: str
    circa: bool
    vat_unknown: bool
    assumption: str
    from_year: int
    to_year: int | None
    warn_below_matches: int | None


def _common(row: TariffComponent) -> _Common:
    return {
        "code": row.code,
        "label": row.label,
        "payer": costs.Payer(row.payer),
        "source": row.citation.source.slug,
        "circa": row.amount_kind == "CIRCA",
        "vat_unknown": row.vat == "UNKNOWN",
        "assumption": "" if row.basis == "STATED" else row.basis_note,
        "from_year": row.from_contract_year,
        "to_year": row.to_contract_year,
        "warn_below_matches": row.warn_below_matches,
    }


def _amounts(row: TariffComponent) -> tuple[Decimal, Decimal]:
    """Both bounds of a row whose type has an amount; a database constraint guarantees them."""
    assert row.low is not None
    assert row.high is not None
    return row.low, row.high


def _component(row: TariffComponent) -> costs.Component:
    return _BUILDERS[row.type](row)


def _fixed(row: TariffComponent) -> costs.Component:
    low, high = _amounts(row)
    return costs.FixedFee(**_common(row), low=low, high=high)


def _per_match(row: TariffComponent) -> costs.Component:
    low, high = _amounts(row)
    return costs.PerMatch(**_common(row), low=low, high=high, from_match_year=row.from_match_year or 1, to_match_year=row.to_match_year)


def _per_module(row: TariffComponent) -> costs.Component:
    low, high = _amounts(row)
    completion = Decimal(1) if row.default_completion is None else row.default_completion
    return costs.PerModule(**_common(row), low=low, high=high, match_year=row.match_year or 1, completion=completion)


def _hours(row: TariffComponent) -> costs.Component:
    return costs.CoordinatorHours(
        **_common(row),
        hours=None if row.hours_from_input else row.hours,
        per_week=row.period == "WEEK",
        per_matches=row.per_matches,
        per_new_match=row.match_basis == "NEW",
        in_steps=row.scaling == "STEP",
        min_hours=row.min_hours or Decimal(0),
    )


def _all_in(row: TariffComponent) -> costs.Component:
    low, high = _amounts(row)
    return costs.AllInPerMatchYear(**_common(row), low=low, high=high, includes_fixed=row.includes_fixed or Decimal(0))


def _tier(row: TariffComponent) -> costs.Component:
    return costs.InhabitantTier(**_common(row), tiers=tuple(costs.Tier(step.start, step.low, step.high) for step in row.brackets))


def _hourly_rate(row: TariffComponent) -> costs.Component:
    low, high = _amounts(row)
    return costs.HourlyRate(**_common(row), low=low, high=high, hours_per_match_year=row.hours_per_match_year)


def _surcharge(row: TariffComponent) -> costs.Component:
    return costs.Surcharge(**_common(row), fraction=row.percentage or Decimal(0), base=row.base_components)


def _contribution(row: TariffComponent) -> costs.Component:
    return costs.Contribution(**_common(row), amount=_amounts(row)[0], relieved=costs.Payer(row.relieved_payer))


def _unknown(row: TariffComponent) -> costs.Component:
    return costs.UnknownCost(**_common(row))


_BUILDERS: dict[str, Callable[[TariffComponent], costs.Component]] = {
    "FIXED": _fixed,
    "PER_MATCH": _per_match,
    "PER_MODULE": _per_module,
    "COORDINATOR_HOURS": _hours,
    "ALL_IN_PER_MATCH_YEAR": _all_in,
    "INHABITANT_TIER": _tier,
    "HOURLY_RATE": _hourly_rate,
    "SURCHARGE": _surcharge,
    "CONTRIBUTION": _contribution,
    "UNKNOWN": _unknown,
}
