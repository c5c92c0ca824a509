"""Making a report final: looking what would be frozen and what stands in the way, and storing it in one transaction. The pages are in freeze.py."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from procurement.advice.edition import FrozenMark, Status
from procurement.advice.missing import missing_reasons
from procurement.exports.frozen_json import canonical, check_code, frozen_data
from procurement.exports.pdf import PdfBusyError
from procurement.exports.qr import qr_of
from procurement.exports.report import Report
from procurement.exports.report_files import report_pdf
from procurement.models import AdviceReport, Dossier, DossierEvent
from procurement.views.dossiers.asking import edition_of, house_style_of, report_of
from procurement.views.dossiers.recording import keep_record
from procurement.views.dossiers.standing import ask_for_report
from procurement.views.questions import Asked

# One rendering takes a whole processor anyway; who waited here sees that the report is there and makes no second one.
_one_at_a_time = threading.Lock()
PATIENCE_FOR_A_TURN = 3.0  # seconds: who waits here keeps a thread from answering pages


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Something that has to be done before the report can be made final. `address` is where."""

    text: str
    address: str
    doing: str


@dataclass(frozen=True, slots=True)
class Prospect:
    """A dossier as it would be frozen now. Without a valid question there is no report, no data and no code.

    `data` is what is kept and `code` belongs to it: neither knows the number or the moment, so that both can stand in the PDF.
    """

    dossier: Dossier
    hindrances: tuple[Hindrance, ...]
    report: Report | None = None
    data: str = ""
    code: str = ""
    quotations: int = 0

    @property
    def can_be_frozen(self) -> bool:
        return not self.hindrances


def look(dossier: Dossier) -> Prospect:
    """What would be frozen of a dossier, and what stands in the way."""
    asked = ask_for_report(dossier)
    hindrances = (*_of_status(dossier), *_of_question(dossier, asked), *_of_quotations(dossier, asked.own.unreadable))
    if not asked.form.is_valid():
        return Prospect(dossier, hindrances)
    report = report_of(asked, replace(edition_of(dossier, house_style_of(dossier)), status=Status.FINAL))
    data = frozen_data(report, software_version=settings.SOFTWARE_VERSION)
    return Prospect(
        dossier=dossier,
        hindrances=(*hindrances, *_of_reasons(dossier, report)),
        report=report,
        data=canonical(data).decode(),
        code=check_code(data),
        quotations=len(asked.own.counted),
    )


def report_of_version(dossier: Dossier, version: int) -> AdviceReport | None:
    """The report that this version of the dossier was frozen as."""
    return AdviceReport.objects.without_files().filter(dossier=dossier, dossier_version=version).first()


def freeze(prospect: Prospect, *, who: str, site: str) -> AdviceReport | None:
    """Make the report final, in the name of `who`; `site` is the address of the portal, without a slash at its end.

    Of several at once one stores it and the others get the same; None when the dossier changed meanwhile.
    Raises what rendering a PDF raises. Whatever goes wrong, and wherever it stops, the dossier is as it was.
    """
    dossier = prospect.dossier
    if not _one_at_a_time.acquire(timeout=PATIENCE_FOR_A_TURN):
        raise PdfBusyError("another report is being made final")
    try:
        if not Dossier.objects.filter(pk=dossier.pk, version=dossier.version).exists():
            return report_of_version(dossier, dossier.version)
        new = _made(prospect, who, site)
        return _stored(prospect, new) or report_of_version(dossier, dossier.version)
    finally:
        _one_at_a_time.release()


def _made(prospect: Prospect, who: str, site: str) -> AdviceReport:
    """The report with its PDF, not yet stored: this takes long, so it happens outside the transaction."""
    assert prospect.report is not None
    key, moment, dossier = uuid4(), timezone.now(), prospect.dossier
    report = _marked(prospect.report, _mark(site, key, moment, prospect.code))
    pdf = report_pdf(report, base_url=f"{site}/", address=_address(site, key))
    return AdviceReport(
        key=key,
        dossier=dossier,
        municipality_id=dossier.municipality_id,
        municipality_name=dossier.municipality.name,
        title=report.title[:250],
        frozen_at=moment,
        frozen_by=who,
        dossier_version=dossier.version,
        query=dossier.query,
        reference_day=report.reference_day,
        software_version=settings.SOFTWARE_VERSION[:50],
        has_quotations=prospect.quotations > 0,
        check_code=prospect.code,
        sha256=sha256(pdf).hexdigest(),
        file_name=report.file_name[:150],
        data=prospect.data,
        pdf=pdf,
    )


def _stored(prospect: Prospect, new: AdviceReport) -> AdviceReport | None:
    """Everything in one transaction: the report, the status, the record of what it rests on, and the log. None when the turn was another's."""
    assert prospect.report is not None
    dossier = prospect.dossier
    with transaction.atomic():
        if not Dossier.take_turn(pk=dossier.pk, version=dossier.version):
            return None
        new.number = (dossier.reports.aggregate(last=Max("number"))["last"] or 0) + 1
        new.save(force_insert=True)
        Dossier.objects.filter(pk=dossier.pk).update(status=Dossier.Status.FINAL)
        keep_record(dossier, prospect.report.sheet, prospect.report.reference_day)
        DossierEvent.objects.create(dossier=dossier, who=new.frozen_by, what=f"Rapport {new.number} vastgesteld")
    return new


def _marked(report: Report, mark: FrozenMark) -> Report:
    return replace(report, edition=replace(report.edition, frozen=mark))


def _mark(site: str, key: UUID, moment: datetime, code: str) -> FrozenMark:
    address = f"{_address(site, key)}?code={code}"
    return FrozenMark(number=str(key), address=address, frozen_at=moment, check_code=code, qr=qr_of(address))


def _address(site: str, key: UUID) -> str:
    return f"{site}{reverse('procurement:report', args=[key])}"


def _of_status(dossier: Dossier) -> list[Hindrance]:
    there = reverse("procurement:dossier", args=[dossier.key])
    if dossier.archived_at is not None:
        return [Hindrance("Het dossier staat in het archief.", there, "Haal het terug uit het archief")]
    if dossier.status == Dossier.Status.FINAL:
        return [Hindrance("Het dossier is al vastgesteld.", there, "Bekijk het dossier")]
    if dossier.status != Dossier.Status.TO_BE_ADOPTED:
        return [Hindrance("Het dossier is nog een concept. Zet het eerst op ‘ter vaststelling’.", there, "Verander de status")]
    return []


def _of_question(dossier: Dossier, asked: Asked) -> list[Hindrance]:
    there = reverse("procurement:dossier", args=[dossier.key])
    messages = [f"{name}: {message}" for name, found in asked.form.problems.items() for message in found]
    return [Hindrance(f"De vraag klopt niet. {message}", there, "Pas de vraag aan") for message in messages]


def _of_quotations(dossier: Dossier, unreadable: int) -> list[Hindrance]:
    if not unreadable:
        return []
    text = "Eén offerte klopt" if unreadable == 1 else f"{unreadable} offertes kloppen"
    there = reverse("procurement:dossier_quotations", args=[dossier.key])
    return [Hindrance(f"{text} niet meer met de catalogus.", there, "Pas de offertes aan of verwijder ze")]


def _of_reasons(dossier: Dossier, report: Report) -> list[Hindrance]:
    there = reverse("procurement:dossier_exclusions", args=[dossier.key])
    missing = missing_reasons(report.sheet, report.edition.exclusions)
    text = "past bij de opgave en is niet gekozen. Er staat nog geen reden bij."
    return [Hindrance(f"{offering.name} {text}", there, "Schrijf de reden op") for offering in missing]
