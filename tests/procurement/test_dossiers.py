"""Dossiers as pages: making one, the list, who may do what, the steps, and keeping or losing one."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from procurement.exports.document import DocumentTooLargeError
from procurement.exports.pdf import PdfTooLargeError, PdfUnavailableError
from procurement.models import Dossier, Exclusion, Quotation
from procurement.views.dossiers import report
from procurement.views.dossiers.recording import record_now
from procurement.views.own_session import MOST_OFFERS
from tests.accounts.people import make_person, sign_in
from tests.procurement.dossiers import ALL, QUERY, events_of, freeze_by_hand, make_dossier, signed_in, version_of
from tests.procurement.own_offers import TYPED
from tests.validation import assert_valid_html

pytestmark = pytest.mark.django_db

NEW = "/dossiers/nieuw/"
READ = ("dossier", "dossier_texts", "dossier_advice", "dossier_advice_pdf", "dossier_advice_odt")
EDIT = ("dossier_details", "dossier_exclusions", "dossier_copy", "dossier_delete")
POSTED = ("dossier_question", "dossier_status", "dossier_archive")


def address(name: str, dossier: Dossier) -> str:
    return reverse(f"procurement:{name}", args=[dossier.key])


# --- Bewaar als dossier -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page_address", ["/vergelijken/", "/dekking/", "/advies/"])
def test_the_answer_links_to_keeping_it_without_a_query_or_a_session(client: Client, page_address: str) -> None:
    answer = client.get(f"{page_address}?{QUERY}")

    assert re.search(rf'href="{NEW}\?[^"]*aanbod=buurtgezinnen[^"]*"[^>]*>Bewaar als dossier', answer.content.decode())
    assert not answer.cookies.get("sessionid")


def test_an_adviser_keeps_a_question_under_a_name() -> None:
    client, person = signed_in()
    page = client.get(f"{NEW}?{QUERY}")
    assert_valid_html(page.content)

    client.post(NEW, {"vraag": QUERY, "naam": "  Steun   2027 "})

    dossier = Dossier.objects.get()
    assert (dossier.name, dossier.municipality.code, dossier.created_by, dossier.status) == ("Steun 2027", "GM0392", person, "concept")
    assert "koppelingen=12" in dossier.query
    assert "startjaar=" in dossier.query  # written out, so that the question means the same next year
    assert events_of(dossier) == [(person.get_full_name(), "Dossier gemaakt")]
    assert dossier.record


def test_own_offers_of_the_session_go_along_only_when_ticked() -> None:
    client, _ = signed_in()
    client.post("/offertes/nieuw/", TYPED)
    assert "Neem mijn eigen offerte uit deze sessie mee" in client.get(f"{NEW}?{QUERY}").content.decode()

    client.post(NEW, {"vraag": QUERY, "naam": "Zonder"})
    client.post(NEW, {"vraag": QUERY, "naam": "Met", "waar": "nieuw", "offertes": "on"})

    assert not Quotation.objects.filter(dossier__name="Zonder").exists()
    (taken,) = Quotation.objects.filter(dossier__name="Met")
    assert (taken.number, taken.fields["naam"], taken.is_counted) == (1, "Geheim voorstel", True)


def test_more_offers_than_a_dossier_holds_are_not_dropped_in_silence() -> None:
    client, person = signed_in()
    dossier = make_dossier(person)
    for number in range(1, MOST_OFFERS):
        Quotation.objects.create(dossier=dossier, number=number, fields=TYPED)
    client.post("/offertes/nieuw/", TYPED)
    client.post("/offertes/nieuw/", TYPED)
    client.post(address("dossier_question", dossier))

    sent = client.post(NEW, {"vraag": QUERY, "waar": str(dossier.key), "naam": "", "versie": "1", "offertes": "on"}, follow=True)

    assert dossier.quotations.count() == MOST_OFFERS
    assert "Van uw 2 offertes zijn er 1 overgenomen" in sent.content.decode()


def test_length_and_parts_of_a_report_go_along(client: Client) -> None:
    link = f'href="{NEW}?aanbod=buurtgezinnen&amp;startjaar='
    page = client.get("/advies/?aanbod=buurtgezinnen&lengte=kort&zonder=aanbod").content.decode()
    adviser, _ = signed_in()

    adviser.post(NEW, {"vraag": f"{QUERY}&lengte=kort&zonder=aanbod&zonder=dekking", "naam": "Kort"})

    assert "&amp;lengte=kort&amp;zonder=aanbod" in page[page.index(link) :][:300]
    dossier = Dossier.objects.get()
    assert (dossier.length, dossier.left_out) == ("kort", ["aanbod", "dekking"])
    assert "lengte" not in dossier.query


def test_who_is_not_signed_in_comes_back_with_the_whole_question(client: Client) -> None:
    answer = client.get(f"{NEW}?{QUERY}")

    assert answer.status_code == 302
    assert answer["Location"] == f"{reverse('account_login')}?next={quote(f'{NEW}?{QUERY}')}"
    assert "sessionid" not in answer.cookies


def test_a_question_too_long_for_the_sign_in_travels_in_the_session(client: Client) -> None:
    query = QUERY + "&lezing=steunouder:YEAR" * 320
    page = client.get(f"{NEW}?{query}")
    assert "Log in en ga verder" in page.content.decode()

    sent = client.post(NEW, {"vraag": query})
    assert sent["Location"] == f"{reverse('account_login')}?next={quote(NEW)}"

    sign_in(client, make_person(Role.ADVISER))
    assert "Uw vraag is meegekomen" in client.get(NEW).content.decode()


@pytest.mark.parametrize("query", ["jaren=99", "aanbod=bestaat-niet", "jaren=%00", "koppelingen=%ED%A0%80", "gemeente=Nergenshuizen"])
def test_a_wrong_question_is_not_kept_and_says_what_is_wrong(query: str) -> None:
    client, _ = signed_in()

    sent = client.post(NEW, {"vraag": query, "naam": "Fout"})

    assert sent.status_code == 200
    assert "De vraag klopt nog niet" in sent.content.decode()
    assert not Dossier.objects.exists()


def test_a_question_that_is_too_long_is_not_kept() -> None:
    client, _ = signed_in()

    sent = client.post(NEW, {"vraag": "zoek=" + "a" * 9000, "naam": "Lang"})

    assert sent.status_code == 200
    assert "te lang om te bewaren" in sent.content.decode()
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("name", ["", "   ", "x" * 101, "a\0b", "b\ufffdc"])
def test_a_wrong_name_gives_a_message_and_keeps_what_was_typed(name: str) -> None:
    client, _ = signed_in()

    sent = client.post(NEW, {"vraag": QUERY, "naam": name})

    assert sent.status_code == 200
    assert "Dit is nog niet bewaard" in sent.content.decode()
    assert "koppelingen=12" in sent.content.decode()
    assert not Dossier.objects.exists()


def test_a_question_goes_back_into_the_dossier_that_is_being_worked_on() -> None:
    client, person = signed_in()
    dossier = make_dossier(person, status="ter-vaststelling")

    opened = client.post(address("dossier_question", dossier))
    assert opened["Location"] == f"/vergelijken/?{dossier.query}"
    new = QUERY.replace("koppelingen=12", "koppelingen=20")
    page = client.get(f"{NEW}?{new}")
    assert "in het dossier ‘Steun’" in page.content.decode()
    assert_valid_html(page.content)
    client.post(NEW, {"vraag": new, "waar": str(dossier.key), "naam": "", "versie": "1"})

    dossier.refresh_from_db()
    assert "koppelingen=20" in dossier.query
    assert (dossier.version, dossier.status) == (2, "concept")
    assert events_of(dossier)[-1][1] == "Vraag aangepast, het dossier is weer concept"


def test_a_question_for_a_dossier_that_a_colleague_changed_waits_for_a_second_look() -> None:
    client, person = signed_in()
    dossier = make_dossier(person)
    client.post(address("dossier_question", dossier))
    Dossier.take_turn(pk=dossier.pk, version=1)
    new = QUERY.replace("koppelingen=12", "koppelingen=20")

    sent = client.post(NEW, {"vraag": new, "waar": str(dossier.key), "naam": "", "versie": "1"})
    assert sent.status_code == 409
    assert version_of(sent) == "2"
    assert "koppelingen=12" in Dossier.objects.get().query

    assert client.post(NEW, {"vraag": new, "waar": str(dossier.key), "naam": "", "versie": "2"}).status_code == 302
    assert "koppelingen=20" in Dossier.objects.get().query


def test_the_session_offers_no_dossier_that_cannot_change() -> None:
    client, person = signed_in()
    dossier = make_dossier(person)
    client.post(address("dossier_question", dossier))
    Dossier.objects.update(archived_at=timezone.now())

    assert "in het dossier" not in client.get(f"{NEW}?{QUERY}").content.decode()
    sent = client.post(NEW, {"vraag": QUERY, "waar": str(dossier.key), "naam": "Haarlem", "versie": "1"})
    assert "kan niet meer veranderen" in sent.content.decode()
    assert Dossier.objects.count() == 1


def test_a_question_never_ends_in_the_dossier_of_another_tab() -> None:
    """Both are of version 1, so only the key tells them apart."""
    client, person = signed_in()
    first, second = make_dossier(person, name="Een"), make_dossier(person, name="Twee")
    client.post(address("dossier_question", first))
    client.post(address("dossier_question", second))

    sent = client.post(NEW, {"vraag": QUERY.replace("=12", "=20"), "waar": str(first.key), "naam": "Haarlem", "versie": "1"})

    assert sent.status_code == 200
    assert "in een ander dossier" in sent.content.decode()
    assert set(Dossier.objects.values_list("version", flat=True)) == {1}


# --- the list ---------------------------------------------------------------------------------------------------------------------------------


def test_the_list_has_the_dossiers_of_the_own_municipality_only() -> None:
    client, person = signed_in()
    make_dossier(person, name="Van ons")
    make_dossier(make_person(Role.ADVISER, "GM0193"), name="Van Zwolle")
    make_dossier(person, name="Opgeborgen", archived_at=timezone.now())
    make_dossier(person, name="Weg", deleted_at=timezone.now())
    make_dossier(person, name="Lang weg", deleted_at=timezone.now() - timedelta(days=31))

    def names(query: str) -> list[str]:
        page = client.get(f"/dossiers/{query}")
        assert_valid_html(page.content)
        return [item.name for item in page.context["dossiers"]]

    assert names("") == ["Van ons"]
    assert names("?toon=gearchiveerd") == ["Opgeborgen"]
    assert names("?toon=verwijderd") == ["Weg"]
    assert names("?toon=onzin&sorteer=onzin&pagina=onzin") == ["Van ons"]


@pytest.mark.parametrize(
    ("sort", "first"), [("naam", "aap"), ("-naam", "Noot"), ("status", "aap"), ("-status", "Noot"), ("wie", "aap"), ("-wie", "Noot")]
)
def test_the_list_is_sorted_by_any_column(sort: str, first: str) -> None:
    client, person = signed_in()
    for name, status, who in (("Noot", "vastgesteld", "Zus"), ("aap", "concept", "Bep"), ("Mies", "ter-vaststelling", "Jet")):
        make_dossier(person, name=name, status=status).events.create(who=who, what="iets")

    assert client.get(f"/dossiers/?sorteer={sort}").context["dossiers"][0].name == first


def test_the_list_asks_as_many_queries_for_fifty_dossiers_as_for_one() -> None:
    client, person = signed_in()
    record = record_now(make_dossier(person, query="aanbod=buurtgezinnen"))
    Dossier.objects.update(record=record)
    client.get("/dossiers/")  # reads the catalogue
    counts = []
    for number in (1, 51):
        for _ in range(number):
            make_dossier(person, query="aanbod=buurtgezinnen", record=record)
        with CaptureQueriesContext(connection) as queries:
            page = client.get("/dossiers/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert len(page.context["dossiers"]) == 50
    assert "bladzijde 1 van 2" in page.content.decode()
    assert page.content.decode().count("niets veranderd") == 50
    assert len(client.get("/dossiers/?pagina=2").context["dossiers"]) == 3


@pytest.mark.parametrize("role", [Role.READER, Role.ADVISER])
def test_an_empty_list_explains_what_a_dossier_is(role: Role) -> None:
    client, _ = signed_in(role)
    page = client.get("/dossiers/")
    assert_valid_html(page.content)
    assert "nog geen lopend dossier" in page.content.decode()


# --- who may do what --------------------------------------------------------------------------------------------------------------------------


def test_a_stranger_and_a_wrong_number_get_the_same_answer_everywhere() -> None:
    """Also for what may be posted, and whatever version is sent along."""
    client, _ = signed_in(Role.ADMINISTRATOR, "GM0193")
    dossier = make_dossier(make_person(Role.ADVISER))
    text = reverse("procurement:dossier_text", args=[dossier.key, "aanleiding"])

    for name in (*READ, *EDIT, "dossier_restore"):
        assert client.get(address(name, dossier)).status_code == 404, name
    for path in [text, *(address(name, dossier) for name in (*EDIT, *POSTED, "dossier_restore"))]:
        assert client.post(path, {"versie": "1", "tekst": "x", "naam": "x"}).status_code == 404, path
        assert client.post(path.replace(str(dossier.key), str(uuid4())), {"versie": "1"}).status_code == 404, path
    assert client.get(text).status_code == 404
    assert client.get("/dossiers/geen-uuid/").status_code == 404
    assert Dossier.objects.get().version == 1


def test_a_reader_reads_and_downloads_and_changes_nothing() -> None:
    client, _ = signed_in(Role.READER)
    dossier = make_dossier(make_person(Role.ADVISER), texts={"aanleiding": "Onze **tekst**"})
    text = reverse("procurement:dossier_text", args=[dossier.key, "aanleiding"])

    for name in ("dossier", "dossier_texts", "dossier_advice"):
        page = client.get(address(name, dossier))
        assert page.status_code == 200, name
        main = page.content.decode().partition("<main")[2]
        # The only thing a reader does is asking for mail, which is about nobody but himself.
        assert {form for form in re.findall(r'<form[^>]* action="([^"]*)"', main) if not form.endswith("/volgen/")} == set(), name
        assert "Pas de" not in main, name
    for path in [text, NEW, *(address(name, dossier) for name in (*EDIT, "dossier_restore"))]:
        assert client.get(path).status_code == 403, path
    for path in [text, NEW, *(address(name, dossier) for name in (*EDIT, *POSTED, "dossier_restore"))]:
        assert client.post(path, {"versie": "1"}).status_code == 403, path
    assert Dossier.objects.get().version == 1


def test_who_is_not_signed_in_is_sent_to_sign_in_everywhere(client: Client) -> None:
    dossier = make_dossier(make_person(Role.ADVISER))

    for name in (*READ, *EDIT, "dossier_restore"):
        path = address(name, dossier)
        assert client.get(path)["Location"] == f"{reverse('account_login')}?next={path}", name
    for name in POSTED:
        assert client.post(address(name, dossier))["Location"].endswith(f"?next={address('dossier', dossier)}"), name


@pytest.mark.parametrize("role", [None, Role.ADVISER])
def test_without_a_municipality_or_a_second_factor_nothing_opens(client: Client, role: Role | None) -> None:
    dossier = make_dossier(make_person(Role.ADVISER))
    sign_in(client, make_person(role), method="mfa" if role is None else "password")

    for name in (*READ, *EDIT):
        assert client.get(address(name, dossier)).status_code in (302, 403), name


def test_no_page_of_a_dossier_is_kept_by_a_cache() -> None:
    client, person = signed_in()
    dossier = make_dossier(person)
    for name in ("dossier", "dossier_texts", "dossier_advice", *EDIT):
        assert "no-store" in client.get(address(name, dossier))["Cache-Control"], name


# --- the page, and a question that is no longer right -----------------------------------------------------------------------------------------


def test_the_page_of_a_dossier_shows_how_it_stands() -> None:
    client, person = signed_in()
    dossier = make_dossier(person, texts={"aanleiding": "Zo is het"}, left_out=["effect"], length="kort")
    page = client.get(address("dossier", dossier))
    text = page.content.decode()
    assert_valid_html(page.content)
    assert "eigen tekst" in text
    assert "3 Beoogd effect" in text
    assert "Er ontbreekt een reden" in text
    assert page.context["may_change"]


def test_the_page_asks_as_many_queries_however_much_is_in_it() -> None:
    client, person = signed_in()
    client.get(address("dossier", make_dossier(person)))  # reads the catalogue
    counts = []
    for number in (1, 8):
        dossier = make_dossier(person)
        for each in range(number):
            dossier.events.create(who="A", what="iets")
            Exclusion.objects.create(dossier=dossier, offering=f"iets-{each}", reason="Daarom")
            Quotation.objects.create(dossier=dossier, number=each + 1, fields=TYPED)
        with CaptureQueriesContext(connection) as queries:
            client.get(address("dossier", dossier))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_question_that_the_catalogue_no_longer_takes_says_so_everywhere() -> None:
    client, person = signed_in()
    dossier = make_dossier(person, query="aanbod=vertrokken-aanbod&koppelingen=10", texts={"aanleiding": "Blijft"})

    assert client.get(address("dossier_advice_pdf", dossier)).status_code == 409
    assert client.get(address("dossier_advice_odt", dossier)).status_code == 409
    for name in ("dossier", "dossier_texts", "dossier_advice", "dossier_exclusions"):
        page = client.get(address(name, dossier))
        assert page.status_code == 200, name
        assert_valid_html(page.content)
    assert "Pas de vraag aan" in client.get(address("dossier_advice", dossier)).content.decode()
    text = client.get(reverse("procurement:dossier_text", args=[dossier.key, "aanleiding"]))
    assert "Blijft" in text.content.decode()
    assert client.post(address("dossier_status", dossier), {"naar": "ter-vaststelling", "versie": "1"}).status_code == 409
    client.post(address("dossier_copy", dossier), {"naam": "Kopie"})
    assert Dossier.objects.filter(name="Kopie").exists()


# --- steps ------------------------------------------------------------------------------------------------------------------------------------


def test_a_dossier_goes_to_adoption_only_with_every_reason() -> None:
    client, person = signed_in()
    dossier = make_dossier(person)
    step = {"naar": "ter-vaststelling", "versie": "1"}

    refused = client.post(address("dossier_status", dossier), step)
    assert refused.status_code == 409
    assert "Er ontbreekt een reden" in refused.content.decode()
    assert_valid_html(refused.content)

    for offering in client.get(address("dossier", dossier)).context["standing"].missing:
        Exclusion.objects.create(dossier=dossier, offering=offering.slug, reason="Te ver weg")
    assert client.post(address("dossier_status", dossier), step).status_code == 302
    assert Dossier.objects.get().status == "ter-vaststelling"
    assert client.post(address("dossier_status", dossier), {"naar": "concept", "versie": "2"}).status_code == 302
    assert [what for _, what in events_of(dossier)] == ["Van concept naar ter vaststelling", "Terug naar concept"]


def test_an_adopted_dossier_does_not_change_until_a_new_version_is_begun() -> None:
    client, person = signed_in()
    dossier = make_dossier(person, status="vastgesteld", query=ALL)
    text = reverse("procurement:dossier_text", args=[dossier.key, "aanleiding"])

    for path in (address("dossier_details", dossier), address("dossier_exclusions", dossier), text):
        assert client.get(path).status_code == 409
    sent = client.post(text, {"tekst": "Net <b>getypt</b>", "versie": "1"})
    assert sent.status_code == 409
    assert "Net &lt;b&gt;getypt&lt;/b&gt;" in sent.content.decode()
    assert_valid_html(sent.content)
    assert client.post(address("dossier_question", dossier)).status_code == 409

    assert client.post(address("dossier_status", dossier), {"naar": "concept", "versie": "1"}).status_code == 302
    assert events_of(dossier)[-1][1].startswith("Nieuwe versie begonnen")
    assert client.get(text).status_code == 200


@pytest.mark.parametrize(("sent", "status"), [({"naar": "concept"}, 409), ({"naar": "vastgesteld"}, 409), ({"naar": "onzin"}, 400), ({}, 400)])
def test_a_step_that_is_not_there_is_refused(sent: dict[str, str], status: int) -> None:
    client, person = signed_in()
    dossier = make_dossier(person, query=ALL)

    assert client.post(address("dossier_status", dossier), {**sent, "versie": "1"}).status_code == status
    assert Dossier.objects.get().version == 1


@pytest.mark.parametrize("version", ["0", "2", "", "-1", "1e3", "9" * 30, "²"])
def test_a_button_of_an_old_page_does_nothing_and_says_so(version: str) -> None:
    client, person = signed_in()
    dossier = make_dossier(person, query=ALL)

    for name, sent in (("dossier_status", {"naar": "ter-vaststelling"}), ("dossier_archive", {"naar": "archief"}), ("dossier_delete", {})):
        answer = client.post(address(name, dossier), {**sent, "versie": version})
        assert answer.status_code == 409, name
        assert_valid_html(answer.content)
    dossier.refresh_from_db()
    assert (dossier.version, dossier.status, dossier.archived_at, dossier.deleted_at) == (1, "concept", None, None)


def test_the_report_of_a_final_dossier_on_the_data_of_now_is_no_final_report() -> None:
    client, person = signed_in()
    dossier = make_dossier(person, status="vastgesteld", query=ALL)
    page = client.get(address("dossier_advice", dossier))
    assert "Dit is niet het vastgestelde rapport" in page.content.decode()
    assert not page.context["report"].is_final


def test_the_files_of_a_dossier_hold_its_own_texts_and_quotations(monkeypatch: pytest.MonkeyPatch) -> None:
    client, person = signed_in(Role.READER)
    dossier = make_dossier(person, texts={"aanleiding": "Zo schrijven **wij** het"})
    Quotation.objects.create(dossier=dossier, number=1, fields=TYPED)
    made = {}
    monkeypatch.setattr(report, "report_pdf", lambda made_of, **options: made.setdefault("pdf", (made_of, options)) and b"%PDF-")

    page = client.get(address("dossier_advice", dossier)).content.decode()
    assert "Zo schrijven <strong>wij</strong> het" in page
    assert "Geheim voorstel" in page
    assert "ertrouwelijk" in page

    answer = client.get(address("dossier_advice_pdf", dossier))
    assert (answer.content, answer["Content-Type"]) == (b"%PDF-", "application/pdf")
    assert "no-store" in answer["Cache-Control"]
    assert "eigen-1" in {column.priced.tariff.slug for column in made["pdf"][0].sheet.columns}
    assert made["pdf"][1]["address"].endswith(address("dossier_advice", dossier))

    odt = client.get(address("dossier_advice_odt", dossier))
    assert odt["Content-Disposition"].startswith('attachment; filename="advies-haarlem-')
    assert odt.content.startswith(b"PK")
    assert "no-store" in odt["Cache-Control"]


@pytest.mark.parametrize(("error", "status"), [(PdfTooLargeError("lang"), 409), (PdfUnavailableError("geen pango"), 503)])
def test_a_pdf_that_cannot_be_made_is_a_page_that_says_so(monkeypatch: pytest.MonkeyPatch, error: Exception, status: int) -> None:
    def fail(*args: object, **options: object) -> bytes:
        raise error

    client, person = signed_in()
    dossier = make_dossier(person, query=ALL)
    monkeypatch.setattr(report, "report_pdf", fail)
    answer = client.get(address("dossier_advice_pdf", dossier))
    assert answer.status_code == status
    assert_valid_html(answer.content)


def test_a_document_that_is_too_long_is_a_page_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **options: object) -> bytes:
        raise DocumentTooLargeError("lang")

    client, person = signed_in()
    dossier = make_dossier(person, query=ALL)
    monkeypatch.setattr(report, "report_document", fail)
    answer = client.get(address("dossier_advice_odt", dossier))
    assert answer.status_code == 409
    assert "te lang voor een bestand" in answer.content.decode()


# --- copy, archive, delete --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ticked", [True, False])
def test_a_copy_has_quotations_only_when_ticked(ticked: bool) -> None:
    client, person = signed_in()
    dossier = make_dossier(person, texts={"aanleiding": "Tekst"}, left_out=["effect"], status="vastgesteld", archived_at=timezone.now())
    Exclusion.objects.create(dossier=dossier, offering="home-start", reason="Daarom")
    Quotation.objects.create(dossier=dossier, number=3, fields=TYPED, is_counted=False)
    assert_valid_html(client.get(address("dossier_copy", dossier)).content)

    client.post(address("dossier_copy", dossier), {"naam": "Nieuw", **({"offertes": "on"} if ticked else {})})

    copy = Dossier.objects.get(name="Nieuw")
    assert (copy.texts, copy.left_out, copy.query, copy.status, copy.archived_at) == (dossier.texts, ["effect"], dossier.query, "concept", None)
    assert [item.reason for item in copy.exclusions.all()] == ["Daarom"]
    assert [(item.number, item.is_counted) for item in copy.quotations.all()] == ([(3, False)] if ticked else [])
    assert copy.key != dossier.key


def test_an_archived_dossier_is_read_and_not_changed_until_it_is_taken_out() -> None:
    client, person = signed_in()
    dossier = make_dossier(person, query=ALL)
    client.post(address("dossier_archive", dossier), {"naar": "archief", "versie": "1"})

    assert client.get(address("dossier_details", dossier)).status_code == 409
    assert client.post(address("dossier_status", dossier), {"naar": "ter-vaststelling", "versie": "2"}).status_code == 409
    page = client.get(address("dossier", dossier))
    assert_valid_html(page.content)
    assert client.post(address("dossier_archive", dossier), {"naar": "archief", "versie": "2"}).status_code == 409
    assert client.post(address("dossier_archive", dossier), {"naar": "terug", "versie": "2"}).status_code == 302
    assert Dossier.objects.get().is_editable


def test_a_deleted_dossier_comes_back_with_everything_within_its_grace() -> None:
    client, person = signed_in()
    dossier = make_dossier(person, texts={"aanleiding": "Tekst"})
    assert_valid_html(client.get(address("dossier_delete", dossier)).content)
    client.post(address("dossier_delete", dossier), {"versie": "1"})

    assert client.get(address("dossier", dossier)).status_code == 404
    assert client.get(address("dossier_advice_pdf", dossier)).status_code == 404
    typed = client.post(reverse("procurement:dossier_text", args=[dossier.key, "aanleiding"]), {"tekst": "Nog getypt", "versie": "1"})
    assert (typed.status_code, "Nog getypt" in typed.content.decode()) == (409, True)
    assert_valid_html(client.get(address("dossier_restore", dossier)).content)
    assert client.post(address("dossier_restore", dossier), {"versie": "1"}).status_code == 409
    client.post(address("dossier_restore", dossier), {"versie": "2"})
    dossier.refresh_from_db()
    assert (dossier.deleted_at, dossier.texts) == (None, {"aanleiding": "Tekst"})
    assert client.get(address("dossier_restore", dossier)).status_code == 404


def test_past_its_grace_a_dossier_is_gone_for_good() -> None:
    client, person = signed_in()
    late = make_dossier(person, name="Laat", deleted_at=timezone.now() - timedelta(days=31))
    Quotation.objects.create(dossier=late, number=1, fields=TYPED)
    make_dossier(person, name="Nog niet", deleted_at=timezone.now() - timedelta(days=29))
    make_dossier(person, name="Gewoon")
    freeze_by_hand(make_dossier(person, name="Met rapport", deleted_at=timezone.now() - timedelta(days=31)))
    assert client.get(address("dossier_restore", late)).status_code == 404

    call_command("purge_dossiers", verbosity=0)

    assert set(Dossier.objects.values_list("name", flat=True)) == {"Nog niet", "Gewoon", "Met rapport"}
    assert not Quotation.objects.exists()


def test_a_dossier_with_a_frozen_report_is_archived_and_never_deleted() -> None:
    client, person = signed_in()
    dossier = make_dossier(person, status="vastgesteld")
    freeze_by_hand(dossier)

    assert "kunt u niet verwijderen" in client.get(address("dossier_delete", dossier)).content.decode()
    assert client.post(address("dossier_delete", dossier), {"versie": "1"}).status_code == 409
    dossier.refresh_from_db()
    assert dossier.deleted_at is None
    assert client.post(address("dossier_archive", dossier), {"naar": "archief", "versie": "1"}).status_code == 302
