"""What renews the token of the catalogue: triggers on each of its tables, so that bulk changes and raw SQL are seen as well.

The history counts too: of a day in the past it is the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.apps import AppConfig
from django.db.models import Model

from config.triggers import Trigger
from voorzieningen.models.catalogue_version import CatalogueVersion
from voorzieningen.models.imports import ImportFile, ImportOutcome
from voorzieningen.models.sources import LoadedRow

VERSION = "voorzieningen_catalogueversion"
# What was loaded and imported is kept for whoever does that; it is no part of what is published. Any other table counts, also a new one.
_NO_CATALOGUE = (CatalogueVersion, LoadedRow, ImportFile, ImportOutcome)
_RENEW_SQLITE = f"INSERT OR REPLACE INTO {VERSION} (id, token) VALUES (1, lower(hex(randomblob(16))))"  # noqa: S608 - a name of our own
FUNCTION = f"""
CREATE OR REPLACE FUNCTION voorzieningen_renew_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO {VERSION} (id, token) VALUES (1, gen_random_uuid()::text) ON CONFLICT (id) DO UPDATE SET token = EXCLUDED.token;
  RETURN NULL;
END $$
"""  # noqa: S608 - a name of our own


def version_triggers(app: AppConfig) -> tuple[Trigger, ...]:
    """On SQLite three for each table and once per row; on PostgreSQL one, once per statement."""
    return tuple(trigger for table in catalogue_tables(app) for trigger in _of_table(table))


def catalogue_tables(app: AppConfig) -> tuple[str, ...]:
    """The tables of the catalogue with their history and the links between them."""
    models: Iterable[type[Model]] = app.get_models(include_auto_created=True)
    return tuple(sorted(model._meta.db_table for model in models if model not in _NO_CATALOGUE))


def _of_table(table: str) -> Iterator[Trigger]:
    short = table.removeprefix("voorzieningen_")
    for operation in ("INSERT", "UPDATE", "DELETE"):
        name = f"{short}_{operation.lower()}_renews_the_version"
        yield Trigger(name, table, f"CREATE TRIGGER {name} AFTER {operation} ON {table} BEGIN {_RENEW_SQLITE}; END", "", needs=VERSION)
    name = f"{short}_renews_the_version"
    event = f"AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}"
    create = f"CREATE TRIGGER {name} {event} FOR EACH STATEMENT EXECUTE FUNCTION voorzieningen_renew_version()"
    yield Trigger(name, table, "", create, needs=VERSION)
