"""The comparison as rows and columns: every line with its source, every total in words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.http import QueryDict

from procurement import costs, fit, pricing
from procurement.forms import ScenarioForm
from procurement.sheet import Sheet, build_sheet, total_words
from voorzieningen.snapshot import municipalities, snapshot

pytestmark = pytest.mark.django_db


def sheet_for(query: str) -> Sheet:
    catalogue = snapshot()
    form = ScenarioForm(QueryDict(query), catalogue=catalogue, municipalities=municipalities(date(2026, 11, 22)), today=date(2026, 11, 22))
    assert form.is_valid(), form.problems
    question = form.question
    fits = () if question.task.is_empty else fit.evaluate(catalogue, question.task)
    return build_sheet(question, pricing.priced_tariffs(catalogue, question.choice), fits)


def test_every_line_names_its_source_and_the_lines_of_a_year_add_up():
    sheet = sheet_for("startjaar=2027&jaren=3&btw=21&gedeelde_uren=20")

    for column in sheet.columns:
        for year in column.result.years:
            lines = [line for line in column.lines if line.contract_year == year.contract_year]
            assert all(line.source.title for line in lines)
            if year.cost is not None:
                assert sum((line.amount.low for line in lines), Decimal(0)) == year.cost.low
                assert sum((line.amount.high for line in lines), Decimal(0)) == year.cost.high


def test_vat_lines_cite_the_source_of_the_component_they_are_over():
    (column,) = sheet_for("aanbod=buurtgezinnen&btw=21&jaren=1").columns

    vat = [line for line in column.lines if line.code.startswith("BTW-")]
    assert {line.code for line in vat} == {"BTW-BG-K1", "BTW-BG-K2"}
    assert {line.source.slug for line in vat} == {"overzicht-gezinsvoorzieningen"}


@pytest.mark.parametrize(
    ("chosen", "code", "said"),
    [
        ("steunouder:HOOG", "ST-L1", ("onbekend", "regel 35", "€ 6.850 - € 9.100")),
        ("samen-oplopen:VANAF4", "SO-C", ("uitvoerder", "regel 33", "€ 2.200 /jr (na de opstart van 3 jaar)")),
        # Who pays is no part of the sum: the line keeps the source of its amount.
        ("samen-oplopen:GEMEENTE", "SO-C", ("gemeente", "regel 33", "Totaal kosten per koppeling: € 2.200 /jr")),
    ],
)
def test_a_line_that_a_reading_changes_cites_what_the_amount_rests_on(chosen, code, said):
    (column,) = sheet_for(f"aanbod={chosen.partition(':')[0]}&lezing={chosen}").columns

    assert {(line.payer, line.place, line.quote) for line in column.lines if line.code == code} == {said}


def test_the_sources_of_readings_beside_the_used_one_are_cited():
    sheet = sheet_for("aanbod=buurtgezinnen")

    assert {line.source.slug for column in sheet.columns for line in column.lines} == {"overzicht-gezinsvoorzieningen"}
    assert "offerte-buurtgezinnen-haarlem" in {source.slug for source in replace(sheet, columns=()).cited_sources}


def test_lines_of_the_tail_are_marked_and_stand_after_the_horizon():
    (column,) = sheet_for("aanbod=buurtgezinnen&jaren=2&startjaar=2027").columns

    assert {line.contract_year for line in column.lines if line.in_tail} == {3}
    assert {line.contract_year for line in column.lines if not line.in_tail} == {1, 2}


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("aanbod=buurtgezinnen&jaren=3", "€\u00a0117.500,00"),
        ("aanbod=samen-oplopen&jaren=3", "€\u00a0122.000,00 - €\u00a0129.000,00"),
        ("aanbod=home-start", "onbekend (tarief onbekend)"),
        ("aanbod=buurtgezinnen:offerte-haarlem-2020&jaren=3", "onbekend (geen prijs vanaf contractjaar 3); de bekende jaren samen: €\u00a096.102,00"),
    ],
)
def test_a_total_in_words_says_unknown_or_partial(query, words):
    (column,) = sheet_for(query).columns

    assert total_words(column.result) == words


def test_feature_rows_have_a_cell_for_every_column_and_never_an_empty_one():
    sheet = sheet_for("")

    assert len(sheet.feature_rows) == 14
    for row in sheet.feature_rows:
        assert len(row.cells) == len(sheet.columns) == 7
        assert all(cell.text for cell in row.cells)


def test_what_no_source_states_is_not_stated_never_no():
    sheet = sheet_for("aanbod=gezin-in-de-buurt&aanbod=buurtgezinnen")
    vog = next(row for row in sheet.feature_rows if row.label == "VOG vereist")

    assert [(cell.text, cell.is_unknown) for cell in vog.cells] == [("niet vermeld", True), ("ja", False)]


def test_home_start_says_that_sources_differ_about_its_delivery_model():
    (column,) = sheet_for("aanbod=home-start").columns
    delivery = next(feature for feature in column.features if feature.name == "levering")

    assert delivery.differs
    assert delivery.text.count("(bronnen verschillen)") == 2


def test_ages_say_what_is_certain_and_what_is_possible():
    sheet = sheet_for("aanbod=home-start&aanbod=meeleefgezin&aanbod=gezin-in-de-buurt")
    ages = next(row for row in sheet.feature_rows if row.label == "Leeftijd van het kind")

    assert ages.cells[0].text.startswith("vanaf 3 maanden voor de geboorte tot 6 jaar; vanaf de zwangerschap tot 18 jaar (mogelijk)")
    assert ages.cells[1].text.startswith("vanaf de zwangerschap tot 5 jaar")
    assert ages.cells[2].is_unknown


def test_the_task_is_answered_per_column():
    sheet = sheet_for("aanbod=meeleefgezin&aanbod=buurtgezinnen&doelgroep=verslaving-ouder")

    assert [column.fit.verdict for column in sheet.columns] == [fit.Verdict.FITS, fit.Verdict.UNKNOWN]


def test_no_budget_and_no_price_asked_is_no_answer():
    (column,) = sheet_for("aanbod=buurtgezinnen").columns

    assert (column.budget_safe, column.budget_optimistic, column.avoided) == (None, None, None)


def test_cited_sources_are_each_named_once():
    codes = [source.code for source in sheet_for("").cited_sources]

    assert codes == sorted(set(codes))


def test_an_empty_sheet_has_no_rows():
    sheet = sheet_for("aanbod=buurtgezinnen")

    assert Sheet(sheet.question, (), sheet.years).feature_rows == ()
    assert costs.Status.COMPLETE == "compleet"
