"""The prices that were known beforehand for the offering of a contract: from the frozen report, or else from the dossier as it is today."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import QueryDict

from procurement import costs
from procurement.models import AdviceReport, Contract, Dossier
from procurement.pricing import Priced, price_tariff, priced_tariffs
from procurement.question import PAYER_WORDS, Question
from procurement.realised import Amount, Beside, Known, Term, YearRealised, put_beside
from procurement.views.dossiers.asking import ask_query
from procurement.views.questions import Asked
from voorzieningen.money import EuroRange
from voorzieningen.reference_date import PARAMETER

LIST_PRICE = "LIJSTPRIJS"


@dataclass(frozen=True, slots=True)
class Basis:
    """What prices are taken from. `report` is the last frozen report, None for the dossier as it is; `day` is the day that the facts are of."""

    asked: Asked
    report: AdviceReport | None
    stored: Mapping[tuple[str, str], Mapping[int, Amount]]

    @property
    def is_answerable(self) -> bool:
        return self.asked.form.is_valid()

    @property
    def day(self) -> date:
        return self.asked.reference_day

    @property
    def payers(self) -> tuple[str, ...]:
        """Whose costs are in the prices; empty when everybody's are."""
        scenario = self.asked.question.scenario
        return () if scenario.is_integral else tuple(word for payer, word in PAYER_WORDS.items() if payer in scenario.payers)


@dataclass(frozen=True, slots=True)
class Side:
    """One price with where it stands, for under the table."""

    title: str
    source: str
    price_level: int | None


def basis_of(dossier: Dossier) -> Basis:
    """The last frozen report when there is one, with the catalogue of its day; two queries and the catalogue."""
    report = AdviceReport.objects.filter(dossier=dossier).defer("pdf").order_by("-number").first()
    query = QueryDict(report.query if report else dossier.query, mutable=True)
    if report is not None:
        query[PARAMETER] = report.reference_day.isoformat()
    asked = ask_query(query, list(dossier.quotations.order_by("number")))
    return Basis(asked, report, _stored(report) if report else {})


def beside_of(basis: Basis, contract: Contract) -> tuple[Beside, tuple[Side, ...]]:
    """What was known beforehand beside what a contract brought. Only of an answerable basis."""
    question = basis.asked.question
    prices = _prices(basis.asked, question, contract.offering)
    realised = [YearRealised(item.year, item.matches, item.hours, item.cost, item.note) for item in contract.realised.all()]
    beside = put_beside(
        term=Term(contract.starts_on, contract.until),
        scenario=question.scenario,
        prices=[_known(basis, question, priced) for priced in prices],
        realised=sorted(realised, key=lambda item: item.year),
    )
    return beside, tuple(_side(priced) for priced in prices)


def _prices(asked: Asked, question: Question, slug: str) -> list[Priced]:
    """The list price first, whether or not it was compared, and then the other columns of the offering."""
    columns = [priced for priced in priced_tariffs(asked.catalogue, question.choice) if priced.offering.slug == slug]
    lists = [priced for priced in columns if priced.tariff.kind == LIST_PRICE]
    offering = asked.catalogue.offering(slug)
    if not lists and offering is not None and offering.default_tariff is not None and offering.default_tariff.kind == LIST_PRICE:
        choice = question.choice
        readings, duration, level = choice.readings.get(slug, ()), choice.durations.get(slug), choice.price_levels.get(slug)
        lists = [price_tariff(offering, offering.default_tariff, readings, duration, price_level=level)]
    return [*lists, *(priced for priced in columns if priced.tariff.kind != LIST_PRICE)]


def _known(basis: Basis, question: Question, priced: Priced) -> Known:
    years = {year.calendar_year: Amount(year.cost, year.reason) for year in costs.cost(priced.calculated, question.scenario).years}
    stored = basis.stored.get((priced.offering.slug, priced.tariff.slug))
    is_default = priced.tariff is priced.offering.default_tariff
    name = "lijstprijs" if is_default and priced.tariff.kind == LIST_PRICE else f"prijs uit ‘{priced.tariff.name}’"
    return Known(name, _title(priced), stored or years, priced.calculated, is_stored=stored is not None)


def _title(priced: Priced) -> str:
    return "Lijstprijs" if priced.tariff is priced.offering.default_tariff and priced.tariff.kind == LIST_PRICE else priced.tariff.name


def _side(priced: Priced) -> Side:
    source = priced.tariff.citation.source
    words = ", ".join(part for part in (source.title, source.publisher, source.dated) if part)
    return Side(_title(priced), words, priced.tariff.price_level_year)


def _stored(report: AdviceReport) -> dict[tuple[str, str], dict[int, Amount]]:
    """The amounts per calendar year as the report has them, by offering and tariff."""
    columns = json.loads(report.data).get("vergelijking", {}).get("aanbod", ())
    return {(column["slug"], column["tarief"]): {year["kalenderjaar"]: _amount(year) for year in column["jaren"]} for column in columns}


def _amount(year: Mapping[str, Any]) -> Amount:
    if year["laag"] is None:
        return Amount(None, year.get("reden", ""))
    return Amount(EuroRange(Decimal(year["laag"]), Decimal(year["hoog"])))
