"""A read-only link to a dossier, as a form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from procurement.forms.own_offer import TextField


class DossierLinkForm(forms.Form):
    """Whom the link is for. Private quotations travel along only when both ticks are set."""

    voor = TextField(
        label="Voor wie is de link?",
        max_length=100,
        help_text="Alleen uw collega's zien dit. Bijvoorbeeld: portefeuillehouder jeugd.",
        widget=forms.TextInput(attrs={"class": "utrecht-textbox", "autocomplete": "off"}),
        error_messages={
            "required": "Schrijf op voor wie de link is.",
            "max_length": "Gebruik hoogstens %(limit_value)d tekens; dit zijn er %(show_value)d.",
        },
    )
    met_offertes = forms.BooleanField(label="Met de vertrouwelijke offertes", required=False)
    zeker = forms.BooleanField(label="Ik weet dat iedereen met deze link de namen en bedragen uit de offertes ziet", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("met_offertes") and not cleaned.get("zeker"):
            self.add_error(
                "zeker", ValidationError("Zet hier ook een vinkje als de link de offertes mag tonen. Anders haalt u het andere vinkje weg.")
            )
        return cleaned
