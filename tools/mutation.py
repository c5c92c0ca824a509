"""Breaks the code that may least be wrong, one place at a time, and says per file how many broken places a test noticed (docs/security.md).

mutmut makes the broken places; pyproject.toml, [tool.mutmut] names the files and the tests. Running them is done here: mutmut starts pytest, finds
the tests and makes a database anew for every broken place, which here takes longer than the tests themselves. This starts pytest once,
runs every test once unbroken, and then has a copy of that process (fork) for each broken place, in which only the tests run that come there, quickest
first, until one fails. Nothing is written in the project. Arguments choose: tests (tests/...) and places (accounts.access.*).
"""

from __future__ import annotations

import ast
import difflib
import gc
import importlib.util
import os
import re
import resource
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType, SimpleNamespace
from typing import Any

import pytest
from mutmut.configuration import config as configuration
from mutmut.mutation.file_mutation import MutatedFile, mutate_file_contents
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.state import state

PROJECT = Path(__file__).resolve().parent.parent
# Slower tests are left out: the score can only look lower than it is.
MOST_SECONDS = 1.5  # of processor time, for one test
LEAST = 95  # per cent that a test has to notice, places included that change nothing anybody can see
PASSED = "passed"


@dataclass
class BrokenFile:
    """A module with all its broken places, and which of these nobody noticed or no test reaches."""

    path: str
    made: MutatedFile
    names: list[str] = field(default_factory=list)
    noticed: int = 0
    unnoticed: list[str] = field(default_factory=list)
    unreached: list[str] = field(default_factory=list)
    noticed_by: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))  # a function: which tests noticed how often

    @property
    def module(self) -> str:
        return self.path.removesuffix(".py").replace("/", ".")

    def difference(self, name: str) -> str:
        """What is broken, as lines with - and +."""
        functions = {node.name: node for node in ast.walk(ast.parse(self.made.code)) if isinstance(node, ast.FunctionDef)}
        written = self.made.code.splitlines()
        pair = (functions[f"{name.rpartition('__mutmut_')[0]}__mutmut_orig"], functions[name])
        before, after = (written[found.lineno - 1 : found.end_lineno] for found in pair)
        lines = difflib.unified_diff(*([re.sub(r"__mutmut_(orig|\d+)", "", line) for line in lines] for lines in (before, after)), n=0)
        return "\n".join(f"    {line}" for line in lines if line[:1] in "+-" and line[:3] not in ("---", "+++"))


class BrokenLoader(SourceFileLoader):
    """Loads a module with all its broken places in it; which one counts is chosen while it runs."""

    def __init__(self, file: BrokenFile) -> None:
        super().__init__(file.module, str(PROJECT / file.path))
        self._file = file

    def get_code(self, fullname: str) -> CodeType:
        code: CodeType = compile(self._file.made.code, self.path, "exec", dont_inherit=True)
        return code


class BrokenFinder:
    """Stands before the ordinary finders."""

    def __init__(self, files: Sequence[BrokenFile]) -> None:
        self._files = {file.module: file for file in files}

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        file = self._files.get(name)
        return None if file is None else importlib.util.spec_from_file_location(name, PROJECT / file.path, loader=BrokenLoader(file))


class Trial:
    """The plugin of pytest that runs the tests: first unbroken, then for every broken place."""

    def __init__(self, files: Sequence[BrokenFile]) -> None:
        self._files = files
        self._seconds: dict[str, float] = {}
        self._reaching: defaultdict[str, set[str]] = defaultdict(set)  # a function: the tests that come there
        self._sharing: defaultdict[str, set[Path]] = defaultdict(set)  # a function: the files whose tests may share what it made

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self._run_unbroken(session)
        gc.freeze()
        # A test that fails in a copy of the process with nothing broken would notice everything.
        if not session.testsfailed and (failed := self._first_failure(session, session.items, "")) is not None:
            print(f"\nfails in a copy of the process with nothing broken: {failed}")
            session.testsfailed += 1
        if not session.testsfailed:
            for file in self._files:
                for name in file.names:
                    self._try(session, file, name)
        return True

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Generator[None, Any, Any]:
        answer = yield
        for function in state()._stats:
            self._sharing[function].add(item.path)
        return answer

    def _run_unbroken(self, session: pytest.Session) -> None:
        set_mutant_under_test("stats")
        for item, following in zip(session.items, [*session.items[1:], session.items[0]], strict=True):
            state()._stats.clear()
            started = time.process_time()
            # The first test follows the last one: then what all tests share stays, the database among it.
            item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
            self._seconds[item.nodeid] = time.process_time() - started
            for function in state()._stats:
                self._reaching[function].add(item.nodeid)
        # Fixtures of modules are made again in every copy; those of the whole run stay.
        session._setupstate.teardown_exact(SimpleNamespace(listchain=lambda: [session]))
        set_mutant_under_test("")

    def _try(self, session: pytest.Session, file: BrokenFile, name: str) -> None:
        function = f"{file.module}.{name.rpartition('__mutmut_')[0]}"
        chosen = [item for item in session.items if item.nodeid in self._reaching[function] or item.path in self._sharing[function]]
        if not chosen:
            file.unreached.append(name)
            return
        by = file.noticed_by[function]
        # What noticed before in this function, and then the quickest.
        chosen.sort(key=lambda item: (-by[item.nodeid], self._seconds[item.nodeid]))
        failed = self._first_failure(session, chosen, f"{file.module}.{name}")
        if failed is None:
            file.unnoticed.append(name)
            print(f"\nnot noticed: {file.module}.{name}\n{file.difference(name)}", flush=True)
        else:
            file.noticed += 1
            by[failed] += 1

    def _first_failure(self, session: pytest.Session, items: list[pytest.Item], name: str) -> str | None:
        """The test that fails with this place broken, in a copy of this process; empty when the copy was stopped. The slow ones are left out."""
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            quick = [item for item in items if self._seconds[item.nodeid] <= MOST_SECONDS]
            _run_broken(session, quick, name, writing, int(10 + 5 * sum(self._seconds[item.nodeid] for item in quick)))
        os.close(writing)
        with os.fdopen(reading, encoding="utf-8") as answer:
            said = answer.read()
        os.waitpid(child, 0)
        return None if said == PASSED else said


def _run_broken(session: pytest.Session, items: list[pytest.Item], name: str, answer: int, seconds: int) -> None:
    """In the copy of the process; ends it, with the test that failed or PASSED as the answer.

    A broken place that goes round for ever or waits for ever is stopped after these seconds, ten times as long when it waits, and is noticed as well.
    """
    session.config.pluginmanager.unregister(name="terminalreporter")
    gc.disable()
    signal.alarm(10 * seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    said = "stopped"
    try:
        set_mutant_under_test(name)
        for item, following in zip(items, [*items[1:], items[0]], strict=True):
            said = item.nodeid
            item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                break
        else:
            said = PASSED
    finally:
        os.write(answer, said.encode())
        os._exit(0)


def main(wanted: list[str]) -> int:
    os.chdir(PROJECT)
    sys.path.insert(0, str(PROJECT))
    settings = configuration()
    files = [BrokenFile(path, mutate_file_contents(path, (PROJECT / path).read_text(encoding="utf-8"), None, None)) for path in settings.only_mutate]
    places = [one for one in wanted if not one.startswith(("tests/", "-"))]
    for file in files:
        file.names = [name for name in file.made.mutant_names if not places or any(fnmatch(f"{file.module}.{name}", place) for place in places)]
    files = [file for file in files if file.names]
    sys.meta_path.insert(0, BrokenFinder(files))
    tests = [one for one in wanted if one.startswith("tests/")] or settings.pytest_add_cli_args_test_selection
    arguments = [*settings.pytest_add_cli_args, *tests, *(one for one in wanted if one.startswith("-"))]
    if pytest.main(arguments, plugins=[Trial(files)]):
        print("A test fails without anything broken, so this says nothing.", file=sys.stderr)
        return 1
    print("\n| file | broken places | noticed | not noticed | no test comes there |\n|---|---|---|---|---|")
    for file in files:
        print(f"| `{file.path}` | {len(file.names)} | {file.noticed} | {len(file.unnoticed)} | {len(file.unreached)} |")
    for file in files:
        for name in file.unreached:
            print(f"no test comes at {file.module}.{name}")
    noticed, places_broken = sum(file.noticed for file in files), sum(len(file.names) for file in files)
    print(f"{noticed} of {places_broken} noticed")
    return 0 if 100 * noticed >= LEAST * places_broken else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
