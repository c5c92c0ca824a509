"""Where a web process hands in its jobs: one thread gives them to the printer, and those who ask wait no longer than they choose, two at most."""

from __future__ import annotations

import logging
import queue
import threading
import time
from dataclasses import dataclass, field

from procurement.exports.rendering.job import Job
from procurement.exports.rendering.line import Line, Ticket
from procurement.exports.rendering.problems import PdfBusyError, PdfFailedError, PdfPendingError, PdfProblemError, PdfUnavailableError
from procurement.exports.rendering.process import Printer
from procurement.exports.rendering.spool import Spool

logger = logging.getLogger(__name__)

MOST_WAITING = 2  # threads of a web process that may wait for a PDF: the others answer pages
LONGEST_TURN = 300  # seconds in line
LOOK_AGAIN = 0.1  # seconds, for what another process makes
SWEEP = 60  # seconds between two looks at what has waited too long


@dataclass
class _Order:
    """A job in this process, and how it ended."""

    name: str
    job: Job
    ticket: Ticket
    since: float
    is_wanted_later: bool = False  # somebody who stopped waiting will ask again
    waiting: int = 0
    done: threading.Event = field(default_factory=threading.Event)
    pdf: bytes | None = None
    problem: PdfProblemError | None = None

    @property
    def is_given_up(self) -> bool:
        nobody = not self.waiting and not self.is_wanted_later
        return nobody or time.monotonic() - self.since > LONGEST_TURN


class Desk:
    """The desk of one process. `engine` is what PDFs are made with: part of the name of each result."""

    def __init__(self, printer: Printer, spool: Spool, line: Line, engine: bytes) -> None:
        self.printer, self.spool, self.line, self.engine = printer, spool, line, engine
        self._orders: dict[str, _Order] = {}
        self._to_do: queue.Queue[_Order | None] = queue.Queue()
        self._lock = threading.Lock()
        self._waiting = 0
        self._thread: threading.Thread | None = None

    def get(self, job: Job, *, patience: float, comes_back: bool) -> bytes:
        """The PDF of a job, waiting so many seconds at most.

        Who `comes_back` then gets PdfPendingError, and finds the PDF when asking again; who does not gets PdfBusyError.
        Also raises PdfBusyError when the line is full, PdfUnavailableError and PdfFailedError.
        """
        name = job.digest(self.engine)
        if (pdf := self.spool.find(name)) is not None:
            return pdf
        order, may_wait = self._join(name, job, comes_back=comes_back)
        if may_wait:
            try:
                pdf = self._wait(name, order, time.monotonic() + patience)
            finally:
                self._leave(order)
        if pdf is None:
            raise PdfPendingError(self.line.place(name) or 1) if comes_back else PdfBusyError("not made in time")
        return pdf

    @property
    def has_its_folders(self) -> bool:
        """False once the folder for PDFs, or part of it, was removed behind our back: a sweeper of temporary files does that."""
        return self.line.is_there and self.spool.folder.is_dir()

    def warm(self) -> None:
        """Start the process for PDFs before anybody asks for one."""
        with self._lock:
            self._start_thread()

    def stop(self) -> None:
        """End thread and child; what was still to be made is not made."""
        with self._lock:
            thread, self._thread = self._thread, None
        if thread is not None:
            self._to_do.put(None)
            self.printer.stop()
            thread.join(timeout=5)
        self.printer.stop()

    # --- who asks -----------------------------------------------------------------------------------------------------------------------------

    def _join(self, name: str, job: Job, *, comes_back: bool) -> tuple[_Order | None, bool]:
        """The order for a job, handed in now unless it was before (None: another process has it), and whether there is room to wait for it."""
        with self._lock:
            has_room = self._waiting < MOST_WAITING
            if not has_room and not comes_back:
                raise PdfBusyError(f"{MOST_WAITING} wait already")
            order = self._orders.get(name)
            is_new = order is None and self.line.place(name) is None
            if is_new:
                order = self._orders[name] = _Order(name, job, self.line.join(name), time.monotonic())
            if order is not None:
                order.is_wanted_later |= comes_back
                order.waiting += has_room
            self._waiting += has_room
            if is_new:
                self._start_thread()
                self._to_do.put(order)
            return order, has_room

    def _leave(self, order: _Order | None) -> None:
        with self._lock:
            self._waiting -= 1
            if order is not None:
                order.waiting -= 1

    def _wait(self, name: str, order: _Order | None, until: float) -> bytes | None:
        if order is not None:
            order.done.wait(max(0.0, until - time.monotonic()))
            if order.problem is not None:
                raise order.problem
            return order.pdf
        while time.monotonic() < until:
            if (pdf := self.spool.find(name)) is not None:
                return pdf
            if self.line.place(name) is None:
                return self.spool.find(name)  # made between the two looks; otherwise who made it is gone, and asking again starts anew
            time.sleep(LOOK_AGAIN)
        return None

    # --- who makes ----------------------------------------------------------------------------------------------------------------------------

    def _start_thread(self) -> None:
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._work, name="pdf", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        me = threading.current_thread()
        while self._thread is me:
            try:
                self.printer.start()  # also after a job that ended the child: the next one finds it warm
            except (PdfProblemError, OSError):
                logger.warning("The process for PDFs does not start")
            try:
                order = self._to_do.get(timeout=SWEEP)
            except queue.Empty:
                self._sweep()
                continue
            if order is None:
                break
            self._make(order)
        self.printer.stop()

    def _make(self, order: _Order) -> None:
        try:
            with self.line.turn(order.ticket, lambda: order.is_given_up):
                order.pdf = self.printer.make(order.job)
                self._keep(order)
        except PdfFailedError as problem:
            order.problem = problem
            self._keep_failure(order.name, str(problem))
        except PdfProblemError as problem:
            order.problem = problem
        except Exception:
            logger.exception("A PDF could not be made")
            order.problem = PdfUnavailableError("The folder for PDFs (PDF_FOLDER) or the process for PDFs does not work; the log says more")
        finally:
            with self._lock:
                self._orders.pop(order.name, None)
            order.done.set()

    def _keep(self, order: _Order) -> None:
        """For who asks again. On a full disk those who wait still get it; who comes back later hears that it failed."""
        try:
            self.spool.keep(order.name, order.pdf or b"")
        except OSError:
            logger.warning("A finished PDF cannot be kept: %s", self.spool.folder)
            if not order.waiting:
                order.problem = PdfFailedError("disk")

    def _keep_failure(self, name: str, kind: str) -> None:
        try:
            self.spool.keep_failure(name, kind)
        except OSError:
            logger.warning("A failed PDF cannot be noted: %s", self.spool.folder)

    def _sweep(self) -> None:
        try:
            self.spool.clear()
        except OSError:
            logger.warning("The folder of finished PDFs cannot be cleared: %s", self.spool.folder)
