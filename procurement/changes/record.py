"""A record: what an answer came to on one day and the facts behind it, as values and as JSON. What differs between two records is found elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from voorzieningen.catalogue import Citation
from voorzieningen.money import EuroRange, range_nl

VERSION = 1
LONGEST_TEXT = 2000  # characters of a label or value
MOST_FACTS = 600  # of one offering, or of the question
MOST_SOURCES = 12  # of one fact


@dataclass(frozen=True, slots=True)
class FactSource:
    """Where a fact stood when the record was made: code and title of the document, and the place in it."""

    code: str
    title: str
    place: str = ""

    @property
    def words(self) -> str:
        return f"{self.code} {self.title}, {self.place}" if self.place else f"{self.code} {self.title}"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact in words. `key` stays the same when the value or the source changes; no sources: an assumption or the user's own."""

    key: str
    label: str
    value: str
    sources: tuple[FactSource, ...] = ()


@dataclass(frozen=True, slots=True)
class Total:
    """One amount of a column; None is unknown, with the reason in Dutch."""

    amount: EuroRange | None
    reason: str = ""

    @property
    def words(self) -> str:
        if self.amount is not None:
            return range_nl(self.amount)
        return f"onbekend ({self.reason})" if self.reason else "onbekend"


@dataclass(frozen=True, slots=True)
class ColumnRecord:
    """One column: an offering with one of its tariffs, or the mix. `is_own`: it rests on an offer that somebody typed in.

    `readings` are the codes of the ways to read the tariff that were used.
    """

    key: str  # offering:tariff, or "mix"
    name: str
    offering: str
    tariff: str
    readings: tuple[str, ...]
    status: str
    total: Total
    known_years: Total
    tail: Total
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class FactGroup:
    """The facts of one offering, or of the question itself (an empty slug)."""

    slug: str
    name: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """All of it. `query` is the question as it stands in an address; `start_year` the calendar year of contract year 1.

    `is_default_year`: nobody chose that year, so that it moves along with time.
    """

    reference_day: date
    query: str
    start_year: int
    is_default_year: bool
    columns: tuple[ColumnRecord, ...]
    groups: tuple[FactGroup, ...]


# --- facts -----------------------------------------------------------------------------------------------------------------------------------


def make_fact(key: str, label: str, value: str, citations: Iterable[Citation] = ()) -> Fact:
    """A fact of bounded size. A text that is too long ends in a mark of the whole, so that a change in what is cut off still shows."""
    named = dict.fromkeys(FactSource(item.source.code, _bounded(item.source.title), _bounded(item.place)) for item in citations)
    return Fact(key, _bounded(label), _bounded(value), tuple(named)[:MOST_SOURCES])


def make_group(slug: str, name: str, facts: Iterable[Fact]) -> FactGroup:
    """The facts under keys that differ; what is beyond MOST_FACTS becomes one fact with a mark of all of it."""
    seen: dict[str, int] = {}
    distinct = []
    for fact in facts:
        seen[fact.key] = seen.get(fact.key, 0) + 1
        distinct.append(fact if seen[fact.key] == 1 else replace(fact, key=f"{fact.key}#{seen[fact.key]}"))
    rest = distinct[MOST_FACTS:]
    if rest:
        distinct = [*distinct[:MOST_FACTS], Fact("overig", f"{len(rest)} andere feiten", f"kenmerk {_mark(repr(rest))}")]
    return FactGroup(slug, name, tuple(distinct))


def _bounded(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}… (kenmerk {_mark(text)})"


def _mark(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


# --- as JSON ---------------------------------------------------------------------------------------------------------------------------------


def record_data(record: Record) -> dict[str, Any]:
    """The record as JSON: amounts and days as text, unknown as null. The orders are those of the columns by their known totals."""
    return {
        "version": VERSION,
        "reference_day": record.reference_day.isoformat(),
        "query": record.query,
        "start_year": record.start_year,
        "is_default_year": record.is_default_year,
        "columns": [_column_data(column) for column in record.columns],
        "order": {bound: order_by(record.columns, bound) for bound in ("low", "high")},
        "groups": [_group_data(group) for group in record.groups],
    }


def order_by(columns: Iterable[ColumnRecord], bound: str) -> list[str]:
    """The keys of the columns with a known total, from the lowest to the highest of that bound; the mix is beside them, not among them."""
    known = _totals(columns, bound)
    return sorted(known, key=lambda key: (known[key], key))


def _totals(columns: Iterable[ColumnRecord], bound: str) -> Mapping[str, Decimal]:
    return {
        column.key: column.total.amount.low if bound == "low" else column.total.amount.high
        for column in columns
        if column.total.amount is not None and column.offering
    }


def _column_data(column: ColumnRecord) -> dict[str, Any]:
    return {
        "key": column.key,
        "name": column.name,
        "offering": column.offering,
        "tariff": column.tariff,
        "readings": list(column.readings),
        "status": column.status,
        "total": _total_data(column.total),
        "known_years": _total_data(column.known_years),
        "tail": _total_data(column.tail),
        "is_own": column.is_own,
    }


def _total_data(total: Total) -> dict[str, str | None]:
    low, high = (f"{total.amount.low:.2f}", f"{total.amount.high:.2f}") if total.amount is not None else (None, None)
    return {"low": low, "high": high, "reason": total.reason}


def _group_data(group: FactGroup) -> dict[str, Any]:
    return {"slug": group.slug, "name": group.name, "facts": [_fact_data(fact) for fact in group.facts]}


def _fact_data(fact: Fact) -> dict[str, Any]:
    sources = [{"code": source.code, "title": source.title, "place": source.place} for source in fact.sources]
    return {"key": fact.key, "label": fact.label, "value": fact.value, "sources": sources}
