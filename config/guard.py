"""The guard at the door: requests that no view can answer sensibly are refused before anything reads them, and no refusal is a blank page."""

import logging
from collections.abc import Callable, Iterator

from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from config.errors import TITLES, Refused, TooLarge, error_response

logger = logging.getLogger(__name__)

MAX_QUERY_LENGTH = 8000
MAX_PATH_LENGTH = 1000
MAX_COOKIES_LENGTH = 8000
# A PDF that is sent in to be checked may be 50 MB; its form asks for less and says so at the field.
MAX_BODY_BYTES = 52 * 1024 * 1024
KNOWN_METHODS = ["GET", "HEAD", "OPTIONS", "POST"]
# What a form of a browser sends. Whoever sends JSON or XML hopes for something that is not here.
FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}
# Their forms answer every parameter with a message at the field, also one with a NUL in it.
OWN_FORMS = {"procurement:overview", "procurement:comparison", "procurement:coverage", "procurement:advice"}


def is_clean(text: str) -> bool:
    """No NUL and no lone surrogate: the first breaks PostgreSQL, the second every encoder."""
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


class RequestGuard:
    """400 for unreadable characters and endless texts, 413 for endless bodies, 405 for odd methods; bare refusals get a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code in TITLES and not response.streaming and not response.content and request.method != "HEAD":
            page = error_response(request, response.status_code)
            response.content = page.content
            response["Content-Type"] = page["Content-Type"]
        return response

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        if request.method not in KNOWN_METHODS:
            return HttpResponseNotAllowed(KNOWN_METHODS)
        _check_sizes(request)
        for place, text in _texts(request):
            if not is_clean(text):
                raise Refused(f"Er staat een teken in {place} dat niet kan.")
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A number that does not fit in the database stands in no list: the address is wrong, not the portal. SQLite and PostgreSQL differ here."""
        if not isinstance(exception, (OverflowError, DataError)):
            return None
        logger.error("A value did not fit in the database", exc_info=exception)
        return error_response(request, 400)


def _check_sizes(request: HttpRequest) -> None:
    if len(request.path) > MAX_PATH_LENGTH:
        raise Refused("Het adres is te lang.")
    if len(request.META.get("QUERY_STRING", "")) > MAX_QUERY_LENGTH:
        raise Refused("De vraag in het adres is te lang.")
    if len(request.META.get("HTTP_COOKIE", "")) > MAX_COOKIES_LENGTH:
        raise Refused("Uw browser stuurt te veel cookies mee. Wis de cookies van dit portaal en probeer het nog eens.")
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not (length.isascii() and length.isdecimal()):
        raise Refused("Het is niet te lezen hoe groot de vraag is.")
    if len(length) > 12 or int(length) > MAX_BODY_BYTES:
        raise TooLarge(f"Verstuur hoogstens {MAX_BODY_BYTES // 1024 // 1024} MB.")
    if request.method == "POST" and int(length) and request.content_type not in FORMS:
        raise Refused("Het portaal leest alleen formulieren.")


def _texts(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """Every text of a request with, in Dutch, where it stands. The body is read by the form that wants it."""
    yield "het adres", request.path
    for name, value in request.META.items():
        if name.startswith("HTTP_") and name != "HTTP_COOKIE":
            yield "wat uw browser meestuurt", value
    for name, value in request.COOKIES.items():
        yield "een cookie", name
        yield "een cookie", value
    if request.resolver_match is not None and request.resolver_match.view_name in OWN_FORMS:
        return
    for name, values in request.GET.lists():
        yield "de naam van een parameter", name
        for value in values:
            yield (f"parameter '{name}'" if is_clean(name) else "een parameter"), value
