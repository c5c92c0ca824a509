"""The form of the question on the page: what each field means, examples, and which parts stand open."""

import re
from urllib.parse import parse_qs

import pytest
from django.http import QueryDict

from procurement.forms.explanations import EXPLANATIONS
from procurement.forms.problems import ONLY_ON_COVERAGE
from tests.procurement.asking import form_for, question_for
from tests.validation import assert_valid_html

pytestmark = pytest.mark.django_db
NOT_ON_THE_PAGE = {"naast", *ONLY_ON_COVERAGE}


def test_every_parameter_has_an_explanation_with_an_example_and_what_empty_means():
    assert set(EXPLANATIONS) == set(form_for("").fields)
    for name, text in EXPLANATIONS.items():
        assert re.search("leeg|standaard|niets|zonder", text.lower()), name
        assert re.search("bijvoorbeeld", text.lower()) or name == "uurbasis", name
        assert len(text) < 330, name


def test_every_field_on_the_page_can_tell_what_it_means_under_a_name_of_its_own(client):
    html = client.get("/vergelijken/?aanbod=home-start").content.decode()

    assert_valid_html(html)
    summaries = re.findall(r'<summary>Wat betekent dit\?<span class="visually-hidden"> ([^<]+)</span></summary>', html)
    assert len(summaries) == len(set(summaries)) == len(EXPLANATIONS) - len(NOT_ON_THE_PAGE)


def test_examples_of_matches_keep_the_rest_of_the_question(client):
    form = form_for("gemeente=GM0392&jaren=3&koppelingen=25&aanbod=steunouder&aanbod=buurtgezinnen&doelgroep=lvb-ouder&uurkosten=")

    assert [preset.number for preset in form.presets] == [1, 10, 25, 30]
    assert [preset.number for preset in form.presets if preset.chosen] == [25]
    assert parse_qs(form.presets[0].query) == {
        "gemeente": ["GM0392"],
        "jaren": ["3"],
        "aanbod": ["steunouder", "buurtgezinnen"],
        "doelgroep": ["lvb-ouder"],
        "koppelingen": ["1"],
    }
    html = client.get("/vergelijken/?jaren=3&koppelingen=25").content.decode()
    assert 'href="/vergelijken/?jaren=3&amp;koppelingen=30">30' in html
    assert 'koppelingen=25" aria-current="true">25' in html


def test_an_example_works_while_something_else_is_wrong():
    assert QueryDict(form_for("jaren=99").presets[1].query) == QueryDict("jaren=99&koppelingen=10")


@pytest.mark.parametrize(
    ("query", "asked", "build_up"),
    [
        ("gemeente=GM0392&koppelingen=5&index=2&reeks=cpi&naam=Ruim&uurbasis=contract&budgetvorm=jaar", [], False),
        ("prijspeil=steunouder:2019", ["Prijspeil van bedragen zonder jaar"], False),
        ("uurmarge=30&weken=50", ["Marge op de uurkosten (%)", "Weken per jaar"], False),
        ("uurloon=25", [], True),
        ("jaren=3&naast=jaren%3D4", [], False),
        ("gezinnen=lvb-ouder:5:4&aantal=steunouder:10&zoekmix=ja&zekerheid=mogelijk&zoekdoel=contractjaren", [], False),
    ],
)
def test_a_closed_part_says_what_was_asked_in_it(query, asked, build_up):
    form = form_for(query)

    assert (form.more_asked, form.has_more_problems, form.has_build_up) == (asked, False, build_up)


def test_a_part_stands_open_when_something_in_it_is_wrong():
    assert form_for("weken=99").has_more_problems
    assert not form_for("jaren=99").has_more_problems
    assert not form_for("gezinnen=onzin&aantal=onzin").has_more_problems


def test_the_sum_of_the_build_up_is_shown_on_the_page(client):
    html = client.get("/vergelijken/?uurloon=25&opslagen=35&overhead=20&aanbod=home-start").content.decode()

    assert "€\u00a025,00 x 1,35 x 1,20 = €\u00a040,50</strong> per contractuur" in html


def test_own_amounts_stand_among_the_inputs():
    found = {item.name: (item.value, item.kind) for item in question_for("budget=60000&trajectprijs=12.500").inputs}

    assert found["budget"] == ("€\u00a060.000,00 per jaar", "eigen invoer")
    assert found["trajectprijs"] == ("€\u00a012.500,00", "eigen invoer")
    assert {"budget", "trajectprijs"}.isdisjoint(item.name for item in question_for("").inputs)


def test_a_module_that_does_not_exist_is_refused_with_those_that_do():
    (message,) = form_for("afronding=XX-1:50").problems["afronding"]

    assert message.startswith("Er is geen module 'XX-1'. Kies uit MG-M1, MG-M2, MG-M3")
