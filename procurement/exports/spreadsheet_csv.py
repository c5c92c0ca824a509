"""CSV files that a Dutch spreadsheet opens as a table: semicolons, UTF-8 with a byte order mark, and texts that cannot run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def text_cell(text: str) -> str:
    """A text that a spreadsheet does not take for a formula. Not for amounts: a negative one starts with a minus sign."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def csv_file(rows: Iterable[Iterable[str]]) -> bytes:
    """The rows, headings included, as the bytes of the file."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8-sig")
