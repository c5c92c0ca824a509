"""What has changed since: every fact that differs is found with both values and sources, none is invented, and the totals say by how much."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st

from procurement import pricing
from procurement.changes import Changes, Kind, UnreadableRecordError, find_changes, take_record
from procurement.changes.record import LONGEST_TEXT, MOST_FACTS, MOST_SOURCES, make_fact, make_group
from procurement.changes.tariff_facts import tariff_facts
from procurement.changes.wording import MOST_PAIRS, counted, difference_words
from procurement.offers import OwnOffer, OwnYear, ask_own_too, with_own_offers
from procurement.question import Question
from procurement.sheet import Sheet, build_sheet
from tests.procurement.asking import question_for
from voorzieningen.ages import Certainty, Months
from voorzieningen.catalogue import (
    Bracket,
    Capacity,
    Catalogue,
    Citation,
    Contradiction,
    Instalment,
    Offering,
    ReadingChange,
    Source,
    Tariff,
    TariffComponent,
    TariffReading,
)
from voorzieningen.money import EuroRange
from voorzieningen.snapshot import snapshot

DAY, LATER = date(2026, 11, 22), date(2027, 3, 1)
QUERY = "gemeente=GM0392&startjaar=2027&jaren=3&koppelingen=10&reeks=cpi&prijspeil=2024"
MIX = "gemeente=GM0392&startjaar=2027&jaren=2&aanbod=buurtgezinnen&aantal=steunouder:5&aantal=meeleefgezin:5"
OTHER = Citation(Source("nieuw", "S9", "Nieuwe brochure", "", "", "aanbieder", "2027"), "bladzijde 3")

Edit = Callable[[Catalogue], Catalogue]


@pytest.fixture(scope="module")
def asked(django_db_setup: None, django_db_blocker: Any) -> tuple[Question, Question, Catalogue]:
    """The questions and the catalogue: from here on no test needs a database."""
    with django_db_blocker.unblock():
        return question_for(QUERY), question_for(MIX), snapshot()


def answered(question: Question, catalogue: Catalogue) -> Sheet:
    return build_sheet(question, pricing.priced_tariffs(catalogue, question.choice), (), catalogue)


def recorded(question: Question, catalogue: Catalogue, day: date = DAY) -> dict[str, Any]:
    return take_record(answered(question, catalogue), reference_day=day)


def edited(slug: str, change: Callable[[Offering], Offering]) -> Edit:
    return lambda catalogue: replace(catalogue, offerings=tuple(change(item) if item.slug == slug else item for item in catalogue.offerings))


def with_tariff(slug: str, change: Callable[[Tariff], Tariff]) -> Edit:
    return edited(slug, lambda offering: replace(offering, tariffs=(change(offering.tariffs[0]), *offering.tariffs[1:])))


def with_row(slug: str, code: str, **values: Any) -> Edit:
    def change(tariff: Tariff) -> Tariff:
        return replace(tariff, components=tuple(replace(row, **values) if row.code == code else row for row in tariff.components))

    return with_tariff(slug, change)


def first(items: tuple[Any, ...], **values: Any) -> tuple[Any, ...]:
    return (replace(items[0], **values), *items[1:])


def series_with(growth: str) -> Edit:
    return lambda catalogue: replace(
        catalogue,
        index_series=tuple(
            replace(item, figures=(*item.figures[:-1], replace(item.figures[-1], growth=Decimal(growth)))) for item in catalogue.index_series
        ),
    )


# Each edit of the catalogue with the facts that it changes: (group, key, what happened to it). Nothing else may be told.
EDITS: dict[str, tuple[Edit, set[tuple[str, str, Kind]]]] = {
    "bedrag": (
        with_row("buurtgezinnen", "BG-K1", low=Decimal("3300.00"), high=Decimal("3300.00")),
        {("buurtgezinnen", "tarief/lijstprijs/onderdeel/bg-k1/bedrag", Kind.CHANGED)},
    ),
    "betaler": (
        with_row("buurtgezinnen", "BG-K1", payer="FONDS", payer_label="fonds"),
        {("buurtgezinnen", "tarief/lijstprijs/onderdeel/bg-k1/betaler", Kind.CHANGED)},
    ),
    "antwoord": (edited("buurtgezinnen", lambda item: replace(item, vog=None)), {("buurtgezinnen", "kenmerk/vog", Kind.CHANGED)}),
    "leeftijd": (
        edited("steunouder", lambda item: replace(item, age_ranges=first(item.age_ranges, months=Months(0, 100)))),
        {("steunouder", "leeftijd/standaard", Kind.CHANGED)},
    ),
    "leeftijd onbekend": (
        edited("steunouder", lambda item: replace(item, age_ranges=first(item.age_ranges, months=None, certainty=Certainty.UNKNOWN))),
        {("steunouder", "leeftijd/standaard", Kind.CHANGED)},
    ),
    "bron": (
        edited("home-start", lambda item: replace(item, coverage=first(item.coverage, citation=OTHER))),
        {("home-start", "doelgroep/*", Kind.SOURCE)},
    ),
    "doelgroep": (
        edited("home-start", lambda item: replace(item, coverage=first(item.coverage, status="EXCLUDED", note="tot 4 jaar"))),
        {("home-start", "doelgroep/*", Kind.CHANGED)},
    ),
    "doelgroep weg": (edited("home-start", lambda item: replace(item, coverage=item.coverage[1:])), {("home-start", "doelgroep/*", Kind.GONE)}),
    "onderdeel erbij": (
        with_tariff(
            "meeleefgezin", lambda item: replace(item, components=(*item.components, replace(item.components[0], code="NIEUW", role="INFO")))
        ),
        {("meeleefgezin", f"tarief/lijstprijs/onderdeel/nieuw/{key}", Kind.ADDED) for key in ("bedrag", "regel", "betaler", "btw")},
    ),
    "voorwaarden": (
        with_tariff("meeleefgezin", lambda item: replace(item, conditions="Vanaf 2028 met contract.")),
        {("meeleefgezin", "tarief/lijstprijs/voorwaarden", Kind.CHANGED)},
    ),
    "bewering": (
        edited("meeleefgezin", lambda item: replace(item, claims=first(item.claims, percentage="12%"))),
        {("meeleefgezin", "bewering/*", Kind.CHANGED)},
    ),
    "naam": (edited("steunouder", lambda item: replace(item, email="nieuw@example.nl")), {("steunouder", "email", Kind.CHANGED)}),
    "reeks": (series_with("0.5"), {("", "reeks/cpi/2024", Kind.CHANGED)}),
}


def told(changes: Changes) -> set[tuple[str, str, Kind]]:
    return {(group.slug, change.key, change.kind) for group in changes.groups for change in group.facts}


def matches(found: set[tuple[str, str, Kind]], expected: set[tuple[str, str, Kind]]) -> bool:
    """Whether both are the same; a key of `expected` may end in an asterisk."""

    def same(one: tuple[str, str, Kind], other: tuple[str, str, Kind]) -> bool:
        key = other[1].removesuffix("*")
        return (one[0], one[2]) == (other[0], other[2]) and (one[1].startswith(key) if key != other[1] else one[1] == key)

    return len(found) == len(expected) and all(any(same(one, other) for other in expected) for one in found)


# --- facts -----------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("which", [0, 1])
def test_nothing_differs_between_a_record_and_itself(which: int, asked: tuple[Question, Question, Catalogue]) -> None:
    record = recorded(asked[which], asked[2])
    changes = find_changes(record, json.loads(json.dumps(record)))

    assert changes.is_empty
    assert (changes.count, changes.summary, changes.facts, changes.changed_totals) == (0, "niets gewijzigd", (), ())
    assert changes.totals


@pytest.mark.parametrize("name", EDITS)
def test_a_changed_fact_is_told_and_nothing_else(name: str, asked: tuple[Question, Question, Catalogue]) -> None:
    question, _, catalogue = asked
    edit, expected = EDITS[name]
    changes = find_changes(recorded(question, catalogue), recorded(question, edit(catalogue), LATER))

    assert matches(told(changes), expected), told(changes)
    assert changes.count == len(expected)
    assert not changes.is_empty
    for change in changes.facts:
        assert (change.old_value != change.new_value) == (change.kind is not Kind.SOURCE)
        assert (change.old is None, change.new is None) == (change.kind is Kind.ADDED, change.kind is Kind.GONE)
        assert change.old_sources or change.new_sources


def test_both_values_and_both_sources_are_told(asked: tuple[Question, Question, Catalogue]) -> None:
    question, _, catalogue = asked
    edit = with_row("buurtgezinnen", "BG-K1", low=Decimal("3300.00"), high=Decimal("3400.00"), citation=OTHER)
    changes = find_changes(recorded(question, catalogue), recorded(question, edit(catalogue)))
    change = next(item for item in changes.facts if item.key.endswith("bg-k1/bedrag"))

    assert (change.label, change.tariff) == ("Koppeling, eerste jaar: bedrag", "lijstprijs")
    assert change.old_value == "€\u00a03.150,00 per koppeling, eerste koppelingsjaar"
    assert change.new_value == "€\u00a03.300,00 - €\u00a03.400,00 per koppeling, eerste koppelingsjaar"
    assert [source.words for source in change.old_sources] == ["S0 Overzicht gezinsvoorzieningen, regel 38"]
    assert [source.words for source in change.new_sources] == ["S9 Nieuwe brochure, bladzijde 3"]
    assert change.new_sources[0].title == "Nieuwe brochure"


@settings(max_examples=15)
@given(st.sets(st.sampled_from(sorted(EDITS))), st.sets(st.sampled_from(sorted(EDITS))))
def test_the_other_way_round_everything_is_mirrored(asked: tuple[Question, Question, Catalogue], before: set[str], after: set[str]) -> None:
    question, _, catalogue = asked
    old, new = (recorded(question, edited_with(names, catalogue)) for names in (before, after))
    forth, back = find_changes(old, new), find_changes(new, old)
    turned = {Kind.ADDED: Kind.GONE, Kind.GONE: Kind.ADDED}

    assert told(back) == {(slug, key, turned.get(kind, kind)) for slug, key, kind in told(forth)}
    assert {(item.key, item.what, item.difference) for item in back.totals} == {
        (item.key, item.what, None if item.difference is None else EuroRange(-item.difference.low, -item.difference.high)) for item in forth.totals
    }
    assert len(back.order_changes) == len(forth.order_changes)
    assert (forth.is_empty, forth.count) == (back.is_empty, back.count)
    if before == after:
        assert forth.is_empty


def edited_with(names: set[str], catalogue: Catalogue) -> Catalogue:
    for name in sorted(names):
        catalogue = EDITS[name][0](catalogue)
    return catalogue


def test_a_record_is_json_of_moderate_size(asked: tuple[Question, Question, Catalogue]) -> None:
    record = recorded(asked[0], asked[2])
    keys = [(group["slug"], fact["key"]) for group in record["groups"] for fact in group["facts"]]

    assert json.loads(json.dumps(record)) == record
    assert len(json.dumps(record)) < 250_000
    assert len(keys) == len(set(keys))
    assert record["version"] == 1
    assert record["reference_day"] == "2026-11-22"


def test_the_record_has_the_columns_in_the_order_of_their_totals(asked: tuple[Question, Question, Catalogue]) -> None:
    record = recorded(asked[0], asked[2])
    totals = {column["key"]: column["total"] for column in record["columns"]}

    for bound in ("low", "high"):
        order = record["order"][bound]
        assert [Decimal(totals[key][bound]) for key in order] == sorted(Decimal(totals[key][bound]) for key in order)
        assert set(order) == {key for key, total in totals.items() if total["low"] is not None}
    unknown = next(column for column in record["columns"] if column["key"] == "home-start:lijstprijs")
    assert unknown["total"] == {"low": None, "high": None, "reason": "tarief onbekend"}
    assert unknown["known_years"]["low"] is None
    assert unknown["known_years"]["reason"]


def test_contradictions_of_the_whole_catalogue_and_of_an_offering_are_facts(asked: tuple[Question, Question, Catalogue]) -> None:
    question, _, catalogue = asked
    mine = catalogue.offering("steunouder").contradictions[0]
    general = next(item for item in catalogue.contradictions if not item.offerings)

    def other(items: tuple[Contradiction, ...], code: str) -> tuple[Contradiction, ...]:
        return tuple(replace(item, preferred="iets anders", readings=()) if item.code == code else item for item in items)

    after = edited("steunouder", lambda item: replace(item, contradictions=other(item.contradictions, mine.code)))(catalogue)
    after = replace(after, contradictions=other(after.contradictions, general.code))
    changes = find_changes(recorded(question, catalogue), recorded(question, after))

    assert told(changes) == {
        ("steunouder", f"tegenspraak/{mine.code.lower()}", Kind.CHANGED),
        ("", f"tegenspraak/{general.code.lower()}", Kind.CHANGED),
    }
    assert "Gebruikt: iets anders." in changes.facts[0].new_value


def test_the_facts_of_the_members_of_a_mix_count_too(asked: tuple[Question, Question, Catalogue]) -> None:
    _, question, catalogue = asked
    code = catalogue.offering("meeleefgezin").tariffs[0].components[0].code
    after = with_row("meeleefgezin", code, label="Anders genoemd")(catalogue)
    changes = find_changes(recorded(question, catalogue), recorded(question, after))

    assert {change.tariff for change in changes.facts} == {"lijstprijs"}
    assert [group.slug for group in changes.groups] == ["meeleefgezin"]


def test_without_a_municipality_series_or_catalogue_there_are_no_such_facts(asked: tuple[Question, Question, Catalogue]) -> None:
    question, _, catalogue = asked
    sheet = answered(replace(question, municipality=None, parameters={}), catalogue)
    bare = take_record(replace(sheet, catalogue=None), reference_day=DAY)

    assert {fact["key"].partition("/")[0] for fact in bare["groups"][0]["facts"]} == {"uitgangspunt"}


# --- every field of a tariff --------------------------------------------------------------------------------------------------------------------

FULL = TariffComponent(
    code="X1",
    type="COORDINATOR_HOURS",
    label="Uren",
    unit_label="per week",
    citation=OTHER,
    reading="A",
    low=Decimal("10.00"),
    high=Decimal("20.00"),
    amount_kind="CIRCA",
    basis="DERIVED",
    basis_note="geschat",
    to_contract_year=3,
    from_match_year=1,
    to_match_year=2,
    module="training",
    match_year=1,
    default_completion=Decimal("0.9"),
    hours=Decimal("16"),
    period="WEEK",
    per_matches=10,
    match_basis="ACTIVE",
    scaling="STEP",
    min_hours=Decimal("4"),
    includes_fixed=Decimal("100.00"),
    brackets=(Bracket(0, Decimal("1.00"), Decimal("2.00")),),
    hours_per_match_year=((1, Decimal("20")),),
    percentage=Decimal("0.1"),
    base_components=("X2",),
    relieved_payer="GEMEENTE",
    financier="Fonds A",
    included_in="X2",
    warn_below_matches=5,
)
VALUES: dict[str, Any] = {
    "type": "FIXED",
    "citation": Citation(OTHER.source, "elders"),
    "role": "INFO",
    "amount_kind": "EXACT",
    "basis": "STATED",
    "hours_from_input": True,
    "period": "YEAR",
    "match_basis": "NEW",
    "scaling": "PROPORTIONAL",
    "brackets": (),
    "hours_per_match_year": (),
    "base_components": ("X3",),
    "payer_basis": "DERIVED",
    "payer": "FONDS",
    "payer_label": "fonds",
    "relieved_payer": "FONDS",
    "vat": "EXEMPT",
}
FULL_TARIFF = Tariff(
    slug="lijstprijs",
    kind="LIJSTPRIJS",
    name="Lijst",
    wording="Tien euro.",
    citation=OTHER,
    is_default=True,
    price_level_year=2024,
    indexable=True,
    duration_match_years=2,
    duration_basis="STATED",
    duration_note="",
    priced_contract_years=2,
    components=(FULL,),
    readings=(
        TariffReading("A", "per jaar", "staat er", True, changes=(ReadingChange("X1", OTHER, Decimal("1.00"), Decimal("2.00"), "FONDS", "", 2),)),
    ),
    capacity=(Capacity(1, 5, 10),),
    municipality_name="Haarlem",
    contract_from=date(2027, 1, 1),
    contract_until=date(2029, 1, 1),
    conditions="geen",
    instalments=(Instalment(0, Decimal(1)),),
    shortest_match_years=1,
    longest_match_years=2,
)
TARIFF_VALUES: dict[str, Any] = {
    "kind": "OFFERTE",
    "citation": Citation(OTHER.source, "elders"),
    "indexable": False,
    "duration_basis": "ASSUMPTION",
    "contract_from": date(2028, 1, 1),
    "contract_until": None,
    "components": (),
    "readings": (TariffReading("A", "per jaar", "staat er", False, priced_contract_years=2, citation=OTHER),),
    "capacity": (),
    "instalments": (),
}
# What no reader sees: the code in addresses, which tariff stands first, and the code of a municipality beside its name.
UNSEEN = {"slug", "is_default", "municipality_code"}


def another(value: Any, name: str, values: dict[str, Any]) -> Any:
    if name in values:
        return values[name]
    return f"{value}x" if isinstance(value, str) else value + 1 if value is not None else 3


def facts_of(tariff: Tariff) -> set[Any]:
    priced = pricing.Priced(None, tariff, (), (), None)
    return set(tariff_facts(priced))


@pytest.mark.parametrize("name", [item.name for item in fields(TariffComponent)])
def test_no_field_of_a_row_changes_unseen(name: str) -> None:
    after = replace(FULL, **{name: another(getattr(FULL, name), name, VALUES)})

    assert facts_of(FULL_TARIFF) != facts_of(replace(FULL_TARIFF, components=(after,)))


@pytest.mark.parametrize("name", [item.name for item in fields(Tariff) if item.name not in UNSEEN])
def test_no_field_of_a_tariff_changes_unseen(name: str) -> None:
    after = replace(FULL_TARIFF, **{name: another(getattr(FULL_TARIFF, name), name, TARIFF_VALUES)})

    assert facts_of(FULL_TARIFF) != facts_of(after)


def test_a_tariff_that_says_little_says_that_it_is_unknown() -> None:
    row = TariffComponent("Y", "UNKNOWN", "Prijs", "per jaar", OTHER, from_contract_year=2)
    plain = replace(
        FULL_TARIFF,
        components=(row, replace(row, code="Z", type="FIXED", to_contract_year=2, to_match_year=4)),
        readings=(TariffReading("B", "anders", "", False, changes=(ReadingChange("Y", OTHER),)),),
        price_level_year=None,
        duration_match_years=None,
        priced_contract_years=None,
        shortest_match_years=None,
        contract_from=None,
    )
    facts = {fact.key.removeprefix("tarief/lijstprijs/"): fact.value for fact in facts_of(plain)}

    assert facts["prijspeil"] == "onbekend"
    assert facts["duur"] == "onbekend"
    assert facts["jaren"] == "geen einde genoemd"
    assert facts["soort"] == "lijstprijs; Haarlem; tot en met 31 december 2028"
    assert facts["onderdeel/y/bedrag"] == "onbekend, per jaar"
    assert facts["onderdeel/y/regel"] == "bedrag onbekend; vanaf contractjaar 2"
    assert facts["onderdeel/z/bedrag"] == "per jaar"
    assert facts["onderdeel/z/regel"] == "vast bedrag per contractjaar; alleen contractjaar 2; koppelingsjaar 1 tot en met 4"
    assert facts["lezing/b"] == "niet gebruikt; anders; Y: "


# --- totals and order ----------------------------------------------------------------------------------------------------------------------------


def test_a_changed_amount_is_told_in_euro_with_the_row_that_it_comes_from(asked: tuple[Question, Question, Catalogue]) -> None:
    question, _, catalogue = asked
    question = replace(question, scenario=replace(question.scenario, growth=()))
    after = with_row("buurtgezinnen", "BG-K1", low=Decimal("3250.00"), high=Decimal("3350.00"))(catalogue)
    changes = find_changes(recorded(question, catalogue), recorded(question, after))
    total = changes.changed_totals[0]

    assert total.difference == EuroRange(Decimal("3000.00"), Decimal("6000.00"))  # 10 matches a year, 3 years, € 100 and € 200 more
    assert total.words == "laag €\u00a03.000,00 hoger, hoog €\u00a06.000,00 hoger"
    assert total.explanations == ("Gewijzigd in dit tarief: Koppeling, eerste jaar: bedrag.",)
    assert (total.key, total.name, total.offering, total.what) == ("buurtgezinnen:lijstprijs", "Buurtgezinnen", "buurtgezinnen", "totaal")
    assert changes.summary.startswith("1 tarief gewijzigd; totaal van Buurtgezinnen laag €\u00a03.000,00 hoger")
    assert {item.is_changed for item in changes.totals if item.key != total.key} == {False}


def test_what_holds_for_all_columns_is_named_beside_the_tariff(asked: tuple[Question, Question, Catalogue]) -> None:
    question, _, catalogue = asked
    more = replace(question.municipality, inhabitants=200_000)
    both = replace(question, municipality=more, scenario=replace(question.scenario, indexation=Decimal("0.02")))
    after = with_row("buurtgezinnen", "BG-K1", low=Decimal("3250.00"), high=Decimal("3250.00"))(catalogue)
    changes = find_changes(recorded(question, catalogue), recorded(both, after))
    explained = {item.key: item.explanations for item in changes.changed_totals if item.what == "totaal"}

    assert explained["buurtgezinnen:lijstprijs"] == (
        "Gewijzigd in dit tarief: Koppeling, eerste jaar: bedrag.",
        "Het verschil kan ook komen door wat voor alle kolommen geldt: Inwoners van de gemeente.",
    )
    assert explained["steunouder:lijstprijs"] == ("Het verschil komt door wat voor alle kolommen geldt: Inwoners van de gemeente.",)
    assert changes.facts[0].old_value == "167.636 op 1 januari 2024"


def test_a_difference_that_no_fact_explains_is_said_to_be_so(asked: tuple[Question, Question, Catalogue]) -> None:
    question, _, catalogue = asked
    changes = find_changes(
        recorded(question, catalogue), recorded(replace(question, scenario=replace(question.scenario, indexation=Decimal("0.5"))), catalogue)
    )

    assert changes.facts == ()
    assert changes.count == len(changes.changed_totals) > 0
    assert changes.changed_totals[0].explanations == (
        "Geen gewijzigd feit in deze lijst verklaart dit: de berekening zelf of iets daarbuiten is gewijzigd.",
    )


def test_another_reading_of_the_tariff_is_named(asked: tuple[Question, Question, Catalogue]) -> None:
    question, _, catalogue = asked
    other = replace(question, choice=replace(question.choice, readings={"buurtgezinnen": ("B",)}))
    changes = find_changes(recorded(question, catalogue), recorded(other, catalogue))
    total = next(item for item in changes.changed_totals if item.key == "buurtgezinnen:lijstprijs" and item.what == "totaal")

    assert total.explanations[-1] == "Het tarief is nu anders gelezen."
    assert (total.difference, total.words) == (None, "onbekend: het nieuwe bedrag is onbekend")
    assert {item.what for item in changes.changed_totals} >= {"totaal", "uitloop"}
    assert {change.key for change in changes.facts} == {"tarief/lijstprijs/lezing/a", "tarief/lijstprijs/lezing/b"}


def test_the_mix_is_a_total_of_its_own_beside_the_order(asked: tuple[Question, Question, Catalogue]) -> None:
    _, question, catalogue = asked
    code = next(row.code for row in catalogue.offering("meeleefgezin").tariffs[0].components if row.low is not None and row.role == "COST")
    after = with_row("meeleefgezin", code, low=Decimal("9999.00"), high=Decimal("9999.00"))(catalogue)
    old = recorded(question, catalogue)
    changes = find_changes(old, recorded(question, after))
    total = next(item for item in changes.changed_totals if item.key == "mix")

    assert (total.name, total.offering, total.what) == ("De mix samen", "", "totaal")
    assert total.explanations[0].startswith("Gewijzigd in dit tarief: ")
    assert "mix" not in old["order"]["low"]
    assert changes.order_changes == ()


def test_an_unknown_mix_has_a_reason(asked: tuple[Question, Question, Catalogue]) -> None:
    _, question, catalogue = asked
    after = with_tariff("meeleefgezin", lambda item: replace(item, components=tuple(replace(row, type="UNKNOWN") for row in item.components)))(
        catalogue
    )
    mix = recorded(question, after)["columns"][-1]

    assert (mix["key"], mix["status"], mix["total"]["low"]) == ("mix", "onbekend", None)
    assert "MeeleefGezin" in mix["total"]["reason"]


def a_record(totals: dict[str, tuple[str, str] | None], **values: Any) -> dict[str, Any]:
    """A record of these totals, and nothing else."""

    def amounts(total: tuple[str, str] | None) -> dict[str, Any]:
        return {"low": total[0] if total else None, "high": total[1] if total else None, "reason": "" if total else "tarief onbekend"}

    columns = [
        {
            "key": f"{name}:lijst",
            "name": name.upper(),
            "offering": name,
            "tariff": "lijst",
            "readings": [],
            "status": "compleet",
            "total": amounts(total),
            "known_years": amounts(None),
            "tail": amounts(None),
            "is_own": False,
        }
        for name, total in totals.items()
    ]
    made = {
        "version": 1,
        "reference_day": "2026-11-22",
        "query": "a=1",
        "start_year": 2027,
        "is_default_year": False,
        "columns": columns,
        "groups": [],
    }
    return made | values


LOW, HIGH, UP = "Bij de lage bedragen", "Bij de hoge bedragen", "(van laag naar hoog)"


@pytest.mark.parametrize(
    ("old", "new", "sentences"),
    [
        ({"a": ("1.00", "5.00"), "b": ("2.00", "4.00")}, {"a": ("3.00", "6.00"), "b": ("2.00", "4.00")},
         [f"{LOW} stond A boven B {UP}, nu andersom."]),
        ({"a": ("1.00", "5.00"), "b": ("2.00", "4.00")}, {"a": ("1.00", "3.00"), "b": ("2.00", "4.00")},
         [f"{HIGH} stond B boven A {UP}, nu andersom."]),
        ({"a": ("1.00", "1.00"), "b": ("2.00", "2.00")}, {"a": ("2.00", "1.00"), "b": ("2.00", "2.00")},
         [f"{LOW} stond A boven B {UP}, nu staan zij gelijk."]),
        ({"a": ("2.00", "1.00"), "b": ("2.00", "2.00")}, {"a": ("3.00", "1.00"), "b": ("2.00", "2.00")},
         [f"{LOW} stonden A en B gelijk; nu staat B boven A {UP}."]),
        ({"a": ("2.00", "1.00"), "b": ("2.00", "2.00")}, {"a": ("1.00", "1.00"), "b": ("2.00", "2.00")},
         [f"{LOW} stonden A en B gelijk; nu staat A boven B {UP}."]),
        ({"a": ("2.00", "2.00"), "b": None}, {"a": None, "b": ("1.00", "1.00")},
         ["A heeft nu geen bekend totaal en staat niet meer in de volgorde.", "B heeft nu een bekend totaal en staat voortaan in de volgorde."]),
        ({"a": ("1.00", "1.00"), "b": ("2.00", "2.00")}, {"a": ("1.50", "1.50"), "c": ("1.00", "1.00")}, []),
    ],
)  # fmt: skip
def test_who_changed_places_is_told_per_bound_without_calling_anyone_best(old: Any, new: Any, sentences: list[str]) -> None:
    changes = find_changes(a_record(old), a_record(new))

    assert list(changes.order_changes) == sentences
    assert not any(word in changes.summary + " ".join(sentences) for word in ("best", "winnaar", "goedkoop", "bespar"))


def test_of_many_that_changed_places_the_first_are_named_and_the_rest_counted() -> None:
    names = "abcdefghij"
    old = a_record({name: (f"{number}.00", "9.00") for number, name in enumerate(names)})
    new = a_record({name: (f"{20 - number}.00", "9.00") for number, name in enumerate(names)})
    sentences = find_changes(old, new).order_changes

    assert len(sentences) == MOST_PAIRS + 1
    assert sentences[-1] == "Bij de lage bedragen zijn nog 35 paren van plaats gewisseld."


def test_columns_that_came_or_went_are_named_and_their_facts_are_not(asked: tuple[Question, Question, Catalogue]) -> None:
    question, _, catalogue = asked
    fewer = replace(question, choice=replace(question.choice, tariffs=question.choice.tariffs[1:]))
    changes = find_changes(recorded(question, catalogue), recorded(fewer, catalogue))

    assert (changes.went, changes.came, changes.facts) == (("Buurtgezinnen",), (), ())
    assert changes.summary == "Buurtgezinnen is weggevallen"
    assert find_changes(recorded(fewer, catalogue), recorded(question, catalogue)).summary == "Buurtgezinnen is erbij gekomen"


def test_of_an_offering_that_stays_the_facts_of_a_tariff_that_came_are_not_told(asked: tuple[Question, Question, Catalogue]) -> None:
    question, _, catalogue = asked
    more = (*question.choice.tariffs, ("buurtgezinnen", "offerte-haarlem-2020"))
    changes = find_changes(recorded(question, catalogue), recorded(replace(question, choice=replace(question.choice, tariffs=more)), catalogue))

    assert (len(changes.came), changes.facts, changes.count) == (1, (), 1)


def test_an_own_offer_makes_the_changes_confidential(asked: tuple[Question, Question, Catalogue]) -> None:
    question, _, catalogue = asked
    offer = OwnOffer(key=1, offering="steunouder", name="Geheim", years=(OwnYear(1, fixed=EuroRange.exact(Decimal("5.00"))),))
    own = recorded(ask_own_too(question, catalogue, [offer]), with_own_offers(catalogue, [offer]))
    plain = recorded(question, catalogue)

    assert find_changes(plain, own).is_confidential
    assert find_changes(own, plain).is_confidential
    assert not find_changes(plain, plain).is_confidential


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (None, ("1.00", "1.00"), "het oude bedrag is onbekend"),
        (("1.00", "1.00"), None, "het nieuwe bedrag is onbekend"),
        (None, None, "beide bedragen zijn onbekend"),
        (("1.00", "1.00"), ("1.00", "2.00"), ""),
    ],
)
def test_a_difference_with_an_unknown_amount_is_unknown_with_a_reason(old: Any, new: Any, reason: str) -> None:
    total = find_changes(a_record({"a": old}), a_record({"a": new})).totals[0]

    assert (total.difference is None) == bool(reason)
    assert total.reason == reason
    assert total.old.words == ("€\u00a01,00" if old else "onbekend (tarief onbekend)")


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        ("100", "100", "€\u00a0100,00 hoger"),
        ("-5", "-5", "€\u00a05,00 lager"),
        ("0", "7", "laag gelijk, hoog €\u00a07,00 hoger"),
        ("0", "0", "gelijk"),
    ],
)
def test_differences_are_higher_lower_or_equal_never_a_gain(low: str, high: str, words: str) -> None:
    assert difference_words(EuroRange(Decimal(low), Decimal(high))) == words


def test_amounts_known_in_part_are_compared_when_there_is_no_total() -> None:
    def partly(amount: str) -> dict[str, Any]:
        record = a_record({"a": None})
        record["columns"][0]["known_years"] = {"low": amount, "high": amount, "reason": ""}
        record["columns"][0]["total"]["reason"] = ""
        return record

    totals = find_changes(partly("5.00"), partly("8.00")).totals
    assert [(item.what, item.words) for item in totals] == [
        ("totaal", "onbekend: beide bedragen zijn onbekend"),
        ("bekende jaren samen", "€\u00a03,00 hoger"),
    ]
    assert totals[0].old.words == "onbekend"


# --- the question ---------------------------------------------------------------------------------------------------------------------------------


def test_another_question_and_a_first_year_that_moved_along_are_said() -> None:
    old = a_record({}, query="a=1&startjaar=2027&peildatum=2026-11-22")

    def notes(**values: Any) -> tuple[str, ...]:
        return find_changes(old | {"is_default_year": values.get("is_default_year", False)}, old | values).notes

    assert notes(query="a=1&startjaar=2027") == ()
    assert notes(query="a=2&startjaar=2027") == ("De vraag zelf is ook gewijzigd: een verschil kan daardoor komen.",)
    assert notes(query="a=1&startjaar=2028", start_year=2028, is_default_year=True) == (
        "Het eerste contractjaar is verschoven van 2027 naar 2028. De vraag noemt geen startjaar en loopt daarom met de tijd mee.",
    )
    assert notes(query="a=1&startjaar=2028", start_year=2028) == (
        "De vraag zelf is ook gewijzigd: een verschil kan daardoor komen.",
        "Het eerste contractjaar is verschoven van 2027 naar 2028.",
    )
    assert not find_changes(old, old | {"query": "b"}).is_empty


def test_whether_the_first_year_was_chosen_is_recorded(asked: tuple[Question, Question, Catalogue]) -> None:
    question, _, catalogue = asked
    assumed = tuple(replace(item, kind="aanname") if item.name == "startjaar" else item for item in question.inputs)
    chosen = tuple(replace(item, kind="eigen invoer") if item.name == "startjaar" else item for item in question.inputs)

    assert recorded(replace(question, inputs=assumed), catalogue)["is_default_year"] is True
    assert recorded(replace(question, inputs=chosen), catalogue)["is_default_year"] is False


# --- records that cannot be read --------------------------------------------------------------------------------------------------------------


def damaged() -> Iterator[tuple[str, Any]]:
    whole = a_record({"a": ("1.00", "2.00")}, groups=[{"slug": "", "name": "x", "facts": [{"key": "k", "label": "l", "value": "v", "sources": []}]}])
    yield "no record", None
    yield "a list", []
    for version in (0, 2, "1", None):
        yield f"version {version}", whole | {"version": version}
    for key in whole:
        yield f"without {key}", {name: value for name, value in whole.items() if name != key} if key != "version" else {}
    for path, value in (
        (("reference_day",), "gisteren"), (("reference_day",), 5), (("query",), None), (("start_year",), "2027"), (("start_year",), True),
        (("columns",), {}), (("columns", 0), "x"), (("columns", 0, "total"), None), (("columns", 0, "total", "low"), None),
        (("columns", 0, "total", "low"), "NaN"), (("columns", 0, "total", "low"), 1.5), (("columns", 0, "total", "high"), "1e9"),
        (("columns", 0, "readings"), "A"), (("columns", 0, "name"), 7), (("groups", 0), None), (("groups", 0, "facts", 0), []),
        (("groups", 0, "facts", 0, "sources"), [{}]), (("groups", 0, "facts", 0, "value"), None),
    ):  # fmt: skip
        broken = copy.deepcopy(whole)
        place = broken
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value
        yield f"{path} = {value!r}", broken


@pytest.mark.parametrize(("name", "record"), list(damaged()), ids=lambda value: value if isinstance(value, str) else "")
def test_a_damaged_or_unknown_record_is_refused_in_words(name: str, record: Any) -> None:
    whole = a_record({"a": ("1.00", "2.00")})
    for pair in ((record, whole), (whole, record)):
        with pytest.raises(UnreadableRecordError, match=r"^De bewaarde gegevens .*\.$"):
            find_changes(*pair)


# --- bounds ----------------------------------------------------------------------------------------------------------------------------------------


def test_long_texts_are_cut_off_with_a_mark_of_the_whole() -> None:
    one, other = (make_fact("k", "l", "x" * 5000 + end) for end in ("a", "b"))

    assert len(one.value) < LONGEST_TEXT + 40
    assert one != other


def test_many_facts_are_cut_off_with_a_mark_of_the_rest() -> None:
    facts = [make_fact(f"k{number}", "l", "v") for number in range(MOST_FACTS + 5)]
    group = make_group("x", "X", facts)

    assert len(group.facts) == MOST_FACTS + 1
    assert group.facts[-1].label == "5 andere feiten"
    assert group != make_group("x", "X", [*facts[:-1], make_fact("k", "l", "w")])


def test_facts_under_one_key_get_keys_of_their_own_and_sources_are_named_once() -> None:
    group = make_group("x", "X", [make_fact("k", "l", str(number), [OTHER, OTHER]) for number in range(3)])
    many = make_fact("k", "l", "v", [Citation(OTHER.source, str(number)) for number in range(50)])

    assert [fact.key for fact in group.facts] == ["k", "k#2", "k#3"]
    assert len(group.facts[0].sources) == 1
    assert len(many.sources) == MOST_SOURCES


def test_an_explanation_names_a_few_rows_and_counts_the_rest(asked: tuple[Question, Question, Catalogue]) -> None:
    question, _, catalogue = asked

    def other_labels(tariff: Tariff) -> Tariff:
        rows = tuple(replace(row, label=f"{row.label}!", low=row.low and row.low + 1, high=row.high and row.high + 1) for row in tariff.components)
        return replace(tariff, components=rows)

    changes = find_changes(recorded(question, catalogue), recorded(question, with_tariff("meeleefgezin", other_labels)(catalogue)))
    total = next(item for item in changes.changed_totals if item.offering == "meeleefgezin")

    assert "; en nog " in total.explanations[0]


def test_numbers_are_counted_in_words() -> None:
    assert [counted(number, "feit", "feiten") for number in (0, 1, 3)] == ["", "1 feit", "3 feiten"]


# --- on the page ----------------------------------------------------------------------------------------------------


def shown(changes: Changes) -> str:
    return " ".join(render_to_string("procurement/_changes.html", {"changes": changes}).split())


def test_the_page_shows_old_new_source_totals_and_order(asked: tuple[Question, Question, Catalogue]) -> None:
    question, _, catalogue = asked
    after = catalogue
    for name in ("doelgroep weg", "onderdeel erbij", "antwoord"):
        after = EDITS[name][0](after)
    after = with_row("buurtgezinnen", "BG-K1", low=Decimal("93300.00"), high=Decimal("93300.00"), citation=OTHER)(after)
    page = shown(find_changes(recorded(question, catalogue), recorded(question, after, LATER) | {"start_year": 2028}))

    assert "Gewijzigde feiten: Buurtgezinnen" in page
    assert "Bron: S9 Nieuwe brochure, bladzijde 3" in page
    assert "Op 22 november 2026" in page
    assert "Op 1 maart 2027" in page
    assert "staat er niet meer" in page
    assert "stond er niet" in page
    assert "niet gewijzigd" in page
    assert "Gewijzigd in dit tarief: Koppeling, eerste jaar: bedrag." in page
    assert "Bij de lage bedragen stond Buurtgezinnen boven" in page
    assert "verschoven van 2027 naar 2028" in page
    assert "besparing" not in page


def test_the_page_says_that_nothing_changed_and_names_columns_that_came(asked: tuple[Question, Question, Catalogue]) -> None:
    record = recorded(asked[0], asked[2])
    fewer = a_record({"x": ("1.00", "2.00")})

    assert "Er is sinds 22 november 2026 niets gewijzigd." in shown(find_changes(record, record))
    page = shown(find_changes(fewer, a_record({"y": ("1.00", "2.00")})))
    assert "Erbij gekomen: Y." in page
    assert "Weggevallen: X." in page
    assert "De volgorde van de bedragen is niet gewijzigd." in shown(find_changes(fewer, a_record({"x": ("1.00", "3.00")})))
