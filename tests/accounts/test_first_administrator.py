"""The first catalogue administrator, as docs/deploy.md makes one: without a password, which only the owner of the mail address can choose."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from tests.accounts.people import PASSWORD

MAIL = "beheer@example.nl"


@pytest.mark.django_db
def test_the_password_is_chosen_by_mail_and_then_the_second_step_follows(client: Client) -> None:
    call_command("createsuperuser", interactive=False, username=MAIL, email=MAIL, verbosity=0)

    client.post(reverse("account_reset_password"), {"email": MAIL})
    address = re.search(r"http\S+", mail.outbox[0].body)
    assert address is not None
    form = client.get(address[0], follow=True)
    client.post(form.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD})
    response = client.post(reverse("account_login"), {"login": MAIL, "password": PASSWORD}, follow=True)

    # Not yet verified: the mail address is confirmed first, by a link in a second mail.
    assert response.status_code == 200
    assert len(mail.outbox) >= 2
    assert reverse("admin:index") not in {redirect for redirect, _ in response.redirect_chain}
