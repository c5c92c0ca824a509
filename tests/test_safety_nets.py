"""The tests' own safety nets: that they catch what they are there for."""

import socket
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.template import Context, Origin, Template, engines

from tests.conftest import NetworkForbiddenError
from tests.covered import Measurement, judged
from tests.undefined import UndefinedVariableError
from tests.validation import html_messages, pdf_failures

PROJECT = Path(__file__).resolve().parent.parent
PAGE = '<!DOCTYPE html>\n<html lang="nl"><head><title>Overzicht</title></head><body><main><h1>Overzicht</h1>{}</main></body></html>\n'


def render(name: Path) -> str:
    return Template("Totaal: {{ total }}", origin=Origin(str(name)), engine=engines["django"].engine).render(Context({}))


def test_undefined_variable_in_our_template_fails() -> None:
    with pytest.raises(UndefinedVariableError, match="total"):
        render(PROJECT / "templates" / "procurement" / "comparison.html")


def test_undefined_variable_in_a_package_template_stays_empty() -> None:
    assert render(Path("site-packages/django/contrib/admin/base.html")) == "Totaal: "


def test_network_outside_this_machine_is_refused() -> None:
    with pytest.raises(NetworkForbiddenError):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with pytest.raises(NetworkForbiddenError):
        socket.getaddrinfo("portal.example.nl", 80)


def test_valid_page_has_no_messages() -> None:
    assert html_messages(PAGE.format("<p>Tekst</p>")) == []


@pytest.mark.parametrize(
    ("broken", "rule"),
    [
        ('<p id="a">a</p><p id="a">b</p>', "no-dup-id"),
        ('<img src="kaart.png">', "wcag/h37"),
        ('<p style="color: red">a</p>', "no-inline-style"),
        ("<ul><p>a</p></ul>", "element-permitted-content"),
        ("<h3>te diep</h3>", "heading-level"),
        ("<p>open<div>a</div></p>", "close-order"),
    ],
)
def test_broken_page_is_reported(broken: str, rule: str) -> None:
    assert rule in "\n".join(html_messages(PAGE.format(broken)))


def test_plain_pdf_is_refused_by_both_profiles() -> None:
    from weasyprint import HTML

    failures = pdf_failures(HTML(string=PAGE.format("")).write_pdf())

    assert {failure.split()[0] for failure in failures} == {"PDF/UA-1", "PDF/A-3a"}


COUNTED = """
class Account:
    @property
    def is_open(self):
        for _ in range(2):
            pass
        return True

    def close(self):
        if self.is_open:
            return "closed"
        return "nothing"


def never():
    raise NotImplementedError
"""


@pytest.fixture
def measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Measurement, ModuleType]]:
    """A module of which every line is measured."""
    (tmp_path / "counted").mkdir()
    (tmp_path / "counted" / "__init__.py").write_text(COUNTED)
    (tmp_path / "counted" / "forgotten.py").write_text("forgotten = 1\n")
    monkeypatch.syspath_prepend(tmp_path)
    measurement = Measurement(tmp_path, ("counted",))
    yield measurement, import_module("counted")
    measurement.stop()
    del sys.modules["counted"]


def missing(measurement: Measurement) -> dict[str, tuple[list[Any], list[Any]]]:
    found = measurement.found(with_never_imported=True)["files"]
    return {Path(path).name: (parts["missing_lines"], parts["missing_branches"]) for path, parts in found.items()}


def test_what_no_test_reaches_is_found_also_after_signals_were_taken_out(measured: tuple[Measurement, ModuleType]) -> None:
    measurement, module = measured
    with_signals = module.Account.is_open.fget.__code__
    assert module.Account().is_open

    measurement.lighten()

    assert module.Account.is_open.fget.__code__ is not with_signals
    assert missing(measurement) == {"__init__.py": ([10, 11, 12, 16], [(10, 11), (10, 12)]), "forgotten.py": ([1], [])}
    assert module.Account().close() == "closed"
    measurement.lighten()
    assert missing(measurement) == {"__init__.py": ([12, 16], [(10, 12)]), "forgotten.py": ([1], [])}


def parts(executed: int, missing: int) -> dict[str, Any]:
    return {
        "executed_lines": list(range(executed)),
        "missing_lines": list(range(executed, executed + missing)),
        "executed_branches": [],
        "missing_branches": [[3, 0]] * bool(missing),
    }


def test_one_line_of_a_pure_module_is_too_much_to_miss() -> None:
    everything, pure = judged({"procurement/costs/engine.py": parts(99, 1), "config/guard.py": parts(300, 0)})
    assert (everything.is_enough, pure.is_enough) == (True, False)
    assert list(everything.said) == ["everything: 99.50 % reached, at least 95 % is needed"]
    assert list(pure.said) == ["the pure modules: 98.02 % reached, at least 100 % is needed", "  procurement/costs/engine.py: 99, 3->exit"]


def test_a_twentieth_is_too_much_to_miss_of_everything_and_nothing_measured_is_not_enough() -> None:
    everything, pure = judged({"procurement/costs/engine.py": parts(50, 0), "config/guard.py": parts(40, 5)})
    assert (everything.is_enough, pure.is_enough) == (False, True)
    assert [part.is_enough for part in judged({})] == [False, False]
