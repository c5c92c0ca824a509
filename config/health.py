"""Addresses for a monitor: whether the process lives, and whether it can do its work."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config import triggers

logger = logging.getLogger(__name__)

LEAST_FREE_BYTES = 50 * 1024 * 1024


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True


@cache
def _last_migrations() -> frozenset[tuple[str, str]]:
    """The newest migration of every app, as this process was started with."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def _migrations() -> bool:
    return _last_migrations() <= set(MigrationRecorder(connection).applied_migrations())


def _triggers() -> bool:
    return not triggers.missing(connection)


def _disk() -> bool:
    """Whether something can be written, and SQLite's folder has room left."""
    with tempfile.TemporaryFile() as file:
        file.write(b"\0" * 4096)
        file.flush()
    name = str(settings.DATABASES["default"]["NAME"])
    folder = Path(name).parent
    return connection.vendor != "sqlite" or not folder.is_dir() or shutil.disk_usage(folder).free > LEAST_FREE_BYTES


# In this order; without a database nothing further is asked of it.
CHECKS: dict[str, Callable[[], bool]] = {"database": _database, "migraties": _migrations, "bewaking": _triggers, "schijf": _disk}
_OF_DATABASE = {"migraties", "bewaking"}


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 with the version when all is well, otherwise 503 and which part is not; the reason goes to the log, not to the visitor."""
    found: dict[str, str] = {}
    for name, check in CHECKS.items():
        is_asked = name not in _OF_DATABASE or found["database"] == "goed"
        found[name] = ("goed" if _holds(name, check) else "storing") if is_asked else "onbekend"
    is_well = set(found.values()) == {"goed"}
    status = "goed" if is_well else "storing"
    return JsonResponse({"status": status, **found, "versie": settings.SOFTWARE_VERSION}, status=200 if is_well else 503)


def _holds(name: str, check: Callable[[], bool]) -> bool:
    try:
        is_well = check()
    except Exception:  # a monitor hears that it is broken, whatever it is
        logger.exception("The check %s could not be done", name)
        return False
    if not is_well:
        logger.error("The check %s says that something is wrong", name)
    return is_well


@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers; the database is not asked."""
    return HttpResponse("levend\n", content_type="text/plain; charset=utf-8")
