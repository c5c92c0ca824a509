"""What was decided on a dossier, and a contract that followed, as forms: every field bounded, with a Dutch message at the field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms

from procurement.forms.fields import NumberField
from procurement.forms.own_offer import DayField, TextField
from procurement.models import Contract, Decision
from voorzieningen.catalogue import Catalogue
from voorzieningen.money import amount_nl

LONGEST_REASON, LONGEST_NOTE = 5000, 300
MOST_EUROS = Decimal("999999999.99")
_TEXTBOX = {"class": "utrecht-textbox", "autocomplete": "off"}
_SELECT = {"class": "utrecht-select"}
_TOO_LONG = {"max_length": "Gebruik hoogstens %(limit_value)d tekens; dit zijn er %(show_value)d."}


def note_field(help_text: str) -> TextField:
    return TextField(
        label="Toelichting",
        required=False,
        max_length=LONGEST_NOTE,
        help_text=help_text,
        widget=forms.TextInput(attrs=_TEXTBOX),
        error_messages=_TOO_LONG,
    )


class DecisionForm(forms.Form):
    """The decision. `has_contracts`: then something was chosen, whatever is sent."""

    uitkomst = forms.ChoiceField(
        label="Wat is er besloten?",
        choices=[("", "kies een uitkomst"), *Decision.Outcome.choices],
        widget=forms.Select(attrs=_SELECT),
        error_messages={"required": "Kies wat er besloten is.", "invalid_choice": "Deze uitkomst bestaat niet. Kies er een uit de lijst."},
    )
    reden = TextField(
        label="Waarom?",
        max_length=LONGEST_REASON,
        help_text="In uw eigen woorden. Bijvoorbeeld: het college koos dit aanbod omdat het de jongste kinderen bereikt.",
        widget=forms.Textarea(attrs={"class": "utrecht-textarea", "rows": 6}),
        error_messages={"required": "Schrijf op waarom.", **_TOO_LONG},
    )
    besloten_op = DayField(label="Besloten op", help_text="De dag van het besluit, bijvoorbeeld 1-3-2027. Weet u die niet, laat het dan leeg.")

    def __init__(self, data: Mapping[str, Any] | None = None, *, decision: Decision | None, today: date, has_contracts: bool = False) -> None:
        initial = {"uitkomst": decision.outcome, "reden": decision.reason, "besloten_op": decision.decided_on} if decision else {}
        super().__init__(data, initial=initial, use_required_attribute=False)
        self.today, self.has_contracts = today, has_contracts

    def clean_besloten_op(self) -> date | None:
        day: date | None = self.cleaned_data["besloten_op"]
        if day is not None and day > self.today:
            raise forms.ValidationError("Deze dag ligt in de toekomst. Leg een besluit vast als het genomen is.")
        return day

    def clean_uitkomst(self) -> str:
        outcome: str = self.cleaned_data["uitkomst"]
        if self.has_contracts and outcome != Decision.Outcome.CHOSEN:
            raise forms.ValidationError("Bij dit besluit staan contracten. Verwijder die eerst, of kies ‘er is aanbod gekozen’.")
        return outcome

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the row. Only after is_valid()."""
        cleaned = self.cleaned_data
        return {"outcome": cleaned["uitkomst"], "reason": cleaned["reden"], "decided_on": cleaned["besloten_op"]}


class ContractForm(forms.Form):
    """A contract with its first and last day, as people write them; the row keeps the day after the last."""

    aanbod = forms.ChoiceField(
        label="Voor welk aanbod is het contract?",
        choices=(),
        widget=forms.Select(attrs=_SELECT),
        error_messages={"required": "Kies het aanbod.", "invalid_choice": "Dit aanbod staat niet in de lijst. Kies er een."},
    )
    vanaf = DayField(label="Vanaf", help_text="De eerste dag. Bijvoorbeeld 1-1-2027.")
    tot_en_met = DayField(label="Tot en met", help_text="De laatste dag. Bijvoorbeeld 31-12-2028.")
    waarde = NumberField(
        label="Waarde van het contract (€)",
        minimum=Decimal(0),
        maximum=MOST_EUROS,
        noun="bedrag",
        help_text="Over de hele looptijd. Bijvoorbeeld 96.102. Weet u die niet, laat het dan leeg: dan is de waarde onbekend.",
    )
    toelichting = note_field("Bijvoorbeeld: met een optie om een jaar te verlengen.")

    def __init__(self, data: Mapping[str, Any] | None = None, *, contract: Contract | None, catalogue: Catalogue) -> None:
        super().__init__(data, initial=_contract_initial(contract) if contract else {}, use_required_attribute=False)
        self.contract = contract
        choices = [(offering.slug, offering.name) for offering in catalogue.offerings]
        if contract and contract.offering not in dict(choices):
            choices.append((contract.offering, f"{contract.offering} (niet meer in de catalogus)"))
        self.fields["aanbod"].choices = [("", "kies een aanbod"), *choices]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, message in (("vanaf", "Vul de eerste dag in."), ("tot_en_met", "Vul de laatste dag in.")):
            if name not in self.errors and cleaned.get(name) is None:
                self.add_error(name, message)
        start, end = cleaned.get("vanaf"), cleaned.get("tot_en_met")
        if start and end and end < start:
            self.add_error("tot_en_met", "De laatste dag ligt voor de eerste dag.")
        elif start and end:
            self._check_realised(start, end)
        return cleaned

    def _check_realised(self, start: date, end: date) -> None:
        """What was filled in of a year has to stay within the contract."""
        years = [item.year for item in self.contract.realised.all()] if self.contract and self.contract.pk else []
        outside = [str(year) for year in sorted(years) if not start.year <= year <= end.year]
        if outside:
            self.add_error("tot_en_met", f"Van {', '.join(outside)} zijn al cijfers ingevuld. Die jaren moeten binnen het contract vallen.")

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the row. Only after is_valid()."""
        cleaned = self.cleaned_data
        return {
            "offering": cleaned["aanbod"],
            "starts_on": cleaned["vanaf"],
            "until": cleaned["tot_en_met"] + timedelta(days=1),
            "value": cleaned["waarde"],
            "note": cleaned["toelichting"],
        }


def _contract_initial(contract: Contract) -> dict[str, Any]:
    return {
        "aanbod": contract.offering,
        "vanaf": contract.starts_on,
        "tot_en_met": contract.until - timedelta(days=1),
        "waarde": "" if contract.value is None else amount_nl(contract.value, cents=False),
        "toelichting": contract.note,
    }
