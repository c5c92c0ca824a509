"""Who is signed in, and forms of allauth in the portal's look."""

from __future__ import annotations

from typing import Any

from django import forms, template
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from accounts.access import membership_of
from accounts.middleware import NEXT_KEY, is_signed_in
from accounts.second_factor import has_second_factor

register = template.Library()

TEXTBOX = "utrecht-textbox utrecht-textbox--html-input"
CLASSES = {
    "select": "utrecht-select utrecht-select--html-select",
    "text": TEXTBOX,
    "email": TEXTBOX,
    "password": TEXTBOX,
    "number": TEXTBOX,
}


@register.inclusion_tag("accounts/_who.html", takes_context=True)
def who(context: template.Context) -> dict[str, Any]:
    """The head of a page: who is signed in. An error page, made without a request, says nothing. No query without a session."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return {"is_known": False, "user": None, "own": None}
    if not is_signed_in(request):
        return {"is_known": True, "user": None, "own": None}
    return {"is_known": True, "user": request.user, "own": membership_of(request)}


@register.inclusion_tag("accounts/_fields.html")
def fields(form: forms.BaseForm) -> dict[str, Any]:
    """All fields of a form, with its messages."""
    return {"form": form, "bound_fields": [dressed(form[name]) for name in form.fields if not form[name].is_hidden]}


@register.filter
def dressed(field: forms.BoundField) -> forms.BoundField:
    """The field with the classes of the portal and without a placeholder: that would say the label once more, and vanish while typing."""
    widget = field.field.widget
    kind = "select" if isinstance(widget, forms.Select) else getattr(widget, "input_type", "")
    if kind in CLASSES:
        widget.attrs["class"] = CLASSES[kind]
    widget.attrs.pop("placeholder", None)
    return field


@register.simple_tag(takes_context=True)
def continue_at(context: template.Context) -> str:
    """Where somebody wanted to go before setting up a second factor; empty as long as there is none."""
    request: HttpRequest = context["request"]
    return str(request.session.get(NEXT_KEY, "")) if has_second_factor(request) else ""


@register.simple_tag(takes_context=True)
def without_second_factor(context: template.Context) -> bool:
    """Whether this person still has to set one up."""
    return not has_second_factor(context["request"])


@register.simple_tag(takes_context=True)
def single_sign_on(context: template.Context) -> dict[str, str]:
    """The name and address of the municipal single sign-on; empty when there is none."""
    if not settings.OIDC_NAME:
        return {}
    query = {"process": "login"}
    wanted = context["request"].GET.get("next")
    if wanted:
        query["next"] = wanted
    address = reverse("openid_connect_login", args=["gemeente"])
    return {"name": settings.OIDC_NAME, "address": f"{address}?{urlencode(query)}"}
