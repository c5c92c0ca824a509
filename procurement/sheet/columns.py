"""One column of the comparison: an offering with one tariff, what it costs and how that was calculated, line by line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from operator import attrgetter

from procurement import costs, fit
from procurement.features import Feature, features
from procurement.opened import OpenedFigure, UsedInput, by_key, open_figures, used_inputs, year_key
from procurement.pricing import Priced
from procurement.question import PAYER_WORDS, Question
from voorzieningen.catalogue import Citation, Source
from voorzieningen.money import EuroRange


@dataclass(frozen=True, slots=True)
class CalculationLine:
    """One printed line with the year it belongs to and the title of its source."""

    contract_year: int
    calendar_year: int
    code: str
    label: str
    payer: str
    calculation: str
    amount: EuroRange | None
    reason: str
    citation: Citation
    circa: bool
    in_tail: bool
    inputs: tuple[UsedInput, ...] = ()

    @property
    def source(self) -> Source:
        return self.citation.source

    @property
    def place(self) -> str:
        return self.citation.place

    @property
    def quote(self) -> str:
        return self.citation.quote


@dataclass(frozen=True)
class Column:
    """One offering with one tariff: what it is like, what it costs and how that was calculated. A page asks most of it more than once."""

    priced: Priced
    result: costs.OfferingCost
    features: tuple[Feature, ...]
    lines: tuple[CalculationLine, ...]
    fit: fit.OfferingFit | None
    budget_safe: int | None
    budget_optimistic: int | None
    avoided: tuple[costs.Avoided, costs.Avoided] | None
    figures: tuple[OpenedFigure, ...] = ()
    scope: str = ""  # before its anchor, where the same tariff stands in two tables

    @property
    def name(self) -> str:
        return self.priced.name

    @property
    def key(self) -> str:
        return self.priced.key

    @property
    def anchor(self) -> str:
        return f"{self.scope}{self.priced.key.replace(':', '-')}"

    @property
    def is_partial(self) -> bool:
        """Some years have a price and others have none: the total is unknown."""
        return self.result.status is costs.Status.PARTIAL

    @cached_property
    def has_unknown_price_level(self) -> bool:
        """There are amounts, and the source does not say of which year they are."""
        return self.priced.tariff.price_level_year is None and any(line.amount is not None for line in self.lines)

    @cached_property
    def figure(self) -> Mapping[str, OpenedFigure]:
        """The figures by their key."""
        return by_key(self.figures)

    @property
    def year_cells(self) -> tuple[tuple[OpenedFigure, tuple[CalculationLine, ...]], ...]:
        """The contract years, each with the lines that make its cost."""
        lines = {year: tuple(of_year) for year, of_year in groupby(self.lines, key=attrgetter("contract_year"))}
        return tuple((self.figure[year_key(year.contract_year)], lines.get(year.contract_year, ())) for year in self.result.years)

    @cached_property
    def inputs(self) -> tuple[UsedInput, ...]:
        """Everything that the lines rest on, each once."""
        return tuple(dict.fromkeys(item for line in self.lines for item in line.inputs))


def build_column(
    question: Question, priced: Priced, result: costs.OfferingCost, answer: fit.OfferingFit | None, note: int, scope: str = ""
) -> Column:
    """The column of a tariff: `answer` is how it fits the task, `note` the number of its first amount in the report, `scope` stands in its anchor."""
    safe = optimistic = None
    if question.budget is not None:
        safe, optimistic = costs.fitting_matches(priced.calculated, question.scenario, question.budget, question.budget_per_year)
    price: Decimal | None = question.trajectory_price
    return Column(
        priced=priced,
        result=result,
        features=features(priced.offering, priced.tariff),
        lines=_lines(question, priced, result),
        fit=answer,
        budget_safe=safe,
        budget_optimistic=optimistic,
        avoided=costs.avoided_trajectories(result, price) if price is not None else None,
        figures=open_figures(result, note),
        scope=scope,
    )


def _lines(question: Question, priced: Priced, result: costs.OfferingCost) -> tuple[CalculationLine, ...]:
    """All lines of the horizon and of the tail, in order of year."""
    rows = {row.code: row for row in priced.rows}
    tail = result.tail.years if result.tail else ()
    found = []
    for year in (*result.years, *tail):
        for line in year.lines:
            row = rows[line.code.removeprefix("BTW-")]
            found.append(
                CalculationLine(
                    contract_year=year.contract_year,
                    calendar_year=year.calendar_year,
                    code=line.code,
                    label=line.label,
                    payer=PAYER_WORDS[line.payer],
                    calculation=line.calculation,
                    amount=line.amount,
                    reason=line.reason,
                    citation=row.citation,
                    circa=line.circa,
                    in_tail=year.contract_year > len(result.years),
                    inputs=used_inputs(line, row, priced, question),
                )
            )
    return tuple(found)
