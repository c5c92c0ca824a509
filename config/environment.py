"""Reads settings from the environment and says in one line which variable is missing or wrong. Never repeats a value: it may be a secret."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

T = TypeVar("T")
DEVELOPMENT_KEY = "development-only-" + "not-a-secret-" * 4
KINDS = ("development", "test", "production")
_HOST = re.compile(r"\.?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\]", re.ASCII)


def readable(name: str, read: Callable[[], T]) -> T:
    """What `read` gives; that it cannot be read is said with the name alone."""
    try:
        return read()
    except ImproperlyConfigured:
        raise ImproperlyConfigured(f"{name} is missing") from None
    except Exception:
        raise ImproperlyConfigured(f"{name} has a value that cannot be read") from None


def kind(env: environ.Env) -> str:
    """ENVIRONMENT."""
    found: str = env.str("ENVIRONMENT", default="development")
    if found not in KINDS:
        raise ImproperlyConfigured(f"ENVIRONMENT must be development, test or production, not {found[:20]!r}")
    return found


def needed(env: environ.Env, name: str, is_production: bool, otherwise: str) -> str:
    """A variable that production cannot do without."""
    found: str = env.str(name, default="").strip()
    if not found and is_production:
        raise ImproperlyConfigured(f"{name} is missing")
    return found or otherwise


def secret_key(env: environ.Env, is_production: bool) -> str:
    """SECRET_KEY: long, of different characters and nobody else's."""
    found = needed(env, "SECRET_KEY", is_production, DEVELOPMENT_KEY)
    if is_production and (len(found) < 50 or len(set(found)) < 5):
        raise ImproperlyConfigured("SECRET_KEY is too short or too simple: use at least 50 random characters")
    if is_production and (found == DEVELOPMENT_KEY or found.startswith("django-insecure-")):
        raise ImproperlyConfigured("SECRET_KEY is one for development: make one of your own")
    return found


def hosts(env: environ.Env, is_production: bool) -> list[str]:
    """ALLOWED_HOSTS: names only, and never all of them."""
    if not is_production:
        return ["127.0.0.1", "localhost", "[::1]", "testserver"]
    found = [host.strip() for host in needed(env, "ALLOWED_HOSTS", True, "").split(",") if host.strip()]
    if not found or any(not _HOST.fullmatch(host) for host in found):
        raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts of the portal, with commas between them; * is not allowed")
    return found


def site_address(env: environ.Env, is_production: bool) -> str:
    """SITE_ADDRESS without a slash at its end."""
    found = needed(env, "SITE_ADDRESS", is_production, "http://127.0.0.1:8000").rstrip("/")
    parts = readable("SITE_ADDRESS", lambda: urlsplit(found))
    if parts.scheme not in ({"https"} if is_production else {"http", "https"}) or not parts.hostname or parts.path or parts.query or parts.fragment:
        raise ImproperlyConfigured("SITE_ADDRESS must be an address like https://portal.example.nl, without a path")
    return found


def database(env: environ.Env, is_production: bool, otherwise: str) -> dict[str, Any]:
    """DATABASE_URL: SQLite or PostgreSQL, with the options that make it hold."""
    needed(env, "DATABASE_URL", is_production, otherwise)
    found: dict[str, Any] = readable("DATABASE_URL", lambda: env.db_url("DATABASE_URL", default=otherwise))
    if found["ENGINE"] == "django.db.backends.sqlite3":
        # Measured: without these, parallel writers lose most of their transactions to "database is locked".
        # The last connection to close removes the write-ahead log, and on a full disk nobody can make it again: then reading would stop as well.
        return found | {
            "CONN_MAX_AGE": None,
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"},
        }
    if found["ENGINE"] not in {"django.db.backends.postgresql", "django.db.backends.postgresql_psycopg2"}:
        raise ImproperlyConfigured("DATABASE_URL must start with postgres:// or sqlite:///")
    seconds = whole_number(env, "DATABASE_STATEMENT_SECONDS", 30)
    # A statement that runs away, a lock that nobody lets go of and a transaction that nobody ends, end by themselves. Waiting for a lock
    # takes as long as on SQLite.
    limits = f"-c statement_timeout={seconds}s -c lock_timeout=20s -c idle_in_transaction_session_timeout=60s"
    options = {"connect_timeout": 5, "application_name": "steunkeuze", "options": limits} | found.get("OPTIONS", {})
    return found | {"OPTIONS": options, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def whole_number(env: environ.Env, name: str, default: int) -> int:
    """A number that is not below nought."""
    found = readable(name, lambda: int(env.int(name, default=default)))
    if found < 0:
        raise ImproperlyConfigured(f"{name} may not be below 0")
    return found


def security_contact(env: environ.Env, is_production: bool) -> str:
    """SECURITY_CONTACT: where to report a weakness, as security.txt wants it."""
    found = needed(env, "SECURITY_CONTACT", is_production, "mailto:beveiliging@example.nl")
    if re.fullmatch(r"(mailto:[^\s@]+@[^\s@]+|https://\S+|tel:\+[0-9-]+)", found, re.ASCII) is None:
        raise ImproperlyConfigured("SECURITY_CONTACT must start with mailto:, https:// or tel:+")
    return found


def secret_token(env: environ.Env, name: str) -> str:
    """A secret that may be left out; one that can be guessed is refused."""
    found: str = env.str(name, default="").strip()
    if found and (len(found) < 20 or not found.isascii()):
        raise ImproperlyConfigured(f"{name} is too short: use at least 20 characters of ASCII")
    return found


def or_stop() -> None:
    """Load the settings; when they are wrong, say so in one line and end with code 1, without a traceback."""
    from django.conf import settings

    try:
        _ = settings.SECRET_KEY
    except ImproperlyConfigured as error:
        sys.exit(f"The portal does not start: {error}")
