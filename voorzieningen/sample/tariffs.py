"""Made-up tariffs with one or two components: a price per match with a fixed amount, hours of a coordinator, an all-in price, or unknown. Pure."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

from voorzieningen.catalogue import Citation, Tariff, TariffComponent


def tariffs_of(code: str, citation: Citation, chance: Random) -> tuple[Tariff, ...]:
    """None for one in ten; otherwise one list price, of which one in six says only that the amount is unknown."""
    if chance.random() < 0.1:
        return ()
    kind = chance.choice(("PER_MATCH", "PER_MATCH", "COORDINATOR_HOURS", "ALL_IN_PER_MATCH_YEAR", "FIXED", "UNKNOWN"))
    amount = Decimal(chance.randrange(50, 400) * 10)
    components, wording = _COMPONENTS[kind](code, citation, amount)
    years = chance.choice((None, 1, 2, 3))
    tariff = Tariff(
        slug="lijstprijs",
        kind="LIJSTPRIJS",
        name=f"Voorbeeldtarief {code}",
        wording=wording,
        citation=citation,
        is_default=True,
        price_level_year=chance.choice((None, 2024, 2025, 2026)),
        indexable=True,
        duration_match_years=years,
        duration_basis="STATED" if years else "NOT_STATED",
        duration_note="",
        priced_contract_years=None,
        components=components,
    )
    return (tariff,)


def _component(code: str, citation: Citation, type_: str, label: str, unit: str, **fields: Any) -> TariffComponent:
    known = {"payer": "GEMEENTE", "payer_label": "gemeente", "payer_basis": "STATED", "vat": "EXEMPT", "vat_label": "vrijgesteld"}
    return TariffComponent(code=code, type=type_, label=label, unit_label=unit, citation=citation, **{**known, **fields})


def _per_match(code: str, citation: Citation, amount: Decimal) -> tuple[tuple[TariffComponent, ...], str]:
    fixed, first = amount * 10, amount
    parts = (
        _component(f"VB-{code}-A", citation, "FIXED", "Verzonnen vast bedrag", "per contractjaar", low=fixed, high=fixed),
        _component(
            f"VB-{code}-B", citation, "PER_MATCH", "Verzonnen bedrag per koppeling", "per koppeling", low=first, high=first, from_match_year=1
        ),
    )
    return parts, f"Verzonnen: {fixed} per jaar en {first} per koppeling."


def _hours(code: str, citation: Citation, amount: Decimal) -> tuple[tuple[TariffComponent, ...], str]:
    rate = amount / 50
    parts = (
        _component(
            f"VB-{code}-A",
            citation,
            "COORDINATOR_HOURS",
            "Verzonnen uren van de coördinator",
            "per week",
            hours=Decimal(8),
            period="WEEK",
            per_matches=15,
            match_basis="ACTIVE",
            scaling="PROPORTIONAL",
        ),
        _component(f"VB-{code}-B", citation, "HOURLY_RATE", "Verzonnen uurtarief", "per uur", low=rate, high=rate),
    )
    return parts, f"Verzonnen: 8 uur per week per 15 koppelingen, {rate} per uur."


def _all_in(code: str, citation: Citation, amount: Decimal) -> tuple[tuple[TariffComponent, ...], str]:
    part = _component(
        f"VB-{code}-A",
        citation,
        "ALL_IN_PER_MATCH_YEAR",
        "Verzonnen integraal bedrag",
        "per lopende koppeling per jaar",
        low=amount,
        high=amount,
        includes_fixed=Decimal(0),
    )
    return (part,), f"Verzonnen: {amount} per lopende koppeling per jaar."


def _fixed(code: str, citation: Citation, amount: Decimal) -> tuple[tuple[TariffComponent, ...], str]:
    low, high = amount * 20, amount * 25
    part = _component(
        f"VB-{code}-A", citation, "FIXED", "Verzonnen vast bedrag", "per contractjaar", low=low, high=high, amount_kind="CIRCA", basis="DERIVED"
    )
    return (part,), f"Verzonnen: tussen {low} en {high} per jaar."


def _unknown(code: str, citation: Citation, _amount: Decimal) -> tuple[tuple[TariffComponent, ...], str]:
    part = _component(
        f"VB-{code}-A",
        citation,
        "UNKNOWN",
        "Verzonnen onbekend bedrag",
        "onbekend",
        payer="ONBEKEND",
        payer_label="onbekend",
        payer_basis="NOT_STATED",
        vat="UNKNOWN",
        vat_label="onbekend",
    )
    return (part,), "Onbekend: deze verzonnen prijs is niet vermeld."


_COMPONENTS = {"PER_MATCH": _per_match, "COORDINATOR_HOURS": _hours, "ALL_IN_PER_MATCH_YEAR": _all_in, "FIXED": _fixed, "UNKNOWN": _unknown}
