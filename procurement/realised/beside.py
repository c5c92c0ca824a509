"""Per calendar year and in total the prices that were known beforehand beside what was realised. What is unknown stays unknown, with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from procurement import costs
from procurement.realised.differences import Difference, year_difference, years_difference
from procurement.realised.term import Term
from voorzieningen.money import EuroRange, total_of

OUTSIDE = "niet in de vraag"


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in euro, or None with the reason in Dutch."""

    cost: EuroRange | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A price that was known beforehand: what it came to in the question by calendar year, and the tariff to calculate it anew with.

    `name` follows after "de". `is_stored` tells that the amounts come from a frozen report.
    """

    name: str
    title: str
    years: Mapping[int, Amount]
    tariff: costs.Tariff
    is_stored: bool = False


@dataclass(frozen=True, slots=True)
class YearRealised:
    """What a calendar year really brought; None is not known. Cost in euro, hours of the coordinator in that year."""

    year: int
    matches: int | None = None
    hours: Decimal | None = None
    cost: Decimal | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One calendar year. `asked` are the new matches of the question, None outside it; `prices` stand in the order of the prices."""

    year: int
    asked: int | None
    prices: tuple[Amount, ...]
    realised: YearRealised


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of the column of what was realised: `cost` of the `years` that are known; None when none is."""

    cost: Decimal | None
    years: tuple[int, ...]
    unknown: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """All of one contract. `totals` are of the years of the question, `differences` sentences per price, `notes` why something is not compared."""

    prices: tuple[Known, ...]
    rows: tuple[Row, ...]
    totals: tuple[Amount, ...]
    realised: Total
    differences: tuple[tuple[str, tuple[str, ...]], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Contract:
    term: Term
    scenario: costs.Scenario
    realised: Mapping[int, YearRealised]
    asked: Mapping[int, int] = field(default_factory=dict)

    @property
    def starts_as_asked(self) -> bool:
        return self.term.starts_on.year == self.scenario.start_year


def put_beside(*, term: Term, scenario: costs.Scenario, prices: Sequence[Known], realised: Sequence[YearRealised]) -> Beside:
    """The prices of the question beside what was realised under a contract. Each year stands once in `realised`."""
    asked = {scenario.calendar_year(number): new for number, new in enumerate(scenario.new_matches, start=1)}
    by_year = {item.year: item for item in realised}
    contract = _Contract(term, scenario, by_year, asked)
    years = sorted({*asked, *by_year})
    rows = tuple(
        Row(
            year=year,
            asked=asked.get(year),
            prices=tuple(price.years.get(year, Amount(None, OUTSIDE)) for price in prices),
            realised=by_year.get(year, YearRealised(year)),
        )
        for year in years
    )
    return Beside(
        prices=tuple(prices),
        rows=rows,
        totals=tuple(_total(price, asked) for price in prices),
        realised=_realised_total(realised),
        differences=tuple((price.name, found) for price in prices if (found := tuple(_differences(contract, price)))),
        notes=tuple(_notes(contract)),
    )


def prices_at_realised(tariff: costs.Tariff, term: Term, scenario: costs.Scenario, realised: Mapping[int, YearRealised]) -> dict[int, Amount]:
    """What a tariff costs in each calendar year of the term with as many new matches as there really were.

    A year also has what still runs of the years before it, so the first year without a number is where it ends. The first contract year is
    the calendar year in which the contract starts; matches that ran before the question are only known when both start in the same year.
    """
    numbers: list[int] = []
    for year in term.years:
        found = realised.get(year)
        if found is None or found.matches is None:
            break
        numbers.append(found.matches)
    answer = {year: Amount(None, f"het aantal koppelingen van {term.starts_on.year + len(numbers)} is onbekend") for year in term.years}
    if numbers:
        carried = scenario.carry_over if term.starts_on.year == scenario.start_year else ()
        asked = replace(scenario, start_year=term.starts_on.year, years=len(numbers), new_matches=tuple(numbers), carry_over=carried)
        answer |= {year.calendar_year: Amount(year.cost, year.reason) for year in costs.cost(tariff, asked).years}
    return answer


def _total(price: Known, asked: Mapping[int, int]) -> Amount:
    """The sum over the years of the question; unknown when one of them is."""
    amounts = [price.years.get(year, Amount(None, OUTSIDE)) for year in asked]
    known = [amount.cost for amount in amounts if amount.cost is not None]
    if len(known) < len(amounts):
        return Amount(None, next(amount.reason for amount in amounts if amount.cost is None))
    return Amount(total_of(known))


def _realised_total(realised: Sequence[YearRealised]) -> Total:
    known = [(item.year, item.cost) for item in sorted(realised, key=lambda item: item.year) if item.cost is not None]
    unknown = tuple(sorted(item.year for item in realised if item.cost is None))
    return Total(sum((cost for _, cost in known), Decimal(0)) if known else None, tuple(year for year, _ in known), unknown)


def _differences(contract: _Contract, price: Known) -> Iterator[str]:
    """Per year that can be compared, and over all of those together when there are more."""
    found: list[tuple[int, Difference]] = []
    at_realised = prices_at_realised(price.tariff, contract.term, contract.scenario, contract.realised)
    for year in _comparable(contract):
        amount, item = price.years.get(year, Amount(None, OUTSIDE)), contract.realised[year]
        if amount.cost is None:
            yield f"{year}: niet te vergelijken met de {price.name}: {amount.reason}."
            continue
        assert item.cost is not None
        fair = at_realised[year]
        found.append((year, Difference(item.cost, amount.cost, price.name, contract.asked[year], item.matches, fair.cost, fair.reason)))
        yield year_difference(*found[-1])
    if len(found) > 1:
        yield years_difference([year for year, _ in found], _together([difference for _, difference in found]))


def _together(parts: Sequence[Difference]) -> Difference:
    """Several years as one: the sum of each, unknown as soon as one of them is."""
    matches = [part.matches for part in parts if part.matches is not None]
    fair = [part.at_realised for part in parts if part.at_realised is not None]
    return Difference(
        cost=sum((part.cost for part in parts), Decimal(0)),
        price=total_of([part.price for part in parts]),
        name=parts[0].name,
        asked=sum(part.asked for part in parts),
        matches=sum(matches) if len(matches) == len(parts) else None,
        at_realised=total_of(fair) if len(fair) == len(parts) else None,
        reason=next((part.reason for part in parts if part.at_realised is None), ""),
    )


def _comparable(contract: _Contract) -> list[int]:
    """The years with a realised cost in which a calendar year is a contract year of the question."""
    if not contract.starts_as_asked:
        return []
    paid = sorted(year for year, item in contract.realised.items() if item.cost is not None and year in contract.asked)
    return [year for year in paid if year in contract.term.years and not contract.term.why_not_whole(year)]


def _notes(contract: _Contract) -> Iterator[str]:
    """Why something that was realised is not compared."""
    start = contract.term.starts_on.year
    paid = [item for _, item in sorted(contract.realised.items()) if item.cost is not None]
    if paid and not contract.starts_as_asked:
        yield f"Het contract begint in {start}, de vraag in {contract.scenario.start_year}. Er staat geen verschil bij: het zijn andere jaren."
        return
    for year, item in sorted(contract.realised.items()):
        if item.cost is None:
            yield f"{year} is niet vergeleken: de kosten zijn onbekend."
        elif year not in contract.asked:
            yield f"{year} is niet vergeleken: dit jaar staat niet in de vraag."
        elif reason := (contract.term.why_not_whole(year) if year in contract.term.years else "dit jaar valt buiten het contract"):
            yield f"{year} is niet vergeleken: {reason}."
