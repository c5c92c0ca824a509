"""Frozen reports: who sees what, checking a PDF by its bytes and by its code, the files as they were stored, and making one public."""

from __future__ import annotations

import io
from base64 import b64encode
from hashlib import sha256
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from accounts.models import Role
from procurement.forms.check_pdf import MOST_BYTES
from procurement.models import AdviceReport, DossierEvent, ReportPublication
from procurement.views.reports import uploads
from tests.accounts.people import make_person, sign_in
from tests.procurement.frozen import CODE, PDF, make_report

pytestmark = pytest.mark.django_db
Visible = ReportPublication.Visible
TITLE = "Adviesrapport informele steun, Haarlem"
OWNERS_ONLY = ("SHA-256", "Persoon Proef", "gegevens.json", "Wat anderen zien", "Steunouder in Haarlem")


@pytest.fixture
def report() -> AdviceReport:
    return make_report()


def publish(report: AdviceReport, visible: str) -> None:
    ReportPublication.objects.update_or_create(report=report, defaults={"visible": visible})


def address(report: AdviceReport, ending: str = "") -> str:
    return reverse("procurement:report", args=[report.key]) + ending


def signed_in(role: Role | None, municipality: str = "GM0392", **fields: bool) -> Client:
    client = Client()
    sign_in(client, make_person(role, municipality, **fields))
    return client


def others() -> list[Client]:
    """Everybody for whom a report of Haarlem is a stranger's."""
    return [Client(), signed_in(Role.ADVISER, "GM0193"), signed_in(None, is_staff=True, is_superuser=True)]


def send(client: Client, where: str, content: bytes, name: str = "rapport.pdf") -> HttpResponse:
    return client.post(where, {"pdf": SimpleUploadedFile(name, content, "application/pdf")})


def text_of(response: HttpResponse) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


# --- what others see --------------------------------------------------------------------------------------------------------------------------


def test_others_see_nothing_but_that_it_exists(report: AdviceReport) -> None:
    for client in others():
        text = text_of(client.get(address(report)))
        assert "Dit rapport bestaat" in text
        for secret in (*OWNERS_ONLY, TITLE, "20 november 2026", report.sha256, CODE):
            assert secret not in text, secret
        assert "Haarlem" not in text
        assert client.get(address(report, "rapport.pdf")).status_code == 404


def test_others_see_the_facts_when_the_owner_shows_them(report: AdviceReport) -> None:
    publish(report, Visible.FACTS)
    for client in others():
        text = text_of(client.get(address(report)))
        assert TITLE in text
        assert "20 november 2026" in text
        assert "Haarlem" in text
        assert not [secret for secret in (*OWNERS_ONLY, "rapport.pdf") if secret in text]
        assert client.get(address(report, "rapport.pdf")).status_code == 404


def test_others_get_the_pdf_when_the_owner_shows_it(report: AdviceReport) -> None:
    publish(report, Visible.PDF)
    for client in others():
        text = text_of(client.get(address(report)))
        assert address(report, "rapport.pdf") in text
        assert not [secret for secret in OWNERS_ONLY if secret in text]
        assert client.get(address(report, "rapport.pdf")).content == PDF


def test_a_number_that_is_nobodys_is_not_found() -> None:
    client = signed_in(Role.ADMINISTRATOR)
    for ending in ("", "rapport.pdf", "gegevens.json", "openbaar/"):
        assert client.get(f"/rapporten/{uuid4()}/{ending}").status_code == 404
    for odd in ("/rapporten/x/", "/rapporten/1/", f"/rapporten/{'0' * 400}/", "/rapporten/%00/"):
        assert client.get(odd).status_code in (400, 404)


def test_no_search_engine_and_no_cache_keeps_a_report(report: AdviceReport) -> None:
    for where in (address(report), "/rapporten/controleren/"):
        response = Client().get(where)
        assert "noindex" in response["X-Robots-Tag"]
        assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))


def test_a_page_costs_few_queries(report: AdviceReport, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(1):
        Client().get(address(report))


# --- what the owner sees ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", Role.values)
def test_the_own_municipality_sees_everything(report: AdviceReport, role: Role) -> None:
    client = signed_in(role)
    text = text_of(client.get(address(report)))
    for shown in (*OWNERS_ONLY, TITLE, report.sha256, CODE, "10:30"):
        assert shown in text, shown
    assert ("openbaar/" in text) is (role != Role.READER)
    assert client.get(address(report, "rapport.pdf")).content == PDF
    assert client.get(address(report, "gegevens.json")).content.decode() == report.data


def test_the_list_has_the_own_reports_only(report: AdviceReport) -> None:
    publish(report, Visible.FACTS)
    bare = make_report(pdf=PDF + b"2", title="Zonder keuze")
    assert AdviceReport.objects.count() == 2
    text = text_of(signed_in(Role.READER).get("/rapporten/"))
    assert TITLE in text
    assert bare.title in text
    assert address(report) in text
    assert "gemeente, titel en datum" in text
    assert "alleen dat het rapport bestaat" in text
    strange = text_of(signed_in(Role.READER, "GM0193").get("/rapporten/"))
    assert TITLE not in strange
    assert "nog geen rapport" in strange


def test_the_list_does_not_read_the_files(report: AdviceReport, django_assert_num_queries) -> None:
    client = signed_in(Role.READER)
    with django_assert_num_queries(4) as queries:  # session, user, membership, reports
        client.get("/rapporten/")
    assert not [query for query in queries if '"pdf"' in query["sql"] or '"data"' in query["sql"]]


@pytest.mark.parametrize("ending", ["gegevens.json", "openbaar/"])
def test_what_is_the_owners_is_nobody_elses(report: AdviceReport, ending: str) -> None:
    publish(report, Visible.PDF)
    anonymous, neighbour, staff = others()
    assert anonymous.get(address(report, ending)).status_code == 302
    assert neighbour.get(address(report, ending)).status_code == 404
    assert staff.get(address(report, ending)).status_code == 403


# --- the files --------------------------------------------------------------------------------------------------------------------------------


def test_the_pdf_is_what_was_stored(report: AdviceReport) -> None:
    response = signed_in(Role.READER).get(address(report, "rapport.pdf"))
    assert sha256(response.content).hexdigest() == report.sha256
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="advies-haarlem-2026-11-20.pdf"'
    assert response["ETag"] == f'"{report.sha256}"'
    assert response["Repr-Digest"] == f"sha-256=:{b64encode(sha256(PDF).digest()).decode()}:"
    assert response["Content-Length"] == str(len(PDF))
    assert "no-store" in response["Cache-Control"]


def test_a_public_pdf_is_asked_for_again_but_not_sent_again(report: AdviceReport) -> None:
    publish(report, Visible.PDF)
    response = Client().get(address(report, "rapport.pdf"))
    assert "public" not in response["Cache-Control"]
    assert "no-cache" in response["Cache-Control"]
    again = Client().get(address(report, "rapport.pdf"), headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
    assert not again.content
    publish(report, Visible.NOTHING)
    assert Client().get(address(report, "rapport.pdf"), headers={"If-None-Match": response["ETag"]}).status_code == 404


def test_head_gives_the_headers(report: AdviceReport) -> None:
    response = signed_in(Role.READER).head(address(report, "rapport.pdf"))
    assert response["ETag"] == f'"{report.sha256}"'
    assert not response.content


# --- checking -----------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["own", "any"])
def test_the_unchanged_pdf_is_recognised_whatever_is_public(report: AdviceReport, where: str) -> None:
    target = address(report) if where == "own" else "/rapporten/controleren/"
    text = text_of(send(Client(), target, PDF))
    assert f"Dit is rapport {report.key} van Haarlem van 20 november 2026, ongewijzigd." in text
    assert TITLE in text


@pytest.mark.parametrize("content", [PDF[:-1], PDF + b" ", PDF.replace(b"proef", b"Proef"), b"x", b"\0" * 5000])
def test_a_changed_pdf_is_not_recognised(report: AdviceReport, content: bytes) -> None:
    text = text_of(send(Client(), address(report), content))
    assert "Dit bestand is niet gelijk aan het vastgestelde rapport." in text
    assert "ongewijzigd" not in text
    assert "Haarlem" not in text
    anywhere = text_of(send(Client(), "/rapporten/controleren/", content))
    assert "niet gelijk aan een vastgesteld rapport" in anywhere
    assert "Haarlem" not in anywhere


def test_the_pdf_of_another_report_is_not_this_one(report: AdviceReport) -> None:
    other = make_report(pdf=PDF + b"anders")
    assert "niet gelijk" in text_of(send(Client(), address(report), PDF + b"anders"))
    assert f"rapport {other.key}" in text_of(send(Client(), "/rapporten/controleren/", PDF + b"anders"))


@pytest.mark.parametrize("where", ["own", "any"])
def test_a_form_without_a_file_says_so(report: AdviceReport, where: str) -> None:
    target = address(report) if where == "own" else "/rapporten/controleren/"
    assert "Kies het bestand" in text_of(Client().post(target))
    assert "Kies het bestand" in text_of(Client().post(target, {"pdf": "geen bestand"}))
    assert "Dit bestand is leeg" in text_of(send(Client(), target, b""))


def test_a_file_that_is_too_large_is_refused(report: AdviceReport, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 1000)
    monkeypatch.setattr("procurement.forms.check_pdf.MOST_BYTES", 1000)
    assert "groter dan 50 MB" in text_of(send(Client(), address(report), b"x" * 1001))
    assert "niet gelijk" in text_of(send(Client(), address(report), b"x" * 1000))


def test_fifty_megabyte_streams_by_without_being_kept(report: AdviceReport, monkeypatch: pytest.MonkeyPatch) -> None:
    """No other handler sees a byte, and what is left of the file has no contents."""
    kept: list[HttpResponse] = []
    monkeypatch.setattr(FileUploadHandler, "receive_data_chunk", lambda *args: kept.append(args))
    text = text_of(send(Client(), address(report), b"x" * (MOST_BYTES + 1)))
    assert "groter dan 50 MB" in text
    assert not kept
    file = uploads.HashedFile("x.pdf", 3, "00")
    assert file.file is None


@pytest.mark.parametrize("name", ["", "a" * 5000 + ".pdf", "../../etc/passwd", "<script>.pdf", "naam\r\nX-Kop: 1.pdf", "leeg\0.pdf", "\u202egnp.pdf"])
def test_odd_names_of_files_do_no_harm(report: AdviceReport, name: str) -> None:
    body = b'--grens\r\nContent-Disposition: form-data; name="pdf"; filename="' + name.encode() + b'"\r\n\r\n' + PDF + b"\r\n--grens--\r\n"
    response = Client().post(address(report), body, content_type="multipart/form-data; boundary=grens")
    assert response.status_code in (200, 400)
    assert b"<script>.pdf" not in response.content


@pytest.mark.parametrize("body", [b"", b"--grens", b"onzin", b'--grens\r\nContent-Disposition: form-data; name="pdf"; filename="a"\r\n\r\n%PDF'])
def test_half_a_request_does_no_harm(report: AdviceReport, body: bytes) -> None:
    for kind in ("multipart/form-data; boundary=grens", "multipart/form-data", "application/pdf", "text/plain"):
        assert Client().post(address(report), body, content_type=kind).status_code in (200, 400)


def test_a_form_without_its_token_is_refused(report: AdviceReport) -> None:
    client = Client(enforce_csrf_checks=True)
    for where in (address(report), "/rapporten/controleren/"):
        assert send(client, where, PDF).status_code == 403
        client.get(where)
        token = client.cookies["csrftoken"].value
        sent = client.post(where, {"pdf": io.BytesIO(PDF), "csrfmiddlewaretoken": token})
        assert sent.status_code == 200
    # The handler stands ready before the token is read.
    assert "ongewijzigd" in sent.content.decode() or "Dit bestand" in sent.content.decode()


# --- the code -----------------------------------------------------------------------------------------------------------------------------------


def test_the_right_code_says_only_what_is_public(report: AdviceReport) -> None:
    text = text_of(Client().get(address(report, f"?code={CODE}")))
    assert "De controlecode klopt." in text
    assert "20 november 2026 om 10:30" in text
    assert "Haarlem" not in text
    assert TITLE not in text
    publish(report, Visible.FACTS)
    text = text_of(Client().get(address(report, f"?code={CODE}")))
    assert f"rapport {report.key} van Haarlem van 20 november 2026" in text


@pytest.mark.parametrize("code", ["x", CODE[:-1], CODE + "0", "%20", "a" * 7000, "%C3%A9", "%F0%9F%98%80", "<script>alert(1)</script>"])
def test_a_wrong_code_is_told(report: AdviceReport, code: str) -> None:
    text = text_of(Client().get(address(report, f"?code={code}")))
    assert "De controlecode klopt niet." in text
    assert "20 november" not in text
    assert "<script>alert" not in text


@pytest.mark.parametrize("code", ["%00", "a" * 9000])
def test_an_impossible_code_is_refused(report: AdviceReport, code: str) -> None:
    assert Client().get(address(report, f"?code={code}")).status_code == 400


@pytest.mark.parametrize("code", [CODE.upper(), CODE.replace("-", ""), CODE.replace("-", "%20"), f"%20{CODE}+"])
def test_a_code_may_be_typed_as_people_do(report: AdviceReport, code: str) -> None:
    assert "De controlecode klopt." in text_of(Client().get(address(report, f"?code={code}")))


def test_without_a_code_nothing_is_said_about_it(report: AdviceReport) -> None:
    assert "controlecode klopt" not in text_of(Client().get(address(report)))


# --- making it public -----------------------------------------------------------------------------------------------------------------------------


def choose(client: Client, report: AdviceReport, visible: str, version: int = 0, **fields: str) -> HttpResponse:
    return client.post(address(report, "openbaar/"), {"zichtbaar": visible, "versie": version, **fields})


def test_an_adviser_makes_it_public_and_takes_that_back(report: AdviceReport) -> None:
    client = signed_in(Role.ADVISER)
    assert "alleen dat het rapport bestaat" in text_of(client.get(address(report, "openbaar/")))
    assert choose(client, report, "PDF").status_code == 302
    assert ReportPublication.objects.get(report=report).visible == "PDF"
    assert choose(client, report, "NIETS", 1).status_code == 302
    assert ReportPublication.objects.get(report=report).visible == "NIETS"
    assert [event.what for event in DossierEvent.objects.order_by("pk")] == [
        "Openbaarheid van rapport 1: ook de PDF zelf",
        "Openbaarheid van rapport 1: alleen dat het rapport bestaat",
    ]


def test_a_reader_does_not(report: AdviceReport) -> None:
    client = signed_in(Role.READER)
    assert client.get(address(report, "openbaar/")).status_code == 403
    assert choose(client, report, "PDF").status_code == 403
    assert not ReportPublication.objects.exists()


@pytest.mark.parametrize("version", [0, 7])
def test_the_second_of_two_is_told(report: AdviceReport, version: int) -> None:
    client = signed_in(Role.ADVISER)
    choose(client, report, "KERN")
    response = choose(client, report, "PDF", version)
    assert response.status_code == 409
    assert "Een collega heeft dit intussen veranderd" in response.content.decode()
    assert 'value="PDF" selected' in response.content.decode()  # what was chosen is kept
    assert ReportPublication.objects.get(report=report).visible == "KERN"


def test_two_at_the_very_same_moment(report: AdviceReport, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both saw that nothing was chosen yet; the row of the other is there when ours is made."""
    client = signed_in(Role.ADVISER)
    make = ReportPublication.objects.create

    def late(**fields: object) -> ReportPublication:
        make(report=report, visible="KERN")
        return make(**fields)

    monkeypatch.setattr(ReportPublication.objects, "create", late)
    assert choose(client, report, "PDF").status_code == 409


def test_confidential_quotations_become_public_only_when_that_is_meant() -> None:
    report = make_report(has_quotations=True)
    client = signed_in(Role.ADVISER)
    assert "vertrouwelijke offertes" in text_of(client.get(address(report, "openbaar/")))
    refused = text_of(choose(client, report, "PDF"))
    assert escape("Zet hier een vinkje als u die echt openbaar wilt maken.") in refused
    assert not ReportPublication.objects.exists()
    assert choose(client, report, "KERN").status_code == 302
    assert choose(client, report, "PDF", 1, bedoeld="on").status_code == 302
    assert ReportPublication.objects.get(report=report).visible == "PDF"


def test_without_quotations_no_tick_is_asked(report: AdviceReport) -> None:
    assert "bedoeld" not in text_of(signed_in(Role.ADVISER).get(address(report, "openbaar/")))


@pytest.mark.parametrize("visible", ["", "ALLES", "\0", "x" * 5000, "<b>"])
def test_odd_choices_are_refused_at_the_field(report: AdviceReport, visible: str) -> None:
    text = text_of(choose(signed_in(Role.ADVISER), report, visible))
    assert "field--invalid" in text
    assert not ReportPublication.objects.exists()


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 400, "\0", "1.0"])
def test_odd_versions_change_nothing_that_was_chosen(report: AdviceReport, version: str) -> None:
    publish(report, Visible.FACTS)
    client = signed_in(Role.ADVISER)
    response = client.post(address(report, "openbaar/"), {"zichtbaar": "PDF", "versie": version})
    assert response.status_code == 409
    assert ReportPublication.objects.get(report=report).visible == "KERN"


@pytest.mark.django_db
def test_too_many_files_at_once_are_refused_with_a_page(client: Client) -> None:
    files = {f"f{number}": SimpleUploadedFile("f.pdf", b"") for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FILES + 1)}

    response = client.post(reverse("procurement:report_check"), files)

    assert response.status_code == 400
    assert "te veel bestanden" in response.content.decode()
