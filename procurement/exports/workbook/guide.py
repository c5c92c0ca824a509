"""The first sheet, which says what the file is and how to use it, and the last one, with the sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from procurement.exports.workbook.model import Cell, Kind, Look, Sheet, Workbook, text, wrapped
from procurement.sheet import Sheet as Answer
from voorzieningen.catalogue import Citation, IndexSeries

GUIDE, SOURCES = "Leeswijzer", "Bronnen"
_SOURCE_HEADINGS = ("code", "titel", "uitgever", "datum", "adres", "plaats", "woorden waar het om gaat")
_SOURCE_WIDTHS = (9, 46, 28, 24, 40, 30, 66)


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of itself: the link to the comparison, the day of its facts, the day it was made and the version that made it."""

    address: str
    reference_day: date
    made_on: date
    version: str


def add_guide(workbook: Workbook, answer: Answer, about: About) -> None:
    sheet = Sheet(GUIDE, (28, 110))
    workbook.sheets.append(sheet)
    sheet.add([wrapped(workbook.title, Look.TITLE)])
    sheet.add()
    for label, said in (*_facts(answer, about), *_use(answer)):
        sheet.add([text(label, Look.TOTAL), wrapped(said)])
    sheet.add()
    sheet.add([text("Kleuren", Look.TOTAL)])
    sheet.add([text("invulbaar", Look.INPUT), wrapped("Een cel die u mag veranderen; achter de cel staat ook het woord ‘invulbaar’.")])
    sheet.add([text("som", Look.TOTAL), wrapped("Een som of een uitkomst.")])
    sheet.add([text("uitloop", Look.TAIL), wrapped("Een jaar na het contract waarin koppelingen worden afgemaakt. Geen deel van het totaal.")])


def _facts(answer: Answer, about: About) -> Iterator[tuple[str, str]]:
    question, scenario = answer.question, answer.question.scenario
    yield "Wat dit is", "Een vergelijking van de kosten van informele steun aan gezinnen, als rekenblad met formules."
    if answer.is_confidential:
        yield "Vertrouwelijk", "Dit bestand bevat een eigen offerte. Die staat niet in de link naar de vergelijking."
    yield "Gemeente", question.title
    if question.name:
        yield "Scenario", question.name
    matches = question.matches_in_words
    yield (
        "Vraag",
        f"{len(answer.columns)} soorten aanbod, {scenario.years} contractjaren vanaf {scenario.start_year}, nieuwe koppelingen per jaar: {matches}.",
    )
    yield "Wie betaalt", next((item.value for item in question.inputs if item.name == "betaler"), "alle betalers (integrale kosten)")
    yield "Peildatum", f"{_day(about.reference_day)}: de tarieven en feiten zijn die van deze dag."
    yield "Gemaakt op", f"{_day(about.made_on)}, met Steunkeuze versie {about.version}."
    yield "Link naar de vergelijking", about.address


def _use(answer: Answer) -> Iterator[tuple[str, str]]:
    yield (
        "Wat u kunt veranderen",
        "De gekleurde cellen op het blad Aannames: eerste jaar, koppelingen, uurkosten, weken, prijsstijging, prijspeil, afronding van modules, "
        "rente en andere eigen invoer. Elke cel heeft een naam, zoals uurkosten. Alle bladen rekenen daarna vanzelf opnieuw.",
    )
    yield (
        "Wat vastligt",
        "Het aanbod, het aantal contractjaren, de duur van een koppeling, de lezing van elk tarief, de gekozen betalers, het aantal inwoners "
        "en of er btw als proef is. Kies iets anders in het portaal en maak dan een nieuw bestand. De teksten (berekening in woorden, let op) "
        "horen bij de vraag uit het portaal en veranderen niet mee.",
    )
    yield "Onbekend", "Onbekend is geen 0. Een som met een onbekend bedrag erin is ook onbekend. ‘Niet te bepalen’: er is niets om door te delen."
    yield (
        "Laag en hoog",
        "Elk bedrag heeft een laagste en een hoogste waarde. ‘Laag’ rekent overal met de laagste, ‘hoog’ overal met de hoogste; "
        "ze zijn gelijk als er geen onzekerheid is.",
    )
    yield (
        "Soort",
        "Feit: een bron zegt het. Eigen invoer: u vulde het in. Aanname: niemand zegt het; zo is gerekend tot u iets anders kiest.",
    )
    yield "Afronding", "De prijs na indexatie, elke regel en elke deling zijn afgerond op de cent. Jaren en totalen zijn sommen van afgeronde regels."
    yield "Geen keuze", "Dit bestand kiest geen aanbod en geeft geen cijfer. Een lager bedrag zegt niets over wat een gezin nodig heeft."
    yield "Beveiliging", "De andere bladen zijn beveiligd zonder wachtwoord, tegen vergissingen. U kunt de beveiliging zelf opheffen."
    if answer.mix is not None:
        yield (
            "Mix",
            "Op het blad Mix staan de bedragen per aanbod zoals het portaal ze uitrekende. Die veranderen niet mee met het blad Aannames; "
            "de sommen op dat blad wel met de bedragen.",
        )
    if answer.question.beside:
        yield "Andere scenario's", "De scenario's die in het portaal naast dit scenario stonden, staan niet in dit bestand."


def _day(day: date) -> str:
    return f"{day.day}-{day.month}-{day.year}"


def add_sources(workbook: Workbook, answer: Answer, series: IndexSeries | None) -> None:
    """Everything that a number in this file rests on, each place once, by code."""
    sheet = Sheet(SOURCES, _SOURCE_WIDTHS)
    workbook.sheets.append(sheet)
    sheet.add([wrapped("Bronnen", Look.TITLE)])
    sheet.add([text("Waar elk bedrag en elk feit in dit bestand staat.")])
    sheet.add()
    sheet.add_headings(_SOURCE_HEADINGS)
    cited = dict.fromkeys(_cited(answer, series))
    with_words = {(item.source, item.place) for item in cited if item.quote}
    told = [item for item in cited if item.quote or (item.source, item.place) not in with_words]
    for citation in sorted(told, key=lambda item: (item.source.code, item.place, item.quote)):
        source = citation.source
        cells = (source.title, source.publisher, source.dated, source.url, citation.place, citation.quote)
        sheet.add([text(source.code), *(Cell(wrapped(value).value, Kind.WRAPPED) for value in cells)])


def _cited(answer: Answer, series: IndexSeries | None) -> Iterable[Citation]:
    for column in (*answer.columns, *answer.mix_columns):
        yield column.priced.tariff.citation
        for row in column.priced.rows:
            yield row.citation
        for reading in column.priced.readings:
            if reading.citation is not None:
                yield reading.citation
    if series is not None:
        if series.citation is not None:
            yield series.citation
        known = dict(answer.question.scenario.growth)
        yield from (figure.citation for figure in series.figures if figure.year in known)
    if answer.question.municipality is not None:
        yield answer.question.municipality.citation
