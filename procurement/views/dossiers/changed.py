"""Which dossiers rest on facts that have changed since they were last seen. What was found is kept per process while nothing changed."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import timezone

from procurement.changes import Changes, UnreadableRecordError, find_changes
from procurement.models import Dossier
from procurement.views.dossiers.recording import record_now
from voorzieningen import published

KEPT = 1000  # answers

_kept: dict[Hashable, Changes | None] = {}


def changed_of(dossiers: Sequence[Dossier]) -> dict[int, Changes | None]:
    """By primary key what changed under each dossier; None when that cannot be told. Two queries at most, however many dossiers."""
    if not dossiers:
        return {}
    with published.of_one_version() as version:
        day = timezone.localdate()
        keys = {dossier.pk: _key(dossier, version, day) for dossier in dossiers}
        new = [dossier for dossier in dossiers if keys[dossier.pk] not in _kept]
        prefetch_related_objects([dossier for dossier in new if dossier.record], "quotations")
        found = {dossier.pk: changes_between(dossier.record, record_now(dossier) if dossier.record else {}) for dossier in new}
    answer = {dossier.pk: found[dossier.pk] if dossier.pk in found else _kept[keys[dossier.pk]] for dossier in dossiers}
    if len(_kept) + len(new) > KEPT:
        _kept.clear()
    _kept.update({keys[pk]: changes for pk, changes in found.items()})
    return answer


def changes_of(dossier: Dossier) -> Changes | None:
    """As changed_of, of one dossier."""
    return changed_of([dossier])[dossier.pk]


def changes_between(old: dict[str, Any], new: dict[str, Any]) -> Changes | None:
    """What differs between two records; None when one of them is empty (there was or is no answer to the question) or cannot be read."""
    try:
        return find_changes(old, new) if old and new else None
    except UnreadableRecordError:
        return None


def digest_of(changes: Changes | None) -> str:
    """A code that is another one when something else has changed; empty when nothing did. Another day alone changes nothing."""
    if changes is None or changes.is_empty:
        return ""
    return sha256(repr(replace(changes, new_day=changes.old_day)).encode()).hexdigest()


def _key(dossier: Dossier, version: published.Version, day: date) -> Hashable:
    return dossier.key, dossier.version, dossier.recorded_at, version, day
