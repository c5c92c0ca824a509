"""The tables that can be imported and exported with their columns, as resources of django-import-export: natural keys, no numbers of the database."""

from __future__ import annotations

from typing import Any

from django.db import models
from import_export.fields import Field
from import_export.resources import ModelResource, modelresource_factory

from voorzieningen.imports.cells import Keys, RelationsCell, cell_for
from voorzieningen.imports.names import EXCHANGED
from voorzieningen.loading.rows import key_fields

# The fields of every fact stand last, as in the admin.
_LAST = ("source", "place", "quote")


class Column(Field):
    """One column: the field of the model under the name that it has on the screen."""

    def get_value(self, instance: Any) -> Any:
        """The stored value, with relations as primary keys: a row of a file costs no query for each of them."""
        if not isinstance(self.widget, RelationsCell):
            return getattr(instance, self.attribute)
        if instance.pk is None:
            return []
        name = self.widget.column.name
        return sorted(row.pk for row in getattr(instance, name).all())


class CatalogueResource(ModelResource):
    """One table. Its own import is not used: it writes while it looks, and a preview may not hold up those who edit."""

    @classmethod
    def field_from_django_field(cls, field_name: str, django_field: Any, readonly: bool) -> Column:
        attribute = field_name if django_field.many_to_many else django_field.attname
        return Column(attribute=attribute, column_name=str(django_field.verbose_name), widget=cell_for(django_field), readonly=readonly)

    @property
    def columns(self) -> dict[str, Column]:
        """The columns by field name: first the key, last the source."""
        names = [
            *key_fields(self._meta.model),
            *(name for name in self.fields if name not in _LAST),
            *(name for name in _LAST if name in self.fields),
        ]
        return {name: self.fields[name] for name in dict.fromkeys(names)}

    @property
    def needed(self) -> tuple[str, ...]:
        """The columns that every file has: those of the key, and the source without which nothing is a fact."""
        return (*key_fields(self._meta.model), *(("source",) if "source" in self.fields else ()))

    def needed_for_new(self) -> tuple[str, ...]:
        """What a new row cannot do without."""
        columns = {name: self._meta.model._meta.get_field(name) for name in self.fields}
        return tuple(name for name, column in columns.items() if not column.blank and not column.has_default())

    def values(self, instance: Any) -> dict[str, Any]:
        return {name: column.get_value(instance) for name, column in self.fields.items()}

    def rows(self) -> models.QuerySet[Any]:
        links = [link.name for link in self._meta.model._meta.many_to_many]
        return self._meta.model._default_manager.prefetch_related(*links)


def resource_for(model: type[models.Model]) -> CatalogueResource:
    """A new resource: what it has looked up is of this moment. Raises KeyError for a table that cannot be exchanged."""
    if model._meta.model_name not in EXCHANGED:
        raise KeyError(model._meta.model_name)
    concrete = [*model._meta.concrete_fields, *model._meta.many_to_many]
    fields = [column.name for column in concrete if column.editable and not column.primary_key]
    made: CatalogueResource = modelresource_factory(model, resource_class=CatalogueResource, meta_options={"fields": fields})()
    return made


def keys_of(model: type[models.Model]) -> Keys:
    return Keys(model)
