"""The handle that a web process has on its process for PDFs: starts it, gives it one job at a time, and ends it at the limit of time."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from procurement.exports.rendering.frames import BrokenFrameError, decode, encode
from procurement.exports.rendering.job import Job
from procurement.exports.rendering.problems import PdfFailedError, PdfUnavailableError

logger = logging.getLogger(__name__)

CHILD = "procurement.exports.rendering.child"
PROJECT = Path(__file__).resolve().parents[3]
MOST_JOBS = 50  # then a new process takes over
STARTING = 60  # seconds that a child may take until it is warm
MOST_MEMORY = 700 * 1024**2  # bytes held after a job; the same


@dataclass(frozen=True, slots=True)
class Setup:
    """What a child needs to know: where its files stand, how far it stands back, and how long a job may take.

    `seconds` are of the processor, `longest` is by the clock: on a busy machine the pages go first, and waiting for them is no fault of the job.
    """

    folder: Path
    stylesheet: Path
    fonts: dict[str, Path]
    niceness: int = 19
    seconds: int = 60
    longest: int = 180


class Printer:
    """One child, started when needed. For one thread: the kernel ends the child when the thread that started it ends."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self.is_cut_off = False
        self._process: subprocess.Popen[bytes] | None = None
        self._scratch = ""
        self._jobs = 0

    @property
    def number(self) -> int | None:
        """The number of the running child."""
        return self._process.pid if self._process is not None and self._process.poll() is None else None

    def start(self) -> None:
        """Start a child and wait until it is warm, unless there is one."""
        if self.number is not None:
            return
        self.stop()
        _clear_after_the_dead(self.setup.folder)
        self._scratch = tempfile.mkdtemp(prefix=f"child-{os.getpid()}-", dir=self.setup.folder)
        # No Django, no secret key, no address of a database; PATH is for looking up the libraries, HOME for fontconfig's list of fonts.
        environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "HOME": self._scratch, "TMPDIR": self._scratch}
        self._process = subprocess.Popen(  # noqa: S603 - our own module, without anything that a visitor sent
            [sys.executable, "-s", "-m", CHILD],
            cwd=PROJECT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            close_fds=True,
            process_group=0,  # a session of its own would undo "nice": Linux divides the processors among sessions first
        )
        fonts = {name: str(path) for name, path in self.setup.fonts.items()}
        header = {"stylesheet": str(self.setup.stylesheet), "fonts": fonts, "scratch": self._scratch}
        answer, _ = self._exchange(encode(header | {"niceness": self.setup.niceness, "seconds": self.setup.seconds}), STARTING)
        if answer.get("problem") is not None:
            self.stop()
            raise PdfUnavailableError(str(answer.get("reason", ""))[:500])
        self.is_cut_off = answer.get("cut_off") is True
        self._jobs = 0

    def make(self, job: Job) -> bytes:
        """The PDF. Raises PdfFailedError, and has ended the child, when it took too long or the child died."""
        self.start()
        self._jobs += 1
        answer, parts = self._exchange(job.frame(), self.setup.longest)
        problem = answer.get("problem")
        if problem is not None or len(parts) != 1 or not parts[0].startswith(b"%PDF-"):
            self.stop()
            logger.warning("No PDF was made: %s %s", str(problem)[:20], str(answer.get("reason"))[:80])
            raise PdfFailedError("memory" if problem == "memory" else "failed")
        memory = answer.get("memory")
        if self._jobs >= MOST_JOBS or not isinstance(memory, int) or memory > MOST_MEMORY:
            self.stop()
        return parts[0]

    def stop(self) -> None:
        """End the child, if there is one, and clear up after it."""
        process, self._process = self._process, None
        if process is not None:
            _end(process)
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    _close(pipe)
        if self._scratch:
            shutil.rmtree(self._scratch, ignore_errors=True)
            self._scratch = ""

    def _exchange(self, frame: bytes, seconds: int) -> tuple[dict[str, Any], list[bytes]]:
        process = self._process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        late = threading.Event()

        def end() -> None:
            late.set()
            _end(process)

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            process.stdin.write(frame)
            process.stdin.flush()
            return decode(process.stdout.read)
        except (BrokenFrameError, OSError):
            self.stop()
            kind = "time" if late.is_set() or process.returncode == -signal.SIGXCPU else "died"
            logger.warning("The process for PDFs stopped: %s", kind)
            raise PdfFailedError(kind) from None
        finally:
            timer.cancel()


def _end(process: subprocess.Popen[bytes]) -> None:
    """The whole group: the child starts nothing, but what it might have started goes with it."""
    if process.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _clear_after_the_dead(folder: Path) -> None:
    """What children of web processes that were killed left behind."""
    for path in folder.glob("child-*-*"):
        owner = path.name.split("-")[1]
        if owner.isdecimal() and not Path(f"/proc/{owner}").exists():
            shutil.rmtree(path, ignore_errors=True)


def _close(pipe: Any) -> None:
    with suppress(OSError):  # what was still to be written has no reader any more
        pipe.close()
