"""Where finished PDFs wait for who asked for them, under a name that holds everything they were made of: never stale, never another's."""

from __future__ import annotations

import os
import time
from pathlib import Path

from procurement.exports.rendering.folder import private_folder
from procurement.exports.rendering.problems import PdfFailedError

KEPT = 600  # seconds
FAILURE_KEPT = 20  # seconds: who asks again after that gets a new try
LARGEST = 200 * 1024**2  # bytes, together


class Spool:
    """A folder with a file per result. Any process of this machine finds what another made."""

    def __init__(self, folder: Path) -> None:
        self.folder = private_folder(folder)

    def find(self, name: str) -> bytes | None:
        """The PDF of this name, or None; raises PdfFailedError when making it failed a moment ago."""
        pdf = self._read(f"{name}.pdf", KEPT)
        if pdf is not None:
            return pdf
        failure = self._read(f"{name}.failed", FAILURE_KEPT)
        if failure is not None:
            raise PdfFailedError(failure.decode("ascii", "replace"))
        return None

    def keep(self, name: str, pdf: bytes) -> None:
        """Raises OSError on a full disk."""
        self.clear()
        self._write(f"{name}.pdf", pdf)

    def keep_failure(self, name: str, kind: str) -> None:
        self._write(f"{name}.failed", kind.encode())

    def drop(self, name: str) -> None:
        (self.folder / f"{name}.pdf").unlink(missing_ok=True)

    def clear(self) -> None:
        """Remove what has waited long enough, and the oldest when all together is too much."""
        now, total = time.time(), 0
        for path, found in sorted(self._files(), key=lambda item: -item[1].st_mtime):
            total += found.st_size
            if now - found.st_mtime > KEPT or total > LARGEST:
                path.unlink(missing_ok=True)

    def _files(self) -> list[tuple[Path, os.stat_result]]:
        found = []
        for path in self.folder.iterdir():
            try:
                found.append((path, path.stat()))
            except FileNotFoundError:
                continue  # another process cleared it
        return found

    def _read(self, name: str, seconds: int) -> bytes | None:
        path = self.folder / name
        try:
            if time.time() - path.stat().st_mtime > seconds:
                return None
            return path.read_bytes()
        except FileNotFoundError:
            return None

    def _write(self, name: str, content: bytes) -> None:
        """Whole or not at all, for us alone."""
        draft = self.folder / f"{name}.{os.getpid()}.draft"
        try:
            with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600), "wb") as file:
                file.write(content)
            draft.replace(self.folder / name)
        except OSError:
            draft.unlink(missing_ok=True)
            raise
