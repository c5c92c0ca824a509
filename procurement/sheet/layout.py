"""The columns beside each other with everything that is said of them together; each part is made when a page or file first asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from procurement import costs, fit
from procurement.coverage import Coverage, find_coverage
from procurement.features import Feature
from procurement.left_out import Kind, LeftOut, left_out
from procurement.mix import Member, Mix, Mixes, NamedMix, SearchAnswer, compare_mixes, find_mix, search_mix
from procurement.offers import CashView, OfferBesideList, cash_view, find_offers, has_own
from procurement.pricing import Priced
from procurement.question import OWN, Input, Question
from procurement.readings import Ambiguity, find_ambiguities
from procurement.sensitivity import Sensitivity, find_sensitivity
from procurement.sheet.columns import Column, build_column
from procurement.tipping import Tipping, find_tipping
from voorzieningen.catalogue import Catalogue, Offering, Source
from voorzieningen.money import range_nl

MOST_LEFT_OUT = 100


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
    catalogue: Catalogue | None = None  # that the question was asked of; without it there is no coverage and no mix

    # Each is made when a page or file first asks for it.

    @property
    def offerings(self) -> tuple[Offering, ...]:
        """The compared offerings, each once."""
        return tuple({column.priced.offering.slug: column.priced.offering for column in self.columns}.values())

    @cached_property
    def coverage(self) -> Coverage | None:
        if self.catalogue is None:
            return None
        return find_coverage(offerings=self.offerings, catalogue=self.catalogue, demand=self.question.demand, task=self.question.task)

    @cached_property
    def mix(self) -> Mix | None:
        return self._mix_of(self.question)

    def _mix_of(self, question: Question) -> Mix | None:
        if self.catalogue is None or question.mix.is_empty:
            return None
        return find_mix(catalogue=self.catalogue, mix=question.mix, choice=question.choice, scenario=question.scenario, demand=question.demand)

    @cached_property
    def mixes(self) -> Mixes | None:
        """The mix beside those of the scenarios beside it and beside doing nothing; None when no scenario has a mix."""
        others = [(question, self._mix_of(question)) for question in self.question.beside]
        found = [
            NamedMix(question.label, mix, question.scenario, question.demand)
            for question, mix in ((self.question, self.mix), *others)
            if mix is not None
        ]
        return compare_mixes(found, self.catalogue) if self.catalogue is not None and found else None

    @cached_property
    def mix_columns(self) -> tuple[Column, ...]:
        """The members of the mix with their lines, each in its own scenario; notes number on from those of the columns."""
        columns = list(self.columns)
        for member in self.mix.members if self.mix else ():
            note = sum(len(earlier.figures) for earlier in columns) + 1
            # The numbers of a mix are always the user's own, whatever the comparison takes.
            own = Input("koppelingen", "Nieuwe koppelingen per jaar", member.matches, OWN)
            inputs = (own, *(item for item in self.question.inputs if item.name != own.name))
            asked = replace(self.question, scenario=member.scenario, inputs=inputs)
            columns.append(build_column(asked, member.priced, member.result, None, note, scope="mix-"))
        return tuple(columns[len(self.columns) :])

    @property
    def mix_rows(self) -> tuple[tuple[Member, Column], ...]:
        """Each member of the mix with its column."""
        return tuple(zip(self.mix.members, self.mix_columns, strict=True)) if self.mix else ()

    @cached_property
    def search(self) -> SearchAnswer | None:
        """The cheapest covering mix and what it depends on; None when it was not asked or when there is nothing to place."""
        question = self.question
        if self.catalogue is None or not question.search.is_asked or not question.demand.numbered:
            return None
        return search_mix(
            catalogue=self.catalogue,
            columns=self._priced,
            scenario=question.scenario,
            demand=question.demand,
            task=question.task,
            search=question.search,
            budget=question.budget,
            budget_per_year=question.budget_per_year,
        )

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
        found = {line.source for column in (*self.columns, *self.mix_columns) for line in column.lines}
        found |= {source for column in self.columns for feature in column.features for source in feature.sources}
        found |= {item.citation.source for ambiguity in self.ambiguities for item in ambiguity.alternatives if item.citation is not None}
        return tuple(sorted(found, key=lambda source: source.code))


def build_sheet(question: Question, priced: Sequence[Priced], fits: Sequence[fit.OfferingFit] = (), catalogue: Catalogue | None = None) -> Sheet:
    """Calculate the question and lay it out. `fits` are the answers of the whole catalogue to the task."""
    comparison = costs.compare([column.calculated for column in priced], question.scenario)
    by_slug = {} if question.task.is_empty else {answer.offering.slug: answer for answer in fits}
    columns: list[Column] = []
    for column, result in zip(priced, comparison.results, strict=True):
        note = sum(len(earlier.figures) for earlier in columns) + 1
        columns.append(build_column(question, column, result, by_slug.get(column.offering.slug), note))
    years = tuple((number, question.scenario.calendar_year(number)) for number in range(1, question.scenario.years + 1))
    chosen = {column.offering.slug for column in priced}
    return Sheet(question, tuple(columns), years, find_ambiguities(question, priced, comparison.results), left_out(fits, chosen), catalogue)


def total_words(result: costs.OfferingCost) -> str:
    """The total in words for a running text: an amount, "onbekend", or the known years only."""
    if result.total is not None:
        return range_nl(result.total)
    if result.known_years is not None:
        return f"onbekend ({result.reason}); de bekende jaren samen: {range_nl(result.known_years)}"
    return f"onbekend ({result.reason})"
