"""What a calendar year of a contract really brought, as a form. An empty field is unknown; 0 is a number."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms

from procurement.forms.decision import MOST_EUROS, note_field
from procurement.forms.fields import NumberField, WholeNumberField
from procurement.models import Contract, RealisedYear
from voorzieningen.money import amount_nl, number_nl

MOST_MATCHES = 10_000
MOST_HOURS = Decimal(1_000_000)


class RealisedYearForm(forms.Form):
    """One calendar year of a contract. `row` is the year that is changed, None for a new one."""

    jaar = WholeNumberField(label="Kalenderjaar", minimum=2000, maximum=2060, help_text="Bijvoorbeeld 2027.")
    koppelingen = WholeNumberField(
        label="Nieuwe koppelingen",
        minimum=0,
        maximum=MOST_MATCHES,
        help_text="Hoeveel er in dit jaar begonnen. Leeg: onbekend. 0 betekent dat er geen begon.",
    )
    uren = NumberField(
        label="Uren van de coördinator",
        minimum=Decimal(0),
        maximum=MOST_HOURS,
        help_text="In het hele jaar. Leeg: onbekend.",
    )
    kosten = NumberField(
        label="Kosten (€)",
        minimum=Decimal(0),
        maximum=MOST_EUROS,
        noun="bedrag",
        help_text="Alles wat dit aanbod dit jaar kostte, dus ook de coördinator als u die apart betaalt. Leeg: onbekend.",
    )
    toelichting = note_field("Wat er wel en niet in de kosten zit. Bijvoorbeeld: zonder de uren van onze eigen coördinator.")

    def __init__(self, data: Mapping[str, Any] | None = None, *, contract: Contract, row: RealisedYear | None) -> None:
        super().__init__(data, initial=_initial(row) if row else {}, use_required_attribute=False)
        self.contract, self.row = contract, row

    def clean_jaar(self) -> int:
        year: int | None = self.cleaned_data["jaar"]
        first, last = years_of(self.contract)
        if year is None:
            raise forms.ValidationError("Vul het kalenderjaar in.")
        if not first <= year <= last:
            raise forms.ValidationError(f"Het contract loopt in {first} tot en met {last}. Kies een van die jaren.")
        others = [item.year for item in self.contract.realised.all() if self.row is None or item.pk != self.row.pk]
        if year in others:
            raise forms.ValidationError(f"Van {year} zijn er al cijfers. Pas die aan.")
        return year

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and all(cleaned[name] is None for name in ("koppelingen", "uren", "kosten")):
            self.add_error("koppelingen", "Vul minstens één getal in: koppelingen, uren of kosten.")
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the row. Only after is_valid()."""
        cleaned = self.cleaned_data
        return {
            "year": cleaned["jaar"],
            "matches": cleaned["koppelingen"],
            "hours": cleaned["uren"],
            "cost": cleaned["kosten"],
            "note": cleaned["toelichting"],
        }


def years_of(contract: Contract) -> tuple[int, int]:
    """The first and the last calendar year that a contract touches."""
    starts_new_year = (contract.until.month, contract.until.day) == (1, 1)
    return contract.starts_on.year, contract.until.year - 1 if starts_new_year else contract.until.year


def _initial(row: RealisedYear) -> dict[str, Any]:
    return {
        "jaar": row.year,
        "koppelingen": "" if row.matches is None else number_nl(row.matches),
        "uren": "" if row.hours is None else amount_nl(row.hours, cents=False),
        "kosten": "" if row.cost is None else amount_nl(row.cost, cents=False),
        "toelichting": row.note,
    }
