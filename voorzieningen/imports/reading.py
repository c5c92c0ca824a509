"""Has a file read by a process of its own, and waits for it no longer than is agreed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from voorzieningen.imports.table import FileRefusedError, Limits, Line, Table, number

ROOT = Path(__file__).resolve().parents[2]
TOO_MUCH = "Dit bestand kost te veel tijd of geheugen om te lezen. Kopieer alleen de waarden naar een nieuw bestand."


def read_file(data: bytes, limits: Limits) -> Table:
    """The table in the file. Raises FileRefusedError."""
    if len(data) > limits.size:
        raise FileRefusedError(f"Het bestand is te groot: {number(len(data))} bytes. Er mogen er {number(limits.size)} zijn.")
    command = [sys.executable, "-m", "voorzieningen.imports.reader_process", json.dumps(asdict(limits))]
    # Nothing of the portal's settings: the reader needs no key and no database.
    environment = {name: os.environ[name] for name in ("PATH", "LANG", "PYTHONDONTWRITEBYTECODE") if name in os.environ}
    try:
        # Our own interpreter and module; the file goes in as bytes.
        done = subprocess.run(  # noqa: S603 - as said above
            command, input=data, capture_output=True, timeout=2 * limits.seconds, cwd=ROOT, env=environment, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise FileRefusedError(TOO_MUCH) from error
    if done.returncode != 0:
        raise FileRefusedError(TOO_MUCH)
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise FileRefusedError(answer["refused"])
    table = answer["table"]
    lines = tuple(Line(line["number"], tuple(line["cells"])) for line in table["lines"])
    return Table(tuple(table["headings"]), lines, tuple(table["notes"]))
