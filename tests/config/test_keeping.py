"""An archive holds everything or is not there, what is damaged is refused before anything changes, and nothing changes unseen."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
import struct
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from config import triggers
from config.keeping import archive, postgres, sqlite
from config.keeping.backing_up import back_up, name_of, remove_older
from config.keeping.manifest import KeepingError, Manifest, read_manifest
from config.keeping.restoring import restore
from config.keeping.verifying import verify, verify_archive
from procurement.exports.frozen_json import canonical, check_code
from procurement.models import AdviceReport, Dossier
from tests.conftest import _template
from voorzieningen.models import Municipality

ALIAS = "keeping"
ON_SQLITE = pytest.mark.skipif(connection.vendor != "sqlite", reason="a file")
ON_POSTGRESQL = pytest.mark.skipif(connection.vendor != "postgresql", reason="a server")
PDF, DATA = b"%PDF-1.7 proef\x00\xff\\\r\n\t%%EOF\n", {"proef": "één \\ regel\nen een tab\t"}


@pytest.fixture
def live(tmp_path: Path, django_db_setup: None, django_db_blocker: Any) -> Iterator[BaseDatabaseWrapper]:
    """A database of its own with the catalogue and one frozen report, as a real portal has it."""
    with django_db_blocker.unblock(), laid_out(tmp_path) as own:
        yield own


@contextmanager
def laid_out(tmp_path: Path) -> Iterator[BaseDatabaseWrapper]:
    name = str(tmp_path / "live.sqlite3") if connection.vendor == "sqlite" else f"keeping_{os.getpid()}"
    _template[0].lay_out(name)
    connections.databases[ALIAS] = {**connection.settings_dict, "NAME": name}
    own = connections[ALIAS]
    own.inc_thread_sharing()
    make_report()
    try:
        yield own
    finally:
        own.close()
        del connections[ALIAS], connections.databases[ALIAS]
        if connection.vendor == "postgresql":
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def make_report() -> None:
    municipality = Municipality.objects.using(ALIAS).get(code="GM0392")
    dossier = Dossier.objects.using(ALIAS).create(municipality=municipality, name="Steun", status=Dossier.Status.FINAL)
    AdviceReport.objects.using(ALIAS).create(
        dossier=dossier, municipality=municipality, municipality_name="Haarlem", number=1, title="Rapport", frozen_at=datetime.now(UTC),
        frozen_by="Iemand", dossier_version=1, reference_day=date(2026, 11, 22), software_version="0", has_quotations=False,
        data=canonical(DATA).decode(), check_code=check_code(DATA), pdf=PDF, sha256=sha256(PDF).hexdigest(), file_name="rapport.pdf",
    )  # fmt: skip


def run(own: BaseDatabaseWrapper, *statements: str) -> None:
    with own.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def names(own: BaseDatabaseWrapper) -> list[str]:
    return sorted(Dossier.objects.using(own.alias).values_list("name", flat=True))


# --- there and back -----------------------------------------------------------------------------------------------------------------------


def test_an_archive_under_continuous_writes_is_of_one_moment(live: BaseDatabaseWrapper, tmp_path: Path) -> None:
    """Each writer adds two dossiers in one transaction: in the archive their number is even."""
    stop = threading.Event()

    def write() -> None:
        own = live.copy()
        while not stop.is_set():
            with own.cursor() as cursor:
                cursor.execute("BEGIN IMMEDIATE" if own.vendor == "sqlite" else "BEGIN")
                for _ in range(2):
                    cursor.execute(COPY_A_DOSSIER)
                cursor.execute("COMMIT")
        own.close()

    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    try:
        made = [back_up(live, tmp_path) for _ in range(3)]
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    counts = [archive.inspect(file).counts["procurement_dossier"] for file in made]
    assert [count % 2 for count in counts] == [1, 1, 1], "one from the fixture and pairs of the writers"
    assert counts[0] < counts[-1]
    assert all(verify_archive(file).is_whole for file in made)
    assert all(file.stat().st_mode & 0o777 == 0o600 for file in made)


COLUMNS = "municipality_id, name, query, subject, author, length, left_out, texts, status, created_at, updated_at, version, record"
COPY_A_DOSSIER = (
    f"INSERT INTO procurement_dossier (key, {COLUMNS}) SELECT "
    f"{'lower(hex(randomblob(16)))' if connection.vendor == 'sqlite' else 'gen_random_uuid()'}, {COLUMNS.replace('status', repr('concept'))} "
    "FROM procurement_dossier WHERE status = 'vastgesteld' LIMIT 1"
)


def test_there_and_back(live: BaseDatabaseWrapper, tmp_path: Path) -> None:
    """Restoring takes only what was there then, keeps a copy of what is there now, and the report is the same to the byte."""
    made = back_up(live, tmp_path)
    run(live, COPY_A_DOSSIER, "DELETE FROM procurement_dossierwatch")
    with pytest.raises(KeepingError, match="--yes"):
        restore(live, made, sure=False, discard=False, say=print)
    assert len(names(live)) == 2

    said: list[str] = []
    live.close()
    restore(live, made, sure=True, discard=False, say=said.append)

    assert names(live) == ["Steun"]
    report = AdviceReport.objects.using(ALIAS).get()
    assert (bytes(report.pdf), report.data) == (PDF, canonical(DATA).decode())
    assert triggers.missing(live) == ()
    [safe] = tmp_path.glob("voor-terugzetten-*")
    assert archive.inspect(safe).counts["procurement_dossier"] == 2
    assert str(safe) in said[0]
    assert not list(tmp_path.glob(f"{archive.TEMPORARY}*"))


def test_an_older_archive_is_brought_up_to_date(live: BaseDatabaseWrapper, tmp_path: Path) -> None:
    """As made by software that did not have the last migrations of procurement: column and triggers are put there."""
    triggers.take_away(live)
    run(live, "DELETE FROM django_migrations WHERE app = 'procurement' AND name IN ('0002_frozen_reports_stay', '0003_mail_is_sent_once')")
    run(live, "ALTER TABLE procurement_dossierwatch DROP COLUMN claimed_at")
    made = back_up(live, tmp_path)
    live.close()
    restore(live, made, sure=True, discard=True, say=print)
    assert verify(live).is_whole
    assert not list(tmp_path.glob("voor-terugzetten-*"))


# --- damaged archives ---------------------------------------------------------------------------------------------------------------------


def rewritten(
    file: Path, change: Callable[[Manifest], Manifest] = lambda item: item, *, more: tuple[str, ...] = (), dump: bytes | None = None
) -> None:
    with zipfile.ZipFile(file) as old:
        manifest, kept = read_manifest(old.read(archive.MANIFEST)), old.read(archive.DUMP)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr(archive.MANIFEST, change(manifest).written())
        new.writestr(archive.DUMP, kept if dump is None else dump)
        for name in more:
            new.writestr(name, b"x")


def flipped(file: Path, place: float) -> None:
    data = bytearray(file.read_bytes())
    data[int(len(data) * place)] ^= 0x10
    file.write_bytes(data)


ZEROS = bytes(300 << 20)
DAMAGES: dict[str, Callable[[Path], object]] = {
    "truncated": lambda file: os.truncate(file, file.stat().st_size - 100),
    "half": lambda file: os.truncate(file, file.stat().st_size // 2),
    "empty": lambda file: os.truncate(file, 0),
    "a byte in the dump": lambda file: flipped(file, 0.5),
    "a byte near the end of the dump": lambda file: flipped(file, 0.9),
    "another hash": lambda file: rewritten(file, lambda item: replace(item, dump_sha256="0" * 64)),
    "another size": lambda file: rewritten(file, lambda item: replace(item, dump_bytes=item.dump_bytes - 1)),
    "another count": lambda file: rewritten(file, lambda item: replace(item, counts={**item.counts, "procurement_dossier": 77})),
    "another report": lambda file: rewritten(file, lambda item: replace(item, reports=dict.fromkeys(item.reports, "0" * 64))),
    "a report that is not there": lambda file: rewritten(file, lambda item: replace(item, reports={**item.reports, "x": "0" * 64})),
    "newer software": lambda file: rewritten(file, lambda item: replace(item, migrations=(*item.migrations, "procurement.0999_later"))),
    "another engine": lambda file: rewritten(file, lambda item: replace(item, engine="sqlite" if item.engine == "postgresql" else "postgresql")),
    "no engine": lambda file: rewritten(file, lambda item: replace(item, engine="mysql")),
    "a path outside": lambda file: rewritten(file, more=("../../outside",)),
    "an absolute path": lambda file: rewritten(file, more=("/tmp/outside",)),
    "a bomb": lambda file: rewritten(
        file, lambda item: replace(item, dump_bytes=len(ZEROS), dump_sha256=sha256(ZEROS).hexdigest()), dump=ZEROS
    ),
    "no database": lambda file: rewritten(file, lambda item: replace(item, dump_bytes=5, dump_sha256=sha256(b"hallo").hexdigest()), dump=b"hallo"),
    "no manifest": lambda file: zipfile.ZipFile(file, "w").close(),
}  # fmt: skip


@pytest.mark.every_database
def test_what_is_damaged_is_refused_before_anything_changes(live: BaseDatabaseWrapper, tmp_path: Path) -> None:
    good = back_up(live, tmp_path).read_bytes()
    run(live, COPY_A_DOSSIER)
    live.close()
    file = tmp_path / "damaged.backup"
    for what, damage in DAMAGES.items():
        file.write_bytes(good)
        damage(file)
        with pytest.raises(KeepingError):
            restore(live, file, sure=True, discard=False, say=print)
        if what != "another engine":
            with suppress(KeepingError):
                assert not verify_archive(file).is_whole, what
        assert len(names(live)) == 2, what
        live.close()
    assert not list(tmp_path.glob(f"{archive.TEMPORARY}*")) + list(tmp_path.glob("voor-*"))
    assert not (tmp_path.parent.parent / "outside").exists()


def test_a_size_that_lies_is_not_believed(live: BaseDatabaseWrapper, tmp_path: Path) -> None:
    """A zip may say of a part that it is small while it unpacks to gigabytes: no more is read than it says."""
    file = back_up(live, tmp_path)
    said = 5
    rewritten(file, lambda item: replace(item, dump_bytes=said, dump_sha256=sha256(b"\0" * said).hexdigest()), dump=bytes(10 << 20))
    file.write_bytes(file.read_bytes().replace(struct.pack("<I", 10 << 20), struct.pack("<I", said)))
    with pytest.raises(KeepingError):
        archive.inspect(file)


@pytest.mark.parametrize(
    "text", [b"", b"[]", b"{", b'{"format": 2}', b'{"format": 1}', b"[" * 100_000, b'{"format": 1, "engine": ["sqlite"], "counts": {"a": true}}']
)
def test_a_manifest_of_another_form_is_refused(text: bytes) -> None:
    with pytest.raises(KeepingError):
        read_manifest(text)


# --- what verify finds --------------------------------------------------------------------------------------------------------------------


def behind_our_back(*statements: str) -> Callable[[BaseDatabaseWrapper], None]:
    def change(own: BaseDatabaseWrapper) -> None:
        triggers.take_away(own)
        run(own, *statements)
        triggers.put(own)

    return change


REPORT, DOSSIER = "procurement_advicereport", "procurement_dossier"
ORPHAN = f"DELETE FROM {DOSSIER}"


def orphan(own: BaseDatabaseWrapper) -> None:
    triggers.take_away(own)
    if own.vendor == "sqlite":
        run(own, "PRAGMA foreign_keys = OFF", ORPHAN, "PRAGMA foreign_keys = ON")
    else:
        run(own, "SET session_replication_role = replica", ORPHAN, "SET session_replication_role = DEFAULT")
    triggers.put(own)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (behind_our_back(f"UPDATE {REPORT} SET pdf = {'x' if connection.vendor == 'sqlite' else ''}'00'"), "de pdf is niet meer"),
        (behind_our_back(f"UPDATE {REPORT} SET data = '{{}}'"), "de gegevens horen niet meer"),
        (behind_our_back(f"UPDATE {REPORT} SET data = 'kapot'"), "de gegevens horen niet meer"),
        (behind_our_back(f"DELETE FROM {REPORT}"), "vastgesteld zonder rapport"),
        (orphan, "die er niet is"),
        (triggers.take_away, "a_frozen_report_never_changes ontbreekt"),
        (lambda own: run(own, "DELETE FROM django_migrations WHERE name = '0002_frozen_reports_stay'"), "nog niet uitgevoerd"),
        (lambda own: run(own, "UPDATE django_migrations SET name = '0999_later' WHERE name = '0002_frozen_reports_stay'"), "hoort niet bij"),
    ],
)
def test_what_was_changed_behind_our_back_is_found(live: BaseDatabaseWrapper, change: Callable[[BaseDatabaseWrapper], None], found: str) -> None:
    assert verify(live).problems == []
    change(live)
    assert found in " ".join(verify(live).problems)


# --- the commands, and what stands in their way -------------------------------------------------------------------------------------------


@pytest.fixture
def commands(live: BaseDatabaseWrapper, monkeypatch: pytest.MonkeyPatch) -> BaseDatabaseWrapper:
    for name in ("backup", "restore", "verify"):
        monkeypatch.setattr(f"config.management.commands.{name}.connection", live)
    return live


def test_the_commands_say_what_they_did(commands: BaseDatabaseWrapper, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("backup", str(tmp_path), keep=2)
    file = Path(capsys.readouterr().out.strip())
    call_command("verify", str(file))
    assert "Rapporten: 1 vastgestelde rapporten" in (told := capsys.readouterr().out)
    assert "1 procurement_advicereport (inhoudsopgave 1)" in told
    call_command("verify", json=True)
    assert json.loads(capsys.readouterr().out)["in_orde"] is True
    commands.close()
    call_command("restore", str(file), yes=True, discard=True)
    assert "1 rapporten" in capsys.readouterr().out
    triggers.take_away(commands)
    with pytest.raises(CommandError, match="Niet in orde"):
        call_command("verify")


def test_without_a_folder_or_with_a_file_that_is_there_nothing_is_made(commands: BaseDatabaseWrapper, tmp_path: Path) -> None:
    there = tmp_path / "er-al"
    there.write_text("van iemand")
    for target, message in ((tmp_path / "nergens" / "x", "is er niet"), (there, "bestaat al")):
        with pytest.raises(CommandError, match=message):
            call_command("backup", str(target))
    assert there.read_text() == "van iemand"
    with pytest.raises(CommandError, match="--keep"):
        call_command("backup", str(there), keep=1)
    for command in ("restore", "verify"):
        with pytest.raises(CommandError, match="kan niet worden gelezen"):
            call_command(command, str(tmp_path / "nergens"))


def test_on_a_full_disk_there_is_no_archive_and_the_old_ones_stay(
    commands: BaseDatabaseWrapper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call_command("backup", str(tmp_path))
    before = sorted(tmp_path.glob("backup-*"))

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CommandError, match="No space left"):
        call_command("backup", str(tmp_path), keep=1)
    assert sorted(tmp_path.glob("backup-*")) == before
    assert not list(tmp_path.glob(f"{archive.TEMPORARY}*"))


def test_only_our_own_older_archives_go(tmp_path: Path) -> None:
    made = [tmp_path / name_of(datetime(2026, 11, day, tzinfo=UTC)) for day in range(1, 6)]
    other = tmp_path / "voor-terugzetten-x.backup"
    killed, busy = tmp_path / f"{archive.TEMPORARY}killed.tmp", tmp_path / f"{archive.TEMPORARY}busy.tmp"
    for file in (*made, other, killed, busy):
        file.touch()
        os.utime(file, (time.time(),) * 2)
    os.utime(killed, (0, 0))
    assert sorted(remove_older(tmp_path, 2, new=made[-1])) == made[:3]
    assert remove_older(tmp_path, 1, new=made[3]) == []  # the clock was put back: what was just made stays
    assert (other.exists(), killed.exists(), busy.exists()) == (True, False, True)


# --- SQLite alone -------------------------------------------------------------------------------------------------------------------------


@ON_SQLITE
def test_a_database_in_use_is_left_alone(live: BaseDatabaseWrapper, tmp_path: Path) -> None:
    made = back_up(live, tmp_path)
    live.close()
    name = live.settings_dict["NAME"]
    opened = f"c = sqlite3.connect({name!r}); c.execute('SELECT 1 FROM auth_user').fetchall()"
    code = f"import sqlite3, time; {opened}; print('open', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(KeepingError, match=f"Proces {holder.pid} gebruikt"):
            restore(live, made, sure=True, discard=False, say=print)
        holder.kill()


@ON_SQLITE
def test_who_comes_while_it_is_replaced_waits(live: BaseDatabaseWrapper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "WAIT", 0.1)
    name = live.settings_dict["NAME"]
    live.close()
    with sqlite.alone(name), closing(sqlite3.connect(name, timeout=0)) as other, pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("SELECT COUNT(*) FROM auth_user")
    with closing(sqlite3.connect(name)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(KeepingError, match="Stop eerst"), sqlite.alone(name):
            pass


@ON_SQLITE
def test_a_damaged_database_is_put_aside(live: BaseDatabaseWrapper, tmp_path: Path) -> None:
    made = back_up(live, tmp_path)
    live.close()
    name = Path(live.settings_dict["NAME"])
    name.write_bytes(b"dit is geen database " * 1000)
    with pytest.raises(KeepingError, match="beschadigd"):
        restore(live, made, sure=True, discard=False, say=print)
    restore(live, made, sure=True, discard=True, say=print)
    assert names(live) == ["Steun"]
    assert len(list(tmp_path.glob("*.beschadigd-*"))) == 1


@ON_SQLITE
def test_where_nothing_is_it_is_put_without_asking(live: BaseDatabaseWrapper, tmp_path: Path) -> None:
    made = back_up(live, tmp_path)
    live.close()
    name = Path(live.settings_dict["NAME"])
    name.unlink()
    Path(f"{name}-wal").write_bytes(b"the log of the database that was here")
    restore(live, made, sure=False, discard=False, say=print)
    assert names(live) == ["Steun"]


@ON_SQLITE
def test_broken_pages_are_found(live: BaseDatabaseWrapper) -> None:
    run(live, "PRAGMA journal_mode = DELETE")
    live.close()
    file = Path(live.settings_dict["NAME"])
    data = bytearray(file.read_bytes())
    for page in range(20, len(data) // 4096, 7):
        data[page * 4096 : page * 4096 + 64] = bytes(64)
    file.write_bytes(data)
    with suppress(KeepingError):
        assert not verify(live).is_whole


# --- PostgreSQL alone ---------------------------------------------------------------------------------------------------------------------


@ON_POSTGRESQL
def test_a_password_stands_on_no_command_line(live: BaseDatabaseWrapper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[Any] = []
    really_run = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda command, **rest: commands.append(command) or really_run(command, **rest))
    live.settings_dict["PASSWORD"] = "geheim-wachtwoord"
    try:
        back_up(live, tmp_path)
    finally:
        live.settings_dict["PASSWORD"] = ""
    assert any("pg_dump" in str(command) for command in commands)
    assert "geheim" not in str(commands)
    assert postgres.surroundings(live)["PGDATABASE"] == live.settings_dict["NAME"]


@ON_POSTGRESQL
def test_nothing_is_put_back_while_somebody_is_in_the_database(live: BaseDatabaseWrapper, tmp_path: Path) -> None:
    made = back_up(live, tmp_path)
    other = live.copy()
    other.ensure_connection()
    with pytest.raises(KeepingError, match="verbindingen"):
        restore(live, made, sure=True, discard=False, say=print)
    other.close()


@pytest.mark.parametrize(("version", "message"), [("", "staat niet op deze machine"), ("pg_dump (PostgreSQL) 9.6", "is van versie 9")])
def test_a_program_that_is_missing_or_too_old_is_named(tmp_path: Path, settings: Any, version: str, message: str) -> None:
    settings.POSTGRES_TOOLS = str(tmp_path)
    if version:
        script = tmp_path / "pg_dump"
        script.write_text(f"#!/bin/sh\necho '{version}'\n")
        script.chmod(0o755)
    with pytest.raises(KeepingError, match=message):
        postgres.program("pg_dump", 15)
