"""What MDN Observatory (A+) and internet.nl look at, and more, on every reply: each address of the URLconf, refusals, redirects and static files."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from tests.accounts.people import make_person, sign_in
from tests.config.production import CHANGED, HTTPS, run
from tests.procurement.world import World, make_world
from tests.test_permissions import TABLE, admin_addresses, arguments

NOTHING_ELSE = {"script-src", "style-src", "img-src", "font-src", "connect-src", "form-action"}


@pytest.fixture
def production(settings: Any) -> None:
    for name, value in CHANGED.items():
        setattr(settings, name, value)


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False, **{name: value for name, value in HTTPS.items() if name != "secure"})


def directives(response: HttpResponse) -> dict[str, list[str]]:
    return {name: values for name, *values in (part.split() for part in response["Content-Security-Policy"].split(";"))}


def problems(response: HttpResponse) -> list[str]:
    """What is wrong with the headers of a reply over https."""
    found = []
    wanted = {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Strict-Transport-Security": "max-age=63072000; includeSubDomains; preload",
    }
    found += [f"{name}: {response.get(name)}" for name, value in wanted.items() if response.get(name) != value]
    if response.get("Referrer-Policy") not in {"same-origin", "no-referrer"}:
        found.append("Referrer-Policy")
    if "camera=()" not in response.get("Permissions-Policy", "") or "publickey-credentials-get=(self)" not in response.get("Permissions-Policy", ""):
        found.append("Permissions-Policy")
    if "Content-Security-Policy" not in response:
        return [*found, "no Content-Security-Policy"]
    policy = directives(response)
    if policy.get("default-src") != ["'none'"] or policy.get("frame-ancestors") != ["'none'"] or policy.get("base-uri") != ["'none'"]:
        found.append(f"policy {policy}")
    if any("unsafe" in value or value in {"*", "http:", "https:"} for values in policy.values() for value in values):
        found.append(f"policy {policy}")
    kind = response.get("Content-Type", "")
    if kind.startswith(("application/json", "text/csv", "application/vnd")) and "sandbox" not in policy:
        found.append(f"no sandbox for {kind}")
    if not {name for name in policy if name.endswith("-src") or name == "form-action"} - {"default-src"} <= NOTHING_ELSE:
        found.append("more in the policy than is used")
    if not response.get("Cache-Control"):
        found.append("no Cache-Control")
    if {"Server", "X-Powered-By"} & set(response.headers):
        found.append("tells what it runs on")
    for name, cookie in response.cookies.items():
        if not (name.startswith("__Host-") and cookie["secure"] and cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == "/"):
            found.append(f"cookie {cookie.OutputString()}")
        if cookie["domain"]:
            found.append(f"cookie {name} has a domain")
    return found


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch) -> World:
    from procurement.exports import report_files

    monkeypatch.setattr(report_files, "render_pdf", lambda **_: b"%PDF-1.7")
    return make_world()


PERSONAL = ("/account/", "/beheer/", "/dossiers/", "/gemeente/", "/offertes/", "/rapporten/")


@pytest.mark.parametrize("role", ["anoniem", "adviseur"])
def test_every_address_has_every_header_for_reading_and_writing(production: None, client: Client, world: World, role: str) -> None:
    person = world.people[role]
    if person is not None:
        sign_in(client, person)
        client.cookies["__Host-sessionid"] = client.cookies.pop("sessionid").value if "sessionid" in client.cookies else ""
        sign_in(client, person)
    wrong = {}
    for name, row in TABLE.items():
        address = reverse(name, kwargs=arguments(row, world)) + "?aanbod=steunouder&lengte=kort" * (row[2] == {})
        # A reply to HEAD is that to GET without its body: where that costs much, once is enough.
        for method in ("get", "post") if name.startswith("procurement:") else ("get", "head", "post"):
            if method == "post" and name == "account_logout":
                continue
            response = getattr(client, method)(address, **HTTPS)
            found = problems(response)
            if (person is not None or address.startswith(PERSONAL)) and "public" in response["Cache-Control"]:
                found.append("kept by a cache")
            if person is not None and not response["Cache-Control"].count("no-store") and "security" not in address and "robots" not in address:
                found.append(f"kept by the browser: {response['Cache-Control']}")
            if found:
                wrong[f"{method} {address} ({response.status_code})"] = found
    assert wrong == {}


def test_the_admin_has_every_header(production: None, client: Client, db: None) -> None:
    sign_in(client, make_person(None, is_staff=True, is_superuser=True))

    for address in admin_addresses():
        response = client.get(address, **HTTPS)
        assert response.status_code in {200, 403}, address
        assert problems(response) == [], address
        assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("get", "/nergens/", 404),
        ("get", "/nergens.pdf", 404),
        ("head", "/nergens/", 404),
        ("get", "/static/nergens.css", 404),
        ("get", "/static/voorzieningen/portal.css", 200),
        ("get", "/static/voorzieningen/favicon.svg", 200),
        ("post", "/bronnen/", 405),
        ("put", "/bronnen/", 405),
        ("get", "/bronnen/?a=%00", 400),
        ("get", "/bronnen", 301),
        ("get", "/security.txt", 301),
        ("get", "/robots.txt", 200),
        ("get", "/levend/", 200),
    ],
)
def test_what_is_no_page_has_every_header(production: None, client: Client, method: str, address: str, status: int) -> None:
    response = getattr(client, method)(address, **HTTPS)
    response.close()  # a static file is open until then

    assert response.status_code == status
    assert problems(response) == []


def test_a_wrong_host_gets_a_page_with_every_header(production: None) -> None:
    response = Client(raise_request_exception=False).get("/", secure=True, SERVER_NAME="elders.example.nl", SERVER_PORT="443")

    assert response.status_code == 400
    assert "Deze vraag kan het portaal niet lezen" in response.content.decode()
    assert problems(response) == []


# --- internet.nl ---


def test_http_leads_to_https_on_the_same_host_and_only_there(production: None, client: Client) -> None:
    response = client.get("/bronnen/", SERVER_NAME="portal.example.nl")

    assert (response.status_code, response["Location"]) == (301, "https://portal.example.nl/bronnen/")
    assert "Strict-Transport-Security" not in response  # over http a browser may not believe it
    assert "Content-Security-Policy" in response


def test_security_txt_is_right_by_the_rfc(client: Client, settings: Any) -> None:
    settings.SECURITY_CONTACT, settings.SITE_ADDRESS = "mailto:meld@example.nl", "https://portal.example.nl"

    response = Client().get("/.well-known/security.txt")

    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert fields["Contact"] == "mailto:meld@example.nl"
    assert fields["Preferred-Languages"] == "nl, en"
    assert fields["Canonical"] == "https://portal.example.nl/.well-known/security.txt"
    days = (datetime.fromisoformat(fields["Expires"]) - datetime.now(UTC)).days
    assert 30 < days < 365


def test_the_old_place_of_security_txt_leads_to_the_new_one() -> None:
    assert Client().get("/security.txt")["Location"] == "/.well-known/security.txt"


def test_search_engines_keep_out_of_what_is_of_people() -> None:
    text = Client().get("/robots.txt").content.decode()

    assert {f"Disallow: {start}" for start in PERSONAL} <= set(text.splitlines())


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/vergelijken/?aanbod=steunouder", "/bronnen/", "/account/inloggen/", "/nergens/"])
def test_no_page_loads_anything_from_elsewhere_or_over_http(client: Client, address: str) -> None:
    html = Client().get(address).content.decode()

    loaded = re.findall(r"<(?:script|link|img|iframe|source|object|embed|form)\b[^>]*?(?:src|href|action)=\"([^\"]+)\"", html)
    assert loaded
    assert [target for target in loaded if target.startswith(("http:", "//", "https:"))] == []


def test_the_test_settings_for_production_are_those_of_production() -> None:
    names = sorted(CHANGED)
    result = run(f"-c\nfrom django.conf import settings; print([getattr(settings, name) for name in {names!r}])")

    assert result.stdout.strip() == str([CHANGED[name] for name in names]), result.stderr


# --- each check is shown to fail ---


@pytest.mark.parametrize("header", ["X-Content-Type-Options", "Permissions-Policy", "Content-Security-Policy", "Cache-Control", "Referrer-Policy"])
def test_a_header_that_is_missing_is_found(production: None, client: Client, header: str) -> None:
    response = client.get("/levend/", **HTTPS)
    assert problems(response) == []

    del response[header]

    assert problems(response) != []


@pytest.mark.django_db
def test_who_signed_in_leaves_no_trace_in_any_cache(client: Client) -> None:
    browser = Client()
    sign_in(browser, make_person(Role.READER))

    for address in ("/", "/bronnen/", "/vergelijken.json?aanbod=steunouder"):
        assert "no-store" in browser.get(address)["Cache-Control"], address
