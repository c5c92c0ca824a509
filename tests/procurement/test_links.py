"""Read-only links: made by an adviser, shown once, withdrawn for good, and never with quotations unless that was chosen."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from procurement.exports.pdf import PdfBusyError, PdfTooLargeError, PdfUnavailableError
from procurement.exports.report_files import report_html
from procurement.models import Dossier, DossierEvent, DossierLink, Quotation
from procurement.views.dossiers import linked
from procurement.views.dossiers.links import MOST_LINKS
from tests.accounts.people import make_person, sign_in
from tests.procurement.frozen import PDF, make_dossier, make_report

pytestmark = pytest.mark.django_db
SECRET, AMOUNT = "Offerte Geheim", "31.415"
OFFER = {"aanbod": "steunouder", "naam": SECRET, "vast_1": AMOUNT, "btw": "UNKNOWN", "voorwaarden": "Alleen voor u."}
SECRETS = (SECRET, AMOUNT, "31415", "Alleen voor u", "Eigen offerte", "eigen-1", "ertrouwelijk: bevat")


@pytest.fixture
def dossier(db: None) -> Dossier:
    found = make_dossier(status=Dossier.Status.CONCEPT)
    Quotation.objects.create(dossier=found, number=1, fields=OFFER)
    return found


@pytest.fixture
def adviser(db: None) -> Client:
    client = Client()
    sign_in(client, make_person(Role.ADVISER, name="Anna Adviseur"))
    return client


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The reports that a PDF was asked of; the PDF is quick."""
    found: list[Any] = []

    def render(report: Any, *, base_url: str, address: str, **_: object) -> bytes:
        found.append((report, address))
        return b"%PDF vandaag"

    monkeypatch.setattr(linked, "report_pdf", render)
    return found


def links_of(dossier: Dossier) -> str:
    return reverse("procurement:dossier_links", args=[dossier.key])


def make(client: Client, dossier: Dossier, **fields: str) -> str:
    """The path of a new link, as it stood on the page."""
    response = client.post(links_of(dossier), {"voor": "Wethouder", **fields})
    found = re.search(r'value="http://testserver(/dossiers/link/[^"]+/)"', response.content.decode())
    assert found, response.content.decode()
    return found[1]


def text_of(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())


# --- making and withdrawing --------------------------------------------------------------------------------------------------------------------


def test_a_link_is_shown_once_and_only_its_hash_is_kept(adviser: Client, dossier: Dossier) -> None:
    path = make(adviser, dossier)
    token = path.split("/")[-2]
    assert len(token) == 43  # 256 bits
    link = DossierLink.objects.get()
    assert len(link.token_hash) == 64
    assert token not in str(DossierLink.objects.values().get())
    page = text_of(adviser.get(links_of(dossier)))
    assert token not in page
    assert "Wethouder" in page
    assert "Anna Adviseur" in page
    assert "Trek in" in page
    assert [event.what for event in dossier.events.all()] == ["Leeslink gemaakt voor Wethouder"]
    assert make(adviser, dossier) != path


def test_a_withdrawn_link_opens_nothing_any_more(adviser: Client, dossier: Dossier) -> None:
    path = make(adviser, dossier)
    assert Client().get(path).status_code == 200
    withdraw = reverse("procurement:dossier_link_withdraw", args=[dossier.key, DossierLink.objects.get().pk])
    for _ in range(2):
        assert adviser.post(withdraw).status_code == 302
    for ending in ("", "advies.pdf"):
        assert Client().get(path + ending).status_code == 410
    assert "ingetrokken" in text_of(Client().get(path))
    assert "nee, ingetrokken op" in text_of(adviser.get(links_of(dossier)))
    assert DossierEvent.objects.filter(what="Leeslink voor Wethouder ingetrokken").count() == 1
    assert adviser.get(withdraw).status_code == 405


@pytest.mark.parametrize("field", ["deleted_at", "archived_at"])
def test_a_closed_dossier_closes_its_links(adviser: Client, dossier: Dossier, field: str) -> None:
    path = make(adviser, dossier)
    Dossier.objects.filter(pk=dossier.pk).update(**{field: timezone.now()})
    response = Client().get(path)
    assert response.status_code == 410
    assert "no-store" in response["Cache-Control"]
    Dossier.objects.filter(pk=dossier.pk).update(**{field: None})
    assert Client().get(path).status_code == 200


def test_an_archived_dossier_gets_no_new_link(adviser: Client, dossier: Dossier) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(archived_at=timezone.now())
    assert "in het archief" in text_of(adviser.post(links_of(dossier), {"voor": "Wethouder"}))
    assert not DossierLink.objects.exists()


def test_there_is_an_end_to_the_links(adviser: Client, dossier: Dossier) -> None:
    for number in range(MOST_LINKS):
        DossierLink.objects.create(dossier=dossier, label="x", token_hash=str(number), made_by="x")
    assert f"Er werken al {MOST_LINKS} links" in text_of(adviser.post(links_of(dossier), {"voor": "Wethouder"}))
    DossierLink.objects.filter(token_hash="0").update(withdrawn_at=timezone.now())
    make(adviser, dossier)


@pytest.mark.parametrize("label", ["", " ", "x" * 101, "a\0b", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "\u0007"])
def test_an_odd_label_is_refused_at_the_field_and_kept(adviser: Client, dossier: Dossier, label: str) -> None:
    response = adviser.post(links_of(dossier), {"voor": label, "met_offertes": "on", "zeker": "on"})
    assert response.status_code == 200
    assert "field--invalid" in text_of(response)
    assert not DossierLink.objects.exists()


def test_a_label_is_text_and_nothing_else(adviser: Client, dossier: Dossier) -> None:
    make(adviser, dossier, voor="<script>alert(1)</script>")
    assert "<script>alert" not in text_of(adviser.get(links_of(dossier)))


def test_quotations_travel_along_only_with_both_ticks(adviser: Client, dossier: Dossier) -> None:
    response = adviser.post(links_of(dossier), {"voor": "Wethouder", "met_offertes": "on"})
    assert "Zet hier ook een vinkje" in text_of(response)
    assert not DossierLink.objects.exists()
    make(adviser, dossier, zeker="on")
    assert not DossierLink.objects.get().with_quotations
    make(adviser, dossier, met_offertes="on", zeker="on")
    assert DossierLink.objects.order_by("pk").last().with_quotations
    assert DossierEvent.objects.filter(what="Leeslink gemaakt voor Wethouder, met vertrouwelijke offertes").exists()


def test_only_an_adviser_of_the_municipality_makes_and_withdraws(adviser: Client, dossier: Dossier) -> None:
    make(adviser, dossier)
    withdraw = reverse("procurement:dossier_link_withdraw", args=[dossier.key, DossierLink.objects.get().pk])
    for role, municipality, status in ((Role.READER, "GM0392", 403), (Role.ADMINISTRATOR, "GM0193", 404), (None, "", 403)):
        client = Client()
        sign_in(client, make_person(role, municipality, is_staff=role is None))
        assert client.get(links_of(dossier)).status_code == status
        assert client.post(links_of(dossier), {"voor": "x"}).status_code == status
        assert client.post(withdraw).status_code == status
    assert Client().get(links_of(dossier)).status_code == Client().post(withdraw).status_code == 302
    assert DossierLink.objects.filter(withdrawn_at=None).count() == 1


def test_a_link_of_another_dossier_is_not_withdrawn_from_here(adviser: Client, dossier: Dossier) -> None:
    make(adviser, dossier)
    own = make_dossier(name="Een ander")
    assert adviser.post(reverse("procurement:dossier_link_withdraw", args=[own.key, DossierLink.objects.get().pk])).status_code == 404
    assert adviser.post(reverse("procurement:dossier_link_withdraw", args=[own.key, 10**30])).status_code == 404


# --- reading ---------------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("token", ["x", "a" * 43, "a" * 7000, "%20", "..", "%C3%A9", "<script>"])
def test_a_token_that_never_was_is_not_found(dossier: Dossier, token: str) -> None:
    DossierLink.objects.create(dossier=dossier, label="x", token_hash="0" * 64, made_by="x")
    for ending in ("", "advies.pdf"):
        assert Client().get(f"/dossiers/link/{token}/{ending}").status_code in (404, 400)


def test_the_hash_in_the_database_opens_nothing(adviser: Client, dossier: Dossier) -> None:
    make(adviser, dossier)
    assert Client().get(f"/dossiers/link/{DossierLink.objects.get().token_hash}/").status_code == 404


def test_a_reader_sees_the_report_and_nothing_to_change(adviser: Client, dossier: Dossier) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(texts={"aanleiding": "Onze eigen aanleiding."})
    path = make(adviser, dossier)
    response = Client().get(path)
    text = text_of(response)
    assert "Alleen lezen, van gemeente Haarlem" in text
    assert "Onze eigen aanleiding." in text
    assert "<form" not in text
    assert "Pas de vraag aan" not in text
    assert f'href="{path}advies.pdf"' in text
    assert str(dossier.key) not in text
    assert "noindex" in response["X-Robots-Tag"]
    assert '<meta name="robots" content="noindex' in text
    assert response["Referrer-Policy"] == "no-referrer"
    assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))
    assert Client().post(path).status_code == 405


def everything_in(report: Any, address: str) -> str:
    """The document that the PDF is made of, and its attachments."""
    return report_html(report, address) + "".join(item.content.decode() for item in report.attachments)


def test_without_the_choice_no_quotation_is_anywhere(adviser: Client, dossier: Dossier, rendered: list[Any]) -> None:
    path = make(adviser, dossier)
    page = text_of(Client().get(path))
    assert Client().get(path + "advies.pdf").content == b"%PDF vandaag"
    (report, where), *_ = rendered
    assert "/dossiers/" not in where  # the PDF does not spread the link
    everything = everything_in(report, where)
    for secret in SECRETS:
        assert secret not in page, secret
        assert secret not in everything, secret


def test_with_the_choice_the_quotation_is_there(adviser: Client, dossier: Dossier, rendered: list[Any]) -> None:
    path = make(adviser, dossier, met_offertes="on", zeker="on")
    assert SECRET in text_of(Client().get(path))
    Client().get(path + "advies.pdf")
    assert SECRET in everything_in(*rendered[0])


def test_own_offers_of_the_readers_session_do_not_mix_in(adviser: Client, dossier: Dossier) -> None:
    client = Client()
    client.post(reverse("procurement:own_offer_new"), OFFER | {"naam": "Uit mijn sessie"})
    assert "Uit mijn sessie" not in text_of(client.get(make(adviser, dossier)))


@pytest.mark.parametrize("query", ["gemeente=GM9999", "aanbod=bestaat-niet", ""])
def test_a_question_that_no_longer_holds_gives_a_page(adviser: Client, dossier: Dossier, query: str) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(query=query)
    path = make(adviser, dossier)
    page, pdf = Client().get(path), Client().get(path + "advies.pdf")
    assert page.status_code == 200
    if query:
        assert "klopt niet meer" in text_of(page)
        assert pdf.status_code == 404


@pytest.mark.parametrize(
    ("fault", "status", "kind"),
    [
        (PdfUnavailableError("apt-get"), 503, "text/html; charset=utf-8"),
        (PdfBusyError("12 in line"), 503, "application/problem+json"),
        (PdfTooLargeError("lang"), 400, "application/problem+json"),
    ],
)
def test_without_a_pdf_there_is_an_answer(
    adviser: Client, dossier: Dossier, monkeypatch: pytest.MonkeyPatch, fault: Exception, status: int, kind: str
) -> None:
    def broken(*args: Any, **kwargs: Any) -> bytes:
        raise fault

    monkeypatch.setattr(linked, "report_pdf", broken)
    response = Client().get(make(adviser, dossier) + "advies.pdf")
    assert (response.status_code, response["Content-Type"]) == (status, kind)
    assert "no-store" in response["Cache-Control"]


# --- of a final dossier --------------------------------------------------------------------------------------------------------------------------


def test_of_a_final_dossier_the_frozen_pdf_is_read(adviser: Client, dossier: Dossier, rendered: list[Any]) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(status=Dossier.Status.FINAL)
    report = make_report(dossier)
    path = make(adviser, dossier)
    text = text_of(Client().get(path))
    assert report.title in text
    assert "verandert niet meer" in text
    assert Client().get(path + "advies.pdf").content == PDF
    assert not rendered


def test_a_frozen_report_with_quotations_stays_closed_without_the_choice(adviser: Client, dossier: Dossier, rendered: list[Any]) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(status=Dossier.Status.FINAL)
    make_report(dossier, has_quotations=True, title=f"Met {SECRET}")
    path = make(adviser, dossier)
    text = text_of(Client().get(path))
    assert "Dit is niet het vastgestelde rapport." in text
    assert SECRET not in text
    assert Client().get(path + "advies.pdf").content == b"%PDF vandaag"
    report = rendered[0][0]
    assert report.edition.status.value == "concept"
    assert SECRET not in everything_in(*rendered[0])
    chosen = make(adviser, dossier, met_offertes="on", zeker="on")
    assert Client().get(chosen + "advies.pdf").content == PDF
