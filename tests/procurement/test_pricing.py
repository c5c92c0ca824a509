"""From the catalogue to the tariff that is calculated: which columns, which readings, which duration, and each type of row."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from procurement import costs, pricing
from voorzieningen import catalogue as c

SOURCE = c.Source(slug="overzicht", code="S0", title="Overzicht", publisher="", kind="", speaker="", dated="ongedateerd")
CITATION = c.Citation(SOURCE, place="regel 1")


def row(kind: str, **options: Any) -> c.TariffComponent:
    given = {"code": "K", "label": "Kosten", "unit_label": "per jaar", "payer": "GEMEENTE"} | options
    return c.TariffComponent(type=kind, citation=CITATION, **given)


def priced_row(kind: str, **options: Any) -> c.TariffComponent:
    return row(kind, low=Decimal("10.00"), high=Decimal("20.00"), **options)


def tariff(*rows: c.TariffComponent, slug: str = "lijstprijs", **options: Any) -> c.Tariff:
    given = {
        "kind": "LIJSTPRIJS",
        "name": "Lijstprijs",
        "wording": "in woorden",
        "is_default": slug == "lijstprijs",
        "price_level_year": 2024,
        "indexable": True,
        "duration_match_years": 2,
        "duration_basis": "STATED",
        "duration_note": "",
        "priced_contract_years": None,
    } | options
    return c.Tariff(slug=slug, citation=CITATION, components=rows or (priced_row("FIXED"),), **given)


def offering(slug: str, *tariffs: c.Tariff) -> c.Offering:
    """An offering of which only the name and the tariffs matter here."""
    given: dict[str, Any] = {field.name: () if "tuple" in str(field.type) else None for field in fields(c.Offering)}
    return c.Offering(**given | {"slug": slug, "code": slug.upper(), "name": slug.title(), "tariffs": tariffs})


def catalogue(*offerings: c.Offering) -> c.Catalogue:
    nothing: dict[str, Any] = {field.name: () for field in fields(c.Catalogue) if field.init}
    return c.Catalogue(**nothing | {"offerings": offerings})


def calculated(*rows: c.TariffComponent, reading: c.TariffReading | None = None, duration: int | None = None, **options: Any) -> costs.Tariff:
    given = tariff(*rows, readings=(reading,) if reading else (), **options)
    return pricing.price_tariff(offering("proef", given), given, duration=duration).calculated


def component(given: c.TariffComponent) -> costs.Component:
    (found,) = calculated(given).components
    return found


A = c.TariffReading(code="A", text="koppelingsjaar", reason="sluit aan", preferred=True)
B = c.TariffReading(code="B", text="contractjaar", reason="", preferred=False, priced_contract_years=2)

# --- which columns ---------------------------------------------------------------------------------------------------------------------


def test_all_tariffs_are_the_default_ones_in_the_order_of_the_catalogue() -> None:
    both = offering("twee", tariff(), tariff(slug="offerte"))
    assert pricing.all_tariffs(catalogue(both, offering("zonder"), offering("een", tariff()))) == (("twee", "lijstprijs"), ("een", "lijstprijs"))


def test_columns_follow_the_order_of_the_choice() -> None:
    both = offering("twee", tariff(), tariff(slug="offerte", name="Offerte"))
    one = offering("een", tariff())
    chosen = pricing.priced_tariffs(catalogue(one, both), pricing.Choice((("twee", "offerte"), ("een", "lijstprijs"), ("twee", "lijstprijs"))))
    assert [column.key for column in chosen] == ["twee:offerte", "een:lijstprijs", "twee:lijstprijs"]
    assert [column.name for column in chosen] == ["Twee, Offerte", "Een", "Twee"]


def test_tariff_that_already_has_the_name_of_the_offering_does_not_repeat_it() -> None:
    both = offering("twee", tariff(), tariff(slug="offerte", name="Twee, offerte aan Haarlem"))
    (column,) = pricing.priced_tariffs(catalogue(both), pricing.Choice((("twee", "offerte"),)))
    assert column.name == "Twee, offerte aan Haarlem"


def test_column_of_an_only_tariff_has_the_name_of_the_offering() -> None:
    (column,) = pricing.priced_tariffs(catalogue(offering("een", tariff(slug="offerte"))), pricing.Choice((("een", "offerte"),)))
    assert column.name == "Een"


@pytest.mark.parametrize("pair", [("onzin", "lijstprijs"), ("een", "onzin")])
def test_slug_that_does_not_exist_is_an_error(pair: tuple[str, str]) -> None:
    with pytest.raises(KeyError, match=":".join(pair)):
        pricing.priced_tariffs(catalogue(offering("een", tariff())), pricing.Choice((pair,)))


@pytest.mark.parametrize(("chosen", "expected"), [({}, "A"), ({"een": ("B",)}, "B"), ({"een": ("WEEK",)}, "A"), ({"ander": ("B",)}, "A")])
def test_reading_is_the_chosen_one_or_else_the_preferred_one(chosen: dict[str, tuple[str, ...]], expected: str) -> None:
    given = catalogue(offering("een", tariff(readings=(B, A))))
    (column,) = pricing.priced_tariffs(given, pricing.Choice((("een", "lijstprijs"),), readings=chosen))
    assert [reading.code for reading in column.readings] == [expected]
    assert column.calculated.readings_are_preferred is (expected == "A")


LOW = c.TariffReading("LAAG", "laag", "", preferred=False, contradiction="X-2")
BAND = c.TariffReading("BAND", "alles", "heel", preferred=True, contradiction="X-2")


@pytest.mark.parametrize(
    ("chosen", "expected"), [((), ["A", "BAND"]), (("LAAG",), ["A", "LAAG"]), (("B",), ["B", "BAND"]), (("LAAG", "B"), ["B", "LAAG"])]
)
def test_one_reading_of_each_ambiguity_is_used(chosen: tuple[str, ...], expected: list[str]) -> None:
    given = tariff(readings=(A, B, LOW, BAND))
    column = pricing.price_tariff(offering("een", given), given, chosen)
    assert [reading.code for reading in column.readings] == expected
    assert column.calculated.readings_are_preferred is (expected == ["A", "BAND"])


def test_duration_holds_for_its_own_offering() -> None:
    given = catalogue(offering("een", tariff()), offering("twee", tariff()))
    chosen = pricing.priced_tariffs(given, pricing.Choice((("een", "lijstprijs"), ("twee", "lijstprijs")), durations={"een": 3}))
    assert [column.calculated.duration for column in chosen] == [3, 2]


# --- the tariff ------------------------------------------------------------------------------------------------------------------------


def test_rows_of_another_reading_and_rows_that_only_inform_are_left_out() -> None:
    rows = (
        priced_row("FIXED", code="ALTIJD"),
        priced_row("FIXED", code="A", reading="A"),
        priced_row("FIXED", code="B", reading="B"),
        priced_row("FIXED", code="INFO", role="INFO"),
    )
    assert [found.code for found in calculated(*rows, reading=A).components] == ["ALTIJD", "A"]
    assert [found.code for found in calculated(*rows, reading=B).components] == ["ALTIJD", "B"]
    assert [found.code for found in calculated(*rows).components] == ["ALTIJD"]


def test_reading_without_rows_is_unknown_and_not_free() -> None:
    asked = costs.Scenario(start_year=2027, years=1, new_matches=(10,), hourly_cost=Decimal(75))
    assert costs.cost(calculated(priced_row("FIXED", reading="A"), reading=B), asked).total is None


QUOTED = replace(CITATION, quote="1e jaar: € 10")


def read_as(*changes: c.ReadingChange, rows: tuple[c.TariffComponent, ...]) -> pricing.Priced:
    """A tariff of these rows in its only reading."""
    given = tariff(*rows, readings=(replace(BAND, changes=changes),))
    return pricing.price_tariff(offering("proef", given), given)


def test_reading_changes_the_amount_of_its_row_and_says_where_that_stands() -> None:
    rows = (priced_row("FIXED", code="K-1"), priced_row("FIXED", code="K-2"))
    column = read_as(c.ReadingChange("K-1", QUOTED, low=Decimal(10), high=Decimal(11)), rows=rows)
    assert column.rows == (replace(rows[0], low=Decimal(10), high=Decimal(11), citation=QUOTED), rows[1])
    assert column.calculated.components == (
        replace(costs.FixedFee(**COMMON | AMOUNT | {"code": "K-1"}), low=Decimal(10), high=Decimal(11)),
        costs.FixedFee(**COMMON | AMOUNT | {"code": "K-2"}),
    )


def test_reading_moves_the_first_contract_year_of_its_row() -> None:
    (found,) = read_as(c.ReadingChange("K", QUOTED, from_contract_year=4), rows=(priced_row("FIXED"),)).rows
    assert (found.from_contract_year, found.low, found.citation) == (4, Decimal("10.00"), QUOTED)


def test_reading_changes_the_payer_and_leaves_the_amount_to_its_own_source() -> None:
    change = c.ReadingChange("K", QUOTED, payer="UITVOERDER", payer_label="uitvoerder")
    (found,) = read_as(change, rows=(priced_row("FIXED"),)).rows
    assert (found.payer, found.payer_label, found.citation) == ("UITVOERDER", "uitvoerder", CITATION)


def test_readings_of_two_ambiguities_can_change_the_same_row() -> None:
    later = replace(A, changes=(c.ReadingChange("K", QUOTED, from_contract_year=4),))
    payer = replace(BAND, changes=(c.ReadingChange("K", QUOTED, payer="FONDS"),))
    given = tariff(priced_row("FIXED"), readings=(later, payer))
    (found,) = pricing.price_tariff(offering("proef", given), given).calculated.components
    assert (found.from_year, found.payer) == (4, costs.Payer.FUND)


def test_reading_that_is_not_used_changes_nothing() -> None:
    given = tariff(priced_row("FIXED"), readings=(BAND, replace(LOW, changes=(c.ReadingChange("K", QUOTED, low=Decimal(1), high=Decimal(1)),))))
    assert pricing.price_tariff(offering("proef", given), given).rows == (priced_row("FIXED"),)


def test_unknown_part_of_a_tariff_says_which_part_it_is() -> None:
    known, unknown = calculated(priced_row("FIXED"), row("UNKNOWN", code="U", label="Coördinator")).components
    assert isinstance(unknown, costs.UnknownCost)
    assert (unknown.reason, known) == ("geen bedrag bekend voor 'Coördinator'", costs.FixedFee(**COMMON, **AMOUNT))


def test_tariff_keeps_its_terms() -> None:
    found = calculated(price_level_year=2020, indexable=False, capacity=(c.Capacity(1, 10, 12),))
    assert (found.offering, found.slug, found.name, found.price_level_year, found.indexable) == ("proef", "lijstprijs", "Proef", 2020, False)
    assert found.capacity == (costs.CapacityYear(1, 10, 12),)
    assert found.readings_are_preferred


@pytest.mark.parametrize(("of_tariff", "reading", "expected"), [(None, A, None), (3, A, 3), (None, B, 2), (3, B, 2), (3, None, 3)])
def test_reading_can_end_the_price_earlier(of_tariff: int | None, reading: c.TariffReading | None, expected: int | None) -> None:
    assert calculated(reading=reading, priced_contract_years=of_tariff).priced_years == expected


def test_price_ends_with_the_reading_that_ends_first() -> None:
    given = tariff(readings=(replace(A, priced_contract_years=3), replace(BAND, priced_contract_years=2)), priced_contract_years=9)
    assert pricing.price_tariff(offering("proef", given), given).calculated.priced_years == 2


@pytest.mark.parametrize(
    ("stated", "basis", "chosen", "duration", "note"),
    [
        (2, "STATED", None, 2, ""),
        (1, "ASSUMPTION", None, 1, "toelichting"),
        (1, "ASSUMPTION", 1, 1, "toelichting"),
        (1, "ASSUMPTION", 2, 2, "2 jaar, zelf gekozen"),
        (2, "STATED", 2, 2, ""),
        (2, "STATED", 3, 3, "3 jaar, zelf gekozen"),
        (None, "NOT_STATED", None, None, ""),
        (None, "NOT_STATED", 2, 2, "2 jaar, zelf gekozen"),
    ],
)
def test_duration_is_the_chosen_one_or_that_of_the_tariff(
    stated: int | None, basis: str, chosen: int | None, duration: int | None, note: str
) -> None:
    found = calculated(duration_match_years=stated, duration_basis=basis, duration_note="toelichting" if basis != "STATED" else "", duration=chosen)
    assert (found.duration, found.duration_note) == (duration, note)


# --- the rows --------------------------------------------------------------------------------------------------------------------------

COMMON: dict[str, Any] = {"code": "K", "label": "Kosten", "payer": costs.Payer.MUNICIPALITY, "source": "overzicht", "vat_unknown": True}
AMOUNT: dict[str, Any] = {"low": Decimal("10.00"), "high": Decimal("20.00")}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (priced_row("FIXED"), costs.FixedFee(**COMMON, **AMOUNT)),
        (priced_row("PER_MATCH"), costs.PerMatch(**COMMON, **AMOUNT, from_match_year=1)),
        (priced_row("PER_MATCH", from_match_year=2, to_match_year=3), costs.PerMatch(**COMMON, **AMOUNT, from_match_year=2, to_match_year=3)),
        (priced_row("PER_MODULE"), costs.PerModule(**COMMON, **AMOUNT, match_year=1)),
        (
            priced_row("PER_MODULE", match_year=2, default_completion=Decimal("0.00")),
            costs.PerModule(**COMMON, **AMOUNT, match_year=2, completion=Decimal("0.00")),
        ),
        (
            row("COORDINATOR_HOURS", hours=Decimal(16), period="WEEK", per_matches=10, match_basis="ACTIVE", scaling="PROPORTIONAL"),
            costs.CoordinatorHours(**COMMON, hours=Decimal(16), per_matches=10),
        ),
        (
            row("COORDINATOR_HOURS", hours=Decimal(16), period="YEAR", per_matches=10, match_basis="NEW", scaling="STEP", min_hours=Decimal(4)),
            costs.CoordinatorHours(
                **COMMON, hours=Decimal(16), per_week=False, per_matches=10, per_new_match=True, in_steps=True, min_hours=Decimal(4)
            ),
        ),
        (row("COORDINATOR_HOURS", hours_from_input=True, period="WEEK"), costs.CoordinatorHours(**COMMON, hours=None)),
        (priced_row("ALL_IN_PER_MATCH_YEAR"), costs.AllInPerMatchYear(**COMMON, **AMOUNT, includes_fixed=Decimal(0))),
        (
            priced_row("ALL_IN_PER_MATCH_YEAR", includes_fixed=Decimal(2000)),
            costs.AllInPerMatchYear(**COMMON, **AMOUNT, includes_fixed=Decimal(2000)),
        ),
        (
            row("INHABITANT_TIER", brackets=(c.Bracket(0, Decimal(1), Decimal(2)), c.Bracket(10, Decimal(3), Decimal(3)))),
            costs.InhabitantTier(**COMMON, tiers=(costs.Tier(0, Decimal(1), Decimal(2)), costs.Tier(10, Decimal(3), Decimal(3)))),
        ),
        (
            priced_row("HOURLY_RATE", hours_per_match_year=((1, Decimal(40)),)),
            costs.HourlyRate(**COMMON, **AMOUNT, hours_per_match_year=((1, Decimal(40)),)),
        ),
        (
            row("SURCHARGE", percentage=Decimal("0.21"), base_components=("A", "B")),
            costs.Surcharge(**COMMON, fraction=Decimal("0.21"), base=("A", "B")),
        ),
        (
            priced_row("CONTRIBUTION", relieved_payer="UITVOERDER"),
            costs.Contribution(**COMMON, amount=Decimal("10.00"), relieved=costs.Payer.EXECUTOR),
        ),
        (row("UNKNOWN"), costs.UnknownCost(**COMMON)),
    ],
)
def test_row_becomes_the_component_of_its_type(given: c.TariffComponent, expected: costs.Component) -> None:
    assert component(given) == expected


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"vat": "NA"}, {"vat_unknown": False}),
        ({"amount_kind": "CIRCA"}, {"circa": True}),
        ({"amount_kind": "RICHTLIJN"}, {"circa": False}),
        ({"basis": "ASSUMPTION", "basis_note": "een derde"}, {"assumption": "een derde"}),
        ({"basis": "DERIVED", "basis_note": "afgeleid"}, {"assumption": "afgeleid"}),
        ({"basis": "STATED", "basis_note": "staat er"}, {"assumption": ""}),
        ({"from_contract_year": 2, "to_contract_year": 3}, {"from_year": 2, "to_year": 3}),
        ({"warn_below_matches": 5}, {"warn_below_matches": 5}),
        ({"payer": "GEMENGD"}, {"payer": costs.Payer.MIXED}),
    ],
)
def test_what_every_row_has_is_carried_over(options: dict[str, Any], expected: dict[str, Any]) -> None:
    assert component(priced_row("FIXED", **options)) == replace(costs.FixedFee(**COMMON, **AMOUNT), **expected)


@pytest.mark.parametrize(("stated", "assumed"), [(None, 2019), (2024, None)])
def test_price_level_of_the_user_holds_only_where_the_source_states_none(stated: int | None, assumed: int | None) -> None:
    one = offering("een", tariff(price_level_year=stated))
    (column,) = pricing.priced_tariffs(catalogue(one), pricing.Choice((("een", "lijstprijs"),), price_levels={"een": 2019, "ander": 2001}))
    assert (column.calculated.price_level_year, column.calculated.assumed_price_level_year) == (stated, assumed)


def test_price_level_of_another_offering_does_not_hold() -> None:
    (column,) = pricing.priced_tariffs(
        catalogue(offering("een", tariff(price_level_year=None))), pricing.Choice((("een", "lijstprijs"),), price_levels={"ander": 2001})
    )
    assert column.calculated.assumed_price_level_year is None


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, ""),
        ({"kind": "OFFERTE"}, ""),
        ({"kind": "LIJSTPRIJS", "contract_from": date(2020, 1, 1)}, ""),
        ({"kind": "OFFERTE", "contract_from": date(2020, 1, 1)}, "bedragen uit een offerte voor een contract vanaf 2020: prijspeil niet vermeld"),
        (
            {"kind": "OFFERTE", "contract_from": date(2020, 1, 1), "indexable": False},
            "bedragen uit een offerte voor een contract vanaf 2020: prijspeil niet vermeld en niet geïndexeerd",
        ),
    ],
)
def test_offer_without_a_price_level_says_from_when_it_holds(options: dict[str, Any], expected: str) -> None:
    assert calculated(**options).price_level_note == expected
