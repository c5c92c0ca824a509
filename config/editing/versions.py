"""The version of a row, raised at every save, and the stamp of any row by which a form knows whether it was changed since it was opened."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.admin.utils import NestedObjects
from django.db import models, router
from django.utils.crypto import salted_hmac

LONGEST = 200_000  # signs in the field with stamps; an offering with all its rows takes some 3,000
UNSTAMPED = frozenset({"last_login"})  # changes by itself


class VersionField(models.PositiveIntegerField):
    """1 for a new row, one higher at every save. Whoever changes rows with `update` raises it there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("verbose_name", "versie")
        kwargs.setdefault("default", 1)
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> int:
        value = 1 if add else int(getattr(model_instance, self.attname) or 0) + 1
        setattr(model_instance, self.attname, value)
        return value


class Versioned(models.Model):
    """A row that people edit in a form."""

    version = VersionField()

    class Meta:
        abstract = True


def name_of(row: models.Model) -> str:
    """The row among all rows of all tables."""
    return f"{row._meta.label_lower}:{row.pk}"


def stamp(row: models.Model) -> str:
    """What differs as soon as somebody saved the row: its version, or of a table of Django itself a digest of its values that tells nothing."""
    for column in row._meta.concrete_fields:
        if isinstance(column, VersionField):
            return str(getattr(row, column.attname))
    values = [(column.attname, str(getattr(row, column.attname))) for column in row._meta.concrete_fields if column.name not in UNSTAMPED]
    links = [(link.name, sorted(getattr(row, link.name).values_list("pk", flat=True))) for link in row._meta.many_to_many]
    return salted_hmac("config.editing.versions", repr((values, links)), algorithm="sha256").hexdigest()


def stamp_with_all_below(rows: Iterable[models.Model]) -> str:
    """What differs as soon as one of the rows, or of the rows that would be deleted with them, is another one or was saved."""
    chosen = list(rows)
    if not chosen:
        return ""
    collector = NestedObjects(using=router.db_for_write(type(chosen[0])))
    collector.collect(chosen)
    stamps = sorted((name_of(row), stamp(row)) for found in collector.model_objs.values() for row in found)
    return salted_hmac("config.editing.versions", repr(stamps), algorithm="sha256").hexdigest()


def write_stamps(stamps: Mapping[str, str]) -> str:
    """For the hidden field of a form."""
    return json.dumps(stamps, sort_keys=True, separators=(",", ":"))


def read_stamps(text: str) -> dict[str, str]:
    """What a form was opened with; nothing, so that no row is as it was, when the field is missing or was made up."""
    try:
        found = json.loads(text) if len(text) <= LONGEST else None
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: value for name, value in found.items() if isinstance(value, str)}
