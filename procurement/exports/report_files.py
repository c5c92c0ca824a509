"""The report as files: the only makers of its HTML, PDF and editable document, so that page, dossier and frozen report cannot differ."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string

from procurement.exports.document import render_document
from procurement.exports.pdf import PATIENCE, render_pdf
from procurement.exports.report import Report


def report_html(report: Report, address: str) -> str:
    """The document that the PDF and the editable document are made of. `address` is where the report stands on screen."""
    context = {"report": report, "sheet": report.sheet, "linked": False, "sources_at": "#", "address": address}
    return render_to_string("procurement/advice_pdf.html", context)


def report_pdf(report: Report, *, base_url: str, address: str, patience: float = PATIENCE, comes_back: bool = False) -> bytes:
    """The report as PDF; waits as `render_pdf` does and raises what it raises."""
    return render_pdf(
        html=report_html(report, address),
        title=report.title,
        author=f"Steunkeuze {settings.SOFTWARE_VERSION}",
        base_url=base_url,
        dated=report.dated,
        attachments=report.attachments,
        patience=patience,
        comes_back=comes_back,
    )


def report_document(report: Report, *, address: str) -> bytes:
    """The report as OpenDocument text (.odt), to be edited further."""
    return render_document(
        html=report_html(report, address), title=report.title, author=f"Steunkeuze {settings.SOFTWARE_VERSION}", dated=report.dated
    )
