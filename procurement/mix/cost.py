"""The whole answer about a mix: what it costs, whom it places, and what to know beside that."""

from __future__ import annotations

from dataclasses import dataclass

from procurement import costs, pricing
from procurement.coverage import Demand
from procurement.mix.choice import MixChoice
from procurement.mix.member import Member, find_members, hints
from procurement.mix.placement import Placement, find_placement
from procurement.mix.shared import Shared
from procurement.mix.sums import MixSum, MixYear, per_match, sum_tails, sum_totals, sum_years
from procurement.mix.wording import matches_nl
from voorzieningen.catalogue import Catalogue
from voorzieningen.money import EuroRange

_NO_RUNNING = (
    "Koppelingen die al lopen bij de start tellen niet mee in de mix: niemand zegt bij welk aanbod ze horen. "
    "De kosten van de mix gaan over nieuwe koppelingen."
)


@dataclass(frozen=True, slots=True)
class Mix:
    """A mix with what it costs and whom it places. `placement` is None when the demand has no numbers."""

    members: tuple[Member, ...]
    years: tuple[MixYear, ...]
    totals: MixSum
    tails: MixSum
    per: tuple[MixSum, ...]
    placement: Placement | None = None
    notes: tuple[str, ...] = ()

    @property
    def total(self) -> EuroRange | None:
        return self.totals.amount

    @property
    def tail(self) -> EuroRange | None:
        return self.tails.amount

    @property
    def sums(self) -> tuple[MixSum, ...]:
        """Every figure of the mix in order of print: the years, the total, the tail, and per match."""
        return (*(year.cost for year in self.years), self.totals, self.tails, *self.per)

    @property
    def shared(self) -> tuple[Shared, ...]:
        """The combinations whose parts share a coordinator, beside those parts apart."""
        return tuple(member.shared for member in self.members if member.shared is not None)

    @property
    def matches_started(self) -> int:
        return sum(member.result.matches_started for member in self.members)

    @property
    def match_years(self) -> int | None:
        """None when the duration of a match is unknown for one of the members."""
        known = [member.result.match_years for member in self.members if member.result.match_years is not None]
        return sum(known) if len(known) == len(self.members) else None

    @property
    def matches(self) -> str:
        """New matches a year of all members together."""
        return matches_nl([sum(counts) for counts in zip(*(member.new_matches for member in self.members), strict=True)])

    @property
    def per_started_with_tail(self) -> MixSum:
        return self.per[1]

    @property
    def per_match_year(self) -> MixSum:
        return self.per[2]

    @property
    def has_warnings(self) -> bool:
        return any(member.result.warnings for member in self.members)

    @property
    def has_unknown_price_level(self) -> bool:
        return any(member.has_unknown_price_level for member in self.members)


def find_mix(*, catalogue: Catalogue, mix: MixChoice, choice: pricing.Choice, scenario: costs.Scenario, demand: Demand) -> Mix:
    """The mix calculated. `choice` has the readings, durations and price levels that the user chose.

    Raises KeyError for an offering or a tariff that does not exist.
    """
    members = find_members(catalogue=catalogue, mix=mix, choice=choice, scenario=scenario)
    total, tail = sum_totals(members), sum_tails(members)
    return Mix(
        members=members,
        years=sum_years(members),
        totals=total,
        tails=tail,
        per=per_match(total, tail, members),
        placement=find_placement(catalogue=catalogue, mix=mix, demand=demand),
        notes=(*((_NO_RUNNING,) if scenario.carry_over else ()), *hints(catalogue=catalogue, mix=mix, choice=choice, scenario=scenario)),
    )
