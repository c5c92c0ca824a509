"""PostgreSQL: its own programs that dump and restore, found and fed without a password on a command line, and what a dump holds."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

from config.keeping.manifest import KeepingError

# What the driver calls it, and what the programs read. A password only ever goes this way, or stands in a file that they find themselves.
_VARIABLES = {
    "dbname": "PGDATABASE",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "host": "PGHOST",
    "port": "PGPORT",
    "passfile": "PGPASSFILE",
    "service": "PGSERVICE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
}
# In the transaction of the restore itself: what was there is away, or nothing is. Also what an older archive does not know.
_EMPTY = """
SET lock_timeout = '30s';
SET client_min_messages = warning;
DO $$ DECLARE item record; BEGIN
  FOR item IN SELECT c.oid::regclass AS name FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
    LOOP EXECUTE format('DROP TABLE IF EXISTS %s CASCADE', item.name); END LOOP;
  FOR item IN SELECT c.oid::regclass AS name FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'S'
    LOOP EXECUTE format('DROP SEQUENCE IF EXISTS %s CASCADE', item.name); END LOOP;
  FOR item IN SELECT p.oid::regprocedure AS name FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
    LOOP EXECUTE format('DROP FUNCTION IF EXISTS %s CASCADE', item.name); END LOOP;
END $$;
"""
_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


def program(name: str, server: int | None = None) -> str:
    """Where pg_dump, pg_restore or psql stands: the one nearest to the version of the server, never an older one. Raises KeepingError."""
    found = sorted((major, path) for path in _candidates(name) if (major := _major(path)) is not None)
    if not found:
        raise KeepingError(f"{name} staat niet op deze machine. Installeer postgresql-client, of noem de map in POSTGRES_TOOLS.")
    fitting = [path for major, path in found if server is None or major >= server]
    if not fitting:
        raise KeepingError(f"{name} is van versie {found[-1][0]} en de server van versie {server}. Installeer postgresql-client-{server}.")
    return fitting[0] if server is not None else found[-1][1]


def _candidates(name: str) -> Iterator[str]:
    if settings.POSTGRES_TOOLS:
        yield from filter(None, [shutil.which(name, path=settings.POSTGRES_TOOLS)])
        return
    yield from filter(None, [shutil.which(name)])
    yield from map(str, Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))


def _major(path: str) -> int | None:
    told = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603 - a program found by name
    number = re.search(r"(\d+)", told)
    return int(number[1]) if number else None


def major_of(connection: BaseDatabaseWrapper) -> int:
    connection.ensure_connection()
    return int(connection.pg_version) // 10000


def surroundings(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The environment with which the programs reach the same database as the portal."""
    given = connection.get_connection_params()
    return os.environ | {_VARIABLES[name]: str(value) for name, value in given.items() if name in _VARIABLES and value not in (None, "")}


def dump(connection: BaseDatabaseWrapper, snapshot: str, to: Path) -> None:
    """The database as a transaction sees it that exported this snapshot. Raises KeepingError."""
    pg_dump = program("pg_dump", major_of(connection))
    run([pg_dump, "--format=custom", "--no-owner", "--no-privileges", "--no-password", f"--snapshot={snapshot}", f"--file={to}"], connection)


def run(command: list[str], connection: BaseDatabaseWrapper) -> None:
    """Raises KeepingError with the last thing that the program said."""
    done = subprocess.run(  # noqa: S603 - a program found by name
        command, env=surroundings(connection), stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"gestopt met {done.returncode}"]
        error = next((line for line in said if "error" in line.lower()), said[-1])
        raise KeepingError(f"{Path(command[0]).name}: {error[:300]}")


def put_back(connection: BaseDatabaseWrapper, dump_file: Path, script: Path) -> None:
    """Everything that is there goes and the dump comes, in one transaction. `script` is a file to write in. Raises KeepingError."""
    server = major_of(connection)
    pg_restore, psql = program("pg_restore", server), program("psql", server)
    with script.open("wb") as out:
        out.write(_EMPTY.encode())
        out.flush()  # pg_restore writes on behind it
        command = [pg_restore, "--no-owner", "--no-privileges", "--file=-", str(dump_file)]
        done = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, check=False)  # noqa: S603 - a program found by name
    if done.returncode:
        raise KeepingError(f"pg_restore: {done.stderr.decode(errors='replace').strip()[:300]}")
    run([psql, "--no-psqlrc", "--quiet", "--no-password", "--single-transaction", "--set=ON_ERROR_STOP=1", f"--file={script}"], connection)


def visitors(connection: BaseDatabaseWrapper) -> int:
    """How many other sessions are in this database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        return int(cursor.fetchone()[0])


def rows_in(dump_file: Path) -> Iterator[tuple[str, tuple[str, ...], Iterator[str]]]:
    """Of every table in a dump its name, its columns and its lines, without a server. Read the lines before asking for the next table."""
    command = [program("pg_restore"), "--data-only", "--file=-", str(dump_file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:  # noqa: S603 - a program found by name
        assert process.stdout is not None
        text = io.TextIOWrapper(process.stdout, encoding="utf-8", newline="\n")
        for line in text:
            begin = re.match(r'COPY (?:[\w"]+\.)?"?(\w+)"? \((.*)\) FROM stdin;', line)
            if begin:
                yield begin[1], tuple(name.strip(' "') for name in begin[2].split(",")), _lines(text)
    if process.returncode:
        raise KeepingError("pg_restore kan de gegevens in het archief niet lezen.")


def _lines(stream: IO[str]) -> Iterator[str]:
    for line in stream:
        if line == "\\.\n":
            return
        yield line[:-1]


def fields_of(line: str) -> list[str]:
    """A line of COPY as texts."""
    return [re.sub(r"\\(.)", lambda match: _ESCAPES.get(match[1], match[1]), field) for field in line.split("\t")]


def triggers_in(dump_file: Path) -> set[str]:
    """The names of the triggers that a dump would put back."""
    command = [program("pg_restore"), "--list", str(dump_file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - a program found by name
    return {line.split()[-2] for line in done.stdout.splitlines() if " TRIGGER " in line}


def damage(connection: BaseDatabaseWrapper) -> list[str]:
    """Rules and indexes that PostgreSQL does not hold to, and rows that point to nothing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass, conname FROM pg_constraint WHERE NOT convalidated AND connamespace = current_schema()::regnamespace"
        )
        found = [f"regel {name} van {table} is niet gecontroleerd" for table, name in cursor.fetchall()]
        cursor.execute("SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid OR NOT indisready")
        found += [f"index {name} is ongeldig" for (name,) in cursor.fetchall()]
        cursor.execute(_POINTERS)
        pointers: Iterable[tuple[str, str, str, str]] = cursor.fetchall()
        for table, column, parent, key in pointers:
            missing = f'NOT EXISTS (SELECT 1 FROM {parent} b WHERE b."{key}" = a."{column}")'  # noqa: S608 - names that the database gave
            cursor.execute(f'SELECT COUNT(*) FROM {table} a WHERE a."{column}" IS NOT NULL AND {missing}')  # noqa: S608 - as above
            if number := cursor.fetchone()[0]:
                found.append(f"{number} rijen van {table} wijzen naar een rij van {parent} die er niet is")
    return found


_POINTERS = """
SELECT c.conrelid::regclass::text, a.attname, c.confrelid::regclass::text, b.attname FROM pg_constraint c
JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = c.confkey[1]
WHERE c.contype = 'f' AND cardinality(c.conkey) = 1 AND c.connamespace = current_schema()::regnamespace
"""
