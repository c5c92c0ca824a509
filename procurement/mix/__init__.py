"""A mix of offerings: what it costs, whom it places, and the cheapest one that covers the demand. Pure; no clock and no database."""

from procurement.mix.beside import Mixes, NamedMix, compare_mixes
from procurement.mix.choice import Certainty, Goal, MixChoice, MixPart, Search
from procurement.mix.cost import Mix, find_mix
from procurement.mix.member import Member
from procurement.mix.search import search_mix
from procurement.mix.search_answer import SearchAnswer

__all__ = [
    "Certainty",
    "Goal",
    "Member",
    "Mix",
    "MixChoice",
    "MixPart",
    "Mixes",
    "NamedMix",
    "Search",
    "SearchAnswer",
    "compare_mixes",
    "find_mix",
    "search_mix",
]
