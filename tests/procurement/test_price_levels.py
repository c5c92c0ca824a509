"""The price level: one year for all tariffs that state none, or a year for one offering."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from procurement import pricing
from procurement.forms import ScenarioForm
from procurement.forms.price_levels import refuse_stated
from tests.procurement.asking import TODAY, form_for, inputs_named, question_for
from voorzieningen.catalogue import Catalogue
from voorzieningen.snapshot import municipalities, snapshot


def with_stated_level(slug: str, year: int) -> Catalogue:
    """The catalogue in which every tariff of one offering states its year."""
    catalogue = snapshot()
    offerings = tuple(
        replace(offering, tariffs=tuple(replace(tariff, price_level_year=year) for tariff in offering.tariffs)) if offering.slug == slug else offering
        for offering in catalogue.offerings
    )
    return replace(catalogue, offerings=offerings)


@pytest.mark.django_db
def test_a_bare_year_is_for_all_tariffs_and_a_named_one_for_its_offering():
    question = question_for("prijspeil=2020&prijspeil=steunouder:2019&startjaar=2027")

    assert question.scenario.default_price_level == 2020
    assert question.choice.price_levels == {"steunouder": 2019}
    levels = {column.offering.slug: column.calculated.assumed_price_level_year for column in pricing.priced_tariffs(snapshot(), question.choice)}
    assert levels.pop("steunouder") == 2019
    assert set(levels.values()) == {None}
    assert question.parameters["prijspeil"] == 2020
    assert question.parameters["prijspeil_per_aanbod"] == {"steunouder": 2019}


@pytest.mark.django_db
def test_an_old_link_with_one_year_keeps_its_meaning():
    question = question_for("prijspeil=2019&startjaar=2027&index=3")

    assert (question.scenario.default_price_level, question.choice.price_levels) == (2019, {})
    assert question.query == "startjaar=2027&index=3&prijspeil=2019"
    assert question_for("startjaar=2027").parameters["prijspeil"] == 2027


@pytest.mark.django_db
def test_the_level_of_an_offering_stands_among_the_inputs_when_it_is_compared():
    question = question_for("prijspeil=steunouder:2019&prijspeil=buurtgezinnen:2020&aanbod=steunouder&aanbod=home-start")

    assert [(item.label, item.value, item.kind) for item in inputs_named(question, "prijspeil")] == [
        ("Prijspeil van bedragen zonder jaar", "2027", "aanname"),
        ("Prijspeil van Steunouder", "2019", "eigen invoer"),
    ]
    assert question.parameters["prijspeil_per_aanbod"] == {"steunouder": 2019}


@pytest.mark.django_db
def test_a_level_that_changes_no_amount_says_so():
    """The tariff of Home-Start is unknown: there is no amount to index."""
    (_, level) = inputs_named(question_for("prijspeil=home-start:2019"), "prijspeil")

    assert level.note == "Dit tarief heeft geen bedrag dat wordt geïndexeerd: het jaar verandert niets."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("prijspeil=1989", "Vul een jaar in van 1990 tot en met 2060, zoals 2020 of steunouder:2019."),
        ("prijspeil=steunouder:vroeger", "Vul een jaar in van 1990 tot en met 2060, zoals 2020 of steunouder:2019."),
        ("prijspeil=steunouder:", "Vul een jaar in van 1990 tot en met 2060, zoals 2020 of steunouder:2019."),
        ("prijspeil=onzin:2019", "Er is geen aanbod 'onzin'."),
        ("prijspeil=steunouder:2019&prijspeil=steunouder:2020", "Steunouder staat er twee keer in, met verschillende jaren. Laat er één staan."),
        (
            "prijspeil=2019&prijspeil=2020",
            "Er staat meer dan één algemeen jaar in. Laat er één staan; een jaar voor één aanbod schrijft u als steunouder:2019.",
        ),
    ],
)
def test_a_price_level_that_cannot_be_is_refused(query, message):
    assert form_for(query).problems == {"prijspeil": [message]}


@pytest.mark.django_db
def test_a_price_level_for_a_tariff_that_states_its_own_is_refused_with_that_year():
    catalogue = with_stated_level("steunouder", 2024)

    def problems(query: str) -> dict[str, list[str]]:
        return ScenarioForm(QueryDict(query), catalogue=catalogue, municipalities=municipalities(TODAY), today=date(2026, 11, 22)).problems

    assert problems("prijspeil=steunouder:2019") == {"prijspeil": ["Steunouder heeft geen prijspeil nodig: de bron noemt zelf 2024."]}
    assert problems("prijspeil=2019") == {}


@pytest.mark.django_db
def test_an_offering_without_a_tariff_has_no_price_level():
    (offering,) = (replace(offering, tariffs=()) for offering in snapshot().offerings if offering.slug == "steunouder")

    with pytest.raises(ValidationError, match="heeft geen tarief"):
        refuse_stated({"steunouder": 2019}, [offering])


@pytest.mark.django_db
def test_the_form_has_a_list_per_compared_offering_without_a_level_of_its_own():
    form = form_for("aanbod=steunouder&aanbod=home-start&aanbod=buurtgezinnen&prijspeil=2018&prijspeil=steunouder:1999&startjaar=2028")

    selects = {select.label: select for select in form.price_level_selects}
    assert list(selects) == ["Prijspeil van Steunouder", "Prijspeil van Buurtgezinnen"]
    assert [option.value for option in selects["Prijspeil van Steunouder"].options if option.chosen] == ["steunouder:1999"]
    assert [option.label for option in selects["Prijspeil van Buurtgezinnen"].options][:3] == ["het algemene prijspeil", "2028", "2027"]
    assert 'value="2018"' in str(form["prijspeil"])


@pytest.mark.django_db
def test_a_chosen_level_stays_on_the_form_while_something_else_is_wrong():
    form = form_for("jaren=99&aanbod=buurtgezinnen&prijspeil=steunouder:2019")

    assert not form.is_valid()
    chosen = [option.value for select in form.price_level_selects for option in select.options if option.chosen]
    assert chosen == ["steunouder:2019"]
