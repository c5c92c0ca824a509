"""Figures for a monitor in the form of Prometheus, behind a token. Nothing in them tells of a person, a municipality or an address.

With several processes PROMETHEUS_MULTIPROC_DIR names a folder that they share; config/gunicorn.py empties it of the dead.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable
from functools import cache
from hmac import compare_digest
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)

BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
Observer = Callable[[str, str, int, float], None]
# Figures that are asked for when the monitor comes by: name, what it says, and how to find it (None: not known now).
_asked: dict[str, tuple[str, Callable[[], float | None]]] = {}


def offer(name: str, says: str, find: Callable[[], float | None]) -> None:
    """For an app's ready(): a figure that is looked up when the monitor asks."""
    _asked[name] = (says, find)


@cache
def _library() -> dict[str, Any]:
    # Imported late: who has no monitor does not pay for it at every start.
    from prometheus_client import Counter, Histogram

    return {
        "requests": Counter("portal_requests", "Requests by route, method and class of status", ["route", "method", "status"]),
        "seconds": Histogram("portal_request_seconds", "How long requests took", ["route"], buckets=BUCKETS),
        "events": Counter("portal_events", "What happened, by kind and outcome (PDF made, refused, too long)", ["kind", "outcome"]),
    }


def observer() -> Observer:
    """What counts one request. The series of an address are looked up once: that halves what a request costs."""
    made = _library()
    counters: dict[tuple[str, str, int], Any] = {}
    clocks: dict[str, Any] = {}

    def observe(route: str, method: str, status: int, seconds: float) -> None:
        key = (route, method, status // 100)
        if key not in counters:
            counters[key] = made["requests"].labels(route, method, f"{status // 100}xx")
        if route not in clocks:
            clocks[route] = made["seconds"].labels(route)
        counters[key].inc()
        clocks[route].observe(seconds)

    return observe


def count(kind: str, outcome: str) -> None:
    """One more of something that happened, for example count("pdf", "made"). Costs nothing without a monitor."""
    if settings.METRICS_TOKEN:
        _library()["events"].labels(kind, outcome).inc()


class _Asked:
    """What is looked up when the monitor asks, as a collector of Prometheus."""

    def collect(self) -> Iterable[Any]:
        from prometheus_client.core import GaugeMetricFamily

        yield GaugeMetricFamily("portal_database_up", "1 when the database answers", value=float(_database_answers()))
        for name, (says, find) in sorted(_asked.items()):
            try:
                value = find()
            except Exception:  # one figure that cannot be found does not take the others with it
                logger.exception("A figure for the monitor could not be found")
                continue
            if value is not None:
                yield GaugeMetricFamily(name, says, value=value)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def is_allowed(request: HttpRequest) -> bool:
    """Whether the monitor's token came along."""
    kind, _, given = request.headers.get("Authorization", "").partition(" ")
    return kind.lower() == "bearer" and compare_digest(given.strip().encode(), settings.METRICS_TOKEN.encode())


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """All figures; without the setting, or without the right token, this address does not exist."""
    if not settings.METRICS_TOKEN or not is_allowed(request):
        raise Http404
    from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest, multiprocess

    registry = CollectorRegistry()
    registry.register(_Asked())
    body = generate_latest(registry)
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        together = CollectorRegistry()
        multiprocess.MultiProcessCollector(together)
        body += generate_latest(together)
    else:
        body += generate_latest(REGISTRY)
    return HttpResponse(body, content_type=CONTENT_TYPE_LATEST)
