"""What axes asks: who somebody says to be, from which address, and the page for who guessed too often."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from config.errors import error_response
from config.request_log import security_event

NOWHERE = "0.0.0.0"  # noqa: S104 - stands for an address that the server does not know


def client_address(request: HttpRequest, *args: Any) -> str:
    """The address that a visitor comes from; behind our own proxies the one that the outermost of them saw (see TRUSTED_PROXY_COUNT)."""
    found = request.META.get("REMOTE_ADDR", "")
    seen = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if 0 < settings.TRUSTED_PROXY_COUNT <= len(seen):
        found = seen[-settings.TRUSTED_PROXY_COUNT]
    try:
        return str(ip_address(found))
    except ValueError:
        return NOWHERE


def name_typed(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The mail address that was typed, as one name whatever its capitals."""
    found = credentials or {}
    return str(found.get("email") or found.get("username") or found.get("login") or "").strip().lower()[:255]


def locked_out(request: HttpRequest, *args: Any) -> HttpResponse:
    """The page for who guessed too often."""
    security_event(request, "lockout")
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    response = error_response(
        request,
        429,
        f"U hebt te vaak een verkeerd wachtwoord ingevuld. Over {minutes} minuten kunt u het weer proberen. "
        "Weet u het wachtwoord niet meer? Vraag dan een nieuw wachtwoord aan.",
    )
    response["Retry-After"] = str(minutes * 60)
    return response
