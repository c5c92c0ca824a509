"""Looking whether everything is still there and still the same: in the live database, or in an archive without putting it back."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from config import triggers
from config.keeping import archive, census, postgres, sqlite
from config.keeping.backing_up import told
from config.keeping.manifest import KeepingError, Manifest

SHOWN = 20  # problems of one kind


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: `told` is what was seen, `problems` what is wrong with it, in Dutch."""

    name: str
    told: str
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """All checks, and rows per table: (now, in the manifest or None)."""

    checks: tuple[Check, ...]
    counts: dict[str, tuple[int, int | None]] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        return not any(check.problems for check in self.checks)

    @property
    def problems(self) -> list[str]:
        return [problem for check in self.checks for problem in check.problems]


def verify(connection: BaseDatabaseWrapper) -> Verdict:
    """The live database. Raises KeepingError when it cannot be looked at."""
    with told(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET statement_timeout = 0")
        found = _damage(connection)
        names = census.tables(cursor, connection.vendor)
        checks = [found, _migrations(connection), _triggers(triggers.missing(connection))]
        if census.REPORTS in names:
            checks += [_reports(census.doubts(census.proofs(cursor))), _final(cursor)]
        counts = census.take(cursor, connection.vendor).counts
    return Verdict(tuple(checks), {name: (number, None) for name, number in counts.items()})


def verify_archive(file: Path) -> Verdict:
    """An archive: it is unpacked beside nothing of the portal, looked through and thrown away. Raises KeepingError when it is not whole."""
    with told(), tempfile.TemporaryDirectory(prefix="steunkeuze-") as folder:
        dump = Path(folder) / archive.DUMP
        manifest = archive.extract(file, dump)
        return verify_dump(manifest, dump)


def verify_dump(manifest: Manifest, dump: Path) -> Verdict:
    """What was unpacked, beside what its manifest says."""
    return _sqlite_dump(manifest, dump) if manifest.engine == "sqlite" else _postgres_dump(manifest, dump)


def unknown_migrations(manifest: Manifest) -> list[str]:
    """Migrations of an archive that this software does not have: it was made by a newer version."""
    on_disk = MigrationLoader(None).disk_migrations
    replaced = {key for item in on_disk.values() for key in item.replaces}
    return sorted(set(manifest.migrations) - {f"{app}.{name}" for app, name in {*on_disk, *replaced}})


def is_older(manifest: Manifest) -> bool:
    """Whether this software has migrations that the archive has not."""
    return bool({f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations} - set(manifest.migrations))


def _sqlite_dump(manifest: Manifest, dump: Path) -> Verdict:
    with closing(sqlite3.connect(f"file:{dump}?mode=ro", uri=True)) as database:
        try:
            damage = sqlite.damage(database)
        except sqlite3.DatabaseError:
            damage = ["het bestand is geen leesbare database"]
        found = Check("Samenhang", "bladzijden, indexen en verwijzingen", tuple(damage[:SHOWN]))
        if found.problems:
            return Verdict((found,))
        cursor = database.cursor()
        counted = census.take(cursor, "sqlite")
        reports = _reports(census.doubts(census.proofs(cursor), manifest.reports)) if census.REPORTS in counted.counts else None
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        present = {name for (name,) in cursor.fetchall()}
    return _beside(manifest, [found, *([reports] if reports else [])], counted.counts, present)


def _postgres_dump(manifest: Manifest, dump: Path) -> Verdict:
    counts: dict[str, int] = {}
    checks = []
    for table, columns, lines in postgres.rows_in(dump):
        counts[table] = 0
        if table == census.REPORTS:
            number, doubts = census.doubts(_proofs(columns, lines), manifest.reports)
            counts[table] = number
            checks.append(_reports((number, doubts)))
        counts[table] += sum(1 for _ in lines)
    return _beside(manifest, checks, counts, postgres.triggers_in(dump))


def _proofs(columns: tuple[str, ...], lines: Iterator[str]) -> Iterator[tuple[str, str, str, str, bytes]]:
    places = [columns.index(name) for name in census.PROVED]
    for line in lines:
        fields = postgres.fields_of(line)
        key, digest, code, data, pdf = (fields[place] for place in places)
        yield key, digest, code, data, bytes.fromhex(pdf.removeprefix("\\x"))


def _beside(manifest: Manifest, checks: list[Check], counts: dict[str, int], present: set[str]) -> Verdict:
    names = sorted(manifest.counts.keys() | counts.keys())
    wrong = [
        f"{name}: {counts.get(name, 0)} rijen, in de inhoudsopgave {manifest.counts.get(name, 0)}"
        for name in names
        if counts.get(name, 0) != manifest.counts.get(name, 0)
    ]
    missing = [item.name for item in triggers.declared() if getattr(item, manifest.engine) and item.table in counts and item.name not in present]
    unknown = unknown_migrations(manifest)
    newer = [f"gemaakt met nieuwere software: {', '.join(unknown[:5])}"] if unknown else []
    rows = Check("Aantallen", f"{len(names)} tabellen naast de inhoudsopgave", tuple(wrong[:SHOWN]))
    migrations = Check("Migraties", f"{len(manifest.migrations)} uitgevoerd", tuple(newer))
    # An older archive lacks the triggers that came later; the restore puts them there.
    bells = _triggers(() if is_older(manifest) else tuple(missing))
    return Verdict((*checks, rows, migrations, bells), {name: (counts.get(name, 0), manifest.counts.get(name)) for name in names})


def _damage(connection: BaseDatabaseWrapper) -> Check:
    if connection.vendor == "postgresql":
        return Check("Samenhang", "regels, indexen en verwijzingen", tuple(postgres.damage(connection)[:SHOWN]))
    connection.ensure_connection()
    try:
        damage = sqlite.damage(connection.connection)
    except sqlite3.DatabaseError as error:
        raise KeepingError(f"De database is niet te lezen: {error}") from error
    return Check("Samenhang", "bladzijden, indexen en verwijzingen", tuple(damage[:SHOWN]))


def _migrations(connection: BaseDatabaseWrapper) -> Check:
    loader = MigrationLoader(connection, ignore_no_migrations=True)
    applied, known = set(loader.applied_migrations), set(loader.graph.nodes)
    replaced = {key for item in loader.disk_migrations.values() for key in item.replaces}
    problems = [f"{app}.{name} is nog niet uitgevoerd" for app, name in sorted(known - applied)]
    problems += [f"{app}.{name} hoort niet bij deze software" for app, name in sorted(applied - set(loader.disk_migrations) - replaced)]
    return Check("Migraties", f"{len(applied & known)} van {len(known)} uitgevoerd", tuple(problems))


def _triggers(missing: tuple[str, ...]) -> Check:
    return Check("Bewaking", "wat de database zelf weigert", tuple(f"{name} ontbreekt of staat uit" for name in missing))


def _reports(doubts: tuple[int, list[str]]) -> Check:
    number, problems = doubts
    return Check("Rapporten", f"{number} vastgestelde rapporten", tuple(problems[:SHOWN]))


def _final(cursor: census.Cursor) -> Check:
    """A dossier becomes final together with its report, never alone."""
    cursor.execute(
        "SELECT d.key FROM procurement_dossier d WHERE d.status = 'vastgesteld' "
        "AND NOT EXISTS (SELECT 1 FROM procurement_advicereport r WHERE r.dossier_id = d.id)"
    )
    return Check(
        "Dossiers", "vastgesteld met een rapport", tuple(f"dossier {key} is vastgesteld zonder rapport" for (key,) in cursor.fetchall()[:SHOWN])
    )
