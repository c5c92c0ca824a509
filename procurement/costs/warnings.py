"""What a reader must know beside an amount: unknowns, limits and assumptions, in Dutch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from procurement.costs.components import AllInPerMatchYear, CoordinatorHours, HourlyRate, PerMatch, PerModule, UnknownCost
from procurement.costs.scenario import Scenario
from procurement.costs.tariff import Tariff
from voorzieningen.money import euro_nl, number_nl

OTHER_READING = "gerekend met een andere lezing dan de voorkeurslezing"

# Besides PerMatch: the types that charge for later match years in a way of their own.
_BY_MATCH_YEAR = (AllInPerMatchYear, CoordinatorHours, HourlyRate, PerModule)


@dataclass(frozen=True, slots=True)
class Years:
    """What warnings ask of the contract years: why one is unknown (empty: none is), whether some are known then, and the matches that run in each.

    `costs_something` is off when all years are known and the chosen payers bear no line of them.
    """

    reason: str
    partial: bool
    costs_something: bool
    active: Sequence[int | None]


def warnings_for(tariff: Tariff, scenario: Scenario, years: Years) -> tuple[str, ...]:
    """All warnings of one tariff in one scenario, the gravest first."""
    return (
        *_unknowns(tariff, years),
        *_other_payers(scenario, years),
        *_capacity(tariff, scenario),
        *_few_matches(tariff, years),
        *_duration(tariff, scenario),
        *_assumptions(tariff, scenario),
    )


def _unknowns(tariff: Tariff, years: Years) -> list[str]:
    if tariff.components and all(isinstance(component, UnknownCost) for component in tariff.components):
        return ["tarief onbekend in de bronnen; niet meegerekend (geen 0)"]
    reason = years.reason
    if not reason:
        return []
    return [f"totaal onbekend: {reason}"] if years.partial or reason.startswith("geen prijs") else [f"kosten onbekend: {reason}"]


def _other_payers(scenario: Scenario, years: Years) -> list[str]:
    """A total of 0 because others pay reads as free."""
    if scenario.is_integral or years.costs_something:
        return []
    return ["niet gratis: de gekozen betaler draagt hier volgens de bron niets, anderen wel; zie de integrale kosten"]


def _capacity(tariff: Tariff, scenario: Scenario) -> list[str]:
    found = []
    for capacity in tariff.capacity:
        if capacity.contract_year > scenario.years:
            continue
        new = scenario.new_matches[capacity.contract_year - 1]
        if new > capacity.high:
            meant = str(capacity.high) if capacity.low == capacity.high else f"{capacity.low} tot {capacity.high}"
            found.append(
                f"capaciteit: contractjaar {capacity.contract_year} heeft {number_nl(new)} nieuwe koppelingen, "
                f"het bedrag geldt voor {meant}; het bedrag is niet verhoogd"
            )
    return found


def _few_matches(tariff: Tariff, years: Years) -> list[str]:
    found = []
    for component in tariff.components:
        limit = component.warn_below_matches
        if limit is None:
            continue
        few = [str(year) for year, active in enumerate(years.active, 1) if active is not None and 0 < active < limit]
        if few:
            found.append(f"weinig koppelingen: onder {limit} lopende koppelingen valt deze rekenregel te laag uit (contractjaar {', '.join(few)})")
    return found


def _duration(tariff: Tariff, scenario: Scenario) -> list[str]:
    """Where the chosen duration and the priced match years do not meet, no amount is invented: the reader is told."""
    if tariff.duration is None:
        return []
    found = []
    last_priced = [component.to_match_year for component in tariff.components if isinstance(component, PerMatch)]
    priced_otherwise = any(isinstance(component, _BY_MATCH_YEAR) for component in tariff.components)
    if last_priced and None not in last_priced and not priced_otherwise:
        last = max(year or 0 for year in last_priced)
        if last < tariff.duration:
            found.append(f"geen bedrag genoemd vanaf koppelingsjaar {last + 1}: daarvoor is niets gerekend, vraag de prijs na")
    for component in tariff.components:
        if isinstance(component, PerModule) and component.match_year > tariff.duration:
            found.append(f"{component.label} valt in koppelingsjaar {component.match_year} en telt niet mee bij een duur van {tariff.duration} jaar")
    beyond = [str(match_year) for match_year, count in scenario.carry_over if count and match_year > tariff.duration]
    if beyond:
        found.append(f"lopende koppelingen in koppelingsjaar {', '.join(beyond)} tellen niet mee: een koppeling duurt hier {tariff.duration} jaar")
    return found


def _assumptions(tariff: Tariff, scenario: Scenario) -> list[str]:
    found = []
    if not tariff.readings_are_preferred:
        found.append(OTHER_READING)
    if tariff.duration_note:
        found.append(f"duur van een koppeling: {tariff.duration_note}")
    found += dict.fromkeys(component.assumption for component in tariff.components if component.assumption)
    if any(component.circa for component in tariff.components):
        found.append("de bron noemt dit bedrag 'circa'")
    by_hour = [component for component in tariff.components if isinstance(component, CoordinatorHours)]
    if scenario.hourly_cost_is_assumption and by_hour:
        found.append(f"uurkosten van {euro_nl(scenario.hourly_cost)} zijn een aanname")
    priced = [component for component in tariff.components if not isinstance(component, UnknownCost)]
    only_hours = all(isinstance(component, CoordinatorHours) for component in priced)
    if tariff.price_level_year is None and priced and not only_hours:
        year = tariff.assumed_price_level_year or scenario.default_price_level or scenario.start_year
        found.append(tariff.price_level_note or f"prijspeil onbekend: gerekend alsof het bedrag van {year} is")
    if any(isinstance(component, HourlyRate) for component in tariff.components) and tariff.duration is None:
        found.append("duur van een koppeling onbekend")
    return found
