"""The layout of the charts: exact amounts in words, bars on one honest scale, and unknown that is never nothing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from procurement import costs
from procurement.costs import FixedFee, Payer, Scenario, Tariff, UnknownCost, formula
from procurement.exports.charts import MOST_OFFERINGS, Chart, range_chart, year_chart
from tests.validation import assert_valid_html

SCENARIO = Scenario(start_year=2027, years=3, new_matches=(1, 1, 1), hourly_cost=Decimal(75))


def result(low: str | None, high: str | None = None, *, priced_years: int | None = None, scenario: Scenario = SCENARIO) -> costs.OfferingCost:
    """A fixed amount per year, or an unknown one."""
    common = {"code": "X", "label": "Bedrag", "payer": Payer.MUNICIPALITY, "source": "proef"}
    component = UnknownCost(**common) if low is None else FixedFee(**common, low=Decimal(low), high=Decimal(high or low))
    return costs.cost(Tariff(offering="a", slug="b", name="A", components=(component,), duration=1, priced_years=priced_years), scenario)


def rendered(chart: Chart) -> str:
    return render_to_string("procurement/_chart.html", {"chart": chart})


def test_known_amount_is_a_solid_bar_with_the_amount_in_words():
    chart = range_chart(columns=[("Eerste", result("31500.25"))])
    bar = chart.pictures[0].bars[0]
    assert bar.value.text == "€\u00a094.500,75"
    assert bar.solid is not None
    assert bar.band is None


def test_range_is_a_solid_bar_up_to_low_and_a_band_up_to_high():
    picture = range_chart(columns=[("Eerste", result("100", "200"))]).pictures[0]
    bar = picture.bars[0]
    assert bar.value.text == "€\u00a0300 - €\u00a0600"
    assert Decimal(bar.band.x) == Decimal(bar.solid.x) + Decimal(bar.solid.width)
    assert Decimal(bar.band.width) == Decimal(bar.solid.width)  # from 300 to 600 is as far as from 0 to 300


def test_unknown_total_has_no_bar_and_says_so():
    bar = range_chart(columns=[("Eerste", result(None)), ("Tweede", result("5"))]).pictures[0].bars[0]
    assert (bar.solid, bar.band) == (None, None)
    assert bar.value.text == "onbekend"


def test_partial_total_is_marked_and_its_title_gives_the_reason():
    picture = range_chart(columns=[("Eerste", result("100", priced_years=2))]).pictures[0]
    assert "alleen bekende jaren" in picture.bars[0].partial.text
    assert "onbekend (geen prijs vanaf contractjaar 3); de bekende jaren samen: €\u00a0200,00" in picture.title


def test_year_without_a_price_has_no_bar():
    bars = year_chart(columns=[("Eerste", result("100", priced_years=2))]).pictures[0].bars
    assert [bar.solid is None for bar in bars] == [False, False, True]
    assert bars[2].value.text == "onbekend"


def test_years_of_all_offerings_stand_on_one_scale():
    pictures = year_chart(columns=[("Klein", result("10")), ("Groot", result("1000"))]).pictures
    assert pictures[0].ticks == pictures[1].ticks
    widths = [Decimal(picture.bars[0].solid.width) for picture in pictures]
    assert widths[1] == 100 * widths[0]


def test_title_holds_every_amount_of_the_picture():
    picture = year_chart(columns=[("Eerste", result("10", "20"))]).pictures[0]
    assert (
        picture.title
        == "Kosten per contractjaar van Eerste: " + "; ".join(f"{year} €\u00a010,00 - €\u00a020,00" for year in (2027, 2028, 2029)) + "."
    )


def test_more_than_twelve_offerings_are_cut_off_aloud():
    columns = [(f"Aanbod {number}", result("10")) for number in range(MOST_OFFERINGS + 1)]
    for chart in (year_chart(columns=columns), range_chart(columns=columns)):
        assert chart.note == "De grafiek toont de eerste 12 van 13 keer aanbod; de tabel toont alles."
        assert chart.note in rendered(chart)
    assert len(year_chart(columns=columns).pictures) == 12
    assert year_chart(columns=columns[:12]).note == ""


def test_long_name_is_shortened_in_the_picture_and_whole_in_the_title():
    name = "Een heel lange naam van een aanbod, met een offerte van een gemeente"
    picture = range_chart(columns=[(name, result("10"))]).pictures[0]
    assert picture.bars[0].name.text.endswith("…")
    assert len(picture.bars[0].name.text) <= 40
    assert name in picture.title


def test_forty_character_name_is_not_shortened():
    name = "N" * 40
    assert range_chart(columns=[(name, result("10"))]).pictures[0].bars[0].name.text == name


def test_all_zero_is_drawn_without_length():
    picture = range_chart(columns=[("Eerste", result("0"))]).pictures[0]
    assert picture.bars[0].solid.width == "0"
    assert picture.bars[0].value.text == "€\u00a00"


def test_no_offerings_give_an_empty_chart():
    assert range_chart(columns=[]).pictures == ()
    assert year_chart(columns=[]).pictures == ()


def test_negative_amount_stays_on_the_scale():
    cost = result("10")
    below = formula.Value(formula.Role.AMOUNT, "", Decimal("-40.00"), Decimal("10.00"))
    years = tuple(replace(year, formula=below) for year in cost.years)
    picture = year_chart(columns=[("Eerste", replace(cost, years=years))]).pictures[0]
    assert picture.ticks[0].label == "-€\u00a040"
    assert Decimal(picture.bars[0].solid.x) == 36


def test_large_amounts_fit_and_their_scale_is_in_words():
    picture = range_chart(columns=[("Eerste", result("333333333333.33", "400000000000.00"))]).pictures[0]
    assert picture.ticks[-1].label.endswith("\u00a0mld")
    text = picture.bars[0].value
    assert text.text == "€\u00a0999.999.999.999,99 - €\u00a01.200.000.000.000"
    assert Decimal(text.size) * Decimal("0.6") * len(text.text) <= 292


@given(st.lists(st.tuples(st.integers(0, 10**13), st.integers(0, 10**13)), min_size=1, max_size=12))
def test_every_bar_lies_inside_the_picture(amounts):
    columns = [(f"A{number}", result(str(Decimal(low) / 100), str(Decimal(low + more) / 100))) for number, (low, more) in enumerate(amounts)]
    for chart in (range_chart(columns=columns), year_chart(columns=columns)):
        for picture in chart.pictures:
            assert 2 <= len(picture.ticks) <= 6
            for bar in picture.bars:
                for box in (bar.solid, bar.band):
                    if box is not None:
                        assert Decimal(box.x) >= 0
                        assert Decimal(box.x) + Decimal(box.width) <= Decimal(picture.width)
                        assert Decimal(box.y) + Decimal(box.height) <= Decimal(picture.height)


@pytest.mark.parametrize("make", [range_chart, year_chart])
def test_svg_has_a_title_first_and_no_style(make):
    html = rendered(make(columns=[("A & B <script>", result("10.50", "20")), ("C", result(None))]))
    assert "style=" not in html
    assert "<script>" not in html
    assert html.count("<title") == html.count("<svg")
    assert "0,5" not in html.replace("10,50", "").replace("31,50", "")  # coordinates keep their point in the Dutch locale
    today = date(2026, 11, 22)
    assert_valid_html(f'<!DOCTYPE html><html lang="nl"><head><title>Grafiek {today}</title></head><body><main>{html}</main></body></html>')
