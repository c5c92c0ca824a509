"""The section on screen and on paper: the first lines, the words that keep it from being a score, and what a single column leaves out."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string

from procurement.exports.figures import build_figures
from procurement.pricing import Priced
from procurement.sensitivity import combinations
from procurement.sheet import build_sheet
from tests.procurement.uncertain import ask, column, fee, hours, reading
from tests.validation import assert_valid_html

READINGS = (reading("EEN", preferred=True), reading("TWEE", priced_contract_years=1))


def page(*columns: Priced, linked: bool = True, **question: object) -> str:
    sheet = build_sheet(ask(*columns, **question), columns)
    return render_to_string("procurement/_sensitivity.html", {"sheet": sheet, "figures": build_figures(sheet), "linked": linked})


def several() -> tuple[Priced, ...]:
    return (
        column("duur", fee("F", "9000"), readings=READINGS),
        column("uren", hours("H", "100"), price_level_year=None),
        column("vast", fee("F", "7500", "8000")),
        column("los", fee("X", "1"), priced_contract_years=1),
    )


@pytest.mark.parametrize("linked", [True, False])
def test_section_is_valid_and_opens_with_what_moves_most(linked):
    html = page(*several(), linked=linked, years=2)

    assert html.strip().startswith("<p><strong>Het meest hangt af van wat een uur van de coördinator bij Uren kost:")
    assert ("<details" in html) == linked
    assert_valid_html(f'<!doctype html><html lang="nl"><head><title>Proef</title></head><body><h1>A</h1><h2>B</h2>{html}</body></html>')


def test_section_says_that_it_is_no_probability_and_what_is_not_in_it():
    html = page(*several(), years=2)

    assert "Het is geen kans en geen oordeel" in html
    assert "Kost aanbod in een combinatie evenveel, dan telt die voor allebei." in html
    assert "Los: geen prijs vanaf contractjaar 2" in html
    assert "totaal onbekend bij ‘twee’" in html
    assert "van de doorgerekende aannames" in html
    assert "Dit telt alle" in html


def test_amounts_without_a_price_level_carry_the_asterisk():
    html = page(*several(), years=2)

    row = html[html.index('<th scope="row">Uren: uurkosten') :].partition("</tr>")[0]
    assert row.count("prijspeil onbekend") == 3
    assert "* Prijspeil onbekend: de bron zegt niet" in html


def test_size_and_seed_of_a_sample_are_shown(monkeypatch):
    monkeypatch.setattr(combinations, "MOST", 3)

    html = " ".join(page(*several(), years=2).split())

    assert "Er zijn 6 combinaties van de mogelijke waarden. Dit telt een vaste steekproef van 3 daarvan (startgetal 20260101)" in html


def test_single_column_has_no_order_and_no_share():
    html = page(column("uren", hours("H", "100")))

    assert "Met één aanbod is er geen volgorde." in html
    assert "Volgorde per koppelingsjaar" not in html
    assert "doorgerekende aannames" not in html


def test_tipping_hourly_cost_stands_behind_the_share():
    html = page(column("uren", hours("H", "100")), column("vast", fee("F", "8000")))

    assert "(2 van de 3); kantelt bij uurkosten boven €\u00a080,00" in html
    assert "Gezocht is van €\u00a060,00 tot €\u00a090,00." in html


def test_hourly_cost_that_turns_nothing_is_said():
    assert "blijft hetzelfde aanbod het goedkoopst" in page(column("uren", hours("H", "100")), column("vast", fee("F", "1")))


def test_nothing_uncertain_leaves_no_table_of_inputs():
    html = page(column("vast", fee("F", "1")), column("ook", fee("F", "2")))

    assert "Wat elk uitgangspunt met het totaal doet" not in html
    assert "Er was niets te variëren." in html


def test_without_matches_there_is_nothing_to_put_in_order():
    assert "Alles tegelijk" not in page(column("band", fee("F", "1", "2")), column("ook", fee("F", "2")), new_matches=(0,))
