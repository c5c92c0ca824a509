"""The advice: what follows from the figures and what the sources leave open, worded without a winner."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from procurement.advice import Caveat, Detail, write_advice
from procurement.exports.lines_csv import lines_csv
from procurement.exports.report import build_report
from procurement.sheet import Sheet
from procurement.views.questions import answer, read_question
from tests.validation import assert_valid_html
from tests.voorzieningen.factories import make_offerings
from voorzieningen.money import EuroRange
from voorzieningen.published import forget
from voorzieningen.snapshot import snapshot

pytestmark = pytest.mark.django_db
ALL = "gemeente=GM0392"


def sheet_of(query: str) -> Sheet:
    asked = read_question(RequestFactory().get(f"/advies/?{query}"))
    assert asked.form.is_valid(), asked.form.problems
    return answer(asked)


def advice_of(query: str):
    return write_advice(sheet_of(query))


def caveat(advice, title: str) -> Caveat:
    return next(item for item in advice.caveats if item.title == title)


def findings(query: str) -> str:
    return " ".join(finding.text for finding in advice_of(query).findings)


def questions(query: str, name: str) -> list[str]:
    return [question.text for provider in advice_of(query).questions if provider.offering == name for question in provider.questions]


# --- findings -------------------------------------------------------------------------------------------------------------------------------


def test_unknown_total_is_named_with_its_reason():
    assert "Onbekend is het totaal van Home-Start (tarief onbekend). Onbekend is geen nul" in findings(
        f"{ALL}&aanbod=home-start&aanbod=buurtgezinnen"
    )


def test_nothing_known_is_said_outright():
    assert "Van geen enkel aanbod is het totaal bekend." in findings("aanbod=home-start")


def test_range_of_totals_is_that_of_the_known_ones():
    sheet = sheet_of(f"{ALL}&aanbod=buurtgezinnen&aanbod=meeleefgezin&aanbod=home-start")
    text = " ".join(finding.text for finding in write_advice(sheet).findings)
    assert "Van 2 van de 3 is het totaal over 4 contractjaren bekend." in text
    assert "tussen €\u00a0160.500,00 en €\u00a0275.000,00" in text


def test_one_known_total_is_not_called_a_range():
    assert "Het totaal van Buurtgezinnen over 1 contractjaar is €\u00a031.500,00." in findings("aanbod=buurtgezinnen&jaren=1")


def test_other_reading_is_shown_with_its_total():
    text = findings(f"{ALL}&aanbod=steunouder")
    other = sheet_of(f"{ALL}&aanbod=steunouder&lezing=steunouder:YEAR").columns[0].result.total
    assert f"{other.low:,.2f}".replace(",", "x").replace(".", ",").replace("x", ".") in text


def test_what_the_range_already_says_is_not_said_as_another_reading():
    """The low and the high amount of the first year are the ends of the total of Steunouder."""
    sentence = next(finding.text for finding in advice_of("aanbod=steunouder&jaren=3").findings if "hangt af" in finding.text)
    assert sentence == (
        "Het bedrag van Steunouder hangt af van hoe de bron is bedoeld: €\u00a0198.050,00 - €\u00a0200.300,00 zoals hier gerekend, "
        "€\u00a014.450,00 - €\u00a016.700,00 bij een andere lezing."
    )


def test_every_other_reading_is_named_once_in_the_findings():
    text = findings("aanbod=buurtgezinnen&aanbod=samen-oplopen&jaren=3")
    assert "€\u00a0117.500,00 zoals hier gerekend, onbekend bij een andere lezing" in text
    assert "€\u00a0122.000,00 - €\u00a0129.000,00 zoals hier gerekend, onbekend bij een andere lezing" in text
    assert text.count("hangt af van hoe de bron is bedoeld") == 2


def test_offer_to_another_municipality_is_no_reading_of_the_list_price():
    text = findings("aanbod=buurtgezinnen&jaren=2")
    assert "€\u00a074.500,00 zoals hier gerekend, €\u00a054.500,00 bij een andere lezing." in text
    assert "96.102" not in text


def test_unknown_total_is_not_said_to_depend_on_a_reading():
    assert "hangt af" not in findings("aanbod=samen-oplopen&lezing=samen-oplopen:VANAF4")


def test_task_is_answered_in_words():
    text = findings(f"{ALL}&doelgroep=lvb-ouder&aanbod=meeleefgezin&aanbod=buurtgezinnen")
    assert "past misschien: Buurtgezinnen" in text
    assert "is na te vragen: MeeleefGezin" in text


@pytest.mark.parametrize("query", [ALL, f"{ALL}&doelgroep=lvb-ouder&leeftijd=5", "jaren=1", "koppelingen=0"])
def test_advice_names_no_winner_score_or_saving(client: Client, query):
    page = client.get(f"/advies/?{query}").content.decode().casefold()
    main = page[page.index("<main") : page.index("</main>")]
    words = re.sub(r'<q class="quote">.*?</q>', "", main)
    for word in (
        "winnaar",
        "het beste aanbod",
        "beste koop",
        "score",
        "sterren",
        "goedkoopste",
        "duurste",
        "voordeligste",
        "u bespaart",
        "levert op",
    ):
        assert word not in words


def arguments(sheet: Sheet) -> list[str]:
    return [argument.text for _, found in write_advice(sheet).arguments for argument in found]


def test_costs_without_any_assumption_are_an_argument():
    sheet = sheet_of("aanbod=buurtgezinnen")
    column = sheet.columns[0]
    certain = replace(column, result=replace(column.result, warnings=()))
    assert "Het totaal is precies te berekenen: €\u00a0160.500,00." in arguments(replace(sheet, columns=(certain,)))
    assert "precies" not in " ".join(arguments(sheet))


def test_costs_that_follow_the_matches_are_an_argument():
    assert "De kosten bewegen mee: zonder koppeling geen kosten." in arguments(sheet_of("aanbod=buurtgezinnen"))
    assert "bewegen mee" not in " ".join(arguments(sheet_of("aanbod=samen-oplopen&aanbod=home-start")))


def test_offering_that_names_no_target_group_gets_no_argument_for_it():
    sheet = sheet_of("aanbod=home-start")
    column = sheet.columns[0]
    silent = replace(column, priced=replace(column.priced, offering=replace(column.priced.offering, coverage=())))
    assert "doelgroep" not in " ".join(arguments(replace(sheet, columns=(silent,))))


# --- caveats --------------------------------------------------------------------------------------------------------------------------------


def test_unknown_prices_come_first_then_money_by_effect():
    caveats = advice_of(ALL).caveats
    assert caveats[0].title == "Prijs onbekend of niet voor alle jaren"
    money = [item for item in caveats[1:] if item.changes_money]
    assert [item.effect for item in money] == sorted((item.effect for item in money), reverse=True)
    assert [item.changes_money for item in caveats] == sorted((item.changes_money for item in caveats), reverse=True)


def test_every_caveat_has_a_measure_and_says_for_whom():
    for item in advice_of(ALL).caveats:
        assert item.measure
        assert item.details


def test_partial_price_gives_what_the_known_years_cost():
    details = caveat(advice_of("aanbod=buurtgezinnen:offerte-haarlem-2020"), "Prijs onbekend of niet voor alle jaren").details
    assert "geen prijs vanaf contractjaar 3; de bekende jaren samen kosten €\u00a096.102,00" in details[0].text


AMBIGUOUS = "De bron is op meer manieren te lezen"


def test_each_ambiguity_is_one_caveat_with_what_it_can_change():
    """The hours of Steunouder: 3 x (62.400 - 1.200); who pays the coordinator of Samen Oplopen: 42.000 + 42.000 + 20.000."""
    details = caveat(advice_of("aanbod=samen-oplopen&aanbod=steunouder&jaren=3"), AMBIGUOUS).details
    assert [(detail.offering, detail.effect) for detail in details] == [
        ("Samen Oplopen", None),
        ("Samen Oplopen", Decimal(104_000)),
        ("Steunouder", Decimal(183_600)),
    ]
    assert "is het totaal onbekend (geen bedrag bekend voor 'Coördinator in contractjaar 1 tot en met 3')." in details[0].text
    assert "Bij 'de gemeente betaalt' is het deel van de gemeente €\u00a0122.000,00 - €\u00a0129.000,00." in details[1].text
    assert (
        details[2].text
        == "gerekend met: 16 uur per week voor 10 lopende koppelingen. Bij 'per jaar' is het totaal €\u00a014.450,00 - €\u00a016.700,00."
    )


def test_readings_of_one_ambiguity_share_a_caveat():
    (detail,) = caveat(advice_of("aanbod=steunouder&jaren=3&lezing=steunouder:LAAG&lezing=steunouder:YEAR"), AMBIGUOUS).details[1:]
    assert detail.text.count("gerekend met") == 1
    assert (
        "Bij 'hele bandbreedte' is het totaal €\u00a014.450,00 - €\u00a016.700,00. Bij 'hoogste bedrag' is het totaal €\u00a016.700,00."
        in detail.text
    )
    assert detail.effect == Decimal(2_250)


def test_effect_of_a_caveat_is_that_of_the_reading_that_differs_most():
    sheet = sheet_of("aanbod=steunouder&jaren=3&lezing=steunouder:LAAG")
    (band,) = [ambiguity for ambiguity in sheet.ambiguities if ambiguity.contradiction == "C-24"]
    used, first, last = sorted(band.alternatives, key=lambda item: not item.used)
    further = replace(last, amounts=replace(last.amounts, total=EuroRange(Decimal(208_050), Decimal(208_050))))
    for others in ((first, further), (further, first)):
        (detail,) = caveat(write_advice(replace(sheet, ambiguities=(replace(band, alternatives=(used, *others)),))), AMBIGUOUS).details
        assert detail.effect == Decimal(10_000)


def test_offer_beside_the_list_price_is_a_caveat_until_both_are_compared():
    alone = caveat(advice_of("aanbod=buurtgezinnen&jaren=2"), AMBIGUOUS).details
    assert [(detail.effect, [source.code for source in detail.sources]) for detail in alone] == [
        (Decimal(20_000), ["S0"]),
        (Decimal(21_602), ["S0", "S3"]),
    ]
    both = caveat(advice_of("aanbod=buurtgezinnen&aanbod=buurtgezinnen:offerte-haarlem-2020&jaren=2"), AMBIGUOUS).details
    assert [(detail.offering, detail.effect) for detail in both] == [("Buurtgezinnen", Decimal(20_000))]


def test_chosen_reading_is_no_assumption_of_ours():
    titles = {item.title: item for item in advice_of("aanbod=steunouder&lezing=steunouder:YEAR").caveats}
    assert "andere lezing" not in titles["Aanname of beperking in de berekening"].details[0].text


def test_payer_that_a_reading_names_is_not_called_unclear():
    asked = "aanbod=samen-oplopen&aanbod=steunouder"
    sheet = sheet_of(asked)
    assert [detail.offering for detail in caveat(write_advice(sheet), "Niet duidelijk wie betaalt").details] == ["Steunouder"]
    column = sheet.columns[1]
    named = replace(column, priced=replace(column.priced, rows=tuple(replace(row, payer="GEMEENTE") for row in column.priced.rows)))
    assert "Niet duidelijk wie betaalt" not in {item.title for item in write_advice(replace(sheet, columns=(sheet.columns[0], named))).caveats}


def test_fixed_costs_are_what_zero_matches_cost():
    details = caveat(advice_of(f"{ALL}&aanbod=samen-oplopen"), "Vaste kosten bij weinig koppelingen").details
    empty = sheet_of(f"{ALL}&aanbod=samen-oplopen&koppelingen=0").columns[0].result.total
    assert details[0].effect == empty.high


def test_costs_that_follow_the_matches_are_no_volume_risk():
    assert "Vaste kosten bij weinig koppelingen" not in {item.title for item in advice_of("aanbod=buurtgezinnen").caveats}


def test_self_employed_coordinator_brings_the_rules_of_2025():
    item = caveat(advice_of(ALL), "Coördinator als zzp'er")
    assert [detail.offering for detail in item.details] == ["Buurtgezinnen"]
    assert "1 januari 2025" in item.measure


def test_missing_vog_is_not_a_no():
    item = caveat(advice_of("aanbod=home-start"), "Veiligheid en training niet vermeld")
    assert item.details[0].text == "niet vermeld: VOG"


def test_few_matches_and_capacity_have_their_own_caveat():
    titles = {item.title for item in advice_of("aanbod=samen-oplopen&aanbod=buurtgezinnen:offerte-haarlem-2020&koppelingen=1,40&jaren=2").caveats}
    assert {"Weinig koppelingen", "Prijs geldt voor een ander aantal koppelingen"} <= titles


def test_tail_that_cannot_be_known_is_said():
    sheet = sheet_of("aanbod=buurtgezinnen&jaren=2")
    column = sheet.columns[0]
    unknown = replace(column, result=replace(column.result, tail=None))
    item = caveat(write_advice(replace(sheet, columns=(unknown,))), "Koppelingen die na het contract doorlopen")
    assert item.details[0].text == "wat er na het contract nog loopt, is niet te berekenen"


def test_details_with_the_same_text_are_put_together():
    details = (Detail("A", "btw niet vermeld", ()), Detail("B", "anders", ()), Detail("C", "btw niet vermeld", ()))
    assert [names for names, _ in Caveat("t", "m", True, details).groups] == [("A", "C"), ("B",)]


def test_caveat_without_known_effect_counts_as_none():
    assert Caveat("t", "m", True, (Detail("A", "x", ()),)).effect == Decimal(0)


# --- questions ------------------------------------------------------------------------------------------------------------------------------


def test_unknown_price_is_asked_with_years_and_numbers():
    found = questions("aanbod=home-start&startjaar=2027&koppelingen=10,12&jaren=2", "Home-Start")
    assert found[0] == "Wat kost het aanbod in 2027 tot en met 2028 bij 10, 12 nieuwe koppelingen per jaar, en hoe is de prijs opgebouwd?"


def test_money_is_asked_before_the_rest():
    for provider in advice_of(ALL).questions:
        flags = [question.changes_money for question in provider.questions]
        assert flags == sorted(flags, reverse=True)


def test_every_question_of_a_contradiction_is_asked():
    catalogue = snapshot()
    for offering in catalogue.offerings:
        found = questions(f"aanbod={offering.slug}", offering.name)
        assert {item.question for item in offering.contradictions if item.question} <= set(found)


def test_gaps_are_asked_and_filled_fields_are_not():
    found = questions("aanbod=gezin-in-de-buurt", "Gezin in de Buurt")
    assert "Voor welke leeftijden is het aanbod?" in found
    assert "Vraagt u van elke vrijwilliger een VOG, en hoe vaak opnieuw?" in found
    assert not any("VOG" in question for question in questions("aanbod=buurtgezinnen", "Buurtgezinnen"))


def test_offering_with_two_tariffs_is_asked_once():
    providers = advice_of("aanbod=buurtgezinnen&aanbod=buurtgezinnen:offerte-haarlem-2020").questions
    assert [provider.offering for provider in providers] == ["Buurtgezinnen"]


def test_asked_target_group_that_is_not_mentioned_becomes_a_question():
    assert any("mantelzorg" in question.casefold() for question in questions("aanbod=home-start&doelgroep=mantelzorg", "Home-Start"))


def test_disagreement_about_the_task_is_asked_once():
    found = questions("aanbod=meeleefgezin&doelgroep=lvb-ouder", "MeeleefGezin")
    assert len([question for question in found if "verstandelijke beperking" in question]) == 1


# --- report and pages -----------------------------------------------------------------------------------------------------------------------


def test_report_splits_wide_tables_into_equal_pieces():
    sheet = sheet_of(ALL)
    wide = replace(sheet, columns=(*sheet.columns, *sheet.columns[:5]))
    report = build_report(sheet=wide, catalogue=snapshot(), dated=date(2026, 11, 22))
    assert [len(part.columns) for part in report.parts] == [6, 6]


@pytest.mark.parametrize(
    ("query", "wide"), [("aanbod=buurtgezinnen", False), ("aanbod=buurtgezinnen&jaren=6", True), ("budget=5&aanbod=buurtgezinnen", True)]
)
def test_many_years_or_columns_turn_the_page(query, wide):
    assert build_report(sheet=sheet_of(query), catalogue=snapshot(), dated=date(2026, 11, 22)).has_wide_costs is wide


def test_ten_years_are_split_into_equal_pieces_that_each_have_the_total():
    report = build_report(sheet=sheet_of("aanbod=buurtgezinnen&jaren=10&koppelingen=100"), catalogue=snapshot(), dated=date(2026, 11, 22))
    assert [len(part.years) for part in report.cost_parts] == [5, 5]
    assert {part.columns[0].result.total for part in report.cost_parts} == {report.sheet.columns[0].result.total}
    assert [year.contract_year for part in report.cost_parts for year in part.columns[0].result.years] == list(range(1, 11))


def test_every_cited_source_is_in_the_appendix(client: Client):
    page = client.get(f"/advies/?{ALL}").content.decode()
    appendix = page[page.index('id="bijlage-a"') : page.index('id="bijlage-b"')]
    cited = set(re.findall(r'href="/bronnen/#([a-z0-9-]+)"', page))
    contradictions = {anchor for anchor in cited if re.fullmatch(r"c-\d\d", anchor)}
    titles = {source.slug: source.title for source in snapshot().sources}
    assert contradictions
    assert [anchor for anchor in contradictions if f'id="{anchor}"' not in appendix] == []
    assert cited - contradictions
    assert [slug for slug in cited - contradictions if titles[slug].replace("'", "&#x27;") not in appendix] == []


@pytest.mark.parametrize("template", ["advice_body", "advice_pdf"])
def test_readings_stand_side_by_side_in_the_costs_without_links(template):
    sheet = sheet_of("aanbod=steunouder&jaren=3&startjaar=2027")
    report = build_report(sheet=sheet, catalogue=snapshot(), dated=date(2026, 11, 22))
    context = {
        "report": report,
        "sheet": sheet,
        "linked": template == "advice_body",
        "address": "x",
        "sources_at": "#",
        "reference_day": date(2026, 11, 22),
    }
    name = "procurement/_advice_body.html" if template == "advice_body" else "procurement/advice_pdf.html"
    costs = render_to_string(name, context).partition('id="deel-7"')[2].partition('id="deel-8"')[0]
    assert "<h3>Lezingen naast elkaar</h3>" in costs
    section = costs.partition("Lezingen naast elkaar")[2].partition("report-charts")[0]
    assert 'value="14450.00"' in section
    assert 'value="183600.00"' in section
    assert "niet gebruikt" in section
    assert "href" not in section


def test_report_without_ambiguities_has_no_part_about_them(client: Client):
    assert "Lezingen naast elkaar" not in client.get("/advies/?aanbod=home-start").content.decode()


@pytest.mark.parametrize("query", [ALL, "aanbod=home-start", f"{ALL}&doelgroep=lvb-ouder&leeftijd=5&betaler=gemeente&btw=21&disconto=2&budget=90000"])
def test_page_is_valid_html(client: Client, query):
    assert_valid_html(client.get(f"/advies/?{query}").content)


def test_bad_question_gives_the_messages_and_the_way_back(client: Client):
    response = client.get("/advies/?jaren=99&aanbod=home-start")
    page = response.content.decode()
    assert response.status_code == 200
    assert "De vraag klopt nog niet" in page
    assert "/vergelijken/?jaren=99&amp;aanbod=home-start#id_jaren" in page
    assert_valid_html(page)


def test_bad_question_for_the_file_is_a_problem_that_names_the_parameter(client: Client):
    response = client.get("/advies.pdf?jaren=99")
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert response.json()["parameter"] == "jaren"


def test_more_offerings_than_a_report_holds_is_said_at_aanbod(client: Client):
    make_offerings(6)  # with the seven of the catalogue
    response = client.get("/advies.pdf")
    assert response.status_code == 400
    assert response.json()["parameter"] == "aanbod"
    assert "hoogstens 12 soorten aanbod gaan; dit zijn er 13" in response.json()["detail"]
    assert "hoogstens 12 soorten" in client.get("/advies/").content.decode()


def test_municipality_by_name_leads_to_its_code(client: Client):
    response = client.get("/advies/?gemeente=haarlem&jaren=3")
    assert response["Location"] == "/advies/?gemeente=GM0392&jaren=3"


def test_page_takes_the_same_number_of_queries_for_any_choice(client: Client, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        client.get("/advies/?aanbod=home-start")
    make_offerings(20)
    forget()
    slugs = "&".join(f"aanbod={offering.slug}" for offering in snapshot().offerings[:12] if offering.tariffs)
    with django_assert_num_queries(len(one)):
        assert "De vraag klopt nog niet" not in client.get(f"/advies/?{slugs}&gemeente=GM0392").content.decode()


def test_no_cell_of_the_lines_starts_a_formula():
    sheet = sheet_of("aanbod=home-start&aanbod=buurtgezinnen:offerte-haarlem-2020")
    column = sheet.columns[1]
    lines = tuple(replace(line, label="=HYPERLINK()", calculation="+1") for line in column.lines)
    rows = lines_csv(replace(sheet, columns=(sheet.columns[0], replace(column, lines=lines)))).decode("utf-8-sig").splitlines()
    assert not [cell for row in rows for cell in row.split(";") if cell.startswith(("=", "+", "@"))]
    assert "'=HYPERLINK()" in rows[-3] + rows[-4] + rows[-5]


def test_years_without_a_price_are_rows_that_say_unknown():
    rows = lines_csv(sheet_of("aanbod=buurtgezinnen:offerte-haarlem-2020")).decode("utf-8-sig").splitlines()
    assert [row.split(";")[10:13] for row in rows[-2:]] == [["onbekend", "onbekend", "geen prijs vanaf contractjaar 3"]] * 2
