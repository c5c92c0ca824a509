"""manage.py purge_dossiers: removes for good the dossiers that were deleted and whose time to come back is over. Meant to run every day."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from accounts import audit
from accounts.models import What
from procurement.models import Dossier


class Command(BaseCommand):
    help = "Remove for good the dossiers that were deleted more than thirty days ago. A dossier with a frozen report always stays."

    def handle(self, *args: Any, **options: Any) -> None:
        removed = 0
        for key in Dossier.objects.past_grace().filter(reports=None).values_list("pk", flat=True):
            with transaction.atomic():
                # Asked again: a colleague may have brought it back just now.
                found = Dossier.objects.past_grace().filter(reports=None).select_for_update(of=("self",)).filter(pk=key).first()
                if found is not None:
                    # Its own log goes with it: this line says that it was there. Not its name, which may tell about a family.
                    last = found.events.order_by("-pk").first()
                    by = {"laatste regel": f"{last.what}, {last.who}"} if last else {}
                    audit.record(What.DOSSIER_PURGED, by=None, about=found, name=str(found.key), municipality_id=found.municipality_id, before=by)
                    found.delete()
                    removed += 1
        self.stdout.write(f"{removed} dossiers removed")
