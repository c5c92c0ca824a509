"""The tests' own safety nets: that they catch what they are there for."""

import socket
from pathlib import Path

import pytest
from django.template import Context, Origin, Template, engines

from tests.conftest import NetworkForbiddenError
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
