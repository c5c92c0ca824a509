"""Admin pages of what a reading of a tariff changes in the rows that hold in every reading."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from voorzieningen.admin.base import SOURCE_FIELDSET, CatalogueAdmin, CatalogueInline, OrderedForm
from voorzieningen.models import ReadingChange, TariffComponent, TariffReading


class ChangeForm(OrderedForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        reading, component = cleaned.get("reading"), cleaned.get("component")
        if reading and component:
            self._check_component(reading, component, cleaned)
        return cleaned

    def _check_component(self, reading: TariffReading, component: TariffComponent, cleaned: dict[str, Any]) -> None:
        """What would be saved and never counted."""
        own = component.tariff_id == reading.tariff_id
        if not own and not component.borrowed_by.filter(pk=reading.tariff_id).exists():
            self.add_error("component", "Dit onderdeel hoort bij een ander tarief dan de lezing.")
        if component.reading_id == reading.pk and own:
            self.add_error("component", "Dit onderdeel telt alleen in deze lezing: wijzig het onderdeel zelf.")
        if cleaned.get("low") is not None and component.low is None:
            self.add_error("low", "Dit onderdeel heeft geen bedrag dat kan veranderen.")


class ChangeInline(CatalogueInline):
    """The changes of one reading on its page."""

    model = ReadingChange
    form = ChangeForm
    fields = ("component", "low", "high", "payer", "from_contract_year", "source", "place", "quote")
    autocomplete_fields = ("component", "source")
    ordering = ("component__code",)
    select_related = ("component", "source")


@admin.register(ReadingChange)
class ReadingChangeAdmin(CatalogueAdmin):
    form = ChangeForm
    list_display = ("reading", "component", "low", "high", "payer", "from_contract_year", "source")
    list_filter = ("payer",)
    list_select_related = ("reading__tariff", "component", "source")
    search_fields = ("reading__code", "reading__tariff__name", "component__code", "component__label")
    ordering = ("reading__tariff__offering__name", "reading__code", "component__code")
    autocomplete_fields = ("reading", "component", "source")
    fieldsets = (
        (
            None,
            {
                "fields": ("reading", "component", ("low", "high"), "payer", "from_contract_year"),
                "description": "Vul alleen in wat in deze lezing anders is. Leeg: zoals het onderdeel zelf het heeft.",
            },
        ),
        SOURCE_FIELDSET,
    )
