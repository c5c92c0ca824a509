"""Takes a charset on which Django would break while it makes the request, outside every error page, out of the content type."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def readable(content_type: str, query: str = "") -> str:
    """The content type without a charset that texts cannot be read in, such as rot13, which changes texts but is no encoding of any.

    And without any charset when the query has more parameters than Django takes: with one it counts them before anybody can answer that
    there are too many. Which charset it was no longer matters, for the request is refused.
    """
    is_too_much = query.count("&") >= (settings.DATA_UPLOAD_MAX_NUMBER_FIELDS or 0)
    kept = [parameter for parameter in content_type.split(";") if not (_is_charset(parameter) and (is_too_much or _is_impossible(parameter)))]
    return ";".join(kept) if len(kept) <= content_type.count(";") else content_type


def _is_charset(parameter: str) -> bool:
    return parameter.partition("=")[0].strip().lower() == "charset"


def _is_impossible(parameter: str) -> bool:
    value = parameter.partition("=")[2]
    try:
        b"a=1\xff".decode(value.strip().strip("\"'"), "replace")
    except (LookupError, ValueError):
        return True
    return False


def readable_only(application: Application) -> Application:
    """The application, asked with content types that it can read."""

    def wrapped(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if "CONTENT_TYPE" in environ:
            environ["CONTENT_TYPE"] = readable(environ["CONTENT_TYPE"], environ.get("QUERY_STRING", ""))
        return application(environ, start_response)

    return wrapped
