"""What has changed since, on the pages: per dossier, for a frozen report and at a glance in a list."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Role
from procurement.models import Dossier, DossierWatch, Quotation
from procurement.views.dossiers.changed import changed_of, changes_of
from procurement.views.dossiers.following import watch_of
from procurement.views.dossiers.recording import keep_present_record, record_now
from tests.procurement.dossiers import events_of, make_dossier, signed_in
from tests.procurement.frozen import make_report
from tests.validation import assert_valid_html
from voorzieningen.models import TariffComponent

pytestmark = pytest.mark.django_db

QUERY = "gemeente=GM0392&aanbod=buurtgezinnen&startjaar=2027&koppelingen=12"


@pytest.fixture
def adviser() -> tuple[Client, Dossier]:
    client, person = signed_in()
    dossier = make_dossier(person, query=QUERY)
    keep_present_record(dossier)
    return client, dossier


def raise_a_price() -> None:
    """Of the offering in the question: a per-match amount is € 100 higher. Saved as the admin does, so that the history tells."""
    row = TariffComponent.objects.filter(tariff__offering__slug="buurtgezinnen", tariff__kind="LIJSTPRIJS", low__isnull=False).order_by("pk").first()
    assert row is not None
    row.low, row.high = row.low + Decimal(100), row.high + Decimal(100)
    row.save()


def address(name: str, key: object) -> str:
    return reverse(f"procurement:{name}", args=[key])


def tick(client: Client, dossier: Dossier, **change: str) -> Any:
    from procurement.views.dossiers.changed import digest_of

    dossier.refresh_from_db()
    sent = {"versie": str(dossier.version), "gezien": digest_of(changes_of(dossier)), **change}
    return client.post(address("dossier_changes_seen", dossier.key), sent)


def test_nothing_changed_at_first(adviser: tuple[Client, Dossier]) -> None:
    client, dossier = adviser

    page = client.get(address("dossier_changes", dossier.key))

    assert_valid_html(page.content)
    assert "niets gewijzigd" in page.content.decode()
    assert "Ik heb dit gezien" not in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_a_changed_price_is_told_until_it_is_seen(adviser: tuple[Client, Dossier]) -> None:
    client, dossier = adviser
    raise_a_price()

    page = client.get(address("dossier_changes", dossier.key))
    text = page.content.decode()
    assert_valid_html(page.content)
    assert "Ik heb dit gezien" in text
    assert "hoger" in text
    assert tick(client, dossier).status_code == 302

    assert "niets gewijzigd" in client.get(address("dossier_changes", dossier.key)).content.decode()
    assert events_of(dossier)[-1][1] == "Wijzigingen gezien"


def test_only_what_was_shown_is_seen(adviser: tuple[Client, Dossier]) -> None:
    client, dossier = adviser
    raise_a_price()
    for wrong in ({"gezien": "0" * 64}, {"gezien": "\x00"}, {"versie": "99"}, {"versie": "x"}):
        answer = tick(client, dossier, **wrong)
        assert answer.status_code == 409
        assert "Er is niets vastgelegd" in answer.content.decode()
    changes = changes_of(Dossier.objects.get())
    assert changes is not None
    assert not changes.is_empty


def test_a_question_that_no_longer_works_cannot_be_told(adviser: tuple[Client, Dossier]) -> None:
    client, dossier = adviser
    Dossier.objects.update(query="aanbod=bestaat-niet", version=5)

    page = client.get(address("dossier_changes", dossier.key)).content.decode()

    assert "klopt niet meer met de catalogus" in page
    assert record_now(Dossier.objects.get()) == {}


def test_a_record_that_cannot_be_read_or_is_not_there_cannot_be_told(adviser: tuple[Client, Dossier]) -> None:
    client, dossier = adviser
    Dossier.objects.update(record={"versie": "onleesbaar"}, version=6)
    assert client.get(address("dossier_changes", dossier.key)).status_code == 200
    Dossier.objects.update(record={}, recorded_at=None, version=7)
    assert "nog niet vastgelegd" in client.get(address("dossier_changes", dossier.key)).content.decode()
    assert changes_of(Dossier.objects.get()) is None


def test_a_question_about_a_past_day_is_laid_beside_today(adviser: tuple[Client, Dossier]) -> None:
    _, dossier = adviser
    dossier.query = f"{QUERY}&peildatum=2026-11-22"
    assert record_now(dossier) == record_now(Dossier.objects.get())


def test_an_own_offer_in_the_dossier_changes_nothing_by_itself(adviser: tuple[Client, Dossier]) -> None:
    _, dossier = adviser
    Quotation.objects.create(dossier=dossier, number=1, fields={"aanbod": "buurtgezinnen", "naam": "A", "vast_1": "5", "btw": "UNKNOWN"})
    keep_present_record(dossier)
    changes = changes_of(dossier)
    assert changes is not None
    assert changes.is_empty


# --- for a frozen report ------------------------------------------------------------------------------------------------------------------------


def test_a_frozen_report_is_compared_with_its_own_record(adviser: tuple[Client, Dossier]) -> None:
    client, dossier = adviser
    report = make_report(dossier, data=json.dumps({"stand": dossier.record}))
    where = address("report_changes", report.key)
    assert "niets gewijzigd" in client.get(where).content.decode()
    raise_a_price()
    keep_present_record(dossier)  # seen in the dossier: the report keeps telling

    page = client.get(where)

    assert_valid_html(page.content)
    assert "hoger" in page.content.decode()
    assert signed_in(Role.READER)[0].get(where).status_code == 200
    assert signed_in(municipality="GM0193")[0].get(where).status_code == 404
    assert Client().get(where).status_code == 302


def test_a_frozen_report_without_a_record_says_so(adviser: tuple[Client, Dossier]) -> None:
    client, dossier = adviser
    report = make_report(dossier, data="{}")
    assert "niet vastgelegd waar het antwoord op rustte" in client.get(address("report_changes", report.key)).content.decode()


# --- who may ------------------------------------------------------------------------------------------------------------------------------------


def test_a_reader_sees_changes_and_does_not_tick_them_off(adviser: tuple[Client, Dossier]) -> None:
    _, dossier = adviser
    raise_a_price()
    reader, _ = signed_in(Role.READER)

    assert "Ik heb dit gezien" not in reader.get(address("dossier_changes", dossier.key)).content.decode()
    assert tick(reader, dossier).status_code == 403
    assert tick(signed_in(municipality="GM0193")[0], dossier).status_code == 404
    assert tick(Client(), dossier).status_code == 302
    assert Client().get(address("dossier_changes", dossier.key)).status_code == 302
    assert signed_in(municipality="GM0193")[0].get(address("dossier_changes", dossier.key)).status_code == 404


def test_following_is_for_every_colleague_and_for_oneself_only(adviser: tuple[Client, Dossier], rf: Any) -> None:
    _, dossier = adviser
    reader, person = signed_in(Role.READER)
    where = address("dossier_follow", dossier.key)

    for _ in range(2):
        assert reader.post(where, {"volgen": "aan"}).status_code == 302
    assert [watch.user for watch in DossierWatch.objects.all()] == [person]
    request = rf.get("/")
    request._membership = person.membership
    assert watch_of(request, dossier).is_on
    assert not watch_of(request, dossier).sends_mail

    assert signed_in(municipality="GM0193")[0].post(where, {"volgen": "aan"}).status_code == 404
    assert Client().post(where, {"volgen": "aan"}).status_code == 302
    assert reader.get(where).status_code == 405
    reader.post(where, {"volgen": "uit"})
    assert not DossierWatch.objects.exists()


# --- at a glance --------------------------------------------------------------------------------------------------------------------------------


def test_the_list_takes_two_queries_for_any_number_and_one_when_nothing_changed(adviser: tuple[Client, Dossier]) -> None:
    _, first = adviser
    changes_of(first)  # the catalogue is in memory
    for number in range(10):
        copy = Dossier.objects.create(municipality=first.municipality, name=f"d{number}", query=QUERY, record=first.record)
        Quotation.objects.create(dossier=copy, number=1, fields={"aanbod": "buurtgezinnen", "naam": "A", "vast_1": "5", "btw": "UNKNOWN"})
    dossiers = list(Dossier.objects.order_by("pk"))

    with CaptureQueriesContext(connection) as new:
        found = changed_of(dossiers)
    with CaptureQueriesContext(connection) as kept:
        again = changed_of(list(Dossier.objects.defer("texts").order_by("pk")))

    assert len(new) == 2  # the version of the catalogue, the quotations
    assert len(kept) == 2  # the dossiers themselves, the version
    assert found == again
    assert set(found) == {dossier.pk for dossier in dossiers}
    one, *others = (found[dossier.pk] for dossier in dossiers)
    assert one is not None
    assert one.is_empty
    assert all(changes is not None and changes.came for changes in others)
    assert changed_of([]) == {}


def test_what_is_kept_is_forgotten_as_soon_as_the_catalogue_changes(adviser: tuple[Client, Dossier]) -> None:
    _, dossier = adviser
    assert changes_of(dossier).is_empty
    raise_a_price()
    assert not changes_of(dossier).is_empty
