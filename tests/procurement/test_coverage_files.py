"""The coverage on a page, on paper and in files: the same words everywhere, opening where it can, with codes of sources where it cannot."""

import csv
import io
import json
import re
from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from procurement.exports.coverage_csv import HEADINGS, coverage_csv
from procurement.exports.coverage_json import coverage_data
from procurement.sheet import Sheet
from procurement.views.questions import answer, read_question
from tests.validation import assert_valid_html

pytestmark = pytest.mark.django_db
ASKED = "gemeente=GM0392&gezinnen=verslaving-ouder:5-17:4&gezinnen=lvb-ouder&gezinnen=alle:0-4:5&doelgroep=mantelzorg"


def sheet_of(query: str = ASKED) -> Sheet:
    asked = read_question(RequestFactory().get(f"/dekking/?{query}"))
    assert asked.form.is_valid(), asked.form.problems
    return answer(asked)


def rendered(sheet: Sheet, *, linked: bool) -> str:
    return render_to_string("procurement/_coverage.html", {"coverage": sheet.coverage, "linked": linked})


@pytest.mark.parametrize("linked", [True, False])
def test_part_is_valid_html_with_both_summaries_under_each_table(linked):
    html = rendered(sheet_of(), linked=linked)
    assert_valid_html(f'<!DOCTYPE html><html lang="nl"><head><title>t</title></head><body><main><h1>t</h1><h2>u</h2>{html}</main></body></html>')
    # Under the target groups and under the ages.
    assert len(re.findall(r"<dt>.*?</span> Niet gedekt</dt>", html)) == 2
    assert len(re.findall(r"<dt>.*?</span> Alleen onder voorwaarde of onzeker</dt>", html)) == 2
    assert "style=" not in html


def test_every_cell_opens_on_the_page_and_has_codes_on_paper():
    sheet = sheet_of()
    page, paper = rendered(sheet, linked=True), rendered(sheet, linked=False)
    cells = sum(len(row.cells) for matrix in (sheet.coverage.groups, sheet.coverage.ages) for row in matrix.rows)
    asked = sum(len(row.cells) for row in sheet.coverage.asked.rows)
    assert page.count('<details class="evidence">') == cells + asked + len(sheet.coverage.bars)
    assert "<details" not in paper
    assert "<a " not in paper
    assert "via Samen Oplopen" in paper
    assert "Mantelzorg in het gezin (gevraagd)" in paper


def test_everything_covered_says_so():
    sheet = sheet_of()
    whole = replace(sheet.coverage, gaps=(), thin=(), only="Een")
    html = render_to_string("procurement/_coverage_gaps.html", {"coverage": whole})
    assert "Elke doelgroep is op alle leeftijden" in html
    assert "rust op één aanbod: Een." in html


def test_rows_have_as_many_cells_as_the_head():
    html = rendered(sheet_of("gezinnen=alle::5"), linked=False)
    for table in re.findall(r"<table.*?</table>", html, re.DOTALL):
        assert len({len(re.findall(r"<t[hd][ >]", line)) for line in re.findall(r"<tr.*?</tr>", table, re.DOTALL)}) == 1


def test_json_has_the_words_as_codes_and_the_gaps():
    data = json.loads(json.dumps(coverage_data(sheet_of())))
    assert data["aanbod"] == [cell["slug"] for cell in data["doelgroepen"][0]["cellen"]]
    groups = {row["code"]: row for row in data["doelgroepen"]}
    assert groups["lvb-ouder"]["samen"] == "onzeker"
    assert {cell["slug"]: cell["oordeel"] for cell in groups["lvb-ouder"]["cellen"]} == {
        **dict.fromkeys(data["aanbod"], "niet-genoemd"),
        "buurtgezinnen": "mits",
        "meeleefgezin": "verschilt",
    }
    gap = next(item for item in data["gaten"] if item["doelgroep"] == "verslaving-ouder")
    assert (gap["zeker_tot"], gap["zeker"], gap["gevraagd"]) == (60, [{"vanaf_maand": -9, "tot_maand": 60}], True)
    assert next(item for item in data["gaten"] if item["doelgroep"] == "lvb-ouder")["zeker_tot"] is None
    ages = {bar["slug"]: bar for bar in data["leeftijden"]}
    assert (ages["gezin-in-de-buurt"]["zeker"], ages["steunouder"]["zeker"]) == (None, [{"vanaf_maand": 0, "tot_maand": 216}])
    assert [(row["regel"], row["samen"], row["gezinnen"]) for row in data["opgave"]] == [
        ("verslaving-ouder:5-17:4", "niet-gedekt", 4),
        ("lvb-ouder", "onzeker", None),
        ("alle:0-4:5", "gedekt", 5),
    ]


def test_csv_has_a_row_per_cell_with_its_source():
    sheet = sheet_of()
    rows = list(csv.DictReader(io.StringIO(coverage_csv(sheet).decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == (23 + 6 + 3) * len(sheet.offerings)
    found = next(row for row in rows if (row["tabel"], row["code"], row["aanbod"]) == ("doelgroep", "doelgroep=lvb-ouder", "MeeleefGezin"))
    assert (found["oordeel"], found["bron"], found["samen"]) == ("verschilt", "S0", "alleen onder voorwaarde of onzeker")
    assert found["plaats"].startswith("S0: ")
    limited = next(row for row in rows if row["code"] == "doelgroep=verslaving-ouder")
    assert (limited["samen"], limited["bron"]) == ("gedekt, alleen tot 5 jaar", "geen bron vermeldt dit")
    assert (
        "bronnen verschillen"
        in next(row for row in rows if row["code"] == "leeftijd=zwangerschap" and row["aanbod"] == "MeeleefGezin")["toelichting"]
    )


def test_without_a_catalogue_the_files_have_only_their_headings():
    bare = replace(sheet_of(), catalogue=None)
    assert coverage_csv(bare).decode("utf-8-sig").strip() == ";".join(HEADINGS)
    assert not any(coverage_data(bare).values())
