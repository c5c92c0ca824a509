"""How an amount came about: a tree of inputs and steps that works itself out, tells itself in words and can be written as cells of a spreadsheet.

Every node has a value in two worlds, low and high. A value is a numerator and a denominator, so that a third stays a third until the amount is
rounded; only `UnitPrice`, `Rounded` and `Carried` hold cents. Nothing here knows what a tariff is.
"""

from procurement.costs.formula.nodes import WORLDS, Growth, Node, Role, Value, World
from procurement.costs.formula.rules import AtLeastHours, AtLeastZero, Blocks, Grant, Negative, PresentValue, Remark, UnknownShare
from procurement.costs.formula.steps import Carried, Count, Difference, Product, Ratio, Rounded, Sum, UnitPrice

__all__ = [
    "WORLDS",
    "AtLeastHours",
    "AtLeastZero",
    "Blocks",
    "Carried",
    "Count",
    "Difference",
    "Grant",
    "Growth",
    "Negative",
    "Node",
    "PresentValue",
    "Product",
    "Ratio",
    "Remark",
    "Role",
    "Rounded",
    "Sum",
    "UnitPrice",
    "UnknownShare",
    "Value",
    "World",
]
