"""Signing up with an invitation: the address is fixed and counts as verified, because the link came in by mail."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import SignupForm
from allauth.core import context
from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from accounts import invitations
from accounts.adapters import INVITATION_KEY, invitation_of
from accounts.forms.texts import one_line


class SignUpForm(SignupForm):
    """Name and password for the address of the invitation."""

    field_order = ["email", "name", "password1", "password2"]

    name = forms.CharField(
        label="Uw naam",
        max_length=150,
        validators=[one_line],
        help_text="Zo ziet u eruit voor uw collega's.",
        widget=forms.TextInput({"autocomplete": "name"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invitation = invitation_of(context.request)
        mail = self.fields["email"]
        mail.label, mail.disabled = "E-mailadres", True
        mail.help_text = "Op dit adres bent u uitgenodigd; het ligt vast."
        self.initial["email"] = self.invitation.email if self.invitation else ""

    def clean(self) -> dict[str, Any]:
        if self.invitation is None:
            raise ValidationError("Deze uitnodiging is niet meer geldig. Vraag om een nieuwe.")
        return super().clean()

    def save(self, request: HttpRequest) -> User:
        assert self.invitation is not None
        with transaction.atomic():
            user: User = super().save(request)
            user.first_name = self.cleaned_data["name"]
            user.save(update_fields=["first_name"])
            invitations.use(self.invitation, user)
        request.session.pop(INVITATION_KEY, None)
        return user
