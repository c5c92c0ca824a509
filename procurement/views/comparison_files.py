"""The comparison as a file to take along: every line as CSV, and the whole as a living spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from procurement.exports.lines_csv import lines_csv
from procurement.exports.workbook import About, Workbook, describe_workbook, write_ods, write_xlsx
from procurement.pricing import MOST_COMPARED
from procurement.question import Question
from procurement.sheet import Sheet
from procurement.views.questions import Asked, answer, problem_response, read_question

# A file has rows for every year of every column: own offers beside the most that can be compared would make it too large to work with.
MOST_COLUMNS = MOST_COMPARED

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
def comparison_csv(request: HttpRequest) -> HttpResponse:
    """Every line of the calculation, one a row; 400 for a wrong question."""
    return _file(request, "csv", lambda asked, sheet: lines_csv(sheet))


@require_safe
def comparison_ods(request: HttpRequest) -> HttpResponse:
    """The spreadsheet as .ods; 400 for a wrong question."""
    return _file(request, "ods", lambda asked, sheet: write_ods(_workbook(request, asked, sheet)))


@require_safe
def comparison_xlsx(request: HttpRequest) -> HttpResponse:
    """The spreadsheet as .xlsx; 400 for a wrong question."""
    return _file(request, "xlsx", lambda asked, sheet: write_xlsx(_workbook(request, asked, sheet)))


def _file(request: HttpRequest, ending: str, write: Callable[[Asked, Sheet], bytes]) -> HttpResponse:
    asked = read_question(request)
    if asked.form.is_valid():
        number = len(asked.question.choice.tariffs)
        if number > MOST_COLUMNS:
            refused = f"Een bestand kan over hoogstens {MOST_COLUMNS} soorten aanbod gaan; dit zijn er {number}. Kies er minder."
            asked.form.add_error("aanbod", refused)
    if not asked.form.is_valid():
        return problem_response(asked.form)
    sheet = answer(asked)
    response = HttpResponse(write(asked, sheet), content_type=_TYPES[ending])
    response["Content-Disposition"] = f'attachment; filename="{file_name(sheet.question, asked.today)}.{ending}"'
    return response


def _workbook(request: HttpRequest, asked: Asked, sheet: Sheet) -> Workbook:
    question = sheet.question
    address = request.build_absolute_uri(f"{reverse('procurement:comparison')}?{question.query}")
    series = asked.catalogue.series(question.parameters["reeks"] or "")
    return describe_workbook(sheet, About(address, asked.reference_day, asked.today, settings.SOFTWARE_VERSION), series)


def file_name(question: Question, dated: date, what: str = "vergelijking") -> str:
    """What it is, the municipality and the day, as in the name of the report; without an ending."""
    place = slugify(question.municipality.name) if question.municipality else ""
    return f"{what}-{place}-{dated}" if place else f"{what}-{dated}"
