"""What a visitor gets when something is wrong: a Dutch page in the portal's look, or problem+json for files. Works without a database."""

import sys
from pathlib import PurePosixPath

from django.core.exceptions import BadRequest
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string


class Refused(BadRequest):
    """A request that the portal refuses; its text is meant for the visitor."""


FILES = {".json", ".csv", ".xlsx", ".ods", ".odt", ".pdf"}
TITLES = {
    400: "Deze vraag kan het portaal niet lezen",
    403: "U mag deze pagina niet zien",
    404: "Deze pagina bestaat niet",
    405: "Dit kan hier niet",
    410: "Deze pagina is er niet meer",
    429: "Te veel vragen achter elkaar",
    500: "Er ging iets mis in het portaal",
    503: "Het portaal is even niet bereikbaar",
}

# The attribute of a view that answers itself to a form with a wrong key, so that a long text is not lost.
GIVE_BACK = "give_back_typed"


def error_response(request: HttpRequest, status: int, detail: str = "") -> HttpResponse:
    """The answer for an HTTP status that has a title: a page, or problem+json where the address is that of a file.

    The page is rendered without the request, so that no context processor, session or database is needed.
    """
    if PurePosixPath(request.path).suffix.lower() in FILES:
        problem = {"type": "about:blank", "title": TITLES[status], "status": status, "detail": detail}
        response: HttpResponse = JsonResponse(problem, status=status, content_type="application/problem+json")
    else:
        response = HttpResponse(render_to_string(f"{status}.html", {"title": TITLES[status], "detail": detail}), status=status)
    if status == 503:
        response["Retry-After"] = "60"
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    # Only the guard's own words are meant for visitors; those of other exceptions name internals.
    return error_response(request, 400, str(exception) if isinstance(exception, Refused) else "")


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_response(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    # Who signed in again in another tab has a form here with a key that is too old.
    if give_back := getattr(request.resolver_match and request.resolver_match.func, GIVE_BACK, None):
        response: HttpResponse = give_back(request)
        return response
    return error_response(request, 403, "Het formulier is te oud of uw browser bewaart geen cookies. Laad de pagina opnieuw en probeer het nog eens.")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_response(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 when it was the database that did not answer: then trying again later helps."""
    is_away = isinstance(sys.exc_info()[1], (OperationalError, InterfaceError))
    return error_response(request, 503 if is_away else 500)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    return error_response(request, 429, "Wacht een paar minuten en probeer het dan nog eens.")
