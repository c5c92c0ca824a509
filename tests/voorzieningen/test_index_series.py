"""An index series as a value: its yearly rises in order, the last known year, and how the catalogue finds it. No database."""

from __future__ import annotations

from decimal import Decimal

from tests.voorzieningen.values import CITATION
from voorzieningen.catalogue import Catalogue, IndexFigure, IndexSeries

FIGURES = (IndexFigure(2023, Decimal("0.0636"), False, "", CITATION), IndexFigure(2024, Decimal("0.06"), True, "voorlopig", CITATION))
SERIES = IndexSeries("ova", "OVA", "lonen", FIGURES, CITATION)
EMPTY = IndexSeries("leeg", "Leeg", "niets", ())


def catalogue_with(*series: IndexSeries) -> Catalogue:
    return Catalogue((), (), (), (), (), (), (), (), index_series=series)


def test_growth_gives_each_year_with_its_fraction_in_order() -> None:
    assert SERIES.growth == ((2023, Decimal("0.0636")), (2024, Decimal("0.06")))
    assert EMPTY.growth == ()


def test_series_is_found_by_its_slug() -> None:
    catalogue = catalogue_with(EMPTY, SERIES)
    assert catalogue.series("ova") is SERIES
    assert catalogue.series("OVA") is None
    assert catalogue_with().series("ova") is None
