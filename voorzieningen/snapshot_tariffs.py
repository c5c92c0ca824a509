"""The tariff half of the snapshot: tariffs with components, readings and capacity per offering, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from voorzieningen import catalogue as c
from voorzieningen import models as m

_CITED = ("source_id", "place", "quote")
_TARIFF_AS_STORED = (
    *("slug", "kind", "name", "wording", "is_default", "price_level_year", "indexable", "duration_match_years", "duration_basis", "duration_note"),
    *("priced_contract_years", "contract_from", "contract_until", "invoicing", "conditions"),
)
_COMPONENT_AS_STORED = (
    *("code", "type", "label", "unit_label", "role", "low", "high", "amount_kind", "basis", "basis_note", "from_contract_year", "to_contract_year"),
    *("from_match_year", "to_match_year", "module", "match_year", "default_completion", "hours", "hours_from_input", "period", "per_matches"),
    *("match_basis", "scaling", "min_hours", "includes_fixed", "percentage", "relieved_payer", "payer", "payer_basis", "financier", "vat"),
    "warn_below_matches",
)

Cite = Callable[[Any], c.Citation]
Groups = dict[int, list[Any]]


def read_tariffs(cite: Cite) -> Groups:
    """The tariffs per offering (primary key), the default one first and then by slug. `cite` makes the citation of a row."""
    components = _components(cite)
    readings, capacities = _readings(), _capacities()
    own, borrowed = defaultdict(list), defaultdict(list)
    for pk, (tariff_id, _, _) in components.items():
        own[tariff_id].append(pk)
    for tariff_id, pk in m.Tariff.shared_components.through._default_manager.values_list("tariff_id", "tariffcomponent_id"):
        borrowed[tariff_id].append(pk)
    fields = ("id", "offering_id", *_TARIFF_AS_STORED, "municipality__code", "municipality__name", *_CITED)
    tariffs: Groups = defaultdict(list)
    for row in m.Tariff.objects.order_by("-is_default", "slug", "pk").values_list(*fields, named=True):
        used = dict.fromkeys([*own[row.id], *borrowed[row.id]])
        tariffs[row.offering_id].append(
            c.Tariff(
                **{name: getattr(row, name) for name in _TARIFF_AS_STORED},
                citation=cite(row),
                components=tuple(components[pk][2] for pk in sorted(used, key=lambda pk: components[pk][1])),
                readings=tuple(readings.get(row.id, ())),
                capacity=tuple(capacities.get(row.id, ())),
                municipality_code=row.municipality__code or "",
                municipality_name=row.municipality__name or "",
            )
        )
    return tariffs


def _components(cite: Cite) -> dict[int, tuple[int, tuple[int, str], c.TariffComponent]]:
    """Per component its tariff, its place in a tariff (position, code) and the component itself."""
    brackets, hours, bases = _brackets(), _hours(), _base_components()
    payers, vats = dict(m.TariffComponent.Payer.choices), dict(m.TariffComponent.Vat.choices)
    fields = ("id", "tariff_id", "position", *_COMPONENT_AS_STORED, "reading__code", "included_in__code", *_CITED)
    components = {}
    for row in m.TariffComponent.objects.order_by("position", "code").values_list(*fields, named=True):
        component = c.TariffComponent(
            **{name: getattr(row, name) for name in _COMPONENT_AS_STORED},
            citation=cite(row),
            reading=row.reading__code or "",
            included_in=row.included_in__code or "",
            brackets=tuple(brackets.get(row.id, ())),
            hours_per_match_year=tuple(hours.get(row.id, ())),
            base_components=tuple(bases.get(row.id, ())),
            payer_label=payers[row.payer],
            vat_label=vats[row.vat],
        )
        components[row.id] = (row.tariff_id, (row.position, row.code), component)
    return components


def _brackets() -> Groups:
    brackets = defaultdict(list)
    for row in m.ComponentBracket.objects.order_by("from_inhabitants").values_list("component_id", "from_inhabitants", "low", "high"):
        brackets[row[0]].append(c.Bracket(*row[1:]))
    return brackets


def _hours() -> Groups:
    hours = defaultdict(list)
    for component_id, match_year, number in m.ComponentHours.objects.order_by("match_year").values_list("component_id", "match_year", "hours"):
        hours[component_id].append((match_year, number))
    return hours


def _base_components() -> Groups:
    through = m.TariffComponent.base_components.through._default_manager
    bases = defaultdict(list)
    for owner, code in through.order_by("to_tariffcomponent__code").values_list("from_tariffcomponent_id", "to_tariffcomponent__code"):
        bases[owner].append(code)
    return bases


def _readings() -> Groups:
    fields = ("code", "text", "reason", "preferred", "contradiction", "priced_contract_years")
    readings = defaultdict(list)
    for row in m.TariffReading.objects.order_by("-preferred", "code").values_list("tariff_id", *fields, named=True):
        readings[row.tariff_id].append(c.TariffReading(*row[1:]))
    return readings


def _capacities() -> Groups:
    capacities = defaultdict(list)
    for row in m.TariffCapacity.objects.order_by("contract_year").values_list("tariff_id", "contract_year", "low", "high"):
        capacities[row[0]].append(c.Capacity(*row[1:]))
    return capacities
