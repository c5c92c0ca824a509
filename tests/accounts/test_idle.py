"""A session ends when nobody uses it, and not while somebody does."""

from __future__ import annotations

import time
from unittest.mock import patch

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.idle import ENDED, NOTED_EVERY, SEEN_KEY
from accounts.models import Role
from tests.accounts.people import make_person, sign_in

pytestmark = pytest.mark.django_db
ME = "accounts:me"


@pytest.fixture
def reader(client: Client) -> Client:
    sign_in(client, make_person(Role.READER))
    return client


def after(client: Client, seconds: float) -> int:
    """The status of a page that is opened so much later."""
    with patch("accounts.idle.time.time", return_value=time.time() + seconds):
        return client.get(reverse(ME)).status_code


def test_two_hours_without_a_request_end_the_session_and_it_is_said(reader: Client) -> None:
    assert after(reader, 0) == 200
    assert after(reader, settings.SESSION_IDLE_SECONDS + 60) == 302
    assert SEEN_KEY not in reader.session
    assert ENDED in reader.get(reverse("account_login")).content.decode()


def test_who_goes_on_stays(reader: Client) -> None:
    for number in range(1, 6):
        assert after(reader, number * (settings.SESSION_IDLE_SECONDS - 60)) == 200


def test_it_is_noted_now_and_then_not_at_every_request(reader: Client) -> None:
    after(reader, 0)
    noted = reader.session[SEEN_KEY]
    after(reader, NOTED_EVERY - 10)
    assert reader.session[SEEN_KEY] == noted
    after(reader, NOTED_EVERY + 10)
    assert reader.session[SEEN_KEY] > noted


def test_odd_moment_in_a_session_does_no_harm(reader: Client) -> None:
    session = reader.session
    session[SEEN_KEY] = None
    session.save()
    assert after(reader, 0) == 200


def test_visitor_without_an_account_gets_no_session(client: Client) -> None:
    assert client.get("/").status_code == 200
    assert not client.cookies
