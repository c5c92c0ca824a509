"""The history in the admin: who changed what, from what to what, and a past version back in the form."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from config import triggers
from tests.accounts.people import make_person, sign_in
from tests.voorzieningen.pages import form_values
from tests.voorzieningen.test_admin import text
from voorzieningen import models as m
from voorzieningen.models.history import history_tables

pytestmark = pytest.mark.django_db
LATEST = "/beheer/wijzigingen/"


@pytest.fixture
def boss(client: Client) -> Client:
    sign_in(client, make_person(None, name="Bea Beheer", is_staff=True, is_superuser=True))
    return client


def page_of(row: Any, kind: str) -> str:
    return reverse(f"admin:voorzieningen_{row._meta.model_name}_{kind}", args=[row.pk])


def save(boss: Client, row: Any, **changed: Any) -> None:
    where = page_of(row, "change")
    assert boss.post(where, form_values(boss.get(where).content.decode()) | changed).status_code == 302


def test_a_change_is_told_with_who_and_from_what_to_what(boss: Client) -> None:
    source = m.Source.objects.get(code="S0")
    save(boss, source, title="Nieuwe titel", kind="WEBSITE")
    for where in (page_of(source, "history"), LATEST):
        response = boss.get(where)
        said = text(response.content.decode())
        assert "Bea Beheer" in said
        assert "naar &quot;Nieuwe titel&quot;" in said or 'naar "Nieuwe titel"' in said
        assert "webpagina" in said
        assert "'unsafe" not in response["Content-Security-Policy"]
        assert " style=" not in response.content.decode()
    assert LATEST in boss.get("/beheer/").content.decode()


def test_a_past_version_opens_in_the_form_and_saving_it_is_a_new_one(boss: Client) -> None:
    tariff = m.Tariff.objects.exclude(shared_components=None).first() or m.Tariff.objects.first()
    assert tariff is not None
    was, name = list(tariff.shared_components.order_by("pk")), tariff.name
    save(boss, tariff, name="Ander tarief", shared_components=[])
    past = m.Tariff.history.filter(id=tariff.pk, name=name).order_by("-history_id").first()
    html = boss.get(page_of(tariff, "change"), {"terug": past.history_id}).content.decode()
    assert "Er is nog niets gewijzigd" in html
    assert m.Tariff.objects.get(pk=tariff.pk).name == "Ander tarief"
    assert boss.post(page_of(tariff, "change"), form_values(html)).status_code == 302
    again = m.Tariff.objects.get(pk=tariff.pk)
    assert (again.name, list(again.shared_components.order_by("pk")), again.version > tariff.version) == (name, was, True)


def test_a_deleted_row_can_be_looked_back_at_and_added_again(boss: Client) -> None:
    claim = m.ResultClaim.objects.order_by("pk").first()
    assert claim is not None
    key, where = claim.pk, page_of(claim, "history")
    claim.delete()
    assert "Verwijderd" in text(boss.get(where).content.decode())
    record = m.ResultClaim.history.filter(id=key).first()
    add = reverse("admin:voorzieningen_resultclaim_add")
    assert boss.post(add, form_values(boss.get(add, {"terug": record.history_id}).content.decode())).status_code == 302
    assert m.ResultClaim.objects.filter(code=claim.code, claim=claim.claim).exists()


def test_the_latest_changes_take_the_same_number_of_queries_for_more(boss: Client, django_assert_max_num_queries: Any) -> None:
    rows = list(m.Source.objects.order_by("pk")[:20])
    for row in rows[:3] + [rows[0]] * 22:
        row.save()
    with django_assert_max_num_queries(60) as few:
        boss.get(LATEST)
    for row in rows:
        row.save()
    with django_assert_max_num_queries(len(few)):
        boss.get(LATEST)


@pytest.mark.parametrize("query", [{"p": "x"}, {"p": "9" * 40}, {"terug": "x"}, {"terug": "9" * 30}, {"terug": "0"}, {"terug": "-1"}])
def test_an_odd_question_is_no_error_of_ours(boss: Client, query: dict[str, str]) -> None:
    source = m.Source.objects.get(code="S0")
    for where in (LATEST, page_of(source, "history"), page_of(source, "change"), reverse("admin:voorzieningen_source_add")):
        assert boss.get(where, query).status_code == 200
    assert boss.get("/beheer/voorzieningen/source/999999999999/history/").status_code in {302, 404}


def test_who_made_a_change_stays_known_by_number_when_the_account_goes(boss: Client) -> None:
    other = make_person(None, is_staff=True, is_superuser=True)
    client = Client()
    sign_in(client, other)
    source = m.Source.objects.get(code="S0")
    save(client, source, title="Van een ander")
    number = other.pk
    other.delete()
    assert m.Source.history.filter(id=source.pk).first().history_user_id == number
    assert f"nummer {number}" in text(boss.get(page_of(source, "history")).content.decode())


def test_no_record_of_the_history_can_be_changed_or_deleted() -> None:
    m.Offering.objects.get(slug="sos").save()
    for table, key in history_tables():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {table})")
            if not cursor.fetchone()[0]:
                continue
        for sql in (f"UPDATE {table} SET {key} = {key}", f"DELETE FROM {table}"):
            with pytest.raises(DatabaseError, match="geschiedenis"), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(sql)
    assert triggers.missing(connection) == ()
