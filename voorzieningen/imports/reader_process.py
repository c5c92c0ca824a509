"""The process that reads one file and ends: its memory and time are bounded by the system, whatever the file does to the reader."""

from __future__ import annotations

import json
import resource
import sys
from dataclasses import asdict


def main() -> None:
    """Limits as JSON in the first argument, the file on standard input; the table or the refusal as JSON on standard output."""
    limits = json.loads(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (limits["memory"], limits["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (limits["seconds"], limits["seconds"]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # openpyxl takes these along when they are there: memory and time for nothing, and lxml would read XML in place of defusedxml.
    sys.modules["numpy"] = sys.modules["lxml"] = None
    from voorzieningen.imports.inspection import read_table
    from voorzieningen.imports.table import FileRefusedError, Limits

    try:
        answer: dict[str, object] = {"table": asdict(read_table(sys.stdin.buffer.read(limits["size"] + 1), Limits(**limits)))}
    except FileRefusedError as error:
        answer = {"refused": str(error)}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
