"""kill -9 of workers, servers, databases and commands at any moment: nothing acknowledged is lost, nothing is half, and it answers again soon."""

from __future__ import annotations

import random
import re
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from threading import Thread

import psutil
import pytest

from tests.faults.conftest import template
from tests.faults.portal import GONE, SAVED, Database, Portal, PostgresDatabase, SqliteFile
from tests.faults.saving import Savers

REPORTS = "SELECT dossier_id, number FROM procurement_advicereport"
FINAL = "SELECT id FROM procurement_dossier WHERE status = 'vastgesteld'"
FROZEN_EVENTS = "SELECT dossier_id FROM procurement_dossierevent WHERE what LIKE 'Rapport % vastgesteld'"
OFFERINGS = "SELECT COUNT(*) FROM voorzieningen_offering"


def test_eight_writers_lose_nothing(portal: Portal) -> None:
    with portal.running(), Savers(portal, 8).busy() as savers:
        savers.wait_for(80)
    assert set(savers.statuses) == {SAVED}
    savers.assert_nothing_lost()


@pytest.mark.quick_fault
def test_a_server_killed_while_saving(portal: Portal) -> None:
    with portal.running(), Savers(portal, 4).busy() as savers:
        savers.wait_for(20)
        portal.kill()
        portal.restart()
        savers.wait_for(savers.total + 10)
        portal.kill()
    savers.assert_nothing_lost()
    portal.assert_whole()


def test_workers_killed_while_saving(portal: Portal, dice: random.Random) -> None:
    with portal.running(), Savers(portal, 4).busy() as savers:
        for _ in range(4):
            savers.wait_for(savers.total + 10)
            dice.choice(portal.workers()).kill()
            portal.comes_back()
        savers.wait_for(savers.total + 10)
    savers.assert_nothing_lost()
    portal.assert_whole()


@pytest.mark.parametrize("vendor", ["postgresql"], indirect=True)
def test_the_database_server_killed_while_saving(portal: Portal) -> None:
    database = portal.database
    assert isinstance(database, PostgresDatabase)
    with portal.running(), Savers(portal, 4).busy() as savers:
        for _ in range(2):
            savers.wait_for(savers.total + 20)
            database.kill()
            assert portal.get("/gezondheid/").status == 503
            database.start()
            portal.comes_back()
        savers.wait_for(savers.total + 10)
    assert set(savers.statuses) <= {SAVED, 409, 503}
    savers.assert_nothing_lost()
    portal.assert_whole()


@pytest.mark.parametrize("vendor", ["postgresql"], indirect=True)
def test_sessions_of_the_database_killed_while_saving(portal: Portal, dice: random.Random) -> None:
    database = portal.database
    assert isinstance(database, PostgresDatabase)
    with portal.running(), Savers(portal, 4).busy() as savers:
        for _ in range(3):
            savers.wait_for(savers.total + 10)
            backends = [
                pid for (pid,) in database.rows(f"SELECT pid FROM pg_stat_activity WHERE datname = '{database.name}' AND pid <> pg_backend_pid()")
            ]
            with suppress(psutil.NoSuchProcess):
                psutil.Process(dice.choice(backends)).kill()
            portal.comes_back()
    assert set(savers.statuses) <= {SAVED, 409, 503}
    savers.assert_nothing_lost()


def test_killed_while_freezing(portal: Portal, dice: random.Random) -> None:
    """Report, status and log come together or not at all, and of one version there is never a second report."""
    dossiers = portal.dossiers()[:3]
    with portal.running():
        for place, key in enumerate(dossiers):
            address = f"/dossiers/{key}/vaststellen/"
            page = portal.get(address).text
            fields = {name: _field(page, name) for name in ("versie", "gezien")}
            answers: list[int] = []

            def press(address: str = address, fields: dict[str, str] = fields, answers: list[int] = answers) -> None:
                with suppress(*GONE):
                    answers.append(portal.post(address, 30, **fields).status)

            presses = [Thread(target=press) for _ in range(2)]
            for thread in presses:
                thread.start()
            if place:  # the first may finish: then we know that pressing works
                time.sleep(dice.uniform(0.3, 4))
                portal.kill()
            for thread in presses:
                thread.join()
            if place:
                portal.restart()
            _assert_frozen_wholly(portal)
            if not place:
                assert SAVED in answers
                assert len(portal.database.rows(REPORTS)) == 1
    portal.assert_whole()


def _field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, page[:3000]
    return found[1]


def _assert_frozen_wholly(portal: Portal) -> None:
    reports = portal.database.rows(REPORTS)
    assert len(reports) == len(set(reports)) == len({dossier for dossier, _ in reports})
    assert sorted(dossier for dossier, _ in reports) == sorted(key for (key,) in portal.database.rows(FINAL))
    assert sorted(dossier for dossier, _ in reports) == sorted(key for (key,) in portal.database.rows(FROZEN_EVENTS))


def test_killed_while_loading_the_catalogue(bare: Portal, dice: random.Random) -> None:
    assert bare.manage("migrate", "--verbosity=0").returncode == 0
    for _ in range(5):
        _kill_after(bare, dice.uniform(0.5, 6), "load_catalogue", "--verbosity=0")
        assert bare.database.rows(OFFERINGS)[0][0] in (0, 17) or _is_complete(bare)
    assert bare.manage("load_catalogue", "--verbosity=0").returncode == 0
    bare.assert_whole()


SOURCES = 300
OFFERED = f"""
import django; django.setup()
from voorzieningen.imports.inspection import read_table
from voorzieningen.imports.plan import make_plan
from voorzieningen.imports.table import Limits
from voorzieningen.imports.writing import keep_file, write_file
from voorzieningen.models import ImportFile, Source
lines = "".join(f"bron-{{n}};S{{n}};Bron nummer {{n}};webpagina;derde\\n" for n in range(1000, 1000 + {SOURCES}))
data = ("sleutel;code;titel;soort;wie spreekt\\n" + lines).encode()
table = read_table(data, Limits())
"""
OFFER = (
    OFFERED
    + """
keep_file(Source, "bronnen.csv", data, None)
print(make_plan(Source, table).digest)
"""
)
CONFIRM = (
    OFFERED
    + """
import sys
print("begun", flush=True)
write_file(ImportFile.objects.get(), Source, table, sys.argv[1])
"""
)
IMPORTED = (
    "SELECT (SELECT COUNT(*) FROM voorzieningen_source WHERE slug LIKE 'bron-%'), "
    "(SELECT COUNT(*) FROM voorzieningen_historicalsource WHERE slug LIKE 'bron-%'), (SELECT COUNT(*) FROM voorzieningen_importoutcome)"
)
NOTHING, ALL_OF_IT = (0, 0, 0), (SOURCES, SOURCES, 1)


def test_killed_while_importing(portal: Portal, dice: random.Random) -> None:
    """Rows, their history and the line in the log come together or not at all; confirming again finishes it, and once more changes nothing."""
    digest = portal.script(OFFER)
    assert portal.database.rows(IMPORTED) == [NOTHING]
    for _ in range(5):
        process = portal.running_script(CONFIRM, digest)
        assert process.stdout is not None
        process.stdout.readline()
        with suppress(subprocess.TimeoutExpired):
            process.wait(dice.uniform(0.05, 3))
        process.kill()
        process.communicate()
        [found] = portal.database.rows(IMPORTED)
        assert found in (NOTHING, ALL_OF_IT)
    ended = portal.running_script(CONFIRM, digest)
    ended.communicate()
    assert (ended.returncode == 0) == (found == NOTHING)
    again = portal.running_script(CONFIRM, digest)
    assert "AlreadyWrittenError" in again.communicate()[1].decode()
    assert portal.database.rows(IMPORTED) == [ALL_OF_IT]
    portal.assert_whole()


def _is_complete(portal: Portal) -> bool:
    return "0 rows created, 0 updated" in portal.manage("load_catalogue").stdout


def test_a_migration_killed_halfway(bare: Portal, dice: random.Random, empty: object, vendor: str) -> None:
    """At many moments of the whole history of migrations, again and again; then once more to the end: the same tables as without a fault."""
    for _ in range(12):
        _kill_after(bare, dice.uniform(0.4, 3.5), "migrate", "--verbosity=0")
    done = bare.manage("migrate", "--verbosity=0")
    assert done.returncode == 0, done.stderr
    bare.assert_whole()
    _, full, _ = template(vendor, empty)
    assert _schema(bare.database) == _schema(full)


def _schema(database: Database) -> list[object]:
    assert isinstance(database, SqliteFile | PostgresDatabase)
    return database.schema()


def test_killed_while_making_a_backup(portal: Portal, dice: random.Random, tmp_path: Path) -> None:
    whole = 0
    for _ in range(6):
        _kill_after(portal, dice.uniform(0.3, 2.5), "backup", str(tmp_path))
        for file in tmp_path.glob("backup-*"):
            assert portal.manage("verify", str(file)).returncode == 0
            whole += 1
    assert portal.manage("backup", str(tmp_path)).returncode == 0
    portal.assert_whole()


def _kill_after(portal: Portal, seconds: float, *words: str) -> None:
    process = portal.managing(*words)
    with suppress(Exception):
        process.wait(seconds)
    process.kill()
    process.wait()
