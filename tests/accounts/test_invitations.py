"""Coming in by invitation: the link, the account it makes, and all that a link may not open."""

from __future__ import annotations

import re
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts import invitations
from accounts.models import Invitation, Membership, Role
from tests.accounts.people import PASSWORD, make_person, sign_in
from tests.validation import assert_valid_html
from tests.voorzieningen.pages import form_values
from voorzieningen.models import Municipality

pytestmark = pytest.mark.django_db

NEW = "nieuw@example.nl"
TYPED = {"name": "Nieuwe Collega", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def boss(client: Client) -> User:
    user = make_person(Role.ADMINISTRATOR)
    sign_in(client, user)
    return user


def made(mail: str = NEW, role: Role = Role.ADVISER, code: str = "GM0392") -> tuple[Invitation, str]:
    return invitations.invite(municipality_id=Municipality.objects.get(code=code).pk, mail=mail, role=role, by=None)


def address(token: str) -> str:
    return f"/gemeente/uitnodiging/{token}/"


def test_invited_colleague_makes_an_account_and_belongs_to_the_municipality(client: Client, boss: User, mailoutbox: Any) -> None:
    client.post("/gemeente/collegas/", {"email": NEW.upper(), "role": "ADVISEUR"})
    mail = mailoutbox[0]
    assert mail.to == [NEW]
    assert mail.subject == "Steunkeuze: uitnodiging van gemeente Haarlem"
    found = re.search(r"http://testserver(/gemeente/uitnodiging/\S+)", mail.body)
    assert found
    guest = Client()
    page = guest.get(found[1])
    assert_valid_html(page.content)
    assert "als adviseur" in page.content.decode()
    assert not Invitation.objects.exclude(accepted_at=None).exists()

    assert guest.post(found[1])["Location"] == "/account/aanmelden/"
    form = guest.get("/account/aanmelden/")
    assert_valid_html(form.content)
    assert NEW in form.content.decode()
    # Another address than that of the invitation is not looked at.
    response = guest.post("/account/aanmelden/", TYPED | {"email": "ander@example.nl"})

    assert response["Location"] == "/dossiers/"
    user = User.objects.get(email=NEW)
    assert (user.username, user.get_full_name()) == (NEW, "Nieuwe Collega")
    assert EmailAddress.objects.get(user=user).verified
    assert user.membership.role == Role.ADVISER
    assert user.membership.municipality.code == "GM0392"
    assert Invitation.objects.get().accepted_at is not None
    # A password only is not enough to see anything.
    assert guest.get("/dossiers/")["Location"] == "/account/tweede-stap/"


def test_only_the_hash_of_the_link_is_kept() -> None:
    invitation, token = made()

    assert len(token) >= 43
    assert token not in str(Invitation.objects.filter(pk=invitation.pk).values().get())


@pytest.mark.parametrize("state", ["unknown", "used", "withdrawn", "expired", "sent again"])
def test_link_that_opens_nothing_says_so(client: Client, state: str) -> None:
    invitation, token = made()
    now = timezone.now()
    if state == "unknown":
        token = "onbekend"
    if state == "used":
        invitations.use(invitation, make_person(None))
    if state == "withdrawn":
        invitations.withdraw(invitation, by=make_person(None))
    if state == "expired":
        Invitation.objects.update(invited_at=now - timedelta(days=15), expires_at=now - timedelta(days=1))
    if state == "sent again":
        made()

    for response in (client.get(address(token)), client.post(address(token))):
        assert response.status_code == 410
        assert "Vraag uw beheerder om een nieuwe" in response.content.decode()


def test_link_withdrawn_while_somebody_fills_in_the_form_makes_no_account(client: Client) -> None:
    invitation, token = made()
    client.post(address(token))
    invitations.withdraw(invitation, by=make_person(None))

    response = client.post("/account/aanmelden/", TYPED)

    assert "alleen een account maken met de link" in response.content.decode()
    assert not User.objects.filter(email=NEW).exists()


def test_who_has_an_account_signs_in_and_accepts(client: Client) -> None:
    user = make_person(None)
    _, token = made(user.email)
    assert client.post(address(token))["Location"] == f"/account/inloggen/?next={address(token)}"
    sign_in(client, user)

    response = client.post(address(token))

    assert response["Location"] == "/gemeente/account/"
    assert Membership.objects.get(user=user).role == Role.ADVISER


def test_somebody_else_cannot_use_the_link(client: Client) -> None:
    sign_in(client, make_person(None))
    _, token = made()

    response = client.post(address(token))

    assert "Log eerst uit" in response.content.decode()
    assert_valid_html(response.content)
    assert not Membership.objects.exists()


def test_who_belongs_to_another_municipality_is_told(client: Client) -> None:
    user = make_person(Role.READER, "GM0363")
    sign_in(client, user)
    _, token = made(user.email)

    response = client.post(address(token))

    assert response.status_code == 409
    assert "U hoort al bij een gemeente" in response.content.decode()
    assert user.membership.municipality.code == "GM0363"
    # And the invitation was not used up.
    assert Invitation.objects.get().accepted_at is None


def test_link_works_once(client: Client) -> None:
    invitation, _ = made()
    invitations.use(invitation, make_person(None))

    with pytest.raises(invitations.InvitationError):
        invitations.use(invitation, make_person(None))


@pytest.mark.parametrize(
    "mail",
    [
        "",
        "geen adres",
        "a@example.nl\nBcc: b@example.nl",
        "a@example.nl\r\n\r\nhallo",
        "\0@example.nl",
        "a@example.nl, b@example.nl",
        "a" * 200 + "@example.nl",
    ],
)
def test_no_mail_goes_to_an_odd_address(client: Client, boss: User, mailoutbox: Any, mail: str) -> None:
    response = client.post("/gemeente/collegas/", {"email": mail, "role": "LEZER"})

    assert response.status_code == 200
    assert "field__error" in response.content.decode()
    assert mailoutbox == []
    assert not Invitation.objects.exists()


def test_colleague_is_not_invited_again(client: Client, boss: User, mailoutbox: Any) -> None:
    colleague = make_person(Role.READER)

    response = client.post("/gemeente/collegas/", {"email": colleague.email.upper(), "role": "BEHEERDER"})

    assert "hoort al bij een collega" in response.content.decode()
    assert mailoutbox == []


def test_nobody_invites_the_whole_country(client: Client, boss: User) -> None:
    for number in range(invitations.MOST_WAITING):
        made(f"collega{number}@example.nl")

    response = client.post("/gemeente/collegas/", {"email": NEW, "role": "LEZER"})

    assert "Er wachten al 50 uitnodigingen" in response.content.decode()


def test_invitation_is_sent_again_and_withdrawn(client: Client, boss: User, mailoutbox: Any) -> None:
    invitation, token = made()

    client.post(f"/gemeente/uitnodigingen/{invitation.pk}/opnieuw/", {"versie": "1"})
    again = Invitation.objects.waiting().get()
    assert again.pk != invitation.pk
    assert len(mailoutbox) == 1
    assert token not in mailoutbox[0].body
    page = client.post(f"/gemeente/uitnodigingen/{again.pk}/intrekken/", {"versie": "1"}, follow=True)

    assert "is ingetrokken" in page.content.decode()
    assert not Invitation.objects.waiting().exists()


def test_invitations_of_another_municipality_do_not_exist(client: Client, boss: User) -> None:
    invitation, _ = made(code="GM0363")

    assert client.post(f"/gemeente/uitnodigingen/{invitation.pk}/opnieuw/").status_code == 404
    assert client.post(f"/gemeente/uitnodigingen/{invitation.pk}/intrekken/").status_code == 404
    assert invitation.email not in client.get("/gemeente/collegas/").content.decode()


def test_mail_server_that_is_down_keeps_the_invitation(client: Client, boss: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("accounts.invitations.send_mail", refuse)

    page = client.post("/gemeente/collegas/", {"email": NEW, "role": "LEZER"}, follow=True)

    assert "kon niet worden verstuurd" in page.content.decode()
    assert Invitation.objects.waiting().filter(email=NEW).exists()


# --- the database ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        {"role": "KEIZER"},
        {"expires_at": timezone.now() - timedelta(days=400)},
        {"accepted_at": timezone.now(), "withdrawn_at": timezone.now()},
    ],
)
def test_database_refuses_an_impossible_invitation(wrong: dict[str, Any]) -> None:
    invitation, _ = made()

    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.filter(pk=invitation.pk).update(**wrong)


def test_database_refuses_an_unknown_role() -> None:
    user = make_person(Role.READER)

    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(user=user).update(role="KEIZER")


# --- the first of a municipality ---------------------------------------------------------------------------------------------------------


def test_command_mails_and_prints_the_link(mailoutbox: Any) -> None:
    out = StringIO()

    call_command("invite", NEW, gemeente="GM0392", rol="beheerder", adres="https://portal.example.nl/", stdout=out)

    assert "https://portal.example.nl/gemeente/uitnodiging/" in out.getvalue()
    assert out.getvalue().splitlines()[-1] in mailoutbox[0].body
    assert Invitation.objects.get().role == Role.ADMINISTRATOR


@pytest.mark.parametrize(("mail", "code"), [(NEW, "GM9999"), ("geen adres", "GM0392")])
def test_command_names_what_is_wrong(mail: str, code: str) -> None:
    with pytest.raises(CommandError):
        call_command("invite", mail, gemeente=code)


def test_superuser_invites_in_the_admin(client: Client, mailoutbox: Any) -> None:
    sign_in(client, make_person(None, is_staff=True, is_superuser=True))
    typed = {"municipality": Municipality.objects.get(code="GM0392").pk, "email": NEW, "role": "BEHEERDER"}

    page = client.post("/beheer/accounts/invitation/add/", typed, follow=True)

    assert "/gemeente/uitnodiging/" in page.content.decode()
    assert len(mailoutbox) == 1
    assert Invitation.objects.get().invited_by.is_superuser
    taken = client.post("/beheer/accounts/invitation/add/", typed | {"email": make_person(Role.READER).email})
    assert "hoort al bij een collega" in taken.content.decode()


def test_superuser_ends_a_membership_and_a_second_factor_in_the_admin(client: Client) -> None:
    colleague, other = make_person(Role.READER), Client()
    sign_in(other, colleague)
    sign_in(client, make_person(None, is_staff=True, is_superuser=True))
    for model in ("membership", "invitation"):
        assert client.get(f"/beheer/accounts/{model}/").status_code == 200
    assert client.get("/beheer/mfa/authenticator/").status_code == 200
    pk = colleague.membership.pk
    assert client.get(f"/beheer/accounts/membership/{pk}/change/").status_code == 200

    asked = {"action": "delete_selected", "_selected_action": [pk]}
    seen = form_values(client.post("/beheer/accounts/membership/", asked).content.decode())
    client.post("/beheer/accounts/membership/", asked | {"post": "yes", "versie": seen["versie"]})

    assert not Membership.objects.filter(pk=pk).exists()
    assert other.get("/gemeente/account/").status_code == 302
