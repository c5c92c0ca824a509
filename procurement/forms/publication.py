"""What the owner of a frozen report shows of it, as a form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from procurement.models import ReportPublication


class PublicationForm(forms.Form):
    """With private quotations in the report, its PDF is shown only to who ticks that this is meant."""

    zichtbaar = forms.ChoiceField(
        label="Wat ziet iedereen met het adres?",
        choices=[
            (value, label.capitalize() if value != "PDF" else "Gemeente, titel en datum, en ook de PDF")
            for value, label in ReportPublication.Visible.choices
        ],
        widget=forms.Select(attrs={"class": "utrecht-select"}),
        error_messages={"required": "Kies wat iedereen ziet.", "invalid_choice": "Deze keuze bestaat niet. Kies er een uit de lijst."},
    )
    bedoeld = forms.BooleanField(label="Ja, de vertrouwelijke offertes mogen openbaar worden", required=False)

    def __init__(self, *args: Any, has_quotations: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_quotations = has_quotations
        if not has_quotations:
            del self.fields["bedoeld"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.has_quotations and cleaned.get("zichtbaar") == ReportPublication.Visible.PDF and not cleaned.get("bedoeld"):
            self.add_error(
                "bedoeld", ValidationError("In de PDF staan vertrouwelijke offertes. Zet hier een vinkje als u die echt openbaar wilt maken.")
            )
        return cleaned
