"""Offers beside list prices, what is paid when, and offers that a visitor typed in for one session. Pure: no Django, no clock.

`find_offers` puts an offer beside the list price, `cash_view` the costs in calendar years, `with_own_offers` own offers in the catalogue.
"""

from procurement.offers.cash import CashColumn, CashView, CashYear, Payment, cash_view, spread
from procurement.offers.comparison import NO_NEW_MATCHES, Gap, HourlyPrice, OfferBesideList, OfferYear, Price, Together, find_offers
from procurement.offers.notes import Note, notes_on
from procurement.offers.own import (
    IN_DOSSIER,
    IN_SESSION,
    NO_OWN_OFFERS,
    OWN_SOURCE,
    VAT_LABELS,
    OwnOffer,
    OwnOffers,
    OwnYear,
    ask_own_too,
    has_own,
    is_own,
    own_inputs,
    own_pairs,
    own_source,
    own_wording,
    with_distinct_names,
    with_own_offers,
)

__all__ = [
    "IN_DOSSIER",
    "IN_SESSION",
    "NO_NEW_MATCHES",
    "NO_OWN_OFFERS",
    "OWN_SOURCE",
    "VAT_LABELS",
    "CashColumn",
    "CashView",
    "CashYear",
    "Gap",
    "HourlyPrice",
    "Note",
    "OfferBesideList",
    "OfferYear",
    "OwnOffer",
    "OwnOffers",
    "OwnYear",
    "Payment",
    "Price",
    "Together",
    "ask_own_too",
    "cash_view",
    "find_offers",
    "has_own",
    "is_own",
    "notes_on",
    "own_inputs",
    "own_pairs",
    "own_source",
    "own_wording",
    "spread",
    "with_distinct_names",
    "with_own_offers",
]
