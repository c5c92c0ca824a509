"""The drafts: plain Dutch from the data, numbered by the decision points, with the amounts of the tables and never a winner."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from procurement import pricing
from procurement.advice import write_advice
from procurement.advice.ask_first import write_letters
from procurement.advice.contract import SOCIAL_SERVICES, Estimate, Side, estimates, find_terms
from procurement.advice.drafts import questions, write_drafts
from procurement.advice.drafts.points import LONGEST_TITLE, divide, find_points
from procurement.advice.edition import Edition
from procurement.advice.glossary import GLOSSARY, terms_in
from procurement.advice.model import Point
from procurement.advice.parts import PARTS, TEXTS, Length
from procurement.advice.quality import find_quality
from procurement.sheet import Sheet, build_sheet, total_words
from procurement.texts import LONGEST_TEXT, plain, problems_in, to_html
from tests.procurement.asking import question_for
from voorzieningen.money import euro_nl
from voorzieningen.snapshot import snapshot

pytestmark = pytest.mark.django_db
HAARLEM = "gemeente=GM0392"
MIX = "aanbod=steunouder&aanbod=samen-oplopen&gezinnen=overbelast:0-4:12&aantal=steunouder:10&aantal=samen-oplopen:5&jaren=3&startjaar=2027"


def sheet_for(query: str) -> Sheet:
    question, catalogue = question_for(query), snapshot()
    return build_sheet(question, pricing.priced_tariffs(catalogue, question.choice), catalogue=catalogue)


def drafts_for(query: str, **edition: object) -> dict[str, str]:
    sheet = sheet_for(query)
    return write_drafts(sheet, write_advice(sheet), Edition(**edition))


EMPTY = {part.remark for part in PARTS} - {"toelichting-vragen"}
QUERIES = [HAARLEM, "aanbod=home-start", "aanbod=buurtgezinnen&jaren=1", "koppelingen=0", MIX, f"{HAARLEM}&doelgroep=lvb-ouder&betaler=gemeente"]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("length", Length)
def test_every_text_has_a_draft_that_may_be_stored_and_names_no_winner(query: str, length: Length) -> None:
    drafts = drafts_for(query, length=length)

    assert set(drafts) == set(TEXTS)
    for code, text in drafts.items():
        assert problems_in(text) == []
        assert len(text) < LONGEST_TEXT
        # A remark on a part says nothing until somebody writes one, but for the questions.
        assert bool(text) == (code not in EMPTY)
        words = to_html(text).casefold()
        for word in ("winnaar", "beste aanbod", "score", "goedkoopste", "duurste", "voordeligste", "bespaar", "besparing", "none", "wij adviseren"):
            assert word not in words


def test_amounts_are_those_of_the_tables() -> None:
    sheet = sheet_for(HAARLEM)
    drafts = write_drafts(sheet, write_advice(sheet))

    for column in sheet.columns:
        assert f"**{column.name}**: totaal {total_words(column.result)}." in drafts["afweging"]
    assert "onbekend (tarief onbekend)" in drafts["afweging"]
    assert not re.search("€\u00a00,00", " ".join(drafts.values()))


def test_a_mix_is_one_of_the_possibilities_and_so_is_doing_nothing() -> None:
    sheet = sheet_for(MIX)
    weighing = write_drafts(sheet, write_advice(sheet))["afweging"]

    assert sheet.mix is not None
    assert "**De gekozen mix** (Steunouder en Samen Oplopen): totaal €" in weighing
    assert "**Niets doen**: er komen geen koppelingen bij." in weighing
    assert "De gekozen mix** (SOS" in drafts_for("aantal=sos:5")["afweging"]
    assert "onbekend (" in drafts_for("aantal=sos:5&aanbod=buurtgezinnen")["afweging"]


def test_summary_says_what_is_asked_and_the_largest_uncertainty() -> None:
    summary = drafts_for(f"{HAARLEM}&startjaar=2027")["samenvatting"]

    assert summary.startswith("De gemeente Haarlem vergelijkt 7 vormen van informele steun aan gezinnen over 4 contractjaren vanaf 2027.")
    assert "**Grootste onzekerheid:** prijs onbekend of niet voor alle jaren (Home-Start en SOS (Samen Oplopen met Steunouder))." in summary
    alone = drafts_for("aanbod=home-start&jaren=1")["samenvatting"]
    assert "De gemeente vergelijkt 1 vorm van informele steun aan gezinnen over 1 contractjaar" in alone


def test_without_caveats_there_is_no_uncertainty() -> None:
    sheet = sheet_for("aanbod=buurtgezinnen")
    advice = replace(write_advice(sheet), caveats=(), findings=(), questions=(), arguments=(("Buurtgezinnen", ()),))
    drafts = write_drafts(sheet, advice)

    assert "**Grootste onzekerheid:** geen. Alle bedragen zijn bekend, zonder aannames." in drafts["samenvatting"]
    assert "De bronnen noemen geen argument. Er is geen kanttekening." in drafts["afweging"]
    assert drafts["kanttekeningen"].count("In de gegevens staat hierbij geen kanttekening.") == 3
    assert "In de gegevens staat hiervoor geen argument. Vul het aan." in drafts["argumenten"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "Er is geen opgave ingevuld."),
        ("gezinnen=jongere", "alleen per groep te zeggen: zie deel 6."),
        ("gezinnen=jongere:18-22:4", "elk jaar 4 gezinnen helpen met een koppeling. Er is nog geen mix gekozen"),
        (MIX, "Van de 12 gezinnen per jaar"),
    ],
)
def test_intended_effect_is_as_measurable_as_the_demand(query: str, words: str) -> None:
    assert words in drafts_for(query)["effect"]


def test_occasion_names_what_is_asked_and_what_nobody_can_know() -> None:
    occasion = drafts_for("doelgroep=lvb-ouder&jaren=1&startjaar=2028")["aanleiding"]

    assert "in 2028. Zij zoekt steun voor: (licht) verstandelijke beperking van een ouder. Waarom dit nu speelt" in occasion


# --- numbers per decision point ---------------------------------------------------------------------------------------------------------


def numbers(text: str) -> list[str]:
    return re.findall(r"^([0-9]+\.[0-9]+) ", text, re.MULTILINE)


def test_arguments_and_caveats_are_numbered_per_decision_point() -> None:
    drafts = drafts_for(HAARLEM)

    for code in ("argumenten", "kanttekeningen"):
        found = numbers(drafts[code])
        assert {number.split(".")[0] for number in found} == {"1", "2", "3"}
        for point in "123":
            own = [number for number in found if number[0] == point]
            assert own == [f"{point}.{place}" for place in range(1, 1 + len(own))]
    assert "**Bij besluit 2: De vragen uit deel 12 voor te leggen aan de aanbieders.**" in drafts["argumenten"]
    assert drafts["kanttekeningen"].count("*Maatregel:*") == len(numbers(drafts["kanttekeningen"])) == len(write_advice(sheet_for(HAARLEM)).caveats)


def test_own_decision_points_are_followed_and_no_argument_is_lost() -> None:
    usual = numbers(drafts_for(HAARLEM)["argumenten"])
    own = "1. Een keuze te maken voor twee jaar\n2. Kennis te nemen van de uitkomst\n3. Budget vrij te maken\n4. De raad te informeren"

    drafts = drafts_for(HAARLEM, texts={"besluit": own})

    assert "**Bij besluit 1: Een keuze te maken voor twee jaar**\n\n1.1 Voor Buurtgezinnen spreekt" in drafts["argumenten"]
    assert "**Bij besluit 2: Kennis te nemen van de uitkomst**\n\n2.1 Voor elk aanbod is dezelfde vraag doorgerekend" in drafts["argumenten"]
    assert "**Bij besluit 3: Budget vrij te maken**\n\nIn de gegevens staat hiervoor geen argument." in drafts["argumenten"]
    assert "**Bij besluit 4: De raad te informeren**\n\n4.1 De bronnen laten" in drafts["argumenten"]
    assert len(numbers(drafts["argumenten"])) == len(usual)


def test_a_decision_without_a_list_is_one_point() -> None:
    (point,) = find_points("Wij kiezen later.")

    assert (point.number, point.about) == (1, Point.CHOOSE)
    assert drafts_for(HAARLEM, texts={"besluit": "Wij kiezen later."})["argumenten"].startswith("**Bij besluit 1**\n\n1.1 ")


def test_long_points_are_cut_at_a_word() -> None:
    (point,) = find_points(f"1. {'woord ' * 40}")
    (solid,) = find_points(f"1. {'W' * 200}")

    assert point.title.endswith("woord ...")
    assert len(solid.title) == LONGEST_TITLE + 4
    assert divide((point,), [(Point.ASK, "a"), (Point.KNOW, "b")])[0].numbered == ("1.1 a", "1.2 b")


def test_short_form_has_the_five_largest_caveats_and_says_how_many_there_are_more() -> None:
    short = drafts_for(HAARLEM, length=Length.SHORT)

    assert len(numbers(short["kanttekeningen"])) == 5
    assert "Dit zijn de 5 belangrijkste. De volledige vorm van dit rapport noemt er nog 8." in short["kanttekeningen"]
    assert "staat in deel 13." in short["argumenten"]
    without = drafts_for(HAARLEM, length=Length.SHORT, left_out=frozenset({"afweging", "vragen"}))
    assert "staat in de volledige vorm van dit rapport." in without["argumenten"]
    assert "2. De vragen voor te leggen aan de aanbieders." in without["besluit"]


def test_names_from_the_catalogue_cannot_mark_up_the_text() -> None:
    sheet = sheet_for("aanbod=buurtgezinnen&aanbod=home-start")
    column = sheet.columns[0]
    strange = replace(column, priced=replace(column.priced, offering=replace(column.priced.offering, name="*<b>[x](javascript:y)\n# z")))
    sheet = replace(sheet, columns=(strange, sheet.columns[1]))

    weighing = write_drafts(sheet, write_advice(sheet))["afweging"]

    assert problems_in(weighing) == []
    assert "*&lt;b&gt;[x](javascript:y)" in to_html(weighing)


def test_without_a_catalogue_nothing_is_said_of_coverage() -> None:
    sheet = replace(sheet_for("aanbod=buurtgezinnen"), catalogue=None)

    assert "doelgroepen van de lijst" not in write_drafts(sheet, write_advice(sheet))["argumenten"]


def test_steps_have_somebody_who_takes_them_and_the_date_that_is_known() -> None:
    planning = drafts_for("startjaar=2029")["planning"]

    assert planning.count("*Wie:*") == len(re.findall(r"^[0-9]+\. ", planning, re.MULTILINE)) == 8
    assert "vóór de start van contractjaar 1 (2029)" in planning


# --- contract form ----------------------------------------------------------------------------------------------------------------------


def estimate(total: str | None, tail: str | None, known: str | None = None) -> Estimate:
    amounts = [None if amount is None else SOCIAL_SERVICES.amount.__class__(amount) for amount in (total, tail, known)]
    return Estimate("x", False, amounts[0], amounts[1], amounts[2], "reden")


@pytest.mark.parametrize(
    ("total", "tail", "known", "side"),
    [
        ("749999.99", "0", None, Side.BELOW),
        ("749999.99", "0.01", None, Side.ABOVE_WITH_TAIL),
        ("749999.99", None, None, Side.TAIL_UNKNOWN),
        ("750000.00", None, None, Side.ABOVE),
        (None, None, None, Side.UNKNOWN),
        (None, None, "749999.99", Side.UNKNOWN),
        (None, None, "750000", Side.KNOWN_ABOVE),
    ],
)
def test_an_estimate_stands_on_one_side_of_the_threshold(total: str | None, tail: str | None, known: str | None, side: Side) -> None:
    assert estimate(total, tail, known).side is side


def test_estimates_are_the_high_amounts_of_the_columns_and_of_the_mix() -> None:
    sheet = sheet_for(MIX)
    found = estimates(sheet)

    assert [item.total for item in found[:2]] == [column.result.total.high for column in sheet.columns if column.result.total]
    assert sheet.mix is not None
    assert sheet.mix.total is not None
    assert (found[2].name, found[2].total) == ("De gekozen mix samen", sheet.mix.total.high)
    assert estimates(sheet_for("aantal=sos:5"))[-1].total is None


def test_draft_about_the_contract_names_where_each_estimate_stands() -> None:
    text = drafts_for(f"{HAARLEM}&koppelingen=50")["contractvorm"]

    assert "drempel van €\u00a0750.000,00 zonder btw" in text
    assert "Op of boven de drempel komt: " in text
    assert "De raming is onbekend van: Home-Start en SOS (Samen Oplopen met Steunouder)." in text
    assert "alleen die van de gekozen betalers" in drafts_for("betaler=gemeente")["contractvorm"]
    assert "de gekozen mix samen" in drafts_for(MIX)["contractvorm"]


def test_threshold_says_where_and_when_it_was_looked_up() -> None:
    assert SOCIAL_SERVICES.url.startswith("https://")
    assert SOCIAL_SERVICES.checked_on.year == 2026
    assert "Controleer" in SOCIAL_SERVICES.note


def test_terms_group_offerings_that_share_an_answer_and_name_every_one() -> None:
    sheet = sheet_for(f"{HAARLEM}&aanbod=buurtgezinnen:offerte-haarlem-2020&aanbod=home-start&aanbod=meeleefgezin&aanbod=gezin-in-de-buurt&jaren=2")

    for topic in find_terms(sheet):
        assert sorted(name for known in topic.known for name in known.names) == sorted(column.name for column in sheet.columns)
        assert topic.to_do
    known = {topic.title: " ".join(item.text for item in topic.known) for topic in find_terms(sheet)}
    assert "niet vermeld" in known["Factuurmomenten"]
    assert "zzp'er" in known["Wie de coördinator in dienst heeft"]
    assert "uitloop onbekend" in known["Na het contract"]
    assert "geen prijs bekend" in known["Opbouw van de prijs"]


# --- quality and glossary ---------------------------------------------------------------------------------------------------------------


def test_quality_has_an_answer_for_every_offering_and_topic() -> None:
    quality = find_quality(sheet_for("aanbod=buurtgezinnen&aanbod=buurtgezinnen:offerte-haarlem-2020&aanbod=home-start"))

    assert [row.name for row in quality.rows] == ["Buurtgezinnen", "Home-Start"]
    assert all(len(row.answers) == len(quality.topics) for row in quality.rows)
    answers = dict(zip(quality.topics, quality.rows[1].answers, strict=True))
    assert (answers["VOG"].is_unknown, answers["VOG"].text, answers["VOG"].sources) == (True, "niet vermeld", ())
    assert any("in de catalogus" in answer.text for answer in quality.rows[0].answers)


def test_feature_that_is_missing_is_not_stated() -> None:
    sheet = sheet_for("aanbod=home-start")
    bare = replace(sheet.columns[0], features=())
    quality = find_quality(replace(sheet, columns=(bare,)))

    assert quality.rows[0].answers[0].text == "niet vermeld"


def test_glossary_is_alphabetical_and_finds_only_what_a_text_uses() -> None:
    names = [term.name.casefold() for term in GLOSSARY]

    assert names == sorted(names)
    assert [term.name for term in terms_in("De koppelingen en een VOG, geen mixen of modulen")] == ["koppeling", "mix", "VOG"]
    assert terms_in("Niets bijzonders") == ()


def test_the_questions_that_move_the_totals_most_are_named_with_what_they_move() -> None:
    drafts = drafts_for(HAARLEM)
    firsts = [first for letter in write_letters(sheet_for(HAARLEM)) for first in letter.questions if first.effect is not None]
    largest = max(firsts, key=lambda first: first.effect or 0)

    named = drafts["toelichting-vragen"]

    assert plain(largest.text) in named
    assert f"{euro_nl(largest.effect)} in het totaal" in named
    assert named.count("\n- ") == 3
    assert drafts_for(HAARLEM, length=Length.SHORT)["toelichting-vragen"].count("\n") == 0


def test_without_a_question_there_is_nothing_to_say_of_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "write_letters", lambda sheet: ())

    assert drafts_for(HAARLEM)["toelichting-vragen"] == ""
