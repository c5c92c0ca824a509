"""What to know beside an offer: for whom and when it was made, for how many matches, what is missing, and where each of these stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from procurement.pricing import Priced
from procurement.question import Question
from voorzieningen.catalogue import Citation, Offering, Statement, Tariff, TariffComponent
from voorzieningen.money import number_nl

FIELD = "OFFERTE"  # of the statements about an offer


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to know, in Dutch, with where it stands. `warns`: it does not match the question or itself, or something is missing."""

    topic: str
    text: str
    citation: Citation
    warns: bool = False


def notes_on(question: Question, list_price: Priced, offer: Priced) -> tuple[Note, ...]:
    """Everything to know beside the amounts of an offer, for the question that is asked."""
    tariff = offer.tariff
    return (
        _municipality(question, tariff),
        *_period(offer),
        *_years(question, tariff),
        *_capacity(question, offer),
        *_annex(offer),
        _vat(list_price, offer),
        _invoicing(offer),
        *_conditions(tariff),
    )


def _municipality(question: Question, tariff: Tariff) -> Note:
    """For which municipality it was made: a price agreed with one is no price for another."""
    made_for, asked = tariff.municipality_name, question.municipality
    if not made_for:
        return Note("gemeente", "De offerte zegt niet voor welke gemeente zij is.", tariff.citation)
    text = f"De offerte is gemaakt voor {made_for}."
    if asked is None:
        return Note("gemeente", f"{text} U koos zelf nog geen gemeente.", tariff.citation)
    if asked.code == tariff.municipality_code:
        return Note("gemeente", text, tariff.citation)
    return Note("gemeente", f"{text} Uw vraag gaat over {asked.name}: daar kan de prijs anders zijn.", tariff.citation, warns=True)


def _period(offer: Priced) -> Iterator[Note]:
    """The contract period, and whether it is as long as the years that are priced."""
    tariff, priced = offer.tariff, offer.calculated.priced_years
    citation = _told(offer.offering, tariff, "contractperiode")
    if tariff.contract_from is None:
        yield Note("contractperiode", "De offerte noemt geen begin van het contract.", tariff.citation, warns=True)
        return
    if tariff.contract_until is None:
        yield Note("contractperiode", f"Het contract begint op {_day(tariff.contract_from)}; een einde staat er niet bij.", citation)
        return
    period = f"{_day(tariff.contract_from)} tot {_day(tariff.contract_until)}"
    months, is_whole = _months(tariff.contract_from, tariff.contract_until)
    length = _count(months // 12, "jaar", "jaar") if months % 12 == 0 else _count(months, "maand", "maanden")
    length = length if is_whole else f"ruim {length}"
    if priced is None or (months == priced * 12 and is_whole):
        yield Note("contractperiode", f"Het contract loopt {length}: {period}.", citation)
    else:
        text = f"Het contract loopt {length} ({period}), maar er is een prijs voor {_count(priced, 'contractjaar', 'contractjaren')}."
        yield Note("contractperiode", f"{text} Vraag na welke prijs wanneer geldt.", citation, warns=True)


def _years(question: Question, tariff: Tariff) -> Iterator[Note]:
    """Whether the offer starts when the question does and is priced as long as the question runs."""
    start, years = question.scenario.start_year, question.scenario.years
    if tariff.contract_from is not None and tariff.contract_from.year != start:
        offered = tariff.contract_from.year
        gap = f"{abs(start - offered)} jaar {'later' if start > offered else 'eerder'}"
        kept = "De bedragen zijn niet geïndexeerd." if not tariff.indexable else "De bedragen stijgen mee met de indexatie die u koos."
        yield Note("beginjaar", f"De offerte begint in {offered}, uw vraag in {start}: {gap}. {kept}", tariff.citation, warns=True)
    priced = tariff.priced_contract_years
    if priced is not None and years > priced:
        text = f"Uw vraag loopt {years} jaar, de offerte heeft een prijs voor {_count(priced, 'contractjaar', 'contractjaren')}"
        yield Note("looptijd", f"{text}: vanaf jaar {priced + 1} is de prijs onbekend.", tariff.citation, warns=True)


def _capacity(question: Question, offer: Priced) -> Iterator[Note]:
    """For how many new matches the amounts are meant, where that is not what the question asks. Amounts are never scaled."""
    capacity = offer.calculated.capacity
    if not capacity:
        yield Note("aantal koppelingen", "De offerte zegt niet voor hoeveel nieuwe koppelingen de bedragen zijn.", offer.tariff.citation, warns=True)
    for year in capacity:
        if year.contract_year > question.scenario.years:
            continue
        new, number = question.scenario.new_matches[year.contract_year - 1], year.contract_year
        meant = number_nl(year.low) if year.low == year.high else f"{number_nl(year.low)} tot {number_nl(year.high)}"
        citation = _told(offer.offering, offer.tariff, f"koppelingen in jaar {number}")
        text = f"Jaar {number}: u vraagt {number_nl(new)} nieuwe koppelingen, de offerte is voor {meant}."
        if new > year.high:
            yield Note("aantal koppelingen", f"{text} Dat is meer dan de offerte biedt. Het bedrag is niet verhoogd.", citation, warns=True)
        elif new < year.low:
            yield Note("aantal koppelingen", f"{text} Dat is minder. Het bedrag is niet verlaagd.", citation, warns=True)


def _annex(offer: Priced) -> Iterator[Note]:
    """What the offer keeps in an annex that is not among the sources."""
    for statement in _statements(offer.offering, offer.tariff):
        if "bijlage" in statement.value:
            text = f"{statement.label.capitalize()}: {statement.value}. {statement.note}".strip()
            yield Note("ontbrekende bijlage", f"{text} Vraag de bijlage op.", statement.citation, warns=True)


def _vat(list_price: Priced, offer: Priced) -> Note:
    """VAT of both: amounts with another status are not on the same footing."""
    ours, theirs = _vat_words(offer.rows), _vat_words(list_price.rows)
    citation = _told(offer.offering, offer.tariff, "btw")
    if ours == theirs:
        return Note("btw", f"Offerte en lijstprijs: {ours}.", citation)
    return Note("btw", f"Offerte: {ours}. Lijstprijs: {theirs}. Vraag na of de bedragen zo te vergelijken zijn.", citation, warns=True)


def _vat_words(rows: Sequence[TariffComponent]) -> str:
    words = dict.fromkeys("btw onbekend" if row.vat == "UNKNOWN" else row.vat_label for row in rows)
    return ", ".join(words) or "btw onbekend"


def _invoicing(offer: Priced) -> Note:
    tariff = offer.tariff
    if tariff.invoicing:
        return Note("factuur", f"{tariff.invoicing[:1].upper()}{tariff.invoicing[1:].rstrip('.')}.", _told(offer.offering, tariff, "facturering"))
    return Note("factuur", "De offerte zegt niet wanneer u betaalt.", tariff.citation)


def _conditions(tariff: Tariff) -> Iterator[Note]:
    if tariff.conditions:
        yield Note("voorwaarden", tariff.conditions, tariff.citation)


# --- what the sources say of an offer ------------------------------------------------------------------------------------------------------------


def _statements(offering: Offering, tariff: Tariff) -> list[Statement]:
    """The statements about an offer: those of the document that it stands in."""
    return [item for item in offering.statements if item.field == FIELD and item.citation.source == tariff.citation.source]


def _told(offering: Offering, tariff: Tariff, topic: str) -> Citation:
    """Where the document says this; the place of the whole offer when no statement tells."""
    return next((item.citation for item in _statements(offering, tariff) if item.label == topic), tariff.citation)


# --- words ---------------------------------------------------------------------------------------------------------------------------------------


def _day(day: date) -> str:
    return f"{day.day}-{day.month}-{day.year}"


def _months(start: date, end: date) -> tuple[int, bool]:
    """The whole months from one day up to another, and whether that is all of it."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return (months - 1, False) if end.day < start.day else (months, end.day == start.day)


def _count(number: int, one: str, more: str) -> str:
    return f"{number_nl(number)} {one if number == 1 else more}"
