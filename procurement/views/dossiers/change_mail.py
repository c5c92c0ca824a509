"""Mail about dossiers under which facts changed: names, numbers of changes and links, never an amount."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.db.models import F
from django.urls import reverse

from procurement.changes import Changes
from procurement.models import Dossier, DossierWatch
from procurement.views.dossiers.changed import changed_of, digest_of


@dataclass(frozen=True, slots=True)
class Told:
    """One dossier in a mail: who follows it, what changed, and the code of what is told now."""

    watch: DossierWatch
    changes: Changes
    digest: str


def find_mails() -> Iterator[tuple[User, list[Told]]]:
    """Per person who wants mail the followed dossiers with changes that he was not told before. What is changed back is forgotten."""
    for user, watches in groupby(_watches(), key=lambda watch: watch.user):
        following = list(watches)
        found = changed_of([watch.dossier for watch in following])
        new = []
        for watch in following:
            changes = found[watch.dossier_id]
            digest = digest_of(changes)
            if not digest and watch.told and changes is not None:
                DossierWatch.objects.filter(pk=watch.pk).update(told="")
            if changes is not None and digest not in ("", watch.told):
                new.append(Told(watch, changes, digest))
        if new:
            yield user, new


def send(user: User, told: list[Told]) -> None:
    """Send one mail and remember what it told. Raises OSError when the mail cannot be sent: nothing is remembered then, so next time tries again."""
    EmailMessage(subject_of(told), body_of(told), to=[user.email]).send()
    for item in told:
        DossierWatch.objects.filter(pk=item.watch.pk).update(told=item.digest)


def subject_of(told: list[Told]) -> str:
    return "Er is iets veranderd bij een dossier dat u volgt" if len(told) == 1 else f"Er is iets veranderd bij {len(told)} dossiers die u volgt"


def body_of(told: list[Told]) -> str:
    """Plain text. A quotation is private and mail is not: no amounts, no names of offers."""
    parts = ["\n".join((item.watch.dossier.name, _count(item.changes.count), _link(item.watch.dossier))) for item in told]
    opening = "Sinds u of een collega er voor het laatst naar keek, zijn gegevens veranderd onder deze dossiers:"
    closing = f"U krijgt deze mail omdat u deze dossiers volgt. Geen mail meer? Zet dat uit bij uw gegevens:\n{_address('accounts:me')}"
    return "\n\n".join(["Goedendag,", opening, *parts, closing]) + "\n"


def _watches() -> list[DossierWatch]:
    """Of those who want mail, may sign in and still belong to the municipality of the dossier, person by person."""
    found = DossierWatch.objects.select_related("dossier", "user").filter(
        user__is_active=True,
        user__membership__mail_changes=True,
        user__membership__municipality_id=F("dossier__municipality_id"),
        dossier__deleted_at=None,
    )
    return list(found.exclude(user__email="").order_by("user_id", "dossier__name", "pk"))


def _count(number: int) -> str:
    if not number:
        return "er is iets gewijzigd"
    return "1 wijziging" if number == 1 else f"{number} wijzigingen"


def _link(dossier: Dossier) -> str:
    return _address("procurement:dossier_changes", dossier.key)


def _address(name: str, *arguments: object) -> str:
    return f"{settings.SITE_ADDRESS}{reverse(name, args=arguments)}"
