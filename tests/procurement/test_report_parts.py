"""The parts of the report: which there are, how long it is, what the address may ask, and what each holds."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from procurement import pricing
from procurement.advice.edition import Edition, FrozenMark, Status
from procurement.advice.parts import PARTS, Length, part, parts_in
from procurement.exports import report_files
from procurement.exports.document import DocumentTooLargeError
from procurement.exports.pdf import PdfTooLargeError
from procurement.exports.report import Report, build_report
from procurement.exports.report_files import report_html
from procurement.exports.report_parts import sections_of
from procurement.sheet import build_sheet
from procurement.templatetags.report import numbered
from tests.procurement.asking import question_for
from tests.validation import assert_valid_html
from voorzieningen.catalogue import Catalogue
from voorzieningen.snapshot import snapshot

pytestmark = pytest.mark.django_db
HAARLEM = "gemeente=GM0392"
TWO = f"{HAARLEM}&aanbod=buurtgezinnen&aanbod=home-start"
REFERENCE = re.compile(r"(?:deel|bijlage) (?:1?[0-9]|[A-E])\b")


def report_for(query: str, **edition: object) -> Report:
    question, catalogue = question_for(query), snapshot()
    sheet = build_sheet(question, pricing.priced_tariffs(catalogue, question.choice), fits_of(catalogue, query), catalogue)
    return build_report(sheet=sheet, catalogue=catalogue, dated=date(2026, 11, 22), edition=Edition(**edition))


def fits_of(catalogue: Catalogue, query: str):
    from procurement import fit

    return fit.evaluate(catalogue, question_for(query).task)


def html_of(query: str, **edition: object) -> str:
    return report_html(report_for(query, **edition), "https://portaal.example.nl/advies/")


def words_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def section(html: str, anchor: str) -> str:
    return html.partition(f'id="{anchor}"')[2].partition('<section class="report-part ')[0]


# --- which parts ------------------------------------------------------------------------------------------------------------------------


def test_thirteen_parts_and_five_appendices_keep_their_anchors():
    assert [part.anchor for part in PARTS] == [*(f"deel-{number}" for number in range(1, 14)), *(f"bijlage-{letter}" for letter in "abcde")]
    assert (part("vragen").reference, part("berekening").reference, part("kosten").heading) == ("deel 12", "bijlage B", "7 Kosten")


def test_required_parts_stay_whatever_is_left_out():
    everything = {part.code for part in PARTS}

    assert {part.code for part in parts_in(Length.FULL, everything)} == {part.code for part in PARTS if part.is_required}
    assert {part.code for part in parts_in(Length.SHORT)} < everything


@pytest.mark.parametrize("length", Length)
def test_contents_lead_to_every_part_in_order(length: Length):
    html = html_of(TWO, length=length)
    anchors = re.findall(r'<li><a href="#([a-z]+-[0-9a-e]+)">', html)

    assert anchors == [part.anchor for part in parts_in(length)] == re.findall(r'<section class="report-part [^>]*id="([^"]+)"', html)


def test_only_the_full_form_has_wide_pages():
    assert any(section.is_wide for section in sections_of(Edition(), {"kosten": True}))
    assert not any(section.is_wide for section in sections_of(Edition(length=Length.SHORT), {"kosten": True}))


@pytest.mark.parametrize("edition", [{}, {"length": Length.SHORT}, {"left_out": frozenset({"berekening", "vragen", "dekking", "afweging"})}])
def test_sentences_refer_only_to_parts_that_are_there(edition: dict[str, object]):
    report = report_for(TWO, **edition)
    html = html_of(TWO, **edition)

    there = {part.reference for part in report.edition.parts}
    assert set(REFERENCE.findall(words_of(html.partition("<main>")[2]))) <= there
    ids = set(re.findall(r'id="([^"]+)"', html))
    assert {anchor for anchor in re.findall(r'href="#([^"]+)"', html) if anchor not in ids} == set()


def test_ids_are_unique_and_tables_and_figures_are_numbered_through():
    html = html_of(f"{HAARLEM}&trajectprijs=20000")
    ids = re.findall(r' id="([^"]+)"', html)
    captions = re.findall(r"<caption[^>]*>(\w+ [0-9]+)\. ", html)

    assert len(ids) == len(set(ids))
    assert captions == [f"Tabel {number}" for number in range(1, len(captions) + 1)]
    assert len(captions) == html.count("<caption") > 15
    assert re.findall(r"<figcaption>(\w+ [0-9]+)\. ", html) == [f"Figuur {number}" for number in range(1, html.count("<figcaption>") + 1)]
    assert numbered("<figcaption>a</figcaption><caption>b</caption>") == "<figcaption>Figuur 1. a</figcaption><caption>Tabel 1. b</caption>"


# --- own texts and drafts ---------------------------------------------------------------------------------------------------------------


def test_a_draft_says_that_it_is_one_until_the_report_is_final():
    assert html_of(TWO).count("Concepttekst uit de gegevens, nog niet aangepast.") == 10
    assert "Concepttekst uit de gegevens" not in html_of(TWO, status=Status.FINAL)


def test_own_text_stands_in_its_part_instead_of_the_draft():
    html = section(html_of(TWO, texts={"afweging": "Wij kiezen **beide**. <script>x</script>"}), "deel-13")

    assert "Wij kiezen <strong>beide</strong>. &lt;script&gt;" in html
    assert html.count("Concepttekst") == 1
    assert "<script>" not in html


# --- title page and account -------------------------------------------------------------------------------------------------------------


def test_title_page_tells_whose_report_it_is():
    logo = "data:image/png;base64,aaaa"
    html = html_of(TWO, organisation="Regio Noord", author="Team Jeugd", version="3", subject="Steun", logo=logo, status=Status.TO_BE_ADOPTED)
    title = html.partition("</header>")[0]

    assert '<img src="data:image/png;base64,aaaa" alt="Logo van Regio Noord">' in title
    assert 'data-watermark="TER VASTSTELLING"' in title
    for words in ("Regio Noord", "Team Jeugd", "<dd>3</dd>", "<dd>Steun</dd>", "<dd>ter vaststelling</dd>", "Peildatum van de gegevens"):
        assert words in title
    assert 'data-watermark=""' in html_of(TWO, status=Status.FINAL)
    assert "Gemeente niet gekozen" in html_of("aanbod=home-start")


def test_account_tells_how_to_check_a_final_report_and_that_a_concept_cannot_be():
    mark = FrozenMark("2026-0001", "https://portaal.example.nl/rapporten/x/", datetime(2026, 11, 22, tzinfo=UTC), "abcd-1234", "data:image/svg+xml,x")

    assert "Dit rapport is niet vastgesteld en daarom niet te controleren." in section(html_of(TWO), "bijlage-e")
    account = section(html_of(TWO, frozen=mark, status=Status.FINAL), "bijlage-e")
    for words in ("2026-0001", "abcd-1234", "https://portaal.example.nl/rapporten/x/", 'src="data:image/svg+xml,x"', "vergelijking.json"):
        assert words in account
    assert "niet vastgesteld" not in account


def test_reasons_of_the_adviser_stand_with_what_is_left_out():
    html = section(html_of(TWO, exclusions={"meeleefgezin": "Te duur\nvoor nu", "onbekend-aanbod": "Bestaat niet"}), "bijlage-c")

    assert "Te duur<br>voor nu" in html
    assert "in te vullen" in html
    assert "<strong>onbekend-aanbod:</strong> Bestaat niet" in html
    assert "geen reden opgegeven" in section(html_of(TWO, status=Status.FINAL), "bijlage-c")
    assert "niets valt af" in section(html_of(HAARLEM), "bijlage-c")


def test_glossary_has_only_terms_that_the_report_uses():
    used = section(html_of(TWO), "bijlage-d")

    assert "<dt>uitloop</dt>" in used
    assert "<dt>contante waarde</dt>" not in used
    assert "<dt>contante waarde</dt>" in section(html_of(f"{TWO}&disconto=3"), "bijlage-d")


def test_estimates_stand_beside_the_threshold_with_its_source_and_date():
    html = section(html_of(f"{HAARLEM}&koppelingen=60"), "deel-10")

    assert '<data value="750000.00">' in html
    assert "opgezocht op 22 november 2026" in html
    for words in ("op of boven de drempel", "Subsidie", "Overheidsopdracht", "Open house", "inbesteden"):
        assert words in html
    assert "Wanneer de gemeente betaalt" in section(html_of("aanbod=buurtgezinnen:offerte-haarlem-2020&jaren=2"), "deel-10")


def test_without_the_calculation_no_amount_carries_a_note():
    assert "note-mark" in html_of(TWO)
    assert "note-mark" not in html_of(TWO, left_out=frozenset({"berekening"}))
    assert "note-mark" not in html_of(TWO, length=Length.SHORT)


# --- the address ------------------------------------------------------------------------------------------------------------------------


def test_length_and_parts_come_from_the_address_and_go_to_the_files(client: Client):
    html = client.get(f"/advies/?{TWO}&lengte=kort&zonder=vragen&zonder=dekking").content.decode()

    assert 'id="deel-12"' not in html
    assert 'id="deel-8"' not in html
    assert re.search(r'href="/advies\.pdf\?[^"]*&(amp;)?lengte=kort&(amp;)?zonder=dekking&(amp;)?zonder=vragen"', html)
    assert re.search(r'href="/advies\.odt\?[^"]*lengte=kort', html)
    assert '<option value="kort" selected>' in html
    assert_valid_html(html)


@pytest.mark.parametrize(
    ("query", "name", "words"),
    [
        ("lengte=lang", "lengte", "Kies kort of volledig."),
        ("lengte=kort&lengte=kort", "lengte", "meer dan één keer"),
        ("zonder=kosten", "zonder", "‘7 Kosten’ staat in elk rapport."),
        ("zonder=onzin", "zonder", "Er is geen onderdeel &#x27;onzin&#x27;."),
    ],
)
def test_wrong_length_or_part_is_said_at_its_field(client: Client, query: str, name: str, words: str):
    html = client.get(f"/advies/?{TWO}&{query}").content.decode()

    assert words in html
    assert f'href="#id_{name}"' in html
    assert '<input type="hidden" name="gemeente" value="GM0392">' in html
    assert_valid_html(html)
    for address in ("/advies.pdf", "/advies.odt"):
        response = client.get(f"{address}?{TWO}&{query}")
        assert (response.status_code, response["Content-Type"], response.json()["parameter"]) == (400, "application/problem+json", name)


def test_wrong_question_and_wrong_length_are_told_together(client: Client):
    html = client.get("/advies/?jaren=99&lengte=x").content.decode()

    assert "Kies kort of volledig." in html
    assert "/vergelijken/?jaren=99&amp;lengte=x#id_jaren" in html
    assert_valid_html(html)


def test_editable_document_is_downloaded_under_the_name_of_the_report(client: Client, monkeypatch):
    monkeypatch.setattr("procurement.views.advice.report_document", lambda report, *, address: address.encode())
    response = client.get(f"/advies.odt?{TWO}&lengte=kort")

    assert response["Content-Type"] == "application/vnd.oasis.opendocument.text"
    assert re.fullmatch(r'attachment; filename="advies-haarlem-[0-9-]{10}\.odt"', response["Content-Disposition"])
    assert response.content.endswith(b"&lengte=kort")


@pytest.mark.parametrize("query", [f"{HAARLEM}&lengte=kort", "aanbod=home-start&lengte=kort", "gezinnen=jongere:18-22:4&aantal=sos:3&lengte=kort"])
def test_short_page_is_valid_html_without_undefined_values(client: Client, query: str):
    html = client.get(f"/advies/?{query}").content.decode()

    assert_valid_html(html)
    assert "De volledige vorm" in html


@pytest.mark.parametrize(("maker", "error"), [("pdf", PdfTooLargeError), ("document", DocumentTooLargeError)])
def test_a_report_that_is_too_long_for_a_file_says_so(client: Client, monkeypatch: pytest.MonkeyPatch, maker: str, error: type[Exception]) -> None:
    def refuse(*_: object, **__: object) -> bytes:
        raise error("lang")

    monkeypatch.setattr(report_files, f"render_{maker}", refuse)

    response = client.get(f"/advies.{'pdf' if maker == 'pdf' else 'odt'}?aanbod=steunouder")

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert "te lang voor een bestand" in response.json()["detail"]
