"""The page of a dossier: how far it is, what it needs, and the way to all its parts. Every colleague may read it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import member_required
from procurement.advice.parts import PARTS, TEXTS, Length, parts_in
from procurement.left_out import LeftOut
from procurement.models import Dossier
from procurement.views.dossiers.changed import changes_of
from procurement.views.dossiers.following import watch_of
from procurement.views.dossiers.found import find_dossier, member_of
from procurement.views.dossiers.standing import Standing, stand
from procurement.views.own_session import private

MOST_EVENTS = 100


@require_safe
@member_required
def dossier(request: HttpRequest, key: UUID) -> HttpResponse:
    """The overview. As many queries however much is in it."""
    found = find_dossier(request, key)
    membership = member_of(request)
    standing = stand(found)
    events = list(found.events.order_by("-pk")[: MOST_EVENTS + 1])
    return private(
        render(
            request,
            "procurement/dossier.html",
            {
                "dossier": found,
                "can_edit": membership.can_edit,
                "may_change": membership.can_edit and found.is_editable,
                "standing": standing,
                "sheet": standing.sheet,
                "in_report": parts_in(Length(found.length), found.left_out),
                "left_out": [part for part in PARTS if part.code in found.left_out and not part.is_required],
                "texts": text_rows(found),
                "exclusions": exclusion_rows(standing),
                "quotations": found.quotations.count(),
                "reports": found.reports.without_files().newest_first(),
                "changed": changes_of(found),
                "watch": watch_of(request, found),
                "events": events[:MOST_EVENTS],
                "has_more_events": len(events) > MOST_EVENTS,
            },
        )
    )


# Texts without a draft: they say nothing until somebody writes one.
EMPTY = {part.remark for part in PARTS} - {"toelichting-vragen"}


def text_rows(dossier: Dossier) -> list[tuple[str, str, str, bool]]:
    """(code, what it is called, where it comes from, whether its part is in the report) of every text."""
    parts = {code for part in parts_in(Length(dossier.length), dossier.left_out) for code in part.all_texts}
    return [(code, label, _origin(dossier, code), code in parts) for code, label in TEXTS.items()]


def _origin(dossier: Dossier, code: str) -> str:
    if code in dossier.texts:
        return "eigen tekst"
    return "geen tekst" if code in EMPTY else "concept uit de gegevens"


def exclusion_rows(standing: Standing) -> list[tuple[LeftOut, str, bool]]:
    """(row, reason, whether a reason is still needed) of everything that is not compared or falls out."""
    missing = {offering.slug for offering in standing.missing}
    rows = standing.sheet.left_out if standing.sheet else ()
    return [(row, standing.exclusions.get(row.offering.slug, ""), row.offering.slug in missing) for row in rows]
