"""How a benchmark measures: the subject and its yardstick in turn, in one process, and only the ratio counts; the rows go to conftest.py.

A row lands at its target when `what` begins as that target does in targets.py (capitals do not matter); any other row stands below the table.
"""

from __future__ import annotations

import gc
import io
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from statistics import median
from time import perf_counter
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_started
from django.db import close_old_connections

HELLO = "/hallo-wereld/"
SHORTEST = 0.01  # seconds; what takes less is done more than once for one measurement
MOST_TIMES = 30
ENVIRON = {
    "REQUEST_METHOD": "GET",
    "SCRIPT_NAME": "",
    "SERVER_NAME": "testserver",
    "SERVER_PORT": "80",
    "SERVER_PROTOCOL": "HTTP/1.1",
    "REMOTE_ADDR": "127.0.0.1",
    "wsgi.version": (1, 0),
    "wsgi.url_scheme": "http",
    "wsgi.errors": sys.stderr,
    "wsgi.multithread": True,
    "wsgi.multiprocess": True,
    "wsgi.run_once": False,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `met` is None when there is nothing to reach."""

    what: str
    yardstick: str
    figure: str
    reach: str
    met: bool | None


rows: list[Row] = []


def compare(
    *, what: str, subject: Callable[[], Any], yardstick: Callable[[], Any], yardstick_name: str, reach: str, rounds: int = 9, met: bool | None = None
) -> float:
    """The median of subject / yardstick over the rounds, which are run in turn after both were warmed up; prints it and keeps the row.

    Whether "<= 60" or ">= 40" is met is read from `reach`; ">=" says how many times faster the subject must be. For other words give `met`.
    """
    times = [_times(subject), _times(yardstick)]
    pairs = [(_seconds(subject, times[0]), _seconds(yardstick, times[1])) for _ in range(max(rounds, 9))]
    ratio = median(mine / other for mine, other in pairs)
    mine, other = (median(column) for column in zip(*pairs, strict=True))
    faster = reach.lstrip().startswith(">=")
    shown = f"{_number(1 / ratio)} times faster" if faster else _number(ratio)
    figure = f"{_milliseconds(mine)} / {_milliseconds(other)} = {shown}"
    sys.stdout.write(f"\n{what}: {figure} (reach: {reach})")
    rows.append(Row(what, yardstick_name, figure, reach, is_met(reach, 1 / ratio if faster else ratio) if met is None else met))
    return ratio


def record(*, what: str, figure: str, reach: str, met: bool | None) -> None:
    """A row without a yardstick."""
    sys.stdout.write(f"\n{what}: {figure} (reach: {reach})")
    rows.append(Row(what, "–", figure, reach, met))


def is_met(reach: str, figure: float) -> bool | None:
    """Whether a figure reaches "<= 60" or ">= 40 times faster"; None of a target in other words."""
    found = re.match(r"\s*(<=|>=)\s*(\d+(?:\.\d+)?)", reach)
    if found is None:
        return None
    return figure <= float(found[2]) if found[1] == "<=" else figure >= float(found[2])


def hello_world() -> bytes:
    """One request to a view that says hello, behind the same middleware as every page: `yardstick=hello_world`."""
    return fetch(HELLO)


def fetch(address: str, *, status: int = 200, **environ: Any) -> bytes:
    """One GET of an address of this portal through the WSGI door, body and all; `environ` may bring HTTP_COOKIE and the like."""
    path, _, query = address.partition("?")
    asked = {**ENVIRON, "PATH_INFO": path, "QUERY_STRING": query, "wsgi.input": io.BytesIO(), **environ}
    started: list[str] = []
    with _kept_connection():
        response = _door()(asked, lambda line, headers, *_: started.append(line))
        body = b"".join(response)
        response.close()
    assert started[0].startswith(f"{status} "), f"{address}: {started[0]}"
    return body


@cache
def _door() -> WSGIHandler:
    return WSGIHandler()


@contextmanager
def _kept_connection() -> Iterator[None]:
    """As Django's own test client: the connection belongs to the test, not to the request."""
    request_started.disconnect(close_old_connections)
    try:
        yield
    finally:
        request_started.connect(close_old_connections)


def _times(work: Callable[[], Any]) -> int:
    """Warms up, and says how often to do it so that one measurement is long enough to measure."""
    work()
    once = min(_seconds(work, 1) for _ in range(2))
    return max(1, min(MOST_TIMES, round(SHORTEST / once))) if once else MOST_TIMES


def _seconds(work: Callable[[], Any], times: int) -> float:
    gc.collect()  # the rubbish of the other one is not counted here; the own one is
    start = perf_counter()
    for _ in range(times):
        work()
    return (perf_counter() - start) / times


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.3g} ms" if seconds < 1 else f"{seconds * 1000:.0f} ms"


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"
