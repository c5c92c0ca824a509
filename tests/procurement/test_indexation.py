"""Indexation: what a historic series knows, what the forecast fills in, and sums that nobody can mean."""

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from django.http import QueryDict

from procurement import costs, pricing
from procurement.forms import ScenarioForm
from procurement.forms.indexation import spans
from tests.procurement.asking import TODAY, form_for, inputs_named, question_for
from voorzieningen.catalogue import IndexSeries
from voorzieningen.snapshot import municipalities, snapshot


def year_costs(query: str) -> list[Decimal]:
    question = question_for(query)
    (column,) = pricing.priced_tariffs(snapshot(), question.choice)
    return [year.cost.low for year in costs.cost(column.calculated, question.scenario).years]


@pytest.mark.django_db
def test_cpi_from_2019_is_the_product_of_its_figures_and_then_the_forecast():
    """The list price of Buurtgezinnen, 3.150 in the first match year and 1.150 in the second, taken as of 2019; one match a year from 2027.

    CPI: 2020 1,3%; 2021 2,7%; 2022 10,0%; 2023 3,8%; 2024 3,3%. The forecast of 2% fills in 2025, 2026 and 2027 (and 2028).

    1,013 x 1,027 x 1,100 x 1,038 x 1,033 = 1,2270725..., x 1,02^3 = 1,3021792... in 2027, x 1,02^4 = 1,3282228... in 2028
    2027: 3.150 x 1,30217... = 4.101,86
    2028: 3.150 x 1,32822... = 4.183,90 and 1.150 x 1,32822... = 1.527,46, together 5.711,36
    """
    known = Fraction("1.013") * Fraction("1.027") * Fraction("1.1") * Fraction("1.038") * Fraction("1.033")
    first, second = known * Fraction("1.02") ** 3, known * Fraction("1.02") ** 4

    assert year_costs("aanbod=buurtgezinnen&koppelingen=1&jaren=2&startjaar=2027&reeks=cpi&prijspeil=2019&index=2") == [
        Decimal("4101.86"),
        Decimal("5711.36"),
    ]
    assert [round(float(3150 * first), 2), round(float(3150 * second), 2), round(float(1150 * second), 2)] == [4101.86, 4183.90, 1527.46]


@pytest.mark.django_db
def test_a_series_that_knows_no_year_of_the_contract_leaves_the_sums_as_they_were():
    question = "aanbod=buurtgezinnen&koppelingen=2&jaren=3&startjaar=2027&index=3"

    assert year_costs(f"{question}&reeks=cpi") == year_costs(question)


@pytest.mark.django_db
def test_the_inputs_tell_which_years_the_series_does_not_know():
    past, figures = inputs_named(question_for("reeks=cpi&prijspeil=2019&startjaar=2027&jaren=2"), "reeks")
    (forecast,) = inputs_named(question_for("reeks=cpi&prijspeil=2019&startjaar=2027&jaren=2&index=2"), "index")

    assert (past.label, past.kind) == ("Prijsstijging tot nu toe", "eigen invoer")
    assert (figures.value, figures.kind) == ("2020: 1,3%; 2021: 2,7%; 2022: 10%; 2023: 3,8%; 2024: 3,3%", "feit")
    assert figures.note.startswith("Bron: ")
    assert (forecast.label, forecast.value, forecast.kind) == ("Verwachte indexatie per jaar", "2%", "eigen invoer")
    assert forecast.note == "Geldt voor 2025 tot en met 2028: deze jaren staan niet in de reeks. Ook voor de uitloop."


@pytest.mark.django_db
def test_years_before_the_first_figure_get_the_forecast_as_well():
    (forecast,) = inputs_named(question_for("reeks=cpi&prijspeil=2012&startjaar=2025&jaren=1"), "index")

    assert forecast.note == "Geldt voor 2013, 2014 en 2025: deze jaren staan niet in de reeks. Ook voor de uitloop."


@pytest.mark.django_db
def test_the_earliest_price_level_of_the_compared_offerings_counts():
    """Steunouder is of 2022, the others of the first contract year."""
    _, figures = inputs_named(question_for("reeks=cpi&prijspeil=steunouder:2022&startjaar=2027"), "reeks")

    assert figures.value == "2023: 3,8%; 2024: 3,3%"


@pytest.mark.django_db
def test_a_series_without_effect_says_so_and_what_to_do():
    _, figures = inputs_named(question_for("reeks=cpi&startjaar=2027&jaren=3"), "reeks")

    assert figures.value == "geen"
    assert figures.note.startswith("Geen jaar van 2028 en 2029 staat in de reeks: de reeks verandert niets.")
    assert "Er is geen jaar om te indexeren" in inputs_named(question_for("reeks=cpi&startjaar=2027&jaren=1"), "reeks")[1].note


@pytest.mark.django_db
def test_provisional_figures_are_named():
    catalogue = snapshot()
    series = catalogue.series("cpi")
    assert series is not None
    figures = tuple(replace(figure, is_provisional=figure.year == 2024) for figure in series.figures)
    catalogue = replace(catalogue, index_series=(replace(series, figures=figures),))
    query = QueryDict("reeks=cpi&prijspeil=2022&startjaar=2025&jaren=1")
    form = ScenarioForm(query, catalogue=catalogue, municipalities=municipalities(TODAY), today=TODAY)

    assert form.is_valid()
    assert inputs_named(form.question, "reeks")[1].note.endswith("Voorlopig cijfer: 2024.")


@pytest.mark.django_db
def test_a_series_that_knows_every_year_leaves_the_forecast_to_the_tail():
    (forecast,) = inputs_named(question_for("reeks=cpi&prijspeil=2019&startjaar=2023&jaren=2"), "index")

    assert "alleen voor de uitloop" in forecast.note


@pytest.mark.django_db
def test_without_a_series_history_and_forecast_still_stand_apart():
    question = question_for("index=2,5")

    assert [(item.value, item.kind) for item in inputs_named(question, "reeks")] == [("geen reeks gekozen", "aanname")]
    assert [(item.value, item.kind) for item in inputs_named(question, "index")] == [("2,5%", "eigen invoer")]
    assert question.scenario.growth == ()
    assert (question.parameters["reeks"], question.parameters["index"]) == (None, "2.5")


@pytest.mark.django_db
def test_a_series_that_does_not_exist_is_refused_with_those_that_do():
    (message,) = form_for("reeks=onzin").problems["reeks"]

    assert re.fullmatch(r"Er is geen reeks 'onzin'\. Kies uit .*\bcpi\b.*\.", message)
    empty = replace(snapshot(), index_series=())
    form = ScenarioForm(QueryDict("reeks=cpi"), catalogue=empty, municipalities=municipalities(TODAY), today=TODAY)
    assert form.problems == {"reeks": ["Er is geen reeks 'cpi'. Het portaal kent er op deze dag geen."]}


@pytest.mark.django_db
def test_every_series_can_be_chosen_on_the_form():
    def slugs(series: tuple[IndexSeries, ...]) -> list[str]:
        return [found.slug for found in series]

    form = form_for("reeks=cpi")
    assert [value for value, _ in form.fields["reeks"].widget.choices] == ["", *slugs(snapshot().index_series)]
    assert question_for("reeks=cpi").parameters["reeks"] == "cpi"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "how"),
    [("index=50&prijspeil=2015&startjaar=2030", "hoog"), ("index=-20&prijspeil=2000&startjaar=2050&jaren=1", "laag")],
)
def test_a_price_that_becomes_a_thousand_times_another_is_refused_with_the_bound(query, how):
    (message,) = form_for(query).problems["index"]

    assert f"meer dan 1.000 keer zo {how}" in message
    assert f"Een bedrag van {re.search('prijspeil=([0-9]+)', query)[1]} wordt zo in" in message


@pytest.mark.django_db
def test_large_but_meant_sums_are_answered():
    """50% a year for ten years is 38 times as much, and 10.000 matches at 1.000 euro an hour is a very large, exact amount."""
    question_for("index=50&jaren=10")
    question_for("koppelingen=10000&jaren=10&uurkosten=1000&index=50")
    question_for("index=-20&jaren=10")


@pytest.mark.parametrize(
    ("years", "words"),
    [
        ([], ""),
        ([2019], "2019"),
        ([2019, 2020], "2019 en 2020"),
        ([2013, 2014, 2025], "2013, 2014 en 2025"),
        ([2019, 2025, 2026, 2027], "2019 en 2025 tot en met 2027"),
        ([2013, 2015, 2019], "2013, 2015 en 2019"),
    ],
)
def test_years_in_words_are_put_together(years: list[int], words: str) -> None:
    assert spans(years) == words
