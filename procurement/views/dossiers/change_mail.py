"""Mail about dossiers under which facts changed: names, numbers of changes and links, never an amount.

Each mail is claimed before it is sent, so that two runs at once send it once. A run that stops in between leaves its claim behind: after an hour
the next run takes it over. That mail may then come twice; it is never lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from procurement.changes import Changes
from procurement.models import Dossier, DossierWatch
from procurement.views.dossiers.changed import changed_of, digest_of

LONGEST_CLAIM = timedelta(hours=1)


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


def send(user: User, told: list[Told]) -> bool:
    """Send one mail and remember what it told; False when another run is doing that or has done it.

    Raises OSError when the mail cannot be sent: nothing is remembered then, so next time tries again.
    """
    own = [item for item in told if _claim(item.watch)]
    if not own:
        return False
    keys = [item.watch.pk for item in own]
    try:
        EmailMessage(subject_of(own), body_of(own), to=[user.email]).send()
    except BaseException:
        DossierWatch.objects.filter(pk__in=keys).update(claimed_at=None)
        raise
    for item in own:
        DossierWatch.objects.filter(pk=item.watch.pk).update(told=item.digest, claimed_at=None)
    return True


def left_behind() -> int:
    """How many claims a run left that stopped halfway."""
    return DossierWatch.objects.filter(claimed_at__lt=timezone.now() - LONGEST_CLAIM).count()


def _claim(watch: DossierWatch) -> bool:
    """Exactly one of several runs gets True: nobody told it since it was found, and nobody is telling it now."""
    now = timezone.now()
    is_free = Q(claimed_at=None) | Q(claimed_at__lt=now - LONGEST_CLAIM)
    return DossierWatch.objects.filter(is_free, pk=watch.pk, told=watch.told).update(claimed_at=now) == 1


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
