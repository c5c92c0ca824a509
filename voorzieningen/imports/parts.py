"""The XML parts of a workbook, read as a stream of elements that is thrown away: what may not be there is refused, nothing is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from defusedxml import DefusedXmlException
from defusedxml.sax import parseString

from voorzieningen.imports.table import FileRefusedError, Limits, cell_name, number

_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_DEEPEST = 40
_MOST_ELEMENTS = 20_000
# Of every cell: itself, its value, and the pieces of a text in more than one letter type.
_ELEMENTS_PER_CELL = 8
_FORBIDDEN = {
    "ddeLink": "een koppeling naar een ander programma (DDE)",
    "ddeService": "een koppeling naar een ander programma (DDE)",
    "oleLink": "een koppeling naar een ander programma (OLE)",
    "oleObject": "een ingesloten object",
    "externalReference": "een koppeling naar een ander bestand",
    "externalBook": "een koppeling naar een ander bestand",
    "connection": "een koppeling naar gegevens buiten het bestand",
    "queryTable": "een koppeling naar gegevens buiten het bestand",
    "webPr": "een koppeling naar gegevens buiten het bestand",
    "pivotCacheDefinition": "een draaitabel",
    "control": "een besturingselement",
}


@dataclass(slots=True)
class Found:
    """What the parts of one workbook hold together."""

    roots: list[str] = field(default_factory=list)
    sheets: int = 0


class PartReader(ContentHandler):
    """Looks at one part. The first element says what kind of part it is, whatever its name."""

    def __init__(self, limits: Limits, found: Found) -> None:
        super().__init__()
        self.limits, self.found = limits, found
        self.root = ""
        self.depth = self.elements = self.cells = self.length = 0
        self.row = self.column = 0

    # SAX prescribes these names.
    def startElement(self, name: str, attrs: Mapping[str, str]) -> None:  # type: ignore[override]  # noqa: N802 - the name and the type are those of xml.sax
        local = name.rpartition(":")[2]
        self.depth += 1
        self.elements += 1
        if not self.root:
            self.root = local
            self.found.roots.append(local)
        most = _ELEMENTS_PER_CELL * self.limits.cells if self.root in {"worksheet", "sst"} else _MOST_ELEMENTS
        if self.depth > _DEEPEST or self.elements > most or len(attrs) > 200:
            raise FileRefusedError("Het werkblad is te ingewikkeld. Kopieer alleen de waarden naar een nieuw bestand.")
        if local in _FORBIDDEN:
            raise FileRefusedError(f"In het bestand zit {_FORBIDDEN[local]}. Kopieer alleen de waarden naar een nieuw bestand.")
        if local in {"row", "c", "si"}:
            self.length = 0
        look = getattr(self, f"_{self.root}_{local}", None)
        if look is not None:
            look(attrs)

    def endElement(self, name: str) -> None:  # noqa: N802 - the name is that of xml.sax
        self.depth -= 1

    def characters(self, content: str) -> None:
        self.length += len(content)
        if self.root in {"worksheet", "sst"} and self.length > 2 * self.limits.cell:
            where = f" in {cell_name(self.column, self.row)}" if self.row else ""
            raise FileRefusedError(f"Een tekst{where} is te lang. Er mogen {number(self.limits.cell)} tekens in een vak.")

    # --- by kind of part and element ---

    def _workbook_sheet(self, attrs: Mapping[str, str]) -> None:
        self.found.sheets += 1

    def _Types_Override(self, attrs: Mapping[str, str]) -> None:  # noqa: N802 - found by the names of the elements
        if "macro" in attrs.get("ContentType", "").lower():
            raise FileRefusedError("In het bestand zitten macro's. Sla het op als XLSX zonder macro's.")

    _Types_Default = _Types_Override

    def _Relationships_Relationship(self, attrs: Mapping[str, str]) -> None:  # noqa: N802 - found by the names of the elements
        # A link in a cell is only text here: nobody follows it.
        if attrs.get("TargetMode", "").lower() == "external" and not attrs.get("Type", "").endswith("/hyperlink"):
            raise FileRefusedError("In het bestand zit een koppeling naar buiten het bestand. Kopieer alleen de waarden naar een nieuw bestand.")

    def _worksheet_dimension(self, attrs: Mapping[str, str]) -> None:
        for corner in attrs.get("ref", "").split(":"):
            self._place(corner)

    def _worksheet_row(self, attrs: Mapping[str, str]) -> None:
        number_given = attrs.get("r", "")
        if number_given and not re.fullmatch(r"[1-9][0-9]{0,6}", number_given):
            raise FileRefusedError("Het werkblad heeft een rij met een nummer dat niet kan.")
        row = int(number_given) if number_given else self.row + 1
        if row <= self.row:
            raise FileRefusedError(f"Rij {number(row)} staat twee keer of op de verkeerde plaats in het bestand.")
        self.row, self.column = row, 0
        self._within(1, row)

    def _worksheet_c(self, attrs: Mapping[str, str]) -> None:
        column, row = self._place(attrs["r"]) if "r" in attrs else (self.column + 1, self.row)
        if row != self.row or column <= self.column:
            raise FileRefusedError(f"Cel {cell_name(column, row)} staat twee keer of op de verkeerde plaats in het bestand.")
        self.column = column
        self._within(column, row)
        if attrs.get("t") == "e":
            raise FileRefusedError(f"In {cell_name(column, row)} staat een foutmelding van het rekenblad.")

    def _worksheet_f(self, attrs: Mapping[str, str]) -> None:
        raise FileRefusedError(f"In {cell_name(self.column, self.row)} staat een formule. Vervang de formule door de uitkomst.")

    def _worksheet_mergeCell(self, attrs: Mapping[str, str]) -> None:  # noqa: N802 - found by the names of the elements
        where = attrs.get("ref", "")
        raise FileRefusedError(f"De cellen {where if _CELL.match(where) and len(where) < 24 else ''} zijn samengevoegd. Splits ze eerst.")

    def _place(self, name: str) -> tuple[int, int]:
        match = _CELL.fullmatch(name)
        if match is None:
            raise FileRefusedError("Het werkblad heeft een cel met een naam die niet kan.")
        column = 0
        for letter in match[1]:
            column = column * 26 + ord(letter) - ord("A") + 1
        self._within(column, int(match[2]))
        return column, int(match[2])

    def _within(self, column: int, row: int) -> None:
        if row > self.limits.rows + 1:
            raise FileRefusedError(
                f"Het werkblad loopt door tot rij {number(row)}. Er mogen {number(self.limits.rows)} rijen zijn. Verwijder ook lege rijen onderaan."
            )
        if column > self.limits.columns:
            raise FileRefusedError(
                f"Het werkblad loopt door tot kolom {cell_name(column, 1)[:-1]}. Er mogen {self.limits.columns} kolommen zijn. "
                "Verwijder ook lege kolommen rechts."
            )


def look_at_part(name: str, content: bytes, limits: Limits, found: Found) -> None:
    """Raises FileRefusedError when the part is no plain XML or holds what may not be there."""
    try:
        parseString(content, PartReader(limits, found), forbid_dtd=True)
    except (SAXException, DefusedXmlException, UnicodeError, ValueError) as error:
        if isinstance(error, FileRefusedError):
            raise
        raise FileRefusedError("Het XLSX-bestand is stuk of bevat iets dat niet mag (onderdeel van de inhoud is geen gewone XML).") from error
