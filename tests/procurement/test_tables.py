"""The cells of overview and comparison: each opens to the statements it rests on, by keyboard and without JavaScript."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from procurement.fit import Task, Verdict, evaluate
from procurement.tables import OfferingTable, Row
from tests.validation import assert_valid_html
from tests.voorzieningen.factories import make_component, make_offering, make_tariff
from voorzieningen.evidence import LABELS
from voorzieningen.reference_date import ReferenceDate
from voorzieningen.snapshot import snapshot

pytestmark = pytest.mark.django_db


def page(client: Client, address: str = "/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def cells(markup: str, table: str) -> list[str]:
    """All cells that are no heading, of the tables with this class."""
    tables = re.findall(rf'<table [^>]*class="[^"]*\b{table}\b[^"]*".*?</table>', markup, re.DOTALL)
    return [cell for found in tables for cell in re.findall(r"<td>(.*?)</td>", found, re.DOTALL)]


def closed_cells(found: list[str]) -> list[str]:
    """Those that do not open to at least one source."""
    return [cell for cell in found if cell.count("<details") != 1 or not re.search(r'<details class="evidence">.*href="/bronnen/#[a-z]', cell)]


def test_every_cell_of_the_overview_opens_to_its_sources(client: Client) -> None:
    found = cells(page(client), "overview")

    assert len(found) == 7 * 9
    assert closed_cells(found) == []


def test_every_feature_in_the_comparison_opens_to_its_sources(client: Client) -> None:
    found = cells(
        page(client, "/vergelijken/?aanbod=buurtgezinnen&aanbod=buurtgezinnen:offerte-haarlem-2020&aanbod=home-start&aanbod=sos"), "features"
    )

    assert len(found) == 4 * 14
    assert closed_cells(found) == []


def test_every_feature_in_the_report_on_screen_opens_to_its_sources(client: Client) -> None:
    found = cells(page(client, "/advies/"), "features")

    assert len(found) == 7 * 14
    assert closed_cells(found) == []


@pytest.mark.parametrize("address", ["/", "/vergelijken/?aanbod=buurtgezinnen&aanbod=buurtgezinnen:offerte-haarlem-2020"])
def test_no_two_cells_sound_the_same(client: Client, address: str) -> None:
    about = re.findall(r'<span class="visually-hidden"> over ([^<]+)</span></summary>', page(client, address))
    of_offers = [words for words in about if words.startswith(("tarief", "wie betaalt"))]

    assert len(about) > 20
    assert len(of_offers) == len(set(of_offers)) > 1
    if address == "/":
        assert len(about) == len(set(about))


def test_columns_are_called_as_the_features_are_elsewhere(client: Client) -> None:
    head = page(client).partition("<thead>")[2].partition("</thead>")[0]

    assert [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<th .*?</th>", head, re.DOTALL)] == [
        LABELS[name] for name in ("naam", "doelgroepen", "leeftijd", "kenmerken", "tarief", "vorm", "levering", "coordinator", "training", "vog")
    ]


def test_row_of_an_offering_without_any_fact_opens_to_what_was_searched(client: Client) -> None:
    make_offering("kaal")
    [row] = [row for row in re.findall(r"<tr>.*?</tr>", page(client), re.DOTALL) if 'value="kaal"' in row]

    assert row.count("gezocht in 1 bron<") == 9
    assert_valid_html(page(client))


def test_price_that_is_not_there_has_no_price_level(client: Client) -> None:
    make_component(make_tariff(make_offering("nieuw"), wording="Onbekend: vraag het na."), type="UNKNOWN")
    [row] = [row for row in re.findall(r"<tr>.*?</tr>", page(client), re.DOTALL) if 'value="nieuw"' in row]

    assert '<span class="badge badge--unknown">onbekend</span> vraag het na.' in row
    assert "Prijspeil" not in row.partition("<details")[0] + row.rpartition("</details>")[2]


def test_cells_lead_to_the_sources_of_the_day_that_is_shown() -> None:
    day = date(2026, 11, 22)
    [first, *_] = [Row(item) for item in evaluate(snapshot(), Task())]
    options = {"verdict": Verdict.FITS, "caption": "", "order": "", "with_answers": False}
    table = OfferingTable([first], reference=ReferenceDate(on=day), reference_day=day, **options)

    assert "/bronnen/?peildatum=2026-11-22#overzicht-gezinsvoorzieningen" in table.body
