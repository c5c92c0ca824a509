"""How long the portal takes to start, beside importing Django alone, and that what is heavy waits until it is needed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.ratio import compare

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "ENVIRONMENT": "test"})


def test_check() -> None:
    compare(
        what="`manage.py check`",
        subject=lambda: run("manage.py", "check"),
        yardstick=lambda: run("-c", "import django"),
        yardstick_name='`python -c "import django"`',
        reach="<= 9",
    )
