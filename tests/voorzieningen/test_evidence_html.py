"""What a value opens to, as HTML: whose it is, the reading that is used, the words of the source, and every text escaped."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date

import pytest
from django.template import Context, Template

from tests.voorzieningen.values import BLANK, cited, dispute, said
from voorzieningen.catalogue import Offering
from voorzieningen.evidence import BADGES, Evidence, evidence
from voorzieningen.evidence_html import badge, citation_html, evidence_html, sources_address
from voorzieningen.reference_date import ReferenceDate

SOURCES = "/bronnen/#"
OTHER = cited("woorden", slug="ander")


def opened(offering: Offering, name: str = "vog") -> str:
    return evidence_html(evidence(offering, name), "VOG, Proef", SOURCES)


def text_of(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def summary_of(markup: str) -> str:
    [found] = re.findall(r"<summary>(.*?)</summary>", markup)
    return text_of(found)


@pytest.mark.parametrize(
    ("offering", "summary"),
    [
        (replace(BLANK, statements=(said("ja"),)), "bron: S9 over VOG, Proef"),
        (replace(BLANK, statements=(said("ja"), said("nee", citation=OTHER))), "2 bronnen over VOG, Proef"),
        (replace(BLANK, citation=OTHER), "gezocht in 1 bron over VOG, Proef"),
        (replace(BLANK, citation=OTHER, statements=(said("zo", field="DOEL"),)), "gezocht in 2 bronnen over VOG, Proef"),
        (
            replace(BLANK, statements=(said("ja"),), contradictions=(dispute(), dispute(kind="MISSING"))),
            "bronnen verschillen ontbreekt in de bronnen over VOG, Proef",
        ),
    ],
)
def test_summary_says_how_much_there_is_behind_it_and_about_what_and_whom(offering: Offering, summary: str) -> None:
    assert summary_of(opened(offering)) == summary


def test_value_that_nothing_is_behind_says_so() -> None:
    assert evidence_html(Evidence(()), "VOG", SOURCES) == badge("niet vermeld")


def test_preferred_reading_is_marked_in_words_with_its_reason_and_its_rival_is_not() -> None:
    markup = opened(replace(BLANK, statements=(said("nee", citation=OTHER), said("ja", preferred=True, note="let op"))))

    assert text_of(markup).count("Deze lezing gebruikt het portaal.") == 1
    assert "Ja (staat er zo). Deze lezing gebruikt het portaal. omdat Bron ; aanbieder, ongedateerd let op" in text_of(markup)
    assert "Nee (staat er zo). woorden , Titel ander , regel 1; aanbieder, ongedateerd" in text_of(markup)
    assert markup.count("statement--preferred") == 1


def test_topic_names_what_and_whom_it_is_about() -> None:
    markup = opened(replace(BLANK, statements=(said("ja"), said("nee", slug="deel", about="Deel"))))

    assert re.findall(r'<p class="evidence__topic">(.*?)</p>', markup) == ["VOG", "Deel: VOG"]


def test_contradiction_has_all_readings_what_is_used_why_and_what_to_ask() -> None:
    markup = opened(replace(BLANK, contradictions=(dispute(quote="aan huis"),), citation=OTHER))

    assert 'href="/bronnen/#x-01">X-01 Onderwerp</a>' in markup
    assert "melding een lezing aan huis , Titel bron" in text_of(markup)
    assert "Gebruikt: de ene. Reden: reden X-01 Vraag aan de aanbieder: vraag?" in text_of(markup)


def test_contradiction_without_a_question_asks_none() -> None:
    assert "Vraag aan de aanbieder" not in opened(replace(BLANK, contradictions=(replace(dispute(), question=""),), citation=OTHER))


def test_every_text_is_escaped() -> None:
    evil = "<b>&\"'"
    source = replace(OTHER.source, title=evil, speaker=evil, dated=evil)
    statement = said(evil, label=evil, preferred=True, note=evil, citation=replace(OTHER, source=source, quote=evil, place=evil))
    contradiction = replace(dispute(), topic=evil, message=evil, preferred=evil, reason=evil, question=evil)
    offering = replace(BLANK, statements=(replace(statement, reason=evil, status_label=evil),), contradictions=(contradiction,))

    markup = evidence_html(evidence(offering, "vog"), evil, SOURCES)

    assert "<b>&" not in markup
    assert markup.count(html.escape(evil)) == 15


def test_every_kind_of_contradiction_has_a_badge_of_its_own() -> None:
    assert len({badge(words) for words in BADGES.values()}) == len(BADGES)


# --- addresses ------------------------------------------------------------------------------------------------------------------------------


def test_address_of_the_sources_keeps_the_day_that_the_catalogue_is_of() -> None:
    assert sources_address() == "/bronnen/#"
    assert sources_address(date(2026, 11, 22)) == "/bronnen/?peildatum=2026-11-22#"


def test_citation_without_words_and_place_is_only_its_source() -> None:
    assert text_of(citation_html(replace(OTHER, quote="", place=""), SOURCES)) == "Titel ander ; aanbieder, ongedateerd"


def render(template: str, **context: object) -> str:
    return Template(template).render(Context(context))


BASIS = evidence(replace(BLANK, statements=(said("ja", citation=OTHER),)), "vog")


@pytest.mark.parametrize(
    ("context", "address"),
    [
        ({}, "/bronnen/#ander"),
        ({"reference": ReferenceDate()}, "/bronnen/#ander"),
        ({"reference": ReferenceDate(on=date(2026, 11, 22))}, "/bronnen/?peildatum=2026-11-22#ander"),
        ({"sources_at": "#"}, "#ander"),
    ],
)
def test_templates_lead_to_the_sources_of_the_day_or_of_the_document(context: dict[str, object], address: str) -> None:
    assert f'href="{address}"' in render("{% cite citation %}", citation=OTHER, **context)
    assert f'href="{address}"' in render('{% evidence basis "VOG" "Proef" %}', basis=BASIS, **context)
    assert render("{% source_address source %}", source=OTHER.source, **context) == address
    assert render('{% sources_link "ander" %}', **context) == address


def test_template_says_of_what_and_whom_it_opens() -> None:
    assert summary_of(render('{% evidence basis "VOG" "Proef" %}', basis=BASIS)) == "bron: ANDER over VOG, Proef"
