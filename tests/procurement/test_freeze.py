"""Making a report final: what stands in the way, everything or nothing at every fault, one report from many at once, and the same bytes for years."""

from __future__ import annotations

import io
import json
import threading
import time
from collections.abc import Callable
from decimal import Decimal
from hashlib import sha256
from operator import attrgetter
from typing import Any

import pypdf
import pytest
from django.db import DatabaseError, OperationalError, connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from procurement.exports.frozen_json import canonical, check_code
from procurement.exports.pdf import PdfBusyError, PdfFailedError, PdfTooLargeError, PdfUnavailableError
from procurement.exports.qr import qr_of
from procurement.models import AdviceReport, Dossier, DossierEvent, Exclusion, Quotation
from procurement.views.dossiers import freezing
from tests.accounts.people import make_person, sign_in
from tests.procurement.frozen import make_dossier
from tests.validation import assert_valid_pdf
from voorzieningen.models import TariffComponent

pytestmark = pytest.mark.django_db
STATUS = Dossier.Status
OFFER = {"aanbod": "steunouder", "naam": "Offerte Geheim", "vast_1": "31.415", "btw": "UNKNOWN"}


def give_reasons(dossier: Dossier) -> Dossier:
    for slug in ("buurtgezinnen", "meeleefgezin", "samen-oplopen", "gezin-in-de-buurt", "home-start", "sos"):
        Exclusion.objects.create(dossier=dossier, offering=slug, reason="Hier is geen plek voor.")
    return dossier


@pytest.fixture
def dossier(db: None) -> Dossier:
    return give_reasons(make_dossier())


@pytest.fixture
def adviser(db: None) -> Client:
    client = Client()
    sign_in(client, make_person(Role.ADVISER, name="Anna Adviseur"))
    return client


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """A PDF in no time, different for every report; gives the reports that were rendered."""
    rendered: list[Any] = []

    def render(report: Any, *, base_url: str, address: str) -> bytes:
        rendered.append(report)
        return f"%PDF {report.edition.frozen.number} {address}".encode()

    monkeypatch.setattr(freezing, "report_pdf", render)
    return rendered


def address(dossier: Dossier) -> str:
    return reverse("procurement:dossier_freeze", args=[dossier.key])


def fields_on(response: HttpResponse) -> dict[str, str]:
    """The hidden fields of the button."""
    html = response.content.decode()
    return {name: html.partition(f'name="{name}" value="')[2].partition('"')[0] for name in ("versie", "gezien")}


def freeze(client: Client, dossier: Dossier, **fields: Any) -> HttpResponse:
    """As somebody does: open the page, press the button."""
    return client.post(address(dossier), fields_on(client.get(address(dossier))) | fields)


def text_of(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())


def state_of(dossier: Dossier) -> tuple[Any, ...]:
    """Everything that a freeze touches."""
    row = Dossier.objects.filter(pk=dossier.pk).values().get()
    return row, list(DossierEvent.objects.values()), AdviceReport.objects.count()


# --- the page -----------------------------------------------------------------------------------------------------------------------------------


def test_the_page_says_what_will_be_kept(adviser: Client, dossier: Dossier) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(texts={"aanleiding": "Onze *aanleiding*."})
    text = text_of(adviser.get(address(dossier)))
    assert "Stel het rapport vast" in text
    assert "Dit moet eerst nog" not in text
    assert "Aanleiding" in text.partition("Eigen teksten")[2].partition("</div>")[0]
    assert "Een vastgesteld rapport verandert nooit meer." in text
    assert AdviceReport.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"status": STATUS.CONCEPT}, "nog een concept"),
        ({"status": STATUS.FINAL}, "al vastgesteld"),
        ({"query": "gemeente=GM9999&aanbod=steunouder"}, "De vraag klopt niet."),
        ({"query": "gemeente=GM0392&aanbod=bestaat-niet"}, "De vraag klopt niet."),
        ({"archived_at": "2026-11-01T12:00Z"}, "in het archief"),
    ],
)
def test_what_stands_in_the_way_is_told_and_nothing_is_frozen(
    adviser: Client, dossier: Dossier, quick: list[Any], fields: dict[str, str], says: str
) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(**fields)
    before = state_of(dossier)
    page = adviser.get(address(dossier))
    assert says in text_of(page)
    assert "Stel het rapport vast" not in text_of(page)
    response = adviser.post(address(dossier), {"versie": dossier.version, "gezien": "x"})
    assert response.status_code == 409
    assert says in text_of(response)
    assert state_of(dossier) == before
    assert not quick


def test_an_offering_that_fits_needs_a_reason(adviser: Client, dossier: Dossier, quick: list[Any]) -> None:
    dossier.exclusions.filter(offering="home-start").delete()
    page = text_of(adviser.get(address(dossier)))
    assert "Home-Start past bij de opgave en is niet gekozen" in page
    assert "Stel het rapport vast" not in page
    assert freeze(adviser, dossier).status_code in (409, 400)
    assert not quick


def test_a_quotation_that_cannot_be_read_stands_in_the_way(adviser: Client, dossier: Dossier, quick: list[Any]) -> None:
    for number in (1, 2):
        Quotation.objects.create(dossier=dossier, number=number, fields=OFFER | {"aanbod": "opgeheven"})
        page = text_of(adviser.get(address(dossier)))
        assert ("Eén offerte klopt" if number == 1 else "2 offertes kloppen") in page
        assert "Stel het rapport vast" not in page


def test_quotations_are_announced(adviser: Client, dossier: Dossier, quick: list[Any]) -> None:
    Quotation.objects.create(dossier=dossier, number=1, fields=OFFER)
    assert "1, met naam en bedragen in het rapport" in text_of(adviser.get(address(dossier)))
    freeze(adviser, dossier)
    report = AdviceReport.objects.get()
    assert report.has_quotations
    assert "Offerte Geheim" in report.data


def test_only_an_adviser_of_the_municipality(dossier: Dossier, quick: list[Any]) -> None:
    before = state_of(dossier)
    for role, municipality, status in ((Role.READER, "GM0392", 403), (Role.ADMINISTRATOR, "GM0193", 404), (None, "", 403)):
        client = Client()
        sign_in(client, make_person(role, municipality, is_staff=role is None))
        for ask in (client.get, client.post):
            assert ask(address(dossier)).status_code == status
    assert Client().get(address(dossier)).status_code == Client().post(address(dossier)).status_code == 302
    assert state_of(dossier) == before


# --- freezing -------------------------------------------------------------------------------------------------------------------------------------


def test_everything_is_stored_at_once(adviser: Client, dossier: Dossier, quick: list[Any]) -> None:
    response = freeze(adviser, dossier)
    report = AdviceReport.objects.get()
    assert response.status_code == 302
    assert response["Location"] == reverse("procurement:report", args=[report.key])
    mark = quick[0].edition.frozen
    assert mark.number == str(report.key)
    assert mark.frozen_at == report.frozen_at
    assert mark.check_code == report.check_code
    assert mark.address == f"http://testserver/rapporten/{report.key}/?code={report.check_code}"
    assert mark.qr == qr_of(mark.address)
    assert (report.number, report.dossier_version, report.frozen_by, report.municipality_name) == (1, 1, "Anna Adviseur", "Haarlem")
    assert (report.query, report.title, report.file_name) == (dossier.query, quick[0].title, quick[0].file_name)
    assert report.sha256 == sha256(bytes(report.pdf)).hexdigest()
    data = json.loads(report.data)
    assert canonical(data).decode() == report.data
    assert check_code(data) == report.check_code
    assert data["uitgave"]["status"] == "vastgesteld"
    assert not report.has_quotations
    dossier.refresh_from_db()
    assert (dossier.status, dossier.version) == (STATUS.FINAL, 2)
    assert dossier.record == data["stand"]
    assert dossier.recorded_at
    assert [event.what for event in dossier.events.all()] == ["Rapport 1 vastgesteld"]
    assert adviser.get(mark.address).status_code == 200


def test_the_same_button_twice_leads_to_the_same_report(adviser: Client, dossier: Dossier, quick: list[Any]) -> None:
    sent = fields_on(adviser.get(address(dossier)))
    first, second = adviser.post(address(dossier), sent), adviser.post(address(dossier), sent)
    assert first["Location"] == second["Location"]
    assert len(quick) == 1
    assert AdviceReport.objects.count() == 1


def test_a_dossier_that_is_opened_again_gets_a_second_report(adviser: Client, dossier: Dossier, quick: list[Any]) -> None:
    freeze(adviser, dossier)
    Dossier.objects.filter(pk=dossier.pk).update(status=STATUS.TO_BE_ADOPTED)
    freeze(adviser, dossier)
    assert [report.number for report in AdviceReport.objects.order_by("pk")] == [1, 2]


@pytest.mark.parametrize("version", ["", "0", "2", "x", "-1", "9" * 500, "\0"])
def test_a_stale_button_freezes_nothing(adviser: Client, dossier: Dossier, quick: list[Any], version: str) -> None:
    before = state_of(dossier)
    assert freeze(adviser, dossier, versie=version).status_code == 409
    assert state_of(dossier) == before
    assert not quick


@pytest.mark.parametrize("seen", ["", "x", "é" * 3000, "\0"])
def test_what_is_frozen_is_what_was_seen(adviser: Client, dossier: Dossier, quick: list[Any], seen: str) -> None:
    before = state_of(dossier)
    response = freeze(adviser, dossier, gezien=seen)
    assert response.status_code == 409
    assert "zijn veranderd sinds u deze pagina opende" in text_of(response)
    assert state_of(dossier) == before
    assert not quick


def test_a_tariff_that_changed_while_somebody_looked_is_not_frozen_unseen(adviser: Client, dossier: Dossier, quick: list[Any]) -> None:
    sent = fields_on(adviser.get(address(dossier)))
    raise_a_tariff()
    assert adviser.post(address(dossier), sent).status_code == 409
    assert not quick
    assert freeze(adviser, dossier).status_code == 302


def raise_a_tariff() -> None:
    """Through the model, as an administrator does: it leaves history and every page follows."""
    row = TariffComponent.objects.filter(tariff__offering__slug="steunouder", low__gt=0).order_by("pk").first()
    assert row is not None
    row.low, row.high = row.low + Decimal(111), (row.high or row.low) + Decimal(111)
    row.save()


# --- faults -----------------------------------------------------------------------------------------------------------------------------------------


class Killed(BaseException):
    """As when the process is stopped: no handler may swallow it."""


# Every step of a freeze, in order, by the name under which it is called.
STEPS = ("report_pdf", "qr_of", "sha256", "Dossier.take_turn", "AdviceReport.save", "keep_record", "DossierEvent.objects.create")


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(("fault", "after"), [(DatabaseError("database or disk is full"), False), (Killed(), True)])
def test_a_fault_at_any_step_leaves_everything_as_it_was(
    adviser: Client, dossier: Dossier, quick: list[Any], monkeypatch: pytest.MonkeyPatch, step: str, fault: BaseException, after: bool
) -> None:
    sent = fields_on(adviser.get(address(dossier)))
    before = state_of(dossier)
    owner, _, name = step.rpartition(".")
    target = attrgetter(owner)(freezing) if owner else freezing
    work: Callable[..., Any] = getattr(target, name)

    def broken(*args: Any, **kwargs: Any) -> Any:
        if after:
            work(*args, **kwargs)
        raise fault

    with monkeypatch.context() as patch:
        patch.setattr(target, name, broken)
        with pytest.raises(type(fault)):
            adviser.post(address(dossier), sent)
    assert state_of(dossier) == before
    assert adviser.post(address(dossier), sent).status_code == 302  # and nothing stands in the way of trying again
    assert AdviceReport.objects.count() == 1


@pytest.mark.parametrize(
    ("fault", "status", "says"),
    [
        (PdfUnavailableError("apt-get install libpango"), 503, "De PDF is nu niet te maken"),
        (PdfTooLargeError("5000000 characters"), 409, "te lang"),
        (PdfBusyError("12 in line"), 503, "te druk om de PDF"),
        (PdfFailedError("time"), 503, "duurde te lang of is gestopt"),
    ],
)
def test_without_a_pdf_there_is_a_page_and_no_report(
    adviser: Client, dossier: Dossier, monkeypatch: pytest.MonkeyPatch, fault: Exception, status: int, says: str
) -> None:
    def broken(*args: Any, **kwargs: Any) -> bytes:
        raise fault

    monkeypatch.setattr(freezing, "report_pdf", broken)
    sent = fields_on(adviser.get(address(dossier)))
    before = state_of(dossier)
    response = adviser.post(address(dossier), sent)
    assert response.status_code == status
    assert says in text_of(response)
    assert "niets vastgesteld" in text_of(response)
    assert state_of(dossier) == before


# --- at once ----------------------------------------------------------------------------------------------------------------------------------------


def test_who_comes_second_while_the_pdf_is_made_gets_the_same_report(adviser: Client, dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    """In another process, so that the lock of this one does not help: the version decides."""
    prospect = freezing.look(Dossier.objects.get(pk=dossier.pk))
    store = freezing._stored

    def meanwhile(*args: Any) -> AdviceReport | None:
        monkeypatch.setattr(freezing, "_stored", store)
        store(prospect, freezing._made(prospect, "Een ander", "http://testserver"))
        return store(*args)

    monkeypatch.setattr(freezing, "report_pdf", lambda report, **_: str(report.edition.frozen.number).encode())
    monkeypatch.setattr(freezing, "_stored", meanwhile)
    response = freeze(adviser, dossier)
    assert response["Location"] == reverse("procurement:report", args=[AdviceReport.objects.get().key])


@pytest.mark.parametrize("moment", ["_made", "_stored"])
def test_who_changes_the_dossier_meanwhile_stops_the_freeze(
    adviser: Client, dossier: Dossier, quick: list[Any], monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    work = getattr(freezing, moment)

    def meanwhile(*args: Any) -> Any:
        Dossier.take_turn(pk=dossier.pk, version=dossier.version)
        return work(*args)

    monkeypatch.setattr(freezing, moment, meanwhile)
    assert freeze(adviser, dossier).status_code == 409
    dossier.refresh_from_db()
    assert dossier.status == STATUS.TO_BE_ADOPTED
    assert not AdviceReport.objects.exists()
    assert not dossier.events.exists()


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_make_one_report(quick: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(freezing, "PATIENCE_FOR_A_TURN", 60.0)  # a slow machine is not what this is about
    dossier = give_reasons(make_dossier())
    clients = [Client() for _ in range(8)]
    for client in clients:
        sign_in(client, make_person(Role.ADVISER))
    sent = fields_on(clients[0].get(address(dossier)))
    together, answers = threading.Barrier(8), []
    store, refused = freezing._stored, []

    def storing(*args: Any) -> AdviceReport | None:
        try:
            return store(*args)
        except OperationalError as error:
            refused.append(error)
            raise

    monkeypatch.setattr(freezing, "_stored", storing)

    def press(client: Client) -> None:
        together.wait()
        try:
            answers.append(patiently(lambda: client.post(address(dossier), sent)))
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    report = AdviceReport.objects.get()
    assert {(answer.status_code, answer.get("Location")) for answer in answers} == {(302, reverse("procurement:report", args=[report.key]))}
    assert len(answers) == 8
    assert len(quick) == 1 + len(refused)  # who is sent again by `patiently` makes the PDF again
    assert Dossier.objects.get(pk=dossier.pk).version == 2
    assert DossierEvent.objects.count() == 1


def test_who_waits_too_long_behind_another_hears_so_and_keeps_no_thread(
    adviser: Client, dossier: Dossier, quick: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freezing, "PATIENCE_FOR_A_TURN", 0.01)
    sent = fields_on(adviser.get(address(dossier)))
    with freezing._one_at_a_time:
        response = adviser.post(address(dossier), sent)
    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert "niets vastgesteld" in text_of(response)
    assert not quick
    assert adviser.post(address(dossier), sent).status_code == 302


def patiently(send: Callable[[], HttpResponse]) -> HttpResponse:
    """SQLite in memory, as in the tests, does not wait for another connection as a file does: then the same is sent again."""
    for _ in range(500):
        try:
            return send()
        except OperationalError as error:
            if "table is locked" not in str(error):
                raise
            time.sleep(0.01)
    raise AssertionError("never got a turn")


# --- with a real PDF --------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    """What one real freeze gave: kept between the tests, as making the PDF takes seconds."""
    return {}


@pytest.fixture
def frozen(adviser: Client, dossier: Dossier, made: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> AdviceReport:
    if made:
        monkeypatch.setattr(freezing, "uuid4", lambda: made["key"])
        monkeypatch.setattr(freezing.timezone, "now", lambda: made["frozen_at"])
        monkeypatch.setattr(freezing, "report_pdf", lambda *_, **__: made["pdf"])
    assert freeze(adviser, dossier).status_code == 302
    report = AdviceReport.objects.get()
    made.update(key=report.key, frozen_at=report.frozen_at, pdf=bytes(report.pdf))
    return report


def test_the_pdf_is_valid_and_carries_its_mark(frozen: AdviceReport) -> None:
    assert_valid_pdf(bytes(frozen.pdf))
    reader = pypdf.PdfReader(io.BytesIO(bytes(frozen.pdf)))
    text = "".join(page.extract_text() for page in reader.pages).replace("\n", "").replace(" ", "")
    assert str(frozen.key).replace("-", "") in text.replace("-", "")
    assert frozen.check_code in text
    assert f"?code={frozen.check_code}" in text
    assert "vastgesteld" in text


def test_it_is_the_same_after_an_upgrade_and_after_tariffs_changed(frozen: AdviceReport, adviser: Client, dossier: Dossier, settings: Any) -> None:
    pdf, data = bytes(frozen.pdf), frozen.data
    raise_a_tariff()
    settings.SOFTWARE_VERSION = "9.9.9"
    Dossier.objects.filter(pk=dossier.pk).update(status=STATUS.CONCEPT, texts={"aanleiding": "Nu heel anders."}, name="Anders")
    there = reverse("procurement:report_pdf", args=[frozen.key])
    response = adviser.get(there)
    assert response.content == pdf
    assert sha256(response.content).hexdigest() == frozen.sha256
    assert adviser.get(reverse("procurement:report_json", args=[frozen.key])).content.decode() == data
    assert check_code(json.loads(data)) == frozen.check_code
    sent = adviser.post(reverse("procurement:report", args=[frozen.key]), {"pdf": io.BytesIO(pdf)})
    assert "ongewijzigd" in sent.content.decode()
