"""What the data know of the terms of a contract, per topic with the offerings that share an answer, and what to ask and settle about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from procurement.advice.caveats import SELF_EMPLOYED
from procurement.sheet import Column, Sheet
from voorzieningen.catalogue import Source
from voorzieningen.money import percent_nl, range_nl

NOT_STATED = "niet vermeld"


@dataclass(frozen=True, slots=True)
class Known:
    """One answer and the offerings that it holds for, with the sources of their tariffs."""

    names: tuple[str, ...]
    text: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic of the contract: what is known, and what to ask and put in writing."""

    title: str
    known: tuple[Known, ...]
    to_do: str


def find_terms(sheet: Sheet) -> tuple[Topic, ...]:
    """All topics, always the same ones in the same order; what nobody states, says so."""
    return tuple(Topic(title, _grouped(sheet.columns, say), to_do) for title, say, to_do in _TOPICS)


def _grouped(columns: Iterable[Column], say: Callable[[Column], str]) -> tuple[Known, ...]:
    found: dict[str, list[Column]] = {}
    for column in columns:
        found.setdefault(say(column), []).append(column)
    return tuple(
        Known(
            tuple(dict.fromkeys(column.name for column in group)),
            text,
            () if text == NOT_STATED else tuple(dict.fromkeys(column.priced.tariff.citation.source for column in group)),
        )
        for text, group in found.items()
    )


def _party(column: Column) -> str:
    return column.priced.offering.contracting_party or NOT_STATED


def _build_up(column: Column) -> str:
    """The parts of the price by name; a total without parts says nothing about cost."""
    labels = dict.fromkeys(row.label for row in column.priced.rows if row.role == "COST" and row.type != "UNKNOWN")
    return f"de bron noemt: {'; '.join(labels)}" if labels else "geen prijs bekend"


def _vat(column: Column) -> str:
    labels = dict.fromkeys(row.vat_label for row in column.priced.rows if row.role == "COST" and row.type != "UNKNOWN" and row.vat != "NA")
    return ", ".join(labels) or NOT_STATED


def _level(column: Column) -> str:
    tariff = column.priced.tariff
    year = f"prijspeil {tariff.price_level_year}" if tariff.price_level_year else "prijspeil niet vermeld"
    return year if tariff.indexable else f"{year}; vaste prijs, geen indexering"


def _invoices(column: Column) -> str:
    tariff = column.priced.tariff
    moments = "; ".join(f"{percent_nl(item.fraction)} na {item.months_after_start} maanden" for item in tariff.instalments)
    return tariff.invoicing or moments or NOT_STATED


def _after(column: Column) -> str:
    """What goes on after the contract; unknown has its reason."""
    tail = column.result.tail
    if tail is None:
        return "uitloop onbekend"
    return f"na het contract nog {range_nl(tail.cost)}" if tail.years else "geen kosten na het contract berekend"


def _coordinator(column: Column) -> str:
    offering = column.priced.offering
    options = [*offering.employers, *offering.coordinator_types]
    if any(option.term.code in SELF_EMPLOYED for option in options):
        return "de coördinator is volgens de bron zzp'er"
    return "; ".join(option.term.label for option in offering.employers) or NOT_STATED


_TOPICS = (
    ("Met wie u het contract sluit", _party, "Leg vast wie levert, wie wordt betaald en wie aanspreekbaar is."),
    ("Opbouw van de prijs", _build_up, "Vraag de kosten voor beroepskrachten, andere kosten voor het gezin, overhead en indexering apart."),
    ("Btw", _vat, "Vraag of btw verschuldigd is of dat een vrijstelling geldt. De drempel gaat over bedragen zonder btw."),
    ("Prijspeil en indexering", _level, "Spreek af voor welk jaar de prijs geldt, met welk indexcijfer hij stijgt en op welke dag."),
    ("Factuurmomenten", _invoices, "Spreek af wanneer u betaalt en wat er gebeurt als er minder koppelingen starten."),
    ("Na het contract", _after, "Spreek af wie lopende koppelingen afmaakt en betaalt, en met welke opzegtermijn."),
    (
        "Wie de coördinator in dienst heeft",
        _coordinator,
        "Vraag wie invalt bij ziekte of vertrek. Bij een zzp’er: wie draagt het risico van schijnzelfstandigheid?",
    ),
)
