"""All uncertain inputs at once: counted by hand, and against a dull count that asks costs.cost() for every combination anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procurement import costs
from procurement.pricing import Priced, price_tariff
from procurement.sensitivity import MOST, SEED, Standing, Together, combinations, find_sensitivity
from procurement.sensitivity.outcomes import Outcomes
from tests.procurement.uncertain import ask, change, column, fee, hours, module, per_match, reading, sensitivity
from voorzieningen.money import EuroRange


def together(*columns: Priced, **question: object) -> Together:
    found = sensitivity(*columns, **question).together
    assert found is not None
    return found


def counts(found: Together) -> list[tuple[str, int, EuroRange]]:
    return [(standing.name, standing.cheapest, standing.per_match_year) for standing in found.standings]


def euro(low: str, high: str) -> EuroRange:
    return EuroRange(Decimal(low), Decimal(high))


# --- the dull count -------------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Variants:
    """Everything that one column can be, written out by the test itself."""

    column: Priced
    readings: tuple[tuple[str, ...], ...] = ((),)
    durations: tuple[int | None, ...] = (None,)
    completions: tuple[tuple[tuple[str, Decimal], ...], ...] = ((),)
    bounds: tuple[str, ...] = ("low",)


def dull_count(variants: list[Variants], scenario: costs.Scenario, hourly: list[str], levels: list[int | None]) -> list[tuple[str, int, EuroRange]]:
    cheapest = [0] * len(variants)
    met: list[list[Decimal]] = [[] for _ in variants]
    own = [list(product(one.readings, one.durations, one.completions, one.bounds)) for one in variants]
    for cost, level, *picked in product(hourly, levels, *own):
        amounts = []
        for one, (codes, duration, completion, bound) in zip(variants, picked, strict=True):
            tariff = price_tariff(one.column.offering, one.column.tariff, codes, duration, price_level=level).calculated
            result = costs.cost(tariff, replace(scenario, hourly_cost=Decimal(cost), completion=completion))
            amounts.append(getattr(result.per_match_year, bound))
        for place, amount in enumerate(amounts):
            met[place].append(amount)
            cheapest[place] += amount == min(amounts)
    return [(one.column.name, count, EuroRange(min(m), max(m))) for one, count, m in zip(variants, cheapest, met, strict=True)]


AMOUNTS = st.integers(min_value=1, max_value=400_000).map(lambda cents: str(Decimal(cents) / 100))


@settings(max_examples=12, deadline=None)
@given(low=AMOUNTS, wider=AMOUNTS, each=AMOUNTS, part=AMOUNTS, number=st.integers(min_value=1, max_value=60))
def test_every_combination_agrees_with_a_dull_count(low: str, wider: str, each: str, part: str, number: int) -> None:
    readings = (reading("VAST", preferred=True), reading("DUBBEL", change("F", low=2 * Decimal(low), high=3 * Decimal(low) + Decimal(wider))))
    high = str(Decimal(low) + Decimal(wider))
    band = column("band", fee("F", low, high), readings=readings, price_level_year=None, shortest_match_years=1, longest_match_years=2)
    by_hour = column("uren", hours("H", str(number)), per_match("M", each))
    modules = column("modules", module("A", part), module("B", part, match_year=2), duration_match_years=2)
    scenario = {"years": 2, "new_matches": (3, 2), "indexation": Decimal("0.03")}

    found = together(band, by_hour, modules, **scenario)

    variants = [
        Variants(band, readings=(("VAST",), ("DUBBEL",)), durations=(1, 2), bounds=("low", "high")),
        Variants(by_hour),
        Variants(modules, completions=((), (("B", Decimal("0.9")),))),
    ]
    assert counts(found) == dull_count(variants, ask(band, **scenario).scenario, ["60", "75", "90"], [None, 2019])
    assert found.possible == found.counted == 3 * 2 * 8 * 2


# --- by hand --------------------------------------------------------------------------------------------------------------------------------


def test_columns_stay_in_the_order_of_the_comparison_and_equal_amounts_count_for_both():
    """100 hours cost 6,000, 7,500 or 9,000 for ten matches; the others 7,500 and 9,000."""
    found = together(column("duur", fee("F", "9000")), column("uren", hours("H", "100")), column("vast", fee("F", "7500")))

    assert counts(found) == [
        ("Duur", 0, euro("900.00", "900.00")),
        ("Uren", 2, euro("600.00", "900.00")),
        ("Vast", 2, euro("750.00", "750.00")),
    ]
    assert (found.counted, found.seed) == (3, None)
    assert [standing.share for standing in found.standings] == ["0%", "67%", "67%"]


def test_hourly_cost_is_the_same_for_all_columns_in_one_combination():
    """101 hours always cost more than 100 at the same hourly cost."""
    found = together(column("meer", hours("H", "101")), column("minder", hours("H", "100")))

    assert [(name, count) for name, count, _ in counts(found)] == [("Meer", 0), ("Minder", 3)]


def test_shared_price_level_leaves_an_offer_as_it_is():
    """An offer holds from the day it names; the list price without a year may be of 2019."""
    offer = column("offerte", fee("F", "1000"), price_level_year=None, kind="OFFERTE")

    found = together(offer, column("lijst", fee("F", "1000"), price_level_year=None), indexation=Decimal("0.10"))

    assert counts(found) == [("Offerte", 2, euro("100.00", "100.00")), ("Lijst", 1, euro("100.00", "214.36"))]


@pytest.mark.parametrize(
    ("cheapest", "words"), [(0, "0%"), (1, "minder dan 1%"), (825, "83%"), (4, "minder dan 1%"), (5, "1%"), (996, "meer dan 99%"), (1000, "100%")]
)
def test_share_says_nothing_and_all_only_of_none_and_all(cheapest, words):
    assert Standing("A", cheapest, 1000, euro("1.00", "1.00")).share == words


def test_value_that_leaves_the_price_unknown_is_left_out_and_named():
    readings = (reading("LANG", preferred=True), reading("KORT", priced_contract_years=1))

    found = together(column("twee", fee("F", "10"), readings=readings), column("vast", fee("F", "20")), years=2)

    assert (found.counted, found.left_out, found.varied) == (1, ("Twee bij ‘kort’ (het bedrag is dan onbekend)",), ())


def test_columns_without_a_cost_per_match_year_are_left_out_and_named():
    found = together(column("los", fee("F", "10"), duration_match_years=None), column("vast", fee("F", "20")))

    assert [standing.name for standing in found.standings] == ["Vast"]
    assert found.left_out == ("Los (kosten per koppelingsjaar niet te bepalen)",)
    assert not found.has_order


def test_combination_in_which_an_amount_is_unknown_does_not_count():
    """Each of two readings puts the unknown part after the last year; without both of them it falls in the first."""
    unknown = replace(fee("X", "1"), type="UNKNOWN", low=None, high=None)
    later = change("X", from_contract_year=9)
    two = (reading("P", later, preferred=True, contradiction="1"), reading("Q", contradiction="1"))
    more = (reading("R", later, preferred=True, contradiction="2"), reading("S", contradiction="2"))

    found = together(column("deels", fee("F", "10"), unknown, readings=(*two, *more)), column("vast", fee("F", "20")))

    assert (found.possible, found.counted, found.standings[0].cheapest, found.left_out) == (4, 3, 3, ())


def test_without_matches_nothing_can_be_compared():
    assert sensitivity(column("vast", fee("F", "10")), new_matches=(0,)).together is None


def test_what_was_varied_is_named_with_the_number_of_values():
    band = column("band", fee("F", "10", "20"), hours("H", "1"), price_level_year=None)

    assert together(band, indexation=Decimal("0.02")).varied == (
        "Uurkosten van de coördinator (3 waarden, voor al het aanbod dezelfde)",
        "Prijspeil (2 waarden, voor al het aanbod dezelfde)",
        "Band: laag of hoog bedrag (2 waarden)",
    )


# --- a sample -------------------------------------------------------------------------------------------------------------------------------


def many(number: int) -> tuple[Priced, ...]:
    """Columns with ten combinations each: low or high, and a duration of 1 to 5 years."""
    return tuple(
        column(f"band{place}", per_match("M", str(100 + place), str(300 - place)), shortest_match_years=1, longest_match_years=5)
        for place in range(number)
    )


def test_more_combinations_than_can_be_counted_are_drawn_with_a_fixed_seed():
    found = together(*many(5), years=5)

    assert (found.possible, found.counted, found.seed) == (10**5, MOST, SEED)


def test_same_question_gives_the_same_answer():
    columns = many(5)

    assert sensitivity(*columns, years=5) == sensitivity(*columns, years=5)


def test_drawn_share_is_near_the_counted_one(monkeypatch):
    """The same 10,000 combinations, once all of them and once a draw of 2,000."""
    all_of_them = together(*many(4), years=5)
    monkeypatch.setattr(combinations, "MOST", 2000)

    drawn = together(*many(4), years=5)

    assert (all_of_them.seed, drawn.seed, drawn.counted) == (None, SEED, 2000)
    for whole, part in zip(all_of_them.standings, drawn.standings, strict=True):
        assert abs(whole.cheapest / whole.counted - part.cheapest / part.counted) < 0.05


def test_every_amount_is_calculated_once(monkeypatch):
    asked: list[object] = []
    calculate = Outcomes._calculate
    monkeypatch.setattr(Outcomes, "_calculate", lambda self, ready, key: asked.append(key) or calculate(self, ready, key))
    columns = many(5)
    question = ask(*columns, years=5)
    results = costs.compare([one.calculated for one in columns], question.scenario).results

    find_sensitivity(question, columns, results)

    assert len(asked) == len(set(asked)) == 5 * 5  # of each column its durations; low and high come together


# --- where it tips --------------------------------------------------------------------------------------------------------------------------


def tips(found: Together) -> list[tuple[str, ...]]:
    return [standing.tips for standing in found.standings]


def test_tipping_hourly_cost_is_the_last_cent_at_which_nothing_changes():
    """100 hours for ten matches: 10 x the hourly cost per match-year, so up to 80.00 it costs no more than 800."""
    found = together(column("uren", hours("H", "100")), column("vast", fee("F", "8000")))

    assert tips(found) == [("kantelt bij uurkosten boven €\u00a080,00",), ("wordt het goedkoopst bij uurkosten boven €\u00a080,00",)]
    assert found.hourly_range == "€\u00a060,00 tot €\u00a090,00"


def test_tipping_hourly_cost_below_the_one_used():
    found = together(column("uren", hours("H", "100")), column("vast", fee("F", "7000")))

    assert tips(found) == [("wordt het goedkoopst bij uurkosten onder €\u00a070,00",), ("kantelt bij uurkosten onder €\u00a070,00",)]


def test_no_tipping_hourly_cost_outside_the_margin():
    """At 90.00, the end of the margin, 100 hours cost as much: that is not yet more."""
    assert tips(together(column("uren", hours("H", "100")), column("vast", fee("F", "9000")))) == [(), ()]


def test_several_columns_can_take_over_one_after_another():
    """At 60 to 90 euro: 100 hours, 50 hours and 3,800, 7,900; they take over at 76.00 and 82.00."""
    found = together(column("veel", hours("H", "100")), column("half", hours("H", "50"), fee("F", "3800")), column("vast", fee("F", "7900")))

    assert tips(found) == [
        ("kantelt bij uurkosten boven €\u00a076,00",),
        ("wordt het goedkoopst bij uurkosten boven €\u00a076,00", "kantelt bij uurkosten boven €\u00a082,00"),
        ("wordt het goedkoopst bij uurkosten boven €\u00a082,00",),
    ]


def test_low_and_high_amounts_can_tip_at_another_hourly_cost():
    found = together(column("uren", hours("H", "100")), column("band", fee("F", "8000", "8500")))

    assert tips(found)[0] == (
        "kantelt bij uurkosten boven €\u00a080,00 (lage bedragen)",
        "kantelt bij uurkosten boven €\u00a085,00 (hoge bedragen)",
    )


def test_column_without_a_cost_per_match_year_never_tips():
    found = together(column("uren", hours("H", "100")), column("los", fee("F", "1"), duration_match_years=None), column("vast", fee("F", "8000")))

    assert [standing.name for standing in found.standings] == ["Uren", "Vast"]
    assert found.standings[0].tips == ("kantelt bij uurkosten boven €\u00a080,00",)
