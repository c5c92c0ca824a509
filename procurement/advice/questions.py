"""Questions to each provider: from disagreements in the sources and from what no source tells; what changes money comes first."""

from __future__ import annotations

from collections.abc import Iterator

from procurement import costs, fit
from procurement.advice.model import ProviderQuestion, ProviderQuestions
from procurement.coverage import Cover
from procurement.sheet import Column, Sheet
from voorzieningen.catalogue import Contradiction, Offering
from voorzieningen.money import number_nl


def find_questions(sheet: Sheet) -> tuple[ProviderQuestions, ...]:
    """Per offering, in the order of the comparison; offerings with two tariffs in it are asked once."""
    by_offering: dict[str, list[Column]] = {}
    for column in sheet.columns:
        by_offering.setdefault(column.priced.offering.slug, []).append(column)
    return tuple(_of_provider(sheet, columns) for columns in by_offering.values())


def _of_provider(sheet: Sheet, columns: list[Column]) -> ProviderQuestions:
    offering = columns[0].priced.offering
    asked = [_from_contradiction(item) for item in offering.contradictions if item.question]
    fields = {item.field for item in offering.contradictions if item.question}
    asks_year = any("welk jaar" in question.text.lower() for question in asked)
    asked += [question for column in columns for question in _about_price(sheet, column, asks_year)]
    asked += [question for field, question in _about_gaps(offering) if field not in fields]
    asked += _about_task(columns[0])
    asked += _about_demand(sheet, offering)
    unique: dict[str, ProviderQuestion] = {}
    for question in asked:
        unique.setdefault(question.text, question)
    questions = sorted(unique.values(), key=lambda question: not question.changes_money)
    return ProviderQuestions(offering.name, offering.organisation or offering.name, offering.email, offering.website, tuple(questions))


def _from_contradiction(item: Contradiction) -> ProviderQuestion:
    sources = tuple(dict.fromkeys(reading.citation.source for reading in item.readings))
    return ProviderQuestion(item.question, item.topic, item.changes_money, sources, item.code)


def _about_price(sheet: Sheet, column: Column, asks_year: bool) -> Iterator[ProviderQuestion]:
    """Unknown price first, then what makes a known price hard to compare. `asks_year`: another question asks for the price level."""
    tariff, result = column.priced.tariff, column.result
    cited = (tariff.citation.source,)
    scenario = sheet.question.scenario
    if result.total is None:
        years = str(scenario.start_year) if scenario.years == 1 else f"{scenario.start_year} tot en met {scenario.calendar_year(scenario.years)}"
        counts = ", ".join(number_nl(count) for count in dict.fromkeys(scenario.new_matches))
        yield ProviderQuestion(
            f"Wat kost het aanbod in {years} bij {counts} nieuwe koppelingen per jaar, en hoe is de prijs opgebouwd?",
            result.reason,
            True,
            cited,
        )
    if result.status is costs.Status.UNKNOWN:
        return
    if tariff.price_level_year is None and not asks_year:
        yield ProviderQuestion("Voor welk jaar geldt uw prijs, en hoe stijgt die per jaar?", "prijspeil onbekend", True, cited)
    if any(row.vat == "UNKNOWN" and row.role == "COST" for row in tariff.components):
        yield ProviderQuestion("Is over uw prijs btw verschuldigd?", "btw niet vermeld", True, cited)


def _about_gaps(offering: Offering) -> Iterator[tuple[str, ProviderQuestion]]:
    """(field of the catalogue, question) for every field that no source fills. A gap has no source."""
    unknown = "niet vermeld in de bronnen"
    if offering.duration_months_min is None and offering.duration_months_max is None:
        yield "DUUR", ProviderQuestion("Hoe lang duurt een koppeling, gemiddeld en hoogstens?", unknown, False)
    if not any(row.months for row in offering.age_ranges):
        yield "LEEFTIJD", ProviderQuestion("Voor welke leeftijden is het aanbod?", unknown, False)
    if offering.vog is None:
        yield "VOG", ProviderQuestion("Vraagt u van elke vrijwilliger een VOG, en hoe vaak opnieuw?", unknown, False)
    if offering.volunteer_training is None:
        yield "TRAINING", ProviderQuestion("Welke training krijgen vrijwilligers voordat zij beginnen?", unknown, False)
    if not offering.coordinator_types and not offering.employers:
        yield "COORDINATOR", ProviderQuestion("Wie is de coördinator, met welke opleiding, en bij wie in dienst?", unknown, False)


def _about_demand(sheet: Sheet, offering: Offering) -> Iterator[ProviderQuestion]:
    """Families of the demand for whom no source tells whether this offering is there, or only for a part of their ages."""
    # Without a demand nothing of the coverage is needed, and that is a page's work.
    for row, answers in sheet.coverage.demand if sheet.question.demand.rows and sheet.coverage else ():
        answer = next((answer for answer in answers if answer.offering is offering), None)
        if answer is not None and answer.cover in (Cover.ASK, Cover.PARTLY):
            yield ProviderQuestion(f"Kunt u deze gezinnen helpen: {row.label}?", answer.reason, False)


def _about_task(column: Column) -> list[ProviderQuestion]:
    """What the municipality asked for and the sources do not answer."""
    if column.fit is None:
        return []
    return [
        ProviderQuestion(f"Past uw aanbod bij onze opgave: {answer.label}?", "niet vermeld in de bronnen", False)
        for answer in column.fit.with_verdict(fit.Verdict.UNKNOWN)
        # Where sources disagree, the contradiction has its own question.
        if answer.criterion in ("doelgroep", "vorm", "levering", "coordinator", "werkgever") and answer.reason.startswith("niet ")
    ]
