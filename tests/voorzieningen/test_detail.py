"""What the page of an offering says, computed without a database: words for spans of time, readings, unknowns and questions."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.voorzieningen.values import BLANK, COMPONENT, TARIFF, ages, cited, claim, dispute, group, option, said
from voorzieningen.ages import Certainty
from voorzieningen.catalogue import AgeRange, Bracket, Catalogue, Offering, Statement, TariffReading
from voorzieningen.detail import Fact, OfferingDetail, describe
from voorzieningen.key_facts import Value, span_nl
from voorzieningen.tariff_detail import tariff_details, tariff_questions


def page(offering: Offering, *others: Offering) -> OfferingDetail:
    return describe(offering=offering, catalogue=Catalogue((offering, *others), (), (), (), (), (), (), ()))


def vog(*statements: Statement) -> Fact:
    detail = page(replace(BLANK, statements=statements))
    section = next(section for section in detail.sections if section.anchor == "vrijwilligers")
    return next(fact for fact in section.facts if fact.topic.startswith("VOG"))


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

    assert fact.values == (Value("ja"),)
    assert [item.value for item in fact.evidence.topics[0].rivals] == ["ja", "nee"]


def test_without_a_preferred_reading_all_are_shown() -> None:
    assert vog(said("ja"), said("nee"), said("ja")).values == (Value("ja; nee"),)


def test_disagreement_is_told_once_by_what_the_fact_opens_to() -> None:
    fact = vog(said("nee", status="C", preferred=True), said("ja", status="C"))

    assert (fact.values, fact.evidence.badges) == ((Value("nee"),), ("bronnen verschillen",))


@pytest.mark.parametrize(("status", "badge"), [("S", ""), ("P", "bewering"), ("D", "afgeleid"), ("A", "onduidelijk"), ("T", "door een derde")])
def test_fact_wears_the_status_of_what_was_said(status: str, badge: str) -> None:
    assert vog(said("ja", status=status)).values == (Value("ja", badge),)


@pytest.mark.parametrize("statements", [(), (said("niet vermeld", status="A"),)])
def test_what_no_source_states_is_empty_and_asked(statements: tuple[Statement, ...]) -> None:
    fact = vog(*statements)

    assert (fact.values, fact.evidence.is_silent) == ((), not statements)
    assert f"{fact.topic}: dit staat niet in de bronnen. Hoe is het geregeld?" in page(replace(BLANK, statements=statements)).questions


def test_missing_address_is_shown_as_unknown_and_not_asked_how_it_is_arranged() -> None:
    detail = page(BLANK)
    contact = next(section for section in detail.sections if section.anchor == "contact")

    assert [fact.topic for fact in contact.facts if not fact.values] == ["e-mail", "website"]
    assert not [question for question in detail.questions if question.startswith(("E-mail", "Website"))]


def test_statement_about_a_part_names_the_part() -> None:
    fact = vog(said("ja", slug="deel", about="Deel"))

    assert (fact.part, fact.label) == ("Deel", "Deel: VOG")


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

    assert facts["Duur van de begeleiding"] == (
        Value("Een: hoogstens 2 jaar"),
        Value("Een: vooraf 6 maanden voorbereiding"),
        Value("Twee: niet vermeld"),
    )


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
    week, year = TariffReading("WEEK", "", "zo", True, name="per week"), TariffReading("YEAR", "", "", False, name="per jaar")
    readings = (week, year, TariffReading("LEEG", "", "", False))
    rows = (COMPONENT, replace(COMPONENT, reading="WEEK"), replace(COMPONENT, reading="YEAR"), replace(COMPONENT, role="INFO"))

    tables = tariff_details(replace(BLANK, tariffs=(replace(TARIFF, readings=readings, components=rows),)))[0].tables

    assert [(table.caption, table.informs) for table in tables] == [
        ("Prijs: onderdelen in alle lezingen", False),
        ("Prijs: lezing per week (gebruikt)", False),
        ("Prijs: lezing per jaar (niet gebruikt)", False),
        ("Prijs: alleen ter informatie, telt niet mee", True),
    ]
    assert len({table.anchor for table in tables}) == len(tables)


# --- terms, groups and addresses ------------------------------------------------------------------------------------------------------------


def choices(offering: Offering, heading: str = "Vorm van steun") -> tuple[Fact, ...]:
    return next(facts for _, found, facts in page(offering).choices if found == heading)


@pytest.mark.parametrize(
    ("certainty", "values"),
    [
        (Certainty.CERTAIN, (Value("zeker"),)),
        (Certainty.POSSIBLE, (Value("", "mogelijk"),)),
        (Certainty.CONFLICT, (Value(""),)),
        (Certainty.UNKNOWN, ()),
    ],
)
def test_term_tells_how_certainly_it_holds_and_one_that_sources_leave_open_is_unknown(certainty: Certainty, values: tuple[Value, ...]) -> None:
    [fact] = choices(replace(BLANK, support_forms=(option(certainty),)))

    assert (fact.label, fact.values) == ("Aan huis", values)
    assert ("bronnen verschillen" in fact.evidence.badges) is (certainty is Certainty.CONFLICT)


def test_list_without_terms_is_unknown() -> None:
    [fact] = choices(BLANK)

    assert (fact.label, fact.values, fact.evidence.is_silent) == ("Vorm van steun", (), True)


def test_target_groups_that_are_included_come_first_and_each_tells_its_status() -> None:
    rows = (group("DRIE", "CONFLICT"), group("TWEE", "POSSIBLE"), group("EEN"), group("VIER", "EXCLUDED"))

    assert [(fact.label, fact.values) for fact in page(replace(BLANK, coverage=rows)).coverage] == [
        ("Een", (Value("genoemd als doelgroep"),)),
        ("Twee", (Value("", "mogelijk"),)),
        ("Drie", (Value(""),)),
        ("Vier", (Value("uitgesloten"),)),
    ]


def test_contracting_party_and_ages_have_one_fact_that_opens_to_all_statements_about_them() -> None:
    statements = (said("wij", field="LEVERING", label="contractpartij"), said("0-5", field="LEEFTIJD", label="leeftijd kind"))
    detail = page(replace(BLANK, contracting_party="wij", age_ranges=(ages(0, 60, Certainty.CERTAIN),), statements=statements))

    assert detail.contracting_party.values == (Value("wij"),)
    assert [topic.label for topic in detail.ages.evidence.topics] == ["Leeftijd van het kind", "leeftijd kind"]
    assert not [fact for section in detail.sections for fact in section.facts if fact.label in ("contractpartij", "leeftijd kind")]
    assert page(BLANK).contracting_party.values == ()


def test_claim_of_an_organisation_above_the_offering_names_it() -> None:
    claims = (claim("het helpt"), claim("het bespaart", about="Collectief"))

    assert [about for about, _ in page(replace(BLANK, claims=claims)).claims] == ["", "Collectief"]


def test_contradictions_about_all_offerings_stand_at_their_values() -> None:
    general = replace(dispute("X-09", field="TARIEF", kind="MISSING"), offerings=())
    offering = replace(BLANK, tariffs=(TARIFF,), contradictions=(dispute(),))

    detail = describe(offering=offering, catalogue=Catalogue((offering,), (), (), (), (), (), (), (general, dispute())))

    price = next(fact for fact in detail.key_facts if fact.label == "Tarief in woorden")
    assert price.evidence.badges == detail.tariffs[0][1].badges == ("ontbreekt in de bronnen",)
    assert detail.contradictions == (dispute(),)


# --- key facts ------------------------------------------------------------------------------------------------------------------------------


def key_fact(offering: Offering, label: str) -> tuple[Value, ...]:
    return next(fact.values for fact in page(offering).key_facts if fact.label == label)


@pytest.mark.parametrize(("answer", "values"), [(True, (Value("ja"),)), (False, (Value("nee"),)), (None, ())])
def test_answer_that_no_source_gives_is_no_value(answer: bool | None, values: tuple[Value, ...]) -> None:
    assert key_fact(replace(BLANK, vog=answer), "VOG vereist") == values


def test_price_that_no_source_gives_has_no_price_level() -> None:
    unknown = replace(TARIFF, price_level_year=None, wording="Onbekend.", components=(replace(COMPONENT, type="UNKNOWN"),))

    assert key_fact(replace(BLANK, tariffs=(unknown,)), "Tarief in woorden") == (Value("Onbekend.", "niet vermeld"),)


@pytest.mark.parametrize(("year", "badge"), [(2024, "prijspeil 2024"), (None, "prijspeil onbekend")])
def test_price_has_its_price_level(year: int | None, badge: str) -> None:
    assert key_fact(replace(BLANK, tariffs=(replace(TARIFF, price_level_year=year),)), "Tarief in woorden") == (Value("vast", badge),)


def test_combination_speaks_for_itself_and_otherwise_its_parts_do() -> None:
    of_part = said("elke week", field="INTENSITEIT", preferred=True, slug="deel", about="Deel")
    own = said("elke dag", field="INTENSITEIT", preferred=True, citation=cited())

    assert key_fact(replace(BLANK, statements=(of_part,)), "Hoe vaak") == (Value("Deel: elke week"),)
    assert key_fact(replace(BLANK, statements=(of_part, own)), "Hoe vaak") == (Value("elke dag"),)
