"""Writes the advice: findings from the figures and arguments from the catalogue; caveats and questions have their own modules."""

from __future__ import annotations

from collections.abc import Iterator

from procurement import costs, fit
from procurement.advice.caveats import find_caveats
from procurement.advice.model import Advice, Argument, Finding, Point
from procurement.advice.questions import find_questions
from procurement.coverage import Together
from procurement.sheet import Column, Sheet
from voorzieningen.catalogue import Source
from voorzieningen.money import EuroRange, euro_nl, number_nl, range_nl

_BRIEF = {"training": "vrijwilligers krijgen training", "vog": "een VOG is vereist"}


def write_advice(sheet: Sheet) -> Advice:
    """The advice that follows from one answered question. It compares nothing in words that the figures do not say."""
    return Advice(
        findings=tuple(_findings(sheet)),
        arguments=tuple((column.name, tuple(_arguments(column))) for column in sheet.columns),
        caveats=find_caveats(sheet),
        questions=find_questions(sheet),
    )


def _findings(sheet: Sheet) -> Iterator[Finding]:
    """Totals, what is unknown, what a reading changes, the tail, the task, the demand; in that order, and only what holds."""
    yield from _totals(sheet)
    yield from _unknowns(sheet)
    yield from _readings(sheet)
    yield from _tails(sheet)
    yield from _fits(sheet)
    yield from _demand(sheet)


def _of_tariffs(columns: list[Column]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(column.priced.tariff.citation.source for column in columns))


def _totals(sheet: Sheet) -> Iterator[Finding]:
    known = [column for column in sheet.columns if column.result.total is not None]
    totals = [column.result.total for column in known if column.result.total is not None]
    if not totals:
        yield Finding("Van geen enkel aanbod is het totaal bekend.", point=Point.KNOW)
        return
    span = EuroRange(min(total.low for total in totals), max(total.high for total in totals))
    years = f"{sheet.question.scenario.years} contractjaren" if sheet.question.scenario.years > 1 else "1 contractjaar"
    if len(known) == 1:
        yield Finding(f"Het totaal van {known[0].name} over {years} is {range_nl(span)}.", _of_tariffs(known), Point.KNOW)
        return
    yield Finding(
        f"Van {len(known)} van de {len(sheet.columns)} is het totaal over {years} bekend. Deze totalen liggen tussen {euro_nl(span.low)} en "
        f"{euro_nl(span.high)}. Het aanbod verschilt: een lager bedrag zegt niet dat gezinnen dezelfde steun krijgen.",
        _of_tariffs(known),
        Point.KNOW,
    )


def _unknowns(sheet: Sheet) -> Iterator[Finding]:
    unknown = [column for column in sheet.columns if column.result.total is None]
    if unknown:
        names = "; ".join(f"{column.name} ({column.result.reason})" for column in unknown)
        yield Finding(f"Onbekend is het totaal van {names}. Onbekend is geen nul: vraag de prijs na.", _of_tariffs(unknown), Point.ASK)


def _readings(sheet: Sheet) -> Iterator[Finding]:
    """Where a sentence of the source can be read in more ways: what the total is in each."""
    for column in sheet.columns:
        used = column.result.total
        ambiguities = [ambiguity for ambiguity in sheet.ambiguities if ambiguity.tariff and ambiguity.concerns(column.priced)]
        others = [other.amounts.total for ambiguity in ambiguities for other in ambiguity.others if other.changes_total]
        if used is not None and others:
            words = " of ".join(dict.fromkeys(range_nl(total) if total else "onbekend" for total in others))
            yield Finding(
                f"Het bedrag van {column.name} hangt af van hoe de bron is bedoeld: {range_nl(used)} zoals hier gerekend, "
                f"{words} bij een andere lezing.",
                _of_tariffs([column]),
                Point.ASK,
            )


def _tails(sheet: Sheet) -> Iterator[Finding]:
    late = [column for column in sheet.columns if column.result.tail is not None and column.result.tail.cost.high > 0]
    if late:
        names = "; ".join(f"{column.name} {range_nl(column.result.tail.cost)}" for column in late if column.result.tail)
        yield Finding(f"Koppelingen lopen door na het contract. Dat kost daarna nog: {names}. Dit zit niet in de totalen.", _of_tariffs(late))


def _fits(sheet: Sheet) -> Iterator[Finding]:
    asked = [column for column in sheet.columns if column.fit is not None]
    if not asked:
        return
    words = {
        fit.Verdict.FITS: "past volgens de bronnen",
        fit.Verdict.POSSIBLE: "past misschien",
        fit.Verdict.UNKNOWN: "is na te vragen",
        fit.Verdict.OUT: "past volgens de bronnen niet",
    }
    parts = []
    for verdict, text in words.items():
        names = [column.name for column in asked if column.fit is not None and column.fit.verdict is verdict]
        if names:
            parts.append(f"{text}: {', '.join(names)}")
    yield Finding(f"Bij de opgave {'; '.join(parts)}.", point=Point.KNOW)


def _demand(sheet: Sheet) -> Iterator[Finding]:
    """For how many families of the demand a compared offering is there: for certain, under a condition, or not."""
    if sheet.coverage is None or not sheet.question.demand.families:
        return
    found = dict.fromkeys(("certain", "possible", "nobody"), 0)
    nobody = []
    for answer in sheet.coverage.asked.rows:
        how = {Together.COVERED: "certain", Together.UNCERTAIN: "possible", Together.UNCOVERED: "nobody"}[answer.together]
        found[how] += answer.row.families or 0
        nobody += [answer.row.label] if how == "nobody" else []
    words = f"Van de {number_nl(sheet.question.demand.families)} gezinnen per jaar past er bij {number_nl(found['certain'])} zeker een gekozen aanbod"
    words += f" en bij {number_nl(found['possible'])} alleen onder voorwaarde of onzeker." if found["possible"] else "."
    if nobody:
        words += f" Voor {number_nl(found['nobody'])} noemt geen bron een gekozen aanbod dat past: {'; '.join(nobody)}. Vraag dat na."
    yield Finding(words, point=Point.KNOW)


def _arguments(column: Column) -> Iterator[Argument]:
    """What the sources state and a municipality may value: target groups, price, safety. The absence of one says nothing."""
    offering, result = column.priced.offering, column.result
    included = [row for row in offering.coverage if row.status == "INCLUDED"]
    if included:
        labels = ", ".join(row.target_group.label.lower() for row in included)
        groups = "1 doelgroep" if len(included) == 1 else f"{len(included)} doelgroepen"
        yield Argument(f"Noemt als doelgroep: {labels}.", tuple(dict.fromkeys(row.citation.source for row in included)), f"noemt {groups}")
    priced = (column.priced.tariff.citation.source,)
    if result.total is not None and result.total.is_exact and not result.warnings:
        yield Argument(f"Het totaal is precies te berekenen: {range_nl(result.total)}.", priced, "het totaal is precies te berekenen")
    if result.status is not costs.Status.UNKNOWN and all(isinstance(part, costs.PerMatch | costs.PerModule) for part in result.tariff.components):
        yield Argument("De kosten bewegen mee: zonder koppeling geen kosten.", priced, "de kosten bewegen mee met het aantal koppelingen")
    for feature in column.features:
        if feature.name in ("training", "vog") and feature.text.startswith("ja"):
            yield Argument(f"{feature.label}: ja.", feature.sources, _BRIEF[feature.name])
