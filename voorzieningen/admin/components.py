"""Admin pages of tariff components with their scale and hours; the fields are grouped by the type that uses them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet

from voorzieningen.admin.base import SOURCE_FIELDSET, CatalogueAdmin, CatalogueInline, OrderedForm
from voorzieningen.admin.series import broken_series
from voorzieningen.models import ComponentBracket, ComponentHours, TariffComponent

AMOUNT = ("low", "high")
# What a type cannot do without.
NEEDS: dict[str, tuple[str, ...]] = {
    "FIXED": AMOUNT,
    "PER_MATCH": (*AMOUNT, "from_match_year"),
    "PER_MODULE": (*AMOUNT, "module", "match_year", "default_completion"),
    "COORDINATOR_HOURS": ("period",),
    "ALL_IN_PER_MATCH_YEAR": (*AMOUNT, "includes_fixed"),
    "INHABITANT_TIER": (),
    "HOURLY_RATE": AMOUNT,
    "SURCHARGE": ("percentage", "base_components"),
    "CONTRIBUTION": (*AMOUNT, "relieved_payer"),
    "UNKNOWN": (),
}
# What no other type may have: it would be saved and silently not counted.
ONLY_FOR: dict[str, tuple[str, ...]] = {
    "PER_MODULE": ("module", "match_year", "default_completion"),
    "COORDINATOR_HOURS": ("hours", "hours_from_input", "period", "per_matches", "match_basis", "scaling", "min_hours"),
    "ALL_IN_PER_MATCH_YEAR": ("includes_fixed",),
    "SURCHARGE": ("percentage", "base_components"),
    "CONTRIBUTION": ("relieved_payer",),
}
WITHOUT_AMOUNT = {kind for kind, fields in NEEDS.items() if "low" not in fields}


def _filled(value: Any) -> bool:
    if value is None or value is False or value == "":
        return False
    return bool(value) if not isinstance(value, (int, Decimal)) else True


class ComponentForm(OrderedForm):
    ordered = (("low", "high"), ("from_contract_year", "to_contract_year"), ("from_match_year", "to_match_year"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        kind = cleaned.get("type")
        if kind:
            self._check_type(kind, cleaned)
        if kind == "COORDINATOR_HOURS":
            self._check_hours(cleaned)
        if kind == "CONTRIBUTION":
            self._check_contribution(cleaned)
        self._check_relations(cleaned)
        self._check_series(cleaned)
        return cleaned

    def _label(self, kind: str) -> str:
        return str(TariffComponent.Type(kind).label)

    def _check_type(self, kind: str, cleaned: dict[str, Any]) -> None:
        for name in NEEDS[kind]:
            if name not in self.errors and not _filled(cleaned.get(name)):
                self.add_error(name, f"Verplicht bij '{self._label(kind)}'.")
        if kind in WITHOUT_AMOUNT:
            for name in AMOUNT:
                if _filled(cleaned.get(name)):
                    self.add_error(name, f"Bij '{self._label(kind)}' hoort geen bedrag.")
        for owner, names in ONLY_FOR.items():
            for name in names:
                if owner != kind and name not in self.errors and _filled(cleaned.get(name)):
                    self.add_error(name, f"Alleen bij '{self._label(owner)}'. Maak dit leeg.")

    def _check_hours(self, cleaned: dict[str, Any]) -> None:
        if "hours" not in self.errors and not _filled(cleaned.get("hours")) and not cleaned.get("hours_from_input"):
            self.add_error("hours", "Vul het aantal uren in, of kies dat de gebruiker ze invult.")
        if cleaned.get("per_matches") is not None:
            for name in ("match_basis", "scaling"):
                if not cleaned.get(name):
                    self.add_error(name, "Verplicht bij uren per aantal koppelingen.")
            if cleaned["per_matches"] == 0:
                self.add_error("per_matches", "Ten minste 1.")

    def _check_contribution(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("low") != cleaned.get("high") and "low" not in self.errors and "high" not in self.errors:
            self.add_error("high", "Een bijdrage is een exact bedrag: vul twee keer hetzelfde in.")
        if cleaned.get("relieved_payer") and cleaned["relieved_payer"] == cleaned.get("payer"):
            self.add_error("relieved_payer", "Een bijdrage ontlast een andere betaler dan wie bijdraagt.")

    def _check_relations(self, cleaned: dict[str, Any]) -> None:
        reading, tariff, included_in = cleaned.get("reading"), cleaned.get("tariff"), cleaned.get("included_in")
        if reading and tariff and reading.tariff_id != tariff.pk:
            self.add_error("reading", "Deze lezing hoort bij een ander tarief.")
        if included_in and included_in.pk == self.instance.pk:
            self.add_error("included_in", "Een onderdeel zit niet in zichzelf.")
        if self.instance.pk and any(base.pk == self.instance.pk for base in cleaned.get("base_components") or []):
            self.add_error("base_components", "Een opslag gaat niet over zichzelf.")

    def _check_series(self, cleaned: dict[str, Any]) -> None:
        if self.errors or not cleaned.get("series") or not cleaned.get("tariff"):
            return
        names = ("code", "series", "reading", "from_contract_year", "to_contract_year")
        candidate = TariffComponent(**{name: cleaned.get(name) for name in names})
        others = TariffComponent.objects.filter(tariff=cleaned["tariff"], series=cleaned["series"]).exclude(pk=self.instance.pk)
        problems = broken_series([*others, candidate])
        for problem in problems:
            self.add_error("series", problem)
        if problems and self.instance.pk:
            self.add_error("series", "Meerdere onderdelen van een reeks tegelijk wijzigen kan op de pagina van het tarief.")


class ImportedComponentForm(ComponentForm):
    """A row of a file. The rest of a series may stand in the same file: that is looked at when all rows are written (loading/checks.py)."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for kind, name in (("INHABITANT_TIER", "brackets"), ("HOURLY_RATE", "match_year_hours")):
            has_rows = self.instance.pk is not None and getattr(self.instance, name).exists()
            if "type" in cleaned and has_rows != (cleaned["type"] == kind):
                message = f"Bij '{self._label(kind)}' horen rijen die niet in dit bestand staan. Wijzig dit op de pagina van het onderdeel."
                self.add_error("type", message)
        return cleaned

    def _check_series(self, cleaned: dict[str, Any]) -> None:
        return


class NeededFormSet(BaseInlineFormSet):
    """Rows that one type of component cannot do without and no other type has."""

    only_for = ""
    name = ""

    def clean(self) -> None:
        super().clean()
        if any(self.errors) or not self.instance.type:
            return
        kept = [form for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        label = TariffComponent.Type(self.only_for).label
        if self.instance.type == self.only_for and not kept:
            raise ValidationError(f"'{label}' heeft ten minste één rij nodig bij {self.name}.")
        if self.instance.type != self.only_for and kept:
            raise ValidationError(f"Alleen '{label}' heeft rijen bij {self.name}. Verwijder ze, of kies die soort.")


class BracketFormSet(NeededFormSet):
    only_for = "INHABITANT_TIER"
    name = "treden van staffels"


class HoursFormSet(NeededFormSet):
    only_for = "HOURLY_RATE"
    name = "uren per koppelingsjaar"


class BracketForm(OrderedForm):
    pass


class BracketInline(CatalogueInline):
    model = ComponentBracket
    form = BracketForm
    formset = BracketFormSet
    fields = ("from_inhabitants", "low", "high", "source", "place", "quote")
    autocomplete_fields = ("source",)
    ordering = ("from_inhabitants",)


class HoursInline(CatalogueInline):
    model = ComponentHours
    formset = HoursFormSet
    fields = ("match_year", "hours", "source", "place", "quote")
    autocomplete_fields = ("source",)
    ordering = ("match_year",)


@admin.register(TariffComponent)
class TariffComponentAdmin(CatalogueAdmin):
    form = ComponentForm
    import_form = ImportedComponentForm
    list_display = ("code", "label", "tariff", "offering", "type", "role", "low", "high", "payer", "source")
    list_display_links = ("code", "label")
    list_filter = ("type", "role", "amount_kind", "basis", "payer", "vat", "tariff__offering")
    list_select_related = ("tariff__offering", "source")
    search_fields = ("code", "label", "unit_label", "tariff__name", "tariff__offering__name")
    ordering = ("tariff__offering__name", "tariff__slug", "position", "code")
    autocomplete_fields = ("tariff", "reading", "base_components", "included_in", "source")
    inlines = (BracketInline, HoursInline)
    fieldsets = (
        (None, {"fields": ("tariff", "reading", "code", "position", "type", "role", "label", "unit_label")}),
        (
            "Bedrag",
            {
                "fields": (("low", "high"), "amount_kind", "basis", "basis_note", "included_in"),
                "description": "Exact bedrag: vul twee keer hetzelfde in. Onbekend: laat beide leeg, nooit 0. "
                "Geen bedrag bij: uren van de coördinator, staffel op inwoners, opslag in procenten en onbekend bedrag.",
            },
        ),
        (
            "Contractjaren",
            {
                "fields": (("from_contract_year", "to_contract_year"), "series"),
                "description": "Eenmalige opstartkosten: vanaf 1 t/m 1. Leeg t/m: elk jaar.",
            },
        ),
        ("Per koppeling", {"fields": (("from_match_year", "to_match_year"), "warn_below_matches")}),
        ("Alleen bij een module", {"fields": ("module", "match_year", "default_completion"), "classes": ("collapse",)}),
        (
            "Alleen bij uren van de coördinator",
            {
                "fields": ("hours", "hours_from_input", "period", "per_matches", "match_basis", "scaling", "min_hours"),
                "classes": ("collapse",),
                "description": "Het uurtarief vult de gebruiker in.",
            },
        ),
        ("Alleen bij een integraal bedrag", {"fields": ("includes_fixed",), "classes": ("collapse",)}),
        ("Alleen bij een opslag", {"fields": ("percentage", "base_components"), "classes": ("collapse",)}),
        ("Alleen bij een bijdrage van een derde", {"fields": ("relieved_payer",), "classes": ("collapse",)}),
        (
            "Wie betaalt, en btw",
            {"fields": (("payer", "payer_basis"), "financier", "vat"), "description": "Staat niet in de bron wie betaalt? Laat 'onbekend' staan."},
        ),
        SOURCE_FIELDSET,
    )

    @admin.display(description="aanbod", ordering="tariff__offering__name")
    def offering(self, component: TariffComponent) -> str:
        return component.tariff.offering.name


@admin.register(ComponentBracket)
class ComponentBracketAdmin(CatalogueAdmin):
    form = BracketForm
    list_display = ("component", "from_inhabitants", "low", "high", "source")
    list_select_related = ("component", "source")
    search_fields = ("component__code", "component__label")
    ordering = ("component__code", "from_inhabitants")
    autocomplete_fields = ("component", "source")
    fieldsets = ((None, {"fields": ("component", "from_inhabitants", ("low", "high"))}), SOURCE_FIELDSET)


@admin.register(ComponentHours)
class ComponentHoursAdmin(CatalogueAdmin):
    list_display = ("component", "match_year", "hours", "source")
    list_select_related = ("component", "source")
    search_fields = ("component__code", "component__label")
    ordering = ("component__code", "match_year")
    autocomplete_fields = ("component", "source")
    fieldsets = ((None, {"fields": ("component", "match_year", "hours")}), SOURCE_FIELDSET)
