"""Break-even matches: over which numbers of new matches a year one of two columns costs less than the other, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from procurement import costs
from procurement.mix.wording import and_words
from procurement.pricing import Priced
from procurement.tipping.wording import capacity_warning
from voorzieningen.money import number_nl

LAST = 200  # of the numbers that costs.crossings tries


@dataclass(frozen=True, slots=True)
class Run:
    """Numbers of new matches a year, `first` up to and including `last`, with one order: -1 the first column costs less, 1 the second, 0 neither."""

    first: int
    last: int
    order: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two columns with known totals, and the runs of their order over 1 up to and including 200 new matches a year, every year as many.

    Low amounts are compared with low ones and high with high ones. `warning` is about a capacity; empty when there is none.
    """

    keys: tuple[str, str]
    names: tuple[str, str]
    low: tuple[Run, ...]
    high: tuple[Run, ...]
    warning: str = ""

    @property
    def name(self) -> str:
        return " en ".join(self.names)

    @property
    def low_turns(self) -> tuple[int, ...]:
        """Each number of matches from which another order holds, of the low amounts."""
        return tuple(run.first for run in self.low[1:])

    @property
    def high_turns(self) -> tuple[int, ...]:
        return tuple(run.first for run in self.high[1:])

    @property
    def turns(self) -> tuple[int, ...]:
        return tuple(sorted({*self.low_turns, *self.high_turns}))

    @property
    def sentence(self) -> str:
        """The whole message. Where it says nothing of low and high amounts it holds for both."""
        low = _clause(self.low, self.names)
        if self.low == self.high:
            return f"{_capitalised(low)}."
        if _turns_over(self.low) and _turns_over(self.high) and self.low[0].order == self.high[0].order:
            equal = f"bij {number_nl(self.high[1].first)} evenveel en " if len(self.high) > 2 else ""
            return f"{_capitalised(low)} (lage bedragen); {equal}vanaf {number_nl(self.high[-1].first)} bij hoge bedragen."
        return f"Lage bedragen: {low}. Hoge bedragen: {_clause(self.high, self.names)}."

    def distance(self, matches: int) -> int:
        """How far the nearest turn lies from this number of matches. Only for a pair that turns."""
        return min(abs(turn - matches) for turn in self.turns)


def find_pairs(columns: Sequence[Priced], scenario: costs.Scenario) -> tuple[Pair, ...]:
    """Every two columns with known totals, in the order of the columns."""
    by_key = {column.key: column for column in columns}
    found = costs.crossings([column.calculated for column in by_key.values()], scenario)
    return tuple(_pair(by_key[crossings.a], by_key[crossings.b], crossings, scenario) for crossings in found)


def _pair(a: Priced, b: Priced, found: costs.Crossings, scenario: costs.Scenario) -> Pair:
    turns = sorted({*found.low, *found.high})
    warnings = [capacity_warning(column, scenario, turns, "het omslagpunt bij {}") for column in (a, b)]
    return Pair(
        keys=(a.key, b.key),
        names=(a.name, b.name),
        low=_runs(found.low, found.low_orders),
        high=_runs(found.high, found.high_orders),
        warning=" ".join(warning for warning in warnings if warning),
    )


def _runs(turns: Sequence[int], orders: Sequence[int]) -> tuple[Run, ...]:
    starts, ends = (1, *turns), (*(turn - 1 for turn in turns), LAST)
    return tuple(Run(first, last, order) for first, last, order in zip(starts, ends, orders, strict=True))


# --- words --------------------------------------------------------------------------------------------------------------------------------


def _clause(runs: Sequence[Run], names: tuple[str, str]) -> str:
    """What holds over all runs, without a capital and a full stop.

    - one order: over the whole range
    - from one order to the opposite, with at most one number between at which the two cost the same: "vanaf ... andersom"
    - otherwise every run by itself
    """
    first, *others = runs
    if not others:
        return f"over het hele bereik van 1 tot en met {LAST} nieuwe koppelingen per jaar {_holds(first, names)}"
    opening = f"{_range_words(first)} nieuwe koppeling{'' if first.last == 1 else 'en'} per jaar {_holds(first, names)}"
    if _turns_over(runs):
        equal = f", bij {number_nl(others[0].first)} kosten ze evenveel" if len(others) > 1 else ""
        return f"{opening}{equal}, vanaf {number_nl(others[-1].first)} andersom"
    return and_words([opening, *(f"{_range_words(run)} {_holds_now(run, names)}" for run in others)])


def _turns_over(runs: Sequence[Run]) -> bool:
    """Whether the order turns to the opposite and stays there; at one number between the two may cost the same."""
    if len(runs) == 1:
        return False
    first, *between, last = runs
    at_once = not between or (len(between) == 1 and between[0].order == 0 and between[0].first == between[0].last)
    return at_once and first.order == -last.order


def _holds(run: Run, names: tuple[str, str]) -> str:
    if run.order == 0:
        return f"kosten {names[0]} en {names[1]} evenveel"
    cheaper, dearer = names if run.order < 0 else names[::-1]
    return f"is {cheaper} goedkoper dan {dearer}"


def _holds_now(run: Run, names: tuple[str, str]) -> str:
    """The same where the two names have just been said."""
    return f"is {names[0] if run.order < 0 else names[1]} goedkoper" if run.order else "kosten ze evenveel"


def _range_words(run: Run) -> str:
    if run.first == run.last:
        return f"bij {number_nl(run.first)}"
    if run.last == LAST:
        return f"vanaf {number_nl(run.first)}"
    return f"tot en met {number_nl(run.last)}" if run.first == 1 else f"van {number_nl(run.first)} tot en met {number_nl(run.last)}"


def _capitalised(text: str) -> str:
    return text[0].upper() + text[1:]
