"""The published catalogue as frozen values: facts with their source. Everything downstream works on these, never on rows.

No Django, no queries, no clock. `snapshot` builds them from the database; amounts are Decimals in euro, ages are months.
Codes are the stable identifiers of the catalogue ("OPVANG_ELDERS"); `slug` is their form in addresses ("opvang-elders").
"""

from voorzieningen.catalogue.facts import (
    AgeRange,
    Citation,
    Contradiction,
    ContradictionReading,
    Coverage,
    Option,
    ResultClaim,
    Source,
    Statement,
    Term,
    code_slug,
    is_stale,
)
from voorzieningen.catalogue.index_series import IndexFigure, IndexSeries
from voorzieningen.catalogue.offerings import Catalogue, Municipality, Offering
from voorzieningen.catalogue.tariffs import Bracket, Capacity, Instalment, ReadingChange, Tariff, TariffComponent, TariffReading

__all__ = [
    "AgeRange",
    "Bracket",
    "Capacity",
    "Catalogue",
    "Citation",
    "Contradiction",
    "ContradictionReading",
    "Coverage",
    "IndexFigure",
    "IndexSeries",
    "Instalment",
    "Municipality",
    "Offering",
    "Option",
    "ReadingChange",
    "ResultClaim",
    "Source",
    "Statement",
    "Tariff",
    "TariffComponent",
    "TariffReading",
    "Term",
    "code_slug",
    "is_stale",
]
