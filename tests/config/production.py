"""The settings of production for tests: what the environment of a server makes of them, and starting one with a given environment."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

from django.conf import settings

ENVIRONMENT = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "een-sleutel-voor-deze-test-0123456789-abcdefghijklmnop",
    "ALLOWED_HOSTS": "portal.example.nl",
    "SITE_ADDRESS": "https://portal.example.nl",
    "DATABASE_URL": "sqlite:////tmp/never-made.sqlite3",
    "SECURITY_CONTACT": "mailto:beveiliging@example.nl",
    "EMAIL_URL": "smtp+tls://a:b@mail.example.nl:587",
}
# What differs from the settings of the tests, for the fixture `settings`.
CHANGED: dict[str, Any] = {
    "ALLOWED_HOSTS": ["portal.example.nl"],
    "SECURE_SSL_REDIRECT": True,
    "SECURE_REDIRECT_EXEMPT": [r"^gezondheid/$", r"^levend/$", r"^metrics/$"],
    "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
    "SECURE_HSTS_SECONDS": 63072000,
    "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
    "SECURE_HSTS_PRELOAD": True,
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "SESSION_COOKIE_NAME": "__Host-sessionid",
    "CSRF_COOKIE_NAME": "__Host-csrftoken",
}
HTTPS = {"secure": True, "SERVER_NAME": "portal.example.nl", "SERVER_PORT": "443"}


def run(code: str, environment: dict[str, str | None] | None = None) -> subprocess.CompletedProcess[str]:
    """A Python of its own with the environment of production, changed as asked (None: left out)."""
    chosen = {**ENVIRONMENT, **(environment or {})}
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    given = inherited | {name: value for name, value in chosen.items() if value is not None} | {"DJANGO_SETTINGS_MODULE": "config.settings"}
    return subprocess.run([sys.executable, *code.split("\n", 1)], env=given, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)
