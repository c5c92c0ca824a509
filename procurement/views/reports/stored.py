"""The stored PDF of a report with what decides who may have it, in one query put together once: it is downloaded often and never changes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.db import connection

from procurement.models import AdviceReport, ReportPublication

_FIELDS = ("municipality_id", "publication__visible", "sha256", "file_name", "pdf")


@dataclass(frozen=True, slots=True)
class StoredPdf:
    """One row. `visible` is what others may see of the report."""

    municipality: int
    visible: str
    sha256: str
    file_name: str
    pdf: bytes


def stored_pdf(key: UUID) -> StoredPdf | None:
    """The PDF of the report with this number; None when there is none. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_query(connection.vendor), [key if connection.features.has_native_uuid_field else key.hex])
        row = cursor.fetchone()
    if row is None:
        return None
    municipality, visible, sha256, file_name, pdf = row
    return StoredPdf(municipality, visible or ReportPublication.Visible.NOTHING, sha256, file_name, bytes(pdf))


@cache
def _query(vendor: str) -> str:
    """Of each kind of database; Django takes longer to put it together than the database to answer it."""
    sql: str = AdviceReport.objects.order_by().filter(key=UUID(int=0)).values_list(*_FIELDS).query.sql_with_params()[0]
    return sql
