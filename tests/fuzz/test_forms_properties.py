"""Whatever is typed in whatever field: a form never breaks, says in Dutch what is wrong, and what it accepts it accepts again in its own words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any
from urllib.parse import urlencode

import pytest
from allauth.core import context
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import QueryDict
from django.test import Client, RequestFactory
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import accounts.forms
import procurement.filters
import procurement.forms
from accounts.models import Role
from procurement.filters import OfferingFilter
from procurement.fit import evaluate
from procurement.forms import ScenarioForm
from procurement.forms.demand_table import CELLS, read_table
from procurement.forms.mix_fields import NUMBERS, TARIFF, read_fields
from procurement.forms.realised import RealisedYearForm
from procurement.models import Contract, Decision, RealisedYear
from tests.accounts.people import make_person
from tests.fuzz import values
from tests.fuzz.every_form import MAKERS, PARTS_OF_OTHERS, TODAY, Surroundings
from tests.fuzz.places import form_classes
from tests.fuzz.typed import EUROS, TEXTS, assert_dutch
from tests.procurement.frozen import make_dossier
from voorzieningen.money import amount_nl, euro_nl, number_nl, round_half_up
from voorzieningen.snapshot import municipalities, snapshot

pytestmark = pytest.mark.django_db
# One database for all examples of a test: what they make is undone when it ends.
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.fixture
def around(db: None) -> Iterator[Surroundings]:
    request = RequestFactory().get("/")
    request.session = SessionStore()
    request.user = make_person(Role.ADVISER)
    with context.request_context(request):
        yield Surroundings(snapshot(), municipalities(TODAY), request.user, request, _stored_contract())


def given_data(random: Random, names: list[str], texts: list[str]) -> QueryDict:
    """The texts spread over the names, some names twice and most of them left empty."""
    data = QueryDict(mutable=True)
    for text in texts:
        data.appendlist(random.choice(names), text)
    return data


def field_names(form: Any) -> list[str]:
    return list(form.form.fields if isinstance(form, OfferingFilter) else form.fields) + (
        list(form.filter.form.fields) if hasattr(form, "filter") else []
    )


def messages_of(form: Any) -> list[tuple[str, str]]:
    """(field, message), in whichever way the form tells them."""
    if isinstance(form, ScenarioForm):
        return [(name, message) for name, found in form.problems.items() for message in found]
    return [(name, message) for name, found in form.errors.items() for message in found]


def test_every_form_is_in_the_list() -> None:
    found = set(form_classes(procurement.forms, procurement.filters, accounts.forms))

    assert found - set(MAKERS) - PARTS_OF_OTHERS == set(), "add these to tests/fuzz/every_form.py"
    assert set(MAKERS) | PARTS_OF_OTHERS == found, "these no longer exist"


# --- anything in any field -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", MAKERS, ids=lambda kind: kind.__name__)
@settings(SHARED, max_examples=25)
@given(texts=st.lists(TEXTS, max_size=8), seed=st.integers(0, 2**32))
def test_no_text_breaks_a_form_and_every_message_is_dutch(around: Surroundings, kind: type, texts: list[str], seed: int) -> None:
    names = field_names(MAKERS[kind](QueryDict(), around))
    form = MAKERS[kind](given_data(Random(seed), names, texts), around)

    is_valid = form.is_valid()

    found = messages_of(form)
    assert is_valid == (not found)
    for name, message in found:
        assert_dutch(message)
        assert name == "__all__" or name in names
    for name, label, _ in getattr(form, "problem_list", ()):
        assert label or isinstance(form, ScenarioForm), name


@pytest.mark.parametrize("kind", MAKERS, ids=lambda kind: kind.__name__)
def test_each_odd_text_in_every_field_at_once(around: Surroundings, kind: type) -> None:
    """So that a field without a bound is found whatever the dice say."""
    names = field_names(MAKERS[kind](QueryDict(), around))
    for text in (text for pool in (values.NUMBERS, values.DAYS, values.TEXTS) for text in pool if len(text) < 6000):
        data = QueryDict(mutable=True)
        data.update(dict.fromkeys(names, text))
        form = MAKERS[kind](data, around)
        form.is_valid()
        for _, message in messages_of(form):
            assert_dutch(message)


@settings(SHARED, max_examples=60)
@given(texts=st.lists(TEXTS, max_size=12), seed=st.integers(0, 2**32))
def test_no_text_breaks_the_tables_of_demand_and_mix(around: Surroundings, texts: list[str], seed: int) -> None:
    slugs = [offering.slug for offering in around.catalogue.offerings]
    names = [*CELLS, *CELLS, "gezinnen", "aantal", *(f"{NUMBERS}{slug}" for slug in (*slugs, "x")), *(f"{TARIFF}{slug}" for slug in slugs)]
    data = given_data(Random(seed), names, texts)

    table, mix = read_table(data, around.catalogue.target_groups), read_fields(data, around.catalogue, years=3)

    for problem in (*table.problems, *mix.problems):
        assert problem.label
        assert_dutch(problem.message)
    if not table.problems:
        again = QueryDict(mutable=True)
        again.setlist("gezinnen", list(table.values))
        assert read_table(again, around.catalogue.target_groups).values == table.values
    if not mix.problems:
        again = QueryDict(mutable=True)
        again.setlist("aantal", list(mix.values))
        assert read_fields(again, around.catalogue, years=3).values == mix.values


# --- what is accepted is accepted again ----------------------------------------------------------------------------------------------------------

GOOD = {
    "aanbod": ["buurtgezinnen", "steunouder", "home-start", "buurtgezinnen:offerte-haarlem-2020", "sos"],
    "gemeente": ["GM0392", "Haarlem", " haarlem "],
    "naam": ["Ruim", "  Ruim  met spatie ", "é=&x"],
    "inwoners": ["0", "170.000", "170000"],
    "startjaar": ["2027", "2030"],
    "jaren": ["1", "4", "10"],
    "koppelingen": ["10", "10,12", " 0 "],
    "lopend": ["2:10", "3:4,2:1"],
    "uurkosten": ["75", "75,50", "1.000,50", "0"],
    "uurmarge": ["0", "12,5"],
    "weken": ["46"],
    "index": ["-20", "2,5", "0"],
    "prijspeil": ["2026", "2020"],
    "betaler": ["gemeente", "fonds"],
    "btw": ["21"],
    "disconto": ["2,25"],
    "budget": ["100.000", "0", "99999.99"],
    "budgetvorm": ["totaal", "jaar"],
    "trajectprijs": ["0,01", "1.234,56"],
    "gedeelde_uren": ["12,5"],
    "zekerheid": ["zeker", "mogelijk"],
    "zoekmix": ["nee"],
    "doelgroep": ["lvb-ouder"],
    "leeftijd": ["0-4", "5", "zwangerschap"],
    "vog": ["ja"],
    "gezinnen": ["lvb-ouder:5-17:4", "alle:0-4", " alle : 18-22 : 3 "],
    "aantal": ["steunouder:3", "home-start:1,2"],
    "naast": ["koppelingen=3", "naam=y&jaren=2&aanbod=sos"],
}


def questions() -> st.SearchStrategy[dict[str, str]]:
    return st.lists(st.sampled_from(list(GOOD)), unique=True, max_size=9).flatmap(
        lambda names: st.fixed_dictionaries({name: st.sampled_from(GOOD[name]) for name in names})
    )


@settings(SHARED, max_examples=40)
@given(asked=questions())
def test_the_address_of_a_question_asks_the_same_question(around: Surroundings, asked: dict[str, str]) -> None:
    form = MAKERS[ScenarioForm](QueryDict(urlencode(asked)), around)
    assume(form.is_valid())
    question = form.question

    again = MAKERS[ScenarioForm](QueryDict(question.query), around)

    assert again.is_valid(), again.problems
    assert again.question.query == question.query
    assert again.question.scenario == question.scenario
    assert again.question.choice == question.choice
    assert again.question.task == question.task
    assert asked_in(again.question.parameters) == asked_in(question.parameters)


def asked_in(parameters: dict[str, Any]) -> dict[str, Any]:
    """Without the choices that say nothing because what they are about was not asked; a link leaves those out."""
    silent = {"budgetvorm"} if parameters["budget"] is None else set()
    silent |= set() if parameters["zoekmix"] else {"zekerheid", "zoekdoel"}
    return {name: value for name, value in parameters.items() if name not in silent}


# --- the same on both databases ------------------------------------------------------------------------------------------------------------------


@pytest.mark.every_database
@settings(SHARED, max_examples=25)
@given(cost=EUROS, hours=st.decimals(0, 1_000_000, places=2), matches=st.integers(0, 10_000), year=st.integers(2027, 2060))
def test_what_a_form_accepts_the_database_keeps_to_the_cent(around: Surroundings, cost: Decimal, hours: Decimal, matches: int, year: int) -> None:
    contract = around.contract
    form = _realised(contract, {"jaar": str(year), "kosten": amount_nl(cost), "uren": number_nl(hours), "koppelingen": number_nl(matches)})
    assert form.is_valid(), form.errors

    row = RealisedYear.objects.create(contract=contract, **form.values)
    row.refresh_from_db()
    RealisedYear.objects.filter(pk=row.pk).delete()

    assert (row.cost, row.hours, row.matches, row.year) == (cost, round_half_up(hours, 2), matches, year)
    assert euro_nl(row.cost) == euro_nl(cost)


def _realised(contract: Contract, typed: dict[str, str]) -> Any:
    return RealisedYearForm(QueryDict(urlencode(typed)), contract=contract, row=None)


def _stored_contract() -> Contract:
    dossier = make_dossier("GM0392")
    decision = Decision.objects.create(dossier=dossier, outcome=Decision.Outcome.CHOSEN, reason="x")
    return Contract.objects.create(decision=decision, offering="steunouder", starts_on=date(2027, 1, 1), until=date(2061, 1, 1))


FILTERS = {
    "zoek": ["steun", "gezin thuis", "xyzzy", "é"],
    "leeftijd": ["0-4", "5", "zwangerschap", "zwangerschap-4", "12-17", "29"],
    "training": ["ja", "nee"],
    "vog": ["ja", "nee"],
    "tarief": ["bekend", "onbekend"],
    "collectief": ["ja", "nee"],
}


@pytest.mark.every_database
@settings(SHARED, max_examples=20)
@given(data=st.data())
def test_the_overview_gives_the_plain_evaluation_of_any_filters(around: Surroundings, data: st.DataObject) -> None:
    catalogue = around.catalogue
    lists = OfferingFilter(QueryDict(), catalogue=catalogue).terms
    asked = [(name, data.draw(st.sampled_from(found))) for name, found in FILTERS.items() if data.draw(st.integers(0, 3), label=name) == 0]
    for name, terms in lists.items():
        if terms:
            asked += [
                (name, slug) for slug in data.draw(st.lists(st.sampled_from([term.slug for term in terms]), unique=True, max_size=2), label=name)
            ]
    query = urlencode(asked)
    task = OfferingFilter(QueryDict(query), catalogue=catalogue)
    assert task.is_valid(), task.errors

    answer = Client().get(f"/overzicht.json?{query}")

    assert {row["slug"]: row["oordeel"] for row in answer.json()["aanbod"]} == {
        found.offering.slug: found.verdict.value for found in evaluate(catalogue, task.task)
    }
