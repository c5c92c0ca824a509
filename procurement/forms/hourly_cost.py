"""The hourly cost built up from a gross wage: each step a figure of the user's own, and what is missing is asked, never filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from voorzieningen.money import EXACT, amount_nl, euro_nl, number_nl, to_cents

# Central government, "Handleiding Overheidstarieven" 2023: hours a year in a full-time contract, and hours of those that are worked.
CONTRACT_HOURS, PRODUCTIVE_HOURS = 1872, 1363
PRODUCTIVE_HOURS_SOURCE = (
    "Handleiding Overheidstarieven (Rijk) 2023: 1.363 productieve uren van 1.872 contracturen per jaar; "
    "aangehaald op aanbestedingsmakelaar.nl (indicatief uurtarief van een ambtenaar)."
)
WAGE_HINT = "Cao Sociaal Werk, schaal 8 start: €\u00a021,04. Alleen loon; loontabel zonder datum, bron: nedflex.nl (kennisbank, cao Sociaal Werk)."
CONTRACT, PRODUCTIVE = "contract", "productief"
MOST = Decimal(1000)
PARTS = ("uurloon", "opslagen", "overhead", "uurbasis", "productief")
_MISSING = {"opslagen": "de opslagen op het loon", "overhead": "de overhead"}


@dataclass(frozen=True, slots=True)
class BuiltUp:
    """wage x (1 + on-costs) x (1 + overhead), and for hours that are really worked x contract hours / productive hours.

    `wage` is euro per hour, gross; `on_costs` and `overhead` are fractions; `productive_hours` are a year's, None when the tariff's hours are
    contract hours.
    """

    wage: Decimal
    on_costs: Decimal
    overhead: Decimal
    productive_hours: int | None = None

    @property
    def amount(self) -> Decimal:
        """Euro per hour, rounded to the cent once, at the end."""
        amount = EXACT.multiply(EXACT.multiply(self.wage, 1 + self.on_costs), 1 + self.overhead)
        if self.productive_hours is not None:
            amount = EXACT.divide(EXACT.multiply(amount, Decimal(CONTRACT_HOURS)), Decimal(self.productive_hours))
        return to_cents(amount)

    @property
    def words(self) -> str:
        """The sum with its numbers: "€ 25,00 x 1,35 x 1,20 = € 40,50"."""
        worked = "" if self.productive_hours is None else f" x {number_nl(CONTRACT_HOURS)} / {number_nl(self.productive_hours)}"
        return f"{euro_nl(self.wage)} x {_factor(self.on_costs)} x {_factor(self.overhead)}{worked} = {euro_nl(self.amount)}"


def _factor(fraction: Decimal) -> str:
    """1 plus a fraction, with two decimals or as many as it has."""
    factor = 1 + fraction
    return amount_nl(factor) if factor == round(factor, 2) else number_nl(factor.normalize())


def asks_build_up(cleaned: Mapping[str, Any]) -> bool:
    """Whether anything of the build-up was filled in; `uurbasis` alone only when it is not the default."""
    return any(cleaned.get(name) is not None for name in ("uurloon", "opslagen", "overhead", "productief")) or cleaned.get("uurbasis") == PRODUCTIVE


def build_up(cleaned: Mapping[str, Any]) -> tuple[BuiltUp | None, dict[str, str]]:
    """The build-up that the checked fields ask for, or None, and a Dutch message at every field that does not fit the others.

    - nothing of it filled in: none
    - parts without a wage, or a wage beside `uurkosten`: refused, for it would be unclear what counts
    - a wage without on-costs or overhead: refused with what is missing; no source gives them
    - own productive hours while the hours are contract hours: refused, they would do nothing
    - a result above the highest hourly cost: refused
    """
    if not asks_build_up(cleaned):
        return None, {}
    wage = cleaned["uurloon"]
    if wage is None:
        return None, {"uurloon": "Vul ook het bruto uurloon in, of laat alle velden van de opbouw leeg."}
    problems = {name: _missing(name) for name in _MISSING if cleaned[name] is None}
    if cleaned["uurkosten"] is not None:
        problems["uurloon"] = "U vult ook 'uurkosten' in. Kies één van de twee: de uurkosten zelf, of de opbouw vanuit het loon."
    if cleaned["productief"] is not None and cleaned["uurbasis"] != PRODUCTIVE:
        problems["productief"] = "Dit telt alleen als de uren van het tarief gewerkte uren zijn. Kies dat, of laat dit veld leeg."
    if problems:
        return None, problems
    hours = (cleaned["productief"] or PRODUCTIVE_HOURS) if cleaned["uurbasis"] == PRODUCTIVE else None
    found = BuiltUp(wage, cleaned["opslagen"] / 100, cleaned["overhead"] / 100, hours)
    if found.amount > MOST:
        return None, {"uurloon": f"De opbouw komt uit op {euro_nl(found.amount)} per uur. Uurkosten zijn hoogstens {euro_nl(MOST)}."}
    return found, {}


def _missing(name: str) -> str:
    return f"Vul ook {_MISSING[name]} in. Geen bron noemt dit percentage; 0 mag, als u het zo bedoelt."
