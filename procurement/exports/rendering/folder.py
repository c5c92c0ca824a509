"""The folder that all web processes of a machine share for PDFs: ours alone, or not used at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from procurement.exports.rendering.problems import PdfUnavailableError


def private_folder(path: Path) -> Path:
    """The folder, made when it is not there. Raises PdfUnavailableError when anybody else can read it or put something in it."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = path.lstat()
    except OSError as error:
        raise PdfUnavailableError(f"The folder for PDFs cannot be made: {error.strerror}") from None
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or stat.S_IMODE(found.st_mode) & 0o077:
        raise PdfUnavailableError("The folder for PDFs (PDF_FOLDER) must be a folder of the portal's own user with mode 0700")
    return path
