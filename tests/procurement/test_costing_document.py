"""docs/costing.md says what the core does: its example runs, its tables are read, and every amount in its text is one of the core's."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import RequestFactory

from procurement import costs
from procurement.sheet import Sheet
from procurement.views.questions import answer, read_question
from voorzieningen.models import TariffComponent
from voorzieningen.money import EuroRange

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "costing.md").read_text()
CODE = re.findall(r"```python\n(.*?)```", TEXT, flags=re.DOTALL)
AMOUNT = re.compile(r"\d[\d,]*\.\d\d(?!\d)")
TYPES = [str(value) for value in TariffComponent.Type.values]


@pytest.fixture(scope="module")
def example() -> dict[str, Any]:
    """The names that the example on the page defines."""
    names: dict[str, Any] = {}
    (code,) = CODE
    exec(code, names)
    return names


def printed(amount: EuroRange | None) -> str:
    if amount is None:
        return "unknown"
    return f"{amount.low:,.2f}" if amount.is_exact else f"{amount.low:,.2f} to {amount.high:,.2f}"


def table(first_heading: str) -> dict[str, list[str]]:
    """The rows of the table that starts with this heading, by their first cell."""
    (block,) = re.findall(rf"^\| {first_heading} \|.*\n\|[-|]+\n((?:\|.*\n)+)", TEXT, flags=re.MULTILINE)
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()]
    return {row[0]: row[1:] for row in rows}


def years(result: costs.OfferingCost) -> tuple[costs.YearCost, ...]:
    assert result.tail
    return (*result.years, *result.tail.years)


def test_table_of_lines_is_what_the_core_prints(example: dict[str, Any]) -> None:
    found: dict[str, list[str]] = {"**sum**": [printed(year.cost) for year in years(example["result"])]}
    for number, year in enumerate(years(example["result"])):
        for line in year.lines:
            found.setdefault(line.label, [""] * 4)[number] = printed(line.amount)
    assert table("line") == found


def test_table_of_figures_is_what_the_core_derives(example: dict[str, Any]) -> None:
    result, partial = example["result"], example["partial"]
    assert {figure: cells[0] for figure, cells in table("figure").items()} == {
        "total": printed(result.total),
        "tail": printed(result.tail.cost),
        "per match started": printed(result.per_match_started),
        "per match started, tail included": printed(result.per_match_started_incl_tail),
        "per match-year": printed(result.per_match_year),
        "present value": printed(result.present_value),
        "total for the municipality alone": printed(example["municipality"].total),
        "total when LATER is added": printed(partial.total),
        "known years when LATER is added": printed(partial.known_years),
    }


def test_every_amount_in_the_text_is_one_of_the_core(example: dict[str, Any]) -> None:
    text = TEXT.replace(CODE[0], "")
    in_sums = {
        amount.replace(".", "").replace(",", ".")
        for year in years(example["result"])
        for line in year.lines
        for amount in re.findall(r"\d[\d.]*,\d\d", line.calculation)
    }
    in_tables = {
        amount.replace(",", "")
        for rows in (table("line"), table("figure"), table("reading"))
        for cells in rows.values()
        for cell in cells
        for amount in AMOUNT.findall(cell)
    }
    in_text = {amount.replace(",", "") for amount in AMOUNT.findall(text)}
    assert len(in_text) > 40
    assert in_text <= in_sums | in_tables


def test_counts_in_the_text_are_those_of_the_example(example: dict[str, Any]) -> None:
    result = example["result"]
    active = [year.active for year in years(result)]
    assert f"Active matches: {active[0]}, {active[1]} and {active[2]},\nand {active[3]} in the tail." in TEXT
    assert f"is {result.matches_started} matches started, and {active[0]} + {active[1]} + {active[2]} is {result.match_years} match-years" in TEXT
    used = {type(component).__name__ for component in example["tariff"].components} | {"UnknownCost"}
    assert used == {kind.__name__ for kind in costs.Component.__subclasses__()}


def sheet_of(query: str) -> Sheet:
    return answer(read_question(RequestFactory().get(f"/vergelijken/?{query}")))


@pytest.mark.django_db
def test_table_of_readings_is_what_stands_side_by_side() -> None:
    asked = [sheet_of("jaren=3&aanbod=steunouder&aanbod=samen-oplopen"), sheet_of("jaren=2&aanbod=buurtgezinnen")]
    found = {
        item.code: [f"{ambiguity.offering.slug}, {ambiguity.contradiction}", printed(item.amounts.total), printed(item.amounts.municipality)]
        for sheet in asked
        for ambiguity in sheet.ambiguities
        for item in ambiguity.alternatives
        if ambiguity.contradiction
    }
    assert table("reading") == found


def test_list_of_files_to_touch_for_a_reading_exists() -> None:
    section = TEXT.split("## To add a reading")[1].split("\n## ")[0]
    listed = set(re.findall(r"`([\w/]+\.(?:py|md|yaml))`", section))
    assert len(listed) == 11
    assert [name for name in listed if not (ROOT / name).exists()] == []


def test_every_type_is_explained_with_fields_that_exist() -> None:
    rows = table("type")
    assert list(rows) == TYPES
    fields = {field.name for field in TariffComponent._meta.get_fields()}
    named = {word for _, needed in rows.values() for word in re.findall(r"[a-z_]+", needed)} - {"or", "none"}
    assert named - {"hours_per_match_year"} <= fields
    assert "hours_per_match_year" in named


def test_list_of_files_to_touch_is_complete_and_exists() -> None:
    listed = set(re.findall(r"`([\w/]+\.(?:py|md))`", TEXT.split("## To add a tariff kind")[1]))
    assert all((ROOT / name).exists() for name in listed)
    mentions = re.compile("|".join([*(f'"{kind}"' for kind in TYPES if "_" in kind), "HourlyRate", "AllInPerMatchYear"]))
    code = [path for app in ("voorzieningen", "procurement") for path in (ROOT / app).rglob("*.py") if not {"migrations", "sample"} & set(path.parts)]
    knowing = {str(path.relative_to(ROOT)) for path in code if mentions.search(path.read_text())}
    assert knowing
    assert knowing <= listed
