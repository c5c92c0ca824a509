"""The figures derived from the years of one offering, each as a tree: what it is made of is what it is calculated with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum

from procurement.costs import formula as f
from procurement.costs.scenario import Scenario


class Figure(StrEnum):
    """A derived figure of one offering; the value is its key in files."""

    TOTAL = "totaal"
    KNOWN_YEARS = "bekende_jaren"
    TAIL = "uitloop"
    MATCH_YEARS = "koppelingsjaren"
    PER_MATCH_STARTED = "per_gestarte_koppeling"
    PER_MATCH_STARTED_INCL_TAIL = "per_gestarte_koppeling_incl_uitloop"
    PER_MATCH_YEAR = "per_koppelingsjaar"
    PRESENT_VALUE = "contante_waarde"


def derive(
    *,
    scenario: Scenario,
    years: Sequence[f.Node | None],
    running: Sequence[f.Count | None],
    tail: Sequence[f.Node] | None,
) -> dict[Figure, f.Node]:
    """Every figure that can be known, from the cost of each contract year (None: unknown).

    - known years: the sum of those that are known; absent when none is
    - total and all that follows from it: absent as soon as one year is unknown
    - tail: the years after the horizon, absent when `tail` is None or no year is known
    - per match and per match-year: absent when the divisor is 0
    """
    known = tuple(f.Carried(year) for year in years if year is not None)
    if not known:
        return {}
    found: dict[Figure, f.Node] = {Figure.KNOWN_YEARS: f.Sum(known)}
    after = None if tail is None else f.Sum(tuple(f.Carried(year) for year in tail))
    if after is not None:
        found[Figure.TAIL] = after
    if len(known) == len(years):
        found[Figure.TOTAL] = total = f.Sum(known)
        found |= _per_match(scenario, f.Carried(total), None if after is None else f.Carried(after))
        found |= _per_match_year(running, f.Carried(total))
        if scenario.discount_rate is not None:
            rate = f.Value(f.Role.DISCOUNT, "", scenario.discount_rate, scenario.discount_rate)
            found[Figure.PRESENT_VALUE] = f.Rounded(f.PresentValue(known, rate))
    return found


def _per_match(scenario: Scenario, total: f.Carried, tail: f.Carried | None) -> Mapping[Figure, f.Node]:
    numbers = [(str(year), Decimal(count)) for year, count in enumerate(scenario.new_matches, start=1)]
    started = f.Count(tuple(f.Value(f.Role.NEW_MATCHES, code, count, count) for code, count in numbers), "gestarte koppelingen")
    if not started.number:
        return {}
    found: dict[Figure, f.Node] = {Figure.PER_MATCH_STARTED: f.Rounded(f.Ratio(total, started))}
    if tail is not None:
        found[Figure.PER_MATCH_STARTED_INCL_TAIL] = f.Rounded(f.Ratio(f.Sum((total, tail), in_brackets=True), started))
    return found


def _per_match_year(running: Sequence[f.Count | None], total: f.Carried) -> Mapping[Figure, f.Node]:
    counts = [count for count in running if count is not None]
    if len(counts) != len(running):
        return {}
    found: dict[Figure, f.Node] = {Figure.MATCH_YEARS: f.Sum(tuple(counts))}
    together = f.Count(tuple(value for count in counts for value in count.started), "koppelingsjaren")
    if together.number:
        found[Figure.PER_MATCH_YEAR] = f.Rounded(f.Ratio(total, together))
    return found
