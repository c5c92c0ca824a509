"""Counts what has a limit, for all processes and machines together, and refuses who is over it. Which limits there are stands in config/limits.py.

No address is kept: the key of a counter is a hash with a salt of the day. A database that cannot count does not close the door: whoever only
reads goes on reading when the disk is full, and what writes meets the full disk itself.
"""

from __future__ import annotations

import hmac
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse

from accounts.lockout import client_address
from accounts.middleware import is_signed_in
from config.errors import error_response
from config.limits import Limit, limit_of
from config.request_log import security_event

logger = logging.getLogger(__name__)

READING = frozenset({"GET", "HEAD", "OPTIONS"})
# Once in so many counts the counters of windows that are over are thrown away.
SWEEP_EVERY = 256
PATIENCE_MS = 2000

# One statement, so that two processes cannot both be the last that is let in.
_COUNT = (
    "INSERT INTO config_ratecount (key, count, ends_at) VALUES (%s, 1, %s)"
    " ON CONFLICT (key) DO UPDATE SET count = config_ratecount.count + 1 RETURNING count"
)


class RateLimits:
    """Middleware: 429 for who asks more often than the table allows, with the moment after which it works again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or not settings.LIMITS_ARE_KEPT:
            return None
        is_writing = request.method not in READING
        code = limit_of(match.view_name, is_writing, frozenset(request.GET), settings.LIMITS)
        if code is None:
            return None
        wait = seconds_to_wait(request, code, settings.LIMITS[code])
        return refused(request, settings.LIMITS[code], wait) if wait else None


def seconds_to_wait(request: HttpRequest, code: str, limit: Limit, now: float | None = None) -> int:
    """Counts this request; 0 when it may go on, otherwise how many seconds until the next window."""
    moment = time.time() if now is None else now
    window = int(moment // limit.seconds)
    ends_at = (window + 1) * limit.seconds
    signed_in = is_signed_in(request)
    who = f"person {request.user.pk}" if signed_in else f"address {network_of(client_address(request))}"
    count = _count(key_of(code, who, window * limit.seconds), ends_at, int(moment))
    if count <= (limit.person if signed_in else limit.address):
        return 0
    security_event(request, "limit", limit=code)
    return max(1, int(ends_at - moment))


def network_of(address: str) -> str:
    """An IPv6 visitor has a whole /64 to choose from; it counts as one."""
    found = ip_address(address)
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(IPv6Address(int(found) >> 64 << 64))
    return address


def key_of(code: str, who: str, starts_at: int) -> str:
    """The key of a counter. With the secret key and the day in it nobody can try all addresses on a copy of the database."""
    day = datetime.fromtimestamp(starts_at, UTC).date()
    salt = hmac.digest(settings.SECRET_KEY.encode(), f"rates of {day}".encode(), "sha256")
    return hmac.new(salt, f"{code} {starts_at} {who}".encode(), sha256).hexdigest()


def refused(request: HttpRequest, limit: Limit, wait: int) -> HttpResponse:
    """The page, or the problem+json of a file."""
    minutes = -(-wait // 60)
    when = "1 minuut" if minutes == 1 else f"{minutes} minuten"
    detail = f"U kunt even niet {limit.what}: dat is vanaf uw plek te vaak achter elkaar gevraagd. Over {when} kan het weer. Lezen kan gewoon."
    response = error_response(request, 429, detail)
    response["Retry-After"] = str(wait)
    return response


def _count(key: str, ends_at: int, now: int) -> int:
    """How often this key was counted, this time included; 0 when the database cannot count."""
    try:
        # Within a transaction of somebody else (a test) a failure must not spoil it.
        with _without_patience(), transaction.atomic(savepoint=connection.in_atomic_block), connection.cursor() as cursor:
            cursor.execute(_COUNT, [key, ends_at])
            (count,) = cursor.fetchone()
            if int(key[:4], 16) % SWEEP_EVERY == 0 and count == 1:
                cursor.execute("DELETE FROM config_ratecount WHERE ends_at < %s", [now])
    except DatabaseError:
        logger.exception("The database could not count a request")
        return 0
    return int(count)


@contextmanager
def _without_patience() -> Iterator[None]:
    """On SQLite all writers stand in one line. What a visitor wants to store may wait in it for long; the count before it may not double that."""
    own = connection.connection if connection.vendor == "sqlite" else None
    if own is None:
        yield
        return
    # Not through a cursor of Django: it is no statement of the request.
    own.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
    try:
        yield
    finally:
        own.execute(f"PRAGMA busy_timeout = {1000 * int(connection.settings_dict['OPTIONS'].get('timeout', 5))}")
