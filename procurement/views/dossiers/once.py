"""Two clicks on one form make one dossier: the form carries the public number that the dossier will get."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from procurement.models import Dossier

FIELD = "nummer"


def number_in(typed: Mapping[str, Any] | None) -> UUID:
    """The number that a form carries, or a new one when it has none or what it has is no number."""
    try:
        return UUID(str((typed or {}).get(FIELD) or ""))
    except ValueError:
        return uuid4()


def make_once(key: UUID, make: Callable[[UUID], Dossier], **same: Any) -> Dossier:
    """The dossier that `make` stores under this number, in one transaction; when it was made a moment ago, that one.

    `same` are the fields by which it is recognised. With other words in the form, or when the number is somebody else's, it gets a new number:
    who went back and typed something else means another dossier.
    """
    try:
        with transaction.atomic():
            return make(key)
    except IntegrityError:
        taken = Dossier.objects.filter(key=key)
        if not taken.exists():
            raise
        made = taken.present().filter(**same).first()
        return made if made is not None else make(uuid4())
