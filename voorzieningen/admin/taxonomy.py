"""Admin pages of the catalogue's own lists."""

from __future__ import annotations

from django.contrib import admin

from voorzieningen.admin.base import SOURCE_FIELDSET, CatalogueAdmin
from voorzieningen.models import CoordinatorType, DeliveryModel, Employer, SupportForm, TargetGroup

CODE_WARNING = "De code komt in adressen die mensen bewaren en mailen: niet meer wijzigen na publicatie."


class TermAdmin(CatalogueAdmin):
    list_display = ("code", "label", "position", "source")
    list_display_links = ("code", "label")
    list_select_related = ("source",)
    search_fields = ("code", "label", "explanation")
    ordering = ("position", "code")
    autocomplete_fields = ("source",)
    fieldsets = (
        (None, {"fields": ("code", "label", "explanation", "position"), "description": CODE_WARNING}),
        SOURCE_FIELDSET,
    )


@admin.register(TargetGroup)
class TargetGroupAdmin(TermAdmin):
    list_display = ("code", "label", "group", "position", "source")
    list_filter = ("group",)
    search_fields = ("code", "label", "explanation", "synonyms")
    fieldsets = (
        (None, {"fields": ("code", "label", "group", "explanation", "synonyms", "position"), "description": CODE_WARNING}),
        SOURCE_FIELDSET,
    )


@admin.register(SupportForm, DeliveryModel, CoordinatorType, Employer)
class OtherTermAdmin(TermAdmin):
    pass
