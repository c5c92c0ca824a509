"""The pages with what changed: of one row with the rows that belong to it, and of the whole catalogue; and putting a past version back."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.forms.models import _get_foreign_key
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from voorzieningen.admin.history.changes import read_changes, records

PER_PAGE = 25
PUT_BACK = "terug"
LARGEST = 2**31 - 1


def _for_staff(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """As the pages of the admin itself: who is not signed in does so first, others are refused, and nothing of it is kept by a browser."""

    @never_cache
    @wraps(view)
    def wrapped(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        if not admin.site.has_permission(request):
            raise PermissionDenied
        return view(request)

    return wrapped


@_for_staff
@require_safe
def latest_changes(request: HttpRequest) -> HttpResponse:
    """Who changed what in the whole catalogue, newest first: of the tables that this person may see."""
    tables = {model: models.Q() for model, page in admin.site._registry.items() if hasattr(model, "history") and page.has_view_permission(request)}
    if not tables:
        raise PermissionDenied
    return _page(request, tables, "admin/latest_changes.html", {"title": "Laatste wijzigingen"})


def _page(request: HttpRequest, tables: dict[type[models.Model], models.Q], template: str, more: dict[str, Any]) -> HttpResponse:
    page = Paginator(records(tables), PER_PAGE).get_page(request.GET.get("p"))
    context = {**admin.site.each_context(request), "page": page, "changes": read_changes(page.object_list, tables), "put_back_name": PUT_BACK}
    return TemplateResponse(request, template, context | more)


class HistoryPages(admin.ModelAdmin):
    """Mixed into the admin of a table with history."""

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Also of a row that was deleted: then only its own records."""
        if not hasattr(self.model, "history"):
            return super().history_view(request, object_id, extra_context)
        row = self.get_object(request, unquote(object_id))
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        key = row.pk if row is not None else _number(unquote(object_id))
        tables = {self.model: models.Q(id=key)} | (self._rows_of(request, row) if row is not None else {})
        if key is None or (row is None and not self.model.history.filter(id=key).exists()):
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        more = {"title": "Geschiedenis", "subtitle": str(row) if row is not None else "verwijderd", "opts": self.opts, "original": row}
        return _page(request, tables, "admin/row_history.html", more)

    def _rows_of(self, request: HttpRequest, row: models.Model) -> dict[type[models.Model], models.Q]:
        """The rows that are edited on the page of this one, those that are gone included."""
        found = {}
        for inline in self.get_inline_instances(request, row):
            if hasattr(inline.model, "history"):
                parent = _get_foreign_key(inline.parent_model, inline.model, fk_name=inline.fk_name).attname
                found[inline.model] = models.Q(**{parent: row.pk})
        return found

    # --- putting back -------------------------------------------------------------------------------------------------------------------

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """With the values of a past version when the address of the page asks for them; nothing is saved by that."""
        row = super().get_object(request, object_id, from_field)
        record = self._asked_back(request)
        if row is not None and record is not None and record.id == row.pk:
            _fill(row, record)
        return row

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A row that was deleted can be added once more as it was."""
        record = self._asked_back(request)
        if record is None:
            return super().get_changeform_initial_data(request)
        values = {column.name: getattr(record, column.attname) for column in record.tracked_fields if not column.primary_key}
        return values | {field.name: _linked(record, field) for field in record._history_m2m_fields}

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        return super().render_change_form(request, context | {"put_back": self._asked_back(request)}, *args, **kwargs)

    def _asked_back(self, request: HttpRequest) -> Any:
        key = _number(request.GET.get(PUT_BACK, "")) if request.method == "GET" and request.path.endswith(("/change/", "/add/")) else None
        return self.model.history.filter(history_id=key).first() if key is not None and hasattr(self.model, "history") else None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 10 and int(text) <= LARGEST else None


def _fill(row: models.Model, record: Any) -> None:
    """What the record points at and is gone stays as it is now."""
    for column in record.tracked_fields:
        value = getattr(record, column.attname)
        if column.primary_key or (column.is_relation and value is not None and not column.related_model._base_manager.filter(pk=value).exists()):
            continue
        setattr(row, column.attname, value)
    links = {field.name: field.related_model._base_manager.filter(pk__in=_linked(record, field)) for field in record._history_m2m_fields}
    row._prefetched_objects_cache = getattr(row, "_prefetched_objects_cache", {}) | links


def _linked(record: Any, field: Any) -> list[int]:
    return list(getattr(record, field.name).values_list(f"{field.m2m_reverse_field_name()}_id", flat=True))
