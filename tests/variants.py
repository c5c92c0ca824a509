"""A pytest plugin for `make variants`: the suite at another moment (CLOCK_AT, a time in Amsterdam) or in reverse order (BACKWARDS=1).

Load it with `-p tests.variants`: it is then read before Django, whose models keep hold of `timezone.now` from their import on.
"""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

# They compare the clock with the times of files, which the disk gives.
BY_THE_DISK = {"test_pdf_process.py"}

_real = time.time


def moment_of(text: str) -> datetime:
    """The moment of a time in Amsterdam; `fold` 0, so of the hour that comes twice the first."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Amsterdam"))


def set_clock(text: str) -> None:
    """From now on it is this moment and later: the clock runs on from there. Of what is asked in Python; a database keeps its own."""
    ahead = moment_of(text).timestamp() - _real()

    def now() -> datetime:
        return datetime.now(tz=UTC) + timedelta(seconds=ahead)

    timezone.now = now
    time.time = lambda: _real() + ahead


if "CLOCK_AT" in os.environ:
    set_clock(os.environ["CLOCK_AT"])


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if "CLOCK_AT" in os.environ:
        items[:] = [item for item in items if item.path.name not in BY_THE_DISK]
    if os.environ.get("BACKWARDS"):
        items.reverse()
