"""Hostile and odd requests to every address as every role: never a server error, never a blank or English page, never what is another's.

Bounded here; `make fuzz` sends FUZZ_REQUESTS (100,000) within FUZZ_SECONDS. A failure names its seed and number;
FUZZ_SEED=1 FUZZ_ONLY=123 sends that request again.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator

import pytest
from django.db import connection

from procurement.exports import report_files
from tests.fuzz.places import places
from tests.fuzz.sending import Sender, Told, fuzz
from tests.procurement.world import World, make_world

SEED = int(os.environ.get("FUZZ_SEED", "20261122"))
IS_LONG = "FUZZ_REQUESTS" in os.environ
BOUND = 15 if connection.vendor == "sqlite" else 10  # seconds, as long as the others wait for it


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Thousands of refusals with their tracebacks would be kept and shown with a failure."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch) -> World:
    # A PDF takes seconds; what goes into it is fuzzed, not how it is drawn.
    monkeypatch.setattr(report_files, "render_pdf", lambda **_: b"%PDF-1.7")
    return make_world()


def test_no_request_breaks_the_portal(world: World) -> None:
    only = os.environ.get("FUZZ_ONLY")
    numbers = [int(only)] if only else range(int(os.environ.get("FUZZ_FROM", "0")), int(os.environ.get("FUZZ_REQUESTS", "4000")))
    seconds = float(os.environ.get("FUZZ_SECONDS", "3600" if IS_LONG else BOUND))

    told = fuzz(Sender(world, SEED, validated=0 if IS_LONG else 25), numbers, seconds)

    if IS_LONG:
        report(told)
    assert not told.faults, f"seed {SEED}, {told.sent} requests:\n" + "\n".join(told.faults)
    assert only or told.sent > 100, "this machine is too busy to say anything"


def report(told: Told) -> None:
    """The counts, for people."""
    print(f"\n{told.sent} requests on {connection.vendor}, seed {SEED}: {len(told.faults)} faults")  # noqa: T201 - make fuzz shows it
    print("per status:", dict(sorted(told.by_status.items())))  # noqa: T201 - as above
    print(f"slowest: {told.slowest[0]:.2f} s  {told.slowest[1][:200]}")  # noqa: T201 - as above
    print(f"most queries: {told.most_queries[0]}  {told.most_queries[1][:200]}")  # noqa: T201 - as above
    names = sorted({name for name, _ in told.by_place})
    for name in names:
        print(f"  {name}: " + ", ".join(f"{status}: {told.by_place[name, status]}" for status in sorted(s for n, s in told.by_place if n == name)))  # noqa: T201 - what a long run is for


def test_every_address_is_asked(world: World) -> None:
    """The walk of the URLconf is that of the table of permissions, which fails for an address without a row; and each has parameters."""
    found = places(world)

    assert {place.name for place in found} >= {"procurement:comparison", "account_login", "admin:voorzieningen_offering_changelist"}
    assert all(place.names for place in found if place.name != "static")
    assert {"koppelingen", "zoek", "email", "logo", "vast_1", "mix_sos", "versie", "rij_gezinnen"} <= set(found[0].names)
