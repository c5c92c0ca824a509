"""Contract form and purchasing: the estimate beside the threshold, what is known of the terms, and what to ask. Help, not legal advice."""

from procurement.advice.contract.estimate import Estimate, Side, estimates
from procurement.advice.contract.instruments import FAIR_PRICE, INSTRUMENTS, Instrument
from procurement.advice.contract.terms import Known, Topic, find_terms
from procurement.advice.contract.threshold import SOCIAL_SERVICES, Rule, Threshold

__all__ = [
    "FAIR_PRICE",
    "INSTRUMENTS",
    "SOCIAL_SERVICES",
    "Estimate",
    "Instrument",
    "Known",
    "Rule",
    "Side",
    "Threshold",
    "Topic",
    "estimates",
    "find_terms",
]
