"""The portal's template filters and tags: money and numbers in Dutch, and never a number for what is unknown."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import resolve

from voorzieningen.catalogue import Source
from voorzieningen.money import EuroRange
from voorzieningen.templatetags import portal

SPACE = "\u00a0"


def render(template: str, **context: object) -> str:
    return Template(template).render(Context(context))


def test_euro_shows_an_amount_with_its_machine_readable_value() -> None:
    assert render("{{ amount|euro }}", amount=Decimal("31500")) == f'<data value="31500.00">€{SPACE}31.500,00</data>'


def test_euro_shows_a_range_as_two_amounts() -> None:
    text = render("{{ amount|euro }}", amount=EuroRange(Decimal("6850.00"), Decimal("9100.00")))

    assert text == f'<data value="6850.00">€{SPACE}6.850,00</data> - <data value="9100.00">€{SPACE}9.100,00</data>'


def test_euro_shows_an_exact_range_once() -> None:
    assert portal.euro(EuroRange.exact(Decimal("2.00"))) == f'<data value="2.00">€{SPACE}2,00</data>'


@pytest.mark.parametrize(("amount", "value"), [(Decimal("2.675"), "2.68"), (Decimal("-12"), "-12.00"), (Decimal("0"), "0.00")])
def test_euro_rounds_half_up_and_keeps_known_zeros(amount: Decimal, value: str) -> None:
    assert f'value="{value}"' in portal.euro(amount)


@pytest.mark.parametrize("name", ["euro", "number", "percent", "yes_no"])
def test_unknown_becomes_a_word_never_a_number(name: str) -> None:
    text = render(f"{{{{ nothing|{name} }}}}", nothing=None)

    assert text in ('<span class="unknown">onbekend</span>', '<span class="unknown">niet vermeld</span>')


@pytest.mark.parametrize(
    ("value", "text"), [(1184, "1.184"), (Decimal("16.00"), "16"), (Decimal("83.20"), "83,2"), (Decimal("1000"), "1.000"), (0, "0")]
)
def test_number_is_dutch_without_needless_zeros(value: Decimal | int, text: str) -> None:
    assert portal.number(value) == text


def test_percent_takes_a_fraction() -> None:
    assert portal.percent(Decimal("0.025")) == "2,5%"


@pytest.mark.parametrize(("answer", "text"), [(True, "ja"), (False, "nee")])
def test_yes_no_speaks_dutch(answer: bool, text: str) -> None:
    assert portal.yes_no(answer) == text


def test_badge_keeps_its_text_and_gets_a_shape() -> None:
    assert render('{% badge "aanname" %}') == '<span class="badge badge--assumption">aanname</span>'


def test_badge_escapes_a_text_it_does_not_know() -> None:
    assert render("{% badge text %}", text="<b>") == '<span class="badge badge--plain">&lt;b&gt;</span>'


SOURCE = Source("bron-a", "S9", "Bron A", "", "overzicht", "aanbieder", "ongedateerd")


def test_source_address_is_on_the_sources_page() -> None:
    assert render("{% source_address source %}", source=SOURCE) == "/bronnen/#bron-a"


def test_source_address_stays_inside_a_document_that_holds_its_own_sources() -> None:
    assert render("{% source_address source %}", source=SOURCE, sources_at="#") == "#bron-a"


def test_software_version_comes_from_the_settings(settings) -> None:
    settings.SOFTWARE_VERSION = "7.8.9"

    assert render("{% software_version %}") == "7.8.9"


@pytest.mark.parametrize(
    ("address", "marked"),
    [
        ("/bronnen/", '<a class="utrecht-nav-list__link utrecht-link portal-nav__link" href="/bronnen/" aria-current="page">Bronnen</a>'),
        ("/aanbod/steunouder/", 'href="/" aria-current="true">Totaaloverzicht</a>'),
    ],
)
def test_navigation_marks_the_page_or_the_section_it_belongs_to(rf: RequestFactory, address: str, marked: str) -> None:
    request = rf.get(address)
    request.resolver_match = resolve(address)

    html = render("{% navigation %}", request=request)

    assert marked in html
    assert html.count("aria-current") == 1


def test_navigation_without_a_request_marks_nothing() -> None:
    html = render("{% navigation %}")

    assert html.count("<a ") == 6
    assert "aria-current" not in html


def test_navigation_survives_an_address_book_that_does_not_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portal, "NAVIGATION", (("nergens:heen", "Nergens", ()),))

    assert portal.navigation(Context({"request": SimpleNamespace(resolver_match=None)}))["items"] == [
        {"address": "/", "label": "Nergens", "current": ""}
    ]
