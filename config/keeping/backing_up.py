"""Making an archive of the database as it is at one moment, while the portal runs; what is older goes only when the new one was read back."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper

from config.keeping import archive, census, postgres, sqlite
from config.keeping.manifest import KeepingError, Manifest

ENDING = ".backup"
_NAME = f"backup-*{ENDING}"
A_DAY = 24 * 60 * 60  # seconds


def back_up(connection: BaseDatabaseWrapper, target: Path, *, keep: int | None = None) -> Path:
    """The archive that was made: `target`, or a file with the moment in its name when that is a folder. Raises KeepingError: then nothing is there.

    `keep`: so many archives stay in the folder, the newest ones.
    """
    file = target / name_of(datetime.now(UTC)) if target.is_dir() else target
    if not file.parent.is_dir():
        raise KeepingError(f"De map {file.parent} is er niet.")
    with told():
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            of_sqlite(connection.connection, file)
        else:
            _of_postgres(connection, file)
        if keep is not None and target.is_dir():
            remove_older(target, keep, new=file)
    return file


def name_of(moment: datetime, what: str = "backup") -> str:
    return f"{what}-{moment:%Y%m%dT%H%M%S}-{moment.microsecond:06}Z{ENDING}"


@contextmanager
def told() -> Iterator[None]:
    """What can go wrong with disks and databases, in one line."""
    try:
        yield
    except OSError as error:
        raise KeepingError(f"Het lukt niet: {error.strerror or error}{f' ({error.filename})' if error.filename else ''}.") from error
    except (DatabaseError, sqlite3.Error) as error:
        raise KeepingError(
            f"De database werkt niet mee: {str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__}"
        ) from error


def of_sqlite(live: sqlite3.Connection, file: Path) -> None:
    """Counted in the copy, so that the manifest is about exactly what is in the archive."""
    with archive.temporary(file.parent) as dump:
        sqlite.copy(live, dump)
        with closing(sqlite3.connect(dump)) as copied:
            counted = census.take(copied.cursor(), "sqlite")
        archive.write(file, _manifest("sqlite", counted, dump), dump)


def _of_postgres(connection: BaseDatabaseWrapper, file: Path) -> None:
    """A session of its own whose snapshot pg_dump shares: counts and contents are of the same moment."""
    own = connection.copy()
    try:
        with archive.temporary(file.parent) as dump, own.cursor() as cursor:
            for limit in ("statement_timeout", "idle_in_transaction_session_timeout"):
                cursor.execute(f"SET {limit} = 0")
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            postgres.dump(own, cursor.fetchone()[0], dump)
            counted = census.take(cursor, "postgresql")
            cursor.execute("COMMIT")
            archive.write(file, _manifest("postgresql", counted, dump), dump)
    finally:
        own.close()


def _manifest(engine: str, counted: census.Census, dump: Path) -> Manifest:
    return Manifest(
        engine=engine,
        software_version=settings.SOFTWARE_VERSION,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        migrations=counted.migrations,
        counts=counted.counts,
        reports=counted.reports,
        dump_sha256=archive.hash_of(dump),
        dump_bytes=dump.stat().st_size,
    )


def remove_older(folder: Path, keep: int, *, new: Path) -> list[Path]:
    """Of the archives that this command named itself, all but the newest `keep`; never the one that was just made."""
    archives = sorted(folder.glob(_NAME), key=lambda file: file.name, reverse=True)
    gone = [file for file in archives[max(keep, 1) :] if file != new]
    for file in gone:
        file.unlink()
    # What a backup leaves behind that was killed. Of today it may be one that is still busy.
    for leftover in folder.glob(f"{archive.TEMPORARY}*"):
        if time.time() - leftover.stat().st_mtime > A_DAY:
            leftover.unlink()
    return gone
