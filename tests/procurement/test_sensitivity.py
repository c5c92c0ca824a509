"""Each uncertain input by itself: sums by hand on the real catalogue and on made-up columns.

The real ones are those of the worked examples, S1: 3 contract years from 2027, 10 new matches a year, 75 euro an hour.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from procurement import costs, fit, pricing
from procurement.pricing import Priced
from procurement.question import Question
from procurement.sensitivity import Kind, Row, Sensitivity, find_sensitivity
from tests.procurement.uncertain import MUNICIPALITY, ask, change, column, contradiction, fee, hours, module, per_match, reading, sensitivity
from voorzieningen.money import EuroRange
from voorzieningen.snapshot import snapshot

KNOWN = ("buurtgezinnen", "meeleefgezin", "steunouder", "samen-oplopen", "gezin-in-de-buurt")


def real(*slugs: str, **scenario: object) -> Sensitivity:
    catalogue = snapshot()
    years = scenario.pop("years", 3)
    given = {"start_year": 2027, "years": years, "new_matches": (10,) * years, "hourly_cost": Decimal(75), **scenario}
    choice = pricing.Choice(tuple((slug, "lijstprijs") for slug in slugs or [offering.slug for offering in catalogue.offerings]))
    question = Question(costs.Scenario(**given), choice, None, fit.Task(), {}, (), ())
    columns = pricing.priced_tariffs(catalogue, choice)
    found = find_sensitivity(question, columns, costs.compare([one.calculated for one in columns], question.scenario).results)
    assert found is not None
    return found


def row_of(found: Sensitivity, offering: str, kind: Kind, contradiction: str = "") -> Row:
    (row,) = [row for row in found.rows if row.offering == offering and row.item.kind is kind and row.item.contradiction == contradiction]
    return row


def euro(low: str, high: str = "") -> EuroRange:
    return EuroRange(Decimal(low), Decimal(high or low))


def totals(row: Row) -> list[EuroRange | None]:
    return [end.total for end in row.ends]


# --- the real catalogue, by hand ------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_hours_per_week_or_per_year_move_steunouder_by_183600_euro():
    """16 x 52 x 75 = 62,400 a year or 16 x 75 = 1,200: three times 61,200."""
    row = row_of(real(*KNOWN), "steunouder", Kind.READING, "C-04")

    assert totals(row) == [euro("14450.00", "16700.00"), euro("198050.00", "200300.00")]
    assert (row.less, row.more, row.shift, row.shift_at) == (Decimal("183600.00"), 0, Decimal("183600.00"), "per jaar")
    assert row.order == (
        "Steunouder wordt per koppelingsjaar goedkoper dan Buurtgezinnen, MeeleefGezin, Samen Oplopen en Gezin in de Buurt bij ‘per jaar’",
    )


@pytest.mark.django_db
def test_duration_of_two_years_or_one_moves_steunouder_and_samen_oplopen():
    found = real(*KNOWN)

    longer, shorter = row_of(found, "steunouder", Kind.DURATION), row_of(found, "samen-oplopen", Kind.DURATION)
    assert totals(longer) == [euro("198050.00", "200300.00"), euro("322850.00", "325100.00")]
    assert (longer.shift, longer.shift_at, longer.item.basis) == (Decimal("124800.00"), "2 jaar", "aanname")
    assert totals(shorter) == [euro("78000.00", "85000.00"), euro("122000.00", "129000.00")]
    assert (shorter.shift, shorter.shift_at, shorter.item.basis) == (Decimal("44000.00"), "1 jaar", "feit")


@pytest.mark.django_db
def test_fewer_completed_modules_move_meeleefgezin_by_17500_euro():
    """30 second modules of 2,500 times 10 % and 20 third ones times 20 %."""
    row = row_of(real(*KNOWN), "meeleefgezin", Kind.COMPLETION)

    assert totals(row) == [euro("182500.00"), euro("200000.00")]
    assert row.item.range_in_words == "100% - 100% - 100% (gebruikt) of 100% - 90% - 80%"
    assert row.item.basis == "aanname"


@pytest.mark.django_db
def test_hourly_cost_moves_by_its_margin_and_ranges_by_their_width():
    """3 x 62,400 for hours, of which a fifth; 9,500 to 16,500 and 6,850 to 9,100."""
    found = real(*KNOWN)

    hourly = row_of(found, "steunouder", Kind.HOURLY_COST)
    assert (hourly.less, hourly.more) == (Decimal("37440.00"), Decimal("37440.00"))
    assert row_of(found, "samen-oplopen", Kind.AMOUNT, "C-24").shift == Decimal("7000.00")
    assert row_of(found, "steunouder", Kind.AMOUNT, "C-24").shift == Decimal("2250.00")


@pytest.mark.django_db
def test_earlier_price_level_moves_a_list_price_without_a_year():
    """2 % from 2019: 3,690.73, 3,764.54, 3,839.83 for a first year and 1,374.36, 1,401.84 for a second, ten times each."""
    found = real("buurtgezinnen", "steunouder", indexation=Decimal("0.02"))

    row = row_of(found, "buurtgezinnen", Kind.PRICE_LEVEL)
    assert totals(row) == [euro("120097.20"), euro("140713.00")]
    assert row.item.range_in_words == "2019 of 2027 (gebruikt)"


@pytest.mark.django_db
def test_rows_are_sorted_by_shift_then_unknown_then_still():
    found = real()

    kinds = [(row.offering, row.item.kind) for row in found.rows if row.moves]
    assert kinds == [
        ("steunouder", Kind.READING),
        ("steunouder", Kind.DURATION),
        ("samen-oplopen", Kind.DURATION),
        ("steunouder", Kind.HOURLY_COST),
        ("meeleefgezin", Kind.COMPLETION),
        ("samen-oplopen", Kind.AMOUNT),
        ("steunouder", Kind.AMOUNT),
    ]
    rest = [(row.offering, row.item.contradiction, row.unknown, row.is_still) for row in found.rows if not row.moves]
    assert rest == [
        ("buurtgezinnen", "", ("per contractjaar",), False),
        ("samen-oplopen", "C-05", ("pas vanaf contractjaar 4",), False),
        ("samen-oplopen", "C-06", (), True),
    ]


@pytest.mark.django_db
def test_first_lines_say_what_moves_the_outcome_most():
    assert real().summary == (
        "Het meest hangt af van hoe de prijs van Steunouder is bedoeld: bij ‘per jaar’ is het totaal tot €\u00a0183.600,00 lager, en de volgorde per "
        "koppelingsjaar verandert. "
        "Daarna telt hoe lang een koppeling bij Steunouder duurt (tot €\u00a0124.800,00)."
    )


@pytest.mark.django_db
def test_what_cannot_be_varied_is_named_with_its_reason():
    assert [(item.name, item.reason) for item in real().not_varied] == [
        ("Home-Start", "tarief onbekend"),
        ("SOS (Samen Oplopen met Steunouder)", "uren van de gedeelde coördinator niet ingevuld"),
        ("Gezin in de Buurt, Traject van een jaar", "de bron zegt 'circa' en noemt geen bandbreedte"),
        (
            "Prijspeil van Buurtgezinnen, Gezin in de Buurt, MeeleefGezin, Samen Oplopen, Steunouder",
            "zonder index verandert een ander prijspeil niets; kies een reeks om dit mee te nemen",
        ),
    ]


@pytest.mark.django_db
def test_combination_with_hours_but_without_a_duration_moves_and_has_no_order():
    """20 hours a week: a fifth of 3 x 20 x 52 x 75 = 234,000; 7,000 and 2,250 for the ranges."""
    found = real("sos", shared_hours=Decimal(20))

    assert [(row.item.kind, row.shift) for row in found.rows] == [
        (Kind.HOURLY_COST, Decimal("46800.00")),
        (Kind.AMOUNT, Decimal("9250.00")),
    ]
    assert (found.together, found.has_order) == (None, False)
    assert "SOS (Samen Oplopen met Steunouder), kosten per koppelingsjaar" in [item.name for item in found.not_varied]


@pytest.mark.django_db
def test_in_the_view_of_one_payer_who_pays_moves_most():
    """The municipality of Samen Oplopen: 18,000 to 25,000, or with the coordinator 122,000 to 129,000."""
    found = real("steunouder", "samen-oplopen", payers=MUNICIPALITY)

    row = row_of(found, "samen-oplopen", Kind.READING, "C-06")
    assert (found.rows[0], row.shift) == (row, Decimal("104000.00"))
    assert row_of(found, "steunouder", Kind.HOURLY_COST).is_still  # the executor pays the hours
    assert row_of(found, "steunouder", Kind.AMOUNT, "C-24").shift == Decimal("13100.00")  # the payer of the fees is unknown: from nothing to all


# --- which inputs there are -----------------------------------------------------------------------------------------------------------------


def kinds(found: Sensitivity) -> list[Kind]:
    return [row.item.kind for row in found.rows]


def test_certain_price_has_nothing_to_vary():
    found = sensitivity(column("vast", per_match("M", "100")))

    assert (found.rows, found.not_varied) == ((), ())
    assert found.summary == "Van wat hier onzeker is, verandert niets een totaal dat bekend is."


def test_nothing_compared_has_nothing_to_tell():
    assert find_sensitivity(ask(), (), ()) is None


def test_duration_that_the_user_chose_is_not_varied():
    free = {"shortest_match_years": 1, "longest_match_years": 3}

    assert kinds(sensitivity(column("vrij", per_match("M", "100"), **free), years=2)) == [Kind.DURATION]
    assert kinds(sensitivity(column("vrij", per_match("M", "100"), chosen_duration=2, **free), durations={"vrij": 2}, years=2)) == []


def test_range_of_one_duration_is_no_range():
    assert kinds(sensitivity(column("vast", per_match("M", "100"), shortest_match_years=1, longest_match_years=1))) == []


def test_every_duration_of_the_range_is_tried():
    """Matches of 1, 2 and 3 years in 3 contract years: 30, 50 and 60 match-years of 100 euro."""
    found = sensitivity(column("vrij", per_match("M", "100"), shortest_match_years=1, longest_match_years=3), years=3)

    assert totals(found.rows[0]) == [euro("3000.00"), euro("6000.00")]
    assert [setting.label for setting in found.rows[0].item.settings] == ["1 jaar", "2 jaar", "3 jaar"]


def test_completion_goes_down_from_what_the_user_gave_and_never_below_nothing():
    three = column("modules", module("A", "100"), module("B", "100"), module("C", "100"))
    completion = (("A", Decimal("0.5")), ("B", Decimal("0.5")), ("C", Decimal("0.1")))

    row = sensitivity(three, completion=completion).rows[0]

    assert row.item.range_in_words == "50% - 50% - 10% (gebruikt) of 50% - 40% - 0%"
    assert totals(row) == [euro("900.00"), euro("1100.00")]


def test_one_module_is_always_completed():
    assert kinds(sensitivity(column("module", module("A", "100")))) == []


@pytest.mark.parametrize(("margin", "cost", "words"), [("0", "75", None), ("0.20", "0", None), ("1", "75", "€\u00a00,00")])
def test_hourly_cost_varies_only_when_the_margin_leaves_room(margin, cost, words):
    found = sensitivity(column("uren", hours("H", "100")), margin=margin, hourly_cost=Decimal(cost))

    assert [row.item.settings[0].label for row in found.rows] == ([words] if words else [])


def test_hourly_cost_of_nothing_is_not_taken_for_the_one_used():
    row = sensitivity(column("uren", hours("H", "100")), margin="1").rows[0]

    assert totals(row) == [euro("0.00"), euro("15000.00")]


@pytest.mark.parametrize(("assumed", "basis"), [(True, "aanname"), (False, "eigen invoer")])
def test_hourly_cost_says_whether_it_is_an_assumption_or_an_own_figure(assumed, basis):
    assert sensitivity(column("uren", hours("H", "100")), hourly_cost_is_assumption=assumed).rows[0].item.basis == basis


def test_hours_in_another_reading_alone_count_for_the_hourly_cost():
    rows = (fee("VAST", "500", reading="VAST"), hours("UREN", "100", reading="UREN"))
    two = column("twee", *rows, readings=(reading("VAST", preferred=True), reading("UREN")))

    assert [(row.item.kind, row.is_still) for row in sensitivity(two).rows] == [(Kind.READING, False), (Kind.HOURLY_COST, True)]


# --- readings and ranges --------------------------------------------------------------------------------------------------------------------


def test_reading_that_only_picks_an_end_of_the_range_is_not_varied_twice():
    ends = (reading("BAND", preferred=True), reading("LAAG", change("F", low=Decimal(10), high=Decimal(10))))

    assert kinds(sensitivity(column("band", fee("F", "10", "30"), readings=ends))) == [Kind.AMOUNT]


def test_reading_outside_the_range_is_varied():
    wide = (reading("BAND", preferred=True), reading("HOGER", change("F", low=Decimal(10), high=Decimal(31))))

    assert kinds(sensitivity(column("band", fee("F", "10", "30"), readings=wide))) == [Kind.AMOUNT, Kind.READING]


def test_chosen_end_of_a_range_is_compared_with_the_whole_range():
    ends = (reading("BAND", preferred=True), reading("LAAG", change("F", low=Decimal(10), high=Decimal(10))))

    (row,) = sensitivity(column("band", fee("F", "10", "30"), readings=ends, used=("LAAG",))).rows

    assert (row.item.kind, row.shift, totals(row)) == (Kind.READING, Decimal("20.00"), [euro("10.00"), euro("10.00", "30.00")])


@pytest.mark.parametrize(
    "other",
    [
        {"low": Decimal(10), "high": Decimal(10), "payer": "FONDS"},
        {"low": Decimal(10), "high": Decimal(10), "from_contract_year": 2},
    ],
)
def test_reading_that_changes_more_than_the_amount_is_varied(other):
    readings = (reading("BAND", preferred=True), reading("ANDERS", change("F", **other)))

    assert Kind.READING in kinds(sensitivity(column("band", fee("F", "10", "30"), readings=readings)))


@pytest.mark.parametrize("other", [reading("KORT", priced_contract_years=1), reading("MEER")])
def test_reading_with_other_years_or_other_rows_is_varied(other):
    rows = (fee("F", "10", "30"), fee("G", "5", reading="MEER"))

    assert Kind.READING in kinds(sensitivity(column("band", *rows, readings=(reading("BAND", preferred=True), other))))


def test_readings_of_several_ambiguities_keep_their_own_used_one():
    rows = (fee("A", "10", reading="A"), fee("B", "20", reading="B"), fee("C", "100", reading="C"), fee("D", "200", reading="D"))
    two = (reading("A", preferred=True), reading("B"), reading("C", preferred=True, contradiction="X"), reading("D", contradiction="X"))

    found = sensitivity(column("twee", *rows, readings=two, used=("B",)))

    assert [totals(row) for row in found.rows] == [[euro("120.00"), euro("220.00")], [euro("110.00"), euro("120.00")]]


def test_range_takes_the_code_of_the_registered_contradiction_about_it():
    about = contradiction("C-99", "Bandbreedte van het bedrag", "Welk bedrag?")

    assert sensitivity(column("band", fee("F", "10", "30"), contradictions=(about,))).rows[0].item.contradiction == "C-99"


def test_range_in_another_reading_alone_has_no_row_of_its_own():
    """It counts in the combinations."""
    wide = (reading("VAST", preferred=True), reading("BAND", change("F", low=Decimal(10), high=Decimal(30))))

    found = sensitivity(column("band", fee("F", "20"), readings=wide))

    assert [(row.item.kind, row.less, row.more) for row in found.rows] == [(Kind.READING, Decimal("10.00"), Decimal("10.00"))]
    assert found.together is not None
    assert found.together.standings[0].per_match_year == euro("1.00", "3.00")


# --- price level ----------------------------------------------------------------------------------------------------------------------------


def test_price_level_starts_where_the_history_starts():
    """5 % in 2026 and 2027 alone: 1,000 becomes 1,102.50."""
    growth = ((2026, Decimal("0.05")), (2027, Decimal("0.05")))

    (row,) = sensitivity(column("oud", fee("F", "1000"), price_level_year=None), growth=growth).rows

    assert row.item.range_in_words == "2025 of 2027 (gebruikt)"
    assert totals(row) == [euro("1000.00"), euro("1102.50")]


def test_price_level_that_the_user_gave_is_the_one_used():
    one = column("oud", fee("F", "1000"), price_level_year=None, price_level=2026)

    (row,) = sensitivity(one, indexation=Decimal("0.10")).rows

    assert row.item.range_in_words == "2019 of 2026 (gebruikt)"
    assert totals(row)[0] == euro("1100.00")


@pytest.mark.parametrize(
    "fields",
    [
        {"price_level_year": 2020},
        {"price_level_year": None, "kind": "OFFERTE"},
        {"price_level_year": None, "indexable": False},
        {"price_level_year": None, "price_level": 2019},
    ],
)
def test_price_level_that_is_stated_or_changes_nothing_is_not_varied(fields):
    assert kinds(sensitivity(column("prijs", fee("F", "1000"), **fields), indexation=Decimal("0.10"))) == []


def test_hours_alone_have_no_price_level():
    assert kinds(sensitivity(column("uren", hours("H", "100"), price_level_year=None), indexation=Decimal("0.10"))) == [Kind.HOURLY_COST]


def test_without_an_index_the_price_level_is_named_and_not_varied():
    found = sensitivity(column("oud", fee("F", "1000"), price_level_year=None))

    assert kinds(found) == []
    assert [item.name for item in found.not_varied] == ["Prijspeil van Oud"]


# --- the order ------------------------------------------------------------------------------------------------------------------------------


def test_single_column_has_no_order():
    found = sensitivity(column("uren", hours("H", "100")))

    assert found.rows[0].order == ()
    assert not found.has_order


def test_order_changes_when_a_column_becomes_cheaper_dearer_or_as_dear():
    """100 hours cost 6,000, 7,500 or 9,000; the others 6,000 and 8,000."""
    found = sensitivity(column("uren", hours("H", "100")), column("laag", fee("F", "6000")), column("hoog", fee("F", "8000")))

    assert found.rows[0].order == (
        "Uren wordt per koppelingsjaar even duur als Laag bij ‘€\u00a060,00’",
        "Uren wordt per koppelingsjaar duurder dan Hoog bij ‘€\u00a090,00’",
    )


def test_low_is_compared_with_low_and_high_with_high():
    """The range of 100 to 300 meets 200: at its low end it is cheaper in the high world too, at its high end dearer in the low world too."""
    found = sensitivity(column("band", fee("F", "100", "300")), column("vast", fee("F", "200")))

    assert found.rows[0].order == (
        "Band wordt per koppelingsjaar goedkoper dan Vast bij ‘lage bedragen’",
        "Band wordt per koppelingsjaar duurder dan Vast bij ‘hoge bedragen’",
    )


def in_two_readings(used: tuple[str, str], other: tuple[str, str]) -> Priced:
    rows = (fee("A", *used, reading="EEN"), fee("B", *other, reading="TWEE"))
    return column("twee", *rows, readings=(reading("EEN", preferred=True), reading("TWEE")))


@pytest.mark.parametrize(
    ("used", "other", "said"),
    [
        # Against 100 to 800: cheaper in both worlds or in the high one alone.
        (("75", "75"), ("750", "750"), ["duurder dan Band bij ‘twee’ (alleen de lage bedragen vergeleken)"]),
        (("750", "750"), ("75", "75"), ["goedkoper dan Band bij ‘twee’"]),
        (
            ("75", "75"),
            ("100", "900"),
            [
                "even duur als Band bij ‘twee’ (alleen de lage bedragen vergeleken)",
                "duurder dan Band bij ‘twee’ (alleen de hoge bedragen vergeleken)",
            ],
        ),
    ],
)
def test_order_that_changes_in_one_world_alone_says_which(used, other, said):
    found = sensitivity(in_two_readings(used, other), column("band", fee("F", "100", "800")))

    row = next(row for row in found.rows if row.item.kind is Kind.READING)
    assert row.order == tuple(f"Twee wordt per koppelingsjaar {words}" for words in said)


def test_shared_hourly_cost_moves_both_columns_at_once():
    """Both get dearer by a fifth, so their order stays."""
    found = sensitivity(column("veel", hours("H", "110")), column("weinig", hours("H", "100")))

    assert [row.order for row in found.rows] == [(), ()]


def test_unknown_reading_leaves_the_order_unsaid():
    readings = (reading("EEN", preferred=True), reading("TWEE", priced_contract_years=1))

    found = sensitivity(column("kort", fee("F", "10"), readings=readings), column("vast", fee("F", "20")), years=2)

    assert (found.rows[0].unknown, found.rows[0].order, totals(found.rows[0])) == (("twee",), (), [euro("20.00"), None])


@pytest.mark.parametrize(
    ("one", "subject"),
    [
        (column("a", fee("F", "1", "2")), "welk bedrag van A voor u geldt: tussen laag en hoog zit €\u00a01,00"),
        (column("a", hours("H", "1")), "wat een uur van de coördinator bij A kost: dat scheelt tot €\u00a015,00 in het totaal, naar beide kanten"),
        (
            column("a", module("M", "1"), module("N", "1")),
            "hoeveel koppelingen van A alle modules afronden: bij ‘100% - 90%’ is het totaal tot €\u00a01,00 lager",
        ),
        (
            column("a", fee("F", "1"), price_level_year=None),
            "van welk jaar de prijs van A is: bij ‘2019’ is het totaal tot €\u00a01,14 hoger",
        ),
    ],
)
def test_summary_has_words_for_every_kind(one, subject):
    """Ten modules of 1 euro less a tenth; 1 euro with eight times 10 % is 2.14."""
    assert sensitivity(one, indexation=Decimal("0.10")).summary == f"Het meest hangt af van {subject}."
