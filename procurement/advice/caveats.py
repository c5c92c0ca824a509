"""Caveats with a measure, found in the result, the tariff and the catalogue's own gaps; one function per kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from procurement import costs
from procurement.advice.model import Caveat, Detail, Point
from procurement.readings import Alternative
from procurement.sheet import Column, Sheet
from voorzieningen.catalogue import Citation, Source
from voorzieningen.money import ZERO, euro_nl, range_nl

SELF_EMPLOYED = {"ZZP", "ZZP_LOKAAL"}

# Warnings of the cost core that have a kind of their own below; the others are assumptions.
_FEW, _CAPACITY, _PRICE_LEVEL = "weinig koppelingen", "capaciteit", "prijspeil onbekend"
_ELSEWHERE = (
    _FEW,
    _CAPACITY,
    _PRICE_LEVEL,
    "tarief onbekend",
    "totaal onbekend",
    "kosten onbekend",
    "de bron noemt dit bedrag",
    costs.OTHER_READING,
)


@dataclass(frozen=True, slots=True)
class _Kind:
    title: str
    measure: str
    changes_money: bool
    find: Callable[[Sheet, Column], Iterator[Detail]]
    point: Point = Point.KNOW


def find_caveats(sheet: Sheet) -> tuple[Caveat, ...]:
    """All caveats that hold for at least one offering: unknown prices, then the others that change money by effect, then the rest."""
    found = []
    for kind in _KINDS:
        details = tuple(detail for column in sheet.columns for detail in kind.find(sheet, column))
        if details:
            found.append(Caveat(kind.title, kind.measure, kind.changes_money, details, kind.point))
    unknown = [caveat for caveat in found if caveat.title == _UNKNOWN_PRICE]
    rest = sorted((caveat for caveat in found if caveat.title != _UNKNOWN_PRICE), key=lambda caveat: (not caveat.changes_money, -caveat.effect))
    return (*unknown, *rest)


def _cited(citations: list[Citation] | tuple[Citation, ...]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(citation.source for citation in citations))


def _of_tariff(column: Column, text: str, effect: Decimal | None = None) -> Detail:
    return Detail(column.name, text, (column.priced.tariff.citation.source,), effect)


def _unknown_price(_sheet: Sheet, column: Column) -> Iterator[Detail]:
    result = column.result
    if result.status is costs.Status.UNKNOWN:
        yield _of_tariff(column, result.reason)
    elif result.known_years is not None and result.total is None:
        yield _of_tariff(column, f"{result.reason}; de bekende jaren samen kosten {range_nl(result.known_years)}")


def _reading(sheet: Sheet, column: Column) -> Iterator[Detail]:
    """Per ambiguity the readings that come to another amount, of the total or of the municipality's part."""
    for ambiguity in sheet.ambiguities:
        others = [other for other in ambiguity.others if other.changes_money] if ambiguity.concerns(column.priced) else []
        if others:
            text = " ".join((f"gerekend met: {ambiguity.used.text}", *(_other_amount(other) for other in others)))
            cited = [item.citation for item in (ambiguity.used, *others) if item.citation is not None]
            yield Detail(column.name, text, _cited(cited), max((other.effect for other in others if other.effect is not None), default=None))


def _other_amount(other: Alternative) -> str:
    what, amount = ("totaal", other.amounts.total) if other.changes_total else ("deel van de gemeente", other.amounts.municipality)
    return f"Bij '{other.name}' is het {what} {range_nl(amount) if amount else f'onbekend ({other.amounts.unknown})'}."


def _range(_sheet: Sheet, column: Column) -> Iterator[Detail]:
    total = column.result.total
    if total is not None and not total.is_exact:
        width = total.high - total.low
        yield _of_tariff(column, f"tussen laag en hoog zit {euro_nl(width)}", width)


def _volume(sheet: Sheet, column: Column) -> Iterator[Detail]:
    """A price that is due although no match starts: computed, not guessed, by asking the core for zero new matches."""
    none_start = replace(sheet.question.scenario, new_matches=(0,) * sheet.question.scenario.years, carry_over=())
    empty = costs.cost(column.result.tariff, none_start).total
    if empty is not None and empty.high > ZERO and column.result.total is not None:
        yield _of_tariff(column, f"zonder één nieuwe koppeling kost het over alle jaren nog {range_nl(empty)}", empty.high)


def _tail(_sheet: Sheet, column: Column) -> Iterator[Detail]:
    result = column.result
    if result.total is None:
        return
    if result.tail is None:
        yield _of_tariff(column, "wat er na het contract nog loopt, is niet te berekenen")
    elif result.tail.years:
        years = ", ".join(str(year.calendar_year) for year in result.tail.years)
        yield _of_tariff(column, f"{range_nl(result.tail.cost)} in {years}, niet meegeteld in het totaal", result.tail.cost.high)


def _warned(start: str) -> Callable[[Sheet, Column], Iterator[Detail]]:
    def find(_sheet: Sheet, column: Column) -> Iterator[Detail]:
        for warning in column.result.warnings:
            if warning.startswith(start):
                yield _of_tariff(column, warning.removeprefix(f"{start}: "))

    return find


def _price_level(sheet: Sheet, column: Column) -> Iterator[Detail]:
    for detail in _warned(_PRICE_LEVEL)(sheet, column):
        yield replace(detail, text=detail.text.removeprefix(f"{_PRICE_LEVEL}: "))


def _circa(_sheet: Sheet, column: Column) -> Iterator[Detail]:
    for row in column.priced.rows:
        if row.amount_kind == "CIRCA":
            yield Detail(column.name, f"{row.label}: de bron noemt een bedrag bij benadering", _cited([row.citation]))


def _vat(_sheet: Sheet, column: Column) -> Iterator[Detail]:
    rows = [row for row in column.priced.rows if row.vat == "UNKNOWN" and row.type != "UNKNOWN"]
    if rows:
        yield Detail(column.name, "niet vermeld of het bedrag met of zonder btw is", _cited([row.citation for row in rows]))


def _payer(_sheet: Sheet, column: Column) -> Iterator[Detail]:
    rows = [row for row in column.priced.rows if row.payer in ("ONBEKEND", "GEMENGD") and row.type != "UNKNOWN"]
    if rows:
        labels = ", ".join(dict.fromkeys(row.label for row in rows))
        yield Detail(column.name, f"niet of niet precies vermeld voor: {labels}", _cited([row.citation for row in rows]))


def _assumption(_sheet: Sheet, column: Column) -> Iterator[Detail]:
    texts = [warning for warning in column.result.warnings if not warning.startswith(_ELSEWHERE)]
    if texts and column.result.status is not costs.Status.UNKNOWN:
        yield _of_tariff(column, "; ".join(texts))


def _self_employed(_sheet: Sheet, column: Column) -> Iterator[Detail]:
    offering = column.priced.offering
    options = [option for option in (*offering.coordinator_types, *offering.employers) if option.term.code in SELF_EMPLOYED]
    if options:
        yield Detail(column.name, "de coördinator is volgens de bron zzp'er", _cited([option.citation for option in options]))


def _differ(_sheet: Sheet, column: Column) -> Iterator[Detail]:
    found = [item for item in column.priced.offering.contradictions if item.kind == "CONTRADICTION" and not item.changes_money]
    if found:
        topics = "; ".join(f"{item.topic} ({item.code})" for item in found)
        yield Detail(column.name, topics, _cited([reading.citation for item in found for reading in item.readings]))


def _safety(_sheet: Sheet, column: Column) -> Iterator[Detail]:
    offering = column.priced.offering
    missing = [name for name, answer in (("VOG", offering.vog), ("training van vrijwilligers", offering.volunteer_training)) if answer is None]
    if missing:
        yield Detail(column.name, f"niet vermeld: {' en '.join(missing)}", ())


_UNKNOWN_PRICE = "Prijs onbekend of niet voor alle jaren"
_KINDS = (
    _Kind(_UNKNOWN_PRICE, "Vraag een prijsopgave voor alle jaren, met opbouw, prijspeil en btw, voordat u beslist.", True, _unknown_price, Point.ASK),
    _Kind("De bron is op meer manieren te lezen", "Laat de aanbieder schriftelijk bevestigen welke lezing geldt.", True, _reading, Point.ASK),
    _Kind("Bandbreedte", "Vraag het exacte bedrag voor uw gemeente. Reken tot die tijd met het hoge bedrag.", True, _range),
    _Kind(
        "Vaste kosten bij weinig koppelingen",
        "Spreek een minimum af, of een prijs die meebeweegt met het aantal koppelingen.",
        True,
        _volume,
        Point.CHOOSE,
    ),
    _Kind(
        "Koppelingen die na het contract doorlopen",
        "Reserveer dit bedrag, of spreek af wie de begeleiding daarna betaalt.",
        True,
        _tail,
        Point.CHOOSE,
    ),
    _Kind("Prijs geldt voor een ander aantal koppelingen", "Vraag een prijs voor uw eigen aantallen.", True, _warned(_CAPACITY), Point.CHOOSE),
    _Kind(
        "Weinig koppelingen",
        "Vraag wat de coördinator bij zo weinig koppelingen kost, of werk samen met andere gemeenten.",
        True,
        _warned(_FEW),
        Point.CHOOSE,
    ),
    _Kind(
        "Prijspeil onbekend",
        "Vraag voor welk jaar de prijs geldt en hoe die stijgt. Probeer in de vergelijking een ander prijspeil.",
        True,
        _price_level,
    ),
    _Kind("Bedrag bij benadering", "Vraag een vaste prijs.", True, _circa),
    _Kind("Btw niet vermeld", "Vraag of btw verschuldigd is. Probeer in de vergelijking btw als proef.", True, _vat),
    _Kind("Niet duidelijk wie betaalt", "Vraag wie welk deel betaalt. Vergelijk tot die tijd de integrale kosten.", True, _payer),
    _Kind("Aanname of beperking in de berekening", "Vul eigen cijfers in, of laat de aanbieder de aanname bevestigen.", True, _assumption),
    _Kind(
        "Coördinator als zzp'er",
        "Sinds 1 januari 2025 wordt weer gehandhaafd op schijnzelfstandigheid. Vraag hoe de aanbieder dit regelt en leg vast wie het risico draagt.",
        False,
        _self_employed,
        Point.CHOOSE,
    ),
    _Kind(
        "Veiligheid en training niet vermeld",
        "Maak VOG en training een eis in de overeenkomst, of vraag hoe de aanbieder dit borgt.",
        False,
        _safety,
        Point.CHOOSE,
    ),
    _Kind("Bronnen verschillen", "Leg de vragen uit dit rapport voor en laat de antwoorden vastleggen.", False, _differ),
)
