"""Admin pages of organisations and offerings, with whom an offering serves and how it is delivered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from voorzieningen.admin.base import SOURCE_FIELDSET, CatalogueAdmin, CatalogueInline, LinkInline, OrderedForm
from voorzieningen.models import (
    AgeRange,
    Coverage,
    Offering,
    OfferingCoordinator,
    OfferingDelivery,
    OfferingEmployer,
    OfferingForm,
    Organisation,
    Tariff,
)

EMPTY_IS_UNKNOWN = "Staat het niet in een bron? Laat het dan leeg of kies 'niet vermeld': leeg betekent onbekend, nooit nee."


class OrganisationForm(forms.ModelForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        members = list(cleaned.get("members") or [])
        if members and cleaned.get("kind") != Organisation.Kind.UMBRELLA:
            self.add_error("members", "Alleen een koepel heeft leden.")
        if self.instance.pk and any(member.pk == self.instance.pk for member in members):
            self.add_error("members", "Een koepel is geen lid van zichzelf.")
        if cleaned.get("kind") == Organisation.Kind.UMBRELLA and self.instance.pk and self.instance.offerings.exists():
            self.add_error("kind", "Een koepel heeft geen eigen aanbod, en deze organisatie wel.")
        if cleaned.get("contact_is_public") and not cleaned.get("contact_person"):
            self.add_error("contact_is_public", "Er is geen contactpersoon ingevuld.")
        return cleaned


class OfferingLinkInline(LinkInline):
    model = Offering
    fields = ("slug", "code", "is_published", "checked_on")


@admin.register(Organisation)
class OrganisationAdmin(CatalogueAdmin):
    form = OrganisationForm
    list_display = ("name", "code", "kind", "email", "website", "source")
    list_filter = ("kind",)
    list_select_related = ("source",)
    search_fields = ("name", "code", "legal_name", "aliases", "email")
    ordering = ("name", "code")
    autocomplete_fields = ("source", "members")
    inlines = (OfferingLinkInline,)
    fieldsets = (
        (None, {"fields": ("code", "kind", "name", "legal_name", "aliases", "members")}),
        (
            "Contact",
            {
                "fields": ("email", "email_note", "website", "contact_person", "contact_is_public"),
                "description": "Alleen functionele adressen. Een contactpersoon is pas te zien als die daarvoor toestemming gaf.",
            },
        ),
        SOURCE_FIELDSET,
    )


class OptionInline(CatalogueInline):
    fields = ("term", "certainty", "note", "source", "place", "quote")
    autocomplete_fields = ("term", "source")
    select_related = ("source", "term")


class FormInline(OptionInline):
    model = OfferingForm


class DeliveryInline(OptionInline):
    model = OfferingDelivery


class CoordinatorInline(OptionInline):
    model = OfferingCoordinator


class EmployerInline(OptionInline):
    model = OfferingEmployer


class CoverageInline(CatalogueInline):
    model = Coverage
    fields = ("target_group", "status", "note", "source", "place", "quote")
    autocomplete_fields = ("target_group", "source")
    select_related = ("source", "target_group")


class AgeRangeForm(OrderedForm):
    ordered = ()


class AgeRangeInline(CatalogueInline):
    model = AgeRange
    form = AgeRangeForm
    fields = ("variant", "from_months", "until_months", "certainty", "note", "source", "place", "quote")
    autocomplete_fields = ("source",)


class TariffLinkInline(LinkInline):
    model = Tariff
    fields = ("name", "slug", "kind", "is_default", "price_level_year", "wording")
    ordering = ("-is_default", "slug")


class OfferingAdminForm(OrderedForm):
    ordered = (
        ("duration_months_min", "duration_months_max"),
        ("preparation_months_min", "preparation_months_max"),
        ("guidance_per_year_min", "guidance_per_year_max"),
    )

    def clean(self) -> dict[str, Any]:
        """An offering belongs to one organisation or combines offerings that are no combinations themselves."""
        cleaned = super().clean()
        parts, organisation = list(cleaned.get("parts") or []), cleaned.get("organisation")
        if self.instance.pk and any(part.pk == self.instance.pk for part in parts):
            self.add_error("parts", "Een aanbod combineert niet zichzelf.")
        if len(parts) == 1:
            self.add_error("parts", "Een combinatie heeft ten minste twee delen.")
        nested = [part.name for part in parts if part.parts.exists()]
        if nested:
            self.add_error("parts", f"Dit is zelf een combinatie: {', '.join(nested)}. Kies de delen daarvan.")
        if parts and self.instance.pk and self.instance.combinations.exists():
            self.add_error("parts", "Dit aanbod is zelf deel van een combinatie en kan er dus geen zijn.")
        if not parts and not organisation and "organisation" not in self.errors and "parts" not in self.errors:
            self.add_error("organisation", "Kies een organisatie; alleen een combinatie heeft er geen.")
        if organisation and organisation.kind == Organisation.Kind.UMBRELLA:
            self.add_error("organisation", "Een koepel heeft geen eigen aanbod.")
        return cleaned


@admin.register(Offering)
class OfferingAdmin(CatalogueAdmin):
    form = OfferingAdminForm
    list_display = ("name", "code", "organisation", "is_published", "volunteer_training", "vog", "number_of_tariffs", "checked_on")
    list_filter = ("is_published", "volunteer_training", "vog", "organisation")
    list_select_related = ("organisation",)
    search_fields = ("name", "code", "slug", "organisation__name", "characteristics")
    ordering = ("name", "slug")
    autocomplete_fields = ("source", "organisation", "parts")
    inlines = (CoverageInline, AgeRangeInline, FormInline, DeliveryInline, CoordinatorInline, EmployerInline, TariffLinkInline)
    fieldsets = (
        (None, {"fields": ("name", "slug", "code", "organisation", "programme", "parts", "is_published", "characteristics")}),
        ("Vrijwilligers", {"fields": ("volunteer_training", "vog"), "description": EMPTY_IS_UNKNOWN}),
        (
            "Duur en begeleiding",
            {
                "fields": (
                    ("duration_months_min", "duration_months_max"),
                    ("preparation_months_min", "preparation_months_max"),
                    ("guidance_per_year_min", "guidance_per_year_max"),
                    "contracting_party",
                ),
                "description": EMPTY_IS_UNKNOWN,
            },
        ),
        SOURCE_FIELDSET,
        ("Controle", {"fields": ("checked_on", "checked_by")}),
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Offering]:
        return super().get_queryset(request).annotate(tariff_count=models.Count("tariffs", distinct=True))

    @admin.display(description="tarieven", ordering="tariff_count")
    def number_of_tariffs(self, offering: Offering) -> int:
        return offering.tariff_count


class OptionAdmin(CatalogueAdmin):
    list_display = ("offering", "term", "certainty", "note", "source")
    list_filter = ("certainty", "term")
    list_select_related = ("offering", "term", "source")
    search_fields = ("offering__name", "offering__code", "term__label", "note")
    ordering = ("offering__name", "term__position", "pk")
    autocomplete_fields = ("offering", "term", "source")
    fieldsets = ((None, {"fields": ("offering", "term", "certainty", "note"), "description": EMPTY_IS_UNKNOWN}), SOURCE_FIELDSET)


@admin.register(OfferingForm, OfferingDelivery, OfferingCoordinator, OfferingEmployer)
class OfferingOptionAdmin(OptionAdmin):
    pass


@admin.register(Coverage)
class CoverageAdmin(CatalogueAdmin):
    list_display = ("offering", "target_group", "status", "note", "source")
    list_filter = ("status", "target_group", "offering")
    list_select_related = ("offering", "target_group", "source")
    search_fields = ("offering__name", "offering__code", "target_group__label", "target_group__code", "note")
    ordering = ("offering__name", "target_group__position", "pk")
    autocomplete_fields = ("offering", "target_group", "source")
    fieldsets = (
        (
            None,
            {
                "fields": ("offering", "target_group", "status", "note"),
                "description": "Geen rij betekent: niet genoemd. Dat is iets anders dan niet geschikt.",
            },
        ),
        SOURCE_FIELDSET,
    )


@admin.register(AgeRange)
class AgeRangeAdmin(CatalogueAdmin):
    form = AgeRangeForm
    list_display = ("offering", "variant", "from_months", "until_months", "certainty", "source")
    list_filter = ("certainty", "offering")
    list_select_related = ("offering", "source")
    search_fields = ("offering__name", "offering__code", "variant", "note")
    ordering = ("offering__name", "variant")
    autocomplete_fields = ("offering", "source")
    fieldsets = (
        (None, {"fields": ("offering", "variant", "certainty", "note")}),
        (
            "Leeftijd in maanden",
            {"fields": (("from_months", "until_months"),), "description": "Jaren maal 12. 'Tot 5 jaar' en '0-5' eindigen bij 60, 't/m 4' ook."},
        ),
        SOURCE_FIELDSET,
    )
