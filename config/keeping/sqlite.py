"""SQLite: a copy that is of one moment while others write, whether a file is whole, and putting a copy in the place of a live database."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from config.keeping.manifest import KeepingError

WAIT = 5.0  # seconds for the last request of a portal that was just stopped


def copy(live: sqlite3.Connection, to: Path) -> None:
    """All pages in one step, so of one moment, whoever writes meanwhile; in one file, without a log beside it. Raises sqlite3.Error."""
    with closing(sqlite3.connect(to, isolation_level=None)) as new:
        live.backup(new)
        new.execute("PRAGMA journal_mode = DELETE")


def damage(database: sqlite3.Connection) -> list[str]:
    """What is broken in a file: pages, indexes, and rows that point to nothing. Raises sqlite3.DatabaseError when it cannot even be read."""
    found = [text for (text,) in database.execute("PRAGMA integrity_check(20)") if text != "ok"]
    for table, row, parent, _ in database.execute("PRAGMA foreign_key_check"):
        found.append(f"rij {row} van {table} wijst naar een rij van {parent} die er niet is")
    return found


def holders(file: Path) -> list[int]:
    """Other processes that have the database open, as far as this machine tells us (Linux, the same owner)."""
    names = {str(file.resolve()) + ending for ending in ("", "-wal", "-shm", "-journal")}
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        if process.name == str(os.getpid()):
            continue
        try:
            is_open = any(os.readlink(handle) in names for handle in (process / "fd").iterdir())
        except OSError:  # gone meanwhile, or somebody else's
            continue
        if is_open:
            found.append(int(process.name))
    return sorted(found)


@contextmanager
def alone(file: Path) -> Iterator[sqlite3.Connection]:
    """The only connection to this database: until the end others wait, also those that come now. Raises KeepingError when others are in it."""
    with closing(sqlite3.connect(file, timeout=WAIT, isolation_level=None)) as own:
        try:
            # Leaving the write-ahead log is only possible for who is alone; an exclusive lock is then kept until the connection closes.
            own.execute("PRAGMA locking_mode = EXCLUSIVE")
            own.execute("PRAGMA journal_mode = DELETE")
            own.execute("BEGIN EXCLUSIVE")
            own.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise KeepingError(f"Een ander proces gebruikt {file}. Stop eerst het portaal.") from error
        yield own


def replace(own: sqlite3.Connection, new: Path) -> None:
    """Put the contents of `new` in the place of the live database in one transaction: stopped halfway, the old contents are still there."""
    own.execute("PRAGMA synchronous = FULL")
    with closing(sqlite3.connect(new)) as source:
        source.backup(own)
