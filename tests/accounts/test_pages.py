"""Every page about signing in: in Dutch, valid, in the portal's look, and without anything that the Content-Security-Policy would stop."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from tests.accounts.codes import give_app, give_recovery_codes
from tests.accounts.passkeys import give_passkey
from tests.accounts.people import PASSWORD, make_person, sign_in
from tests.validation import assert_valid_html

pytestmark = pytest.mark.django_db

# Words that would betray a text of allauth or Django that nobody translated.
ENGLISH = re.compile(
    r"\b(the|your|you|please|password|email address|sign (in|up|out)|authenticator|security key|recovery codes?|verify|confirm|cancel|code sent|"
    r"enter|this field|add|remove|generate|download|two-factor|unused|messages|menu|forgot|choose|required|and)\b",
    re.IGNORECASE,
)
FOR_ALL = [
    *("account_login", "account_signup", "account_inactive", "account_email_verification_sent", "account_reset_password"),
    *("account_reset_password_done", "account_reset_password_from_key_done", "socialaccount_login_cancelled", "socialaccount_login_error"),
]
SIGNED_IN = [
    *("account_logout", "account_change_password", "mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_list_webauthn"),
    *("mfa_add_webauthn", "mfa_deactivate_totp", "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"),
    *("accounts:me", "accounts:colleagues", "accounts:house_style"),
]


def assert_good_page(response: Any) -> str:
    html = response.content.decode()
    assert_valid_html(html)
    text = re.sub(r"<[^>]*>", " ", re.sub(r"(?s)<(script|style)\b.*?</\1>", " ", html))
    found = ENGLISH.search(text)
    assert not found, text[max(0, found.start() - 80) : found.end() + 80]
    for attribute in re.findall(r'(?:placeholder|title|alt|aria-label|value)="([^"]*)"', html):
        assert not ENGLISH.search(attribute), attribute
    assert not re.search(r"\son\w+=|javascript:|<style|\sstyle=", html)
    assert all("src=" in tag or 'type="application/json"' in tag for tag in re.findall(r"<script[^>]*>", html))
    assert "Steunkeuze" in html
    return html


def reauthenticated(client: Client, user: User) -> None:
    sign_in(client, user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


@pytest.fixture
def boss(client: Client) -> User:
    """An administrator with every kind of second factor, who has just shown the password."""
    user = make_person(Role.ADMINISTRATOR, name="Bea Beheer")
    give_app(user)
    give_passkey(user)
    give_recovery_codes(user)
    reauthenticated(client, user)
    return user


@pytest.mark.parametrize("name", FOR_ALL)
def test_page_for_everybody_is_good(client: Client, name: str) -> None:
    assert_good_page(client.get(reverse(name)))


@pytest.mark.parametrize("name", SIGNED_IN)
def test_page_for_who_is_signed_in_is_good(client: Client, boss: User, name: str) -> None:
    response = client.get(reverse(name))

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    html = assert_good_page(response)
    assert "Bea Beheer, Haarlem" in html
    assert "Uitloggen" in html


def test_pages_about_one_passkey_are_good(client: Client, boss: User) -> None:
    passkey = Authenticator.objects.get(user=boss, type=Authenticator.Type.WEBAUTHN)

    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert_good_page(client.get(reverse(name, args=[passkey.pk])))


def test_pages_before_there_is_a_second_factor_are_good(client: Client) -> None:
    user = make_person(Role.READER)
    sign_in(client, user, method="password")
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    for name in ("mfa_index", "mfa_activate_totp", "mfa_add_webauthn"):
        response = client.get(reverse(name))
        assert response.status_code == 200, name
        assert_good_page(response)


def test_page_for_the_second_step_is_good(client: Client) -> None:
    user = make_person(Role.READER)
    give_app(user)
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})

    assert_good_page(client.get(reverse("mfa_authenticate")))
    assert_good_page(client.post(reverse("mfa_authenticate"), {"code": "000000"}))


def test_pages_to_choose_a_new_password_are_good(client: Client) -> None:
    user = make_person(Role.READER)
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"

    assert_good_page(client.get(f"/account/wachtwoord/nieuw/{key}/", follow=True))
    assert_good_page(client.post(f"/account/wachtwoord/nieuw/{key.partition('-')[0]}-set-password/", {"password1": "kort", "password2": "anders"}))
    assert_good_page(client.get("/account/wachtwoord/nieuw/1-fout/"))


def test_pages_to_confirm_a_mail_address_are_good(client: Client) -> None:
    user = make_person(Role.READER)
    EmailAddress.objects.filter(user=user).update(verified=False)
    from allauth.account.models import EmailConfirmationHMAC

    key = EmailConfirmationHMAC.create(EmailAddress.objects.get(user=user)).key

    assert_good_page(client.get(reverse("account_confirm_email", args=[key])))
    assert_good_page(client.get(reverse("account_confirm_email", args=["fout"])))


def test_messages_of_forms_are_good(client: Client, boss: User) -> None:
    assert_good_page(client.post(reverse("account_change_password"), {"oldpassword": "fout", "password1": "12345", "password2": "6"}))
    assert_good_page(client.post(reverse("accounts:colleagues"), {"email": "geen adres", "role": "KEIZER"}))
    assert_good_page(client.post(reverse("accounts:me"), {"name": ""}))
    assert_good_page(client.post(reverse("accounts:house_style"), {"version": "x", "name": "a" * 200}))
    assert_good_page(client.post(reverse("account_reauthenticate"), {"password": "fout"}))
    assert_good_page(client.post(reverse("mfa_add_webauthn"), {"name": "x", "credential": "{}"}))
    client.logout()
    assert_good_page(client.post(reverse("account_login"), {"login": "geen adres", "password": ""}))
    assert_good_page(client.post(reverse("account_login"), {"login": "niemand@example.nl", "password": "fout"}))
    assert_good_page(client.post(reverse("account_reset_password"), {"email": "geen adres"}))


def test_recovery_codes_come_as_a_text_file(client: Client, boss: User) -> None:
    response = client.get(reverse("mfa_download_recovery_codes"))

    assert response["Content-Type"] == "text/plain"
    assert len(re.findall(r"(?m)^\d{8}$", response.content.decode())) == 10


@pytest.mark.parametrize("address", ["/", "/aanbod/buurtgezinnen/", "/account/inloggen/"])
def test_page_offers_signing_in(client: Client, address: str) -> None:
    html = client.get(address).content.decode()

    assert "Inloggen</a>" in html
    assert "sessionid" not in client.cookies or address.startswith("/account/")


def test_overview_takes_no_query_more_for_who_is_not_signed_in(client: Client, django_assert_num_queries: Any) -> None:
    client.get("/")
    with django_assert_num_queries(1):
        response = client.get("/")
    assert "Cookie" not in response.get("Vary", "")
    assert not client.cookies


def test_error_page_without_a_request_says_nothing_about_who_is_signed_in(client: Client) -> None:
    html = client.get("/bestaat-niet/").content.decode()

    assert "Inloggen</a>" not in html
    assert "Deze pagina bestaat niet" in html
