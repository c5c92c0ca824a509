"""The name and logo of a municipality."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from accounts.forms.texts import one_line
from accounts.logos import MOST_BYTES, LogoError, redraw


class HouseStyleForm(forms.Form):
    """What stands on reports. `logo` becomes the bytes of a PNG that was drawn anew, or None when no file was sent."""

    version = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    name = forms.CharField(
        label="Naam op rapporten", max_length=100, required=False, validators=[one_line], help_text="Leeg: de naam van de gemeente volgens het CBS."
    )
    logo = forms.FileField(
        label="Logo",
        required=False,
        allow_empty_file=True,
        help_text="Een PNG of JPEG van hooguit 1 MB en 4000 bij 4000 pixels. Het portaal maakt er een PNG van hooguit 800 pixels van.",
        widget=forms.FileInput({"accept": "image/png,image/jpeg"}),
    )

    def clean_logo(self) -> bytes | None:
        """The content decides, not the name or the type that the browser gives."""
        sent: UploadedFile | None = self.cleaned_data["logo"]
        if sent is None:
            return None
        try:
            # One byte more than allowed is enough to see that it is too large.
            return redraw(sent.read(MOST_BYTES + 1))
        except LogoError as error:
            raise forms.ValidationError(str(error)) from None

    def fields_to_keep(self) -> dict[str, Any]:
        """What changes: without a new file the old logo stays."""
        logo = self.cleaned_data["logo"]
        return {"name": self.cleaned_data["name"]} | ({} if logo is None else {"logo": logo, "logo_type": "image/png"})
