"""The comparison as rows and columns, so that screen, PDF and files print the same numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from procurement import costs, fit
from procurement.features import Feature, features
from procurement.left_out import Kind, LeftOut, left_out
from procurement.offers import CashView, OfferBesideList, cash_view, find_offers, has_own
from procurement.opened import OpenedFigure, UsedInput, by_key, open_figures, used_inputs, year_key
from procurement.pricing import Priced
from procurement.question import PAYER_WORDS, Question
from procurement.readings import Ambiguity, find_ambiguities
from procurement.sensitivity import Sensitivity, find_sensitivity
from procurement.tipping import Tipping, find_tipping
from voorzieningen.catalogue import Citation, Source
from voorzieningen.money import EuroRange, range_nl

MOST_LEFT_OUT = 100


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
    inputs: tuple[UsedInput, ...] = ()

    @property
    def citation(self) -> Citation:
        return Citation(self.source, self.place, self.quote)


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
    figures: tuple[OpenedFigure, ...] = ()

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

    @property
    def has_unknown_price_level(self) -> bool:
        """There are amounts, and the source does not say of which year they are."""
        return self.priced.tariff.price_level_year is None and any(line.amount is not None for line in self.lines)

    @property
    def figure(self) -> Mapping[str, OpenedFigure]:
        """The figures by their key."""
        return by_key(self.figures)

    @property
    def year_cells(self) -> tuple[tuple[OpenedFigure, tuple[CalculationLine, ...]], ...]:
        """The contract years, each with the lines that make its cost."""
        figures = self.figure
        return tuple(
            (figures[year_key(year.contract_year)], tuple(line for line in self.lines if line.contract_year == year.contract_year))
            for year in self.result.years
        )

    @property
    def inputs(self) -> tuple[UsedInput, ...]:
        """Everything that the lines rest on, each once."""
        return tuple(dict.fromkeys(item for line in self.lines for item in line.inputs))


@dataclass(frozen=True, slots=True)
class FeatureRow:
    label: str
    cells: tuple[Feature, ...]


@dataclass(frozen=True)
class Sheet:
    """All columns of one question. `years` are (contract year, calendar year); `ambiguities` are what the columns could be read as instead,
    `left_out` is the rest of the catalogue with why it is not a column, or why it falls out and was chosen all the same.
    """

    question: Question
    columns: tuple[Column, ...]
    years: tuple[tuple[int, int], ...]
    ambiguities: tuple[Ambiguity, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    # Each is made when a page or file first asks for it.

    @cached_property
    def tipping(self) -> Tipping | None:
        return find_tipping(self.question, self._priced, self._results)

    @cached_property
    def sensitivity(self) -> Sensitivity | None:
        return find_sensitivity(self.question, self._priced, self._results)

    @cached_property
    def offers(self) -> tuple[OfferBesideList, ...]:
        return find_offers(self.question, self._priced)

    @cached_property
    def cash(self) -> CashView | None:
        return cash_view(self.question, self._priced, self._results)

    @property
    def is_confidential(self) -> bool:
        """Whether a column is an offer that somebody typed in for this session: then nothing of it is for others."""
        return has_own(self._priced)

    @property
    def _priced(self) -> list[Priced]:
        return [column.priced for column in self.columns]

    @property
    def _results(self) -> list[costs.OfferingCost]:
        return [column.result for column in self.columns]

    @property
    def left_out_shown(self) -> tuple[LeftOut, ...]:
        """As many as a table can show; what falls out comes first, for that is what the task decided."""
        ordered = sorted(self.left_out, key=lambda row: row.kind is not Kind.FALLS_OUT)
        return tuple(ordered[:MOST_LEFT_OUT])

    @property
    def left_out_more(self) -> int:
        """How many are not shown."""
        return len(self.left_out) - len(self.left_out_shown)

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
        """The bars of a chart; an asterisk behind the name says that the price level is unknown."""
        return tuple(
            (f"{column.name}{' *' if column.has_unknown_price_level and column.result.known_years is not None else ''}", column.result)
            for column in self.columns
        )

    @property
    def has_unknown_price_level(self) -> bool:
        return any(column.has_unknown_price_level for column in self.columns)

    @property
    def cited_sources(self) -> tuple[Source, ...]:
        """Every source that a feature, a line of the calculation or a reading cites, each once, by code."""
        found = {line.source for column in self.columns for line in column.lines}
        found |= {source for column in self.columns for feature in column.features for source in feature.sources}
        found |= {item.citation.source for ambiguity in self.ambiguities for item in ambiguity.alternatives if item.citation is not None}
        return tuple(sorted(found, key=lambda source: source.code))


def build_sheet(question: Question, priced: Sequence[Priced], fits: Sequence[fit.OfferingFit] = ()) -> Sheet:
    """Calculate the question and lay it out. `fits` are the answers of the whole catalogue to the task."""
    comparison = costs.compare([column.calculated for column in priced], question.scenario)
    by_slug = {} if question.task.is_empty else {answer.offering.slug: answer for answer in fits}
    columns: list[Column] = []
    for column, result in zip(priced, comparison.results, strict=True):
        note = sum(len(earlier.figures) for earlier in columns) + 1
        columns.append(_column(question, column, result, by_slug.get(column.offering.slug), note))
    years = tuple((number, question.scenario.calendar_year(number)) for number in range(1, question.scenario.years + 1))
    chosen = {column.offering.slug for column in priced}
    return Sheet(question, tuple(columns), years, find_ambiguities(question, priced), left_out(fits, chosen))


def _column(question: Question, priced: Priced, result: costs.OfferingCost, answer: fit.OfferingFit | None, note: int) -> Column:
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
                    source=row.citation.source,
                    place=row.citation.place,
                    quote=row.citation.quote,
                    circa=line.circa,
                    in_tail=year.contract_year > len(result.years),
                    inputs=used_inputs(line, row, priced, question),
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
