"""Dossiers and frozen reports for tests, without making a PDF: rows as the freeze leaves them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from procurement.models import AdviceReport, Dossier
from voorzieningen.models import Municipality

MOMENT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
PDF = b"%PDF-1.7 proefrapport\n%%EOF\n"
CODE = "ab12-cd34-ef56-ab78"
ONE = "gemeente=GM0392&aanbod=steunouder"


def make_dossier(municipality: str = "GM0392", **fields: Any) -> Dossier:
    given = {"name": "Steunouder in Haarlem", "query": ONE, "length": Dossier.Length.SHORT, "status": Dossier.Status.TO_BE_ADOPTED}
    return Dossier.objects.create(municipality=Municipality.objects.get(code=municipality), **given | fields)


def make_report(dossier: Dossier | None = None, *, pdf: bytes = PDF, **fields: Any) -> AdviceReport:
    """A frozen report of a dossier that is final."""
    dossier = dossier or make_dossier(status=Dossier.Status.FINAL)
    given = {
        "municipality": dossier.municipality,
        "municipality_name": dossier.municipality.name,
        "number": 1,
        "title": "Adviesrapport informele steun, Haarlem",
        "frozen_at": MOMENT,
        "frozen_by": "Persoon Proef",
        "dossier_version": dossier.version,
        "query": dossier.query,
        "reference_day": date(2026, 11, 20),
        "software_version": "0.1.0",
        "has_quotations": False,
        "data": '{"proef":1}',
        "check_code": CODE,
        "sha256": sha256(pdf).hexdigest(),
        "file_name": "advies-haarlem-2026-11-20.pdf",
    }
    return AdviceReport.objects.create(dossier=dossier, pdf=pdf, **given | fields)
