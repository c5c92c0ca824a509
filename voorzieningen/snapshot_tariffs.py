"""The tariff half of the snapshot: tariffs with components, readings, capacity and instalments per offering, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from voorzieningen import catalogue as c
from voorzieningen import models as m
from voorzieningen.tables import Tables

_CITED = ("source_id", "place", "quote")
_TARIFF_AS_STORED = (
    *("slug", "kind", "name", "wording", "is_default", "price_level_year", "indexable", "duration_match_years", "duration_basis", "duration_note"),
    *("priced_contract_years", "contract_from", "contract_until", "contradiction", "invoicing", "conditions"),
    *("shortest_match_years", "longest_match_years", "duration_range_note"),
)
_COMPONENT_AS_STORED = (
    *("code", "type", "label", "unit_label", "role", "low", "high", "amount_kind", "basis", "basis_note", "from_contract_year", "to_contract_year"),
    *("from_match_year", "to_match_year", "module", "match_year", "default_completion", "hours", "hours_from_input", "period", "per_matches"),
    *("match_basis", "scaling", "min_hours", "includes_fixed", "percentage", "relieved_payer", "payer", "payer_basis", "financier", "vat"),
    "warn_below_matches",
)

_READING_AS_STORED = ("code", "text", "reason", "preferred", "contradiction", "priced_contract_years")

Cite = Callable[[Any], c.Citation]
Groups = dict[int, list[Any]]


def read_tariffs(tables: Tables, cite: Cite) -> Groups:
    """The tariffs per offering (primary key), the default one first and then by slug. `cite` makes the citation of a row."""
    return _TariffReader(tables, cite).tariffs()


class _TariffReader:
    """One reading of the tables about tariffs. Rows refer to each other by primary key: a past row has no other way."""

    def __init__(self, tables: Tables, cite: Cite) -> None:
        self.tables, self.cite = tables, cite
        self.payers = dict(m.TariffComponent.Payer.choices)
        fields = ("tariff_id", "position", *_COMPONENT_AS_STORED, "reading_id", "included_in_id", *_CITED)
        rows = sorted(tables.rows(m.TariffComponent, *fields), key=lambda row: (row.position, row.code))
        self.component_rows = {row.id: row for row in rows}
        self.reading_rows = {row.id: row for row in tables.rows(m.TariffReading, "tariff_id", "label", *_READING_AS_STORED, *_CITED)}
        self.components = self._components()

    def tariffs(self) -> Groups:
        places = {row.id: row for row in self.tables.rows(m.Municipality, "code", "name")}
        readings, capacities, used = self._readings(), self._capacities(), self._used_components()
        instalments = self._instalments()
        tariffs: Groups = defaultdict(list)
        rows = self.tables.rows(m.Tariff, "offering_id", *_TARIFF_AS_STORED, "municipality_id", *_CITED)
        for row in sorted(rows, key=lambda row: (not row.is_default, row.slug, row.id)):
            place = places.get(row.municipality_id)
            tariffs[row.offering_id].append(
                c.Tariff(
                    **{name: getattr(row, name) for name in _TARIFF_AS_STORED},
                    citation=self.cite(row),
                    components=tuple(self.components[pk] for pk in used[row.id]),
                    readings=tuple(readings.get(row.id, ())),
                    capacity=tuple(capacities.get(row.id, ())),
                    instalments=tuple(instalments.get(row.id, ())),
                    municipality_code=place.code if place else "",
                    municipality_name=place.name if place else "",
                )
            )
        return tariffs

    def _used_components(self) -> dict[int, list[int]]:
        """The components of each tariff, its own and those it borrows, in their order and each once."""
        used: dict[int, set[int]] = defaultdict(set)
        for pk, row in self.component_rows.items():
            used[row.tariff_id].add(pk)
        for tariff_id, pk in self.tables.links(m.Tariff, "shared_components"):
            used[tariff_id].add(pk)
        return defaultdict(list, {tariff_id: [pk for pk in self.component_rows if pk in members] for tariff_id, members in used.items()})

    def _components(self) -> dict[int, c.TariffComponent]:
        brackets, hours, bases = self._brackets(), self._hours(), self._base_components()
        vats = dict(m.TariffComponent.Vat.choices)
        return {
            row.id: c.TariffComponent(
                **{name: getattr(row, name) for name in _COMPONENT_AS_STORED},
                citation=self.cite(row),
                reading=self.reading_rows[row.reading_id].code if row.reading_id else "",
                included_in=self.component_rows[row.included_in_id].code if row.included_in_id else "",
                brackets=tuple(brackets.get(row.id, ())),
                hours_per_match_year=tuple(hours.get(row.id, ())),
                base_components=tuple(sorted(bases.get(row.id, ()))),
                payer_label=self.payers.get(row.payer, row.payer),
                vat_label=vats.get(row.vat, row.vat),
            )
            for row in self.component_rows.values()
        }

    def _brackets(self) -> Groups:
        brackets = defaultdict(list)
        rows = self.tables.rows(m.ComponentBracket, "component_id", "from_inhabitants", "low", "high")
        for row in sorted(rows, key=lambda row: row.from_inhabitants):
            brackets[row.component_id].append(c.Bracket(row.from_inhabitants, row.low, row.high))
        return brackets

    def _hours(self) -> Groups:
        hours = defaultdict(list)
        for row in sorted(self.tables.rows(m.ComponentHours, "component_id", "match_year", "hours"), key=lambda row: row.match_year):
            hours[row.component_id].append((row.match_year, row.hours))
        return hours

    def _base_components(self) -> Groups:
        bases = defaultdict(list)
        for owner, other in self.tables.links(m.TariffComponent, "base_components"):
            bases[owner].append(self.component_rows[other].code)
        return bases

    def _readings(self) -> Groups:
        """The readings per tariff: those of one contradiction together, the preferred one first."""
        readings, changes = defaultdict(list), self._changes()
        for row in sorted(self.reading_rows.values(), key=lambda row: (row.contradiction, not row.preferred, row.code)):
            readings[row.tariff_id].append(
                c.TariffReading(
                    **{name: getattr(row, name) for name in _READING_AS_STORED},
                    name=row.label,
                    changes=tuple(changes.get(row.id, ())),
                    citation=self.cite(row),
                )
            )
        return readings

    def _changes(self) -> Groups:
        changes = defaultdict(list)
        rows = self.tables.rows(m.ReadingChange, "reading_id", "component_id", "low", "high", "payer", "from_contract_year", *_CITED)
        for row in sorted(rows, key=lambda row: self.component_rows[row.component_id].code):
            changes[row.reading_id].append(
                c.ReadingChange(
                    component=self.component_rows[row.component_id].code,
                    citation=self.cite(row),
                    low=row.low,
                    high=row.high,
                    payer=row.payer,
                    payer_label=self.payers.get(row.payer, ""),
                    from_contract_year=row.from_contract_year,
                )
            )
        return changes

    def _capacities(self) -> Groups:
        capacities = defaultdict(list)
        for row in sorted(self.tables.rows(m.TariffCapacity, "tariff_id", "contract_year", "low", "high"), key=lambda row: row.contract_year):
            capacities[row.tariff_id].append(c.Capacity(row.contract_year, row.low, row.high))
        return capacities

    def _instalments(self) -> Groups:
        instalments = defaultdict(list)
        rows = self.tables.rows(m.TariffInstalment, "tariff_id", "months_after_start", "percentage")
        for row in sorted(rows, key=lambda row: row.months_after_start):
            instalments[row.tariff_id].append(c.Instalment(row.months_after_start, row.percentage))
        return instalments
