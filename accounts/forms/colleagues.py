"""Inviting a colleague, and changing what a colleague may do."""

from __future__ import annotations

from django import forms

from accounts.models import Role

UNKNOWN_ROLE = {"invalid_choice": "Deze rol bestaat niet. Kies er een uit de lijst."}


class InviteForm(forms.Form):
    """Whom to invite, and in which role."""

    email = forms.EmailField(
        label="E-mailadres", max_length=150, widget=forms.EmailInput({"autocomplete": "off", "class": "utrecht-textbox utrecht-textbox--html-input"})
    )
    role = forms.ChoiceField(label="Rol", choices=Role, initial=Role.READER, error_messages=UNKNOWN_ROLE)


class RoleForm(forms.Form):
    """The new role of a colleague."""

    role = forms.ChoiceField(label="Rol", choices=Role, error_messages=UNKNOWN_ROLE)
