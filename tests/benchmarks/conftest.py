"""Benchmarks run as in production, without what tests put into Django; one table of all rows at the end, with UPDATE_DOCUMENTS=1 in docs too.

A run of a part of the benchmarks renews only its own rows: each row has its own day.
"""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import Template
from django.test.utils import _TestState, instrumented_test_render, override_settings

from tests.benchmarks import ratio
from tests.benchmarks.targets import TARGETS, Target, target_of

DOCUMENT = Path(settings.BASE_DIR, "docs", "performance.md")
START, END = "<!-- bench: start -->", "<!-- bench: end -->"
FURTHER, FURTHER_END = "<!-- bench further: start -->", "<!-- bench further: end -->"
HEAD = "| what | yardstick | reach | measured | reached | on |\n|---|---|---|---|---|---|"
NOT_YET = "not measured yet"
REACHED = {True: "yes", False: "**no**", None: "–"}


@pytest.fixture(autouse=True, scope="session")
def as_in_production(django_test_environment: None) -> Iterator[None]:
    """Templates without signals and without the check on unknown variables; one more address, for the hello-world view."""
    templates = [{**settings.TEMPLATES[0], "OPTIONS": {**settings.TEMPLATES[0]["OPTIONS"], "string_if_invalid": ""}}]
    Template._render = _TestState.saved_data.template_render
    with override_settings(ROOT_URLCONF="tests.benchmarks.addresses", TEMPLATES=templates):
        yield
    Template._render = instrumented_test_render


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if not ratio.rows:
        return
    terminalreporter.section("what was measured")
    terminalreporter.write_line(machine())
    for target, row in sorted_rows():
        reached = {True: "reached", False: "NOT REACHED", None: ""}[row.met]
        terminalreporter.write_line(f"{'  ' if target is None else '* '}{row.what}: {row.figure} (reach: {row.reach}) {reached}".rstrip())
    if os.environ.get("UPDATE_DOCUMENTS"):
        DOCUMENT.write_text(renewed(DOCUMENT.read_text(encoding="utf-8"), date.today()), encoding="utf-8")  # noqa: DTZ011 - the day on which somebody measures


def machine() -> str:
    """What it ran on, without names of machines."""
    packages = ", ".join(f"{name} {version(name.lower())}" for name in ("Django", "WeasyPrint"))
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, {packages}, SQLite {sqlite3.sqlite_version}"


def sorted_rows() -> list[tuple[Target | None, ratio.Row]]:
    """The rows in the order of the targets, those without one last."""
    found = [(target_of(row.what), row) for row in ratio.rows]
    return sorted(found, key=lambda pair: TARGETS.index(pair[0]) if pair[0] else len(TARGETS))


def renewed(text: str, today: date) -> str:
    """The document with the rows of this run in the place of the same ones of an earlier run."""
    text = _between(text, START, END, _target_lines(_lines(text, START, END), today))
    return _between(text, FURTHER, FURTHER_END, _further_lines(_lines(text, FURTHER, FURTHER_END), today))


def _target_lines(earlier: list[str], today: date) -> list[str]:
    lines = []
    for target in TARGETS:
        rows = [row for found, row in sorted_rows() if found is target]
        new = [_line(row.what, row.yardstick, row.reach, row.figure, REACHED[row.met], f"{today}") for row in rows]
        old = [line for line in earlier if target_of(_name(line)) is target and NOT_YET not in line]
        lines += new or old or [_line(target.what, target.yardstick, target.reach, NOT_YET, "–", "–")]
    return [f"Measured last on {today}: {machine()}.", "", *HEAD.split("\n"), *lines]


def _further_lines(earlier: list[str], today: date) -> list[str]:
    new = {row.what: _line(row.what, row.yardstick, row.reach, row.figure, REACHED[row.met], f"{today}") for found, row in sorted_rows() if not found}
    kept = {_name(line): line for line in earlier}
    return [*HEAD.split("\n"), *(kept | {_escaped(what): line for what, line in new.items()}).values()]


def _line(*cells: str) -> str:
    return f"| {' | '.join(_escaped(cell) for cell in cells)} |"


def _escaped(cell: str) -> str:
    return cell.replace("|", "/").replace("\n", " ")


def _name(line: str) -> str:
    return line.split("|")[1].strip()


def _lines(text: str, start: str, end: str) -> list[str]:
    inside = text.partition(start)[2].partition(end)[0].splitlines()
    return [line for line in inside if line.startswith("| ") and not line.startswith("| what |")]


def _between(text: str, start: str, end: str, lines: list[str]) -> str:
    before, _, rest = text.partition(start)
    return "\n".join([before + start, "", *lines, "", end + rest.partition(end)[2]])
