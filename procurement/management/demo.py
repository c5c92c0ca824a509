"""What the demo holds: two municipalities, each with a dossier to work on and one whose report is frozen. Made up, apart from the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import QueryDict

from procurement.exports.pdf import PdfProblemError
from procurement.models import Dossier, DossierEvent, Exclusion, Quotation
from procurement.offers import NO_OWN_OFFERS
from procurement.views.dossiers.freezing import freeze, look
from procurement.views.dossiers.recording import keep_present_record
from procurement.views.dossiers.standing import stand
from procurement.views.questions import ask

CATALOGUE_MAIL = "catalogus@portaal.example.nl"
WHO = "Adviseur Proef"


@dataclass(frozen=True, slots=True)
class DemoMunicipality:
    """`code` is the CBS code, `domain` that of the mail addresses, `matches` the new matches a year that it asks for."""

    code: str
    domain: str
    matches: int
    offer: str  # the fixed amount of the private quotation in the first year, as somebody types it


MUNICIPALITIES = (
    DemoMunicipality("GM0392", "haarlem.example.nl", 10, "16.250"),
    DemoMunicipality("GM0479", "zaanstad.example.nl", 12, "18.400"),
)
TEXTS = {
    "aanleiding": "De jeugdhulp is duur en de wachtlijsten zijn lang. Het college wil weten of **informele steun** eerder kan helpen.\n\n"
    "- Wijkteams vragen om steun dicht bij huis.\n- Het contract met de huidige aanbieder loopt af.",
    "effect": "Elk jaar krijgen gezinnen eerder steun. Na een jaar vraagt de gemeente hun hoe het gaat.",
}
REASON = "De gemeente zoekt dit jaar steun buitenshuis. Dit aanbod komt bij de volgende ronde weer in beeld."


def make_dossiers(demo: DemoMunicipality, municipality: Any) -> Iterator[str]:
    """Makes what is not there yet and says what it did."""
    question = f"gemeente={demo.code}&aanbod=steunouder&aanbod=meeleefgezin&koppelingen={demo.matches}"
    for name, is_final in (("Steun buitenshuis, om mee te oefenen", False), ("Steun buitenshuis, vastgesteld", True)):
        if Dossier.objects.of_municipality(municipality.pk).filter(name=name).exists():
            yield f"dossier '{name}' was er al"
            continue
        dossier = _make(demo, municipality, name, question)
        yield f"dossier '{name}' gemaakt, met een offerte en redenen bij wat is afgevallen"
        if is_final:
            yield _freeze(dossier)


def _make(demo: DemoMunicipality, municipality: Any, name: str, question: str) -> Dossier:
    query = ask(QueryDict(question), lambda catalogue, existing: NO_OWN_OFFERS).form.question.query
    with transaction.atomic():
        dossier = Dossier.objects.create(
            municipality=municipality, name=name, query=query, author="Adviseur Proef, team Jeugd", texts=TEXTS, length=Dossier.Length.SHORT
        )
        fields = {"aanbod": "steunouder", "naam": "Offerte van de aanbieder", "vast_1": demo.offer, "vast_2": demo.offer, "btw": "UNKNOWN"}
        Quotation.objects.create(dossier=dossier, number=1, fields=fields)
        for offering in stand(dossier).missing:
            Exclusion.objects.create(dossier=dossier, offering=offering.slug, reason=REASON)
        DossierEvent.objects.create(dossier=dossier, who=WHO, what="Dossier gemaakt")
        keep_present_record(dossier)
    return dossier


def _freeze(dossier: Dossier) -> str:
    Dossier.objects.filter(pk=dossier.pk).update(status=Dossier.Status.TO_BE_ADOPTED)
    dossier.refresh_from_db()
    prospect = look(dossier)
    assert prospect.can_be_frozen, prospect.hindrances
    try:
        report = freeze(prospect, who=WHO, site=settings.SITE_ADDRESS)
    except PdfProblemError as error:
        return f"het rapport is niet vastgesteld: {error}"
    assert report is not None
    return f"rapport vastgesteld: {settings.SITE_ADDRESS}/rapporten/{report.key}/"
