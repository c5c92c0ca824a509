"""What all admin pages of the catalogue share: safe lists, messages instead of errors, and form fields that do not query per row."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import BaseInlineFormSet, _get_foreign_key
from django.http import HttpRequest

from config.editing.admin import GuardedAdmin, GuardedInline
from config.editing.choosing import CarefulSelect
from voorzieningen.admin.exchange import Exchange
from voorzieningen.admin.history import last_change
from voorzieningen.admin.history.pages import HistoryPages
from voorzieningen.admin.numbers import NUMBERS

SOURCE_FIELDSET = (
    "Bron",
    {"fields": ("source", "place", "quote"), "description": "Elk feit heeft een bron. De woorden alleen als de woorden zelf het feit zijn."},
)
SAFE_LOOKUPS = {"exact", "isnull"}


class LinesField(forms.CharField):
    """A list of short texts, one per line."""

    widget = forms.Textarea

    def __init__(self, *, encoder: Any = None, decoder: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Eén per regel.")
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        return [line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip()]

    def run_validators(self, value: list[str]) -> None:
        super().run_validators("\n".join(value))


class CatalogueAdmin(Exchange, HistoryPages, GuardedAdmin):
    """A model admin that answers every address and every form with a page or a message."""

    list_per_page = 50
    save_on_top = True
    show_facets = admin.ShowFacets.NEVER
    formfield_overrides = {
        **NUMBERS,
        models.URLField: {"assume_scheme": "https"},
        models.JSONField: {"form_class": LinesField, "help_text": "Voor het zoeken. Eén woord of naam per regel."},
    }

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Only the look-ups that the filters make: a regular expression or an impossible year in the address would break in the database."""
        named = lookup in {entry[0] if isinstance(entry, tuple) else entry for entry in self.get_list_filter(request)}
        return (named or lookup.rpartition("__")[2] in SAFE_LOOKUPS) and super().lookup_allowed(lookup, value, request)

    def last_change(self, row: models.Model) -> tuple[str, datetime] | None:
        """As the history of the row tells."""
        return last_change(row)


class CachingAutocomplete(CarefulSelect):
    """An autocomplete that looks a chosen row up once per page, however many inline rows have chosen it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known: dict[tuple[str, ...], Any] = {}  # shared by the copies of one page; a new page makes a new widget

    def optgroups(self, name: str, value: list[str], attr: dict[str, Any] | None = None) -> Any:
        key = tuple(str(item) for item in value)
        if key not in self.known:
            self.known[key] = super().optgroups(name, value, attr)
        return self.known[key]


class CatalogueInline(GuardedInline):
    """Rows of a parent on its own page, one query for all of them. `select_related` names what a row shows beside its parent."""

    extra = 0
    show_change_link = True  # to the page of the row, with its history
    formfield_overrides = NUMBERS
    select_related: ClassVar[tuple[str, ...]] = ("source",)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        parent = _get_foreign_key(self.parent_model, self.model, fk_name=self.fk_name).name
        return super().get_queryset(request).select_related(parent, *self.select_related).order_by(*self.get_ordering(request) or ["pk"])

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = CachingAutocomplete(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class LinkInline(CatalogueInline):
    """Rows that have a page of their own: shown here with a link, edited there."""

    show_change_link = True
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Iterable[str]:
        return self.fields or ()


class OrderedForm(forms.ModelForm):
    """A form in which pairs of fields go from low to high. `ordered` names the pairs."""

    ordered: ClassVar[tuple[tuple[str, str], ...]] = (("low", "high"),)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for low, high in self.ordered:
            if cleaned.get(low) is not None and cleaned.get(high) is not None and cleaned[low] > cleaned[high]:
                self.add_error(high, f"Dit is lager dan '{self._meta.model._meta.get_field(low).verbose_name}'.")
        return cleaned


class ConstraintsByFormset(forms.ModelForm):
    """A row in a formset that leaves some constraints (`left_to_formset`, by name) to the formset and checks all others.

    One row at a time cannot check those: the row that had the preference is still in the database when the next one gets it.
    Constraints on columns that the form only shows are checked as well: Django would leave those to the database, which answers with a 500.
    """

    left_to_formset: ClassVar[frozenset[str]] = frozenset()

    def _post_clean(self) -> None:
        super()._post_clean()
        exclude = set(self.errors)
        for constraint in self.instance._meta.constraints:
            # A plain unique constraint is reported by validate_unique already.
            if constraint.name in self.left_to_formset or (isinstance(constraint, models.UniqueConstraint) and constraint.condition is None):
                continue
            try:
                constraint.validate(type(self.instance), self.instance, exclude=exclude)
            except ValidationError as error:
                if error.messages[0] not in self.non_field_errors():
                    self.add_error(None, error)


def kept_forms(formset: BaseInlineFormSet) -> list[Any]:
    """The forms whose row will exist after saving."""
    return [form for form in formset.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]


def short(text: str, length: int = 80) -> str:
    """A text for a list: at most `length` characters."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
