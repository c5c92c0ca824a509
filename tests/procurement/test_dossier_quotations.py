"""Private quotations in a dossier: who sees and changes them, copying them to and from a session, two people at once, and that they leak nowhere."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.urls.converters import SlugConverter, StringConverter, UUIDConverter
from django.utils import timezone

from accounts.models import Role
from procurement import urls
from procurement.models import Dossier, Quotation
from procurement.offers import IN_DOSSIER, OWN_SOURCE
from procurement.views.dossiers.asking import ask_dossier
from tests.accounts.people import sign_in
from tests.procurement.dossiers import events_of, make_dossier, signed_in, version_of
from tests.procurement.own_offers import SECRETS, TYPED
from tests.validation import assert_valid_html

pytestmark = pytest.mark.django_db

SECRET = {"aanbod": "buurtgezinnen", "naam": "GEHEIM-A", "vast_1": "987654.32", "btw": "UNKNOWN"}
MARKERS = ("GEHEIM-A", "987654", "987.654")


@pytest.fixture
def adviser() -> tuple[Client, Dossier]:
    client, person = signed_in()
    return client, make_dossier(person)


def address(name: str, dossier: Dossier, *more: object) -> str:
    return reverse(f"procurement:{name}", args=[dossier.key, *more])


def send(client: Client, where: str, dossier: Dossier, fields: dict[str, Any] | None = None, version: int | None = None) -> Any:
    dossier.refresh_from_db()
    return client.post(where, {**(fields or {}), "versie": dossier.version if version is None else version})


def add(client: Client, dossier: Dossier, fields: dict[str, Any] = TYPED) -> Any:
    return send(client, address("dossier_quotation_new", dossier), dossier, fields)


# --- the list and the form ----------------------------------------------------------------------------------------------------------------------


def test_an_offer_is_added_and_stands_in_the_list_and_in_the_question(adviser: tuple[Client, Dossier]) -> None:
    client, dossier = adviser

    answer = add(client, dossier)

    assert answer.status_code == 302
    assert not any(secret in answer["Location"] for secret in SECRETS)
    page = client.get(answer["Location"])
    assert_valid_html(page.content)
    text = page.content.decode()
    assert "Geheim voorstel" in text
    assert "49.122,00 - €\xa050.000,50 vast" in text
    assert "telt mee" in text
    assert "no-store" in page["Cache-Control"]
    dossier.refresh_from_db()
    assert (dossier.version, events_of(dossier)[-1][1]) == (2, "Offerte 1 toegevoegd")
    asked = ask_dossier(dossier, list(dossier.quotations.all()))
    assert [slug for _, slug in asked.question.choice.tariffs][-1] == "eigen-1"
    assert dossier.recorded_at is not None
    assert "Geheim voorstel" in str(dossier.record)


def test_an_offer_of_a_dossier_says_that_it_stands_in_the_dossier(adviser: tuple[Client, Dossier]) -> None:
    client, dossier = adviser
    add(client, dossier)

    asked = ask_dossier(dossier, list(dossier.quotations.all()))

    notes = [item.note for item in asked.question.inputs if item.name == "eigen-offerte"]
    assert notes == ["Staat alleen in dit dossier, niet in de link."]
    source = asked.catalogue.sources[-1]
    assert (source.slug, source.dated) == (OWN_SOURCE.slug, "in dit dossier ingevuld")
    assert IN_DOSSIER in source.description
    page = client.get(address("dossier_advice", dossier)).content.decode()
    assert "Staat alleen in dit dossier" in page
    assert "in deze sessie" not in page


def test_an_offer_is_changed_switched_off_and_deleted(adviser: tuple[Client, Dossier]) -> None:
    client, dossier = adviser
    add(client, dossier)
    form = client.get(address("dossier_quotation", dossier, 1))
    assert_valid_html(form.content)
    assert version_of(form) == "2"
    assert 'value="Geheim voorstel"' in form.content.decode()

    send(client, address("dossier_quotation", dossier, 1), dossier, {**TYPED, "naam": "Nieuwe naam"})
    assert dossier.quotations.get().fields["naam"] == "Nieuwe naam"

    send(client, address("dossier_quotation_count", dossier, 1), dossier, {"meerekenen": "uit"})
    assert not dossier.quotations.get().is_counted
    assert not ask_dossier(dossier, list(dossier.quotations.all())).own.counted
    send(client, address("dossier_quotation_count", dossier, 1), dossier, {"meerekenen": "aan"})
    assert dossier.quotations.get().is_counted

    asking = client.get(address("dossier_quotation_delete", dossier, 1))
    assert_valid_html(asking.content)
    assert dossier.quotations.exists()
    answer = send(client, address("dossier_quotation_delete", dossier, 1), dossier)
    assert "De offerte is verwijderd." in client.get(answer["Location"]).content.decode()
    assert not dossier.quotations.exists()
    assert [what for _, what in events_of(dossier)] == [
        "Offerte 1 toegevoegd",
        "Offerte 1 gewijzigd",
        "Offerte 1 telt niet meer mee",
        "Offerte 1 telt mee",
        "Offerte 1 verwijderd",
    ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"naam": ""}, "Geef de offerte een naam."),
        ({"naam": "a\x00b"}, "teken"),
        ({"naam": "a" * 200}, "hoogstens 80 tekens"),
        ({"vast_1": "9" * 40}, "Vul een bedrag in"),
        ({"aanbod": "bestaat-niet\x00"}, "staat niet in de lijst"),
        ({"contract_van": "31-2-2027"}, "Vul een dag in"),
    ],
)
def test_nothing_typed_is_lost_when_a_field_is_wrong(adviser: tuple[Client, Dossier], change: dict[str, str], message: str) -> None:
    client, dossier = adviser

    answer = add(client, dossier, {**TYPED, **change})

    text = answer.content.decode()
    assert answer.status_code == 200
    assert message in text
    assert "Niet\ngegarandeerd." in text.replace("\r\n", "\n")
    assert not dossier.quotations.exists()
    dossier.refresh_from_db()
    assert dossier.version == 1


def test_more_than_ten_offers_are_refused_and_what_was_typed_stays(adviser: tuple[Client, Dossier]) -> None:
    client, dossier = adviser
    Quotation.objects.bulk_create(Quotation(dossier=dossier, number=number, fields=SECRET) for number in range(1, 11))

    answer = add(client, dossier, {**TYPED, "naam": "De elfde"})

    assert "heeft al 10 offertes" in answer.content.decode()
    assert "De elfde" in answer.content.decode()
    assert dossier.quotations.count() == 10
    assert client.get(address("dossier_quotation_new", dossier)).status_code == 302
    assert "meer kan niet" in client.get(address("dossier_quotations", dossier)).content.decode()


def test_an_offer_that_no_longer_fits_is_shown_to_be_mended(adviser: tuple[Client, Dossier]) -> None:
    client, dossier = adviser
    Quotation.objects.create(dossier=dossier, number=1, fields={**SECRET, "aanbod": "weg"})

    page = client.get(address("dossier_quotations", dossier)).content.decode()

    assert "klopt niet meer met de catalogus" in page


@pytest.mark.parametrize("number", [2, 10**30])
def test_an_offer_that_is_not_there_is_not_found(adviser: tuple[Client, Dossier], number: int) -> None:
    client, dossier = adviser
    for name in ("dossier_quotation", "dossier_quotation_delete"):
        assert client.get(address(name, dossier, number)).status_code == 404
    assert client.post(address("dossier_quotation_count", dossier, number)).status_code == 404


# --- two people at once -------------------------------------------------------------------------------------------------------------------------


def test_who_comes_second_is_told_and_keeps_what_was_typed(adviser: tuple[Client, Dossier]) -> None:
    client, dossier = adviser
    add(client, dossier)
    late = {**TYPED, "naam": "Van de tweede"}

    answer = send(client, address("dossier_quotation", dossier, 1), dossier, late, version=1)

    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Een collega heeft dit dossier intussen gewijzigd" in text
    assert "Offerte 1 toegevoegd" in text
    assert 'value="Van de tweede"' in text
    assert dossier.quotations.get().fields["naam"] == "Geheim voorstel"
    assert_valid_html(answer.content)
    # Sent once more, knowing what happened, it is kept.
    again = client.post(address("dossier_quotation", dossier, 1), {**late, "versie": version_of(answer)})
    assert again.status_code == 302
    assert dossier.quotations.get().fields["naam"] == "Van de tweede"


def test_an_offer_deleted_by_a_colleague_comes_back_as_a_new_one(adviser: tuple[Client, Dossier]) -> None:
    client, dossier = adviser
    add(client, dossier)
    send(client, address("dossier_quotation_delete", dossier, 1), dossier)

    answer = send(client, address("dossier_quotation", dossier, 1), dossier, TYPED, version=2)

    assert answer.status_code == 409
    assert f'action="{address("dossier_quotation_new", dossier)}"' in answer.content.decode()
    assert "Geheim voorstel" in answer.content.decode()


@pytest.mark.parametrize("version", ["1", "", "abc", "9" * 30, "-1", "2\x00"])
def test_a_button_pressed_for_another_version_changes_nothing(adviser: tuple[Client, Dossier], version: str) -> None:
    client, dossier = adviser
    add(client, dossier)

    for name in ("dossier_quotation_count", "dossier_quotation_delete"):
        answer = client.post(address(name, dossier, 1), {"versie": version, "meerekenen": "uit"})
        assert answer.status_code == 409
        assert "intussen gewijzigd" in answer.content.decode()
    assert dossier.quotations.get().is_counted


@pytest.mark.parametrize("closed", [{"status": Dossier.Status.FINAL}, {"archived_at": timezone.now()}])
def test_a_closed_dossier_keeps_its_offers(adviser: tuple[Client, Dossier], closed: dict[str, Any]) -> None:
    client, dossier = adviser
    add(client, dossier)
    Dossier.objects.filter(pk=dossier.pk).update(**closed)

    assert add(client, dossier, {**TYPED, "naam": "Te laat"}).status_code == 409
    assert "Te laat" in add(client, dossier, {**TYPED, "naam": "Te laat"}).content.decode()
    assert send(client, address("dossier_quotation", dossier, 1), dossier, TYPED).status_code == 409
    assert send(client, address("dossier_quotation_delete", dossier, 1), dossier).status_code == 409
    assert client.get(address("dossier_quotation_delete", dossier, 1)).status_code == 409
    assert send(client, address("dossier_quotation_count", dossier, 1), dossier, {"meerekenen": "uit"}).status_code == 409
    client.post("/offertes/nieuw/", {**TYPED, "naam": "Uit de sessie"})
    assert send(client, address("dossier_quotations_take_over", dossier), dossier).status_code == 409
    assert [item.fields["naam"] for item in dossier.quotations.all()] == ["Geheim voorstel"]
    page = client.get(address("dossier_quotations", dossier)).content.decode()
    assert "vastgesteld of gearchiveerd" in page
    assert "Pas aan" not in page


# --- the session --------------------------------------------------------------------------------------------------------------------------------


def test_offers_of_the_session_are_taken_over_once(adviser: tuple[Client, Dossier]) -> None:
    client, dossier = adviser
    client.post("/offertes/nieuw/", TYPED)
    client.post("/offertes/nieuw/", {**TYPED, "naam": "De tweede"})
    assert "Neem mijn eigen offertes uit deze sessie over" in client.get(address("dossier_quotations", dossier)).content.decode()

    send(client, address("dossier_quotations_take_over", dossier), dossier)
    again = send(client, address("dossier_quotations_take_over", dossier), dossier)

    assert [(item.number, item.fields["naam"]) for item in dossier.quotations.order_by("number")] == [(1, "Geheim voorstel"), (2, "De tweede")]
    assert again["Location"].endswith("gedaan=niets")
    assert events_of(dossier)[-1][1] == "2 offertes overgenomen uit de sessie"


def test_offers_of_the_dossier_are_copied_to_the_session_and_compared_there(adviser: tuple[Client, Dossier]) -> None:
    client, dossier = adviser
    add(client, dossier)
    before = Dossier.objects.get(pk=dossier.pk).version

    answer = client.post(address("dossier_quotations_to_session", dossier))
    client.post(address("dossier_quotations_to_session", dossier))

    assert "staan nu ook in uw sessie" in client.get(answer["Location"]).content.decode()
    assert client.get("/vergelijken/?aanbod=buurtgezinnen").content.decode().count("Geheim voorstel") > 0
    assert len(client.session["eigen_offertes"]["offers"]) == 1
    assert Dossier.objects.get(pk=dossier.pk).version == before
    assert client.get("/dossiers/").status_code == 200  # still signed in


def test_what_does_not_fit_is_refused_as_a_whole(adviser: tuple[Client, Dossier]) -> None:
    client, dossier = adviser
    Quotation.objects.bulk_create(Quotation(dossier=dossier, number=number, fields={**SECRET, "naam": f"n{number}"}) for number in range(1, 11))
    client.post("/offertes/nieuw/", TYPED)

    for name in ("dossier_quotations_take_over", "dossier_quotations_to_session"):
        answer = send(client, address(name, dossier), dossier)
        assert answer.status_code == 409
        assert "nog plaats voor" in answer.content.decode()
    assert dossier.quotations.count() == 10
    assert len(client.session["eigen_offertes"]["offers"]) == 1


# --- who sees it --------------------------------------------------------------------------------------------------------------------------------


def test_a_reader_sees_the_offers_and_changes_nothing(adviser: tuple[Client, Dossier]) -> None:
    client, dossier = adviser
    add(client, dossier)
    reader, _ = signed_in(Role.READER)

    page = reader.get(address("dossier_quotations", dossier))
    assert page.status_code == 200
    assert "Geheim voorstel" in page.content.decode()
    assert "Pas aan" not in page.content.decode()
    for name, more in (("dossier_quotation_new", ()), ("dossier_quotation", (1,)), ("dossier_quotation_delete", (1,))):
        assert reader.get(address(name, dossier, *more)).status_code == 403
        assert reader.post(address(name, dossier, *more), {**TYPED, "versie": 2}).status_code == 403
    assert reader.post(address("dossier_quotation_count", dossier, 1), {"versie": 2}).status_code == 403
    assert reader.post(address("dossier_quotations_take_over", dossier), {"versie": 2}).status_code == 403
    assert dossier.quotations.get().is_counted
    # To his own session he may copy them.
    assert reader.post(address("dossier_quotations_to_session", dossier)).status_code == 302


NAMES = [
    ("dossier_quotations", ()),
    ("dossier_quotation_new", ()),
    ("dossier_quotation", (1,)),
    ("dossier_quotation_delete", (1,)),
    ("dossier_quotation_count", (1,)),
    ("dossier_quotations_take_over", ()),
    ("dossier_quotations_to_session", ()),
]


@pytest.mark.parametrize(("name", "more"), NAMES)
def test_a_stranger_signs_in_and_another_municipality_finds_nothing(adviser: tuple[Client, Dossier], name: str, more: tuple[int, ...]) -> None:
    client, dossier = adviser
    add(client, dossier)
    other, _ = signed_in(municipality="GM0193")
    where = address(name, dossier, *more)

    for method in ("get", "post"):
        anonymous = getattr(Client(), method)(where)
        foreign = getattr(other, method)(where)
        if anonymous.status_code != 405:
            assert anonymous.status_code == 302
            assert "/account/" in anonymous["Location"]
        assert foreign.status_code in (404, 405)
    assert dossier.quotations.count() == 1


def test_what_a_lost_session_typed_is_there_after_signing_in(adviser: tuple[Client, Dossier]) -> None:
    _client, dossier = adviser
    where = address("dossier_quotation_new", dossier)
    user = dossier.created_by
    visitor = Client()

    answer = visitor.post(where, {**TYPED, "versie": 1})
    assert answer.status_code == 302
    assert user is not None
    sign_in(visitor, user)

    page = visitor.get(where).content.decode()
    assert "Uw invoer is nog niet bewaard" in page
    assert 'value="Geheim voorstel"' in page


def test_a_private_quotation_is_in_no_answer_to_others(adviser: tuple[Client, Dossier]) -> None:
    """Every address that can be made of the dossier's key, for everybody who is no colleague, and the public ones with the same question."""
    client, dossier = adviser
    add(client, dossier, SECRET)
    assert any(marker in client.get(address("dossier_quotations", dossier)).content.decode() for marker in MARKERS)
    others = [Client(), signed_in(Role.ADMINISTRATOR, "GM0193")[0]]

    for where in [*_addresses(dossier), *_public(dossier)]:
        for other in others:
            answer = other.get(where)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            assert not any(marker.encode() in body for marker in MARKERS), where
            assert not any(marker in str(answer.headers) for marker in MARKERS), where


def _addresses(dossier: Dossier) -> list[str]:
    """Every address of a dossier or report with this key, and the number 1 where it has one."""
    values = {UUIDConverter: dossier.key, SlugConverter: "aanleiding", StringConverter: "x" * 43}
    found = []
    for pattern in urls.urlpatterns:
        converters = pattern.pattern.converters
        if "key" not in converters or not isinstance(converters["key"], UUIDConverter):
            continue  # nothing of this dossier is in the address; the public ones are asked with its question
        found.append(reverse(f"procurement:{pattern.name}", kwargs={name: values.get(type(kind), 1) for name, kind in converters.items()}))
    assert address("dossier_quotations", dossier) in found
    return found


def _public(dossier: Dossier) -> list[str]:
    names = ("vergelijken/", "vergelijken.json", "vergelijken.csv", "dekking/", "dekking.json", "scenarios/", "advies/", "overzicht.json")
    return [f"/{name}?{dossier.query}" for name in names]


def test_the_list_asks_as_much_for_ten_offers_as_for_one(adviser: tuple[Client, Dossier]) -> None:
    client, dossier = adviser
    Quotation.objects.create(dossier=dossier, number=1, fields=SECRET)
    client.get(address("dossier_quotations", dossier))

    counts = []
    for number in range(2, 11):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address("dossier_quotations", dossier))
        counts.append(len(queries))
        Quotation.objects.create(dossier=dossier, number=number, fields=SECRET)
    assert len(set(counts)) == 1
