"""Changes in words: differences in euro, counts, and who stood above whom. No word here calls an amount good or bad."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from voorzieningen.money import EuroRange, euro_nl
from voorzieningen.tariff_detail import MONTHS

MOST_PAIRS = 10  # per bound; the others are counted
_BOUNDS = {"low": "lage", "high": "hoge"}

Amounts = dict[str, EuroRange]  # known totals by the key of the column


def day_nl(day: date) -> str:
    """ "1 januari 2024"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def counted(number: int, one: str, more: str) -> str:
    """ "1 feit", "3 feiten", or nothing for none."""
    return "" if number == 0 else f"{number} {one if number == 1 else more}"


def summed_up(counts: Sequence[str], rest: Sequence[str]) -> str:
    """Counts and sentences as one line; says so when there are none."""
    first = f"{' en '.join(counts)} gewijzigd" if counts else ""
    return "; ".join(filter(None, (first, *rest))) or "niets gewijzigd"


def difference_words(difference: EuroRange) -> str:
    """ "€ 100,00 hoger" when both bounds differ as much, otherwise each bound by itself."""
    if difference.is_exact:
        return _one(difference.low)
    return f"laag {_one(difference.low)}, hoog {_one(difference.high)}"


def _one(amount: Decimal) -> str:
    if amount == 0:
        return "gelijk"
    return f"{euro_nl(abs(amount))} {'hoger' if amount > 0 else 'lager'}"


def order_sentences(old: Amounts, new: Amounts, names: dict[str, str]) -> Iterator[str]:
    """Which columns changed places, from low to high, per bound; then those that have no place any more, or have one now."""
    both = [key for key in old if key in new]
    for bound, word in _BOUNDS.items():
        found = [
            sentence
            for number, one in enumerate(both)
            for other in both[number + 1 :]
            if (sentence := _swapped(_sign(old[one], old[other], bound), _sign(new[one], new[other], bound), names[one], names[other], word))
        ]
        yield from found[:MOST_PAIRS]
        if len(found) > MOST_PAIRS:
            yield f"Bij de {word} bedragen zijn nog {len(found) - MOST_PAIRS} paren van plaats gewisseld."
    yield from (f"{names[key]} heeft nu geen bekend totaal en staat niet meer in de volgorde." for key in old if key not in new)
    yield from (f"{names[key]} heeft nu een bekend totaal en staat voortaan in de volgorde." for key in new if key not in old)


def _sign(one: EuroRange, other: EuroRange, bound: str) -> int:
    """Below zero when the first one stands above: the lowest amount is on top."""
    first, second = (one.low, other.low) if bound == "low" else (one.high, other.high)
    return (first > second) - (first < second)


def _swapped(before: int, after: int, one: str, other: str, word: str) -> str:
    """The sentence about two columns; empty when they stand as they stood."""
    if before == after:
        return ""
    if before == 0:
        above, below = (one, other) if after < 0 else (other, one)
        return f"Bij de {word} bedragen stonden {one} en {other} gelijk; nu staat {above} boven {below} (van laag naar hoog)."
    above, below = (one, other) if before < 0 else (other, one)
    now = "staan zij gelijk" if after == 0 else "andersom"
    return f"Bij de {word} bedragen stond {above} boven {below} (van laag naar hoog), nu {now}."
