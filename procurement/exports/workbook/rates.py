"""The sheet with every amount, number of hours and fraction of every tariff, one row each: the formulas refer to these cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from procurement import costs
from procurement.costs import formula as f
from procurement.exports.workbook.address import TARIFF_ROLES, Addresses, price_level_name
from procurement.exports.workbook.model import UNKNOWN, Cell, Kind, Look, Name, Sheet, Workbook, text, wrapped
from procurement.exports.workbook.outline import Outlined
from procurement.offers import is_own
from procurement.question import ASSUMPTION, FACT, OWN, PAYER_WORDS
from voorzieningen.catalogue import TariffComponent
from voorzieningen.money import number_nl

SHEET = "Tarieven"
_HEADINGS = ("aanbod", "tarief", "onderdeel", "wat", "laag", "hoog", "eenheid", "betaler", "soort", "bron", "plaats", "prijspeil", "toelichting")
_WIDTHS = (34, 20, 14, 44, 13, 13, 26, 12, 13, 9, 22, 14, 50)
_LOW, _HIGH = 4, 5
_BASIS = {"STATED": FACT, "DERIVED": "afgeleid", "ASSUMPTION": ASSUMPTION}
_UNITS = {f.Role.HOURS: "uur", f.Role.MATCHES_PER_BLOCK: "koppelingen per blok", f.Role.PERCENTAGE: "procent"}


def add_rates(workbook: Workbook, columns: Sequence[Outlined], addresses: Addresses) -> None:
    sheet = Sheet(SHEET, _WIDTHS, fixed_columns=1)
    workbook.sheets.append(sheet)
    sheet.add([wrapped("Tarieven", Look.TITLE)])
    sheet.add([text("Elk bedrag zoals de bron het noemt, vóór indexatie. Laag en hoog zijn gelijk als de bron één bedrag noemt.")])
    sheet.add()
    sheet.add_headings(_HEADINGS, {"laag", "hoog", "prijspeil"})
    for column in columns:
        for value in _values(column):
            row, number = column.row(value.code), sheet.next_row
            addresses.rates[column.number, value.role, value.code] = (sheet.at(number, _LOW), sheet.at(number, _HIGH))
            sheet.add(_cells(column, row, _what(value, row), (value.low, value.high), value.role))
        for row in _not_used(column):
            known = row.type != "UNKNOWN"
            what = f"{row.label} ({'telt niet mee in deze vraag' if known else 'bedrag onbekend'})"
            amounts = (row.low, row.high) if known else (UNKNOWN, UNKNOWN)
            sheet.add(_cells(column, row, what, amounts, f.Role.AMOUNT))


def _values(column: Outlined) -> Iterable[f.Value]:
    """Every number of the tariff that a formula uses, each once."""
    return dict.fromkeys(value for value in column.inputs() if isinstance(value, f.Value) and value.role in TARIFF_ROLES)


def _not_used(column: Outlined) -> Iterator[TariffComponent]:
    """What the tariff says besides: unknown amounts, and those of years or payers that do not count here."""
    used = {column.row(value.code).code for value in _values(column)}
    lines = {line.line.code for year in column.years for line in year.lines if line.formula is not None}
    for row in column.column.priced.rows:
        if row.code not in used | lines:
            yield row


def _cells(column: Outlined, row: TariffComponent, what: str, amounts: tuple[Decimal | str | None, Decimal | str | None], role: f.Role) -> list[Cell]:
    kind = Kind.EURO if role is f.Role.AMOUNT else Kind.PERCENT if role is f.Role.PERCENTAGE else Kind.NUMBER
    low, high = (Cell(amount, kind) for amount in amounts)
    return [
        text(column.column.priced.offering.name),
        text(column.column.priced.tariff.slug),
        text(row.code),
        wrapped(what),
        low,
        high,
        wrapped(_UNITS.get(role, row.unit_label)),
        text(PAYER_WORDS[costs.Payer(row.payer)]),
        text(OWN if is_own(column.column.priced.tariff) else _BASIS[row.basis]),
        text(row.citation.source.code),
        wrapped(row.citation.place),
        _price_level(column, role, unknown=row.type == "UNKNOWN"),
        wrapped(" ".join(filter(None, ("De bron noemt dit bedrag ‘circa’." if row.amount_kind == "CIRCA" else "", row.basis_note)))),
    ]


def _price_level(column: Outlined, role: f.Role, *, unknown: bool) -> Cell:
    """The year of the amount, which may be changed among the assumptions; only amounts have one."""
    if role is not f.Role.AMOUNT or unknown:
        return Cell(None, Kind.YEAR)
    if not column.is_indexed:
        return Cell(None if column.actual.tariff.indexable else "geen indexatie", Kind.YEAR)
    return Cell(column.price_level, Kind.YEAR, formula=(Name(price_level_name(column.number)),))


def _what(value: f.Value, row: TariffComponent) -> str:
    if value.role is f.Role.MATCHES_PER_BLOCK:
        return f"{row.label}: koppelingen waarvoor de uren gelden"
    if value.role is f.Role.HOURS:
        match_year = value.code.removeprefix(row.code).lstrip("/")
        which = "minimum aantal uren" if match_year == "minimum" else f"uren in koppelingsjaar {match_year}" if match_year else "uren"
        return f"{row.label}: {which}"
    if value.code.endswith("/vast"):
        return f"{row.label}: vast bedrag dat al in het bedrag per koppeling zit"
    start = value.code.removeprefix(row.code).lstrip("/")
    return f"{row.label}: staffel vanaf {number_nl(int(start))} inwoners" if start else row.label
