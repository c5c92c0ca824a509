"""Admin pages of the instalments of a tariff: together they are the whole amount."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.contrib import admin

from voorzieningen.admin.base import SOURCE_FIELDSET, CatalogueInline
from voorzieningen.admin.wholes import PartAdmin, PartForm, Whole, WholeFormSet
from voorzieningen.models import TariffInstalment
from voorzieningen.money import number_nl


def instalments_problem(parts: Sequence[Decimal]) -> str:
    """Without any instalment the moments are unknown, and that is fine."""
    total = sum(parts, Decimal(0))
    return f"De termijnen zijn samen 1; nu zijn ze {number_nl(total.normalize())}." if parts and total != 1 else ""


INSTALMENTS = Whole("tariff", "percentage", instalments_problem)


class InstalmentFormSet(WholeFormSet):
    whole = INSTALMENTS


class InstalmentForm(PartForm):
    whole = INSTALMENTS


class InstalmentInline(CatalogueInline):
    model = TariffInstalment
    formset = InstalmentFormSet
    fields = ("months_after_start", "percentage", "source", "place", "quote")
    autocomplete_fields = ("source",)
    ordering = ("months_after_start",)
    verbose_name_plural = "factuurtermijnen van een contractjaar (geen: de momenten zijn onbekend)"


@admin.register(TariffInstalment)
class TariffInstalmentAdmin(PartAdmin):
    form = InstalmentForm
    list_display = ("tariff", "months_after_start", "percentage", "source")
    list_select_related = ("tariff", "source")
    search_fields = ("tariff__name", "tariff__offering__name")
    ordering = ("tariff__offering__name", "tariff__slug", "months_after_start")
    autocomplete_fields = ("tariff", "source")
    fieldsets = (
        (
            None,
            {
                "fields": ("tariff", "months_after_start", "percentage"),
                "description": "De termijnen van een tarief zijn samen het hele bedrag. Meer dan één termijn? Vul ze in op de pagina van het tarief.",
            },
        ),
        SOURCE_FIELDSET,
    )
