"""The cheapest mix by trying everything: the dull second implementation beside the integer program, and the random questions to put to both.

Every way to divide every row over the offerings is walked through, and what it costs comes from costs.cost(), one number of families at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import combinations, product
from random import Random
from typing import Any

from procurement import costs, pricing
from procurement.coverage import Demand, DemandRow
from procurement.fit import Task
from procurement.mix import Certainty, Goal, Search, SearchAnswer, search_mix
from tests.procurement.offerings import ANY_AGE, BLANK, CITATION, make_catalogue
from voorzieningen.catalogue import Catalogue, Coverage, Tariff, Term

D = Decimal
GROUPS = tuple(Term(code, code.title()) for code in ("EEN", "TWEE", "DRIE"))
STATUSES = {"INCLUDED": 0, "CONDITIONAL": 1}  # how uncertain; another status covers nothing
LUMP = 10_000
WORLDS = ("low", "high")


@dataclass(frozen=True)
class Instance:
    """A small question. `terms` are (certainty, with the VOG filter, with the budget) as asked."""

    columns: tuple[pricing.Priced, ...]
    rows: tuple[DemandRow, ...]
    scenario: costs.Scenario
    goal: Goal
    certainty: Certainty
    vog: bool
    budget: Decimal | None
    per_year: bool

    @property
    def catalogue(self) -> Catalogue:
        offerings = {column.offering.slug: column.offering for column in self.columns}
        return make_catalogue(*offerings.values(), target_groups=GROUPS)

    @property
    def task(self) -> Task:
        return Task(vog=True) if self.vog else Task()

    def search(self, **options: Any) -> SearchAnswer:
        return search_mix(
            catalogue=self.catalogue,
            columns=self.columns,
            scenario=self.scenario,
            demand=Demand(self.rows),
            task=self.task,
            search=Search(True, self.certainty, self.goal),
            budget=self.budget,
            budget_per_year=self.per_year,
            **options,
        )

    @property
    def conditions(self) -> tuple[str, ...]:
        asked = {"vog": self.vog, "zekerheid": self.certainty is Certainty.CERTAIN, "budget": self.budget is not None}
        return tuple(key for key, is_asked in asked.items() if is_asked)


@dataclass(frozen=True)
class Way:
    """Families of each column, and what that costs in one world."""

    numbers: tuple[int, ...]
    amount: Decimal
    years: tuple[Decimal, ...]

    @property
    def key(self) -> tuple[Decimal, int, tuple[int, ...]]:
        """The cheapest, of equals that of the fewest offerings, then the order of the comparison."""
        return self.amount, len(self.used), tuple(-number for number in self.numbers)

    @property
    def used(self) -> frozenset[int]:
        return frozenset(place for place, number in enumerate(self.numbers) if number)


@dataclass(frozen=True)
class Dull:
    """Everything that can be tried in one world of an instance, under the conditions that are not dropped."""

    instance: Instance
    world: str

    @cached_property
    def _amounts(self) -> dict[tuple[int, int], tuple[Decimal, tuple[Decimal, ...]] | None]:
        return {}

    def cost(self, column: int, number: int) -> tuple[Decimal, tuple[Decimal, ...]] | None:
        """What is lowered and each contract year; None when it is not known."""
        if (column, number) not in self._amounts:
            asked = self.instance.scenario
            scenario = replace(asked, carry_over=(), payers=costs.ALL_PAYERS, new_matches=(number,) * asked.years)
            result = costs.cost(self.instance.columns[column].calculated, scenario)
            found = None
            if result.total is not None and (result.tail is not None or self.instance.goal is Goal.CONTRACT_YEARS):
                years = tuple(getattr(year.cost, self.world) for year in result.years)
                tail = getattr(result.tail.cost, self.world) if self.instance.goal is Goal.WITH_TAIL else D(0)
                found = sum(years) + tail, years
            self._amounts[column, number] = found
        return self._amounts[column, number]

    def capacity(self, column: int) -> int | None:
        years = [year.high for year in self.instance.columns[column].calculated.capacity if year.contract_year <= self.instance.scenario.years]
        return min(years) if years else None

    def is_lump(self, column: int) -> bool:
        tariff, scenario = self.instance.columns[column].calculated, self.instance.scenario
        totals = [costs.totals_by_matches(tariff, replace(scenario, carry_over=(), payers=costs.ALL_PAYERS), (number,)) for number in (1, LUMP)]
        return totals[0] == totals[1] and self.capacity(column) is None

    def takers(self, dropped: frozenset[str]) -> list[list[int]]:
        """For each row the columns that may take its families."""
        instance = self.instance
        is_certain = instance.certainty is Certainty.CERTAIN and "zekerheid" not in dropped
        good = [
            number
            for number, column in enumerate(instance.columns)
            if self.cost(number, 1) is not None
            and not self.is_lump(number)
            and not (instance.vog and "vog" not in dropped and column.offering.vog is not True)
        ]
        found = []
        for row in instance.rows:
            rows = {number: [item.status for item in instance.columns[number].offering.coverage if item.target_group == row.group] for number in good}
            found.append([number for number, status in rows.items() if status and STATUSES.get(status[0], 9) <= (0 if is_certain else 1)])
        return found

    def ways(self, dropped: frozenset[str] = frozenset(), *, all_placed: bool = True) -> list[Way]:
        """Every set of numbers that can be, each once."""
        numbers = {way for way in self._divided(self.takers(dropped), all_placed) if self._may(way)}
        found = []
        for way in numbers:
            costs_of = [self.cost(column, number) for column, number in enumerate(way) if number]
            assert None not in costs_of
            amount = sum((item[0] for item in costs_of if item), D(0))
            years = tuple(sum((item[1][year] for item in costs_of if item), D(0)) for year in range(self.instance.scenario.years))
            found.append(Way(way, amount, years))
        limit = self.instance.budget
        if limit is None or "budget" in dropped:
            return found
        return [way for way in found if (max(way.years) if self.instance.per_year else sum(way.years)) <= limit]

    def _divided(self, takers: list[list[int]], all_placed: bool) -> Iterator[tuple[int, ...]]:
        width = len(self.instance.columns)
        choices = []
        for row, columns in zip(self.instance.rows, takers, strict=True):
            families = row.families or 0
            options = product(*(range(families + 1) if column in columns else (0,) for column in range(width)))
            choices.append([way for way in options if sum(way) == families or (not all_placed and sum(way) < families)])
        for way in product(*choices):
            yield tuple(map(sum, zip(*way, strict=True)))

    def _may(self, numbers: tuple[int, ...]) -> bool:
        columns = self.instance.columns
        for column, number in enumerate(numbers):
            capacity = self.capacity(column)
            if capacity is not None and number > capacity:
                return False
        for one, other in combinations([column for column, number in enumerate(numbers) if number], 2):
            mine, yours = columns[one].offering, columns[other].offering
            if mine.slug == yours.slug or mine.slug in yours.parts or yours.slug in mine.parts:
                return False
        return True

    def cheapest(self, dropped: frozenset[str] = frozenset()) -> Way | None:
        return min(self.ways(dropped), key=lambda way: way.key, default=None)

    def next_best(self, best: Way) -> Way | None:
        return min((way for way in self.ways() if way.used != best.used), key=lambda way: way.key, default=None)

    def forced(self, column: int) -> Way | None:
        return min((way for way in self.ways() if column in way.used), key=lambda way: way.key, default=None)

    def most_placed(self) -> Way | None:
        return min(self.ways(all_placed=False), key=lambda way: (-sum(way.numbers), *way.key), default=None)

    def enough(self) -> Decimal | None:
        ways = self.ways(frozenset({"budget"}))
        return min((max(way.years) if self.instance.per_year else sum(way.years) for way in ways), default=None)

    def relaxations(self) -> dict[frozenset[str], Decimal]:
        """All smallest sets of conditions to drop, with what it then costs."""
        for size in range(1, len(self.instance.conditions) + 1):
            sets = [frozenset(dropped) for dropped in combinations(self.instance.conditions, size)]
            found = {dropped: best.amount for dropped in sets if (best := self.cheapest(dropped)) is not None}
            if found:
                return found
        return {}


# --- random instances ---------------------------------------------------------------------------------------------------------------------

# Few and round, so that ties happen; one with cents, and one that is far away.
AMOUNTS = tuple(map(D, ("0", "100", "100", "200", "250", "333.33", "1000", "5000")))
PAYERS = tuple(costs.Payer)
STATUS_OF = (*["INCLUDED"] * 5, "CONDITIONAL", "CONDITIONAL", "CONFLICT")
KINDS = ("fixed", "match", "match", "match", "module", "hours", "all-in", "tier", "rate")


def random_column(random: Random, number: int, years: int) -> pricing.Priced:
    """An offering with a made-up tariff; one in eight is a second tariff of the one before or a combination of it."""
    components = [random_component(random, f"K{place}") for place in range(random.choice((1, 1, 2, 3)))]
    if random.random() < 0.2:
        base = tuple(component.code for component in components)
        components.append(costs.Surcharge(code="T", label="T", payer=costs.Payer.FUND, source="verzonnen", fraction=D("0.125"), base=base))
    if random.random() < 0.2:
        relieved, payer = random.sample(PAYERS, 2)
        components.append(costs.Contribution(code="B", label="B", payer=payer, source="verzonnen", amount=D(150), relieved=relieved))
    capacity = ()
    if random.random() < 0.3:
        capacity = tuple(costs.CapacityYear(year, 1, random.choice((0, 1, 2, 2, 3, 3, 4, 5))) for year in range(1, random.choice((1, years)) + 1))
    slug = f"aanbod{number - 1 if number and random.random() < 0.12 else number}"
    tariff = costs.Tariff(
        offering=slug,
        slug=f"prijs{number}",
        name=slug,
        components=tuple(components),
        duration=random.choice((*(1, 2) * 6, 3, None)),
        priced_years=random.choice((None, None, None, None, None, None, years)),
        capacity=capacity,
    )
    coverage = tuple(Coverage(group, random.choice(STATUS_OF), CITATION) for group in GROUPS)
    vog = random.choice((True, True, None, False))
    parts = (f"aanbod{number - 2}",) if number > 1 and random.random() < 0.15 else ()
    offering = replace(BLANK, slug=slug, name=slug.title(), coverage=coverage, age_ranges=ANY_AGE, vog=vog, parts=parts)
    shown = Tariff(f"prijs{number}", "LIJSTPRIJS", "", "", CITATION, True, None, True, tariff.duration, "STATED", "", None, ())
    return pricing.Priced(offering, shown, (), (), tariff)


def random_component(random: Random, code: str) -> costs.Component:
    kind = random.choice(
        ("fixed", "match", "match", "match", "module", "hours", "all-in", "tier", "rate", "unknown" if random.random() < 0.1 else "match")
    )
    low = random.choice(AMOUNTS)
    high = low + random.choice((D(0), D(0), D(0), D(50), D(500)))
    common: dict[str, Any] = {
        "code": code,
        "label": code,
        "source": "verzonnen",
        "payer": random.choice(PAYERS),
        "vat_unknown": random.random() < 0.3,
    }
    if random.random() < 0.15:
        common["from_year"] = 2
    if random.random() < 0.15:
        common["to_year"] = 2
    if kind == "fixed":
        return costs.FixedFee(**common, low=low, high=high)
    if kind == "match":
        first = random.choice((1, 1, 2))
        return costs.PerMatch(**common, low=low, high=high, from_match_year=first, to_match_year=random.choice((first, first, None)))
    if kind == "module":
        return costs.PerModule(**common, low=low, high=high, match_year=random.choice((1, 2)), completion=random.choice((D(1), D("0.7"))))
    if kind == "hours":
        return costs.CoordinatorHours(
            **common,
            hours=random.choice((D("0.5"), D(1), D("1.37"))),
            per_week=random.random() < 0.3,
            per_matches=random.choice((None, 1, 2, 3)),
            per_new_match=random.random() < 0.5,
            in_steps=random.random() < 0.5,
            min_hours=random.choice((D(0), D(0), D(3))),
        )
    if kind == "all-in":
        return costs.AllInPerMatchYear(**common, low=low, high=high, includes_fixed=random.choice(AMOUNTS))
    if kind == "tier":
        return costs.InhabitantTier(**common, tiers=(costs.Tier(0, low, high), costs.Tier(50_000, low * 2, high * 2)))
    if kind == "rate":
        return costs.HourlyRate(**common, low=low / 10, high=high / 10, hours_per_match_year=((1, D("2.5")), (2, D(1))))
    return costs.UnknownCost(**common)


def random_instance(seed: int) -> Instance:
    random = Random(seed)
    years = random.choice((1, 2, 3))
    columns = [random_column(random, number, years) for number in range(random.choice((2, 3, 3, 4)))]
    # Of one offering all columns say the same.
    offerings = {column.offering.slug: column.offering for column in columns}
    columns = [replace(column, offering=offerings[column.offering.slug]) for column in columns]
    left = random.choice((1, 2, 3, 4, 5, 6))
    rows = []
    for group in GROUPS[: random.choice((1, 2, 2, 3))]:
        families = random.randint(1, max(1, left - 1))
        left -= families
        rows.append(DemandRow(group=group, families=families))
        if left < 1:
            break
    scenario = costs.Scenario(
        start_year=2027,
        years=years,
        new_matches=(7,) * years,
        hourly_cost=D(75),
        carry_over=random.choice(((), ((2, 3),))),
        payers=random.choice((costs.ALL_PAYERS, frozenset({costs.Payer.MUNICIPALITY}))),
        indexation=random.choice((D(0), D(0), D("0.0375"))),
        vat_what_if=random.choice((None, None, D("0.21"))),
        inhabitants=random.choice((20_000, 80_000)),
    )
    return Instance(
        columns=tuple(columns),
        rows=tuple(rows),
        scenario=scenario,
        goal=random.choice(list(Goal)),
        certainty=random.choice(list(Certainty)),
        vog=random.random() < 0.2,
        budget=D(random.choice((0, 500, 1000, 2000, 3000, 6000, 10_000, 20_000))) if random.random() < 0.4 else None,
        per_year=random.random() < 0.5,
    )
