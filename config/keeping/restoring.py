"""Putting an archive back: first everything is looked at and a copy is made of what is there, then it changes in one step or not at all."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper

from config.keeping import archive, census, postgres, sqlite
from config.keeping.backing_up import back_up, name_of, of_sqlite, told
from config.keeping.manifest import KeepingError, Manifest
from config.keeping.verifying import is_older, unknown_migrations, verify, verify_dump

Say = Callable[[str], object]


def restore(connection: BaseDatabaseWrapper, file: Path, *, sure: bool, discard: bool, say: Say) -> None:
    """Make the database what the archive holds. `sure`: also when there is something in it; `discard`: without a copy of that.

    Raises KeepingError. Everything is looked at before anything changes; what was there is copied beside the archive first.
    """
    with told():
        manifest = archive.inspect(file)
        _fits(connection, manifest, file)
        is_empty = _is_empty(connection)
        if not is_empty and not sure:
            raise KeepingError("Er staat al iets in de database. Met --yes wordt dat vervangen; er wordt eerst een kopie van gemaakt.")
        safe = None if is_empty or discard else file.resolve().parent / name_of(datetime.now(UTC), "voor-terugzetten")
        (_sqlite if manifest.engine == "sqlite" else _postgres)(connection, file, safe, say)
        verdict = verify(connection)
    if not verdict.is_whole:
        raise KeepingError(f"Teruggezet, maar niet in orde: {'; '.join(verdict.problems[:3])}")
    say(f"Teruggezet: {file}, gemaakt op {manifest.made_at} met versie {manifest.software_version}, {len(manifest.reports)} rapporten.")


def _fits(connection: BaseDatabaseWrapper, manifest: Manifest, file: Path) -> None:
    if manifest.engine != connection.vendor:
        raise KeepingError(
            f"{file} is van {manifest.engine} en deze database is {connection.vendor}. Zet hem terug in een database van dezelfde soort."
        )
    if unknown := unknown_migrations(manifest):
        raise KeepingError(f"{file} is gemaakt met nieuwere software ({manifest.software_version}): {unknown[0]} is hier niet bekend.")


def _is_empty(connection: BaseDatabaseWrapper) -> bool:
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return True
    try:
        with connection.cursor() as cursor:
            return not census.tables(cursor, connection.vendor)
    except DatabaseError:
        if connection.vendor == "sqlite":  # a damaged file is not nothing
            return False
        raise


# --- SQLite -------------------------------------------------------------------------------------------------------------------------------------


def _sqlite(connection: BaseDatabaseWrapper, file: Path, safe: Path | None, say: Say) -> None:
    """Looked through and brought up to date beside the live file, and only then copied over it, while nobody else is in it."""
    live = Path(connection.settings_dict["NAME"])
    connection.close()
    if others := sqlite.holders(live):
        raise KeepingError(f"Proces {', '.join(map(str, others))} gebruikt {live}. Stop eerst het portaal.")
    with archive.temporary(live.parent, ".sqlite3") as new:
        manifest = archive.extract(file, new)
        _refuse_doubtful(manifest, new)
        if is_older(manifest):
            _migrate_beside(new)
        if not live.exists():
            _put(new, live)
            return
        try:
            with sqlite.alone(live) as own:
                if safe:
                    of_sqlite(own, safe)
                    say(f"Wat er stond: {safe}")
                sqlite.replace(own, new)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            _replace_damaged(live, new, safe, say)


def _replace_damaged(live: Path, new: Path, safe: Path | None, say: Say) -> None:
    """Nobody can use a file that is no database any more, and no copy can be made of it: it stays under another name."""
    if safe:
        raise KeepingError(f"{live} is beschadigd; er is geen kopie van te maken. Met --discard wordt hij opzij gezet.")
    aside = live.with_name(f"{live.name}.beschadigd-{datetime.now(UTC):%Y%m%dT%H%M%S}")
    live.rename(aside)
    _put(new, live)
    say(f"De beschadigde database staat in {aside}")


def _put(new: Path, live: Path) -> None:
    """Where no database is. The log of an earlier one would be played into this one."""
    for ending in ("-wal", "-shm", "-journal"):
        Path(f"{live}{ending}").unlink(missing_ok=True)
    new.rename(live)
    archive.sync_folder(live.parent)


def _migrate_beside(new: Path) -> None:
    """In a process of its own, whose database is the new file: migrations may use the default connection."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "migrate", "--verbosity=0"]
    done = subprocess.run(command, env=os.environ | {"DATABASE_URL": f"sqlite:///{new.resolve()}"}, capture_output=True, text=True, check=False)  # noqa: S603 - our own commands
    if done.returncode:
        raise KeepingError(f"De migraties lukken niet: {(done.stderr.strip().splitlines() or ['?'])[-1][:300]}")
    with closing(sqlite3.connect(new)) as database:
        database.execute("PRAGMA journal_mode = DELETE")


# --- PostgreSQL -----------------------------------------------------------------------------------------------------------------------------------


def _postgres(connection: BaseDatabaseWrapper, file: Path, safe: Path | None, say: Say) -> None:
    """Emptied and filled in one transaction; the migrations come after it and can be run again when they stop."""
    if number := postgres.visitors(connection):
        raise KeepingError(f"Er zijn nog {number} verbindingen met de database. Stop eerst het portaal.")
    folder = file.resolve().parent
    with archive.temporary(folder) as dump, archive.temporary(folder, ".sql") as script:
        manifest = archive.extract(file, dump)
        _refuse_doubtful(manifest, dump)
        if safe:
            back_up(connection, safe)
            say(f"Wat er stond: {safe}")
        connection.close()
        postgres.put_back(connection, dump, script)
    try:
        call_command("migrate", database=connection.alias, verbosity=0)
    except (CommandError, DatabaseError) as error:
        raise KeepingError(f"Teruggezet, maar de migraties lukken niet: {error}") from error


def _refuse_doubtful(manifest: Manifest, dump: Path) -> None:
    verdict = verify_dump(manifest, dump)
    if not verdict.is_whole:
        raise KeepingError(f"Het archief is niet in orde: {'; '.join(verdict.problems[:3])}")
