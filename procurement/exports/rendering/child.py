"""The process that makes PDFs: jobs from its input, results to its output, without Django and without secrets. Ends when its input does."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from procurement.exports.rendering import confinement
from procurement.exports.rendering.engine import Engine, load_engine
from procurement.exports.rendering.frames import BrokenFrameError, decode, encode
from procurement.exports.rendering.job import Job, read_job
from procurement.exports.rendering.problems import PdfUnavailableError

# Every kind of thing that a report holds: what is loaded when first used, is loaded before somebody waits for it.
WARM = Job(
    '<html lang="nl"><body><h1>Proef</h1><p><strong>a</strong> <em>b</em></p><svg viewBox="0 0 9 9"><text x="1" y="5">c</text></svg>'
    "<table><thead><tr><th>d</th></tr></thead><tbody><tr><td>e</td></tr></tbody></table><dl><div><dt>f</dt><dd>g</dd></div></dl></body></html>",
    title="Proef",
    author="Proef",
    base_url="https://static.invalid/",
    dated=date(2026, 1, 1),
)


def main() -> None:
    """One frame with the set-up, answered when ready; then a job and its answer, until the input ends.

    Python looks for rubbish only between jobs: doing so all the time takes a sixth of a short job and a quarter of a long one,
    and hardly anything is found before its end.
    """
    gc.disable()
    source, target = os.fdopen(0, "rb", closefd=False), _own_output()
    setup, _ = decode(source.read)
    tempfile.tempdir = setup["scratch"]
    cut_off = confinement.confine()
    confinement.renew_time(60)
    try:
        engine = load_engine(Path(setup["stylesheet"]), {name: Path(path) for name, path in setup["fonts"].items()})
    except PdfUnavailableError as error:
        return _answer(target, {"problem": "unavailable", "reason": str(error)})
    engine.make(WARM)
    gc.collect()
    gc.freeze()
    # Only now: on a machine kept busy, a process that stands back might never be ready.
    os.nice(setup["niceness"])
    confinement.close_doors(Path(setup["scratch"]).resolve())
    _answer(target, {"problem": None, "cut_off": cut_off, "memory": confinement.memory_in_use()})
    with suppress(BrokenFrameError, BrokenPipeError):
        while True:
            job = read_job(*decode(source.read))
            confinement.renew_time(setup["seconds"])
            _answer(target, *_made(engine, job))
            confinement.renew_time(setup["seconds"])  # clearing up is not held against the job
            gc.collect()


def _own_output() -> BinaryIO:
    """The pipe to the parent. Whatever a library prints goes nowhere, so that it cannot break a frame."""
    own = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.stdout = sys.stderr
    return os.fdopen(own, "wb")


def _made(engine: Engine, job: Job) -> tuple[dict[str, Any], list[bytes]]:
    """The answer to a job. What went wrong is told by the name of the exception: its text may quote the document."""
    try:
        pdf = engine.make(job)
    except MemoryError:
        return {"problem": "memory"}, []
    except Exception as error:
        return {"problem": "failed", "reason": type(error).__name__}, []
    return {"problem": None, "memory": confinement.memory_in_use()}, [pdf]


def _answer(target: BinaryIO, header: dict[str, Any], parts: list[bytes] | None = None) -> None:
    target.write(encode(header, parts or []))
    target.flush()


if __name__ == "__main__":
    main()
