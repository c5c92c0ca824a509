"""Admin pages of sources and of the register of loaded rows."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from voorzieningen.admin.base import CatalogueAdmin
from voorzieningen.models import LoadedRow, Source


@admin.register(Source)
class SourceAdmin(CatalogueAdmin):
    list_display = ("code", "title", "kind", "speaker", "publisher", "dated", "checked_on")
    list_display_links = ("code", "title")
    list_filter = ("kind", "speaker")
    search_fields = ("code", "slug", "title", "publisher", "description")
    ordering = ("code",)
    fieldsets = (
        (None, {"fields": ("code", "slug", "title", "url", "description")}),
        (
            "Wie en wanneer",
            {"fields": ("kind", "speaker", "publisher", "dated"), "description": "Bij elk feit staat wie het zegt en van wanneer het is."},
        ),
        ("Controle", {"fields": ("checked_on", "checked_by")}),
    )


@admin.register(LoadedRow)
class LoadedRowAdmin(CatalogueAdmin):
    """What was loaded from files; only for looking, because changing it would make the next load overwrite an edit."""

    list_display = ("model", "key", "digest")
    list_filter = ("model",)
    search_fields = ("model", "key")
    ordering = ("model", "key")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
