"""The report as an editable document: every word of the HTML is in it, with real headings, lists, tables, pages and pictures, and no more."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as reader

from procurement import fit, pricing
from procurement.advice.edition import Edition, Status
from procurement.exports import document as door
from procurement.exports.document import DocumentTooLargeError, render_document
from procurement.exports.document.odf import NAMESPACES, named
from procurement.exports.document.widths import SIZES, lay_out
from procurement.exports.report import build_report
from procurement.exports.report_files import report_document, report_html
from procurement.sheet import build_sheet
from tests.procurement.asking import question_for
from voorzieningen.snapshot import snapshot

DATED = date(2026, 11, 22)
ADDRESS = "https://portaal.example.nl/advies/?gemeente=GM0392"
QUESTIONS = {
    "alles": "gemeente=GM0392&startjaar=2027&jaren=4&koppelingen=10&budget=100000&doelgroep=lvb-ouder&leeftijd=5",
    "een": "gemeente=GM0392&startjaar=2027&aanbod=buurtgezinnen",
    "lang": (
        "gemeente=GM0344&startjaar=2027&jaren=10&aanbod=buurtgezinnen&aanbod=meeleefgezin&aanbod=steunouder&aanbod=samen-oplopen&disconto=3&btw=21"
    ),
    "mix": (
        "gemeente=GM0392&startjaar=2027&jaren=2&aanbod=steunouder&aanbod=samen-oplopen&gezinnen=overbelast:0-4:12&gezinnen=lvb-ouder:5-11:4"
        "&aantal=steunouder:5&aantal=samen-oplopen:5&gedeelde_uren=20&zoekmix=ja&naast=aantal%3Dbuurtgezinnen%3A9"
    ),
}
# Words of the HTML that are deliberately no words of the document, with the reason.
NOT_THERE = {
    "nav": "the table of contents is made anew from the headings",
    "svg": "words in a picture are in the picture",
    "visually-hidden": "words for who hears a mark that others see: the document shows the mark",
    "script, style, template, noscript": "nobody reads these",
}
# What the document adds: brackets for the frame around a badge, quotation marks for <q>.
ADDED = dict.fromkeys(map(ord, "[]\u201c\u201d"))


def report_on(query: str, edition: Edition | None = None) -> Any:
    catalogue, question = snapshot(), question_for(query)
    sheet = build_sheet(question, pricing.priced_tariffs(catalogue, question.choice), fit.evaluate(catalogue, question.task), catalogue)
    return build_report(sheet=sheet, catalogue=catalogue, dated=DATED, **({"edition": edition} if edition else {}))


@pytest.fixture(scope="module", params=QUESTIONS)
def both(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> tuple[str, bytes]:
    """The HTML of a report and the document made of it."""
    with django_db_blocker.unblock():
        report = report_on(QUESTIONS[request.param])
        return report_html(report, ADDRESS), report_document(report, address=ADDRESS)


def rendered(body: str, **options: Any) -> bytes:
    given = {"html": f'<!DOCTYPE html><html lang="nl"><body>{body}</body></html>', "title": "Proef", "author": "Proefmaker", "dated": DATED}
    return render_document(**given | options)


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def content(data: bytes) -> Any:
    return etree.fromstring(part(data, "content.xml"))


def found(data: bytes | Any, path: str) -> list[Any]:
    root = content(data) if isinstance(data, bytes) else data
    return root.xpath(path, namespaces=NAMESPACES)


def words(node: Any) -> str:
    return "".join(node.itertext())


def attribute(node: Any, name: str) -> str:
    return node.get(named(name)) or ""


def letters_of_html(html: str) -> str:
    """Every letter that the page has for a reader, without white space."""
    body = reader.document_fromstring(html).body
    hidden = [*body.iter("nav", "svg", "script", "style", "template", "noscript"), *body.find_class("visually-hidden")]
    for item in hidden:
        item.drop_tree()
    captions = list(body.iter("caption", "figcaption"))
    for number, caption in enumerate(captions):
        kinds = [item.tag for item in captions[: number + 1]]
        kind = "Tabel" if caption.tag == "caption" else "Figuur"
        first = re.sub(r"^\s*(Tabel|Figuur) \d+\.\s*", "", caption.text or "")
        caption.text = f"{kind} {kinds.count(caption.tag)}. {first}"
    return re.sub(r"\s+", "", words(body)).translate(ADDED)


def letters_of_document(data: bytes) -> str:
    body = found(data, "//office:text")[0]
    for item in found(body, ".//text:table-of-content | .//svg:title | .//svg:desc"):
        before = item.getprevious()
        if item.tail:
            raise AssertionError(f"text behind {item.tag}: {item.tail} {before}")
        item.getparent().remove(item)
    return re.sub(r"\s+", "", words(body)).translate(ADDED)


# --- the whole report ------------------------------------------------------------------------------------------------------------------------


def test_every_word_of_the_report_stands_in_the_document_in_order(both: tuple[str, bytes]) -> None:
    html, data = both

    assert letters_of_document(data) == letters_of_html(html)


def test_words_in_pictures_are_in_the_pictures(both: tuple[str, bytes]) -> None:
    html, data = both
    charts = list(reader.document_fromstring(html).body.iter("svg"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = [name for name in archive.namelist() if name.endswith(".svg")]
        pictures = {name: etree.fromstring(archive.read(name)) for name in files}

    assert len(charts) == len(files)
    for chart, frame in zip(charts, found(data, "//draw:frame"), strict=True):
        picture = pictures[attribute(frame[0], "xlink:href")]
        assert words(picture) == words(chart)
        assert picture.get("viewBox") == (chart.get("viewBox") or chart.get("viewbox"))
        assert words(found(frame, "svg:desc")[0]) == " ".join(words(chart.find("title")).split())


def test_headings_are_headings_and_every_part_is_in_the_contents(both: tuple[str, bytes]) -> None:
    html, data = both
    body = reader.document_fromstring(html).body
    expected = [
        (int(item.tag[1]), " ".join(words(item).split())) for item in body.iter("h1", "h2", "h3", "h4") if not list(item.iterancestors("nav"))
    ]
    hidden = {" ".join(words(item).split()) for item in body.find_class("visually-hidden")}
    headings = [(int(attribute(item, "text:outline-level")), words(item)) for item in found(data, "//text:h")]
    entries = [words(item) for item in found(data, "//text:index-body/text:p")]

    assert len(headings) == len(expected)
    assert [item for item in headings if not any(word in item[1] for word in hidden)]
    assert entries == [f"{text}-" for level, text in headings if level == 2]  # the page is a field that the program fills in
    styles = {attribute(item, "text:outline-level") for item in found(data, "//text:h") if attribute(item, "text:style-name").startswith("Heading")}
    assert {"3"} <= styles


def test_tables_keep_their_cells_and_repeat_their_heads(both: tuple[str, bytes]) -> None:
    html, data = both
    tables = list(reader.document_fromstring(html).body.iter("table"))
    made = [item for item in found(data, "//table:table") if found(item, "table:table-header-rows")]

    assert len(made) == len(tables)
    for before, after in zip(tables, made, strict=True):
        assert len(found(after, ".//table:table-row")) == len(list(before.iter("tr")))
        assert len(found(after, "table:table-header-rows/table:table-row")) == len(before.findall("thead/tr"))
        columns = len(found(after, "table:table-column"))
        assert {len(row) for row in found(after, ".//table:table-row")} == {columns}
    numbers = [item for item in found(data, "//table:table-cell/text:p") if "Number" in attribute(item, "text:style-name")]
    assert len(numbers) >= sum(1 for item in reader.document_fromstring(html).body.iter("td") if "numeric" in (item.get("class") or "").split())


def test_wide_parts_lie_on_their_side_and_the_rest_stands(both: tuple[str, bytes]) -> None:
    html, data = both
    pages = [attribute(item, "style:master-page-name") for item in found(data, "//office:automatic-styles/style:style[@style:master-page-name]")]

    assert pages[0] == "Titelblad"
    assert ("Liggend" in pages) == ("report-part--landscape" in html)
    for style in found(data, "//office:automatic-styles/style:style[@style:master-page-name]"):
        used = attribute(style, "style:name")
        assert found(data, f"//office:text/*[@text:style-name='{used}']"), used


def test_every_link_inside_the_document_leads_somewhere(both: tuple[str, bytes]) -> None:
    _, data = both
    bookmarks = [attribute(item, "text:name") for item in found(data, "//text:bookmark")]
    links = {attribute(item, "xlink:href")[1:] for item in found(data, "//text:a[starts-with(@xlink:href, '#')]")}

    assert len(bookmarks) == len(set(bookmarks))
    assert links <= set(bookmarks)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "shown"), [(Status.CONCEPT, "CONCEPT"), (Status.TO_BE_ADOPTED, "TER VASTSTELLING"), (Status.FINAL, "VASTGESTELD")]
)
def test_the_head_of_every_page_says_how_far_the_report_is(status: Status, shown: str) -> None:
    data = report_document(report_on(QUESTIONS["een"], Edition(status=status)), address=ADDRESS)
    heads = etree.fromstring(part(data, "styles.xml")).xpath("//style:header/text:p", namespaces=NAMESPACES)

    assert [words(head).endswith(shown) for head in heads] == [True, True]


def test_the_same_report_gives_the_same_bytes_also_in_another_process(both: tuple[str, bytes]) -> None:
    html, _ = both
    program = (
        "import sys; from hashlib import sha256; from datetime import date; from procurement.exports.document import render_document;"
        "print(sha256(render_document(html=sys.stdin.read(), title='Proef', author='Proef', dated=date(2026, 11, 22))).hexdigest())"
    )
    hashes = {
        subprocess.run(
            [sys.executable, "-c", program], input=html, capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed, "TZ": zone}
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Pacific/Auckland"))
    }

    assert len(hashes) == 1


def test_the_file_tells_its_title_author_day_and_language_and_no_time_of_making() -> None:
    data = rendered("<p>Tekst</p>", title="Rapport <1>", author="Gemeente & co")
    meta = etree.fromstring(part(data, "meta.xml"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()

    texts = {etree.QName(item).localname: item.text for item in meta.iter() if isinstance(item.tag, str)}
    assert (texts["title"], texts["creator"], texts["language"]) == ("Rapport <1>", "Gemeente & co", "nl-NL")
    assert {texts["creation-date"][:10], texts["date"][:10]} == {"2026-11-22"}
    assert (entries[0].filename, entries[0].compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.filename for entry in entries} == {"mimetype", "META-INF/manifest.xml", "content.xml", "meta.xml", "settings.xml", "styles.xml"}
    assert b'fo:language="nl"' in part(data, "styles.xml")


# --- element by element --------------------------------------------------------------------------------------------------------------------


def test_white_space_is_that_of_a_browser() -> None:
    data = rendered("<p>  een\n <strong> twee </strong>drie<br> vier <em>vijf</em>.</p>\n los \n<div>en <b>nog</b></div>")

    assert [words(item) for item in found(data, "//office:text/text:p")] == ["een twee drievier vijf.", "los", "en nog"]
    assert len(found(data, "//text:line-break")) == 1


def test_lists_keep_their_start_their_levels_and_their_kind() -> None:
    data = rendered('<ol start="4"><li>vier<ul><li>diep</li></ul></li><li value="9"><p>negen</p><p>meer</p></li></ol><ol start="-2"><li>x</li></ol>')
    lists = found(data, "//office:text/text:list")

    assert [attribute(item, "text:style-name") for item in found(data, "//text:list")] == ["Numbering", "Bullets", "Numbering"]
    assert [attribute(item, "text:start-value") for item in lists[0]] == ["4", "9"]
    assert attribute(lists[1][0], "text:start-value") == ""
    assert words(found(lists[0], "text:list-item/text:list")[0]) == "diep"
    assert [words(item) for item in lists[0][1]] == ["negen", "meer"]


def test_a_list_of_large_pieces_becomes_those_pieces() -> None:
    data = rendered("<ul><li>voor<table><tr><td>cel</td></tr></table>na</li></ul><ul class='plain'><li>los</li></ul>")

    assert not found(data, "//text:list")
    assert re.sub(r"\s", "", words(found(data, "//office:text")[0])) == "voorcelnalos"


def test_terms_are_a_table_of_two_columns_or_paragraphs_in_a_list() -> None:
    data = rendered(
        "<dl><div><dt>A</dt><dd>een</dd><dd>twee</dd></div><dt>B</dt><dd><p>drie</p></dd><dt>C</dt></dl>"
        "<table><tr><td><dl><dt>D</dt><dd>vier</dd></dl></td></tr></table>"
    )
    rows = found(data, "//office:text/table:table[1]/table:table-row")

    assert [[words(cell) for cell in row] for row in rows] == [["A", "eentwee"], ["B", "drie"], ["C", ""]]
    assert [words(item) for item in found(data, "//office:text/table:table[2]//text:p")] == ["D", "vier"]


def test_a_cell_over_several_columns_and_rows_covers_what_lies_under_it() -> None:
    data = rendered(
        "<table><caption>Bedragen</caption><thead><tr><th>Jaar</th><th class='numeric'>Laag</th><th>Hoog</th></tr></thead>"
        "<tbody><tr><th rowspan='2'>2027</th><td class='numeric' colspan='2'>€ 10</td></tr><tr><td>x</td></tr></tbody>"
        "<tfoot><tr class='total'><td>Samen</td></tr></tfoot></table>"
    )
    rows = found(data, "//table:table-row")
    shape = [[etree.QName(cell).localname for cell in row] for row in rows]

    assert shape[1:] == [
        ["table-cell", "table-cell", "covered-table-cell"],
        ["covered-table-cell", "table-cell", "table-cell"],
        ["table-cell", "table-cell", "table-cell"],
    ]
    assert attribute(rows[1][1], "table:number-columns-spanned") == "2"
    assert attribute(rows[1][0], "table:number-rows-spanned") == "2"
    assert [attribute(cell[0], "text:style-name") for cell in rows[0]] == ["TableBold0", "TableBoldNumber0", "TableBold0"]
    assert attribute(rows[1][1][0], "text:style-name") == "TableNumber0"
    assert attribute(rows[3][0][0], "text:style-name") == "TableBold0"


def test_captions_are_numbered_by_fields_and_never_twice() -> None:
    data = rendered(
        "<p>Vooraf</p><table><caption>Tabel 7. Kosten</caption><tr><td>a</td></tr></table><figure><figcaption>Beeld</figcaption><p>b</p></figure>"
        "<table><caption>Meer</caption><tr><td>c</td></tr></table>"
    )
    captions = [(attribute(item, "text:style-name"), words(item)) for item in found(data, "//text:p[text:sequence]")]

    assert captions == [("Table", "Tabel 1. Kosten"), ("Figure", "Figuur 1. Beeld"), ("Table", "Tabel 2. Meer")]
    assert [attribute(item, "text:formula") for item in found(data, "//text:sequence")] == ["ooow:Table+1", "ooow:Figure+1", "ooow:Table+1"]


def test_links_lead_to_the_web_or_inside_and_nothing_else() -> None:
    data = rendered(
        "<p><a href='https://example.nl/?a=1&amp;b=2'>web</a> <a href='mailto:a@example.nl'>post</a> <a href='#doel'>binnen</a> "
        "<a href='/catalogus/'>elders</a> <a href='javascript:x()'>nee</a> <a>niets</a></p><p id='doel'>hier <span id='ander'>en</span></p>"
    )

    assert [attribute(item, "xlink:href") for item in found(data, "//text:a")] == ["https://example.nl/?a=1&b=2", "mailto:a@example.nl", "#doel"]
    assert [attribute(item, "text:name") for item in found(data, "//text:bookmark")] == ["doel"]
    assert words(found(data, "//office:text")[0]) == "web post binnen elders nee nietshier en"


def test_marks_that_the_style_sheet_makes_are_words() -> None:
    data = rendered(
        "<p>ja <span class='badge'>aanname</span>, <q>zo staat het er</q> "
        "<a class='note-mark' href='#n'><span class='visually-hidden'>noot </span>3</a></p>"
    )

    assert words(found(data, "//office:text/text:p")[0]) == "ja [aanname], “zo staat het er” 3"
    assert words(found(data, "//text:span[@text:style-name='Superscript']")[0]) == "3"


def test_a_reason_stands_on_a_line_of_its_own() -> None:
    data = rendered("<table><tr><td class='numeric'>onbekend<span class='quiet reason'>geen bron</span></td></tr></table>")

    assert [(attribute(item, "text:style-name"), words(item)) for item in found(data, "//table:table-cell/text:p")] == [
        ("TableNumber0", "onbekend"),
        ("TableNumber0Quiet", "geen bron"),
    ]


def test_own_texts_keep_their_quotes_code_and_rules() -> None:
    data = rendered(
        "<blockquote><p>citaat</p></blockquote>"
        "<pre>  a\n    b</pre><hr><p><code>c</code><del>d</del><sub>e</sub></p><h4>Kop</h4>"
        "<details><summary>Vraag</summary>Antwoord</details>"
    )
    styles = [attribute(item, "text:style-name") for item in found(data, "//office:text/text:p")]

    assert styles == ["P1", "Preformatted_20_Text", "Horizontal_20_Line", "Text_20_body", "Text_20_body", "Text_20_body"]
    assert [attribute(item, "style:parent-style-name") for item in found(data, "//style:style[@style:name='P1']")] == ["Quotations"]
    assert [attribute(item, "text:c") for item in found(data, "//text:s")] == ["2", "4"]
    assert attribute(found(data, "//text:h")[0], "text:outline-level") == "4"


PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def test_images_in_the_page_are_in_the_document_and_those_from_elsewhere_are_words() -> None:
    svg = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='37' height='37'/%3E"
    data = rendered(
        f"<p><img src='data:image/png;base64,{PIXEL}' alt='Logo'><img src=\"{svg}\" alt='QR'></p><p><img src='https://example.nl/x.png' alt='Elders'>"
        "<img src='data:image/png;base64,AAAA' alt='Stuk'><img src='data:text/html,x' alt=''><img src='data:image/svg+xml,%3C' alt='Kapot'></p>"
    )
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.startswith("Pictures/")]

    assert names == ["Pictures/beeld-1.png", "Pictures/beeld-2.svg"]
    assert [words(item) for item in found(data, "//draw:frame/svg:title")] == ["Logo", "QR"]
    assert words(found(data, "//office:text/text:p")[1]) == "[afbeelding: Elders][afbeelding: Stuk][afbeelding: Kapot]"
    assert b'manifest:media-type="image/svg+xml" manifest:full-path="Pictures/beeld-2.svg"' in part(data, "META-INF/manifest.xml")


def test_several_charts_of_one_figure_stand_in_columns() -> None:
    chart = (
        "<div class='chart__picture'><p class='chart__heading'>{0}</p>"
        "<svg viewBox='0 0 300 90'><title>{0} in woorden</title><text>{0}</text></svg></div>"
    )
    data = rendered(f"<figure><figcaption>Kosten</figcaption><div class='chart__pictures'>{chart.format('een')}{chart.format('twee')}</div></figure>")

    assert [words(item) for item in found(data, "//text:section//draw:frame/svg:desc")] == ["een in woorden", "twee in woorden"]
    assert [attribute(item, "fo:column-count") for item in found(data, "//style:columns")] == ["3"]


def test_pages_turn_for_wide_parts_and_back_also_before_a_table() -> None:
    data = rendered(
        "<header class='report-title'><h1>Titel</h1></header><nav><h2>Inhoud</h2><a href='#a'>A</a></nav><main><section id='a'><h2>A</h2></section>"
        "<section class='report-part--landscape'><table><tr><td>breed</td></tr></table>"
        "<div class='report-charts'><p>staand</p></div></section><p>staand</p></main>"
    )
    pages = {attribute(item, "style:name"): item for item in found(data, "//office:automatic-styles/style:style[@style:family='paragraph']")}
    placed = [pages[attribute(item, "text:style-name")] for item in found(data, "//office:text/*") if attribute(item, "text:style-name") in pages]

    assert [attribute(item, "style:master-page-name") for item in placed] == ["Titelblad", "", "Liggend", "Standard"]
    assert attribute(placed[1][0], "fo:break-before") == "page"
    assert [words(item) for item in found(data, "//text:index-body//text:p")] == ["Inhoud", "A-"]


def test_navigation_to_elsewhere_is_read_through() -> None:
    data = rendered("<nav><a href='https://example.nl/'>weg</a></nav><nav>niets</nav>")

    assert not found(data, "//text:table-of-content")
    assert words(found(data, "//office:text")[0]) == "wegniets"


def test_headings_in_a_cell_are_no_part_of_the_outline() -> None:
    data = rendered("<table><tr><td><h3>Kop</h3></td></tr></table><ul><li><h3>Ook</h3></li></ul>")

    assert [words(item) for item in found(data, "//text:h")] == ["Ook"]


def test_characters_that_xml_cannot_hold_are_shown_as_such() -> None:
    data = rendered("<p>a\x00b&#1;c\ud800d</p>", title="x\x02y")

    assert words(found(data, "//office:text/text:p")[0]) == "a\ufffdb\ufffdc\ufffdd"


def test_an_empty_page_is_an_empty_document() -> None:
    assert words(found(render_document(html="", title="", author="", dated=DATED), "//office:text")[0]) == ""


# --- bounds -----------------------------------------------------------------------------------------------------------------------------------


def test_a_page_that_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "LARGEST_HTML", 1000)
    with pytest.raises(DocumentTooLargeError, match="at most 1000"):
        rendered("x" * 1000)


@pytest.mark.parametrize("depth", [120, 300, 5000])
def test_elements_too_deep_inside_each_other_are_refused_and_never_dropped(depth: int) -> None:
    with pytest.raises(DocumentTooLargeError, match="deeper"):
        rendered("<div>" * depth + "diep" + "</div>" * depth)


@pytest.mark.parametrize("tag", ["div", "strong", "ul><li", "table><tr><td", "blockquote"])
def test_elements_almost_too_deep_are_all_there(tag: str) -> None:
    depth = 90 // tag.count("<") if "<" in tag else 90
    depth //= 3 if "table" in tag else 2 if "ul" in tag else 1

    assert "diep" in words(found(rendered(f"<{tag}>" * depth + "diep"), "//office:text")[0])


# --- widths -----------------------------------------------------------------------------------------------------------------------------------


@given(st.lists(st.lists(st.text(alphabet="ab \n", max_size=80), min_size=3, max_size=3), min_size=1, max_size=5), st.floats(60, 260))
def test_columns_together_are_as_wide_as_their_room(rows: list[list[str]], room: float) -> None:
    layout = lay_out(rows, room)

    assert sum(layout.widths) == pytest.approx(room)
    assert min(layout.widths) > 0
    assert 0 <= layout.size < len(SIZES)


def test_more_words_get_a_wider_column_and_many_columns_smaller_letters() -> None:
    short, long = lay_out([["ja", "een hele lange zin met veel woorden erin"]], 170).widths

    assert long > 2 * short
    assert lay_out([["koppelingsjaar"] * 9], 170).size == 2
    assert lay_out([["koppelingsjaar"] * 3], 170).size == 0


# --- any page ---------------------------------------------------------------------------------------------------------------------------------

WORD = st.text(alphabet="abcdeé€ \n", min_size=1, max_size=8)
INLINE = st.sampled_from(["strong", "em", "span", "a", "q", "code", "data"])
BLOCK = st.sampled_from(["p", "div", "section", "ul", "ol", "dl", "table", "blockquote", "h3", "figure", "article"])


def inside(tag: str, children: list[str]) -> str:
    """The children where the element can hold them."""
    text = "".join(children)
    if tag in ("ul", "ol"):
        return f"<{tag}>{''.join(f'<li>{child}</li>' for child in children)}</{tag}>"
    if tag == "dl":
        return f"<dl>{''.join(f'<div><dt>{number}</dt><dd>{child}</dd></div>' for number, child in enumerate(children))}</dl>"
    if tag == "table":
        cells = "".join(f"<td>{child}</td>" for child in children)
        return f"<table><caption>Naam</caption><thead><tr><th>Kop</th></tr></thead><tbody><tr>{cells}</tr><tr>{cells}</tr></tbody></table>"
    if tag in ("p", "h3"):
        text = reader.fromstring(f"<div>{text}</div>").text_content()
    return f"<{tag}>{text}</{tag}>"


INLINES = st.recursive(
    WORD,
    lambda deeper: st.builds(lambda tag, before, child, after: f"<{tag}>{before}{child}{after}</{tag}>", INLINE, WORD, deeper, WORD),
    max_leaves=4,
)
BLOCKS = st.recursive(INLINES, lambda deeper: st.builds(inside, BLOCK, st.lists(deeper, min_size=1, max_size=4)), max_leaves=12)


@settings(max_examples=120, deadline=None)
@given(st.lists(BLOCKS, max_size=4))
def test_no_word_of_any_page_is_lost(blocks: list[str]) -> None:
    html = f"<html><body>{''.join(blocks)}</body></html>"

    assert letters_of_document(render_document(html=html, title="", author="", dated=DATED)) == letters_of_html(html)
