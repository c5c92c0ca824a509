"""How far what was paid lies from a price, in words. More or less is not good or bad, and less is no saving."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from voorzieningen.money import EuroRange, range_nl


@dataclass(frozen=True, slots=True)
class Difference:
    """What is laid beside each other for one year, or for several together. Amounts in euro, numbers are new matches.

    `price` was known beforehand, for the `asked` matches; `at_realised` is the same price for the `matches` that there really were,
    None when that cannot be calculated, with the reason in Dutch.
    """

    cost: Decimal
    price: EuroRange
    name: str  # "lijstprijs"; it follows after "de"
    asked: int
    matches: int | None
    at_realised: EuroRange | None
    reason: str = ""


def gap_in_words(cost: Decimal, price: EuroRange, name: str) -> str:
    """ "€ 3.000,00 meer dan de lijstprijs"; within a range it says so, because then nobody can tell how far it is."""
    if cost > price.high:
        return f"{range_nl(EuroRange(cost - price.high, cost - price.low))} meer dan de {name}"
    if cost < price.low:
        return f"{range_nl(EuroRange(price.low - cost, price.high - cost))} minder dan de {name}"
    return f"gelijk aan de {name}" if price.is_exact else f"binnen de {name} van {range_nl(price)}"


def year_difference(year: int, difference: Difference) -> str:
    """The sentences on one calendar year."""
    return f"{year}: {_sentences(difference)}"


def years_difference(years: Sequence[int], difference: Difference) -> str:
    """The sentences on several calendar years together."""
    return f"Samen over {_listed(years)}: {_sentences(difference)}"


def _sentences(difference: Difference) -> str:
    first = f"{gap_in_words(difference.cost, difference.price, difference.name)} voor {_matches(difference.asked)}; {_were(difference)}."
    return f"{first} {second}" if (second := _fairly(difference)) else first


def _were(difference: Difference) -> str:
    if difference.matches is None:
        return "hoeveel er waren, is onbekend"
    if difference.matches == difference.asked:
        return "zo veel waren er ook"
    return f"er was er {difference.matches}" if difference.matches == 1 else f"er waren er {difference.matches}"


def _fairly(difference: Difference) -> str:
    """The same price for as many matches as there really were; nothing when that is the same amount."""
    if difference.at_realised is None:
        return f"Wat de {difference.name} voor het echte aantal was, is niet te berekenen: {difference.reason}."
    if difference.at_realised == difference.price:
        return ""
    # The matches of earlier years that still run are in the amount as well: also with as many new ones it may be another amount.
    of = "" if difference.matches is None else f" ({_matches(difference.matches)})"
    gap = gap_in_words(difference.cost, difference.at_realised, difference.name)
    return f"Voor het echte aantal{of} was de {difference.name} {range_nl(difference.at_realised)}. Daarmee vergeleken: {gap}."


def _matches(number: int) -> str:
    return "1 nieuwe koppeling" if number == 1 else f"{number} nieuwe koppelingen"


def _listed(years: Sequence[int]) -> str:
    *others, last = [str(year) for year in years]
    return f"{', '.join(others)} en {last}" if others else last
