"""What the portal can start with but should not run with: warnings of `manage.py check`."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import checks


def mail_reaches_nobody(**_rest: Any) -> list[checks.CheckMessage]:
    """In production mail has to go to somebody."""
    if not settings.PRODUCTION or settings.EMAIL_BACKEND.rpartition(".")[0] != "django.core.mail.backends.console":
        return []
    hint = "smtp+tls://name:password@host:587"
    return [checks.Warning("EMAIL_URL is missing: mail goes to the screen and reaches nobody", hint=hint, id="config.W001")]
