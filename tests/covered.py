"""Coverage at next to no cost: PYTEST_PLUGINS=tests.covered pytest … says what no test reached, and fails when that is too much.

SlipCover puts a signal at every line and branch of our code as it is imported. What gave its signal is taken out again now and then, so that most of
the code soon runs as if nothing were measured. By the environment and not by `-p`, because a process of xdist reads `-p` after Django.
"""

from __future__ import annotations

import gc
import json
import os
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, repeat
from pathlib import Path
from time import monotonic
from types import FunctionType
from typing import Any

import pytest
import slipcover

PROJECT = Path(__file__).resolve().parent.parent
MEASURED = ("accounts", "config", "procurement", "voorzieningen")
OMITTED = ("*/migrations/*", "config/gunicorn.py", "config/wsgi.py")
NOT_RUN = ("if TYPE_CHECKING:", "@overload", r"assert_never\(", r"#\s*pragma:\s*no cover", r"^\s*\.\.\.\s*$")
# Of everything, and of the modules that the import contracts call pure.
LEAST, LEAST_PURE = 95.0, 100.0
# So many seconds after the last time the signals that were given are taken out.
PAUSES = (5, 10, 20, 40, 80)
NEVER = 1_000_000_000  # SlipCover's own moment to do so

Found = dict[str, dict[str, Any]]  # path -> lines and branches that were executed and missing, as SlipCover writes it


class Measurement:
    """What of the packages in a folder this process reaches, from what it imports now on."""

    def __init__(self, folder: Path, packages: tuple[str, ...]) -> None:
        self._sources = [str(folder / name) for name in packages]
        omitted = [str(folder / name) if name[0] != "*" else name for name in OMITTED]
        self._signals = slipcover.Slipcover(branch=True, d_miss_threshold=NEVER, omit=omitted, exclude_lines=[*NOT_RUN])
        self._imports = slipcover.ImportManager(self._signals, slipcover.FileMatcher(sources=self._sources, omit=omitted))
        self._imports.__enter__()

    def stop(self) -> None:
        """What is imported from now on is not measured."""
        self._imports.__exit__()

    def lighten(self) -> None:
        """Take out the signals that were given.

        SlipCover's own way looks for functions in modules and classes, and so leaves properties, and what a decorator holds, as they are.
        """
        signals = self._signals
        with signals.lock:
            for file, seen in signals._get_newly_seen().items():
                for code in list(signals.instrumented[file]):
                    signals.deinstrument(code, seen)
                signals.all_seen[file].update(seen)
            for function in gc.get_objects():
                if type(function) is FunctionType and function.__code__ in signals.replace_map:
                    function.__code__ = signals.replace_map[function.__code__]
            signals.replace_map.clear()

    def found(self, *, with_never_imported: bool = False) -> dict[str, Any]:
        """All that SlipCover tells, with the files that nobody imported if wanted."""
        self._signals.source = self._sources if with_never_imported else None
        answer: dict[str, Any] = self._signals.get_coverage()
        return answer


@dataclass(frozen=True, slots=True)
class Judged:
    """Files that are judged together, lines and branches alike."""

    name: str
    files: Found
    least: float

    @property
    def percentage(self) -> float:
        reached = sum(len(found["executed_lines"]) + len(found["executed_branches"]) for found in self.files.values())
        missing = sum(len(found["missing_lines"]) + len(found["missing_branches"]) for found in self.files.values())
        return 100 * reached / (reached + missing) if reached + missing else 0.0

    @property
    def is_enough(self) -> bool:
        return self.percentage >= self.least

    @property
    def said(self) -> Iterator[str]:
        """One line, and when it is not enough one more for every file that misses something."""
        yield f"{self.name}: {self.percentage:.2f} % reached, at least {self.least:g} % is needed"
        if self.is_enough:
            return
        for path, found in sorted(self.files.items()):
            branches = [f"{origin}->{target or 'exit'}" for origin, target in found["missing_branches"]]
            if places := [*map(str, found["missing_lines"]), *branches]:
                yield f"  {path}: {', '.join(places)}"


def judged(files: Found) -> tuple[Judged, Judged]:
    pure = {path: found for path, found in files.items() if is_pure(path)}
    return Judged("everything", files, LEAST), Judged("the pure modules", pure, LEAST_PURE)


def is_pure(path: str) -> bool:
    """Whether the import contracts name the module at this path, from the project's root, as pure."""
    module = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    return any(module == pure or module.startswith(f"{pure}.") for pure in _pure_modules())


@cache
def _pure_modules() -> tuple[str, ...]:
    contracts = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    [pure] = [contract["source_modules"] for contract in contracts if contract["name"].startswith("The pure modules")]
    return tuple(pure)


class Covered:
    """The plugin of one process of a run: each process of xdist leaves what it found in a folder for the one that leads them."""

    def __init__(self) -> None:
        self._measurement = Measurement(PROJECT, MEASURED)
        self._judged: tuple[Judged, ...] = ()
        self._pauses = chain(PAUSES, repeat(PAUSES[-1]))
        self._next = monotonic() + next(self._pauses)

    def pytest_configure(self, config: pytest.Config) -> None:
        if _worker() or not getattr(config.option, "numprocesses", None):
            os.environ.pop("PYTEST_PLUGINS", None)  # not for what the tests start
        else:
            os.environ["COVERED_IN"] = tempfile.mkdtemp(prefix="covered-")

    def pytest_runtest_logfinish(self) -> None:
        if monotonic() > self._next:
            self._measurement.lighten()
            self._next = monotonic() + next(self._pauses)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if worker := _worker():
            (Path(os.environ["COVERED_IN"]) / f"{worker}.json").write_text(json.dumps(self._measurement.found()), encoding="utf-8")
            return
        whole = self._measurement.found(with_never_imported=True)
        if folder := os.environ.pop("COVERED_IN", ""):
            for file in Path(folder).glob("*.json"):
                slipcover.merge_coverage(whole, json.loads(file.read_text(encoding="utf-8")))
                file.unlink()
            Path(folder).rmdir()
        self._judged = judged(whole["files"])
        if session.exitstatus == pytest.ExitCode.OK and not all(part.is_enough for part in self._judged):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        terminalreporter.section("coverage of lines and branches")
        for part in self._judged:
            for line in part.said:
                terminalreporter.write_line(line, red=not part.is_enough)


def _worker() -> str:
    """The name of this process of xdist; empty when it leads the others, or is the only one."""
    return os.environ.get("PYTEST_XDIST_WORKER", "")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Before pytest-django imports anything of ours."""
    early_config.pluginmanager.register(Covered(), "covered")
