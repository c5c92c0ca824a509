"""What the answer to a dossier rests on, kept to tell later what has changed. How two records differ is found in procurement.changes."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from procurement.changes import take_record
from procurement.models import Dossier
from procurement.sheet import Sheet
from procurement.views.dossiers.asking import ask_query
from procurement.views.questions import answer
from voorzieningen.reference_date import PARAMETER


def keep_record(dossier: Dossier, sheet: Sheet, day: date) -> None:
    """Keep what this answer rests on, of facts of this day, as what has been seen. Call it in the transaction of the change itself.

    It raises no version and writes nothing in the log: whoever calls it does.
    """
    dossier.record, dossier.recorded_at = take_record(sheet, reference_day=day), timezone.now()
    Dossier.objects.filter(pk=dossier.pk).update(record=dossier.record, recorded_at=dossier.recorded_at)


def keep_present_record(dossier: Dossier) -> None:
    """As keep_record, of the question as it stands. Without an answer there is nothing to keep: the record is empty then."""
    dossier.record, dossier.recorded_at = record_now(dossier), timezone.now()
    Dossier.objects.filter(pk=dossier.pk).update(record=dossier.record, recorded_at=dossier.recorded_at)


def record_now(dossier: Dossier, question: str | None = None) -> dict[str, Any]:
    """What the answer rests on today; empty when the catalogue can no longer take the question. Reads the quotations unless they are prefetched.

    `question` is another query than that of the dossier: the one of a frozen report. Also a question about a day in the past is answered as of
    today: what happened since is just what its reader wants to know.
    """
    query = QueryDict(dossier.query if question is None else question, mutable=True)
    query.pop(PARAMETER, None)
    asked = ask_query(query, sorted(dossier.quotations.all(), key=lambda item: item.number))
    return take_record(answer(asked), reference_day=asked.reference_day) if asked.form.is_valid() else {}
