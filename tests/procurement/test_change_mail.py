"""Mail about changed dossiers: to whom, once, without anything private, and again when it failed."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from smtplib import SMTPServerDisconnected
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import Membership, Role
from procurement.models import Dossier, DossierWatch, Quotation
from procurement.views.dossiers.change_mail import find_mails, send
from procurement.views.dossiers.recording import keep_present_record
from tests.accounts.people import make_person
from tests.procurement.dossiers import make_dossier
from tests.procurement.test_dossier_changes import QUERY, raise_a_price

pytestmark = pytest.mark.django_db

SECRET = {"aanbod": "buurtgezinnen", "naam": "GEHEIM-A", "vast_1": "987654.32", "btw": "UNKNOWN"}


@pytest.fixture
def follower(settings: Any) -> User:
    """Somebody who wants mail and follows a dossier with a private quotation."""
    settings.SITE_ADDRESS = "https://portal.example.nl"
    person = make_person(Role.READER)
    Membership.objects.filter(user=person).update(mail_changes=True)
    watch(person, "Steun in de wijk")
    return person


def watch(person: User, name: str, **fields: Any) -> Dossier:
    dossier = make_dossier(person, name=name, query=QUERY, **fields)
    Quotation.objects.create(dossier=dossier, number=1, fields=SECRET)
    keep_present_record(dossier)
    DossierWatch.objects.create(dossier=dossier, user=person)
    return dossier


def run() -> str:
    out = StringIO()
    call_command("mail_changes", stdout=out, stderr=out)
    return out.getvalue()


def test_without_changes_nobody_gets_mail(follower: User) -> None:
    assert run() == "Verstuurd: 0\n"
    assert mail.outbox == []


def test_one_mail_tells_all_changed_dossiers_once(follower: User) -> None:
    second = watch(follower, "Tweede dossier")
    raise_a_price()

    run()
    run()

    assert len(mail.outbox) == 1
    sent = mail.outbox[0]
    assert sent.to == [follower.email]
    assert sent.subject == "Er is iets veranderd bij 2 dossiers die u volgt"
    assert sent.content_subtype == "plain"
    assert "Steun in de wijk" in sent.body
    assert f"https://portal.example.nl/dossiers/{second.key}/wijzigingen/" in sent.body
    assert "https://portal.example.nl/gemeente/account/" in sent.body
    assert "wijziging" in sent.body
    assert not any(secret in f"{sent.subject}{sent.body}" for secret in ("GEHEIM", "987", "€"))


def test_something_else_that_changes_is_told_again(follower: User) -> None:
    raise_a_price()
    run()
    raise_a_price()
    run()
    assert [sent.subject for sent in mail.outbox] == ["Er is iets veranderd bij een dossier dat u volgt"] * 2


def test_what_was_seen_and_changes_anew_is_told_again(follower: User) -> None:
    raise_a_price()
    run()
    keep_present_record(Dossier.objects.get())
    run()
    assert DossierWatch.objects.get().told == ""
    raise_a_price()
    run()
    assert len(mail.outbox) == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda person: Membership.objects.update(mail_changes=False),
        lambda person: User.objects.update(is_active=False),
        lambda person: User.objects.update(email=""),
        lambda person: Dossier.objects.update(deleted_at=timezone.now()),
        lambda person: Membership.objects.filter(user=person).update(municipality=make_person(Role.READER, "GM0193").membership.municipality),
        lambda person: Membership.objects.all().delete(),
        lambda person: Dossier.objects.update(query="aanbod=bestaat-niet", version=9),
    ],
)
def test_who_may_not_or_wants_not_gets_no_mail(follower: User, change: Any) -> None:
    raise_a_price()
    change(follower)
    run()
    assert mail.outbox == []


def test_a_mail_that_fails_is_tried_again_and_holds_up_nobody(follower: User) -> None:
    other = make_person(Role.ADVISER)
    Membership.objects.filter(user=other).update(mail_changes=True)
    watch(other, "Van een ander")
    raise_a_price()
    really_send = EmailMessage.send

    def refuse_first(message: EmailMessage, *args: Any, **options: Any) -> int:
        if message.to == [follower.email]:
            raise SMTPServerDisconnected("weg")
        return really_send(message, *args, **options)

    with patch.object(EmailMessage, "send", refuse_first), pytest.raises(CommandError, match="Niet verstuurd: 1"):
        run()
    assert [sent.to for sent in mail.outbox] == [[other.email]]

    run()
    assert [sent.to for sent in mail.outbox] == [[other.email], [follower.email]]


def test_two_runs_at_once_mail_once(follower: User) -> None:
    """The second run found the same mail before the first one sent it; and once more while the first one is sending."""
    raise_a_price()
    first, second = list(find_mails()), list(find_mails())
    really_send = EmailMessage.send

    def send_while_another_tries(message: EmailMessage, *args: Any, **options: Any) -> int:
        assert [send(user, told) for user, told in second] == [False]
        return really_send(message, *args, **options)

    with patch.object(EmailMessage, "send", send_while_another_tries):
        assert [send(user, told) for user, told in first] == [True]
    assert [send(user, told) for user, told in second] == [False]
    assert len(mail.outbox) == 1


def test_a_run_that_was_killed_is_told_and_its_mail_is_sent_after_all(follower: User) -> None:
    raise_a_price()
    DossierWatch.objects.update(claimed_at=timezone.now())
    assert run() == "Verstuurd: 0\n"
    DossierWatch.objects.update(claimed_at=timezone.now() - timedelta(hours=2))
    assert "afgebroken bij 1 dossiers" in run()
    assert len(mail.outbox) == 1
    assert DossierWatch.objects.get().claimed_at is None
