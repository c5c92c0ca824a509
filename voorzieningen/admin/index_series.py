"""Admin pages of index series with their yearly figures. Only years that have begun: what is expected later is for the user to fill in."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import admin
from django.forms import ModelForm
from django.utils import timezone

from voorzieningen.admin.base import SOURCE_FIELDSET, CatalogueAdmin, CatalogueInline
from voorzieningen.admin.wholes import PartAdmin, PartForm, Whole, WholeFormSet
from voorzieningen.models import IndexFigure, IndexSeries
from voorzieningen.models.index_series import missing_years


def figures_problem(years: Sequence[int]) -> str:
    this_year = timezone.localdate().year
    later, missing = sorted(year for year in years if year > this_year), missing_years(years)
    if later:
        return f"Het jaar {later[0]} moet nog komen: hier staan alleen cijfers van jaren die al begonnen zijn."
    if missing:
        return f"Het cijfer van {missing[0]} ontbreekt: zonder dat jaar kan er niet verder worden gerekend."
    return ""


FIGURES = Whole("series", "year", figures_problem)


class FigureFormSet(WholeFormSet):
    whole = FIGURES


class FigureForm(PartForm):
    whole = FIGURES


class FigureInline(CatalogueInline):
    model = IndexFigure
    formset = FigureFormSet
    fields = ("year", "percentage", "status", "note", "source", "place", "quote")
    autocomplete_fields = ("source",)
    ordering = ("year",)
    verbose_name_plural = "indexcijfers van deze reeks, per jaar"


@admin.register(IndexSeries)
class IndexSeriesAdmin(CatalogueAdmin):
    list_display = ("name", "slug", "source")
    list_select_related = ("source",)
    search_fields = ("name", "slug", "description")
    ordering = ("slug",)
    autocomplete_fields = ("source",)
    inlines = (FigureInline,)
    fieldsets = ((None, {"fields": ("slug", "name", "description")}), SOURCE_FIELDSET)


@admin.register(IndexFigure)
class IndexFigureAdmin(PartAdmin):
    form = FigureForm
    import_form = ModelForm  # a file may hold several years: that none is missing is looked at when all are written
    list_display = ("series", "year", "percentage", "status", "source")
    list_display_links = ("series", "year")
    list_filter = ("series", "status")
    list_select_related = ("series", "source")
    search_fields = ("series__name", "series__slug", "note")
    ordering = ("series__slug", "year")
    autocomplete_fields = ("series", "source")
    fieldsets = ((None, {"fields": ("series", "year", "percentage", "status", "note")}), SOURCE_FIELDSET)
