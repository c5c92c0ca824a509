"""Dossiers for tests: somebody signed in, a dossier of that person, and what to read of its pages."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts.models import Role
from procurement.models import AdviceReport, Dossier
from tests.accounts.people import make_person, sign_in

QUERY = "gemeente=GM0392&aanbod=buurtgezinnen&aanbod=home-start&startjaar=2027&koppelingen=12"
ALL = "gemeente=GM0392&startjaar=2027&koppelingen=12"  # everything is compared: no reason is needed


def signed_in(role: Role = Role.ADVISER, municipality: str = "GM0392") -> tuple[Client, User]:
    client = Client()
    person = make_person(role, municipality)
    sign_in(client, person)
    return client, person


def make_dossier(person: User, **fields: Any) -> Dossier:
    values = {"municipality": person.membership.municipality, "name": "Steun", "query": QUERY, "created_by": person, **fields}
    return Dossier.objects.create(**values)


def events_of(dossier: Dossier) -> list[tuple[str, str]]:
    """(who, what) in the order in which it was done."""
    return list(dossier.events.order_by("pk").values_list("who", "what"))


def version_of(page: HttpResponse) -> str:
    """The version that the form of a page carries."""
    found = re.search(r'name="versie" value="([^"]*)"', page.content.decode())
    assert found is not None
    return found[1]


def freeze_by_hand(dossier: Dossier) -> AdviceReport:
    """A frozen report of the dossier, without the work of making one."""
    return AdviceReport.objects.create(
        dossier=dossier, municipality=dossier.municipality, municipality_name=dossier.municipality.name, number=1, title="Rapport",
        frozen_at=timezone.now(), frozen_by="Iemand", dossier_version=dossier.version, query=dossier.query, reference_day=date(2026, 11, 22),
        software_version="0", has_quotations=False, data="{}", check_code="0" * 40, pdf=b"%PDF-", sha256="0" * 64, file_name="rapport.pdf",
    )  # fmt: skip
