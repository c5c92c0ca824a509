"""The name and logo of a municipality: read and change, without losing the change of somebody else."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import HouseStyle


class ChangedMeanwhileError(Exception):
    """Somebody else changed it after this person opened the page."""


def house_style_of(municipality_id: int) -> HouseStyle:
    """What is kept, or an empty one with version 0 that is not saved. One query."""
    return HouseStyle.objects.filter(municipality_id=municipality_id).first() or HouseStyle(municipality_id=municipality_id, version=0)


def change(*, municipality_id: int, version: int, **fields: Any) -> None:
    """Keeps the fields (name, logo, logo_type). Raises ChangedMeanwhileError unless `version` is what is kept now."""
    if version == 0:
        try:
            with transaction.atomic():
                HouseStyle.objects.create(municipality_id=municipality_id, version=1, **fields)
        except IntegrityError:
            raise ChangedMeanwhileError from None
    elif not HouseStyle.objects.filter(municipality_id=municipality_id, version=version).update(version=version + 1, **fields):
        raise ChangedMeanwhileError
