"""What a municipal administrator asks of the trail of access."""

from __future__ import annotations

from django import forms

from accounts.models import What

_BOX = {"class": "utrecht-textbox utrecht-textbox--html-input"}
_CHOICE = {"class": "utrecht-select utrecht-select--html-select"}


class LogForm(forms.Form):
    """Lines of one person, by a part of the name, and of one kind."""

    wie = forms.CharField(label="Naam", max_length=100, required=False, widget=forms.TextInput(_BOX))
    soort = forms.ChoiceField(
        label="Wat",
        choices=[("", "alles"), *What.choices],
        required=False,
        widget=forms.Select(_CHOICE),
        error_messages={"invalid_choice": "Deze keuze bestaat niet. Kies er een uit de lijst."},
    )
