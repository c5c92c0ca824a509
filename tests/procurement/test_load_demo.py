"""The demo: people who can really sign in, dossiers with all that belongs in them, and never on a real portal."""

from __future__ import annotations

import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.models import Membership, Role
from procurement.exports import report_files
from procurement.exports.pdf import PdfUnavailableError
from procurement.models import AdviceReport, Dossier, Exclusion, Quotation

pytestmark = pytest.mark.django_db


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_files, "render_pdf", lambda **_: b"%PDF-1.7 proef")


def load(*options: str) -> str:
    out = io.StringIO()
    call_command("load_demo", *options, stdout=out)
    return out.getvalue()


def password_of(mail: str, said: str) -> str:
    found = re.search(rf"{re.escape(mail)}\s+(\S+)", said)
    assert found is not None
    return found[1]


def test_it_makes_two_municipalities_with_people_dossiers_and_a_frozen_report(quick: None) -> None:
    load()

    roles = sorted(Membership.objects.values_list("municipality__name", "role"))
    assert roles == sorted((name, role) for name in ("Haarlem", "Zaanstad") for role in Role.values)
    for name in ("Haarlem", "Zaanstad"):
        dossiers = Dossier.objects.filter(municipality__name=name)
        assert sorted(dossiers.values_list("status", flat=True)) == ["concept", "vastgesteld"]
        assert Quotation.objects.filter(dossier__in=dossiers).count() == 2
        assert Exclusion.objects.filter(dossier__in=dossiers).exists()
        assert AdviceReport.objects.filter(dossier__in=dossiers, has_quotations=True).count() == 1


def test_somebody_of_the_demo_signs_in_as_it_says(quick: None) -> None:
    mail = "adviseur@haarlem.example.nl"
    said = load()
    client = Client()

    client.post(reverse("account_login"), {"login": mail, "password": password_of(mail, said)})
    client.post(reverse("mfa_authenticate"), {"code": load("--code", mail).strip()})

    assert "Steun buitenshuis, om mee te oefenen" in client.get(reverse("procurement:dossiers")).content.decode()


def test_repeating_it_gives_new_passwords_and_leaves_the_dossiers_alone(quick: None) -> None:
    first = load()
    Dossier.objects.filter(status="concept").update(author="Iemand anders")
    kept = list(Dossier.objects.order_by("pk").values_list("pk", "author", "version"))

    second = load()

    mail = "lezer@zaanstad.example.nl"
    assert password_of(mail, first) != password_of(mail, second)
    assert list(Dossier.objects.order_by("pk").values_list("pk", "author", "version")) == kept
    assert AdviceReport.objects.count() == 2


def test_it_refuses_under_production_settings(settings) -> None:
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="production"):
        load()
    assert not Membership.objects.exists()


def test_a_code_is_only_for_people_of_the_demo(quick: None) -> None:
    load()

    with pytest.raises(CommandError, match="nobody of the demo"):
        load("--code", "iemand@example.nl")


def test_without_a_pdf_engine_the_dossier_stays_to_be_adopted(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(**_: object) -> bytes:
        raise PdfUnavailableError("apt-get install libpango")

    monkeypatch.setattr(report_files, "render_pdf", missing)

    assert "niet vastgesteld" in load()
    assert sorted(Dossier.objects.values_list("status", flat=True)) == ["concept", "concept", "ter-vaststelling", "ter-vaststelling"]
