"""How long PDFs take beside Chromium printing the same, warm and cold, per page of a longer one, and whether memory stays bounded."""

from __future__ import annotations

import base64
import io
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pypdf
import pytest
from django.test import Client
from playwright.sync_api import sync_playwright

from procurement.exports import pdf as door
from procurement.exports.rendering.folder import private_folder
from procurement.exports.rendering.job import Job
from procurement.exports.rendering.process import MOST_JOBS, Printer, Setup
from tests.benchmarks.ratio import compare, record
from tests.validation import assert_valid_pdf

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update"]
BARS = "".join(
    f'<rect x="30" y="{20 * n + 5}" width="{40 + 35 * n}" height="12" fill="#17506b"/><text x="2" y="{20 * n + 15}">{n}</text>' for n in range(6)
)
CHART = f'<svg viewBox="0 0 300 130" width="500"><title>Balken</title>{BARS}</svg>'
WORDS = "De gemeente vergelijkt het aanbod en legt uit waar elk bedrag vandaan komt. " * 7


def table(rows: int) -> str:
    head = "".join(f'<th scope="col">Jaar {n}</th>' for n in range(1, 6))
    lines = "".join(
        f'<tr><th scope="row">Aanbod {row}</th>' + "".join(f'<td class="numeric">€ {row}.{n}00,00</td>' for n in range(1, 6)) + "</tr>"
        for row in range(rows)
    )
    return f'<table><caption>Kosten per jaar</caption><thead><tr><th scope="col">Naam</th>{head}</tr></thead><tbody>{lines}</tbody></table>'


def document(sections: int) -> str:
    """A report of as many sections, each with a table, words and, for two in five, a chart: five make six pages."""
    parts = "".join(
        f"<section class='report-part'><h2>Deel {n}</h2><p>{WORDS}</p>{table(40)}<p>{WORDS}</p>{CHART if n % 5 < 2 else ''}<p>{WORDS}</p></section>"
        for n in range(sections)
    )
    return f'<html lang="nl"><body><h1>Rapport</h1>{parts}</body></html>'


def job(html: str) -> Job:
    return Job(html=html, title="Proef", author="Proef", base_url="https://portaal.example.nl/", dated=date(2026, 11, 22))


def pages(pdf: bytes) -> int:
    return len(pypdf.PdfReader(io.BytesIO(pdf)).pages)


@pytest.fixture
def printer(tmp_path: Path) -> Iterator[Printer]:
    """The portal's own process for PDFs, which does not stand back here: Chromium does not either."""
    fonts = {name: door.static_file(name) for name in door.FONTS}
    printer = Printer(Setup(folder=private_folder(tmp_path / "pdf"), stylesheet=door.static_file(door.STYLESHEET), fonts=fonts, niceness=0))
    yield printer
    printer.stop()


@pytest.fixture
def advice(client: Client, monkeypatch: pytest.MonkeyPatch) -> Job:
    """The short advice about all offerings of the catalogue, as the portal hands it in to have a PDF made of it."""
    handed_in: list[Job] = []

    class Desk:
        def get(self, wanted: Job, **_: object) -> bytes:
            handed_in.append(wanted)
            return b""

    monkeypatch.setattr(door, "_desk", Desk)
    assert client.get("/advies.pdf?gemeente=GM0392&koppelingen=12&lengte=kort").status_code == 200
    return handed_in[0]


def for_chromium(html: str) -> str:
    """The same document for Chromium: with the same style sheet and fonts, all in one file."""
    css = door.static_file(door.STYLESHEET).read_text(encoding="utf-8")
    for name in door.FONTS:
        font = base64.b64encode(door.static_file(name).read_bytes()).decode()
        css = css.replace(f"../{name}", f"data:font/ttf;base64,{font}")
    return html.replace("<head>", f"<head><meta charset='utf-8'><style>{css}</style>", 1)


@pytest.mark.django_db
def test_warm(printer: Printer, advice: Job) -> None:
    printed_page = for_chromium(advice.html)
    made = printer.make(advice)
    assert_valid_pdf(made)
    tables, charts = advice.html.count("<table"), advice.html.count("<figure")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page()

        def chromium() -> bytes:
            page.set_content(printed_page, wait_until="load")
            return page.pdf(prefer_css_page_size=True, tagged=True, outline=True)

        chromium()
        compare(
            what=f"advice PDF, the short report: {pages(made)} pages with {tables} tables and {charts} chart, warm",
            subject=lambda: printer.make(advice),
            yardstick=chromium,
            yardstick_name="warm Chromium printing the same",
            reach="<= 3.0",
        )
        browser.close()


@pytest.mark.django_db
def test_cold(printer: Printer, advice: Job, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(for_chromium(advice.html), encoding="utf-8")

    def own() -> None:
        printer.stop()
        assert printer.make(advice).startswith(b"%PDF-")

    def chromium() -> None:
        with tempfile.TemporaryDirectory(dir=tmp_path, ignore_cleanup_errors=True) as profile:
            target = f"--print-to-pdf={tmp_path / 'page.pdf'}"
            command = [CHROMIUM, "--headless", *QUIET, f"--user-data-dir={profile}", target, (tmp_path / "page.html").as_uri()]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    compare(
        what="the same, whole process cold",
        subject=own,
        yardstick=chromium,
        yardstick_name="`chromium --headless --print-to-pdf`",
        reach="<= 1.0",
    )
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF-")


def test_longer(printer: Printer) -> None:
    short, long = job(document(5)), job(document(17))
    ratio = pages(printer.make(long)) / pages(printer.make(short))
    compare(
        what=f"20-page report, per page (the figure is for {ratio:.2f} times as many pages)",
        subject=lambda: printer.make(long),
        yardstick=lambda: printer.make(short),
        yardstick_name="6-page report, per page",
        reach=f"<= {1.3 * ratio:.2f}",
    )


def test_memory_stays_bounded(printer: Printer) -> None:
    wanted = job(document(5))
    for _ in range(5):
        printer.make(wanted)
    before = resident(printer)
    for _ in range(30):
        printer.make(wanted)
    grown = (resident(printer) - before) / 1024**2 / 30
    record(what=f"memory grown per PDF, in a process replaced after {MOST_JOBS}", figure=f"{grown:.2f} MB", reach="< 1 MB", met=grown < 1)


def resident(printer: Printer) -> int:
    time.sleep(0.5)  # it clears up after it has answered
    return int(Path(f"/proc/{printer.number}/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
