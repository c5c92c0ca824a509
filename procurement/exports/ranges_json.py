"""Amounts in JSON: strings with two decimals and a point; unknown is null."""

from __future__ import annotations

from voorzieningen.money import EuroRange


def range_data(amount: EuroRange | None) -> dict[str, str] | None:
    return None if amount is None else bounds(amount)


def bounds(amount: EuroRange | None) -> dict[str, str | None]:
    """Both bounds, each null when the amount is unknown."""
    if amount is None:
        return {"laag": None, "hoog": None}
    return {"laag": f"{amount.low:.2f}", "hoog": f"{amount.high:.2f}"}
