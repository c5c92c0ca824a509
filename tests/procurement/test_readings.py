"""What each way to read a tariff comes to: amounts by hand, what changes, and the address that chooses it.

Amounts are those of the worked examples with 10 new matches a year and 75 euro an hour: the hours of Steunouder are 16 x 52 x 75 = 62,400 a
year or 16 x 75 = 1,200; Samen Oplopen costs 2,200 for each of 10, 20 and 20 active matches minus 2,000, plus 9,500 to 16,500, 4,500 and 4,000.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.http import QueryDict

from procurement import costs, pricing
from procurement.forms import ScenarioForm
from procurement.readings import Alternative, Ambiguity, Amounts, Difference, tariffs_at_odds
from procurement.sheet import Sheet, build_sheet
from voorzieningen.money import EuroRange
from voorzieningen.snapshot import municipalities, snapshot

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
HAARLEM = "offerte-haarlem-2020"


def sheet_for(query: str) -> Sheet:
    catalogue = snapshot()
    form = ScenarioForm(QueryDict(query), catalogue=catalogue, municipalities=municipalities(TODAY), today=TODAY)
    assert form.is_valid(), form.problems
    return build_sheet(form.question, pricing.priced_tariffs(catalogue, form.question.choice))


def about(sheet: Sheet, contradiction: str) -> Ambiguity:
    (found,) = [ambiguity for ambiguity in sheet.ambiguities if ambiguity.contradiction == contradiction]
    return found


def pair(amount: EuroRange | None) -> tuple[int, int] | None:
    return amount and (int(amount.low), int(amount.high))


def side_by_side(query: str, contradiction: str) -> dict[str, tuple[tuple[int, int] | None, tuple[int, int] | None]]:
    """Per code the total and the part of the municipality."""
    return {item.code: (pair(item.amounts.total), pair(item.amounts.municipality)) for item in about(sheet_for(query), contradiction).alternatives}


# --- amounts --------------------------------------------------------------------------------------------------------------------------------


def test_sixteen_hours_a_week_stand_beside_sixteen_hours_a_year():
    assert side_by_side("aanbod=steunouder&jaren=3", "C-04") == {
        "WEEK": ((198_050, 200_300), (0, 13_100)),
        "YEAR": ((14_450, 16_700), (0, 13_100)),
    }


def test_ends_of_the_band_of_the_first_year_stand_beside_the_band():
    assert side_by_side("aanbod=steunouder&jaren=3", "C-24") == {
        "BAND": ((198_050, 200_300), (0, 13_100)),
        "LAAG": ((198_050, 198_050), (0, 10_850)),
        "HOOG": ((200_300, 200_300), (0, 13_100)),
    }


def test_readings_of_different_contradictions_combine():
    assert side_by_side("aanbod=steunouder&jaren=3&lezing=steunouder:YEAR&lezing=steunouder:HOOG", "C-24") == {
        "BAND": ((14_450, 16_700), (0, 13_100)),
        "LAAG": ((14_450, 14_450), (0, 10_850)),
        "HOOG": ((16_700, 16_700), (0, 13_100)),
    }
    assert side_by_side("aanbod=steunouder&jaren=3&lezing=steunouder:YEAR&lezing=steunouder:HOOG", "C-04")["WEEK"][0] == (200_300, 200_300)


def test_amount_that_holds_from_year_four_leaves_the_first_three_years_unknown():
    assert side_by_side("aanbod=samen-oplopen&jaren=3", "C-05") == {
        "INTEGRAAL": ((122_000, 129_000), (18_000, 25_000)),
        "VANAF4": (None, None),
    }
    reason = "geen bedrag bekend voor 'Coördinator in contractjaar 1 tot en met 3'"
    for years, known in ((3, None), (4, (44_000, 44_000)), (5, (88_000, 88_000))):
        later = about(sheet_for(f"aanbod=samen-oplopen&jaren={years}"), "C-05").others[0]
        assert (later.amounts.unknown, pair(later.amounts.known_years)) == (reason, known)


def test_no_reading_adds_the_yearly_fee_to_the_amount_that_holds_it():
    """20 active matches x 2,200 = 44,000 in contract year 4, in both readings."""
    for reading in ("INTEGRAAL", "VANAF4"):
        (column,) = sheet_for(f"aanbod=samen-oplopen&lezing=samen-oplopen:{reading}").columns
        assert pair(column.result.years[3].cost) == (44_000, 44_000)


def test_who_pays_the_coordinator_changes_the_part_of_the_municipality_and_not_the_total():
    assert side_by_side("aanbod=samen-oplopen&jaren=3", "C-06") == {
        "UITVOERDER": ((122_000, 129_000), (18_000, 25_000)),
        "GEMEENTE": ((122_000, 129_000), (122_000, 129_000)),
    }


def test_total_is_that_of_the_payers_asked():
    asked = "aanbod=samen-oplopen&jaren=3&betaler=gemeente"
    assert side_by_side(asked, "C-06") == {
        "UITVOERDER": ((18_000, 25_000), (18_000, 25_000)),
        "GEMEENTE": ((122_000, 129_000), (122_000, 129_000)),
    }
    (column,) = sheet_for(f"{asked}&lezing=samen-oplopen:GEMEENTE").columns
    assert pair(column.result.total) == (122_000, 129_000)


def test_offer_stands_beside_the_list_price():
    assert side_by_side("aanbod=buurtgezinnen&jaren=2", "C-18") == {
        "lijstprijs": ((74_500, 74_500), (74_500, 74_500)),
        HAARLEM: ((96_102, 96_102), (96_102, 96_102)),
    }
    offer = about(sheet_for("aanbod=buurtgezinnen&jaren=3"), "C-18").others[0]
    assert (offer.amounts.total, pair(offer.amounts.known_years), offer.amounts.unknown) == (
        None,
        (96_102, 96_102),
        "geen prijs vanaf contractjaar 3",
    )


def test_other_readings_keep_the_chosen_duration():
    """Two years a match are 10, 20 and 20 active matches: 62,400 or 1,200 of hours in year 1, twice that in the years 2 and 3."""
    assert side_by_side("aanbod=steunouder&jaren=3&duur=steunouder:2", "C-04") == {
        "WEEK": ((322_850, 325_100), (0, 13_100)),
        "YEAR": ((16_850, 19_100), (0, 13_100)),
    }


@pytest.mark.parametrize(("chosen", "list_price"), [("duur=buurtgezinnen:1", 63_000), ("lezing=buurtgezinnen:B", 54_500)])
def test_list_price_beside_a_used_offer_keeps_the_chosen_duration_and_reading(chosen, list_price):
    found = side_by_side(f"aanbod=buurtgezinnen:{HAARLEM}&jaren=2&{chosen}", "C-18")
    assert found == {"lijstprijs": ((list_price, list_price),) * 2, HAARLEM: ((96_102, 96_102),) * 2}


def test_offer_brings_its_own_warnings_and_repeats_none():
    offer = about(sheet_for("aanbod=buurtgezinnen&jaren=3&koppelingen=25"), "C-18").others[0]
    assert [warning.partition(":")[0] for warning in offer.warnings] == [
        "capaciteit",
        "capaciteit",
        "bedragen uit een offerte voor een contract vanaf 2020",
    ]
    for query in ("aanbod=steunouder", "aanbod=samen-oplopen", "aanbod=steunouder&lezing=steunouder:YEAR"):
        assert {item.warnings for ambiguity in sheet_for(query).ambiguities for item in ambiguity.alternatives} == {()}


def test_readings_that_belong_to_no_contradiction_stand_side_by_side_as_well():
    assert side_by_side("aanbod=buurtgezinnen&jaren=2", "") == {"A": ((74_500, 74_500), (74_500, 74_500)), "B": ((54_500, 54_500), (54_500, 54_500))}


@pytest.mark.parametrize("chosen", ["LAAG", "HOOG", "YEAR"])
def test_combination_keeps_the_amounts_of_the_preferred_readings(chosen):
    asked = "aanbod=sos&aanbod=steunouder&gedeelde_uren=20&koppelingen=20&jaren=3"
    sheet = sheet_for(f"{asked}&lezing=steunouder:{chosen}&lezing=samen-oplopen:VANAF4")
    assert pair(sheet.columns[0].result.total) == (262_850, 272_100)
    assert {ambiguity.offering.slug for ambiguity in sheet.ambiguities} == {"steunouder"}


@pytest.mark.parametrize(
    "query",
    [
        "jaren=5&index=2&koppelingen=7,3",
        "betaler=gemeente&duur=steunouder:2",
        "lezing=steunouder:YEAR&lezing=samen-oplopen:GEMEENTE&lezing=buurtgezinnen:B",
        f"jaren=2&lezing=buurtgezinnen:{HAARLEM}&duur=buurtgezinnen:3",
        f"jaren=2&lezing=steunouder:year&lezing=buurtgezinnen:{HAARLEM.upper()}",
        f"jaren=2&aanbod=buurtgezinnen:{HAARLEM}&aanbod=samen-oplopen&lezing=samen-oplopen:VANAF4",
    ],
)
def test_address_of_a_reading_gives_the_amounts_that_stood_beside_it(query):
    sheet = sheet_for(query)
    for ambiguity in sheet.ambiguities:
        for item in ambiguity.alternatives:
            again = sheet_for(item.query)
            chosen = next(
                found
                for found in again.ambiguities
                if (found.offering.slug, found.contradiction) == (ambiguity.offering.slug, ambiguity.contradiction)
            )
            assert chosen.used.code == item.code
            assert chosen.used.amounts.total == item.amounts.total
            assert again.question.scenario == sheet.question.scenario
            assert [column.priced.offering.slug for column in again.columns] == [column.priced.offering.slug for column in sheet.columns]


# --- what is found --------------------------------------------------------------------------------------------------------------------------


def test_every_ambiguity_stands_once_with_the_used_reading_in_it():
    found = sheet_for("").ambiguities
    assert [(item.offering.slug, item.contradiction) for item in found] == [
        ("buurtgezinnen", ""),
        ("buurtgezinnen", "C-18"),
        ("samen-oplopen", "C-05"),
        ("samen-oplopen", "C-06"),
        ("steunouder", "C-04"),
        ("steunouder", "C-24"),
    ]
    assert [item.used.code for item in found] == ["A", "lijstprijs", "INTEGRAAL", "UITVOERDER", "WEEK", "BAND"]
    assert all(item.used.preferred for item in found)
    assert [item.title for item in found][:2] == ["hoe het tarief te lezen is", "Lijstprijs of Haarlemse offerte (C-18)"]


def test_two_tariffs_of_an_offering_that_are_both_compared_are_both_used():
    sheet = sheet_for(f"aanbod=buurtgezinnen&aanbod=steunouder&aanbod=buurtgezinnen:{HAARLEM}")
    tariffs = about(sheet, "C-18")
    assert ([item.used for item in tariffs.alternatives], tariffs.others, tariffs.used.code) == ([True, True], (), "lijstprijs")
    assert [item.contradiction for item in sheet.ambiguities] == ["", "C-18", "C-04", "C-24"]


def test_address_of_a_tariff_names_it_once_where_two_of_the_offering_were_compared():
    offer = about(sheet_for(f"aanbod=buurtgezinnen&aanbod=steunouder&aanbod=buurtgezinnen:{HAARLEM}"), "C-18").alternatives[1]
    assert [value for name, value in offer.given if name == "aanbod"] == [f"buurtgezinnen:{HAARLEM}", "steunouder"]


def test_known_years_are_given_only_where_the_total_is_unknown():
    later = about(sheet_for("aanbod=samen-oplopen&jaren=4"), "C-05")
    assert [(item.amounts.total is None, pair(item.amounts.known_years)) for item in later.alternatives] == [(False, None), (True, (44_000, 44_000))]


def test_readings_concern_their_own_tariff_and_tariffs_concern_all_of_the_offering():
    sheet = sheet_for(f"aanbod=buurtgezinnen&aanbod=buurtgezinnen:{HAARLEM}&aanbod=steunouder")
    listed, offered, other = (column.priced for column in sheet.columns)
    assert [[about(sheet, code).concerns(column) for column in (listed, offered, other)] for code in ("", "C-18")] == [
        [True, False, False],
        [True, True, False],
    ]


def test_tariff_that_contradicts_nothing_is_no_ambiguity():
    catalogue = snapshot()
    offering = catalogue.offering("buurtgezinnen")
    agreeing = replace(offering, tariffs=tuple(replace(tariff, contradiction="") for tariff in offering.tariffs))
    assert tariffs_at_odds(agreeing) == ()
    assert [(code, [tariff.slug for tariff in tariffs]) for code, tariffs in tariffs_at_odds(offering)] == [("C-18", ["lijstprijs", HAARLEM])]


def test_compared_tariff_beside_those_that_disagree_is_no_reading_of_them():
    question = sheet_for("aanbod=buurtgezinnen").question
    offering = snapshot().offering("buurtgezinnen")
    third = replace(offering.tariffs[0], slug="derde", is_default=False, readings=())
    wider = replace(offering, tariffs=(*offering.tariffs, third))
    assert build_sheet(question, [pricing.price_tariff(wider, third)]).ambiguities == ()


def test_single_reading_is_no_ambiguity():
    question = sheet_for("aanbod=steunouder").question
    offering = snapshot().offering("steunouder")
    tariff = replace(offering.tariffs[0], readings=tuple(reading for reading in offering.tariffs[0].readings if reading.preferred))
    assert build_sheet(question, [pricing.price_tariff(offering, tariff)]).ambiguities == ()


# --- differences ----------------------------------------------------------------------------------------------------------------------------


def euros(low: int, high: int | None = None) -> EuroRange:
    return EuroRange(Decimal(low), Decimal(low if high is None else high))


def alternative(
    total: EuroRange | None, used: EuroRange | None, part: EuroRange | None = None, used_part: EuroRange | None = None, *, is_used: bool = False
) -> Alternative:
    amounts, compared = (Amounts(amount, None, of_municipality, "", ()) for amount, of_municipality in ((total, part), (used, used_part)))
    return Alternative("X", "x", "", "", False, is_used, None, (), amounts, compared)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (
            alternative(euros(5), euros(8), euros(4), euros(1)),
            (Difference("totaal", Decimal(3), "minder"), Difference("deel voor de gemeente", Decimal(3), "meer")),
        ),
        (
            alternative(euros(5), euros(5, 9), euros(5), euros(5)),
            (
                Difference("totaal, laag", Decimal(0), "minder"),
                Difference("totaal, hoog", Decimal(4), "minder"),
                Difference("deel voor de gemeente", Decimal(0), "minder"),
            ),
        ),
        (alternative(None, euros(8), euros(1), None), (Difference("totaal", None), Difference("deel voor de gemeente", None))),
        (alternative(euros(5), euros(5), is_used=True), ()),
    ],
)
def test_differences_are_told_bound_by_bound_where_they_are_not_the_same(item, expected):
    assert item.differences == expected


@pytest.mark.parametrize(
    ("item", "changes_total", "changes_money", "effect"),
    [
        (alternative(euros(5), euros(4, 9)), False, False, None),
        (alternative(euros(3, 5), euros(4, 9)), True, True, 4),
        (alternative(euros(5, 12), euros(4, 9)), True, True, 3),
        (alternative(None, euros(4, 9)), True, True, None),
        (alternative(euros(4, 9), None), True, True, None),
        (alternative(None, None), False, False, None),
        (alternative(euros(5), euros(5), euros(2, 7), euros(1)), False, True, 6),
        (alternative(euros(5), euros(5), euros(1), euros(1)), False, False, 0),
        # Within the range used, so the range has said it: a smaller part of the municipality as well.
        (alternative(euros(5), euros(5, 9), euros(0), euros(0, 4)), False, False, 4),
    ],
)
def test_reading_changes_money_when_the_range_used_does_not_hold_it(item, changes_total, changes_money, effect):
    assert (item.changes_total, item.changes_money, item.effect) == (changes_total, changes_money, effect)


def test_warning_that_another_reading_is_used_is_not_repeated_beside_it():
    own = replace(alternative(euros(5), euros(8)), amounts=Amounts(euros(5), None, None, "", (costs.OTHER_READING, "capaciteit", "samen")))
    item = replace(own, compared_with=replace(own.compared_with, warnings=("samen",)))
    assert item.warnings == ("capaciteit",)


def test_warning_that_says_why_the_amount_is_unknown_is_not_repeated_beside_it():
    own = replace(alternative(None, euros(8)), amounts=Amounts(None, None, None, "geen prijs", ("totaal onbekend: geen prijs", "capaciteit")))
    assert own.warnings == ("capaciteit",)
