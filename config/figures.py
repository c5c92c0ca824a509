"""What the monitor is told beside the requests: how long the line for PDFs is and how old the catalogue."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from config import metrics


def offer_figures() -> None:
    """For ready(): nothing is looked up before a monitor asks."""
    metrics.offer("portal_pdf_line", "PDFs that wait or are being made on this machine", pdf_line)
    metrics.offer("portal_catalogue_age_days", "Days since the catalogue was last changed", catalogue_age)


def pdf_line() -> float | None:
    """How many PDFs wait or are being made; None on a machine that never made one."""
    try:
        return float(len(os.listdir(Path(settings.PDF_FOLDER) / "waiting")))
    except OSError:
        return None


def catalogue_age() -> float | None:
    """Days since the last change of the catalogue; None when there is no history."""
    from voorzieningen import published

    changed = published.changed_on(published.version())
    return None if changed is None else float((timezone.localdate() - changed).days)
