"""A PDF to be checked, as a form: bounded, and only its SHA-256 is looked at."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

MOST_BYTES = 50 * 1024 * 1024


class CheckPdfForm(forms.Form):
    """`pdf` gives a file with its SHA-256; the file itself is gone by then."""

    pdf = forms.FileField(
        label="De PDF van het rapport",
        help_text="Hoogstens 50 MB. Wij bewaren het bestand niet.",
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf", "class": "utrecht-textbox"}),
        error_messages={
            "required": "Kies het bestand dat u wilt controleren.",
            "invalid": "Er kwam geen bestand mee. Kies het opnieuw.",
            "missing": "Het bestand heeft geen naam. Kies het opnieuw.",
            "empty": "Dit bestand is leeg. Kies een ander bestand.",
        },
    )

    def clean_pdf(self) -> Any:
        file = self.cleaned_data["pdf"]
        if file.size > MOST_BYTES:
            raise ValidationError("Dit bestand is groter dan 50 MB. Een rapport van dit portaal is dat nooit.")
        return file
