"""The tornado: bars as long as the shift, on one scale around the total used, and words for what cannot be drawn."""

from __future__ import annotations

from decimal import Decimal

from django.template.loader import render_to_string

from procurement.exports.tornado_chart import MOST_BARS, tornado_chart
from tests.procurement.uncertain import column, fee, hours, module, reading, sensitivity
from tests.validation import assert_valid_html


def test_bars_are_as_long_as_the_shift_and_start_at_the_total_used():
    """100 hours: 1,500 less and 1,500 more; 3,000 euro of modules: 300 less."""
    chart = tornado_chart(sensitivity(column("uren", hours("H", "100")), column("modules", module("M", "300"), module("N", "300"))))

    hourly, completion = chart.swings
    zero = Decimal(chart.zero)
    assert Decimal(hourly.less.x) + Decimal(hourly.less.width) == zero == Decimal(hourly.more.x)
    assert Decimal(hourly.less.width) == Decimal(hourly.more.width) == 5 * Decimal(completion.less.width)
    assert completion.more is None


def test_words_are_exact_and_the_title_holds_all_of_them():
    chart = tornado_chart(sensitivity(column("uren", hours("H", "100")), column("modules", module("M", "300"), module("N", "300.25"))))

    assert [(swing.name.text, swing.value.text) for swing in chart.swings] == [
        ("Uren: uurkosten van de coördinator", "tot €\u00a01.500 minder, tot €\u00a01.500 meer"),
        ("Modules: afronding van de modules", "tot €\u00a0300,25 minder"),
    ]
    assert all(f"{swing.name.text}: {swing.value.text}." in chart.title for swing in chart.swings)
    assert chart.note == ""


def test_total_that_can_only_rise_has_a_bar_to_the_right_alone():
    (swing,) = tornado_chart(sensitivity(column("vrij", module("M", "100"), price_level_year=None), indexation=Decimal("0.02"))).swings

    assert (swing.less, swing.value.text[-4:]) == (None, "meer")


def test_readings_have_short_names_in_the_picture():
    rows = (fee("A", "1", reading="EEN"), fee("B", "2", reading="TWEE"), fee("C", "1", reading="DRIE"), fee("D", "4", reading="VIER"))
    two = (reading("EEN", preferred=True), reading("TWEE"))
    more = (reading("DRIE", preferred=True, contradiction="C-04"), reading("VIER", contradiction="C-04"))

    chart = tornado_chart(sensitivity(column("twee", *rows, readings=(*two, *more))))

    assert [swing.name.text for swing in chart.swings] == ["Twee: lezing (C-04)", "Twee: lezing van het tarief"]


def test_at_most_twelve_bars_and_a_sentence_for_the_rest():
    found = sensitivity(*(column(f"uren{number}", hours("H", str(number + 1))) for number in range(MOST_BARS + 1)))

    chart = tornado_chart(found)

    assert len(chart.swings) == MOST_BARS
    assert chart.swings[0].name.text.startswith("Uren12")
    assert chart.note == "De grafiek toont de 12 grootste van 13; de tabel toont alles."


def test_total_that_becomes_unknown_is_told_and_not_drawn():
    readings = (reading("EEN", preferred=True), reading("TWEE", priced_contract_years=1))

    chart = tornado_chart(sensitivity(column("kort", hours("H", "1"), readings=readings), years=2))

    assert len(chart.swings) == 1
    assert chart.note == "Waar het totaal onbekend wordt, is geen vlak te tekenen: zie de tabel."


def test_nothing_that_moves_gives_no_picture():
    assert tornado_chart(None) is None
    assert tornado_chart(sensitivity(column("vast", fee("F", "10")))) is None


def test_picture_is_valid_html_without_style():
    html = render_to_string("procurement/_tornado.html", {"chart": tornado_chart(sensitivity(column("uren", hours("H", "100"))))})

    assert "style=" not in html
    assert_valid_html(f"<!doctype html><html lang='nl'><head><title>Proef</title></head><body>{html}</body></html>")
