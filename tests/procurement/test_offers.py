"""An offer beside the list price: the published figures of Haarlem, what cannot be told, and what to know beside the amounts."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from procurement import costs
from procurement.offers import NO_NEW_MATCHES, Note, OfferBesideList, find_offers, with_own_offers
from procurement.offers.comparison import gaps_between
from procurement.question import Question
from tests.procurement.own_offers import HAARLEM, LIST_PRICE, OFFERED, OWN, PROEF, ask, catalogue_of, columns_of, fixed, hours, told
from voorzieningen.catalogue import Capacity, Catalogue, Offering, Tariff
from voorzieningen.money import EuroRange

PUBLISHED = json.loads((Path(__file__).parent / "worked_examples.json").read_text(encoding="utf-8"))["haarlem"]
D = Decimal


def beside(question: Question, offering: Offering = PROEF) -> OfferBesideList:
    (found,) = find_offers(question, columns_of(question, catalogue_of(offering)))
    return found


def with_offer(**fields: Any) -> Offering:
    """The offering with the Haarlem offer changed."""
    return replace(PROEF, tariffs=(LIST_PRICE, replace(HAARLEM, **fields)))


def amount(found: EuroRange | None) -> str | None:
    assert found is None or found.is_exact
    return None if found is None else str(found.low)


def signed(gaps: Any) -> str:
    (gap,) = gaps
    assert gap.bound == ""
    return str(-gap.amount if gap.word == "minder" else gap.amount)


def notes(found: OfferBesideList, topic: str) -> list[Note]:
    return [note for note in found.notes if note.topic == topic]


def note(found: OfferBesideList, topic: str) -> Note:
    (only,) = notes(found, topic)
    return only


# --- amounts ------------------------------------------------------------------------------------------------------------------------------------


def test_the_haarlem_offer_differs_from_the_list_price_as_published() -> None:
    ten, twelve = beside(ask((10, 10))), beside(ask((10, 12)))

    assert [amount(year.list_price.amount) for year in ten.years] == [PUBLISHED["list_price_year1"], PUBLISHED["list_price_year2_n10"]]
    assert amount(twelve.years[1].list_price.amount) == PUBLISHED["list_price_year2_n12"]
    assert [signed(year.gaps) for year in ten.years] == [PUBLISHED["offer_minus_list_year1"], PUBLISHED["offer_minus_list_year2_n10"]]
    assert [gap.word for year in (*ten.years, twelve.years[1]) for gap in year.gaps] == ["meer", "meer", "minder"]
    assert signed(twelve.years[1].gaps) == PUBLISHED["offer_minus_list_year2_n12"]
    assert ten.together is not None
    assert twelve.together is not None
    assert signed(ten.together.gaps) == PUBLISHED["offer_minus_list_two_years_10_10"]
    assert signed(twelve.together.gaps) == PUBLISHED["offer_minus_list_two_years_10_12"]


def test_the_haarlem_offer_per_match_is_as_published() -> None:
    ten, twelve = beside(ask((10, 10))), beside(ask((10, 12)))

    assert amount(ten.years[0].offer.per_new) == PUBLISHED["per_match_year1"]
    assert ten.years[0].offer.per_new_words == "49.122,00 / 10"
    assert amount(ten.years[1].offer.per_new) == PUBLISHED["per_new_match_year2_high_n10"]
    assert amount(twelve.years[1].offer.per_new) == PUBLISHED["per_new_match_year2_low_n12"]
    assert ten.together is not None
    assert twelve.together is not None
    assert amount(ten.together.offer.total) == PUBLISHED["two_years"]
    assert amount(ten.together.offer.per_match) == PUBLISHED["per_match_started_20"]
    assert amount(twelve.together.offer.per_match) == PUBLISHED["per_match_started_22"]
    assert (str(ten.together.offer.match_years), str(twelve.together.offer.match_years)) == (
        PUBLISHED["match_years_10_10"],
        PUBLISHED["match_years_10_12"],
    )
    assert amount(ten.together.offer.per_match_year) == PUBLISHED["per_match_year_10_10"]
    assert amount(twelve.together.offer.per_match_year) == PUBLISHED["per_match_year_10_12"]
    # 74,500 / 20 and 74,500 / 30.
    assert signed(ten.together.gaps_per_match) == "1080.10"
    assert signed(ten.together.gaps_per_match_year) == "720.07"


def test_the_hourly_price_of_the_haarlem_offer_is_as_published() -> None:
    found = beside(ask())

    assert [amount(year.hourly.amount) for year in found.years] == [
        PUBLISHED["offer_price_per_coordinator_hour_year1"],
        PUBLISHED["offer_price_per_coordinator_hour_year2"],
    ]
    assert [year.hourly.words for year in found.years] == ["49.122,00 / (10 uur x 52 weken)", "46.980,00 / (12 uur x 52 weken)"]


def test_the_hourly_price_does_not_depend_on_payers_or_on_vat_as_a_trial() -> None:
    offering = with_offer(components=(fixed("H1", "49122", 1, vat="UNKNOWN"), hours("U1", "10", 1)), priced_contract_years=1)

    found = beside(ask((10,), payers=frozenset({costs.Payer.FUND}), vat_what_if=D("0.21")), offering)

    assert amount(found.years[0].offer.amount) == "0.00"
    assert amount(found.years[0].hourly.amount) == "94.47"


def test_how_an_amount_came_about_is_told_unless_it_is_one_fixed_amount() -> None:
    second = beside(ask()).years[1]

    assert second.list_price.words == "10 x 3.150,00 + 10 x 1.150,00"
    assert second.offer.words == ""


def test_without_new_matches_nothing_is_told_per_match_and_it_is_never_zero() -> None:
    second = beside(ask((10, 0))).years[1]

    assert (second.offer.per_new, second.offer.per_new_words) == (None, NO_NEW_MATCHES)
    assert (second.list_price.per_new, second.list_price.per_new_words) == (None, NO_NEW_MATCHES)
    assert amount(second.offer.amount) == "46980.00"


def test_years_that_one_of_them_does_not_price_are_unknown_and_left_out_of_the_sum() -> None:
    found = beside(ask((10, 10, 10)))

    third = found.years[2]
    assert (third.offer.amount, third.offer.words, third.offer.per_new) == (None, "geen prijs vanaf contractjaar 3", None)
    assert (third.gaps, third.capacity) == ((), None)
    assert third.hourly.words == "de offerte noemt voor dit jaar geen uren"
    assert found.together is not None
    assert (found.together.years, found.together.started) == ((1, 2), 20)
    assert amount(found.together.offer.total) == PUBLISHED["two_years"]


def test_nothing_is_summed_when_no_year_has_a_price_in_both() -> None:
    unknown = replace(LIST_PRICE, components=(replace(LIST_PRICE.components[0], type="UNKNOWN", low=None, high=None),))

    found = beside(ask(), replace(PROEF, tariffs=(unknown, HAARLEM)))

    assert found.together is None
    assert [year.list_price.amount for year in found.years] == [None, None]
    assert not found.years[0].list_price.has_unknown_price_level


def test_without_matches_or_without_a_duration_the_sums_have_no_ratios() -> None:
    nobody = beside(ask((0, 0))).together
    no_duration = beside(ask((10,)), with_offer(duration_match_years=None)).together

    assert nobody is not None
    assert (nobody.offer.per_match, nobody.offer.per_match_year, nobody.gaps_per_match) == (None, None, ())
    assert no_duration is not None
    assert (no_duration.offer.match_years, no_duration.offer.per_match_year) == (None, None)
    assert no_duration.list_price.match_years == 10


def test_low_stands_beside_low_and_high_beside_high() -> None:
    first = beside(ask((10,)), with_offer(components=(fixed("H1", "30000", 1, "40000"), hours("U1", "10", 1)))).years[0]

    assert [(gap.bound, gap.amount, gap.word) for gap in first.gaps] == [("laag", D("1500.00"), "minder"), ("hoog", D("8500.00"), "meer")]
    assert first.offer.per_new_words == "30.000,00 tot 40.000,00 / 10"
    assert first.hourly.amount == EuroRange(D("57.69"), D("76.92"))


def test_equal_amounts_are_no_difference() -> None:
    (gap,) = gaps_between(EuroRange.exact(D("5.00")), EuroRange.exact(D("5.00")))

    assert (gap.amount, gap.word) == (D("0.00"), "")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ((hours("U1", "10", 1, per_matches=5),), "de offerte noemt geen vast aantal uren"),
        ((hours("U1", "10", 1, hours=None),), "de offerte noemt geen vast aantal uren"),
        ((hours("U1", "0", 1),), "de offerte noemt 0 uur"),
        ((hours("U1", "10", 2),), "de offerte noemt voor dit jaar geen uren"),
    ],
)
def test_hours_that_say_nothing_give_no_hourly_price(rows: Any, words: str) -> None:
    (year,) = beside(ask((10,)), with_offer(components=(fixed("H1", "49122", 1), *rows))).years

    assert (year.hourly.amount, year.hourly.words) == (None, words)


def test_an_unknown_amount_gives_no_hourly_price() -> None:
    unknown = replace(fixed("H1", "0", 1), type="UNKNOWN", low=None, high=None)

    (year,) = beside(ask((10,)), with_offer(components=(unknown, hours("U1", "10", 1)))).years

    assert (year.hourly.amount, year.hourly.words) == (None, "tarief onbekend")


def test_hours_of_a_year_add_up_with_hours_a_week() -> None:
    rows = (hours("U1", "10.50", 1, to_contract_year=None), hours("U2", "54", 1, period="YEAR"))

    (year,) = beside(ask((10,), weeks=40), with_offer(components=(fixed("H1", "49122", 1), *rows))).years

    # 10.5 x 40 + 54 = 474 hours.
    assert (amount(year.hourly.amount), year.hourly.words) == ("103.63", "49.122,00 / (10,5 uur x 40 weken + 54 uur)")


# --- which offers -------------------------------------------------------------------------------------------------------------------------------


def test_an_offer_is_compared_once_whether_or_not_it_is_a_column() -> None:
    for columns in (("lijstprijs",), ("offerte-haarlem",), ("lijstprijs", "offerte-haarlem")):
        question = ask(columns=columns)
        (found,) = find_offers(question, columns_of(question, catalogue_of(PROEF)))
        assert (found.name, found.anchor, found.offering.slug, found.is_own) == (
            "Proef, offerte aan Haarlem",
            "proef-offerte-haarlem",
            "proef",
            False,
        )


@pytest.mark.parametrize("tariffs", [(LIST_PRICE,), (replace(HAARLEM, is_default=True), replace(HAARLEM, slug="andere"))])
def test_without_an_offer_or_without_a_list_price_there_is_nothing_to_compare(tariffs: tuple[Tariff, ...]) -> None:
    question = ask(columns=(tariffs[0].slug,))

    assert find_offers(question, columns_of(question, catalogue_of(replace(PROEF, tariffs=tariffs)))) == ()


def test_what_was_chosen_for_the_offering_holds_for_both() -> None:
    """Price level 2018 and 10 %: 3,150 x 1.1^2 = 3,811.50; the offer keeps its amounts. In their only year there is no second amount."""
    question = ask(indexation=D("0.1"), price_levels={"proef": 2018}, durations={"proef": 1})

    first, second = beside(question).years

    assert (amount(first.list_price.amount), amount(first.offer.amount)) == ("38115.00", "49122.00")
    assert amount(second.list_price.amount) == "41926.50"


def test_the_link_makes_the_offer_a_column_and_keeps_the_rest_of_the_question() -> None:
    given = (("aanbod", "proef"), ("lezing", "proef:Offerte-Haarlem"), ("lezing", "proef:B"), ("jaren", "2"))
    question = ask(given=given)

    assert parse_qsl(beside(question).as_column) == [
        ("lezing", "proef:B"),
        ("jaren", "2"),
        ("aanbod", "proef:lijstprijs"),
        ("aanbod", "proef:offerte-haarlem"),
    ]
    assert beside(ask(columns=("lijstprijs", "offerte-haarlem"))).as_column == ""


def test_no_link_names_an_own_offer() -> None:
    catalogue = with_own_offers(catalogue_of(PROEF), [OWN])
    question, without = ask(start=2027, columns=("lijstprijs", "eigen-3")), ask(start=2027)

    haarlem, own = find_offers(question, columns_of(question, catalogue))

    assert (haarlem.is_own, own.is_own, own.as_column) == (False, True, "")
    assert find_offers(without, columns_of(without, catalogue))[1].as_column == ""
    assert "eigen" not in haarlem.as_column
    assert own.name == "Proef, Aanbieding voorjaar (eigen invoer)"


# --- what to know -------------------------------------------------------------------------------------------------------------------------------


def test_period_and_start_of_haarlem_do_not_match_and_say_where_they_stand() -> None:
    offering = replace(PROEF, statements=(told("contractperiode", "1 jaar"), told("contractperiode", "elders", slug="ander")))

    found = beside(ask((10,) * 4, start=2027), offering)

    period = note(found, "contractperiode")
    assert period.text.startswith("Het contract loopt 1 jaar (1-1-2020 tot 1-1-2021), maar er is een prijs voor 2 contractjaren.")
    assert (period.citation.quote, period.warns) == ("1 jaar", True)
    assert note(found, "beginjaar").text == "De offerte begint in 2020, uw vraag in 2027: 7 jaar later. De bedragen zijn niet geïndexeerd."
    assert (
        note(found, "looptijd").text == "Uw vraag loopt 4 jaar, de offerte heeft een prijs voor 2 contractjaren: vanaf jaar 3 is de prijs onbekend."
    )
    assert note(found, "beginjaar").citation == OFFERED


def test_a_question_that_matches_the_offer_has_no_warning_about_time() -> None:
    found = beside(ask(), with_offer(contract_until=date(2022, 1, 1)))

    period = note(found, "contractperiode")
    assert (period.text, period.warns) == ("Het contract loopt 2 jaar: 1-1-2020 tot 1-1-2022.", False)
    assert notes(found, "beginjaar") == notes(found, "looptijd") == []


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"contract_from": None}, "De offerte noemt geen begin van het contract."),
        ({"contract_until": None}, "Het contract begint op 1-1-2020; een einde staat er niet bij."),
        ({"contract_until": date(2021, 7, 1)}, "Het contract loopt 18 maanden (1-1-2020 tot 1-7-2021), maar"),
        ({"contract_until": date(2020, 2, 15)}, "Het contract loopt ruim 1 maand (1-1-2020 tot 15-2-2020), maar"),
        ({"contract_from": date(2020, 1, 15)}, "Het contract loopt ruim 11 maanden (15-1-2020 tot 1-1-2021), maar"),
        ({"priced_contract_years": None}, "Het contract loopt 1 jaar: 1-1-2020 tot 1-1-2021."),
    ],
)
def test_a_contract_period_is_told_as_it_is(fields: dict[str, Any], text: str) -> None:
    assert note(beside(ask(), with_offer(**fields)), "contractperiode").text.startswith(text)


def test_an_indexable_offer_that_starts_later_says_both() -> None:
    found = beside(ask(start=2020), with_offer(contract_from=date(2023, 1, 1), contract_until=None, indexable=True))

    assert note(found, "beginjaar").text.endswith("3 jaar eerder. De bedragen stijgen mee met de indexatie die u koos.")


def test_more_or_fewer_matches_than_the_offer_is_meant_for_are_warned_of() -> None:
    offering = replace(PROEF, statements=(told("koppelingen in jaar 1", "10 koppelingen"),))

    more, fewer = notes(beside(ask((25, 5)), offering), "aantal koppelingen")

    assert more.text == (
        "Jaar 1: u vraagt 25 nieuwe koppelingen, de offerte is voor 10. Dat is meer dan de offerte biedt. Het bedrag is niet verhoogd."
    )
    assert fewer.text == "Jaar 2: u vraagt 5 nieuwe koppelingen, de offerte is voor 10 tot 12. Dat is minder. Het bedrag is niet verlaagd."
    assert (more.warns, more.citation.quote, fewer.citation) == (True, "10 koppelingen", OFFERED)


def test_matches_within_the_offer_and_years_beyond_the_question_are_no_warning() -> None:
    assert notes(beside(ask((10, 12))), "aantal koppelingen") == []
    assert notes(beside(ask((10,)), with_offer(capacity=(Capacity(1, 10, 10), Capacity(2, 50, 60)))), "aantal koppelingen") == []


def test_an_offer_without_a_number_of_matches_says_so() -> None:
    assert note(beside(ask(), with_offer(capacity=())), "aantal koppelingen").text.startswith("De offerte zegt niet voor hoeveel")


def test_a_missing_annex_is_told_with_its_source() -> None:
    statements = (told("onderbouwing", "in een bijlage die wij missen", note="De opbouw is onbekend."), told("btw", "geen btw"))
    elsewhere = told("onderbouwing", "bijlage", slug="ander")
    list_price = told("prijs", "bijlage", field="TARIEF")

    found = beside(ask(), replace(PROEF, statements=(*statements, elsewhere, list_price)))

    annex = note(found, "ontbrekende bijlage")
    assert annex.text == "Onderbouwing: in een bijlage die wij missen. De opbouw is onbekend. Vraag de bijlage op."
    assert (annex.citation, annex.warns) == (statements[0].citation, True)


@pytest.mark.parametrize(
    ("place", "text", "warns"),
    [
        ("", "De offerte is gemaakt voor Haarlem. U koos zelf nog geen gemeente.", False),
        ("GM0392", "De offerte is gemaakt voor Haarlem.", False),
        ("GM0193", "De offerte is gemaakt voor Haarlem. Uw vraag gaat over Zwolle: daar kan de prijs anders zijn.", True),
    ],
)
def test_the_municipality_of_the_offer_stands_beside_that_of_the_question(place: str, text: str, warns: bool) -> None:
    found = note(beside(ask(place=place)), "gemeente")

    assert (found.text, found.warns) == (text, warns)


def test_an_offer_without_a_municipality_says_so() -> None:
    assert note(beside(ask(), with_offer(municipality_name="")), "gemeente").text == "De offerte zegt niet voor welke gemeente zij is."


def test_vat_of_both_is_told_and_warned_of_when_it_differs() -> None:
    differs = note(beside(ask()), "btw")
    same = note(beside(ask(), with_offer(components=(fixed("H1", "1", 1, vat="UNKNOWN", vat_label="onbekend"),))), "btw")
    nothing = note(beside(ask(), with_offer(components=())), "btw")

    assert differs.text.startswith("Offerte: geen btw verschuldigd. Lijstprijs: btw onbekend.")
    assert (same.text, same.warns, nothing.text) == ("Offerte en lijstprijs: btw onbekend.", False, same.text)


def test_invoicing_and_conditions_are_told_or_said_to_be_missing() -> None:
    found, silent = beside(ask()), beside(ask(), with_offer(invoicing="", conditions=""))

    assert note(found, "factuur").text == "50% begin januari en 50% begin juli."
    assert note(found, "voorwaarden").text == "Niet gegarandeerd."
    assert note(silent, "factuur").text == "De offerte zegt niet wanneer u betaalt."
    assert notes(silent, "voorwaarden") == []


@pytest.mark.django_db
def test_the_offer_in_the_catalogue_gives_the_published_figures_and_cites_its_document() -> None:
    from voorzieningen.snapshot import snapshot  # the only test here that needs a database

    catalogue: Catalogue = snapshot()
    question = replace(ask((10, 10)), choice=replace(ask().choice, tariffs=(("buurtgezinnen", "lijstprijs"), ("home-start", "lijstprijs"))))

    (found,) = find_offers(question, columns_of(question, catalogue))

    assert found.together is not None
    assert signed(found.together.gaps) == PUBLISHED["offer_minus_list_two_years_10_10"]
    assert [amount(year.hourly.amount) for year in found.years] == ["94.47", "75.29"]
    assert {item.citation.source.slug for item in found.notes} == {"offerte-buurtgezinnen-haarlem"}
    assert note(found, "ontbrekende bijlage").citation.place == "regel 202"
    assert note(found, "contractperiode").citation.place == "regel 187"
    assert {item.topic for item in found.notes} == {"gemeente", "contractperiode", "ontbrekende bijlage", "btw", "factuur", "voorwaarden"}
