"""The comparison as a file: the same parameters, the same refusals and a name that tells what it is."""

import csv
import io
import zipfile
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from procurement.views import comparison_files
from tests.procurement.libreoffice import as_written
from tests.procurement.workbooks import sheet_of

pytestmark = pytest.mark.django_db
ENDINGS = {
    "csv": "text/csv; charset=utf-8",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
QUESTION = "aanbod=buurtgezinnen&aanbod=steunouder&startjaar=2027&jaren=3&koppelingen=10"


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_is_named_after_the_municipality_and_the_day(client, ending):
    response = client.get(f"/vergelijken.{ending}?{QUESTION}&gemeente=GM0392")

    assert response.status_code == 200
    assert response["Content-Type"] == ENDINGS[ending]
    assert response["Content-Disposition"] == f'attachment; filename="vergelijking-haarlem-{timezone.localdate()}.{ending}"'


def test_a_file_without_a_municipality_is_named_after_the_day(client):
    assert client.get(f"/vergelijken.csv?{QUESTION}")["Content-Disposition"] == f'attachment; filename="vergelijking-{timezone.localdate()}.csv"'


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_wrong_question_is_refused_as_the_other_file_does(client, ending):
    query = "aanbod=bestaat-niet&jaren=0&index=veel"
    refused, expected = client.get(f"/vergelijken.{ending}?{query}"), client.get(f"/vergelijken.json?{query}")

    assert (refused.status_code, refused["Content-Type"]) == (400, "application/problem+json")
    assert refused.json() == expected.json()


def test_a_file_about_too_many_columns_is_refused_with_the_parameter(client, monkeypatch):
    monkeypatch.setattr(comparison_files, "MOST_COLUMNS", 1)
    refused = client.get(f"/vergelijken.ods?{QUESTION}")

    assert refused.status_code == 400
    assert refused.json()["parameter"] == "aanbod"
    assert "hoogstens 1 soorten aanbod" in refused.json()["detail"]


def test_the_csv_has_the_lines_of_the_json_to_the_cent(client):
    answer = client.get(f"/vergelijken.json?{QUESTION}").json()
    body = client.get(f"/vergelijken.csv?{QUESTION}").content

    assert body.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig")), delimiter=";"))
    found = [(row["contractjaar"], row["onderdeel"], row["laag"].replace(",", "."), row["hoog"].replace(",", ".")) for row in rows]
    years = [year for offering in answer["aanbod"] for year in (*offering["jaren"], *(offering["uitloop"] or {"jaren": []})["jaren"])]
    assert found == [(str(year["contractjaar"]), line["onderdeel"], line["laag"], line["hoog"]) for year in years for line in year["regels"]]


def test_the_spreadsheets_have_the_totals_of_the_json_to_the_cent(client):
    answer = client.get(f"/vergelijken.json?{QUESTION}").json()
    rows = as_written(client.get(f"/vergelijken.ods?{QUESTION}").content)["Overzicht"]

    start = next(number for number, row in enumerate(rows) if row and row[0] == "aanbod")
    place = rows[start].index("totaal")
    found = [rows[start + number + 1][place] for number in range(4)]
    assert found == [Decimal(offering["totaal"][bound]) for offering in answer["aanbod"] for bound in ("laag", "hoog")]


def test_a_spreadsheet_says_which_address_it_answers(client):
    body = client.get(f"/vergelijken.xlsx?{QUESTION}").content

    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        texts = archive.read("xl/sharedStrings.xml").decode()
    address = f"http://testserver/vergelijken/?{sheet_of(QUESTION).question.query}"
    assert address.replace("&", "&amp;") in texts


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_number_of_queries_does_not_grow_with_the_columns(client, django_assert_max_num_queries, ending):
    with django_assert_max_num_queries(60) as few:
        client.get(f"/vergelijken.{ending}?aanbod=buurtgezinnen")
    with django_assert_max_num_queries(60) as all_of_them:
        client.get(f"/vergelijken.{ending}")

    assert len(all_of_them) <= len(few)


def test_the_page_offers_every_file_with_the_same_question():
    sheet = sheet_of(QUESTION)
    html = render_to_string("procurement/_files.html", {"sheet": sheet})

    links = [f"/vergelijken.{ending}?{sheet.question.query}".replace("&", "&amp;") for ending in ("json", "csv", "ods", "xlsx")]
    assert [html.index(f'href="{link}"') for link in links] == sorted(html.index(f'href="{link}"') for link in links)
