"""Sessions in the database when that cannot be written: reading goes on, and what had to be remembered gets 503 instead of "a wrong question"."""

from __future__ import annotations

import logging

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import DatabaseError
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from config.errors import database_is_away

logger = logging.getLogger(__name__)


class SessionStore(DatabaseSessions):
    """SESSION_ENGINE. Django takes every failure to save for a session that somebody else ended; a full disk is another thing."""

    def save(self, must_create: bool = False) -> None:
        try:
            super().save(must_create)
        except UpdateError as error:
            if error.__context__ is not None and database_is_away(error.__context__):
                # With its own cause, by which it is known as one of the driver.
                raise error.__context__ from error.__context__.__cause__
            raise


class Sessions(SessionMiddleware):
    """A page that was only read is shown, also when the session cannot be stored: at most a message is shown twice."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        try:
            return super().process_response(request, response)
        except DatabaseError as error:
            if not database_is_away(error) or request.method not in ("GET", "HEAD") or response.status_code != 200:
                raise
            logger.exception("The session could not be stored")
            return response
