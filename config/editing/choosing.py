"""Fields of the admin that choose a row with a search box: what is sent and is no key of any row gets a message at the field, as in a plain list."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db.models import Field
from django.http import HttpRequest


def is_key(field: Field[Any, Any], text: str) -> bool:
    """Whether a row could have this key."""
    try:
        field.run_validators(field.to_python(text))
    except (ValidationError, OverflowError):
        return False
    return True


class CarefulChoice:
    """Mixed into a widget: Django's own looks every text up in the database as if it were a key, and breaks on a word (500)."""

    def optgroups(self: Any, name: str, value: list[str], attr: dict[str, Any] | None = None) -> Any:
        remote = self.field.remote_field
        key = remote.model._meta.get_field(getattr(remote, "field_name", None) or remote.model._meta.pk.name)
        return super().optgroups(name, [item for item in value if not item or is_key(key, str(item))], attr)


class CarefulSelect(CarefulChoice, AutocompleteSelect):
    """One row."""


class CarefulSelectMultiple(CarefulChoice, AutocompleteSelectMultiple):
    """Several rows."""


class ChoosesCarefully:
    """Mixed into an admin or an inline: its search boxes are careful."""

    def formfield_for_foreignkey(self: Any, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if "widget" not in kwargs and db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = CarefulSelect(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self: Any, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if "widget" not in kwargs and db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = CarefulSelectMultiple(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_manytomany(db_field, request, **kwargs)
