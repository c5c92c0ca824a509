"""Every address of the URLconf with arguments of the world of two municipalities, and every parameter that a form, filter or admin page knows."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType

import django_filters
from django import forms
from django.contrib import admin
from django.db.models import Model
from django.urls import reverse

import accounts.forms
import procurement.filters
import procurement.forms
from procurement.forms.demand_table import CELLS
from procurement.forms.mix_fields import NUMBERS, TARIFF
from procurement.forms.own_offer import MOST_YEARS, YEAR_FIELDS
from tests.procurement.world import World
from tests.test_permissions import TABLE, arguments

# What views read beside their forms.
READ_BY_VIEWS = (
    "actie",
    "naar",
    "versie",
    "vraag",
    "toon",
    "q",
    "next",
    "gezien",
    "zonder",
    "lengte",
    "toon-alles",
    "kopie",
    "csrfmiddlewaretoken",
    "o",
    "p",
    "e",
    "all",
)
OF_ADMIN = (
    *(
        "q",
        "o",
        "p",
        "e",
        "all",
        "_popup",
        "_to_field",
        "_changelist_filters",
        "term",
        "app_label",
        "model_name",
        "field_name",
        "action",
        "_selected_action",
    ),
    *(
        "select_across",
        "index",
        "_save",
        "_continue",
        "_addanother",
        "_saveasnew",
        "post",
        "date__year",
        "date__gte",
        "x__regex",
        "pk__in",
        "id__exact",
        "id__isnull",
    ),
    *("form-TOTAL_FORMS", "form-INITIAL_FORMS", "form-MIN_NUM_FORMS", "form-MAX_NUM_FORMS", "form-0-id", "_facets", "__proto__", "is_active__exact"),
)
SLOW = ("advice", "coverage", "report", "freeze", "scenarios", "xlsx", "ods", "odt", "pdf", "check", "comparison")


@dataclass(frozen=True, slots=True)
class Place:
    """An address with the names of the parameters that it might read. `weight`: how often it is asked; `is_shared`: its reader was given it."""

    name: str
    path: str
    names: tuple[str, ...]
    weight: int = 4
    is_shared: bool = False


def form_classes(*packages: ModuleType) -> Iterator[type]:
    """Every class of a form or filter that is declared in these packages."""
    for package in packages:
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(found.name)
            for item in vars(module).values():
                if isinstance(item, type) and issubclass(item, (forms.BaseForm, django_filters.FilterSet)) and item.__module__ == module.__name__:
                    yield item


def parameter_names() -> tuple[str, ...]:
    """Of every form and filter, those that are made while running included."""
    names = {*READ_BY_VIEWS, *CELLS, *(f"{name}_{year}" for name in YEAR_FIELDS for year in (1, 2, MOST_YEARS, MOST_YEARS + 1))}
    names |= {f"{prefix}{slug}" for prefix in (NUMBERS, TARIFF, "reden-") for slug in ("buurtgezinnen", "sos", "x")}
    for found in form_classes(procurement.forms, procurement.filters, accounts.forms):
        names |= set(getattr(found, "base_fields", None) or getattr(found, "base_filters", {}))
    return tuple(sorted(names))


def places(world: World) -> list[Place]:
    """Of the portal, and of the admin for every model that is registered."""
    names = parameter_names()
    found = []
    for name, row in TABLE.items():
        weight = 1 if any(word in name for word in SLOW) else 4
        found.append(Place(name, reverse(name, kwargs=arguments(row, world)), names, weight, row[2].get("token") == "link"))
    found += [Place("admin:index", "/beheer/", OF_ADMIN), Place("admin:jsi18n", "/beheer/jsi18n/", OF_ADMIN, 1)]
    found += [
        Place("admin:autocomplete", "/beheer/autocomplete/", OF_ADMIN),
        Place("static", "/static/", ()),
        Place("none", "/bestaat-niet/", names, 1),
    ]
    for model, registered in admin.site._registry.items():
        found += _of_admin(model, registered)
    return found


def _of_admin(model: type[Model], registered: admin.ModelAdmin) -> Iterator[Place]:
    """The list of a model, the form of a new row, and of one row everything that the admin has."""
    space = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    fields = [field.name for field in model._meta.get_fields()]
    looked_up = [f"{name}__{lookup}" for name in fields for lookup in ("exact", "year", "gt", "regex", "isnull", "in", "id__exact", "iregex")]
    inlines = [f"{getattr(inline, 'model', model)._meta.model_name}_set-{rest}" for inline in registered.inlines for rest in ("TOTAL_FORMS", "0-id")]
    names = (*OF_ADMIN, *fields, *looked_up, *inlines)
    key = getattr(model._default_manager.order_by("pk").first(), "pk", 1)
    yield Place(f"{space}_changelist", reverse(f"{space}_changelist"), names, 3)
    yield Place(f"{space}_add", reverse(f"{space}_add"), names, 1)
    for what in ("change", "delete", "history"):
        yield Place(f"{space}_{what}", reverse(f"{space}_{what}", args=[key]), names, 1)
