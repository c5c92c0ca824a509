"""What a visitor gets when something is wrong: a Dutch page in the portal's look, or problem+json for files. Works without a database."""

import logging
import sys
from collections.abc import Sequence
from html import escape
from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string
from django.urls import resolve

from config import request_id
from config.request_log import security_event

logger = logging.getLogger(__name__)


class Refused(BadRequest):
    """A request that the portal refuses; its text is meant for the visitor."""


class TooLarge(Refused):
    """A request with more in it than the portal takes."""


FILES = {".json", ".csv", ".xlsx", ".ods", ".odt", ".pdf"}
TITLES = {
    400: "Deze vraag kan het portaal niet lezen",
    403: "U mag deze pagina niet zien",
    404: "Deze pagina bestaat niet",
    405: "Dit kan hier niet",
    410: "Deze pagina is er niet meer",
    413: "Dit is te groot om te versturen",
    429: "Te veel vragen achter elkaar",
    500: "Er ging iets mis in het portaal",
    503: "Het portaal is even niet bereikbaar",
}
# What Django itself refuses, in words that help.
REASONS: dict[type[Exception], str] = {
    TooManyFieldsSent: f"Er staan te veel gegevens in deze vraag: hoogstens {settings.DATA_UPLOAD_MAX_NUMBER_FIELDS} mogen het er zijn.",
    TooManyFilesSent: "Er zijn te veel bestanden meegestuurd.",
    MultiPartParserError: "Het formulier is onderweg beschadigd geraakt. Verstuur het nog eens.",
}

# The attribute of a view that answers itself to a form with a wrong key, so that a long text is not lost.
GIVE_BACK = "give_back_typed"

NOT_TYPED = {"csrfmiddlewaretoken", "versie", "actie"}
# Also for a full disk. When the database went away while it was storing, a form that is sent again says that it is there already.
NOT_SAVED = "Het portaal kon niets bewaren. Probeer het over een minuut nog eens."

# For when even the templates do not work: nothing but text and the address of the style.
LAST_RESORT = """<!DOCTYPE html>
<html lang="nl">
  <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{title} | Steunkeuze</title></head>
  <body><main><h1>{title}</h1><p>{detail}</p><p><a href="/">Naar het totaaloverzicht</a></p></main></body>
</html>
"""


def error_response(request: HttpRequest, status: int, detail: str = "", typed: Sequence[tuple[str, str]] = ()) -> HttpResponse:
    """The answer for an HTTP status that has a title: a page, or problem+json where the address is that of a file.

    The page is rendered without the request, so that no context processor, session or database is needed. `typed` is given back, to copy.
    """
    # Who reports that something broke can name the line in the log.
    number = request_id.current() if status >= 500 else ""
    if PurePosixPath(request.path).suffix.lower() in FILES:
        problem = {"type": "about:blank", "title": TITLES[status], "status": status, "detail": detail}
        if number:
            problem["instance"] = f"urn:request:{number}"
        response: HttpResponse = JsonResponse(problem, status=status, content_type="application/problem+json")
    else:
        response = HttpResponse(_page(status, detail, number, typed), status=status)
    if status in {429, 503}:
        response["Retry-After"] = "60"
    return response


def _page(status: int, detail: str, number: str, typed: Sequence[tuple[str, str]]) -> str:
    try:
        return render_to_string(f"{status}.html", {"title": TITLES[status], "detail": detail, "number": number, "typed": typed})
    except Exception:  # whatever is wrong with the templates: a page there must be
        logger.exception("The page for an error could not be made")
        said = f"{detail} Meld dit nummer: {number}" if number else detail
        return LAST_RESORT.format(title=escape(TITLES[status]), detail=escape(said.strip()))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 for what is too large."""
    # Only the guard's own words are meant for visitors; those of other exceptions name internals.
    said = str(exception) if isinstance(exception, Refused) else REASONS.get(type(exception), "")
    security_event(request, "malformed")
    return error_response(request, 413 if isinstance(exception, (RequestDataTooBig, TooLarge)) else 400, said)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    security_event(request, "denied")
    return error_response(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    security_event(request, "csrf")
    # Who signed in again in another tab has a form here with a key that is too old.
    if give_back := getattr(request.resolver_match and request.resolver_match.func, GIVE_BACK, None):
        response: HttpResponse = give_back(request)
        return response
    return error_response(request, 403, "Het formulier is te oud of uw browser bewaart geen cookies. Laad de pagina opnieuw en probeer het nog eens.")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_response(request, 404)


def database_is_away(error: BaseException | None) -> bool:
    """Whether it was the database that did not answer, or stopped halfway. The driver calls a connection that is cut off in the middle of an
    answer a bare DatabaseError; Django raises those as well, but without the driver as their cause.
    """
    return isinstance(error, (OperationalError, InterfaceError)) or (type(error) is DatabaseError and error.__cause__ is not None)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 when it was the database that did not answer: then trying again later helps."""
    is_away = database_is_away(sys.exc_info()[1])
    if is_away and request.method == "POST":
        return error_response(request, 503, NOT_SAVED, _typed(request))
    return error_response(request, 503 if is_away else 500)


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed in a form whose view says that it may be long; never a password. Nothing when the request itself cannot be read."""
    try:
        view = (request.resolver_match or resolve(request.path_info)).func
        if not hasattr(view, GIVE_BACK):
            return []
        return [(name.capitalize(), "\n".join(map(str, values))) for name, values in request.POST.lists() if name not in NOT_TYPED]
    except Exception:  # a page there must be
        logger.exception("What was typed could not be given back")
        return []


def too_many_requests(request: HttpRequest) -> HttpResponse:
    security_event(request, "limit")
    return error_response(request, 429, "Wacht een paar minuten en probeer het dan nog eens.")
