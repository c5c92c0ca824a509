"""How old facts are: the last check of every source and offering, and an unknown price level at every amount."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from voorzieningen import models as m
from voorzieningen.catalogue import is_stale

STALE = "gegevens ouder dan een jaar"


@pytest.mark.parametrize(
    ("checked_on", "on", "stale"),
    [
        (date(2025, 11, 22), date(2026, 11, 22), False),
        (date(2025, 11, 21), date(2026, 11, 22), True),
        (date(2024, 2, 29), date(2025, 2, 28), False),
        (date(2024, 2, 29), date(2025, 3, 1), True),
        (None, date(2026, 11, 22), True),
    ],
)
def test_a_check_holds_for_a_year(checked_on: date | None, on: date, stale: bool) -> None:
    assert is_stale(checked_on, on) is stale


@pytest.mark.django_db
def test_every_source_and_offering_of_the_fixtures_was_checked_by_somebody() -> None:
    for model in (m.Source, m.Offering):
        assert [row.code for row in model.objects.all() if not (row.checked_on and row.checked_by)] == []


@pytest.fixture
def checked_today(db: None) -> None:
    """So that these tests say the same in a year, when the fixtures themselves are too old."""
    for model in (m.Source, m.Offering):
        model.objects.update(checked_on=timezone.localdate(), checked_by="S. Steun")


@pytest.mark.usefixtures("checked_today")
@pytest.mark.parametrize("address", ["/", "/aanbod/home-start/", "/vergelijken/", "/advies/"])
def test_an_offering_that_nobody_checked_for_a_year_is_marked_wherever_it_is_shown(client: Client, address: str) -> None:
    assert STALE not in client.get(address).content.decode()
    m.Offering.objects.filter(slug="home-start").update(checked_on=date(2020, 1, 1))
    assert STALE in client.get(address).content.decode()


@pytest.mark.usefixtures("checked_today")
@pytest.mark.parametrize("address", ["/bronnen/", "/vergelijken/", "/advies/"])
def test_a_source_that_nobody_checked_for_a_year_is_marked(client: Client, address: str) -> None:
    assert STALE not in client.get(address).content.decode()
    m.Source.objects.filter(code="S0").update(checked_on=date(2020, 1, 1))
    assert STALE in client.get(address).content.decode()


@pytest.mark.django_db
def test_a_source_that_was_never_checked_says_so(client: Client) -> None:
    m.Source.objects.filter(code="S0").update(checked_on=None)
    assert "nog niet gecontroleerd" in client.get("/bronnen/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/vergelijken/", "/advies/"])
def test_an_unknown_price_level_is_marked_at_every_amount_of_a_table_of_costs(client: Client, address: str) -> None:
    """The fixtures know no price level at all; a tariff that states one has no mark."""
    m.Tariff.objects.filter(offering__slug="buurtgezinnen").update(price_level_year=2026)
    shown = client.get(address, {"budget": "50000", "disconto": "3"}).content.decode()
    marked = {True: 0, False: 0}
    for name in ("costs", "totals"):
        for table in re.findall(rf"<table class=\"[^\"]*\b{name}\b.*?</table>", shown, re.S):
            for row in re.findall(r"<tr>\s*<th scope=\"row\">.*?</tr>", table, re.S):
                for cell in re.findall(r"<td class=\"numeric\">.*?</td>", row, re.S):
                    if "<data" in cell:
                        marked["price-mark" in cell] += 1
                        assert ("price-mark" in cell) is ("Buurtgezinnen" not in row), row
    assert min(marked.values()) > 4
    readings = re.findall(r"<table class=\"table readings\">\s*<caption>(?:Tabel [0-9]+\. )?Steunouder.*?</table>", shown, re.S)
    assert len(readings) == 2
    for cell in re.findall(r"<td class=\"numeric\">.*?</td>", "".join(readings), re.S):
        assert "price-mark" in cell
    assert "Prijspeil onbekend: de bron zegt niet voor welk jaar" in shown


@pytest.mark.django_db
def test_an_amount_opens_to_the_lines_that_make_it(client: Client) -> None:
    shown = client.get("/vergelijken/", {"aanbod": "steunouder", "jaren": "1"}).content.decode()
    cell = re.search(r"<td class=\"numeric\">\s*<details class=\"evidence\">.*?</details>", shown, re.S)
    assert cell is not None
    assert all(
        words in cell[0] for words in ("Methode van Steunouder NL, eerste jaar", "75,00", "regel 35", "/bronnen/#overzicht-gezinsvoorzieningen")
    )
