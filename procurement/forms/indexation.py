"""Indexation in words: what the chosen series knows, which years it does not, and how high prices may rise before a sum means nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from math import prod

from procurement import costs
from procurement.pricing import Priced
from procurement.question import ASSUMPTION, FACT, OWN, Input
from voorzieningen.catalogue import IndexFigure, IndexSeries
from voorzieningen.money import percent_nl

# A price that becomes a thousand times as high, or as low, is a slip of the pen: no contract of at most ten years means it.
MOST_GROWTH = 1000


def price_level(tariff: costs.Tariff, scenario: costs.Scenario) -> int:
    """The calendar year that the amounts of a tariff are of, stated or chosen."""
    return tariff.price_level_year or tariff.assumed_price_level_year or scenario.default_price_level or scenario.start_year


def indexed_years(columns: Iterable[Priced], scenario: costs.Scenario) -> range:
    """The calendar years in which some price rises within the contract: from the year after the earliest price level up to and including the last."""
    levels = [price_level(column.calculated, scenario) for column in columns if column.calculated.indexable]
    return range(min([*levels, scenario.start_year]) + 1, scenario.calendar_year(scenario.years) + 1)


def refuse_absurd(columns: Iterable[Priced], scenario: costs.Scenario) -> str:
    """Why these years of indexation give a sum that nobody can mean, in Dutch; empty when they do not."""
    years = indexed_years(columns, scenario)
    factor = prod((1 + scenario.growth_in(year) for year in years), start=Decimal(1))
    if MOST_GROWTH >= factor >= 1 / Decimal(MOST_GROWTH):
        return ""
    how = "hoog" if factor > 1 else "laag"
    return (
        f"Een bedrag van {years.start - 1} wordt zo in {years.stop - 1} meer dan {MOST_GROWTH:,} keer zo {how}. "
        "Kies een percentage dichter bij 0 of een later prijspeil."
    ).replace(",", ".", 1)


def indexation_inputs(series: IndexSeries | None, columns: Sequence[Priced], scenario: costs.Scenario, *, own: bool) -> list[Input]:
    """What is known of past years and what is expected of the others, apart. `own`: whether the user gave the expected percentage."""
    kind = OWN if own else ASSUMPTION
    years = indexed_years(columns, scenario)
    if series is None:
        past = Input("reeks", "Prijsstijging tot nu toe", "geen reeks gekozen", ASSUMPTION, "Elk jaar telt de verwachte indexatie.")
        return [past, Input("index", "Verwachte indexatie per jaar", percent_nl(scenario.indexation), kind)]
    used = [figure for figure in series.figures if figure.year in years]
    unknown = [year for year in years if year not in {figure.year for figure in used}]
    return [
        Input("reeks", "Prijsstijging tot nu toe", series.name, OWN, series.description),
        _figures(series, used, years),
        Input("index", "Verwachte indexatie per jaar", percent_nl(scenario.indexation), kind, _forecast(unknown)),
    ]


def _figures(series: IndexSeries, used: Sequence[IndexFigure], years: range) -> Input:
    label = f"Cijfers van {series.name}"
    if not used:
        why = f"Geen jaar van {spans(years)} staat in de reeks" if years else "Er is geen jaar om te indexeren"
        return Input("reeks", label, "geen", FACT, f"{why}: de reeks verandert niets. Vul een eerder prijspeil in om haar te gebruiken.")
    provisional = [figure.year for figure in used if figure.is_provisional]
    titles = dict.fromkeys(f"{figure.citation.source.code}, {figure.citation.source.title}" for figure in used)
    note = f"Bron: {'; '.join(titles)}.{f' Voorlopig cijfer: {spans(provisional)}.' if provisional else ''}"
    return Input("reeks", label, "; ".join(f"{figure.year}: {percent_nl(figure.growth)}" for figure in used), FACT, note)


def _forecast(unknown: Sequence[int]) -> str:
    if not unknown:
        return "Alle jaren tot en met het laatste contractjaar staan in de reeks; dit percentage telt alleen voor de uitloop."
    return f"Geldt voor {spans(unknown)}: {'dit jaar staat' if len(unknown) == 1 else 'deze jaren staan'} niet in de reeks. Ook voor de uitloop."


def spans(years: Iterable[int]) -> str:
    """Calendar years in words, rows of them put together: "2019 en 2025 tot en met 2030"."""
    found: list[list[int]] = []
    for year in sorted(years):
        if found and found[-1][-1] == year - 1:
            found[-1].append(year)
        else:
            found.append([year])
    words = [word for span in found for word in (map(str, span) if len(span) < 3 else (f"{span[0]} tot en met {span[-1]}",))]
    return " en ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""
