"""Index series: how much prices or wages rose in past years, per year with its source. What is expected of later years is never stored."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.db import models
from django.db.models import Q

from voorzieningen.models.history import History
from voorzieningen.models.sources import Sourced

FIRST_YEAR, LAST_YEAR = 1990, 2100
LOWEST, HIGHEST = Decimal("-0.20"), Decimal("0.50")


def missing_years(years: Iterable[int]) -> tuple[int, ...]:
    """The years that lack between the first and the last: an amount cannot be brought past them."""
    known = set(years)
    return tuple(year for year in range(min(known), max(known)) if year not in known) if known else ()


class IndexSeriesQuerySet(models.QuerySet["IndexSeries"]):
    def get_by_natural_key(self, slug: str) -> IndexSeries:
        return self.get(slug=slug)


class IndexSeries(Sourced):
    """A published row of yearly rises, with which an amount of an earlier price level can be brought to a later year."""

    slug = models.SlugField("sleutel", unique=True, help_text="Komt in adressen (reeks=cpi). Niet meer wijzigen na publicatie.")
    name = models.CharField("naam", max_length=100, help_text="Zoals het in de keuzelijst staat, bijvoorbeeld 'CPI (prijzen voor consumenten)'.")
    description = models.TextField("omschrijving", help_text="In gewone taal: wat het cijfer meet en wie het vaststelt.")

    objects = IndexSeriesQuerySet.as_manager()
    history = History()

    class Meta:
        verbose_name = "indexreeks"
        verbose_name_plural = "indexreeksen"

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class IndexFigureQuerySet(models.QuerySet["IndexFigure"]):
    def get_by_natural_key(self, series: str, year: int) -> IndexFigure:
        return self.get(series__slug=series, year=year)


class IndexFigure(Sourced):
    """The rise from the year before to `year`, as a fraction: 0.0636 is 6.36 percent."""

    class Status(models.TextChoices):
        FINAL = "DEFINITIEF", "definitief"
        PROVISIONAL = "VOORLOPIG", "voorlopig"

    series = models.ForeignKey(IndexSeries, on_delete=models.CASCADE, related_name="figures", verbose_name="indexreeks")
    year = models.PositiveSmallIntegerField(
        "jaar",
        help_text="Het cijfer zegt hoeveel het in dit jaar hoger was dan in het jaar ervoor. Geen jaren die nog moeten komen.",
    )
    percentage = models.DecimalField(
        "stijging (fractie)",
        max_digits=7,
        decimal_places=6,
        help_text="0,0636 is 6,36 procent. Een daling is negatief.",
    )
    status = models.CharField("status", max_length=20, choices=Status, default=Status.FINAL)
    note = models.CharField("toelichting", max_length=300, blank=True, help_text="Bijvoorbeeld hoe een afgeleid cijfer is berekend.")

    objects = IndexFigureQuerySet.as_manager()
    history = History()

    class Meta:
        verbose_name = "indexcijfer"
        verbose_name_plural = "indexcijfers"
        constraints = [
            models.UniqueConstraint(fields=["series", "year"], name="an_index_series_has_one_figure_per_year"),
            models.CheckConstraint(
                condition=Q(percentage__gte=LOWEST, percentage__lte=HIGHEST),
                name="an_index_figure_is_between_minus_20_and_50_percent",
                violation_error_message="Een indexcijfer ligt tussen -0,20 (20 procent lager) en 0,50 (50 procent hoger).",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
                name="an_index_figure_is_of_a_year_from_1990_to_2100",
                violation_error_message="Vul een jaar in van 1990 tot en met 2100.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series}: {self.year}"

    def natural_key(self) -> tuple[str, int]:
        return (*self.series.natural_key(), self.year)
