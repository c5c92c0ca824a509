"""The archive file: a zip with a manifest and a dump, written so that a half one never looks whole, and looked through before it is opened."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from config.keeping.manifest import KeepingError, Manifest, read_manifest

MANIFEST, DUMP = "manifest.json", "database"
LONGEST_MANIFEST = 50_000_000  # bytes: half a million reports
MOST_TIMES_SMALLER = 200  # what shrinks more than that is stored as it is, so whoever reads can refuse a zip bomb
BLOCK = 1 << 20
TEMPORARY = ".steunkeuze-"  # how unfinished files begin
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


@contextmanager
def temporary(folder: Path, suffix: str = ".tmp") -> Iterator[Path]:
    """The name of an empty file in this folder that only its owner reads; gone afterwards, unless it was renamed."""
    handle, name = tempfile.mkstemp(prefix=TEMPORARY, suffix=suffix, dir=folder)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        for leftover in ("", "-wal", "-shm", "-journal"):
            Path(name + leftover).unlink(missing_ok=True)


def hash_of(file: Path) -> str:
    digest = sha256()
    with file.open("rb") as opened:
        while block := opened.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def write(target: Path, manifest: Manifest, dump: Path) -> None:
    """Write the archive beside its place, read it back, and only then give it its name. Raises KeepingError or OSError; then nothing is there."""
    with temporary(target.parent) as new:
        _zip(new, manifest, dump, zipfile.ZIP_DEFLATED if manifest.engine == "sqlite" else zipfile.ZIP_STORED)
        if 2 * manifest.dump_bytes > MOST_TIMES_SMALLER * new.stat().st_size:
            _zip(new, manifest, dump, zipfile.ZIP_STORED)
        if inspect(new) != manifest:
            raise KeepingError("Het nieuwe archief is niet goed weggeschreven.")
        if target.exists():
            raise KeepingError(f"{target} bestaat al; een archief wordt nooit overschreven.")
        new.rename(target)
    sync_folder(target.parent)


def _zip(new: Path, manifest: Manifest, dump: Path, compression: int) -> None:
    with new.open("wb") as file:
        with zipfile.ZipFile(file, "w", compression, compresslevel=1) as archive:
            archive.writestr(MANIFEST, manifest.written())
            archive.write(dump, DUMP)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """The new name itself has to be on the disk as well."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def inspect(file: Path) -> Manifest:
    """The manifest of an archive that is whole: its parts, sizes and hashes are as it says. Nothing is written. Raises KeepingError."""
    digest = sha256()
    manifest = _read(file, digest.update)
    if digest.hexdigest() != manifest.dump_sha256:
        raise KeepingError(f"{file} is beschadigd: het controlegetal van de gegevens klopt niet.")
    return manifest


def extract(file: Path, to: Path) -> Manifest:
    """Write the dump of an archive to this file, and check it once more on the way. Raises KeepingError."""
    digest = sha256()
    with to.open("wb") as out:

        def take(block: bytes) -> None:
            digest.update(block)
            out.write(block)

        manifest = _read(file, take, room=shutil.disk_usage(to.parent).free)
        out.flush()
        os.fsync(out.fileno())
    if digest.hexdigest() != manifest.dump_sha256:
        raise KeepingError(f"{file} is beschadigd: het controlegetal van de gegevens klopt niet.")
    return manifest


def _read(file: Path, take: Callable[[bytes], object], room: int | None = None) -> Manifest:
    try:
        with file.open("rb") as opened, zipfile.ZipFile(opened) as archive:
            manifest = _manifest_of(archive, file)
            if room is not None and manifest.dump_bytes > room:
                raise KeepingError(f"Er is niet genoeg ruimte om {file} uit te pakken: {manifest.dump_bytes} bytes.")
            with archive.open(DUMP) as dump:
                _blocks(dump, take, manifest.dump_bytes, file)
    except UNREADABLE as error:
        raise KeepingError(f"{file} is geen heel archief van het portaal.") from error
    except OSError as error:
        raise KeepingError(f"{file} kan niet worden gelezen: {error.strerror or error}.") from error
    return manifest


def _manifest_of(archive: zipfile.ZipFile, file: Path) -> Manifest:
    """Exactly two parts with exactly these names: no path in the archive is ever used as one."""
    parts = {part.filename: part for part in archive.infolist()}
    if sorted(part.filename for part in archive.infolist()) != sorted((MANIFEST, DUMP)):
        raise KeepingError(f"{file} is geen archief van het portaal.")
    if parts[MANIFEST].file_size > LONGEST_MANIFEST:
        raise KeepingError(f"{file} is geen archief van het portaal: de inhoudsopgave is te groot.")
    manifest = read_manifest(archive.read(MANIFEST))
    packed = parts[DUMP].compress_size
    if parts[DUMP].file_size != manifest.dump_bytes or packed > file.stat().st_size or manifest.dump_bytes > MOST_TIMES_SMALLER * max(packed, BLOCK):
        raise KeepingError(f"{file} is beschadigd: de grootte van de gegevens klopt niet.")
    return manifest


def _blocks(dump: BinaryIO | zipfile.ZipExtFile, take: Callable[[bytes], object], expected: int, file: Path) -> None:
    read = 0
    while block := dump.read(BLOCK):
        read += len(block)
        if read > expected:
            break
        take(block)
    if read != expected:
        raise KeepingError(f"{file} is beschadigd: de grootte van de gegevens klopt niet.")
