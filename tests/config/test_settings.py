"""Settings fail loudly: each variable that is missing or wrong is named in one line, without its value."""

from __future__ import annotations

from typing import Any

import environ
import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment
from config.warnings import mail_reaches_nobody
from tests.config.production import ENVIRONMENT, run


def env_of(**variables: str) -> environ.Env:
    env = environ.Env()
    env.ENVIRON = dict(variables)
    return env


def refusal(read: Any) -> str:
    with pytest.raises(ImproperlyConfigured) as raised:
        read()
    return str(raised.value)


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "SITE_ADDRESS", "DATABASE_URL", "SECURITY_CONTACT"])
@pytest.mark.parametrize("value", [None, ""])
def test_what_production_needs_is_named_when_it_is_missing(name: str, value: str | None) -> None:
    given = {key: text for key, text in ENVIRONMENT.items() if key != name} | ({} if value is None else {name: value})
    reads: dict[str, Any] = {
        "SECRET_KEY": lambda env: environment.secret_key(env, True),
        "ALLOWED_HOSTS": lambda env: environment.hosts(env, True),
        "SITE_ADDRESS": lambda env: environment.site_address(env, True),
        "DATABASE_URL": lambda env: environment.database(env, True, "sqlite://:memory:"),
        "SECURITY_CONTACT": lambda env: environment.security_contact(env, True),
    }

    assert refusal(lambda: reads[name](env_of(**given))) == f"{name} is missing"
    assert reads[name](env_of(**ENVIRONMENT))


@pytest.mark.parametrize("value", ["te-kort!", "a" * 60, environment.DEVELOPMENT_KEY, "django-insecure-" + "abcdefgh" * 8])
def test_a_secret_key_that_can_be_guessed_is_refused(value: str) -> None:
    said = refusal(lambda: environment.secret_key(env_of(SECRET_KEY=value), True))

    assert said.startswith("SECRET_KEY is")
    assert value not in said


@pytest.mark.parametrize("value", ["*", "portal.example.nl,*", "https://portal.example.nl", "portal.example.nl:443", "a b", ","])
def test_hosts_that_let_everybody_in_or_cannot_be_hosts_are_refused(value: str) -> None:
    assert "ALLOWED_HOSTS must name" in refusal(lambda: environment.hosts(env_of(ALLOWED_HOSTS=value), True))


@pytest.mark.parametrize("value", ["portal.example.nl", "portal.example.nl, www.example.nl", ".example.nl", "[2001:db8::1]"])
def test_names_of_hosts_are_taken(value: str) -> None:
    assert environment.hosts(env_of(ALLOWED_HOSTS=value), True) == [part.strip() for part in value.split(",")]


@pytest.mark.parametrize(
    "value", ["http://portal.example.nl", "portal.example.nl", "https://", "https://a.nl/pad", "https://a.nl?x=1", "https://[::1"]
)
def test_an_address_of_the_portal_that_is_none_is_refused(value: str) -> None:
    assert refusal(lambda: environment.site_address(env_of(SITE_ADDRESS=value), True)).startswith("SITE_ADDRESS ")


@pytest.mark.parametrize("value", ["mysql://geheim@host/naam", "oracle://x", "onzin", "postgres://geheim@host:poort/naam"])
def test_another_database_is_refused_without_repeating_its_password(value: str) -> None:
    said = refusal(lambda: environment.database(env_of(DATABASE_URL=value), False, ""))

    assert said.startswith("DATABASE_URL ")
    assert "geheim" not in said


def test_postgresql_gets_its_limits_and_what_its_address_asks() -> None:
    found = environment.database(env_of(DATABASE_URL="postgres://a:b@host/naam?sslmode=require", DATABASE_STATEMENT_SECONDS="7"), True, "")

    assert (found["CONN_HEALTH_CHECKS"], found["CONN_MAX_AGE"]) == (True, 60)
    assert found["OPTIONS"]["sslmode"] == "require"
    assert found["OPTIONS"]["connect_timeout"] == 5
    assert found["OPTIONS"]["options"] == "-c statement_timeout=7s -c lock_timeout=20s -c idle_in_transaction_session_timeout=60s"


def test_sqlite_keeps_what_makes_it_hold() -> None:
    options = environment.database(env_of(DATABASE_URL="sqlite:////tmp/x.sqlite3"), True, "")["OPTIONS"]

    assert (options["transaction_mode"], options["timeout"]) == ("IMMEDIATE", 20)


@pytest.mark.parametrize(
    ("value", "said"), [("-1", "TRUSTED_PROXY_COUNT may not be below 0"), ("een", "TRUSTED_PROXY_COUNT has a value that cannot be read")]
)
def test_a_number_that_is_none_is_refused(value: str, said: str) -> None:
    assert refusal(lambda: environment.whole_number(env_of(TRUSTED_PROXY_COUNT=value), "TRUSTED_PROXY_COUNT", 0)) == said


@pytest.mark.parametrize("value", ["beveiliging@example.nl", "mailto:beveiliging", "http://example.nl", "mailto:a@b.nl\nX: y"])
def test_a_contact_that_security_txt_cannot_hold_is_refused(value: str) -> None:
    assert "SECURITY_CONTACT must start with" in refusal(lambda: environment.security_contact(env_of(SECURITY_CONTACT=value), True))


@pytest.mark.parametrize("value", ["https://example.nl/melden", "tel:+31-70-1234567", "mailto:beveiliging@example.nl"])
def test_a_contact_by_page_telephone_or_mail_is_taken(value: str) -> None:
    assert environment.security_contact(env_of(SECURITY_CONTACT=value), True) == value


def test_a_token_that_can_be_guessed_is_refused() -> None:
    assert "METRICS_TOKEN is too short" in refusal(lambda: environment.secret_token(env_of(METRICS_TOKEN="kort"), "METRICS_TOKEN"))
    assert environment.secret_token(env_of(), "METRICS_TOKEN") == ""


def test_an_unknown_environment_is_refused() -> None:
    assert "ENVIRONMENT must be" in refusal(lambda: environment.kind(env_of(ENVIRONMENT="productie")))


def test_what_cannot_be_read_is_named_without_its_value() -> None:
    def broken() -> None:
        raise ValueError("geheim")

    assert refusal(lambda: environment.readable("X", broken)) == "X has a value that cannot be read"


def test_mail_that_reaches_nobody_is_a_warning_in_production_only(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert mail_reaches_nobody() == []
    settings.PRODUCTION = True
    assert [message.id for message in mail_reaches_nobody()] == ["config.W001"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert mail_reaches_nobody() == []


# --- starting ---


@pytest.mark.parametrize("code", ["manage.py\ncheck", "-c\nimport config.wsgi", "-m\ngunicorn"])
def test_starting_with_wrong_settings_is_one_line_and_code_1(code: str) -> None:
    result = run(code, {"SECURITY_CONTACT": None}) if "gunicorn" not in code else run_gunicorn()

    assert result.returncode == 1
    assert [line for line in result.stderr.splitlines() if line] == ["The portal does not start: SECURITY_CONTACT is missing"]


def run_gunicorn() -> Any:
    code = "import sys; sys.argv = ['gunicorn', '--config', 'config/gunicorn.py', 'config.wsgi']; from gunicorn.app.wsgiapp import run; run()"
    return run(f"-c\n{code}", {"SECURITY_CONTACT": None, "PORT": "0"})
