"""Admin pages on which nobody overwrites what somebody else just saved: forms, rows of forms, deleting one and deleting many."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.forms.models import BaseInlineFormSet, _get_foreign_key
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse

from config.editing.choosing import ChoosesCarefully
from config.editing.guard import FIELD, SOMEBODY, Conflict, Difference, GuardedForm, GuardedFormSet, guard_of, without_gone_rows
from config.editing.turns import take_turn
from config.editing.versions import name_of, stamp_with_all_below, write_stamps
from config.editing.words import typed_in

MOST_ROWS = 300  # of one inline, also for who makes up a number of rows
CLASHED = "Wat u typte, botst met wat er al staat. Kijk het na en vul het opnieuw in."
GONE = "Wat u wilde wijzigen, bestaat niet meer: iemand heeft het intussen verwijderd."
CHANGED = "Er is intussen iets gewijzigd aan wat u wilt verwijderen. Kijk hieronder of u het nog steeds wilt verwijderen."


class GuardedAdmin(ChoosesCarefully, admin.ModelAdmin):
    """Of several people who save or delete the same row, one wins; the others get their form back with what stands there now."""

    def last_change(self, row: models.Model) -> tuple[str, datetime] | None:
        """Who saved the row last, and when; None when nothing tells."""
        return None

    # --- forms --------------------------------------------------------------------------------------------------------------------------

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (GuardedForm, form), self._guarding(request, self.last_change) | {"stands_alone": True})

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        found = super().get_formset_kwargs(request, obj, inline, prefix)
        if request.method == "POST" and obj is not None and obj.pk:
            self._leave_out_gone_rows(request, obj, inline, prefix, found)
        return found

    def _leave_out_gone_rows(self, request: HttpRequest, obj: Any, inline: Any, prefix: str, found: dict[str, Any]) -> None:
        parent = _get_foreign_key(inline.parent_model, inline.model, fk_name=inline.fk_name).name
        known = {str(pk) for pk in inline.model._base_manager.filter(**{parent: obj}).values_list("pk", flat=True)}
        guard = guard_of(request)
        for typed in without_gone_rows(found["data"], prefix, inline.model._meta.pk.name, known):
            row = inline.model(pk=int(typed[inline.model._meta.pk.name][0]))
            if name_of(row) not in guard.sent:
                continue
            who, at = self._last_change_of(inline.model)(row) or (SOMEBODY, None)
            words = tuple(Difference(_label(row, name), " ".join(values), "verwijderd") for name, values in typed.items() if any(values))
            guard.gone.setdefault(prefix, []).append(Conflict(str(inline.model._meta.verbose_name), who, at, is_gone=True, differences=words))

    def get_inline_instances(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """Each inline makes guarded formsets."""
        inlines = super().get_inline_instances(request, obj)
        for inline in inlines:
            inline.last_change = self._last_change_of(inline.model)
        return inlines

    def _last_change_of(self, model: type[models.Model]) -> Any:
        own = self.admin_site._registry.get(model)
        return getattr(own, "last_change", lambda row: None)

    @staticmethod
    def _guarding(request: HttpRequest, last_change: Any) -> dict[str, Any]:
        return {"guard": guard_of(request), "last_change": staticmethod(last_change)}

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        guard = guard_of(request)
        opened_before = request.method == "POST" and not guard.conflicts
        context |= {FIELD: request.POST.get(FIELD, "") if opened_before else write_stamps(guard.now), "conflicts": guard.conflicts}
        return super().render_change_form(request, context, *args, **kwargs)

    # --- saving -------------------------------------------------------------------------------------------------------------------------

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The database may still refuse what the form had accepted: then what was typed comes back, to copy."""
        try:
            response = super().changeform_view(request, *args, **kwargs)
        except IntegrityError:
            return self._typed_page(request, CLASHED)
        if guard_of(request).conflicts and isinstance(response, TemplateResponse):
            response.status_code = 409
        return response

    def _changeform_view(self, request: HttpRequest, object_id: str | None, form_url: str, extra_context: Any) -> HttpResponse:
        self._take_turn(request, object_id)
        return super()._changeform_view(request, object_id, form_url, extra_context)

    def _take_turn(self, request: HttpRequest, object_id: str | None) -> None:
        """Of the admin as a whole, and of the row itself: also a page outside the admin may change it."""
        if request.method != "POST":
            return
        take_turn()
        if object_id is not None:
            try:
                list(self.model._base_manager.select_for_update().filter(pk=unquote(object_id)).values_list("pk", flat=True))
            except (ValueError, ValidationError, OverflowError):
                return  # no row has such a key, as the page itself will say

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """A row in which nothing changed is not saved: it keeps its version, and its history tells of no change."""
        if not change or form.has_changed():
            super().save_model(request, obj, form, change)

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        if request.method == "POST":
            return self._typed_page(request, GONE)
        return super()._get_obj_does_not_exist_redirect(request, opts, object_id)

    def _typed_page(self, request: HttpRequest, why: str) -> HttpResponse:
        """What was typed, to copy: the form itself cannot come back."""
        names = [name for name in request.POST if not name.startswith(("_", "csrf", "post")) and name != FIELD and not name.endswith("_FORMS")]
        typed = [(_label(self.model(), name), text) for name, text in typed_in(request.POST, names) if "password" not in name]
        context = {**self.admin_site.each_context(request), "title": "Niet opgeslagen", "why": why, "typed": typed, "opts": self.opts}
        return TemplateResponse(request, "admin/typed.html", context, status=409)

    # --- deleting -----------------------------------------------------------------------------------------------------------------------

    def _delete_view(self, request: HttpRequest, object_id: str, extra_context: Any) -> HttpResponse:
        self._take_turn(request, object_id)
        row = self.get_object(request, unquote(object_id))
        if row is None or not self.has_delete_permission(request, row):
            return super()._delete_view(request, object_id, extra_context)
        now = stamp_with_all_below([row])
        is_late = request.method == "POST" and request.POST.get(FIELD) != now
        if is_late:
            _ask_again(request)
        context = {**(extra_context or {}), FIELD: now, "meanwhile": self._words(row) if is_late else ""}
        response = super()._delete_view(request, object_id, context)
        if is_late:
            response.status_code = 409
        return response

    def _words(self, row: models.Model) -> list[Any]:
        who, at = self.last_change(row) or (SOMEBODY, None)
        return [CHANGED, f"De laatste wijziging van deze rij is van {who}.", at]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if request.method != "POST":
            return super().changelist_view(request, extra_context)
        with transaction.atomic():
            self._take_turn(request, None)
            return super().changelist_view(request, extra_context)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        if "delete_selected" in actions:
            _, name, description = actions["delete_selected"]
            actions["delete_selected"] = (_delete_selected, name, description)
        return actions


def _delete_selected(modeladmin: GuardedAdmin, request: HttpRequest, queryset: models.QuerySet[Any]) -> HttpResponse | None:
    """As Django's own; who confirms a list that is no longer what he saw, gets it once more."""
    now = stamp_with_all_below(queryset)
    is_late = bool(request.POST.get("post")) and request.POST.get(FIELD) != now
    if is_late:
        request.POST = request.POST.copy()
        del request.POST["post"]
    response: Any = delete_selected(modeladmin, request, queryset)
    if isinstance(response, TemplateResponse):
        assert response.context_data is not None
        response.context_data |= {FIELD: now, "meanwhile": [CHANGED, "", None] if is_late else ""}
        response.status_code = 409 if is_late else 200
    return response


def _ask_again(request: HttpRequest) -> None:
    """From here on as if the page was only asked for."""
    request.method = "GET"
    request.POST = QueryDict()


def _label(row: models.Model, name: str) -> str:
    try:
        return str(row._meta.get_field(name).verbose_name)
    except Exception:
        return name


class GuardedInline(admin.TabularInline):
    """Rows on the page of what they belong to. `is_whole`: they are only right together, so that a change of any of them counts."""

    max_num = MOST_ROWS
    last_change: Any = staticmethod(lambda row: None)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        guarding = GuardedAdmin._guarding(request, self.last_change)
        kwargs.setdefault("form", type(self.form.__name__, (GuardedForm, self.form), guarding))
        kwargs.setdefault("absolute_max", MOST_ROWS)
        formset = super().get_formset(request, obj, **kwargs)
        guarding["is_whole"] = self.formset is not BaseInlineFormSet
        return type(formset.__name__, (GuardedFormSet, formset), guarding)
