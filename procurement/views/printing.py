"""What a visitor gets while a PDF is being made, and when there is none: a page for a browser, problem+json for another program."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from config.errors import error_response
from procurement.exports.pdf import PATIENCE, PdfBusyError, PdfPendingError, PdfProblemError, PdfUnavailableError

PATIENCE_OF_A_BROWSER = 2.5  # seconds; then it gets a page that asks again
LOOK_AGAIN = 4  # seconds between two looks of that page
TRY_LATER = 30  # seconds

BUSY = "Er worden nu veel rapporten gemaakt. Probeer het over een halve minuut nog eens."
FAILED = "Het maken van dit rapport duurde te lang of is gestopt. Probeer het nog eens, of kies de korte vorm, minder onderdelen of minder aanbod."
UNAVAILABLE = "Op deze server ontbreekt iets dat nodig is om een PDF te maken. Het rapport staat wel op het scherm."


def is_browser(request: HttpRequest) -> bool:
    """Whether a person waits, who can read a page. Other programs want the file, or to hear that there is none."""
    return "text/html" in request.headers.get("Accept", "")


def waiting(request: HttpRequest) -> dict[str, float | bool]:
    """How long `report_pdf` may wait for this visitor, and whether the visitor asks again by itself."""
    comes_back = is_browser(request)
    return {"patience": PATIENCE_OF_A_BROWSER if comes_back else PATIENCE, "comes_back": comes_back}


def not_made(request: HttpRequest, problem: PdfProblemError, back: str) -> HttpResponse:
    """The answer instead of the PDF; `back` is where the report stands on screen.

    202 for a browser while it is being made, otherwise 503 with when to try again.
    """
    if isinstance(problem, PdfPendingError):
        response = render(request, "procurement/pdf_waiting.html", {"place": problem.place, "back": back}, status=202)
        # A header, not an element of the page: who reads the page slowly can stop the browser, and it needs no script.
        response["Refresh"] = str(LOOK_AGAIN)
    elif is_browser(request) or isinstance(problem, PdfUnavailableError):
        response = _page(request, problem, back)
    else:
        response = error_response(request, 503, BUSY if isinstance(problem, PdfBusyError) else FAILED)
    if response.status_code == 503:
        response["Retry-After"] = str(TRY_LATER)
    add_never_cache_headers(response)
    return response


def _page(request: HttpRequest, problem: PdfProblemError, back: str) -> HttpResponse:
    if isinstance(problem, PdfUnavailableError):
        return render(request, "procurement/advice_unavailable.html", {"reason": str(problem), "back": back}, status=503)
    is_busy = isinstance(problem, PdfBusyError)
    context = {
        "title": "Er worden nu veel rapporten gemaakt" if is_busy else "De PDF is niet gelukt",
        "detail": BUSY if is_busy else FAILED,
        "back": back,
    }
    return render(request, "procurement/pdf_not_made.html", context, status=503)
