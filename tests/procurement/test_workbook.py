"""The spreadsheet of a comparison: what stands where, what may be changed, and what no text in it can do."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from procurement import costs
from procurement.exports.workbook import Workbook, describe_workbook, write_ods, write_xlsx
from procurement.exports.workbook.address import completion_name
from procurement.exports.workbook.model import Cell, Kind, Look, Ref, Sheet, Span, cell_name, clean, column_letters, text
from tests.procurement.libreoffice import as_written
from tests.procurement.workbooks import ABOUT, EVERY_TYPE, SCENARIO, amounts, component, made_up_sheet, offering_of, sheet_of, tariff_of, workbook_of
from voorzieningen.snapshot import snapshot

pytestmark = pytest.mark.django_db
EVIL = ('=HYPERLINK("http://kwaad.example";"klik")', "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "http://kwaad.example", "<b>&\"'")


def parts(file: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}


def column(workbook: Workbook, sheet: str, heading: str) -> list[object]:
    """The values under a heading."""
    rows = workbook.sheet(sheet).rows
    start = workbook.sheet(sheet).heading
    place = [cell.value for cell in rows[start]].index(heading)
    return [row[place].value for row in rows[start + 1 :] if len(row) > place]


def named(workbook: Workbook, name: str) -> Cell:
    where = workbook.names[name]
    assert isinstance(where, Ref)
    return workbook.cell(where)


# --- what stands where ------------------------------------------------------------------------------------------------------------------------


def test_the_sheets_stand_in_the_order_of_reading() -> None:
    names = ["Leeswijzer", "Overzicht", "Aannames", "Indexatie", "Tarieven", "Berekening", "Bronnen"]
    assert [sheet.name for sheet in workbook_of("aanbod=buurtgezinnen").sheets] == names


def test_every_input_of_the_question_is_a_cell_with_a_name() -> None:
    workbook = workbook_of("startjaar=2027&jaren=2&koppelingen=10,12&lopend=2:3&uurkosten=68&index=3&btw=21&disconto=2&gedeelde_uren=20")

    values = {name: named(workbook, name).value for name, where in workbook.names.items() if isinstance(where, Ref)}
    assert {name: value for name, value in values.items() if not name.startswith(("prijspeil", "afronding"))} == {
        "startjaar": 2027,
        "koppelingen_1": 10,
        "koppelingen_2": 12,
        "lopend_2": 3,
        "uurkosten": 68,
        "weken": 52,
        "index_per_jaar": Decimal("0.03"),
        "gedeelde_uren": 20,
        "btw_proef": Decimal("0.21"),
        "disconto": Decimal("0.02"),
    }
    assert {"afronding_MG_M1", "afronding_MG_M2", "afronding_MG_M3", "prijspeil_1", "prijspeil_uurkosten"} <= set(values)
    assert all(named(workbook, name).look is Look.INPUT for name in values)


def test_an_input_says_what_it_is_and_who_says_so() -> None:
    workbook = workbook_of("aanbod=steunouder&jaren=1&koppelingen=12&prijspeil=2024")
    rows = {row[0].value: [cell.value for cell in row[3:6]] for row in workbook.sheet("Aannames").rows if len(row) == 7}

    assert rows["koppelingen_1"] == ["koppelingen", "eigen invoer", "invulbaar"]
    assert rows["uurkosten"] == ["euro per uur", "aanname", "invulbaar"]
    assert rows["prijspeil_1"] == ["kalenderjaar", "eigen invoer", "invulbaar"]


def test_a_price_level_that_a_source_states_is_a_fact() -> None:
    workbook = describe_workbook(made_up_sheet(SCENARIO), ABOUT)
    (row,) = [row for row in workbook.sheet("Aannames").rows if row and row[0].value == "prijspeil_1"]

    assert [row[2].value, row[4].value] == [2026, "feit"]


def test_what_cannot_be_changed_here_is_listed_as_fixed() -> None:
    rows = workbook_of("gemeente=GM0392&duur=steunouder:2&betaler=gemeente&lezing=steunouder:YEAR").sheet("Aannames").rows
    fixed = {row[1].value: row[2].value for row in rows if len(row) == 7 and row[5].value == "vast"}

    assert fixed["Gemeente"] == "Haarlem"
    assert fixed["Inwoners"] == "167.636"
    assert fixed["Wie betaalt"] == "gemeente"
    assert fixed["Duur van een koppeling, Steunouder"] == "2 jaar"


def test_the_guide_says_what_the_file_is_and_where_it_comes_from() -> None:
    guide = {row[0].value: row[1].value for row in workbook_of("gemeente=GM0392&naam=Ruim").sheet("Leeswijzer").rows if len(row) == 2}

    assert guide["Gemeente"] == "Haarlem"
    assert guide["Scenario"] == "Ruim"
    assert guide["Peildatum"].startswith("22-11-2026")
    assert guide["Gemaakt op"] == "22-11-2026, met Steunkeuze versie 0.1.0."
    assert guide["Link naar de vergelijking"] == ABOUT.address
    assert "geen 0" in guide["Onbekend"]


def test_history_stands_apart_from_the_forecast_with_its_source() -> None:
    workbook = workbook_of("aanbod=buurtgezinnen&reeks=cpi&index=2&prijspeil=2019")
    rows = {row[0].value: [cell.value for cell in row[1:6]] for row in workbook.sheet("Indexatie").rows if len(row) == 7}

    figure = next(item for item in snapshot().series("cpi").figures if item.year == 2019)
    assert rows[2019][0] == rows[2019][1] == figure.growth
    assert rows[2019][3:] == ["feit", figure.citation.source.code]
    assert rows[2030][:2] == [None, Decimal("0.02")]
    assert rows[2030][3] == "verwachting"


def test_columns_with_the_same_code_have_cells_of_their_own() -> None:
    """SOS borrows the yearly fee of Steunouder."""
    workbook = workbook_of("aanbod=steunouder&aanbod=sos&gedeelde_uren=20&jaren=1")
    rows = [row for row in workbook.sheet("Berekening").rows if len(row) > 8 and row[4].value == "ST-L1"]

    used = [piece for row in rows for piece in row[7].formula if isinstance(piece, Ref) and piece.sheet == "Tarieven"]
    assert len(rows) == 2
    assert len(set(used)) == 2


def test_modules_of_the_same_code_share_a_cell_unless_their_defaults_differ() -> None:
    def offering(slug: str, completion: str) -> object:
        module = component("M-1", "PER_MODULE", "GEMEENTE", **amounts("900"), match_year=1, default_completion=Decimal(completion))
        return offering_of(tariff_of(module), slug=slug, name=slug)

    same = describe_workbook(made_up_sheet(SCENARIO, offering("een", "0.9"), offering("twee", "0.9")), ABOUT)
    other = describe_workbook(made_up_sheet(SCENARIO, offering("een", "0.9"), offering("twee", "0.8")), ABOUT)

    assert [name for name in same.names if name.startswith("afronding")] == ["afronding_M_1"]
    assert [name for name in other.names if name.startswith("afronding")] == ["afronding_M_1", "afronding_M_1_kolom_2"]


def test_every_amount_of_a_tariff_stands_with_its_source_also_what_does_not_count() -> None:
    workbook = workbook_of("aanbod=samen-oplopen&aanbod=home-start&jaren=1&duur=samen-oplopen:1")
    rows = {row[2].value: [cell.value for cell in row] for row in workbook.sheet("Tarieven").rows if len(row) == 13}

    assert rows["SO-L1"][4:6] == [Decimal("9500.00"), Decimal("16500.00")]
    assert rows["SO-L1"][9] == "S0"
    assert rows["SO-L4"][3].endswith("(telt niet mee in deze vraag)")
    assert rows["HS-U"][4:6] == ["onbekend", "onbekend"]


def test_lines_of_a_payer_that_was_not_chosen_stand_apart_and_do_not_count() -> None:
    workbook = describe_workbook(made_up_sheet(replace(SCENARIO, payers=frozenset({costs.Payer.MUNICIPALITY}))), ABOUT)
    elsewhere = [row[4].value for row in workbook.sheet("Hulpregels").rows if len(row) > 8 and row[4].look is not Look.HEADING]

    # The surcharge that the municipality pays is over hours that the executor pays.
    assert "HOURS" in elsewhere
    assert "HOURS" not in column(workbook, "Berekening", "onderdeel")


def test_an_unknown_amount_is_a_word_and_so_is_every_sum_with_it() -> None:
    workbook = workbook_of("aanbod=home-start&aanbod=sos&jaren=2")

    for heading in ("jaar 1 (2027)", "totaal", "bekende jaren samen", "uitloop (geen deel van totaal)"):
        assert set(column(workbook, "Overzicht", heading)[:4]) == {"onbekend"}
    assert "uren van de gedeelde coördinator niet ingevuld" in column(workbook, "Overzicht", "als onbekend: waarom")


def test_warnings_of_the_page_stand_below_the_amounts() -> None:
    sheet = sheet_of("aanbod=steunouder")
    told = [row[1].value for row in describe_workbook(sheet, ABOUT).sheet("Overzicht").rows if len(row) == 2]

    assert told == list(sheet.columns[0].result.warnings)


def test_every_source_is_listed_with_its_place_and_words() -> None:
    workbook = workbook_of("aanbod=buurtgezinnen&aanbod=buurtgezinnen:offerte-haarlem-2020&gemeente=GM0392&reeks=cpi&prijspeil=2019")

    codes = column(workbook, "Bronnen", "code")
    assert {"S0", "S3"} <= set(codes)
    assert set(column(workbook, "Tarieven", "bron")) <= set(codes)
    assert any("€ 49.122" in str(words) for words in column(workbook, "Bronnen", "woorden waar het om gaat"))
    assert any("CBS StatLine" in str(title) for title in column(workbook, "Bronnen", "titel"))


def test_years_of_the_tail_are_marked_and_no_part_of_the_total() -> None:
    parts_of = column(workbook_of("aanbod=buurtgezinnen&jaren=2"), "Berekening", "deel")

    assert parts_of.count("uitloop") == 3


# --- what no text can do ------------------------------------------------------------------------------------------------------------------------


def evil_workbook(evil: str) -> Workbook:
    row = component(evil, "FIXED", "GEMEENTE", **amounts("10"), label=evil, basis_note=evil)
    sheet = made_up_sheet(SCENARIO, offering_of(tariff_of(row, slug=evil, name=evil), name=evil))
    return describe_workbook(replace(sheet, question=replace(sheet.question, name=evil)), replace(ABOUT, address=evil))


@pytest.mark.parametrize("evil", EVIL)
def test_a_text_never_becomes_a_formula_or_a_link(evil: str) -> None:
    workbook = evil_workbook(evil)
    written, open_document = parts(write_xlsx(workbook)), write_ods(workbook)
    content = parts(open_document)["content.xml"]

    formulas = [element.text or "" for name, xml in written.items() if "/worksheets/" in name for element in _all(xml, "f")]
    assert formulas
    assert not [formula for formula in formulas if "kwaad" in formula or "SUM(A1)" in formula or formula in ("1", "1+1")]
    assert "<hyperlink" not in "".join(written.values())
    assert as_written(open_document)["Leeswijzer"]
    assert "kwaad" not in "".join(re.findall(r'table:formula="([^"]*)"', content))
    assert "xlink:href" not in content


def _all(xml: str, tag: str) -> list[ElementTree.Element]:
    return [element for element in ElementTree.fromstring(xml).iter() if element.tag.endswith(f"}}{tag}")]


def test_characters_that_a_file_cannot_hold_are_left_out() -> None:
    assert clean("a\x00b\x1fc\x0bd") == "a b c d"
    assert len(clean("x" * 100_000)) == 32_000
    workbook = evil_workbook("on\x08zichtbaar")
    assert write_xlsx(workbook)
    assert as_written(write_ods(workbook))["Leeswijzer"]


# --- the files ------------------------------------------------------------------------------------------------------------------------------------


def test_the_same_question_on_the_same_day_gives_the_same_file() -> None:
    for write in (write_xlsx, write_ods):
        assert write(workbook_of("aanbod=steunouder&index=3")) == write(workbook_of("aanbod=steunouder&index=3"))


def test_every_formula_brings_its_value_along() -> None:
    workbook = workbook_of("aanbod=buurtgezinnen&jaren=2&koppelingen=10")
    cells = _all(parts(write_xlsx(workbook))["xl/worksheets/sheet2.xml"], "c")
    values = {cell.get("r"): "".join(element.text or "" for element in cell if element.tag.endswith("}v")) for cell in cells}

    assert float(values["H6"]) == 74500
    assert as_written(write_ods(workbook))["Overzicht"][5][7] == Decimal(74500)


def test_only_the_inputs_may_be_changed_and_only_to_what_the_portal_takes() -> None:
    workbook = workbook_of("aanbod=meeleefgezin&jaren=1")
    sheets = parts(write_xlsx(workbook))
    content = parts(write_ods(workbook))["content.xml"]

    assert all("<sheetProtection " in xml for name, xml in sheets.items() if "/worksheets/" in name)
    assert 'locked="0"' in sheets["xl/styles.xml"]
    assert content.count('table:protected="true"') == len(workbook.sheets)
    assert 'style:cell-protect="none"' in content
    assert "cell-content-is-between(0,1000)" in content
    assert "Vul een getal in van -20% tot en met 50%. Leeg betekent onbekend." in content


def test_an_open_document_file_tells_its_format_from_the_first_bytes() -> None:
    file = write_ods(workbook_of("aanbod=home-start"))

    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        name = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}full-path"
        listed = {element.get(name) for element in ElementTree.fromstring(archive.read("META-INF/manifest.xml"))}
        assert listed == {"/", *(item.filename for item in archive.infolist())} - {"mimetype", "META-INF/manifest.xml"}


def test_an_open_document_holds_nothing_of_the_template_that_it_is_made_from() -> None:
    file = write_ods(workbook_of("aanbod=home-start"))

    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        names = {"mimetype", "META-INF/manifest.xml", "content.xml", "meta.xml", "settings.xml", "styles.xml"}
        assert set(archive.namelist()) == names
    assert not re.search('Feuille|"(fr|FR)"|fr-FR|LibreOffice', "".join(parts(file).values()))
    assert "<meta:generator>Steunkeuze 0.1.0</meta:generator>" in parts(file)["meta.xml"]


def test_words_and_headings_of_an_open_document_are_there_before_it_is_calculated() -> None:
    files = parts(write_ods(workbook_of("aanbod=home-start")))

    # Without this attribute LibreOffice shows 0 for a formula that comes to a word.
    assert 'office:string-value="onbekend"' in files["content.xml"]
    assert "<table:table-header-rows>" in files["content.xml"]
    assert '<config:config-item config:name="VerticalSplitMode" config:type="short">2</config:config-item>' in files["settings.xml"]


def test_numbers_in_an_open_document_are_printed_in_dutch() -> None:
    content = parts(write_ods(workbook_of("aanbod=buurtgezinnen&jaren=2&index=2,5")))["content.xml"]

    assert "<text:p>74.500,00</text:p>" not in content
    assert "<text:p>3.150,00</text:p>" in content
    assert "<text:p>2,5%</text:p>" in content
    assert 'number:country="NL"' in content


def test_a_row_is_as_high_as_its_longest_text() -> None:
    sheet = Sheet("Blad", (10, 10))
    row = sheet.add([Cell("a" * 25, Kind.WRAPPED), text("b" * 90)])
    two = sheet.add([Cell("eerste\ntweede", Kind.WRAPPED)])

    assert (sheet.lines(row), sheet.lines(two), sheet.lines(sheet.add([Cell(1)]))) == (3, 2, 1)


def test_names_and_columns_are_written_as_spreadsheets_do() -> None:
    assert [column_letters(number) for number in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert cell_name("MG-M1 é") == "MG_M1__"
    assert completion_name("MG-M1") == "afronding_MG_M1"
    assert Span(Ref("Blad", 0, 0), Ref("Blad", 2, 1)).size == 6


def test_every_type_of_component_is_written() -> None:
    workbook = describe_workbook(made_up_sheet(SCENARIO), ABOUT)
    codes = {code.removeprefix("BTW-") for code in column(workbook, "Berekening", "onderdeel") if code}

    assert codes == {row.code for row in EVERY_TYPE.components}
