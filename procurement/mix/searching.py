"""The questions that are put to the solver in one world: the cheapest mix, the next one, with one offering forced, and most families placed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

from procurement import costs
from procurement.coverage import DemandRow
from procurement.mix.assignment import assign
from procurement.mix.candidates import Candidate
from procurement.mix.choice import Goal
from procurement.mix.conditions import Terms
from procurement.mix.effort import Effort, Found
from procurement.mix.found import FoundMix, Placed
from procurement.mix.menu import World
from procurement.mix.model import Model
from procurement.mix.puzzle import Puzzle, make_puzzle, unlimited
from procurement.mix.solver import Outcome


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything that a search starts from. `scenario` is that of the search; `rows` are those with families."""

    candidates: tuple[Candidate, ...]
    rows: tuple[DemandRow, ...]
    terms: Terms
    goal: Goal
    scenario: costs.Scenario

    @property
    def families(self) -> tuple[int, ...]:
        return tuple(row.families or 0 for row in self.rows)


@dataclass(slots=True)
class Searching:
    """One world of a search. What was solved before is remembered: dropping a condition often changes nothing."""

    asked: Asked
    world: World
    effort: Effort
    _puzzles: dict[Terms, Puzzle] = field(default_factory=dict)
    _lowest: dict[Puzzle, Found] = field(default_factory=dict)

    def puzzle(self, terms: Terms) -> Puzzle:
        if terms not in self._puzzles:
            asked = self.asked
            made = make_puzzle(candidates=asked.candidates, families=asked.families, terms=terms, goal=asked.goal, world=self.world)
            self._puzzles[terms] = made
        return self._puzzles[terms]

    def cheapest(self) -> Found:
        """The cheapest mix that places everybody; of equal costs the one that comes first."""
        puzzle = self.puzzle(self.asked.terms)
        if puzzle.uncovered:
            return Found(Outcome.INFEASIBLE)
        model = Model(puzzle, all_placed=True)
        found = self.effort.lowest(model, [model.amount(), *model.order])
        self._lowest[puzzle] = found
        return found

    def next_best(self, numbers: tuple[int, ...]) -> Found:
        """The cheapest mix of another set of offerings than the one with these numbers."""
        model = Model(self.puzzle(self.asked.terms), all_placed=True)
        return self.effort.lowest(model, [model.amount(), *model.order], [model.other_set(numbers)])

    def cheapest_under(self, terms: Terms) -> Found:
        """What the cheapest mix costs under other terms; which of equal ones it is, does not matter there."""
        puzzle = self.puzzle(terms)
        if puzzle.uncovered:
            return Found(Outcome.INFEASIBLE)
        if puzzle not in self._lowest:
            model = Model(puzzle, all_placed=True)
            self._lowest[puzzle] = self.effort.lowest(model, [model.amount()])
        return self._lowest[puzzle]

    def forced(self, place: int) -> Found:
        """The cheapest mix with at least one family at the offer in this place of the puzzle."""
        model = Model(self.puzzle(self.asked.terms), all_placed=True)
        return self.effort.lowest(model, [model.amount()], [model.uses(place)])

    def most_placed(self) -> Found:
        """As many families placed as can be, and then as cheap as can be."""
        model = Model(self.puzzle(self.asked.terms), all_placed=False)
        return self.effort.lowest(model, [model.unplaced, model.amount(), *model.order])

    def least_budget(self) -> Found:
        """Everybody placed with the budget as low as can be, whatever was given."""
        puzzle = unlimited(self.puzzle(self.asked.terms))
        if puzzle.uncovered:
            return Found(Outcome.INFEASIBLE)
        model = Model(puzzle, all_placed=True)
        return self.effort.lowest(model, [model.with_highest()])

    # --- in euro --------------------------------------------------------------------------------------------------------------------------

    def amount(self, terms: Terms, found: Found) -> Decimal:
        """What the numbers cost in this world, in euro: what the search makes as low as can be."""
        return Decimal(self.puzzle(terms).amount(found.numbers)).scaleb(-2)

    def highest(self, found: Found) -> Decimal:
        """The budget that these numbers need, in euro."""
        puzzle = self.puzzle(self.asked.terms)
        return Decimal(max(puzzle.amount(found.numbers, which) for which in range(1, len(puzzle.ceilings) + 1))).scaleb(-2)

    def mix(self, found: Found) -> FoundMix:
        """The numbers as a mix, calculated by the cost core and with a place for everybody."""
        asked, puzzle = self.asked, self.puzzle(self.asked.terms)
        places = assign(puzzle, found.numbers)
        placed = []
        for place, (offer, number) in enumerate(zip(puzzle.offers, found.numbers, strict=True)):
            if number:
                priced = asked.candidates[offer.number].priced
                scenario = replace(asked.scenario, new_matches=(number,) * asked.scenario.years)
                rows = tuple(seats[place] for seats in places)
                placed.append(Placed(priced, number, rows, costs.cost(priced.calculated, scenario)))
        unplaced = tuple(families - sum(seats) for families, seats in zip(asked.families, places, strict=True))
        return FoundMix(tuple(placed), unplaced, asked.goal, self.amount(asked.terms, found))
