"""The cheapest mix that covers the demand, and what it depends on: the search itself, from question to answer.

How it is modelled, as the page says too (`assumptions`):
- every contract year has the same demand and the same families at each offering; an offering takes part in all contract years or in none
- what an offering costs at a number of families comes from the cost core, whatever its tariff; the integer program chooses among those amounts
- two worlds, everything low and everything high, are solved apart; a budget is compared with the same world
- nothing runs at the start, and all payers count
- equal costs: the fewest offerings, then the order of the comparison
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from procurement import costs, pricing
from procurement.coverage import Demand
from procurement.fit import Task
from procurement.mix.candidates import Candidate, find_candidates
from procurement.mix.choice import Goal, Search
from procurement.mix.conditions import Budget, Terms, answers_to, terms_of
from procurement.mix.effort import SECONDS_IN_ALL, Effort, Found
from procurement.mix.menu import World, scenario_of_search
from procurement.mix.reasons import Forced, forced_offers, uncovered_rows
from procurement.mix.relaxation import NOT_WORKED_OUT, budget_enough, price_conditions, relax
from procurement.mix.search_answer import NotChosen, Partial, SearchAnswer, WorldAnswer, beside
from procurement.mix.searching import Asked, Searching
from procurement.mix.solver import Outcome
from voorzieningen.catalogue import Catalogue

IN_THE_MIX, IN_THE_PARTIAL = "zit in de mix", "zit in de mix die de meeste gezinnen plaatst"
NO_OTHER_SET = "met ander aanbod kan niet elk gezin een plek krijgen"


def search_mix(
    *,
    catalogue: Catalogue,
    columns: Sequence[pricing.Priced],
    scenario: costs.Scenario,
    demand: Demand,
    task: Task,
    search: Search,
    budget: Decimal | None,
    budget_per_year: bool,
    seconds: float = SECONDS_IN_ALL,
) -> SearchAnswer:
    """Search among the compared tariffs. `seconds` is for all solving together: what does not fit is said to be not worked out."""
    own = scenario_of_search(scenario)
    rows = demand.numbered
    candidates = find_candidates(columns=columns, catalogue=catalogue, rows=rows, scenario=own, goal=search.goal, answers=answers_to(task, catalogue))
    terms = terms_of(task, search, None if budget is None else Budget(budget, budget_per_year))
    asked = Asked(candidates, rows, terms, search.goal, own)
    effort = Effort(seconds)
    low, high = (Searching(asked, world, effort) for world in World)
    # The mixes first: what comes after them is less when the time runs out.
    found_low = low.cheapest()
    # Of those that are out of the mix as well: without a condition they can come in.
    is_same = not any(candidate.is_uncertain for candidate in candidates)
    found_high = found_low if is_same else high.cheapest()
    answer_low = _answer(low, found_low)
    answer_high = _in(World.HIGH, answer_low) if is_same else _answer(high, found_high)
    return SearchAnswer(
        rows=rows,
        calendar_years=tuple(scenario.calendar_year(number) for number in range(1, scenario.years + 1)),
        terms=terms,
        goal=search.goal,
        worlds=(answer_low, answer_high),
        not_chosen=_not_chosen(asked, answer_low, answer_high),
        uncovered=uncovered_rows(low),
        assumptions=assumptions(scenario, terms, search.goal),
    )


def _in(world: World, answer: WorldAnswer) -> WorldAnswer:
    """The same answer where every amount is the same low and high."""
    fields = {name: getattr(answer, name) for name in answer.__dataclass_fields__}
    return WorldAnswer(**{**fields, "world": world})


def _answer(searching: Searching, main: Found) -> WorldAnswer:
    prices = price_conditions(searching, main)
    if not main.numbers:
        partial = _partial(searching) if main.outcome is Outcome.INFEASIBLE else None
        return WorldAnswer(searching.world, main.outcome, condition_prices=prices, partial=partial)
    following = searching.next_best(main.numbers)
    mix = searching.mix(main)
    at_most = None
    if main.outcome is Outcome.STOPPED and main.least is not None:
        at_most = mix.amount - Decimal(max(0, main.least)).scaleb(-2)
    return WorldAnswer(
        world=searching.world,
        outcome=main.outcome,
        mix=mix,
        at_most=at_most,
        next_best=searching.mix(following) if following.is_certain and following.numbers else None,
        next_reason="" if following.is_certain and following.numbers else NO_OTHER_SET if following.is_certain else NOT_WORKED_OUT,
        condition_prices=prices,
        forced=tuple(forced_offers(searching, main).items()),
    )


def _partial(searching: Searching) -> Partial:
    """What can be done when not everybody can be placed."""
    most = searching.most_placed()
    mix = searching.mix(most) if most.is_certain and any(most.numbers) else None
    reason = "" if mix else "niemand kan een plek krijgen" if most.is_certain else NOT_WORKED_OUT
    enough, enough_reason = budget_enough(searching)
    return Partial(mix, reason, enough, enough_reason, relax(searching))


def _not_chosen(asked: Asked, low: WorldAnswer, high: WorldAnswer) -> tuple[NotChosen, ...]:
    """Every column that is not in the mix of both worlds, in the order of the comparison."""
    found = []
    for candidate in asked.candidates:
        reasons = candidate.reasons(asked.terms, asked.rows)
        by_world = [_left_out_words(candidate, world) for world in (low, high)]
        if reasons or not {IN_THE_MIX, IN_THE_PARTIAL}.issuperset(by_world):
            found.append(NotChosen(candidate.priced, reasons, () if reasons else beside(*by_world)))
    return tuple(found)


def _left_out_words(candidate: Candidate, world: WorldAnswer) -> str:
    """Of an offering that could be chosen: what it takes to send a family there, or whether it is in the mix that can be made.

    Nobody is left out in silence, not when there is no mix either.
    """
    if world.mix is not None:
        return dict(world.forced).get(candidate.number, Forced(IN_THE_MIX)).words
    if world.partial is None:
        return NOT_WORKED_OUT
    mix = world.partial.mix
    if mix is None:
        return "kan gekozen worden, maar past niet in deze eisen" if world.partial.is_worked_out else NOT_WORKED_OUT
    is_in = candidate.priced.key in dict(mix.numbers)
    return IN_THE_PARTIAL if is_in else "kan gekozen worden, maar zit niet in de mix die de meeste gezinnen plaatst"


def assumptions(scenario: costs.Scenario, terms: Terms, goal: Goal) -> tuple[str, ...]:
    """What the search takes for granted, in Dutch."""
    found = [
        "Dit is een rekenuitkomst, geen advies: de kwaliteit van de steun weegt niet mee.",
        "Elk contractjaar heeft dezelfde opgave en dezelfde verdeling: een contract koopt plaatsen per jaar.",
        "De opgave bepaalt de aantallen. Het aantal nieuwe koppelingen van de vergelijking telt hier niet.",
        "Aanbod doet alle contractjaren mee, of niet. Vaste bedragen tellen dan elk jaar mee, ook bij weinig gezinnen.",
        "Van één aanbod telt hoogstens één tarief. Een combinatie staat in de plaats van haar delen.",
        "Alleen bekende prijzen doen mee. Wat niet vermeld is, telt niet als dekking en niet als een vervulde eis: vraag het na.",
    ]
    if goal is Goal.WITH_TAIL:
        found.append("Gezocht is naar de laagste kosten van contractjaren en uitloop samen: ook de koppelingen die na het contract nog lopen.")
    else:
        found.append("Gezocht is naar de laagste kosten van de contractjaren. De uitloop daarna telt niet mee: die kan hoog zijn.")
    if not scenario.is_integral:
        found.append("U koos wie betaalt. De zoektocht telt toch alle betalers: anders lijken uren die een ander betaalt gratis.")
    if any(count for _, count in scenario.carry_over):
        found.append("Koppelingen die bij de start al lopen, tellen hier niet mee.")
    if scenario.discount_rate is not None:
        found.append("De zoektocht vergelijkt gewone bedragen, niet de contante waarde.")
    if terms.budget is not None:
        kind = "elk contractjaar" if terms.budget.per_year else "alle contractjaren samen"
        found.append(f"Het budget geldt voor {kind}. De uitloop valt buiten het budget.")
    found.append("Kosten mixen evenveel, dan telt de mix met het minste aanbod, en daarna de volgorde van de vergelijking.")
    return tuple(found)
