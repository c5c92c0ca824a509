"""The index series of the snapshot with their figures, in two queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from voorzieningen import catalogue as c
from voorzieningen import models as m
from voorzieningen.tables import Tables

_CITED = ("source_id", "place", "quote")


def read_index_series(tables: Tables, cite: Callable[[Any], c.Citation]) -> tuple[c.IndexSeries, ...]:
    """All series by slug, each with its figures by year. `cite` makes the citation of a row."""
    figures: dict[int, list[c.IndexFigure]] = defaultdict(list)
    rows = tables.rows(m.IndexFigure, "series_id", "year", "percentage", "status", "note", *_CITED)
    for row in sorted(rows, key=lambda row: row.year):
        is_provisional = row.status == m.IndexFigure.Status.PROVISIONAL
        figures[row.series_id].append(c.IndexFigure(row.year, row.percentage, is_provisional, row.note, cite(row)))
    return tuple(
        c.IndexSeries(row.slug, row.name, row.description, tuple(figures[row.id]), cite(row))
        for row in sorted(tables.rows(m.IndexSeries, "slug", "name", "description", *_CITED), key=lambda row: row.slug)
    )
