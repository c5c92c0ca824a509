"""The question as a form: what was typed, what it means, and how it is said back."""

import json
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlencode

import pytest

from procurement import costs, pricing
from procurement.forms.fields import decimal_number, whole_number
from procurement.question import Question
from tests.procurement.asking import form_for, question_for
from tests.voorzieningen.factories import make_offerings
from voorzieningen.models import Offering
from voorzieningen.snapshot import snapshot


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


@pytest.mark.django_db
def test_published_sums_stay_the_same_with_every_default_written_out():
    """Worked example S1: the empty parameters and the written defaults give its totals to the cent."""
    published = json.loads((Path(__file__).parent / "worked_examples.json").read_text(encoding="utf-8"))["scenarios"]["S1"]
    asked = {"startjaar": 2027, "jaren": 3, "koppelingen": 10, "aanbod": ["buurtgezinnen", "steunouder", "samen-oplopen", "meeleefgezin"]}
    defaults = {"uurkosten": "75,00", "uurbasis": "contract", "uurmarge": 20, "weken": 52, "index": 0, "reeks": "", "prijspeil": ["2027", ""]}
    empty = dict.fromkeys(("naam", "naast", "uurloon", "opslagen", "overhead", "productief", "lopend", "afronding"), "")
    names = {"buurtgezinnen": "BG-LIST", "steunouder": "ST", "samen-oplopen": "SO", "meeleefgezin": "MG"}

    for parameters in (asked, {**asked, **defaults, **empty}):
        question = question_for(urlencode(parameters, doseq=True))
        for column in pricing.priced_tariffs(snapshot(), question.choice):
            total = costs.cost(column.calculated, question.scenario).total
            assert total is not None
            assert [f"{total.low:.2f}", f"{total.high:.2f}"] == published["results"][names[column.offering.slug]]["total"]


# --- readings -------------------------------------------------------------------------------------------------------------------------------

OFFER = "buurtgezinnen:offerte-haarlem-2020"


@pytest.mark.django_db
def test_readings_of_different_contradictions_are_chosen_together():
    choice = question_for("lezing=steunouder:YEAR&lezing=steunouder:LAAG&lezing=samen-oplopen:GEMEENTE&lezing=steunouder:year").choice

    assert choice.readings == {"steunouder": ("YEAR", "LAAG"), "samen-oplopen": ("GEMEENTE",)}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("lezing=steunouder:LAAG&lezing=steunouder:YEAR&lezing=steunouder:HOOG", "Steunouder: LAAG en HOOG sluiten elkaar uit. Kies er één."),
        (f"lezing=buurtgezinnen:lijstprijs&lezing={OFFER}", "Buurtgezinnen: lijstprijs en offerte-haarlem-2020 sluiten elkaar uit. Kies er één."),
        ("lezing=steunouder:MAAND", "Steunouder heeft geen lezing 'MAAND'. Kies uit WEEK, YEAR, BAND, HOOG, LAAG."),
        ("lezing=buurtgezinnen:C", "Buurtgezinnen heeft geen lezing 'C'. Kies uit A, B, lijstprijs, offerte-haarlem-2020."),
        ("lezing=home-start:lijstprijs", "Home-Start heeft geen lezing 'lijstprijs'."),
    ],
)
def test_readings_that_exclude_each_other_or_do_not_exist_are_refused(query, message):
    assert form_for(query).problems == {"lezing": [message]}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "same"),
    [
        (f"aanbod=steunouder&aanbod=buurtgezinnen&lezing={OFFER}", f"aanbod=steunouder&aanbod={OFFER}"),
        (f"aanbod={OFFER}&lezing={OFFER.upper().replace('BUURTGEZINNEN', 'buurtgezinnen')}", f"aanbod={OFFER}"),
        ("aanbod=buurtgezinnen&lezing=buurtgezinnen:lijstprijs", "aanbod=buurtgezinnen"),
        ("aanbod=buurtgezinnen&lezing=buurtgezinnen:LIJSTPRIJS", "aanbod=buurtgezinnen:lijstprijs"),
        (f"aanbod=steunouder&lezing={OFFER}", "aanbod=steunouder"),
        (f"aanbod={OFFER}&aanbod=buurtgezinnen", f"aanbod={OFFER}&aanbod=buurtgezinnen:lijstprijs"),
    ],
)
def test_a_tariff_chosen_as_a_reading_is_the_same_choice_as_one_named_in_the_offerings(query, same):
    assert question_for(query).choice == question_for(same).choice


@pytest.mark.django_db
def test_a_tariff_chosen_as_a_reading_takes_the_place_of_the_default_one_among_all_offerings():
    everything, chosen = question_for("").choice.tariffs, question_for(f"lezing={OFFER}").choice.tariffs

    assert chosen == (("buurtgezinnen", "offerte-haarlem-2020"), *everything[1:])
    assert everything[0] == ("buurtgezinnen", "lijstprijs")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        f"aanbod=buurtgezinnen:lijstprijs&lezing={OFFER}",
        f"aanbod=buurtgezinnen&aanbod={OFFER}&lezing={OFFER}",
        f"aanbod={OFFER}&lezing=buurtgezinnen:lijstprijs",
    ],
)
def test_a_tariff_chosen_as_a_reading_beside_another_one_is_refused(query):
    form = form_for(query)

    assert list(form.problems) == ["lezing"]
    assert "Bij 'aanbod' staat een ander tarief van buurtgezinnen dan" in form.problems["lezing"][0]


@pytest.mark.django_db
def test_the_form_asks_again_for_a_tariff_that_was_chosen_as_a_reading():
    form = form_for(f"lezing={OFFER}")
    assert form.is_valid()

    ticked = {option.value for option in form.offering_options if option.chosen}
    assert OFFER in ticked
    assert "buurtgezinnen" not in ticked
    assert {"steunouder", "sos"} < ticked


@pytest.mark.django_db
def test_the_form_has_a_list_for_everything_that_can_be_read_in_more_ways():
    selects = form_for("lezing=steunouder:hoog").reading_selects

    assert {select.label: [option.value for option in select.options if option.chosen] for select in selects} == {
        "Buurtgezinnen: hoe het tarief te lezen is": [],
        "Samen Oplopen: € 2.200 per koppeling (C-05)": [],
        "Samen Oplopen: Wie betaalt de coördinator (C-06)": [],
        "Steunouder: 16 uur voor 10 koppelingen op jaarbasis (C-04)": [],
        "Steunouder: Bandbreedte van het eerste jaar (C-24)": ["steunouder:HOOG"],
    }
    assert len({select.id for select in selects}) == len(selects)
    assert [option.label.partition(":")[0] for option in selects[-1].options] == [
        "voorkeurslezing",
        "hele bandbreedte",
        "hoogste bedrag",
        "laagste bedrag",
    ]


@pytest.mark.django_db
def test_a_chosen_reading_or_tariff_is_said_among_the_inputs():
    question = question_for(
        f"aanbod=steunouder&aanbod=buurtgezinnen&lezing=steunouder:YEAR&lezing=steunouder:LAAG&lezing={OFFER}&lezing=samen-oplopen:VANAF4"
    )

    assert [(item.label, item.value, item.kind) for item in question.inputs if item.name == "lezing"] == [
        ("Lezing van Steunouder, 16 uur voor 10 koppelingen op jaarbasis (C-04)", "per jaar", "eigen invoer"),
        ("Lezing van Steunouder, Bandbreedte van het eerste jaar (C-24)", "laagste bedrag", "eigen invoer"),
        ("Tarief van Buurtgezinnen, Lijstprijs of Haarlemse offerte (C-18)", "Buurtgezinnen, offerte aan Haarlem (2020-2021)", "eigen invoer"),
    ]


@pytest.mark.django_db
def test_a_reading_is_said_for_the_tariff_that_has_it_alone():
    """The offer can be read in one way: what was chosen for the list price says nothing about it."""
    question = question_for(f"aanbod={OFFER}&lezing=buurtgezinnen:B")

    assert [item.label.partition(",")[0] for item in question.inputs if item.name == "lezing"] == ["Tarief van Buurtgezinnen"]


@pytest.mark.parametrize("name", ["zekerheid", "zoekmix", "zoekdoel", "budgetvorm", "uurbasis"])
@pytest.mark.django_db
def test_choice_that_does_not_exist_is_answered_with_those_that_do(name: str):
    form = form_for(f"{name}=anders")

    assert form.problems == {name: [f"‘anders’ kan hier niet. Kies {' of '.join(code for code, _ in form.fields[name].choices)}."]}
