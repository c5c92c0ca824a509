"""Who may reach what: every address of the portal x every role x reading and writing, and no reply that tells a stranger anything."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from procurement.exports import report_files
from tests.accounts.people import sign_in
from tests.procurement.world import AMOUNTS, INVITATION_TOKEN, TOKEN, World, make_world

# The columns of the table. `ander` is an adviser of another municipality, `catalogus` a catalogue administrator without a municipality.
ROLES = ("anoniem", "lezer", "adviseur", "beheerder", "ander", "catalogus")

# A sign per role: + is answered (or refused for what was sent), l has to sign in first, f is forbidden, m does not exist for this person,
# x is gone for everybody; - is a method that the address does not know.
EVERYBODY = "++++++"
SIGNED_IN = "l+++++"
COLLEAGUE = "l++++f"  # lists of the own municipality: the other adviser sees his own
MEMBER = "l+++mf"
ADVISER = "lf++mf"
ADVISER_OF_ANY = "lf+++f"
ADMINISTRATOR = "lff+ff"
CATALOGUE = "lffff+"
CATALOGUE_BUTTON = "lffff-"
UNKNOWN = "mmmmmm"
NO = "------"
# Who may not come here is told so before what the address can do.
ADVISER_BUTTON = "lf--mf"
ADMINISTRATOR_BUTTON = "lff-ff"
NONE_SET_UP = "lmmmmm"  # a second factor that these people do not have

DOSSIER, FINAL, REPORT = {"key": "dossier"}, {"key": "final"}, {"key": "report"}
Row = tuple[str, str, dict[str, str]]

# Name of the address: what reading gives, what writing gives, and which thing of municipality A stands in the address.
TABLE: dict[str, Row] = {
    # The question and its answer, for everybody.
    **{
        f"procurement:{name}": (EVERYBODY, NO, {})
        for name in (
            *("overview", "overview_json", "overview_csv", "comparison", "comparison_json", "comparison_csv", "comparison_ods", "comparison_xlsx"),
            *("coverage", "coverage_json", "coverage_csv", "scenarios", "advice", "advice_pdf", "advice_odt", "own_offers"),
        )
    },
    "procurement:own_offer_new": (EVERYBODY, EVERYBODY, {}),
    **{f"procurement:own_offers_{name}": (NO, EVERYBODY, {}) for name in ("undo", "clear")},
    "procurement:own_offer": (UNKNOWN, UNKNOWN, {"key": "1"}),
    **{f"procurement:own_offer_{name}": (NO, UNKNOWN, {"key": "1"}) for name in ("count", "delete")},
    "voorzieningen:offering": (EVERYBODY, NO, {"slug": "steunouder"}),
    "voorzieningen:sources": (EVERYBODY, NO, {}),
    **{name: (EVERYBODY, NO, {}) for name in ("health", "alive", "security_txt", "old_security_txt", "robots_txt")},
    # For a monitor with its token; without the setting, as here, it does not exist.
    "metrics": (UNKNOWN, NO, {}),
    # Dossiers.
    "procurement:dossiers": (COLLEAGUE, NO, {}),
    "procurement:dossier_new": (ADVISER_OF_ANY, ADVISER_OF_ANY, {}),
    **{
        f"procurement:dossier{name}": (MEMBER, NO, DOSSIER)
        for name in ("", "_texts", "_advice", "_advice_pdf", "_advice_odt", "_quotations", "_changes", "_decision")
    },
    **{
        f"procurement:dossier_{name}": (ADVISER, ADVISER, DOSSIER)
        for name in ("details", "exclusions", "freeze", "links", "quotation_new", "decision_edit", "copy", "delete")
    },
    "procurement:dossier_text": (ADVISER, ADVISER, {**DOSSIER, "code": "aanleiding"}),
    "procurement:dossier_quotation": (ADVISER, ADVISER, {**DOSSIER, "number": "1"}),
    "procurement:dossier_quotation_delete": (ADVISER, ADVISER, {**DOSSIER, "number": "1"}),
    "procurement:dossier_quotation_count": (NO, ADVISER, {**DOSSIER, "number": "1"}),
    **{f"procurement:dossier_{name}": (ADVISER_BUTTON, ADVISER, DOSSIER) for name in ("question", "status", "archive")},
    **{f"procurement:dossier_{name}": (NO, ADVISER, DOSSIER) for name in ("quotations_take_over", "changes_seen")},
    # They change nothing for others.
    **{f"procurement:dossier_{name}": (NO, MEMBER, DOSSIER) for name in ("follow", "quotations_to_session")},
    "procurement:dossier_restore": (ADVISER, ADVISER, {"key": "deleted"}),
    "procurement:dossier_link_withdraw": (NO, ADVISER, {**DOSSIER, "number": "link"}),
    "procurement:dossier_link": (EVERYBODY, NO, {"token": "link"}),
    "procurement:dossier_link_pdf": (EVERYBODY, NO, {"token": "link"}),
    # After the decision.
    "procurement:dossier_contract_new": (ADVISER, ADVISER, FINAL),
    "procurement:dossier_contract": (ADVISER, ADVISER, {**FINAL, "number": "contract"}),
    "procurement:dossier_contract_delete": (ADVISER, ADVISER, {**FINAL, "number": "contract"}),
    "procurement:dossier_realised_new": (ADVISER, ADVISER, {**FINAL, "number": "contract"}),
    "procurement:dossier_realised": (ADVISER, ADVISER, {**FINAL, "number": "contract", "year": "2027"}),
    "procurement:dossier_realised_delete": (ADVISER, ADVISER, {**FINAL, "number": "contract", "year": "2027"}),
    # Frozen reports: what the owner did not make public, is not told.
    "procurement:reports": (COLLEAGUE, NO, {}),
    "procurement:report_check": (EVERYBODY, EVERYBODY, {}),
    "procurement:report": (EVERYBODY, EVERYBODY, REPORT),
    "procurement:report_pdf": ("m+++mm", NO, REPORT),
    "procurement:report_json": (MEMBER, NO, REPORT),
    "procurement:report_changes": (MEMBER, NO, REPORT),
    "procurement:report_publication": (ADVISER, ADVISER, REPORT),
    # People.
    "accounts:start": (EVERYBODY, EVERYBODY, {}),
    "accounts:me": (SIGNED_IN, SIGNED_IN, {}),
    "accounts:colleagues": (ADMINISTRATOR, ADMINISTRATOR, {}),
    "accounts:colleague_role": (ADMINISTRATOR_BUTTON, ADMINISTRATOR, {"pk": "membership"}),
    "accounts:colleague_remove": (ADMINISTRATOR, ADMINISTRATOR, {"pk": "membership"}),
    "accounts:invitation_resend": (ADMINISTRATOR_BUTTON, ADMINISTRATOR, {"pk": "invitation"}),
    "accounts:invitation_withdraw": (ADMINISTRATOR_BUTTON, ADMINISTRATOR, {"pk": "invitation"}),
    "accounts:invitation": (EVERYBODY, EVERYBODY, {"token": "invitation"}),
    "accounts:log": (ADMINISTRATOR, ADMINISTRATOR_BUTTON, {}),
    "catalogue_changes": (CATALOGUE, CATALOGUE_BUTTON, {}),
    "accounts:house_style": (ADMINISTRATOR, ADMINISTRATOR, {}),
    # Signing in, by allauth: pages about the person who opens them.
    **{name: (EVERYBODY, EVERYBODY, {}) for name in ("account_login", "account_logout", "account_signup", "account_reset_password")},
    **{
        name: (EVERYBODY, NO, {})
        for name in (
            *("account_inactive", "account_email_verification_sent", "account_reset_password_done", "account_reset_password_from_key_done"),
            *("socialaccount_login_cancelled", "socialaccount_login_error"),
        )
    },
    # Addresses that allauth wants to exist; they lead to the page of the account.
    **{name: (EVERYBODY, EVERYBODY, {}) for name in ("account_email", "socialaccount_signup", "socialaccount_connections")},
    "account_confirm_email": (EVERYBODY, UNKNOWN, {"key": "0"}),
    "account_reset_password_from_key": (EVERYBODY, EVERYBODY, {"uidb36": "1", "key": "onbekend"}),
    **{f"openid_connect_{name}": (UNKNOWN, UNKNOWN, {"provider_id": "gemeente"}) for name in ("login", "callback")},
    **{name: (SIGNED_IN, SIGNED_IN, {}) for name in ("account_reauthenticate", "account_change_password", "account_set_password")},
    **{
        f"mfa_{name}": (SIGNED_IN, SIGNED_IN, {})
        for name in (
            *("authenticate", "login_webauthn", "reauthenticate", "activate_totp", "add_webauthn", "reauthenticate_webauthn"),
            "generate_recovery_codes",
        )
    },
    **{f"mfa_{name}": (SIGNED_IN, "l-----", {}) for name in ("index", "list_webauthn")},
    "mfa_deactivate_totp": (NONE_SET_UP, NONE_SET_UP, {}),
    "mfa_view_recovery_codes": (NONE_SET_UP, "l-----", {}),
    "mfa_download_recovery_codes": (NONE_SET_UP, NONE_SET_UP, {}),
    **{f"mfa_{name}_webauthn": (SIGNED_IN, SIGNED_IN, {"pk": "0"}) for name in ("edit", "remove")},
}

# One offering and the short form: who gets in does not depend on how much there is to see.
SMALL = "?aanbod=steunouder"


def addresses(resolver: Any = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address with its full name, those of the admin and of allauth included."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        else:
            yield f"{space}{pattern.name or ''}", pattern


def outcome(response: HttpResponse) -> str:
    """The sign of a reply, as in the table."""
    if response.status_code in {301, 302} and response["Location"].startswith("/account/inloggen/"):
        return "l"
    return {403: "f", 404: "m", 405: "-"}.get(response.status_code, "+" if response.status_code < 500 else "!")


def is_of_admin(name: str) -> bool:
    return name.startswith("admin:")


def arguments(row: Row, world: World) -> dict[str, Any]:
    """The arguments of an address: what the table names, of the world of municipality A."""
    reader = world.people["lezer"]
    assert reader is not None
    known: dict[str, Any] = {
        "dossier": world.dossier.key,
        "final": world.final.key,
        "deleted": world.deleted.key,
        "report": world.report.key,
        "contract": world.contract.pk,
        "membership": reader.membership.pk,
    }
    found = {name: known.get(value, value) for name, value in row[2].items()}
    if row[2].get("number") == "link":
        found["number"] = world.link.pk
    if row[2].get("pk") == "invitation":
        found["pk"] = world.invitation.pk
    if row[2].get("token") == "link":
        found["token"] = TOKEN
    elif row[2].get("token") == "invitation":
        found["token"] = INVITATION_TOKEN
    return found


def client_of(world: World, role: str) -> Client:
    client = Client(raise_request_exception=True)
    person = world.people[role]
    if person is not None:
        sign_in(client, person)
    return client


def undone(send: Callable[[str], HttpResponse], address: str) -> HttpResponse:
    """The reply, and what it changed undone: the next role finds the world as it was."""
    with transaction.atomic():
        response = send(address)
        transaction.set_rollback(True)
    return response


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Made once for all tests of this module, in a transaction around theirs: what a test does is rolled back to this."""
    around = transaction.atomic()
    # A PDF takes seconds, and it is not what this is about.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(report_files, "render_pdf", lambda **_: b"%PDF-1.7")
        with django_db_blocker.unblock():
            around.__enter__()
            found = make_world()
        yield found
        with django_db_blocker.unblock():
            transaction.set_rollback(True)
            around.__exit__(None, None, None)


@pytest.fixture
def world(made: World, db: None) -> World:
    return made


def test_every_address_has_a_row() -> None:
    names = {name for name, _ in addresses() if not is_of_admin(name)}

    assert names - set(TABLE) == set(), "give these a row: who may reach them?"
    assert set(TABLE) - names == set(), "these no longer exist"


@pytest.mark.parametrize("name", sorted(TABLE))
def test_each_role_reaches_what_the_table_says(world: World, name: str) -> None:
    reading, writing, _ = row = TABLE[name]
    address = reverse(name, kwargs=arguments(row, world)) + (f"{SMALL}&lengte=kort" if "advice" in name else SMALL) * (row[2] == {})

    got = {"reading": "", "writing": ""}
    for role in ROLES:
        client = client_of(world, role)
        got["reading"] += outcome(undone(client.get, address))
        got["writing"] += outcome(undone(client.post, address))

    assert (got["reading"], got["writing"]) == (reading, writing)


# --- nobody is told what is not his --------------------------------------------------------------------------------------------------------------


STRANGERS = ("anoniem", "ander", "catalogus")


@pytest.mark.parametrize("role", STRANGERS)
def test_nothing_confidential_of_a_municipality_reaches_a_stranger(world: World, role: str) -> None:
    for name, row in TABLE.items():
        if row[2].get("token") == "link":
            continue  # who was given the link may read: see the next test
        address = reverse(name, kwargs=arguments(row, world)) + SMALL * (row[2] == {})
        client = client_of(world, role)
        for response in (undone(client.get, address), undone(client.post, address)):
            assert leaks(response, world) == [], address


def test_a_read_only_link_shows_the_report_and_no_quotation(world: World) -> None:
    response = Client().get(reverse("procurement:dossier_link", args=[TOKEN]))

    assert response.status_code == 200
    text = text_of(response)
    assert "Tekst GEHEIM-A" in text
    assert [marker for marker in ("Offerte GEHEIM-A", *AMOUNTS) if marker in text] == []


def test_colleagues_do_see_the_markers(world: World) -> None:
    response = client_of(world, "lezer").get(reverse("procurement:dossier_advice", args=[world.dossier.key]))

    assert {"GEHEIM-A", "987654.32", "987.654,32"} <= set(leaks(response, world))


def text_of(response: HttpResponse) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = " ".join(f"{name}: {value}" for name, value in response.items())
    return f"{headers} {body.decode('utf-8', 'replace')}".replace("\u00a0", " ")


def leaks(response: HttpResponse, world: World) -> list[str]:
    """The markers that stand in a reply."""
    text = text_of(response)
    return [marker for marker in world.markers if marker in text]


# --- the admin -----------------------------------------------------------------------------------------------------------------------------------


def admin_addresses() -> list[str]:
    """The list, the empty form and the import of everything that is registered, and the start."""
    names = sorted(name for name, _ in addresses() if name.startswith("admin:") and name.endswith(("_changelist", "_add", "_import")))
    return ["/beheer/", *(reverse(name) for name in names)]


@pytest.mark.parametrize("role", ["anoniem", "lezer", "adviseur", "beheerder", "ander"])
def test_the_admin_is_for_catalogue_administrators(world: World, role: str) -> None:
    client = client_of(world, role)

    for address in admin_addresses():
        for send in (client.get, client.post):
            # The admin sends everybody to its own door, which sends on to the sign-in of the portal, or says no.
            response = send(address, follow=True)
            if role == "anoniem":
                assert response.redirect_chain[-1][0].startswith("/account/inloggen/"), address
            else:
                assert response.status_code == 403, address
            assert leaks(response, world) in ([], ["GEHEIM-A"] if role == "adviseur" else []), address


def test_a_catalogue_administrator_sees_no_dossier_in_the_admin(world: World) -> None:
    client = client_of(world, "catalogus")

    for address in admin_addresses():
        response = client.get(address)
        assert outcome(response) in "+f", address
        assert leaks(response, world) in ([], ["GEHEIM-A"] if "/accounts/" in address or "/auth/" in address else []), address
    assert not [name for name, _ in addresses() if name.startswith("admin:procurement")]


# --- the table for people ------------------------------------------------------------------------------------------------------------------------

WORDS = {"+": "yes", "l": "sign in first", "f": "forbidden (403)", "m": "does not exist (404)", "-": "-"}
HEADINGS = ("anonymous", "reader of A", "adviser of A", "administrator of A", "adviser of B", "catalogue administrator")


def document() -> str:
    """docs/permissions.md: the table above in words."""
    lines = [
        "# Who may reach what",
        "",
        "Made from the table in `tests/test_permissions.py`, which checks each cell against the portal; a new address without a row fails",
        "there. A and B are municipalities; what stands in the address is of A. *yes*: the portal answers, if only to say what is wrong with",
        "what was sent. For lists of the own municipality the adviser of B sees those of B. The admin (`/beheer/`) is for catalogue",
        "administrators only and holds no dossiers.",
        "",
        f"| address | | {' | '.join(HEADINGS)} |",
        f"|---|---|{'---|' * len(HEADINGS)}",
    ]
    for name, pattern in sorted(routes().items(), key=lambda item: item[1]):
        reading, writing, _ = TABLE[name]
        for what, signs in (("read", reading), ("write", writing)):
            if signs != NO:
                lines.append(f"| `/{pattern}` | {what} | {' | '.join(WORDS[sign] for sign in signs)} |")
    return "\n".join(lines) + "\n"


def routes(resolver: Any = None, space: str = "", before: str = "") -> dict[str, str]:
    """Name and address of everything but the admin."""
    found: dict[str, str] = {}
    for pattern in (resolver or get_resolver()).url_patterns:
        here = before + re.sub(r"\^|\$|\(\?P(<\w+>)(?:\[[^\]]*\]|\.)\+\)", lambda match: match[1] or "", str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            found |= routes(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space, here)
        elif not is_of_admin(f"{space}{pattern.name or ''}"):
            found[f"{space}{pattern.name or ''}"] = re.sub(r"<\w+:", "<", here)
    return found


def test_the_document_says_what_the_table_says() -> None:
    """Renew it with: UPDATE_DOCUMENTS=1 .venv/bin/python -m pytest tests/test_permissions.py -k document"""
    path = Path(settings.BASE_DIR, "docs", "permissions.md")
    if os.environ.get("UPDATE_DOCUMENTS"):
        path.write_text(document(), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == document()
