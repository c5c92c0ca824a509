"""The admin pages on the real catalogue: every row of it can be saved as it is, and what is changed is recorded."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from tests.accounts.people import sign_in
from tests.voorzieningen.test_admin import change, text
from voorzieningen import models as m
from voorzieningen.snapshot import snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client: Client) -> Client:
    """Signed in as someone who may do everything."""
    sign_in(client, User.objects.create_superuser("boss"))
    return client


@pytest.mark.parametrize(
    "model",
    [
        *(m.Organisation, m.Offering, m.Tariff, m.TariffReading, m.ReadingChange, m.TariffComponent, m.Contradiction),
        *(m.IndexSeries, m.IndexFigure, m.TariffInstalment),
    ],
)
def test_every_row_of_the_real_catalogue_can_be_saved_as_it_is(boss: Client, catalogue_data: None, model: type[Any]) -> None:
    rows = list(model.objects.order_by("pk"))
    assert rows
    refused = {str(row): response.context["errors"] for row in rows if (response := change(boss, row)).status_code != 302}
    assert refused == {}


def test_a_claim_is_about_an_offering_or_about_an_organisation_never_both(boss: Client) -> None:
    claim = m.ResultClaim.objects.get(code="COL-R1")
    response = change(boss, claim, moment="2024")
    assert response.status_code == 302, response.context["errors"]
    claim.refresh_from_db()
    assert (claim.moment, claim.organisation.code, claim.offering) == ("2024", "COL", None)
    response = change(boss, claim, offering=str(m.Offering.objects.get(slug="home-start").pk))
    assert "Kies een aanbod of een organisatie: precies één van de twee." in text(response.content.decode())


def test_saving_a_contradiction_keeps_the_target_groups_that_it_is_about(boss: Client) -> None:
    row = m.Contradiction.objects.get(code="C-02")
    response = change(boss, row, topic="LVB")
    assert response.status_code == 302, response.context["errors"]
    assert [group.code for group in row.target_groups.all()] == ["LVB_OUDER"]


def test_what_an_administrator_changes_is_recorded_with_who_did_it(boss: Client) -> None:
    row = m.Offering.objects.get(slug="home-start")
    response = change(boss, row, name="Huisstart")
    assert response.status_code == 302, response.context["errors"]
    record = row.history.first()
    assert (record.name, record.history_type, record.history_user.is_superuser) == ("Huisstart", "~", True)
    assert snapshot(as_of=timezone.localdate()) == replace(snapshot(), as_of=timezone.localdate())
