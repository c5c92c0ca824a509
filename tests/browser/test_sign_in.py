"""Signing in in a real browser: a second factor with a passkey, signing in with it, and no complaint of the browser about any page."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from pytest_django.live_server_helper import LiveServer

from accounts.models import Role
from tests.accounts.people import PASSWORD, make_person
from tests.browser.conftest import Visit


@pytest.fixture
def server(live_server: LiveServer) -> LiveServer:
    return live_server


def with_authenticator(visit: Visit) -> None:
    """A phone or key that says yes by itself; a browser knows passkeys at the name localhost, not at an address in numbers."""
    visit.server = visit.server.replace("127.0.0.1", "localhost")
    session = visit.page.context.new_cdp_session(visit.page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options | {"automaticPresenceSimulation": True}})


def test_passkey_is_made_and_signs_in_without_a_password(visit: Visit) -> None:
    cache.clear()
    user: User = make_person(Role.ADVISER, name="Pas Sleutel")
    with_authenticator(visit)
    page = visit.page
    visit.open("/gemeente/account/")
    page.get_by_label("E-mailadres", exact=True).fill(user.email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.get_by_role("link", name="Voeg een passkey toe").click()
    page.get_by_role("button", name="Maak de passkey").click()
    page.get_by_role("link", name="Ik heb de codes bewaard, ga verder").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Mijn account"
    page.get_by_role("button", name="Uitloggen").click()

    visit.open("/account/inloggen/")
    page.get_by_role("button", name="Log in met een passkey").click()
    page.get_by_role("button", name="Uitloggen").wait_for()
    visit.open("/gemeente/account/")

    assert page.get_by_text("Pas Sleutel, Haarlem").is_visible()
    assert [complaint for complaint in visit.complaints if not complaint.startswith("404")] == []


def test_passkey_that_the_browser_does_not_have_gets_a_message(visit: Visit) -> None:
    cache.clear()
    with_authenticator(visit)
    visit.open("/account/inloggen/")

    visit.page.get_by_role("button", name="Log in met een passkey").click()

    visit.page.get_by_text("Het is niet gelukt met de passkey").wait_for()
