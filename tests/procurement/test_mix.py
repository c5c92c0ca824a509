"""A mix of offerings: the sums add up to the cent, the shared coordinator is the worked example, and unknown is never nothing."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st

from procurement import costs, pricing
from procurement.exports.workbook import describe_workbook, write_ods, write_xlsx
from procurement.mix import Mix, MixChoice, MixPart, find_mix
from procurement.mix.shared import Part, Shared
from procurement.sheet import Sheet, build_sheet
from procurement.templatetags.mix_sums import open_sum
from tests.procurement.asking import question_for
from tests.procurement.costs.tariffs import ST, scenario
from tests.procurement.libreoffice import as_written, recalculated
from tests.procurement.workbooks import ABOUT
from voorzieningen.catalogue import Catalogue
from voorzieningen.money import EuroRange, total_of
from voorzieningen.snapshot import snapshot

pytestmark = pytest.mark.django_db
S7 = (
    "aanbod=steunouder&aanbod=samen-oplopen&aantal=steunouder:10&aantal=samen-oplopen:10&gedeelde_uren=20&jaren=3&startjaar=2027&uurkosten=75&index=0"
)
EXAMPLES = json.loads((Path(__file__).parent / "worked_examples.json").read_text(encoding="utf-8"))
SOS = EXAMPLES["scenarios"]["S7"]["results"]["SOS"]
FOUR = ("buurtgezinnen", "steunouder", "samen-oplopen", "gezin-in-de-buurt")


def sheet_for(query: str) -> Sheet:
    question = question_for(query)
    return build_sheet(question, pricing.priced_tariffs(snapshot(), question.choice), (), snapshot())


def mix_for(query: str) -> Mix:
    found = sheet_for(query).mix
    assert found is not None
    return found


def both(low: str, high: str = "") -> EuroRange:
    return EuroRange(Decimal(low), Decimal(high or low))


def find(catalogue: Catalogue, parts: list[MixPart], asked: costs.Scenario, **chosen: Any) -> Mix:
    question = question_for("")
    choice = replace(pricing.Choice(()), **chosen)
    return find_mix(catalogue=catalogue, mix=MixChoice(tuple(parts)), choice=choice, scenario=asked, demand=question.demand)


# --- the sum ------------------------------------------------------------------------------------------------------------------------------


def test_mix_is_the_sum_of_its_members_each_with_its_own_numbers() -> None:
    # Buurtgezinnen: 5 x 3.150, then 7 x 3.150 + 5 x 1.150. Gezin in de Buurt: its own years.
    mix = mix_for("jaren=2&startjaar=2027&aantal=buurtgezinnen:5,7&aantal=gezin-in-de-buurt:4")
    first, second = mix.members

    assert [member.name for member in mix.members] == ["Buurtgezinnen", "Gezin in de Buurt"]
    assert [year.cost for year in first.result.years] == [both("15750.00"), both("27800.00")]
    assert [year.cost.amount for year in mix.years] == [
        total_of([one.cost, other.cost]) for one, other in zip(first.result.years, second.result.years, strict=True) if one.cost and other.cost
    ]
    assert mix.total == total_of([first.result.total, second.result.total])
    assert (mix.matches, mix.matches_started) == ("9, 11", 20)
    assert mix.years[0].cost.calculation.startswith("15.750,00 (Buurtgezinnen) + ")
    assert (mix.placement, mix.notes, mix.shared) == (None, (), ())


def test_figures_per_match_are_those_of_all_members_together() -> None:
    mix = mix_for("jaren=2&startjaar=2027&aantal=buurtgezinnen:5&aantal=gezin-in-de-buurt:5")
    total, tail, years = mix.total, mix.tail, mix.match_years
    assert total is not None
    assert tail is not None
    assert years is not None

    assert [figure.key for figure in mix.per] == ["per_gestarte_koppeling", "per_gestarte_koppeling_incl_uitloop", "per_koppelingsjaar"]
    assert mix.per[0].amount == total.divided_by(20)
    assert mix.per_started_with_tail.amount == (total + tail).divided_by(20)
    assert mix.per_match_year.amount == total.divided_by(years)
    assert [found.key for found in mix.sums] == ["jaar-1", "jaar-2", "totaal", "uitloop", *(figure.key for figure in mix.per)]


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_every_sum_can_be_added_up_by_hand(data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(FOUR), min_size=1, max_size=4, unique=True))
    years = data.draw(st.integers(1, 4))
    numbers = st.lists(st.integers(0, 30), min_size=years, max_size=years).map(tuple)
    parts = [MixPart(slug, "lijstprijs", data.draw(numbers)) for slug in chosen]
    hours = data.draw(st.sampled_from([None, Decimal(20)]))
    mix = find(snapshot(), parts, scenario((0,) * years, shared_hours=hours, carry_over=((2, 3),)))

    # A second way: the printed lines of every member, added year by year.
    for year in mix.years:
        lines = [line.amount for member in mix.members for line in member.result.years[year.contract_year - 1].lines]
        assert year.cost.amount == total_of([amount for amount in lines if amount is not None])
        assert re.findall(r"\(([^()]*(?:\([^()]*\))?)\)(?= \+|$)", year.cost.calculation) == [member.name for member in mix.members]
    amounts = [year.cost.amount for year in mix.years if year.cost.amount is not None]
    assert len(amounts) == years
    assert mix.total == total_of(amounts)
    together = [sum(part.new_matches[place] for part in parts) for place in range(years)]
    assert [sum(member.new_matches[place] for member in mix.members) for place in range(years)] == together
    assert mix.notes[0].startswith("Koppelingen die al lopen bij de start tellen niet mee")


def test_member_costs_what_it_costs_alone() -> None:
    sheet = sheet_for("aanbod=buurtgezinnen&koppelingen=15,12&jaren=3&aantal=buurtgezinnen:15,12&index=3&betaler=gemeente")

    assert sheet.mix is not None
    assert sheet.mix.members[0].result == sheet.columns[0].result
    assert (sheet.mix_columns[0].lines, sheet.mix_columns[0].anchor) == (sheet.columns[0].lines, "mix-buurtgezinnen-lijstprijs")
    assert sheet.mix_columns[0].figures[0].note == len(sheet.columns[0].figures) + 1
    assert [member.name for member, _ in sheet.mix_rows] == [column.name for column in sheet.mix_columns] == ["Buurtgezinnen"]


def test_matches_that_already_run_change_nothing_in_a_mix_and_a_note_says_so() -> None:
    plain, running = mix_for("jaren=3&aantal=buurtgezinnen:10"), mix_for("jaren=3&aantal=buurtgezinnen:10&lopend=2:8")

    assert (running.total, running.tail) == (plain.total, plain.tail)
    assert plain.notes == ()
    assert running.notes[0].startswith("Koppelingen die al lopen bij de start tellen niet mee in de mix")


def test_readings_durations_and_price_levels_of_the_question_hold_in_the_mix() -> None:
    plain = mix_for("jaren=3&aantal=steunouder:10")
    read = mix_for("jaren=3&aantal=steunouder:10&lezing=steunouder:YEAR&duur=steunouder:2&prijspeil=steunouder:2024&index=2")

    assert plain.total != read.total
    assert read.members[0].result.tariff.duration == 2
    assert read.members[0].priced.calculated.assumed_price_level_year == 2024


def test_offer_keeps_its_capacity_warning() -> None:
    mix = mix_for("jaren=2&aantal=buurtgezinnen:offerte-haarlem-2020:40")

    assert mix.has_warnings
    assert any(warning.startswith("capaciteit: contractjaar 1 heeft 40") for warning in mix.members[0].result.warnings)


@pytest.mark.parametrize(("part", "wrong"), [(MixPart("onzin", "lijstprijs", (1,)), "onzin"), (MixPart("steunouder", "x", (1,)), "steunouder:x")])
def test_offering_that_does_not_exist_is_named(part: MixPart, wrong: str) -> None:
    with pytest.raises(KeyError, match=wrong):
        find(snapshot(), [part], scenario((1,)))


def test_no_parts_cost_nothing_that_is_known() -> None:
    mix = find(snapshot(), [], scenario((1,)))

    assert (mix.members, mix.years, mix.total, mix.totals.reason) == ((), (), None, "geen aanbod in de mix")
    assert mix.per[0].reason == "geen aanbod in de mix"


def test_nothing_to_divide_by_is_said() -> None:
    mix = find(snapshot(), [MixPart("buurtgezinnen", "lijstprijs", (0,))], scenario((0,)))

    assert [figure.reason for figure in mix.per] == [
        "niet te bepalen: er zijn 0 gestarte koppelingen",
        "niet te bepalen: er zijn 0 gestarte koppelingen",
        "niet te bepalen: er zijn 0 koppelingsjaren",
    ]


# --- unknown ------------------------------------------------------------------------------------------------------------------------------


def test_unknown_member_makes_the_total_unknown_and_the_known_part_stands_apart() -> None:
    mix = mix_for("jaren=2&aantal=home-start:5&aantal=buurtgezinnen:10")

    assert (mix.total, mix.tail, mix.match_years) == (None, None, None)
    assert mix.totals.reason == "Home-Start: tarief onbekend"
    assert (mix.totals.known, mix.totals.missing_words) == (both("74500.00"), "Home-Start")
    assert mix.totals.known_calculation == "74.500,00 (Buurtgezinnen)"
    assert mix.totals.calculation == ""
    assert mix.years[0].cost.reason == "Home-Start: tarief onbekend"
    assert mix.tails.reason == "Home-Start: duur van een koppeling onbekend"
    assert {figure.reason for figure in mix.per} == {"Home-Start: tarief onbekend"}


def test_mix_of_only_unknown_members_has_no_known_part() -> None:
    mix = mix_for("jaren=2&aantal=home-start:5")

    assert (mix.totals.known, mix.totals.known_calculation, mix.has_unknown_price_level) == (None, "", False)


def test_member_with_a_price_for_some_years_counts_with_those_in_the_known_part() -> None:
    mix = mix_for("jaren=3&aantal=buurtgezinnen:offerte-haarlem-2020:10&aantal=gezin-in-de-buurt:5")
    haarlem, other = (member.result for member in mix.members)

    assert haarlem.known_years is not None
    assert other.total is not None
    assert haarlem.total is None
    assert mix.totals.known == haarlem.known_years + other.total
    assert mix.totals.missing_words == "Buurtgezinnen, offerte aan Haarlem (2020-2021), een deel van de jaren"
    assert [year.cost.amount is None for year in mix.years] == [False, False, True]


def test_tail_that_is_unknown_leaves_the_total_known() -> None:
    mix = mix_for(f"{S7}&aantal=buurtgezinnen:5")

    assert mix.total is not None
    assert mix.tail is None
    assert mix.per_started_with_tail.reason == f"uitloop onbekend: {mix.tails.reason}"
    assert mix.per_match_year.reason == "duur van een koppeling onbekend"


# --- the shared coordinator ---------------------------------------------------------------------------------------------------------------


def test_parts_that_share_a_coordinator_are_the_worked_example() -> None:
    """S7 of the domain paper, section 4."""
    mix = mix_for(S7)
    (member,) = mix.members
    (shared,) = mix.shared

    assert (member.priced.offering.slug, member.new_matches) == ("sos", (20, 20, 20))
    assert [part.new_matches for part in member.parts] == [(10, 10, 10), (10, 10, 10)]
    assert [year.cost.amount for year in mix.years] == [both(*year["cost"]) for year in SOS["years"]]
    assert mix.total == shared.total == both("262850.00", "272100.00")
    assert shared.apart == both(*EXAMPLES["sos"]["separate"]["total"])
    assert [year.apart for year in shared.years] == [both(*year) for year in EXAMPLES["sos"]["separate"]["years"]]
    assert (
        [str(year.hours_low) for year in shared.years]
        == [str(year.hours_high) for year in shared.years]
        == EXAMPLES["sos"]["break_even_shared_hours_per_week"]
    )
    assert shared.sentence.replace("\u00a0", " ").endswith("komt uit op € 57.200,00 minder dan de twee delen apart, bij 20 gedeelde uren per week.")
    assert "besparing" not in shared.sentence
    assert sorted(part.name for part in shared.parts) == ["Samen Oplopen", "Steunouder"]


def test_parts_apart_are_calculated_with_their_own_numbers_not_with_halves() -> None:
    mix = mix_for(S7.replace("aantal=steunouder:10&aantal=samen-oplopen:10", "aantal=steunouder:4,5&aantal=samen-oplopen:12"))
    alone = mix_for(S7.replace("aantal=steunouder:10&aantal=samen-oplopen:10&gedeelde_uren=20", "aantal=steunouder:4,5&aantal=samen-oplopen:12"))

    assert mix.members[0].new_matches == (16, 17, 17)
    assert mix.shared[0].apart == alone.total
    assert mix.members[0].matches in ("16, 17, 17 (4, 5, 5 Steunouder en 12 Samen Oplopen)", "16, 17, 17 (12 Samen Oplopen en 4, 5, 5 Steunouder)")


def test_without_shared_hours_the_parts_stay_apart_and_a_hint_says_that_they_can_share() -> None:
    mix = mix_for("jaren=3&aantal=steunouder:10&aantal=samen-oplopen:10")

    assert [member.priced.offering.slug for member in mix.members] == ["steunouder", "samen-oplopen"]
    assert len(mix.notes) == 1
    assert "kunnen één coördinator delen in SOS" in mix.notes[0]
    assert mix.notes[0].endswith("Nu zijn ze apart gerekend.")


def test_combination_stands_at_the_place_of_its_first_part() -> None:
    mix = mix_for("aantal=buurtgezinnen:2&aantal=steunouder:10&aantal=gezin-in-de-buurt:2&aantal=samen-oplopen:10&gedeelde_uren=20&jaren=3")

    assert [member.priced.offering.slug for member in mix.members] == ["buurtgezinnen", "sos", "gezin-in-de-buurt"]


def test_combination_that_was_asked_itself_is_one_member_without_parts_beside_it() -> None:
    mix = mix_for("aantal=sos:20&gedeelde_uren=20&jaren=3&startjaar=2027&gezinnen=alle::15")

    assert (mix.total, mix.shared) == (both("262850.00", "272100.00"), ())
    assert mix.placement is not None
    assert [offering.slug for offering in mix.placement.offerings] == ["sos"]


def test_merged_parts_keep_each_its_own_places() -> None:
    mix = mix_for(f"{S7}&gezinnen=alle:0-1:15")

    assert mix.placement is not None
    assert [offering.slug for offering in mix.placement.offerings] == ["steunouder", "samen-oplopen"]
    assert mix.placement.years[0].numbers == (10, 10)


def test_only_one_part_is_no_combination() -> None:
    mix = mix_for("aantal=steunouder:10&gedeelde_uren=20&jaren=3")

    assert ([member.priced.offering.slug for member in mix.members], mix.notes) == (["steunouder"], ())


def test_choice_for_a_part_is_said_not_to_count_in_the_combination() -> None:
    mix = mix_for(f"{S7}&lezing=steunouder:YEAR")

    assert len(mix.notes) == 1
    assert mix.notes[0].startswith("Wat u koos voor Steunouder (lezing, duur of prijspeil) geldt alleen als Steunouder apart is gerekend.")


def test_part_with_another_tariff_than_its_list_price_does_not_share() -> None:
    catalogue = snapshot()
    parent = catalogue.offering("steunouder")
    assert parent is not None
    other = replace(parent, tariffs=(*parent.tariffs, replace(parent.tariffs[0], slug="offerte", is_default=False)))
    changed = replace(catalogue, offerings=tuple(other if one is parent else one for one in catalogue.offerings))
    parts = [MixPart("steunouder", "offerte", (10,)), MixPart("samen-oplopen", "lijstprijs", (10,))]

    mix = find(changed, parts, scenario((1,), shared_hours=Decimal(20)))

    assert [member.priced.key for member in mix.members] == ["steunouder:offerte", "samen-oplopen:lijstprijs"]


def test_part_shares_with_one_combination_only_and_one_without_a_tariff_is_none() -> None:
    catalogue = snapshot()
    sos = catalogue.offering("sos")
    assert sos is not None
    changed = replace(catalogue, offerings=(replace(sos, slug="zonder", tariffs=()), *catalogue.offerings, replace(sos, slug="nog-een")))
    parts = [MixPart("steunouder", "lijstprijs", (10,)), MixPart("samen-oplopen", "lijstprijs", (10,))]

    mix = find(changed, parts, scenario((1,), shared_hours=Decimal(20)))

    assert [member.priced.key for member in mix.members] == ["sos:lijstprijs"]


def test_difference_with_unknown_parts_is_not_told() -> None:
    assert Shared("SOS", hours=Decimal(20), total=both("1.00"), parts=(Part("A", (1,), None),)).sentence == ""
    assert Shared("SOS").apart is None


def test_combination_whose_hours_are_its_own_is_not_made_of_parts() -> None:
    catalogue = snapshot()
    sos, parent = catalogue.offering("sos"), catalogue.offering("steunouder")
    assert sos is not None
    assert parent is not None
    fixed = replace(sos, tariffs=parent.tariffs)
    changed = replace(catalogue, offerings=tuple(fixed if one is sos else one for one in catalogue.offerings))
    parts = [MixPart("steunouder", "lijstprijs", (10,)), MixPart("samen-oplopen", "lijstprijs", (10,))]

    assert len(find(changed, parts, scenario((1,), shared_hours=Decimal(20))).members) == 2
    assert ST.duration  # the parts have hours of their own


# --- side by side -------------------------------------------------------------------------------------------------------------------------

BESIDE = quote("naam=B&jaren=2&uurkosten=80&lopend=2:4&aantal=home-start:5&aantal=gezin-in-de-buurt:5,8&gezinnen=alle:0-3:12")
TWO = f"naam=A&jaren=3&startjaar=2027&aantal=buurtgezinnen:10,20&gezinnen=alle:0-3:15&naast={BESIDE}"


def rows_of(query: str) -> dict[str, list[Any]]:
    mixes = sheet_for(query).mixes
    assert mixes is not None
    found = {}
    for row in mixes.rows:
        found[row.label] = [(cell.sum.amount if cell.sum else cell.items or cell.text) for _, cell in row.named]
    return found


def test_mixes_stand_beside_doing_nothing_in_the_order_of_the_address() -> None:
    sheet = sheet_for(f"{TWO}&naast={quote('naam=C&aantal=steunouder:3')}&naast={quote('naam=D')}".replace(f"&naast={quote('naam=D')}", ""))
    mixes = sheet.mixes

    assert mixes is not None
    assert mixes.headings == ("Niets doen", "1. A", "2. B", "3. C")
    assert all([name for name, _ in row.named] == list(mixes.headings) for row in mixes.rows)
    assert mixes.has_unknown_price_level


def test_doing_nothing_has_no_contract_and_no_price_of_nothing() -> None:
    rows = rows_of(TWO)
    nothing = {label: cells[0] for label, cells in rows.items()}

    assert {nothing[label] for label in nothing if label.startswith(("Kosten", "Uitloop"))} == {"geen contract"}
    assert nothing["Wat onbekend is aan de kosten"].startswith("Wat het kost als gezinnen geen hulp krijgen, is onbekend.")
    assert nothing["Gezinnen per jaar zonder plek"] == "alle gezinnen"
    assert nothing["Doelgroepen die niet gedekt zijn"] == "alle"


def test_side_by_side_has_the_amounts_of_each_mix() -> None:
    rows = rows_of(TWO)

    assert rows["Kosten jaar 1 (2027)"][1:] == [both("31500.00"), None]
    assert rows["Kosten jaar 3 (2029)"][2] == "geen contractjaar"
    assert rows["Kosten van alle contractjaren"][1] == mix_for("jaren=3&startjaar=2027&aantal=buurtgezinnen:10,20").total
    assert rows["Nieuwe koppelingen per jaar: Buurtgezinnen"] == ["geen", "10, 20, 20", "geen"]
    assert rows["Nieuwe koppelingen per jaar: samen"] == ["geen", "10, 20, 20", "10, 13"]
    assert rows["Gezinnen per jaar met een plek, zeker gedekt"][1] == "jaar 1: 10; jaar 2 en 3: 15"
    assert rows["Wat onbekend is aan de kosten"][1:] == ["niets", ("Home-Start: tarief onbekend", "Home-Start: duur van een koppeling onbekend")]
    assert "Verslaving van een ouder" in rows["Doelgroepen die niet gedekt zijn"][1]


def test_same_demand_is_said_with_its_number_and_no_demand_with_words() -> None:
    beside = quote("naam=B&aantal=home-start:5")

    assert rows_of("aantal=buurtgezinnen:10&gezinnen=alle:0-3:15")["Gezinnen per jaar zonder plek"] == ["15", "5"]
    assert rows_of(f"aantal=buurtgezinnen:10&naast={beside}")["Gezinnen per jaar zonder plek"][1] == "geen aantallen in de opgave"


def test_other_inputs_are_a_warning_because_they_change_the_amounts() -> None:
    mixes = sheet_for(TWO).mixes

    assert mixes is not None
    assert mixes.warnings == (
        "Let op: niet elke mix rekent met hetzelfde. Wat verschilt, is het aantal contractjaren, de uurkosten en de opgave. "
        "Dat verandert de bedragen en aantallen ook.",
        "Koppelingen die al lopen bij de start tellen in geen van de mixen mee.",
    )
    assert sheet_for("aantal=steunouder:3").mixes.warnings == ()


def test_different_first_years_have_no_calendar_year_and_shared_parts_are_named_apart() -> None:
    rows = rows_of(f"{S7}&naast={quote('naam=B&startjaar=2028&jaren=3&aantal=steunouder:3')}")

    assert "Kosten jaar 1" in rows
    assert rows["Nieuwe koppelingen per jaar: Steunouder"] == ["geen", "10 (gedeelde coördinator)", "3"]


def test_question_without_any_mix_has_nothing_side_by_side() -> None:
    assert sheet_for("jaren=2").mixes is None
    assert sheet_for("jaren=2").mix_rows == ()
    question = question_for("aantal=steunouder:3")
    assert (build_sheet(question, ()).mix, build_sheet(question, ()).mixes) == (None, None)


def test_mix_and_demand_travel_along_with_a_copy() -> None:
    question = question_for(TWO)

    for query in (question.copy_query, question.others[0].swap):
        assert "aantal%3Dbuurtgezinnen%3A10%2C20" in quote(query, safe="%") or "aantal=buurtgezinnen:10,20" in query
        assert "gezinnen" in query
    copied = question_for(question_for("naam=A&aantal=buurtgezinnen:10&gezinnen=alle:0-3:15").copy_query)
    assert (copied.mix, copied.demand) == (copied.beside[0].mix, copied.beside[0].demand)


# --- on the page --------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("linked", [True, False])
@pytest.mark.parametrize("query", ["", S7, TWO, "aantal=home-start:5&aantal=steunouder:3,4&gezinnen=lvb-ouder:5-17:4&gezinnen=alle:0-3&jaren=2"])
def test_partials_say_what_the_mix_says(query: str, linked: bool) -> None:
    sheet = sheet_for(query)
    context = {"sheet": sheet, "linked": linked}
    markup = render_to_string("procurement/_mix.html", context) + render_to_string("procurement/_mixes.html", context)

    assert "besparing" not in markup.lower()
    if sheet.mix is None:
        assert "Er is nog geen mix" in markup
        assert "<data" not in markup
        return
    for found in sheet.mix.sums[: sheet.question.scenario.years + 2]:
        assert (f'value="{found.amount.low}"' if found.amount else found.reason) in markup
    assert ("<details" in markup) is linked
    assert all(column.anchor in markup for column in sheet.mix_columns) is linked
    for table in re.findall(r"<table.*?</table>", markup, re.DOTALL):
        cells = {len(re.findall(r"<t[hd][ >]", row)) for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL)}
        assert len(cells) == 1
        assert "<caption>" in table


def test_sum_opens_to_its_terms_and_an_unknown_one_has_its_known_part_apart() -> None:
    known, unknown, nothing = (
        mix_for("jaren=2&aantal=buurtgezinnen:10"),
        mix_for("aantal=home-start:5&aantal=steunouder:1"),
        mix_for("aantal=home-start:5"),
    )

    assert "open de som" in open_sum(known, known.totals, linked=True)
    assert "<details" not in open_sum(known, known.totals)
    assert "wel bekend, zonder Home-Start: " in open_sum(unknown, unknown.totals, linked=True)
    assert "wel bekend" not in open_sum(nothing, nothing.totals)


def test_time_that_is_up_is_said_on_the_page() -> None:
    sheet = sheet_for("aantal=steunouder:3&gezinnen=alle:0-3:4")
    assert sheet.mix is not None
    assert sheet.mix.placement is not None
    stopped = replace(sheet.mix.placement, years=tuple(replace(year, is_complete=False) for year in sheet.mix.placement.years))

    assert "de rekentijd was op" in render_to_string("procurement/_mix_placement.html", {"placement": stopped})


# --- in the files -------------------------------------------------------------------------------------------------------------------------


def test_json_has_the_worked_example_through_its_address(client) -> None:
    mix = client.get(f"/vergelijken.json?{S7}").json()["mix"]

    assert mix["jaren"] == [
        {"contractjaar": year["contract_year"], "kalenderjaar": year["calendar_year"], "laag": year["cost"][0], "hoog": year["cost"][1]}
        for year in SOS["years"]
    ]
    assert mix["totaal"] == {"laag": "262850.00", "hoog": "272100.00"}
    assert (mix["reden"], mix["bekend_deel"], mix["plaatsing"], mix["gestarte_koppelingen"]) == (None, None, None, 60)
    (member,) = mix["aanbod"]
    assert (member["slug"], sorted(member["delen"]), member["tarief"], member["nieuw"]) == (
        "sos",
        ["samen-oplopen", "steunouder"],
        "lijstprijs",
        [20, 20, 20],
    )
    (shared,) = mix["gedeelde_coordinator"]
    assert (shared["apart"], shared["samen"]) == ({"laag": "320050.00", "hoog": "329300.00"}, mix["totaal"])
    assert [year["omslag_uren_per_week"]["laag"] for year in shared["jaren"]] == ["21.13", "26.77", "26.77"]


def test_json_without_a_mix_says_null(client) -> None:
    assert client.get("/vergelijken.json?aanbod=steunouder").json()["mix"] is None


def test_json_of_an_unknown_member_has_no_total_but_the_known_part(client) -> None:
    mix = client.get("/vergelijken.json?aanbod=steunouder&aantal=home-start:5&aantal=buurtgezinnen:10&jaren=2&gezinnen=alle:0-3:12").json()["mix"]

    assert (mix["totaal"], mix["reden"]) == (None, "Home-Start: tarief onbekend")
    assert mix["bekend_deel"] == {"laag": "74500.00", "hoog": "74500.00", "zonder": ["Home-Start"]}
    assert mix["jaren"][0]["laag"] is None
    assert mix["jaren"][0]["reden"] == "Home-Start: tarief onbekend"
    assert mix["uitloop"] is None
    (placed,) = mix["plaatsing"]
    assert (placed["contractjaren"], placed["gezinnen"], placed["zeker"], placed["niet_geplaatst"]) == ([1, 2], 12, 12, 0)
    assert sum(placed["plekken_over"].values()) == 3
    assert placed["regels"][0]["gezinnen"] == "alle:0-3:12"


def test_json_says_why_the_hours_do_not_turn(client) -> None:
    mix = client.get(f"/vergelijken.json?{S7.replace('uurkosten=75', 'uurkosten=0')}").json()["mix"]

    assert [year["omslag_uren_per_week"] for year in mix["gedeelde_coordinator"][0]["jaren"]] == [None, None, None]
    assert all(year["reden"] for year in mix["gedeelde_coordinator"][0]["jaren"])


def test_csv_has_the_lines_of_the_mix_below_those_of_the_comparison(client) -> None:
    def rows(query: str) -> list[dict[str, str]]:
        body = client.get(f"/vergelijken.csv?{query}").content.decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(body), delimiter=";"))

    plain = rows("aanbod=steunouder&jaren=2&startjaar=2027")
    found = rows("aanbod=steunouder&jaren=2&startjaar=2027&aantal=buurtgezinnen:5&aantal=home-start:2")
    added = found[len(plain) :]

    assert found[: len(plain)] == plain
    assert {row["deel"] for row in added} == {"mix", "mix uitloop"}
    assert sum(Decimal(row["laag"].replace(",", ".")) for row in added if row["deel"] == "mix" and row["laag"] != "onbekend") == Decimal("37250.00")
    assert {row["laag"] for row in added if row["aanbod"] == "Home-Start"} == {"onbekend"}


def workbook(query: str) -> Any:
    return describe_workbook(sheet_for(query), ABOUT, None)


def test_workbook_without_a_mix_has_no_sheet_of_it() -> None:
    assert "Mix" not in [sheet.name for sheet in workbook("aanbod=steunouder").sheets]


def test_workbook_has_the_amounts_of_the_members_and_sums_as_formulas() -> None:
    sheet = workbook(f"{S7}&aantal=buurtgezinnen:5&gezinnen=alle:0-3:12").sheet("Mix")
    rows = {(row[0].value, row[3].value): row for row in sheet.rows if len(row) > 8}
    mix = mix_for(f"{S7}&aantal=buurtgezinnen:5")

    assert [cell.value for cell in rows["Buurtgezinnen", "laag"]][4:8] == [
        *(year.cost.low for year in mix.members[1].result.years if year.cost),
        mix.members[1].result.total.low,
    ]
    together = rows["Samen", "hoog"]
    assert [cell.value for cell in together[4:8]] == [*(year.cost.amount.high for year in mix.years if year.cost.amount), mix.total.high]
    assert all(cell.formula for cell in together[4:9])
    assert together[8].value == "onbekend"
    assert [row[0].value for row in sheet.rows if row and row[0].value == "elk jaar"] == ["elk jaar"]


@pytest.mark.parametrize("query", [f"{S7}&aantal=buurtgezinnen:5", "jaren=3&aantal=home-start:5&aantal=buurtgezinnen:offerte-haarlem-2020:10"])
def test_workbook_says_the_same_in_both_formats_and_after_calculating_anew(query: str, tmp_path: Path) -> None:
    made = workbook(f"aanbod=steunouder&{query}")
    written = as_written(write_ods(made))["Mix"]
    found = recalculated({"o.ods": write_ods(made), "x.xlsx": write_xlsx(made)}, tmp_path)

    amounts = [[cell.value for cell in row if isinstance(cell.value, Decimal) or cell.value == "onbekend"] for row in made.sheet("Mix").rows]
    for rows in (written, found["o.ods"]["Mix"], found["x.xlsx"]["Mix"]):
        read = [[cell for cell in row if isinstance(cell, Decimal) or cell == "onbekend"] for row in rows]
        assert [row for row in read if row] == [row for row in amounts if row]


def test_sources_of_members_that_are_not_compared_are_in_the_workbook() -> None:
    with_mix = workbook("aanbod=home-start&aantal=gezin-in-de-buurt:5").sheet("Bronnen")
    without = workbook("aanbod=home-start").sheet("Bronnen")

    assert len(with_mix.rows) > len(without.rows)


def test_wrong_mix_is_refused_with_its_parameter(client) -> None:
    refused = client.get(f"/vergelijken.json?{urlencode({'aantal': 'buurtgezinnen:-3'})}")

    assert (refused.status_code, refused.json()["parameter"]) == (400, "aantal")
