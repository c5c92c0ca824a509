"""Makes the record of an answered question."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from procurement import costs
from procurement.changes.offering_facts import offering_facts
from procurement.changes.question_facts import question_facts
from procurement.changes.record import ColumnRecord, FactGroup, Record, Total, make_group, record_data
from procurement.changes.tariff_facts import tariff_facts
from procurement.features import Feature, features
from procurement.mix import Mix
from procurement.offers import is_own
from procurement.pricing import Priced
from procurement.question import ASSUMPTION
from procurement.sheet import Column, Sheet
from voorzieningen.catalogue import Offering

MIX = "mix"
QUESTION = "De vraag en de gemeente"


def take_record(sheet: Sheet, *, reference_day: date) -> dict[str, Any]:
    """Everything that the answer rests on, as JSON: totals per column and facts with key, label, value and source.

    `reference_day` is the day that the facts are of. The size is bounded: see `record`. It holds the amounts of own offers.
    """
    columns = [_column(column) for column in sheet.columns]
    if sheet.mix is not None:
        columns.append(_mix(sheet.mix))
    groups = (make_group("", QUESTION, question_facts(sheet)), *_groups(sheet))
    question = sheet.question
    is_default_year = any(item.name == "startjaar" and item.kind == ASSUMPTION for item in question.inputs)
    return record_data(Record(reference_day, question.query, question.scenario.start_year, is_default_year, tuple(columns), groups))


def _column(column: Column) -> ColumnRecord:
    result, priced = column.result, column.priced
    return ColumnRecord(
        key=column.key,
        name=column.name,
        offering=priced.offering.slug,
        tariff=priced.tariff.slug,
        readings=tuple(reading.code for reading in priced.readings),
        status=result.status.value,
        total=Total(result.total, result.reason if result.total is None else ""),
        known_years=Total(result.known_years, "" if result.known_years else "geen jaar heeft een prijs"),
        tail=_tail(result),
        is_own=is_own(priced.tariff),
    )


def _tail(result: costs.OfferingCost) -> Total:
    return Total(result.tail.cost) if result.tail else Total(None, result.why_unknown(costs.Figure.TAIL))


def _mix(mix: Mix) -> ColumnRecord:
    nothing = Total(None, "telt niet voor een mix")
    return ColumnRecord(
        key=MIX,
        name="De mix samen",
        offering="",
        tariff="",
        readings=(),
        status=(costs.Status.UNKNOWN if mix.total is None else costs.Status.COMPLETE).value,
        total=Total(mix.total, mix.totals.reason if mix.total is None else ""),
        known_years=nothing,
        tail=Total(mix.tail, mix.tails.reason if mix.tail is None else ""),
        is_own=any(is_own(member.priced.tariff) for member in mix.members),
    )


def _groups(sheet: Sheet) -> Iterator[FactGroup]:
    """One group per offering, with the facts of each of its tariffs that is a column or a member of the mix."""
    tariffs: dict[str, dict[str, Priced]] = {}
    offerings: dict[str, tuple[Offering, tuple[Feature, ...]]] = {}
    for column in sheet.columns:
        offerings.setdefault(column.priced.offering.slug, (column.priced.offering, column.features))
        tariffs.setdefault(column.priced.offering.slug, {})[column.priced.tariff.slug] = column.priced
    for member in sheet.mix.members if sheet.mix else ():
        offering = member.priced.offering
        offerings.setdefault(offering.slug, (offering, features(offering, member.priced.tariff)))
        tariffs.setdefault(offering.slug, {}).setdefault(member.priced.tariff.slug, member.priced)
    for slug, (offering, found) in offerings.items():
        facts = [*offering_facts(offering, found), *(fact for priced in tariffs[slug].values() for fact in tariff_facts(priced))]
        yield make_group(slug, offering.name, facts)
