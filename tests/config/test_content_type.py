"""A charset that is none for text does not reach Django, which would break on it outside every error page."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import TooManyFieldsSent
from django.core.handlers.wsgi import WSGIRequest

from config.content_type import readable, readable_only


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("", ""),
        ("application/json", "application/json"),
        ("text/plain; charset=utf-8", "text/plain; charset=utf-8"),
        ('text/plain; CHARSET="latin-1"', 'text/plain; CHARSET="latin-1"'),
        ("multipart/form-data; charset=rot13; boundary=x", "multipart/form-data; boundary=x"),
        ("text/plain;charset=hex", "text/plain"),
        ("text/plain; charset=nobody-knows", "text/plain"),
        ("text/plain; charset=", "text/plain"),
        ("text/plain; charset=\0", "text/plain"),
    ],
)
def test_only_an_impossible_charset_goes(sent: str, read: str) -> None:
    assert readable(sent) == read


def test_the_portal_is_asked_with_what_it_can_read() -> None:
    asked: list[WSGIRequest] = []

    def application(environ: dict[str, Any], _: object) -> list[bytes]:
        asked.append(WSGIRequest(environ))
        return []

    environ = {"REQUEST_METHOD": "GET", "CONTENT_TYPE": "text/plain; charset=rot13", "QUERY_STRING": "zoek=x", "wsgi.input": BytesIO()}
    with pytest.raises(LookupError):
        application(dict(environ), None)
    readable_only(application)(environ, None)

    assert asked[0].GET["zoek"] == "x"


def test_too_many_parameters_are_counted_where_a_page_can_say_so_whatever_the_charset() -> None:
    """With a charset Django reads the query while it makes the request, where no page answers yet."""
    asked: list[WSGIRequest] = []

    def application(environ: dict[str, Any], _: object) -> list[bytes]:
        asked.append(WSGIRequest(environ))
        return []

    form = "application/x-www-form-urlencoded; charset=latin-1"
    environ = {"REQUEST_METHOD": "GET", "CONTENT_TYPE": form, "QUERY_STRING": "a=1&" * 2000, "wsgi.input": BytesIO()}
    with pytest.raises(TooManyFieldsSent):
        application(dict(environ), None)
    readable_only(application)(environ, None)

    with pytest.raises(TooManyFieldsSent):
        asked[0].GET  # noqa: B018 - read here, by a view
