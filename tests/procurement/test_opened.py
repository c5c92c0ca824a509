"""Amounts that open: what each number is called, whether it is a fact, an own figure or an assumption, and the notes of the report."""

from decimal import Decimal

import pytest

from procurement.opened import UsedInput
from procurement.sheet import Column
from tests.procurement.test_sheet import sheet_for
from voorzieningen.models import Tariff

pytestmark = pytest.mark.django_db


def column_for(query: str) -> Column:
    (column,) = sheet_for(query).columns
    return column


def told(column: Column, code: str, contract_year: int) -> list[tuple[str, str, str]]:
    """(value, what, kind) of each input of one line."""
    (line,) = [line for line in column.lines if line.code == code and line.contract_year == contract_year]
    return [(item.value, item.what, item.kind) for item in line.inputs]


def test_a_list_price_times_own_matches_and_own_indexation_names_each_kind():
    column = column_for("aanbod=buurtgezinnen&startjaar=2027&jaren=3&koppelingen=10&index=3")

    assert told(column, "BG-K2", 2) == [
        ("10", "koppelingen", "eigen invoer"),
        ("1.150,00", "Koppeling, tweede jaar", "feit"),
        ("1,03^1", "indexatie in 2028", "eigen invoer"),
        ("2027", "prijspeil waarvan is uitgegaan", "aanname"),
    ]
    citation = next(item.citation for item in column.inputs if item.value == "1.150,00")
    assert (citation.source.code, citation.place) == ("S0", "regel 38")


def test_defaults_are_assumptions_and_derived_amounts_say_so():
    column = column_for("aanbod=samen-oplopen&startjaar=2027")

    assert told(column, "SO-C", 1) == [
        ("10", "koppelingen", "aanname"),
        ("2.200,00", "Coördinator, uit het totaal per koppeling", "afgeleid"),
        ("2.000,00", "vast bedrag dat al in het bedrag per koppeling zit", "afgeleid"),
    ]


def test_hours_name_the_guideline_the_weeks_and_the_hourly_cost():
    column = column_for("aanbod=steunouder&startjaar=2027&jaren=2&uurkosten=80&lopend=2:3&duur=steunouder:2&koppelingen=10&index=2")

    assert told(column, "ST-H", 2) == [
        ("16 uur", "uren volgens het tarief", "feit"),
        ("20", "koppelingen", "eigen invoer"),
        ("10 koppelingen", "waarvoor de uren gelden", "feit"),
        ("52 weken", "weken per jaar", "aanname"),
        ("80,00", "uurkosten van een coördinator", "eigen invoer"),
        ("1,02^1", "indexatie in 2028", "eigen invoer"),
        ("2027", "prijspeil waarvan is uitgegaan", "aanname"),
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("aanbod=meeleefgezin", UsedInput("100%", "kans dat de module wordt afgerond", "aanname")),
        ("aanbod=meeleefgezin&afronding=MG-M1:90,MG-M2:90,MG-M3:90", UsedInput("90%", "kans dat de module wordt afgerond", "eigen invoer")),
        (
            "aanbod=sos&gedeelde_uren=20",
            UsedInput("20 uur", "uren per week van de gedeelde coördinator", "eigen invoer", "Geen bron noemt deze uren."),
        ),
    ],
)
def test_what_the_user_gives_is_an_own_figure_and_a_default_an_assumption(query, expected):
    assert expected in column_for(f"{query}&jaren=1").inputs


def test_vat_what_if_rests_on_the_percentage_and_opens_at_the_line_that_it_is_over():
    assert [kind for _, _, kind in told(column_for("aanbod=buurtgezinnen&jaren=1&btw=21"), "BTW-BG-K1", 1)] == ["eigen invoer"]


def test_an_unknown_line_rests_on_nothing_and_its_figures_say_why():
    column = column_for("aanbod=home-start&jaren=2")

    assert column.inputs == ()
    assert {(figure.amount, figure.calculation) for figure in column.figures} == {(None, "")}
    assert {figure.key: figure.reason for figure in column.figures} == {
        "jaar-1": "tarief onbekend",
        "jaar-2": "tarief onbekend",
        "totaal": "tarief onbekend",
        "bekende_jaren": "tarief onbekend",
        "uitloop": "duur van een koppeling onbekend",
        "per_gestarte_koppeling": "tarief onbekend",
        "per_gestarte_koppeling_incl_uitloop": "tarief onbekend",
        "koppelingsjaren": "tarief onbekend",
        "per_koppelingsjaar": "tarief onbekend",
    }


def test_derived_figures_show_the_numbers_that_they_are_made_of():
    figures = {figure.key: figure for figure in column_for("aanbod=buurtgezinnen&startjaar=2027&jaren=3&koppelingen=10&disconto=3").figures}

    assert {key: figure.calculation for key, figure in figures.items()} == {
        "jaar-1": "31.500,00 + 0,00",
        "jaar-2": "31.500,00 + 11.500,00",
        "jaar-3": "31.500,00 + 11.500,00",
        "totaal": "31.500,00 + 43.000,00 + 43.000,00",
        "uitloop": "11.500,00",
        "per_gestarte_koppeling": "117.500,00 / 30 gestarte koppelingen",
        "per_gestarte_koppeling_incl_uitloop": "(117.500,00 + 11.500,00) / 30 gestarte koppelingen",
        "koppelingsjaren": "10 + 20 + 20",
        "per_koppelingsjaar": "117.500,00 / 50 koppelingsjaren",
        "contante_waarde": "31.500,00 / 1,03^0 + 43.000,00 / 1,03^1 + 43.000,00 / 1,03^2",
    }
    assert figures["per_gestarte_koppeling_incl_uitloop"].amount.low == Decimal("4300.00")  # worked example S1


@pytest.mark.parametrize(
    ("query", "key", "reason"),
    [
        ("aanbod=buurtgezinnen&koppelingen=0", "per_gestarte_koppeling", "niet te bepalen: er start geen koppeling"),
        ("aanbod=buurtgezinnen&koppelingen=0", "per_koppelingsjaar", "niet te bepalen: er loopt geen koppeling"),
        ("aanbod=sos&gedeelde_uren=20", "per_gestarte_koppeling_incl_uitloop", "uitloop onbekend"),
        ("aanbod=sos&gedeelde_uren=20", "per_koppelingsjaar", "duur van een koppeling onbekend"),
        ("aanbod=buurtgezinnen:offerte-haarlem-2020&jaren=2", "uitloop", "geen prijs na de looptijd"),
        ("aanbod=buurtgezinnen:offerte-haarlem-2020&jaren=3", "uitloop", "geen prijs vanaf contractjaar 3"),
    ],
)
def test_a_figure_that_is_not_there_says_why(query, key, reason):
    assert column_for(query).figure[key].reason == reason


def test_notes_are_numbered_through_the_whole_comparison():
    notes = [figure.note for column in sheet_for("jaren=2").columns for figure in column.figures]

    assert notes == list(range(1, len(notes) + 1))


def test_history_of_prices_is_a_fact_and_the_forecast_is_not():
    column = column_for("aanbod=buurtgezinnen&startjaar=2026&jaren=1&reeks=cpi&prijspeil=2023&index=2")

    assert [item for item in told(column, "BG-K1", 1) if "prijs" in item[1] or "index" in item[1]] == [
        ("1,033", "prijsstijging in 2024", "feit"),
        ("1,02^2", "indexatie 2025 tot en met 2026", "eigen invoer"),
        ("2023", "prijspeil waarvan is uitgegaan", "eigen invoer"),
    ]


def test_prices_that_only_history_raised_have_no_forecast():
    column = column_for("aanbod=buurtgezinnen&startjaar=2024&jaren=1&reeks=cpi&prijspeil=2023&index=2")

    assert [what for _, what, _ in told(column, "BG-K1", 1)][2:] == ["prijsstijging in 2024", "prijspeil waarvan is uitgegaan"]


def test_each_figure_has_an_anchor_for_its_note():
    assert [figure.anchor for figure in column_for("aanbod=buurtgezinnen&jaren=1").figures][:2] == ["noot-1", "noot-2"]


def test_a_price_level_for_one_offering_is_an_own_figure_there_only():
    columns = {column.priced.offering.slug: column for column in sheet_for("startjaar=2027&jaren=1&index=2&prijspeil=buurtgezinnen:2024").columns}

    assert told(columns["buurtgezinnen"], "BG-K1", 1)[-1] == ("2024", "prijspeil waarvan is uitgegaan", "eigen invoer")
    assert [item.what for item in columns["gezin-in-de-buurt"].inputs] == ["koppelingen", "Traject van een jaar"]


def test_a_price_level_that_the_source_states_is_a_fact(catalogue_data):
    Tariff.objects.filter(offering__slug="buurtgezinnen", slug="lijstprijs").update(price_level_year=2024)

    assert told(column_for("aanbod=buurtgezinnen&startjaar=2027&jaren=1&index=2"), "BG-K1", 1)[-1] == (
        "2024",
        "prijspeil waarvan is uitgegaan",
        "feit",
    )
