"""One grammar for numbers: every form reads them with the fields of procurement/forms/fields.py, and in the admin no notation can be misread."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import RequestFactory
from django_filters import FilterSet

from voorzieningen.admin.numbers import WholeNumber

FOREIGN = (forms.DecimalField, forms.FloatField, forms.IntegerField)
# Hidden and written by the portal itself: the version that somebody opened. No notation to choose.
NO_NOTATION = {"version", "versie"}
PACKAGES = ("procurement.forms", "procurement.filters", "accounts.forms")


def modules(package: str) -> Iterator[Any]:
    found = importlib.import_module(package)
    yield found
    for info in pkgutil.walk_packages(getattr(found, "__path__", []), f"{package}."):
        yield importlib.import_module(info.name)


def fields() -> Iterator[tuple[str, str, forms.Field]]:
    """Every field of every form and filter of ours."""
    for package in PACKAGES:
        for module in modules(package):
            for kind in vars(module).values():
                if not isinstance(kind, type) or not kind.__module__.startswith(("procurement", "accounts")):
                    continue
                if issubclass(kind, forms.BaseForm):
                    yield from ((kind.__name__, name, field) for name, field in getattr(kind, "base_fields", {}).items())
                elif issubclass(kind, FilterSet):
                    # Of copies: a filter keeps the field that it was asked for, and that of the class would then have no terms in any test after.
                    yield from ((kind.__name__, name, item.field) for name, item in deepcopy(kind.base_filters).items())


def is_foreign(name: str, field: forms.Field) -> bool:
    return isinstance(field, FOREIGN) and not (name in NO_NOTATION and field.widget.is_hidden)


def test_no_form_reads_a_number_in_a_way_of_its_own() -> None:
    found = list(fields())

    assert len(found) > 100
    assert [(form, name) for form, name, field in found if is_foreign(name, field)] == []


def test_no_form_makes_such_a_field_when_it_is_opened() -> None:
    """Fields that are added while a form is made stand in no class: the source is read for those."""
    made = re.compile(r"forms\.(?:Decimal|Float|Integer)Field\(|NumberFilter\(|RangeFilter\(|localize=")
    folders = [Path(settings.BASE_DIR, name) for name in ("procurement", "accounts")]
    places = [path for folder in folders for path in folder.rglob("*.py") if "migrations" not in path.parts]
    lines = [f"{path.name}: {line.strip()}" for path in places for line in path.read_text(encoding="utf-8").splitlines() if made.search(line)]

    assert [line for line in lines if "HiddenInput" not in line] == []


def test_a_field_outside_the_grammar_is_found() -> None:
    assert is_foreign("bedrag", forms.DecimalField())
    assert is_foreign("version", forms.IntegerField())  # to be typed, so not hidden
    assert not is_foreign("version", forms.IntegerField(widget=forms.HiddenInput))


# --- the admin: numbers in the notation of a browser's number box ---


def numbers_of_the_admin() -> Iterator[tuple[str, str, Any]]:
    request = RequestFactory().get("/beheer/")
    request.user = User(is_staff=True, is_superuser=True, is_active=True)
    for model, site in admin.site._registry.items():
        kinds = [(model.__name__, site.get_form(request))]
        kinds += [(inline.model.__name__, inline.get_formset(request).form) for inline in site.get_inline_instances(request)]
        for name, form in kinds:
            yield from ((name, field_name, field) for field_name, field in form.base_fields.items() if isinstance(field, FOREIGN))


@pytest.mark.django_db
def test_in_the_admin_a_thousand_cannot_be_taken_for_one() -> None:
    """1.000 is a thousand to a Dutch reader. An amount has two decimals, so it is refused; what has more decimals cannot be a thousand at all."""
    decimals = [(model, name, field) for model, name, field in numbers_of_the_admin() if isinstance(field, forms.DecimalField)]

    assert len(decimals) > 10
    for model, name, field in decimals:
        assert not field.localize, (model, name)
        assert field.max_digits <= 12, (model, name)
        assert field.decimal_places <= 2 or field.max_digits - field.decimal_places <= 3, (model, name)
        for text in ("1.000", "1.234,56", "1e9999", "NaN", "Infinity", "9" * 40):
            try:
                value = field.clean(text)
            except forms.ValidationError:
                continue
            assert text == "1.000", (model, name, text)
            assert field.decimal_places > 2, (model, name)
            assert value == 1


@pytest.mark.django_db
def test_in_the_admin_whole_numbers_are_bounded_and_a_thousand_is_a_thousand() -> None:
    wholes = [(model, name, field) for model, name, field in numbers_of_the_admin() if not isinstance(field, forms.DecimalField)]

    assert len(wholes) > 10
    for model, name, field in wholes:
        if field.widget.is_hidden:
            continue
        assert isinstance(field, WholeNumber), (model, name)


@pytest.mark.parametrize(("text", "number"), [("25.000", 25_000), ("1.234.567", 1_234_567), ("7", 7), ("-3", -3), ("", None), (" 12 ", 12)])
def test_a_whole_number_of_the_admin_is_read_as_elsewhere(text: str, number: int | None) -> None:
    assert WholeNumber(required=False).clean(text) == number


@pytest.mark.parametrize("text", ["1.0", "25.00", "1,5", "1e3", "٣", "9" * 10, "1.2345", "NaN"])
def test_what_is_no_whole_number_gets_a_message(text: str) -> None:
    with pytest.raises(forms.ValidationError):
        WholeNumber(required=False).clean(text)
