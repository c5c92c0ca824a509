"""One line in the log for every request, its number in the reply, and the figures for the monitor. No address, no person, no path: only the route."""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import perf_counter
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse

from config import metrics, request_id

SLOW_MS = 1000
logger = logging.getLogger("portal.request")
security = logging.getLogger("portal.security")


def route_of(request: HttpRequest) -> str:
    """The name of the address; the path itself may hold keys and tokens."""
    match = request.resolver_match
    if match is not None:
        return match.view_name or "-"
    return "static" if request.path_info.startswith(settings.STATIC_URL) else "-"


def security_event(request: HttpRequest, event: str, **fields: Any) -> None:
    """A line about somebody who was refused: denied, csrf, lockout, limit or malformed."""
    security.warning("refused", extra={"event": event, "route": route_of(request), "method": method_of(request), **fields})


def method_of(request: HttpRequest) -> str:
    """One of a few words: a visitor can send any."""
    return request.method if request.method in {"GET", "HEAD", "POST", "OPTIONS"} else "other"


class Queries:
    """How many statements a request sent to the database."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.number += 1
        return execute(sql, params, many, context)


class RequestLog:
    """Middleware, the outermost: what everything below it took, and how it ended."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.observe = metrics.observer() if settings.METRICS_TOKEN else None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = request_id.begin(request.META.get("HTTP_X_REQUEST_ID", ""), settings.TRUSTED_PROXY_COUNT > 0)
        began, queries = perf_counter(), Queries()
        with connection.execute_wrapper(queries):
            response = self.get_response(request)
        seconds = perf_counter() - began
        response["X-Request-ID"] = number
        self._write(request, response, seconds, queries.number)
        return response

    def _write(self, request: HttpRequest, response: HttpResponse, seconds: float, queries: int) -> None:
        route, method, status = route_of(request), method_of(request), response.status_code
        if self.observe is not None:
            self.observe(route, method, status, seconds)
        milliseconds = round(seconds * 1000, 1)
        is_slow = milliseconds > SLOW_MS
        level = logging.WARNING if is_slow else logging.INFO
        if not logger.isEnabledFor(level):
            return
        size = None if response.streaming else len(response.content)
        fields = {"method": method, "route": route, "status": status, "ms": milliseconds, "bytes": size, "queries": queries}
        logger.log(level, "slow request" if is_slow else "request", extra=fields | ({"slow": True} if is_slow else {}))
