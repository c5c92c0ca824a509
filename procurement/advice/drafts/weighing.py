"""Drafts of what closes the report: what speaks for what, without choosing, and who does what next."""

from __future__ import annotations

from collections.abc import Iterator

from procurement.advice.drafts.material import Material, costs_nl, listed
from procurement.advice.model import Argument
from procurement.sheet import Column
from procurement.texts import plain
from voorzieningen.money import range_nl


def write_weighing(material: Material) -> str:
    """Per offering what it costs, what the sources name in its favour and what is open; doing nothing is one of the alternatives."""
    return "\n".join(
        (
            "Dit rapport wijst geen keuze aan. Hieronder staat per mogelijkheid wat ervoor spreekt en wat nog open is. De gemeente weegt dat zelf.",
            "",
            *(f"- {line}" for line in _alternatives(material)),
        )
    )


def _alternatives(material: Material) -> Iterator[str]:
    arguments = dict(material.advice.arguments)
    for column in material.sheet.columns:
        yield f"**{plain(column.name)}**: totaal {costs_nl(column)}. {_in_favour(arguments.get(column.name, ()))} {_open(material, column)}"
    mix = material.sheet.mix
    if mix is not None:
        total = range_nl(mix.total) if mix.total else plain(f"onbekend ({mix.totals.reason})")
        yield f"**De gekozen mix** ({listed([member.name for member in mix.members])}): totaal {total}."
    yield "**Niets doen**: er komen geen koppelingen bij. Wat dat voor gezinnen en voor andere hulp betekent, staat in geen bron."


def _in_favour(arguments: tuple[Argument, ...]) -> str:
    if not arguments:
        return "De bronnen noemen geen argument."
    return f"Ervoor spreekt: {'; '.join(plain(argument.brief) for argument in arguments)}."


def _open(material: Material, column: Column) -> str:
    """The caveats that hold for it, by their title."""
    titles = [caveat.title[:1].lower() + caveat.title[1:] for caveat in material.advice.caveats if column.name in caveat.offerings]
    return f"Nog open: {plain('; '.join(titles))}." if titles else "Er is geen kanttekening."


def write_planning(material: Material) -> str:
    """Steps with who takes them, in order. Only the start of the first contract year is a date that the data know."""
    start = material.sheet.question.scenario.start_year
    steps = (
        (f"De vragen{material.refer('vragen', ' uit ', '')} voorleggen aan de aanbieders.", "beleidsadviseur"),
        ("De antwoorden verwerken en opnieuw rekenen. Offertes ernaast zetten.", "beleidsadviseur, met de inkoper"),
        (f"De contractvorm kiezen en de raming vaststellen{material.refer('contractvorm')}.", "inkoper, met een jurist"),
        ("De dekking in de begroting regelen, ook voor de uitloop na het contract.", "financieel adviseur"),
        ("Besluiten.", "college van burgemeester en wethouders; de gemeenteraad als de begroting verandert"),
        (f"Afspraken vastleggen over prijs, aantallen, VOG, training, meten en afronden, vóór de start van contractjaar 1 ({start}).", "inkoper"),
        ("Wijkteams en verwijzers vertellen hoe gezinnen zich aanmelden.", "beleidsadviseur, met de aanbieder"),
        ("Elk jaar de gerealiseerde koppelingen, uren en kosten naast dit rapport leggen.", "contractmanager, met de aanbieder"),
    )
    return "\n".join(f"{number}. {step} *Wie:* {who}." for number, (step, who) in enumerate(steps, start=1))
