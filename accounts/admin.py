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

from accounts import account_admin, audit, colleagues, invitations  # noqa: F401 - account_admin registers accounts and groups
from accounts.guarded import SuperusersOnly
from accounts.models import AuditEvent, Invitation, Membership, Role, What

admin.site.unregister([EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken])


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

    def save_model(self, request: HttpRequest, obj: Membership, form: forms.ModelForm, change: bool) -> None:
        before = Membership.objects.filter(pk=obj.pk).first() if change else None
        super().save_model(request, obj, form, change)
        if before is None or before.role != obj.role:
            what = What.MEMBER_ADDED if before is None else What.ROLE_CHANGED
            self._record(request, what, obj, before=_role(before), after=_role(obj))

    def delete_model(self, request: HttpRequest, obj: Membership) -> None:
        user = obj.user
        self._record(request, What.MEMBER_REMOVED, obj, before=_role(obj), after={})
        super().delete_model(request, obj)
        colleagues.end_sessions(user)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Membership]) -> None:
        for membership in queryset.select_related("user"):
            self.delete_model(request, membership)

    @staticmethod
    def _record(request: HttpRequest, what: What, row: Membership, **words: dict[str, str]) -> None:
        audit.record(what, by=request.user, about=row, name=audit.name_of(row.user), municipality_id=row.municipality_id, **words)


def _role(membership: Membership | None) -> dict[str, str]:
    return {"rol": Role(membership.role).label} if membership else {}


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

    def delete_model(self, request: HttpRequest, obj: Invitation) -> None:
        if obj.accepted_at is None and obj.withdrawn_at is None:
            audit.record(What.INVITATION_WITHDRAWN, by=request.user, about=obj, municipality_id=obj.municipality_id)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Invitation]) -> None:
        for invitation in queryset:
            self.delete_model(request, invitation)

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

    def delete_model(self, request: HttpRequest, obj: Authenticator) -> None:
        """Somebody else than the person takes a second step away: the trail says who."""
        person, kind = obj.user, {"soort": obj.get_type_display()}
        words = {"name": audit.name_of(person), "municipality_id": audit.municipality_of(person), "before": kind}
        audit.record(What.FACTOR_REMOVED, by=request.user, about=person, **words)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Authenticator]) -> None:
        for authenticator in queryset.select_related("user"):
            self.delete_model(request, authenticator)


@admin.register(AuditEvent)
class AuditEventAdmin(SuperusersOnly):
    """The whole trail, for looking only: the database refuses the rest as well."""

    list_display = ["at", "who", "what", "about_kind", "about", "municipality_id"]
    list_filter = ["what", "about_kind"]
    search_fields = ["who", "about"]
    ordering = ["-pk"]
    date_hierarchy = "at"
    list_per_page = 50
    show_full_result_count = False
    fields = ["at", "who", "who_id", "what", "about_kind", "about_key", "about", "before", "after", "municipality_id"]
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
