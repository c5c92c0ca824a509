"""What every reply says to the browser, whoever made it: pages, files, redirects, static files and refusals of the innermost and outermost layer."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers, patch_vary_headers

from config.browser_policy import FILE_POLICY, PDF_POLICY, PERMISSIONS

CSP = "Content-Security-Policy"
_PAGES = "text/html"
_OF_A_PAGE = ("text/css", "text/javascript", "application/javascript", "image/", "font/")

# Where every page is about somebody or somebody's work: nothing of it is kept, not even of who is not signed in (yet).
PERSONAL = ("/account/", "/beheer/", "/dossiers/", "/gemeente/", "/offertes/", "/rapporten/")


class ReplyHeaders:
    """Middleware, just below the log: puts on what no other layer put on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        self._always(request, response)
        kind = response.get("Content-Type", "").partition(";")[0].strip().lower()
        if kind not in ("", _PAGES) and not kind.startswith(_OF_A_PAGE):
            response[CSP] = PDF_POLICY if kind == "application/pdf" else FILE_POLICY
        self._kept_by_nobody_else(request, response, kind)
        if request.method == "HEAD" and not response.streaming:
            # Servers drop the body of a HEAD as well, but gunicorn complains of it, line after line.
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        return response

    @staticmethod
    def _always(request: HttpRequest, response: HttpResponse) -> None:
        headers = response.headers
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        headers.setdefault("Referrer-Policy", settings.SECURE_REFERRER_POLICY)
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        headers.setdefault("Permissions-Policy", PERMISSIONS)
        if settings.SECURE_HSTS_SECONDS and request.is_secure():
            parts = "; includeSubDomains" * settings.SECURE_HSTS_INCLUDE_SUBDOMAINS + "; preload" * settings.SECURE_HSTS_PRELOAD
            headers.setdefault("Strict-Transport-Security", f"max-age={settings.SECURE_HSTS_SECONDS}{parts}")

    @staticmethod
    def _kept_by_nobody_else(request: HttpRequest, response: HttpResponse, kind: str) -> None:
        """Nothing is kept of what is personal or went wrong. Of the rest a browser asks each time whether it changed; no shared cache keeps it."""
        is_static = request.path_info.startswith(settings.STATIC_URL)
        if kind == _PAGES:
            patch_vary_headers(response, ["HX-Request"])
        if response.status_code >= 400 or request.path_info.startswith(PERSONAL):
            if "no-cache" not in response.get("Cache-Control", "") or response.status_code >= 400:
                add_never_cache_headers(response)
        elif not is_static:
            response.headers.setdefault("Cache-Control", "private, no-cache")
