"""The admin pages: every table has them, and every mistake gets a message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field
from decimal import Decimal
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission, User
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.accounts.people import sign_in
from tests.voorzieningen import factories
from tests.voorzieningen.pages import form_values
from voorzieningen import models as m

pytestmark = pytest.mark.django_db

REGISTERED = sorted((model for model in admin.site._registry if model._meta.app_label == "voorzieningen"), key=lambda model: model.__name__)
EDITABLE = [model for model in REGISTERED if model is not m.LoadedRow]


@dataclass(slots=True)
class Prepared:
    """What every test of this module finds: one row of every model, someone signed in, and the pages as they are before a test changes a row."""

    rows: dict[type[Any], Any]
    cookies: SimpleCookie
    pages: dict[str, Any] = field(default_factory=dict)

    def page(self, where: str) -> Any:
        """The answer to who may do everything. Asked once; for the first request of a test only."""
        if where not in self.pages:
            client = Client()
            client.cookies.update(self.cookies)
            self.pages[where] = client.get(where)
        return self.pages[where]


@pytest.fixture(scope="module", autouse=True)
def prepared(django_db_setup: None, django_db_blocker: Any) -> Iterator[Prepared]:
    """Made once for all tests of this module, in a transaction around theirs: what a test does is rolled back to this."""
    around = transaction.atomic()
    with django_db_blocker.unblock():
        around.__enter__()
        client = Client()
        sign_in(client, User.objects.create_superuser("boss"))
        made = Prepared(make_rows(), client.cookies)
    yield made
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture
def boss(client: Client, prepared: Prepared) -> Client:
    """Signed in as someone who may do everything."""
    client.cookies.update(prepared.cookies)
    return client


@pytest.fixture
def data(prepared: Prepared) -> dict[type[Any], Any]:
    """One row of every model, with realistic rows around it."""
    return {model: copy(row) for model, row in prepared.rows.items()}


def make_rows() -> dict[type[Any], Any]:
    offering, other = factories.make_offerings(2)
    source = factories.make_source()
    tariff = offering.tariffs.get()
    reading = m.TariffReading.objects.create(tariff=tariff, code="JAAR", text="per jaar", reason="het staat er", preferred=True, source=source)
    scale = factories.make_component(tariff, "SCHAAL", type="INHABITANT_TIER")
    hourly = factories.make_component(tariff, "UREN", type="HOURLY_RATE", low=Decimal(80), high=Decimal(90))
    contradiction = factories.make_contradiction("X-01", offering, other)
    rows = {
        m.Source: source,
        m.LoadedRow: m.LoadedRow.objects.create(model="voorzieningen.source", key="proefbron", digest="0" * 64),
        m.Organisation: offering.organisation,
        m.Offering: offering,
        m.Tariff: tariff,
        m.TariffReading: reading,
        m.TariffComponent: tariff.components.get(code="STEUN0000-2"),
        m.TariffCapacity: m.TariffCapacity.objects.create(tariff=tariff, contract_year=1, low=8, high=10, source=source),
        m.ComponentBracket: m.ComponentBracket.objects.create(component=scale, from_inhabitants=0, low=100, high=200, source=source),
        m.ComponentHours: m.ComponentHours.objects.create(component=hourly, match_year=1, hours=12, source=source),
        m.Contradiction: contradiction,
        m.ContradictionReading: m.ContradictionReading.objects.create(contradiction=contradiction, position=1, value="laag", source=source),
        m.ResultClaim: m.ResultClaim.objects.create(
            code="R-1", offering=offering, claim="het helpt", measures="tevredenheid", speaker="zij", source=source
        ),
        m.Municipality: factories.make_municipality(),
        m.TariffInstalment: factories.make_instalments(tariff, m0="1")[0],
        m.IndexSeries: factories.make_index_series(y2020="0.01", y2021="0.02", y2022="0.03"),
    }
    rows[m.IndexFigure] = rows[m.IndexSeries].figures.get(year=2022)
    return rows | {model: model.objects.order_by("pk").first() for model in REGISTERED if model not in rows}


def address(model: type[Any], page: str, *args: Any) -> str:
    return reverse(f"admin:voorzieningen_{model._meta.model_name}_{page}", args=args)


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace("&#x27;", "'")


def change(boss: Client, row: Any, **changed: Any) -> Any:
    """Send the change page of a row back with these values; None leaves a tick box open."""
    where = address(type(row), "change", row.pk)
    values = form_values(boss.get(where).content.decode()) | changed
    return boss.post(where, {name: value for name, value in values.items() if value is not None})


def delete(boss: Client, row: Any) -> Any:
    """Ask for the page that asks, and say yes."""
    where = address(type(row), "delete", row.pk)
    return boss.post(where, form_values(boss.get(where).content.decode()))


def first_change(boss: Client, prepared: Prepared, row: Any, **changed: Any) -> Any:
    """As `change`, for a row that the test has left as it was."""
    where = address(type(row), "change", row.pk)
    values = form_values(prepared.page(where).content.decode()) | changed
    return boss.post(where, {name: value for name, value in values.items() if value is not None})


def test_every_model_of_the_catalogue_is_in_the_admin() -> None:
    from django.apps import apps

    ours = {model for model in apps.get_app_config("voorzieningen").get_models() if not model.__name__.startswith("Historical")}
    # Made by the portal itself: the version of the catalogue, and the log of imports, which has pages of its own.
    assert {model.__name__ for model in ours - set(REGISTERED)} <= {"CatalogueVersion", "ImportFile", "ImportOutcome"}
    assert set(REGISTERED) <= ours


@pytest.mark.parametrize("model", REGISTERED)
def test_the_list_answers_and_is_in_dutch(prepared: Prepared, model: type[Any]) -> None:
    response = prepared.page(address(model, "changelist"))
    assert response.status_code == 200
    assert "Steunkeuze: beheer" in response.content.decode()


@pytest.mark.parametrize("model", REGISTERED)
def test_the_list_can_be_searched(boss: Client, data: dict[Any, Any], model: type[Any]) -> None:
    assert admin.site._registry[model].search_fields
    assert boss.get(address(model, "changelist"), {"q": "zeldzaamwoord"}).context["cl"].result_count == 0


@pytest.mark.parametrize("model", EDITABLE)
def test_the_page_to_add_answers(prepared: Prepared, model: type[Any]) -> None:
    assert prepared.page(address(model, "add")).status_code == 200


@pytest.mark.parametrize("model", EDITABLE)
def test_an_empty_new_row_gets_messages(boss: Client, prepared: Prepared, model: type[Any]) -> None:
    where = address(model, "add")
    values = {name: "" if not name.endswith("_FORMS") else value for name, value in form_values(prepared.page(where).content.decode()).items()}
    response = boss.post(where, values)
    assert response.status_code == 200
    assert response.context["adminform"].form.errors or any(formset.errors for formset in response.context["inline_admin_formsets"])


@pytest.mark.parametrize("model", EDITABLE)
def test_a_page_sent_back_unchanged_is_saved_unchanged(boss: Client, prepared: Prepared, data: dict[Any, Any], model: type[Any]) -> None:
    before = model.objects.filter(pk=data[model].pk).values().get()
    response = first_change(boss, prepared, data[model])
    assert response.status_code == 302, response.context["errors"]
    assert model.objects.filter(pk=data[model].pk).values().get() == before


@pytest.mark.parametrize("model", EDITABLE)
def test_a_row_without_source_is_refused(boss: Client, prepared: Prepared, data: dict[Any, Any], model: type[Any]) -> None:
    field = "source" if model is not m.Source else "title"
    response = first_change(boss, prepared, data[model], **{field: ""})
    assert response.status_code == 200
    assert "Dit veld is verplicht." in response.context["adminform"].form.errors[field]


@pytest.mark.parametrize("model", EDITABLE)
def test_a_changed_value_is_saved(boss: Client, prepared: Prepared, data: dict[Any, Any], model: type[Any]) -> None:
    field = "title" if model is m.Source else "place"
    response = first_change(boss, prepared, data[model], **{field: "regel 99"})
    assert response.status_code == 302, response.context["errors"]
    assert getattr(model.objects.get(pk=data[model].pk), field) == "regel 99"


@pytest.mark.parametrize("model", EDITABLE)
def test_the_page_to_delete_answers(boss: Client, data: dict[Any, Any], model: type[Any]) -> None:
    assert boss.get(address(model, "delete", data[model].pk)).status_code == 200


def test_loaded_rows_can_only_be_looked_at(boss: Client, data: dict[Any, Any]) -> None:
    row = data[m.LoadedRow]
    assert boss.get(address(m.LoadedRow, "change", row.pk)).status_code == 200
    assert boss.get(address(m.LoadedRow, "add")).status_code == 403
    assert boss.post(address(m.LoadedRow, "change", row.pk), {"key": "anders"}).status_code == 403
    assert boss.post(address(m.LoadedRow, "delete", row.pk), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("model", REGISTERED)
def test_a_visitor_is_sent_to_the_sign_in_page(client: Client, data: dict[Any, Any], model: type[Any]) -> None:
    response = client.get(address(model, "changelist"))
    assert response.status_code == 302
    assert response["Location"].startswith("/beheer/login/")


@pytest.mark.parametrize("model", EDITABLE)
def test_staff_without_permission_is_refused(client: Client, data: dict[Any, Any], model: type[Any]) -> None:
    sign_in(client, User.objects.create_user("clerk", is_staff=True))
    assert client.get(address(model, "changelist")).status_code == 403
    assert client.post(address(model, "change", data[model].pk), {}).status_code == 403


def test_staff_with_view_permission_only_cannot_save(client: Client, data: dict[Any, Any]) -> None:
    clerk = User.objects.create_user("clerk", is_staff=True)
    clerk.user_permissions.add(Permission.objects.get(codename="view_tariff"))
    sign_in(client, clerk)
    where = address(m.Tariff, "change", data[m.Tariff].pk)
    assert client.get(where).status_code == 200
    assert client.post(where, {"name": "anders"}).status_code == 403


@pytest.mark.parametrize(
    "model", [m.Offering, m.Coverage, m.Statement, m.Tariff, m.TariffComponent, m.Contradiction, m.OfferingForm, m.TariffReading]
)
def test_a_list_takes_the_same_number_of_queries_for_more_rows(
    boss: Client, data: dict[Any, Any], model: type[Any], django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    boss.get(address(model, "changelist"))  # the first page in a while writes down that this person is there
    with django_assert_max_num_queries(30) as few:
        boss.get(address(model, "changelist"))
    for offering in factories.make_offerings(6, prefix="meer"):
        m.TariffReading.objects.create(tariff=offering.tariffs.get(), code="A", text="zo", reason="x", preferred=True, source=factories.make_source())
        factories.make_contradiction(f"D-{offering.pk}"[:10], offering)
    with django_assert_num_queries(len(few)):
        boss.get(address(model, "changelist"))


def test_the_rows_of_an_offering_take_no_query_each(boss: Client, data: dict[Any, Any], django_assert_max_num_queries: Any) -> None:
    offering = data[m.Offering]
    where = address(m.Offering, "change", offering.pk)
    with django_assert_max_num_queries(80) as few:
        boss.get(where)
    source = factories.make_source()
    m.AgeRange.objects.bulk_create(
        m.AgeRange(offering=offering, variant=f"lezing {i}", from_months=0, until_months=12 + i, certainty="POSSIBLE", source=source)
        for i in range(20)
    )
    with django_assert_max_num_queries(len(few)):
        boss.get(where)


HOSTILE = [
    {"name__regex": "("},
    {"q": "'; DROP TABLE --"},
    {"q": '"' * 50},
    {"q": "%_\\"},
    {"q": "x" * 2000},
    {"p": "99999999999999999999"},
    {"p": "abc"},
    {"o": "99.-1.x"},
    {"o": "٣"},
    {"e": "1"},
    {"id__exact": "abc"},
    {"id__exact": "9" * 40},
    {"id__in": "1,a"},
    {"id__range": "1"},
    {"checked_on__year": "99999"},
    {"source__title__regex": "("},
    {"source__checked_on__gt": "nooit"},
    {"password": "x"},
    {"_to_field": "regex"},
    {"_popup": "1"},
    {"all": ""},
    {"is_published__exact": "misschien"},
    {"offering__id__exact": "1e999"},
    {"__": "1"},
    {"_facets": "True"},
]


@pytest.mark.every_database
@pytest.mark.parametrize("query", HOSTILE, ids=str)
@pytest.mark.parametrize("model", [m.Offering, m.Tariff, m.Source, m.Coverage])
def test_a_hostile_address_is_never_an_error_of_ours(boss: Client, data: dict[Any, Any], model: type[Any], query: dict[str, str]) -> None:
    boss.raise_request_exception = False
    assert boss.get(address(model, "changelist"), query).status_code in {200, 302, 400}


def test_a_nul_byte_in_the_address_is_refused(boss: Client) -> None:
    assert boss.get(address(m.Source, "changelist"), {"q": "\0"}).status_code == 400


def test_a_regular_expression_in_the_address_is_refused(boss: Client, data: dict[Any, Any]) -> None:
    assert boss.get(address(m.Source, "changelist"), {"title__regex": "("}).status_code == 400


@pytest.mark.every_database
@pytest.mark.parametrize("key", ["abc", "0", "9" * 40, "-1", "1%00"])
def test_a_row_that_is_not_there_is_no_error(boss: Client, key: str) -> None:
    boss.raise_request_exception = False
    assert boss.get(f"/beheer/voorzieningen/source/{key}/change/").status_code in {302, 400, 404}


@pytest.mark.parametrize("kind", ["changelist", "add", "change"])
@pytest.mark.parametrize("model", EDITABLE)
def test_a_page_has_no_inline_style_or_script(prepared: Prepared, data: dict[Any, Any], model: type[Any], kind: str) -> None:
    response = prepared.page(address(model, kind, *([data[model].pk] if kind == "change" else [])))
    html = response.content.decode()
    assert not re.search(r"<[^>]+\sstyle=", html)
    assert not re.search(r"<[^>]+\son[a-z]+=", html)
    assert "<style" not in html
    assert all("src=" in tag or "application/json" in tag for tag in re.findall(r"<script[^>]*>", html))
    assert "'unsafe" not in response["Content-Security-Policy"]


MISTAKES: list[tuple[type[Any], dict[str, Any], str]] = [
    (m.Offering, {"slug": "steun-0001"}, "Er bestaat al een Aanbod met eenzelfde Sleutel."),
    (m.Offering, {"code": "STEUN0001"}, "Er bestaat al een Aanbod met eenzelfde Code."),
    (m.Offering, {"duration_months_min": "30"}, "Dit is lager dan 'duur minimaal (maanden)'."),
    (m.Offering, {"organisation": ""}, "Kies een organisatie; alleen een combinatie heeft er geen."),
    (m.Offering, {"slug": "met spatie"}, "Voer een geldige ‘slug’ in"),
    (m.TargetGroup, {"code": "kleine letters"}, "Gebruik hoofdletters, cijfers en lage streepjes"),
    (m.Municipality, {"code": "0392"}, "Een CBS-code is GM met vier cijfers"),
    (m.Municipality, {"inhabitants": "0"}, "Een gemeente heeft ten minste één inwoner."),
    (m.Municipality, {"valid_until": "01-01-2020"}, "De gemeente moet na de peildatum van de inwoners nog bestaan."),
    (m.Tariff, {"contract_from": "01-01-2027", "contract_until": "01-01-2026"}, "Het contract moet na het begin eindigen."),
    (m.Tariff, {"duration_match_years": ""}, "Vul de duur in, of kies 'niet vermeld' waar die op berust."),
    (m.Tariff, {"duration_basis": "NOT_STATED"}, "Er is een duur ingevuld. Kies waar die op berust."),
    (m.Tariff, {"shortest_match_years": "1"}, "Vul de kortste en de langste duur allebei in (1 tot en met 10), met de duur ertussen"),
    (m.Tariff, {"shortest_match_years": "3", "longest_match_years": "4"}, "Dit is lager dan 'kortste duur (koppelingsjaren)'."),
    (m.Tariff, {"shortest_match_years": "1", "longest_match_years": "1"}, "Dit is lager dan 'duur van een koppeling (koppelingsjaren)'."),
    (m.Tariff, {"instalments-0-percentage": "0.4"}, "De termijnen zijn samen 1; nu zijn ze 0,4."),
    (m.TariffInstalment, {"percentage": "0.4"}, "De termijnen zijn samen 1; nu zijn ze 0,4. Wijzig alles samen op de pagina van 'Lijstprijs'."),
    (m.Tariff, {"instalments-0-percentage": "0"}, "Een termijn is een deel van het bedrag: meer dan 0 en niet meer dan 1."),
    (m.TariffInstalment, {"months_after_start": "36"}, "Zorg ervoor dat deze waarde hoogstens 35 is."),
    (m.IndexSeries, {"figures-1-year": "2023"}, "Het cijfer van 2021 ontbreekt: zonder dat jaar kan er niet verder worden gerekend."),
    (m.IndexSeries, {"figures-1-DELETE": "on"}, "Het cijfer van 2021 ontbreekt"),
    (m.IndexSeries, {"figures-2-year": "2099"}, "Het jaar 2099 moet nog komen"),
    (m.IndexSeries, {"figures-0-percentage": "6.36"}, "Een indexcijfer ligt tussen -0,20 (20 procent lager) en 0,50 (50 procent hoger)."),
    (m.IndexSeries, {"figures-0-source": ""}, "Dit veld is verplicht."),
    (m.IndexFigure, {"year": "2099"}, "Het jaar 2099 moet nog komen: hier staan alleen cijfers van jaren die al begonnen zijn."),
    (m.IndexFigure, {"year": "2023"}, "Het cijfer van 2022 ontbreekt"),
    (m.IndexFigure, {"year": "2021"}, "Indexcijfer met deze Indexreeks en Jaar bestaat al."),
    (m.IndexFigure, {"percentage": "0.51"}, "Een indexcijfer ligt tussen -0,20 (20 procent lager) en 0,50 (50 procent hoger)."),
    (m.TariffReading, {"preferred": None}, "Precies één lezing heeft de voorkeur."),
    (m.TariffReading, {"reason": ""}, "Geef de reden van de voorkeur."),
    (m.TariffCapacity, {"low": "12"}, "Dit is lager dan 'nieuwe koppelingen, minimaal'."),
    (m.TariffComponent, {"low": "9999"}, "Dit is lager dan 'bedrag laag (€)'."),
    (m.TariffComponent, {"high": ""}, "Verplicht bij 'bedrag per koppeling'."),
    (m.TariffComponent, {"from_match_year": ""}, "Verplicht bij 'bedrag per koppeling'."),
    (m.TariffComponent, {"to_contract_year": "2", "from_contract_year": "3"}, "Dit is lager dan 'vanaf contractjaar'."),
    (m.TariffComponent, {"type": "UNKNOWN"}, "Bij 'onbekend bedrag' hoort geen bedrag."),
    (m.TariffComponent, {"type": "PER_MODULE"}, "Verplicht bij 'bedrag per afgeronde module'."),
    (m.TariffComponent, {"type": "ALL_IN_PER_MATCH_YEAR"}, "Verplicht bij 'integraal bedrag per lopende koppeling per jaar'."),
    (m.TariffComponent, {"type": "COORDINATOR_HOURS", "low": "", "high": ""}, "Vul het aantal uren in, of kies dat de gebruiker ze invult."),
    (m.TariffComponent, {"type": "COORDINATOR_HOURS", "low": "", "high": "", "per_matches": "0"}, "Verplicht bij uren per aantal koppelingen."),
    (m.TariffComponent, {"type": "SURCHARGE", "low": "", "high": ""}, "Verplicht bij 'opslag in procenten'."),
    (m.TariffComponent, {"type": "CONTRIBUTION", "relieved_payer": "GEMEENTE"}, "Een bijdrage ontlast een andere betaler dan wie bijdraagt."),
    (m.TariffComponent, {"type": "CONTRIBUTION", "high": "9999"}, "Een bijdrage is een exact bedrag"),
    (m.TariffComponent, {"type": "INHABITANT_TIER", "low": "", "high": ""}, "heeft ten minste één rij nodig bij treden van staffels."),
    (m.TariffComponent, {"type": "HOURLY_RATE"}, "heeft ten minste één rij nodig bij uren per koppelingsjaar."),
    (m.TariffComponent, {"hours": "16"}, "Alleen bij 'uren van de coördinator'. Maak dit leeg."),
    (m.TariffComponent, {"hours": "0"}, "Alleen bij 'uren van de coördinator'. Maak dit leeg."),
    (m.TariffComponent, {"code": "STEUN0001-1"}, "Er bestaat al een Tariefonderdeel met eenzelfde Code."),
    (m.TariffComponent, {"low": "1e999"}, "Zorg dat er niet meer dan 10 cijfers zijn."),
    (m.TariffComponent, {"low": "NaN"}, "Voer een getal in."),
    (m.ComponentBracket, {"low": "300"}, "Dit is lager dan 'bedrag laag (€)'."),
    (m.AgeRange, {"from_months": "300"}, "Vul beide leeftijden in, van -9 tot en met 360 maanden"),
    (m.AgeRange, {"from_months": "", "until_months": ""}, "Alleen bij 'niet vermeld' blijven de leeftijden leeg"),
    (m.Statement, {"reason": ""}, "Geef de reden van de voorkeur."),
    (m.Statement, {"status": "T"}, "Wat een derde zegt, krijgt nooit de voorkeur."),
    (m.Contradiction, {"reason": ""}, "Dit veld is verplicht."),
    (m.Organisation, {"contact_is_public": "on"}, "Er is geen contactpersoon ingevuld."),
    (m.Organisation, {"kind": "KOEPEL"}, "Een koepel heeft geen eigen aanbod"),
]


@pytest.mark.parametrize(("model", "changed", "message"), MISTAKES, ids=lambda value: str(value)[:60])
def test_a_mistake_gets_a_dutch_message(
    boss: Client, prepared: Prepared, data: dict[Any, Any], model: type[Any], changed: dict[str, Any], message: str
) -> None:
    response = first_change(boss, prepared, data[model], **changed)
    assert response.status_code == 200
    assert message in text(response.content.decode())


@pytest.fixture
def halves(data: dict[Any, Any]) -> list[m.TariffInstalment]:
    data[m.TariffInstalment].delete()
    return factories.make_instalments(data[m.Tariff], m0="0.5", m6="0.5")


def test_instalments_that_are_the_whole_amount_again_are_saved(boss: Client, data: dict[Any, Any], halves: Any) -> None:
    response = change(boss, data[m.Tariff], **{"instalments-0-percentage": "0.3", "instalments-1-percentage": "0.7"})
    assert response.status_code == 302, response.context["errors"]
    assert [row.percentage for row in data[m.Tariff].instalments.order_by("months_after_start")] == [Decimal("0.3"), Decimal("0.7")]


def test_all_instalments_can_be_removed_because_then_the_moments_are_unknown(boss: Client, data: dict[Any, Any], halves: Any) -> None:
    assert "nu zijn ze 0,5" in text(change(boss, data[m.Tariff], **{"instalments-0-DELETE": "on"}).content.decode())
    response = change(boss, data[m.Tariff], **{"instalments-0-DELETE": "on", "instalments-1-DELETE": "on"})
    assert response.status_code == 302, response.context["errors"]
    assert not data[m.Tariff].instalments.exists()


def test_a_row_without_which_the_others_are_not_whole_is_not_deleted_alone(boss: Client, data: dict[Any, Any], halves: Any) -> None:
    middle = data[m.IndexSeries].figures.get(year=2021)
    for row, owner, message in (
        (halves[0], data[m.Tariff], "De termijnen zijn samen 1; nu zijn ze 0,5."),
        (middle, data[m.IndexSeries], "Het cijfer van 2021 ontbreekt"),
    ):
        response = boss.post(address(type(row), "delete", row.pk), {"post": "yes"})
        assert response["Location"] == address(type(owner), "change", owner.pk)
        assert f"Niet verwijderd. {message}" in text(boss.get(response["Location"]).content.decode())
        assert type(row).objects.filter(pk=row.pk).exists()


def test_the_last_year_of_a_series_and_a_whole_tariff_can_be_deleted(boss: Client, data: dict[Any, Any], halves: Any) -> None:
    for row in (data[m.IndexFigure], data[m.Tariff]):
        assert delete(boss, row).status_code == 302
        assert not type(row).objects.filter(pk=row.pk).exists()


def test_a_row_does_not_move_to_another_tariff_or_series(boss: Client, data: dict[Any, Any]) -> None:
    other = factories.make_tariff(data[m.Offering], "offerte", is_default=False)
    response = change(boss, data[m.TariffInstalment], tariff=other.pk)
    assert "Dit verhuist niet: verwijder het hier en voeg het daar toe." in text(response.content.decode())


def test_staff_without_permission_is_not_told_why_a_row_is_not_deleted(client: Client, data: dict[Any, Any], halves: Any) -> None:
    sign_in(client, User.objects.create_user("clerk", is_staff=True))
    assert client.post(address(m.TariffInstalment, "delete", halves[0].pk), {"post": "yes"}).status_code == 403


def test_a_second_preferred_statement_is_told_which_one_is_preferred(boss: Client, data: dict[Any, Any]) -> None:
    first = factories.make_statement(data[m.Offering], "ZZ-001", preferred=True, reason="oudste bron", value="gezinnen ontlasten")
    rival = factories.make_statement(data[m.Offering], "ZZ-002")
    response = change(boss, rival, preferred="on", reason="nieuwste bron")
    assert f"Uitspraak {first.code} ('gezinnen ontlasten') heeft al de voorkeur." in text(response.content.decode())


def test_a_second_preferred_statement_of_an_organisation_is_refused_too(boss: Client, data: dict[Any, Any]) -> None:
    organisation = data[m.Organisation]
    factories.make_statement(None, "ZZ-001", organisation=organisation, preferred=True, reason="oudste bron")
    rival = factories.make_statement(None, "ZZ-002", organisation=organisation)
    assert "Uitspraak ZZ-001" in text(change(boss, rival, preferred="on", reason="nieuwste bron").content.decode())


def test_a_second_default_tariff_is_told_which_one_is_the_default(boss: Client, data: dict[Any, Any]) -> None:
    other = factories.make_tariff(data[m.Offering], "offerte", name="Offerte", is_default=False)
    assert "'Lijstprijs' is al het standaardtarief van dit aanbod." in text(change(boss, other, is_default="on").content.decode())


def test_a_statement_is_about_one_subject_in_the_form_too(boss: Client, data: dict[Any, Any]) -> None:
    response = change(boss, data[m.Statement], organisation=data[m.Organisation].pk)
    assert "niet over allebei" in text(response.content.decode())


@pytest.fixture
def two_readings(data: dict[Any, Any]) -> tuple[m.Tariff, m.TariffReading, m.TariffReading]:
    tariff = data[m.Tariff]
    rival = m.TariffReading.objects.create(
        tariff=tariff, code="ANDERS", text="per lopende koppeling", reason="kan ook", source=factories.make_source()
    )
    return tariff, data[m.TariffReading], rival


def test_the_preferred_reading_can_be_swapped_in_one_go(boss: Client, two_readings: Any) -> None:
    tariff, chosen, rival = two_readings
    response = change(boss, tariff, **{"readings-0-preferred": None, "readings-1-preferred": "on"})
    assert response.status_code == 302, response.context["errors"]
    assert dict(tariff.readings.values_list("code", "preferred")) == {chosen.code: False, rival.code: True}
    response = change(boss, tariff, **{"readings-0-preferred": None, "readings-1-preferred": "on"})
    assert response.status_code == 302
    assert dict(tariff.readings.values_list("code", "preferred")) == {chosen.code: True, rival.code: False}


def test_saving_another_field_keeps_the_preferred_reading(boss: Client, two_readings: Any) -> None:
    tariff, chosen, _ = two_readings
    change(boss, tariff, **{"readings-1-text": "anders gezegd"})
    assert tariff.readings.get(preferred=True) == chosen


@pytest.mark.parametrize(("values", "number"), [({"readings-0-preferred": None}, 0), ({"readings-1-preferred": "on"}, 2)])
def test_a_tariff_has_exactly_one_preferred_reading_in_the_form(boss: Client, two_readings: Any, values: dict[str, Any], number: int) -> None:
    response = change(boss, two_readings[0], **values)
    assert f"Precies één lezing heeft de voorkeur; nu zijn het er {number}." in text(response.content.decode())


def test_the_preferred_reading_can_be_removed_for_another_one(boss: Client, two_readings: Any) -> None:
    tariff, _, rival = two_readings
    response = change(boss, tariff, **{"readings-0-DELETE": "on", "readings-1-preferred": "on"})
    assert response.status_code == 302, response.context["errors"]
    assert tariff.readings.get() == rival


def test_a_preferred_reading_needs_a_reason_in_the_tariff_page_too(boss: Client, two_readings: Any) -> None:
    response = change(boss, two_readings[0], **{"readings-0-reason": ""})
    assert "Geef de reden van de voorkeur." in text(response.content.decode())


def test_a_second_preferred_reading_on_its_own_page_is_sent_to_the_tariff(boss: Client, two_readings: Any) -> None:
    response = change(boss, two_readings[2], preferred="on")
    assert "Lezing JAAR heeft al de voorkeur. Wissel de voorkeur op de pagina van het tarief." in text(response.content.decode())


def test_readings_of_different_contradictions_each_have_their_own_preferred_one(boss: Client, two_readings: Any) -> None:
    tariff, chosen, rival = two_readings
    both = {"readings-1-contradiction": "C-99", "readings-1-preferred": "on", "readings-1-label": "lopend"}
    response = change(boss, tariff, **both)
    assert response.status_code == 302, response.context["errors"]
    rival.refresh_from_db()
    assert (rival.preferred, rival.contradiction, rival.label) == (True, "C-99", "lopend")
    assert tariff.readings.get(contradiction="", preferred=True) == chosen
    response = change(boss, tariff, **{"readings-1-preferred": None})
    assert "Precies één lezing heeft bij C-99 de voorkeur; nu zijn het er 0." in text(response.content.decode())


def test_a_reading_on_its_own_page_is_preferred_among_those_it_excludes(boss: Client, two_readings: Any) -> None:
    response = change(boss, two_readings[2], contradiction="C-99", preferred="on")
    assert response.status_code == 302, response.context["errors"]
    response = change(boss, two_readings[2], preferred=None)
    assert "Precies één lezing heeft de voorkeur." in text(response.content.decode())


@pytest.fixture
def reading_change(two_readings: Any) -> m.ReadingChange:
    tariff, _, rival = two_readings
    fixed = factories.make_component(tariff, "V-1")
    return m.ReadingChange.objects.create(reading=rival, component=fixed, low=1, high=2, source=factories.make_source())


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"low": "3"}, "Dit is lager dan 'bedrag, laag'."),
        ({"high": ""}, "Vul beide bedragen in, met het laagste eerst, of laat ze beide leeg."),
        ({"low": "", "high": ""}, "Vul in wat er in deze lezing anders is: een bedrag, de betaler of het eerste contractjaar."),
    ],
)
def test_a_change_of_a_reading_says_what_is_different(boss: Client, reading_change: Any, changed: dict[str, str], message: str) -> None:
    assert message in text(change(boss, reading_change, **changed).content.decode())
    in_reading = {f"changes-0-{name}": value for name, value in changed.items()}
    assert message in text(change(boss, reading_change.reading, **in_reading).content.decode())


@pytest.mark.parametrize(
    ("component", "message"),
    [
        ({"type": "UNKNOWN"}, "Dit onderdeel heeft geen bedrag dat kan veranderen."),
        ({"reading": True}, "Dit onderdeel telt alleen in deze lezing: wijzig het onderdeel zelf."),
        ({"tariff": True}, "Dit onderdeel hoort bij een ander tarief dan de lezing."),
    ],
)
def test_a_reading_changes_a_component_of_its_own_tariff(boss: Client, reading_change: Any, component: dict[str, Any], message: str) -> None:
    reading = reading_change.reading
    tariff = factories.make_tariff(reading.tariff.offering, "offerte", is_default=False) if component.get("tariff") else reading.tariff
    given = {"type": component.get("type", "FIXED"), "reading": reading if component.get("reading") else None}
    other = factories.make_component(tariff, "V-2", **given)
    assert message in text(change(boss, reading_change, component=other.pk).content.decode())
    assert message in text(change(boss, reading, **{"changes-0-component": other.pk}).content.decode())


def test_a_reading_may_change_a_component_that_its_tariff_borrows(boss: Client, reading_change: Any) -> None:
    tariff = reading_change.reading.tariff
    other = factories.make_component(factories.make_tariff(tariff.offering, "offerte", is_default=False), "V-2")
    tariff.shared_components.add(other)
    assert change(boss, reading_change, component=other.pk).status_code == 302


def test_the_same_reading_code_twice_is_a_message(boss: Client, two_readings: Any) -> None:
    response = change(boss, two_readings[0], **{"readings-1-code": "JAAR"})
    assert response.status_code == 200


@pytest.fixture
def series() -> tuple[m.Tariff, m.TariffComponent, m.TariffComponent]:
    """A tariff with one amount for the years 1 to 3 and another one after that."""
    tariff = factories.make_tariff(factories.make_offering(organisation=factories.make_organisation()))
    first = factories.make_component(tariff, "A-1", series="VAST", from_contract_year=1, to_contract_year=3, position=1)
    return tariff, first, factories.make_component(tariff, "A-2", series="VAST", from_contract_year=4, position=2)


@pytest.mark.parametrize(
    ("years", "message"),
    [
        ({"to_contract_year": "2"}, "In reeks 'VAST' zit een gat tussen A-1 (t/m 2) en A-2 (vanaf 4)."),
        ({"to_contract_year": "4"}, "In reeks 'VAST' overlappen A-1 en A-2 in contractjaar 4."),
        ({"to_contract_year": ""}, "In reeks 'VAST' overlappen A-1 en A-2 in contractjaar 4."),
    ],
)
def test_a_series_with_a_gap_or_an_overlap_is_refused(boss: Client, series: Any, years: dict[str, str], message: str) -> None:
    assert message in text(change(boss, series[1], **years).content.decode())
    in_tariff = {f"components-0-{name}": value for name, value in years.items()}
    assert message in text(change(boss, series[0], **in_tariff).content.decode())


def test_the_border_between_two_years_of_a_series_can_be_moved_on_the_tariff_page(boss: Client, series: Any) -> None:
    tariff, first, second = series
    response = change(boss, tariff, **{"components-0-to_contract_year": "2", "components-1-from_contract_year": "3"})
    assert response.status_code == 302, response.context["errors"]
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.series, first.to_contract_year, second.series, second.from_contract_year) == ("VAST", 2, "VAST", 3)


def test_two_amounts_of_a_series_can_trade_places_on_the_tariff_page(boss: Client, series: Any) -> None:
    tariff = series[0]
    years = {"components-0-from_contract_year": "4", "components-0-to_contract_year": "", "components-1-from_contract_year": "1"}
    response = change(boss, tariff, **years, **{"components-1-to_contract_year": "3"})
    assert response.status_code == 302, response.context["errors"]
    assert list(tariff.components.order_by("code").values_list("from_contract_year", flat=True)) == [4, 1]


def test_an_amount_that_its_type_needs_cannot_be_emptied_on_the_tariff_page(boss: Client, series: Any) -> None:
    response = change(boss, series[0], **{"components-0-low": "", "components-0-high": ""})
    assert "Bij deze soort hoort wel of juist geen bedrag." in text(response.content.decode())


def test_readings_have_their_own_series(boss: Client, two_readings: Any) -> None:
    tariff, chosen, rival = two_readings
    factories.make_component(tariff, "L-1", reading=chosen, series="LEZING")
    own = factories.make_component(tariff, "L-2", reading=rival, series="LEZING")
    assert change(boss, own).status_code == 302


def test_a_component_cannot_use_the_reading_of_another_tariff(boss: Client, data: dict[Any, Any]) -> None:
    other = factories.make_component(factories.make_tariff(data[m.Offering], "offerte", is_default=False), "A-1")
    response = change(boss, other, reading=data[m.TariffReading].pk)
    assert "Deze lezing hoort bij een ander tarief." in text(response.content.decode())


def test_a_component_is_not_part_of_itself(boss: Client, data: dict[Any, Any]) -> None:
    row = data[m.TariffComponent]
    assert "Een onderdeel zit niet in zichzelf." in text(change(boss, row, included_in=row.pk).content.decode())
    surcharge = factories.make_component(row.tariff, "OPSLAG", type="SURCHARGE", percentage=Decimal("0.21"))
    assert "Een opslag gaat niet over zichzelf." in text(change(boss, surcharge, base_components=[surcharge.pk]).content.decode())


def test_rows_of_another_type_are_refused(boss: Client, data: dict[Any, Any]) -> None:
    scale = data[m.ComponentBracket].component
    response = change(boss, scale, type="UNKNOWN")
    assert "Alleen 'staffel op inwoners' heeft rijen bij treden van staffels." in text(response.content.decode())


def test_the_same_step_twice_is_a_message(boss: Client, data: dict[Any, Any]) -> None:
    scale = data[m.ComponentBracket].component
    m.ComponentBracket.objects.create(component=scale, from_inhabitants=25_000, low=1, high=1, source=factories.make_source())
    assert change(boss, scale, **{"brackets-1-from_inhabitants": "0"}).status_code == 200


@pytest.mark.parametrize("case", ["itself", "one part", "nested", "part of another"])
def test_a_combination_has_two_or_more_simple_parts(boss: Client, case: str) -> None:
    first, second, third, combination = factories.make_offerings(4, prefix="deel")
    combination.parts.set([first, second])
    row, parts, message = {
        "itself": (third, [third, first], "Een aanbod combineert niet zichzelf."),
        "one part": (third, [first], "Een combinatie heeft ten minste twee delen."),
        "nested": (third, [combination, first], "Dit is zelf een combinatie"),
        "part of another": (first, [second, third], "Dit aanbod is zelf deel van een combinatie"),
    }[case]
    assert message in text(change(boss, row, parts=[part.pk for part in parts]).content.decode())


def test_only_an_umbrella_has_members_and_never_itself(boss: Client, data: dict[Any, Any]) -> None:
    member = data[m.Organisation]
    other, umbrella = factories.make_organisation("A"), factories.make_organisation("B", kind="KOEPEL")
    assert "Alleen een koepel heeft leden." in text(change(boss, other, members=[member.pk]).content.decode())
    assert "Een koepel is geen lid van zichzelf." in text(change(boss, umbrella, members=[umbrella.pk]).content.decode())
    assert change(boss, umbrella, members=[member.pk]).status_code == 302
    response = change(boss, data[m.Offering], organisation=umbrella.pk)
    assert "Een koepel heeft geen eigen aanbod." in text(response.content.decode())


def test_words_to_search_for_are_edited_one_per_line(boss: Client, data: dict[Any, Any]) -> None:
    group = data[m.TargetGroup]
    change(boss, group, synonyms="KOPP\r\n\r\n GGZ ")
    group.refresh_from_db()
    assert group.synonyms == ["KOPP", "GGZ"]
    assert form_values(boss.get(address(m.TargetGroup, "change", group.pk)).content.decode())["synonyms"] == "KOPP\nGGZ"


def test_two_people_who_save_the_same_key_at_once_get_a_message(boss: Client, data: dict[Any, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    # The form of the second one was valid when it was checked: only the database can still object.
    monkeypatch.setattr(m.Source, "validate_unique", lambda self, exclude=None: None)
    factories.make_source("andere")
    response = change(boss, data[m.Source], slug="andere", title="Een lange titel")
    assert response.status_code == 409
    assert "Een lange titel" in text(response.content.decode())


def test_a_page_opened_before_someone_else_swapped_the_preference_can_still_be_saved(boss: Client, two_readings: Any) -> None:
    tariff, chosen, rival = two_readings
    where = address(m.Tariff, "change", tariff.pk)
    values = form_values(boss.get(where).content.decode())
    m.TariffReading.objects.filter(pk=chosen.pk).update(preferred=False)
    m.TariffReading.objects.filter(pk=rival.pk).update(preferred=True, reason="nieuwe bron")
    response = boss.post(where, values | {"_continue": "1"})
    assert "iemand anders heeft tegelijk" not in text(boss.get(response["Location"]).content.decode())
    assert tariff.readings.get(preferred=True) == chosen
