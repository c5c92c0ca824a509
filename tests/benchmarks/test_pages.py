"""How long whole pages take, beside a view that says hello behind the same middleware, and how many queries each takes."""

from __future__ import annotations

import resource
import sys
from itertools import count

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from procurement.models import ReportPublication
from tests.benchmarks.ratio import compare, fetch, hello_world, record
from tests.procurement.frozen import make_report

SIX = "&".join(f"aanbod={name}" for name in ("buurtgezinnen", "meeleefgezin", "steunouder", "samen-oplopen", "gezin-in-de-buurt", "home-start"))
FORTY_KILOBYTES = b"%PDF-1.7 proef\n" + b"0123456789abcdef" * 2_560 + b"\n%%EOF\n"
PAGES = {
    "overview": "/",
    "comparison": f"/vergelijken/?jaren=10&{SIX}",
    "coverage": "/dekking/",
    "advice": f"/advies/?{SIX}",
    "scenarios": "/scenarios/?naam=A&naast=naam%3DB",
    "offering": "/aanbod/buurtgezinnen/",
    "sources": "/bronnen/",
}


@pytest.mark.django_db
def test_comparison() -> None:
    """Every time another hourly cost, so that no answer can be one that was kept."""
    cents = count(7_000)

    def subject() -> bytes:
        return fetch(f"/vergelijken/?jaren=10&uurkosten={next(cents) / 100:.2f}&{SIX}")

    compare(
        what="comparison of 6 offerings x 10 years, all lines and explanations, another question each time",
        subject=subject,
        yardstick=hello_world,
        yardstick_name="hello-world",
        reach="<= 60",
    )


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name in PAGES if name not in ("overview", "comparison")])
def test_other_pages(name: str) -> None:
    address = PAGES[name]
    size = len(fetch(address)) / 1000
    compare(
        what=f"page {name}, {size:.0f} kB", subject=lambda: fetch(address), yardstick=hello_world, yardstick_name="hello-world", reach="no target"
    )


@pytest.mark.django_db
def test_frozen_report() -> None:
    report = make_report(pdf=FORTY_KILOBYTES)
    ReportPublication.objects.create(report=report, visible=ReportPublication.Visible.PDF, version=1)
    address = f"/rapporten/{report.key}/rapport.pdf"
    assert fetch(address) == FORTY_KILOBYTES
    compare(what="frozen PDF downloaded again", subject=lambda: fetch(address), yardstick=hello_world, yardstick_name="hello-world", reach="<= 1.6")
    compare(
        what="frozen PDF downloaded again, unchanged (304)",
        subject=lambda: fetch(address, status=304, HTTP_IF_NONE_MATCH=f'"{report.sha256}"'),
        yardstick=hello_world,
        yardstick_name="hello-world",
        reach="<= 1.6",
    )


@pytest.mark.django_db
def test_queries() -> None:
    """After the first visit. The number says nothing of how long they take; that it does not grow with the catalogue is tested elsewhere."""
    found = {}
    for name, address in PAGES.items():
        fetch(address)
        with CaptureQueriesContext(connection) as asked:
            fetch(address)
        found[name] = len(asked)
    figure = ", ".join(f"{name} {number}" for name, number in found.items())
    record(what="any page: queries", figure=figure, reach="a fixed number; 4 on the overview", met=max(found.values()) <= 4)


@pytest.mark.django_db
def test_memory() -> None:
    """Of this process, which also holds the tests: it may not grow with the number of pages."""
    cents = count(7_000)

    def visit(times: int) -> float:
        for _ in range(times):
            for address in PAGES.values():
                fetch(f"{address}{'&' if '?' in address else '?'}uurkosten={next(cents) / 100:.2f}" if "vergelijken" in address else address)
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 if sys.platform == "darwin" else 1024)

    before, after = visit(10), visit(30)
    record(
        what="memory of a process, most, after 10 and after 40 rounds of seven pages",
        figure=f"{before:.0f} MB, {after:.0f} MB",
        reach="flat",
        met=after < before * 1.05,
    )
