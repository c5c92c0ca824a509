"""The forms of allauth for a second factor in plain Dutch."""

from __future__ import annotations

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
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


class CredentialField(forms.JSONField):
    """What a browser sends of a passkey. Django's own breaks on a number of thousands of digits and on thousands of brackets."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except (ValueError, RecursionError):
            raise get_adapter().validation_error("incorrect_code") from None


# What the libraries behind allauth bring up for a passkey that is none; allauth itself knows only some of them.
NO_PASSKEY = (AttributeError, IndexError, KeyError, TypeError, ValueError)


class ChecksPasskey:
    """Mixed into a form that signs in with a passkey: whatever is sent instead of one is a wrong code."""

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = CredentialField(widget=forms.HiddenInput)

    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()
        except NO_PASSKEY:
            raise get_adapter().validation_error("incorrect_code") from None


class UsePasskeyForm(ChecksPasskey, AuthenticateWebAuthnForm):
    """A passkey as the second step."""


class SignInWithPasskeyForm(ChecksPasskey, LoginWebAuthnForm):
    """A passkey alone."""


class ConfirmWithPasskeyForm(ChecksPasskey, ReauthenticateWebAuthnForm):
    """A passkey once more, before something that matters."""


class AddPasskeyForm(AddWebAuthnForm):
    """Adding a passkey; unless it is unticked one can sign in with it alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        describe_name(self.fields["name"])
        self.fields["credential"] = CredentialField(widget=forms.HiddenInput)
        alone = self.fields["passwordless"]
        alone.label, alone.initial = "Inloggen zonder wachtwoord", True
        alone.help_text = "U logt dan in met alleen deze passkey. Uw apparaat vraagt om uw vingerafdruk, gezicht of pincode."

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean()
        except NO_PASSKEY:
            raise get_adapter().validation_error("incorrect_code") from None


class RenamePasskeyForm(EditWebAuthnForm):
    """Renaming a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        describe_name(self.fields["name"])
