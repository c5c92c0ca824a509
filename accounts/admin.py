"""Who belongs to which municipality, in the admin; for superusers only. Dossiers are not in the admin."""

from __future__ import annotations

from typing import Any

# Imported first, so that what they register can be taken out again: keys of second factors and of single sign-on are not for a screen,
# and what they register is not in Dutch.
import allauth.account.admin
import allauth.mfa.admin
import allauth.socialaccount.admin  # noqa: F401 - registers what is taken out below
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts import colleagues, invitations
from accounts.models import Invitation, Membership, Role

admin.site.unregister([EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken])


class SuperusersOnly(admin.ModelAdmin):
    """Giving somebody access to the dossiers of a municipality is not the work of who keeps the catalogue."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_superuser)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_superuser)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_superuser)


@admin.register(Membership)
class MembershipAdmin(SuperusersOnly):
    list_display = ["user", "municipality", "role", "joined_at"]
    list_filter = ["role"]
    search_fields = ["user__email", "municipality__name"]
    list_select_related = ["user", "municipality"]
    fields = ["user", "municipality", "role"]
    autocomplete_fields = ["user", "municipality"]

    def get_readonly_fields(self, request: HttpRequest, obj: Membership | None = None) -> list[str]:
        """Another municipality is another membership: dossiers do not move along."""
        return ["user", "municipality"] if obj else []

    def delete_model(self, request: HttpRequest, obj: Membership) -> None:
        user = obj.user
        super().delete_model(request, obj)
        colleagues.end_sessions(user)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Membership]) -> None:
        for membership in queryset.select_related("user"):
            self.delete_model(request, membership)


class InvitationForm(forms.ModelForm):
    """The words of the core where an invitation cannot be made."""

    class Meta:
        model = Invitation
        fields = ["municipality", "email", "role"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        found, mail = cleaned.get("municipality"), cleaned.get("email")
        if found and mail and Membership.objects.of_municipality(found.pk).filter(user__email__iexact=mail).exists():
            raise ValidationError("Dit e-mailadres hoort al bij een collega van deze gemeente.")
        return cleaned


@admin.register(Invitation)
class InvitationAdmin(SuperusersOnly):
    """Adding one sends the mail and shows the link once."""

    form = InvitationForm
    list_display = ["email", "municipality", "role", "invited_at", "expires_at", "accepted_at", "withdrawn_at"]
    list_select_related = ["municipality"]
    search_fields = ["email", "municipality__name"]
    fields = ["municipality", "email", "role"]
    autocomplete_fields = ["municipality"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Invitation, form: forms.ModelForm, change: bool) -> None:
        made, token = invitations.invite(municipality_id=obj.municipality_id, mail=obj.email, role=Role(obj.role), by=request.user)
        for field in Invitation._meta.concrete_fields:
            setattr(obj, field.attname, getattr(made, field.attname))
        address = request.build_absolute_uri("/")
        is_sent = invitations.send(made, token, address)
        said = "De mail is verstuurd." if is_sent else "De mail kon niet worden verstuurd."
        messages.info(request, f"{said} De link, die hierna niet meer te zien is: {invitations.link(token, address)}")


@admin.register(Authenticator)
class AuthenticatorAdmin(SuperusersOnly):
    """For who lost telephone and recovery codes: after deleting all of a person's rows, they set up a new second factor. Keys are not shown."""

    list_display = ["user", "type", "created_at", "last_used_at"]
    list_select_related = ["user"]
    search_fields = ["user__email"]
    fields = ["user", "type", "created_at", "last_used_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
