"""Drafts of what opens the report: the summary, what to decide, the occasion and the intended effect."""

from __future__ import annotations

from collections.abc import Iterator

from procurement.advice.drafts.material import Material, counted, listed
from procurement.texts import plain
from voorzieningen.money import number_nl


def write_summary(material: Material) -> str:
    """The task, what follows from the figures, and the largest uncertainty; the amounts per offering stand in the table below it."""
    sheet = material.sheet
    forms = counted(len(sheet.columns), "vorm", "vormen")
    opening = (
        f"{material.municipality} vergelijkt {forms} van informele steun aan gezinnen over {material.years}. "
        f"Gerekend is met {plain(sheet.question.matches_in_words)} nieuwe koppelingen per jaar."
    )
    findings = "\n".join(f"- {plain(finding.text)}" for finding in material.advice.findings)
    return f"{opening}\n\n{findings}\n\n{_uncertainty(material)}"


def _uncertainty(material: Material) -> str:
    caveats = material.advice.caveats
    if not caveats:
        return "**Grootste onzekerheid:** geen. Alle bedragen zijn bekend, zonder aannames."
    caveat = caveats[0]
    return f"**Grootste onzekerheid:** {plain(caveat.title[:1].lower() + caveat.title[1:])} ({listed(caveat.offerings)}). {plain(caveat.measure)}"


def write_decision(material: Material) -> str:
    """Three points to decide, which an adviser changes: the generated arguments follow their numbers."""
    return (
        "1. Kennis te nemen van de vergelijking en van wat nog onbekend is.\n"
        f"2. De vragen{material.refer('vragen', ' uit ', '')} voor te leggen aan de aanbieders.\n"
        "3. Daarna te kiezen welk aanbod de gemeente inkoopt of subsidieert, voor hoeveel gezinnen en voor welke jaren."
    )


def write_occasion(material: Material) -> str:
    """What informal support is and what is asked; why it is asked now, the data cannot know."""
    scenario, task = material.sheet.question.scenario, material.sheet.question.task
    groups = [term.label.lower() for term in task.target_groups]
    asked = f" Zij zoekt steun voor: {listed(groups)}." if groups else ""
    return (
        "Informele steun is hulp van vrijwilligers of steungezinnen aan gezinnen die het tijdelijk zwaar hebben. "
        "Een koppeling is één gezin met één steungever.\n\n"
        f"{material.municipality} wil weten welk aanbod er is, voor wie het is en wat het kost, "
        f"in {_term(scenario.start_year, scenario.years)}.{asked} "
        "Waarom dit nu speelt en welk beleid eraan voorafging, staat niet in de gegevens: vul dat aan."
    )


def _term(start: int, years: int) -> str:
    return str(start) if years == 1 else f"{start} tot en met {start + years - 1}"


def write_effect(material: Material) -> str:
    """What should come of it, as far as numbers can say it."""
    return " ".join(_effect(material)) + (
        "\n\nWat de steun voor gezinnen verandert, staat in geen bron als gemeten resultaat. Spreek met de aanbieder af wat u meet en wanneer."
    )


def _effect(material: Material) -> Iterator[str]:
    demand = material.sheet.question.demand
    if demand.families:
        yield f"De gemeente wil elk jaar {number_nl(demand.families)} gezinnen helpen met een koppeling."
        placement = material.sheet.mix.placement if material.sheet.mix else None
        if placement is None:
            yield "Er is nog geen mix gekozen: hoeveel van hen een plek krijgen, is nog niet te zeggen."
        else:
            yield plain(placement.sentence)
    elif not demand.is_empty:
        see = material.refer("dekking", ": zie ", "")
        yield f"De opgave noemt groepen, geen aantallen gezinnen. Het beoogde effect is daarom alleen per groep te zeggen{see}."
    else:
        yield "Er is geen opgave ingevuld. Hoeveel gezinnen de gemeente wil helpen, en welke groepen, is daarom hier niet te zeggen."
