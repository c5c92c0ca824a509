"""How many new matches a year fit a budget, for a budget of every year and for one of all years together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal

from procurement import costs
from procurement.mix.wording import and_words
from procurement.pricing import Priced
from procurement.question import Question
from procurement.tipping.wording import capacity_warning
from voorzieningen.money import EXACT, EuroRange, euro_nl, number_nl, range_nl

MOST_MATCHES = 10_000  # of costs.fitting_matches
UNKNOWN = "onbekend"
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class ColumnFit:
    """What fits with one column. `safe` holds when every amount turns out high, `optimistic` only when every amount turns out low; in Dutch.

    `dearest` is about the dearest year at the safe number (otherwise the optimistic one, otherwise none); empty when nothing is known.
    """

    name: str
    safe: str
    optimistic: str
    dearest: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Budget:
    """One way in which a budget can be meant. `amount` is for each contract year or for all of them together."""

    amount: Decimal
    per_year: bool
    asked: bool
    fits: tuple[ColumnFit, ...]

    @property
    def title(self) -> str:
        amount = f"ten hoogste {euro_nl(self.amount)} {'in elk contractjaar' if self.per_year else 'in totaal'}"
        if self.asked:
            return f"Gevraagd: {amount}"
        return f"Ter vergelijking: hetzelfde geld {'in gelijke delen' if self.per_year else 'als een bedrag over alle jaren'}, {amount}"


def find_budgets(columns: Sequence[Priced], question: Question) -> tuple[Budget, ...]:
    """The budget as asked, then the same money in the other form; nothing without a budget.

    - asked for every year: as much for all years together
    - asked for all years together: an equal part for every year, rounded down to the cent
    """
    if question.budget is None:
        return ()
    years = Decimal(question.scenario.years)
    if question.budget_per_year:
        other = EXACT.multiply(question.budget, years)
    else:
        other = EXACT.divide(question.budget, years).quantize(_CENT, rounding=ROUND_DOWN, context=EXACT)
    return (
        _budget(columns, question.scenario, question.budget, question.budget_per_year, asked=True),
        _budget(columns, question.scenario, other, not question.budget_per_year, asked=False),
    )


def _budget(columns: Sequence[Priced], scenario: costs.Scenario, amount: Decimal, per_year: bool, asked: bool) -> Budget:
    return Budget(amount, per_year, asked, tuple(_fit(column, scenario, amount, per_year) for column in columns))


def _fit(column: Priced, scenario: costs.Scenario, amount: Decimal, per_year: bool) -> ColumnFit:
    none = _at(column, scenario, 0)
    if none.total is None:
        unknown = f"{UNKNOWN}: {none.reason}"
        return ColumnFit(column.name, unknown, unknown)
    safe, optimistic = costs.fitting_matches(column.calculated, scenario, amount, per_year, MOST_MATCHES)
    number = next((fitting for fitting in (safe, optimistic) if fitting is not None), 0)
    numbers = [fitting for fitting in (safe, optimistic) if fitting is not None]
    any_number = none.total == _at(column, scenario, MOST_MATCHES).total
    return ColumnFit(
        name=column.name,
        safe=_words(safe, none, per_year, any_number, lowest=False),
        optimistic=_words(optimistic, none, per_year, any_number, lowest=True),
        dearest=_dearest(_at(column, scenario, number), None if any_number else number),
        warning=capacity_warning(column, scenario, numbers, "meer" if any_number else "een aantal van {}"),
    )


def _at(column: Priced, scenario: costs.Scenario, matches: int) -> costs.OfferingCost:
    return costs.cost(column.calculated, replace(scenario, new_matches=(matches,) * scenario.years))


def _words(fitting: int | None, none: costs.OfferingCost, per_year: bool, any_number: bool, lowest: bool) -> str:
    """The number, or why there is none. `none` is what no new matches cost."""
    if fitting is None:
        return f"past niet: ook bij 0 koppelingen kost het {_least(none, per_year, lowest)}"
    if fitting < MOST_MATCHES:
        return number_nl(fitting)
    return "elk aantal: de prijs hangt er niet van af" if any_number else f"{number_nl(MOST_MATCHES)} of meer"


def _least(none: costs.OfferingCost, per_year: bool, lowest: bool) -> str:
    """What it costs without new matches: in the dearest year or in total."""
    if not per_year:
        assert none.total is not None
        return euro_nl(none.total.low if lowest else none.total.high)
    amounts = [(year.cost.low if lowest else year.cost.high, year.calendar_year) for year in none.years if year.cost is not None]
    amount, calendar_year = max(amounts, key=lambda item: item[0])
    return f"{euro_nl(amount)} in {calendar_year}"


def _dearest(result: costs.OfferingCost, number: int | None) -> str:
    """The year, or the years, with the highest amount, on the high amounts."""
    amounts: list[tuple[int, EuroRange]] = [(year.calendar_year, year.cost) for year in result.years if year.cost is not None]
    highest = max(amount.high for _, amount in amounts)
    dearest = [(year, amount) for year, amount in amounts if amount.high == highest]
    years = "elk jaar" if len(dearest) == len(amounts) > 1 else and_words([str(year) for year, _ in dearest])
    low = min(amount.low for _, amount in dearest)
    at = "" if number is None else f"bij {number_nl(number)}: "
    return f"{at}{years}, {range_nl(EuroRange(low, highest))}"
