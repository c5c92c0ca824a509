"""The page on which an adviser makes the report of a dossier final: what will be kept, what still stands in the way, and the button."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from procurement.advice.parts import TEXTS
from procurement.exports.pdf import PdfBusyError, PdfProblemError, PdfTooLargeError, PdfUnavailableError
from procurement.models import AdviceReport, Dossier
from procurement.views.dossiers.found import member_of, name_of
from procurement.views.dossiers.freezing import Prospect, freeze, look, report_of_version
from procurement.views.dossiers.saving import acts_on_dossier, conflict_page, sent_version
from procurement.views.dossiers.showing import EMPTY
from procurement.views.printing import TRY_LATER

CHANGED = "De gegevens onder het rapport zijn veranderd sinds u deze pagina opende. Er is niets vastgesteld. Bekijk het rapport opnieuw."
UNAVAILABLE = (
    "De PDF is nu niet te maken. Op deze server ontbreekt iets dat daarvoor nodig is. Er is niets vastgesteld en het dossier is zoals het was."
)
BUSY = "Het is nu te druk om de PDF op tijd te maken. Er is niets vastgesteld. Probeer het over een halve minuut nog eens."
FAILED = (
    "Het maken van de PDF duurde te lang of is gestopt. Er is niets vastgesteld en het dossier is zoals het was. Probeer het nog eens, "
    "kies de korte vorm of laat onderdelen weg."
)
TOO_LARGE = "Dit rapport is te lang voor een PDF. Kies de korte vorm, laat onderdelen weg of kort uw teksten in. Er is niets vastgesteld."


@require_http_methods(["GET", "HEAD", "POST"])
@acts_on_dossier
def dossier_freeze(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """What will be frozen; sent, it is. Several at once make one report, to which all of them are led."""
    if request.method != "POST":
        return _page(request, look(dossier))
    if done := report_of_version(dossier, sent_version(request)):
        return _to_report(done)
    if sent_version(request) != dossier.version:
        return conflict_page(request, dossier)
    prospect = look(dossier)
    if not prospect.can_be_frozen:
        return _page(request, prospect, status=409)
    if request.POST.get("gezien", "") != prospect.code:
        return _page(request, prospect, said=CHANGED, status=409)
    return _freeze(request, prospect)


def _freeze(request: HttpRequest, prospect: Prospect) -> HttpResponse:
    try:
        report = freeze(prospect, who=name_of(member_of(request)), site=request.build_absolute_uri("/").rstrip("/"))
    except PdfUnavailableError as error:
        return _page(request, prospect, said=UNAVAILABLE, reason=str(error), status=503)
    except PdfProblemError as error:
        response = _page(request, prospect, said=BUSY if isinstance(error, PdfBusyError) else FAILED, status=503)
        response["Retry-After"] = str(TRY_LATER)
        return response
    except PdfTooLargeError:
        return _page(request, prospect, said=TOO_LARGE, status=409)
    if report is None:
        prospect.dossier.refresh_from_db()
        return conflict_page(request, prospect.dossier)
    return _to_report(report)


def _page(request: HttpRequest, prospect: Prospect, *, said: str = "", reason: str = "", status: int = 200) -> HttpResponse:
    dossier, report = prospect.dossier, prospect.report
    context = {
        "dossier": dossier,
        "prospect": prospect,
        "report": report,
        "own_texts": [name for code, name in TEXTS.items() if code in dossier.texts],
        "drafts": [name for code, name in TEXTS.items() if code not in dossier.texts and code not in EMPTY],
        "said": said,
        "reason": reason,
    }
    return render(request, "procurement/dossier_freeze.html", context, status=status)


def _to_report(report: AdviceReport) -> HttpResponse:
    return HttpResponseRedirect(reverse("procurement:report", args=[report.key]))
