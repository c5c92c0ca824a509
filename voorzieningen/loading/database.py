"""What the database holds, by natural key, in a fixed number of queries, and a digest of a row to see whether it was changed."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models

from config.editing.versions import VersionField
from voorzieningen.loading.rows import LATER_FIELDS, Key, key_fields


class Database:
    """The catalogue's rows by natural key, one query a model and one per many-to-many field, kept current while loading."""

    def __init__(self, used: list[type[models.Model]]) -> None:
        self._rows: dict[type[models.Model], dict[Key, models.Model]] = {}
        self._keys: dict[type[models.Model], dict[Any, Key]] = {}
        self._links: dict[models.Field[Any, Any], dict[Any, list[Any]]] = {}
        for model in used:
            self._rows[model], self._keys[model] = {}, {}
            for row in model._default_manager.order_by("pk"):
                self.add(self.natural_key(row), row)
        for model in used:
            for link in model._meta.many_to_many:
                pairs = self._links.setdefault(link, {})
                for source, target in link.remote_field.through._default_manager.values_list(link.m2m_column_name(), link.m2m_reverse_name()):
                    pairs.setdefault(source, []).append(target)

    def add(self, key: Key, row: models.Model) -> None:
        self._rows[type(row)][key] = row
        self._keys[type(row)][row.pk] = key

    def get(self, model: type[models.Model], key: Key) -> models.Model | None:
        return self._rows.get(model, {}).get(key)

    def key_of(self, model: type[models.Model], pk: object) -> Key | None:
        return self._keys.get(model, {}).get(pk)

    def natural_key(self, row: models.Model) -> Key:
        """The natural key, found without a query: those of its parents are known already."""
        key: list[Any] = []
        for name in key_fields(type(row)):
            column = row._meta.get_field(name)
            key.extend((self.key_of(column.related_model, getattr(row, column.attname)) or ()) if column.is_relation else [getattr(row, name)])
        return tuple(key)

    def links(self, row: models.Model) -> dict[str, list[Key]]:
        """The many-to-many rows as natural keys. A row outside the loaded models stands as its primary key."""
        return {
            link.name: [self.key_of(link.related_model, pk) or (pk,) for pk in self._links.get(link, {}).get(row.pk, [])]
            for link in row._meta.many_to_many
        }

    def digest(self, row: models.Model, links: dict[str, list[Key]]) -> str:
        """A SHA-256 of all values with relations as natural keys: the same on every database, for a row read and a row still to be saved.

        How often it was saved is no value of it.
        """
        values: dict[str, Any] = {name: sorted(keys, key=repr) for name, keys in links.items()}
        for column in row._meta.concrete_fields:
            if column.primary_key or isinstance(column, VersionField):
                continue
            value = getattr(row, column.attname)
            if column.is_relation:
                value = value and (self.key_of(column.related_model, value) or (value,))
            elif isinstance(value, Decimal):
                value = str(value.quantize(Decimal(1).scaleb(-column.decimal_places)))
            elif isinstance(value, date):
                value = value.isoformat()
            values[column.name] = value
        for name in LATER_FIELDS.get(row._meta.model_name or "", ()):
            if not values[name]:
                del values[name]
        return hashlib.sha256(json.dumps(values, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
