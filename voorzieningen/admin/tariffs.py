"""Admin pages of tariffs with their readings, capacity, instalments and series of amounts."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest

from voorzieningen.admin.base import SOURCE_FIELDSET, CatalogueAdmin, CatalogueInline, ConstraintsByFormset, OrderedForm, kept_forms
from voorzieningen.admin.instalments import InstalmentInline
from voorzieningen.admin.readings import ChangeInline
from voorzieningen.admin.series import broken_series
from voorzieningen.models import Tariff, TariffCapacity, TariffComponent, TariffReading


class TariffForm(OrderedForm):
    ordered = (("shortest_match_years", "duration_match_years"), ("duration_match_years", "longest_match_years"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        start, end = cleaned.get("contract_from"), cleaned.get("contract_until")
        if start and end and start >= end:
            self.add_error("contract_until", "Het contract moet na het begin eindigen.")
        if cleaned.get("is_default") and cleaned.get("offering"):
            other = Tariff.objects.filter(offering=cleaned["offering"], is_default=True).exclude(pk=self.instance.pk).first()
            if other:
                self.add_error("is_default", f"'{other.name}' is al het standaardtarief van dit aanbod. Zet dat daar eerst uit.")
        stated = cleaned.get("duration_basis") != Tariff.DurationBasis.NOT_STATED
        if stated and cleaned.get("duration_match_years") is None and not self.errors.get("duration_match_years"):
            self.add_error("duration_match_years", "Vul de duur in, of kies 'niet vermeld' waar die op berust.")
        if not stated and cleaned.get("duration_match_years") is not None:
            self.add_error("duration_basis", "Er is een duur ingevuld. Kies waar die op berust.")
        return cleaned


def _not_one(contradiction: str, number: int) -> str:
    about = f" bij {contradiction}" if contradiction else ""
    return f"Precies één lezing heeft{about} de voorkeur; nu zijn het er {number}."


class ReadingForm(ConstraintsByFormset):
    left_to_formset = frozenset({"a_contradiction_has_one_preferred_reading"})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("preferred") and not cleaned.get("reason"):
            self.add_error("reason", "Geef de reden van de voorkeur.")
        return cleaned


class ReadingFormSet(BaseInlineFormSet):
    """All readings of a tariff together: of those of one contradiction exactly one is preferred."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        preferred: Counter[str] = Counter()
        for form in kept_forms(self):
            preferred[form.cleaned_data["contradiction"]] += form.cleaned_data["preferred"]
        wrong = [(code, number) for code, number in sorted(preferred.items()) if number != 1]
        if wrong:
            raise ValidationError([_not_one(code, number) for code, number in wrong])

    def save(self, commit: bool = True) -> Any:
        if commit:
            # First nobody, then the chosen one: the database never sees two.
            self.queryset.filter(preferred=True).update(preferred=False)
        return super().save(commit)

    def save_existing_objects(self, commit: bool = True) -> list[Any]:
        """The rows as the form has them, the unchanged preferred one included: `save` has just taken its preference away."""
        saved = super().save_existing_objects(commit)
        if commit:
            for form in kept_forms(self):
                if form.instance.pk and form.cleaned_data["preferred"]:
                    TariffReading.objects.filter(pk=form.instance.pk).update(preferred=True)
        return saved


class ReadingInline(CatalogueInline):
    model = TariffReading
    form = ReadingForm
    formset = ReadingFormSet
    fields = ("code", "label", "text", "preferred", "reason", "contradiction", "priced_contract_years", "source", "place", "quote")
    autocomplete_fields = ("source",)
    ordering = ("contradiction", "-preferred", "code")
    show_change_link = True
    verbose_name_plural = "lezingen van dit tarief (wat een lezing in onderdelen verandert: op de pagina van de lezing)"


class CapacityForm(OrderedForm):
    pass


class CapacityInline(CatalogueInline):
    model = TariffCapacity
    form = CapacityForm
    fields = ("contract_year", "low", "high", "source", "place", "quote")
    autocomplete_fields = ("source",)
    ordering = ("contract_year",)


class SeriesForm(ConstraintsByFormset, OrderedForm):
    left_to_formset = frozenset({"a_series_has_one_amount_per_start_year", "a_series_of_a_reading_has_one_amount_per_start_year"})
    ordered = (("low", "high"), ("from_contract_year", "to_contract_year"))


class SeriesFormSet(BaseInlineFormSet):
    """The components of a tariff together, so that the years of a series can be moved without a gap in between."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        problems = broken_series([form.instance for form in self.forms if form.instance.pk])
        if problems:
            raise ValidationError(problems)

    def save(self, commit: bool = True) -> Any:
        if commit:
            # Rows that trade start years would meet on the way; outside a series they do not.
            changed = [form.instance.pk for form in self.initial_forms if form.has_changed()]
            TariffComponent.objects.filter(pk__in=changed).update(series="")
        return super().save(commit)


class ComponentInline(CatalogueInline):
    """The rows of a tariff at a glance. New rows and all other fields: on the page of the component."""

    model = TariffComponent
    form = SeriesForm
    formset = SeriesFormSet
    fields = ("code", "type", "label", "role", "reading", "low", "high", "series", "from_contract_year", "to_contract_year")
    readonly_fields = ("code", "type", "label", "role", "reading")
    ordering = ("position", "code")
    select_related = ("reading", "reading__tariff")
    show_change_link = True
    can_delete = False
    verbose_name_plural = "tariefonderdelen (toevoegen en verwijderen op de pagina van het onderdeel)"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Tariff)
class TariffAdmin(CatalogueAdmin):
    form = TariffForm
    list_display = ("name", "offering", "kind", "is_default", "price_level_year", "priced_contract_years", "municipality", "source")
    list_filter = ("kind", "is_default", "indexable", "offering")
    list_select_related = ("offering", "municipality", "source")
    search_fields = ("name", "slug", "offering__name", "offering__code", "wording", "municipality__name")
    ordering = ("offering__name", "-is_default", "slug")
    autocomplete_fields = ("offering", "municipality", "source", "shared_components")
    inlines = (ComponentInline, ReadingInline, CapacityInline, InstalmentInline)
    fieldsets = (
        (None, {"fields": ("offering", "slug", "kind", "name", "wording", "is_default", "contradiction")}),
        (
            "Prijspeil en indexering",
            {
                "fields": ("price_level_year", "indexable"),
                "description": "Staat het jaar niet in de bron? Laat het leeg: het portaal waarschuwt dan.",
            },
        ),
        (
            "Duur",
            {
                "fields": (
                    ("duration_match_years", "duration_basis"),
                    "duration_note",
                    ("shortest_match_years", "longest_match_years"),
                    "duration_range_note",
                    "priced_contract_years",
                ),
                "description": "Een koppelingsjaar begint bij de start van een koppeling, een contractjaar bij de start van het contract.",
            },
        ),
        (
            "Combinatie",
            {"fields": ("shared_components",), "description": "Een combinatie telt de onderdelen van andere tarieven mee zonder ze te kopiëren."},
        ),
        ("Offerte aan één gemeente", {"fields": ("municipality", ("contract_from", "contract_until"), "invoicing", "conditions")}),
        SOURCE_FIELDSET,
    )


class SingleReadingForm(ReadingForm):
    """One reading on its own page: the other readings that it excludes are already saved."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("tariff") or "preferred" not in cleaned:
            return cleaned
        rivals = TariffReading.objects.filter(tariff=cleaned["tariff"], contradiction=cleaned.get("contradiction", ""), preferred=True)
        other = rivals.exclude(pk=self.instance.pk).first()
        if cleaned["preferred"] and other:
            self.add_error("preferred", f"Lezing {other.code} heeft al de voorkeur. Wissel de voorkeur op de pagina van het tarief.")
        elif not cleaned["preferred"] and not other:
            self.add_error("preferred", "Precies één lezing heeft de voorkeur. Wissel de voorkeur op de pagina van het tarief.")
        return cleaned


@admin.register(TariffReading)
class TariffReadingAdmin(CatalogueAdmin):
    form = SingleReadingForm
    list_display = ("code", "label", "tariff", "text", "preferred", "contradiction", "source")
    list_filter = ("preferred", "contradiction")
    list_select_related = ("tariff", "source")
    search_fields = ("code", "label", "text", "tariff__name", "tariff__offering__name", "contradiction")
    ordering = ("tariff__offering__name", "tariff__slug", "contradiction", "code")
    autocomplete_fields = ("tariff", "source")
    inlines = (ChangeInline,)
    fieldsets = (
        (None, {"fields": ("tariff", "code", "label", "text", "contradiction", "priced_contract_years")}),
        (
            "Voorkeur",
            {
                "fields": ("preferred", "reason"),
                "description": "Van de lezingen bij één tegenspraak heeft er precies één de voorkeur. Wisselen kan op de pagina van het tarief.",
            },
        ),
        SOURCE_FIELDSET,
    )


@admin.register(TariffCapacity)
class TariffCapacityAdmin(CatalogueAdmin):
    form = CapacityForm
    list_display = ("tariff", "contract_year", "low", "high", "source")
    list_select_related = ("tariff", "source")
    search_fields = ("tariff__name", "tariff__offering__name")
    ordering = ("tariff__offering__name", "tariff__slug", "contract_year")
    autocomplete_fields = ("tariff", "source")
    fieldsets = (
        (
            None,
            {
                "fields": ("tariff", "contract_year", ("low", "high")),
                "description": "Vraagt iemand meer koppelingen, dan waarschuwt het portaal; de prijs schaalt niet mee.",
            },
        ),
        SOURCE_FIELDSET,
    )
