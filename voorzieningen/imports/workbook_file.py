"""XLSX files: the archive and every part of it are looked at first, and openpyxl gets only what passed."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from math import isfinite

from voorzieningen.imports.parts import Found, look_at_part
from voorzieningen.imports.table import FileRefusedError, Limits, Table, cell_name, made_table

_MOST_PARTS = 200
_HIGHEST_RATIO = 250
_CHUNK = 64 * 1024
# How a workbook writes a character that XML cannot hold, such as a NUL.
_ESCAPED = re.compile("_x[0-9A-Fa-f]{4}_")
# Pictures and settings of a printer: never opened, and not handed on.
_IGNORED = ("xl/media/", "xl/printersettings/", "docprops/thumbnail", "xl/drawings/", "xl/charts/")
_REFUSED = {
    "vbaproject": "macro's",
    "xl/macrosheets/": "macro's",
    "xl/dialogsheets/": "macro's",
    "xl/externallinks/": "koppelingen naar andere bestanden",
    "xl/connections": "een koppeling naar gegevens buiten het bestand",
    "xl/querytables/": "een koppeling naar gegevens buiten het bestand",
    "xl/embeddings/": "ingesloten bestanden",
    "xl/activex/": "besturingselementen",
    "xl/ctrlprops/": "besturingselementen",
    "xl/pivotcache/": "een draaitabel",
    "xl/model/": "een gegevensmodel",
}
_BROKEN = "Het XLSX-bestand is stuk. Open het in een rekenblad en sla het opnieuw op."


def read_workbook_file(data: bytes, limits: Limits) -> Table:
    """The table of the only sheet of an XLSX file. Raises FileRefusedError."""
    return made_table(_rows(clean_copy(data, limits), limits), limits)


def clean_copy(data: bytes, limits: Limits) -> bytes:
    """The same workbook with only the parts that were looked at. Raises FileRefusedError at the first thing that may not be there."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _unpacked(archive, _entries(archive, limits), limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, UnicodeError, OverflowError) as error:
        raise FileRefusedError(_BROKEN) from error
    found = Found()
    for name, content in parts.items():
        look_at_part(name, content, limits, found)
    if found.sheets != 1 or found.roots.count("worksheet") != 1 or found.roots.count("workbook") != 1:
        raise FileRefusedError("Het XLSX-bestand moet precies één werkblad hebben, ook geen verborgen bladen.")
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return copy.getvalue()


def _entries(archive: zipfile.ZipFile, limits: Limits) -> list[zipfile.ZipInfo]:
    entries = archive.infolist()
    if len(entries) > _MOST_PARTS:
        raise FileRefusedError("Het XLSX-bestand heeft te veel onderdelen.")
    names = [entry.filename.casefold() for entry in entries]
    if len(set(names)) != len(names):
        raise FileRefusedError("Het XLSX-bestand heeft twee onderdelen met dezelfde naam.")
    if not {"[content_types].xml", "xl/workbook.xml"} <= set(names):
        raise FileRefusedError("Dit is een zip-bestand maar geen XLSX-bestand.")
    if min(entry.header_offset for entry in entries) != 0:
        raise FileRefusedError(_BROKEN)
    for entry in entries:
        _look_at_entry(entry, entry.filename.casefold())
    if sum(entry.file_size for entry in entries) > limits.unpacked:
        raise FileRefusedError("Het XLSX-bestand is uitgepakt te groot.")
    return entries


def _look_at_entry(entry: zipfile.ZipInfo, name: str) -> None:
    if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/") or "\\" in entry.orig_filename:
        raise FileRefusedError("Het XLSX-bestand heeft een onderdeel met een naam die niet mag.")
    if entry.flag_bits & 0x1:
        raise FileRefusedError("Het bestand is beveiligd met een wachtwoord. Haal het wachtwoord eraf.")
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise FileRefusedError(_BROKEN)
    if entry.file_size > _HIGHEST_RATIO * max(entry.compress_size, 100):
        raise FileRefusedError("Het XLSX-bestand is verdacht sterk ingepakt.")
    for piece, what in _REFUSED.items():
        if piece in name:
            raise FileRefusedError(f"In het bestand zitten {what}. Kopieer alleen de waarden naar een nieuw bestand.")


def _unpacked(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], limits: Limits) -> dict[str, bytes]:
    """The parts that are XML, inflated bit by bit: what the archive says about its sizes may be a lie."""
    parts: dict[str, bytes] = {}
    left = limits.unpacked
    for entry in entries:
        name = entry.filename.casefold()
        if entry.is_dir() or name.startswith(_IGNORED):
            continue
        if not name.endswith((".xml", ".rels", ".vml")):
            raise FileRefusedError("In het XLSX-bestand zit een onderdeel dat er niet hoort, zoals een ander bestand.")
        content = bytearray()
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                content += chunk
                left -= len(chunk)
                if left < 0:
                    raise FileRefusedError("Het XLSX-bestand is uitgepakt te groot.")
        if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
            raise FileRefusedError("In het XLSX-bestand zit een ander bestand.")
        if not name.endswith(".vml"):
            parts[entry.filename] = bytes(content)
    return parts


def _rows(data: bytes, limits: Limits) -> Iterator[tuple[int, Sequence[str]]]:
    from openpyxl import load_workbook  # late: half a second that only this process needs

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what it says about its size may be a lie
        rows = sheet.iter_rows(min_row=1, max_row=limits.rows + 2, max_col=limits.columns + 1, values_only=True)
        for row, values in enumerate(rows, start=1):
            texts = [_text(value, column, row) for column, value in enumerate(values, start=1)]
            while texts and not texts[-1]:
                texts.pop()
            yield row, texts
    except FileRefusedError:
        raise
    except Exception as error:  # openpyxl answers a broken file with whatever went wrong inside
        raise FileRefusedError(_BROKEN) from error


def _text(value: object, column: int, row: int) -> str:
    """A value as it would be typed in Dutch."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float) and not isfinite(value):
        raise FileRefusedError(f"In {cell_name(column, row)} staat een getal dat niet kan.")
    if isinstance(value, (int, float, Decimal)):
        return f"{Decimal(repr(value) if isinstance(value, float) else value):f}".replace(".", ",").removesuffix(",0")
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    if isinstance(value, str):
        text = value.replace("_x000D_", "")
        if _ESCAPED.search(text):
            raise FileRefusedError(f"In {cell_name(column, row)} staat een teken dat niet te zien is en niet kan. Typ de tekst opnieuw.")
        return text
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    raise FileRefusedError(f"In {cell_name(column, row)} staat een tijd. Gebruik een datum zonder tijd, of tekst.")
