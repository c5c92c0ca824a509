"""What a database holds, counted the same way everywhere: rows per table, migrations, and frozen reports with what proves them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Protocol
from uuid import UUID

REPORTS = "procurement_advicereport"
PROVED = ("key", "sha256", "check_code", "data", "pdf")  # the columns that a report is proved with
_TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name",
    "postgresql": "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY 1",
}


class Cursor(Protocol):
    """Of Django, of sqlite3 or of psycopg2."""

    def execute(self, sql: str, /) -> Any: ...
    def fetchall(self) -> list[Any]: ...
    def fetchone(self) -> Any: ...
    def fetchmany(self, size: int, /) -> list[Any]: ...


@dataclass(frozen=True, slots=True)
class Census:
    """As a manifest has it."""

    migrations: tuple[str, ...]
    counts: dict[str, int]
    reports: dict[str, str]


def tables(cursor: Cursor, vendor: str) -> list[str]:
    cursor.execute(_TABLES[vendor])
    return [name for (name,) in cursor.fetchall()]


def take(cursor: Cursor, vendor: str) -> Census:
    """Everything from one transaction or one file, so that it belongs together."""
    names = tables(cursor, vendor)
    counts = {}
    for name in names:
        cursor.execute(f'SELECT COUNT(*) FROM "{name}"')  # noqa: S608 - a name that the database gave
        counts[name] = cursor.fetchone()[0]
    return Census(migrations(cursor, names), counts, report_hashes(cursor, names))


def migrations(cursor: Cursor, names: Iterable[str]) -> tuple[str, ...]:
    if "django_migrations" not in names:
        return ()
    cursor.execute("SELECT app, name FROM django_migrations")
    return tuple(sorted({f"{app}.{name}" for app, name in cursor.fetchall()}))


def report_hashes(cursor: Cursor, names: Iterable[str]) -> dict[str, str]:
    if REPORTS not in names:
        return {}
    cursor.execute(f"SELECT key, sha256 FROM {REPORTS}")  # noqa: S608 - our own name
    return {str(UUID(str(key))): digest for key, digest in cursor.fetchall()}


def proofs(cursor: Cursor) -> Iterator[tuple[str, str, str, str, bytes]]:
    """Number, hash, check code, data and PDF of every frozen report, one at a time: they are large."""
    cursor.execute(f"SELECT {', '.join(PROVED)} FROM {REPORTS}")  # noqa: S608 - our own names
    while rows := cursor.fetchmany(1):
        for key, digest, code, data, pdf in rows:
            yield str(UUID(str(key))), digest, code, data, bytes(pdf)


def doubts(reports: Iterable[tuple[str, str, str, str, bytes]], expected: dict[str, str] | None = None) -> tuple[int, list[str]]:
    """How many reports there are, and of which ones PDF or data are not what was frozen; `expected` are the hashes of a manifest."""
    from procurement.exports.frozen_json import check_code

    found: list[str] = []
    seen = set()
    for key, digest, code, data, pdf in reports:
        seen.add(key)
        if sha256(pdf).hexdigest() != digest:
            found.append(f"rapport {key}: de pdf is niet meer wat is vastgesteld")
        if expected is not None and expected.get(key) != digest:
            found.append(f"rapport {key}: het controlegetal is anders dan in de inhoudsopgave")
        try:
            is_same = check_code(json.loads(data)) == code
        except (ValueError, RecursionError):
            is_same = False
        if not is_same:
            found.append(f"rapport {key}: de gegevens horen niet meer bij de controlecode")
    found += [f"rapport {key} ontbreekt" for key in sorted((expected or {}).keys() - seen)]
    return len(seen), found
