"""The parameters of the overview, which are also the task: declared and validated here. They filter no rows; `fit` answers them."""

from procurement.filters.listing import ListForm
from procurement.filters.offerings import OfferingFilter

__all__ = ["ListForm", "OfferingFilter"]
