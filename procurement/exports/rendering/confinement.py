"""What the process that makes PDFs takes from itself before it reads a document: memory, time, files, the network, other programs."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

MEMORY = 1536 * 1024**2  # bytes of address space; a report of 45 pages takes a third of it
LARGEST_FILE = 32 * 1024**2  # bytes; the fonts that pango wants to find on disk have half a megabyte each
OPEN_FILES = 64

_DEATH_SIGNAL, _NO_NEW_PRIVILEGES = 1, 38  # of prctl(2)
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  # of unshare(2)
_OWN_MEMORY = "/proc/self/statm"
_STARTS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty")


def confine() -> bool:
    """Bound this process for the rest of its life. True when it is also cut off from the network by the kernel, where that allows it."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, LARGEST_FILE),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    return bool(libc.unshare(_NEW_USER | _NEW_NETWORK) == 0)


def renew_time(seconds: int) -> None:
    """So many seconds of processor from now; then the kernel ends this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, resource.RLIM_INFINITY))


def memory_in_use() -> int:
    """Bytes of memory that this process holds now."""
    pages = int(Path(_OWN_MEMORY).read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize()


def close_doors(scratch: Path) -> None:
    """From now on no Python code in this process opens a connection, starts a program, or opens a file outside the programs and `scratch`.

    The closed fetcher already refuses; this is for the door that nobody thought of. Call it when everything is loaded.
    """
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    programs = (sys.prefix, sys.base_prefix)
    own = str(scratch)

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(("socket.", "ftplib.", "smtplib.")) or event in _STARTS:
            raise PermissionError(f"{event} is closed here")
        if event == "open" and isinstance(arguments[0], str | bytes):
            if arguments[0] == _OWN_MEMORY:
                return
            path, mode, flags = os.fsdecode(arguments[0]), arguments[1], arguments[2]
            writes = bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)) if isinstance(flags, int) else "r" not in (mode or "r")
            if not (_inside(path, own) or (not writes and any(_inside(path, place) for place in programs))):
                raise PermissionError("this file is closed here")

    sys.addaudithook(watch)


def _inside(path: str, folder: str) -> bool:
    real = os.path.realpath(path)
    return real == folder or real.startswith(folder.rstrip("/") + "/")
