"""The comparison as rows and columns, so that screen, PDF and files print the same numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from procurement import costs, fit
from procurement.features import Feature, features
from procurement.pricing import Priced
from procurement.question import PAYER_WORDS, Question
from voorzieningen.catalogue import Source
from voorzieningen.money import EuroRange, range_nl


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
    source: Source
    place: str
    quote: str
    circa: bool
    in_tail: bool


@dataclass(frozen=True, slots=True)
class Column:
    """One offering with one tariff: what it is like, what it costs and how that was calculated."""

    priced: Priced
    result: costs.OfferingCost
    features: tuple[Feature, ...]
    lines: tuple[CalculationLine, ...]
    fit: fit.OfferingFit | None
    budget_safe: int | None
    budget_optimistic: int | None
    avoided: tuple[costs.Avoided, costs.Avoided] | None

    @property
    def name(self) -> str:
        return self.priced.name

    @property
    def key(self) -> str:
        return self.priced.key

    @property
    def anchor(self) -> str:
        return self.priced.key.replace(":", "-")

    @property
    def is_partial(self) -> bool:
        """Some years have a price and others have none: the total is unknown."""
        return self.result.status is costs.Status.PARTIAL


@dataclass(frozen=True, slots=True)
class FeatureRow:
    label: str
    cells: tuple[Feature, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All columns of one question. `years` are (contract year, calendar year)."""

    question: Question
    columns: tuple[Column, ...]
    years: tuple[tuple[int, int], ...]

    @property
    def feature_rows(self) -> tuple[FeatureRow, ...]:
        if not self.columns:
            return ()
        return tuple(
            FeatureRow(feature.label, tuple(column.features[position] for column in self.columns))
            for position, feature in enumerate(self.columns[0].features)
        )

    @property
    def chart_columns(self) -> tuple[tuple[str, costs.OfferingCost], ...]:
        return tuple((column.name, column.result) for column in self.columns)

    @property
    def cited_sources(self) -> tuple[Source, ...]:
        """Every source that a feature or a line of the calculation cites, each once, by code."""
        found = {line.source for column in self.columns for line in column.lines}
        found |= {source for column in self.columns for feature in column.features for source in feature.sources}
        return tuple(sorted(found, key=lambda source: source.code))


def build_sheet(question: Question, priced: Sequence[Priced], fits: Sequence[fit.OfferingFit] = ()) -> Sheet:
    """Calculate the question and lay it out. `fits` are the answers to the task, when the user gave one."""
    comparison = costs.compare([column.calculated for column in priced], question.scenario)
    by_slug = {answer.offering.slug: answer for answer in fits}
    columns = tuple(
        _column(question, column, result, by_slug.get(column.offering.slug)) for column, result in zip(priced, comparison.results, strict=True)
    )
    years = tuple((number, question.scenario.calendar_year(number)) for number in range(1, question.scenario.years + 1))
    return Sheet(question, columns, years)


def _column(question: Question, priced: Priced, result: costs.OfferingCost, answer: fit.OfferingFit | None) -> Column:
    safe = optimistic = None
    if question.budget is not None:
        safe, optimistic = costs.fitting_matches(priced.calculated, question.scenario, question.budget, question.budget_per_year)
    price: Decimal | None = question.trajectory_price
    return Column(
        priced=priced,
        result=result,
        features=features(priced.offering, priced.tariff),
        lines=_lines(priced, result),
        fit=answer,
        budget_safe=safe,
        budget_optimistic=optimistic,
        avoided=costs.avoided_trajectories(result, price) if price is not None else None,
    )


def _lines(priced: Priced, result: costs.OfferingCost) -> tuple[CalculationLine, ...]:
    """All lines of the horizon and of the tail, in order of year."""
    rows = {row.code: row for row in priced.tariff.components}
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
                    source=row.citation.source,
                    place=row.citation.place,
                    quote=row.citation.quote,
                    circa=line.circa,
                    in_tail=year.contract_year > len(result.years),
                )
            )
    return tuple(found)


def total_words(result: costs.OfferingCost) -> str:
    """The total in words for a running text: an amount, "onbekend", or the known years only."""
    if result.total is not None:
        return range_nl(result.total)
    if result.known_years is not None:
        return f"onbekend ({result.reason}); de bekende jaren samen: {range_nl(result.known_years)}"
    return f"onbekend ({result.reason})"
