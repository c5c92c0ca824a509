"""What would be frozen and what is: each hindrance in full, and every field of the report and the log."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import HouseStyle
from procurement.advice.edition import Status
from procurement.exports.frozen_json import canonical, check_code
from procurement.exports.pdf import PdfBusyError
from procurement.models import AdviceReport, Dossier, Exclusion, Quotation
from procurement.views.dossiers import freezing
from procurement.views.dossiers.freezing import Hindrance, freeze, look, report_of_version
from tests.procurement.frozen import make_dossier, make_report

pytestmark = pytest.mark.django_db
FITTING = ("buurtgezinnen", "meeleefgezin", "samen-oplopen", "gezin-in-de-buurt", "home-start", "sos")
SITE = "https://portaal.example.nl"


@pytest.fixture
def dossier(db: None) -> Dossier:
    dossier = make_dossier()
    for slug in FITTING:
        Exclusion.objects.create(dossier=dossier, offering=slug, reason="Hier is geen plek voor.")
    return dossier


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, str, str]]:
    """What was asked of the maker of PDFs."""
    asked: list[tuple[Any, str, str]] = []

    def render(report: Any, *, base_url: str, address: str) -> bytes:
        asked.append((report, base_url, address))
        return address.encode()

    monkeypatch.setattr(freezing, "report_pdf", render)
    return asked


@pytest.mark.parametrize(
    ("fields", "text", "doing"),
    [
        ({"archived_at": timezone.now()}, "Het dossier staat in het archief.", "Haal het terug uit het archief"),
        ({"status": Dossier.Status.FINAL}, "Het dossier is al vastgesteld.", "Bekijk het dossier"),
        ({"status": Dossier.Status.CONCEPT}, "Het dossier is nog een concept. Zet het eerst op ‘ter vaststelling’.", "Verander de status"),
    ],
)
def test_where_the_dossier_stands_can_be_in_the_way(dossier: Dossier, fields: dict[str, Any], text: str, doing: str) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(**fields)
    dossier.refresh_from_db()
    prospect = look(dossier)
    assert prospect.hindrances == (Hindrance(text, reverse("procurement:dossier", args=[dossier.key]), doing),)
    assert not prospect.can_be_frozen


def test_a_question_that_is_wrong_is_in_the_way_and_leaves_nothing_to_freeze(dossier: Dossier) -> None:
    dossier.query = "gemeente=GM0392&aanbod=steunouder&jaren=99"
    prospect = look(dossier)
    (hindrance,) = prospect.hindrances
    assert hindrance.text == "De vraag klopt niet. jaren: Vul een heel getal in van 1 tot en met 10."
    assert (hindrance.address, hindrance.doing) == (reverse("procurement:dossier", args=[dossier.key]), "Pas de vraag aan")
    assert (prospect.dossier, prospect.report, prospect.data, prospect.code) == (dossier, None, "", "")


@pytest.mark.parametrize(("number", "text"), [(1, "Eén offerte klopt"), (2, "2 offertes kloppen")])
def test_quotations_that_cannot_be_read_are_in_the_way(dossier: Dossier, number: int, text: str) -> None:
    for one in range(1, number + 1):
        Quotation.objects.create(dossier=dossier, number=one, fields={"aanbod": "opgeheven"})
    there = reverse("procurement:dossier_quotations", args=[dossier.key])
    assert look(dossier).hindrances == (Hindrance(f"{text} niet meer met de catalogus.", there, "Pas de offertes aan of verwijder ze"),)


def test_what_fits_and_has_no_reason_is_in_the_way(dossier: Dossier) -> None:
    dossier.exclusions.filter(offering="home-start").delete()
    text = "Home-Start past bij de opgave en is niet gekozen. Er staat nog geen reden bij."
    there = reverse("procurement:dossier_exclusions", args=[dossier.key])
    assert look(dossier).hindrances == (Hindrance(text, there, "Schrijf de reden op"),)


def test_what_would_be_frozen_is_final_and_in_the_style_of_the_house(dossier: Dossier, settings: Any) -> None:
    settings.SOFTWARE_VERSION = "7.7.7"
    HouseStyle.objects.create(municipality=dossier.municipality, name="Gemeente Haarlem")
    Quotation.objects.create(dossier=dossier, number=1, fields={"aanbod": "steunouder", "naam": "Offerte", "vast_1": "31.415", "btw": "UNKNOWN"})
    prospect = look(dossier)
    assert prospect.report is not None
    assert (prospect.can_be_frozen, prospect.dossier, prospect.quotations) == (True, dossier, 1)
    assert (prospect.report.edition.status, prospect.report.edition.organisation) == (Status.FINAL, "Gemeente Haarlem")
    data = json.loads(prospect.data)
    assert (data["software"], data["titel"]) == ("7.7.7", prospect.report.title)
    assert (canonical(data).decode(), check_code(data)) == (prospect.data, prospect.code)


def test_every_field_of_the_report_is_that_of_the_prospect(dossier: Dossier, rendered: list[tuple[Any, str, str]], settings: Any) -> None:
    settings.SOFTWARE_VERSION = "7.7.7"
    prospect = look(dossier)
    report = freeze(prospect, who="Anna Adviseur", site=SITE)
    assert report is not None
    assert prospect.report is not None
    there = f"{SITE}/rapporten/{report.key}/"
    ((made, base, address),) = rendered
    assert (base, address) == (f"{SITE}/", there)
    assert made.edition.frozen.address == f"{there}?code={prospect.code}"
    stored = AdviceReport.objects.get()
    assert (stored.dossier, stored.municipality, stored.municipality_name) == (dossier, dossier.municipality, "Haarlem")
    assert (stored.reference_day, stored.software_version, stored.frozen_by) == (prospect.report.reference_day, "7.7.7", "Anna Adviseur")
    assert (stored.title, stored.file_name, stored.query) == (prospect.report.title, prospect.report.file_name, dossier.query)
    assert (stored.data, stored.check_code, bytes(stored.pdf)) == (prospect.data, prospect.code, there.encode())
    assert (stored.has_quotations, stored.dossier_version, stored.number) == (False, 1, 1)


def test_texts_that_are_too_long_for_their_column_are_cut(
    dossier: Dossier, rendered: list[Any], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SOFTWARE_VERSION = "1" * 60
    prospect = look(dossier)
    assert prospect.report is not None
    edition = replace(prospect.report.edition, subject="x" * 300)
    monkeypatch.setattr(type(prospect.report), "file_name", "y" * 300)
    report = freeze(replace(prospect, report=replace(prospect.report, edition=edition), quotations=1), who="A", site=SITE)
    assert report is not None
    assert (len(report.title), len(report.software_version), len(report.file_name), report.has_quotations) == (250, 50, 150, True)


def test_numbers_of_reports_go_up_per_dossier(dossier: Dossier, rendered: list[Any]) -> None:
    make_report(make_dossier(name="Een ander", status=Dossier.Status.FINAL), number=7)
    make_report(dossier, number=4, dossier_version=0)
    report = freeze(look(dossier), who="A", site=SITE)
    assert report is not None
    assert report.number == 5
    assert list(dossier.events.values_list("who", "what")) == [("A", "Rapport 5 vastgesteld")]
    assert list(Dossier.objects.order_by("pk").values_list("status", flat=True)) == [Dossier.Status.FINAL, Dossier.Status.FINAL]


def test_another_dossier_stays_as_it_is_and_does_not_count(dossier: Dossier, rendered: list[Any]) -> None:
    other = make_dossier(name="Een ander")
    make_report(other)
    Dossier.objects.filter(pk=dossier.pk).update(version=2)  # changed since it was looked at
    assert freeze(look(dossier), who="A", site=SITE) is None
    assert not rendered
    dossier.refresh_from_db()
    assert freeze(look(dossier), who="A", site=SITE) is not None
    other.refresh_from_db()
    assert (other.status, other.version, other.events.count()) == (Dossier.Status.TO_BE_ADOPTED, 1, 0)


def test_who_comes_after_another_is_given_the_report_of_that_one(dossier: Dossier, rendered: list[Any]) -> None:
    prospect = look(dossier)
    first, second = freeze(prospect, who="A", site=SITE), freeze(prospect, who="B", site=SITE)
    assert first == second
    assert (second is None, len(rendered), AdviceReport.objects.get().frozen_by) == (False, 1, "A")


def test_a_report_is_found_by_the_version_it_was_made_of(dossier: Dossier) -> None:
    make_report(make_dossier(name="Een ander"), number=1, dossier_version=3)
    first, second = make_report(dossier, number=1, dossier_version=3), make_report(dossier, number=2, dossier_version=5)
    assert [report_of_version(dossier, version) for version in (3, 5, 4)] == [first, second, None]
    found = report_of_version(dossier, 3)
    assert found is not None
    assert found.get_deferred_fields() == {"pdf", "data"}


def test_who_never_gets_a_turn_hears_that_another_is_busy(dossier: Dossier, rendered: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(freezing, "PATIENCE_FOR_A_TURN", 0.01)
    prospect = look(dossier)
    with freezing._one_at_a_time, pytest.raises(PdfBusyError, match=r"^another report is being made final$"):
        freeze(prospect, who="A", site=SITE)
    assert freeze(prospect, who="A", site=SITE) is not None
    assert not freezing._one_at_a_time.locked()
