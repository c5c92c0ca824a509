"""The uncertain inputs of a comparison: which values each can have, and where that range comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from procurement import costs
from procurement.pricing import Priced, price_tariff
from procurement.question import ASSUMPTION, FACT, OWN, Question
from procurement.sensitivity.outcomes import Bound, Setting, has_hours
from voorzieningen.catalogue import Source, TariffComponent, TariffReading
from voorzieningen.money import EuroRange, euro_nl, percent_nl, range_nl, to_cents
from voorzieningen.tariff_detail import ambiguity_title

LOSS_PER_MODULE = Decimal("0.10")  # how much less often each later module is completed
EARLIEST_PRICE_LEVEL = 2019  # of the price lists without a year: one of their amounts was in the news in February 2019 (domain.md, E-03)

WITHOUT_INDEX = "zonder index verandert een ander prijspeil niets; kies een reeks om dit mee te nemen"


class Kind(StrEnum):
    """What an uncertain input is about."""

    READING = "lezing"
    AMOUNT = "bedrag"
    DURATION = "duur"
    HOURLY_COST = "uurkosten"
    COMPLETION = "afronding"
    PRICE_LEVEL = "prijspeil"


@dataclass(frozen=True, slots=True)
class Input:
    """One uncertain input with every value it can have. `basis` says where the range is from: feit, aanname or eigen invoer.

    `places` are the columns that it touches: one, or all those that share the hourly cost or the price level. `contradiction` is a code.
    """

    kind: Kind
    name: str
    places: tuple[int, ...]
    settings: tuple[Setting, ...]
    basis: str
    note: str = ""
    sources: tuple[Source, ...] = ()
    contradiction: str = ""

    @property
    def is_shared(self) -> bool:
        """Whether one value holds for all columns at once."""
        return self.kind in (Kind.HOURLY_COST, Kind.PRICE_LEVEL)

    @property
    def short_name(self) -> str:
        """As little as tells the inputs of one column apart, without a capital: for a picture."""
        if self.kind is Kind.READING:
            return f"lezing ({self.contradiction})" if self.contradiction else "lezing van het tarief"
        return f"{self.name[0].lower()}{self.name[1:]}"

    @property
    def range_in_words(self) -> str:
        words = [f"{setting.label} (gebruikt)" if setting.used else setting.label for setting in self.settings]
        return " of ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else words[0]


@dataclass(frozen=True, slots=True)
class NotVaried:
    """What is uncertain and cannot be varied, with the reason in Dutch."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Inputs:
    """`own` are the inputs of each column alone, by place; `shared` have one value for all columns that they touch."""

    own: tuple[tuple[Input, ...], ...]
    shared: tuple[Input, ...]
    not_varied: tuple[NotVaried, ...]

    def touching(self, place: int) -> tuple[Input, ...]:
        return (*self.own[place], *(item for item in self.shared if place in item.places))


def find_inputs(question: Question, columns: Sequence[Priced], results: Sequence[costs.OfferingCost]) -> Inputs:
    """Every uncertain input of the columns whose total is known, and what else is uncertain."""
    known = [place for place, result in enumerate(results) if result.total is not None]
    own = tuple(tuple(_own(question, columns[place], place)) if place in known else () for place in range(len(columns)))
    shared = (*_hourly_cost(question, columns, known), *_price_level(question, columns, known))
    not_varied = (
        *(NotVaried(columns[place].name, result.reason) for place, result in enumerate(results) if place not in known),
        *(item for place in known for item in _of_known(columns[place])),
        *_price_level_left_out(question, columns, known),
    )
    return Inputs(own, shared, not_varied)


def _own(question: Question, column: Priced, place: int) -> Iterator[Input]:
    yield from _readings(question, column, place)
    yield from _amounts(question, column, place)
    yield from _duration(question, column, place)
    yield from _completion(question, column, place)


# --- readings and ranges ------------------------------------------------------------------------------------------------------------------


def _readings(question: Question, column: Priced, place: int) -> Iterator[Input]:
    for readings in column.tariff.ambiguities:
        settings = tuple(_reading(reading, column, readings) for reading in readings if not _narrows(question, column, readings, reading))
        if len(settings) > 1:
            contradiction = readings[0].contradiction
            cited = [reading.citation or column.tariff.citation for reading in readings]
            sources = tuple(dict.fromkeys(citation.source for citation in cited))
            topic = ambiguity_title(column.offering, contradiction).removesuffix(f" ({contradiction})")
            name = f"Lezing van ‘{topic}’ ({contradiction})" if contradiction else "Lezing van het tarief"
            yield Input(Kind.READING, name, (place,), settings, FACT, "De bron is op meer manieren te lezen.", sources, contradiction)


def _reading(reading: TariffReading, column: Priced, readings: Sequence[TariffReading]) -> Setting:
    codes = frozenset(other.code for other in readings)
    return Setting(reading.label, used=reading in column.readings, reading=reading.code, excludes=codes)


def _narrows(question: Question, column: Priced, readings: Sequence[TariffReading], reading: TariffReading) -> bool:
    """Whether a reading does no more than pick amounts within the ranges of the one used: the low and the high amounts are varied already."""
    used = next(used for used in readings if used in column.readings)
    if reading is used or reading.priced_contract_years != used.priced_contract_years or _meets_others(column, readings):
        return False
    others = [other.code for other in column.readings if other is not used]
    rows = price_tariff(column.offering, column.tariff, (*others, reading.code), question.choice.durations.get(column.offering.slug)).rows
    return len(rows) == len(column.rows) and all(_is_within(row, before) for row, before in zip(rows, column.rows, strict=True))


def _meets_others(column: Priced, readings: Sequence[TariffReading]) -> bool:
    """Whether readings of another ambiguity change the same rows: what one does by itself then does not tell what they do together."""
    others = [reading for reading in column.tariff.readings if reading not in readings]
    ours, theirs = ({change.component for reading in group for change in reading.changes} for group in (readings, others))
    return bool(ours & theirs)


def _is_within(row: TariffComponent, used: TariffComponent) -> bool:
    if row == used:
        return True
    if row.low is None or row.high is None or used.low is None or used.high is None or not used.low <= row.low <= row.high <= used.high:
        return False
    return (row.code, row.payer, row.from_contract_year) == (used.code, used.payer, used.from_contract_year)


def _amounts(question: Question, column: Priced, place: int) -> Iterator[Input]:
    """The low or the high amounts, when any amount of the tariff is a range in some reading."""
    rows = [row for row in column.rows if _is_range(row)]
    shares = [row for row in column.rows if _has_unknown_share(question, row.payer)]
    elsewhere = [row for row in column.tariff.components if row.role == "COST" and (_is_range(row) or _has_unknown_share(question, row.payer))]
    changes = [change for reading in column.tariff.readings for change in reading.changes]
    if not (rows or shares or elsewhere or any(c.low != c.high or _has_unknown_share(question, c.payer) for c in changes)):
        return
    words = [f"{row.label}: {range_nl(EuroRange(row.low, row.high))}" for row in rows if row.low is not None and row.high is not None]
    words += [f"{row.label}: 0% tot 100% voor de gekozen betaler" for row in shares]
    ends = (Setting("lage bedragen", bound=Bound.LOW), Setting("hoge bedragen", bound=Bound.HIGH))
    sources = tuple(dict.fromkeys(row.citation.source for row in (*rows, *shares)))
    basis = ASSUMPTION if shares and not rows else FACT
    yield Input(Kind.AMOUNT, "Laag of hoog bedrag", (place,), ends, basis, "; ".join(words), sources, _about_range(column))


def _is_range(row: TariffComponent) -> bool:
    return row.low != row.high or any(step.low != step.high for step in row.brackets)


def _has_unknown_share(question: Question, payer: str) -> bool:
    """Whether what this payer bears counts from nothing to all of it, because no source says which part the payers asked bear."""
    return payer in ("ONBEKEND", "GEMENGD") and costs.Payer(payer) not in question.scenario.payers


def _about_range(column: Priced) -> str:
    """The code of the registered ambiguity about a range of amounts, empty when there is none: its question is then the one to ask."""
    return next((item.code for item in column.offering.contradictions if "bandbreedte" in item.topic.lower()), "")


# --- duration and completion --------------------------------------------------------------------------------------------------------------


def _duration(question: Question, column: Priced, place: int) -> Iterator[Input]:
    """Every whole number of match years in the range that is known, unless the user chose a duration."""
    tariff, used = column.tariff, column.calculated.duration
    if tariff.shortest_match_years is None or tariff.longest_match_years is None or column.offering.slug in question.choice.durations:
        return
    settings = tuple(
        Setting(f"{years} jaar", used=years == used, duration=years) for years in range(tariff.shortest_match_years, tariff.longest_match_years + 1)
    )
    if len(settings) < 2:
        return
    basis = ASSUMPTION if tariff.duration_basis == "ASSUMPTION" else FACT
    yield Input(Kind.DURATION, "Duur van een koppeling", (place,), settings, basis, tariff.duration_range_note, (tariff.citation.source,))


def _completion(question: Question, column: Priced, place: int) -> Iterator[Input]:
    """As the question has it, down to 10 points less often for the second module, 20 for the third and so on."""
    modules = [component for component in column.calculated.components if isinstance(component, costs.PerModule)]
    given = dict(question.scenario.completion)
    used = [(module.code, given.get(module.code, module.completion)) for module in modules]
    less = tuple((code, max(Decimal(0), fraction - LOSS_PER_MODULE * earlier)) for earlier, (code, fraction) in enumerate(used))
    if tuple(used) == less:
        return
    settings = (Setting(_percentages(used), used=True), Setting(_percentages(less), completion=less))
    note = "Bij elke volgende module 10 procentpunt minder. Geen bron noemt hoeveel koppelingen een module afronden."
    yield Input(Kind.COMPLETION, "Afronding van de modules", (place,), settings, ASSUMPTION, note)


def _percentages(completion: Sequence[tuple[str, Decimal]]) -> str:
    return " - ".join(percent_nl(fraction) for _, fraction in completion)


# --- what all columns share ---------------------------------------------------------------------------------------------------------------


def _hourly_cost(question: Question, columns: Sequence[Priced], known: Sequence[int]) -> Iterator[Input]:
    """The one used, less and more by the margin of the question."""
    scenario, margin = question.scenario, question.hourly_margin
    used = scenario.hourly_cost
    low, high = (to_cents(used * (1 + sign * margin)) for sign in (-1, 1))
    places = tuple(place for place in known if _may_have_hours(columns[place]))
    if not places or low == high:
        return
    settings = (
        Setting(euro_nl(low), hourly_cost=low),
        Setting(euro_nl(used), used=True, hourly_cost=used),
        Setting(euro_nl(high), hourly_cost=high),
    )
    basis = ASSUMPTION if scenario.hourly_cost_is_assumption else OWN
    note = f"{percent_nl(margin)} minder tot {percent_nl(margin)} meer dan de gebruikte {euro_nl(used)}. Geen bron noemt uurkosten."
    yield Input(Kind.HOURLY_COST, "Uurkosten van de coördinator", places, settings, basis, note)


def _may_have_hours(column: Priced) -> bool:
    return has_hours(column.calculated) or any(row.type == "COORDINATOR_HOURS" and row.role == "COST" for row in column.tariff.components)


def _price_level(question: Question, columns: Sequence[Priced], known: Sequence[int]) -> Iterator[Input]:
    """The year of the prices without a year: the one used, or the earliest that the amounts can be of."""
    scenario = question.scenario
    earliest = _earliest(scenario)
    places = _without_price_level(question, columns, known)
    if earliest is None or not places:
        return
    years = " of ".join(str(year) for year in sorted({_used_level(scenario, columns[place]) for place in places}))
    settings = (Setting(str(earliest), price_level=earliest), Setting(years, used=True))
    note = f"Geen bron noemt het prijspeil. Een van de bedragen stond al in februari {EARLIEST_PRICE_LEVEL} in het nieuws."
    sources = tuple(dict.fromkeys(columns[place].tariff.citation.source for place in places))
    yield Input(Kind.PRICE_LEVEL, "Prijspeil", places, settings, ASSUMPTION, note, sources)


def _earliest(scenario: costs.Scenario) -> int | None:
    """The earliest price level whose growth is known or assumed; None when prices do not grow in this scenario."""
    if scenario.indexation:
        return EARLIEST_PRICE_LEVEL
    return max(EARLIEST_PRICE_LEVEL, scenario.growth[0][0] - 1) if scenario.growth else None


def _used_level(scenario: costs.Scenario, column: Priced) -> int:
    return column.calculated.assumed_price_level_year or scenario.default_price_level or scenario.start_year


def _without_price_level(question: Question, columns: Sequence[Priced], known: Sequence[int]) -> tuple[int, ...]:
    """The places of the price lists without a year that could be of an earlier one. An offer holds from the day it names."""
    earliest = _earliest(question.scenario) or EARLIEST_PRICE_LEVEL
    return tuple(
        place
        for place in known
        if (column := columns[place]).tariff.price_level_year is None
        and column.tariff.kind == "LIJSTPRIJS"
        and column.tariff.indexable
        and earliest < _used_level(question.scenario, column)
        and not all(isinstance(component, costs.CoordinatorHours) for component in column.calculated.components)
    )


def _price_level_left_out(question: Question, columns: Sequence[Priced], known: Sequence[int]) -> Iterator[NotVaried]:
    places = _without_price_level(question, columns, known)
    if places and _earliest(question.scenario) is None:
        yield NotVaried(f"Prijspeil van {', '.join(columns[place].name for place in places)}", WITHOUT_INDEX)


def _of_known(column: Priced) -> Iterator[NotVaried]:
    """What is uncertain in a known price without a stated range."""
    if column.calculated.duration is None:
        yield NotVaried(f"{column.name}, kosten per koppelingsjaar", "de duur van een koppeling is onbekend")
    for row in column.rows:
        if row.amount_kind == "CIRCA" and row.low == row.high:
            yield NotVaried(f"{column.name}, {row.label}", "de bron zegt 'circa' en noemt geen bandbreedte")
