"""Looks at an uploaded file before any parser opens it: what it is by its content, how large it may become, and whether it only holds a table."""

from __future__ import annotations

from voorzieningen.imports.table import FileRefusedError, Limits, Table, number
from voorzieningen.imports.text_file import read_text_file
from voorzieningen.imports.workbook_file import read_workbook_file

_OTHER_KINDS = (
    (b"\xd0\xcf\x11\xe0", "een oud of beveiligd Office-bestand"),
    (b"%PDF", "een PDF"),
    (b"{\\rtf", "een tekstdocument"),
    (b"\x1f\x8b", "een ingepakt bestand"),
    (b"Rar!", "een ingepakt bestand"),
    (b"7z\xbc\xaf", "een ingepakt bestand"),
    (b"MZ", "een programma"),
    (b"\x7fELF", "een programma"),
    (b"<", "een webpagina of XML"),
)


def read_table(data: bytes, limits: Limits) -> Table:
    """The table in a CSV or XLSX file, whatever its name says. Raises FileRefusedError, with the reason in Dutch; nothing is read by halves."""
    if not data.strip():
        raise FileRefusedError("Het bestand is leeg.")
    if len(data) > limits.size:
        raise FileRefusedError(f"Het bestand is te groot: {number(len(data))} bytes. Er mogen er {number(limits.size)} zijn.")
    for start, what in _OTHER_KINDS:
        if data.lstrip()[: len(start)] == start:
            raise FileRefusedError(f"Dit is {what}. Gebruik een CSV-bestand of een XLSX-bestand.")
    if data.startswith(b"PK"):
        return read_workbook_file(data, limits)
    return read_text_file(data, limits)
