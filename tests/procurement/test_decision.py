"""After the decision, on the pages: recording it, its contracts and years; who may, two people at once, and bad input."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from procurement.models import Contract, Decision, Dossier, Quotation, RealisedYear
from procurement.views.dossiers.decision_turns import MOST_CONTRACTS
from tests.procurement.dossiers import events_of, make_dossier, signed_in, version_of
from tests.procurement.frozen import make_report
from tests.validation import assert_valid_html

pytestmark = pytest.mark.django_db

QUERY = "gemeente=GM0392&aanbod=buurtgezinnen&startjaar=2027&koppelingen=10,10&jaren=2"
DECIDED = {"uitkomst": "GEKOZEN", "reden": "De jongste kinderen worden bereikt.", "besloten_op": "1-11-2026"}
CONTRACT = {"aanbod": "buurtgezinnen", "vanaf": "1-1-2027", "tot_en_met": "2028-12-31", "waarde": "96.102", "toelichting": "Met optie"}
YEAR = {"jaar": "2027", "koppelingen": "8", "uren": "430,5", "kosten": "49.122", "toelichting": "Alles"}


@pytest.fixture
def adviser() -> tuple[Client, Dossier]:
    client, person = signed_in()
    return client, make_dossier(person, query=QUERY, status=Dossier.Status.FINAL)


def decide(dossier: Dossier, outcome: str = "GEKOZEN") -> Decision:
    return Decision.objects.create(dossier=dossier, outcome=outcome, reason="Daarom", decided_on=date(2026, 11, 1))


def contract_of(dossier: Dossier) -> Contract:
    return Contract.objects.create(decision=decide(dossier), offering="buurtgezinnen", starts_on=date(2027, 1, 1), until=date(2029, 1, 1))


def address(name: str, dossier: Dossier, *more: object) -> str:
    return reverse(f"procurement:{name}", args=[dossier.key, *more])


def send(client: Client, where: str, dossier: Dossier, fields: dict[str, Any] | None = None, version: object = None) -> Any:
    if version is None:
        version = Decision.objects.filter(dossier=dossier).values_list("version", flat=True).first() or 0
    return client.post(where, {**(fields or {}), "versie": version})


def text_of(client: Client, dossier: Dossier) -> str:
    page = client.get(address("dossier_decision", dossier))
    assert_valid_html(page.content)
    assert "no-store" in page["Cache-Control"]
    return page.content.decode()


# --- recording ----------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", ["GEKOZEN", "GEEN", "GESTOPT"])
def test_a_decision_is_recorded_also_of_a_final_and_archived_dossier(adviser: tuple[Client, Dossier], outcome: str) -> None:
    client, dossier = adviser
    Dossier.objects.update(archived_at=timezone.now())
    assert "Er is nog geen besluit vastgelegd." in text_of(client, dossier)
    assert_valid_html(client.get(address("dossier_decision_edit", dossier)).content)

    answer = send(client, address("dossier_decision_edit", dossier), dossier, {**DECIDED, "uitkomst": outcome})

    assert answer.status_code == 302
    decision = Decision.objects.get()
    assert (decision.outcome, decision.reason, decision.decided_on) == (outcome, DECIDED["reden"], date(2026, 11, 1))
    assert events_of(dossier)[-1][1] == "Besluit vastgelegd"
    assert ("Voeg een contract toe" in text_of(client, dossier)) == (outcome == "GEKOZEN")
    assert (client.get(address("dossier_contract_new", dossier)).status_code == 200) == (outcome == "GEKOZEN")


def test_a_contract_and_its_years_are_added_changed_and_deleted(adviser: tuple[Client, Dossier]) -> None:
    client, dossier = adviser
    decide(dossier)

    send(client, address("dossier_contract_new", dossier), dossier, CONTRACT)
    contract = Contract.objects.get()
    assert (contract.starts_on, contract.until, contract.value) == (date(2027, 1, 1), date(2029, 1, 1), Decimal("96102.00"))
    send(client, address("dossier_contract", dossier, contract.pk), dossier, {**CONTRACT, "waarde": ""})
    contract.refresh_from_db()
    assert contract.value is None

    answer = send(client, address("dossier_realised_new", dossier, contract.pk), dossier, YEAR)
    assert answer["Location"].endswith(f"#contract-{contract.pk}")
    row = RealisedYear.objects.get()
    assert (row.year, row.matches, row.hours, row.cost) == (2027, 8, Decimal("430.5"), Decimal("49122"))
    form = client.get(address("dossier_realised", dossier, contract.pk, 2027)).content.decode()
    assert 'value="49.122"' in form
    send(client, address("dossier_realised", dossier, contract.pk, 2027), dossier, {**YEAR, "kosten": ""})
    row.refresh_from_db()
    assert row.cost is None

    for where in (address("dossier_realised_delete", dossier, contract.pk, 2027), address("dossier_contract_delete", dossier, contract.pk)):
        assert_valid_html(client.get(where).content)
        assert send(client, where, dossier).status_code == 302
    assert not Contract.objects.exists()
    assert [what for _, what in events_of(dossier)] == [
        "Contract voor Buurtgezinnen toegevoegd",
        "Contract voor Buurtgezinnen gewijzigd",
        "Cijfers van 2027 voor Buurtgezinnen toegevoegd",
        "Cijfers van 2027 voor Buurtgezinnen gewijzigd",
        "Cijfers van 2027 voor Buurtgezinnen verwijderd",
        "Contract voor Buurtgezinnen verwijderd",
    ]


# --- beside each other --------------------------------------------------------------------------------------------------------------------------


def test_list_price_offer_and_realised_stand_beside_each_other(adviser: tuple[Client, Dossier]) -> None:
    # By hand: 10 x € 3.150 = € 31.500; 8 x € 3.150 = € 25.200; the offer is € 49.122.
    client, dossier = adviser
    Quotation.objects.create(dossier=dossier, number=1, fields={"aanbod": "buurtgezinnen", "naam": "voorstel", "vast_1": "49122", "btw": "UNKNOWN"})
    contract = contract_of(dossier)
    RealisedYear.objects.create(contract=contract, year=2027, matches=8, cost=Decimal(50000))
    RealisedYear.objects.create(contract=contract, year=2028, matches=9)

    text = text_of(client, dossier).replace("\xa0", " ")

    assert "2027: € 18.500,00 meer dan de lijstprijs voor 10 nieuwe koppelingen; er waren er 8." in text
    assert "was de lijstprijs € 25.200,00. Daarmee vergeleken: € 24.800,00 meer dan de lijstprijs." in text
    assert "2027: € 878,00 meer dan de prijs uit ‘voorstel (eigen invoer)’" in text
    assert "2028 is niet vergeleken: de kosten zijn onbekend." in text
    assert "Er is nog geen vastgesteld rapport." in text
    assert "besparing" not in text
    assert "in dit dossier ingevuld" in text  # the source of the offer


def test_the_prices_of_a_frozen_report_are_those_it_has(adviser: tuple[Client, Dossier]) -> None:
    client, dossier = adviser
    years = [{"kalenderjaar": 2027, "laag": "1.00", "hoog": "2.00"}, {"kalenderjaar": 2028, "laag": None, "hoog": None, "reden": "prijs onbekend"}]
    data = {"vergelijking": {"aanbod": [{"slug": "buurtgezinnen", "tarief": "lijstprijs", "jaren": years}]}}
    make_report(dossier, data=json.dumps(data), reference_day=timezone.localdate(), number=3)
    RealisedYear.objects.create(contract=contract_of(dossier), year=2027, matches=8, cost=Decimal(50000))

    text = text_of(client, dossier).replace("\xa0", " ")

    assert "vastgestelde rapport 3 van 20 november 2026" in text
    assert "€ 49.998,00 - € 49.999,00 meer dan de lijstprijs" in text
    assert "prijs onbekend" in text


def test_an_offering_outside_the_question_has_its_list_price_and_an_unknown_one_none(adviser: tuple[Client, Dossier]) -> None:
    client, dossier = adviser
    contract = contract_of(dossier)
    Contract.objects.create(decision=contract.decision, offering="steunouder", starts_on=date(2027, 1, 1), until=date(2028, 1, 1))
    Contract.objects.create(decision=contract.decision, offering="verdwenen", starts_on=date(2027, 1, 1), until=date(2028, 1, 1))

    text = text_of(client, dossier)

    assert text.count('<th scope="col" class="numeric">Lijstprijs</th>') == 2
    assert "verdwenen (niet meer in de catalogus)" in text
    assert "geen lijstprijs en geen offerte bekend" in text
    assert "verdwenen" in client.get(address("dossier_contract", dossier, Contract.objects.get(offering="verdwenen").pk)).content.decode()


def test_without_an_answerable_question_what_was_realised_still_stands(adviser: tuple[Client, Dossier]) -> None:
    client, dossier = adviser
    RealisedYear.objects.create(contract=contract_of(dossier), year=2027, matches=8, cost=Decimal(50000), note="Alles")
    Dossier.objects.update(query="aanbod=bestaat-niet")

    text = text_of(client, dossier)

    assert "klopt niet meer met de catalogus" in text
    assert "50.000,00" in text


def test_only_part_of_the_payers_is_said(adviser: tuple[Client, Dossier]) -> None:
    client, dossier = adviser
    contract_of(dossier)
    Dossier.objects.update(query=f"{QUERY}&betaler=gemeente")
    assert "In de prijzen tellen alleen de kosten van: gemeente" in text_of(client, dossier)


# --- bad input ----------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"uitkomst": ""}, "Kies wat er besloten is."),
        ({"uitkomst": "X\x00"}, "Deze uitkomst bestaat niet."),
        ({"reden": "  "}, "Schrijf op waarom."),
        ({"reden": "a\x00"}, "teken dat niet te lezen is"),
        ({"reden": "a" * 5001}, "hoogstens 5000 tekens"),
        ({"besloten_op": "31-2-2026"}, "Vul een dag in"),
        ({"besloten_op": "1-1-2050"}, "ligt in de toekomst"),
    ],
)
def test_a_wrong_decision_is_told_and_nothing_is_lost(adviser: tuple[Client, Dossier], change: dict[str, str], message: str) -> None:
    client, dossier = adviser
    answer = send(client, address("dossier_decision_edit", dossier), dossier, {**DECIDED, **change})
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"aanbod": ""}, "Kies het aanbod."),
        ({"aanbod": "weg"}, "staat niet in de lijst"),
        ({"vanaf": ""}, "Vul de eerste dag in."),
        ({"tot_en_met": ""}, "Vul de laatste dag in."),
        ({"tot_en_met": "1-1-2026"}, "ligt voor de eerste dag"),
        ({"vanaf": "1-1-1800"}, "Vul een dag in"),
        ({"waarde": "9" * 20}, "Vul een bedrag in"),
        ({"waarde": "999999999999"}, "tot en met 999.999.999,99"),
        ({"waarde": "-1"}, "van 0 tot"),
        ({"toelichting": "a" * 301}, "hoogstens 300 tekens"),
    ],
)
def test_a_wrong_contract_is_told(adviser: tuple[Client, Dossier], change: dict[str, str], message: str) -> None:
    client, dossier = adviser
    decide(dossier)
    answer = send(client, address("dossier_contract_new", dossier), dossier, {**CONTRACT, **change})
    assert message in answer.content.decode()
    assert not Contract.objects.exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"jaar": ""}, "Vul het kalenderjaar in."),
        ({"jaar": "2026"}, "Het contract loopt in 2027 tot en met 2028."),
        ({"jaar": "9" * 30}, "Vul een heel getal in"),
        ({"jaar": "2028"}, "Van 2028 zijn er al cijfers."),
        ({"koppelingen": "10.001"}, "van 0 tot en met 10.000"),
        ({"koppelingen": "\x00"}, "Vul een heel getal in"),
        ({"uren": "1000001"}, "tot en met 1.000.000"),
        ({"kosten": "1,234"}, "hoogstens 2 cijfers"),
        ({"koppelingen": "", "uren": "", "kosten": ""}, "Vul minstens één getal in"),
    ],
)
def test_a_wrong_year_is_told(adviser: tuple[Client, Dossier], change: dict[str, str], message: str) -> None:
    client, dossier = adviser
    contract = contract_of(dossier)
    RealisedYear.objects.create(contract=contract, year=2028, matches=1)
    answer = send(client, address("dossier_realised_new", dossier, contract.pk), dossier, {**YEAR, **change})
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert RealisedYear.objects.count() == 1


def test_zero_is_a_number_and_not_unknown(adviser: tuple[Client, Dossier]) -> None:
    client, dossier = adviser
    contract = contract_of(dossier)
    send(client, address("dossier_realised_new", dossier, contract.pk), dossier, {**YEAR, "koppelingen": "0", "kosten": "0", "uren": ""})
    row = RealisedYear.objects.get()
    assert (row.matches, row.cost, row.hours) == (0, 0, None)


def test_a_contract_cannot_lose_years_with_figures_and_a_decision_not_its_contracts(adviser: tuple[Client, Dossier]) -> None:
    client, dossier = adviser
    contract = contract_of(dossier)
    RealisedYear.objects.create(contract=contract, year=2028, matches=1)

    shorter = send(client, address("dossier_contract", dossier, contract.pk), dossier, {**CONTRACT, "tot_en_met": "31-12-2027"})
    stopped = send(client, address("dossier_decision_edit", dossier), dossier, {**DECIDED, "uitkomst": "GESTOPT"})

    assert "Van 2028 zijn al cijfers ingevuld." in shorter.content.decode()
    assert "Bij dit besluit staan contracten." in stopped.content.decode()


def test_there_is_an_end_to_contracts(adviser: tuple[Client, Dossier]) -> None:
    client, dossier = adviser
    decision = decide(dossier)
    new = [Contract(decision=decision, offering="buurtgezinnen", starts_on=date(2027, 1, 1), until=date(2028, 1, 1)) for _ in range(MOST_CONTRACTS)]
    Contract.objects.bulk_create(new)
    answer = send(client, address("dossier_contract_new", dossier), dossier, CONTRACT)
    assert "staan al 20 contracten" in answer.content.decode()
    assert Contract.objects.count() == MOST_CONTRACTS
    assert "Voeg een contract toe" not in text_of(client, dossier)


# --- two people at once -------------------------------------------------------------------------------------------------------------------------


def test_who_comes_second_is_told_and_keeps_what_was_typed(adviser: tuple[Client, Dossier]) -> None:
    client, dossier = adviser
    where = address("dossier_decision_edit", dossier)
    send(client, where, dossier, DECIDED, version=0)

    late = send(client, where, dossier, {**DECIDED, "reden": "Van de tweede"}, version=0)

    assert late.status_code == 409
    assert "Van de tweede" in late.content.decode()
    assert "Besluit vastgelegd" in late.content.decode()
    assert Decision.objects.get().reason == DECIDED["reden"]
    again = client.post(where, {**DECIDED, "reden": "Van de tweede", "versie": version_of(late)})
    assert again.status_code == 302
    assert Decision.objects.get().reason == "Van de tweede"


@pytest.mark.parametrize("version", ["0", "99", "", "\x00", "9" * 40])
def test_nothing_in_a_decision_changes_for_another_version(adviser: tuple[Client, Dossier], version: str) -> None:
    client, dossier = adviser
    contract = contract_of(dossier)
    RealisedYear.objects.create(contract=contract, year=2028, matches=1)
    posts = [
        (address("dossier_decision_edit", dossier), DECIDED),
        (address("dossier_contract_new", dossier), CONTRACT),
        (address("dossier_contract", dossier, contract.pk), CONTRACT),
        (address("dossier_realised_new", dossier, contract.pk), YEAR),
        (address("dossier_realised", dossier, contract.pk, 2028), {**YEAR, "jaar": "2028"}),
        (address("dossier_realised_delete", dossier, contract.pk, 2028), {}),
        (address("dossier_contract_delete", dossier, contract.pk), {}),
    ]
    for where, fields in posts:
        assert send(client, where, dossier, fields, version=version).status_code == 409, where
    assert (Decision.objects.get().version, Contract.objects.get().value, RealisedYear.objects.get().cost) == (1, None, None)
    assert events_of(dossier) == []


def test_what_is_sent_to_something_deleted_comes_back(adviser: tuple[Client, Dossier]) -> None:
    client, dossier = adviser
    contract = contract_of(dossier)
    Contract.objects.all().delete()
    for where, fields in (
        (address("dossier_contract", dossier, contract.pk), {**CONTRACT, "toelichting": "Lang getypt"}),
        (address("dossier_realised_new", dossier, contract.pk), {**YEAR, "toelichting": "Lang getypt"}),
        (address("dossier_realised", dossier, contract.pk, 2027), {**YEAR, "toelichting": "Lang getypt"}),
    ):
        answer = send(client, where, dossier, fields)
        assert answer.status_code == 409
        assert "Lang getypt" in answer.content.decode()
        assert client.get(where).status_code == 404


# --- who may ------------------------------------------------------------------------------------------------------------------------------------


def test_readers_look_strangers_sign_in_and_others_find_nothing(adviser: tuple[Client, Dossier]) -> None:
    _client, dossier = adviser
    contract = contract_of(dossier)
    RealisedYear.objects.create(contract=contract, year=2028, matches=1)
    reader, other = signed_in(Role.READER)[0], signed_in(municipality="GM0193")[0]
    page = address("dossier_decision", dossier)
    changing = [
        address("dossier_decision_edit", dossier),
        address("dossier_contract_new", dossier),
        address("dossier_contract", dossier, contract.pk),
        address("dossier_contract_delete", dossier, contract.pk),
        address("dossier_realised_new", dossier, contract.pk),
        address("dossier_realised", dossier, contract.pk, 2028),
        address("dossier_realised_delete", dossier, contract.pk, 2028),
    ]

    assert "Pas aan" not in text_of(reader, dossier)
    assert other.get(page).status_code == 404
    assert Client().get(page).status_code == 302
    for where in changing:
        assert [getattr(reader, method)(where).status_code for method in ("get", "post")] == [403, 403], where
        assert [getattr(other, method)(where).status_code for method in ("get", "post")] == [404, 404], where
        assert [getattr(Client(), method)(where).status_code for method in ("get", "post")] == [302, 302], where
    assert (Contract.objects.count(), RealisedYear.objects.count()) == (1, 1)


def test_a_contract_of_another_dossier_is_not_found(adviser: tuple[Client, Dossier]) -> None:
    client, dossier = adviser
    decide(dossier)
    contract = contract_of(make_dossier(dossier.created_by))
    for number in (contract.pk, 10**30):
        assert client.get(address("dossier_contract", dossier, number)).status_code == 404
        assert client.post(address("dossier_contract_delete", dossier, number)).status_code == 404


def test_a_deleted_dossier_has_no_decision(adviser: tuple[Client, Dossier]) -> None:
    client, dossier = adviser
    Dossier.objects.update(deleted_at=timezone.now())
    assert client.get(address("dossier_decision", dossier)).status_code == 404
    assert send(client, address("dossier_decision_edit", dossier), dossier, DECIDED).status_code == 409
    assert not Decision.objects.exists()


def test_the_page_asks_as_much_for_many_contracts_as_for_one(adviser: tuple[Client, Dossier]) -> None:
    client, dossier = adviser
    contract = contract_of(dossier)
    RealisedYear.objects.create(contract=contract, year=2028, matches=1)
    client.get(address("dossier_decision", dossier))
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(address("dossier_decision", dossier))
        counts.append(len(queries))
        for _ in range(4):
            more = Contract.objects.create(decision=contract.decision, offering="home-start", starts_on=date(2027, 1, 1), until=date(2029, 1, 1))
            RealisedYear.objects.create(contract=more, year=2027, matches=1)
    assert counts[0] == counts[1]
