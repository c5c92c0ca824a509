"""Signing in: password, second factor, passkey; guessing; the key of the session; who may see what without a second factor."""

from __future__ import annotations

import json
import re
import time
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from accounts.second_factor import FACTORS
from tests.accounts.codes import code_of, give_app, give_recovery_codes
from tests.accounts.passkeys import Passkey, give_passkey
from tests.accounts.people import PASSWORD, make_person, sign_in

pytestmark = pytest.mark.django_db

LOGIN, SECOND = "/account/inloggen/", "/account/tweede-stap/invullen/"
ME, INDEX = "/gemeente/account/", "/account/tweede-stap/"


def log_in(client: Client, user: User, password: str = PASSWORD, **extra: Any) -> Any:
    return client.post(LOGIN, {"login": user.email, "password": password}, **extra)


def is_in(client: Client) -> bool:
    """Whether the page of one's own opens."""
    return bool(client.get(ME).status_code == 200)


# --- password and code -----------------------------------------------------------------------------------------------------------------


def test_password_and_code_of_the_app_let_somebody_in(client: Client) -> None:
    user = make_person(Role.ADVISER)
    secret = give_app(user)

    first = log_in(client, user)
    assert first["Location"] == SECOND
    assert not is_in(client)
    second = client.post(SECOND, {"code": code_of(secret)})

    assert second["Location"] == "/dossiers/"
    assert is_in(client)


def test_capitals_in_the_address_do_not_matter(client: Client) -> None:
    user = make_person(Role.ADVISER)
    give_app(user)

    assert client.post(LOGIN, {"login": user.email.upper(), "password": PASSWORD})["Location"] == SECOND


def test_code_works_once(client: Client) -> None:
    user = make_person(Role.ADVISER)
    code = code_of(give_app(user))
    log_in(client, user)
    client.post(SECOND, {"code": code})
    other = Client()
    log_in(other, user)

    other.post(SECOND, {"code": code})

    assert not is_in(other)


def test_recovery_code_works_once(client: Client) -> None:
    user = make_person(Role.ADVISER)
    give_app(user)
    codes = give_recovery_codes(user)
    log_in(client, user)
    client.post(SECOND, {"code": codes[0]})
    assert is_in(client)
    other = Client()
    log_in(other, user)

    other.post(SECOND, {"code": codes[0]})

    assert not is_in(other)


@pytest.mark.parametrize("code", ["", "000000", "12345", "é" * 6, "\0", "\ud800", "9" * 5000, "--"])
def test_wrong_code_does_not(client: Client, code: str) -> None:
    user = make_person(Role.ADVISER)
    give_app(user)
    log_in(client, user)

    response = client.post(SECOND, {"code": code.encode("utf-8", "surrogatepass").decode("latin-1") if "\ud800" in code else code})

    assert response.status_code == 200
    assert not is_in(client)


def test_guessing_codes_is_stopped(client: Client) -> None:
    user = make_person(Role.ADVISER)
    secret = give_app(user)
    log_in(client, user)
    for _ in range(10):
        client.post(SECOND, {"code": "000000"})

    response = client.post(SECOND, {"code": code_of(secret)})

    assert "Te veel" in response.content.decode()
    assert not is_in(client)


def test_second_step_without_a_first_leads_to_the_first(client: Client) -> None:
    assert client.get(SECOND)["Location"] == LOGIN


@pytest.mark.parametrize("wanted", ["https://elders.example.nl/", "//elders.example.nl/", "javascript:alert(1)", "/\\elders.example.nl"])
def test_signing_in_never_leads_out_of_the_portal(client: Client, wanted: str) -> None:
    user = make_person(Role.ADVISER)
    secret = give_app(user)
    client.post(f"{LOGIN}?next={wanted}", {"login": user.email, "password": PASSWORD, "next": wanted})

    assert client.post(SECOND, {"code": code_of(secret)})["Location"] == "/dossiers/"


def test_signing_in_leads_to_the_page_that_was_asked_for(client: Client) -> None:
    user = make_person(Role.ADMINISTRATOR)
    secret = give_app(user)
    asked = client.get("/gemeente/collegas/")
    assert asked["Location"] == f"{LOGIN}?next=/gemeente/collegas/"
    client.post(asked["Location"], {"login": user.email, "password": PASSWORD, "next": "/gemeente/collegas/"})

    assert client.post(SECOND, {"code": code_of(secret)})["Location"] == "/gemeente/collegas/"


def test_closed_account_does_not_get_in(client: Client) -> None:
    user = make_person(Role.ADVISER)
    User.objects.filter(pk=user.pk).update(is_active=False)

    log_in(client, user)

    assert not is_in(client)


def test_nobody_signs_up_without_an_invitation(client: Client) -> None:
    typed = {"email": "nieuw@example.nl", "name": "Nieuw", "password1": PASSWORD, "password2": PASSWORD}

    response = client.post("/account/aanmelden/", typed)

    assert "alleen een account maken met de link" in response.content.decode()
    assert not User.objects.filter(email="nieuw@example.nl").exists()


# --- guessing --------------------------------------------------------------------------------------------------------------------------


def test_five_wrong_passwords_lock_out_one_person_at_one_address(client: Client) -> None:
    user, neighbour = make_person(Role.ADVISER), make_person(Role.ADVISER)
    for _ in range(4):
        assert log_in(client, user, "fout").status_code == 200

    assert log_in(client, user, "fout").status_code == 429
    refused = log_in(client, user)
    assert refused.status_code == 429
    assert "Over 15 minuten" in refused.content.decode()
    assert "Steunkeuze" in refused.content.decode()
    # The neighbour behind the same address, and the same person from elsewhere, are not in the way.
    assert log_in(Client(), neighbour)["Location"]
    assert log_in(Client(), user, REMOTE_ADDR="192.0.2.7")["Location"]


def test_who_is_locked_out_gets_in_after_a_quarter_of_an_hour(client: Client) -> None:
    user = make_person(Role.ADVISER)
    for _ in range(6):
        log_in(client, user, "fout")
    attempt = AccessAttempt.objects.get()
    assert attempt.failures_since_start == 5
    AccessAttempt.objects.update(attempt_time=attempt.attempt_time - timedelta(minutes=16))

    assert log_in(client, user).status_code == 302


def test_guesses_are_forgotten_after_a_sign_in(client: Client) -> None:
    user = make_person(Role.ADVISER)
    for _ in range(4):
        log_in(client, user, "fout")
    log_in(client, user)

    assert not AccessAttempt.objects.exists()


def test_no_password_is_kept_of_a_guess(client: Client) -> None:
    user = make_person(Role.ADVISER)

    log_in(client, user, "geheim-van-iemand")

    attempt = AccessAttempt.objects.get()
    assert "geheim-van-iemand" not in f"{attempt.post_data}{attempt.get_data}"


def test_address_behind_a_proxy_is_the_one_the_proxy_saw(client: Client, settings: Any) -> None:
    settings.TRUSTED_PROXY_COUNT = 1
    user = make_person(Role.ADVISER)

    log_in(client, user, "fout", HTTP_X_FORWARDED_FOR="198.51.100.1, 192.0.2.9")
    log_in(client, user, "fout", HTTP_X_FORWARDED_FOR="onzin")

    assert sorted(AccessAttempt.objects.values_list("ip_address", flat=True)) == ["0.0.0.0", "192.0.2.9"]


def test_without_a_proxy_the_header_is_not_believed(client: Client) -> None:
    log_in(client, make_person(Role.ADVISER), "fout", HTTP_X_FORWARDED_FOR="192.0.2.9")

    assert AccessAttempt.objects.get().ip_address == "127.0.0.1"


# --- the session -----------------------------------------------------------------------------------------------------------------------


def test_signing_in_gives_a_new_key(client: Client) -> None:
    client.post("/offertes/nieuw/", {})
    client.get(LOGIN)
    session = client.session
    session["iets"] = 1
    session.save()
    client.cookies["sessionid"] = session.session_key
    user = make_person(Role.ADVISER)
    secret = give_app(user)

    log_in(client, user)
    client.post(SECOND, {"code": code_of(secret)})

    assert client.session.session_key != session.session_key
    assert not type(session)().exists(session.session_key)


def test_signing_in_once_more_gives_a_new_key(rf: Any, client: Client) -> None:
    user = make_person(Role.ADVISER)
    sign_in(client, user)
    request = rf.get("/")
    request.session, request.user = SessionStore(client.session.session_key), user
    user.backend = "allauth.account.auth_backends.AuthenticationBackend"

    with context.request_context(request):
        get_adapter().login(request, user)

    assert request.session.session_key != client.session.session_key
    assert request.session["_auth_user_id"] == str(user.pk)


def test_signing_out_ends_the_session(client: Client) -> None:
    sign_in(client, make_person(Role.ADVISER))
    key = client.session.session_key

    assert client.get("/account/uitloggen/").status_code == 200  # asks first
    assert client.post("/account/uitloggen/")["Location"] == "/"

    assert not type(client.session)().exists(key)


def test_session_ends_with_the_browser_and_after_a_working_day(client: Client) -> None:
    user = make_person(Role.ADVISER)
    secret = give_app(user)
    log_in(client, user)
    response = client.post(SECOND, {"code": code_of(secret)})

    assert response.cookies["sessionid"]["max-age"] == ""
    assert response.cookies["sessionid"]["httponly"]
    assert client.session.get_expiry_age() == 12 * 60 * 60


def test_new_password_signs_out_elsewhere(client: Client) -> None:
    user = make_person(Role.ADVISER)
    other = Client()
    sign_in(client, user)
    sign_in(other, user)

    client.post("/account/wachtwoord/", {"oldpassword": PASSWORD, "password1": "een-heel-ander-woord", "password2": "een-heel-ander-woord"})

    assert is_in(client)
    assert not is_in(other)


# --- a second factor for everybody -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/", "/dossiers/", "/gemeente/collegas/", "/beheer/", "/vergelijken.json", "/account/wachtwoord/"])
def test_without_a_second_factor_every_page_leads_to_setting_one_up(client: Client, address: str) -> None:
    user = make_person(Role.ADMINISTRATOR, is_staff=True)
    log_in(client, user)

    assert client.get(address)["Location"] == INDEX
    assert client.post(address)["Location"] == INDEX


def test_setting_up_an_app_counts_as_a_second_factor(client: Client, at_once: None, mailoutbox: Any) -> None:
    user = make_person(Role.ADVISER)
    log_in(client, user)
    client.get(ME)
    client.post("/account/nogmaals/", {"password": PASSWORD})
    client.get("/account/tweede-stap/app/")
    key = client.session.session_key
    response = client.post("/account/tweede-stap/app/", {"code": code_of(client.session["mfa.totp.secret"])})

    assert response["Location"] == "/account/tweede-stap/herstelcodes/"
    assert client.session.session_key != key
    shown = client.get(response["Location"]).content.decode()
    assert f'href="{ME}">Ik heb de codes bewaard' in shown
    assert is_in(client)
    assert [mail.subject for mail in mailoutbox] == ["Steunkeuze: app gekoppeld"]
    assert "127.0.0.1" in mailoutbox[0].body


def test_who_removes_the_last_factor_has_to_set_one_up(client: Client) -> None:
    user = make_person(Role.ADVISER)
    give_app(user)
    give_recovery_codes(user)
    sign_in(client, user)
    client.post("/account/nogmaals/", {"password": PASSWORD})

    client.post("/account/tweede-stap/app/verwijderen/")

    assert not Authenticator.objects.filter(user=user).exists()
    assert client.get(ME)["Location"] == INDEX


def test_who_removes_one_of_two_factors_stays_in(client: Client) -> None:
    user = make_person(Role.ADVISER)
    give_app(user)
    give_passkey(user)
    sign_in(client, user)
    client.post("/account/nogmaals/", {"password": PASSWORD})

    client.post("/account/tweede-stap/app/verwijderen/")

    assert [item.type for item in Authenticator.objects.filter(user=user)] == ["webauthn"]
    assert is_in(client)


def test_changing_factors_asks_for_the_password_once_more(client: Client) -> None:
    user = make_person(Role.ADVISER)
    give_app(user)
    sign_in(client, user)

    for address in ("app/verwijderen/", "passkeys/nieuw/", "herstelcodes/nieuw/"):
        assert "nogmaals" in client.get(f"{INDEX}{address}")["Location"]


def test_first_factor_right_after_signing_in_does_not_ask_for_the_password_again(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    user = make_person(Role.ADVISER)
    log_in(client, user)

    assert client.get(f"{INDEX}app/").status_code == 200
    give_app(user)  # made in this session
    assert client.get(f"{INDEX}passkeys/nieuw/").status_code == 200
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 301)
    assert "nogmaals" in client.get(f"{INDEX}passkeys/nieuw/")["Location"]


# --- passkeys --------------------------------------------------------------------------------------------------------------------------


def challenge(client: Client) -> str:
    return str(client.session["mfa.webauthn.state"]["challenge"])


def test_passkey_made_in_the_browser_counts_and_signs_in_alone(client: Client) -> None:
    user, passkey = make_person(Role.ADVISER), Passkey()
    log_in(client, user)
    client.post("/account/nogmaals/", {"password": PASSWORD})
    client.get(f"{INDEX}passkeys/nieuw/")
    made = client.post(
        f"{INDEX}passkeys/nieuw/", {"name": "Telefoon", "passwordless": "on", "credential": json.dumps(passkey.made(challenge(client)))}
    )
    assert made["Location"] == f"{INDEX}herstelcodes/"
    assert is_in(client)

    other = Client()
    options = other.get(f"{INDEX}passkeys/inloggen/", headers={"accept": "application/json"}).json()
    assert options["request_options"]["publicKey"]["userVerification"] == "required"
    before = other.session.session_key
    signed = other.post(f"{INDEX}passkeys/inloggen/", {"credential": json.dumps(passkey.used(challenge(other), user))})

    assert signed["Location"] == "/dossiers/"
    assert is_in(other)
    assert other.session.session_key != before


@pytest.mark.parametrize("fault", ["other challenge", "not verified", "other key", "nonsense"])
def test_wrong_passkey_does_not_sign_in(client: Client, fault: str) -> None:
    user = make_person(Role.ADVISER)
    passkey = give_passkey(user)
    client.get(f"{INDEX}passkeys/inloggen/", headers={"accept": "application/json"})
    if fault == "other key":
        passkey = Passkey()
    passkey.verifies = fault != "not verified"
    answer = passkey.used("AAAA" if fault == "other challenge" else challenge(client), user)

    response = client.post(f"{INDEX}passkeys/inloggen/", {"credential": "{}" if fault == "nonsense" else json.dumps(answer)}, follow=True)

    assert response.status_code == 200
    assert not is_in(client)


def test_passkey_as_the_second_step(client: Client) -> None:
    user = make_person(Role.ADVISER)
    passkey = give_passkey(user)
    assert log_in(client, user)["Location"] == SECOND
    client.get(SECOND)

    response = client.post(SECOND, {"credential": json.dumps(passkey.used(challenge(client), user))})

    assert response["Location"] == "/dossiers/"
    assert is_in(client)


def test_factors_are_those_that_one_can_sign_in_with() -> None:
    assert set(Authenticator.Type) - set(FACTORS) == {Authenticator.Type.RECOVERY_CODES}


# --- the admin -------------------------------------------------------------------------------------------------------------------------


def test_admin_is_entered_like_everything_else(client: Client) -> None:
    user = make_person(None, is_staff=True)
    secret = give_app(user)
    asked = client.get("/beheer/", follow=True)
    assert asked.redirect_chain[-1][0] == f"{LOGIN}?next=%2Fbeheer%2F"
    assert client.post("/beheer/login/", {"username": user.username, "password": PASSWORD}).status_code == 302

    log_in(client, user)
    response = client.post(SECOND, {"code": code_of(secret)})

    assert response["Location"] == "/beheer/"
    assert client.get("/beheer/").status_code == 200


def test_colleague_who_does_not_keep_the_catalogue_may_not_enter_the_admin(client: Client) -> None:
    sign_in(client, make_person(Role.ADMINISTRATOR))

    assert client.get("/beheer/", follow=True).status_code == 403


def test_keeper_of_the_catalogue_sees_nobody_s_access(client: Client) -> None:
    user = make_person(None, is_staff=True)
    sign_in(client, user)
    html = client.get("/beheer/").content.decode()

    for address in ("accounts/membership/", "accounts/invitation/", "mfa/authenticator/"):
        assert client.get(f"/beheer/{address}").status_code == 403
        assert address not in html
    assert "axes" not in html


# --- forgotten password ----------------------------------------------------------------------------------------------------------------


def test_forgotten_password(client: Client, mailoutbox: Any) -> None:
    user = make_person(Role.ADVISER)
    client.post("/account/wachtwoord/vergeten/", {"email": user.email})
    link = re.search(r"http://testserver(/account/wachtwoord/nieuw/\S+)", mailoutbox[0].body)
    assert link
    form = client.get(link[1], follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": "een-heel-ander-woord", "password2": "een-heel-ander-woord"})

    assert log_in(client, user, "een-heel-ander-woord").status_code == 302
    assert "Deze link werkt niet meer" in Client().get(link[1], follow=True).content.decode()


def test_stranger_gets_no_mail_and_the_same_page(client: Client, mailoutbox: Any) -> None:
    known = client.post("/account/wachtwoord/vergeten/", {"email": make_person(Role.READER).email})
    unknown = client.post("/account/wachtwoord/vergeten/", {"email": "niemand@example.nl"})

    assert known["Location"] == unknown["Location"]
    assert len(mailoutbox) == 1


def test_mail_server_that_is_down_gives_a_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    user = make_person(Role.READER)

    response = client.post("/account/wachtwoord/vergeten/", {"email": user.email})

    assert response.status_code == 503
    assert "De mail kon niet worden verstuurd" in response.content.decode()


@pytest.mark.parametrize("mail", ["\0@example.nl", "a@example.nl\nBcc: b@example.nl", "a" * 10_000 + "@example.nl", "<script>@example.nl"])
def test_odd_addresses_are_refused(client: Client, mailoutbox: Any, mail: str) -> None:
    assert client.post("/account/wachtwoord/vergeten/", {"email": mail}).status_code in {200, 302}
    assert client.post(LOGIN, {"login": mail, "password": "x\0"}).status_code == 200
    assert mailoutbox == []


def test_removed_addresses_of_allauth_lead_to_my_account(client: Client) -> None:
    for name in ("account_email", "socialaccount_signup", "socialaccount_connections"):
        assert client.get(reverse(name))["Location"] == ME


def test_a_copy_of_the_database_gives_nobody_a_code(client: Client, settings: Any) -> None:
    person = make_person(Role.ADVISER)
    secret = give_app(person)

    stored = Authenticator.objects.get(user=person)

    assert secret not in str(stored.data)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "een-nieuwe-sleutel"
    assert decrypt(stored.data["secret"]) == secret  # also after the key of the portal was renewed
