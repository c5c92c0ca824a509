"""The question as a form: what was typed, what it means, and how it is said back."""

from datetime import date
from decimal import Decimal

import pytest
from django.http import QueryDict

from procurement.forms import ScenarioForm
from procurement.forms.fields import decimal_number, whole_number
from procurement.question import Question
from tests.voorzieningen.factories import make_offerings
from voorzieningen.models import Offering
from voorzieningen.snapshot import municipalities, snapshot

TODAY = date(2026, 11, 22)


def form_for(query: str) -> ScenarioForm:
    return ScenarioForm(QueryDict(query), catalogue=snapshot(), municipalities=municipalities(TODAY), today=TODAY)


def question_for(query: str) -> Question:
    form = form_for(query)
    assert form.is_valid(), form.problems
    return form.question


def kinds(question: Question) -> dict[str, tuple[str, str]]:
    return {item.name: (item.value, item.kind) for item in question.inputs}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("75", "75"),
        ("75,5", "75.5"),
        ("75.50", "75.50"),
        ("1.234,56", "1234.56"),
        ("1.000", "1000"),
        ("1.000.000", "1000000"),
        ("-2,5", "-2.5"),
        ("0,25", "0.25"),
    ],
)
def test_a_number_is_read_in_dutch_or_point_notation(text, number):
    assert decimal_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["", "1e3", "NaN", "Infinity", "٣", "1,2,3", "1.23.4", "--1", "+1", "1 000", "12.3456,7", "0x10", "1" * 13, "1_000", "½"]
)
def test_what_is_not_a_number_is_none(text):
    assert decimal_number(text) is None


@pytest.mark.parametrize("text", ["", "-1", "1.5", "1" * 10, "²", "1e1"])
def test_what_is_not_a_whole_number_is_none(text):
    assert whole_number(text) is None


@pytest.mark.django_db
def test_more_values_than_anyone_would_compare_are_refused():
    form = form_for("&".join(f"aanbod=x{number}" for number in range(101)))

    assert not form.is_valid()
    assert form.problems["aanbod"] == ["Kies er hoogstens 100."]


@pytest.mark.django_db
def test_an_offering_without_any_tariff_can_not_be_chosen_and_breaks_nothing():
    make_offerings(1)
    offering = Offering.objects.get(slug="steun-0000")
    offering.tariffs.all().delete()

    form = form_for("")

    assert form.is_valid()
    assert "steun-0000" not in [option.value for option in form.offering_options]
    assert "duur-steun-0000" not in [select.id for select in form.duration_selects]
    assert not form_for("aanbod=steun-0000").is_valid()


@pytest.mark.django_db
def test_every_input_is_a_fact_an_own_figure_or_an_assumption():
    found = kinds(
        question_for("gemeente=GM0392&koppelingen=12,8&jaren=3&lopend=2:5&uurkosten=68,50&gedeelde_uren=20&afronding=MG-M1:90,MG-M2:90,MG-M3:90")
    )

    assert found["inwoners"] == ("167.636", "feit")
    assert found["koppelingen"] == ("12, 8, 8", "eigen invoer")
    assert found["lopend"] == ("5 in koppelingsjaar 2", "eigen invoer")
    assert found["uurkosten"] == ("€\u00a068,50", "eigen invoer")
    assert found["weken"] == ("52", "aanname")
    assert found["gedeelde_uren"] == ("20 uur per week", "eigen invoer")
    assert found["startjaar"] == ("2027", "aanname")


@pytest.mark.django_db
def test_the_first_year_stays_an_assumption_when_a_link_writes_it_out():
    question = question_for("gemeente=GM0392")

    assert kinds(question_for(question.query)) == kinds(question)
    assert kinds(question_for("startjaar=2030"))["startjaar"] == ("2030", "eigen invoer")


@pytest.mark.django_db
def test_a_reading_or_duration_of_an_offering_that_is_not_compared_is_not_said():
    found = kinds(question_for("aanbod=buurtgezinnen&lezing=steunouder:YEAR&duur=steunouder:2"))

    assert "lezing" not in found
    assert "duur" not in found


@pytest.mark.django_db
def test_the_query_of_a_question_asks_the_same_question():
    chosen = "gemeente=Haarlem&aanbod=steunouder&aanbod=sos&koppelingen=10,12&lezing=steunouder:YEAR&betaler=gemeente&gedeelde_uren=17,5"
    question = question_for(f"{chosen}&doelgroep=lvb-ouder&leeftijd=0-4")

    again = question_for(question.query)

    assert again.scenario == question.scenario
    assert again.choice == question.choice
    assert again.task == question.task
    assert again.query == question.query


@pytest.mark.django_db
def test_a_municipality_that_will_end_says_until_when_it_exists():
    note = next(item.note for item in question_for("gemeente=Wijdemeren").inputs if item.name == "gemeente")

    assert note == "Bestaat tot 1-1-2027."


@pytest.mark.django_db
def test_own_inhabitants_replace_those_of_the_statistics_office():
    found = kinds(question_for("gemeente=GM0392&inwoners=170.000"))

    assert found["inwoners"] == ("170.000", "eigen invoer")
