"""The rules of the search one by one: what may be chosen, what is said of what may not, and what happens when the time is up."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from procurement import costs, pricing
from procurement.coverage import Demand, DemandRow
from procurement.exports.search_json import search_data
from procurement.fit import Task
from procurement.mix import Certainty, Goal, Search, SearchAnswer, relaxation, search_mix
from procurement.mix.assignment import assign
from procurement.mix.effort import Effort
from procurement.mix.model import LARGEST_WEIGHT, Model, Segment, segments
from procurement.mix.puzzle import Offer, Puzzle
from procurement.mix.solver import Outcome, Program, Solution
from tests.procurement.costs import tariffs
from tests.procurement.offerings import ANY_AGE, BLANK, CITATION, FORM, age_range, make_catalogue
from voorzieningen.ages import Certainty as Sure
from voorzieningen.ages import Months
from voorzieningen.catalogue import Coverage, Offering, Option, Tariff, Term

D = Decimal
YOUNG, OLD = Term("JONG", "Jong gezin"), Term("OUD", "Ouder gezin")
ONE_OF_EACH = (DemandRow(YOUNG, families=1), DemandRow(OLD, families=1))
EACH = {"from_match_year": 1, "to_match_year": 1}


def fee(amount: str, high: str = "", **fields: Any) -> costs.FixedFee:
    return costs.FixedFee(code="F", label="F", payer=costs.Payer.MUNICIPALITY, source="s", low=D(amount), high=D(high or amount), **fields)


def each(amount: str, high: str = "", **fields: Any) -> costs.PerMatch:
    common = {"code": "K", "label": "K", "payer": costs.Payer.MUNICIPALITY, "source": "s"}
    return costs.PerMatch(**{**common, **EACH, "low": D(amount), "high": D(high or amount), **fields})


def offering(slug: str, groups: dict[Term, str] | None = None, **fields: Any) -> Offering:
    """Everybody is a certain target group unless said otherwise."""
    coverage = tuple(Coverage(group, status, CITATION) for group, status in (groups or dict.fromkeys((YOUNG, OLD), "INCLUDED")).items())
    return replace(BLANK, slug=slug, name=slug.title(), coverage=coverage, **({"age_ranges": ANY_AGE} | fields))


def priced(who: Offering, *components: costs.Component, slug: str = "prijs", price_level_year: int | None = 2027, **fields: Any) -> pricing.Priced:
    shown = Tariff(slug, "LIJSTPRIJS", f"{who.name} {slug}", "", CITATION, True, price_level_year, True, 1, "STATED", "", None, ())
    return of_tariff(
        who, costs.Tariff(**{"offering": who.slug, "slug": slug, "name": who.name, "components": components, "duration": 1, **fields}), shown
    )


def of_tariff(who: Offering, tariff: costs.Tariff, shown: Tariff | None = None) -> pricing.Priced:
    shown = shown or Tariff(tariff.slug, "LIJSTPRIJS", "", "", CITATION, True, 2027, True, tariff.duration, "STATED", "", None, ())
    who = replace(who, slug=tariff.offering, tariffs=(shown,))
    return pricing.Priced(who, shown, (), (), tariff)


def find(
    *columns: pricing.Priced,
    rows: tuple[DemandRow, ...] = (DemandRow(YOUNG, families=4),),
    certainty: Certainty = Certainty.CERTAIN,
    goal: Goal = Goal.WITH_TAIL,
    task: Task | None = None,
    budget: str = "",
    per_year: bool = True,
    seconds: float = 8,
    **scenario: Any,
) -> SearchAnswer:
    years = scenario.pop("years", 1)
    given = {"start_year": 2027, "years": years, "new_matches": (10,) * years, "hourly_cost": D(75), **scenario}
    return search_mix(
        catalogue=make_catalogue(*{column.offering.slug: column.offering for column in columns}.values(), support_forms=(FORM,)),
        columns=columns,
        scenario=costs.Scenario(**given),
        demand=Demand(rows),
        task=task or Task(),
        search=Search(True, certainty, goal),
        budget=D(budget) if budget else None,
        budget_per_year=per_year,
        seconds=seconds,
    )


def numbers(answer: SearchAnswer, world: int = 0) -> dict[str, int]:
    mix = answer.worlds[world].mix
    return {} if mix is None else {item.name: item.families for item in mix.placed}


def reasons(answer: SearchAnswer, name: str) -> tuple[str, ...]:
    return next(item.all_words for item in answer.not_chosen if item.name == name)


CHEAP = priced(offering("goedkoop"), each("100"))
DEAR = priced(offering("duur"), each("300"))


# --- what it is made of -------------------------------------------------------------------------------------------------------------------


def test_segments_are_as_long_as_all_amounts_are_straight() -> None:
    found = segments([(100, 10), (200, 20), (300, 35), (400, 50), (400, 50)])

    assert found == [Segment(1, 2, (0, 0), (100, 10)), Segment(3, 4, (0, -10), (100, 15)), Segment(5, 5, (400, 50), (0, 0))]


def test_family_moves_over_when_another_would_have_no_place() -> None:
    puzzle = Puzzle((2, 1), (Offer(0, frozenset({0, 1}), ((1,),) * 2), Offer(1, frozenset({0}), ((1,),))))

    assert assign(puzzle, (2, 1)) == ((1, 1), (1, 0))
    # Somebody stays out when there are fewer places than families.
    assert assign(puzzle, (1, 1)) == ((1, 1), (0, 0))


def test_order_of_many_large_numbers_is_more_than_one_goal_with_small_weights() -> None:
    puzzle = Puzzle((1000,), tuple(Offer(number, frozenset({0}), tuple((100 * count,) for count in range(1, 1001))) for number in range(4)))
    model = Model(puzzle, all_placed=True)

    goals = model.order

    # Each offer has a variable that says whether it is used, and then its families.
    assert goals == [
        {1: -1_002_001 // 1001, 0: 1_002_001, 2: 1_002_001, 4: 1_002_001, 6: 1_002_001, 3: -1},
        {5: -1001, 7: -1},
    ]
    assert max(abs(weight) for goal in goals for weight in goal.values()) <= LARGEST_WEIGHT
    assert Effort().lowest(model, [model.amount(), *goals]).numbers == (1000, 0, 0, 0)


def test_values_that_hold_only_within_the_tolerance_of_the_solver_are_no_solution(monkeypatch: pytest.MonkeyPatch) -> None:
    """A budget of millions of cents is within reach of a solver that takes 0.9999999 for 1; what is over it by a cent is not within it."""
    import numpy
    import scipy.optimize

    program = Program()
    used = program.variable(1, -1)
    share = program.variable(math.inf, whole=False)
    program.row({used: 10_000_000}, 0, 9_999_999)
    program.row({used: 1, share: 1}, 2, 2)
    found = SimpleNamespace(status=0, x=numpy.array([0.9999999, 1.4]), mip_dual_bound=-1.0, message="")
    monkeypatch.setattr(scipy.optimize, "milp", lambda *_, **__: found)

    assert program.solve(1) == Solution(Outcome.STOPPED, (), -1.0)
    found.x = numpy.array([0.0, 1.4])
    # A row with a fraction in it is left to the solver.
    assert program.solve(1) == Solution(Outcome.OPTIMAL, (0, 1), -1.0)


# --- what may be chosen -------------------------------------------------------------------------------------------------------------------


def test_unknown_price_is_never_chosen_and_says_so() -> None:
    answer = find(DEAR, of_tariff(offering("home-start"), tariffs.HS))

    assert numbers(answer) == {"Duur": 4}
    assert reasons(answer, "Home-Start") == ("prijs onbekend: de zoektocht kiest nooit aanbod zonder prijs",)


def test_hours_that_nobody_gave_and_hours_for_one_caseload_are_both_refused() -> None:
    combination = offering("sos", parts=("steunouder",))

    without = find(DEAR, of_tariff(combination, tariffs.SOS), goal=Goal.CONTRACT_YEARS)
    typed = find(DEAR, of_tariff(combination, tariffs.SOS), goal=Goal.CONTRACT_YEARS, shared_hours=D(20))

    assert reasons(without, "Sos")[0].endswith("(uren van de gedeelde coördinator niet ingevuld)")
    assert reasons(typed, "Sos") == ("de prijs zegt niet voor hoeveel gezinnen: meer gezinnen zouden hier niets kosten",)
    assert numbers(typed) == {"Duur": 4}


def test_price_of_some_years_is_not_chosen() -> None:
    answer = find(DEAR, replace(CHEAP, calculated=replace(CHEAP.calculated, priced_years=1)), years=2)

    assert numbers(answer) == {"Duur": 4}
    assert reasons(answer, "Goedkoop") == ("prijs bekend voor een deel van de contractjaren: geen prijs vanaf contractjaar 2",)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"duration": None}, "kosten na het contract onbekend: geen bron noemt hoe lang een koppeling duurt"),
        ({"duration": 2, "priced_years": 1}, "kosten na het contract onbekend: geen prijs vanaf contractjaar 2"),
    ],
)
def test_unknown_tail_is_refused_only_when_the_tail_counts(fields: dict[str, Any], reason: str) -> None:
    column = replace(CHEAP, calculated=replace(CHEAP.calculated, **fields))

    assert reasons(find(DEAR, column), "Goedkoop") == (reason,)
    bare = find(DEAR, column, goal=Goal.CONTRACT_YEARS)
    assert numbers(bare) == {"Goedkoop": 4}
    assert bare.sentences[1] == "Die mix kost €\u00a0400,00 in 1 contractjaar."
    data = search_data(bare)["laag"]["mix"]
    assert (data["uitloop"], data["met_uitloop"], data["totaal"]) == (None, None, {"laag": "400.00", "hoog": "400.00"})
    assert bare.mixes[0].amount_rows[-1].together is None


def test_lump_sum_is_chosen_up_to_the_lowest_capacity() -> None:
    capacity = (costs.CapacityYear(1, 1, 5), costs.CapacityYear(2, 1, 3), costs.CapacityYear(3, 1, 1))
    lump = priced(offering("offerte"), fee("10"), capacity=capacity)

    assert numbers(find(DEAR, lump, years=2)) == {"Duur": 1, "Offerte": 3}
    closed = priced(offering("offerte"), fee("10"), capacity=(costs.CapacityYear(1, 0, 0),))
    assert reasons(find(DEAR, closed), "Offerte") == ("de prijs geldt in een van de contractjaren voor 0 gezinnen",)


def test_of_one_offering_one_tariff_and_a_combination_without_its_parts() -> None:
    who = offering("goedkoop")
    small = priced(who, fee("1"), capacity=(costs.CapacityYear(1, 1, 2),), slug="klein")
    list_price = priced(who, each("100"))
    both = priced(offering("samen", parts=("goedkoop",)), each("90"), capacity=(costs.CapacityYear(1, 1, 3),))

    assert sorted(numbers(find(list_price, small)).values()) == [4]
    assert numbers(find(list_price, both)) == {"Goedkoop": 4}
    assert reasons(find(DEAR, list_price, both), "Samen") == ("met minstens één gezin hier kost de mix €\u00a0170,00 meer",)


def test_fixed_fee_counts_once_and_only_when_somebody_goes_there() -> None:
    fixed = priced(offering("vast"), fee("500"), each("10"))

    assert numbers(find(CHEAP, fixed, rows=(DemandRow(YOUNG, families=5),))) == {"Goedkoop": 5}
    assert numbers(find(CHEAP, fixed, rows=(DemandRow(YOUNG, families=6),))) == {"Vast": 6}


def test_equal_costs_are_decided_by_the_number_of_offerings_and_then_the_order() -> None:
    other = priced(offering("ander"), each("100"))

    for first, second in ((CHEAP, other), (other, CHEAP)):
        answer = find(first, second)
        assert numbers(answer) == {first.name: 4}
        assert reasons(answer, second.name) == ("met minstens één gezin hier kost de mix evenveel",)
        assert [(world, mix.words, more) for world, mix, more in answer.next_bests] == [
            ("laag", f"4 gezinnen per jaar bij {second.name}", 0),
            ("hoog", f"4 gezinnen per jaar bij {second.name}", 0),
        ]


def test_what_is_only_possible_partly_or_not_mentioned_is_told_with_each_row() -> None:
    child = DemandRow(age=Months(0, 120), age_text="0-9", age_words="0 tot en met 9 jaar", families=1)
    rows = (DemandRow(YOUNG, Months(0, 60), "0-4", "0 tot en met 4 jaar", 1), DemandRow(OLD, families=2), child)
    half = offering("half", {YOUNG: "CONDITIONAL", OLD: "EXCLUDED"}, age_ranges=(age_range(0, 60),))

    answer = find(priced(half, each("1")), rows=rows)

    assert answer.sentences == ("Geen mix dekt dit: niet alle 4 gezinnen per jaar kunnen zeker een plek krijgen.",)
    assert reasons(answer, "Half") == (
        "dekt geen regel van de opgave zeker",
        "mogelijk: Jong gezin, 0 tot en met 4 jaar",
        "hoort er volgens een bron niet bij: Ouder gezin, alle leeftijden",
        "een deel van de leeftijden: alle gezinnen, 0 tot en met 9 jaar (splits de regel om dat deel hier te plaatsen)",
    )
    assert [item.row.label for item in answer.uncovered] == [row.label for row in rows]
    assert answer.uncovered[0].statements[0].words == "mogelijk: genoemd onder voorwaarde; 0 tot 5 jaar"
    asked = find(priced(half, each("1")), rows=rows[1:2], certainty=Certainty.POSSIBLE)
    assert reasons(asked, "Half")[0] == "dekt geen regel van de opgave zeker of mogelijk"
    [partial] = answer.partials
    assert partial.table is None
    assert partial.partial.mix_reason == "niemand kan een plek krijgen"
    assert partial.partial.relaxations.note == "ook zonder alle eisen dekt geen mix dit"
    assert asked.partials[0].partial.relaxations.note == "er zijn geen eisen om te laten vallen"


# --- conditions ---------------------------------------------------------------------------------------------------------------------------


def with_form(slug: str, certainty: Sure | None, amount: str, **fields: Any) -> pricing.Priced:
    options = () if certainty is None else (Option(FORM, certainty, CITATION),)
    return priced(offering(slug, support_forms=options, **fields), each(amount))


def test_condition_that_is_possible_or_unknown_is_not_met_for_certain() -> None:
    columns = (with_form("zeker", Sure.CERTAIN, "300"), with_form("mogelijk", Sure.POSSIBLE, "200"), with_form("onbekend", None, "100"))
    task = Task(support_forms=(FORM,))

    certain, possible = find(*columns, task=task), find(*columns, task=task, certainty=Certainty.POSSIBLE)

    assert (numbers(certain), numbers(possible)) == ({"Zeker": 4}, {"Mogelijk": 4})
    assert reasons(certain, "Mogelijk") == ("vorm van steun: Aan huis: mogelijk",)
    assert reasons(possible, "Onbekend") == ("vorm van steun: niet vermeld: navragen",)
    assert [(row.label, row.words) for row in certain.condition_rows] == [
        ("vorm van steun: Aan huis", ("deze eis kost €\u00a0800,00",)),
        ("alleen zekere dekking (zonder: ook mogelijke)", ("deze eis kost €\u00a0400,00",)),
        ("alle eisen samen", ("de eisen samen kosten €\u00a0800,00",)),
    ]
    assert [price.more for price in certain.worlds[0].condition_prices] == [D(800), D(400), D(800)]


def test_two_conditions_that_keep_out_the_same_offering_cost_something_together_only() -> None:
    both = with_form("cheap", None, "100", vog=None)

    dear = with_form("dear", Sure.CERTAIN, "300", vog=False)
    answer = find(dear, both, task=Task(support_forms=(FORM,), vog=False), certainty=Certainty.POSSIBLE)

    assert [row.words for row in answer.condition_rows[:2]] == [("deze eis kost niets extra",)] * 2
    assert answer.condition_rows[2].label == "alle eisen samen"
    assert answer.condition_rows[2].words[0].startswith("de eisen samen kosten €")


def test_sources_that_disagree_are_no_certain_answer_either() -> None:
    conflict = with_form("oneens", Sure.CONFLICT, "1")

    answer = find(DEAR, conflict, task=Task(support_forms=(FORM,), vog=False))

    assert reasons(answer, "Oneens") == ("vorm van steun: Aan huis: bronnen verschillen, navragen", "VOG: niet vermeld: navragen")
    assert [row.label for row in answer.condition_rows][:2] == ["vorm van steun: Aan huis", "VOG: nee"]


def test_unknown_answer_is_to_be_asked_even_when_its_words_do_not_say_so() -> None:
    """That it is to be asked is never left out, whatever the catalogue says of it."""
    unclear = with_form("onduidelijk", Sure.POSSIBLE, "1")
    unclear = replace(unclear, offering=replace(unclear.offering, vog=False))

    answer = find(DEAR, unclear, task=Task(vog=True), certainty=Certainty.POSSIBLE)

    assert reasons(answer, "Onduidelijk") == ("VOG: nee; gevraagd: ja",)


def test_no_mix_with_the_smallest_sets_of_conditions_that_would_help() -> None:
    columns = (with_form("een", Sure.CERTAIN, "300", vog=None), with_form("twee", None, "100", vog=True))

    answer = find(*columns, task=Task(support_forms=(FORM,), vog=True))

    [partial] = answer.partials
    assert partial.partial.enough_reason == ""
    assert [found.words for found in partial.partial.relaxations.found] == [
        "zonder ‘vorm van steun: Aan huis’ kan het wel: de goedkoopste mix kost dan €\u00a0400,00",
        "zonder ‘VOG: ja’ kan het wel: de goedkoopste mix kost dan €\u00a01.200,00",
    ]
    assert [row.words for row in answer.condition_rows] == [
        ("zonder deze eis kan het wel, voor €\u00a0400,00",),
        ("zonder deze eis kan het wel, voor €\u00a01.200,00",),
        ("ook zonder deze eis kan het niet",),
        ("zonder al deze eisen kan het wel, voor €\u00a0400,00",),
    ]
    statements = answer.uncovered[0].statements
    assert [one.words for one in statements] == [
        "dekt deze regel, maar VOG: niet vermeld: navragen",
        "dekt deze regel, maar vorm van steun: niet vermeld: navragen",
    ]


def test_budget_is_compared_with_its_own_world_and_says_what_would_be_enough() -> None:
    answer = find(priced(offering("los"), each("100", "200")), budget="600")

    assert answer.sentences == (
        "Vallen alle bedragen laag uit: de goedkoopste mix die alle 4 gezinnen per jaar zeker dekt binnen €\u00a0600,00 per contractjaar, "
        "is 4 gezinnen per jaar bij Los.",
        "Die mix kost €\u00a0400,00 - €\u00a0800,00 in 1 contractjaar, en daarna nog €\u00a00,00 aan uitloop.",
        "Vallen alle bedragen hoog uit: geen mix dekt dit: niet alle 4 gezinnen per jaar kunnen zeker een plek krijgen binnen "
        "€\u00a0600,00 per contractjaar.",
    )
    assert not answer.same_mix
    assert [table.title for table in answer.mixes] == [", als alle bedragen laag uitvallen"]
    [partial] = answer.partials
    assert partial.when == "als alle bedragen hoog uitvallen"
    assert partial.partial.enough == D(800)
    assert partial.table is not None
    assert (partial.table.mix.words, partial.table.mix.unplaced) == ("3 gezinnen per jaar bij Los", (1,))
    assert answer.not_chosen == ()
    assert answer.next_reasons == ("laag: met ander aanbod kan niet elk gezin een plek krijgen",)
    data = search_data(answer)
    assert data["hoog"]["niet_alles_gedekt"]["budget_genoeg"] == "800.00"
    assert data["budget"] == {"bedrag": "600.00", "vorm": "jaar"}
    assert data["hoog"]["mix"] is None
    assert data["laag"]["mix"]["aanbod"][0]["totaal"] == {"laag": "400.00", "hoog": "800.00"}


def test_offering_that_could_be_chosen_is_told_of_when_there_is_no_mix() -> None:
    cheap_for_some = find(CHEAP, DEAR, budget="300")
    nothing = find(CHEAP, budget="1")

    assert reasons(cheap_for_some, "Duur") == ("kan gekozen worden, maar zit niet in de mix die de meeste gezinnen plaatst",)
    assert [item.name for item in cheap_for_some.not_chosen] == ["Duur"]
    assert reasons(nothing, "Goedkoop") == ("kan gekozen worden, maar past niet in deze eisen",)


def test_budget_for_all_years_leaves_one_year_free_to_be_dear() -> None:
    start = priced(offering("start"), fee("500", to_year=1), each("100"))

    assert numbers(find(start, budget="1300", per_year=False, years=2)) == {"Start": 4}
    assert numbers(find(start, budget="800", per_year=True, years=2)) == {}
    answer = find(start, budget="800", per_year=False, years=2)
    assert answer.partials[0].partial.enough == D(1300)
    assert search_data(answer)["budget"]["vorm"] == "totaal"
    assert "Het budget geldt voor alle contractjaren samen. De uitloop valt buiten het budget." in answer.assumptions


def test_no_budget_is_enough_for_families_that_nobody_covers() -> None:
    answer = find(priced(offering("half", {YOUNG: "INCLUDED"}), each("1")), rows=ONE_OF_EACH, budget="9")

    partial = answer.partials[0].partial
    assert (partial.enough, partial.enough_reason) == (None, "geen enkel budget is genoeg: ook zonder budget dekt geen mix dit")
    assert partial.mix is not None
    assert partial.mix.words == "1 gezin per jaar bij Half"


def test_not_enough_capacity_makes_every_budget_too_low() -> None:
    small = priced(offering("klein"), each("1"), capacity=(costs.CapacityYear(1, 1, 2),))

    answer = find(small, budget="9")

    assert answer.uncovered == ()
    assert answer.partials[0].partial.enough_reason.startswith("geen enkel budget is genoeg")


def test_offering_that_does_not_fit_beside_the_rest_is_said_to_leave_somebody_out() -> None:
    answer = find(CHEAP, DEAR, budget="500")

    assert reasons(answer, "Duur") == ("met minstens één gezin hier kan niet elk gezin binnen het budget een plek krijgen",)
    only = priced(offering("enige", {OLD: "INCLUDED"}), each("5"))
    both = priced(offering("samen", {YOUNG: "INCLUDED"}, parts=("enige",)), each("300"))
    apart = find(CHEAP, only, both, rows=ONE_OF_EACH, budget="")
    assert reasons(apart, "Samen")[0].startswith("met minstens één gezin hier kost de mix")
    need = find(priced(offering("jong", {YOUNG: "INCLUDED"}), each("1")), only, both, rows=ONE_OF_EACH)
    assert reasons(need, "Samen") == ("met minstens één gezin hier kan niet elk gezin een plek krijgen",)


def test_too_many_sets_of_conditions_are_not_all_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relaxation, "MOST_SETS", 1)
    answer = find(with_form("een", None, "1", vog=None), task=Task(support_forms=(FORM,), vog=True))

    assert answer.partials[0].partial.relaxations.note == "niet alle combinaties van eisen zijn geprobeerd"
    assert not answer.is_complete


# --- what it takes for granted ------------------------------------------------------------------------------------------------------------


def test_all_payers_count_whoever_was_chosen() -> None:
    free = priced(offering("gratis"), each("500", payer=costs.Payer.FUND))

    answer = find(CHEAP, free, payers=frozenset({costs.Payer.MUNICIPALITY}), carry_over=((2, 9),), discount_rate=D("0.03"))

    assert numbers(answer) == {"Goedkoop": 4}
    said = " ".join(answer.assumptions)
    for words in ("toch alle betalers", "bij de start al lopen", "niet de contante waarde", "geen advies", "contractjaren en uitloop samen"):
        assert words in said
    plain = " ".join(find(CHEAP, goal=Goal.CONTRACT_YEARS).assumptions)
    assert "betalers" not in plain
    assert "De uitloop daarna telt niet mee" in plain


def test_both_worlds_are_told_apart_when_they_choose_differently() -> None:
    wide, narrow = priced(offering("wijd"), each("100", "400")), priced(offering("smal"), each("200"))

    answer = find(wide, narrow, rows=(DemandRow(YOUNG, families=1),))

    assert (numbers(answer, 0), numbers(answer, 1)) == ({"Wijd": 1}, {"Smal": 1})
    assert answer.sentences[0].startswith("Vallen alle bedragen laag uit: de goedkoopste mix die het ene gezin per jaar zeker dekt, is 1 gezin")
    assert len(answer.mixes) == 2
    assert reasons(answer, "Smal") == ("laag: met minstens één gezin hier kost de mix €\u00a0100,00 meer", "hoog: zit in de mix")
    assert search_data(answer)["niet_gekozen"][0]["redenen"][0] == "laag: zit in de mix"


def test_amounts_without_a_price_level_are_marked() -> None:
    answer = find(priced(offering("los"), each("100"), price_level_year=None))

    assert answer.mixes[0].has_unknown_price_level
    assert answer.sentences[-1] == "Van (een deel van) deze bedragen is het prijspeil onbekend: ze kunnen verouderd zijn."
    assert not find(CHEAP).mixes[0].has_unknown_price_level


# --- when the time is up ------------------------------------------------------------------------------------------------------------------


def test_without_time_nothing_is_claimed() -> None:
    answer = find(CHEAP, DEAR, seconds=0, budget="1000")

    assert answer.sentences == ("Er is op tijd geen mix gevonden.",)
    assert answer.stopped[0].startswith("De rekentijd was op voordat er een mix was gevonden.")
    assert answer.condition_rows[0].words == ("niet uitgerekend: de rekentijd was op",)
    assert answer.partials == ()
    assert reasons(answer, "Goedkoop") == reasons(answer, "Duur") == ("niet uitgerekend: de rekentijd was op",)
    assert not answer.is_complete


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Solution | None]]:
    """Answers that the solver gives instead of its own, one after another; None is its own."""
    instead: list[Solution | None] = []
    own = Program.solve

    def solve(program: Program, seconds: float) -> Solution:
        answer = instead.pop(0) if instead else None
        solution = own(program, seconds)
        return solution if answer is None else replace(answer, values=solution.values if answer.values else ())

    monkeypatch.setattr(Program, "solve", solve)
    yield instead
    assert not instead


STOPPED, STOPPED_WITH = Solution(Outcome.STOPPED), Solution(Outcome.STOPPED, (1,), 30_000.0)


@pytest.mark.parametrize(
    ("stopped", "limit"),
    [
        (STOPPED_WITH, " Hij kost hoogstens €\u00a0100,00 meer dan het goedkoopste."),
        (replace(STOPPED_WITH, bound=None), ""),
        (replace(STOPPED_WITH, bound=-math.inf), ""),
        (replace(STOPPED_WITH, bound=-5.0), " Hij kost hoogstens €\u00a0400,00 meer dan het goedkoopste."),
    ],
)
def test_mix_that_was_found_in_time_says_how_far_it_can_be_off(slow: list[Solution | None], stopped: Solution, limit: str) -> None:
    slow.append(stopped)

    answer = find(CHEAP, DEAR)

    assert numbers(answer) == {"Goedkoop": 4}
    assert answer.stopped == (f"De rekentijd was op: dit is de goedkoopste mix die is gevonden, misschien niet de goedkoopste die er is.{limit}",)
    assert reasons(answer, "Duur") == ("niet uitgerekend: de rekentijd was op",)


def test_order_of_equals_that_is_not_reached_in_time_leaves_the_cost(slow: list[Solution | None]) -> None:
    slow += [None, STOPPED]

    answer = find(CHEAP, DEAR)

    assert (numbers(answer), answer.is_complete) == ({"Goedkoop": 4}, True)


def test_what_comes_after_the_mix_is_said_not_to_be_worked_out(slow: list[Solution | None]) -> None:
    slow += [None, None, STOPPED, STOPPED, STOPPED]

    answer = find(CHEAP, DEAR, budget="1000")

    assert answer.condition_rows[1].words == answer.next_reasons == reasons(answer, "Duur") == ("niet uitgerekend: de rekentijd was op",)
    assert answer.next_bests == ()


def test_what_can_be_done_without_a_mix_is_said_not_to_be_worked_out(slow: list[Solution | None]) -> None:
    slow += [None, STOPPED, STOPPED, STOPPED]

    answer = find(CHEAP, certainty=Certainty.POSSIBLE, budget="1")

    partial = answer.partials[0].partial
    assert reasons(answer, "Goedkoop") == ("niet uitgerekend: de rekentijd was op",)
    assert {partial.mix_reason, partial.enough_reason, partial.relaxations.note} == {"niet uitgerekend: de rekentijd was op"}
    assert not answer.is_complete
