"""The PDF: valid as PDF/UA-1 and PDF/A-3a, one font, the same amounts as the page, and closed to network and disk."""

import io
import json
import logging
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache

import pypdf
import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image

from accounts.logos import TYPE, redraw
from accounts.models import HouseStyle
from procurement import pricing
from procurement.advice.edition import Edition, FrozenMark, Status
from procurement.advice.parts import TEXTS, Length
from procurement.exports import pdf as door
from procurement.exports.pdf import PdfTooLargeError, PdfUnavailableError, render_pdf
from procurement.exports.rendering import size
from procurement.exports.rendering.engine import LIBRARIES, Engine, import_weasyprint, load_engine
from procurement.exports.rendering.job import Job
from procurement.exports.report import build_report
from procurement.exports.report_files import report_pdf as make_report
from procurement.sheet import build_sheet
from tests.validation import assert_valid_pdf
from voorzieningen.money import euro_nl
from voorzieningen.snapshot import snapshot

ALL = "gemeente=GM0392"
SHORT = f"{ALL}&lengte=kort"
ONE = "gemeente=GM0392&aanbod=buurtgezinnen"
THREE = "gemeente=GM0344&aanbod=buurtgezinnen&aanbod=steunouder&aanbod=samen-oplopen"
OWN_FONTS = {"Noto-Sans-Portaal", "Noto-Sans-Portaal-Bold", "Noto-Sans-Portaal-Italic"}
MUCH = f"{THREE}&doelgroep=lvb-ouder&leeftijd=5&jaren=10&budget=100000&disconto=3&btw=21"
MIX = (
    "gemeente=GM0392&jaren=2&aanbod=steunouder&aanbod=samen-oplopen&gezinnen=overbelast:0-4:12&gezinnen=lvb-ouder:5-11:4"
    "&aantal=steunouder:5&aantal=samen-oplopen:5&gedeelde_uren=20&zoekmix=ja&naast=aantal%3Dbuurtgezinnen%3A9"
)
DATED = date(2026, 11, 22)
WATERMARK = 60  # pixels: the size of its letters; those of a heading are half as large


def job_of(body: str, **options) -> Job:
    html = f'<html lang="nl"><body>{body}</body></html>'
    given = {"html": html, "title": "Proef", "author": "Proef", "base_url": "https://portaal.example.nl/", "dated": DATED}
    return Job(**given | options)


def rendered(body: str, **options) -> bytes:
    return engine().make(job_of(body, **options))


@cache
def engine() -> Engine:
    """The engine in this process, where a test can look into it; that the process apart gives the same bytes has a test of its own."""
    listener = Listener(SAID_WHILE_LOADING)
    with heard_by(listener):
        return load_engine(door.static_file(door.STYLESHEET), {name: door.static_file(name) for name in door.FONTS})


class DeskHere:
    """In the place of the desk: makes the PDF in this process."""

    def get(self, job: Job, **_: object) -> bytes:
        return engine().make(job)


@pytest.fixture(autouse=True)
def _made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "_desk", DeskHere)


def text_of(data: bytes) -> str:
    """All text with single spaces: lines in a PDF break where they like."""
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def fonts_of(data: bytes) -> set[str]:
    reader = pypdf.PdfReader(io.BytesIO(data))
    return {str(font.get_object()["/BaseFont"]) for page in reader.pages for font in page["/Resources"]["/Font"].values()}


@dataclass
class Watched:
    """What went wrong while a PDF was made: complaints that WeasyPrint logs, and texts that do not lie on the paper. `texts`: all that was drawn."""

    complaints: list[str]
    outside: list[tuple[int, str]]
    texts: list[str] = field(default_factory=list)


class Listener(logging.Handler):
    def __init__(self, heard: list[str]) -> None:
        super().__init__(logging.DEBUG)
        self.heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        if record.name == "weasyprint":  # its child "weasyprint.progress" only tells how far it is
            self.heard.append(record.getMessage())


SAID_WHILE_LOADING: list[str] = []


@contextmanager
def heard_by(listener: Listener) -> Iterator[None]:
    logger = logging.getLogger("weasyprint")
    level = logger.level
    logger.addHandler(listener)
    logger.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        logger.setLevel(level)
        logger.removeHandler(listener)


@contextmanager
def watched() -> Iterator[Watched]:
    """WeasyPrint logs every rule it does not know and everything it could not load; whether a text fits, only the layout knows."""
    from weasyprint.document import Document
    from weasyprint.formatting_structure.boxes import TextBox

    found = Watched([], [])
    original = Document.write_pdf

    def write_pdf(document, *args, **options):
        for number, page in enumerate(document.pages, start=1):
            # The watermark is turned and moved after the layout: where it was laid out says nothing.
            texts = [box for box in page._page_box.descendants() if isinstance(box, TextBox) and box.style["font_size"] < WATERMARK]
            found.texts.extend(box.text for box in texts)
            found.outside.extend((number, box.text) for box in texts if box.position_x < 0 or box.position_x + box.width > page.width - 20)
        return original(document, *args, **options)

    engine()
    with heard_by(Listener(found.complaints)), pytest.MonkeyPatch.context() as patch:
        patch.setattr(Document, "write_pdf", write_pdf)
        yield found


_made: dict[tuple[date, str], tuple[bytes, Watched]] = {}


def made(client: Client, query: str) -> tuple[bytes, Watched]:
    """The PDF of a question, watched. Made once per process, day and question: that it comes out the same every time has a test of its own."""
    key = timezone.localdate(), query
    if key not in _made:
        with watched() as found:
            response = client.get(f"/advies.pdf?{query}")
        assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
        _made[key] = response.content, found
    return _made[key]


def report_pdf(client: Client, query: str) -> bytes:
    return made(client, query)[0]


@pytest.mark.django_db
@pytest.mark.parametrize("query", [ONE, MUCH, MIX], ids=["one", "much", "mix"])
def test_report_is_accessible_and_archivable_without_complaints(client: Client, query):
    data, found = made(client, query)
    assert (found.complaints, found.outside) == ([], [])
    assert_valid_pdf(data)


@pytest.mark.django_db
def test_short_report_has_four_to_six_pages_and_says_what_the_full_form_adds(client: Client):
    data, found = made(client, SHORT)
    pages = len(pypdf.PdfReader(io.BytesIO(data)).pages)
    words = text_of(data)

    assert (found.complaints, found.outside) == ([], [])
    assert_valid_pdf(data)
    assert 4 <= pages <= 6
    assert f"pagina {pages} van {pages}" in words
    assert "De volledige vorm noemt alle 13 kanttekeningen" in words
    assert words.count("CONCEPT") >= pages


@pytest.mark.django_db
def test_final_report_has_no_watermark_and_can_be_checked():
    question = question_of(f"{ALL}&aanbod=home-start")
    qr = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'%3E%3Crect width='9' height='9'/%3E%3C/svg%3E"
    mark = FrozenMark("2026-0001", "https://portaal.example.nl/rapporten/x/", datetime(2026, 11, 22, 12, tzinfo=UTC), "abcd 1234", qr)
    edition = Edition(length=Length.SHORT, status=Status.FINAL, frozen=mark, version="3", author="Team Jeugd")
    sheet = build_sheet(question, pricing.priced_tariffs(snapshot(), question.choice))
    report = build_report(sheet=sheet, catalogue=snapshot(), dated=DATED, edition=edition)
    with watched() as found:
        data = make_report(report, base_url="https://portaal.example.nl/", address="https://portaal.example.nl/advies/")
    words = text_of(data)

    assert (found.complaints, found.outside) == ([], [])
    assert_valid_pdf(data)
    assert "CONCEPT" not in words
    assert "Concepttekst uit de gegevens" not in words
    assert "abcd 1234" in words
    assert "Team Jeugd" in words


@pytest.mark.django_db
def test_no_reader_can_count_the_last_byte_of_a_stream_as_the_end_of_the_line(client: Client):
    data = report_pdf(client, ONE)
    assert data.count(b"\nendstream") == data.count(b"\r\nendstream") > 10


def test_the_style_sheet_is_read_without_complaints():
    engine()
    assert SAID_WHILE_LOADING == []


def test_the_watch_sees_a_complaint_and_a_text_beside_the_paper():
    with watched() as found:
        rendered('<style>p { onzin: 1 }</style><p style="position: relative; left: 900mm">ver weg</p>')

    assert any("onzin" in complaint for complaint in found.complaints)
    assert [text for _, text in found.outside] == ["ver weg"]


ODD = (
    f"# Kop\n\n### Lager\n\n{'W' * 120} [x](https://example.nl) ![y](http://example.nl/y.png) [z](#weg) <b>z</b>\n\n"
    "- a\n  1. b\n\n> citaat\n\n- \n\n>\n\n999. nummer\n\n"
)


def extreme_edition():
    """Names without a space, a logo, reasons, a text of twenty thousand characters and odd ones."""
    picture = io.BytesIO()
    Image.new("RGBA", (900, 300), "#0a5a").save(picture, "PNG")
    logo = HouseStyle(logo=redraw(picture.getvalue()), logo_type=TYPE).logo_address
    texts = dict.fromkeys(TEXTS, ODD) | {"afweging": ("woord " * 7 + "W" * 58 + "\n\n") * 200}
    return Edition(
        texts=texts, subject="S" * 150, author="A" * 100, organisation="W" * 40, logo=logo, exclusions={"weg": "r" * 300}, status=Status.TO_BE_ADOPTED
    )


def extreme_report(number_of_offerings, length):
    """Long names, unknown prices, ranges of hundreds of millions. Ten years are in the question MUCH."""
    catalogue = snapshot()
    choice = pricing.Choice(pricing.all_tariffs(catalogue))
    question = question_of(f"{ALL}&jaren=2&koppelingen=10000")
    found = []
    for number, column in enumerate((pricing.priced_tariffs(catalogue, choice) * 2)[:number_of_offerings]):
        offering = replace(column.offering, slug=f"aanbod-{number}", name=f"{'W' * 36} {number:03}")
        parts = tuple(replace(part, high=part.high * 1000) if hasattr(part, "high") else part for part in column.calculated.components)
        found.append(replace(column, offering=offering, calculated=replace(column.calculated, components=parts, offering=offering.slug)))
    enlarged = replace(catalogue, offerings=tuple(column.offering for column in found))
    return build_report(sheet=build_sheet(question, found), catalogue=enlarged, dated=DATED, edition=replace(extreme_edition(), length=length))


def question_of(query: str):
    from django.test import RequestFactory

    from procurement.views.questions import read_question

    asked = read_question(RequestFactory().get(f"/advies/?{query}"))
    assert asked.form.is_valid()
    return asked.form.question


@pytest.mark.django_db
@pytest.mark.parametrize(("number_of_offerings", "length"), [(12, Length.SHORT), (3, Length.FULL)], ids=["twelve in short", "three in full"])
def test_offerings_with_extreme_content_stay_valid(number_of_offerings, length):
    """Twelve in full would take a minute to make, and hold nothing that these two do not."""
    report = extreme_report(number_of_offerings, length)
    with watched() as found:
        data = make_report(report, base_url="https://portaal.example.nl/", address="https://portaal.example.nl/advies/")
    assert (found.complaints, found.outside) == ([], [])
    assert_valid_pdf(data)
    assert any(column.result.total and column.result.total.high >= 10**8 for column in report.sheet.columns)
    assert {name.split("+")[1] for name in fonts_of(data)} <= OWN_FONTS


@pytest.mark.django_db
@pytest.mark.parametrize(("query", "is_read_back"), [(MUCH, False), (MIX, True)], ids=["much", "mix"])
def test_amounts_of_the_page_stand_in_the_pdf_to_the_cent(client: Client, query: str, is_read_back: bool):
    """Reading a long PDF back takes longer than making it: one is, of the other what was drawn counts."""
    page = client.get(f"/advies/?{query}").content.decode()
    amounts = {Decimal(value) for value in re.findall(r'<data value="(-?[0-9.]+)"', page)}
    data, found = made(client, query)
    words = text_of(data) if is_read_back else " ".join(" ".join(found.texts).replace("\u00a0", " ").split())
    assert len(amounts) > 20
    assert [amount for amount in amounts if euro_nl(amount).replace("\u00a0", " ") not in words] == []


@pytest.mark.django_db
def test_attachment_is_the_answer_of_the_json_address(client: Client):
    attached = pypdf.PdfReader(io.BytesIO(report_pdf(client, MIX))).attachments
    assert set(attached) == {"vergelijking.json", "dekking.json", "berekening.csv"}
    assert attached["dekking.json"][0] == client.get(f"/dekking.json?{MIX}").content
    assert attached["vergelijking.json"][0] == client.get(f"/vergelijken.json?{MIX}").content


@pytest.mark.django_db
def test_attached_lines_add_up_to_the_totals(client: Client):
    data = report_pdf(client, ONE)
    attached = pypdf.PdfReader(io.BytesIO(data)).attachments
    rows = [row.split(";") for row in attached["berekening.csv"][0].decode("utf-8-sig").splitlines()]
    place = rows[0].index("laag")
    part = rows[0].index("deel")
    total = sum(Decimal(row[place].replace(",", ".")) for row in rows[1:] if row[part] == "contract")
    answer = json.loads(attached["vergelijking.json"][0])
    assert f"{total:.2f}" == answer["aanbod"][0]["totaal"]["laag"]


@pytest.mark.django_db
def test_only_the_own_font_is_embedded(client: Client):
    names = {name.split("+")[1] for name in fonts_of(report_pdf(client, MUCH))}
    assert names == OWN_FONTS


@pytest.mark.django_db
def test_file_is_named_after_municipality_and_day(client: Client, monkeypatch):
    monkeypatch.setattr("procurement.views.questions.timezone.localdate", lambda: DATED)
    monkeypatch.setattr("procurement.exports.report_files.render_pdf", lambda **_: b"")  # the name does not depend on what is in it
    assert (
        client.get("/advies.pdf?gemeente=GM1900&aanbod=home-start")["Content-Disposition"]
        == 'inline; filename="advies-sudwest-fryslan-2026-11-22.pdf"'
    )
    assert client.get("/advies.pdf?aanbod=home-start")["Content-Disposition"] == 'inline; filename="advies-2026-11-22.pdf"'


@pytest.mark.django_db
def test_report_is_the_same_twice(client: Client):
    assert report_pdf(client, SHORT) == client.get(f"/advies.pdf?{SHORT}").content


def test_characters_that_the_font_lacks_are_replaced_visibly():
    data = rendered("<h1>漢字 😀 &#128512; \u0627 Zoë ė €</h1>")
    assert_valid_pdf(data)
    text = text_of(data)
    assert text.count("\ufffd") == 5
    assert "Zoë ė €" in text
    assert {name.split("+")[1] for name in fonts_of(data)} <= OWN_FONTS


def test_hyphens_and_spaces_without_a_glyph_become_plain_ones():
    assert "a-b c" in text_of(rendered("<p>a\u2011b\u202fc</p>"))


def test_a_word_and_its_meaning_stand_on_the_same_page():
    words = "".join(f"<div><dt>woord{number}</dt><dd>{'lang ' * 20} betekenis{number}</dd></div>" for number in range(120))
    pages = pypdf.PdfReader(io.BytesIO(rendered(f'<dl class="report-facts">{words}</dl>'))).pages
    assert len(pages) > 2
    for page in pages:
        text = page.extract_text()
        assert len(re.findall(r"woord\d", text)) == len(re.findall(r"betekenis\d", text)) > 0


def test_header_cells_know_whether_they_head_a_row_or_a_column():
    table = "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><th scope='row'>C</th><td>d</td></tr></tbody></table>"
    data = rendered(f"<h1>Kop</h1>{table}")
    scopes = [
        element["/A"]["/Scope"]
        for number in range(1, pypdf.PdfReader(io.BytesIO(data)).trailer["/Size"])
        if isinstance(element := pypdf.PdfReader(io.BytesIO(data)).get_object(number), dict) and element.get("/S") == "/TH"
    ]
    assert sorted(scopes) == ["/Column", "/Column", "/Row"]


def test_too_long_a_document_is_refused(monkeypatch):
    monkeypatch.setattr(size, "LARGEST_HTML", 10)
    with pytest.raises(PdfTooLargeError):
        render_pdf(html="<p>meer dan tien tekens</p>", title="", author="", base_url="https://portaal.example.nl/", dated=DATED)


@pytest.mark.django_db
def test_missing_pango_gives_a_page_that_says_which_packages(client: Client, monkeypatch):
    def missing():
        raise PdfUnavailableError(f"apt-get install {LIBRARIES}")

    monkeypatch.setattr(door, "_desk", missing)
    response = client.get(f"/advies.pdf?{ONE}")
    assert response.status_code == 503
    assert "libpango-1.0-0" in response.content.decode()
    assert "De PDF is nu niet te maken" in response.content.decode()


def test_failing_import_of_pango_names_the_packages(monkeypatch):
    class Missing:
        def find_spec(self, name, path=None, target=None):
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    with pytest.raises(PdfUnavailableError, match=r"libpango-1\.0-0 libpangoft2-1\.0-0 libharfbuzz-subset0"):
        import_weasyprint()


def test_missing_fonts_name_the_file(settings):
    settings.STATIC_ROOT = None
    with pytest.raises(PdfUnavailableError, match="nlds/fonts/geen"):
        door.static_file("nlds/fonts/geen.ttf")


def test_collected_static_files_are_found(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "alleen-hier.css").write_text("p {}")
    assert door.static_file("alleen-hier.css") == tmp_path / "alleen-hier.css"
