"""The picture of the ages: certain and possible apart on one honest axis, and unknown that has no bar."""

from decimal import Decimal

from django.template.loader import render_to_string

from procurement.coverage.bars import age_bars
from procurement.exports.age_chart import AgeChart, age_chart
from tests.procurement.offerings import age_range
from tests.procurement.test_coverage import offering
from tests.validation import assert_valid_html
from voorzieningen.ages import Certainty


def chart_of(*offerings) -> AgeChart:
    chart = age_chart(age_bars(offerings))
    assert chart is not None
    return chart


def test_certain_and_possible_ages_touch_and_do_not_overlap():
    row = chart_of(offering("Proef", age_range(-9, 60), age_range(0, 72, Certainty.POSSIBLE))).rows[0]
    certain, possible = row.certain[0], row.possible[0]
    assert abs(Decimal(certain.x) + Decimal(certain.width) - Decimal(possible.x)) <= Decimal("0.02")
    assert abs(Decimal(certain.width) / 69 - Decimal(possible.width) / 12) < Decimal("0.01")  # as long as they last


def test_unknown_age_has_words_and_no_bar():
    chart = chart_of(offering("Proef"))
    assert (chart.rows[0].certain, chart.rows[0].possible) == ((), ())
    assert chart.rows[0].unknown.text in chart.title


def test_ages_beyond_the_axis_are_cut_off_and_stay_in_words():
    chart = chart_of(offering("Proef", age_range(0, 360), age_range(300, 340, Certainty.POSSIBLE)), offering("Laat", age_range(290, 300)))
    box = chart.rows[0].certain[0]
    assert Decimal(box.x) + Decimal(box.width) <= Decimal(chart.width)
    assert "0 tot 30 jaar" in chart.title
    assert chart.rows[1].certain == ()


def test_title_tells_about_what_sources_differ():
    title = chart_of(offering("Proef", age_range(-9, 60), age_range(0, 60, Certainty.CONFLICT), age_range(60, 72, Certainty.POSSIBLE))).title
    assert "Proef: zeker vanaf de zwangerschap tot 5 jaar; mogelijk 5 tot 6 jaar; bronnen verschillen over tijdens de zwangerschap." in title


def test_possible_ages_without_certain_ones_say_so():
    assert "Proef: mogelijk 0 tot 5 jaar." in chart_of(offering("Proef", age_range(0, 60, Certainty.POSSIBLE))).title


def test_pregnancy_lies_left_of_birth():
    chart = chart_of(offering("Proef", age_range(-9, 60)))
    assert chart.ticks[0].x == chart.rows[0].certain[0].x
    assert [tick.label for tick in chart.ticks] == ["", "0", "5", "12", "18", "23 jaar"]


def test_without_offerings_there_is_no_picture():
    assert age_chart(()) is None


def test_picture_is_valid_and_has_no_inline_style():
    chart = chart_of(offering("A <b>", age_range(0, 60), age_range(60, 72, Certainty.POSSIBLE)), offering("B"))
    html = render_to_string("procurement/_age_chart.html", {"chart": chart})
    assert "style=" not in html
    assert "A &lt;b&gt;" in html
    assert_valid_html(f'<!DOCTYPE html><html lang="nl"><head><title>t</title></head><body><main><h1>t</h1>{html}</main></body></html>')
