"""CSV files: looked at as bytes and as text before they are taken apart. Spreadsheets are in `workbook_file`."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from voorzieningen.imports.table import FileRefusedError, Limits, Table, made_table, number

_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_LONGEST_LINE = 100_000
WINDOWS = "Het bestand is niet in UTF-8 opgeslagen. Het is gelezen als Windows-1252. Kijk of letters als é en ë goed staan."


def read_text_file(data: bytes, limits: Limits) -> Table:
    """The table of a CSV file. Raises FileRefusedError."""
    text, notes = _decoded(data)
    longest = max(map(len, text.splitlines()), default=0)
    if longest > _LONGEST_LINE:
        raise FileRefusedError(f"Een regel is te lang: {number(longest)} tekens. Is dit wel een CSV-bestand?")
    return made_table(_rows(text, _delimiter(text)), limits, notes)


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileRefusedError("Het bestand is in UTF-16 opgeslagen. Sla het op als 'CSV UTF-8'.")
    if b"\0" in data:
        raise FileRefusedError("Dit is geen CSV-bestand en geen XLSX-bestand. Andere soorten bestanden kunnen hier niet.")
    if _SURROGATE.search(data):
        raise FileRefusedError("In het bestand staan bytes die geen teken zijn. Sla het opnieuw op als 'CSV UTF-8'.")
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        has_mark = data.startswith(b"\xef\xbb\xbf")
    try:
        if not has_mark:
            return data.decode("cp1252"), (WINDOWS,)
    except UnicodeDecodeError:
        pass
    raise FileRefusedError("De tekens in het bestand zijn niet te lezen. Sla het op als 'CSV UTF-8'.")


def _delimiter(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return next((mark for mark in (";", "\t") if mark in first), ",")


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Each row with its number. Every row has as many fields as the headings: else something was taken apart in the wrong place."""
    reader, width = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 0
    row = 0
    try:
        for row, cells in enumerate(reader, start=1):
            if not any(cells):
                continue
            width = width or len(cells)
            if len(cells) != width:
                raise FileRefusedError(
                    f"Rij {number(row)} heeft {len(cells)} velden en de kop heeft er {width}. "
                    f"Het scheidingsteken is hier '{delimiter}'. Zet een tekst met dat teken erin tussen dubbele aanhalingstekens."
                )
            yield row, cells
    except csv.Error as error:
        raise FileRefusedError(f'Na rij {number(row)} kloppen de aanhalingstekens niet. Elke " die een tekst opent, moet die ook sluiten.') from error
