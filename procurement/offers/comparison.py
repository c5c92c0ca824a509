"""An offer beside the list price of the same offering for the same question: per year, per match and over the years that both know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from urllib.parse import urlencode

from procurement import costs
from procurement.offers.notes import Note, notes_on
from procurement.offers.own import is_own
from procurement.pricing import Priced, price_tariff
from procurement.question import Question
from voorzieningen.catalogue import Offering, Tariff, TariffComponent
from voorzieningen.money import EuroRange, amount_nl, number_nl, total_of

NO_NEW_MATCHES = "niet te bepalen: geen nieuwe koppelingen in dit jaar"
LIST_PRICE, OFFER = "LIJSTPRIJS", "OFFERTE"


@dataclass(frozen=True, slots=True)
class Gap:
    """How far the offer lies from the list price in one bound. `bound` is laag or hoog, empty when both bounds differ by the same.

    `amount` is in euro and never negative; `word` is meer or minder, empty when there is no difference.
    """

    bound: str
    amount: Decimal
    word: str


@dataclass(frozen=True, slots=True)
class Price:
    """What one of the two costs in a contract year, and per new match of that year. None is unknown, and the words then say why.

    `words` are otherwise the sum of the amount (empty when that is one fixed amount), `per_new_words` the division.
    """

    amount: EuroRange | None
    words: str
    per_new: EuroRange | None
    per_new_words: str
    has_unknown_price_level: bool = False


@dataclass(frozen=True, slots=True)
class HourlyPrice:
    """What the offer comes to per offered hour of the coordinator: the amount of the year divided by the hours. It is no wage."""

    amount: EuroRange | None
    words: str  # Dutch: the sum, or why it cannot be told


@dataclass(frozen=True, slots=True)
class OfferYear:
    """One contract year of the question with both prices. `capacity` are the new matches that the offer is meant for, (low, high)."""

    contract_year: int
    calendar_year: int
    new: int
    list_price: Price
    offer: Price
    hourly: HourlyPrice
    capacity: tuple[int, int] | None

    @property
    def gaps(self) -> tuple[Gap, ...]:
        return gaps_between(self.list_price.amount, self.offer.amount)


@dataclass(frozen=True, slots=True)
class Summed:
    """What one of the two comes to over the years that both know. None cannot be told: no matches, or an unknown duration."""

    total: EuroRange
    match_years: int | None
    per_match: EuroRange | None
    per_match_year: EuroRange | None
    has_unknown_price_level: bool = False


@dataclass(frozen=True, slots=True)
class Together:
    """Both over the contract years in which both have a price. `started` are the new matches of those years."""

    years: tuple[int, ...]
    started: int
    list_price: Summed
    offer: Summed

    @property
    def gaps(self) -> tuple[Gap, ...]:
        return gaps_between(self.list_price.total, self.offer.total)

    @property
    def gaps_per_match(self) -> tuple[Gap, ...]:
        return gaps_between(self.list_price.per_match, self.offer.per_match)

    @property
    def gaps_per_match_year(self) -> tuple[Gap, ...]:
        return gaps_between(self.list_price.per_match_year, self.offer.per_match_year)


@dataclass(frozen=True, slots=True)
class OfferBesideList:
    """One offer beside the list price of the same offering, for the same question.

    `together` is None when no year has a price in both; `as_column` is the question (a query string) with this offer as a column of its own,
    empty when it is one already or was typed in for this session, because then no address may name it.
    """

    list_price: Priced
    offer: Priced
    years: tuple[OfferYear, ...]
    together: Together | None
    notes: tuple[Note, ...]
    as_column: str = ""

    @property
    def offering(self) -> Offering:
        return self.offer.offering

    @property
    def name(self) -> str:
        return self.offer.name

    @property
    def is_own(self) -> bool:
        """Whether somebody typed it in for this session."""
        return is_own(self.offer.tariff)

    @property
    def anchor(self) -> str:
        return self.offer.key.replace(":", "-")


def find_offers(question: Question, columns: Sequence[Priced]) -> tuple[OfferBesideList, ...]:
    """Every offer of the compared offerings beside its list price, whether or not the offer itself is a column."""
    offerings = {column.offering.slug: column.offering for column in columns}.values()
    return tuple(
        _beside(question, columns, offering, slug)
        for offering in offerings
        if offering.default_tariff is not None and offering.default_tariff.kind == LIST_PRICE
        for slug in (tariff.slug for tariff in offering.tariffs if tariff.kind == OFFER)
    )


def gaps_between(list_price: EuroRange | None, offer: EuroRange | None) -> tuple[Gap, ...]:
    """The offer minus the list price: once when both bounds differ by the same, otherwise per bound; nothing when one is unknown."""
    if list_price is None or offer is None:
        return ()
    by = offer - list_price
    if by.is_exact:
        return (_gap("", by.low),)
    return (_gap("laag", by.low), _gap("hoog", by.high))


def _gap(bound: str, amount: Decimal) -> Gap:
    return Gap(bound, abs(amount), "meer" if amount > 0 else "minder" if amount < 0 else "")


def _beside(question: Question, columns: Sequence[Priced], offering: Offering, slug: str) -> OfferBesideList:
    list_tariff, offer_tariff = offering.tariffs[0], offering.tariff(slug)
    assert offer_tariff is not None
    sides = _priced(question, offering, list_tariff), _priced(question, offering, offer_tariff)
    list_price, offer = sides
    list_cost, offer_cost = (costs.cost(side.calculated, question.scenario) for side in sides)
    # What the whole offer costs per hour does not depend on whose part of it is asked, nor on VAT as a trial.
    whole = costs.cost(offer.calculated, replace(question.scenario, payers=costs.ALL_PAYERS, vat_what_if=None))
    capacity = {year.contract_year: (year.low, year.high) for year in offer.calculated.capacity}
    years = tuple(
        OfferYear(
            contract_year=ours.contract_year,
            calendar_year=ours.calendar_year,
            new=ours.new,
            list_price=_price(list_price, ours),
            offer=_price(offer, theirs),
            hourly=_hourly(offer.tariff.components, all_in, question.scenario.weeks),
            capacity=capacity.get(ours.contract_year),
        )
        for ours, theirs, all_in in zip(list_cost.years, offer_cost.years, whole.years, strict=True)
    )
    return OfferBesideList(
        list_price=list_price,
        offer=offer,
        years=years,
        together=_together(list_price, offer, list_cost, offer_cost),
        notes=notes_on(question, list_price, offer),
        as_column=_as_column(question, columns, offer),
    )


def _priced(question: Question, offering: Offering, tariff: Tariff) -> Priced:
    """The tariff with what the question chose for its offering."""
    choice, slug = question.choice, offering.slug
    return price_tariff(offering, tariff, choice.readings.get(slug, ()), choice.durations.get(slug), price_level=choice.price_levels.get(slug))


def _price(priced: Priced, year: costs.YearCost) -> Price:
    if year.cost is None:
        return Price(None, year.reason, None, year.reason)
    words = " + ".join(line.calculation for line in year.lines)
    per_new = year.cost.divided_by(year.new)
    divided = f"{_amount(year.cost)} / {number_nl(year.new)}" if per_new else NO_NEW_MATCHES
    return Price(year.cost, "" if words == _amount(year.cost) else words, per_new, divided, priced.tariff.price_level_year is None)


def _hourly(components: Sequence[TariffComponent], year: costs.YearCost, weeks: int) -> HourlyPrice:
    """The amount of a year divided by the offered hours (rows that only inform, per week or per year)."""
    rows = [row for row in components if row.role == "INFO" and row.type == "COORDINATOR_HOURS" and _holds(row, year.contract_year)]
    if not rows:
        return HourlyPrice(None, "de offerte noemt voor dit jaar geen uren")
    if year.cost is None:
        return HourlyPrice(None, year.reason)
    hours, words = Decimal(0), []
    for row in rows:
        if row.hours is None or row.per_matches is not None:
            return HourlyPrice(None, "de offerte noemt geen vast aantal uren")
        by_week = row.period == "WEEK"
        hours += row.hours * weeks if by_week else row.hours
        words.append(f"{_hours_nl(row.hours)} uur x {weeks} weken" if by_week else f"{_hours_nl(row.hours)} uur")
    price = year.cost.divided_by(hours)
    if price is None:
        return HourlyPrice(None, "de offerte noemt 0 uur")
    return HourlyPrice(price, f"{_amount(year.cost)} / ({' + '.join(words)})")


def _amount(amount: EuroRange) -> str:
    low, high = amount_nl(amount.low), amount_nl(amount.high)
    return low if amount.is_exact else f"{low} tot {high}"


def _holds(row: TariffComponent, contract_year: int) -> bool:
    return row.from_contract_year <= contract_year and (row.to_contract_year is None or contract_year <= row.to_contract_year)


def _hours_nl(hours: Decimal) -> str:
    return number_nl(int(hours) if hours == int(hours) else hours.normalize())


def _together(list_price: Priced, offer: Priced, list_cost: costs.OfferingCost, offer_cost: costs.OfferingCost) -> Together | None:
    pairs = [
        (ours, theirs) for ours, theirs in zip(list_cost.years, offer_cost.years, strict=True) if ours.cost is not None and theirs.cost is not None
    ]
    if not pairs:
        return None
    return Together(
        years=tuple(ours.contract_year for ours, _ in pairs),
        started=sum(ours.new for ours, _ in pairs),
        list_price=_summed(list_price, [ours for ours, _ in pairs]),
        offer=_summed(offer, [theirs for _, theirs in pairs]),
    )


def _summed(priced: Priced, years: Sequence[costs.YearCost]) -> Summed:
    """The sum of years of which each has a price."""
    total = total_of([year.cost for year in years if year.cost is not None])
    active = [year.active for year in years]
    match_years = None if None in active else sum(number or 0 for number in active)
    return Summed(
        total=total,
        match_years=match_years,
        per_match=total.divided_by(sum(year.new for year in years)),
        per_match_year=total.divided_by(match_years) if match_years else None,
        has_unknown_price_level=priced.tariff.price_level_year is None,
    )


def _as_column(question: Question, columns: Sequence[Priced], offer: Priced) -> str:
    """The same question with the offer beside what is compared already."""
    if is_own(offer.tariff) or offer.key in [column.key for column in columns]:
        return ""
    compared = [("aanbod", column.key) for column in columns if not is_own(column.tariff)]
    slugs = {f"{column.offering.slug}:{tariff.slug}" for column in columns for tariff in column.offering.tariffs}
    # A tariff that was chosen as a reading stands in `aanbod` here, so it is not repeated in `lezing`.
    others = [(name, value) for name, value in question.given if name != "aanbod" and not (name == "lezing" and value.lower() in slugs)]
    return urlencode([*others, *compared, ("aanbod", offer.key)], safe=":,")
