"""Reads the rows of the fixtures: YAML in Django's serializer format, with natural keys and without primary keys."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.apps import apps
from django.db import models
from yaml import CSafeLoader

from voorzieningen.models import LoadedRow

Key = tuple[Any, ...]

# The fields of each natural key; a foreign key stands for the natural key of its row. The other models have a code.
KEY_FIELDS: dict[str, tuple[str, ...]] = {
    "agerange": ("offering", "variant"),
    "componentbracket": ("component", "from_inhabitants"),
    "componenthours": ("component", "match_year"),
    "contradictionreading": ("contradiction", "position"),
    "coverage": ("offering", "target_group"),
    "indexfigure": ("series", "year"),
    "indexseries": ("slug",),
    "offering": ("slug",),
    "offeringcoordinator": ("offering", "term"),
    "offeringdelivery": ("offering", "term"),
    "offeringemployer": ("offering", "term"),
    "offeringform": ("offering", "term"),
    "readingchange": ("reading", "component"),
    "source": ("slug",),
    "tariff": ("offering", "slug"),
    "tariffcapacity": ("tariff", "contract_year"),
    "tariffinstalment": ("tariff", "months_after_start"),
    "tariffreading": ("tariff", "code"),
}

# Fields that came after the first release. With nothing in them they do not count in a row's digest: else every row that was loaded before
# would seem to be edited by a person.
LATER_FIELDS: dict[str, frozenset[str]] = {
    "contradiction": frozenset({"target_groups"}),
    "resultclaim": frozenset({"organisation"}),
    "tariff": frozenset({"contradiction", "shortest_match_years", "longest_match_years", "duration_range_note"}),
    "tariffreading": frozenset({"label"}),
}


class FixtureError(ValueError):
    """A fixture that cannot be loaded; the message names the file and the row."""


@dataclass(slots=True)
class FixtureRow:
    """One row of a fixture file, with its natural key; `place` is for messages."""

    place: str
    model: type[models.Model]
    fields: dict[str, Any]
    key: Key

    @property
    def id(self) -> tuple[str, str]:
        return register_id(self.model, self.key)

    @property
    def name(self) -> str:
        return row_name(*self.id)


def register_id(model: type[models.Model], key: Key) -> tuple[str, str]:
    """How LoadedRow registers a row: the model's label and its natural key as JSON."""
    return model._meta.label_lower, json.dumps(key, ensure_ascii=False)


def row_name(label: str, key: str) -> str:
    return f"{label.rpartition('.')[2]} {' '.join(str(part) for part in json.loads(key))}"


def key_fields(model: type[models.Model]) -> tuple[str, ...]:
    return KEY_FIELDS.get(model._meta.model_name or "", ("code",))


def read_fixtures(directory: Path) -> Iterator[FixtureRow]:
    """All rows in file order. Raises FixtureError on bad YAML, an unknown model or field, or a row without its key."""
    seen: dict[tuple[str, str], str] = {}
    for path in sorted(directory.glob("*.yaml")):
        try:
            content = yaml.load(path.read_text(encoding="utf-8"), Loader=CSafeLoader)
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise FixtureError(f"{path.name}: not valid YAML: {error}") from error
        if not isinstance(content, list):
            raise FixtureError(f"{path.name}: must be a list of rows")
        for number, raw in enumerate(content, start=1):
            row = _read_row(f"{path.name}, row {number}", raw)
            if row.id in seen:
                raise FixtureError(f"{row.place}: {row.name} stands in {seen[row.id]} as well")
            seen[row.id] = row.place
            yield row


def _read_row(place: str, raw: object) -> FixtureRow:
    if not isinstance(raw, dict) or set(raw) != {"model", "fields"} or not isinstance(raw["fields"], dict):
        raise FixtureError(f"{place}: must have exactly a model and fields")
    try:
        model = apps.get_model(raw["model"])
    except (LookupError, ValueError, AttributeError, TypeError) as error:
        raise FixtureError(f"{place}: unknown model {raw['model']!r}") from error
    if model._meta.app_label != "voorzieningen" or model is LoadedRow:
        raise FixtureError(f"{place}: {raw['model']} is not part of the catalogue")
    key: list[Any] = []
    for name in key_fields(model):
        value = raw["fields"].get(name)
        if value is None:
            raise FixtureError(f"{place}: {name} is missing")
        key.extend(value if isinstance(value, list) else [value])
    return FixtureRow(place, model, dict(raw["fields"]), tuple(key))
