"""The letters to the providers: the largest effect on top, every question once, and a text that mail programs take."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.template.loader import render_to_string

from procurement import costs, fit, pricing
from procurement.advice.ask_first import LONGEST_LINK, Letter, write_letters
from procurement.pricing import Priced
from procurement.question import Question
from procurement.sheet import Sheet, build_sheet
from tests.procurement.offerings import CITATION, FORM, age_range
from tests.procurement.uncertain import ask, column, contradiction, fee, hours, module, reading
from tests.validation import assert_valid_html
from voorzieningen.ages import Certainty
from voorzieningen.catalogue import Municipality, Option
from voorzieningen.snapshot import snapshot

HAARLEM = Municipality("GM0392", "Haarlem", "Noord-Holland", 167_636, date(2024, 1, 1), CITATION)


def real(*slugs: str, municipality: Municipality | None = None, **scenario: object) -> tuple[Letter, ...]:
    catalogue = snapshot()
    choice = pricing.Choice(tuple((slug, "lijstprijs") for slug in slugs))
    given = {"start_year": 2027, "years": 3, "new_matches": (10, 10, 10), "hourly_cost": Decimal(75), **scenario}
    question = Question(costs.Scenario(**given), choice, municipality, fit.Task(), {}, (), ())
    return write_letters(build_sheet(question, pricing.priced_tariffs(catalogue, choice)))


def sheet_of(*columns: Priced, **question: object) -> Sheet:
    return build_sheet(ask(*columns, **question), columns)


def texts(letter: Letter) -> list[str]:
    return [first.text for first in letter.questions]


def effects(letter: Letter) -> list[Decimal | None]:
    return [first.effect for first in letter.questions]


# --- the real catalogue ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_questions_to_steunouder_have_the_largest_effect_first():
    (letter,) = real("steunouder")

    assert [(first.text, first.effect) for first in letter.questions[:4]] == [
        ("Bedoelt u 16 uur per week of per jaar, en geldt dat voor nieuwe of voor lopende koppelingen?", Decimal("183600.00")),
        ("Hoe lang duurt een koppeling gemiddeld, en hoe lang hoogstens? Wij rekenen met 1 jaar.", Decimal("124800.00")),
        ("Wat kost een uur van de coördinator, alles inbegrepen? Wij rekenen met €\u00a075,00.", Decimal("37440.00")),
        ("Waar hangt het bedrag van het eerste jaar van af, en wat is het voor onze gemeente?", Decimal("2250.00")),
    ]
    assert letter.largest_effect == Decimal("183600.00")


@pytest.mark.django_db
def test_every_question_is_asked_once_and_what_no_source_tells_follows():
    for letter in real("buurtgezinnen", "meeleefgezin", "steunouder", "samen-oplopen", "home-start", indexation=Decimal("0.02")):
        assert len(set(texts(letter))) == len(letter.questions)
        known = [effect for effect in effects(letter) if effect is not None]
        assert known == sorted(known, reverse=True)
        assert effects(letter)[len(known) :] == [None] * (len(letter.questions) - len(known))


@pytest.mark.django_db
def test_question_about_the_year_of_the_price_takes_the_effect_of_the_price_level():
    """Buurtgezinnen has a registered question that asks for it, MeeleefGezin an ordinary one."""
    one, other = real("buurtgezinnen", "meeleefgezin", indexation=Decimal("0.02"))

    assert one.questions[0].text.startswith("Voor welk jaar geldt de lijstprijs")
    assert one.questions[0].effect == Decimal("20615.80")
    assert other.questions[0].text == "Voor welk jaar geldt uw prijs, en hoe stijgt die per jaar?"
    assert [text for text in texts(one) if "welk jaar" in text] == [one.questions[0].text]


@pytest.mark.django_db
def test_answer_that_makes_the_total_unknown_follows_those_in_euro():
    (letter,) = real("samen-oplopen")

    unknown = [first for first in letter.questions if first.makes_unknown]
    assert [first.question.contradiction for first in unknown] == ["C-05"]
    assert effects(letter)[:3] == [Decimal("44000.00"), Decimal("7000.00"), None]
    assert f"{unknown[0].text} Bij een ander antwoord is ons totaal niet te berekenen." in letter.text


@pytest.mark.django_db
def test_letter_names_the_municipality_its_numbers_and_no_other_offering():
    first, _ = real("steunouder", "samen-oplopen", municipality=HAARLEM)

    assert first.subject == "Vragen van gemeente Haarlem over Steunouder"
    assert first.text.startswith("Geachte heer, mevrouw,\n\nGemeente Haarlem vergelijkt informele steun voor gezinnen, ook Steunouder.")
    assert "10 nieuwe koppelingen per jaar, 3 jaar vanaf 2027" in first.text
    assert "1. Bedoelt u 16 uur per week of per jaar" in first.text
    assert "Dit scheelt tot € 183.600,00 in het totaal." in first.text
    assert first.text.endswith("Met vriendelijke groet,\n\n(uw naam en functie, gemeente Haarlem)")
    assert "Samen Oplopen" not in first.text
    assert first.email == "info@steunouder.nl"


@pytest.mark.django_db
def test_offering_compared_with_two_tariffs_gets_one_letter():
    catalogue = snapshot()
    choice = pricing.Choice((("buurtgezinnen", "lijstprijs"), ("buurtgezinnen", "offerte-haarlem-2020")))
    scenario = costs.Scenario(start_year=2027, years=2, new_matches=(10, 10), hourly_cost=Decimal(75))
    question = Question(scenario, choice, None, fit.Task(), {}, (), ())

    letters = write_letters(build_sheet(question, pricing.priced_tariffs(catalogue, choice)))

    assert [letter.offering for letter in letters] == ["Buurtgezinnen"]
    assert letters[0].questions[0].effect == Decimal("20000.00")  # reading B: 1,150 instead of 3,150 for ten matches of the second year


# --- made-up columns ------------------------------------------------------------------------------------------------------------------------


def test_without_a_municipality_the_letter_says_our_municipality():
    (letter,) = write_letters(sheet_of(column("uren", hours("H", "100"))))

    assert letter.subject == "Vragen van onze gemeente over Uren"
    assert "Onze gemeente vergelijkt" in letter.text
    assert "10 nieuwe koppelingen per jaar, 1 jaar vanaf 2027" in letter.text


def test_input_without_a_registered_question_gets_one_of_its_own():
    readings = (reading("EEN", preferred=True), reading("TWEE"))
    rows = (fee("E", "1000", reading="EEN"), fee("T", "9000", reading="TWEE"), fee("B", "10", "30"), module("M", "10"), module("N", "10"))

    (letter,) = write_letters(sheet_of(column("alles", *rows, hours("H", "10"), readings=readings)))

    assert [(first.text, first.question) for first in letter.questions[:4]] == [
        ("Hoe is uw prijs bedoeld? (a) Tekst van EEN. (b) Tekst van TWEE.", None),
        ("Wat kost een uur van de coördinator, alles inbegrepen? Wij rekenen met €\u00a075,00.", None),
        ("Welk bedrag geldt voor onze gemeente, en wie betaalt het? Wij vonden: Onderdeel B: €\u00a010,00 - €\u00a030,00.", None),
        ("Welk deel van de koppelingen rondt elke module af? Wij rekenen met 100% - 100%.", None),
    ]


def test_duration_and_price_level_without_an_ordinary_question_get_their_own():
    """The offering names a duration in months, and a registered question about readings shares no words with these."""
    one = column("vrij", fee("F", "100"), module("M", "100", 2), shortest_match_years=1, longest_match_years=2, price_level_year=None)
    offering = replace(one.offering, duration_months_min=6)

    (letter,) = write_letters(sheet_of(replace(one, offering=offering), years=2, indexation=Decimal("0.10")))

    assert "Hoe lang duurt een koppeling gemiddeld, en hoe lang hoogstens? Wij rekenen met 1 jaar." in texts(letter)


def test_range_is_asked_with_the_registered_question_about_it():
    about = contradiction("C-99", "Bandbreedte van het bedrag", "Waar hangt het bedrag van af?")

    (letter,) = write_letters(sheet_of(column("band", fee("F", "10", "30"), contradictions=(about,))))

    assert (letter.questions[0].text, letter.questions[0].effect) == ("Waar hangt het bedrag van af?", Decimal("20.00"))


def test_provider_without_open_questions_gets_no_letter():
    priced = column("klaar", fee("F", "10", vat="NONE_DUE"))
    coordinator = (Option(FORM, Certainty.CERTAIN, CITATION),)
    known = replace(
        priced.offering, duration_months_min=12, vog=True, volunteer_training=True, coordinator_types=coordinator, age_ranges=(age_range(0, 12),)
    )

    assert write_letters(sheet_of(replace(priced, offering=known))) == ()
    assert texts(write_letters(sheet_of(replace(priced, offering=replace(known, age_ranges=()))))[0]) == ["Voor welke leeftijden is het aanbod?"]


# --- the link -------------------------------------------------------------------------------------------------------------------------------


def letter(text: str, email: str = "info@example.nl") -> Letter:
    return Letter("Proef", "proef", email, (), "Vragen & meer", text)


def test_link_holds_address_subject_and_text_as_they_were():
    link = letter("Één vraag?\n\n1. Wat kost 50% & meer?").link

    assert link.startswith("mailto:info@example.nl?subject=Vragen%20%26%20meer&body=")
    assert "%0D%0A%0D%0A" in link
    assert " " not in link
    assert "+" not in link
    fields = parse_qs(urlsplit(link).query, strict_parsing=True)
    assert fields == {"subject": ["Vragen & meer"], "body": ["Één vraag?\r\n\r\n1. Wat kost 50% & meer?"]}


def test_link_that_would_be_too_long_holds_no_text():
    # "mailto:info@example.nl?subject=Vragen%20%26%20meer&body=" is 56 characters long.
    short, long = letter("a" * (LONGEST_LINK - 56)), letter("a" * (LONGEST_LINK - 55))

    assert (short.fits_in_link, len(short.link)) == (True, LONGEST_LINK)
    assert (long.fits_in_link, long.link) == (False, "mailto:info@example.nl?subject=Vragen%20%26%20meer")


def test_link_without_an_address_leaves_it_to_the_sender():
    assert letter("Hallo", email="").link == "mailto:?subject=Vragen%20%26%20meer&body=Hallo"


def test_address_cannot_smuggle_fields_into_the_link():
    link = letter("Hallo", email="x@example.nl?bcc=y@example.nl").link

    assert set(parse_qs(urlsplit(link).query)) == {"subject", "body"}
    assert unquote(urlsplit(link).path) == "x@example.nl?bcc=y@example.nl"


# --- the page -------------------------------------------------------------------------------------------------------------------------------


def test_letter_on_the_page_is_escaped_readonly_and_labelled():
    about = contradiction("C-99", "Bandbreedte", "Is </textarea><b>dit</b> & dat waar?")
    sheet = sheet_of(column("band", fee("F", "10", "30"), contradictions=(about,), email="info@example.nl"))

    html = render_to_string("procurement/_ask_first.html", {"sheet": sheet})

    assert "Is &lt;/textarea&gt;&lt;b&gt;dit&lt;/b&gt; &amp; dat waar?" in html
    assert '<label for="brief-band">' in html
    assert 'id="brief-band"' in html
    assert " readonly>" in html
    assert "de eerste scheelt tot" in html
    assert_valid_html(f"<!doctype html><html lang='nl'><head><title>Proef</title></head><body><h1>A</h1><h2>B</h2>{html}</body></html>")


def test_page_says_what_to_do_without_address_and_with_a_long_letter():
    about = contradiction("C-99", "Bandbreedte", "Waarom? " * 300)

    html = render_to_string("procurement/_ask_first.html", {"sheet": sheet_of(column("band", fee("F", "10", "30"), contradictions=(about,)))})

    assert "te lang voor een link: kopieer de tekst." in html
    assert "vul het zelf in" in html


def test_page_without_columns_says_that_nothing_is_open():
    html = render_to_string("procurement/_ask_first.html", {"sheet": replace(sheet_of(), columns=())})

    assert "De bronnen laten geen vragen open." in html
