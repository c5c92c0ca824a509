"""The portal's door to PDFs: refuses what is too much, and hands the rest to the process that makes them. The engine is in rendering/engine.py."""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Sequence
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

from procurement.exports.rendering.desk import Desk
from procurement.exports.rendering.folder import private_folder
from procurement.exports.rendering.job import Attached, Job
from procurement.exports.rendering.line import Line
from procurement.exports.rendering.problems import (
    PdfBusyError,
    PdfFailedError,
    PdfPendingError,
    PdfProblemError,
    PdfTooLargeError,
    PdfUnavailableError,
)
from procurement.exports.rendering.process import Printer, Setup
from procurement.exports.rendering.size import find_excess
from procurement.exports.rendering.spool import Spool

__all__ = [
    "Attached",
    "PdfBusyError",
    "PdfFailedError",
    "PdfPendingError",
    "PdfProblemError",
    "PdfTooLargeError",
    "PdfUnavailableError",
    "render_pdf",
    "warm",
]

STYLESHEET = "procurement/print.css"
FONTS = tuple(f"nlds/fonts/noto-sans-{style}.ttf" for style in ("400-normal", "400-italic", "700-normal"))
PATIENCE = 60.0  # seconds
_LIBRARIES = ("weasyprint", "pydyf", "fonttools", "tinyhtml5", "tinycss2", "cssselect2", "pillow")

_desks: dict[int, Desk] = {}
_opening = threading.Lock()


def render_pdf(
    *,
    html: str,
    title: str,
    author: str,
    base_url: str,
    dated: date,
    attachments: Sequence[Attached] = (),
    patience: float = PATIENCE,
    comes_back: bool = False,
) -> bytes:
    """The document as PDF. The same arguments give the same bytes, in every process.

    `html` needs a language and no head: the title, author and date of the PDF are the arguments. Links in it are made absolute with
    `base_url`; nothing else is fetched but pictures as `data:` addresses. Characters that the font lacks become U+FFFD, visibly.
    Waits `patience` seconds at most; who `comes_back` then gets PdfPendingError, another PdfBusyError.
    Raises PdfTooLargeError when there is too much of it (rendering/size.py), and what else stands in rendering/problems.py.
    """
    excess = find_excess(html, sum(len(item.content) for item in attachments))
    if excess is not None:
        raise PdfTooLargeError(excess)
    job = Job(html=html, title=title, author=author, base_url=base_url, dated=dated, attachments=tuple(attachments))
    try:
        return _desk().get(job, patience=patience, comes_back=comes_back)
    except OSError as error:
        raise PdfUnavailableError(f"The folder for PDFs (PDF_FOLDER) cannot be used: {error.strerror}") from None


def warm() -> None:
    """Start the process for PDFs of this web process, so that nobody waits for it; without a word when this machine cannot make any."""
    try:
        _desk().warm()
    except (PdfUnavailableError, OSError):
        return


def _desk() -> Desk:
    """The desk of this process: one that came along in a fork belongs to the parent. Opened anew after somebody cleared its folder away."""
    with _opening:
        desk = _desks.get(os.getpid())
        if desk is not None and not desk.has_its_folders:
            desk.stop()  # what it was making has nowhere to go
            desk = None
        if desk is None:
            _desks.clear()
            desk = _desks[os.getpid()] = _open_desk()
        return desk


def _open_desk() -> Desk:
    folder = private_folder(Path(settings.PDF_FOLDER))
    setup = Setup(
        folder=folder, stylesheet=static_file(STYLESHEET), fonts={name: static_file(name) for name in FONTS}, niceness=settings.PDF_NICENESS
    )
    return Desk(Printer(setup), Spool(folder / "done"), Line(folder, slots=settings.PDF_SLOTS), engine_of(setup))


@atexit.register
def _close_desk() -> None:
    desk = _desks.pop(os.getpid(), None)
    if desk is not None:
        desk.stop()


@cache
def _libraries() -> bytes:
    return "".join(f"{name} {version(name)}\n" for name in _LIBRARIES).encode()


def engine_of(setup: Setup) -> bytes:
    """A mark of everything that PDFs are made with: another style sheet, font, library or engine of ours never finds an older result."""
    sources = sorted((Path(__file__).parent / "rendering").glob("*.py"))
    content = [path.read_bytes() for path in (setup.stylesheet, *setup.fonts.values(), *sources)]
    return sha256(b"".join((_libraries(), *(sha256(part).digest() for part in content)))).digest()


def static_file(name: str) -> Path:
    """Where a static file of ours stands: among the sources, or in what collectstatic gathered."""
    collected = Path(settings.STATIC_ROOT) / name if settings.STATIC_ROOT else None
    for place in (finders.find(name), collected):
        if place and Path(place).is_file():
            return Path(place)
    raise PdfUnavailableError(f"The PDF needs the static file {name}: make run puts the fonts in place")
