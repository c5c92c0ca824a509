"""The facts that hold for all columns: the municipality, the index series, what was assumed, and contradictions about the whole catalogue."""

from __future__ import annotations

from collections.abc import Iterator

from procurement.changes.offering_facts import contradiction_facts
from procurement.changes.record import Fact, make_fact
from procurement.changes.wording import day_nl
from procurement.question import FACT, Question
from procurement.sheet import Sheet
from voorzieningen.catalogue import Catalogue, IndexSeries, Municipality
from voorzieningen.money import number_nl, percent_nl

# Facts with these beginnings can move a total; the others only tell.
MOVES_TOTALS = ("gemeente/inwoners", "reeks/", "uitgangspunt/")


def question_facts(sheet: Sheet) -> Iterator[Fact]:
    """What is not about one offering. Inputs that are facts stand here with their source, the other ones as what was filled in or assumed."""
    question = sheet.question
    if question.municipality is not None:
        yield from _municipality(question.municipality)
    for item in question.inputs:
        if item.kind != FACT:
            yield make_fact(f"uitgangspunt/{item.name}", item.label, f"{item.value} ({item.kind})")
    if sheet.catalogue is not None:
        yield from _of_catalogue(sheet.catalogue, question)


def _municipality(municipality: Municipality) -> Iterator[Fact]:
    counted = f"{number_nl(municipality.inhabitants)} op {day_nl(municipality.counted_on)}"
    yield make_fact("gemeente/inwoners", "Inwoners van de gemeente", counted, (municipality.citation,))
    yield make_fact("gemeente/naam", "Naam van de gemeente", f"{municipality.name} ({municipality.province})", (municipality.citation,))


def _of_catalogue(catalogue: Catalogue, question: Question) -> Iterator[Fact]:
    series = catalogue.series(str(question.parameters.get("reeks") or ""))
    if series is not None:
        yield from _series(series)
    yield from contradiction_facts([item for item in catalogue.contradictions if not item.offerings])


def _series(series: IndexSeries) -> Iterator[Fact]:
    for figure in series.figures:
        words = (percent_nl(figure.growth), "voorlopig" if figure.is_provisional else "", figure.note)
        value = "; ".join(filter(None, words))
        yield make_fact(f"reeks/{series.slug}/{figure.year}", f"{series.name}, {figure.year}", value, (figure.citation,))
