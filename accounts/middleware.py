"""Who is signed in has a second factor, and what they see is kept by no cache."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from accounts.second_factor import has_second_factor

# Where somebody without a second factor may come: setting one up, proving who they are once more, signing out, a monitor's questions.
WITHOUT = {
    *("mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"),
    *("account_login", "account_logout", "health", "alive", "metrics", "security_txt", "old_security_txt", "robots_txt"),
}
NEXT_KEY = "after_second_factor"


def is_signed_in(request: HttpRequest) -> bool:
    """Whether somebody is signed in. Without a session cookie and without a session that was touched nothing is read: no query."""
    session = getattr(request, "session", None)
    if session is None or (settings.SESSION_COOKIE_NAME not in request.COOKIES and not session.accessed):
        return False
    return bool(request.user.is_authenticated)


class SecondFactorRequired:
    """Leads who signed in with a password only to setting up a second factor, whatever page they ask for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if is_signed_in(request):
            add_never_cache_headers(response)
        return response

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        match = request.resolver_match
        if not is_signed_in(request) or (match is not None and match.view_name in WITHOUT) or has_second_factor(request):
            return None
        if request.method == "GET":
            request.session[NEXT_KEY] = request.get_full_path()
        return HttpResponseRedirect(reverse("mfa_index"))
