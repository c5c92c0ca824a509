"""What can go wrong when a PDF is asked for. Pages for it are in views/printing.py."""

from __future__ import annotations


class PdfProblemError(Exception):
    """There is no PDF now. Trying again may help, but for PdfUnavailableError."""


class PdfUnavailableError(PdfProblemError):
    """This machine cannot make a PDF: a system library or the fonts are missing. The message says in one line what to do."""


class PdfBusyError(PdfProblemError):
    """So many PDFs are being made that this one was not taken on, or did not get its turn in time."""


class PdfFailedError(PdfProblemError):
    """Making it stopped: it took too long or too much memory, or the process died. The message names which, never what stood in the document."""


class PdfPendingError(PdfProblemError):
    """It is being made and will be there when asked for again. `place` is the place in the queue, 1 for the one that is being made."""

    def __init__(self, place: int) -> None:
        super().__init__(f"place {place}")
        self.place = place


class PdfTooLargeError(ValueError):
    """The document is longer than this portal makes into a PDF."""
