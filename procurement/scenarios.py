"""Two or three scenarios side by side: what differs between the questions, and what each offering costs in each. Never added, never averaged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from procurement import costs
from procurement.pricing import Priced, priced_tariffs
from procurement.question import Input, Question
from voorzieningen.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Difference:
    """One input of which the value is not the same in every scenario; None where a scenario has no such input."""

    label: str
    inputs: tuple[Input | None, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One offering with one tariff in one scenario. `years` are as many as the longest scenario has, None beyond its own."""

    priced: Priced
    result: costs.OfferingCost
    years: tuple[costs.YearCost | None, ...]

    @property
    def has_unknown_price_level(self) -> bool:
        """There are amounts, and the source does not say of which year they are."""
        return self.priced.tariff.price_level_year is None and self.result.known_years is not None


@dataclass(frozen=True, slots=True)
class Row:
    """One offering with one tariff. `named` holds what each scenario is called with its answer, None where it does not compare the offering."""

    name: str
    named: tuple[tuple[str, Answer | None], ...]

    @property
    def answers(self) -> tuple[Answer | None, ...]:
        return tuple(answer for _, answer in self.named)


@dataclass(frozen=True, slots=True)
class Scenarios:
    """The whole comparison. The order of the scenarios is that of the address, the one asked first."""

    questions: tuple[Question, ...]
    rows: tuple[Row, ...]

    @property
    def headings(self) -> tuple[tuple[int, str, str], ...]:
        """(number from 1, name, query of its own comparison with the others beside it) per scenario."""
        first, *others = self.questions
        queries = [first.query, *(beside.swap for beside in first.others)]
        return tuple((number, question.label, query) for number, (question, query) in enumerate(zip((first, *others), queries, strict=True), start=1))

    @property
    def years(self) -> tuple[tuple[int, int | None], ...]:
        """(contract year, calendar year) of the longest scenario; no calendar year when the scenarios do not start in the same one."""
        starts = {question.scenario.start_year for question in self.questions}
        longest = max(self.questions, key=lambda question: question.scenario.years).scenario
        return tuple((number, longest.calendar_year(number) if len(starts) == 1 else None) for number in range(1, longest.years + 1))

    @property
    def differences(self) -> tuple[Difference, ...]:
        """The inputs that differ in value, each after the one that it follows in the scenario that has it."""
        by_key = [{(item.name, item.label): item for item in question.inputs} for question in self.questions]
        keys: list[tuple[str, str]] = []
        for inputs in by_key:
            place = 0
            for key in inputs:
                if key not in keys:
                    keys.insert(place, key)
                place = keys.index(key) + 1
        found = [Difference(key[1], tuple(inputs.get(key) for inputs in by_key)) for key in keys]
        return tuple(difference for difference in found if len({item and item.value for item in difference.inputs}) > 1)

    @property
    def has_other_payers(self) -> bool:
        """Whether the scenarios count other payers: their totals are then no alternatives of each other."""
        return len({question.scenario.payers for question in self.questions}) > 1

    @property
    def has_unknown_price_level(self) -> bool:
        return any(answer.has_unknown_price_level for row in self.rows for answer in row.answers if answer is not None)


def compare_scenarios(questions: Sequence[Question], catalogue: Catalogue) -> Scenarios:
    """Every offering that any of the scenarios compares, calculated in each that does, on one catalogue."""
    longest = max(question.scenario.years for question in questions)
    answers = [_answers(question, catalogue, longest) for question in questions]
    names = {key: answer.priced.name for found in answers for key, answer in found.items()}
    called = [f"{number}. {question.label}" for number, question in enumerate(questions, start=1)]
    rows = [Row(name, tuple(zip(called, [found.get(key) for found in answers], strict=True))) for key, name in names.items()]
    return Scenarios(tuple(questions), tuple(rows))


def _answers(question: Question, catalogue: Catalogue, longest: int) -> dict[str, Answer]:
    columns = priced_tariffs(catalogue, question.choice)
    results = costs.compare([column.calculated for column in columns], question.scenario).results
    beyond = (None,) * (longest - question.scenario.years)
    return {column.key: Answer(column, result, (*result.years, *beyond)) for column, result in zip(columns, results, strict=True)}
