"""What a person sets for themselves."""

from __future__ import annotations

from django import forms

from accounts.forms.texts import one_line


class MeForm(forms.Form):
    """The name for colleagues, and whether to get mail when facts under a dossier change."""

    name = forms.CharField(label="Naam", max_length=150, validators=[one_line], widget=forms.TextInput({"autocomplete": "name"}))
    mail_changes = forms.BooleanField(
        label="Stuur mij mail als feiten of tarieven onder een dossier veranderen",
        required=False,
    )
