"""The facts of one tariff in words: its terms, the ways to read it, and of every row the amount, the rule, the payer and the VAT."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from procurement.changes.record import Fact, make_fact
from procurement.changes.wording import day_nl
from procurement.pricing import Priced
from voorzieningen.catalogue import ReadingChange, Tariff, TariffComponent, TariffReading
from voorzieningen.money import EuroRange, euro_nl, number_nl, percent_nl, range_nl
from voorzieningen.said import NOT_STATED
from voorzieningen.tariff_detail import AMOUNT_KINDS, BASIS_BADGES, DURATION_BASES, MATCH_BASES, PAYER_BASES, PERIODS

_RULES = {
    "FIXED": "vast bedrag per contractjaar",
    "PER_MATCH": "bedrag per koppeling",
    "PER_MODULE": "bedrag per afgeronde module",
    "COORDINATOR_HOURS": "uren maal de kosten per uur",
    "ALL_IN_PER_MATCH_YEAR": "alles samen per lopende koppeling",
    "INHABITANT_TIER": "staffel naar inwoners",
    "HOURLY_RATE": "uren maal een tarief per uur",
    "SURCHARGE": "opslag op andere onderdelen",
    "CONTRIBUTION": "bijdrage van een ander",
    "UNKNOWN": "bedrag onbekend",
}
_SCALING = {"STEP": "elk begonnen aantal telt heel", "PROPORTIONAL": "naar rato"}


def prefix_of(tariff: str) -> str:
    """What stands before the keys of the facts of this tariff."""
    return f"tarief/{tariff}/"


def tariff_facts(priced: Priced) -> Iterator[Fact]:
    """Everything of the tariff of one column."""
    tariff = priced.tariff
    for key, label, value in _terms(tariff):
        yield make_fact(f"{prefix_of(tariff.slug)}{key}", f"{tariff.name}: {label}", value, (tariff.citation,))
    for reading in tariff.readings:
        yield _reading(tariff, reading, reading in priced.readings)
    for row in tariff.components:
        yield from _row(tariff, row)


def _terms(tariff: Tariff) -> Iterator[tuple[str, str, str]]:
    yield "woorden", "tarief in woorden", tariff.wording
    yield "soort", "soort tarief", "; ".join(filter(None, (tariff.kind.lower(), tariff.municipality_name, _term(tariff))))
    yield "prijspeil", "prijspeil", str(tariff.price_level_year or "onbekend")
    yield "indexeren", "indexeren", "ja" if tariff.indexable else "nee"
    yield "duur", "duur van een koppeling", _duration(tariff)
    years = tariff.priced_contract_years
    yield "jaren", "jaren met een prijs", "geen einde genoemd" if years is None else f"{years} contractjaren"
    capacity = (f"contractjaar {row.contract_year}: {row.low} tot {row.high}" for row in tariff.capacity)
    yield "capaciteit", "aantal koppelingen waarvoor de prijs geldt", "; ".join(capacity) or NOT_STATED
    yield "voorwaarden", "voorwaarden", tariff.conditions or NOT_STATED
    moments = (f"{percent_nl(part.fraction)} na {part.months_after_start} maanden" for part in tariff.instalments)
    yield "facturen", "facturen", "; ".join(filter(None, (tariff.invoicing, *moments))) or NOT_STATED
    yield "tegenspraak", "tegenspraak met de lijstprijs", tariff.contradiction or "geen"


def _term(tariff: Tariff) -> str:
    start = f"vanaf {day_nl(tariff.contract_from)}" if tariff.contract_from else ""
    # The last day, as people write it: the end is exclusive.
    end = f"tot en met {day_nl(tariff.contract_until - timedelta(days=1))}" if tariff.contract_until else ""
    return " ".join(filter(None, (start, end)))


def _duration(tariff: Tariff) -> str:
    years = "onbekend" if tariff.duration_match_years is None else f"{tariff.duration_match_years} jaar"
    span = "" if tariff.shortest_match_years is None else f"{tariff.shortest_match_years} tot en met {tariff.longest_match_years} jaar"
    return "; ".join(filter(None, (years, DURATION_BASES[tariff.duration_basis], tariff.duration_note, span, tariff.duration_range_note)))


def _reading(tariff: Tariff, reading: TariffReading, is_used: bool) -> Fact:
    use = "gebruikt" if is_used else "niet gebruikt"
    preference = "voorkeur" if reading.preferred else ""
    years = "" if reading.priced_contract_years is None else f"{reading.priced_contract_years} contractjaren met een prijs"
    words = (use, preference, reading.text, years, reading.reason, *(_change(change) for change in reading.changes))
    citations = (reading.citation or tariff.citation, *(change.citation for change in reading.changes))
    key = f"{prefix_of(tariff.slug)}lezing/{reading.code.lower()}"
    return make_fact(key, f"{tariff.name}: lezing {reading.label}", "; ".join(filter(None, words)), citations)


def _change(change: ReadingChange) -> str:
    amount = range_nl(EuroRange(change.low, change.high)) if change.low is not None and change.high is not None else ""
    start = "" if change.from_contract_year is None else f"vanaf contractjaar {change.from_contract_year}"
    return f"{change.component}: {', '.join(filter(None, (amount, start, change.payer_label or change.payer)))}"


# --- one row ---------------------------------------------------------------------------------------------------------------------------------


def _row(tariff: Tariff, row: TariffComponent) -> Iterator[Fact]:
    payer = "; ".join(filter(None, (row.payer_label or row.payer.lower(), PAYER_BASES[row.payer_basis], row.financier)))
    relieved = f"in plaats van {row.relieved_payer.lower()}" if row.relieved_payer else ""
    for key, label, value in (
        ("bedrag", "bedrag", _joined(_amount(row))),
        ("regel", "hoe het telt", _joined(_rule(row))),
        ("betaler", "wie betaalt", "; ".join(filter(None, (payer, relieved)))),
        ("btw", "btw", row.vat_label or row.vat.lower()),
    ):
        yield make_fact(f"{prefix_of(tariff.slug)}onderdeel/{row.code.lower()}/{key}", f"{row.label}: {label}", value, (row.citation,))


def _joined(words: Iterator[str]) -> str:
    return "; ".join(filter(None, words))


def _amount(row: TariffComponent) -> Iterator[str]:
    """What the source gives: an amount, or hours, steps or a percentage instead."""
    if row.low is not None and row.high is not None:
        yield f"{range_nl(EuroRange(row.low, row.high))} {row.unit_label}"
    else:
        yield f"onbekend, {row.unit_label}" if row.type == "UNKNOWN" else row.unit_label
    yield AMOUNT_KINDS.get(row.amount_kind, "")
    yield BASIS_BADGES.get(row.basis, "")
    yield row.basis_note
    yield "uren vult u zelf in" if row.hours_from_input else _number("{} uur", row.hours)
    yield _number("minstens {} uur", row.min_hours)
    for year, hours in row.hours_per_match_year:
        yield f"{number_nl(hours.normalize())} uur in koppelingsjaar {year}"
    for step in row.brackets:
        yield f"vanaf {number_nl(step.start)} inwoners {range_nl(EuroRange(step.low, step.high))}"
    if row.percentage is not None:
        yield f"{percent_nl(row.percentage)} van {', '.join(row.base_components)}"
    if row.includes_fixed is not None:
        yield f"hierin zit al {euro_nl(row.includes_fixed)}"
    if row.default_completion is not None:
        yield f"{percent_nl(row.default_completion)} rondt af"


def _rule(row: TariffComponent) -> Iterator[str]:
    """When and how often the amount counts."""
    yield _RULES[row.type]
    yield "telt niet mee" if row.role == "INFO" else ""
    yield f"alleen in lezing {row.reading}" if row.reading else ""
    yield _span("contractjaar", row.from_contract_year, row.to_contract_year)
    yield _span("koppelingsjaar", row.from_match_year, row.to_match_year)
    yield f"module {row.module}" if row.module else ""
    yield "" if row.match_year is None else f"in koppelingsjaar {row.match_year}"
    yield PERIODS.get(row.period, "")
    yield "" if row.per_matches is None else f"voor {row.per_matches} koppelingen"
    yield MATCH_BASES.get(row.match_basis, "")
    yield _SCALING.get(row.scaling, "")
    yield f"zit in {row.included_in}" if row.included_in else ""
    yield "" if row.warn_below_matches is None else f"bedoeld vanaf {row.warn_below_matches} koppelingen"


def _span(what: str, first: int | None, last: int | None) -> str:
    if first is None and last is None:
        return ""
    if first == last:
        return f"alleen {what} {last}"
    return f"vanaf {what} {first or 1}" if last is None else f"{what} {first or 1} tot en met {last}"


def _number(words: str, number: Decimal | None) -> str:
    return "" if number is None else words.format(number_nl(number.normalize()))
