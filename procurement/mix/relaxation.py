"""What the conditions do: what each costs, and which have to be dropped before any mix covers the demand."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from procurement.mix.conditions import BUDGET, Condition
from procurement.mix.effort import Found
from procurement.mix.searching import Searching
from procurement.mix.solver import Outcome
from procurement.mix.wording import and_words
from voorzieningen.money import EuroRange, euro_nl, range_nl

TOGETHER = Condition("alle", "alle eisen samen")
NOT_WORKED_OUT = "niet uitgerekend: de rekentijd was op"
NOT_ALL_TRIED = "niet alle combinaties van eisen zijn geprobeerd"
# With nine conditions there are 511 sets; the smallest that helps is nearly always one or two of them.
MOST_SETS = 130


@dataclass(frozen=True, slots=True)
class ConditionPrice:
    """What one condition does in one world, in Dutch. `more` is what it costs in euro; None when there is no such amount, or it is not known."""

    condition: Condition
    words: str
    more: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Relaxation:
    """Conditions without which a mix covers the demand, and what the cheapest then costs."""

    dropped: tuple[Condition, ...]
    amount: Decimal

    @property
    def words(self) -> str:
        return self.words_up_to(self)

    def words_up_to(self, high: Relaxation) -> str:
        """In Dutch, with the amount of this world and that of the high one."""
        dropped = and_words([f"‘{condition.label}’" for condition in self.dropped])
        return f"zonder {dropped} kan het wel: de goedkoopste mix kost dan {range_nl(EuroRange(self.amount, high.amount))}"


@dataclass(frozen=True, slots=True)
class Relaxations:
    """The smallest sets of conditions to drop, all of one size. `note` says in Dutch why there are none, or that not all were tried."""

    found: tuple[Relaxation, ...] = ()
    note: str = ""


def price_conditions(searching: Searching, main: Found) -> tuple[ConditionPrice, ...]:
    """Each condition: the cost with it less the cost without that one. `main` is the cheapest mix under all of them.

    Two conditions that keep out the same offering cost nothing one by one, so of two or more there is also what they cost together.
    """
    conditions = searching.asked.terms.conditions
    found = [_price(searching, main, condition, (condition,)) for condition in conditions]
    if len(conditions) > 1:
        found.append(_price(searching, main, TOGETHER, conditions))
    return tuple(found)


def _price(searching: Searching, main: Found, condition: Condition, dropped: tuple[Condition, ...]) -> ConditionPrice:
    terms = searching.asked.terms
    under = terms.without(*dropped)
    without = searching.cheapest_under(under)
    costs, named = ("deze eis kost", "deze eis") if len(dropped) == 1 else ("de eisen samen kosten", "al deze eisen")
    if not main.is_certain or not without.is_certain:
        return ConditionPrice(condition, NOT_WORKED_OUT)
    if without.outcome is Outcome.INFEASIBLE:
        return ConditionPrice(condition, f"ook zonder {named} kan het niet")
    amount = searching.amount(under, without)
    if main.outcome is Outcome.INFEASIBLE:
        return ConditionPrice(condition, f"zonder {named} kan het wel, voor {euro_nl(amount)}")
    more = searching.amount(terms, main) - amount
    return ConditionPrice(condition, f"{costs} {euro_nl(more)}" if more else f"{costs} niets extra", more)


def relax(searching: Searching) -> Relaxations:
    """The smallest sets of conditions without which it can be done."""
    terms = searching.asked.terms
    tried, left_open = 0, False
    for size in range(1, len(terms.conditions) + 1):
        found: list[Relaxation] = []
        for dropped in combinations(terms.conditions, size):
            tried += 1
            if tried > MOST_SETS:
                return Relaxations(tuple(found), NOT_ALL_TRIED)
            under = terms.without(*dropped)
            answer = searching.cheapest_under(under)
            if answer.outcome is Outcome.OPTIMAL:
                found.append(Relaxation(dropped, searching.amount(under, answer)))
            left_open = left_open or not answer.is_certain
        if found or left_open:
            return Relaxations(tuple(found), NOT_WORKED_OUT if left_open else "")
    return Relaxations((), "ook zonder alle eisen dekt geen mix dit" if terms.conditions else "er zijn geen eisen om te laten vallen")


def budget_enough(searching: Searching) -> tuple[Decimal | None, str]:
    """The lowest budget in euro with which everybody can be placed, or None and in Dutch why there is none; no words when no budget was given."""
    if not any(condition.key == BUDGET for condition in searching.asked.terms.conditions):
        return None, ""
    found = searching.least_budget()
    if not found.is_certain:
        return None, NOT_WORKED_OUT
    if found.outcome is Outcome.INFEASIBLE:
        return None, "geen enkel budget is genoeg: ook zonder budget dekt geen mix dit"
    return searching.highest(found), ""
