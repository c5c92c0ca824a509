"""Single sign-on when the server of the municipality does not answer, or answers nonsense."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from requests import RequestException

from config.errors import error_response

log = logging.getLogger(__name__)

View = Callable[..., HttpResponse]


def guarded(view: View) -> View:
    """Instead of an error a page that says what to do."""

    @wraps(view)
    def wrapped(request: HttpRequest, provider_id: str) -> HttpResponse:
        try:
            return view(request, provider_id)
        except (RequestException, KeyError):
            log.exception("the server for single sign-on gave no usable answer")
            return error_response(request, 503, "Inloggen via uw gemeente lukt nu niet. Probeer het later, of log in met uw wachtwoord.")

    return wrapped
