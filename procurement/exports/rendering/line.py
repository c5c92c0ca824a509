"""The line of PDFs to be made on this machine: who came first goes first, so many at once, and a process that dies leaves no gap."""

from __future__ import annotations

import fcntl
import itertools
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from procurement.exports.rendering.folder import private_folder
from procurement.exports.rendering.problems import PdfBusyError

LONGEST = 12  # PDFs in line, of all web processes together
LOOK_AGAIN = 0.05  # seconds

_numbers = itertools.count()


@dataclass(frozen=True, slots=True)
class Ticket:
    """A place in line: a file that its process keeps locked for as long as it lives. The name holds the moment and the name of the result."""

    path: Path
    handle: int

    def leave(self) -> None:
        """Give up the place."""
        self.path.unlink(missing_ok=True)
        with suppress(OSError):
            os.close(self.handle)


class Line:
    """The line in a folder. `slots`: how many are made at once."""

    def __init__(self, folder: Path, slots: int = 1, longest: int = LONGEST) -> None:
        self.folder = private_folder(folder)
        self._waiting = private_folder(folder / "waiting")
        self.slots = slots
        self.longest = longest

    @property
    def is_there(self) -> bool:
        return self._waiting.is_dir()

    def join(self, name: str) -> Ticket:
        """A place at the end, for the result of this name. Raises PdfBusyError when the line is full."""
        if len(self._tickets()) >= self.longest:
            raise PdfBusyError(f"{self.longest} in line")
        draft = self.folder / f"draft-{os.getpid()}-{next(_numbers)}"
        handle = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        fcntl.flock(handle, fcntl.LOCK_EX)
        path = self._waiting / f"{time.monotonic_ns():020}-{os.getpid()}-{next(_numbers)}-{name}"
        draft.rename(path)
        return Ticket(path, handle)

    def place(self, name: str) -> int | None:
        """The place of the result of this name, from 1; None when nobody is making it or is going to."""
        return next((place for place, ticket in enumerate(self._tickets(), start=1) if ticket.endswith(f"-{name}")), None)

    @contextmanager
    def turn(self, ticket: Ticket, until: Callable[[], bool]) -> Iterator[None]:
        """Waits for the turn of a ticket, has a slot inside the block, and leaves the line behind it. Raises PdfBusyError once `until()` is true."""
        slot = None
        try:
            while slot is None:
                if until():
                    raise PdfBusyError("no turn in time")
                if ticket.path.name in self._tickets()[: self.slots]:
                    slot = self._slot()
                if slot is None:
                    time.sleep(LOOK_AGAIN)
            yield
        finally:
            ticket.leave()
            if slot is not None:
                os.close(slot)

    def _slot(self) -> int | None:
        for number in range(self.slots):
            handle = os.open(self.folder / f"slot-{number}", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(handle)
                continue
            return handle
        return None

    def _tickets(self) -> list[str]:
        """The names of all who wait, the first in line first; those of processes that are gone are taken away."""
        return [name for name in sorted(os.listdir(self._waiting)) if self._is_alive(self._waiting / name)]

    @staticmethod
    def _is_alive(path: Path) -> bool:
        try:
            handle = os.open(path, os.O_RDWR | os.O_NOFOLLOW)
        except FileNotFoundError:
            return False
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        else:
            path.unlink(missing_ok=True)
            return False
        finally:
            os.close(handle)
