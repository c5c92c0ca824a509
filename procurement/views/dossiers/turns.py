"""Changing what the answer of a dossier rests on: in turn, with its record and its log in one transaction."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest

from procurement.models import Dossier
from procurement.views.dossiers.found import write_down
from procurement.views.dossiers.recording import keep_present_record
from procurement.views.dossiers.saving import take_turn


def change_basis(request: HttpRequest, dossier: Dossier, what: str, change: Callable[[], object]) -> bool:
    """False when the sender saw an older version: nothing is changed then, and `dossier` is as it is now.

    Whether the dossier may change was read together with its version, so it still holds when that is the version that is changed.
    """
    with transaction.atomic():
        if not take_turn(request, dossier):
            return False
        change()
        keep_present_record(dossier)
        write_down(request, dossier, what)
    return True
