"""Figures for a monitor: behind a token, by route, and gone when nobody asked for them."""

from __future__ import annotations

from pathlib import Path
from time import process_time
from typing import Any
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from config import metrics

TOKEN = "een-sleutel-voor-de-monitor-1234"
ASKING = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def monitored(settings: Any) -> Client:
    settings.METRICS_TOKEN = TOKEN
    return Client(raise_request_exception=False)


def figures(response: Any) -> dict[str, float]:
    lines = [line.rpartition(" ") for line in response.content.decode().splitlines() if line and not line.startswith("#")]
    return {name: float(value) for name, _, value in lines}


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": "Bearer"}, {"Authorization": "Bearer fout"}, {"Authorization": f"Basic {TOKEN}"}, {"Authorization": "Bearer é"}]
)
def test_without_the_token_the_address_does_not_exist(monitored: Client, headers: dict[str, str]) -> None:
    assert monitored.get("/metrics/", headers=headers).status_code == 404


def test_without_the_setting_the_address_does_not_exist(settings: Any) -> None:
    settings.METRICS_TOKEN = ""

    assert Client().get("/metrics/", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.django_db
def test_requests_are_counted_by_route_method_and_class_of_status(monitored: Client) -> None:
    before = figures(monitored.get("/metrics/", headers=ASKING))
    monitored.get("/levend/?x=MERK")
    monitored.post("/levend/")
    monitored.get("/MERK/")

    response = monitored.get("/metrics/", headers=ASKING)

    after = figures(response)
    for series in ('method="GET",route="alive",status="2xx"', 'method="POST",route="alive",status="4xx"', 'method="GET",route="-",status="4xx"'):
        name = f"portal_requests_total{{{series}}}"
        assert after[name] == before.get(name, 0) + 1
    assert after['portal_request_seconds_count{route="alive"}'] >= 2
    assert after["portal_database_up"] == 1
    assert "MERK" not in response.content.decode()
    assert "no-store" in response["Cache-Control"]


def test_a_database_that_is_away_is_a_figure_and_no_fault(monitored: Client) -> None:
    with patch("config.metrics.connection.cursor", side_effect=OperationalError):
        response = monitored.get("/metrics/", headers=ASKING)

    assert figures(response)["portal_database_up"] == 0


@pytest.mark.django_db
def test_parts_of_the_portal_offer_their_own_figures(monitored: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metrics, "_asked", {})
    metrics.offer("portal_queue", "how many wait", lambda: 3.0)
    metrics.offer("portal_unknown", "not known", lambda: None)
    metrics.offer("portal_broken", "broken", lambda: 1 / 0)
    metrics.count("pdf", "made")

    found = figures(monitored.get("/metrics/", headers=ASKING))

    assert found["portal_queue"] == 3
    assert {"portal_unknown", "portal_broken"} & set(found) == set()
    assert found['portal_events_total{kind="pdf",outcome="made"}'] >= 1


@pytest.mark.django_db
def test_the_line_for_pdfs_and_the_age_of_the_catalogue_are_told(monitored: Client, settings: Any, tmp_path: Path) -> None:
    settings.PDF_FOLDER = str(tmp_path)
    assert "portal_pdf_line" not in figures(monitored.get("/metrics/", headers=ASKING))
    (tmp_path / "waiting").mkdir()
    (tmp_path / "waiting" / "ticket").touch()

    found = figures(monitored.get("/metrics/", headers=ASKING))

    assert found["portal_pdf_line"] == 1
    assert found["portal_catalogue_age_days"] >= 0


def test_without_a_monitor_nothing_is_counted(settings: Any) -> None:
    settings.METRICS_TOKEN = ""
    with patch("config.metrics._library", side_effect=AssertionError):
        metrics.count("pdf", "made")


def test_counting_a_request_costs_next_to_nothing() -> None:
    observe = metrics.observer()
    observe("warm", "GET", 200, 0.1)

    began = process_time()
    for _ in range(1000):
        observe("warm", "GET", 200, 0.1)

    assert (process_time() - began) / 1000 < 0.0005  # a request takes milliseconds


def test_the_token_is_compared_in_constant_time(rf: RequestFactory, settings: Any) -> None:
    settings.METRICS_TOKEN = TOKEN
    with patch("config.metrics.compare_digest", return_value=True) as compared:
        assert metrics.is_allowed(rf.get("/", headers={"Authorization": "Bearer iets"}))
    compared.assert_called_once_with(b"iets", TOKEN.encode())
