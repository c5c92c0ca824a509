"""The forms of allauth for a second factor in plain Dutch."""

from __future__ import annotations

from typing import Any

from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.core.validators import MaxLengthValidator

from accounts.forms.texts import one_line

LONGEST_NAME = 60


def describe_name(field: forms.Field) -> None:
    """What the field for the name of a passkey is called and takes."""
    field.label, field.help_text = "Naam van de passkey", "Alleen voor uzelf, bijvoorbeeld: telefoon of werklaptop."
    field.validators += [one_line, MaxLengthValidator(LONGEST_NAME)]
    field.widget.attrs["maxlength"] = LONGEST_NAME


class LinkAppForm(ActivateTOTPForm):
    """Linking an app with codes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "De zes cijfers in de app"
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class AddPasskeyForm(AddWebAuthnForm):
    """Adding a passkey; unless it is unticked one can sign in with it alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        describe_name(self.fields["name"])
        alone = self.fields["passwordless"]
        alone.label, alone.initial = "Inloggen zonder wachtwoord", True
        alone.help_text = "U logt dan in met alleen deze passkey. Uw apparaat vraagt om uw vingerafdruk, gezicht of pincode."


class RenamePasskeyForm(EditWebAuthnForm):
    """Renaming a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        describe_name(self.fields["name"])
