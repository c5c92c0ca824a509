"""Amounts side by side: what each way to read an ambiguous tariff comes to under one question. Pure; which one is used is the question's.

An ambiguity is a set of readings of a tariff that exclude each other, or of tariffs of one offering that disagree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType
from urllib.parse import urlencode

from procurement import costs
from procurement.pricing import Priced, price_tariff
from procurement.question import Question
from voorzieningen.catalogue import Citation, Offering, Tariff, TariffReading
from voorzieningen.money import EuroRange
from voorzieningen.tariff_detail import ambiguity_title

Pairs = tuple[tuple[str, str], ...]
Known = Mapping[int, costs.OfferingCost]  # what a column costs, by the identity of the column
_NOTHING: Known = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Amounts:
    """What one way to read comes to in the scenario of the question. None is unknown, and `unknown` says why.

    `total` is for the payers asked; `municipality` is what the municipality pays of it when only that payer is asked.
    """

    total: EuroRange | None
    known_years: EuroRange | None  # the sum of the years that are known, when the total is not
    municipality: EuroRange | None
    unknown: str
    warnings: tuple[str, ...]
    has_unknown_price_level: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """How far an amount lies from that of the way used. `amount` is never negative and None when unknown; `word` is meer or minder."""

    what: str
    amount: Decimal | None
    word: str = ""


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to read: its name, what it says, its amounts and those of the way that is used.

    `code` is what stands behind the offering in `lezing`: the code of a reading, or the slug of a tariff. `given` are the parameters of the
    same question with this reading instead.
    """

    code: str
    name: str
    text: str
    reason: str
    preferred: bool
    used: bool
    citation: Citation | None
    given: Pairs
    amounts: Amounts
    compared_with: Amounts

    @property
    def query(self) -> str:
        return urlencode(self.given, safe=":,")

    @property
    def by_total(self) -> EuroRange | None:
        """What the total differs, bound by bound; None when one of the two is unknown."""
        return _minus(self.amounts.total, self.compared_with.total)

    @property
    def by_municipality(self) -> EuroRange | None:
        return _minus(self.amounts.municipality, self.compared_with.municipality)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What is more or less than in the way used; nothing for that one itself."""
        return () if self.used else (*_differences("totaal", self.by_total), *_differences("deel voor de gemeente", self.by_municipality))

    @property
    def changes_total(self) -> bool:
        """Whether the total is one that the range used does not hold; an unknown total is another one than a known."""
        total, used = self.amounts.total, self.compared_with.total
        if total is None or used is None:
            return total is not used
        return total.low < used.low or total.high > used.high

    @property
    def changes_money(self) -> bool:
        """Whether it changes the total, or only what the municipality pays of it."""
        return self.changes_total or bool(_largest(self.by_municipality) and self.amounts.total == self.compared_with.total)

    @property
    def effect(self) -> Decimal | None:
        """The largest difference in euro that it makes, of the total or else of the municipality's part; None when that is unknown."""
        return _largest(self.by_total if self.changes_total else self.by_municipality)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to know beside this amount alone, without what the amount says itself: that it is another reading, and why it is unknown."""
        own = (warning for warning in self.amounts.warnings if warning not in (*self.compared_with.warnings, costs.OTHER_READING))
        return tuple(warning for warning in own if not self.amounts.unknown or not warning.endswith(self.amounts.unknown))


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """All that one ambiguity of an offering can mean, the preferred way first. `tariff` is a slug, empty when it is about whole tariffs."""

    offering: Offering
    tariff: str
    contradiction: str  # code, empty when none is registered
    alternatives: tuple[Alternative, ...]

    @property
    def title(self) -> str:
        return ambiguity_title(self.offering, self.contradiction)

    @property
    def used(self) -> Alternative:
        """The one that is calculated with; of several compared tariffs the first."""
        return next(alternative for alternative in self.alternatives if alternative.used)

    @property
    def others(self) -> tuple[Alternative, ...]:
        return tuple(alternative for alternative in self.alternatives if not alternative.used)

    def concerns(self, column: Priced) -> bool:
        """Whether the amounts of this column depend on it."""
        return column.offering.slug == self.offering.slug and self.tariff in ("", column.tariff.slug)


def tariffs_at_odds(offering: Offering) -> tuple[tuple[str, tuple[Tariff, ...]], ...]:
    """Per contradiction (code) the tariffs of which one is to be chosen: the default one, then those that disagree with it."""
    codes = dict.fromkeys(tariff.contradiction for tariff in offering.tariffs if tariff.contradiction)
    return tuple((code, (offering.tariffs[0], *(tariff for tariff in offering.tariffs if tariff.contradiction == code))) for code in codes)


def find_ambiguities(question: Question, columns: Sequence[Priced], results: Sequence[costs.OfferingCost] = ()) -> tuple[Ambiguity, ...]:
    """Every ambiguity of the compared tariffs, offering by offering in the order of the columns. What can be read in one way only is none.

    `results` are what the columns cost, when that is known already: calculating it again is most of the work.
    """
    known = {id(column): result for column, result in zip(columns, results, strict=False)}
    by_offering: dict[str, list[Priced]] = {}
    for column in columns:
        by_offering.setdefault(column.offering.slug, []).append(column)
    return tuple(ambiguity for compared in by_offering.values() for ambiguity in _of_offering(question, compared, known))


def _of_offering(question: Question, compared: Sequence[Priced], known: Known) -> Iterator[Ambiguity]:
    for column in compared:
        for readings in column.tariff.ambiguities:
            if len(readings) > 1:
                yield _of_readings(question, column, readings, known)
    for code, tariffs in tariffs_at_odds(compared[0].offering):
        used = [column for column in compared if column.tariff in tariffs]
        if used:
            yield _of_tariffs(question, used, code, tariffs, known)


def _of_readings(question: Question, column: Priced, readings: Sequence[TariffReading], known: Known) -> Ambiguity:
    offering, tariff = column.offering, column.tariff
    duration, level = question.choice.durations.get(offering.slug), question.choice.price_levels.get(offering.slug)
    others = [reading.code for reading in column.readings if reading not in readings]
    compared_with = _amounts(question, column, known)
    alternatives = tuple(
        Alternative(
            code=reading.code,
            name=reading.label,
            text=reading.text,
            reason=reading.reason,
            preferred=reading.preferred,
            used=reading in column.readings,
            citation=reading.citation,
            given=_with_reading(question, offering, readings, reading),
            amounts=compared_with
            if reading in column.readings
            else _amounts(question, price_tariff(offering, tariff, (*others, reading.code), duration, price_level=level)),
            compared_with=compared_with,
        )
        for reading in readings
    )
    return Ambiguity(offering, tariff.slug, readings[0].contradiction, alternatives)


def _of_tariffs(question: Question, used: Sequence[Priced], code: str, tariffs: Sequence[Tariff], known: Known) -> Ambiguity:
    offering, choice = used[0].offering, question.choice
    readings, duration = choice.readings.get(offering.slug, ()), choice.durations.get(offering.slug)
    level = choice.price_levels.get(offering.slug)
    compared_with = _amounts(question, used[0], known)
    alternatives = tuple(
        Alternative(
            code=tariff.slug,
            name=tariff.name,
            text=tariff.wording,
            reason="",
            preferred=tariff.is_default,
            used=tariff in [column.tariff for column in used],
            citation=tariff.citation,
            given=_with_tariff(question, offering, tariff),
            amounts=compared_with
            if tariff is used[0].tariff
            else _amounts(question, price_tariff(offering, tariff, readings, duration, price_level=level)),
            compared_with=compared_with,
        )
        for tariff in tariffs
    )
    return Ambiguity(offering, "", code, alternatives)


# --- the question with another way to read ------------------------------------------------------------------------------------------------------


def _with_reading(question: Question, offering: Offering, group: Sequence[TariffReading], wanted: TariffReading) -> Pairs:
    """The question with this reading instead of those that it excludes."""
    pairs = _without_readings(question, offering, [reading.code for reading in group])
    return (*pairs, ("lezing", f"{offering.slug}:{wanted.code}"))


def _with_tariff(question: Question, offering: Offering, wanted: Tariff) -> Pairs:
    """The question with this tariff of the offering: named in `aanbod` when anything is named there, otherwise in `lezing`."""
    key = f"{offering.slug}:{wanted.slug}"
    pairs = _without_readings(question, offering, [tariff.slug for tariff in offering.tariffs])
    if all(name != "aanbod" for name, _ in pairs):
        return (*pairs, ("lezing", key))
    named = ((name, key if name == "aanbod" and value.partition(":")[0] == offering.slug else value) for name, value in pairs)
    return tuple(dict.fromkeys(named))


def _without_readings(question: Question, offering: Offering, codes: Sequence[str]) -> Pairs:
    """The parameters of the question without these readings of the offering, however they were typed."""
    keys = {f"{offering.slug}:{code}".lower() for code in codes}
    return tuple((name, value) for name, value in question.given if name != "lezing" or value.lower() not in keys)


# --- amounts ------------------------------------------------------------------------------------------------------------------------------------


def _amounts(question: Question, column: Priced, known: Known = _NOTHING) -> Amounts:
    result = known.get(id(column)) or costs.cost_in_brief(column.calculated, question.scenario)
    municipality = costs.fold(column.calculated, replace(question.scenario, payers=frozenset({costs.Payer.MUNICIPALITY})))
    return Amounts(
        total=result.total,
        known_years=result.known_years if result.total is None else None,
        municipality=municipality.total(question.scenario.new_matches),
        unknown=result.reason,
        warnings=result.warnings,
        has_unknown_price_level=column.tariff.price_level_year is None,
    )


def _minus(amount: EuroRange | None, used: EuroRange | None) -> EuroRange | None:
    return None if amount is None or used is None else amount - used


def _largest(by: EuroRange | None) -> Decimal | None:
    return None if by is None else max(abs(by.low), abs(by.high))


def _differences(what: str, by: EuroRange | None) -> tuple[Difference, ...]:
    """Once when both bounds differ by the same, otherwise for each bound."""
    if by is None:
        return (Difference(what, None),)
    if by.is_exact:
        return (_difference(what, by.low),)
    return (_difference(f"{what}, laag", by.low), _difference(f"{what}, hoog", by.high))


def _difference(what: str, amount: Decimal) -> Difference:
    return Difference(what, abs(amount), "meer" if amount > 0 else "minder")
