"""Random tariffs and scenarios for hypothesis. They shrink towards few components, few years, few matches and an amount of 0.

The building blocks are made once: making a strategy takes hypothesis longer than drawing from it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from procurement import costs

Draw = st.DrawFn
KNOWN_PAYERS = (costs.Payer.MUNICIPALITY, costs.Payer.EXECUTOR, costs.Payer.FUND)
ALL = tuple(costs.Payer)
OPEN: dict[str, int | None] = {}

AMOUNT = st.integers(0, 2_000_000).map(lambda cents: Decimal(cents) / 100)
# Half of the amounts are exact.
SPREAD = st.integers(-1_000_000, 1_000_000).map(lambda cents: Decimal(max(0, cents)) / 100)
HOURS = st.integers(0, 4_000).map(lambda hundredths: Decimal(hundredths) / 100)
LEAST_HOURS = st.integers(-4_000, 4_000).map(lambda hundredths: Decimal(max(0, hundredths)) / 100)
WINDOW = st.sampled_from(
    [OPEN] * 10
    + [{"from_year": 1, "to_year": last} for last in (1, 2, 4)]
    + [{"from_year": first} for first in (2, 3)]
    + [{"from_year": 2, "to_year": 3}]
)
PAYERS = {payers: st.sampled_from(payers) for payers in (KNOWN_PAYERS, ALL)}
MATCH_YEAR = st.integers(1, 3)
LAST_MATCH_YEAR = st.sampled_from((None, 0, 1, 2))  # counted from the first one
PER_MATCHES = st.sampled_from((None, *range(1, 31)))
LEVEL = st.sampled_from((None, *range(2018, 2035)))
DURATION = st.integers(1, 4)
FRACTION = st.integers(0, 1000).map(lambda thousandths: Decimal(thousandths) / 1000)
QUARTER = st.integers(0, 250).map(lambda thousandths: Decimal(thousandths) / 1000)
MAYBE_QUARTER = st.integers(-250, 250).map(lambda thousandths: None if thousandths < 0 else Decimal(thousandths) / 1000)
# History of some years, with gaps, before and after the price levels.
GROWTH = st.dictionaries(st.integers(2018, 2028), st.integers(-50, 100).map(lambda thousandths: Decimal(thousandths) / 1000), max_size=4)
INDEXATION = st.sampled_from((Decimal(0),)) | st.integers(-200, 500).map(lambda thousandths: Decimal(thousandths) / 1000)
TIERS = st.lists(st.sampled_from((0, 10_000, 25_000, 50_000, 100_000)), min_size=1, unique=True)
HOUR_YEARS = st.lists(st.integers(1, 4), min_size=1, max_size=3, unique=True)
YEARS = st.lists(st.integers(0, 12), min_size=1, max_size=6)
CARRY_OVER = st.lists(st.tuples(st.integers(2, 5), st.integers(0, 5)), max_size=2)
SOME_PAYERS = st.sampled_from(
    [costs.ALL_PAYERS] * 6 + [frozenset({payer}) for payer in ALL] + [frozenset(ALL[start : start + 2]) for start in range(4)]
)
COMPLETION = st.lists(st.tuples(st.sampled_from(("K0", "K1", "K2")), FRACTION), max_size=2, unique_by=lambda pair: pair[0])
WEEKS = st.integers(1, 53)
INHABITANTS = st.integers(0, 200_000)
FLAG = st.booleans()
ONE_IN_FOUR = st.sampled_from((False, False, False, True))
ONE_IN_SIX = st.sampled_from((False, False, False, False, False, True))


@dataclass(frozen=True)
class Question:
    tariff: costs.Tariff
    scenario: costs.Scenario


def bounds(draw: Draw) -> dict[str, Any]:
    low = draw(AMOUNT)
    return {"low": low, "high": low + draw(SPREAD)}


def per_match(draw: Draw) -> dict[str, Any]:
    first, more = draw(MATCH_YEAR), draw(LAST_MATCH_YEAR)
    return bounds(draw) | {"from_match_year": first, "to_match_year": None if more is None else first + more}


def per_module(draw: Draw) -> dict[str, Any]:
    return bounds(draw) | {"match_year": draw(MATCH_YEAR), "completion": 1 - draw(FRACTION)}


def coordinator_hours(draw: Draw) -> dict[str, Any]:
    return {
        "hours": None if draw(ONE_IN_SIX) else draw(HOURS),
        "per_week": draw(FLAG),
        "per_matches": draw(PER_MATCHES),
        "per_new_match": draw(FLAG),
        "in_steps": draw(FLAG),
        "min_hours": draw(LEAST_HOURS),
    }


def all_in(draw: Draw) -> dict[str, Any]:
    return bounds(draw) | {"includes_fixed": draw(AMOUNT)}


def inhabitant_tier(draw: Draw) -> dict[str, Any]:
    return {"tiers": tuple(costs.Tier(start, **bounds(draw)) for start in sorted(draw(TIERS)))}


def inhabitant_tier_from_0(draw: Draw) -> dict[str, Any]:
    return {"tiers": tuple(costs.Tier(start, **bounds(draw)) for start in sorted({0, *draw(TIERS)}))}


def hourly_rate(draw: Draw) -> dict[str, Any]:
    return bounds(draw) | {"hours_per_match_year": tuple((year, draw(HOURS)) for year in draw(HOUR_YEARS))}


def nothing(draw: Draw) -> dict[str, Any]:
    return {}


# What each type needs beside what all components have.
KINDS: dict[type[costs.Component], Callable[[Draw], dict[str, Any]]] = {
    costs.FixedFee: bounds,
    costs.PerMatch: per_match,
    costs.PerModule: per_module,
    costs.CoordinatorHours: coordinator_hours,
    costs.AllInPerMatchYear: all_in,
    costs.InhabitantTier: inhabitant_tier,
    costs.HourlyRate: hourly_rate,
}
SURE = st.lists(st.sampled_from(list(KINDS)), min_size=1, max_size=4)
UNSURE = st.lists(st.sampled_from([*KINDS, costs.UnknownCost]), min_size=1, max_size=3)
EXTRAS = st.lists(st.sampled_from((costs.Surcharge, costs.Contribution)), max_size=3)


def common(draw: Draw, code: str, payers: tuple[costs.Payer, ...]) -> dict[str, Any]:
    return {"code": code, "label": code, "source": "verzonnen", "payer": draw(PAYERS[payers]), "vat_unknown": draw(FLAG), **draw(WINDOW)}


def extra(draw: Draw, kind: type[costs.Component], number: int, codes: list[str], payers: tuple[costs.Payer, ...]) -> costs.Component:
    """A surcharge over some of the components, or a contribution."""
    if kind is costs.Surcharge:
        base = tuple(code for code in codes if draw(FLAG))
        return costs.Surcharge(**common(draw, f"T{number}", payers), fraction=draw(QUARTER), base=base)
    return costs.Contribution(**common(draw, f"B{number}", payers), amount=draw(AMOUNT), relieved=draw(PAYERS[payers]))


@st.composite
def tariffs(draw: Draw, unknowns: bool = True, payers: tuple[costs.Payer, ...] = ALL) -> costs.Tariff:
    """Any tariff that the catalogue could hold; without `unknowns` one whose price is known wherever the scenario answers."""
    # One in four may lack a price somewhere: more would leave too few totals to compare.
    unsure = unknowns and draw(ONE_IN_FOUR)
    makers = {**KINDS, costs.UnknownCost: nothing, costs.InhabitantTier: inhabitant_tier if unsure else inhabitant_tier_from_0}
    own = [kind(**common(draw, f"K{number}", payers), **makers[kind](draw)) for number, kind in enumerate(draw(UNSURE if unsure else SURE))]
    # T0 is a surcharge itself: over that no other surcharge is taken.
    codes = [*(component.code for component in own), "T0"]
    extras = [extra(draw, kind, number, codes, payers) for number, kind in enumerate(draw(EXTRAS))]
    return costs.Tariff(
        offering="proef",
        slug="lijstprijs",
        name="Proef",
        # Extras first or last: the order in which they are entered must not matter for what they are taken over.
        components=tuple([*extras, *own] if extras and draw(FLAG) else [*own, *extras]),
        duration=None if unsure and draw(ONE_IN_FOUR) else draw(DURATION),
        priced_years=draw(DURATION) if unknowns and draw(ONE_IN_SIX) else None,
        price_level_year=draw(LEVEL),
        assumed_price_level_year=draw(LEVEL),
        indexable=not draw(ONE_IN_SIX),
    )


@st.composite
def scenarios(draw: Draw, unknowns: bool = True, payers: frozenset[costs.Payer] | None = None) -> costs.Scenario:
    """Any question the form lets through, with few enough matches to walk one by one; without `unknowns` every answer is given."""
    new = tuple(draw(YEARS))
    unsure = unknowns and draw(ONE_IN_SIX)
    return costs.Scenario(
        start_year=2026,
        years=len(new),
        new_matches=new,
        hourly_cost=draw(AMOUNT),
        hourly_cost_price_level=draw(LEVEL),
        carry_over=tuple(draw(CARRY_OVER)),
        weeks=draw(WEEKS),
        indexation=draw(INDEXATION),
        growth=tuple(sorted(draw(GROWTH).items())),
        default_price_level=draw(LEVEL),
        payers=payers or draw(SOME_PAYERS),
        vat_what_if=draw(MAYBE_QUARTER),
        discount_rate=draw(MAYBE_QUARTER),
        completion=tuple(draw(COMPLETION)),
        inhabitants=None if unsure else draw(INHABITANTS),
        shared_hours=None if unsure else draw(HOURS),
    )


def questions() -> st.SearchStrategy[Question]:
    return st.builds(Question, tariffs(), scenarios())
