"""The real catalogue as a template: migrated and loaded by the first test process that needs it, copied by the others and after every flush."""

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol

from django.db import connection


class Template(Protocol):
    """A database with the catalogue, from which the test database of a process is made; only for who holds the lock (`alone`)."""

    def offer(self) -> bool:
        """Before the test database is made: let it begin as a copy. False when there is no template yet."""

    def keep(self) -> None:
        """Make the template of the test database, which now holds the catalogue."""

    def restore(self) -> None:
        """Put the catalogue back into the test database that a test has changed or emptied."""

    def lay_out(self, name: str) -> None:
        """Make one more database with the catalogue: a file, or a database of the server."""

    def drop(self) -> None:
        """At the end: leave nothing behind."""


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """While one process is in here, the others wait."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


class SqliteTemplate:
    """A file; the test database of a process is in memory."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "catalogue.sqlite3"
        self._database: sqlite3.Connection | None = None
        self._copy = sqlite3.connect(":memory:")

    def offer(self) -> bool:
        if not self._file.exists():
            return False
        with sqlite3.connect(self._file) as file:
            file.backup(self._copy)
        file.close()
        # A database in memory lives as long as one connection to it is open.
        self._database = sqlite3.connect(connection.creation._get_test_db_name(), uri=True)
        self._copy.backup(self._database)
        return True

    def keep(self) -> None:
        connection.connection.backup(self._copy)
        with sqlite3.connect(self._file) as file:
            self._copy.backup(file)
        file.close()

    def restore(self) -> None:
        self._copy.backup(connection.connection)

    def lay_out(self, name: str) -> None:
        with closing(sqlite3.connect(name)) as file:
            self._copy.backup(file)

    def drop(self) -> None:
        self._copy.close()
        if self._database:
            self._database.close()


class PostgresTemplate:
    """A database beside the test databases. Nobody may be connected to what is copied, so each step closes its own connection first."""

    def __init__(self, folder: Path) -> None:
        self._name = f"template_{connection.settings_dict['NAME']}"
        self._users = folder / "catalogue.postgresql"

    def offer(self) -> bool:
        is_there = self._users.exists()
        if is_there:
            connection.settings_dict["TEST"]["TEMPLATE"] = self._name
            self._count(1)
        return is_there

    def keep(self) -> None:
        self._copy(connection.settings_dict["NAME"], self._name)
        self._users.write_text("1")

    def restore(self) -> None:
        self._copy(self._name, connection.settings_dict["NAME"])

    def lay_out(self, name: str) -> None:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{self._name}"')

    def drop(self) -> None:
        if self._count(-1) == 0:
            self._users.unlink()
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE "{self._name}"')

    def _count(self, change: int) -> int:
        """How many processes use the template now."""
        number = int(self._users.read_text()) + change
        self._users.write_text(str(number))
        return number

    def _copy(self, origin: str, target: str) -> None:
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{target}"')
            cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{origin}"')


def template_in(folder: Path) -> Template:
    """The template of the database in use; `folder` is shared by the processes of one test run."""
    return SqliteTemplate(folder) if connection.vendor == "sqlite" else PostgresTemplate(folder)
