"""manage.py forget_audit: deletes the lines of the trail of access that are older than they may be kept. Meant to run once a month."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.models.audit import KEPT_FOR


class Command(BaseCommand):
    help = "Delete the lines of the trail of access that are older than seven years. The database refuses to delete younger ones."

    def handle(self, *args: Any, **options: Any) -> None:
        deleted, _ = AuditEvent.objects.filter(at__lt=timezone.now() - KEPT_FOR).delete()
        self.stdout.write(f"{deleted} lines deleted")
