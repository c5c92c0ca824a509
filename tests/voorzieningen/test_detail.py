"""What the page of an offering says, computed without a database: words for spans of time, readings, unknowns and questions."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from voorzieningen.ages import Certainty, Months
from voorzieningen.catalogue import AgeRange, Bracket, Catalogue, Citation, Offering, Source, Statement, Tariff, TariffComponent, TariffReading
from voorzieningen.detail import Fact, OfferingDetail, describe
from voorzieningen.key_facts import Value, span_nl
from voorzieningen.tariff_detail import tariff_details, tariff_questions

CITATION = Citation(Source("bron", "S9", "Bron", "", "overzicht", "aanbieder", "ongedateerd"))
TEXTS = ("organisation", "legal_name", "programme", "characteristics", "email", "email_note", "website", "contracting_party")
FIGURES = (
    *("in_collective", "volunteer_training", "vog", "duration_months_min", "duration_months_max", "preparation_months_min"),
    *("preparation_months_max", "guidance_per_year_min", "guidance_per_year_max"),
)
LISTS = (
    *("aliases", "parts", "support_forms", "delivery_models", "coordinator_types", "employers", "coverage", "age_ranges", "tariffs"),
    *("statements", "claims", "contradictions"),
)
NOTHING = dict.fromkeys(TEXTS, "") | dict.fromkeys(FIGURES) | dict.fromkeys(LISTS, ())
BLANK = Offering(slug="proef", code="PR", name="Proef", is_combination=False, **NOTHING)
COMPONENT = TariffComponent("X-1", "FIXED", "Vast", "per jaar", CITATION, low=Decimal("5"), high=Decimal("5"), payer_basis="STATED", vat="EXEMPT")
TARIFF = Tariff("lijstprijs", "LIJSTPRIJS", "Prijs", "vast", CITATION, True, 2024, True, 2, "STATED", "", None, (COMPONENT,))


def said(
    value: str, *, field: str = "VOG", label: str = "VOG", status: str = "S", preferred: bool = False, slug: str = "proef", about: str = "Proef"
) -> Statement:
    return Statement(field, field.lower(), label, value, status, "", CITATION, preferred, "omdat" if preferred else "", "", slug, about)


def page(offering: Offering, *others: Offering) -> OfferingDetail:
    return describe(offering=offering, catalogue=Catalogue((offering, *others), (), (), (), (), (), (), ()))


def vog(*statements: Statement) -> Fact:
    detail = page(replace(BLANK, statements=statements))
    section = next(section for section in detail.sections if section.anchor == "vrijwilligers")
    return next(fact for fact in section.facts if fact.topic == "VOG")


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (None, None, ""),
        (None, 24, "hoogstens 2 jaar"),
        (3, None, "minstens 3 maanden"),
        (1, None, "minstens 1 maand"),
        (12, 12, "1 jaar"),
        (12, 24, "1 tot 2 jaar"),
        (6, 12, "6 tot 12 maanden"),
        (6, 24, "6 maanden tot 2 jaar"),
        (12, 18, "12 tot 18 maanden"),
    ],
)
def test_span_is_worded_in_years_where_that_is_exact(low: int | None, high: int | None, text: str) -> None:
    assert span_nl(low, high) == text


def test_preferred_reading_is_the_value_and_the_rival_stays() -> None:
    fact = vog(said("nee"), said("ja", preferred=True))

    assert fact.value == "ja"
    assert [statement.value for statement in fact.statements] == ["ja", "nee"]


def test_without_a_preferred_reading_all_are_shown() -> None:
    assert vog(said("ja"), said("nee"), said("ja")).value == "ja; nee"


def test_a_disagreeing_reading_shows_on_the_fact_even_when_another_is_preferred() -> None:
    assert vog(said("ja", preferred=True), said("nee", status="C")).badge == "bronnen verschillen"


@pytest.mark.parametrize(("status", "badge"), [("S", ""), ("P", "bewering"), ("D", "afgeleid"), ("A", "onduidelijk"), ("T", "door een derde")])
def test_fact_wears_the_status_of_what_was_said(status: str, badge: str) -> None:
    assert vog(said("ja", status=status)).badge == badge


@pytest.mark.parametrize("statements", [(), (said("niet vermeld", status="A"),)])
def test_what_no_source_states_is_empty_and_asked(statements: tuple[Statement, ...]) -> None:
    assert vog(*statements) == Fact("VOG", "", "", "", statements)
    assert "VOG: dit staat niet in de bronnen. Hoe is het geregeld?" in page(replace(BLANK, statements=statements)).questions


def test_missing_address_is_shown_as_unknown_and_not_asked_how_it_is_arranged() -> None:
    detail = page(BLANK)
    contact = next(section for section in detail.sections if section.anchor == "contact")

    assert [fact.topic for fact in contact.facts if not fact.value] == ["e-mail", "website"]
    assert not [question for question in detail.questions if question.startswith(("E-mail", "Website"))]


def test_statement_about_a_part_names_the_part() -> None:
    assert vog(said("ja", slug="deel", about="Deel")).part == "Deel"


def ages(start: int | None, end: int | None, certainty: Certainty) -> AgeRange:
    return AgeRange(f"{start}-{end}", Months(start, end) if start is not None and end is not None else None, certainty, CITATION)


@pytest.mark.parametrize(
    ("ranges", "values"),
    [
        ([], ()),
        ([ages(None, None, Certainty.UNKNOWN)], ()),
        ([ages(0, 60, Certainty.CERTAIN)], (Value("0 tot 5 jaar"),)),
        ([ages(0, 60, Certainty.CERTAIN), ages(0, 72, Certainty.POSSIBLE)], (Value("0 tot 5 jaar"), Value("0 tot 6 jaar", "mogelijk"))),
        ([ages(0, 60, Certainty.CERTAIN), ages(0, 48, Certainty.POSSIBLE)], (Value("0 tot 5 jaar"),)),
        ([ages(0, 60, Certainty.CERTAIN), ages(0, 48, Certainty.CONFLICT)], (Value("0 tot 5 jaar", "bronnen verschillen"),)),
        ([ages(0, 48, Certainty.CONFLICT)], (Value("0 tot 4 jaar", "bronnen verschillen"),)),
    ],
)
def test_ages_at_the_top_tell_how_certain_they_are(ranges: list[AgeRange], values: tuple[Value, ...]) -> None:
    facts = {fact.label: fact.values for fact in page(replace(BLANK, age_ranges=tuple(ranges))).key_facts}

    assert facts["Leeftijd van het kind"] == values


def test_combination_tells_the_duration_of_each_part() -> None:
    first = replace(BLANK, slug="een", name="Een", duration_months_max=24, preparation_months_min=6, preparation_months_max=6)
    second = replace(BLANK, slug="twee", name="Twee")
    both = replace(BLANK, parts=("een", "twee"), is_combination=True)

    facts = {fact.label: fact.values for fact in page(both, first, second).key_facts}

    assert facts["Duur"] == (Value("Een: hoogstens 2 jaar"), Value("Een: vooraf 6 maanden voorbereiding"), Value("Twee: niet vermeld"))


def test_first_sentence_is_the_summary() -> None:
    detail = page(replace(BLANK, characteristics="Wat het is. En meer. Nog meer."))

    assert (detail.summary, detail.more) == ("Wat het is.", "En meer. Nog meer.")


def test_offering_without_a_tariff_asks_for_one() -> None:
    assert tariff_questions(BLANK) == ["Wat kost dit aanbod?"]


def test_tariff_without_gaps_raises_no_question() -> None:
    assert tariff_questions(replace(BLANK, tariffs=(TARIFF,))) == []


def test_gaps_in_a_tariff_are_asked() -> None:
    unknown = replace(COMPONENT, type="UNKNOWN", label="Kosten", low=None, high=None, vat="UNKNOWN", payer_basis="NOT_STATED")
    unpaid = replace(COMPONENT, label="Methode", payer_basis="NOT_STATED")
    tariff = replace(TARIFF, price_level_year=None, components=(unknown, unpaid))

    assert tariff_questions(replace(BLANK, tariffs=(tariff,))) == [
        "Wat is het bedrag voor: Kosten?",
        "Voor welk jaar geldt het tarief, en hoe wordt het geïndexeerd?",
        "Is de gemeente btw verschuldigd over het tarief?",
        "Wie betaalt: Methode?",
    ]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"type": "COORDINATOR_HOURS", "hours_from_input": True}, ("uren vult u zelf in, maal de kosten per uur",)),
        (
            {"type": "COORDINATOR_HOURS", "hours": Decimal("16.00"), "period": "WEEK", "per_matches": 10, "match_basis": "ACTIVE"},
            ("16 uur per week voor 10 lopende koppelingen", "maal de kosten per uur"),
        ),
        ({"type": "COORDINATOR_HOURS", "hours": Decimal("10.50"), "period": "YEAR", "role": "INFO"}, ("10,5 uur per jaar",)),
        ({"type": "HOURLY_RATE", "hours_per_match_year": ((1, Decimal("40.00")),)}, ("40 uur per koppeling in koppelingsjaar 1",)),
        (
            {"type": "INHABITANT_TIER", "brackets": (Bracket(50_000, Decimal("9500"), Decimal("9500")),)},
            ("vanaf 50.000 inwoners: €\u00a09.500,00",),
        ),
        ({"type": "SURCHARGE", "percentage": Decimal("0.21"), "base_components": ("A", "B")}, ("21% van A, B",)),
        ({"includes_fixed": Decimal("2000")}, ("hierin zit al €\u00a02.000,00 per jaar",)),
        ({"default_completion": Decimal("1")}, ("gerekend met 100% afgeronde modules",)),
        ({"type": "UNKNOWN"}, ()),
    ],
)
def test_row_without_an_amount_says_in_words_what_the_source_gives(fields: dict[str, object], words: tuple[str, ...]) -> None:
    component = replace(COMPONENT, low=None, high=None, **fields)

    row = tariff_details(replace(BLANK, tariffs=(replace(TARIFF, components=(component,)),)))[0].tables[0].rows[0]

    assert (row.amount, row.words) == (None, words)


def test_tables_are_split_by_reading_and_information_stands_apart() -> None:
    readings = (TariffReading("WEEK", "per week", "zo", True), TariffReading("YEAR", "per jaar", "", False), TariffReading("LEEG", "", "", False))
    rows = (COMPONENT, replace(COMPONENT, reading="WEEK"), replace(COMPONENT, reading="YEAR"), replace(COMPONENT, role="INFO"))

    tables = tariff_details(replace(BLANK, tariffs=(replace(TARIFF, readings=readings, components=rows),)))[0].tables

    assert [(table.caption, table.informs) for table in tables] == [
        ("Prijs: onderdelen in alle lezingen", False),
        ("Prijs: lezing per week (gebruikt)", False),
        ("Prijs: lezing per jaar (niet gebruikt)", False),
        ("Prijs: alleen ter informatie, telt niet mee", True),
    ]
    assert len({table.anchor for table in tables}) == len(tables)
