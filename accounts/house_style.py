"""The name and logo of a municipality: read and change, without losing the change of somebody else."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from accounts import audit
from accounts.models import HouseStyle, What


class ChangedMeanwhileError(Exception):
    """Somebody else changed it after this person opened the page."""


def house_style_of(municipality_id: int) -> HouseStyle:
    """What is kept, or an empty one with version 0 that is not saved. One query."""
    return HouseStyle.objects.filter(municipality_id=municipality_id).first() or HouseStyle(municipality_id=municipality_id, version=0)


def change(*, municipality_id: int, version: int, by: User, **fields: Any) -> None:
    """Keeps the fields (name, logo, logo_type). Raises ChangedMeanwhileError unless `version` is what is kept now."""
    with transaction.atomic():
        before = house_style_of(municipality_id)
        _keep(municipality_id, version, fields)
        kept = house_style_of(municipality_id)
        words = {"before": _words(before), "after": _words(kept)}
        audit.record(What.HOUSE_STYLE_CHANGED, by=by, about=kept, name="huisstijl", municipality_id=municipality_id, **words)


def _keep(municipality_id: int, version: int, fields: dict[str, Any]) -> None:
    if version == 0:
        try:
            with transaction.atomic():
                HouseStyle.objects.create(municipality_id=municipality_id, version=1, **fields)
        except IntegrityError:
            raise ChangedMeanwhileError from None
    elif not HouseStyle.objects.filter(municipality_id=municipality_id, version=version).update(version=version + 1, **fields):
        raise ChangedMeanwhileError


def _words(style: HouseStyle) -> dict[str, str]:
    """For the trail: the picture itself by its digest."""
    return {"naam": style.name, "logo": sha256(bytes(style.logo)).hexdigest()[:16] if style.logo else "geen"}
