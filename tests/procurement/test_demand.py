"""The demand in an address: its grammar, what is refused and why, and that every demand survives the way to an address and back."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from procurement.coverage import Demand, DemandRow
from procurement.filters.age import OLDEST_YEAR, parse_age
from procurement.forms.demand import MOST_FAMILIES, MOST_ROWS, build_demand, read_age, read_families, read_group, read_row
from procurement.forms.demand_table import AGE, FAMILIES, GROUP, SPARE_ROWS, read_table
from voorzieningen.ages import Months
from voorzieningen.catalogue import Term

LVB, ADDICTION = Term("LVB_OUDER", "Verstandelijke beperking", group="ouder"), Term("VERSLAVING_OUDER", "Verslaving", group="ouder")
GROUPS = (Term("OVERBELAST", "Overbelast gezin", group="gezin"), LVB, ADDICTION, Term("JONGERE", "Jongere zelf", group="kind"))


def demand_of(*values: str) -> Demand:
    return build_demand([read_row(value, GROUPS) for value in values])


def message_of(*values: str) -> str:
    with pytest.raises(ValidationError) as caught:
        demand_of(*values)
    (message,) = caught.value.messages
    return message


def sent(*rows: tuple[str, str, str]) -> QueryDict:
    """What the table sends with these rows."""
    return QueryDict(urlencode([pair for row in rows for pair in zip((GROUP, AGE, FAMILIES), row, strict=True)]))


# --- the grammar -------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "group", "age", "families"),
    [
        ("verslaving-ouder:5-17:4", ADDICTION, Months(60, 216), 4),
        ("verslaving-ouder", ADDICTION, None, None),
        ("verslaving-ouder::4", ADDICTION, None, 4),
        ("verslaving-ouder:alle:4", ADDICTION, None, 4),
        ("alle:18-22", None, Months(216, 276), None),
        (":18-22:3", None, Months(216, 276), 3),
        ("alle:alle:1000", None, None, 1000),
        ("::1.000", None, None, 1000),
        ("LVB-OUDER : Zwangerschap-4 : 0", LVB, Months(-9, 60), 0),
    ],
)
def test_a_value_is_group_age_and_number_with_what_was_left_away(value, group, age, families):
    row = read_row(value, GROUPS)

    assert (row.group, row.age, row.families) == (group, age, families)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("onzin:5:4", "Er is geen doelgroep 'onzin'."),
        ("x" * 3000, f"Er is geen doelgroep '{'x' * 40}...'."),
        ("lvb-ouder:99", f"van 0 tot en met {OLDEST_YEAR} jaar"),
        ("lvb-ouder:17-5", "Bedoelt u 5-17?"),
        ("lvb-ouder:５", "Vul een leeftijd in"),
        ("lvb-ouder:5:-1", "niet lager zijn dan 0"),
        ("lvb-ouder:5:vier", "'vier' is geen aantal gezinnen"),
        ("lvb-ouder:5:٤", "is geen aantal gezinnen"),
        ("lvb-ouder:5:4,5", "is geen aantal gezinnen"),
        ("lvb-ouder:5:1e2", "is geen aantal gezinnen"),
        ("lvb-ouder:5:4\0", "is geen aantal gezinnen"),
        ("lvb-ouder:5:1001", "hoogstens 1.000 gezinnen"),
        (f"lvb-ouder:5:{'9' * 40}", "is geen aantal gezinnen"),
        ("lvb-ouder:5:4:3", "is niet te lezen"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(value, words):
    message = message_of(value)

    assert words in message
    assert len(message) < 200


def test_a_demand_is_refused_when_its_rows_cannot_stand_together():
    assert "staat er twee keer in" in message_of("lvb-ouder:5-17:4", "verslaving-ouder", "lvb-ouder:5-17")
    # The same age in other words.
    assert "staat er twee keer in" in message_of("lvb-ouder:5:4", "lvb-ouder:5-5")
    assert "1.001 gezinnen per jaar" in message_of("lvb-ouder:5:1000", "verslaving-ouder::1")
    assert "samen 0 gezinnen" in message_of("lvb-ouder:5:0", "verslaving-ouder")
    assert "dit zijn er 31" in message_of(*(f"alle:{age}" for age in range(20)), *(f"lvb-ouder:{age}" for age in range(11)))


def test_a_row_that_asks_nothing_is_left_out():
    assert demand_of("alle", "alle:alle", "::", "lvb-ouder").rows == (DemandRow(LVB),)
    assert demand_of("alle").is_empty


def test_zero_in_one_row_is_no_mistake_while_another_has_families():
    assert demand_of("lvb-ouder::0", "verslaving-ouder::2").families == 2


# --- every demand survives -----------------------------------------------------------------------------------------------------------------


@st.composite
def ages(draw: st.DrawFn) -> str:
    first = draw(st.integers(0, OLDEST_YEAR))
    last = draw(st.integers(first, OLDEST_YEAR))
    return draw(st.sampled_from(["", str(first), f"{first}-{last}", "zwangerschap", f"zwangerschap-{last}"]))


@st.composite
def demands(draw: st.DrawFn) -> Demand:
    """Any demand that can be asked."""
    rows: dict[tuple[Term | None, Months | None], DemandRow] = {}
    left = MOST_FAMILIES
    for _ in range(draw(st.integers(0, MOST_ROWS))):
        group, text = draw(st.sampled_from([None, *GROUPS])), draw(ages())
        months, words = parse_age(text) if text else (None, "")
        families = draw(st.none() | st.integers(1, left)) if left else None
        row = DemandRow(group, months, text, words, families)
        if row != DemandRow() and (group, months) not in rows:
            rows[group, months] = row
            left -= families or 0
    return Demand(tuple(rows.values()))


@given(demands())
def test_every_demand_survives_the_address(demand):
    query = urlencode([("gezinnen", row.value) for row in demand.rows], safe=":,")

    assert build_demand(read_row(value, GROUPS) for _, value in parse_qsl(query)) == demand


@given(demands())
def test_every_demand_survives_the_table_and_the_address_shows_the_same_table(demand):
    typed = read_table(sent(*((row.group.slug if row.group else "", row.age_text, str(row.families or "")) for row in demand.rows)), GROUPS)
    linked = read_table(QueryDict(urlencode([("gezinnen", value) for value in typed.values])), GROUPS)

    assert typed.demand == linked.demand == demand
    assert [[cell.value for cell in row.cells] for row in typed.rows] == [[cell.value for cell in row.cells] for row in linked.rows]
    assert typed.problems == linked.problems == ()


# --- the table -----------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("filled", "shown"), [(0, SPARE_ROWS), (1, 4), (27, 30), (29, 30), (30, 30)])
def test_the_table_has_three_empty_rows_more_than_filled_ones_and_never_more_than_it_can_have(filled, shown):
    table = read_table(sent(*(("", str(age), "1") for age in range(filled))) if filled < 23 else sent(*distinct(filled)), GROUPS)

    assert len(table.rows) == shown
    assert len(table.filled) == filled
    assert [row.number for row in table.rows] == list(range(1, shown + 1))


def distinct(number: int) -> list[tuple[str, str, str]]:
    return [(group.slug, str(age), "1") for group in GROUPS for age in range(10)][:number]


def test_empty_rows_between_are_dropped_and_a_group_alone_is_a_row_without_number():
    table = read_table(sent(("", "", ""), ("lvb-ouder", "", ""), ("", " ", ""), ("", "5-17", "3")), GROUPS)

    assert table.values == ("lvb-ouder", "alle:5-17:3")


def test_every_wrong_cell_has_its_own_message_and_keeps_what_was_typed():
    table = read_table(sent(("onzin", "oud", "veel"), ("lvb-ouder", "5", "-2")), GROUPS)

    first, second = table.filled
    assert [cell.value for cell in first.cells] == ["onzin", "oud", "veel"]
    assert [bool(cell.error) for cell in first.cells] == [True, True, True]
    assert [bool(cell.error) for cell in second.cells] == [False, False, True]
    assert [problem.link for problem in table.problems] == [f"#{cell.id}" for cell in (*first.cells, second.families)]
    assert table.values == ()
    (kinds,) = [kinds for row, kinds in table.choices if row is first]
    assert kinds[0][1][0].label == "onzin"
    assert kinds[0][1][0].chosen


def test_a_double_row_is_told_at_the_second_of_them():
    table = read_table(sent(("lvb-ouder", "5", "2"), ("verslaving-ouder", "", ""), ("lvb-ouder", "5-5", "1")), GROUPS)

    assert [cell.id for row in table.rows for cell in row.cells if cell.error] == [f"id_{GROUP}_3"]
    assert "twee keer" in table.filled[2].group.error


@pytest.mark.parametrize(("numbers", "place", "words"), [(("", "0"), 2, "samen 0 gezinnen"), (("600", "401"), 1, "1.001 gezinnen")])
def test_a_wrong_sum_is_told_at_the_table_and_at_the_first_number(numbers, place, words):
    table = read_table(sent(("lvb-ouder", "", numbers[0]), ("verslaving-ouder", "", numbers[1])), GROUPS)

    assert [words in message for message in table.messages] == [True]
    assert [cell.id for row in table.rows for cell in row.cells if cell.error] == [f"id_{FAMILIES}_{place}"]


def test_more_rows_than_there_can_be_are_all_kept_with_a_message_at_the_table():
    table = read_table(sent(*distinct(31)), GROUPS)

    assert len(table.rows) == 31
    assert "dit zijn er 31" in table.messages[0]


def test_columns_of_unequal_length_are_refused_for_nobody_knows_what_belongs_together():
    table = read_table(QueryDict(f"{GROUP}=lvb-ouder&{AGE}=5&{AGE}=6&{FAMILIES}=4"), GROUPS)

    assert "niet even lang" in table.messages[0]
    assert [cell.value for cell in table.filled[1].cells] == ["", "6", ""]


def test_a_table_beside_a_demand_in_the_address_is_refused():
    table = read_table(QueryDict(f"{GROUP}=lvb-ouder&{AGE}=&{FAMILIES}=4&gezinnen=verslaving-ouder"), GROUPS)

    assert "twee keer in het adres" in table.messages[0]


def test_a_demand_in_the_address_that_is_wrong_has_its_messages_at_the_cells():
    table = read_table(QueryDict("gezinnen=onzin:99:-1&gezinnen=lvb-ouder:5:4&gezinnen=a:b:c:d"), GROUPS)

    assert [cell.value for cell in table.filled[0].cells] == ["onzin", "99", "-1"]
    assert all(cell.error for cell in table.filled[0].cells)
    assert len(table.messages) == 1


def test_a_proposal_asks_nothing_until_it_is_sent():
    table = read_table(QueryDict(""), GROUPS, [("lvb-ouder", "5", "")])

    assert table.is_proposal
    assert table.demand is None
    assert table.values == ()
    assert not read_table(QueryDict("gezinnen=verslaving-ouder"), GROUPS, [("lvb-ouder", "5", "")]).is_proposal


def test_parts_of_a_row_are_read_apart():
    assert read_group("", GROUPS) is read_group("alle", GROUPS) is None
    assert read_age("") == (None, "", "")
    assert read_families("") is None
