"""Signing in by the single sign-on of a municipality, against an OpenID provider on this machine; and its settings."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from urllib.request import HTTPErrorProcessor, build_opener

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import User
from django.test import Client

from accounts import invitations
from accounts.models import Invitation, Membership, Role
from tests.accounts.codes import give_app
from tests.accounts.oidc_server import CLIENT_ID, CLIENT_SECRET, Provider, running
from tests.accounts.people import make_person, sign_in
from tests.validation import assert_valid_html
from voorzieningen.models import Municipality

pytestmark = pytest.mark.django_db

START = "/account/oidc/gemeente/login/?process=login"
ME = "/gemeente/account/"


class NoRedirect(HTTPErrorProcessor):
    """Shows a redirect instead of following it."""

    def http_response(self, request: Any, response: Any) -> Any:
        return response


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    with running() as found:
        settings.OIDC_NAME = "Gemeente Haarlem"
        app = {"provider_id": "gemeente", "name": "Gemeente Haarlem", "client_id": CLIENT_ID, "secret": CLIENT_SECRET}
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app | {"settings": {"server_url": found.address}}]}
        }
        yield found


def says(provider: Provider, mail: str, *, verified: Any = True, subject: str = "een") -> None:
    provider.claims = {"sub": subject, "email": mail, "email_verified": verified, "given_name": "Sam", "family_name": "Sso"}


def sign_on(client: Client, start: str = START) -> Any:
    """What a browser does: to the provider and back."""
    there = client.post(start)
    assert there.status_code == 302
    with build_opener(NoRedirect).open(there["Location"]) as answer:
        back = answer.headers["Location"]
    assert back.startswith("http://testserver/account/oidc/gemeente/login/callback/")
    return client.get(back.removeprefix("http://testserver"))


def is_in(client: Client) -> bool:
    return bool(client.get(ME).status_code == 200)


def test_colleague_with_a_verified_address_gets_in_without_another_factor(client: Client, provider: Provider) -> None:
    user = make_person(Role.ADVISER)
    says(provider, user.email.upper())
    html = client.get("/account/inloggen/?next=/gemeente/account/").content.decode()
    assert "Log in via Gemeente Haarlem" in html
    assert_valid_html(html)

    before = client.session.session_key
    response = sign_on(client)

    assert response["Location"] == "/dossiers/"
    assert is_in(client)
    assert client.session.session_key != before
    assert SocialAccount.objects.get().user == user
    # And once more, now that the account is linked.
    other = Client()
    sign_on(other, f"{START}&next=/gemeente/account/")
    assert is_in(other)


def test_invited_address_gets_an_account(client: Client, provider: Provider) -> None:
    haarlem = Municipality.objects.get(code="GM0392")
    invitations.invite(municipality_id=haarlem.pk, mail="sam@example.nl", role=Role.READER, by=None)
    says(provider, "sam@example.nl")

    response = sign_on(client)

    assert response["Location"] == "/dossiers/"
    user = User.objects.get(username="sam@example.nl")
    assert user.get_full_name() == "Sam Sso"
    assert not user.has_usable_password()
    assert EmailAddress.objects.get(user=user).verified
    assert user.membership.role == Role.READER
    assert Invitation.objects.get().accepted_at is not None
    assert is_in(client)


def test_account_without_a_municipality_uses_its_invitation(client: Client, provider: Provider) -> None:
    user = make_person(None)
    invitations.invite(municipality_id=Municipality.objects.get(code="GM0392").pk, mail=user.email, role=Role.READER, by=None)
    says(provider, user.email)

    sign_on(client)

    assert is_in(client)
    assert Membership.objects.get(user=user).role == Role.READER


@pytest.mark.parametrize("verified", [False, None, "true", "false", 1])
def test_address_that_is_not_verified_does_not_get_in(client: Client, provider: Provider, verified: Any) -> None:
    says(provider, make_person(Role.ADVISER).email, verified=verified)

    response = sign_on(client)

    assert response.status_code == 403
    assert "geen e-mailadres door dat zij heeft gecontroleerd" in response.content.decode()
    assert_valid_html(response.content)
    assert not is_in(client)
    assert not SocialAccount.objects.exists()


def test_stranger_does_not_get_in(client: Client, provider: Provider) -> None:
    says(provider, "vreemd@example.nl")

    response = sign_on(client)

    assert response.status_code == 403
    assert "vreemd@example.nl heeft hier geen toegang" in response.content.decode()
    assert not User.objects.filter(email="vreemd@example.nl").exists()


def test_who_was_removed_does_not_get_in_any_more(client: Client, provider: Provider) -> None:
    user = make_person(Role.ADVISER)
    says(provider, user.email)
    sign_on(Client())
    Membership.objects.all().delete()

    assert sign_on(client).status_code == 403
    assert not is_in(client)


@pytest.mark.parametrize("change", [{"is_staff": True}, {"is_active": False}])
def test_keeper_of_the_catalogue_and_closed_account_do_not_come_in_this_way(client: Client, provider: Provider, change: dict[str, bool]) -> None:
    user = make_person(Role.ADVISER)
    User.objects.filter(pk=user.pk).update(**change)
    says(provider, user.email)

    assert sign_on(client).status_code == 403
    assert not is_in(client)


def test_who_has_an_own_factor_is_asked_for_it_as_well(client: Client, provider: Provider) -> None:
    user = make_person(Role.ADVISER)
    give_app(user)
    says(provider, user.email)

    assert sign_on(client)["Location"] == "/account/tweede-stap/invullen/"
    assert not is_in(client)


def test_one_municipality_only_when_the_settings_say_so(client: Client, provider: Provider, settings: Any) -> None:
    settings.OIDC_MUNICIPALITY = "GM0363"
    says(provider, make_person(Role.ADVISER, "GM0392").email)
    assert sign_on(client).status_code == 403

    says(provider, make_person(Role.ADVISER, "GM0363").email, subject="twee")
    sign_on(client)

    assert is_in(client)


@pytest.mark.parametrize("process", ["connect", "redirect"])
def test_it_is_for_signing_in_only(client: Client, provider: Provider, process: str) -> None:
    user = make_person(Role.ADVISER)
    sign_in(client, user)
    says(provider, user.email)

    assert sign_on(client, f"/account/oidc/gemeente/login/?process={process}&next=/").status_code == 403
    assert not SocialAccount.objects.exists()


def test_answer_that_was_not_asked_for_is_refused(client: Client, provider: Provider) -> None:
    says(provider, make_person(Role.ADVISER).email)

    response = client.get("/account/oidc/gemeente/login/callback/?code=x&state=y")

    assert response.status_code == 401
    assert_valid_html(response.content)
    assert not is_in(client)


def test_provider_that_is_down_gives_a_page(client: Client, provider: Provider) -> None:
    provider.is_broken = True

    response = client.post(START)

    assert response.status_code == 503
    assert "Inloggen via uw gemeente lukt nu niet" in response.content.decode()


def test_first_asks_when_the_address_is_opened(client: Client, provider: Provider) -> None:
    response = client.get(START)

    assert "U gaat naar de inlogpagina van Gemeente Haarlem" in response.content.decode()
    assert_valid_html(response.content)


def test_without_settings_there_is_no_single_sign_on(client: Client) -> None:
    assert client.get(START).status_code == 404
    assert client.post(START).status_code == 404
    assert "via" not in client.get("/account/inloggen/").content.decode().split("<main")[1].split("</main")[0]


# --- settings --------------------------------------------------------------------------------------------------------------------------

ALL = {"OIDC_SERVER_URL": "https://login.example.nl/x", "OIDC_CLIENT_ID": "a", "OIDC_CLIENT_SECRET": "b", "OIDC_NAME": "Gemeente"}
SHOW = (
    "from config import settings as s; print(s.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'], s.EMAIL_BACKEND, s.EMAIL_HOST, s.EMAIL_USE_TLS)"
)


def settings_with(**changes: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("OIDC_", "EMAIL_"))}
    return subprocess.run([sys.executable, "-c", SHOW], env=environment | changes, capture_output=True, text=True, check=False)


def test_browser_may_go_to_the_provider_and_nowhere_else() -> None:
    assert settings_with(**ALL).stdout.startswith("[\"'self'\", 'https://login.example.nl'] ")
    assert settings_with().stdout.startswith("[\"'self'\"] ")


@pytest.mark.parametrize("missing", sorted(ALL))
def test_half_a_single_sign_on_names_what_is_missing(missing: str) -> None:
    result = settings_with(**{name: value for name, value in ALL.items() if name != missing})

    assert result.returncode != 0
    assert f"{missing} is missing" in result.stderr


def test_production_wants_https() -> None:
    production = {
        "ENVIRONMENT": "production",
        "SECRET_KEY": "geheim-" * 9,
        "ALLOWED_HOSTS": "a.nl",
        "SITE_ADDRESS": "https://a.nl",
        "DATABASE_URL": "sqlite:////tmp/a.sqlite3",
        "SECURITY_CONTACT": "mailto:a@example.nl",
    }

    result = settings_with(**ALL | production | {"OIDC_SERVER_URL": "http://login.example.nl"})

    assert "OIDC_SERVER_URL must start with https://" in result.stderr


def test_mail_goes_to_the_console_until_a_server_is_named() -> None:
    assert settings_with().stdout.split()[1:] == ["django.core.mail.backends.console.EmailBackend", "localhost", "False"]
    named = settings_with(EMAIL_URL="smtp+tls://naam:woord@mail.example.nl:587")
    assert named.stdout.split()[1:] == ["django.core.mail.backends.smtp.EmailBackend", "mail.example.nl", "True"]
