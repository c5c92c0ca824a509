"""LibreOffice opens the spreadsheets, calculates every formula anew, and comes to the core's amounts to the cent."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from procurement import costs, pricing
from procurement.exports.workbook import Workbook, describe_workbook, write_ods, write_xlsx
from procurement.sheet import Sheet, build_sheet
from tests.procurement.costs.test_worked_examples import EXAMPLES, IN_CATALOGUE, scenario_of
from tests.procurement.libreoffice import Rows, as_written, recalculated
from tests.procurement.workbooks import ABOUT, SCENARIO, made_up_sheet, question_of, sheet_of, workbook_of
from voorzieningen.money import EuroRange, to_cents
from voorzieningen.snapshot import snapshot

ALL = (
    "aanbod=buurtgezinnen&aanbod=buurtgezinnen:offerte-haarlem-2020&aanbod=meeleefgezin&aanbod=steunouder&aanbod=samen-oplopen"
    "&aanbod=gezin-in-de-buurt&aanbod=home-start&aanbod=sos"
)
# Each name is a workbook of the first question in which the cells are changed to those of the second one: no value that the file brings along
# can be the outcome. The names of the changes are those of the cells.
QUESTIONS = {
    "alles": (
        f"{ALL}&startjaar=2027&jaren=6&koppelingen=10&lopend=2:1&uurkosten=75&index=0&reeks=cpi&prijspeil=2024&btw=10&disconto=1"
        "&afronding=MG-M1:100,MG-M2:100,MG-M3:100&gedeelde_uren=20",
        f"{ALL}&startjaar=2028&jaren=6&koppelingen=7,13,0,4&lopend=2:5&uurkosten=68,95&index=3&reeks=cpi&prijspeil=2019&btw=21&disconto=2,25"
        "&afronding=MG-M1:97,MG-M2:91,MG-M3:83&gedeelde_uren=17,5&weken=46",
    ),
    "onbekend": (f"{ALL}&startjaar=2027&jaren=3&koppelingen=5", f"{ALL}&startjaar=2027&jaren=3&koppelingen=10&gedeelde_uren=20"),
    "niets": (f"{ALL}&startjaar=2027&jaren=2&koppelingen=5&betaler=gemeente", f"{ALL}&startjaar=2027&jaren=2&koppelingen=0&betaler=gemeente"),
    "leeg": (f"{ALL}&startjaar=2027&jaren=2&gedeelde_uren=20&betaler=gemeente", f"{ALL}&startjaar=2027&jaren=2&betaler=gemeente"),
}
PAYERS = {
    "allen": costs.ALL_PAYERS,
    "gemeente": frozenset({costs.Payer.MUNICIPALITY}),
    "fonds": frozenset({costs.Payer.FUND, costs.Payer.UNKNOWN}),
}
EARLIER = replace(
    SCENARIO, new_matches=(1, 1, 1), indexation=Decimal(0), hourly_cost=Decimal(1), hourly_cost_price_level=None, vat_what_if=Decimal("0.5")
)
HEADINGS = {
    "totaal": "total",
    "bekende jaren samen": "known_years",
    "per gestarte koppeling, zonder uitloop": "per_match_started",
    "per gestarte koppeling, met uitloop": "per_match_started_incl_tail",
    "per koppelingsjaar": "per_match_year",
}


# LibreOffice takes a while for each file, so that some are there in one format only.
ONE_FORMAT = {"niets": "o.ods", "leeg": "o.ods", "proef-gemeente": "o.ods", "proef-fonds": "x.xlsx"}
FILES = [
    f"{name}-{kind}"
    for name in (*QUESTIONS, *EXAMPLES["scenarios"], *(f"proef-{name}" for name in PAYERS))
    for kind in ("x.xlsx", "o.ods")
    if ONE_FORMAT.get(name, kind) == kind
]
Line = tuple[str, str, object, object]


@dataclass(frozen=True)
class Checked:
    """What was asked, and what LibreOffice made of the file: sheet by sheet the cells."""

    expected: Workbook
    sheet: Sheet
    sheets: dict[str, Rows]


def described(sheet: Sheet) -> Workbook:
    return describe_workbook(sheet, ABOUT)


def changed(workbook: Workbook, to: Workbook) -> Workbook:
    """The workbook with other inputs typed into its named cells, and nothing else: all its outcomes are then out of date."""
    assert set(workbook.names) == set(to.names)
    for name, where in workbook.names.items():
        if where == to.names[name] and where.__class__.__name__ == "Ref" and to.cell(where) != workbook.cell(where):
            row = workbook.sheet(where.sheet).rows[where.row]
            row[where.column] = replace(row[where.column], value=to.cell(where).value, formula=to.cell(where).formula)
    return workbook


def worked_example(name: str) -> Sheet:
    columns = []
    for code in EXAMPLES["scenarios"][name]["results"]:
        if code in IN_CATALOGUE:
            offering, tariff, readings, durations = IN_CATALOGUE[code]
            columns += pricing.priced_tariffs(snapshot(), pricing.Choice(((offering, tariff),), readings, durations))
    return build_sheet(question_of(scenario_of(name)), columns)


@pytest.fixture(scope="module")
def checked(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Checked]:
    """Every file of these tests, calculated in one start of LibreOffice."""
    books: dict[str, tuple[Sheet, Workbook, Workbook]] = {}
    with django_db_blocker.unblock():
        for name, (before, after) in QUESTIONS.items():
            books[name] = (sheet_of(after), workbook_of(after), changed(workbook_of(before), workbook_of(after)))
        for name in EXAMPLES["scenarios"]:
            sheet = worked_example(name)
            books[name] = (sheet, described(sheet), described(sheet))
    for name, payers in PAYERS.items():
        sheet = made_up_sheet(replace(SCENARIO, payers=payers))
        start = described(made_up_sheet(replace(EARLIER, payers=payers)))
        books[f"proef-{name}"] = (sheet, described(sheet), changed(start, described(sheet)))
    files = {}
    for name, (_, _, written) in books.items():
        files |= {f"{name}-x.xlsx": write_xlsx(written), f"{name}-o.ods": write_ods(written)}
    found = recalculated({name: files[name] for name in FILES}, tmp_path_factory.mktemp("libreoffice"))
    return {file: Checked(*reversed(books[file[: file.rindex("-")]][:2]), sheets) for file, sheets in found.items()}


# --- reading the sheets back ------------------------------------------------------------------------------------------------------------------


def printed(value: object) -> object:
    return to_cents(value) if isinstance(value, Decimal) else value


def bounds(amount: EuroRange | None) -> list[object]:
    return ["onbekend", "onbekend"] if amount is None else [amount.low, amount.high]


def tables(rows: Rows) -> Iterator[list[dict[str, list[object]]]]:
    """The two tables of the overview: for each column of the comparison the cells by their heading, low and high."""
    starts = [number for number, row in enumerate(rows) if row and row[0] == "aanbod"]
    for start in starts:
        found = []
        pairs = [row for row in rows[start + 1 :] if len(row) > 4][:200]
        for low, high in pairwise(pairs):
            if (low[4], high[4]) == ("laag", "hoog"):
                cells = zip(rows[start], low, high, strict=False)
                found.append({str(heading): [lowest, highest] for heading, lowest, highest in cells if heading})
        yield found[: len(found) // 2] if start == starts[0] else found


def years_of(rows: Rows) -> list[list[tuple[list[Line], list[object]]]]:
    """The calculation: for each column its years, each with its lines (code, payer, low, high) and its sum."""
    start = next(number for number, row in enumerate(rows) if row and row[0] == "aanbod") + 1
    found: list[list[tuple[list[Line], list[object]]]] = []
    lines: list[Line] = []
    for row in rows[start:]:
        if len(row) < 9 or row[2] is None:
            continue
        amounts = [printed(row[7]), printed(row[8])]
        if row[4]:
            lines.append((str(row[4]), str(row[6]), *amounts))
            continue
        if row[2] == 1:
            found.append([])
        found[-1].append((lines, amounts))
        lines = []
    return found


# --- the tests ----------------------------------------------------------------------------------------------------------------------------------


# Hours that nobody gave have a row of their own when another payer bears them: the cells then stand elsewhere.
@pytest.mark.parametrize("file", [file for file in FILES if not file.startswith("leeg")])
def test_every_formula_comes_to_the_value_that_the_core_gives(file: str, checked: dict[str, Checked]) -> None:
    found, wrong = checked[file], []
    for sheet in found.expected.sheets:
        rows = found.sheets[sheet.name]
        for number, cells in enumerate(sheet.rows):
            for place, cell in enumerate(cells):
                if cell.formula is not None:
                    value, expected = rows[number][place], cell.value
                    if isinstance(value, Decimal) and not isinstance(expected, str):
                        same = abs(value - Decimal(expected or 0)) < Decimal("0.0000001") * max(1, abs(value))
                    else:
                        same = value == expected
                    if not same:
                        wrong.append((sheet.name, number, place, value, expected, cell.formula))
    assert not wrong


@pytest.mark.parametrize("file", FILES)
def test_lines_years_and_totals_are_those_of_the_core(file: str, checked: dict[str, Checked]) -> None:
    found = checked[file]
    amounts, figures = tables(found.sheets["Overzicht"])
    years = years_of(found.sheets["Berekening"])
    assert len(amounts) == len(figures) == len(years) == len(found.sheet.columns)
    for place, column in enumerate(found.sheet.columns):
        result, read = costs.cost(column.priced.calculated, found.sheet.question.scenario), amounts[place] | figures[place]
        for heading, name in HEADINGS.items():
            if read[heading] != ["niet te bepalen"] * 2:
                assert [printed(value) for value in read[heading]] == bounds(getattr(result, name)), (column.key, heading)
        assert [printed(value) for value in read["uitloop (geen deel van totaal)"]] == bounds(result.tail.cost if result.tail else None)
        assert read["status"] == [result.status.value] * 2
        assert read["gestarte koppelingen"] == [result.matches_started] * 2
        assert read["koppelingsjaren"] == ["onbekend" if result.match_years is None else result.match_years] * 2
        for year, (lines, total) in zip(result.years, years[place], strict=False):
            assert total == bounds(year.cost), (column.key, year.contract_year)
            # What is unknown counts whoever bears it, but a file that was made when it was known has no row for another payer.
            printed_lines = [line for line in year.lines if line.amount is not None or line.payer in found.sheet.question.scenario.payers]
            core = Counter((line.code, line.payer.value.lower(), *bounds(line.amount)) for line in printed_lines)
            assert core <= Counter(lines), (column.key, year.contract_year)


@pytest.mark.parametrize("kind", ["x.xlsx", "o.ods"])
@pytest.mark.parametrize("name", EXAMPLES["scenarios"])
def test_worked_examples_come_out_of_the_spreadsheet_to_the_cent(name: str, kind: str, checked: dict[str, Checked]) -> None:
    examples = EXAMPLES["scenarios"][name]["results"]
    # In the catalogue the hours of the other reading have a code of their own.
    renamed = {code: json.dumps(examples[code]).replace("ST-H", "ST-H-JAAR" if code == "ST-JAAR" else "ST-H") for code in examples}
    expected = [json.loads(text) for code, text in renamed.items() if code in IN_CATALOGUE]
    sheets = checked[f"{name}-{kind}"].sheets
    amounts, figures = tables(sheets["Overzicht"])
    for example, years, first, second in zip(expected, years_of(sheets["Berekening"]), amounts, figures, strict=True):
        read = first | second
        for heading, key in HEADINGS.items():
            needed = {"per_match_started_incl_tail": "tail", "per_match_year": "match_years"}.get(key, "total")
            missing = "niet te bepalen" if heading.startswith("per ") and example["total"] and example[needed] is not None else "onbekend"
            wanted = example[key] or [missing] * 2
            assert [str(printed(value)) for value in read[heading]] == wanted, (example, heading)
        for year, (lines, total) in zip(example["years"], years, strict=False):
            assert [str(value) for value in total] == (year["cost"] or ["onbekend"] * 2)
            wanted = [(code, *(line or ["onbekend"] * 2)) for code, line in year["lines"].items()]
            assert sorted((code, str(low), str(high)) for code, _, low, high in lines) == sorted(wanted)


def test_nothing_to_divide_by_is_said_and_is_no_error(checked: dict[str, Checked]) -> None:
    _, figures = tables(checked["niets-o.ods"].sheets["Overzicht"])

    assert figures[0]["per gestarte koppeling, zonder uitloop"] == ["niet te bepalen"] * 2
    assert figures[0]["per koppelingsjaar"] == ["niet te bepalen"] * 2
    assert figures[0]["contante waarde"] == ["niet gevraagd"] * 2


def test_no_cell_of_any_file_shows_an_error(checked: dict[str, Checked]) -> None:
    shown = {value for found in checked.values() for rows in found.sheets.values() for row in rows for value in row if isinstance(value, str)}

    assert not [value for value in shown if value.startswith(("#", "Err:"))]


def test_the_check_reads_values_that_libreoffice_worked_out(checked: dict[str, Checked]) -> None:
    """A file that was not calculated anew would show the outcomes of the earlier question."""
    stale = as_written(write_ods(described(made_up_sheet(EARLIER))))
    before, _ = tables(stale["Overzicht"])
    after, _ = tables(checked["proef-allen-o.ods"].sheets["Overzicht"])

    assert after[0]["totaal"] != before[0]["totaal"]
