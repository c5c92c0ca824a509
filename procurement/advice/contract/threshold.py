"""Amounts and rules from outside the catalogue, each with where it stands and when it was looked up. When one changes, it changes here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule in a few words: which law or page says it, where that stands, and on what day it was looked up."""

    text: str
    source: str
    url: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class Threshold:
    """From what estimated value, in euro without VAT over the whole term, a service has to be tendered in Europe. `note`: how sure that is."""

    amount: Decimal
    services: str
    source: str
    url: str
    checked_on: date
    note: str


SOCIAL_SERVICES = Threshold(
    amount=Decimal("750000.00"),
    services="sociale en andere specifieke diensten",
    source="PIANOo, aanbestedingsprocedures voor SAS-diensten",
    url="https://www.pianoo.nl/nl/sectoren/sociaal-domein/stappenplan-inkoop/aanbestedingsprocedures-voor-sas-diensten",
    checked_on=date(2026, 11, 22),
    note=(
        "De overheidspagina’s die zijn gezien, noemen dit bedrag voor 2014 tot en met 2023. Voor 2026 en 2027 is geen overheidspagina gezien. "
        "Controleer het bedrag voordat u beslist."
    ),
)
