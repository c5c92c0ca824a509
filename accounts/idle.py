"""A session that nobody has used for two hours ends; what was typed waits for the next sign-in, like after every lost session."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from accounts.middleware import is_signed_in

SEEN_KEY = "seen_at"
NOTED_EVERY = 5 * 60  # seconds: so often a request writes when the session was last used
ENDED = "U bent uitgelogd, omdat u lang niets hebt gedaan in het portaal."


class EndIdleSessions:
    """Middleware, before anything that asks who somebody is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_signed_in(request):
            now, seen = time.time(), request.session.get(SEEN_KEY)
            if isinstance(seen, (int, float)) and now - seen > settings.SESSION_IDLE_SECONDS:
                logout(request)
                messages.info(request, ENDED)
            elif seen is None or now - seen > NOTED_EVERY:
                request.session[SEEN_KEY] = int(now)
        return self.get_response(request)
