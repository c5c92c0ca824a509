"""The process that makes PDFs, the line before it and the pages while one waits: bounded, one at a time, nothing lost and nothing of another's."""

import io
import os
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pypdf
import pytest
from django.test import Client, RequestFactory

from config.settings import PDF_NICENESS
from procurement.exports import pdf as door
from procurement.exports import report_files
from procurement.exports.rendering import desk as desks
from procurement.exports.rendering import size
from procurement.exports.rendering.desk import Desk
from procurement.exports.rendering.folder import private_folder
from procurement.exports.rendering.frames import LARGEST_HEADER, BrokenFrameError, decode, encode
from procurement.exports.rendering.job import Attached, Job, read_job
from procurement.exports.rendering.line import Line
from procurement.exports.rendering.problems import (
    PdfBusyError,
    PdfFailedError,
    PdfPendingError,
    PdfProblemError,
    PdfTooLargeError,
    PdfUnavailableError,
)
from procurement.exports.rendering.process import Printer, Setup
from procurement.exports.rendering.size import find_excess
from procurement.exports.rendering.spool import Spool
from procurement.views import printing
from tests.procurement.test_pdf import engine
from tests.validation import assert_valid_html

SVG = '<svg viewBox="0 0 10 10"><title>Vlak</title><rect width="5" height="5" fill="#17506b"/></svg>'
BODY = f"<h1>Kop</h1><p><strong>Vet</strong> en <em>schuin</em></p>{SVG}<table><tr><th>A</th></tr><tr><td>b</td></tr></table>"
SLOW = "<table>" + "<tr><td>a</td></tr>" * 6000 + "</table>"  # takes seconds
BROWSER = {"HTTP_ACCEPT": "text/html,application/xhtml+xml"}
ONE = "gemeente=GM0392&aanbod=home-start&lengte=kort"


def job(body: str = BODY, **options) -> Job:
    html = f'<html lang="nl"><body>{body}</body></html>'
    files = (Attached("b.csv", b"x", "b"), Attached("a.json", b"{}", "a"))
    given = {"html": html, "title": "Proef", "author": "Proef", "base_url": "https://portaal.example.nl/", "dated": date(2026, 11, 22)}
    return Job(**{"attachments": files} | given | options)


def setup(folder: Path, **options) -> Setup:
    fonts = {name: door.static_file(name) for name in door.FONTS}
    return Setup(**{"folder": folder, "stylesheet": door.static_file(door.STYLESHEET), "fonts": fonts, "niceness": 0} | options)


@pytest.fixture(scope="module")
def printer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Printer]:
    """One child for all tests here: it starts itself again after a test that ended it."""
    printer = Printer(setup(private_folder(tmp_path_factory.mktemp("pdf"))))
    yield printer
    printer.stop()


# --- the process ------------------------------------------------------------------------------------------------------------------------------


def test_the_process_gives_the_bytes_that_the_engine_gives_here(printer: Printer) -> None:
    assert printer.make(job()) == engine().make(job())


def test_the_process_has_no_secrets_stands_back_and_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "geheim")
    monkeypatch.setenv("DATABASE_URL", "postgres://geheim")
    printer = Printer(setup(private_folder(tmp_path / "pdf"), niceness=PDF_NICENESS))
    (tmp_path / "pdf" / "child-99999999-x").mkdir()  # of a web process that was killed
    try:
        printer.start()
        process = Path(f"/proc/{printer.number}")
        environment = (process / "environ").read_bytes()
        limits = {line[:25].strip(): line[26:46].strip() for line in (process / "limits").read_text().splitlines()}
        loaded = (process / "maps").read_text()
        descriptors = [os.readlink(path) for path in (process / "fd").iterdir()]
        niceness = (process / "stat").read_text().rpartition(")")[2].split()[16]
        group, session = os.getpgid(printer.number or 0), os.getsid(printer.number or 0)
    finally:
        printer.stop()
    assert {pair.partition(b"=")[0] for pair in environment.split(b"\0") if pair} == {b"PATH", b"LANG", b"HOME", b"TMPDIR"}
    # Linux divides the processors among sessions first: in one of its own, nice 19 would not make it stand back for the pages at all.
    assert (niceness, session) == ("19", os.getsid(0))
    assert group != os.getpgid(0)
    assert limits["Max address space"] == str(1536 * 1024**2)
    assert (limits["Max open files"], limits["Max core file size"]) == ("64", "0")
    assert limits["Max cpu time"] != "unlimited"
    assert "psycopg" not in loaded
    assert not any("socket" in name or "sqlite" in name for name in descriptors)
    assert list((tmp_path / "pdf").iterdir()) == []  # nothing of it stays behind


def test_a_process_that_is_killed_gives_a_message_and_the_next_job_a_new_one(printer: Printer) -> None:
    printer.start()
    first = printer.number
    assert first is not None
    threading.Timer(0.2, partial(os.kill, first, signal.SIGKILL)).start()
    with pytest.raises(PdfFailedError, match="died"):
        printer.make(job(SLOW))
    assert printer.make(job()).startswith(b"%PDF-")
    assert printer.number != first


def test_a_job_that_takes_too_long_is_ended(printer: Printer, monkeypatch: pytest.MonkeyPatch) -> None:
    printer.start()
    monkeypatch.setattr(printer, "setup", setup(printer.setup.folder, longest=1))
    started = time.monotonic()
    with pytest.raises(PdfFailedError, match="time"):
        printer.make(job(SLOW * 4))
    assert time.monotonic() - started < 5
    assert printer.number is None


def test_a_job_that_uses_too_much_of_the_processor_is_ended(tmp_path: Path) -> None:
    printer = Printer(setup(private_folder(tmp_path / "pdf"), seconds=1))
    try:
        with pytest.raises(PdfFailedError, match="time"):
            printer.make(job(SLOW * 4))
    finally:
        printer.stop()


def test_waiting_for_the_processor_is_not_held_against_a_job(tmp_path: Path) -> None:
    printer = Printer(setup(private_folder(tmp_path / "pdf"), seconds=2))
    try:
        printer.start()
        child = printer.number or 0
        os.kill(child, signal.SIGSTOP)
        threading.Timer(3.5, partial(os.kill, child, signal.SIGCONT)).start()
        assert printer.make(job()).startswith(b"%PDF-")
    finally:
        printer.stop()


def test_a_new_process_takes_over_after_many_jobs_or_much_memory(printer: Printer, monkeypatch: pytest.MonkeyPatch) -> None:
    printer.make(job())
    assert printer.number is not None
    monkeypatch.setattr("procurement.exports.rendering.process.MOST_MEMORY", 1)
    printer.make(job())
    assert printer.number is None
    monkeypatch.undo()
    monkeypatch.setattr("procurement.exports.rendering.process.MOST_JOBS", 1)
    printer.make(job())
    assert printer.number is None


def test_no_orphan_stays_when_the_web_process_goes(printer: Printer) -> None:
    """The input ends when the parent does; the child has to see that."""
    printer.start()
    process = printer._process
    assert process is not None
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait(timeout=5) == 0
    printer.stop()


@pytest.mark.parametrize("answer", [b"", encode({"problem": None, "memory": 1}, [b"no pdf"]), encode({}, [])], ids=["nothing", "other", "empty"])
def test_what_a_taken_over_process_says_is_no_pdf(printer: Printer, monkeypatch: pytest.MonkeyPatch, answer: bytes) -> None:
    printer.start()
    monkeypatch.setattr("procurement.exports.rendering.process.decode", lambda read: decode(io.BytesIO(answer).read))
    with pytest.raises(PdfFailedError):
        printer.make(job())
    assert printer.number is None


def test_missing_libraries_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printer = Printer(setup(private_folder(tmp_path)))
    monkeypatch.setattr(Printer, "_exchange", lambda self, frame, seconds: ({"problem": "unavailable", "reason": "apt-get install libpango"}, []))
    with pytest.raises(PdfUnavailableError, match="libpango"):
        printer.start()
    assert printer.number is None


# --- frames and jobs --------------------------------------------------------------------------------------------------------------------------


def test_a_job_comes_out_of_a_frame_as_it_went_in() -> None:
    odd = job("\ud800 €", title="\ud800")
    assert read_job(*decode(io.BytesIO(odd.frame()).read)) == odd


@pytest.mark.parametrize(
    "data",
    [
        b"\0\0",
        (LARGEST_HEADER + 1).to_bytes(4, "big"),
        b"\0\0\0\1{",
        b"\0\0\0\2[]",
        b"\0\0\0\2{}",
        b'\0\0\0\x0e{"parts": [-1]}'.replace(b"\x0e", b"\x0f"),
        encode({}, [b"abc"])[:-1],
        b"\0\0\0\x1d" + b'{"parts": [99999999999999999]}'[:29],
        b"\0\0\0\x1f" + b'{"parts": [999999999999999999]}',
        encode({}, [b""] * 51),
    ],
)
def test_a_frame_that_is_none_is_refused(data: bytes) -> None:
    with pytest.raises(BrokenFrameError):
        decode(io.BytesIO(data).read)


WHOLE = {"attachments": [], "title": "", "author": "", "base_url": ""}


@pytest.mark.parametrize("header", [{}, {"attachments": []}, {"attachments": [1]}, WHOLE | {"dated": "x"}])
def test_a_frame_without_a_job_is_refused(header: dict) -> None:
    with pytest.raises(BrokenFrameError):
        read_job(header, [b""])


def test_results_differ_in_name_as_soon_as_anything_differs() -> None:
    alike = {job().digest(b"1"), job().digest(b"1")}
    files = (Attached("b.csv", b"y", "b"),)
    differing = [job(), job("x"), job(title="x"), job(author="x"), job(base_url="x"), job(dated=date(2026, 11, 23)), job(attachments=files)]
    assert len(alike) == 1
    assert len({one.digest(b"1") for one in differing} | {job().digest(b"2")}) == 8


def test_the_engine_has_another_mark_with_another_style_sheet(tmp_path: Path) -> None:
    (tmp_path / "print.css").write_text("p {}")
    assert door.engine_of(setup(tmp_path)) == door.engine_of(setup(tmp_path))
    assert door.engine_of(setup(tmp_path)) != door.engine_of(setup(tmp_path, stylesheet=tmp_path / "print.css"))


# --- too much -----------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "attached", "says"),
    [
        ("a" * (size.LARGEST_HTML + 1), 0, "characters, at most"),
        ("<p>a</p>", size.LARGEST_ATTACHMENTS + 1, "bytes of attachments"),
        ("<td>" * (size.MOST_CELLS // 2) + "<th>" * (size.MOST_CELLS // 2 + 1), 0, "cells"),
        ("<tr></tr>" * (size.MOST_ROWS + 1), 0, "rows"),
        ("<div>" * (size.DEEPEST + 1), 0, "elements inside each other"),
        ("<DIV title='>' class=\"/\">" * (size.DEEPEST + 1), 0, "elements inside each other"),
        (f"<p>{'a' * (size.LONGEST_TEXT + 1)}</p>", 0, "characters in one text"),
        ("a" * (size.LONGEST_TEXT + 1), 0, "characters in one text"),
    ],
    ids=range(8),
)
def test_too_much_is_refused_before_it_is_made(html: str, attached: int, says: str) -> None:
    assert says in (find_excess(html, attached) or "")


def test_as_much_as_a_report_may_hold_is_not_too_much() -> None:
    most = "<p>a<br>b</p><img alt=''><rect/>" * 200 + "<div>" * size.DEEPEST + "</div>" * size.DEEPEST + f"<p>{'a' * size.LONGEST_TEXT}</p>"
    assert find_excess(most + "<tr><td></td></tr>" * size.MOST_ROWS) is None


# --- the folder, the results and the line -----------------------------------------------------------------------------------------------------


def test_a_folder_that_others_can_reach_is_not_used(tmp_path: Path) -> None:
    for mode in (0o755, 0o770, 0o701):
        (tmp_path / "open").mkdir(mode=mode, exist_ok=True)
        (tmp_path / "open").chmod(mode)
        with pytest.raises(PdfUnavailableError):
            private_folder(tmp_path / "open")
    (tmp_path / "real").mkdir(mode=0o700)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "file").touch(mode=0o600)
    for name in ("link", "file"):
        with pytest.raises(PdfUnavailableError):
            private_folder(tmp_path / name)


def test_results_wait_ten_minutes_for_us_alone(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "done")
    spool.keep("a", b"%PDF-a")
    path = tmp_path / "done" / "a.pdf"
    assert (path.stat().st_mode & 0o777, (tmp_path / "done").stat().st_mode & 0o777) == (0o600, 0o700)
    assert Spool(tmp_path / "done").find("a") == b"%PDF-a"
    os.utime(path, (time.time() - 601,) * 2)
    assert spool.find("a") is None
    spool.clear()
    assert list((tmp_path / "done").iterdir()) == []


def test_the_oldest_results_go_when_there_are_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procurement.exports.rendering.spool.LARGEST", 25)
    spool = Spool(tmp_path / "done")
    for age, name in ((3, "a"), (2, "b"), (1, "c")):
        spool.keep(name, b"0123456789")
        os.utime(tmp_path / "done" / f"{name}.pdf", (time.time() - age,) * 2)
    spool.clear()
    assert [spool.find(name) is not None for name in "abc"] == [False, True, True]


def test_a_failure_is_told_once_more_and_then_tried_again(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "done")
    spool.keep_failure("a", "time")
    with pytest.raises(PdfFailedError, match="time"):
        spool.find("a")
    os.utime(tmp_path / "done" / "a.failed", (time.time() - 21,) * 2)
    assert spool.find("a") is None


def test_who_came_first_goes_first_and_a_dead_process_leaves_no_gap(tmp_path: Path) -> None:
    line = Line(tmp_path / "line", longest=3)
    first, second = line.join("a"), line.join("b")
    os.close(line.join("c").handle)  # as when its process is killed
    assert [Line(tmp_path / "line").place(name) for name in "abcd"] == [1, 2, None, None]
    with pytest.raises(PdfBusyError), line.turn(second, partial(bool, 1)):
        pass  # given up
    with line.turn(first, partial(bool, 0)):
        assert line.place("a") == 1
        third = line.join("e")
        asked = iter([False, False, True])
        with pytest.raises(PdfBusyError), line.turn(third, lambda: next(asked)):
            pass  # only one at once
    assert line.place("a") is None
    for name in "xyz":
        line.join(name)
    with pytest.raises(PdfBusyError):
        line.join("full")


def test_no_more_are_made_at_once_than_there_are_slots(tmp_path: Path) -> None:
    line = Line(tmp_path / "line", slots=2)
    handles = [line._slot(), line._slot()]
    assert None not in handles
    assert line._slot() is None


# --- the desk -----------------------------------------------------------------------------------------------------------------------------------


class SlowPrinter:
    """Makes what it is told to, when it is told to."""

    def __init__(self) -> None:
        self.go, self.made, self.problem = threading.Event(), [], None

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def make(self, wanted: Job) -> bytes:
        self.made.append(wanted.title)
        assert self.go.wait(30)
        if self.problem is not None:
            raise self.problem
        return b"%PDF-" + wanted.title.encode()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = open_desk(tmp_path)
    yield desk
    desk.printer.go.set()
    desk.stop()


def open_desk(folder: Path) -> Desk:
    private_folder(folder / "pdf")
    return Desk(SlowPrinter(), Spool(folder / "pdf" / "done"), Line(folder / "pdf"), b"engine")


def ask(desk: Desk, title: str, patience: float = 0.05, *, comes_back: bool = True) -> bytes | str:
    try:
        return desk.get(job(title=title), patience=patience, comes_back=comes_back)
    except PdfPendingError as pending:
        return f"place {pending.place}"
    except PdfProblemError as problem:
        return type(problem).__name__


def test_who_comes_back_hears_the_place_and_then_gets_the_pdf(desk: Desk) -> None:
    assert [ask(desk, "a"), ask(desk, "b"), ask(desk, "a")] == ["place 1", "place 2", "place 1"]
    desk.printer.go.set()
    assert [ask(desk, "b", 5), ask(desk, "a", 5)] == [b"%PDF-b", b"%PDF-a"]
    assert desk.printer.made == ["a", "b"]  # each once


def test_another_web_process_finds_what_this_one_makes(desk: Desk, tmp_path: Path) -> None:
    other = open_desk(tmp_path)
    assert ask(desk, "a") == "place 1"
    assert ask(other, "a") == "place 1"
    threading.Timer(0.2, desk.printer.go.set).start()
    assert ask(other, "a", 5) == b"%PDF-a"
    assert other.printer.made == []


def test_what_another_web_process_was_making_when_it_was_killed_is_made_anew(desk: Desk, tmp_path: Path) -> None:
    desk.printer.go.set()
    killed = desk.line.join(job(title="a").digest(b"engine"))
    assert ask(desk, "a") == "place 1"
    os.close(killed.handle)
    assert ask(desk, "a", 5) == b"%PDF-a"


def test_two_threads_wait_and_no_more(desk: Desk) -> None:
    answers: list[bytes | str] = []
    threads = [threading.Thread(target=lambda: answers.append(ask(desk, "a", 5, comes_back=False))) for _ in range(2)]
    for thread in threads:
        thread.start()
    while desk._waiting < 2:
        time.sleep(0.01)
    started = time.monotonic()
    assert ask(desk, "b", 5, comes_back=False) == "PdfBusyError"
    assert ask(desk, "c", 5) == "place 2"  # a browser comes back: it is taken on
    assert time.monotonic() - started < 4  # neither had to wait
    desk.printer.go.set()
    for thread in threads:
        thread.join()
    assert answers == [b"%PDF-a"] * 2


def test_a_full_line_is_told(desk: Desk) -> None:
    desk.line.longest = 2
    assert [ask(desk, "a"), ask(desk, "b"), ask(desk, "c"), ask(desk, "a")] == ["place 1", "place 2", "PdfBusyError", "place 1"]


def test_what_nobody_waits_for_any_more_is_not_made(desk: Desk) -> None:
    assert ask(desk, "a") == "place 1"
    assert ask(desk, "b", comes_back=False) == "PdfBusyError"
    desk.printer.go.set()
    assert ask(desk, "c", 5) == b"%PDF-c"
    assert desk.printer.made == ["a", "c"]


def test_a_failure_reaches_who_waits_and_who_comes_back(desk: Desk) -> None:
    desk.printer.problem = PdfFailedError("time")
    assert ask(desk, "a") == "place 1"
    desk.printer.go.set()
    assert [ask(desk, "a", 5), ask(desk, "a", 5)] == ["PdfFailedError"] * 2
    desk.printer.problem = ZeroDivisionError()
    assert ask(desk, "b", 5) == "PdfUnavailableError"
    desk.printer.problem = None
    assert ask(desk, "b", 5) == b"%PDF-b"


def test_on_a_full_disk_who_waits_still_gets_the_pdf(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(desk.spool, "_write", full)
    desk.printer.go.set()
    assert ask(desk, "a", 5) == b"%PDF-a"
    monkeypatch.setattr(desk.line, "join", full)
    monkeypatch.setattr(door, "_desk", lambda: desk)
    with pytest.raises(PdfUnavailableError, match="No space left"):
        door.render_pdf(html="<p>a</p>", title="b", author="", base_url="", dated=date(2026, 11, 22))


def test_finished_results_are_cleared_while_nothing_is_asked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desks, "SWEEP", 0.02)
    desk.spool.keep("old", b"%PDF-")
    path = desk.spool.folder / "old.pdf"
    os.utime(path, (time.time() - 601,) * 2)
    desk.warm()
    for _ in range(100):
        if not path.exists():
            break
        time.sleep(0.02)
    assert not path.exists()


# --- the pages ------------------------------------------------------------------------------------------------------------------------------------

FAULTS = {
    "pending": PdfPendingError(3),
    "busy": PdfBusyError("12 in line"),
    "failed": PdfFailedError("time"),
    "unavailable": PdfUnavailableError("apt-get install libpango"),
}


def answer(client: Client, monkeypatch: pytest.MonkeyPatch, fault: Exception, **headers: str):
    def raising(**given: object) -> bytes:
        asked.update(given)
        raise fault

    asked: dict[str, object] = {}
    monkeypatch.setattr(report_files, "render_pdf", raising)
    response = client.get(f"/advies.pdf?{ONE}", **headers)
    return response, asked


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "status", "says"),
    [
        ("pending", 202, "U bent nummer 3"),
        ("busy", 503, "Er worden nu veel rapporten gemaakt"),
        ("failed", 503, "De PDF is niet gelukt"),
        ("unavailable", 503, "De PDF is nu niet te maken"),
    ],
)
def test_a_browser_gets_a_page(client: Client, monkeypatch: pytest.MonkeyPatch, name: str, status: int, says: str) -> None:
    response, asked = answer(client, monkeypatch, FAULTS[name], **BROWSER)
    assert (response.status_code, response["Content-Type"]) == (status, "text/html; charset=utf-8")
    assert says in response.content.decode()
    assert (response.get("Refresh"), response.get("Retry-After")) == (("4", None) if status == 202 else (None, "30"))
    assert "no-store" in response["Cache-Control"]
    assert (asked["patience"], asked["comes_back"]) == (printing.PATIENCE_OF_A_BROWSER, True)
    assert "/advies/?" in response.content.decode()  # the way back
    assert_valid_html(response.content)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["busy", "failed"])
def test_a_program_gets_a_problem_and_when_to_try_again(client: Client, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    response, asked = answer(client, monkeypatch, FAULTS[name])
    assert (response.status_code, response["Content-Type"], response["Retry-After"]) == (503, "application/problem+json", "30")
    assert response.json()["detail"]
    assert (asked["patience"], asked["comes_back"]) == (60.0, False)


def test_who_asks_for_any_kind_of_file_is_no_browser() -> None:
    given = {"text/html,*/*": True, "*/*": False, "application/pdf": False}
    assert {accept: printing.is_browser(RequestFactory().get("/", HTTP_ACCEPT=accept)) for accept in given} == given
    assert not printing.is_browser(RequestFactory().get("/"))


@pytest.mark.django_db
def test_a_browser_is_shown_the_page_and_then_the_pdf(client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings) -> None:
    """All together, with the real process: in the way is another rendering, so that the first answer is the page."""
    settings.PDF_FOLDER = str(tmp_path / "pdf")
    desk = door._open_desk()
    monkeypatch.setattr(door, "_desk", lambda: desk)
    monkeypatch.setattr(printing, "PATIENCE_OF_A_BROWSER", 0.05)
    try:
        with desk.line.turn(desk.line.join("other"), partial(bool, 0)):
            first = client.get(f"/advies.pdf?{ONE}", **BROWSER)
        monkeypatch.setattr(printing, "PATIENCE_OF_A_BROWSER", 60)
        second = client.get(f"/advies.pdf?{ONE}", **BROWSER)
        kept = [path.stat().st_mode & 0o777 for path in desk.spool.folder.iterdir()]
    finally:
        desk.stop()
    assert (first.status_code, second.status_code) == (202, 200)
    assert "U bent nummer 2" in first.content.decode()
    assert len(pypdf.PdfReader(io.BytesIO(second.content)).pages) > 1
    assert kept == [0o600]


@pytest.mark.parametrize("lost", ["", "done", "waiting"])
def test_a_folder_that_was_cleared_away_is_made_anew(lost: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings) -> None:
    settings.PDF_FOLDER = str(tmp_path / "pdf")
    monkeypatch.setattr(door, "_desks", {})
    first = door._desk()
    shutil.rmtree(tmp_path / "pdf" / lost)
    second = door._desk()
    assert second is not first
    assert door._desk() is second
    assert {path.name for path in (tmp_path / "pdf").iterdir()} == {"done", "waiting"}


def test_the_door_opens_one_desk_per_process_and_refuses_what_is_too_much(tmp_path: Path, settings) -> None:
    assert door._desk() is door._desk()
    with pytest.raises(PdfTooLargeError):
        door.render_pdf(html="<div>" * 200, title="", author="", base_url="", dated=date(2026, 11, 22))
    (tmp_path / "open").mkdir(mode=0o755)
    settings.PDF_FOLDER = str(tmp_path / "open")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(door, "_desks", {})
        door.warm()  # says nothing: who asks for a PDF hears it
        with pytest.raises(PdfUnavailableError):
            door._desk()
