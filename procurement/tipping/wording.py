"""Dutch words that all tipping points share: the capacity that a price is meant for, and hours that the user gave."""

from __future__ import annotations

from collections.abc import Sequence

from procurement import costs
from procurement.mix.shared import takes_shared_hours
from procurement.mix.wording import and_words
from procurement.pricing import Priced
from voorzieningen.money import number_nl


def capacity_warning(column: Priced, scenario: costs.Scenario, numbers: Sequence[int], what: str) -> str:
    """Which of these numbers of new matches a year the price is not meant for; empty when it is meant for all of them.

    `what` names them, with {} in their place: "het omslagpunt bij {}".
    """
    years = [year for year in column.calculated.capacity if year.contract_year <= scenario.years]
    beyond = sorted({number for number in numbers for year in years if number > year.high})
    if not beyond:
        return ""
    meant = and_words([f"{_numbers(year)} in contractjaar {year.contract_year}" for year in years])
    lies = and_words([number_nl(number) for number in beyond])
    return f"Capaciteit: {column.name} is geprijsd voor {meant}; {what.format(lies)} valt daarbuiten."


def shared_hours_note(column: Priced, scenario: costs.Scenario) -> str:
    """That the hours the user gave stay the same at every number of matches; empty when there are none."""
    if scenario.shared_hours is None or not takes_shared_hours(column):
        return ""
    hours = number_nl(scenario.shared_hours.normalize())
    return f"Let op: {column.name} is bij elk aantal koppelingen gerekend met {hours} gedeelde uren per week; meer koppelingen vragen meer uren."


def _numbers(year: costs.CapacityYear) -> str:
    return number_nl(year.high) if year.low == year.high else f"{number_nl(year.low)} tot {number_nl(year.high)}"
