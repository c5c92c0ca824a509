"""The comparison as a living spreadsheet: one description of sheets, cells and names, written as .xlsx and as .ods."""

from procurement.exports.workbook.guide import About
from procurement.exports.workbook.layout import describe_workbook
from procurement.exports.workbook.model import Workbook
from procurement.exports.workbook.ods import write_ods
from procurement.exports.workbook.xlsx import write_xlsx

__all__ = ["About", "Workbook", "describe_workbook", "write_ods", "write_xlsx"]
