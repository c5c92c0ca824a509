"""Addresses that visitors of the technical kind look for: where to report a weakness (RFC 9116) and what search engines may read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

# Shorter than the year that RFC 9116 allows: an old copy does not send anybody to an address that no longer exists.
VALID_FOR = timedelta(days=180)
# Of people and their work, or made for one visitor.
PRIVATE = ("/account/", "/beheer/", "/dossiers/", "/gemeente/", "/offertes/", "/rapporten/", "/metrics/")
PLAIN = "text/plain; charset=utf-8"


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness. The day it expires moves along, so that it is never out of date."""
    expires = (datetime.now(UTC) + VALID_FOR).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = (
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.SITE_ADDRESS}{reverse('security_txt')}",
    )
    return _plain("\n".join(lines) + "\n")


@require_safe
def old_security_txt(request: HttpRequest) -> HttpResponse:
    """Where it stood before there was an RFC."""
    return HttpResponsePermanentRedirect(reverse("security_txt"))


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Search engines read the catalogue; what is of people, and every possible question, they leave alone."""
    return _plain("User-agent: *\n" + "".join(f"Disallow: {start}\n" for start in (*PRIVATE, "/*?")))


def _plain(text: str) -> HttpResponse:
    response = HttpResponse(text, content_type=PLAIN)
    patch_cache_control(response, public=True, max_age=86400)
    return response
