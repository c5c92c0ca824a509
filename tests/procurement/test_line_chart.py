"""The chart of cost against matches: exact amounts at their places, lines that differ without colour, and nothing left out in silence."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest
from django.template.loader import render_to_string

from procurement import costs
from procurement.exports.line_chart import AXES, BOTTOM, HEIGHT, LEFT, RIGHT, STYLES, TOP, WIDTH, LineChart, line_chart
from procurement.exports.pdf import render_pdf
from procurement.tipping import find_tipping
from tests.procurement.compared import compared, question
from tests.procurement.costs.tariffs import BG_LIST, HS, MG, PR, SO, SOS, ST, fee, hours, per_match, scenario
from tests.validation import assert_valid_html, assert_valid_pdf

TEN = scenario((10, 10, 10))


def sheet(*tariffs: Any, asked: costs.Scenario = TEN) -> Any:
    columns = [compared(tariff) if isinstance(tariff, costs.Tariff) else tariff for tariff in tariffs]
    found = question(asked)
    return SimpleNamespace(
        question=found,
        columns=[SimpleNamespace(priced=column) for column in columns],
        years=tuple(range(asked.years)),
        tipping=find_tipping(found, columns, [costs.cost(column.calculated, asked) for column in columns]),
    )


def chart(*tariffs: Any, asked: costs.Scenario = TEN) -> LineChart:
    found = line_chart(sheet(*tariffs, asked=asked))
    assert found is not None
    return found


def linear(name: str, fixed: str, each: str) -> costs.Tariff:
    components = (fee("F", fixed, fixed, costs.Payer.MUNICIPALITY, (1, 1)), per_match("K", each, (1, 1)))
    return costs.Tariff(offering=name, slug="lijstprijs", name=name, duration=1, components=components)


def rendered(found: LineChart, linked: bool = True) -> str:
    return render_to_string("procurement/_line_chart.html", {"chart": found, "linked": linked})


def points(line: str) -> list[tuple[Decimal, Decimal]]:
    return [(Decimal(x), Decimal(y)) for x, y in (point.split(",") for point in line.split())]


# --- places -----------------------------------------------------------------------------------------------------------------------------------


def test_straight_line_needs_its_two_ends() -> None:
    # 11,750 a match: nothing at 0, and 305,500 at 26 of which the picture shows up to 30 (352,500 on a scale to 400,000).
    (line, _) = chart(BG_LIST, SO).lines
    assert points(line.low) == [(LEFT, BOTTOM), (RIGHT, Decimal(BOTTOM) - Decimal(352_500) / 400_000 * (BOTTOM - TOP))]
    assert (line.high, line.band) == ("", "")


def test_steps_of_a_line_are_kept() -> None:
    stepped = replace(ST, components=(hours("H", "16", per_matches=10, in_steps=True),))
    (line,) = chart(stepped, asked=scenario((10,))).lines
    # 0; 62,400 from 1 up to 10; 124,800 from 11 up to 20.
    xs = [x for x, _ in points(line.low)]
    assert xs == [LEFT + 12 * number for number in (0, 1, 10, 11, 20)]


def test_range_has_a_band_between_its_two_lines() -> None:
    line = chart(BG_LIST, SO).lines[1]
    assert points(line.band) == [*points(line.low), *reversed(points(line.high))]
    assert points(line.high)[0][1] < points(line.low)[0][1]  # 25,000 stands above 18,000


def test_labels_do_not_cover_each_other() -> None:
    alike = [linear(f"Een aanbod met een lange naam {number}", str(number), "100") for number in range(7)]
    lines = chart(*alike).lines
    tops = sorted((Decimal(line.label[0].y), len(line.label)) for line in lines)
    assert all(later - earlier >= 10 * count for (earlier, count), (later, _) in pairwise(tops))
    assert all(TOP - 10 <= Decimal(text.y) <= BOTTOM + 15 for line in lines for text in line.label)


def test_long_name_has_two_lines_and_stands_whole_in_the_table() -> None:
    name = "Buurtgezinnen, offerte aan de gemeente Haarlem voor drie jaar"
    found = chart(compared(BG_LIST, name))
    assert [text.text for text in found.lines[0].label] == ["Buurtgezinnen,", "offerte aan de…"]
    assert found.rows[0].name == name
    assert name in found.title


def test_everything_lies_inside_the_picture() -> None:
    found = chart(BG_LIST, MG, ST, SO, PR, asked=scenario((150, 150)))
    numbers = [point for line in found.lines for points_of in (line.low, line.high, line.band, line.leader) for point in points(points_of)]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in numbers)
    assert all(Decimal(mark.x) <= RIGHT and Decimal(mark.y) >= TOP for mark in found.marks)


def test_lines_differ_in_dash_marker_and_words() -> None:
    for kind in ("dash", "marker", "words", "colour"):
        assert len({getattr(style, kind) for style in STYLES}) == len(STYLES)


# --- scale and what stands out ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "last"),
    [(0, 20), (1, 20), (10, 20), (11, 30), (25, 50), (60, 120), (75, 150), (76, 200), (300, 200)],
)
def test_scale_runs_to_about_twice_the_number_asked(asked: int, last: int) -> None:
    assert chart(PR, asked=scenario((asked,))).numbers[-1].label == str(last)


def test_scale_reaches_a_tipping_point_that_is_not_far() -> None:
    # Turns at 16, 17 and 26 while 10 were asked: to 30. At 60 it would be too far, and the note says so.
    assert chart(BG_LIST, SO).numbers[-1].label == "30"
    found = chart(linear("a", "6000", "100"), linear("b", "0", "200"), asked=scenario((10,)))
    assert found.numbers[-1].label == "20"
    assert found.note == "Buiten de grafiek vallen omslagpunten bij 60, 61."


def test_steps_of_the_scale_are_whole() -> None:
    assert all(last % step == 0 and 4 <= last // step <= 6 for last, step in AXES)


def test_number_asked_is_an_upright_line_with_its_number() -> None:
    found = chart(BG_LIST)
    assert found.asked is not None
    assert (found.asked.x, found.asked.label.text) == ("176", "gevraagd: 10")
    assert Decimal(chart(BG_LIST, asked=scenario((0,))).asked.label.x) > LEFT  # the words keep clear of the edge


def test_numbers_that_differ_or_lie_outside_are_said_and_not_drawn() -> None:
    differ, outside = chart(BG_LIST, asked=scenario((5, 15))), chart(BG_LIST, asked=scenario((300,)))
    assert (differ.asked, outside.asked) == (None, None)
    assert differ.note == "U vroeg niet elk jaar hetzelfde aantal; de grafiek rekent met elk jaar evenveel."
    assert outside.note == "Het gevraagde aantal (300) valt buiten de grafiek."
    assert 300 not in outside.counts


def test_tipping_points_are_marked_where_the_lines_meet() -> None:
    """Equal at 16 on the low amounts (16 x 11,750 = 188,000), which is one mark; on the high amounts the order has turned at 26."""
    low, high = chart(BG_LIST, SO).marks
    assert (low.of_low, low.label.text, high.of_low, high.label.text) == (True, "16", False, "26")
    assert Decimal(low.x) == LEFT + Decimal(16 * 240) / 30
    assert Decimal(low.y) == Decimal(BOTTOM) - Decimal(188_000) / 400_000 * 200
    # 26 x 11,750 = 305,500 and 19,000 + 26 x 11,000 = 305,000; the mark stands between them.
    assert Decimal(high.y) == round(Decimal(BOTTOM) - Decimal(305_250) / 400_000 * 200, 2)


def numbers_at_marks(found: LineChart) -> list[tuple[bool, str]]:
    return [(mark.of_low, mark.label.text if mark.label else "") for mark in found.marks]


def test_mark_stands_once_where_several_lines_meet() -> None:
    # a, b and c meet at 10; d meets a and b at 11, which are not among the three nearest.
    tariffs = [linear("a", "0", "200"), linear("b", "1000", "100"), linear("c", "2000", "0"), linear("d", "2100", "0")]
    found = chart(*tariffs, asked=scenario((10,)))
    assert numbers_at_marks(found) == [(True, "10"), (False, ""), (True, ""), (False, ""), (True, ""), (False, "")]


def test_numbers_at_marks_do_not_cover_each_other() -> None:
    # b at 10 and c at 11 are 12 units from each other and as good as level: the 11 goes above its mark. d at 15 has room.
    tariffs = [linear("a", "0", "200"), linear("b", "1000", "100"), linear("c", "1090", "100"), linear("d", "1490", "100")]
    found = chart(*tariffs, asked=scenario((10,)))
    assert numbers_at_marks(found) == [(True, "10"), (False, ""), (True, ""), (False, "11"), (True, "15"), (False, "")]


# --- words ------------------------------------------------------------------------------------------------------------------------------------


def test_title_holds_the_message_and_the_amounts() -> None:
    title = chart(BG_LIST, SO).title
    assert title.startswith("Totaal over 3 jaar bij meer of minder nieuwe koppelingen per jaar, van laag tot hoog. Tot en met 15 nieuwe koppelingen")
    assert "Samen Oplopen: bij 0 €\u00a018.000,00 - €\u00a025.000,00; bij 10 €\u00a0122.000,00 - €\u00a0129.000,00; bij 30 " in title


def test_table_has_the_totals_of_the_picture() -> None:
    found = chart(BG_LIST, SO)
    assert found.counts == (0, 5, 10, 15, 20, 25, 30)
    assert [total.low for total in found.rows[0].totals] == [Decimal(11_750) * count for count in found.counts]
    assert found.rows[1].line == "strepen, met vierkantjes"


def test_number_asked_stands_in_the_table() -> None:
    assert 13 in chart(BG_LIST, asked=scenario((13,))).counts


def test_unknown_columns_are_named_and_have_no_line() -> None:
    found = chart(BG_LIST, HS, SOS)
    assert len(found.lines) == 1
    assert found.note == "Zonder lijn, want het totaal is onbekend: Home-Start, SOS. Onbekend is geen nul."


def test_eighth_column_stands_in_the_table_alone() -> None:
    found = chart(*[linear(f"Aanbod {number}", "0", str(100 + number)) for number in range(9)])
    assert len(found.lines) == 7
    assert [row.line for row in found.rows[7:]] == ["", ""]
    assert found.note == "Niet getekend, wel in de tabel: Aanbod 7, Aanbod 8."


def test_tipping_point_of_a_line_that_is_not_drawn_has_no_mark() -> None:
    found = chart(*[linear(f"Aanbod {number}", str(number), "100") for number in range(7)], linear("Achtste", "500", "50"))
    assert (found.note, found.marks) == ("Niet getekend, wel in de tabel: Achtste.", ())


def test_nothing_known_has_no_chart() -> None:
    assert line_chart(sheet(HS)) is None
    assert line_chart(SimpleNamespace(tipping=None)) is None


# --- what comes of it -------------------------------------------------------------------------------------------------------------------------


def test_figure_is_valid_html_without_style_and_with_points_in_its_coordinates() -> None:
    html = rendered(chart(BG_LIST, SO, compared(HS, "A & B <script>")))
    assert "style=" not in html
    assert "<script>" not in html
    assert re.search(r'(?:x1|y1|x|y|d)="[^"]*\d,\d', html) is None
    assert_valid_html(f'<!DOCTYPE html><html lang="nl"><head><title>Proef</title></head><body><main><h1>Proef</h1>{html}</main></body></html>')


def test_figure_is_accessible_in_the_pdf() -> None:
    html = f'<html lang="nl"><body><h1>Proef</h1>{rendered(chart(BG_LIST, SO, ST, HS), linked=False)}</body></html>'
    data = render_pdf(html=html, title="Proef", author="Proef", base_url="https://portaal.example.nl/", dated=date(2026, 11, 22))
    assert_valid_pdf(data)
