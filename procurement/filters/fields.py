"""The other fields of the filter: free text, boxes to tick and choices, with the place of what is left with each choice."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from procurement.filters.address import short
from procurement.fit import search_words

TEXTBOX = {"class": "utrecht-textbox utrecht-textbox--html-input", "autocomplete": "off"}
SELECT = {"class": "utrecht-select utrecht-select--html-select"}
TOO_LONG = {"max_length": "Gebruik hoogstens %(limit_value)d tekens; dit zijn er %(show_value)d."}
ANY = "maakt niet uit"


class ShortMessage:
    """Mixed into a field with choices: a message says no more of what was typed than can be read."""

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except ValidationError as error:
            for found in error.error_list:
                if found.params and "value" in found.params:
                    found.params = {**found.params, "value": short(str(found.params["value"]))}
            raise


class SearchField(forms.CharField):
    def validate(self, value: str) -> None:
        super().validate(value)
        if "\ufffd" in value:
            # What bytes that are no UTF-8 become: searching on the rest would answer another question.
            raise ValidationError("In de zoektekst staat een teken dat niet te lezen is. Typ de tekst opnieuw.")
        if value and not search_words(value):
            raise ValidationError("Zoek op minstens één letter of cijfer.")


class SearchFilter(django_filters.Filter):
    field_class = SearchField


def counted_id(control_id: str) -> str:
    """The id of the element that tells what is left with the choice in this control."""
    return f"{control_id}_aantal"


class CountedField(BoundField):
    """A field with a line of its own for what is left with each choice; the line describes the control."""

    @property
    def count_id(self) -> str:
        return counted_id(self.auto_id)

    @property
    def aria_describedby(self) -> str:
        return f"{super().aria_describedby} {self.count_id}".strip()


class TermsField(ShortMessage, django_filters.fields.MultipleChoiceField):
    """Boxes to tick."""


class OneOfField(ShortMessage, django_filters.fields.ChoiceField):
    """One choice out of a few."""


class TermsFilter(django_filters.MultipleChoiceFilter):
    field_class = TermsField


class OneOfFilter(django_filters.ChoiceFilter):
    field_class = OneOfField


def terms_filter(label: str, **extra: Any) -> django_filters.MultipleChoiceFilter:
    """Boxes to tick from one of the catalogue's own lists; the list itself comes with the snapshot."""
    return TermsFilter(
        label=label,
        choices=(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": f"“%(value)s” is geen bekende keuze bij {label.lower()}. Kies uit de lijst."},
        **extra,
    )


def choice_filter(label: str, choices: tuple[tuple[str, str], ...], **extra: Any) -> django_filters.ChoiceFilter:
    """One choice out of a few."""
    message = f"“%(value)s” kan hier niet. Kies {' of '.join(code for code, _ in choices)}."
    return OneOfFilter(
        label=label,
        choices=choices,
        empty_label=ANY,
        error_messages={"invalid_choice": message},
        widget=forms.Select(attrs=SELECT),
        bound_field_class=CountedField,
        **extra,
    )
