"""Writes a file that somebody looked at and confirmed: all of it once, in one transaction, or nothing. What would change is worked out in `plan`."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import IntegrityError, models, transaction

from config.editing.turns import take_turn
from voorzieningen.imports.plan import MOST_CHANGES, Plan, make_plan
from voorzieningen.imports.table import Table
from voorzieningen.loading.checks import catalogue_problems
from voorzieningen.models.imports import ImportFile, ImportOutcome

CHANGED = "Intussen heeft iemand iets gewijzigd. Er is niets opgeslagen. Kijk opnieuw wat er verandert en bevestig daarna nog een keer."
CLASH = "Er is niets opgeslagen: rijen in het bestand botsen met elkaar of met wat er staat. Wissel bijvoorbeeld een voorkeur in twee stappen."


class NotWrittenError(Exception):
    """Nothing was written; `messages` say why. `is_stale`: the catalogue is no longer what the preview showed."""

    def __init__(self, *messages: str, is_stale: bool = False) -> None:
        super().__init__("; ".join(messages))
        self.messages, self.is_stale = messages, is_stale


class AlreadyWrittenError(Exception):
    """This file was written before: nothing was written now."""


def keep_file(model: type[models.Model], name: str, data: bytes, user: Any) -> ImportFile:
    """Put a file that passed the inspection in the database, to wait for its confirmation."""
    digest = hashlib.sha256(data).hexdigest()
    return ImportFile.objects.create(model=model._meta.model_name, name=safe_name(name), sha256=digest, content=data, uploaded_by=user)


def safe_name(name: str) -> str:
    """A file name that can stand in a log: its last part, without signs that cannot be seen, at most 90 of them."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in last if sign.isprintable()).strip()[-90:] or "bestand"


def write_file(file: ImportFile, model: type[models.Model], table: Table, digest: str, most: int = MOST_CHANGES) -> ImportOutcome:
    """Write what the plan with this digest says; `most` as for the plan.

    Raises AlreadyWrittenError, or NotWrittenError when the plan has become another one, has problems or breaks the catalogue.
    """
    try:
        with transaction.atomic():
            take_turn()
            if ImportOutcome.objects.filter(file=file).exists():
                raise AlreadyWrittenError
            plan = make_plan(model, table, most)
            if plan.digest != digest:
                raise NotWrittenError(CHANGED, is_stale=True)
            if plan.problems:
                raise NotWrittenError(*(f"rij {problem.row}, {problem.column}: {problem.message}" for problem in plan.problems))
            _save(plan, f"import {file.name}")
            if problems := catalogue_problems():
                raise NotWrittenError("Er is niets opgeslagen: het geheel zou niet meer kloppen.", *problems)
            return ImportOutcome.objects.create(file=file, created=plan.created, changed=plan.changed, unchanged=plan.unchanged)
    except IntegrityError as error:
        if ImportOutcome.objects.filter(file=file).exists():
            raise AlreadyWrittenError from error
        raise NotWrittenError(CLASH) from error


def _save(plan: Plan, reason: str) -> None:
    for row in plan.rows:
        row.form.instance._change_reason = reason
        row.form.save()
