"""At which hourly cost, or at how many shared hours, two ways of paying for a coordinator cost the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import floor

from procurement.costs.engine import cost
from procurement.costs.folded import Folded, fold
from procurement.costs.scenario import Scenario
from procurement.costs.tariff import Tariff
from voorzieningen.money import EXACT, EuroRange, total_of

_Hours = tuple[Fraction, Fraction]  # low and high

_NOTHING = Decimal(0)
# More hours a week than any minimum, so that the hours rise in a straight line from here.
_MANY = 1_000_000
_CONTRIBUTION = "niet te bepalen: een bijdrage dekt een deel van de kosten, en hoeveel hangt af van de uurkosten"


@dataclass(frozen=True, slots=True)
class HourlyBreakEven:
    """The hourly cost of a coordinator at which tariff `a` costs as much as tariff `b`: low with low, high with high.

    A bound that does not exist is None, with the reason in Dutch. Below the hourly cost `cheaper_below` (a key) costs less, above it the other one;
    it is empty when no bound is known or when low and high contradict each other.
    """

    a: str
    b: str
    low: Decimal | None
    high: Decimal | None
    low_reason: str = ""
    high_reason: str = ""
    cheaper_below: str = ""


@dataclass(frozen=True, slots=True)
class SharedHoursBreakEven:
    """The hours a week of a shared coordinator at which a combination costs as much as its parts apart in one contract year.

    With fewer hours the combination costs less. A bound that does not exist is None, with the reason in Dutch.
    """

    contract_year: int
    low: Decimal | None
    high: Decimal | None
    low_reason: str = ""
    high_reason: str = ""


@dataclass(frozen=True, slots=True)
class _Turn:
    """Where two amounts are the same, or why there is no such place."""

    at: Decimal | None
    reason: str = ""
    cheaper_below: str = ""


@dataclass(frozen=True, slots=True)
class _Straight:
    """A total in euro as a straight line over the hourly cost, in one world: `fixed` + `hours` x R."""

    tariff: Tariff
    fixed: Fraction
    hours: Fraction


@dataclass(frozen=True, slots=True)
class OverHourlyCost:
    """What one tariff costs at any hourly cost: a straight line in each world. `obstacle` says in Dutch why it is none; there are no lines then."""

    tariff: Tariff
    lines: tuple[_Straight, ...]
    obstacle: str = ""


def hourly_break_even(a: Tariff, b: Tariff, scenario: Scenario) -> HourlyBreakEven:
    """The hourly cost R* at which hours-based `a` costs as much as `b`, rounded half up to the cent (docs/costing.md, "Break-even and budget").

    R* = (F_b - F_a) / (hours_a - hours_b): F is the total without the hours, and hours_b is 0 when `b` does not depend on the hourly cost. The
    hours of each year are weighted with the indexation of the hourly cost, and with surcharges and VAT what-if over them, so R* has the price
    level of the hourly cost in the scenario. Put back into `cost`, the totals differ no more than rounding R*, the rates and the lines explains.
    None with a reason when a total is unknown, when `a` has no hours, when both have the same, when a contribution decides, or when R* is below 0.
    """
    return break_even_of(over_hourly_cost(a, scenario), over_hourly_cost(b, scenario))


def break_even_of(a: OverHourlyCost, b: OverHourlyCost) -> HourlyBreakEven:
    """As `hourly_break_even`, of lines in the same scenario: who compares a tariff with many others needs its lines only once."""
    keys = (a.tariff.key, b.tariff.key)
    if reason := a.obstacle or b.obstacle:
        return HourlyBreakEven(*keys, None, None, reason, reason)
    low, high = (_same_cost(left, right) for left, right in zip(a.lines, b.lines, strict=True))
    cheaper = {turn.cheaper_below for turn in (low, high)} - {""}
    return HourlyBreakEven(*keys, low.at, high.at, low.reason, high.reason, cheaper.pop() if len(cheaper) == 1 else "")


def over_hourly_cost(tariff: Tariff, scenario: Scenario) -> OverHourlyCost:
    """The total of a tariff with the hourly cost left open."""
    folded = fold(tariff, scenario)
    obstacle = _obstacle(tariff, folded, scenario)
    return OverHourlyCost(tariff, () if obstacle else _by_hour(tariff, folded, scenario), obstacle)


def _obstacle(tariff: Tariff, folded: Folded, scenario: Scenario) -> str:
    """Why the total is not a straight line over the hourly cost; empty when it is."""
    if not folded.is_known:
        return f"het totaal van {tariff.name} is onbekend: {cost(tariff, scenario).reason}"
    return _CONTRIBUTION if None in folded.hours(scenario.new_matches) else ""


def _by_hour(tariff: Tariff, folded: Folded, scenario: Scenario) -> tuple[_Straight, ...]:
    """The total over the hourly cost, low and high."""
    fixed = folded.total(scenario.new_matches, _NOTHING)
    assert fixed is not None
    hours = [year for year in folded.hours(scenario.new_matches) if year is not None]
    years = list(zip(hours, folded.frame.hourly_factors(), strict=True))
    return tuple(
        _Straight(tariff, Fraction(bound), sum((year[world] * Fraction(cents) for year, cents in years if year[world]), Fraction(0)) / 100)
        for world, bound in enumerate((fixed.low, fixed.high))
    )


def _same_cost(a: _Straight, b: _Straight) -> _Turn:
    """The hourly cost at which the two lines meet."""
    if not a.hours:
        return _Turn(None, f"{a.tariff.name} rekent hier geen uren van een coördinator")
    if a.hours == b.hours:
        return _Turn(None, f"{a.tariff.name} en {b.tariff.name} rekenen evenveel uren: de uurkosten veranderen het verschil niet")
    meeting = (b.fixed - a.fixed) / (a.hours - b.hours)
    if meeting < 0:
        cheaper = a if a.fixed < b.fixed else b
        return _Turn(None, f"bij geen enkele uurprijs: {cheaper.tariff.name} kost altijd minder")
    return _Turn(_rounded(meeting), cheaper_below=(a if a.hours > b.hours else b).tariff.key)


def shared_hours_break_even(
    parts: Sequence[Tariff], combined: Tariff, scenario_of_parts: Sequence[Scenario], scenario: Scenario
) -> tuple[SharedHoursBreakEven, ...]:
    """Per contract year the hours a week of the shared coordinator at which `combined` costs as much as its parts apart, to 2 decimals, half up.

    Each part is calculated in the scenario at the same place of `scenario_of_parts`, the combination in `scenario`, whose own shared hours do not
    count. Raises ValueError when there are not as many scenarios as parts, or when one has another number of contract years. None with a reason
    when a cost of that year is unknown, when the hours cost nothing, when a contribution decides, or when the combination always costs more.
    """
    apart = [fold(part, asked).years(asked.new_matches) for part, asked in zip(parts, scenario_of_parts, strict=True)]
    none, many, more = (fold(combined, replace(scenario, shared_hours=Decimal(hours))) for hours in (0, _MANY, 2 * _MANY))
    new_matches = scenario.new_matches
    years = zip(
        zip(*apart, strict=True),
        none.years(new_matches, _NOTHING),
        zip(none.hours(new_matches), many.hours(new_matches), more.hours(new_matches), strict=True),
        none.frame.own_rates,
        strict=True,
    )
    return tuple(_shared_year(number, combined, *year) for number, year in enumerate(years, 1))


def _shared_year(
    number: int, combined: Tariff, apart: Sequence[EuroRange | None], fixed: EuroRange | None, hours: Sequence[_Hours | None], rate: int
) -> SharedHoursBreakEven:
    known = [amount for amount in apart if amount is not None]
    none, many, more = hours
    reason = ""
    if len(known) < len(apart):
        reason = "de kosten van de delen apart zijn onbekend"
    elif fixed is None:
        reason = f"de kosten van {combined.name} zijn onbekend"
    elif none is None or many is None or more is None:
        reason = _CONTRIBUTION
    else:
        parts = total_of(known)
        per_hour = Fraction(rate, 100)
        low = _shared(combined, Fraction(parts.low - fixed.low), (none[0], many[0], more[0]), per_hour)
        high = _shared(combined, Fraction(parts.high - fixed.high), (none[1], many[1], more[1]), per_hour)
        return SharedHoursBreakEven(number, low.at, high.at, low.reason, high.reason)
    return SharedHoursBreakEven(number, None, None, reason, reason)


def _shared(combined: Tariff, room: Fraction, hours: tuple[Fraction, Fraction, Fraction], rate: Fraction) -> _Turn:
    """The hours a week that fill `room` (euro); `hours` are those of the year with none, with many and with twice as many shared hours a week."""
    none, many, more = hours
    each = (more - many) / _MANY
    if not each or not rate:
        return _Turn(None, f"gedeelde uren kosten bij {combined.name} hier niets")
    if room < none * rate:
        return _Turn(None, f"{combined.name} kost ook zonder gedeelde uren meer dan de delen apart")
    return _Turn(_rounded((room / rate - (many - _MANY * each)) / each))


def _rounded(number: Fraction) -> Decimal:
    """A number from 0, rounded half up to 2 decimals."""
    return EXACT.scaleb(Decimal(floor(number * 100 + Fraction(1, 2))), -2)
