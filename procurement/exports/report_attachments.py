"""The files that travel inside the PDF of the report: the data that it is made of."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from procurement.exports.comparison_json import comparison_data
from procurement.exports.coverage_json import coverage_answer
from procurement.exports.lines_csv import lines_csv
from procurement.exports.pdf import Attached
from procurement.sheet import Sheet

ATTACHED = (
    ("vergelijking.json", "De vergelijking als gegevens, zoals /vergelijken.json"),
    ("dekking.json", "Dekking en mix als gegevens, zoals /dekking.json"),
    ("berekening.csv", "Alle regels van de berekening"),
)


def attachments_of(sheet: Sheet, reference_day: date) -> tuple[Attached, ...]:
    """The answers of /vergelijken.json and /dekking.json to the same question, byte for byte, and every line of the calculation."""
    comparison, coverage = (_as_file(find(sheet, reference_day)) for find in (comparison_data, coverage_answer))
    contents = (comparison, coverage, lines_csv(sheet))
    return tuple(Attached(name, content, description) for (name, description), content in zip(ATTACHED, contents, strict=True))


def _as_file(answer: dict[str, Any]) -> bytes:
    return json.dumps(answer, ensure_ascii=False, indent=1).encode()
