"""A full disk, a database that is away, locked or read-only: reading goes on where it can, and who writes is told that nothing was saved."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.faults.conftest import template
from tests.faults.portal import SAVED, Database, Portal, PostgresDatabase, SqliteFile, back_within

ONLY_SQLITE = pytest.mark.parametrize("vendor", ["sqlite"], indirect=True)
ONLY_POSTGRESQL = pytest.mark.parametrize("vendor", ["postgresql"], indirect=True)
TYPED = "Mijn lange getypte tekst " * 40


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own; with less than 50 MB free the portal says that it is not well. Only root may make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=120m", "none", str(folder)], check=False).returncode:
        pytest.skip("no file system of its own can be made here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def cramped(small_disk: Path, empty: Callable[[str], Database]) -> Iterator[Portal]:
    _, full, session = template("sqlite", empty)
    assert isinstance(full, SqliteFile)
    portal = Portal(full.copy("cramped", small_disk), session)
    with portal.running():
        yield portal


def fill(disk: Path) -> Path:
    """To the last byte."""
    file = disk / "filler"
    with file.open("wb", buffering=0) as out:
        for size in (1 << 20, 1 << 12, 1):
            with suppress(OSError):
                while out.write(bytes(size)):
                    pass
    return file


def test_on_a_full_disk_reading_goes_on(cramped: Portal, small_disk: Path) -> None:
    key = cramped.dossiers()[0]
    assert cramped.save(key, "eerst", 1).status == SAVED
    filler = fill(small_disk)
    for address in ("/", "/vergelijken/", f"/dossiers/{key}/", "/dossiers/"):
        assert cramped.get(address).status == 200, address
    for _ in range(3):
        refused = cramped.save(key, TYPED, 2)
        assert (refused.status, refused.headers.get("Retry-After")) == (503, "60")
        assert "niets" in refused.text
        assert "Mijn lange getypte tekst" in refused.text
    assert cramped.get("/account/inloggen/", Cookie="").status == 200
    assert cramped.manage("backup", str(small_disk)).returncode == 1
    filler.unlink()
    assert cramped.save(key, "daarna", 2).status == SAVED
    cramped.kill()
    cramped.assert_whole()


def test_on_a_read_only_disk_nothing_breaks(cramped: Portal, small_disk: Path) -> None:
    key = cramped.dossiers()[0]
    assert cramped.save(key, "eerst", 1).status == SAVED
    busy = subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=False, capture_output=True)
    if busy.returncode:
        pytest.skip("the file system is in use and cannot be made read-only")
    refused = cramped.save(key, TYPED, 2)
    assert refused.status == 503
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    cramped.comes_back()
    assert cramped.save(key, "daarna", 2).status == SAVED
    cramped.kill()
    cramped.assert_whole()


@ONLY_SQLITE
@pytest.mark.parametrize(("seconds", "status"), [(2, SAVED), (120, 503)])
def test_behind_a_long_writer_it_waits_and_then_says_so(portal: Portal, seconds: int, status: int) -> None:
    assert isinstance(portal.database, SqliteFile)
    file = portal.database.file
    taken = threading.Event()
    done = threading.Event()

    def write_long() -> None:
        with closing(sqlite3.connect(file, isolation_level=None)) as own:
            own.execute("BEGIN IMMEDIATE")
            taken.set()
            done.wait(seconds)
            own.execute("ROLLBACK")

    key = portal.dossiers()[0]
    with portal.running():
        writer = threading.Thread(target=write_long)
        writer.start()
        taken.wait()
        begin = time.monotonic()
        reply = portal.save(key, TYPED, 1)
        took = time.monotonic() - begin
        assert portal.get(f"/dossiers/{key}/").status == 200
        done.set()
        writer.join()
        assert reply.status == status
        assert took < 20 + back_within()
        if status == 503:
            assert "Mijn lange getypte tekst" in reply.text
        portal.kill()
    portal.assert_whole()


@ONLY_POSTGRESQL
def test_a_database_that_was_away_comes_back_by_itself(portal: Portal) -> None:
    database = portal.database
    assert isinstance(database, PostgresDatabase)
    key = portal.dossiers()[0]
    with portal.running():
        assert portal.save(key, "eerst", 1).status == SAVED
        database.stop()
        for reply in (portal.get(f"/dossiers/{key}/"), portal.save(key, TYPED, 2), portal.get("/gezondheid/")):
            assert reply.status == 503
        assert portal.get(f"/dossiers/{key}/").headers.get("Retry-After") == "60"
        assert "Mijn lange getypte tekst" in portal.save(key, TYPED, 2).text
        assert portal.get("/levend/", Cookie="").status == 200, "a monitor has no session, so nothing asks for one"
        database.start()
        portal.comes_back()
        assert portal.save(key, "daarna", 2).status == SAVED


@ONLY_POSTGRESQL
def test_after_a_restart_of_an_idle_database_no_request_fails(portal: Portal) -> None:
    database = portal.database
    assert isinstance(database, PostgresDatabase)
    key = portal.dossiers()[0]
    with portal.running(), ThreadPoolExecutor(8) as clients:
        warm = list(clients.map(lambda _: portal.get(f"/dossiers/{key}/").status, range(50)))
        database.stop()
        database.start()
        after = list(clients.map(lambda _: portal.get(f"/dossiers/{key}/").status, range(200)))
    assert set(warm) == set(after) == {200}


@ONLY_SQLITE
def test_without_its_folder_for_pdfs_the_portal_makes_it_anew(portal: Portal) -> None:
    folder = Path(portal.surroundings["PDF_FOLDER"])
    address = "/advies.pdf?gemeente=GM0392&aanbod=home-start&lengte=kort"
    with portal.running():
        assert portal.get(address).status == 200
        shutil.rmtree(folder)
        assert portal.get("/").status == 200
        answers = [portal.get(f"{address}&startjaar={2027 + place % 3}").status for place in range(6)]
        portal.comes_back()
    assert set(answers) <= {200, 503}
    assert answers[-1] == 200, answers
