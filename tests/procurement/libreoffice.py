"""Opens spreadsheets in LibreOffice, lets it calculate every formula anew and reads the cells back."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

Value = Decimal | str | None
Rows = list[list[Value]]

# Always calculate on opening, so that a value which the file brings along cannot pass for an outcome.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
 <item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
 <item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_MOST_REPEATED = 200  # beyond the last cell LibreOffice repeats an empty one up to the edge of the sheet


def recalculated(files: Mapping[str, bytes], folder: Path) -> dict[str, dict[str, Rows]]:
    """Every file (by its name) as LibreOffice calculates it: sheet by sheet the values of the cells. One start for all of them.

    The names have to differ before the dot: what LibreOffice makes of them stands in one folder.
    """
    program = shutil.which("soffice")
    assert program, "This test needs LibreOffice: apt-get install --no-install-recommends libreoffice-calc-nogui (make test does it)"
    profile, made, out = folder / "profile", folder / "in", folder / "out"
    for path in (profile / "user", made, out):
        path.mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    for name, content in files.items():
        (made / name).write_bytes(content)
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "ods", "--outdir", str(out)]
    done = subprocess.run([*command, *(str(made / name) for name in files)], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    made_of = {name: (out / name).with_suffix(".ods") for name in files}
    missing = [name for name, path in made_of.items() if not path.exists()]
    assert not missing, f"LibreOffice could not open {missing}: {done.stdout} {done.stderr}"
    return {name: as_written(path.read_bytes()) for name, path in made_of.items()}


def as_written(ods: bytes) -> dict[str, Rows]:
    """An .ods file as it was written, without calculating anything."""
    with zipfile.ZipFile(io.BytesIO(ods)) as archive:
        return _sheets(ElementTree.fromstring(archive.read("content.xml")))


def _sheets(root: ElementTree.Element) -> dict[str, Rows]:
    return {str(table.get(f"{_TABLE}name")): list(_rows(table)) for table in root.iter(f"{_TABLE}table")}


def _rows(table: ElementTree.Element) -> Iterator[list[Value]]:
    for row in table.iter(f"{_TABLE}table-row"):
        cells: list[Value] = []
        for cell in row:
            cells += [_value(cell)] * min(int(cell.get(f"{_TABLE}number-columns-repeated", "1")), _MOST_REPEATED)
        for _ in range(min(int(row.get(f"{_TABLE}number-rows-repeated", "1")), _MOST_REPEATED)):
            yield list(cells)


def _value(cell: ElementTree.Element) -> Value:
    number = cell.get(f"{_OFFICE}value")
    if number is not None:
        return Decimal(number)
    paragraphs = ["".join(paragraph.itertext()) for paragraph in cell.iter(f"{_TEXT}p")]
    return "\n".join(paragraphs) if paragraphs else None
