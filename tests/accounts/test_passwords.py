"""Which passwords somebody may choose."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError

from accounts.models import Role
from tests.accounts.people import make_person


@pytest.mark.parametrize(
    "password",
    [
        "paard batterij nietje",
        "correcthorse!",
        "steunkeuze is mijn lievelingssite",
        "zzzzqqqqwwww",
        "х" * 12 + "abcdefgh",
        "🙂🙂🙂🙂 vier losse woorden",
        "alle tekens mogen: é ñ ß 中文 'quotes' \"dubbel\" <b> -- ;",
        "w" * 40 + "oord-van-meer-dan-vierenzestig-tekens",
    ],
)
def test_any_characters_and_any_length_will_do(password: str) -> None:
    validate_password(password, User(username="a@example.nl", email="a@example.nl"))
    assert check_password(password, make_password(password))
    assert not check_password(password.swapcase() + "x", make_password(password))


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("kort", "te kort"),
        ("elftekens11", "te kort"),
        ("password1234", "algemeen"),
        ("Steunkeuze2026!", "te raden"),
        ("gemeente-gemeente", "te raden"),
        ("WelkomWelkom01", "te raden"),
        ("Buurtgezinnen#1", "te raden"),
    ],
)
def test_short_common_and_well_known_words_are_refused(password: str, why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        validate_password(password, User(username="a@example.nl", email="a@example.nl"))


@pytest.mark.django_db
def test_the_own_municipality_is_no_password() -> None:
    person = make_person(Role.READER, "GM0392")
    with pytest.raises(ValidationError, match="te raden"):
        validate_password("Haarlem-Haarlem-26", person)
    validate_password("Enschede aan de overkant", person)


def test_without_a_person_only_the_words_count() -> None:
    with pytest.raises(ValidationError):
        validate_password("Steunouder-2026")
    validate_password("paard batterij nietje")
    assert any("gemeente" in text for text in password_validators_help_texts())
