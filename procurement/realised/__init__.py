"""What a contract really brought beside what was known beforehand: list price, offer and realised next to each other, never averaged. Pure."""

from procurement.realised.beside import Amount, Beside, Known, Row, Total, YearRealised, put_beside
from procurement.realised.differences import Difference, gap_in_words, year_difference, years_difference
from procurement.realised.term import Term

__all__ = [
    "Amount",
    "Beside",
    "Difference",
    "Known",
    "Row",
    "Term",
    "Total",
    "YearRealised",
    "gap_in_words",
    "put_beside",
    "year_difference",
    "years_difference",
]
