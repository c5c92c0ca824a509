"""Accounts and groups in the admin, for superusers only: every change of who may do what is in the trail of access."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse

from accounts import audit
from accounts.guarded import SuperusersOnly
from accounts.models import What

TOLD = ("username", "first_name", "last_name", "email", "is_active", "is_staff", "is_superuser")

admin.site.unregister([User, Group])


def _words(row: Model | None) -> dict[str, Any]:
    """What of an account or group goes into the trail; a password never does."""
    if row is None or row.pk is None:
        return {}
    found = {str(row._meta.get_field(name).verbose_name): getattr(row, name) for name in TOLD if hasattr(row, name)}
    permissions = row.user_permissions if isinstance(row, User) else row.permissions
    found["rechten"] = sorted(permissions.values_list("codename", flat=True))
    if isinstance(row, User):
        found["groepen"] = sorted(row.groups.values_list("name", flat=True))
    return found


class Recorded(SuperusersOnly):
    """Writes the line after the links are saved as well."""

    added = changed = removed = What.GROUP_CHANGED

    def save_model(self, request: HttpRequest, obj: Any, form: forms.ModelForm, change: bool) -> None:
        form.words_before = _words(type(obj)._default_manager.filter(pk=obj.pk).first() if change else None)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: forms.ModelForm, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        before, after = form.words_before, _words(form.instance)
        if before != after:
            names = [name for name in after if before.get(name) != after[name]]
            self._record(
                request,
                self.changed if change else self.added,
                form.instance,
                before={name: before[name] for name in names if name in before},
                after={name: after[name] for name in names},
            )

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self._record(request, self.removed, obj, before=_words(obj), after={})
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for row in queryset:
            self.delete_model(request, row)

    @staticmethod
    def _record(request: HttpRequest, what: What, row: Any, **words: dict[str, Any]) -> None:
        is_person = isinstance(row, User)
        name, municipality = (audit.name_of(row), audit.municipality_of(row)) if is_person else (str(row), None)
        audit.record(what, by=request.user, about=row, name=name, municipality_id=municipality, **words)


@admin.register(User)
class AccountAdmin(Recorded, UserAdmin):
    """A password that is set here is in the trail too, without the password."""

    added, changed, removed = What.ACCOUNT_ADDED, What.ACCOUNT_CHANGED, What.ACCOUNT_REMOVED

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002 - Django's name
        with transaction.atomic():
            return super().user_change_password(request, id, form_url)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Django says by this, and only by this, that a password was set on its page for that."""
        if isinstance(message, str) and "password" in request.path:
            self._record(request, What.PASSWORD_CHANGED, obj, before={}, after={})
        return super().log_change(request, obj, message)


@admin.register(Group)
class GroupsAdmin(Recorded, GroupAdmin):
    """Groups give permissions to all their people."""
