"""Finds what differs between two records and says where a difference in euro can come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from procurement.changes.model import Changes, FactChange, GroupChanges, Kind, TotalChange
from procurement.changes.question_facts import MOVES_TOTALS
from procurement.changes.reading import read_record
from procurement.changes.record import ColumnRecord, Fact, FactGroup, Record
from procurement.changes.wording import Amounts, order_sentences

MOST_NAMED = 6  # facts in one explanation


def find_changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Changes:
    """What differs between two records of the same question, the older one first. Raises UnreadableRecordError when one cannot be read."""
    before, after = read_record(old), read_record(new)
    groups = tuple(_groups(before, after))
    columns = {column.key: column for column in after.columns}
    earlier = {column.key: column for column in before.columns}
    shared = [(column, columns[column.key]) for column in before.columns if column.key in columns]
    return Changes(
        old_day=before.reference_day,
        new_day=after.reference_day,
        groups=groups,
        totals=tuple(total for pair in shared for total in _totals(*pair, groups)),
        came=tuple(column.name for column in after.columns if column.key not in earlier),
        went=tuple(column.name for column in before.columns if column.key not in columns),
        order_changes=tuple(_order(shared)),
        notes=tuple(_notes(before, after)),
        is_confidential=any(column.is_own for column in (*before.columns, *after.columns)),
    )


# --- facts -----------------------------------------------------------------------------------------------------------------------------------


def _groups(before: Record, after: Record) -> Iterator[GroupChanges]:
    """Of the offerings that both records have: one that came or went is told as a column, not fact by fact."""
    later = {group.slug: group for group in after.groups}
    compared = _tariffs(before) & _tariffs(after)
    for group in before.groups:
        if group.slug in later:
            facts = tuple(_facts(group, later[group.slug], {tariff for offering, tariff in compared if offering == group.slug}))
            if facts:
                yield GroupChanges(group.slug, later[group.slug].name, facts)


def _tariffs(record: Record) -> set[tuple[str, str]]:
    """(offering, tariff) of which the record has facts."""
    return {(group.slug, fact.key.split("/")[1]) for group in record.groups for fact in group.facts if fact.key.startswith("tarief/")}


def _facts(old: FactGroup, new: FactGroup, tariffs: set[str]) -> Iterator[FactChange]:
    before, after = ({fact.key: fact for fact in group.facts} for group in (old, new))
    for key in (*before, *(key for key in after if key not in before)):
        tariff = key.split("/")[1] if key.startswith("tarief/") else ""
        kind = _kind(before.get(key), after.get(key))
        if kind is not None and (not tariff or tariff in tariffs):
            yield FactChange(kind, before.get(key), after.get(key), tariff)


def _kind(old: Fact | None, new: Fact | None) -> Kind | None:
    """What happened; None for nothing. A label follows from what it is about, so that another label is a change as well."""
    if old is None:
        return Kind.ADDED
    if new is None:
        return Kind.GONE
    if (old.value, old.label) != (new.value, new.label):
        return Kind.CHANGED
    return Kind.SOURCE if old.sources != new.sources else None


# --- totals ----------------------------------------------------------------------------------------------------------------------------------


def _totals(old: ColumnRecord, new: ColumnRecord, groups: Sequence[GroupChanges]) -> Iterator[TotalChange]:
    """The total, changed or not, and the amounts beside it when they changed: known years where there is no total, and what comes after it."""
    pairs = [("totaal", old.total, new.total)]
    if old.total.amount is None or new.total.amount is None:
        pairs.append(("bekende jaren samen", old.known_years, new.known_years))
    pairs.append(("uitloop", old.tail, new.tail))
    for number, (what, before, after) in enumerate(pairs):
        if number == 0 or before != after:
            explanations = tuple(_explanations(old, new, groups)) if before != after else ()
            yield TotalChange(new.key, new.name, new.offering, what, before, after, explanations)


def _explanations(old: ColumnRecord, new: ColumnRecord, groups: Sequence[GroupChanges]) -> Iterator[str]:
    """Which changed facts a difference can come from: those of this column's tariff, and those that hold for every column."""
    tariff, shared = _of_tariff(new, groups), _of_question(groups)
    if tariff:
        yield f"Gewijzigd in dit tarief: {_named(tariff)}."
    if old.readings != new.readings:
        yield "Het tarief is nu anders gelezen."
    if shared:
        yield f"{'Het verschil kan ook komen' if tariff else 'Het verschil komt'} door wat voor alle kolommen geldt: {_named(shared)}."
    if not tariff and not shared and old.readings == new.readings:
        yield "Geen gewijzigd feit in deze lijst verklaart dit: de berekening zelf of iets daarbuiten is gewijzigd."


def _of_tariff(column: ColumnRecord, groups: Sequence[GroupChanges]) -> list[str]:
    """The labels of changed facts of the column's tariff; of every tariff for the mix."""
    return [
        change.label
        for group in groups
        for change in group.facts
        if change.tariff
        and change.kind is not Kind.SOURCE
        and (not column.offering or (group.slug, change.tariff) == (column.offering, column.tariff))
    ]


def _of_question(groups: Sequence[GroupChanges]) -> list[str]:
    return [
        change.label
        for group in groups
        for change in group.facts
        if not group.slug and change.kind is not Kind.SOURCE and change.key.startswith(MOVES_TOTALS)
    ]


def _named(labels: Sequence[str]) -> str:
    more = len(labels) - MOST_NAMED
    return "; ".join(labels[:MOST_NAMED]) + (f"; en nog {more}" if more > 0 else "")


# --- order and notes -------------------------------------------------------------------------------------------------------------------------


def _order(shared: Sequence[tuple[ColumnRecord, ColumnRecord]]) -> Iterator[str]:
    """Only of columns that both records have: a column that came or went changes the order of nothing else."""
    old: Amounts = {before.key: before.total.amount for before, _ in shared if before.total.amount is not None and before.offering}
    new: Amounts = {after.key: after.total.amount for _, after in shared if after.total.amount is not None and after.offering}
    return order_sentences(old, new, {after.key: after.name for _, after in shared})


def _notes(before: Record, after: Record) -> Iterator[str]:
    if _asked(before) != _asked(after):
        yield "De vraag zelf is ook gewijzigd: een verschil kan daardoor komen."
    if before.start_year != after.start_year:
        why = " De vraag noemt geen startjaar en loopt daarom met de tijd mee." if after.is_default_year else ""
        yield f"Het eerste contractjaar is verschoven van {before.start_year} naar {after.start_year}.{why}"


def _asked(record: Record) -> list[str]:
    """The question without what moves along with time: a first year that nobody chose, and the day of the facts."""
    moving = ("peildatum=", "startjaar=") if record.is_default_year else ("peildatum=",)
    return [pair for pair in record.query.split("&") if not pair.startswith(moving)]
