"""Admin pages for superusers only, on which nobody overwrites what somebody else just saved."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.http import HttpRequest

from accounts.models import AuditEvent
from config.editing.admin import GuardedAdmin

SAFE_LOOKUPS = {"exact", "isnull"}


class SuperusersOnly(GuardedAdmin):
    """Giving somebody access to the dossiers of a municipality is not the work of who keeps the catalogue."""

    def last_change(self, row: models.Model) -> tuple[str, datetime] | None:
        """As the trail of access tells."""
        kind, key = str(row._meta.verbose_name)[:40], str(row.pk)
        line = AuditEvent.objects.filter(about_kind=kind, about_key=key).exclude(who="").newest_first().first()
        return (line.who, line.at) if line else None

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Only the look-ups that the filters and the dates above a list make: a regular expression in the address would break in the database."""
        named = lookup in self.get_list_filter(request) or lookup.rpartition("__")[2] in SAFE_LOOKUPS
        dated = bool(self.date_hierarchy) and lookup in {f"{self.date_hierarchy}__{part}" for part in ("year", "month", "day")}
        return (named or dated) and super().lookup_allowed(lookup, value, request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_superuser)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_superuser)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_superuser)
