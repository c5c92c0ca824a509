"""Every worked example, line by line and to the cent; tests/procurement/worked_examples.json names the witness."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from procurement import costs, pricing
from tests.procurement.costs.tariffs import BG_HAARLEM, BG_LIST, MADE_UP, SO, SOS, ST, WORKED, hours, scenario
from voorzieningen.money import EuroRange, to_cents
from voorzieningen.snapshot import snapshot

EXAMPLES = json.loads((Path(__file__).parents[1] / "worked_examples.json").read_text())
CASES = [(name, code) for name, example in EXAMPLES["scenarios"].items() for code in example["results"]]
MUNICIPALITY, FUND = costs.Payer.MUNICIPALITY, costs.Payer.FUND

# Worked example -> offering and tariff in the catalogue, with the reading and the duration to choose. The other examples change a rule itself.
IN_CATALOGUE: dict[str, tuple[str, str, dict[str, tuple[str, ...]], dict[str, int]]] = {
    "BG-LIST": ("buurtgezinnen", "lijstprijs", {}, {}),
    "BG-LIST-B": ("buurtgezinnen", "lijstprijs", {"buurtgezinnen": ("B",)}, {}),
    "BG-HAARLEM": ("buurtgezinnen", "offerte-haarlem-2020", {}, {}),
    "MG": ("meeleefgezin", "lijstprijs", {}, {}),
    "ST": ("steunouder", "lijstprijs", {}, {}),
    "ST-JAAR": ("steunouder", "lijstprijs", {"steunouder": ("YEAR",)}, {}),
    "ST-D2": ("steunouder", "lijstprijs", {}, {"steunouder": 2}),
    "SO": ("samen-oplopen", "lijstprijs", {}, {}),
    "SO-D1": ("samen-oplopen", "lijstprijs", {}, {"samen-oplopen": 1}),
    "PR": ("gezin-in-de-buurt", "lijstprijs", {}, {}),
    "HS": ("home-start", "lijstprijs", {}, {}),
    "SOS": ("sos", "lijstprijs", {}, {}),
}


def scenario_of(name: str) -> costs.Scenario:
    given = EXAMPLES["scenarios"][name]
    shared = given["shared_hours"]
    return scenario(
        tuple(given["new"]),
        given["start_year"],
        hourly_cost=Decimal(given["hourly_cost"]),
        weeks=given["weeks"],
        shared_hours=None if shared is None else Decimal(shared),
    )


def printed(amount: EuroRange | None) -> list[str] | None:
    return None if amount is None else [str(amount.low), str(amount.high)]


def as_written(result: costs.OfferingCost) -> dict[str, Any]:
    """A result in the form of worked_examples.json, but for the warnings."""
    return {
        "status": str(result.status),
        "years": [
            {
                "contract_year": year.contract_year,
                "calendar_year": year.calendar_year,
                "new": year.new,
                "active": year.active,
                "lines": {line.code: printed(line.amount) for line in year.lines},
                "cost": printed(year.cost),
            }
            for year in result.years
        ],
        "total": printed(result.total),
        "known_years": printed(result.known_years),
        "tail": {"cost": printed(result.tail.cost), "years": list(result.tail.span)} if result.tail else None,
        "matches_started": result.matches_started,
        "match_years": result.match_years,
        "per_match_started": printed(result.per_match_started),
        "per_match_started_incl_tail": printed(result.per_match_started_incl_tail),
        "per_match_year": printed(result.per_match_year),
    }


def assert_as_expected(result: costs.OfferingCost, expected: dict[str, Any]) -> None:
    found = as_written(result)
    for number, year in enumerate(expected["years"]):
        assert found["years"][number] == {"active": found["years"][number]["active"]} | year
    assert found | {"years": None} == {key: value for key, value in expected.items() if key != "warnings"} | {"years": None}
    assert len(found["years"]) == len(expected["years"])
    assert set(expected["warnings"]) <= set(result.warnings)


def test_the_worked_examples_are_all_there() -> None:
    assert {name: len(example["results"]) for name, example in EXAMPLES["scenarios"].items()} == {"S1": 15, "S2a": 3, "S3": 7, "S4": 7, "S7": 1}


@pytest.mark.parametrize(("name", "code"), CASES)
def test_worked_example_comes_out_to_the_cent(name: str, code: str) -> None:
    result = costs.cost(WORKED[code], scenario_of(name))
    assert_as_expected(result, EXAMPLES["scenarios"][name]["results"][code])


@pytest.mark.parametrize(("name", "code"), CASES)
def test_printed_lines_add_up_to_their_year_and_years_to_the_total(name: str, code: str) -> None:
    expected = EXAMPLES["scenarios"][name]["results"][code]
    for bound in (0, 1):
        for year in expected["years"]:
            if year["cost"]:
                assert sum(Decimal(line[bound]) for line in year["lines"].values()) == Decimal(year["cost"][bound])
        if expected["total"]:
            assert sum(Decimal(year["cost"][bound]) for year in expected["years"]) == Decimal(expected["total"][bound])


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "code"), [case for case in CASES if case[1] in IN_CATALOGUE])
def test_worked_example_comes_out_of_the_catalogue_as_well(name: str, code: str) -> None:
    offering, tariff, readings, durations = IN_CATALOGUE[code]
    (priced,) = pricing.priced_tariffs(snapshot(), pricing.Choice(((offering, tariff),), readings, durations))
    result = costs.cost(priced.calculated, scenario_of(name))
    # A code is used once per tariff, so that in the catalogue the hours of the other reading have a code of their own.
    expected = json.loads(json.dumps(EXAMPLES["scenarios"][name]["results"][code]).replace("ST-H", "ST-H-JAAR" if code == "ST-JAAR" else "ST-H"))
    by_code = {line.code: line for year in result.years for line in year.lines}
    assert all(line.source and line.label for line in by_code.values())
    assert_as_expected(result, expected)


def test_a_shared_coordinator_saves_only_hours() -> None:
    expected = EXAMPLES["sos"]
    together = costs.cost(SOS, scenario_of("S7"))
    apart = [costs.cost(tariff, scenario((10, 10, 10))) for tariff in (ST, SO)]
    years = [left.cost + right.cost for left, right in zip(*(result.years for result in apart), strict=True) if left.cost and right.cost]
    total = years[0] + years[1] + years[2]
    assert [printed(year) for year in years] == expected["separate"]["years"]
    assert printed(total) == expected["separate"]["total"]
    assert together.total
    assert printed(total - together.total) == expected["saving"]


def test_shared_hours_at_which_sos_costs_as_much_as_its_parts() -> None:
    found = []
    for number in range(3):
        apart = [costs.cost(tariff, scenario((10, 10, 10))).years[number].cost for tariff in (ST, SO)]
        fees = costs.cost(SOS, scenario((20, 20, 20), shared_hours=Decimal(0))).years[number].cost
        assert apart[0]
        assert apart[1]
        assert fees
        found.append(str(to_cents((apart[0] + apart[1] - fees).low / (52 * 75))))
    assert found == EXAMPLES["sos"]["break_even_shared_hours_per_week"]


def test_figures_of_the_haarlem_offer() -> None:
    expected = EXAMPLES["haarlem"]
    of_offer = {n: costs.cost(BG_HAARLEM, scenario((10, n), 2020)) for n in (10, 12)}
    of_list = {n: costs.cost(BG_LIST, scenario((10, n), 2020)) for n in (10, 12)}
    first, second = (year.cost for year in of_offer[10].years)
    assert first
    assert second
    rows = {n: [year.cost for year in result.years if year.cost] for n, result in of_list.items()}
    totals = {n: (of_offer[n].total, of_list[n].total) for n in (10, 12)}
    worked = {
        "per_match_year1": first.divided_by(10),
        "per_new_match_year2_low_n12": second.divided_by(12),
        "per_new_match_year2_high_n10": second.divided_by(10),
        "two_years": of_offer[10].total,
        "per_match_started_20": of_offer[10].per_match_started,
        "per_match_started_22": of_offer[12].per_match_started,
        "per_match_year_10_10": of_offer[10].per_match_year,
        "per_match_year_10_12": of_offer[12].per_match_year,
        "offer_price_per_coordinator_hour_year1": first.divided_by(520),
        "offer_price_per_coordinator_hour_year2": second.divided_by(624),
        "list_price_year1": rows[10][0],
        "list_price_year2_n10": rows[10][1],
        "list_price_year2_n12": rows[12][1],
        "offer_minus_list_year1": first - rows[10][0],
        "offer_minus_list_year2_n10": second - rows[10][1],
        "offer_minus_list_year2_n12": second - rows[12][1],
        "offer_minus_list_two_years_10_10": totals[10][0] - totals[10][1] if totals[10][0] and totals[10][1] else None,
        "offer_minus_list_two_years_10_12": totals[12][0] - totals[12][1] if totals[12][0] and totals[12][1] else None,
    }
    assert {key: printed(amount) for key, amount in worked.items()} == {key: [expected[key]] * 2 for key in worked}
    assert (of_offer[10].match_years, of_offer[12].match_years) == (int(expected["match_years_10_10"]), int(expected["match_years_10_12"]))
    assert expected["invoices"] == [str(amount) for amount in (first.low / 2, first.low / 2, second.low / 2, second.low / 2)]


def test_hours_in_the_haarlem_offer_explain_the_price_and_are_not_added() -> None:
    expected = EXAMPLES["haarlem"]
    for key, week in (("coordinator_hours_year1_52w", "10"), ("coordinator_hours_year2_52w", "12")):
        tariff = replace(BG_HAARLEM, components=(hours("UREN", week),))
        year = costs.cost(tariff, scenario((10,), 2020, hourly_cost=Decimal(1))).years[0]
        assert printed(year.cost) == [f"{expected[key]}.00"] * 2


@pytest.mark.parametrize(("inhabitants", "amount"), EXAMPLES["fictitious"]["INHABITANT_TIER"]["lookups"].items())
def test_scale_on_inhabitants_is_looked_up_and_never_interpolated(inhabitants: str, amount: str) -> None:
    steps = tuple(costs.Tier(start, Decimal(price), Decimal(price)) for start, price in EXAMPLES["fictitious"]["INHABITANT_TIER"]["tiers"])
    scale = costs.InhabitantTier(code="X", label="X", payer=MUNICIPALITY, source=MADE_UP, tiers=steps)
    result = costs.cost(replace(BG_LIST, components=(scale,)), scenario((10,), inhabitants=int(inhabitants)))
    assert printed(result.total) == [amount, amount]


def test_hourly_rate_example() -> None:
    expected = EXAMPLES["fictitious"]["HOURLY_RATE"]
    rate = Decimal(expected["rate"])
    each = tuple((int(year), Decimal(number)) for year, number in expected["hours_per_match_year"].items())
    component = costs.HourlyRate(code="X", label="X", payer=MUNICIPALITY, source=MADE_UP, low=rate, high=rate, hours_per_match_year=each)
    result = costs.cost(replace(BG_LIST, components=(component,)), scenario(tuple(expected["new"])))
    assert [printed(year.cost) for year in result.years] == [[amount, amount] for amount in expected["per_year"]]
    assert printed(result.total) == [expected["total"]] * 2


def grant(amount: str) -> costs.Contribution:
    return costs.Contribution(code="X", label="Fonds", payer=FUND, source=MADE_UP, amount=Decimal(amount), relieved=MUNICIPALITY)


def test_contribution_example() -> None:
    expected = EXAMPLES["fictitious"]["CONTRIBUTION"]
    tariff = replace(BG_LIST, components=(*BG_LIST.components, grant(expected["per_year"])))
    views = {payer: costs.cost(tariff, replace(scenario((10, 10, 10)), payers=frozenset({payer}))) for payer in (MUNICIPALITY, FUND)}
    for payer in (MUNICIPALITY, FUND):
        assert [printed(year.cost) for year in views[payer].years] == [[amount, amount] for amount in expected[payer.lower()]]
    assert printed(views[MUNICIPALITY].total) == [expected["gemeente_total"]] * 2
    assert printed(costs.cost(tariff, scenario((10, 10, 10))).total) == [expected["integral_total"]] * 2


def test_contribution_is_never_more_than_what_it_relieves() -> None:
    expected = EXAMPLES["fictitious"]["CONTRIBUTION"]["capped"]
    price = Decimal(expected["cost_gemeente"])
    fixed = costs.FixedFee(code="K", label="K", payer=MUNICIPALITY, source=MADE_UP, low=price, high=price)
    tariff = replace(BG_LIST, components=(fixed, grant(expected["contribution"])))
    lines = costs.cost(tariff, scenario((10,))).years[0].lines
    assert [(line.payer, str(line.low)) for line in lines[1:]] == [(MUNICIPALITY, f"-{expected['applied']}"), (FUND, expected["applied"])]
    left = costs.cost(tariff, replace(scenario((10,)), payers=frozenset({MUNICIPALITY}))).total
    assert printed(left) == [expected["gemeente_after"]] * 2


def test_surcharge_example() -> None:
    expected = EXAMPLES["fictitious"]["SURCHARGE"]
    base = Decimal(expected["base"])
    fixed = costs.FixedFee(code="K", label="K", payer=MUNICIPALITY, source=MADE_UP, low=base, high=base)
    over = costs.Surcharge(code="X", label="X", payer=MUNICIPALITY, source=MADE_UP, fraction=Decimal(expected["pct"]), base=("K",))
    lines = costs.cost(replace(BG_LIST, components=(fixed, over)), scenario((10,))).years[0].lines
    assert printed(lines[1].amount) == [expected["line"]] * 2


@pytest.mark.parametrize("case", EXAMPLES["fictitious"]["ROUNDING"])
def test_unit_price_is_rounded_half_up(case: dict[str, Any]) -> None:
    years = case.get("years", 0)
    amount = Decimal(case["amount"])
    fixed = costs.FixedFee(code="K", label="K", payer=MUNICIPALITY, source=MADE_UP, low=amount, high=amount)
    asked = scenario((0,) * (years + 1), indexation=Decimal(case.get("index", 0)))
    result = costs.cost(replace(BG_LIST, components=(fixed,)), asked)
    assert printed(result.years[years].cost) == [case["result"]] * 2


@pytest.mark.parametrize(("active", "expected"), EXAMPLES["fictitious"]["STEP_HOURS"].items())
def test_hours_in_steps_count_every_started_block(active: str, expected: str) -> None:
    tariff = replace(ST, components=(hours("X", "16", per_matches=10, in_steps=True),))
    result = costs.cost(tariff, scenario((int(active),), hourly_cost=Decimal(1), weeks=1))
    assert printed(result.total) == [f"{expected}.00"] * 2
