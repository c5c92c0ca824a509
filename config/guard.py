"""The guard at the door: requests that no view can answer sensibly are refused before anything reads them, and no refusal is a blank page."""

from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from config.errors import TITLES, Refused, error_response

MAX_QUERY_LENGTH = 8000
KNOWN_METHODS = ["GET", "HEAD", "OPTIONS", "POST"]
# Their forms answer every parameter with a message at the field, also one with a NUL in it.
OWN_FORMS = {"procurement:overview", "procurement:comparison", "procurement:coverage", "procurement:advice"}


def is_clean(text: str) -> bool:
    """No NUL and no lone surrogate: the first breaks PostgreSQL, the second every encoder."""
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


class RequestGuard:
    """400 for unreadable characters in path, query or cookies and for endless queries, 405 for odd methods; bare refusals get a page."""

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
        if len(request.META.get("QUERY_STRING", "")) > MAX_QUERY_LENGTH:
            raise Refused("De vraag in het adres is te lang.")
        for place, text in _texts(request):
            if not is_clean(text):
                raise Refused(f"Er staat een teken in {place} dat niet kan.")
        return None


def _texts(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """Every text of a request with, in Dutch, where it stands. The body is read by the form that wants it."""
    yield "het adres", request.path
    for name, value in request.COOKIES.items():
        yield "een cookie", name
        yield "een cookie", value
    if request.resolver_match is not None and request.resolver_match.view_name in OWN_FORMS:
        return
    for name, values in request.GET.lists():
        yield "de naam van een parameter", name
        for value in values:
            yield (f"parameter '{name}'" if is_clean(name) else "een parameter"), value
