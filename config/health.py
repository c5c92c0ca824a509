"""Addresses for a monitor: whether the process lives, and whether it can reach its database."""

import logging

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 with the version when the database answers, otherwise 503; the reason goes to the log, not to the visitor."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        logger.exception("The database does not answer")
        return JsonResponse({"status": "storing", "database": "onbereikbaar", "versie": settings.SOFTWARE_VERSION}, status=503)
    return JsonResponse({"status": "goed", "database": "goed", "versie": settings.SOFTWARE_VERSION})


@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers; the database is not asked."""
    return HttpResponse("levend\n", content_type="text/plain; charset=utf-8")
