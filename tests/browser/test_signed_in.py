"""The pages behind the sign-in in a real browser: accessible, valid, quiet, and on a small phone. All of them in one world: making it costs more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pytest_django.live_server_helper import LiveServer

from tests.browser.accessible import violations
from tests.browser.conftest import Visit
from tests.browser.test_pages import SCROLLS_SIDEWAYS
from tests.procurement.world import World, make_world
from tests.test_permissions import ROLES, TABLE, arguments, client_of
from tests.validation import assert_valid_html
from voorzieningen.models import Offering

# The same for everybody, and looked at in test_pages; files; what only sends on; and what is opened by somebody who is on his way in.
PUBLIC = (
    "procurement:overview",
    "procurement:comparison",
    "procurement:coverage",
    "procurement:scenarios",
    "procurement:advice",
    "procurement:own_offer",
)
ELSEWHERE = {
    "health",
    "alive",
    "security_txt",
    "old_security_txt",
    "robots_txt",
    "procurement:dossier_restore",
    "accounts:invitation",
    "account_confirm_email",
    "mfa_authenticate",
    "mfa_login_webauthn",
}
REFUSALS = {"socialaccount_login_error"}
FILE = (".pdf", ".odt", ".json")


@pytest.fixture
def server(live_server: LiveServer) -> LiveServer:
    return live_server


def pages(world: World) -> Iterator[str]:
    """Every page that the administrator of municipality A can open, from the table of who may reach what."""
    for name, row in TABLE.items():
        if name.startswith((*PUBLIC, "voorzieningen:")) or name in ELSEWHERE | REFUSALS or row[0][ROLES.index("beheerder")] != "+":
            continue
        address = reverse(name, kwargs=arguments(row, world))
        if not address.endswith(FILE):
            yield address


def signed_in(visit: Visit, client: Client) -> None:
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    visit.page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": visit.server}])


def test_every_page_behind_the_sign_in_is_accessible_valid_and_fits_a_phone(phone_visit: Visit) -> None:
    world = make_world()
    signed_in(phone_visit, client_of(world, "beheerder"))
    seen, found = 0, []

    for address in pages(world):
        response = phone_visit.open(address)
        if not phone_visit.page.url.endswith(address):
            continue  # it only sends on
        seen += 1
        if told := violations(phone_visit.page):
            found.append((address, told))
        if response.status != 200 or phone_visit.page.evaluate(SCROLLS_SIDEWAYS):
            found.append((address, f"status {response.status}, or wider than a phone"))
        assert_valid_html(response.text())

    assert found == []
    assert phone_visit.complaints == []
    assert seen > 30


def test_wide_tables_of_the_admin_scroll_by_themselves_on_a_phone(phone_visit: Visit) -> None:
    signed_in(phone_visit, client_of(make_world(), "catalogus"))
    number = Offering.objects.values_list("pk", flat=True).first()
    addresses = [
        reverse("admin:voorzieningen_offering_history", args=[number]),
        reverse("admin:voorzieningen_offering_change", args=[number]),
        reverse("admin:voorzieningen_offering_import"),
        "/beheer/wijzigingen/",
    ]

    wide = [address for address in addresses if phone_visit.open(address).status != 200 or phone_visit.page.evaluate(SCROLLS_SIDEWAYS)]

    assert wide == []
    assert phone_visit.complaints == []
