"""All charts of one comparison, laid out once for the page and the report."""

from __future__ import annotations

from dataclasses import dataclass

from procurement.exports.charts import Chart, range_chart, year_chart
from procurement.exports.line_chart import LineChart, line_chart
from procurement.exports.tornado_chart import Tornado, tornado_chart
from procurement.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Figures:
    """The charts of a sheet. None: there is nothing to draw."""

    years: Chart
    totals: Chart
    lines: LineChart | None
    tornado: Tornado | None


def build_figures(sheet: Sheet) -> Figures:
    return Figures(
        years=year_chart(columns=sheet.chart_columns),
        totals=range_chart(columns=sheet.chart_columns),
        lines=line_chart(sheet),
        tornado=tornado_chart(sheet.sensitivity),
    )
