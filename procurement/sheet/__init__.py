"""The comparison as rows and columns, so that screen, PDF and files print the same numbers: pure."""

from procurement.sheet.columns import CalculationLine, Column
from procurement.sheet.layout import FeatureRow, Sheet, build_sheet, total_words

__all__ = ["CalculationLine", "Column", "FeatureRow", "Sheet", "build_sheet", "total_words"]
