"""A world with two municipalities for tests of who may see what: everything confidential of municipality A carries a marker."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.contrib.auth.models import User
from django.utils import timezone

from accounts.models import HouseStyle, Invitation, Role
from procurement.models import AdviceReport, Contract, Decision, Dossier, DossierEvent, DossierLink, Exclusion, Quotation, RealisedYear
from tests.accounts.people import make_person
from tests.procurement.frozen import make_dossier, make_report

A, B = "GM0392", "GM0479"
TOKEN = "proeflink-" + "a" * 33
INVITATION_TOKEN = "uitnodiging-" + "b" * 31
# In names, texts, quotations and reasons of municipality A; the amounts as a page, a file and a spreadsheet would write them.
MARKER = "GEHEIM-A"
AMOUNTS = ("987654.32", "987.654,32", "876543.21", "876.543,21")
QUOTATION = {"aanbod": "steunouder", "naam": f"Offerte {MARKER}", "vast_1": "987.654,32", "btw": "NONE_DUE"}


@dataclass
class World:
    """Everything that exists of municipality A, and the people who may or may not see it."""

    people: dict[str, User | None]
    dossier: Dossier
    deleted: Dossier
    final: Dossier
    report: AdviceReport
    link: DossierLink
    invitation: Invitation
    contract: Contract
    realised: RealisedYear
    markers: tuple[str, ...] = field(default=(MARKER, *AMOUNTS))


def make_world() -> World:
    people: dict[str, User | None] = {
        "anoniem": None,
        "lezer": make_person(Role.READER, A),
        "adviseur": make_person(Role.ADVISER, A, name=f"Adviseur {MARKER}"),
        "beheerder": make_person(Role.ADMINISTRATOR, A),
        "ander": make_person(Role.ADVISER, B),
        "catalogus": make_person(None, is_staff=True, is_superuser=True),
    }
    dossier = make_dossier(A, name=f"Dossier {MARKER}", texts={"aanleiding": f"Tekst {MARKER}"}, status=Dossier.Status.CONCEPT)
    Quotation.objects.create(dossier=dossier, number=1, fields=QUOTATION)
    Exclusion.objects.create(dossier=dossier, offering="buurtgezinnen", reason=f"Reden {MARKER}")
    DossierEvent.objects.create(dossier=dossier, who=f"Adviseur {MARKER}", what="Dossier gemaakt")
    link = DossierLink.objects.create(dossier=dossier, label=f"Lezer {MARKER}", token_hash=_hash(TOKEN), made_by="Adviseur")
    final = make_dossier(A, name=f"Vastgesteld {MARKER}", status=Dossier.Status.FINAL)
    decision = Decision.objects.create(dossier=final, outcome=Decision.Outcome.CHOSEN, reason=f"Besluit {MARKER}", decided_on=date(2026, 11, 20))
    contract = Contract.objects.create(
        decision=decision, offering="steunouder", starts_on=date(2027, 1, 1), until=date(2028, 1, 1), value="876543.21"
    )
    return World(
        people=people,
        dossier=dossier,
        deleted=make_dossier(A, name=f"Verwijderd {MARKER}", deleted_at=timezone.now()),
        final=final,
        report=make_report(
            final, title=f"Rapport {MARKER}", frozen_by=f"Adviseur {MARKER}", data=f'{{"proef":"{MARKER}"}}', file_name=f"{MARKER}.pdf"
        ),
        link=link,
        invitation=_invitation(),
        contract=contract,
        realised=RealisedYear.objects.create(contract=contract, year=2027, matches=8, cost="876543.21"),
    )


def _invitation() -> Invitation:
    HouseStyle.objects.create(municipality=make_person(Role.READER, A).membership.municipality, name=f"Gemeente {MARKER}")
    return Invitation.objects.create(
        municipality=HouseStyle.objects.get().municipality,
        email="genodigde@example.nl",
        role=Role.READER,
        token_hash=_hash(INVITATION_TOKEN),
        invited_at=timezone.now(),
        expires_at=_soon(),
    )


def _soon() -> datetime:
    return timezone.now() + timedelta(days=14)


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
