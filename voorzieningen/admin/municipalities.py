"""Admin page of municipalities."""

from __future__ import annotations

from django.contrib import admin

from voorzieningen.admin.base import SOURCE_FIELDSET, CatalogueAdmin
from voorzieningen.models import Municipality


@admin.register(Municipality)
class MunicipalityAdmin(CatalogueAdmin):
    list_display = ("name", "code", "province", "inhabitants", "counted_on", "valid_until")
    list_filter = ("province", ("valid_until", admin.EmptyFieldListFilter))
    search_fields = ("name", "code", "province")
    ordering = ("name", "code")
    autocomplete_fields = ("source",)
    fieldsets = (
        (None, {"fields": ("code", "name", "province")}),
        (
            "Inwoners",
            {
                "fields": ("inhabitants", "counted_on"),
                "description": "Volgens CBS StatLine. De peildatum staat bij elk bedrag dat van inwoners afhangt.",
            },
        ),
        (
            "Bestaan",
            {"fields": ("valid_until",), "description": "Na een herindeling: eerst de nieuwe gemeente toevoegen, dan hier het einde invullen."},
        ),
        SOURCE_FIELDSET,
    )
