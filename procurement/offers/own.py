"""Offers that somebody typed in, for a session or in a dossier: what they hold and how they join the catalogue as tariffs marked `eigen invoer`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from procurement.question import OWN, Input, Question
from voorzieningen.catalogue import Capacity, Catalogue, Citation, Instalment, Offering, Source, Tariff, TariffComponent
from voorzieningen.money import EuroRange, percent_nl, range_nl
from voorzieningen.said import OWN_INPUT

if TYPE_CHECKING:
    from procurement.pricing import Priced

IN_SESSION, IN_DOSSIER = "deze sessie", "dit dossier"  # where an own offer is kept


def own_source(kept_in: str) -> Source:
    """The source that stands for what somebody typed in, named after where it is kept."""
    return Source(
        slug="eigen-offerte",
        code="eigen",
        title="Eigen offerte",
        publisher="",
        kind=OWN,
        speaker=OWN_INPUT,
        dated=f"in {kept_in} ingevuld",
        description=f"Een offerte die in {kept_in} is ingevuld. Zij staat niet in de catalogus.",
    )


OWN_SOURCE = own_source(IN_SESSION)

# The words of the catalogue for the VAT of an amount.
VAT_LABELS = {
    "NONE_DUE": "geen btw verschuldigd",
    "EXEMPT": "vrijgesteld",
    "INCLUDED": "inclusief btw",
    "EXCLUDED": "exclusief btw",
    "UNKNOWN": "onbekend",
    "NA": "niet van toepassing",
}


@dataclass(frozen=True, slots=True)
class OwnYear:
    """One contract year of an own offer. `fixed` is due whatever happens, the other amounts per match; None is not in the offer."""

    contract_year: int
    fixed: EuroRange | None = None
    per_new: Decimal | None = None
    per_running: Decimal | None = None  # per match from its second year
    capacity: tuple[int, int] | None = None  # new matches, low and high
    hours: Decimal | None = None  # of the coordinator, a week

    @property
    def is_priced(self) -> bool:
        return self.fixed is not None or self.per_new is not None or self.per_running is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnOffer:
    """An offer as it was typed in. `key` is its number in the session or the dossier, `offering` a slug; `contract_until` is exclusive.

    `years` are the contract years 1, 2, ... that have a price; the fractions of `instalments` add up to 1.
    """

    key: int
    offering: str
    name: str
    years: tuple[OwnYear, ...]
    municipality_code: str = ""
    municipality_name: str = ""
    contract_from: date | None = None
    contract_until: date | None = None
    indexable: bool = False
    price_level_year: int | None = None
    vat: str = "UNKNOWN"
    instalments: tuple[Instalment, ...] = ()
    conditions: str = ""
    is_counted: bool = True
    kept_in: str = IN_SESSION

    @property
    def slug(self) -> str:
        return f"eigen-{self.key}"

    @property
    def last_day(self) -> date | None:
        """The last day of the contract, as people write it."""
        return self.contract_until - timedelta(days=1) if self.contract_until else None


@dataclass(frozen=True, slots=True)
class OwnOffers:
    """All own offers of a session or a dossier. `unreadable` counts those that the catalogue of this page cannot take."""

    offers: tuple[OwnOffer, ...] = ()
    unreadable: int = 0

    @property
    def counted(self) -> tuple[OwnOffer, ...]:
        """Those that are switched on: columns of the comparison."""
        return tuple(offer for offer in self.offers if offer.is_counted)


NO_OWN_OFFERS = OwnOffers()


def with_distinct_names(offers: Iterable[OwnOffer]) -> tuple[OwnOffer, ...]:
    """The offers with a number behind a name that another offer for the same offering has already, so that no two columns are called the same."""
    used: set[tuple[str, str]] = set()
    found = []
    for offer in offers:
        name, number = offer.name, 1
        while (offer.offering, name) in used:
            number += 1
            name = f"{offer.name} ({number})"
        used.add((offer.offering, name))
        found.append(replace(offer, name=name))
    return tuple(found)


def is_own(tariff: Tariff) -> bool:
    """Whether a tariff was typed in by the visitor."""
    return tariff.citation.source.slug == OWN_SOURCE.slug


def has_own(columns: Iterable[Priced]) -> bool:
    """Whether one of the columns is an own offer: then the answer is confidential."""
    return any(is_own(column.tariff) for column in columns)


def with_own_offers(catalogue: Catalogue, offers: Sequence[OwnOffer]) -> Catalogue:
    """The catalogue with these offers behind the tariffs of their offerings. An offering that it does not have, or without a tariff, takes none."""
    if not offers:
        return catalogue
    offerings = tuple(_with_tariffs(offering, [offer for offer in offers if offer.offering == offering.slug]) for offering in catalogue.offerings)
    sources = dict.fromkeys(own_source(offer.kept_in) for offer in offers)
    return replace(catalogue, offerings=offerings, sources=(*catalogue.sources, *sources))


def own_pairs(offers: Iterable[OwnOffer]) -> tuple[tuple[str, str], ...]:
    """The (offering, tariff) slugs with which own offers join the choice."""
    return tuple((offer.offering, offer.slug) for offer in offers)


def ask_own_too(question: Question, catalogue: Catalogue, offers: Sequence[OwnOffer]) -> Question:
    """The question with these offers as columns behind the others, also in the scenarios beside it.

    Its links (`given`, `query`) and `parameters` stay as they are: they must not tell anybody of an own offer.
    """
    if not offers:
        return question
    return replace(
        question,
        choice=replace(question.choice, tariffs=(*question.choice.tariffs, *own_pairs(offers))),
        inputs=(*question.inputs, *own_inputs(catalogue, offers)),
        beside=tuple(ask_own_too(other, catalogue, offers) for other in question.beside),
    )


def own_inputs(catalogue: Catalogue, offers: Iterable[OwnOffer]) -> tuple[Input, ...]:
    """Own offers among the inputs of the question: which they are, never what they cost."""
    names = {offering.slug: offering.name for offering in catalogue.offerings}
    return tuple(
        Input("eigen-offerte", f"Eigen offerte, {names[offer.offering]}", offer.name, OWN, f"Staat alleen in {offer.kept_in}, niet in de link.")
        for offer in offers
    )


def _with_tariffs(offering: Offering, offers: Sequence[OwnOffer]) -> Offering:
    if not offers or offering.default_tariff is None:
        return offering
    return replace(offering, tariffs=(*offering.tariffs, *(_tariff(offering.default_tariff, offer) for offer in offers)))


def _tariff(default: Tariff, offer: OwnOffer) -> Tariff:
    """An own offer as a tariff. How long a match lasts is no part of an offer, so that is taken from the default tariff."""
    return Tariff(
        slug=offer.slug,
        kind="OFFERTE",
        name=f"{offer.name} ({OWN})",
        wording=own_wording(offer),
        citation=Citation(own_source(offer.kept_in)),
        is_default=False,
        price_level_year=offer.price_level_year,
        indexable=offer.indexable,
        duration_match_years=default.duration_match_years,
        duration_basis=default.duration_basis,
        duration_note=default.duration_note,
        priced_contract_years=len(offer.years),
        components=tuple(component for year in offer.years for component in _components(offer, year)),
        capacity=tuple(Capacity(year.contract_year, *year.capacity) for year in offer.years if year.capacity is not None),
        municipality_code=offer.municipality_code,
        municipality_name=offer.municipality_name,
        contract_from=offer.contract_from,
        contract_until=offer.contract_until,
        invoicing=_invoicing(offer.instalments),
        conditions=offer.conditions,
        instalments=offer.instalments,
    )


def _components(offer: OwnOffer, year: OwnYear) -> Iterator[TariffComponent]:
    number = year.contract_year
    if year.fixed is not None:
        yield _row(offer, number, "VAST", "FIXED", f"Vast bedrag, jaar {number}", "per contractjaar", year.fixed)
    if year.per_new is not None:
        row = _row(offer, number, "NIEUW", "PER_MATCH", f"Per nieuwe koppeling, jaar {number}", "per koppeling", EuroRange.exact(year.per_new))
        yield replace(row, from_match_year=1, to_match_year=1)
    if year.per_running is not None:
        label = f"Per koppeling vanaf haar tweede jaar, jaar {number}"
        yield replace(_row(offer, number, "LOPEND", "PER_MATCH", label, "per koppeling", EuroRange.exact(year.per_running)), from_match_year=2)
    if year.hours is not None:
        row = _row(offer, number, "UREN", "COORDINATOR_HOURS", f"Uren coördinator, jaar {number}", "uur per week", None)
        yield replace(row, role="INFO", hours=year.hours, period="WEEK", vat="NA", vat_label=VAT_LABELS["NA"])


def _row(offer: OwnOffer, number: int, code: str, kind: str, label: str, unit: str, amount: EuroRange | None) -> TariffComponent:
    return TariffComponent(
        code=f"EIGEN{offer.key}-{code}-{number}",
        type=kind,
        label=f"{label} ({OWN})",
        unit_label=unit,
        citation=Citation(own_source(offer.kept_in)),
        low=amount.low if amount else None,
        high=amount.high if amount else None,
        from_contract_year=number,
        to_contract_year=number,
        payer="GEMEENTE",
        payer_label="gemeente",
        payer_basis="DERIVED",
        vat=offer.vat,
        vat_label=VAT_LABELS[offer.vat],
    )


def own_wording(offer: OwnOffer) -> str:
    """The prices in words, year by year."""
    return "; ".join(f"jaar {year.contract_year}: {', '.join(_amounts(year))}" for year in offer.years).capitalize() + "."


def _amounts(year: OwnYear) -> Iterator[str]:
    if year.fixed is not None:
        yield f"{range_nl(year.fixed)} vast"
    if year.per_new is not None:
        yield f"{range_nl(EuroRange.exact(year.per_new))} per nieuwe koppeling"
    if year.per_running is not None:
        yield f"{range_nl(EuroRange.exact(year.per_running))} per koppeling vanaf haar tweede jaar"


def _invoicing(instalments: Sequence[Instalment]) -> str:
    """The moments in words: "50% bij de start van het contractjaar, 50% na 6 maanden"."""
    return ", ".join(f"{percent_nl(part.fraction)} {_moment(part.months_after_start)}" for part in instalments)


def _moment(months: int) -> str:
    return "bij de start van het contractjaar" if months == 0 else f"na {months} maand" if months == 1 else f"na {months} maanden"
