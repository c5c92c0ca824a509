"""Admin pages of statements, claims of results and contradictions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from voorzieningen.admin.base import SOURCE_FIELDSET, CatalogueAdmin, CatalogueInline, short
from voorzieningen.models import Contradiction, ContradictionReading, ResultClaim, Statement


class StatementForm(forms.ModelForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("offering") and cleaned.get("organisation"):
            self.add_error("organisation", "Een uitspraak gaat over een aanbod of over een organisatie, niet over allebei.")
        if cleaned.get("preferred"):
            self._check_preference(cleaned)
        return cleaned

    def _check_preference(self, cleaned: dict[str, Any]) -> None:
        """A preference has a reason, is not a third party's, and is the only one of its subject, field and topic."""
        if not cleaned.get("reason"):
            self.add_error("reason", "Geef de reden van de voorkeur.")
        if cleaned.get("status") == Statement.Status.THIRD_PARTY:
            self.add_error("preferred", "Wat een derde zegt, krijgt nooit de voorkeur.")
        same = {name: cleaned.get(name) for name in ("offering", "organisation", "field", "topic")}
        rival = Statement.objects.filter(**same, preferred=True).exclude(pk=self.instance.pk).order_by("code").first()
        if rival:
            self.add_error("preferred", f"Uitspraak {rival.code} ('{short(rival.value)}') heeft al de voorkeur. Haal daar eerst de voorkeur weg.")


@admin.register(Statement)
class StatementAdmin(CatalogueAdmin):
    form = StatementForm
    list_display = ("code", "subject", "field", "topic", "short_value", "status", "preferred", "source")
    list_display_links = ("code", "short_value")
    list_filter = ("field", "status", "preferred", "offering", "source")
    list_select_related = ("offering", "organisation", "source")
    search_fields = ("code", "topic", "value", "quote", "note", "offering__name", "organisation__name")
    ordering = ("code",)
    autocomplete_fields = ("offering", "organisation", "source")
    fieldsets = (
        (None, {"fields": ("code", "offering", "organisation")}),
        (
            "Wat er gezegd wordt",
            {"fields": ("field", "topic", "value", "status", "note"), "description": "In eigen woorden; de letterlijke woorden horen bij de bron."},
        ),
        (
            "Voorkeur",
            {
                "fields": ("preferred", "reason"),
                "description": "Spreken bronnen elkaar tegen? Bewaar alle uitspraken en geef er één de voorkeur, met de reden.",
            },
        ),
        SOURCE_FIELDSET,
    )

    @admin.display(description="over")
    def subject(self, statement: Statement) -> str:
        return str(statement.offering or statement.organisation or "hele overzicht")

    @admin.display(description="waarde", ordering="value")
    def short_value(self, statement: Statement) -> str:
        return short(statement.value)


@admin.register(ResultClaim)
class ResultClaimAdmin(CatalogueAdmin):
    list_display = ("code", "offering", "organisation", "claim", "percentage", "speaker", "source")
    list_display_links = ("code", "claim")
    list_filter = ("offering", "organisation")
    list_select_related = ("offering", "organisation", "source")
    search_fields = ("code", "claim", "measures", "speaker", "offering__name", "organisation__name")
    ordering = ("code",)
    autocomplete_fields = ("offering", "organisation", "source")
    fieldsets = (
        (
            None,
            {
                "fields": ("code", "offering", "organisation", "claim", "percentage", "speaker"),
                "description": "Een bewering van een belanghebbende: het portaal rekent er niet mee.",
            },
        ),
        ("Wat het waard is", {"fields": ("measures", "moment", "denominator"), "description": "Staat het er niet in? Laat 'niet vermeld' staan."}),
        SOURCE_FIELDSET,
    )


class ContradictionReadingInline(CatalogueInline):
    model = ContradictionReading
    fields = ("position", "value", "source", "place", "quote")
    autocomplete_fields = ("source",)
    ordering = ("position",)


@admin.register(Contradiction)
class ContradictionAdmin(CatalogueAdmin):
    list_display = ("code", "topic", "kind", "field", "about", "changes_money", "preferred")
    list_display_links = ("code", "topic")
    list_filter = ("kind", "field", "changes_money", "offerings")
    search_fields = ("code", "topic", "preferred", "reason", "question", "offerings__name")
    ordering = ("code",)
    autocomplete_fields = ("offerings", "target_groups", "source")
    inlines = (ContradictionReadingInline,)
    fieldsets = (
        (None, {"fields": ("code", "kind", "topic", "offerings", "field", "target_groups")}),
        (
            "De gebruikte lezing",
            {
                "fields": ("preferred", "reason", "representation", "changes_money"),
                "description": "Alle lezingen staan hieronder; niets wordt weggelaten.",
            },
        ),
        ("Voor de gebruiker", {"fields": ("message", "question"), "description": "De vraag komt in het adviesrapport bij wat u moet navragen."}),
        SOURCE_FIELDSET,
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("offerings")

    @admin.display(description="aanbod")
    def about(self, contradiction: Contradiction) -> str:
        return ", ".join(sorted(offering.code for offering in contradiction.offerings.all())) or "hele overzicht"


@admin.register(ContradictionReading)
class ContradictionReadingAdmin(CatalogueAdmin):
    list_display = ("contradiction", "position", "value", "source")
    list_filter = ("source",)
    list_select_related = ("contradiction", "source")
    search_fields = ("contradiction__code", "contradiction__topic", "value")
    ordering = ("contradiction__code", "position")
    autocomplete_fields = ("contradiction", "source")
    fieldsets = ((None, {"fields": ("contradiction", "position", "value")}), SOURCE_FIELDSET)
